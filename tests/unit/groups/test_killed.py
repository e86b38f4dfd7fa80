"""A process that ends between two steps, and comes back hours later: nothing stands open for ever, nobody is forgotten."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.agenda import recurrence
from bot.audit import Cause, nobody
from bot.groups.aside import Aside
from bot.groups.meeting_model import Coming, MeetingState
from bot.groups.model import PlanState, PostState
from bot.messenger.port import OverBudget, Sent, Transient
from tests.unit.groups.worlds import CHANNEL, GUILD, World

MAYA, SAM, NIA = 50, 51, 52


async def the_post(world: World, checkin: Any) -> Any:
    return (await world.groups.checkins.why(checkin))[-1].post


async def test_a_post_that_was_cut_short_and_came_back_too_late_to_repeat_is_closed_all_the_same(world: World) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    real = world.messenger.post

    async def dies_after(**values: Any) -> Any:
        outcome = await real(**values)
        world.faults.away = True
        return outcome

    world.messenger.post = dies_after  # type: ignore[method-assign]
    await world.passing(hours=1, seconds=10)
    world.messenger.post = real  # type: ignore[method-assign]
    groups = await world.away(timedelta(hours=5), killed=True)
    await world.passing(minutes=10)
    (posted,) = world.posted()
    happened = await groups.checkins.why(checkin)
    assert happened[-1].record.state == "skipped"
    assert happened[-1].post is not None
    asked = await groups.replies.asked(GUILD, happened[-1].post.id, MAYA)
    await groups.replies.tap(asked, MAYA, 4)
    await world.passing(hours=24)
    shown = world.messenger.shown(CHANNEL, posted.message_id)
    assert shown is not None
    assert not shown.rows
    assert (await the_post(world, checkin)).state is PostState.CLOSED
    assert [one for one in world.messenger.into(CHANNEL) if one.key == f"checkin-summary:{happened[-1].post.id}"]


async def test_what_was_never_posted_is_not_summed_up(world: World) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    world.messenger.will(CHANNEL, Transient())
    await world.passing(hours=2)
    await world.away(timedelta(hours=5))
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(hours=20)
    assert (await the_post(world, checkin)).state is PostState.CLOSED
    assert not [one for one in world.messenger.into(CHANNEL) if one.key.startswith("checkin-summary:")]


async def test_a_private_check_in_beyond_the_ration_waits_where_check_ins_are_answered(world: World) -> None:
    group = await world.group()
    checkin = await world.groups.checkins.privately(await world.daily(group, "19:00"), private=True, note=nobody)
    await world.groups.checkins.subscribe(checkin, MAYA, zone="UTC", hour=19)
    world.messenger.will(MAYA, OverBudget())
    await world.passing(hours=2)
    assert not world.messenger.to(MAYA)
    (open_now,) = await world.groups.open_posts([group.id], MAYA)
    asked = await world.groups.replies.asked(GUILD, open_now[1].id, MAYA)
    assert (await world.groups.replies.tap(asked, MAYA, 4)).reply.mood == 4


async def a_session(world: World, when: str) -> Any:
    group = await world.group()
    sessions = world.groups.sessions
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when=when, minutes="60")
    return await sessions.become(session, PlanState.ACTIVE, note=nobody)


async def test_who_gets_a_place_is_told_although_the_process_ends(world: World) -> None:
    session = await a_session(world, "2026-03-04 18:00")
    session = await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    answer = world.groups.meetings.answer
    await answer(meeting.id, MAYA, Coming.YES)
    assert (await answer(meeting.id, SAM, Coming.YES))[3] is Coming.WAITING
    world.agenda.hold("test")
    await answer(meeting.id, MAYA, Coming.NO)
    assert not world.messenger.to(SAM)
    await world.away(timedelta(minutes=5), killed=True)
    await world.passing(minutes=1)
    assert len(world.messenger.to(SAM)) == 1


@pytest.mark.parametrize("moved", [False, True])
async def test_when_a_zone_changes_its_offset_a_session_stays_at_its_wall_time(
    world: World, monkeypatch: pytest.MonkeyPatch, moved: bool
) -> None:
    session = await a_session(world, "2026-03-05 18:00")
    await world.passing(seconds=1)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    if moved:
        meeting = await world.groups.sessions.move(session, meeting, "2026-03-06 20:00", note=nobody)
    real = recurrence.zone_of
    monkeypatch.setattr(recurrence, "zone_of", lambda name: real("Atlantic/Azores"))
    groups = await world.away(timedelta(minutes=1))
    now = await groups.sessions.next_meeting(await groups.sessions.get(await world.the_group(), session.id))
    assert now is not None
    assert now == replace(meeting, starts_at=meeting.starts_at + timedelta(hours=1), ends_at=now.ends_at)
    assert now.ends_at == meeting.ends_at + timedelta(hours=1)
    await world.passing(days=3, hours=2, minutes=30 if not moved else 0)
    begun = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert len(begun) == (not moved)
    await world.passing(days=1, hours=2)
    begun = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert len(begun) == 1
    (following,) = [one for _, one in await groups.sessions.coming([1]) if one.state is MeetingState.PLANNED]
    assert following.local == "2026-03-12T18:00:00"


async def test_a_meeting_that_is_begun_by_hand_is_posted_although_the_process_ends(world: World) -> None:
    session = await a_session(world, "2026-03-05 18:00")
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    world.agenda.hold("test")
    await world.groups.course.start_now(meeting.id, note=nobody)
    await world.away(timedelta(minutes=1), killed=True)
    await world.passing(minutes=1)
    assert [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]


async def test_what_is_shown_anew_is_shown_once_for_many_wishes_and_again_when_discord_is_back() -> None:
    aside, answers, shown = Aside(), [Transient(), Transient(), Sent(1, 1)], []

    async def show() -> object:
        await asyncio.sleep(1)
        shown.append(asyncio.get_running_loop().time())
        return answers.pop(0) if answers else Sent(1, 1)

    aside.run("card", show)
    await asyncio.sleep(60)
    assert len(shown) == 3
    for _ in range(20):
        aside.run("card", show)
    await asyncio.sleep(60)
    assert len(shown) == 5
    aside.run("card", show)
    await asyncio.sleep(0)
    await aside.stop()
    assert len(shown) == 6


async def test_who_left_the_server_holds_no_place_gets_no_message_and_keeps_nobody_from_theirs(world: World) -> None:
    group = await world.group()
    places = world.groups.places
    group = await world.groups.upkeep.change(group, by=Cause.OPERATOR, capacity=2)
    for person in (MAYA, SAM, NIA):
        await places.join(group, person)
    checkin = await world.groups.checkins.privately(await world.daily(group, "19:00"), private=True, note=nobody)
    for person in (MAYA, SAM):
        await world.groups.checkins.subscribe(checkin, person, zone="UTC", hour=19)
    world.town.gone_ids.add(MAYA)
    await world.groups.seating.of_server(GUILD)
    await world.passing(hours=24)
    assert [one.key.partition(":")[0] for one in world.messenger.to(NIA)] == ["group-moved-up"]
    assert world.messenger.to(SAM)
    assert not world.messenger.to(MAYA)
    happened = await world.storage.read(lambda c: world.agenda.history(c, "checkin:"))
    assert [one.reason for one in happened if one.state == "given_up"] == ["group-reason-left"]
    assert sum(one.state == "waiting" for one in happened) == 1, "should they come back, they say anew what they want"
