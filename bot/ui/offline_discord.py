"""What Discord says to a token while no bot of ours is running: the switches and, connected for a moment, the servers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

import aiohttp
import discord

from bot.clock import Clock
from bot.directory import CachedDirectory
from bot.errors import StorageUnavailable
from bot.messenger.directs import Directs
from bot.moderation.helplines import Helplines
from bot.moderation.oncall import OnCall
from bot.readiness import ApplicationFacts, ServerFacts, Token
from bot.servers import Servers
from bot.settings import Settings
from bot.storage import Storage
from bot.storage.people import People
from bot.ui.readiness_facts import Parts, server_facts

if TYPE_CHECKING:
    from bot.client import AlongsideClient

PATIENCE: Final = 30.0  # seconds for Discord to answer


@dataclass(frozen=True, slots=True)
class Asked:
    """What Discord said: of the token, of the switches, and of each server with its name."""

    token: Token
    application: ApplicationFacts | None = None
    servers: tuple[tuple[str, ServerFacts], ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)


# Asks Discord about a token; without storage and people, about nothing else.
Asking = Callable[[str, Settings, Clock, Storage | None, People | None], Awaitable[Asked]]


async def ask_discord(
    token: str, settings: Settings, clock: Clock, storage: Storage | None, people: People | None
) -> Asked:
    """Log in, read the application's flags and, where the database can be read, look at its servers."""
    intents = discord.Intents.none()
    intents.guilds = intents.members = True
    client = discord.Client(intents=intents, chunk_guilds_at_startup=True, guild_ready_timeout=0.5, max_messages=None)
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            flags = (await client.application_info()).flags
            switches = ApplicationFacts(
                members=flags.gateway_guild_members or flags.gateway_guild_members_limited,
                content=flags.gateway_message_content or flags.gateway_message_content_limited,
            )
            if storage is None or people is None or not switches.members:
                return Asked(Token.WORKS, switches)
            connection = asyncio.create_task(client.connect())
            ready = asyncio.create_task(client.wait_until_ready())
            await asyncio.wait({connection, ready}, return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
            try:
                servers = await look_at_servers(client, settings, clock, storage, people)
            except StorageUnavailable:
                servers = ()
            await client.close()
            await connection
            return Asked(Token.WORKS, switches, servers, names_in(client))
    except discord.LoginFailure:
        return Asked(Token.REFUSED)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        # A time limit that passed is an OSError too.
        return Asked(Token.UNKNOWN)
    finally:
        await client.close()


async def look_at_servers(
    client: discord.Client, settings: Settings, clock: Clock, storage: Storage, people: People
) -> tuple[tuple[str, ServerFacts], ...]:
    """Return the facts of every server that was set up, through a connected client.

    Raises:
        StorageUnavailable: the database cannot be read now.
    """
    servers, directs = Servers(storage), Directs(clock, storage, people)
    oncall = OnCall(storage, people, servers, CachedDirectory(cast("AlongsideClient", client)), clock)
    await servers.load()
    await directs.load()
    await oncall.load()
    parts = Parts(servers, oncall, Helplines.load(settings.data_dir / "helplines.toml"), clock, directs.closed)
    found = []
    for server in servers.all():
        guild = client.get_guild(server.guild_id)
        name = str(server.guild_id) if guild is None else guild.name
        found.append((name, server_facts(client, parts, server.guild_id)))
    return tuple(found)


def names_in(client: discord.Client) -> dict[int, str]:
    """Return what channels, roles and people are called, by id."""
    names: dict[int, str] = {}
    for guild in client.guilds:
        names |= {channel.id: f"#{channel.name}" for channel in guild.channels}
        names |= {role.id: role.name for role in guild.roles}
        names |= {member.id: member.display_name for member in guild.members}
    return names
