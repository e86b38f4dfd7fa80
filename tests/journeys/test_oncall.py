"""Nobody is woken who cannot hear it; whoever gives their nights can plan them, give them back and be cared for."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import discord
import pytest

from bot.moderation.errors import ShiftTooLong
from bot.moderation.incident import Outcome
from bot.moderation.shifts import Position

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


def newcomer(world: Any, name: str = "kim") -> Any:
    """Somebody with the on-call role who is not on the list yet."""
    user = world.env.create_user(name, global_name=name.capitalize())
    return world.guild.add_member(user, roles=[world.roles["on-call"]])


def shifts_of(world: Any, person: Any) -> list[Any]:
    return [shift for shift in world.services.oncall.shifts(world.guild.id) if shift.user_id == person.id]


async def closed_case(world: Any, responder: Any) -> None:
    """Somebody wrote, the responder took it and closed it."""
    await world.maya.send(world.lounge, PILLS)
    await world.press(responder, "I'm on it")
    form = await world.press(responder, "Resolve")
    await world.submit(responder, form, {"outcome": [Outcome.TALKED.value]}, direct=True)


# -- joining and leaving ----------------------------------------------------------------------------------------------


async def test_shifts_open_only_once_a_test_page_was_answered_on_the_device(world: Any, read: Read) -> None:
    kim = newcomer(world)
    joined = await kim.slash(world.alerts, "oncall join")
    assert "A test page is on its way to you." in read(joined)
    assert "Do Not Disturb" in read(joined)
    assert "this is a test page" in world.inbox(kim)[-1]

    for command, options in (("oncall now", {}), ("oncall plan", {"when": "23:00"})):
        refused = await kim.slash(world.alerts, command, **options)
        assert "First a test page has to be answered: use /oncall join" in read(refused)
    refused = await kim.slash(world.alerts, "oncall last-resort", wake=True)
    assert "First a test page has to be answered" in read(refused)
    assert not shifts_of(world, kim)

    await world.press(kim, "I saw it")
    assert world.inbox(kim)[-1].startswith("Thank you. You can now take shifts in The Tuesday group")
    assert world.direct(kim)[-1].components == []
    planned = await kim.slash(world.alerts, "oncall now")
    assert read(planned).startswith("Planned: Kim · primary · ")
    assert len(shifts_of(world, kim)) == 1


async def test_with_closed_direct_messages_joining_says_what_to_change(world: Any, read: Read) -> None:
    kim = newcomer(world)
    channel = kim.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=1)

    refused = await kim.slash(world.alerts, "oncall join")
    assert "Please allow direct messages from this server's members" in read(refused)
    assert "use this command again" in read(refused)
    assert not world.services.oncall.responder(world.guild.id, kim.id).tested

    await kim.slash(world.alerts, "oncall join")
    await world.press(kim, "I saw it")
    assert world.services.oncall.responder(world.guild.id, kim.id).tested


async def test_a_test_page_can_be_answered_after_a_restart(world: Any, restart: Any) -> None:
    kim = newcomer(world)
    await kim.slash(world.alerts, "oncall join")
    await restart()
    await world.press(kim, "I saw it")
    assert world.services.oncall.responder(world.guild.id, kim.id).tested


async def test_only_people_with_the_role_come_onto_the_list(world: Any, read: Read) -> None:
    for command in await world.bot.tree.fetch_commands():
        if command.name == "oncall":
            world.guild.set_command_permissions(command, {world.roles["participant"]: True})
    for command, options in (
        ("oncall join", {}),
        ("oncall leave", {}),
        ("oncall now", {}),
        ("oncall plan", {"when": "23:00"}),
        ("oncall list", {}),
        ("oncall cancel", {"shift": 1}),
        ("oncall last-resort", {"wake": True}),
    ):
        refused = await world.maya.slash(world.lounge, command, **options)
        assert read(refused).startswith("This is for on-call peers and leads. If you want to be one"), command
        assert refused.response.ephemeral
    forged = await world.forge(world.maya, f"duty:answer:{world.guild.id}")
    assert read(forged).startswith("This is for on-call peers and leads.")
    assert world.services.oncall.responder(world.guild.id, world.maya.id) is None


async def test_who_leaves_is_off_the_list_and_is_not_woken(world: Any, read: Read) -> None:
    left = await world.ana.slash(world.alerts, "oncall leave")
    assert read(left).startswith("You are off the list, and your shifts are taken back. Thank you")

    await world.maya.send(world.lounge, PILLS)
    assert not world.direct(world.ana)
    assert "Case 1" in world.direct(world.ben)[-1].content
    again = await world.ana.slash(world.alerts, "oncall leave")
    assert read(again).startswith("You are off the list")


# -- planning ---------------------------------------------------------------------------------------------------------


async def test_on_call_from_now_on_means_being_the_one_who_is_woken(world: Any, read: Read) -> None:
    await world.pass_time(hours=9)
    planned = await world.ben.slash(world.alerts, "oncall now", hours=2, position="primary")
    start, end = world.clock.now(), world.clock.now() + timedelta(hours=2)
    assert f"<t:{int(start.timestamp())}:f> – <t:{int(end.timestamp())}:f>" in read(planned)

    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.ben)[-1].content
    assert not world.direct(world.ana)
    await world.pass_time(hours=2, minutes=1)
    assert world.services.oncall.duty(world.guild.id).on_shift == ()


async def test_a_backup_from_now_on_comes_after_the_primary(world: Any) -> None:
    kim = newcomer(world)
    await world.services.oncall.answered(world.guild.id, kim.id)
    await kim.slash(world.alerts, "oncall now", position="backup")
    assert world.services.oncall.duty(world.guild.id).backup == (world.ben.id, kim.id)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2027-01-20 20:00", datetime(2027, 1, 20, 19, 0, tzinfo=UTC)),
        ("20 January 2027 20:00", datetime(2027, 1, 20, 19, 0, tzinfo=UTC)),
        ("2027-07-20 20:00", datetime(2027, 7, 20, 18, 0, tzinfo=UTC)),
        ("2027-07-20T20:00:00Z", datetime(2027, 7, 20, 20, 0, tzinfo=UTC)),
        ("2027-07-20 8pm", datetime(2027, 7, 20, 18, 0, tzinfo=UTC)),
        ("2027-03-28 02:30", datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),  # skipped: forward by the gap
        ("2027-10-31 02:30", datetime(2027, 10, 31, 0, 30, tzinfo=UTC)),  # twice: the first
    ],
)
async def test_a_shift_is_planned_in_the_servers_own_time(world: Any, read: Read, typed: str, meant: datetime) -> None:
    planned = await world.ana.slash(world.alerts, "oncall plan", when=typed, hours=4, position="backup")
    shift = shifts_of(world, world.ana)[-1]
    assert shift.starts_at == meant
    assert shift.position is Position.BACKUP
    assert f"Planned: Ana · backup · <t:{int(meant.timestamp())}:f>" in read(planned)


async def test_a_shift_over_a_clock_change_lasts_as_many_hours_as_were_said(world: Any) -> None:
    await world.ana.slash(world.alerts, "oncall plan", when="2027-03-28 00:00", hours=4)
    shift = shifts_of(world, world.ana)[-1]
    assert shift.ends_at - shift.starts_at == timedelta(hours=4)


async def test_a_time_alone_is_the_next_such_time(world: Any) -> None:
    now = world.clock.now()
    before, after = now - timedelta(hours=1), now + timedelta(hours=1)
    zone = ZoneInfo(world.services.servers.get(world.guild.id).zone)
    for moment, due in ((after, after), (before, before + timedelta(days=1))):
        typed = moment.astimezone(zone).strftime("%H:%M")
        await world.ana.slash(world.alerts, "oncall plan", when=typed, hours=1)
        planned = max(shifts_of(world, world.ana), key=lambda shift: shift.id)
        assert planned.starts_at == due.replace(second=0, microsecond=0)


async def test_a_day_by_name_is_the_next_such_day_even_late_on_that_day(world: Any) -> None:
    zone = ZoneInfo(world.services.servers.get(world.guild.id).zone)
    earlier = (world.clock.now() - timedelta(hours=1)).astimezone(zone)
    await world.ana.slash(world.alerts, "oncall plan", when=earlier.strftime("%A %H:%M"), hours=1)
    planned = max(shifts_of(world, world.ana), key=lambda shift: shift.id)
    assert planned.starts_at.astimezone(zone).strftime("%A %H:%M") == earlier.strftime("%A %H:%M")
    assert planned.starts_at > world.clock.now()


@pytest.mark.parametrize("typed", ["soon", "25:61", "2027-02-30 20:00", "🙂", "2027-01-20 20:00 XYZ", "9" * 60])
async def test_what_is_no_time_is_answered_with_an_example(world: Any, read: Read, typed: str) -> None:
    refused = await world.ana.slash(world.alerts, "oncall plan", when=typed)
    assert read(refused).startswith("I could not read that time. Please write it like ")
    assert read(refused).endswith(" 20:00.")
    assert len(shifts_of(world, world.ana)) == 1


async def test_a_time_that_is_over_is_refused(world: Any, read: Read) -> None:
    refused = await world.ana.slash(world.alerts, "oncall plan", when="2020-01-01 20:00")
    assert read(refused) == "That time is over already. Please give one that is still to come."
    assert len(shifts_of(world, world.ana)) == 1


async def test_nobody_is_on_shift_for_more_than_eight_hours(world: Any) -> None:
    oncall, start = world.services.oncall, world.clock.now() + timedelta(days=1)
    for hours in (0, -1, 8.01, 24):
        with pytest.raises(ShiftTooLong) as refusal:
            await oncall.plan(world.guild.id, world.ana.id, Position.PRIMARY, start, timedelta(hours=hours))
        assert refusal.value.values == {"hours": 8}


async def test_a_fourth_night_within_a_week_is_refused(world: Any, read: Read) -> None:
    for day in (11, 12, 13):
        planned = await world.ben.slash(world.alerts, "oncall plan", when=f"2027-01-{day} 23:00", hours=4)
        assert read(planned).startswith("Planned: ")
    for day in (14, 17):
        refused = await world.ben.slash(world.alerts, "oncall plan", when=f"2027-01-{day} 23:00", hours=4)
        assert read(refused) == (
            "That would be more than 3 nights within a week. Please find somebody else for one of them."
        )
    by_day = await world.ben.slash(world.alerts, "oncall plan", when="2027-01-14 10:00", hours=4)
    assert read(by_day).startswith("Planned: ")
    next_week = await world.ben.slash(world.alerts, "oncall plan", when="2027-01-18 23:00", hours=4)
    assert read(next_week).startswith("Planned: ")


async def test_only_a_lead_plans_for_somebody_else(world: Any, read: Read) -> None:
    refused = await world.ana.slash(world.alerts, "oncall plan", when="2027-01-20 20:00", person=world.ben)
    assert read(refused) == "This is for leads. Please ask one to do it."
    assert len(shifts_of(world, world.ben)) == 1
    planned = await world.lea.slash(world.alerts, "oncall plan", when="2027-01-20 20:00", person=world.ben)
    assert read(planned).startswith("Planned: Ben · primary · ")
    untested = await world.lea.slash(world.alerts, "oncall plan", when="2027-01-20 20:00", person=world.maya)
    assert read(untested).startswith("First a test page has to be answered")


# -- the list ---------------------------------------------------------------------------------------------------------


async def test_the_list_shows_now_next_gaps_and_people(world: Any) -> None:
    kim = newcomer(world)
    await kim.slash(world.alerts, "oncall join")
    await world.ben.slash(world.alerts, "oncall last-resort", wake=True)
    start = world.clock.now() + timedelta(days=1)
    await world.services.oncall.plan(world.guild.id, world.ana.id, Position.PRIMARY, start, timedelta(hours=8))

    shown = await world.lea.slash(world.alerts, "oncall list")
    assert shown.response.ephemeral
    fields = {field.name: field.value for field in shown.response.embeds[0].fields}
    assert [line.split(" · ")[:2] for line in fields["Now"].splitlines()] == [["Ana", "primary"], ["Ben", "backup"]]
    assert fields["Next"].startswith(f"Ana · primary · <t:{int(start.timestamp())}:f>")
    gaps = fields["Nobody, in the next three days"].splitlines()
    assert len(gaps) == 2
    assert gaps[0].endswith(f"<t:{int(start.timestamp())}:f>")
    assert fields["On the list"].splitlines() == [
        "Ana · answered a test page ",
        "Ben · answered a test page · last resort",
        "Kim · has not answered a test page yet ",
    ]


async def test_the_list_says_when_nobody_is_there_and_when_on_call_does_not_run(empty_world: Any, read: Read) -> None:
    world = empty_world
    unset = await world.lea.slash(world.alerts, "oncall list")
    assert read(unset) == "This server is not set up yet. Somebody who manages it can run /setup."

    await world.save_server(oncall_role_id=world.roles["on-call"].id, lead_role_id=world.roles["lead"].id)
    shown = await world.lea.slash(world.alerts, "oncall list")
    card = shown.response.embeds[0]
    assert card.description == "On-call is not running here yet. /setup shows what is missing."
    assert {field.name: field.value for field in card.fields}["Now"] == "nobody"


async def test_a_busy_plan_still_fits_on_the_list(world: Any) -> None:
    oncall = world.services.oncall
    for number in range(30):
        person = newcomer(world, f"a-rather-long-name-for-a-peer-{number}")
        await oncall.answered(world.guild.id, person.id)
        start = world.clock.now() + timedelta(hours=10 + number)
        await oncall.plan(world.guild.id, person.id, Position.PRIMARY, start, timedelta(hours=1))
    shown = await world.lea.slash(world.alerts, "oncall list")
    assert shown.response.embeds[0].title == "On-call"
    assert all(len(field.value or "") <= 1024 for field in shown.response.embeds[0].fields)


# -- taking shifts back -----------------------------------------------------------------------------------------------


async def test_a_shift_is_found_by_typing_and_taken_back(world: Any, read: Read) -> None:
    await world.ana.slash(world.alerts, "oncall plan", when="2027-01-20 20:00")
    offered = await world.ana.autocomplete(world.alerts, "oncall cancel", "shift", "2027")
    assert [choice["name"] for choice in offered] == ["Ana · 2027-01-20 20:00 · primary"]
    everything = await world.ana.autocomplete(world.alerts, "oncall cancel", "shift", "")
    assert len(everything) == 3

    gone = await world.ana.slash(world.alerts, "oncall cancel", shift=offered[0]["value"])
    assert read(gone).startswith("Taken back: Ana · primary")
    assert len(shifts_of(world, world.ana)) == 1
    again = await world.ana.slash(world.alerts, "oncall cancel", shift=offered[0]["value"])
    assert read(again) == "There is no such shift any more. /oncall list shows what is planned."


async def test_somebody_elses_shift_is_taken_back_only_by_a_lead(world: Any, read: Read) -> None:
    (shift,) = shifts_of(world, world.ben)
    refused = await world.ana.slash(world.alerts, "oncall cancel", shift=shift.id)
    assert read(refused) == "This is for leads. Please ask one to do it."
    forged = await world.forge(world.maya, f"duty:undo:{world.guild.id}:{shift.id}")
    assert read(forged) == "This is for leads. Please ask one to do it."
    assert shifts_of(world, world.ben)
    await world.lea.slash(world.alerts, "oncall cancel", shift=shift.id)
    assert not shifts_of(world, world.ben)


async def test_a_shift_just_planned_is_undone_with_one_press(world: Any, read: Read) -> None:
    planned = await world.ana.slash(world.alerts, "oncall plan", when="2027-01-20 20:00")
    await world.ana.click(planned.response.message, label="Undo")
    assert planned.response.content.startswith("Taken back: Ana · primary")
    assert planned.response.components == []
    assert len(shifts_of(world, world.ana)) == 1


async def test_undoing_what_is_gone_already_says_so(world: Any, read: Read) -> None:
    planned = await world.ana.slash(world.alerts, "oncall plan", when="2027-01-20 20:00")
    shift = max(shifts_of(world, world.ana), key=lambda one: one.id)
    await world.ana.slash(world.alerts, "oncall cancel", shift=shift.id)
    late = await world.ana.click(planned.response.message, label="Undo")
    assert read(late) == "There is no such shift any more. /oncall list shows what is planned."


async def test_the_choice_of_shifts_belongs_to_one_server(world: Any) -> None:
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("general")
    boss = other.add_member(
        world.env.create_user("boss"),
        roles=[other.create_role("boss", permissions=discord.Permissions(administrator=True))],
    )
    assert await boss.autocomplete(elsewhere, "oncall cancel", "shift", "") == []


# -- last resort ------------------------------------------------------------------------------------------------------


async def test_being_a_last_resort_is_switched_on_and_off(world: Any, read: Read) -> None:
    on = await world.ben.slash(world.alerts, "oncall last-resort", wake=True)
    assert read(on).startswith("You may now be woken off shift, only when nobody on call answers.")
    assert world.services.oncall.duty(world.guild.id).last_resort == (world.ben.id,)
    off = await world.ben.slash(world.alerts, "oncall last-resort", wake=False)
    assert read(off) == "You won't be woken off shift any more."
    assert world.services.oncall.duty(world.guild.id).last_resort == ()


async def test_saying_no_to_being_a_last_resort_puts_nobody_on_the_list(world: Any) -> None:
    await world.lea.slash(world.alerts, "oncall last-resort", wake=False)
    assert world.services.oncall.responder(world.guild.id, world.lea.id) is None


# -- care for those who help ------------------------------------------------------------------------------------------


async def test_after_a_case_a_responder_who_wants_to_talk_is_brought_to_a_lead(world: Any, read: Read) -> None:
    await closed_case(world, world.ana)
    await world.pass_time(hours=1, minutes=1)
    assert "Being there for somebody takes something" in world.inbox(world.ana)[-1]

    await world.press(world.ana, "I'd like to talk")
    assert world.inbox(world.ana)[-1] == "A lead knows and will write to you."
    assert world.inbox(world.lea)[-1] == (
        f"Ana (<@{world.ana.id}>) was there for somebody and would like to talk. Please write to them."
    )


async def test_when_no_lead_can_be_reached_the_responder_is_told_so(world: Any) -> None:
    await closed_case(world, world.ana)
    await world.pass_time(hours=1, minutes=1)
    channel = world.lea.user.dm_channel
    world.env.inject_error("POST", f"/channels/{channel.id}/messages", status=403, code=50007, times=None)
    await world.press(world.ana, "I'd like to talk")
    assert world.inbox(world.ana)[-1].startswith("I could not reach a lead just now. Please write to one yourself")


async def test_after_a_case_the_next_shift_can_be_skipped(world: Any, read: Read) -> None:
    await world.ana.slash(world.alerts, "oncall plan", when="2027-01-20 20:00")
    await world.ana.slash(world.alerts, "oncall plan", when="2027-01-21 12:00")
    await closed_case(world, world.ana)
    await world.pass_time(hours=1, minutes=1)
    await world.press(world.ana, "Skip my next shift")

    assert world.inbox(world.ana)[-1].startswith("Your next shift is taken back: Ana · primary")
    left = [shift for shift in shifts_of(world, world.ana) if shift.starts_at > world.clock.now()]
    assert [shift.starts_at for shift in left] == [datetime(2027, 1, 21, 11, 0, tzinfo=UTC)]


async def test_without_a_next_shift_there_is_nothing_to_skip(world: Any, read: Read) -> None:
    await closed_case(world, world.ana)
    await world.pass_time(hours=1, minutes=1)
    answer = await world.press(world.ana, "Skip my next shift")
    assert read(answer).startswith("There is no such shift any more.")


async def test_whoever_is_all_right_says_so_and_is_asked_once_more_the_next_day(world: Any) -> None:
    await closed_case(world, world.ana)
    await world.pass_time(hours=1, minutes=1)
    await world.press(world.ana, "I'm all right")
    assert world.inbox(world.ana)[-1] == "Good. Thank you for being there."
    await world.pass_time(hours=23)
    assert world.inbox(world.ana)[-1] == "Case 1 was yesterday. Is something still with you?"


async def test_the_debrief_of_another_server_tells_no_lead_here(world: Any, read: Read) -> None:
    forged = await world.forge(world.sam, f"duty:talk:{world.guild.id}")
    assert read(forged).startswith("This is for on-call peers and leads.")
    assert not world.direct(world.lea)


# -- when nobody is on call -------------------------------------------------------------------------------------------


def notices(world: Any) -> list[Any]:
    return [message for message in world.cards() if "Nobody is on call" in message.content]


async def test_the_moment_the_last_shift_ends_moderators_read_that_nobody_is_on_call(world: Any) -> None:
    assert not notices(world)
    await world.pass_time(hours=8, seconds=10)

    (notice,) = notices(world)
    assert "No shift is planned yet. /oncall plan adds one." in notice.content
    assert notice.content.startswith(f"<@{world.lea.id}>")
    await world.pass_time(hours=20)
    assert len(notices(world)) == 1


async def test_a_gap_that_was_meant_rings_nobody(world: Any) -> None:
    tomorrow = world.clock.now() + timedelta(hours=20)
    await world.on_shift(world.ana, hours=4, at=tomorrow)
    await world.pass_time(hours=8, seconds=10)
    (notice,) = notices(world)
    assert f"The next shift begins <t:{int(tomorrow.timestamp())}:f>." in notice.content
    assert "<@" not in notice.content

    await world.pass_time(hours=17)
    assert len(notices(world)) == 2, "the next gap is said as well"


async def test_one_press_on_the_notice_takes_the_next_hours(world: Any, read: Read) -> None:
    await world.pass_time(hours=8, seconds=10)
    taken = await world.press(world.ben, "I'll take the next four hours", notices(world)[0])
    assert read(taken).startswith("Planned: Ben · primary · ")
    second = await world.press(world.ana, "I'll take the next four hours", notices(world)[0])
    assert read(second) == "Ben is on call already. Thank you all the same."
    refused = await world.forge(world.maya, f"duty:take:{world.guild.id}")
    assert read(refused).startswith("This is for on-call peers and leads.")
    assert world.services.oncall.duty(world.guild.id).on_shift == (world.ben.id,)


async def test_a_shift_taken_back_or_left_leaves_no_silent_gap(world: Any) -> None:
    await world.ben.slash(world.alerts, "oncall leave")
    assert not notices(world)
    await world.ana.slash(world.alerts, "oncall leave")
    await world.pass_time(seconds=10)
    assert len(notices(world)) == 1


async def test_who_leaves_the_server_or_loses_the_role_leaves_no_silent_gap(world: Any) -> None:
    await world.ben.slash(world.alerts, "oncall leave")
    world.guild.remove_member(world.ana)
    await world.env.settle()
    await world.pass_time(seconds=10)
    assert len(notices(world)) == 1


async def test_a_gap_is_said_once_over_a_restart_and_a_gap_that_began_meanwhile_is_said(
    world: Any, restart: Any
) -> None:
    await restart()
    await world.pass_time(seconds=10)
    assert not notices(world)
    await world.bot.close()
    await world.pass_time(hours=9)
    assert not notices(world)
    await restart()
    await world.pass_time(seconds=10)
    assert len(notices(world)) == 1
    await restart()
    await world.pass_time(minutes=1)
    assert len(notices(world)) == 1


async def test_with_the_channel_gone_leads_hear_of_the_gap_by_direct_message(world: Any) -> None:
    world.env.inject_error("POST", f"/channels/{world.alerts.id}/messages", status=404, code=10003, times=10)
    await world.pass_time(hours=8, seconds=10)
    assert "Nobody is on call in The Tuesday group now." in world.inbox(world.lea)[-1]


async def test_whoever_comes_on_shift_hears_of_a_case_that_still_waits(world: Any) -> None:
    kim = newcomer(world)
    await world.on_shift(kim, hours=4, at=world.clock.now() + timedelta(minutes=30))
    await world.maya.send(world.lounge, PILLS)
    await world.pass_time(minutes=12)
    assert not world.direct(kim)

    await world.pass_time(minutes=20)
    assert "Case 1" in world.direct(kim)[-1].content
    assert any(f"<@{kim.id}>" in message.content for message in world.cards())
    await world.press(kim, "I'm on it")
    assert world.open_case().holder == kim.id


async def test_the_notice_speaks_the_servers_language(world: Any) -> None:
    await world.save_server(locale="es")
    await world.pass_time(hours=8, seconds=10)
    assert any("Ahora no hay nadie de guardia en The Tuesday group." in one.content for one in world.cards())
