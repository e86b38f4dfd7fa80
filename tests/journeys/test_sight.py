"""Who can see what is computed from the real permissions, shown, and said again where it has widened."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

from bot.messenger.port import Transient

Read = Callable[[Any], str]
Speak = Callable[[str], None]


def shown(result: Any) -> str:
    return "\n".join(str(field.value) for embed in result.response.embeds for field in embed.fields)


@pytest.fixture
async def circle(world: Any) -> Any:
    """The private channel of a group that Maya is in."""
    sees = discord.PermissionOverwrite(view_channel=True)
    only = {
        world.guild.default_role: discord.PermissionOverwrite(view_channel=False),
        world.roles["participant"]: sees,
        world.guild.me: sees,
    }
    channel = world.guild.create_text_channel("circle", overwrites=only)
    boss = world.guild.create_role("boss", permissions=discord.Permissions(administrator=True))
    keys = world.guild.create_role("keys", permissions=discord.Permissions(manage_roles=True, view_audit_log=True))
    await world.env.settle()
    # Discord puts a new role below all others; only what is below one's highest role can be given.
    await world.bot.get_guild(world.guild.id).get_role(keys.id).edit(position=6)
    world.roles["keys"] = keys
    world.people["ada"] = world.guild.add_member(world.env.create_user("ada", global_name="Ada"), roles=[boss])
    world.people["kai"] = world.guild.add_member(world.env.create_user("kai", global_name="Kai"), roles=[keys])
    await world.env.settle()
    groups = world.services.groups
    group = await groups.upkeep.create(world.guild.id, world.lea.id, name="Open circle", channel_id=channel.id)
    await groups.places.join(group, world.maya.id)
    return group


async def test_it_names_administrators_and_who_could_let_themselves_in(world: Any, circle: Any) -> None:
    home = await world.maya.slash(world.lounge, "privacy")
    seen = shown(await world.maya.click(home.response.message, label="Who can see what"))
    assert "Owner and administrators, who see every channel: " in seen
    lines = {line.partition(":")[0]: line for line in reversed(seen.splitlines())}  # the group comes first
    assert "Ada" in lines["Owner and administrators, who see every channel"]
    assert "Kai" in lines["Cannot read here now, and could give themselves access (bots too)"]
    assert "Kai" in lines["Read the server's audit log, which shows who changed what, and no messages"]
    assert "Maya" not in seen


async def test_it_stands_beside_the_agreement(world: Any, circle: Any) -> None:
    home = await world.maya.slash(world.lounge, "help")
    pledge = await world.maya.click(home.response.message, label="Our agreement")
    assert "Ada" in shown(await world.maya.click(pledge.response.message, label="Who can see what"))


async def test_who_is_in_no_group_sees_where_on_call_works(world: Any, circle: Any, read: Read) -> None:
    home = await world.sam.slash(world.lounge, "privacy")
    answer = await world.sam.click(home.response.message, label="Who can see what")
    (embed,) = answer.response.embeds
    assert [field.name.partition(",")[0].partition(";")[0] for field in embed.fields] == [
        "The on-call channel",
        "The channel under which private spaces open",
    ]
    assert "Ada" in shown(answer)
    elsewhere = await world.forge(world.maya, "sight:show:12345")
    assert read(elsewhere).startswith("This belongs to a server that you are not in.")


def member(world: Any, name: str, *roles: Any, bot: bool = False) -> Any:
    return world.guild.add_member(world.env.create_user(name, global_name=name.capitalize(), bot=bot), roles=roles)


async def test_everybody_is_named_who_can_or_could_see_bots_too_by_what_discord_really_lets_them(
    world: Any, circle: Any
) -> None:
    def role(name: str, **permissions: bool) -> Any:
        return world.guild.create_role(name, permissions=discord.Permissions(**permissions))

    low = role("low", manage_roles=True)
    channels = role("channels", manage_channels=True)
    keys = world.roles["keys"]
    sees = discord.PermissionOverwrite(view_channel=True, manage_threads=True)
    member(world, "modbot", keys, bot=True)
    member(world, "wordbot", bot=True)
    member(world, "cho", channels)
    member(world, "lin", low)
    member(world, "tam", keys, world.roles["participant"])
    await world.env.settle()
    await world.bot.get_guild(world.guild.id).get_role(low.id).edit(position=1)
    live = world.bot.get_guild(world.guild.id)
    channel = live.get_channel(circle.channel_id)
    for name in ("wordbot", "tam"):
        await channel.set_permissions(next(one for one in live.members if one.name == name), overwrite=sees)
    await world.env.settle()
    sight = world.services.sights.of(world.guild.id, circle.channel_id)
    assert sight.threads == ("Tam", "Wordbot")
    assert sight.bots == ("Wordbot",)
    assert sight.grant == ("Cho", "Kai", "Modbot"), "Lin's highest role is below every role that reads"
    assert sight.promote == ("Kai", "Modbot", "Tam")
    assert "Ada" in sight.administrators
    assert world.services.directory.member(world.guild.id, live.owner_id) is None or len(sight.administrators) == 2
    assert sight.audit == ("Kai", "Tam")


async def open_to(world: Any, circle: Any, target: Any) -> None:
    """Let a role or a person read the group's channel."""
    channel = world.bot.get_guild(world.guild.id).get_channel(circle.channel_id)
    await channel.set_permissions(target, overwrite=discord.PermissionOverwrite(view_channel=True))
    await world.env.settle()


