"""Who is in the servers: asked of Discord, and asked again where an answer was refused or lost."""

import asyncio
from typing import TYPE_CHECKING, Any, Final

import discord
import structlog
from discord.state import ConnectionState

if TYPE_CHECKING:
    from bot.client import AlongsideClient

LOOK_EVERY: Final = 0.05  # seconds
# Longer than Discord takes for the largest servers; an answer that has not come by then was lost with its connection.
ANSWERED_WITHIN: Final = 30.0  # seconds
ASKED_AGAIN_AFTER: Final = 5.0  # seconds
CUT_PAUSE: Final = 1.0  # seconds until a start that was cut is gone on with

log = structlog.get_logger(__name__)


class Members:
    """One question for each server's members at a time."""

    def __init__(self, client: "AlongsideClient", requests: dict[Any, Any]) -> None:
        """Ask through `client`; `requests` is where discord.py notes what it waits for."""
        self._client = client
        self._requests = requests
        self._asking: dict[int, tuple[discord.Guild, asyncio.Task[None]]] = {}
        self._later: set[int] = set()  # servers whose members Discord would not tell yet

    async def known(self, *guilds: discord.Guild, patience: float) -> None:
        """Wait until it is known who is in some servers, but no longer than about `patience` seconds."""
        looks = int(patience / LOOK_EVERY)
        while looks and any(guild.unavailable for guild in guilds):  # as all are when a session begins
            await asyncio.sleep(LOOK_EVERY)
            looks -= 1
        unknown = [guild for guild in guilds if not (guild.chunked or guild.unavailable)]
        asked = [self._ask_once(guild) for guild in unknown if guild.id not in self._later]
        waiting = [task for task in asked if not task.done()]
        if waiting:
            await asyncio.wait(waiting, timeout=looks * LOOK_EVERY)

    def refused(self, told: dict[str, Any]) -> None:
        """Ask for a server's members again when Discord takes the question: it does once in thirty seconds.

        https://docs.discord.com/developers/events/gateway-events#rate-limited
        """
        guild_id = int(told["meta"]["guild_id"])
        log.warning("members.refused", guild=guild_id, seconds=told["retry_after"])
        self._drop(guild_id)
        self._put_off(guild_id, told["retry_after"])

    def resumed(self) -> None:
        """Ask again what was asked before a connection was cut: neither the question nor its answer may have arrived."""
        for guild in self._client.guilds:
            if not (guild.chunked or guild.unavailable) and guild.id not in self._later:
                self._drop(guild.id)
                self._ask_once(guild)

    def stop(self) -> None:
        """Ask no more."""
        for _, task in self._asking.values():
            task.cancel()

    def _drop(self, guild_id: int) -> None:
        """Let go of a question that nobody will answer any more."""
        self._requests.pop(guild_id, None)
        asked = self._asking.pop(guild_id, None)
        if asked is not None:
            asked[1].cancel()

    def _put_off(self, guild_id: int, seconds: float) -> None:
        self._later.add(guild_id)
        asyncio.get_running_loop().call_later(seconds, self._ask_again, guild_id)

    def _ask_again(self, guild_id: int) -> None:
        self._later.discard(guild_id)
        guild = self._client.get_guild(guild_id)
        if guild is not None and not guild.chunked and not self._client.is_closed():
            self._ask_once(guild)

    def _ask_once(self, guild: discord.Guild) -> "asyncio.Task[None]":
        """Return the one request for a server's members; of each session it is asked once, unless it failed."""
        asked = self._asking.get(guild.id)
        if asked is None or asked[0] is not guild:
            asked = (guild, asyncio.get_running_loop().create_task(self._ask(guild), name="members"))
            self._asking[guild.id] = asked
        return asked[1]

    async def _ask(self, guild: discord.Guild) -> None:
        try:
            async with asyncio.timeout(ANSWERED_WITHIN):
                await guild.chunk()
        except Exception:
            # The edge of a task: without members the careful road is taken, and soon it is asked again.
            log.exception("members.unknown", guild=guild.id)
            self._requests.pop(guild.id, None)
            self._asking.pop(guild.id, None)
            self._put_off(guild.id, ASKED_AGAIN_AFTER)


class PatientState(ConnectionState["AlongsideClient"]):
    """What discord.py knows of Discord, with a start that goes on when its connection was cut in the middle.

    discord.py 2.7 gives a start up when it cannot ask who is in a server: the session is resumed, and *ready* never comes.
    """

    async def _delay_ready(self) -> None:
        task = self._ready_task
        while True:
            try:
                await super()._delay_ready()
            except Exception:
                log.exception("session.cut")
            else:
                return
            self._ready_task = task  # so that a new session can call this one off
            await asyncio.sleep(CUT_PAUSE)
            self._chunk_requests.clear()
            self._ready_state = asyncio.Queue()
            for guild in self.guilds:
                if not guild.unavailable:
                    self._ready_state.put_nowait(guild)
