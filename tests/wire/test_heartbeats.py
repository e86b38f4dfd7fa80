"""A socket on which nobody speaks any more is given up and the session resumed; a session that may not begin yet is waited for."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import delay
from bot.rehearsal.discord.gateway import IDENTIFY

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
OFTEN = 0.3  # seconds between heartbeats
GONE = 1.0  # seconds of silence after which the bot takes a socket for dead


def acknowledge_nothing(scene: Any) -> None:
    scene.discord.gateway.acknowledging = False


def say_nothing_any_more(scene: Any) -> None:
    """From the words on, nothing is sent on this socket, as when a network swallows everything."""
    scene.discord.gateway.faults.add(lambda frame: frame.event == "MESSAGE_CREATE", delay(3600))


@pytest.fixture
def beating(scene: Any) -> Any:
    scene.discord.gateway._interval = OFTEN
    scene.discord.gateway._watchful = False  # on a busy machine its own heartbeats may be late
    return scene


@pytest.mark.parametrize("going", [acknowledge_nothing, say_nothing_any_more])
async def test_a_dead_socket_is_found_and_the_session_resumed(beating: Any, going: Callable[[Any], None]) -> None:
    await beating.run(patience=GONE)
    town = beating.town
    await beating.quiet()
    before, asked = len(beating.sessions), len(beating.discord.requests.all)
    going(beating)
    town["maya"].write(beating.lounge, PILLS)
    await beating.until(lambda: len(beating.sessions) > before)
    beating.discord.gateway.acknowledging = True

    await beating.sees("maya", "I am telling Ana, a peer from here.")
    await beating.sees("ana", "Case 1")
    await beating.press("ana", "I'm on it")
    await beating.sees("maya", "Ana is here for you now")
    await beating.quiet()
    assert set(beating.sessions[before:]) == {True}
    assert not [one for one in beating.discord.requests.all[asked:] if one.is_("GET /channels/*/messages")]
    assert (len(beating.cards()), beating.pages("ana")) == (1, 1)


async def test_a_session_that_may_not_begin_yet_begins_a_moment_later(scene: Any) -> None:
    """As after a quick restart: Discord lets one session begin in five seconds, and the bot waits as long before it asks again."""
    asked: list[float] = []
    sessions, clock = scene.discord.gateway.sessions, asyncio.get_running_loop()
    sessions.pause, sessions._last = 4.0, scene.discord.clock.monotonic()
    with scene.discord.happenings.heard_by(
        lambda one: asked.append(clock.time()) if one.kind == "heard" and one.facts["op"] == IDENTIFY else None
    ):
        await scene.run(courteous=True)
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")

    first, second = asked
    assert second - first >= sessions.pause, "no session was asked for in vain"
