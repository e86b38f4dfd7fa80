"""Discord's own event begins and ends with its meeting, and whatever becomes of it the meeting goes on."""

from datetime import timedelta

import pytest

from bot.audit import nobody
from bot.groups.meeting_model import Meeting, MeetingState
from tests.unit.groups.test_changes import look
from tests.unit.groups.test_rooms import mirrored
from tests.unit.groups.test_unposted import standing
from tests.unit.groups.worlds import World


async def shown(world: World) -> tuple[Meeting, int]:
    """A meeting to come, with the number of Discord's event for it."""
    group = await mirrored(world)
    (meeting,) = [one for _, one in await world.groups.sessions.coming([group.id])]
    assert meeting.event_id is not None
    return meeting, meeting.event_id


async def test_the_event_begins_and_ends_with_the_meeting_also_before_its_time(world: World) -> None:
    meeting, event = await shown(world)
    await world.groups.course.start_now(meeting.id, nobody)
    await world.passing(seconds=10)
    assert world.calendar.going == [("begun", event)]
    await world.groups.course.end_now(meeting.id, nobody)
    await world.passing(seconds=10)
    assert world.calendar.going == [("begun", event), ("over", event)]


async def test_a_meeting_takes_its_course_whatever_becomes_of_the_event(world: World) -> None:
    meeting, _ = await shown(world)
    world.calendar.breaks = OSError("the connection is gone")
    await world.groups.course.start_now(meeting.id, nobody)
    await world.passing(seconds=10)
    assert (await look(world, meeting)).state is MeetingState.OPEN
    (_, following) = [one for _, one in await world.groups.sessions.coming([(await world.the_group()).id])]
    assert following.state is MeetingState.PLANNED, "and the next one is planned"
    assert standing(world, f"session-room:{meeting.id}") == 1
    await world.passing(minutes=61)
    assert (await look(world, meeting)).state is MeetingState.OVER
    assert standing(world, f"session-end:{meeting.id}") == 1


@pytest.mark.parametrize("ended", [False, True])
async def test_the_event_of_a_meeting_that_goes_on_is_not_taken_away_by_word_of_a_change(
    world: World, *, ended: bool
) -> None:
    meeting, _ = await shown(world)
    await world.passing(seconds=(meeting.starts_at - timedelta(minutes=1) - world.clock.now()).total_seconds())
    later = timedelta(minutes=100 if ended else 30)
    series = world.groups.session_series
    await world.storage.write(lambda connection: series.tell(connection, meeting.id, "changed", after=later))
    await world.passing(minutes=110)
    assert len(world.calendar.entries) >= 1
    assert any(entry.starts_at == meeting.starts_at for entry in world.calendar.entries.values())
