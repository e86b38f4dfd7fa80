"""What the bot wrote about somebody goes from Discord, too, and counts as gone only when Discord says so."""

from datetime import timedelta
from typing import Any

import discord
import pytest
from simcord.backend.serializers import guild_create_payload
from sqlalchemy import text

from bot.moderation.incident import Outcome

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


@pytest.fixture
async def space(world: Any) -> int:
    """The private space of a case that Ana saw through with Maya."""
    await world.maya.send(world.lounge, PILLS)
    await world.press(world.ana, "I'm on it")
    await world.press(world.ana, "Offer a private space")
    await world.press(world.maya, "Yes, open it")
    found = world.open_case().space_id
    form = await world.press(world.ana, "Resolve")
    await world.submit(world.ana, form, {"outcome": [Outcome.TALKED.value]}, direct=True)
    return int(found)


def about_maya(world: Any) -> list[discord.Message]:
    """The card and the pages that show her case."""
    return [
        one
        for one in (*world.cards(), *world.direct(world.ana))
        if str(world.maya.id) in str(one.embeds[0].to_dict() if one.embeds else "")
    ]


def written_to(world: Any, person: Any) -> list[str]:
    return [one.content for one in world.direct(person) if one.author.bot]


async def said_by_the_doctor(world: Any) -> str:
    answer = await world.lea.slash(world.lounge, "doctor")
    return "\n".join(embed.description or "" for embed in answer.response.embeds)


async def test_ninety_days_after_its_end_nothing_of_a_hard_moment_is_left_on_discord(world: Any, space: int) -> None:
    services = world.services
    assert len(about_maya(world)) == 2
    assert written_to(world, world.maya)
    for days, left in ((89, True), (2, False)):
        ago = int(timedelta(days=days).total_seconds()) * 1_000_000
        await services.storage.write(
            lambda it, ago=ago: it.execute(text(f"UPDATE incidents SET resolved_at = resolved_at - {ago}"))
        )
        await world.as_bot(services.retention.start())
        await world.pass_time(minutes=2)
        assert bool(about_maya(world)) is left
        assert (space in world.env.backend.channels) is left
    assert "Private space" not in "".join(written_to(world, world.maya))


@pytest.fixture
async def doctor(world: Any) -> None:
    """Leads may ask the doctor."""
    for command in await world.bot.tree.fetch_commands():
        if command.name == "doctor":
            world.guild.set_command_permissions(command, {world.roles["lead"]: True})


@pytest.mark.usefixtures("doctor")
async def test_what_discord_does_not_remove_is_tried_again_and_shown_until_it_is_gone(world: Any, space: int) -> None:
    card = world.card
    world.env.inject_error("DELETE", f"/channels/{world.alerts.id}/messages/{card.id}", status=403, code=50001, times=2)
    assert await world.as_bot(world.services.erasures.now(world.maya.id, locale="en"))
    await world.pass_time(minutes=1)
    assert space not in world.env.backend.channels
    assert [one[:29] for one in written_to(world, world.maya)] == ["What I kept about you was era"]
    assert [one.id for one in about_maya(world)] == [card.id]
    assert "One message or room of mine should be gone from Discord" in await said_by_the_doctor(world)

    await world.pass_time(minutes=5)
    assert about_maya(world) == []
    assert "should be gone from Discord" not in await said_by_the_doctor(world)


async def test_a_card_that_somebody_deleted_by_hand_counts_as_gone(world: Any, space: int) -> None:
    await world.card.delete()
    assert await world.as_bot(world.services.erasures.now(world.maya.id, locale="en"))
    await world.pass_time(minutes=1)
    assert await world.services.removals.failing() == (0, None)
    assert about_maya(world) == []


async def test_in_a_server_that_takes_the_bot_out_nothing_is_tried_until_it_brings_it_back(
    world: Any, space: int
) -> None:
    backend, removals, card = world.env.backend, world.services.removals, world.card
    # A thread that is closed is in no list of channels: of that one Discord has to say so, once.
    world.env.inject_error("DELETE", f"/channels/{space}", status=403, code=50001, times=1)

    def tried_here() -> list[str]:
        here = (f"/channels/{world.alerts.id}/", f"/channels/{space}")
        return [one.path for one in world.env.http_requests if one.method == "DELETE" and one.path.startswith(here)]

    assert await world.as_bot(world.services.erasures.now(world.maya.id, locale="en"))
    backend.emit("GUILD_DELETE", {"id": str(world.guild.id)})
    await world.pass_time(hours=7)
    assert tried_here() == [f"/channels/{space}"]
    assert [one.id for one in about_maya(world)] == [card.id], "what it wrote to Ana privately is gone"
    assert await removals.failing() == (0, None)
    assert await removals.left() == 3, "the card, the space and a message in it"

    # As Discord tells of a server that the bot joins; of one that was only away it says `unavailable` as well.
    told = dict(guild_create_payload(backend, backend.get_guild(world.guild.id)))
    del told["unavailable"]
    backend.emit("GUILD_CREATE", told)
    await world.pass_time(minutes=1)
    assert about_maya(world) == []
    assert space not in backend.channels
    assert await removals.left() == 0
