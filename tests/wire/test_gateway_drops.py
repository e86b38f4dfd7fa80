"""The gateway goes away in the middle of things, and nobody is left waiting."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, call, drop, request

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def cut(scene: Any) -> None:
    scene.discord.gateway.abort()


def ask_anew(scene: Any) -> None:
    scene.discord.gateway.reconnect()


def forget_the_socket(scene: Any) -> None:
    scene.discord.gateway.invalidate(resumable=True)


def forget_the_session(scene: Any) -> None:
    scene.discord.gateway.invalidate(resumable=False)


GOING = [cut, ask_anew, forget_the_socket, forget_the_session]


async def works(scene: Any, who: str) -> None:
    """Somebody is in crisis: one card, one page, one message to them, and I'm on it still does what it says."""
    scene.town[who].write(scene.lounge, PILLS)
    await scene.sees(who, "Ana is on call right now")
    await scene.sees("ana", "Case", place="alerts")
    await scene.sees("ana", "Case")


@pytest.mark.parametrize("going", GOING)
async def test_what_is_written_while_it_is_gone_is_heard_when_it_is_back(
    scene: Any, going: Callable[[Any], None]
) -> None:
    await scene.run()
    going(scene)
    await works(scene, "maya")

    assert len(scene.cards()) == 1


@pytest.mark.parametrize(
    ("going", "step"),
    [
        (cut, "alerts"),
        (cut, "ana"),
        (cut, "maya"),
        (ask_anew, "alerts"),
        (forget_the_socket, "ana"),
        (forget_the_session, "maya"),
    ],
)
async def test_it_goes_in_the_middle_of_a_page(scene: Any, going: Callable[[Any], None], step: str) -> None:
    await scene.run()
    channel = scene.channel(step)
    gone = scene.discord.requests.faults.add(
        request(f"POST /channels/{channel}/messages"), call(lambda: going(scene)), when=When.AFTER
    )

    await works(scene, "maya")
    assert gone.met == 1
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")

    assert len(scene.cards()) == 1
    assert scene.pages("ana") == 1


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
async def test_it_is_cut_at_the_very_frame_that_brings_the_words(scene: Any, when: When) -> None:
    await scene.run()
    scene.discord.gateway.faults.add(lambda frame: frame.event == "MESSAGE_CREATE", drop(), when=when)
    await works(scene, "maya")

    assert len(scene.cards()) == 1


async def test_it_comes_back_after_many_cuts_in_a_row(scene: Any) -> None:
    await scene.run()
    for _ in range(6):
        before = len(scene.sessions)
        scene.discord.gateway.abort()
        await scene.until(lambda known=before: len(scene.sessions) > known)
    await works(scene, "maya")

    assert len(scene.cards()) == 1
