"""Responders can look a case up by its number, keep a note nobody else reads, and close it; nobody else can."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import discord
import pytest

from bot.moderation.incident import Outcome, State
from bot.moderation.watch import Level

Read = Callable[[Any], str]
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
COMMANDS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("incident list", {}),
    ("incident show", {"number": 1}),
    ("incident note", {"number": 1}),
    ("incident resolve", {"number": 1}),
)


def shown_text(result: Any) -> str:
    """Everything that an answer shows: its text and its cards."""
    return str(result.response.content) + str([embed.to_dict() for embed in result.response.embeds])


def button_labels(result: Any) -> list[str]:
    return [child["label"] for row in result.response.components for child in row["components"]]


def on_disk(folder: Path) -> bytes:
    return b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())


async def let_participants_type_it(world: Any) -> None:
    """A server may open a staff command to anybody by mistake; the services check roles all the same."""
    for command in await world.bot.tree.fetch_commands():
        if command.name == "incident":
            world.guild.set_command_permissions(command, {world.roles["participant"]: True})


@pytest.mark.parametrize("who", ["ben", "lea"])
async def test_responders_and_leads_see_what_is_open_and_reach_each_case_from_there(
    world: Any, read: Read, who: str
) -> None:
    person = world.people[who]
    nothing = await person.slash(world.alerts, "incident list")
    assert read(nothing) == "Nothing is open. If somebody needs you, a card appears in the private channel."
    await world.maya.send(world.lounge, PILLS)
    await world.sam.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")

    listed = await person.slash(world.alerts, "incident list")
    assert listed.response.ephemeral
    lines = listed.response.embeds[0].description.splitlines()
    assert [line.split(" · ")[:2] for line in lines] == [
        ["Case 2", "Ana is on it"],
        ["Case 1", "somebody may need a person now"],
    ]
    assert button_labels(listed) == ["Case 2", "Case 1"]
    card = await person.click(listed.response.message, label="Case 1")
    assert "Case 1" in card.response.embeds[0].title
    assert f"<@{world.maya.id}>" in shown_text(card)


async def test_a_case_is_shown_with_what_happened_so_far_and_can_be_taken_from_there(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I can't take this one")
    shown = await world.ben.slash(world.alerts, "incident show", number=1)

    card, log = shown.response.embeds
    assert "somebody may need a person now" in card.title
    steps = [line.split(" · ", 1)[1] for line in log.description.splitlines()]
    assert steps[0] == "opened"
    assert "told · Ana" in steps
    assert "can't take it · Ana" in steps
    assert "told · Ben" in steps
    assert "pills" not in shown_text(shown)
    await world.ben.click(shown.response.message, label="I'm on it")
    assert world.open_case().holder == world.ben.id


async def test_closed_cases_are_listed_when_asked_for_and_show_only_what_happened(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.services.response.resolve(world.open_case().key, world.ana.id, Outcome.OTHER_HELP)

    open_ones = await world.ben.slash(world.alerts, "incident list")
    assert "Nothing is open." in open_ones.response.content
    everything = await world.ben.slash(world.alerts, "incident list", everything=True)
    assert "Case 1 · closed" in everything.response.embeds[0].description
    shown = await world.ben.slash(world.alerts, "incident show", number=1)
    assert "They have other help now" in shown_text(shown)
    assert button_labels(shown) == ["What happened"]


async def test_many_cases_are_shown_twenty_at_a_time(world: Any) -> None:
    for number in range(22):
        person = world.guild.add_member(world.env.create_user(f"p{number}"))
        room = world.guild.create_text_channel(f"room {number}")  # after a crisis others are taken for helping there
        await world.services.watches.agree(world.guild.id, room.id, Level.FULL)
        world.env.backend.create_message(room.id, person.id, content="i can't do this anymore")
    await world.env.settle()
    listed = await world.ben.slash(world.alerts, "incident list")
    assert button_labels(listed) == [f"Case {number}" for number in range(22, 2, -1)]


@pytest.mark.parametrize("number", [2, 1_000_000])
async def test_a_number_that_nobody_gave_leads_to_the_list(world: Any, read: Read, number: int) -> None:
    await world.maya.send(world.lounge, PILLS)
    for command in ("incident show", "incident note", "incident resolve"):
        refused = await world.ana.slash(world.alerts, command, number=number)
        assert read(refused) == "There is no such case that you could see. /incident list shows the ones that you can."
        assert refused.response.ephemeral


async def test_participants_are_not_offered_the_command_and_are_refused_if_they_reach_it(
    world: Any, read: Read
) -> None:
    await world.maya.send(world.lounge, PILLS)
    assert not [name for name in world.sam.available_commands(world.lounge) if name.startswith("incident")]

    await let_participants_type_it(world)
    for command, options in COMMANDS:
        for person in (world.sam, world.maya):
            refused = await person.slash(world.lounge, command, **options)
            assert read(refused).startswith("This is for on-call peers and leads.")
            assert refused.modal is None
    for custom_id in ("case:show", "case:note", "case:resolve"):
        forged = await world.forge(world.sam, f"{custom_id}:{world.open_case().key}")
        assert read(forged).startswith("This is for on-call peers and leads.")
    assert world.open_case().state is State.PAGING


async def test_a_facilitator_is_no_responder(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    fay = world.guild.add_member(world.env.create_user("fay"), roles=[world.roles["facilitator"]])
    for command in await world.bot.tree.fetch_commands():
        if command.name == "incident":
            world.guild.set_command_permissions(command, {world.roles["facilitator"]: True})
    refused = await fay.slash(world.lounge, "incident show", number=1)
    assert read(refused).startswith("This is for on-call peers and leads.")


async def test_another_server_sees_nothing_even_of_its_own_number_one(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    other = world.env.create_guild("Another server")
    elsewhere = other.create_text_channel("general")
    everything = other.create_role("boss", permissions=discord.Permissions(administrator=True))
    boss = other.add_member(world.env.create_user("boss"), roles=[everything])

    for command, options in COMMANDS:
        refused = await boss.slash(elsewhere, command, **options)
        assert refused.modal is None
        assert "no such case" in read(refused) or "for on-call peers" in read(refused)
    await world.services.servers.save(other.id, oncall_role_id=everything.id, lead_role_id=everything.id)
    for command, options in COMMANDS:
        answer = await boss.slash(elsewhere, command, **options)
        assert "no such case" in read(answer) or read(answer).startswith("Nothing is open.")
    shown = await boss.slash(elsewhere, "support")
    stored = world.env.backend.get_message(shown.response.channel_id, shown.response.id)
    stored.components[0]["components"][0]["custom_id"] = f"case:show:{key}"
    forged = await boss.click(shown.response.message, custom_id=f"case:show:{key}")
    assert read(forged).startswith("There is no such case that you could see.")


async def test_staff_commands_are_not_there_in_direct_messages(world: Any) -> None:
    for person in (world.ana, world.lea, world.maya):
        offered = {name.split()[0] for name in person.user.available_commands()}
        assert not offered & {"incident", "oncall"}
        assert {"support", "help"} <= offered


# -- notes ------------------------------------------------------------------------------------------------------------


async def test_a_note_is_sealed_and_read_only_behind_why(world: Any, read: Read, var_dir: Path) -> None:
    canary = "the sister lives nearby and knows"
    await world.maya.send(world.lounge, PILLS)
    form = await world.ben.slash(world.alerts, "incident note", number=1)
    assert "stored encrypted and removed with the case's other words" in str(form.modal)
    kept = await world.submit(world.ben, form, {"note": canary})
    assert read(kept) == "Case 1: your note is kept."

    shown = await world.ana.slash(world.alerts, "incident show", number=1)
    for message in (*world.cards(), *world.direct(world.ana), *world.direct(world.ben), *world.direct(world.maya)):
        assert canary not in message.content + str([embed.to_dict() for embed in message.embeds])
    assert canary not in shown_text(shown)
    assert "note · Ben" in shown_text(shown)
    assert canary.encode() not in on_disk(var_dir)
    why = await world.press(world.ana, "Why")
    assert why.response.ephemeral
    fields = {field.name.split(" · ")[0]: field.value for field in why.response.embeds[0].fields}
    assert fields["Note of a responder"].endswith(f" · {canary}")


async def test_a_note_of_a_thousand_letters_is_kept_whole_with_its_marks(world: Any) -> None:
    note = ("**not bold** @everyone <@1> `x` " * 40)[:1000]
    await world.maya.send(world.lounge, PILLS)
    form = await world.ana.slash(world.alerts, "incident note", number=1)
    await world.submit(world.ana, form, {"note": note})
    (words,) = [piece for piece in await world.services.desk.cases.words(world.open_case().key) if piece.kind == "note"]
    assert words.text == note
    why = await world.press(world.ana, "Why")
    value = next(field.value for field in why.response.embeds[0].fields if field.name.startswith("Note"))
    assert len(value) <= 1024
    assert "\\*\\*not bold\\*\\*" in value


async def test_the_note_button_on_the_card_does_the_same(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.press(world.ana, "Note")
    kept = await world.submit(world.ana, form, {"note": "called her sister"}, direct=True)
    assert read(kept) == "Case 1: your note is kept."
    assert "called her sister" in shown_text(await world.press(world.ana, "Why"))


async def test_a_form_opened_before_a_restart_is_still_taken(world: Any, read: Read, restart: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    form = await world.ana.slash(world.alerts, "incident note", number=1)
    await restart()
    kept = await world.submit(world.ana, form, {"note": "written over a restart"})
    assert read(kept) == "Case 1: your note is kept."


async def test_a_note_on_a_closed_case_goes_a_day_later_like_its_other_words(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.services.response.resolve(key, world.ana.id, Outcome.TALKED)
    await world.pass_time(days=2)
    form = await world.ana.slash(world.alerts, "incident note", number=1)
    await world.submit(world.ana, form, {"note": "she wrote to me again, all well"})
    assert len(await world.services.desk.cases.words(key)) == 1
    await world.pass_time(days=1, minutes=1)
    assert await world.services.desk.cases.words(key) == []


async def test_words_and_notes_that_came_late_in_a_long_case_go_after_three_days_too(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "In danger now")
    await world.pass_time(days=3, minutes=1)
    assert await world.services.desk.cases.words(key) == []
    await world.maya.send_dm("another bad night")
    await world.services.response.note(key, world.ana.id, "a long walk together")
    assert len(await world.services.desk.cases.words(key)) == 2
    await world.pass_time(days=3, minutes=1)
    assert await world.services.desk.cases.words(key) == []


async def test_words_of_a_case_that_was_open_for_long_go_when_it_is_closed(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)
    key = world.open_case().key
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "In danger now")
    await world.pass_time(days=4)
    await world.maya.send_dm("another bad night")
    await world.services.response.resolve(key, world.ana.id, Outcome.TALKED, note="all is well")
    await world.pass_time(days=1, minutes=1)
    assert await world.services.desk.cases.words(key) == []


# -- the end ----------------------------------------------------------------------------------------------------------


async def test_a_case_is_closed_by_command_and_the_person_hears_it(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    form = await world.lea.slash(world.alerts, "incident resolve", number=1)
    assert "What they wrote is removed a day from now." in str(form.modal)
    closed = await world.submit(world.lea, form, {"outcome": [Outcome.OTHER_HELP.value], "note": "with her sister"})
    assert read(closed) == "Case 1 is closed. Thank you for being there."
    assert "ask how you are" in world.inbox(world.maya)[-1]
    assert "They have other help now" in str(world.card.embeds[0].to_dict())
    assert not world.services.desk.cases.open_in(world.guild.id)


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_every_outcome_can_be_chosen_and_stands_on_the_card(world: Any, outcome: Outcome) -> None:
    await world.maya.send(world.lounge, PILLS)
    form = await world.ana.slash(world.alerts, "incident resolve", number=1)
    options = str(form.modal)
    assert f"'value': '{outcome.value}'" in options
    await world.submit(world.ana, form, {"outcome": [outcome.value]})
    fields = {field.name: field.value for field in world.card.embeds[0].fields}
    assert fields["How it ended"] in options
    apologised = "I wrote to you without need" in world.inbox(world.maya)[-1]
    assert apologised is (outcome is Outcome.FALSE_ALARM)


async def test_of_two_who_close_a_case_the_second_is_told_and_the_person_hears_it_once(world: Any, read: Read) -> None:
    await world.maya.send(world.lounge, PILLS)
    first = await world.ana.slash(world.alerts, "incident resolve", number=1)
    second = await world.ben.slash(world.alerts, "incident resolve", number=1)
    await world.submit(world.ana, first, {"outcome": [Outcome.TALKED.value]})
    count = len(world.inbox(world.maya))
    late = await world.submit(world.ben, second, {"outcome": [Outcome.FALSE_ALARM.value], "note": "not a crisis"})

    assert read(late) == "This one is closed already. Nothing is left to do."
    assert len(world.inbox(world.maya)) == count
    shown = await world.ana.slash(world.alerts, "incident show", number=1)
    assert "We talked" in shown_text(shown)
    again = await world.ana.slash(world.alerts, "incident resolve", number=1)
    assert again.modal is None
    assert read(again) == "This one is closed already. Nothing is left to do."


async def test_nobody_closes_a_case_about_themselves(world: Any, read: Read) -> None:
    await world.ana.send(world.lounge, PILLS)
    for command in ("incident show", "incident note", "incident resolve"):
        refused = await world.ana.slash(world.alerts, command, number=1)
        assert "There is no such case that you could see." in read(refused)
        assert refused.modal is None
    assert world.open_case().open
