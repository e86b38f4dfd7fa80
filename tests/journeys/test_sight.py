"""Who can see what is computed from the real permissions, shown, and said again where it has widened."""

from collections.abc import Callable
from typing import Any

import discord
import pytest

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
    lines = {line.partition(":")[0]: line for line in seen.splitlines()}
    assert "Ada" in lines["Owner and administrators, who see every channel"]
    assert "Kai" in lines["Cannot read here now, and could give themselves access"]
    assert "Kai" in lines["Read the server's audit log, which shows who changed what, and no messages"]
    assert "Maya" not in seen


async def test_it_stands_beside_the_agreement(world: Any, circle: Any) -> None:
    home = await world.maya.slash(world.lounge, "help")
    pledge = await world.maya.click(home.response.message, label="Our agreement")
    assert "Ada" in shown(await world.maya.click(pledge.response.message, label="Who can see what"))


async def test_who_is_in_no_group_is_told_what_on_call_sees(world: Any, circle: Any, read: Read) -> None:
    home = await world.sam.slash(world.lounge, "privacy")
    answer = await world.sam.click(home.response.message, label="Who can see what")
    assert read(answer).startswith("You are in no group yet")
    elsewhere = await world.forge(world.maya, "sight:show:12345")
    assert read(elsewhere).startswith("This belongs to a server that you are not in.")


async def test_it_is_said_again_where_it_widened_and_only_there(world: Any, circle: Any) -> None:
    look = world.services.sights.look
    assert not await look(circle), "the first look is what people were told"
    assert not await look(circle)
    boss = next(role for role in world.bot.get_guild(world.guild.id).roles if role.name == "boss")
    await world.bot.get_guild(world.guild.id).get_member(world.sam.id).add_roles(boss)
    await world.env.settle()
    assert await look(circle)
    assert not await look(circle)


async def test_it_speaks_spanish(world: Any, circle: Any, speak: Speak) -> None:
    speak("es-ES")
    home = await world.maya.slash(world.lounge, "privacy")
    seen = shown(await world.maya.click(home.response.message, label="Quién puede ver qué"))
    assert "podrían darse acceso: " in seen
