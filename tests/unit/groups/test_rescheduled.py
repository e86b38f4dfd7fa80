"""A session that is given another time or day: its next meeting moves there, with everybody who counted on it."""

from datetime import timedelta

import pytest

from bot.audit import nobody
from bot.groups import meeting_book
from bot.groups.meeting_model import Coming, Meeting, MeetingState, Session
from bot.groups.model import PlanState
from tests.unit.groups.test_changes import KIM, MAYA, SAM, invitation_of, invited, look, told
from tests.unit.groups.worlds import FAY, World


async def to(world: World, session: Session, when: str, rhythm: str = "same") -> Session:
    current = await world.groups.sessions.get(await world.the_group(), session.id)
    wanted = world.groups.sessions.reworded(current, title="Circle", rhythm=rhythm, when=when, minutes="60")
    return await world.groups.sessions.put(current, wanted, nobody)


async def planned(world: World, session: Session) -> list[Meeting]:
    found = await world.storage.read(lambda connection: meeting_book.meetings_of(connection, session.id))
    return [one for one in found if one.state is MeetingState.PLANNED]


@pytest.mark.parametrize("when", ["18:30", "2026-03-04 19:30"])
async def test_its_next_meeting_moves_along_with_its_answers_its_waiting_list_and_its_leader(
    world: World, when: str
) -> None:
    session, meeting = await invited(world)
    session = await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    for person in (MAYA, SAM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
        await world.passing(seconds=1)
    await world.groups.sessions.hand_over(meeting, KIM, nobody)
    await to(world, session, when)
    await world.passing(minutes=1)
    assert told(world, MAYA) == [], "a slip can be taken back in silence"
    moved = await look(world, meeting)
    assert (moved.state, moved.starts_at.date()) == (MeetingState.PLANNED, meeting.starts_at.date())
    assert f"<t:{int(moved.starts_at.timestamp())}:F>" in invitation_of(world, meeting).cards[0].body
    await world.passing(minutes=4)
    for person in (MAYA, SAM, KIM):
        (word,) = told(world, person)
        assert "has moved" in word
        assert f"<t:{int(moved.starts_at.timestamp())}:F>" in word
    answers = [one.answer for one in await world.groups.meetings.guests(moved)]
    assert answers == [Coming.YES, Coming.WAITING]
    assert [one.id for one in await planned(world, session)] == [meeting.id]
    await world.passing(days=10)
    rooms = [one.key for one in world.messenger.posted if one.key.startswith("session-room:")]
    assert rooms[0] == f"session-room:{meeting.id}"
    assert len(rooms) == 2, "once each week"


async def test_its_event_in_discords_calendar_follows(world: World) -> None:
    group = await world.group()
    await world.groups.upkeep.change(group, by=FAY, voice_channel_id=21)
    proposed = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60"
    )
    session = await world.groups.sessions.become(proposed, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=1)
    (before,) = world.calendar.entries.values()
    await to(world, session, "18:30")
    await world.passing(minutes=1)
    (after,) = world.calendar.entries.values()
    assert (after.mark, after.starts_at - before.starts_at) == (before.mark, timedelta(minutes=30))


async def test_a_time_that_is_put_back_at_once_is_told_to_nobody_and_of_two_changes_only_the_last(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await to(world, session, "18:30")
    await world.passing(seconds=30)
    await to(world, session, "18:00")
    await world.passing(minutes=5)
    assert told(world, MAYA) == []
    assert (await look(world, meeting)).starts_at == meeting.starts_at
    await to(world, session, "18:30")
    await world.passing(seconds=30)
    await to(world, session, "19:00")
    await world.passing(minutes=5)
    (word,) = told(world, MAYA)
    assert f"<t:{int((await look(world, meeting)).starts_at.timestamp())}:F>" in word


async def test_the_only_next_meeting_moves_to_another_day_of_its_week_and_no_further(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await to(world, session, "2026-03-05 18:00", rhythm="weekly")
    await world.passing(minutes=5)
    moved = await look(world, meeting)
    assert (moved.state, moved.starts_at - meeting.starts_at) == (MeetingState.PLANNED, timedelta(days=1))
    assert ["has moved" in one for one in told(world, MAYA)] == [True]
    await to(world, session, "2026-03-12 18:00", rhythm="weekly")
    await world.passing(minutes=5)
    assert (await look(world, meeting)).state is not MeetingState.PLANNED
    assert "does not take place" in told(world, MAYA)[-1]


async def test_a_meeting_that_was_moved_by_hand_stays_where_it_is_and_belongs_to_the_new_time(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    by_hand = await world.groups.sessions.move(session, meeting, "2026-03-06 19:30", nobody)
    await to(world, session, "18:30")
    await world.passing(minutes=5)
    kept = await look(world, meeting)
    assert (kept.starts_at, kept.local) == (by_hand.starts_at, "2026-03-04T18:30:00")
    assert len(told(world, MAYA)) == 1
    assert len(await planned(world, session)) == 1


async def test_what_was_called_off_stays_off_at_another_time_of_its_day(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await world.groups.calling_off.cancel(session, meeting, nobody)
    await to(world, session, "18:30")
    await world.passing(minutes=5)
    (following,) = await planned(world, session)
    assert following.local == "2026-03-11T18:30:00"
    current = await world.groups.sessions.get(await world.the_group(), session.id)
    off = await world.groups.calling_off.called_off(current)
    assert off is not None
    await world.groups.calling_off.hold_after_all(current, off, nobody)
    held = await look(world, meeting)
    assert (held.state, held.starts_at - meeting.starts_at) == (MeetingState.PLANNED, timedelta(minutes=30))
    await world.passing(days=10)
    rooms = [one.key for one in world.messenger.posted if one.key.startswith("session-room:")]
    assert len(rooms) == 2
