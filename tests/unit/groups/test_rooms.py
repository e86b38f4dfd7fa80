"""What a session shows while it goes on and when it ends, and who may hear of it from Discord's own calendar."""

from datetime import datetime, timedelta

import pytest

from bot.audit import nobody
from bot.groups.errors import AgendaTooLong
from bot.groups.meeting_model import Meeting, MeetingState, Moment
from bot.groups.model import Group, PlanState
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.render import render
from tests.unit.groups.test_changes import KIM, MAYA, SAM, invited, look
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, STAFF, Town, World

VOICE, OTHER_VOICE, OPEN_VOICE = 77, 78, 79


def posted(world: World, key: str) -> Message:
    (found,) = [one.message for one in world.messenger.into(CHANNEL) if one.key == key]
    assert isinstance(found, Message)
    return found


def room_of(world: World, meeting: Meeting) -> int:
    (found,) = [one for one in world.messenger.into(CHANNEL) if one.key == f"session-room:{meeting.id}"]
    return found.message_id


def fields(world: World, meeting: Meeting) -> dict[str, str]:
    (card,) = posted(world, f"session-room:{meeting.id}").cards
    return {field.name: field.value for field in card.fields}


async def begun(world: World, *who: int, agenda: str = "") -> Meeting:
    """A meeting that goes on."""
    session, meeting = await invited(world, *who)
    await world.groups.sessions.arrange(session, agenda=agenda, places="", until="", note=nobody)
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() + 5)
    return await look(world, meeting)


async def test_each_part_of_the_order_has_the_time_at_which_it_comes(world: World) -> None:
    meeting = await begun(world, agenda="Arriving 10\nRound 40\nEnd 10")
    start = int(meeting.starts_at.timestamp())
    lines = fields(world, meeting)["Order"].splitlines()
    assert [line.partition(" · ")[0] for line in lines] == [
        f"<t:{start + 60 * minutes}:t>" for minutes in (0, 10, 50)
    ], "each begins when those before it are over"


async def shown(world: World, meeting: Meeting) -> list[tuple[str, str]]:
    """Each part of a room as Discord is sent it."""
    stands = world.messenger.shown(CHANNEL, room_of(world, meeting))
    assert stands is not None
    (embed,) = render(stands)["embeds"]
    return [(one.name, one.value) for one in embed.fields]


async def test_many_turns_go_on_in_another_field(world: World) -> None:
    meeting = await begun(world)
    crowd = range(100, 220)
    for person in crowd:
        await world.groups.meetings.turn(meeting.id, person, wanted=True)
    await world.passing(minutes=1)
    found = (await shown(world, meeting))[1:]
    assert found[0][0] == "Who would like to speak"
    assert len(found) > 1
    lines = [line.partition(". peer ") for _, value in found for line in value.splitlines()]
    assert [number for number, _, _ in lines] == [str(number) for number in range(1, len(crowd) + 1)]
    assert {int(person) for _, _, person in lines} == set(crowd)


async def test_a_long_order_and_many_turns_are_shown_whole_or_say_how_much_is_left_out(world: World) -> None:
    parts = [f"{number} " + "_a_" * 26 for number in range(10)]
    meeting = await begun(world, agenda="\n".join(f"{part} 5" for part in parts))
    crowd = range(100, 400)
    for person in crowd:
        await world.groups.meetings.turn(meeting.id, person, wanted=True)
    await world.passing(minutes=1)
    found = await shown(world, meeting)
    text = "\n".join(value for _, value in found)
    assert all(as_written(part) in text for part in parts), "none is cut off"
    first = [name for name, _ in found].index("Who would like to speak")
    turns = "\n".join(value for _, value in found[first:]).splitlines()
    assert turns[0].startswith("1. ")
    assert turns[-1] == f"and {len(crowd) - len(turns) + 1} more"
    assert len(turns) > 150


