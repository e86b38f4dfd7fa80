"""A session from its plan to its end: who comes, who speaks, who leaves early, and what changes meanwhile."""

from typing import Any

import pytest

from bot.groups.meeting_model import Moment

INVITED = "Coming and saying nothing is coming"
ROOM = "Coming late is fine"
SCHEDULED, ACTIVE, COMPLETED = 1, 2, 3


async def test_from_a_plan_to_an_invitation_to_a_meeting_to_its_end(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any, text: Any
) -> None:
    told: list[tuple[str, Moment]] = []

    async def started(moment: Moment) -> None:
        told.append(("started", moment))

    async def ended(moment: Moment) -> None:
        told.append(("ended", moment))

    world.services.groups.course.when_started(started)
    world.services.groups.course.when_ended(ended)
    preview = await meeting(save=False)
    assert preview.text.count(":F>") == 5
    await world.pass_time(seconds=10)
    assert not posts(place, INVITED)
    await preview.press("Save")
    await preview.fill("Order, places, end", agenda="Arriving 10\nRound 40", places="1", until="")
    await world.pass_time(seconds=10)
    (invited,) = posts(place, INVITED)
    maya = screen(world.maya, await world.maya.click(invited, label="I'm coming"))
    assert "one press is enough" in maya.text
    sam = screen(world.sam, await world.sam.click(invited, label="I'm coming"))
    assert "You are on the waiting list" in sam.text
    await maya.press("Just listening")
    assert "nobody asks you to speak" in maya.text
    assert any("There is a place for you after all" in one for one in world.inbox(world.sam))
    assert posts(place, "1 coming · 1 just listening")

    await world.pass_time(hours=1)
    (room,) = posts(place, ROOM)
    assert "Arriving" in text(room)
    assert "stays here, unless somebody's life is in danger" in text(room)
    assert told[0][0] == "started"
    await world.maya.click(room, label="I'm here")
    turn = await world.sam.click(room, label="I'd like to speak")
    assert "You are number 1" in turn.response.content
    assert posts(place, "1. Sam")
    (notice,) = posts(world.facilitators, "has begun")
    nobody = await fay.click(notice, label="Next turn")
    assert "Nobody is waiting" in nobody.response.content
    left = screen(world.sam, await world.sam.click(room, label="I left early"))
    await left.press("I'm fine")
    assert "See you another time" in left.text

    await world.pass_time(hours=1, minutes=1)
    assert posts(place, "It is over for today")
    assert told[1][0] == "ended"
    assert told[1][1].attendees == (world.maya.id,)
    await preview.press("Attendance")
    assert len(posts(place, ROOM)) == 1
    await world.pass_time(days=6)
    assert posts(place, INVITED), "the next one is announced"


async def test_leaving_early_and_wanting_someone_brings_a_peer(
    world: Any, fay: Any, meeting: Any, place: Any, posts: Any, screen: Any
) -> None:
    planned = await meeting()
    await planned.press("Start now")
    (room,) = posts(place, ROOM)
    left = screen(world.sam, await world.sam.click(room, label="I left early"))
    await left.press("I'd like someone")
    assert "Case 1" in world.direct(world.ana)[-1].content
    ended = await fay.slash(place, "group session end", session=1)
    assert "ends now" in ended.response.content
    await world.pass_time(seconds=10)
    assert posts(place, "It is over for today")


async def test_calling_off_and_moving_tell_everybody_who_said_yes(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any
) -> None:
    planned = await meeting(ahead=30)
    (invited,) = posts(place, INVITED)
    await world.maya.click(invited, label="I'm coming")
    await world.sam.click(invited, label="Not this time")
    await planned.fill("Move it", when="2020-01-01 10:00")
    assert "is over already" in planned.text
    planned = screen(fay, await fay.slash(place, "group session list"))
    await planned.pick(1, "1")
    await planned.fill("Move it", when="23:45")
    assert "Moved to" in planned.text
    await world.pass_time(seconds=10)
    assert any("has moved" in one for one in world.inbox(world.maya))
    assert not world.inbox(world.sam)
    assert posts(place, "has moved")
    assert len(posts(place, INVITED)) == 1
    await planned.press("Call it off")
    await world.pass_time(seconds=10)
    assert any("has been called off" in one for one in world.inbox(world.maya))
    assert posts(place, "It was called off.")
    await world.pass_time(hours=31)
    assert not posts(place, ROOM)
    off = await world.forge(world.maya, f"session:yes:{1}")
    assert "was called off" in off.response.content


