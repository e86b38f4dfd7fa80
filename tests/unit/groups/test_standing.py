"""What people counted on while a plan is stopped, changed, moved to another city or taken back: it stands as they were told."""

from datetime import timedelta
from typing import Any

import pytest

from bot.agenda import recurrence, zones
from bot.audit import nobody
from bot.groups import meeting_book
from bot.groups.errors import ChangedMeanwhile
from bot.groups.meeting_model import Coming, MeetingState
from bot.groups.model import PlanState
from bot.messenger.port import Sent, Transient
from tests.unit.groups.test_changes import KIM, MAYA, SAM, invitation_of, invited, look, meeting_mark, told
from tests.unit.groups.worlds import CHANNEL, FAY, STAFF, World


async def rooms(world: World) -> list[str]:
    return [one.key for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]


async def test_an_invitation_that_nobody_had_answered_says_so_when_the_session_goes_on(world: World) -> None:
    _, meeting = await invited(world)
    group = await world.groups.archive(await world.the_group(), archived=True, by=FAY)
    await world.passing(minutes=5)
    assert meeting_mark(world, meeting) == "It was called off."
    await world.groups.archive(group, archived=False, by=FAY)
    await world.passing(minutes=5)
    assert meeting_mark(world, meeting) != "It was called off."
    assert invitation_of(world, meeting).rows, "it can be answered again"


async def test_who_said_yes_to_a_meeting_that_begins_at_once_hears_at_once_that_it_does_not(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() - 60)
    await world.groups.sessions.become(session, PlanState.PAUSED, note=nobody)
    await world.passing(minutes=5)
    assert ["does not take place" in one for one in told(world, MAYA)] == [True]


@pytest.mark.parametrize("until", ["2026-03-06 19:30", "2026-03-04 16:00"])
async def test_a_pause_by_mistake_leaves_a_meeting_where_it_was_moved_to(world: World, until: str) -> None:
    session, meeting = await invited(world, MAYA)
    moved = await world.groups.sessions.move(session, meeting, until, nobody)
    await world.passing(minutes=1)
    session = await world.groups.sessions.become(session, PlanState.PAUSED, note=nobody)
    await world.passing(minutes=1)
    await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=10)
    kept = await look(world, meeting)
    assert (kept.starts_at, kept.state) == (moved.starts_at, MeetingState.PLANNED)
    assert len(told(world, MAYA)) == 1, "the move, and nothing of a rest that was none"
    await world.passing(days=5)
    assert await rooms(world) == [f"session-room:{meeting.id}"]


async def test_a_moved_meeting_whose_usual_time_is_over_is_brought_back_with_its_session(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    await world.groups.sessions.move(session, meeting, "2026-03-06 19:30", nobody)
    await world.passing(days=3)  # Thursday: its usual time was yesterday
    session = await world.groups.sessions.become(session, PlanState.DELETED, note=nobody)
    await world.passing(hours=1)
    await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=5)
    assert "takes place after all" in told(world, MAYA)[-1]
    await world.passing(days=3)
    assert await rooms(world) == [f"session-room:{meeting.id}"]


async def test_an_event_that_is_made_again_is_known_again(world: World) -> None:
    session, meeting = await invited(world)
    group = await world.groups.upkeep.change(await world.the_group(), by=FAY, voice_channel_id=77)
    await world.groups.sessions.arrange(session, agenda="", places="", until="", note=nobody)
    await world.passing(minutes=1)
    session = await world.groups.sessions.get(group, session.id)
    await world.groups.calling_off.cancel(session, meeting, nobody)
    await world.passing(minutes=1)
    assert not world.calendar.entries
    await world.groups.calling_off.hold_after_all(session, await look(world, meeting), nobody)
    await world.passing(minutes=1)
    (number,) = world.calendar.numbers.values()
    await world.groups.meetings.interested(number, SAM, yes=True)
    assert [one.answer for one in await world.groups.meetings.guests(meeting)] == [Coming.YES]
    await world.groups.meetings.interested(number, SAM, yes=False)
    assert [one.answer for one in await world.groups.meetings.guests(meeting)] == [Coming.NO]