@pytest.mark.parametrize("agenda", ["\n".join(["Part 5"] * 11), "a" * 81 + " 5"])
async def test_an_order_that_is_too_long_is_refused_and_not_cut(world: World, agenda: str) -> None:
    session, _ = await invited(world)
    with pytest.raises(AgendaTooLong):
        await world.groups.sessions.arrange(session, agenda=agenda, places="", until="", note=nobody)


async def test_a_session_opens_with_the_summary_of_the_last_check_in(world: World) -> None:
    group = await world.group()
    await world.daily(group, "19:00")
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-05 18:00", minutes="60"
    )
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    await world.passing(days=3)
    sums = [one for one in world.messenger.into(CHANNEL) if one.key.startswith("checkin-summary:")]
    assert len(sums) == 2
    link = f"https://discord.com/channels/{GUILD}/{CHANNEL}/{sums[-1].message_id}"
    assert fields(world, meeting)["Since last time"] == link, "the latest, and none before it"


async def test_turns_come_in_the_order_in_which_people_asked(world: World) -> None:
    meeting = await begun(world, MAYA, SAM, KIM)
    meetings = world.groups.meetings
    order: list[int | None] = []
    for person in (KIM, MAYA, SAM, KIM):
        order = [world.people.discord_id(one) for one in await meetings.turn(meeting.id, person, wanted=True)]
        await world.passing(seconds=20)
    assert order == [KIM, MAYA, SAM], "who asks twice keeps their place"
    left = [world.people.discord_id(one) for one in await meetings.next_turn(meeting.id)]
    assert left == [MAYA, SAM]


async def test_the_end_says_again_that_what_was_said_stays_there(world: World) -> None:
    meeting = await begun(world)
    await world.groups.course.end_now(meeting.id, nobody)
    await world.passing(minutes=1)
    (card,) = posted(world, f"session-end:{meeting.id}").cards
    assert "What is said here stays here, unless somebody's life is in danger." in card.body


class Walls(Town):
    """A server whose group three people see, and its voice channel some others or not."""

    def __init__(self, *listeners: int) -> None:
        super().__init__()
        self.listeners = frozenset(listeners)

    def readers(self, guild_id: int, channel_id: int) -> frozenset[int]:
        if channel_id == OPEN_VOICE:
            return frozenset({FAY, MAYA, KIM})
        return self.listeners if channel_id == VOICE else frozenset({FAY, MAYA, SAM})


@pytest.mark.parametrize(("listeners", "mirrored"), [((FAY, MAYA), True), ((FAY, MAYA, KIM), False)])
async def test_discords_calendar_hears_of_a_session_only_where_nobody_else_sees_it(
    world: World, listeners: tuple[int, ...], mirrored: bool
) -> None:
    world.town = Walls(*listeners)
    await world.away(timedelta(minutes=1))
    group = await world.groups.upkeep.change(await world.group(), by=FAY, voice_channel_id=VOICE)
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60"
    )
    await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(seconds=10)
    assert [one for one in world.messenger.into(CHANNEL) if one.key.startswith("session:")], "the group is invited"
    assert bool(world.calendar.entries) is mirrored


async def mirrored(world: World) -> Group:
    """A group whose next session stands in Discord's calendar."""
    world.town = Walls(FAY, MAYA)
    await world.away(timedelta(minutes=1))
    group = await world.groups.upkeep.change(await world.group(), by=FAY, voice_channel_id=VOICE)
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60"
    )
    await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    await world.passing(seconds=10)
    assert [one.channel_id for one in world.calendar.entries.values()] == [VOICE]
    return group


def refusals(world: World) -> list[str]:
    return [one.message.content for one in world.messenger.into(STAFF) if one.key.startswith("event:")]


