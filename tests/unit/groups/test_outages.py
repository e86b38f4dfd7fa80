"""Down for a minute or for ninety days: no flood, nothing twice, and each occurrence accounted for."""

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from bot.agenda.jobs import LATE, SUPERSEDED
from bot.audit import nobody
from bot.groups.meeting_model import MeetingState
from bot.messenger.port import Forbidden, Gone, Outcome, Rejected, Sent, Transient, Unknown
from tests.unit.groups.worlds import CHANNEL, GUILD, STAFF, World


@pytest.mark.parametrize(
    "outage",
    [
        timedelta(minutes=1),
        timedelta(hours=2, minutes=30),
        timedelta(hours=4),
        timedelta(hours=23),
        timedelta(hours=25),
        timedelta(days=9, hours=1),
        timedelta(days=90),
    ],
)
@pytest.mark.parametrize("before", [timedelta(minutes=30), timedelta(hours=12)])
async def test_after_an_outage_at_most_one_is_posted_and_every_one_is_explained(
    world: World, outage: timedelta, before: timedelta
) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")  # in an hour
    await world.passing(seconds=before.total_seconds())
    already = len(world.posted())
    groups = await world.away(outage)
    await world.passing(minutes=2)
    now = world.clock.now()
    last = now.replace(hour=19, minute=0, second=0, microsecond=0)
    last = last if last <= now else last - timedelta(days=1)
    due = [
        last - timedelta(days=back)
        for back in range(100)
        if last - timedelta(days=back) > now - outage - timedelta(minutes=2)
    ]
    fresh = bool(due) and now - last <= timedelta(hours=3)
    assert len(world.posted()) == already + fresh
    happened = await groups.checkins.why(checkin, limit=200)
    over = {one.record.due: one.record for one in happened if one.record.state != "waiting"}
    missed = {at: over[at] for at in due if at in over and at != (last if fresh else None)}
    assert len(missed) == len(due) - fresh
    assert {one.reason for one in missed.values()} <= {LATE, SUPERSEDED}
    assert all(one.state == "skipped" for one in missed.values())
    assert sum(one.record.state == "waiting" for one in happened) == 1
    await world.passing(hours=24)
    assert len(world.posted()) == already + fresh + 1


async def test_a_post_whose_process_ended_before_it_was_written_down_is_not_posted_again(world: World) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    real = world.messenger.post

    async def dies_after(**values: Any) -> Outcome:
        outcome = await real(**values)
        world.faults.away = True
        return outcome

    world.messenger.post = dies_after  # type: ignore[method-assign]
    await world.passing(hours=1, seconds=10)
    assert len(world.posted()) == 1
    world.messenger.post = real  # type: ignore[method-assign]
    world.faults.away = False
    groups = await world.away(timedelta(minutes=5))
    await world.passing(minutes=10)
    assert len(world.posted()) == 1
    (done,) = [one.record for one in await groups.checkins.why(checkin) if one.record.state != "waiting"]
    assert done.state == "done"
    await world.passing(hours=24)
    assert len(world.posted()) == 2


@pytest.mark.parametrize(
    ("outcome", "reason", "told"),
    [
        (Forbidden(50013), "group-reason-permission", 1),
        (Gone(10003), "group-reason-channel-gone", 1),
        (Rejected(50008), "group-reason-refused", 1),
        (Unknown(), "group-reason-unknown", 0),
    ],
)
async def test_what_cannot_be_posted_is_explained_told_once_and_loses_no_plan(
    world: World, outcome: Outcome, reason: str, told: int
) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    world.messenger.will(CHANNEL, outcome)
    await world.passing(days=2, hours=2)
    happened = [one.record for one in await world.groups.checkins.why(checkin)]
    assert Counter(one.reason for one in happened if one.state == "given_up") == {reason: 3}
    assert len([one for one in world.messenger.into(STAFF) if one.key.startswith("trouble:")]) == told
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(days=1)
    assert len(world.posted()) == 1


async def test_a_forum_is_named_as_what_it_is(world: World) -> None:
    group = await world.group()
    checkin = await world.daily(group, "19:00")
    world.town.kind = "forum"
    world.messenger.will(CHANNEL, Rejected(50008))
    await world.passing(hours=2)
    reasons = {one.record.reason for one in await world.groups.checkins.why(checkin)}
    assert "group-reason-forum" in reasons
    assert "forum" in world.messenger.into(STAFF)[-1].message.content


async def test_a_discord_that_is_away_for_a_while_is_waited_for(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    world.messenger.will(CHANNEL, *[Transient()] * 5, Sent(0, 0))
    await world.passing(hours=1, minutes=30)
    assert len(world.posted()) == 1


@pytest.mark.parametrize("outage", [timedelta(minutes=10), timedelta(hours=2), timedelta(days=20)])
async def test_a_meeting_that_was_missed_is_not_begun_hours_late(world: World, outage: timedelta) -> None:
    group = await world.group()
    sessions = world.groups.sessions
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-03 18:00", minutes="60")
    session = await sessions.become(session, "active", note=nobody)  # type: ignore[arg-type]
    await world.passing(hours=23, minutes=55)
    groups = await world.away(outage)
    await world.passing(minutes=1)
    begun = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert len(begun) == (outage < timedelta(minutes=30))
    following = await groups.sessions.next_meeting(await groups.sessions.get(group, session.id))
    assert following is not None
    assert following.state is (MeetingState.OPEN if begun else MeetingState.PLANNED)


async def test_a_group_is_known_by_its_server(world: World) -> None:
    group = await world.group()
    assert [one.id for one in await world.groups.roster.groups(GUILD)] == [group.id]
