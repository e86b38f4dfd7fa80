"""What people were promised and would notice only on the day it fails: time off, a moved meeting taken along, late check-ins."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.audit import nobody
from bot.groups.errors import NoSuchPlan
from bot.groups.meeting_model import Coming
from bot.groups.model import CheckIn, PlanState
from bot.groups.takeaway import calendar_of
from bot.messenger.message import Button, Menu, Message
from bot.ui.groups.answer_screens import open_screen
from bot.ui.groups.coming_screens import coming_screen
from bot.ui.groups.plan_screens import why_screen
from tests.unit.groups.test_changes import invited
from tests.unit.groups.test_people import ask_privately
from tests.unit.groups.worlds import CHANNEL, FAY, GUILD, World, spoken

MAYA, SAM = 50, 51


async def test_who_takes_time_off_is_reminded_of_no_session_they_said_yes_to(world: World) -> None:
    group = await world.group()
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when="2026-03-06 18:00", minutes="60"
    )
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    for person in (MAYA, SAM):
        await world.groups.places.join(group, person)
        await world.groups.places.prefer(group, person, reminders="both")
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    await world.groups.places.time_off(group, MAYA, world.clock.now() + timedelta(days=30))
    await world.passing(days=4)
    reminded = {person: len(world.messenger.to(person)) for person in (MAYA, SAM)}
    assert reminded == {MAYA: 0, SAM: 2}


async def test_who_takes_time_off_is_not_asked_privately_until_it_is_over(world: World) -> None:
    group = await world.group()
    await ask_privately(world, group, MAYA, SAM)
    await world.groups.places.time_off(group, MAYA, world.clock.now() + timedelta(days=2, hours=12))
    await world.passing(days=2, hours=4)
    assert [len(world.messenger.to(person)) for person in (MAYA, SAM)] == [0, 3]
    await world.passing(days=1)
    assert [len(world.messenger.to(person)) for person in (MAYA, SAM)] == [1, 4]


async def test_a_moved_meeting_is_taken_along_at_its_new_time(world: World) -> None:
    session, meeting = await invited(world, SAM)
    await world.groups.sessions.move(session, meeting, "2026-03-05 19:30", nobody)
    group = await world.the_group()
    sessions = {group.id: await world.groups.sessions.of(group)}
    meetings = await world.groups.sessions.coming([group.id])
    lines = calendar_of([group], sessions, meetings, world.clock.now()).decode().splitlines()
    begins = [line.removeprefix("DTSTART:") for line in lines if line.startswith("DTSTART:")]
    assert begins[:2] == ["20260305T193000Z", "20260311T180000Z"], "and the one after it where it was"
    assert next(line for line in lines if line.startswith("DTEND:")) == "DTEND:20260305T203000Z"


async def why(world: World, checkin: CheckIn) -> str:
    say = spoken().speaker("en")
    happened = await world.groups.checkins.why(checkin)
    return why_screen(await world.the_group(), checkin, happened, say).cards[0].body


async def test_why_says_that_a_check_in_was_late_and_by_how_much(world: World) -> None:
    checkin = await world.daily(await world.group(), "19:00")  # in an hour
    await world.passing(minutes=30)
    await world.away(timedelta(hours=2, minutes=10), killed=True)
    await world.passing(seconds=30)
    assert "100 minutes late" in await why(world, checkin)
    await world.passing(days=1)
    assert (await why(world, checkin)).count("minutes late") == 1, "the next one came in time"


@pytest.mark.parametrize(("days", "comes_back"), [(6, True), (8, False)])
async def test_a_check_in_is_taken_back_for_a_week_and_no_longer(world: World, days: int, *, comes_back: bool) -> None:
    checkins = world.groups.checkins
    deleted = await checkins.delete(await world.daily(await world.group(), "19:00"), nobody)
    await world.passing(days=days)
    if comes_back:
        assert (await checkins.restore(deleted, nobody)).state is PlanState.ACTIVE
    else:
        with pytest.raises(NoSuchPlan):
            await checkins.restore(deleted, nobody)


def led_to(message: Message) -> set[str]:
    """Everything that a screen's buttons and menus lead to."""
    found: set[str] = set()
    for row in message.rows:
        if isinstance(row, Menu):
            found.update(f"checkin:show:{one.value}" for one in row.choices)
        elif isinstance(row, tuple):
            found.update(one.custom_id or "" for one in row)
    return found


@pytest.mark.parametrize("several", [1, 3, 4, 9, 40])
async def test_every_open_check_in_is_within_reach(world: World, several: int) -> None:
    group = await world.group()
    for _ in range(several):
        await world.daily(group, "19:00")
    await world.passing(hours=2)
    found = await world.groups.open_posts([group.id], MAYA)
    assert len(found) == several
    screen = open_screen(found, spoken().speaker("en"), help_row=(Button("Help", "help:lines:10"),))
    reached = led_to(screen)
    assert {f"checkin:tap:{found[0][1].id}:3", "help:lines:10"} <= reached
    assert {f"checkin:show:{post.id}" for _, post in found[1:]} <= reached
    assert len(screen.rows) <= 5


async def test_open_check_ins_of_several_groups_say_whose_they_are_and_the_private_one_is_among_them(
    world: World,
) -> None:
    one = await world.group()
    other = await world.groups.upkeep.create(GUILD, FAY, name="Friday", channel_id=CHANNEL + 1)
    for group in (one, one, other):
        await world.daily(group, "19:00")
    private = await ask_privately(world, other, MAYA)
    await world.passing(hours=2)
    found = await world.groups.open_posts([one.id, other.id], MAYA)
    screen = open_screen(found, spoken().speaker("en"), help_row=(), names={one.id: "Tuesday", other.id: "Friday"})
    menu = next(row for row in screen.rows if isinstance(row, Menu))
    said = [screen.content.splitlines()[0].strip("*"), *(choice.label for choice in menu.choices)]
    assert sorted(said) == [f"How are you? · {name}" for name in ("Friday", "Friday", "Tuesday", "Tuesday")]
    assert private.id in {checkin.id for checkin, _ in found}


async def test_sessions_that_have_no_room_are_counted_and_not_cut_in_two(world: World) -> None:
    session, meeting = await invited(world, MAYA)
    group = await world.the_group()
    long = replace(session, title="A circle with a long name " * 3)
    screen = coming_screen([(group, long, meeting, None)] * 60, GUILD, spoken().speaker("en"))
    (card,) = screen.cards
    whole = [line for line in card.body.splitlines() if line.endswith(str(meeting.message_id))]
    assert len(whole) == len(card.body.splitlines())
    assert f"{60 - 4 - len(whole)} more have no room here" in (card.footer or "")


async def test_every_session_to_come_is_shown_those_further_off_with_the_way_to_their_invitation(world: World) -> None:
    group, sessions = await world.group(), world.groups.sessions
    for number in range(6):
        proposed = await sessions.propose(
            group, title=f"Circle {number}", rhythm="weekly", when=f"2026-03-04 1{number}:00", minutes="30"
        )
        await sessions.become(proposed, PlanState.ACTIVE, note=nobody)
    await world.passing(minutes=5)
    found = [(group, session, meeting, None) for session, meeting in await sessions.coming([group.id])]
    screen = coming_screen(found, GUILD, spoken().speaker("en"))
    text = screen.content + "".join(card.body for card in screen.cards)
    assert [number for number in range(6) if f"Circle {number}" not in text] == []
    further = screen.cards[0].body.splitlines()
    assert [f"/{meeting.message_id}" in line for line, (_, _, meeting, _) in zip(further, found[4:], strict=True)] == [
        True,
        True,
    ]