@pytest.mark.parametrize(("voice", "events"), [(OTHER_VOICE, [OTHER_VOICE]), (None, []), (OPEN_VOICE, [])])
async def test_another_voice_channel_takes_the_event_with_it_and_none_or_an_open_one_removes_it(
    world: World, voice: int | None, events: list[int]
) -> None:
    group = await mirrored(world)
    await world.groups.upkeep.change(group, by=FAY, along=world.groups.move_place, voice_channel_id=voice)
    await world.passing(seconds=10)
    assert [one.channel_id for one in world.calendar.entries.values()] == events
    assert not refusals(world)
    await world.groups.upkeep.change(
        await world.the_group(), by=FAY, along=world.groups.move_place, voice_channel_id=VOICE
    )
    await world.passing(seconds=10)
    assert [one.channel_id for one in world.calendar.entries.values()] == [VOICE], "and it comes again"


@pytest.mark.parametrize("voice", [OTHER_VOICE, None])
async def test_an_event_that_discord_does_not_let_us_change_is_told_to_facilitators(
    world: World, voice: int | None
) -> None:
    group = await mirrored(world)
    world.calendar.refuses = True
    await world.groups.upkeep.change(group, by=FAY, along=world.groups.move_place, voice_channel_id=voice)
    await world.passing(seconds=10)
    (notice,) = refusals(world)
    assert "Circle" in notice
    assert "Manage Events" in notice
    world.calendar.refuses = False
    (meeting,) = [one for _, one in await world.groups.sessions.coming([group.id])]
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() - 600)
    assert [one.channel_id for one in world.calendar.entries.values()] == ([] if voice is None else [voice]), (
        "tried again"
    )
    assert len(refusals(world)) == 1


async def test_an_event_goes_once_the_voice_channel_is_seen_by_others(world: World) -> None:
    group = await mirrored(world)
    assert isinstance(world.town, Walls)
    world.town.listeners = frozenset({FAY, MAYA, KIM})
    (meeting,) = [one for _, one in await world.groups.sessions.coming([group.id])]
    await world.passing(seconds=(meeting.starts_at - world.clock.now()).total_seconds() - 600)
    assert not world.calendar.entries


@pytest.mark.parametrize("minutes", [-120, 20])
async def test_what_begins_early_or_late_lasts_as_long_and_its_parts_move_with_it(world: World, minutes: int) -> None:
    session, meeting = await invited(world, MAYA)
    await world.groups.sessions.arrange(session, agenda="Arriving 10\nRound 50", places="", until="", note=nobody)
    heard: list[datetime] = []

    async def after(over: Moment) -> None:
        heard.append(over.at)

    planned = meeting.starts_at
    ahead = (planned - world.clock.now()).total_seconds()
    if minutes < 0:
        await world.passing(seconds=ahead + minutes * 60)
        await world.groups.course.start_now(meeting.id, nobody)
    else:
        await world.passing(seconds=ahead - 60)
        await world.away(timedelta(minutes=minutes + 1))
    world.groups.course.when_ended(after)
    await world.passing(seconds=5)
    begun = await look(world, meeting)
    assert abs((begun.starts_at - planned) - timedelta(minutes=minutes)) < timedelta(minutes=1)
    assert begun.ends_at - begun.starts_at == timedelta(minutes=60)
    start, end = int(begun.starts_at.timestamp()), int(begun.ends_at.timestamp())
    lines = fields(world, meeting)["Order"].splitlines()
    assert [line.partition(" · ")[0] for line in lines] == [f"<t:{start}:t>", f"<t:{start + 600}:t>"]
    (notice,) = [one.message.content for one in world.messenger.into(STAFF) if one.key.startswith("session-begun:")]
    assert f"<t:{end}:t>" in notice, "facilitators see when it ends now"
    await world.passing(minutes=58)
    assert (await look(world, meeting)).state is MeetingState.OPEN
    await world.passing(minutes=3)
    assert (await look(world, meeting)).state is MeetingState.OVER
    assert [abs(at - begun.ends_at) < timedelta(minutes=1) for at in heard] == [True], "and feedback opens then"
    assert not [one for one in world.messenger.to(MAYA) if one.key.startswith("session-remind:")]