async def test_reminders_are_a_choice(world: Any, place: Any, meeting: Any, posts: Any, screen: Any) -> None:
    await meeting(ahead=15)
    (invited,) = posts(place, INVITED)
    for person in (world.maya, world.sam):
        await person.click(invited, label="I'm coming")
    card = posts(place, "Tuesday evening")[0]
    maya = screen(world.maya, await world.maya.click(card, label="For me"))
    await maya.pick(1, "soon")
    assert "15 minutes before" in maya.text
    await world.pass_time(hours=14, minutes=50)
    assert len([one for one in world.inbox(world.maya) if "You said you would come" in one]) == 1
    assert not world.inbox(world.sam)


async def test_voice_is_mirrored_counted_and_heard(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any
) -> None:
    voice = world.guild.create_voice_channel("circle")
    await world.env.settle()
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(2, voice)
    planned = await meeting()
    guild = world.bot.get_guild(world.guild.id)
    (event,) = guild.scheduled_events
    assert event.name == "Open circle"
    assert event.channel_id == voice.id
    await world.sam.subscribe_event(event)
    assert posts(place, "1 coming")
    away = world.env.backend.get_guild(world.guild.id).scheduled_events[event.id].user_ids
    away.add(world.ana.id)  # of which no word came
    await world.pass_time(minutes=50)
    assert posts(place, "2 coming"), "Discord is asked once more before it begins"
    await world.pass_time(minutes=10)
    await world.maya.join_voice(voice)
    await world.pass_time(hours=1, minutes=1)
    card = posts(world.facilitators, "has begun")[0]
    seen = screen(fay, await fay.click(card, label="Attendance"))
    assert "**Came** (1)\nMaya" in seen.text
    await seen.pick(0, world.sam)
    assert "**Came** (2)" in seen.text
    await planned.press("Call it off") if "Call it off" in planned.labels else None


@pytest.mark.parametrize("kind", ["voice", "stage"])
@pytest.mark.parametrize("refused", [False, True])
async def test_discords_event_begins_and_ends_with_the_session(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any, kind: str, *, refused: bool
) -> None:
    make = world.guild.create_voice_channel if kind == "voice" else world.guild.create_stage_channel
    channel = make("circle")
    await world.env.settle()
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(2, channel)
    planned = await meeting()
    (event,) = world.env.backend.get_guild(world.guild.id).scheduled_events.values()
    if refused:
        world.env.inject_error("PATCH", "/guilds/*/scheduled-events/*", status=403, code=50013, times=None)
    await planned.press("Start now")
    await world.pass_time(seconds=5)
    assert posts(place, ROOM)
    assert event.status == (SCHEDULED if refused else ACTIVE)
    await fay.slash(place, "group session end", session=1)
    await world.pass_time(seconds=5)
    assert posts(place, "It is over for today")
    assert event.status == (SCHEDULED if refused else COMPLETED)


async def test_discords_event_goes_where_the_group_meets_and_away_with_its_voice_channel(
    world: Any, fay: Any, place: Any, meeting: Any, screen: Any
) -> None:
    voice, stage = world.guild.create_voice_channel("circle"), world.guild.create_stage_channel("round")
    await world.env.settle()
    edit = screen(fay, await fay.slash(place, "group edit"))
    await edit.pick(2, voice)
    await meeting()
    guild = world.bot.get_guild(world.guild.id)
    assert [one.channel_id for one in guild.scheduled_events] == [voice.id]
    await edit.pick(2, stage)
    await world.pass_time(seconds=5)
    assert [one.channel_id for one in guild.scheduled_events] == [stage.id]
    await edit.pick(2)
    await world.pass_time(seconds=5)
    assert not guild.scheduled_events


async def test_a_session_is_handed_over_paused_deleted_and_taken_back(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any
) -> None:
    planned = await meeting(ahead=30)
    await planned.press("Hand over")
    await planned.pick(0, world.lea)
    assert "Lea leads the next meeting" in planned.text
    assert any("asked you to lead" in one for one in world.inbox(world.lea))
    await planned.press("Pause", "Start it", "Delete", "Undo")
    assert "It is back, and runs." in planned.text
    await planned.press("Delete")
    await world.pass_time(hours=31)
    assert not posts(place, ROOM)


async def test_no_session_is_handed_to_a_bot(world: Any, meeting: Any) -> None:
    robot = world.guild.add_member(world.env.create_user("robot", bot=True))
    planned = await meeting(ahead=30)
    await planned.press("Hand over")
    await planned.pick(0, robot)
    assert "robot is a bot" in planned.text
    assert "nothing was changed" in planned.text
    assert not world.direct(robot)


