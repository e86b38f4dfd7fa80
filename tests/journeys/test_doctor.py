"""The doctor says what is broken, what is worth a look and what is well, each with the next step."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import discord
import pytest

from bot.errors import StorageUnavailable
from bot.messenger.message import Message
from bot.messenger.port import Lane
from bot.moderation.shifts import Position, Shift
from bot.readiness import State, Token, check_server
from bot.storage.people import People
from bot.ui.examination import sentences
from bot.ui.offline_discord import Asked, look_at_servers, names_in
from bot.ui.offline_facts import examine_settings
from tests.journeys.conftest import settings_in
from tests.journeys.surveys import facilitator
from tests.journeys.test_erasure import told

Read = Callable[[Any], str]


@pytest.fixture
def ada(empty_world: Any) -> Any:
    role = empty_world.guild.create_role("organiser", permissions=discord.Permissions(manage_guild=True))
    return empty_world.guild.add_member(empty_world.env.create_user("ada"), roles=[role])


async def examine(world: Any, person: Any) -> tuple[Any, dict[str, str]]:
    """Ask the doctor; return the answer and each card's text by its title without the number."""
    await world.env.settle()
    answer = await person.slash(world.lounge, "doctor")
    cards = {(embed.title or "").partition(" (")[0]: embed.description or "" for embed in answer.response.embeds}
    return answer, cards


async def test_a_server_that_nobody_set_up_is_told_where_to_begin(empty_world: Any, ada: Any) -> None:
    answer, cards = await examine(empty_world, ada)

    assert answer.response.ephemeral
    assert list(cards) == ["Broken", "Worth a look", "Well"]
    assert "This server was never set up.\n  → Press *Open set-up*" in cards["Broken"]
    opened = await ada.click(answer.response, label="Open set-up")
    assert opened.response.embeds[0].title == "Set-up, 1 of 4: where and who"


async def test_a_server_in_good_order_has_nothing_broken(world: Any, ada: Any) -> None:
    for start in range(8, 80, 8):
        # Nobody does more than three nights, so the test writes shifts where the rule is not its subject.
        world.services.oncall._shifts[world.guild.id].append(_shift(world, start))
    guild = world.bot.get_guild(world.guild.id)
    room = guild.get_channel(world.facilitators.id)
    await room.set_permissions(guild.me, view_channel=True)
    await room.set_permissions(guild.default_role, view_channel=False)
    _, cards = await examine(world, ada)

    assert "Broken" not in cards
    assert "Somebody is on shift all the time for the next three days." in cards["Well"]
    assert f"On shift now: <@{world.ana.id}> and <@{world.ben.id}>" in cards["Well"]
    assert "On-call is running." in cards["Well"]


def _shift(world: Any, start: int) -> Any:
    # They overlap a little: some time may have passed since the shift that the world began with.
    begins = world.clock.now() + timedelta(hours=start, minutes=-5)
    return Shift(start, world.guild.id, world.ana.id, Position.PRIMARY, begins, begins + timedelta(hours=8, minutes=10))


async def test_the_on_call_list_is_looked_through(world: Any, ada: Any) -> None:
    await world.services.oncall.join(world.guild.id, world.sam.id)
    await world.pass_time(hours=9)
    _, cards = await examine(world, ada)

    assert "Nobody is on shift now.\n  → /oncall now or /oncall plan puts somebody there." in cards["Broken"]
    begins = int(world.clock.now().timestamp())
    assert f"Nobody is on shift: <t:{begins}:f> – <t:{begins + 72 * 3600}:f>." in cards["Worth a look"]
    assert f"On the list without having answered a test page: <@{world.sam.id}>" in cards["Worth a look"]


async def test_closed_direct_messages_are_known_before_they_matter(world: Any, ada: Any) -> None:
    world.env.inject_error("POST", "/channels/*/messages", status=403, code=50007)
    await world.services.messenger.direct(user_id=world.ana.id, message=Message("x"), key="x", lane=Lane.URGENT)
    _, cards = await examine(world, ada)
    assert f"a page reaches them only in the channel: <@{world.ana.id}>" in cards["Worth a look"]


async def test_a_missing_permission_is_named_with_channel_and_clicks(world: Any, ada: Any) -> None:
    channel = world.bot.get_guild(world.guild.id).get_channel(world.support.id)
    await channel.set_permissions(channel.guild.me, create_private_threads=False)
    _, cards = await examine(world, ada)
    assert f"In {channel.mention} I lack: Create Private Threads" in cards["Broken"]
    clicks = "choose Alongside, switch on Create Private Threads, save."
    assert f"→ Right-click or hold {channel.mention}, Edit Channel, Permissions, {clicks}" in cards["Broken"]


async def test_what_was_deleted_is_broken(world: Any, ada: Any) -> None:
    world.env.backend.delete_channel(world.alerts.id)
    world.env.backend.delete_role(world.guild.id, world.roles["lead"].id)
    _, cards = await examine(world, ada)
    assert "There is no private on-call channel, so cards have nowhere to go." in cards["Broken"]
    assert "There is no lead role, so nobody is woken last." in cards["Broken"]
    assert "On-call is running, but 2 things that it needs are missing." in cards["Broken"]


