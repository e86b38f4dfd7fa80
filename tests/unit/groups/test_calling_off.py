"""A meeting weeks ahead is called off now, and comes back if that is taken back; those around it stay as they are."""

from datetime import timedelta
from typing import Final

import pytest

from bot.audit import nobody
from bot.groups import meeting_book
from bot.groups.errors import MeetingOver
from bot.groups.meeting_model import Coming, Meeting, MeetingState, Session
from tests.unit.groups.test_changes import invited, look, told
from tests.unit.groups.worlds import CHANNEL, World

MAYA: Final = 50
THIRD: Final = "2026-03-18T18:00:00"


async def times(world: World, session: Session) -> list[tuple[str, bool]]:
    return [(one.local[:10], one.off) for one in (await world.groups.calling_off.ahead(session))[:4]]


def invitations(world: World) -> list[str]:
    return [one.key for one in world.messenger.into(CHANNEL) if one.key.startswith("session:")]


async def test_a_holiday_is_entered_weeks_before_and_only_that_meeting_falls_out(world: World) -> None:
    session, first = await invited(world, MAYA)
    off = await world.groups.calling_off.cancel_at(session, THIRD, nobody)
    assert await times(world, session) == [
        ("2026-03-04", False),
        ("2026-03-11", False),
        ("2026-03-18", True),
        ("2026-03-25", False),
    ]
    await world.passing(minutes=5)
    assert not told(world, MAYA), "they said yes to another one"
    following = await world.groups.sessions.next_meeting(session)
    assert following is not None
    assert following.id == first.id
    await world.passing(days=16, hours=12)  # in the week after the third
    states = {one.local[:10]: one.state for one in await all_meetings(world, session)}
    assert states["2026-03-11"] is MeetingState.OVER
    assert states["2026-03-18"] is MeetingState.CANCELLED
    assert states["2026-03-25"] is MeetingState.PLANNED
    assert f"session:{off.id}" not in invitations(world)


async def all_meetings(world: World, session: Session) -> list[Meeting]:
    return await world.storage.read(lambda connection: meeting_book.meetings_of(connection, session.id))


async def test_taken_back_it_takes_place_in_its_turn(world: World) -> None:
    session, _ = await invited(world, MAYA)
    off = await world.groups.calling_off.cancel_at(session, THIRD, nobody)
    await world.groups.calling_off.hold_after_all(session, await look(world, off), nobody)
    assert not any(is_off for _, is_off in await times(world, session))
    off = await world.groups.calling_off.cancel_at(session, THIRD, nobody)
    await world.groups.calling_off.hold_after_all(session, await look(world, off), nobody)
    await world.away(timedelta(minutes=1))
    await world.passing(days=13, hours=12)
    assert (await look(world, off)).state is MeetingState.PLANNED
    await world.groups.meetings.answer(off.id, MAYA, Coming.YES)
    await world.passing(days=3)
    assert (await look(world, off)).state is MeetingState.OVER


async def test_the_nearest_is_called_off_the_same_way_and_who_said_yes_hears_of_it(world: World) -> None:
    session, first = await invited(world, MAYA)
    await world.groups.calling_off.cancel_at(session, first.local, nobody)
    await world.passing(minutes=5)
    assert "has been called off" in told(world, MAYA)[0]
    with pytest.raises(MeetingOver):
        await world.groups.calling_off.cancel_at(session, first.local, nobody)
    with pytest.raises(MeetingOver):
        await world.groups.calling_off.cancel_at(session, "2026-03-12T18:00:00", nobody)
