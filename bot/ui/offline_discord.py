"""What Discord says to a token while no bot of ours is running: the switches and, connected for a moment, the servers."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, cast

import aiohttp
import discord

from bot.audit import Audit
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

Answer = tuple[Token, ApplicationFacts | None]


@dataclass(frozen=True, slots=True)
class Asked:
    """What Discord said: of the token, of the switches, and of each server with its name."""

    token: Token
    application: ApplicationFacts | None = None
    servers: tuple[tuple[str, ServerFacts], ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)


# Asks Discord about a token; without storage and people, about nothing else.
Asking = Callable[[str, Settings, Clock, Storage | None, People | None], Awaitable[Asked]]


async def ask_discord(token: str) -> Answer:
    """Ask Discord who the token belongs to and which switches are on; nothing is connected."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            flags = (await client.application_info()).flags
            starts, again = await _starts(client)
    except discord.LoginFailure:
        return Token.REFUSED, None
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        # A time limit that passed is an OSError too.
        return Token.UNKNOWN, None
    finally:
        await client.close()
    return Token.WORKS, ApplicationFacts(
        members=flags.gateway_guild_members or flags.gateway_guild_members_limited,
        content=flags.gateway_message_content or flags.gateway_message_content_limited,
        starts=starts,
        starts_again=again,
    )


async def _starts(client: discord.Client) -> tuple[int | None, float]:
    """Return how many more sessions may begin, and after how many seconds it may be all of them again.

    Whoever goes on after the last loses their token.
    https://docs.discord.com/developers/events/gateway#session-start-limit-object
    """
    try:
        _, _, limit = await client.http.get_bot_gateway()
    except discord.GatewayNotFound:
        return None, 0.0
    return limit["remaining"], limit["reset_after"] / 1000


async def look_around(
    token: str, settings: Settings, clock: Clock, storage: Storage | None, people: People | None
) -> Asked:
    """Ask about the token and, where the database can be read, connect and look at its servers."""
    answer, application = await ask_discord(token)
    if application is None or not application.members or storage is None or people is None:
        return Asked(answer, application)
    intents = discord.Intents.none()
    intents.guilds = intents.members = True
    client = discord.Client(intents=intents, guild_ready_timeout=0.5, max_messages=None)
    running: asyncio.Task[None] | None = None
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            running = asyncio.create_task(client.connect())
            ready = asyncio.create_task(client.wait_until_ready())
            await asyncio.wait({running, ready}, return_when=asyncio.FIRST_COMPLETED)
            ready.cancel()
        if not client.is_ready():
            return Asked(Token.UNKNOWN, application)
        return Asked(
            answer,
            application,
            await look_at_servers(client, settings, clock, storage, people),
            names_in(client),
        )
    except StorageUnavailable:
        return Asked(answer, application)
    except (discord.DiscordException, aiohttp.ClientError, OSError):
        return Asked(Token.UNKNOWN, application)
    finally:
        await client.close()
        if running is not None:
            await asyncio.gather(running, return_exceptions=True)


async def look_at_servers(
    client: discord.Client, settings: Settings, clock: Clock, storage: Storage, people: People
) -> tuple[tuple[str, ServerFacts], ...]:
    """Return the facts of every server that was set up, through a connected client.

    Raises:
        StorageUnavailable: the database cannot be read now.
    """
    servers, directs = Servers(storage), Directs(clock, storage, people)
    oncall = OnCall(
        storage,
        people,
        servers,
        CachedDirectory(cast("AlongsideClient", client)),
        Audit(storage, people, clock),
        clock,
    )
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
