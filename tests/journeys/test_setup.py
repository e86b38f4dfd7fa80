"""Somebody who never ran a bot sets one up, and every way in which that can go wrong ends in a sentence."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

import discord
import pytest

from bot.errors import StorageUnavailable
from bot.messenger.ids import button_id
from bot.servers import Ages
from bot.ui.setup.picks import Picks
from bot.ui.setup.plan import Step
from bot.ui.setup.rooms import ROLES, ROOMS
from bot.ui.setup.work import Work

Read = Callable[[Any], str]


class Screen:
    """What somebody has open, and their presses on it."""

    def __init__(self, person: Any, shown: Any) -> None:
        self.person = person
        self.shown = shown

    @property
    def text(self) -> str:
        message = self.shown.response
        parts = [message.content]
        for embed in message.embeds:
            parts += [embed.title or "", embed.description or ""]
            parts += [f"{field.name}\n{field.value}" for field in embed.fields]
        return "\n".join(parts)

    def offers(self, label: str) -> bool:
        """Say whether a button is there and can be pressed."""
        parts = [part for row in self.shown.response.components for part in row["components"]]
        return any(part.get("label") == label and not part.get("disabled", False) for part in parts)

    async def press(self, *labels: str) -> Any:
        result = None
        for label in labels:
            result = await self.person.click(self.shown.response, label=label)
        return result

    async def fill(self, label: str, **values: Any) -> Any:
        form = await self.press(label)
        return await self.person.submit_modal(form, values)

    async def pick(self, number: int, *targets: Any) -> Any:
        """Choose in the picker of that line, from the top."""
        row = self.shown.response.components[number]["components"][0]
        return await self.person.select(self.shown.response, targets, custom_id=row["custom_id"])

    def forge(self, custom_id: str) -> None:
        """Let the first button lead elsewhere, as a changed client could."""
        env = self.person._env
        stored = env.backend.get_message(self.shown.response.channel_id, self.shown.response.id)
        row = next(row for row in stored.components if "label" in row["components"][0])
        row["components"][0].update(custom_id=custom_id, disabled=False)


@pytest.fixture
def ada(empty_world: Any) -> Any:
    """The one who set the server up, neither its owner nor an administrator."""
    may = discord.Permissions(manage_guild=True, manage_roles=True)
    boss = empty_world.guild.create_role("organiser", permissions=may)
    return empty_world.guild.add_member(empty_world.env.create_user("ada"), roles=[boss])


@pytest.fixture
async def begin(empty_world: Any, ada: Any) -> Callable[[], Awaitable[Screen]]:
    async def open_setup() -> Screen:
        await empty_world.env.settle()
        return Screen(ada, await ada.slash(empty_world.lounge, "setup"))

    return open_setup


async def make_everything(screen: Screen) -> None:
    await screen.press("Next: channels", "Next: roles", "Next: what will change", "Do it")


def channels(world: Any) -> list[str]:
    return sorted(world.guild.channels)


def server(world: Any) -> Any:
    return world.services.servers.get(world.guild.id)


def channel_of(world: Any, field: str) -> discord.TextChannel:
    found = world.bot.get_guild(world.guild.id).get_channel(getattr(server(world), field))
    assert isinstance(found, discord.TextChannel)
    return found


def member(world: Any, person: Any) -> discord.Member:
    found = world.bot.get_guild(world.guild.id).get_member(person.id)
    assert isinstance(found, discord.Member)
    return found


def shown_on_the_way(world: Any) -> str:
    """Everything that private answers were changed to, in order."""
    return "\n".join(str(request.json) for request in world.env.http_requests if request.method == "PATCH")


async def test_from_nothing_to_live(empty_world: Any, ada: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    assert screen.shown.response.ephemeral
    await screen.fill("Choose city, language and ages", city="madrid", language=["en"], ages=["adults"])
    assert "Madrid, Spain. It is 01:00 there now." in screen.text
    await screen.press("Helplines")
    assert "**024**" in screen.text
    await screen.press("These are right for us", "Back")
    assert "Spain, seen and confirmed" in screen.text
    before = channels(world)
    await screen.press("Next: channels", "Next: roles", "Next: what will change")
    assert "Make the channel **#on-call**" in screen.text
    assert "everyone may not: View Channel" in screen.text
    assert channels(world) == before
    await screen.press("Do it")
    assert screen.text.startswith("\nDone\n")
    assert "Step 3 of 7: On-call" in shown_on_the_way(world)

    await screen.press("Next: ready for live")
    assert not screen.offers("Go live")
    assert "○ Missing: a lead" in screen.text
    await screen.press("Choose a lead")
    await screen.pick(0, world.lea)
    assert "✓ A lead" in screen.text
    assert member(world, world.lea).get_role(server(world).lead_role_id) is not None

    for person in (world.ana, world.ben):
        await world.services.oncall.join(world.guild.id, person.id)
        await world.services.oncall.answered(world.guild.id, person.id)
    await screen.press("Announcement")
    assert not screen.offers("Post it")
    await screen.pick(0, world.lounge)
    await screen.press("Post it")
    assert f"It is in {world.lounge.mention} now, and pinned." in screen.text

    posted = world.lounge.pinned_messages()[0]
    assert "Nobody outside this server is contacted automatically." in posted.embeds[0].description
    assert posted.components[0].children[0].custom_id == button_id("support", "open", world.guild.id)
    assert screen.offers("Go live")
    await screen.press("Go live")
    assert "On-call is running from now on, but nobody is on shift" in screen.text
    assert server(world).live
    assert (server(world).ages, server(world).country, server(world).zone) == (Ages.ADULTS, "ES", "Europe/Madrid")

    await screen.press("Pause")
    assert not server(world).live


async def test_what_set_up_makes_is_as_private_as_it_says(empty_world: Any, begin: Any) -> None:
    world = empty_world
    await make_everything(await begin())
    await world.env.settle()

    maya = member(world, world.maya)
    alerts = channel_of(world, "alert_channel_id")
    assert not alerts.permissions_for(maya).view_channel
    responder = world.bot.get_guild(world.guild.id).get_role(server(world).oncall_role_id)
    assert alerts.permissions_for(responder).view_channel
    support = channel_of(world, "support_channel_id").permissions_for(maya)
    assert support.view_channel
    assert support.send_messages_in_threads
    assert not support.send_messages
    assert not support.create_private_threads
    assert not support.create_public_threads
    assert not channel_of(world, "support_channel_id").permissions_for(responder).manage_threads
    assert not channel_of(world, "facilitators_channel_id").permissions_for(maya).view_channel
    me = world.bot.get_guild(world.guild.id).me
    assert channel_of(world, "support_channel_id").permissions_for(me).manage_threads


async def test_a_second_run_shows_what_is_set_and_doubles_nothing(empty_world: Any, begin: Any) -> None:
    world = empty_world
    first = await begin()
    await first.press("Next: channels", "Next: roles", "Next: what will change")
    old = await begin()
    await old.press("Next: channels", "Next: roles", "Next: what will change")
    await first.press("Do it")
    made, roles = channels(world), sorted(world.guild.roles)

    await old.press("Do it")
    assert "Nothing had to be changed." in old.text
    again = await begin()
    await again.press("Next: channels")
    assert channel_of(world, "alert_channel_id").mention in again.text
    await again.press("Next: roles", "Next: what will change")
    assert "Nothing: every channel and role is as it should be." in again.text
    assert (channels(world), sorted(world.guild.roles)) == (made, roles)


async def test_two_people_pressing_at_once_make_one_of_each(empty_world: Any, begin: Any) -> None:
    world = empty_world
    await begin()
    work, guild = Work(world.services.servers, world.services.audit), world.bot.get_guild(world.guild.id)
    say = world.services.texts.speaker("en")

    async def progress(number: int, count: int, step: Step) -> None:
        await asyncio.sleep(0)

    before = len(channels(world))
    first, second = await asyncio.gather(
        *(work.carry_out(guild, Picks(), say, progress, by=world.lea.id) for _ in range(2))
    )
    assert (len(first.done), len(second.done)) == (7, 0)
    assert len(guild.text_channels) == before + 3


async def test_channels_and_roles_that_are_there_are_used_and_their_changes_shown(empty_world: Any, begin: Any) -> None:
    world = empty_world
    friends = world.guild.create_role("friends")
    seen = {friends: discord.PermissionOverwrite(view_channel=True)}
    room = world.guild.create_text_channel("crew", overwrites=seen)
    screen = await begin()
    before = channels(world)
    await screen.press("Next: channels")
    await screen.pick(0, room)
    await screen.pick(1, world.support)
    await screen.pick(2, world.facilitators)
    await screen.press("Next: roles")
    for line, name in enumerate(("participant", "facilitator", "on-call", "lead")):
        await screen.pick(line, world.roles[name])
    await screen.press("Next: what will change")
    assert f"Use <@&{world.roles['lead'].id}> as: Lead" in screen.text
    assert f"Change who may do what in {room.mention}:" in screen.text
    assert f"Also see it already, and I leave that as it is: <@&{friends.id}>" in screen.text
    assert server(world).alert_channel_id is None  # picked is not yet done
    await screen.press("Do it")

    assert channels(world) == before
    assert server(world).alert_channel_id == room.id
    assert server(world).oncall_role_id == world.roles["on-call"].id
    assert not channel_of(world, "alert_channel_id").permissions_for(member(world, world.maya)).view_channel
    assert channel_of(world, "alert_channel_id").permissions_for(member(world, world.ana)).view_channel


async def test_what_fails_is_named_with_its_clicks_and_the_rest_goes_on_later(empty_world: Any, begin: Any) -> None:
    world = empty_world
    me = world.bot.get_guild(world.guild.id).me
    whole = me.guild_permissions
    lacking = discord.Permissions(whole.value & ~discord.Permissions(manage_channels=True).value)
    backend, role = world.env.backend, me.top_role.id
    backend.edit_role(world.guild.id, role, {"permissions": lacking.value})
    screen = await begin()
    await make_everything(screen)

    assert "Not all of it could be done" in screen.text
    assert "Done: Participant, Facilitator, On-call, and Lead." in screen.text
    clicks = "Server Settings, Roles, Alongside, Permissions: switch on Manage Channels, save."
    assert f"**Support channel**: I lack a permission. {clicks}" in screen.text
    backend.edit_role(world.guild.id, role, {"permissions": whole.value})
    await world.env.settle()
    roles = sorted(world.guild.roles)
    await screen.press("Try again")
    assert screen.text.startswith("\nDone\n")
    assert sorted(world.guild.roles) == roles
    assert server(world).support_channel_id is not None


async def test_a_refusal_by_discord_is_named_and_the_rest_is_done(empty_world: Any, begin: Any) -> None:
    screen = await begin()
    empty_world.env.inject_error("POST", "/guilds/*/roles", status=400, code=30005)
    empty_world.env.inject_error("POST", "/guilds/*/channels", status=400, code=50035)
    await make_everything(screen)

    assert "**Participant**: this server has as many as Discord allows." in screen.text
    assert "**Private on-call channel**: Discord refused (code 50035)" in screen.text
    assert "Done: Facilitator, On-call, Lead, Support channel, and Facilitators' channel." in screen.text
    await screen.press("Try again")
    assert server(empty_world).participant_role_id is not None


async def test_a_role_deleted_between_the_screens_is_shown_before_it_is_made(empty_world: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    await screen.press("Next: channels", "Next: roles")
    await screen.pick(3, world.roles["lead"])
    await screen.press("Next: what will change")
    world.env.backend.delete_role(world.guild.id, world.roles["lead"].id)
    await world.env.settle()
    before = channels(world)
    await screen.press("Do it")

    assert "has been deleted in the meantime" in screen.text
    assert "Make the role **lead**" in screen.text
    assert channels(world) == before
    await screen.press("Do it")
    assert server(world).lead_role_id not in (None, world.roles["lead"].id)


async def test_a_channel_deleted_after_set_up_is_missed_and_made_anew(empty_world: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    await make_everything(screen)
    world.env.backend.delete_channel(server(world).alert_channel_id)
    await world.env.settle()
    await screen.press("Next: ready for live")
    assert "○ Missing: the private on-call channel and the support channel" in screen.text
    await screen.press("Channels and roles")
    assert "It was deleted; I make a new one" in screen.text
    await screen.press("Next: roles", "Next: what will change", "Do it")
    assert channel_of(world, "alert_channel_id") is not None


async def test_picks_that_would_open_what_is_private_are_refused(empty_world: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    await screen.press("Next: channels")
    await screen.pick(0, world.lounge)
    await screen.pick(1, world.lounge)
    assert "This channel is chosen for something else already." in screen.text
    await screen.press("Next: roles")
    await screen.pick(2, world.guild.default_role)
    assert "This role cannot be used" in screen.text
    await screen.pick(0, world.roles["participant"])
    await screen.pick(2, world.roles["participant"])
    assert "Participants and staff need different roles" in screen.text
    await screen.press("Next: what will change")
    assert "Make the role **on-call**" in screen.text


async def test_another_servers_ids_are_nobodys_here(empty_world: Any, begin: Any) -> None:
    world = empty_world
    other = world.env.create_guild("Another group")
    theirs = other.create_text_channel("secret")
    screen = await begin()
    picks = Picks().put(ROOMS[0], theirs.id).put(ROLES[3], other.create_role("their lead").id)
    screen.forge(button_id("setup", "do", picks.pack()))
    await screen.press("Choose city, language and ages")

    assert "has been deleted in the meantime" in screen.text
    assert server(world) is None
    screen.forge(button_id("setup", "post", theirs.id, 1))
    result = await screen.press("Back")
    assert "I cannot use this channel" in result.followups[0].content if result.followups else result.response.content
    assert not theirs.history()


async def test_only_who_manages_this_very_server_gets_anywhere(empty_world: Any, ada: Any, read: Read) -> None:
    world = empty_world
    refused = "Only people with the permission Manage Server can set me up here."
    for verb in ("open", "where", "form", "said", "zone", "lines", "lines-ok", "country", "country-said", "rooms"):
        assert refused in read(await world.forge(world.maya, button_id("setup", verb)))
    packed = Picks().pack()
    for verb in ("roles", "preview", "do", "ready", "lead", "lead-pick", "live", "pause", "announce", "announce-at"):
        assert refused in read(await world.forge(world.lea, button_id("setup", verb, packed)))
    assert refused in read(await world.forge(world.maya, button_id("setup", "pick", 0, packed)))
    assert refused in read(await world.forge(world.maya, button_id("setup", "post", world.lounge.id, 1)))
    assert server(world) is None

    # Ada manages the first server, and is a guest in the second.
    other = world.env.create_guild("Another group")
    hall = other.create_text_channel("hall")
    guest = other.add_member(world.env.create_user("guest"))
    world.env.backend.add_member(other.id, ada.id, announce=True)
    await world.env.settle()
    assert "setup" not in guest.available_commands(hall)


async def test_in_a_direct_message_it_says_where_to_go(empty_world: Any, read: Read) -> None:
    world = empty_world
    await world.env.settle()
    shown = await world.maya.user.slash("support")
    stored = world.env.backend.get_message(shown.response.channel_id, shown.response.id)
    stored.components = [
        {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": button_id("setup", "ready")}]}
    ]
    pressed = await world.maya.user.click(shown.response.message, label="x")
    assert "Set-up belongs to a server." in read(pressed)


async def test_cities_as_people_type_them(empty_world: Any, begin: Any) -> None:
    screen = await begin()
    change = "Choose city, language and ages"
    await screen.fill(change, city="Barcelona", language=["en"], ages=["mixed"])
    assert "please type a bigger city with the same time" in screen.text
    assert "Adults, and young people from 13 to 17" in screen.text
    await screen.fill(change, city="Barcelona, España", language=["en"], ages=["mixed"])
    assert "There is more than one." in screen.text
    await screen.pick(0, "Atlantic/Canary")
    assert "It is 00:00 there now." in screen.text
    await screen.fill(change, city="\ud83c \u202e🙂", language=["en"], ages=["mixed"])
    assert "please type a bigger city" in screen.text
    assert server(empty_world).zone == "Atlantic/Canary"
    await screen.fill(change, city="nueva york", language=["en"], ages=["adults"])
    assert "New York, United States. It is 19:00 there now." in screen.text


async def test_helplines_of_a_country_that_is_typed(empty_world: Any, begin: Any) -> None:
    screen = await begin()
    await screen.press("Helplines")
    result = await screen.fill("Another country", country="Atlantis")
    assert "I know no helplines for that." in result.response.content
    assert server(empty_world) is None
    await screen.fill("Another country", country="méxico")
    assert "Helplines: Mexico" in screen.text
    assert server(empty_world) is None  # looked at is not confirmed
    await screen.press("These are right for us")
    assert server(empty_world).country == "MX"


async def test_go_live_counts_what_is_there_now_not_what_the_screen_showed(empty_world: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    await make_everything(screen)
    await screen.press("Next: ready for live")
    screen.forge(button_id("setup", "live"))
    await screen.press("Choose a lead")
    assert "Something is missing, so on-call was not started." in screen.text
    assert not server(world).live


async def test_nobody_gets_a_role_through_the_bot_that_discord_would_not_give(empty_world: Any, read: Read) -> None:
    world = empty_world
    clerk = world.guild.add_member(
        world.env.create_user("clerk"),
        roles=[world.guild.create_role("clerk", permissions=discord.Permissions(manage_guild=True))],
    )
    power = world.guild.create_role("power", permissions=discord.Permissions(manage_guild=True, ban_members=True))
    await world.save_server(lead_role_id=power.id)
    await world.env.settle()
    screen = Screen(clerk, await clerk.slash(world.lounge, "setup"))
    screen.forge(button_id("setup", "lead"))
    await screen.press("Choose city, language and ages")
    result = await screen.pick(0, clerk)

    assert "Discord lets only people with Manage Roles and a higher role give" in read(result)
    assert member(world, clerk).get_role(power.id) is None


async def test_the_announcement_is_posted_once_or_says_why_not(empty_world: Any, begin: Any) -> None:
    world = empty_world
    me = world.bot.get_guild(world.guild.id).me
    silent = {me: discord.PermissionOverwrite(send_messages=False, pin_messages=False)}
    closed = world.guild.create_text_channel("read-only", overwrites=silent)
    screen = await begin()
    await make_everything(screen)
    await screen.press("Next: ready for live", "Announcement")
    await screen.pick(0, closed)
    assert f"In {closed.mention}: right-click or hold it" in screen.text
    assert "switch on Send Messages and Pin Messages, save." in screen.text
    await screen.press("Post it")
    assert f"Discord did not let me post in {closed.mention}." in screen.text
    assert server(world).announced_at is None

    await screen.pick(0, world.lounge)
    stale = screen.shown.response.components[1]["components"][1]["custom_id"]
    await screen.press("Post it")
    screen.forge(stale)
    await screen.press("Choose a lead")
    assert len(world.lounge.history()) == 2  # the announcement, and Discord's own line that it was pinned
    assert server(world).announced_at == world.clock.now()


async def test_without_a_database_nothing_is_made(
    empty_world: Any, begin: Any, read: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = empty_world
    screen = await begin()
    await screen.press("Next: channels", "Next: roles", "Next: what will change")
    before = channels(world)

    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    monkeypatch.setattr(world.services.storage, "write", away)
    result = await screen.press("Do it")
    assert "This could not be saved just now" in read(result)
    assert channels(world) == before


async def test_participants_who_read_the_private_channel_keep_it_from_going_live(empty_world: Any, begin: Any) -> None:
    world = empty_world
    screen = await begin()
    await make_everything(screen)
    alerts = channel_of(world, "alert_channel_id")
    participant = world.bot.get_guild(world.guild.id).get_role(server(world).participant_role_id)
    await alerts.set_permissions(participant, view_channel=True)
    await world.env.settle()
    await screen.press("Next: ready for live")
    assert "○ Missing: the private on-call channel" in screen.text
    assert "participants can read it" in screen.text
    await screen.press("Channels and roles", "Next: roles", "Next: what will change")
    assert f"<@&{participant.id}> may not: View Channel" in screen.text
    await screen.press("Do it")
    await world.env.settle()
    assert not channel_of(world, "alert_channel_id").permissions_for(participant).view_channel


async def test_in_spanish_from_the_first_screen_to_the_last(empty_world: Any, ada: Any, begin: Any, speak: Any) -> None:
    world = empty_world
    speak("es-ES")
    screen = await begin()
    form = {"city": "Nueva York", "language": ["es"], "ages": ["mixed"]}
    await screen.fill("Elegir ciudad, idioma y edades", **form)
    assert "Nueva York, Estados Unidos. Allí son ahora las 19:00." in screen.text
    await screen.press("Líneas de ayuda")
    assert "Líneas de ayuda: Estados Unidos" in screen.text
    await screen.press("Son las correctas", "Volver", "Siguiente: canales", "Siguiente: roles")
    await screen.press("Siguiente: qué va a cambiar")
    assert "Crear el canal **#guardia**" in screen.text
    await screen.press("Hacerlo")
    assert channel_of(world, "alert_channel_id").name == "guardia"
    await screen.press("Siguiente: listo para empezar")
    assert "○ Falta: una persona responsable" in screen.text
    await screen.press("Anuncio")
    await screen.pick(0, world.lounge)
    await screen.press("Publicarlo")
    assert "Aquí hay alguien para ti" in str(world.lounge.pinned_messages()[0].embeds[0].title)
    assert "jóvenes de 13 a 17" in world.lounge.pinned_messages()[0].embeds[0].description


async def test_the_buttons_outlive_a_restart(world: Any, restart: Any) -> None:
    owner = world.guild.add_member(
        world.env.create_user("ada"),
        roles=[world.guild.create_role("organiser", permissions=discord.Permissions(manage_guild=True))],
    )
    await world.env.settle()
    screen = Screen(owner, await owner.slash(world.lounge, "setup"))
    fresh = world.guild.create_text_channel("fresh")
    await world.env.settle()
    await screen.press("Next: channels")
    await screen.pick(0, fresh)
    await restart()
    await screen.press("Next: roles", "Next: what will change", "Do it")
    assert world.services.servers.get(world.guild.id).alert_channel_id == fresh.id
