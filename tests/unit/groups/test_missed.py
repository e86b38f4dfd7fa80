"""A session whose time came while nothing ran: its invitation says so, and nothing late is posted about it."""

from datetime import UTC, datetime, timedelta
from typing import Any, Final

import pytest

from bot.audit import nobody
from bot.groups.errors import MeetingOver
from bot.groups.meeting_model import Coming, Meeting, MeetingState, Moment, Session
from bot.groups.model import PlanState
from bot.messenger.fake import Posted
from tests.unit.groups.test_changes import invited, look
from tests.unit.groups.worlds import CHANNEL, STAFF, World, spoken

MAYA: Final = 50
SAM: Final = 51
KIM: Final = 52


async def weekly(world: World, when: str) -> Any:
    sessions = world.groups.sessions
    group = await world.group()
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when=when, minutes="60")
    return await sessions.become(session, PlanState.ACTIVE, note=nobody)


def invitations(world: World) -> list[Posted]:
    return [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session:")]


async def test_its_invitation_says_that_nothing_was_opened_and_has_nothing_to_press(world: World) -> None:
    session = await weekly(world, "2026-03-04 18:00")
    await world.passing(minutes=1)
    (invited,) = invitations(world)
    groups = await world.away(timedelta(days=3), killed=True)
    await world.passing(minutes=1)
    shown = world.messenger.shown(CHANNEL, invited.message_id)
    assert shown is not None
    assert spoken().speaker("en")("session-was-missed") in shown.cards[0].body
    assert not shown.rows
    following = await groups.sessions.next_meeting(session)
    assert following is not None
    assert (following.state, following.local) == (MeetingState.PLANNED, "2026-03-11T18:00:00")
    await world.passing(minutes=10)
    assert not [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-tell")], "it is no news"


async def test_nobody_is_invited_to_what_is_over(world: World) -> None:
    await weekly(world, "2026-03-08 18:00")
    await world.passing(minutes=1)
    assert not invitations(world)
    await world.away(timedelta(days=10))
    await world.passing(minutes=1)
    (invited,) = invitations(world)
    next_one = datetime(2026, 3, 15, 18, tzinfo=UTC)
    assert f"<t:{int(next_one.timestamp())}:F>" in invited.message.cards[0].body


async def counted_on(world: World) -> tuple[Session, Meeting]:
    """A weekly session on Wednesday at 18:00, to which Maya said yes, which Sam turned down, and which Kim was to lead."""
    session, meeting = await invited(world, MAYA)
    await world.groups.meetings.answer(meeting.id, SAM, Coming.NO)
    await world.groups.sessions.hand_over(meeting, KIM, nobody)
    return session, meeting


def told_staff(world: World) -> list[Posted]:
    return [one for one in world.messenger.into(STAFF) if one.key.startswith("session-missed:")]


async def test_who_counted_on_it_and_its_facilitators_hear_of_it_once(world: World) -> None:
    await counted_on(world)
    await world.away(timedelta(days=2, hours=4), killed=True)  # Wednesday night
    await world.passing(minutes=5)
    assert not told_staff(world), "nobody is woken for what is over"
    await world.passing(days=1)
    (told,) = told_staff(world)
    assert "I was not running when “Circle” was to begin" in told.message.content
    assert labels(told) == ["It took place"]
    assert [len(world.messenger.to(one)) for one in (MAYA, SAM, KIM)] == [1, 0, 1]
    assert "nothing was opened" in world.messenger.to(MAYA)[0].message.content
    assert "The next one is on" in world.messenger.to(MAYA)[0].message.content
    await world.away(timedelta(minutes=1))
    await world.passing(days=1)
    assert len(told_staff(world)) == 1


async def test_after_weeks_there_is_one_line_for_all_that_were_missed_and_nobody_else_hears_of_them(
    world: World,
) -> None:
    session, _ = await counted_on(world)
    await world.away(timedelta(days=40))
    await world.passing(days=2)
    (told,) = told_staff(world)
    assert "The same goes for 5 meetings before it" in told.message.content
    states = [one.state for one in await world.groups.sessions.lately(session)]
    assert states == [MeetingState.PLANNED, *[MeetingState.MISSED] * 6], "each can be made good"
    assert not [one for one in world.messenger.to(MAYA) if one.key.startswith("session-missed:")], "no news any more"
    assert (await world.groups.sessions.next_meeting(session)) is not None


async def test_while_its_time_runs_it_can_still_be_begun(world: World) -> None:
    session, meeting = await counted_on(world)
    await world.passing(days=1, hours=23, minutes=55)
    await world.away(timedelta(minutes=40))
    await world.passing(minutes=2)
    (told,) = told_staff(world)
    assert labels(told) == ["It took place", "Start now"]
    await world.groups.course.start_now(meeting.id, nobody)
    await world.passing(minutes=1)
    assert (await look(world, meeting)).state is MeetingState.OPEN
    assert [one for one in world.messenger.into(CHANNEL) if one.key == f"session-room:{meeting.id}"]
    await world.passing(hours=2)
    assert (await look(world, meeting)).state is MeetingState.OVER
    following = await world.groups.sessions.next_meeting(session)
    assert following is not None
    assert following.local == "2026-03-11T18:00:00"
    with pytest.raises(MeetingOver):
        await world.groups.course.start_now(meeting.id, nobody)


async def test_what_took_place_all_the_same_counts_and_its_end_is_said_if_that_is_not_long_ago(world: World) -> None:
    _, meeting = await counted_on(world)
    ended: list[int] = []

    async def note_end(moment: Moment) -> None:
        ended.append(moment.meeting_id)

    groups = await world.away(timedelta(days=2, hours=3))
    groups.course.when_ended(note_end)
    await world.passing(minutes=1)
    await groups.missed.took_place(meeting.id, nobody)
    await groups.meetings.here(meeting.id, MAYA, by="facilitator", note=nobody)
    await world.passing(minutes=1)
    assert ended == [meeting.id], "feedback opens with it"
    over = await look(world, meeting)
    assert (over.state, over.attended) == (MeetingState.OVER, 1)
    with pytest.raises(MeetingOver):
        await groups.missed.took_place(meeting.id, nobody)
    await world.passing(days=1)
    assert not told_staff(world), "somebody knew already"


async def test_days_later_it_is_news_to_its_facilitators_alone(world: World) -> None:
    await counted_on(world)
    await world.away(timedelta(days=5))
    await world.passing(days=1)
    assert len(told_staff(world)) == 1
    assert not world.messenger.to(MAYA), "its invitation says so"


def labels(posted: Posted) -> list[str]:
    return [one.label for row in posted.message.rows if isinstance(row, tuple) for one in row]
