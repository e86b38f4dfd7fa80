"""A plan that is changed, stopped, moved or taken back: nobody who counted on it is left standing, and nothing gets lost."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import update

from bot.audit import Cause, nobody
from bot.groups import meeting_book
from bot.groups.errors import BeyondTheNext, ChangedMeanwhile, MeetingOver, NoTimeLeft
from bot.groups.meeting_model import Coming, Meeting, MeetingState, Session
from bot.groups.model import Group, PlanState
from bot.groups.tables import checkins, prompt_plans, sessions
from bot.groups.takeaway import calendar_of
from bot.messenger.message import Message
from tests.unit.groups.worlds import CHANNEL, FAY, World

MAYA, SAM, KIM = 50, 51, 52


async def invited(
    world: World, *who: int, rhythm: str = "weekly", group: Group | None = None
) -> tuple[Session, Meeting]:
    """A session whose next meeting some people said yes to."""
    proposed = await world.groups.sessions.propose(
        group or await world.group(), title="Circle", rhythm=rhythm, when="2026-03-04 18:00", minutes="60"
    )
    session = await world.groups.sessions.become(proposed, PlanState.ACTIVE, note=nobody)
    await world.passing(seconds=10)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    for person in who:
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    return session, meeting


async def look(world: World, meeting: Meeting) -> Meeting:
    return await world.storage.read(lambda connection: meeting_book.meeting(connection, meeting.id))


async def to_tokyo(world: World) -> Group:
    """Move the group to another city."""
    groups = world.groups
    return await groups.upkeep.change(await world.the_group(), by=FAY, along=groups.move_zone, zone="Asia/Tokyo")


def told(world: World, person: int) -> list[str]:
    return [one.message.content for one in world.messenger.to(person)]


@pytest.mark.parametrize("state", [PlanState.PAUSED, PlanState.DELETED])
async def test_who_said_yes_is_told_that_a_session_rests_and_that_it_goes_on(world: World, state: PlanState) -> None:
    session, meeting = await invited(world, MAYA)
    session = await world.groups.sessions.become(session, state, note=nobody)
    await world.passing(minutes=5)
    assert [("does not take place" in one) for one in told(world, MAYA)] == [True]
    assert meeting_mark(world, meeting) == "It was called off."
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=5)
    assert "takes place after all" in told(world, MAYA)[-1]
    assert len(told(world, MAYA)) == 2
    assert (await look(world, meeting)).state is MeetingState.PLANNED


def meeting_mark(world: World, meeting: Meeting) -> str:
    """The last line of a meeting's invitation as it stands."""
    return invitation_of(world, meeting).cards[0].body.splitlines()[-1]


def invitation_of(world: World, meeting: Meeting) -> Message:
    (found,) = [one for one in world.messenger.into(CHANNEL) if one.key == f"session:{meeting.id}"]
    shown = world.messenger.shown(CHANNEL, found.message_id)
    assert shown is not None
    return shown


async def test_a_press_by_mistake_is_taken_back_without_a_word(world: World) -> None:
    session, _ = await invited(world, MAYA)
    session = await world.groups.sessions.become(session, PlanState.DELETED, note=nobody)
    await world.passing(minutes=1)
    await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=10)
    assert told(world, MAYA) == []


async def test_archiving_a_group_tells_who_said_yes_and_posts_nothing(world: World) -> None:
    await invited(world, MAYA)
    before = len(world.messenger.into(CHANNEL))
    await world.groups.archive(await world.the_group(), archived=True, by=FAY)
    await world.passing(days=4)
    assert [("does not take place" in one) for one in told(world, MAYA)] == [True]
    assert len(world.messenger.into(CHANNEL)) == before


