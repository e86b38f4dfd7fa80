"""The doctor at the command line: the same checks, with what can be found out beside or without a running bot."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import aiohttp
import discord

from bot.clock import Clock
from bot.errors import ConfigurationError, StorageUnavailable
from bot.moderation.detection import Detector
from bot.moderation.helplines import Helplines
from bot.readiness import (
    ApplicationFacts,
    Database,
    Finding,
    HostFacts,
    Keyring,
    ServerFacts,
    State,
    Token,
    examine,
)
from bot.settings import Settings, SettingsWrong
from bot.storage import Storage, keyring
from bot.storage.engine import parse_url, sqlite_path
from bot.storage.errors import DatabaseInUse
from bot.storage.people import People
from bot.ui.readiness_facts import keyring_state, newest_backup

PATIENCE: Final = 15.0  # seconds for Discord to answer

Problem = tuple[str, tuple[tuple[str, str | int], ...]]
Answer = tuple[Token, ApplicationFacts | None]


async def examine_settings(
    settings: Settings, clock: Clock, *, ask: Callable[[str], Awaitable[Answer]] | None = None
) -> list[Finding]:
    """Check what can be checked with settings alone: nothing is made, migrated or changed.

    Args:
        settings: as `Settings.load` returned them; for what it raised there is `wrong_settings`.
        clock: tells how old backups are.
        ask: what Discord says to a token; over the network unless given.
    """
    return await examine(OfflineFacts(settings, clock, ask or ask_discord), None)


def wrong_settings(problem: ConfigurationError) -> list[Finding]:
    """Return what loading the settings raised, as findings."""
    if isinstance(problem, SettingsWrong):
        values: list[dict[str, str | int]] = [{"setting": name, "others": "", "count": 0} for name in problem.names]
        return [Finding(State.BROKEN, problem.text, one) for one in values]
    return [Finding(State.BROKEN, problem.text, problem.values)]


class OfflineFacts:
    """Looks at the disk and, with a token, at Discord's answer to it."""

    def __init__(self, settings: Settings, clock: Clock, ask: Callable[[str], Awaitable[Answer]]) -> None:
        """Look with `settings`."""
        self._settings = settings
        self._clock = clock
        self._ask = ask

    async def host(self) -> HostFacts:
        """Look at everything but the servers."""
        settings = self._settings
        problems = _content_problems(settings)
        database, opens, refused = await self._storage()
        secret = settings.discord_token
        token, application = (Token.ABSENT, None) if secret is None else await self._ask(secret.get_secret_value())
        return HostFacts(
            now=self._clock.now(),
            token=token,
            application=application,
            database=database,
            keyring=opens,
            unusable=(*problems, *refused),
            newest_backup=newest_backup(settings.var_dir),
        )

    def server(self, guild_id: int) -> ServerFacts:
        """Know of no server: only the running bot is in one."""
        return ServerFacts(guild_id, self._clock.now(), present=False)

    async def _storage(self) -> tuple[Database, Keyring, list[Problem]]:
        settings = self._settings
        known = keyring_state(settings.var_dir, settings.master_key_file)
        try:
            url = parse_url(settings.database_url)
            if url.get_backend_name() == "sqlite" and not sqlite_path(url).exists():
                return Database.NONE_YET, known, []
            storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=self._clock)
        except DatabaseInUse:
            return Database.IN_USE, known, []
        except ConfigurationError as problem:
            return Database.REFUSED, known, [_as_problem(problem)]
        try:
            database = Database.ANSWERS if storage.healthy else Database.SILENT
            return (database, *await self._keyring(storage, known))
        finally:
            await storage.close()

    async def _keyring(self, storage: Storage, known: Keyring) -> tuple[Keyring, list[Problem]]:
        if known is not Keyring.OPENS:
            return known, []
        settings = self._settings
        try:
            people = await People.open(
                storage,
                keyring_file=settings.var_dir / keyring.FILE,
                master_key_file=settings.master_key_file,
                clock=self._clock,
            )
        except ConfigurationError as problem:
            return Keyring.DAMAGED, [_as_problem(problem)]
        except StorageUnavailable:
            return Keyring.DAMAGED, []
        await people.close()
        return Keyring.OPENS, []


async def ask_discord(token: str) -> Answer:
    """Ask Discord who the token belongs to and which switches are on; nothing is connected."""
    client = discord.Client(intents=discord.Intents.none())
    try:
        async with asyncio.timeout(PATIENCE):
            await client.login(token)
            flags = (await client.application_info()).flags
    except discord.LoginFailure:
        return Token.REFUSED, None
    except (discord.HTTPException, aiohttp.ClientError, OSError):
        # A time limit that passed is an OSError too.
        return Token.UNKNOWN, None
    finally:
        await client.close()
    return Token.WORKS, ApplicationFacts(
        members=flags.gateway_guild_members or flags.gateway_guild_members_limited,
        content=flags.gateway_message_content or flags.gateway_message_content_limited,
    )


def _content_problems(settings: Settings) -> list[Problem]:
    problems = []
    for load, name in ((Helplines.load, "helplines.toml"), (Detector.load, "lexicon")):
        try:
            load(settings.data_dir / name)
        except ConfigurationError as problem:
            problems.append(_as_problem(problem))
    return problems


def _as_problem(problem: ConfigurationError) -> Problem:
    return problem.text, tuple(problem.values.items())
