"""Where messages stand: what leads to them goes on leading there, and they are kept up there, whatever becomes of the group's channel."""

import pytest

from bot.messenger.message import Message
from tests.unit.groups.test_changes import MAYA, invited
from tests.unit.groups.test_promised import why
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, World, spoken

NEW = CHANNEL + 5


def summary(world: World, channel: int) -> str:
    (found,) = [one for one in world.messenger.into(channel) if one.key.startswith("checkin-summary:")]
    return f"https://discord.com/channels/{GUILD}/{channel}/{found.message_id}"


@pytest.mark.parametrize(("after", "stands"), [(5, NEW), (27, CHANNEL)])
async def test_a_summary_is_found_where_it_was_posted_when_the_channel_changes(
    world: World, after: int, stands: int
) -> None:
    checkin = await world.daily(await world.group(), "19:00")  # in an hour, open for a day
    await world.passing(hours=after)
    group = await world.groups.upkeep.change(await world.the_group(), by=FAY, channel_id=NEW)
    await world.passing(hours=28 - after)
    link = summary(world, stands)
    assert await world.groups.meetings.since(group) == link
    assert f" · {link}\n" in f"{await why(world, checkin)}\n"


async def test_a_summary_is_found_though_it_was_not_known_whether_its_check_in_arrived(world: World) -> None:
    checkin = await world.daily(await world.group(), "19:00")
    world.messenger.lost.add(CHANNEL)
    await world.passing(hours=5)
    world.messenger.lost.clear()
    await world.passing(hours=23)
    link = summary(world, CHANNEL)
    assert await world.groups.meetings.since(await world.the_group()) == link
    assert link in await why(world, checkin)


async def test_an_invitation_and_its_room_are_kept_up_each_in_its_channel(world: World) -> None:
    say = spoken().speaker("en")
    _, meeting = await invited(world, MAYA)
    await world.groups.upkeep.change(await world.the_group(), by=FAY, channel_id=NEW)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 60)

    def shown(channel: int, key: str) -> Message:
        (found,) = [one for one in world.messenger.into(channel) if one.key == f"{key}:{meeting.id}"]
        message = world.messenger.shown(channel, found.message_id)
        assert message is not None
        return message

    invitation = shown(CHANNEL, "session")
    assert say("session-has-begun") in invitation.cards[0].body
    assert not invitation.rows, "nobody answers it any more"
    await world.groups.meetings.turn(meeting.id, MAYA, wanted=True)
    await world.passing(seconds=10)
    assert shown(NEW, "session-room").cards[0].fields[-1].value == f"1. peer {MAYA}"
    await world.passing(minutes=61)
    assert say("session-is-over") in shown(CHANNEL, "session").cards[0].body
    assert not shown(NEW, "session-room").rows