async def test_it_is_said_again_where_it_widened_and_only_there(world: Any, circle: Any) -> None:
    look, live = world.services.sights.look, world.bot.get_guild(world.guild.id)
    assert not await look(circle), "the first look is what people were told"
    assert not await look(circle)
    boss = next(role for role in live.roles if role.name == "boss")
    await live.get_member(world.sam.id).add_roles(boss)
    await world.env.settle()
    assert await look(circle)
    assert not await look(circle)
    # Somebody of the group comes, and somebody with the participants' role: nobody whom its people did not expect.
    new = member(world, "noa", world.roles["participant"])
    await world.env.settle()
    assert not await look(circle)
    await world.as_bot(world.services.groups.places.join(circle, new.id))
    assert not await look(circle)
    for target in (live.get_role(world.facilitator.id), live.get_member(world.ben.id), live.default_role):
        if target.id == world.facilitator.id:
            member(world, "fay", world.roles["facilitator"])
            await world.env.settle()
        await open_to(world, circle, target)
        assert await look(circle), target
        assert not await look(circle), target
    member(world, "pat")
    await world.env.settle()
    assert not await look(circle), "everybody reads it already, and that was said"


async def test_the_on_call_channel_and_the_private_spaces_are_looked_at_too(world: Any, circle: Any) -> None:
    look = world.services.sights.look_at_staff
    server = world.services.servers.get(world.guild.id)
    assert await look(server) == [False, False]
    member(world, "ike", world.roles["keys"])
    await world.env.settle()
    assert await look(server) == [True, True]
    said = [one.content for one in world.alerts.history()]
    assert len([one for one in said if "could let themselves in" in one]) == 2
    assert await look(server) == [False, False]


async def test_what_discord_did_not_take_is_said_at_the_next_look(
    world: Any, circle: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sights = world.services.sights
    assert not await sights.look(circle)
    await open_to(world, circle, world.bot.get_guild(world.guild.id).default_role)

    async def away(**_: Any) -> Transient:
        return Transient()

    with monkeypatch.context() as patch:
        patch.setattr(world.services.messenger, "post", away)
        assert await sights.look(circle) is None
        assert await sights.look(circle) is None
    assert await sights.look(circle)
    assert not await sights.look(circle)


async def test_it_speaks_spanish(world: Any, circle: Any, speak: Speak) -> None:
    speak("es-ES")
    home = await world.maya.slash(world.lounge, "privacy")
    seen = shown(await world.maya.click(home.response.message, label="Quién puede ver qué"))
    assert "podrían darse acceso (también bots): Kai" in seen
    look = world.services.sights.look_at_staff
    await world.save_server(locale="es")
    assert await look(world.services.servers.get(world.guild.id)) == [False, False]
    member(world, "ike", world.roles["keys"])
    await world.env.settle()
    assert await look(world.services.servers.get(world.guild.id)) == [True, True]
    told = "\n".join(one.content for one in world.alerts.history())
    assert "Ahora más personas, roles o bots que antes pueden ver este canal" in told
    assert "Ahora más personas, roles o bots que antes pueden ver el canal del que cuelgan" in told
