"""Who leaves a group or its server leaves everything of it, and nothing is counted that was not theirs to answer."""

import pytest

from bot.audit import Cause, nobody
from bot.groups import checkin_book
from bot.groups.meeting_model import Coming
from bot.groups.model import Role
from bot.messenger.port import Forbidden, Sent
from tests.unit.groups.test_changes import KIM, MAYA, SAM, invited, told
from tests.unit.groups.test_people import ask_privately
from tests.unit.groups.test_rooms import begun
from tests.unit.groups.worlds import CHANNEL, GUILD, World


@pytest.mark.parametrize("server", [False, True])
async def test_who_leaves_while_a_meeting_goes_on_has_no_turn_any_more(world: World, server: bool) -> None:
    meeting = await begun(world, MAYA, SAM)
    group = await world.the_group()
    for person in (MAYA, SAM):
        await world.groups.meetings.turn(meeting.id, person, wanted=True)
        await world.passing(seconds=20)
    if server:
        world.town.gone_ids.add(MAYA)
        await world.groups.meetings.leave(GUILD, MAYA)
    else:
        await world.groups.leave(group, MAYA)
    await world.passing(seconds=20)
    room = next(one for one in world.messenger.into(CHANNEL) if one.key == f"session-room:{meeting.id}")
    shown = world.messenger.shown(room.channel_id, room.message_id)
    assert shown is not None
    (order,) = [field.value for field in shown.cards[0].fields if field.name == "Who would like to speak"]
    assert order == f"1. peer {SAM}"


async def test_who_leaves_a_group_gives_up_their_place_at_its_meetings_with_the_same_press(world: World) -> None:
    session, meeting = await invited(world)
    await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    group = await world.the_group()
    for person in (MAYA, SAM):
        await world.groups.places.join(group, person)
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    await world.groups.leave(group, MAYA)
    await world.passing(minutes=1)
    assert "There is a place for you after all" in told(world, SAM)[0]


async def test_who_leaves_the_server_is_asked_nothing_and_waits_for_nothing_also_after_their_return(
    world: World,
) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, capacity=2)
    checkin = await ask_privately(world, group, MAYA)
    for person in (SAM, KIM):
        await world.groups.places.join(group, person)
    for person in (MAYA, KIM):
        world.town.gone_ids.add(person)
        await world.groups.places.depart(GUILD, person)
    world.town.gone_ids.clear()
    await world.passing(days=2)
    assert not world.messenger.to(MAYA)
    assert not await world.storage.read(lambda connection: checkin_book.subscribers(connection, checkin.id))
    assert (await world.groups.roster.belonging(group, MAYA)).role is Role.PARTICIPANT  # type: ignore[union-attr]
    assert await world.groups.roster.belonging(group, KIM) is None


async def test_the_place_of_somebody_of_whose_leaving_nobody_heard_is_free_before_the_meeting(world: World) -> None:
    session, meeting = await invited(world)
    await world.groups.sessions.arrange(session, agenda="", places="1", until="", note=nobody)
    for person in (MAYA, SAM):
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    world.town.gone_ids.add(MAYA)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() - 60)
    assert "There is a place for you after all" in told(world, SAM)[0]


async def test_what_came_while_somebody_waited_for_a_place_is_nothing_that_they_missed(world: World) -> None:
    group = await world.groups.upkeep.change(await world.group(), by=Cause.OPERATOR, capacity=2)
    await world.daily(group, "19:00")
    for person in (SAM, KIM, MAYA):
        await world.groups.places.join(group, person)
    await world.groups.places.prefer(group, MAYA, notes=True)
    await world.passing(days=5)
    assert not told(world, MAYA), "nobody asked them"
    await world.groups.leave(group, KIM)
    await world.passing(days=3)
    assert not [one for one in told(world, MAYA) if "went by without you" in one]
    await world.passing(days=3)
    assert len([one for one in told(world, MAYA) if "went by without you" in one]) == 1


async def test_what_came_while_somebody_was_not_in_the_server_is_nothing_that_they_missed(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    await world.groups.places.join(group, MAYA)
    await world.groups.places.prefer(group, MAYA, notes=True)
    world.town.gone_ids.add(MAYA)
    await world.passing(days=5)
    world.town.gone_ids.clear()
    await world.groups.places.come_back(GUILD, MAYA)
    await world.passing(days=3)
    assert not told(world, MAYA)
    await world.passing(days=3)
    assert len(told(world, MAYA)) == 1


async def test_a_check_in_that_never_stood_in_the_channel_is_in_no_figure(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    world.messenger.will(CHANNEL, Forbidden(50013))
    await world.passing(days=2)
    world.messenger.will(CHANNEL, Sent(0, 0))
    await world.passing(days=2)
    weeks = (await world.groups.figures.of(group, weeks=2)).weeks
    stood = len(world.posted())
    assert stood in (1, 2)
    assert sum(one.checkins for one in weeks) in (stood - 1, stood), "the last may be open"
