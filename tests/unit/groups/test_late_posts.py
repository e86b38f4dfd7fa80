"""An invitation and the run of show stand there once their channel takes them, as long as they are of use."""

from datetime import timedelta

import pytest

from bot.audit import Cause, nobody
from bot.groups.meeting_model import Coming, Meeting
from bot.groups.model import Group, PlanState
from bot.messenger.message import Button
from bot.messenger.port import Forbidden, Gone, Outcome, Sent
from tests.unit.groups.test_changes import MAYA, invited, look
from tests.unit.groups.test_rooms import VOICE, Walls
from tests.unit.groups.test_unposted import CLOSED, standing, told
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, World, spoken

NEW = CHANNEL + 5


async def uninvited(world: World, outcome: Outcome, *, group: Group | None = None) -> Meeting:
    """A meeting whose invitation its channel did not take."""
    group = group or await world.group()
    world.messenger.will(CHANNEL, outcome)
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60"
    )
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=5)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    assert not standing(world, "session:")
    return meeting


async def until(world: World, meeting: Meeting, **after: float) -> None:
    await world.passing(seconds=(meeting.starts_at + timedelta(**after) - world.clock.now()).total_seconds())


@pytest.mark.parametrize("locale", ["en", "es"])
@pytest.mark.parametrize(("outcome", "reason"), CLOSED)
async def test_an_invitation_that_cannot_be_posted_is_told_once_and_stands_there_once_it_can(
    world: World, outcome: Outcome, reason: str, locale: str
) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, locale=locale)
    meeting = await uninvited(world, outcome, group=group)
    await world.passing(hours=3)
    (notice,) = told(world, "invitation")
    assert "Circle" in notice
    assert spoken().speaker(locale)(reason) in notice
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=20)
    assert standing(world, "session:") == 1
    await world.groups.meetings.answer(meeting.id, MAYA, Coming.YES)
    await world.passing(seconds=10)
    (posted,) = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session:")]
    shown = world.messenger.shown(CHANNEL, posted.message_id)
    assert shown is not None
    assert spoken().speaker(locale)("session-counts", yes=1, listening=0) in shown.cards[0].body, "and it is kept up"


async def test_what_waits_is_posted_as_soon_as_a_facilitator_asks_for_it(world: World) -> None:
    meeting = await uninvited(world, Forbidden(50013))
    groups, group = world.groups, await world.the_group()
    (notice,) = [one.message for one in world.messenger.into(STAFF) if one.key.startswith("trouble:")]
    (row,) = notice.rows
    assert isinstance(row, tuple)
    (button,) = row
    assert isinstance(button, Button)
    assert button.custom_id == f"panel:post-now:{group.id}:invitation:{meeting.id}"
    assert isinstance(await groups.unposted.now(group, "invitation", meeting.id), Forbidden)
    world.messenger.will(CHANNEL, Sent(0, 0))
    other = await groups.upkeep.create(GUILD, FAY, name="Friday", channel_id=NEW)
    for whose, what in ((other, "invitation"), (group, "room"), (group, "nothing")):
        assert await groups.unposted.now(whose, what, meeting.id) is None
    assert not standing(world, "session:")
    assert isinstance(await groups.unposted.now(group, "invitation", meeting.id), Sent)
    assert standing(world, "session:") == 1
    asked = len(world.messenger.asked)
    await world.passing(minutes=40)
    assert not [one for one in world.messenger.asked[asked:] if one.key == f"session:{meeting.id}"], "and waits no more"
    assert await groups.unposted.now(group, "invitation", meeting.id) is None


async def test_an_invitation_comes_in_the_channel_that_its_group_has_by_then(world: World) -> None:
    await uninvited(world, Gone(10003))
    await world.groups.upkeep.change(await world.the_group(), by=FAY, channel_id=NEW)
    await world.passing(minutes=20)
    assert standing(world, "session:", NEW) == 1


async def test_an_invitation_to_what_has_begun_is_not_posted(world: World) -> None:
    meeting = await uninvited(world, Forbidden(50013))
    await until(world, meeting, minutes=1)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=40)
    assert not standing(world, f"session:{meeting.id}")


async def test_a_meeting_that_was_moved_far_away_invites_at_its_own_time_and_once(world: World) -> None:
    meeting = await uninvited(world, Forbidden(50013))
    _, session, _ = await world.groups.meetings.look(meeting.id)
    await world.groups.sessions.move(session, meeting, "2026-03-10 18:00", note=nobody)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(hours=1)
    assert not standing(world, f"session:{meeting.id}")
    await until(world, await look(world, meeting), hours=-70)
    assert standing(world, f"session:{meeting.id}") == 1


async def test_discords_event_is_known_though_the_invitation_waits(world: World) -> None:
    world.town = Walls(FAY, MAYA)
    await world.away(timedelta(minutes=1))
    group = await world.groups.upkeep.change(await world.group(), by=FAY, voice_channel_id=VOICE)
    meeting = await uninvited(world, Forbidden(50013), group=group)
    (number,) = world.calendar.numbers.values()
    assert (await look(world, meeting)).event_id == number
    await world.groups.meetings.interested(number, MAYA, yes=True)
    guest = await world.groups.meetings.mine(meeting, MAYA)
    assert guest is not None
    assert guest.answer is Coming.YES
    await world.groups.upkeep.change(
        await world.the_group(), by=FAY, along=world.groups.move_place, voice_channel_id=None
    )
    await world.passing(seconds=10)
    assert not world.calendar.entries, "and is looked after while it waits"


@pytest.mark.parametrize("locale", ["en", "es"])
async def test_a_run_of_show_that_cannot_be_posted_stands_there_once_it_can(world: World, locale: str) -> None:
    _, meeting = await invited(world, MAYA)
    await world.groups.upkeep.change(await world.the_group(), by=Cause.OPERATOR, locale=locale)
    await until(world, meeting, seconds=-60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(minutes=10)
    (notice,) = told(world, "room")
    assert "Circle" in notice
    assert spoken().speaker(locale)("group-reason-permission") in notice
    await world.groups.meetings.turn(meeting.id, MAYA, wanted=True)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(minutes=20)
    (room,) = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session-room:")]
    assert room.message.cards[0].fields[-1].value == f"1. peer {MAYA}"
    await world.groups.meetings.turn(meeting.id, MAYA, wanted=False)
    await world.passing(seconds=10)
    shown = world.messenger.shown(CHANNEL, room.message_id)
    assert shown is not None
    assert shown.cards[0].fields[-1].value == spoken().speaker(locale)("session-no-turns"), "and it is kept up"
    await world.passing(hours=1)
    shown = world.messenger.shown(CHANNEL, room.message_id)
    assert shown is not None
    assert not shown.rows, "it rests with the meeting"


async def test_the_run_of_a_meeting_that_is_over_is_not_posted(world: World) -> None:
    _, meeting = await invited(world)
    await until(world, meeting, seconds=-60)
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(hours=2)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(hours=1)
    assert not standing(world, f"session-room:{meeting.id}")