async def test_a_database_that_is_away_is_said_and_the_doctor_still_answers(
    world: Any, ada: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.env.settle()

    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(world.services.storage, "write", away)
    monkeypatch.setattr(world.services.storage, "read", away)
    world.services.desk.cases.put(0, lambda connection: None)
    await world.env.settle()
    _, cards = await examine(world, ada)
    assert "The database does not answer." in cards["Broken"]
    assert "→ Do not stop the bot now: what waits is in its memory." in cards["Broken"]
    await world.services.desk.cases.settled()


async def test_a_lost_master_key_and_a_wrong_clock_are_noticed(world: Any, ada: Any, var_dir: Any) -> None:
    key = var_dir / "master.key"
    kept = key.rename(var_dir / "kept")
    real = world.clock.now
    world.clock.now = lambda: real() + timedelta(minutes=2)
    _, cards = await examine(world, ada)
    kept.rename(key)
    assert "The master key is not where MASTER_KEY_FILE says" in cards["Broken"]
    assert "This machine's clock is 120 seconds away from Discord's" in cards["Broken"]


async def test_leads_may_ask_and_participants_not(world: Any, read: Read) -> None:
    await world.env.settle()
    command = next(one for one in await world.bot.tree.fetch_commands() if one.name == "doctor")
    opened = {world.roles["lead"]: True, world.roles["participant"]: True}
    world.guild.set_command_permissions(command, opened)
    assert "doctor" not in world.ana.available_commands(world.lounge)
    assert "doctor" not in world.maya.user.available_commands()

    answer, _ = await examine(world, world.lea)
    assert answer.response.embeds
    answer, cards = await examine(world, world.maya)
    assert read(answer).startswith("/doctor is for leads and for people with the permission Manage Server.")
    assert not cards


async def test_in_spanish(world: Any, ada: Any, speak: Any) -> None:
    await world.env.settle()
    speak("es-419")
    _, cards = await examine(world, ada)
    assert "La base de datos responde." in cards["Bien"]
    assert "De turno ahora: " in cards["Bien"]


async def test_the_command_line_sees_servers_as_a_connected_bot_does(world: Any, tmp_path: Any) -> None:
    await world.env.settle()
    world.env.backend.delete_channel(world.alerts.id)
    await world.env.settle()
    services = world.services
    secret = services.settings.master_key_file
    ring = services.settings.var_dir / "elsewhere.db"
    shutil.copy(services.settings.var_dir / "keyring.db", ring)
    people = await People.open(services.storage, keyring_file=ring, master_key_file=secret, clock=world.clock)
    looked = await look_at_servers(world.bot, services.settings, world.clock, services.storage, people)
    await people.close()

    (name, facts) = looked[0]
    assert name == "The Tuesday group"
    names, say = names_in(world.bot), services.texts.speaker("en")
    findings = [replace(finding, place=name, names=names) for finding in check_server(facts)]
    lines = [(finding.state, *sentences(finding, say)) for finding in findings]
    assert (
        State.BROKEN,
        "The Tuesday group: There is no private on-call channel, so cards have nowhere to go.",
        "Press Open set-up, go to channels and roles, and press Do it.",
    ) in lines
    said = "\n".join(found for _, found, _ in lines)
    assert "I have what I need in #support." in said
    assert " UTC" in said
    assert "<" not in said


async def test_what_is_sealed_is_looked_at_and_what_a_live_operator_could_do_is_said(
    world: Any, ada: Any, var_dir: Any, tmp_path: Any
) -> None:
    _, cards = await examine(world, ada)
    assert "No survey or suggestion box is open, so nothing is sealed here now." in cards["Well"]
    fran = facilitator(world)
    await fran.slash(world.lounge, "survey open", survey="template:session")
    await fran.slash(world.lounge, "survey box")
    _, cards = await examine(world, ada)
    assert "2 surveys and suggestion boxes are open, and their sealed files are as they were left." in cards["Well"]
    assert "whoever runs this machine could open them, and a snapshot of the disk keeps their keys" in cards["Well"]

    (var_dir / "sealed" / "1.key").unlink()
    _, cards = await examine(world, ada)
    assert "Sealed files of one open survey or suggestion box are gone.\n  → Nothing can be saved" in cards["Broken"]

    async def away(*_: Any) -> Asked:
        return Asked(Token.UNKNOWN)

    await world.bot.close()
    moved = tmp_path / "moved"
    shutil.copytree(var_dir, moved)
    findings = {one.text: one.state for one in await examine_settings(settings_in(moved), world.clock, ask=away)}
    assert findings["doctor-seal-lost"] is State.BROKEN
    assert findings["doctor-seal-moved"] is State.BROKEN, "said before the bot starts at the new place"


async def test_what_is_counted_says_how_it_stands_and_names_nobody(world: Any) -> None:
    assert "alongside_cases_open 0\n" in world.services.metrics.text()
    await world.maya.send(world.lounge, "I have the pills in front of me and I don't want to be here tomorrow")
    text = world.services.metrics.text()
    assert {"alongside_database_up 1", "alongside_cases_open 1", "alongside_cases_paging 1"} <= set(text.splitlines())
    await world.forge(world.maya, f"record:host:{world.guild.id}")
    assert 'alongside_turns_refused_total{what="record:host"} 1' in world.services.metrics.text().splitlines()
    assert told(world, world.services.metrics.text()) == [], "with a case open and somebody refused"