async def test_another_name_or_length_leaves_a_moved_meeting_where_it_was_moved_to(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    moved = await world.groups.sessions.move(session, meeting, "2026-03-06 19:30", nobody)
    wanted = world.groups.sessions.reworded(session, title="Open circle", rhythm="same", when="18:00", minutes="90")
    changed = await world.groups.sessions.put(session, wanted, nobody)
    await world.passing(minutes=1)
    kept = await look(world, meeting)
    assert (kept.starts_at, kept.state) == (moved.starts_at, MeetingState.PLANNED)
    assert kept.ends_at - kept.starts_at == timedelta(minutes=90)
    assert changed.title == "Open circle"
    assert [one.startswith("“Circle” has moved") for one in told(world, MAYA)] in ([True], [False])
    assert len(told(world, MAYA)) == 1
    assert invitation_of(world, meeting).cards[0].title == "Open circle", "what stands in the channel has the new name"
    await world.groups.sessions.become(changed, PlanState.PAUSED, note=nobody)


async def test_a_zone_that_changes_is_told_for_the_same_wall_time_is_another_moment(world: World) -> None:
    _, meeting = await invited(world, MAYA)
    await to_tokyo(world)
    await world.passing(minutes=5)
    assert meeting.starts_at - (await look(world, meeting)).starts_at == timedelta(hours=9)
    assert [("has moved" in one) for one in told(world, MAYA)] == [True]


async def test_a_meeting_is_not_moved_beyond_the_one_after_it(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    with pytest.raises(BeyondTheNext):
        await world.groups.sessions.move(session, meeting, "2026-03-11 18:00", nobody)
    with pytest.raises(BeyondTheNext):
        await world.groups.sessions.move(session, meeting, "2026-03-20 18:00", nobody)
    await world.passing(days=4)
    assert [one.key for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]


async def test_of_two_who_move_a_meeting_the_second_is_told_and_each_move_is(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    seen = int(meeting.starts_at.timestamp())
    moved = await world.groups.sessions.move(session, meeting, "19:00", nobody, seen=seen)
    with pytest.raises(ChangedMeanwhile):
        await world.groups.sessions.move(session, moved, "20:00", nobody, seen=seen)
    for when in ("20:00", "19:00", "20:00"):
        await world.passing(minutes=1)
        await world.groups.sessions.move(session, await look(world, meeting), when, nobody)
    await world.passing(minutes=1)
    assert len(told(world, MAYA)) == 4


async def test_what_was_called_off_by_mistake_is_held_after_all(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await world.groups.calling_off.cancel(session, meeting, nobody)
    await world.passing(minutes=1)
    off = await world.groups.calling_off.called_off(session)
    assert off is not None
    await world.groups.calling_off.hold_after_all(session, off, nobody)
    await world.passing(minutes=1)
    assert ["called off" in one for one in told(world, MAYA)] == [True, False]
    assert await world.groups.calling_off.called_off(session) is None
    with pytest.raises(MeetingOver):
        await world.groups.calling_off.hold_after_all(session, off, nobody)
    await world.passing(days=20)
    rooms = [one.key for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert rooms == [f"session-room:{meeting.id}", *rooms[1:]]
    assert len(rooms) == 3, "and each of the weeks after it once"


async def test_more_places_go_to_who_waits_for_one_first(world: World) -> None:
    session, meeting = await invited(world)
    session = await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    for person in (MAYA, SAM, KIM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
        await world.passing(seconds=5)
    await world.groups.sessions.arrange(session, agenda="", places="2", until="", note=nobody)
    assert (await world.groups.meetings.answer(meeting.id, FAY, Coming.YES))[3] is Coming.WAITING
    await world.passing(minutes=1)
    assert [len(told(world, person)) for person in (MAYA, SAM, KIM)] == [0, 1, 0]


async def test_who_leaves_the_server_leaves_their_place_at_a_meeting(world: World) -> None:
    session, meeting = await invited(world)
    await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    for person in (MAYA, SAM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    world.town.gone_ids.add(MAYA)
    await world.groups.meetings.leave(10, MAYA)
    await world.passing(minutes=1)
    assert "There is a place for you after all" in told(world, SAM)[0]


async def at_night(world: World, begins: str) -> Meeting:
    """A meeting with one place, that Maya gives back at 23:00 while Sam and Kim wait for it."""
    session, meeting = await invited(world)
    session = await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    meeting = await world.groups.sessions.move(session, meeting, begins, nobody)
    for person in (MAYA, SAM, KIM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
        await world.passing(seconds=5)
    world.clock.jumped += timedelta(hours=5)
    await world.groups.meetings.answer(meeting.id, MAYA, Coming.NO)
    await world.passing(minutes=1)
    return meeting


def offered(world: World) -> list[int]:
    """How often Sam and Kim were told of a place."""
    return [sum("There is a place for you after all" in one for one in told(world, who)) for who in (SAM, KIM)]


async def test_word_of_a_place_at_a_meeting_days_away_waits_for_the_morning(world: World) -> None:
    meeting = await at_night(world, "2026-03-04 18:00")
    assert offered(world) == [0, 0]
    await world.groups.meetings.answer(meeting.id, SAM, Coming.NO)
    await world.passing(hours=10, minutes=2)
    assert offered(world) == [0, 1], "Sam thought better of it during the night"


async def test_word_of_a_place_at_a_meeting_early_in_the_morning_comes_at_night(world: World) -> None:
    await at_night(world, "2026-03-03 08:00")
    assert offered(world) == [1, 0]


async def test_what_somebody_said_here_counts_more_than_discords_event(world: World) -> None:
    _, meeting = await invited(world, MAYA)
    await world.storage.write(lambda connection: meeting_book.change_meeting(connection, meeting.id, event_id=7))
    interested = world.groups.meetings.interested
    for person in (MAYA, SAM):
        await interested(7, person, yes=True)
        await interested(7, person, yes=False)
    answers = {
        world.people.discord_id(one.person_id): one.answer for one in await world.groups.meetings.guests(meeting)
    }
    assert answers == {MAYA: Coming.YES, SAM: Coming.NO}
    await interested(7, SAM, yes=True)
    assert [one.answer for one in await world.groups.meetings.guests(meeting)].count(Coming.YES) == 2


async def test_of_two_who_leave_the_next_time_out_only_one_does_and_it_can_be_taken_back(world: World) -> None:
    group, checkins_ = await world.group(), world.groups.checkins
    checkin = await world.daily(group, "19:00")
    first = await checkins_.next_at(checkin)
    assert await checkins_.skip(checkin, nobody) == first
    with pytest.raises(ChangedMeanwhile):
        await checkins_.skip(checkin, nobody)
    checkin = await checkins_.get(group, checkin.id)
    assert await checkins_.left_out(checkin) == {first}
    assert await checkins_.ask_after_all(checkin, nobody) == first
    await world.passing(days=3)
    assert len(world.posted()) == 3, "asked at each of its times, once"


async def test_a_plan_whose_end_is_over_says_so_instead_of_running_on_nothing(world: World) -> None:
    group, groups = await world.group(), world.groups
    once = await groups.checkins.propose(group, question="How?", rhythm="daily", when="19:00", until="1")
    once = await groups.checkins.save(once, note=nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    session = await groups.sessions.arrange(session, agenda="", places="", until="1", note=nobody)
    await world.passing(days=2)
    once, session = await groups.checkins.get(group, once.id), await groups.sessions.get(group, session.id)
    assert (once.state, session.state) == (PlanState.ENDED, PlanState.ENDED)
    assert [one.id for one in await groups.checkins.shown(group)] == [once.id], "it is still there to be looked at"
    with pytest.raises(NoTimeLeft):
        await groups.checkins.resume(once, note=nobody)
    with pytest.raises(NoTimeLeft):
        await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    wanted = groups.checkins.reworded(once, question="How?", rhythm="same", when="19:00", until="5")
    later = await groups.checkins.put(once, wanted, nobody)
    await groups.checkins.resume(later, note=nobody)
    assert await groups.checkins.next_at(once) is not None


async def test_what_was_deleted_is_in_the_list_as_long_as_it_can_be_taken_back(world: World) -> None:
    group, groups = await world.group(), world.groups
    checkin = await groups.checkins.delete(await world.daily(group, "19:00"), note=nobody)
    assert await groups.checkins.shown(group) == [checkin]
    await world.passing(days=8)
    assert await groups.checkins.shown(group) == []


@pytest.mark.parametrize("table", [checkins, sessions, prompt_plans])
async def test_a_zone_that_nobody_knows_any_more_is_mended_by_choosing_a_city(world: World, table: Any) -> None:
    group, groups = await world.group(), world.groups
    await world.daily(group, "19:00")
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    await groups.rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    await world.storage.write(lambda connection: connection.execute(update(table).values(zone="Mars/Olympus")))
    await groups.upkeep.change(group, by=Cause.OPERATOR, along=groups.move_zone, zone="Europe/Madrid")
    await world.passing(days=1)
    kinds = {one.key.partition(":")[0] for one in world.messenger.into(CHANNEL)}
    assert {"checkin", "session-room", "prompt"} <= kinds


async def test_the_last_time_of_a_plan_that_was_left_out_or_called_off_is_brought_back_with_its_plan(
    world: World,
) -> None:
    group, groups = await world.group(), world.groups
    once = await groups.checkins.propose(group, question="How?", rhythm="daily", when="19:00", until="1")
    once = await groups.checkins.save(once, note=nobody)
    await groups.checkins.skip(once, nobody)
    once = await groups.checkins.get(group, once.id)
    assert once.state is PlanState.ENDED
    assert len(await groups.checkins.left_out(once)) == 1
    await groups.checkins.ask_after_all(once, nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    session = await groups.sessions.arrange(session, agenda="", places="", until="1", note=nobody)
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await groups.sessions.next_meeting(session)
    assert meeting is not None
    await groups.calling_off.cancel(session, meeting, nobody)
    session = await groups.sessions.get(group, session.id)
    assert session.state is PlanState.ENDED
    await groups.calling_off.hold_after_all(session, meeting, nobody)
    await world.passing(hours=3)
    kinds = {one.key.partition(":")[0] for one in world.messenger.into(CHANNEL)}
    assert {"checkin", "session-room"} <= kinds


async def test_a_meeting_begins_now_also_in_the_hour_that_the_clocks_show_twice(world: World) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, zone="Europe/Madrid")
    world.clock.jumped += datetime(2026, 10, 25, 1, 20, tzinfo=UTC) - world.clock.now()  # 02:20 for the second time
    session = await world.groups.sessions.propose(group, title="Circle", rhythm="daily", when="09:00", minutes="30")
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    await world.groups.course.start_now(meeting.id, nobody)
    await world.passing(minutes=2)
    assert (await look(world, meeting)).state is MeetingState.OPEN


async def test_an_end_or_another_city_leaves_a_meeting_at_the_time_that_it_was_moved_to(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    moved = await world.groups.sessions.move(session, meeting, "2026-03-06 19:30", nobody)
    await world.groups.sessions.arrange(session, agenda="", places="", until="8", note=nobody)
    await world.passing(minutes=5)
    kept = await look(world, meeting)
    assert (kept.starts_at, kept.moved_to, kept.state) == (moved.starts_at, moved.moved_to, MeetingState.PLANNED)
    await to_tokyo(world)
    await world.passing(minutes=5)
    assert moved.starts_at - (await look(world, meeting)).starts_at == timedelta(hours=9)
    assert ["has moved" in one for one in told(world, MAYA)] == [True, True]
    await world.passing(days=5)
    rooms = [one.key for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert rooms == [f"session-room:{meeting.id}"], "at its own time, and not at the rule's as well"


async def test_whoever_was_asked_to_lead_a_meeting_is_told_that_it_moved_and_that_it_is_off(world: World) -> None:
    session, meeting = await invited(world, SAM)
    await world.groups.sessions.hand_over(meeting, MAYA, nobody)
    await world.groups.sessions.move(session, await look(world, meeting), "2026-03-05 18:00", nobody)
    await world.passing(minutes=5)
    await world.groups.calling_off.cancel(session, await look(world, meeting), nobody)
    await world.passing(minutes=5)
    assert told(world, MAYA) == told(world, SAM)
    assert len(told(world, MAYA)) == 2


async def test_who_leads_and_said_yes_is_told_once(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await world.groups.sessions.hand_over(meeting, MAYA, nobody)
    await world.groups.calling_off.cancel(session, await look(world, meeting), nobody)
    await world.passing(minutes=5)
    assert len(told(world, MAYA)) == 1


async def test_a_meeting_that_is_off_is_handed_to_nobody_and_one_handed_on_names_who_led_before(world: World) -> None:
    session, meeting = await invited(world)
    sessions = world.groups.sessions
    assert (await sessions.hand_over(meeting, MAYA, nobody))[1] is None
    assert (await sessions.hand_over(meeting, MAYA, nobody))[1] is None
    assert (await sessions.hand_over(meeting, SAM, nobody))[1] == MAYA
    await world.groups.calling_off.cancel(session, await look(world, meeting), nobody)
    with pytest.raises(MeetingOver):
        await sessions.hand_over(meeting, KIM, nobody)


async def test_a_check_in_deleted_twice_comes_back_as_it_was(world: World) -> None:
    checkins = world.groups.checkins
    checkin = await checkins.delete(await world.daily(await world.group(), "19:00"), nobody)
    for again in (checkins.delete, checkins.pause, checkins.resume):
        with pytest.raises(ChangedMeanwhile):
            await again(checkin, nobody)
    assert (await checkins.restore(checkin, nobody)).state is PlanState.ACTIVE


async def test_a_session_deleted_twice_comes_back_as_it_was(world: World) -> None:
    session, _ = await invited(world)
    session = await world.groups.sessions.become(session, PlanState.DELETED, nobody)
    for again in (PlanState.DELETED, PlanState.PAUSED):
        with pytest.raises(ChangedMeanwhile):
            await world.groups.sessions.become(session, again, nobody)
    assert (await world.groups.sessions.become(session, PlanState.ACTIVE, nobody)).state is PlanState.ACTIVE


async def test_a_moved_meeting_stands_in_the_calendar_file_also_when_its_first_time_is_past(world: World) -> None:
    session, meeting = await invited(world)
    await world.groups.sessions.move(session, meeting, "2026-03-05 18:00", nobody)
    await world.passing(days=2, hours=12)
    group = await world.the_group()
    coming = await world.groups.sessions.coming([group.id])
    file = calendar_of([group], {group.id: [session]}, coming, world.clock.now()).decode()
    starts = [line for line in file.splitlines() if line.startswith("DTSTART")]
    assert starts[:2] == ["DTSTART:20260305T180000Z", "DTSTART:20260311T180000Z"]
    assert len(starts) == len(set(starts)) == 12


async def test_two_who_lead_press_next_turn_together_and_one_person_goes(world: World) -> None:
    _, meeting = await invited(world)
    await world.groups.course.start_now(meeting.id, nobody)
    await world.passing(minutes=1)
    for person in (KIM, MAYA, SAM):
        await world.groups.meetings.turn(meeting.id, person, wanted=True)
        await world.passing(seconds=1)

    async def press() -> list[int | None]:
        return [world.people.discord_id(one) for one in await world.groups.meetings.next_turn(meeting.id)]

    assert await press() == await press() == [MAYA, SAM]
    await world.passing(minutes=1)
    assert await press() == [SAM]
    await world.groups.course.end_now(meeting.id, nobody)
    await world.passing(minutes=1)
    with pytest.raises(MeetingOver):
        await press()