async def test_my_sessions_and_the_calendar(world: Any, place: Any, meeting: Any, screen: Any, read: Any) -> None:
    none = await world.maya.slash(world.lounge, "sessions")
    assert "No session is planned" in read(none)
    await meeting(ahead=20)
    mine = screen(world.maya, await world.maya.slash(world.lounge, "sessions"))
    assert "Open circle" in mine.text
    assert "not answered yet" in mine.text
    file = await world.maya.click(mine.message, label="Into my calendar")
    (attached,) = file.response.attachments
    assert attached.filename == "sessions.ics"
    await mine.press("I'm coming")
    assert "one press is enough" in mine.text


async def test_bad_input_about_sessions_says_what_to_write(
    world: Any, fay: Any, place: Any, meeting: Any, screen: Any
) -> None:
    for values, said in (
        ({"minutes": "5"}, "from 10 minutes to 8 hours"),
        ({"when": "whenever"}, "I could not read that time"),
        ({"title": "  "}, "needs a few words"),
    ):
        assert said in (await meeting(save=False, **values)).text
    planned = await meeting(save=False)
    await planned.fill("Order, places, end", agenda="Arriving", places="", until="")
    assert "Arriving 10" in planned.text
    gone = await fay.slash(place, "group session start", session=77)
    assert "not there any more" in gone.response.content
    for command in ("cancel", "move", "attendance", "start", "end"):
        refused = await fay.slash(place, f"group session {command}", session=1)
        assert "not there any more" in refused.response.content, command


async def test_who_is_no_facilitator_leads_one_meeting_from_direct_messages(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any, screen: Any, text: Any
) -> None:
    planned = await meeting()
    await planned.press("Hand over")
    await planned.pick(0, world.maya)
    asked = next(one for one in world.direct(world.maya) if "asked you to lead" in one.content)
    begun = screen(world.maya.user, await world.maya.user.click(asked, label="Start now"))
    assert "you lead it" in begun.text
    await world.pass_time(seconds=10)
    (room,) = posts(place, ROOM)
    await world.sam.click(room, label="I'd like to speak")
    hand = next(one for one in world.direct(world.maya) if "has begun" in one.content)
    turn = await world.maya.user.click(hand, label="Next turn")
    assert "Nobody is waiting" in turn.response.content
    came = screen(world.maya.user, await world.maya.user.click(hand, label="Attendance"))
    assert "**Came** (0)" in came.text
    prompts = screen(world.maya.user, await world.maya.user.click(hand, label="Prompts"))
    assert prompts.labels == [], "what is planned for the group is its facilitators' alone"
    await prompts.pick(0, "coping")
    await prompts.press("Post it")
    assert posts(place, "Reading along is an answer")
    refused = await world.forge(world.sam, "occ:end:1:1")
    assert "This is for the group's facilitators" in refused.response.content
    await world.maya.user.click(hand, label="End it")
    await world.pass_time(seconds=10)
    assert posts(place, "It is over for today")
    refused = await world.maya.user.click(hand, label="Prompts")
    assert "This is for the group's facilitators" in refused.response.content


async def test_called_off_says_when_the_next_one_is_or_that_it_was_the_last(
    world: Any, fay: Any, place: Any, meeting: Any, posts: Any
) -> None:
    planned = await meeting(ahead=30)
    (invited,) = posts(place, INVITED)
    await world.maya.click(invited, label="I'm coming")
    await planned.press("Call it off")
    assert "The next one is on <t:" in planned.text
    await world.pass_time(seconds=10)
    assert any("The next one is on <t:" in one for one in world.inbox(world.maya))


async def test_after_the_last_one_nothing_is_promised(world: Any, fay: Any, place: Any, meeting: Any) -> None:
    planned = await meeting(ahead=30, save=False)
    await planned.fill("Order, places, end", agenda="", places="", until="1")
    await planned.press("Save")
    await world.pass_time(seconds=10)
    await planned.press("Call it off")
    assert "It was the last one that is planned." in planned.text


async def test_a_deleted_session_is_proposed_by_no_command_until_it_is_back(
    world: Any, fay: Any, place: Any, meeting: Any
) -> None:
    async def proposed() -> list[int]:
        return [
            len(await fay.autocomplete(place, f"group session {name}", "session", ""))
            for name in ("start", "end", "cancel", "move", "attendance")
        ]

    planned = await meeting()
    assert await proposed() == [1, 1, 1, 1, 1]
    await planned.press("Delete")
    assert await proposed() == [0, 0, 0, 0, 0]
    await planned.press("Undo")
    assert await proposed() == [1, 1, 1, 1, 1]
