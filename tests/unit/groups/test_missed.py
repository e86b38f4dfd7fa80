"""A session whose time came while nothing ran: its invitation says so, and nothing late is posted about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

from bot.audit import nobody
from bot.groups.meeting_model import MeetingState
from bot.groups.model import PlanState
from bot.messenger.fake import Posted
from tests.unit.groups.worlds import CHANNEL, World, spoken


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
