"""Somebody who takes no direct messages has one place to write in: it is heard there before, while and after somebody holds the case."""

from collections.abc import Iterator
from typing import Any

import pytest
from structlog.testing import capture_logs

from bot.moderation.incident import Outcome

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
STILL = "it is still bad"


@pytest.fixture
async def thread(world: Any) -> Any:
    """The private thread in which Maya was met."""
    channel = world.maya.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=None)
    await world.maya.send(world.lounge, PILLS)
    (found,) = world.support.threads
    return found


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What is logged, kept instead of printed."""
    with capture_logs() as entries:
        yield entries


def told(world: Any, who: Any) -> int:
    """How often somebody heard that Maya wrote."""
    return sum("they wrote to you" in one.content for one in world.direct(who))


async def test_who_took_the_case_reads_along_and_is_not_told_of_each_line(world: Any, thread: Any) -> None:
    await world.maya.send(thread, STILL)
    assert told(world, world.ana) == 1
    await world.press(world.ana, "I'm on it")
    before = world.inbox(world.ana)
    await world.maya.send(thread, STILL)
    assert world.inbox(world.ana) == before


async def test_who_could_not_be_brought_in_is_told_and_brought_in_as_soon_as_it_can_be(world: Any, thread: Any) -> None:
    world.env.inject_error("PUT", f"/channels/{thread.id}/thread-members/*", status=403, code=50001, times=2)
    await world.press(world.ana, "I'm on it")
    await world.maya.send(thread, STILL)
    assert told(world, world.ana) == 1
    await world.maya.send(thread, STILL)
    assert told(world, world.ana) == 1


async def test_what_is_written_there_while_the_bot_is_away_is_brought_to_who_is_asked(
    world: Any, thread: Any, restart: Any
) -> None:
    await world.pass_time(seconds=15)
    await world.bot.close()
    world.env.backend.subscribers.clear()
    world.env.backend.create_message(thread.id, world.maya.id, content=STILL)
    await world.pass_time(minutes=1)
    await restart()

    assert told(world, world.ana) == 1
    key = world.open_case().key
    assert STILL in [piece.text for piece in await world.services.desk.cases.words(key)]


async def test_after_its_end_a_cry_for_help_there_is_a_new_case_and_anything_else_is_answered(
    world: Any, thread: Any
) -> None:
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value], "note": "we talked"}, direct=True)

    await world.maya.send(thread, "thank you")
    assert "Talk to someone now" in thread.last_message.content

    await world.ana.send(thread, "take care")
    assert "Talk to someone now" not in thread.last_message.content

    await world.maya.send(thread, PILLS)
    assert world.open_case().number == 2
    assert any("Case 2" in one.content for one in world.direct(world.ana))