async def test_interest_that_was_shown_or_withdrawn_while_the_bot_was_away_counts(world: World) -> None:
    _, meeting = await invited(world, MAYA)
    await world.storage.write(lambda connection: meeting_book.change_meeting(connection, meeting.id, event_id=7))
    await world.groups.meetings.interested(7, KIM, yes=True)
    await world.groups.meetings.answer(meeting.id, FAY, Coming.NO)
    world.calendar.interest = frozenset({SAM, FAY})

    async def answers() -> dict[int | None, Coming | None]:
        found = await world.groups.meetings.guests(meeting)
        return {world.people.discord_id(one.person_id): one.answer for one in found}

    await world.passing(seconds=(meeting.starts_at - world.clock.now() - timedelta(hours=23)).total_seconds())
    assert await answers() == {MAYA: Coming.YES, KIM: Coming.NO, FAY: Coming.NO, SAM: Coming.YES}
    world.calendar.interest = None
    await world.passing(seconds=(meeting.starts_at - world.clock.now() - timedelta(minutes=5)).total_seconds())
    assert (await answers())[SAM] is Coming.YES, "what cannot be known now changes nothing"


async def test_who_said_yes_to_the_meeting_after_one_that_was_brought_back_stays_invited(world: World) -> None:
    session, meeting = await invited(world)
    await world.groups.calling_off.cancel(session, meeting, nobody)
    await world.passing(minutes=1)
    following = await world.groups.sessions.next_meeting(session)
    assert following is not None
    await world.groups.meetings.answer(following.id, MAYA, Coming.YES)
    await world.groups.calling_off.hold_after_all(session, await look(world, meeting), nobody)
    session = await world.groups.sessions.get(await world.the_group(), session.id)
    await world.groups.sessions.arrange(session, agenda="", places="", until="8", note=nobody)
    await world.passing(minutes=5)
    assert told(world, MAYA) == []
    assert (await look(world, following)).state is MeetingState.PLANNED


