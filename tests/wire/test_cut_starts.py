"""The connection is cut while the bot starts, and it comes up all the same: to whoever asks it looks the same as any other start."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, drop

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def event(name: str) -> Callable[[Any], bool]:
    return lambda frame: bool(frame.event == name)


def hello(frame: Any) -> bool:
    return bool(frame.op == 10)


@pytest.mark.parametrize(
    ("frame", "when"),
    [
        (hello, When.BEFORE),
        (hello, When.AFTER),
        (event("READY"), When.BEFORE),
        (event("READY"), When.AFTER),
        (event("GUILD_CREATE"), When.BEFORE),
        (event("GUILD_CREATE"), When.AFTER),
        (event("GUILD_MEMBERS_CHUNK"), When.BEFORE),
        (event("GUILD_MEMBERS_CHUNK"), When.AFTER),
    ],
)
async def test_a_start_that_is_cut_at_any_frame_ends_in_a_bot_that_works(scene: Any, frame: Any, when: When) -> None:
    cut = scene.discord.gateway.faults.add(frame, drop(), when=when)
    bot = await scene.run()
    assert cut.met == 1
    assert bot.is_ready()
    maya, ana = scene.town["maya"], scene.town["ana"]
    maya.write(scene.lounge, PILLS)
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    card = await scene.sees("ana", "Case", place="alerts")
    await scene.answered(await ana.press(card, "I'm on it"))
    await scene.sees("maya", "is here for you now")


async def test_the_shipped_process_outlives_a_connection_that_is_cut_before_a_word(scene: Any) -> None:
    cut = scene.discord.gateway.faults.add(hello, drop(), when=When.BEFORE)
    process = await scene.start()
    assert cut.met == 1
    assert process.running