async def test_what_was_called_off_is_held_at_the_citys_present_time_or_not_offered_at_all(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    checkin = await world.daily(await world.the_group(), "19:00")
    await world.groups.checkins.skip(checkin, nobody)
    await world.groups.calling_off.cancel(session, meeting, nobody)
    group = await world.groups.upkeep.change(
        await world.the_group(), by=FAY, zone="Asia/Tokyo", along=world.groups.move_zone
    )
    session = await world.groups.sessions.get(group, session.id)
    off = await world.groups.calling_off.called_off(session)
    assert off is not None
    await world.groups.calling_off.hold_after_all(session, off, nobody)
    held = await look(world, meeting)
    assert meeting.starts_at - held.starts_at == timedelta(hours=9)
    checkin = await world.groups.checkins.get(group, checkin.id)
    wanted = world.groups.checkins.reworded(checkin, question="How?", rhythm="same", when="20:00", until="")
    changed = await world.groups.checkins.put(checkin, wanted, nobody)
    assert await world.groups.checkins.left_out(changed) == frozenset(), "nobody asks at seven any more"
    assert await world.groups.checkins.ask_after_all(changed, nobody) is None


async def test_the_last_meeting_can_be_given_an_agenda_although_its_usual_time_is_over(world: World) -> None:
    session, meeting = await invited(world)
    session = await world.groups.sessions.arrange(session, agenda="", places="", until="1", note=nobody)
    await world.groups.sessions.move(session, meeting, "2026-03-06 19:30", nobody)
    await world.passing(days=3)
    session = await world.groups.sessions.get(await world.the_group(), session.id)
    changed = await world.groups.sessions.arrange(session, agenda="Arriving 10", places="", until="1", note=nobody)
    assert changed.agenda == (("Arriving", 10),)
    assert (await look(world, meeting)).state is MeetingState.PLANNED


async def test_a_law_that_moves_the_clocks_is_told_to_who_said_yes(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, meeting = await invited(world, MAYA)
    real = recurrence.zone_of
    monkeypatch.setattr(recurrence, "zone_of", lambda name: real("Atlantic/Azores"))
    await world.away(timedelta(minutes=1))
    await world.passing(minutes=1)
    now = await look(world, meeting)
    assert now.starts_at - meeting.starts_at == timedelta(hours=1)
    assert ["has moved" in one for one in told(world, MAYA)] == [True]
    assert str(int(now.starts_at.timestamp())) in str(invitation_of(world, meeting))


async def test_a_law_about_some_later_year_moves_and_tells_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, meeting = await invited(world, MAYA)
    meeting, before = await look(world, meeting), len(world.messenger.posted)
    real = zones._rules
    monkeypatch.setattr(zones, "_rules", lambda name: real(name) + b"from 2031 on")
    await world.away(timedelta(minutes=1))
    await world.passing(minutes=5)
    assert await look(world, meeting) == meeting
    assert len(world.messenger.posted) == before


async def test_a_city_that_is_being_changed_when_the_process_ends_is_changed_with_its_plans_or_not_at_all(
    world: World,
) -> None:
    group, groups = await world.group(), world.groups
    checkin = await world.daily(group, "19:00")
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    plan = await groups.rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    written = 0
    real = world.storage.write

    async def dies_after_the_first(*args: Any, **values: Any) -> Any:
        nonlocal written
        if written:
            raise RuntimeError("killed")
        written += 1
        return await real(*args, **values)

    world.storage.write = dies_after_the_first  # type: ignore[method-assign]
    try:
        await groups.upkeep.change(group, by=FAY, zone="Asia/Tokyo", along=groups.move_zone)
    finally:
        world.storage.write = real  # type: ignore[method-assign]
    group = await world.the_group()
    found = {
        group.zone,
        (await groups.checkins.get(group, checkin.id)).rule.zone,
        (await groups.sessions.get(group, session.id)).rule.zone,
        (await groups.rota.plan(group, plan.id)).rule.zone,
    }
    assert found == {"Asia/Tokyo"}


async def test_what_ended_or_was_deleted_moves_to_the_groups_new_city_as_well(world: World) -> None:
    group, groups = await world.group(), world.groups
    checkin = await groups.checkins.delete(await world.daily(group, "19:00"), nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    proposed = await groups.rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    group = await groups.upkeep.change(group, by=FAY, zone="Asia/Tokyo", along=groups.move_zone)
    assert (await groups.checkins.get(group, checkin.id)).rule.zone == "Asia/Tokyo"
    assert (await groups.sessions.get(group, session.id)).rule.zone == "Asia/Tokyo"
    assert (await groups.rota.plan(group, proposed.id)).rule.zone == "Asia/Tokyo"


async def test_facilitators_hear_of_answers_although_discord_was_away_when_it_closed(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    await world.passing(hours=1, minutes=1)
    world.messenger.will(STAFF, Transient())
    await world.passing(hours=24, minutes=1)
    assert not world.messenger.into(STAFF)
    world.messenger.will(STAFF, Sent(0, 0))
    await world.passing(minutes=5)
    assert [one.key.partition(":")[0] for one in world.messenger.into(STAFF)] == ["checkin-answers"]
    summaries = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("checkin-summary:")]
    assert len(summaries) == 1


async def test_what_rested_when_it_was_deleted_rests_when_that_is_taken_back(world: World) -> None:
    group, groups = await world.group(), world.groups
    checkin = await groups.checkins.pause(await world.daily(group, "19:00"), nobody)
    checkin = await groups.checkins.restore(await groups.checkins.delete(checkin, nobody), nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    for state in (PlanState.ACTIVE, PlanState.PAUSED, PlanState.DELETED, PlanState.ACTIVE):
        session = await groups.sessions.become(session, state, nobody)
        plan = await groups.rota.become(plan, plan.version, state, nobody)
    assert {checkin.state, session.state, plan.state} == {PlanState.PAUSED}
    before = len(world.messenger.posted)
    await world.passing(days=2)
    assert len(world.messenger.posted) == before, "nobody asked for it to begin again"
    with pytest.raises(ChangedMeanwhile):
        await groups.checkins.restore(checkin, nobody)


async def test_what_ended_while_it_was_deleted_can_be_taken_back_and_changed(world: World) -> None:
    group, groups = await world.group(), world.groups
    checkin = await groups.checkins.propose(group, question="How?", rhythm="daily", when="19:00", until="1")
    checkin = await groups.checkins.delete(await groups.checkins.save(checkin, nobody), nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    session = await groups.sessions.arrange(session, agenda="", places="", until="1", note=nobody)
    session = await groups.sessions.become(session, PlanState.ACTIVE, nobody)
    session = await groups.sessions.become(session, PlanState.DELETED, nobody)
    await world.passing(days=2)
    assert (await groups.checkins.restore(checkin, nobody)).state is PlanState.ENDED
    assert (await groups.sessions.become(session, PlanState.ACTIVE, nobody)).state is PlanState.ENDED


async def test_facilitators_get_what_they_lead_with_although_discord_was_away_when_it_began(world: World) -> None:
    _, meeting = await invited(world, MAYA)
    world.messenger.will(STAFF, Transient())
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 30)
    assert not world.messenger.into(STAFF)
    world.messenger.will(STAFF, Sent(0, 0))
    await world.passing(minutes=3)
    assert [one.key for one in world.messenger.into(STAFF)] == [f"session-begun:{meeting.id}"]
    assert await rooms(world) == [f"session-room:{meeting.id}"]
