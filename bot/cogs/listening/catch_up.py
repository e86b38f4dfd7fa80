"""What was written while the bot was away is read from Discord's history, newest first."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import aiohttp
import discord
import structlog

from bot.moderation.watch import DIRECT, Gap, Level, Position

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Channel = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread
Reading = Callable[[], Awaitable[None]]

EDITS_BACK: Final = timedelta(hours=1)
PAGE: Final = 100  # messages that Discord gives at once
AT_MOST: Final = 5000  # messages of a channel
SERVERS_AT_ONCE: Final = 4  # channels; each page of one takes a turn of the pace that posts keep, for hundreds may wait
DIRECTS_AT_ONCE: Final = 2
PAUSES: Final = (10.0, 30.0, 120.0, 600.0, 1800.0)  # seconds before what failed is tried again

log = structlog.get_logger(__name__)


class CatchUp:
    """Reads back every channel of a server, and direct messages, from the stored cursors on."""

    def __init__(
        self,
        client: "AlongsideClient",
        *,
        read: Callable[[discord.Message], Awaitable[None]],
        title: Callable[[discord.Thread], Awaitable[None]],
        direct: Callable[[discord.Message], Awaitable[None]],
        save: Callable[[], Awaitable[None]],
    ) -> None:
        """Hand messages, threads' titles and direct messages on, and save what has been read."""
        self._client = client
        self._services = client.services
        self._cursors = client.services.cursors
        self._read = read
        self._title = title
        self._direct = direct
        self._save = save
        self._running: dict[int, Gap] = {}
        self._turns = {True: asyncio.Semaphore(DIRECTS_AT_ONCE), False: asyncio.Semaphore(SERVERS_AT_ONCE)}
        self._timers: set[asyncio.TimerHandle] = set()
        self._tasks: set[asyncio.Task[None]] = set()

    def stop(self) -> None:
        """Try nothing again."""
        for timer in self._timers:
            timer.cancel()
        self._timers.clear()

    async def everything(self) -> None:
        """Read back whatever is open, in all servers and in direct messages; what is being read is left alone."""
        await asyncio.gather(*(self.server(guild) for guild in self._client.guilds), self.directs())

    async def server(self, guild: discord.Guild) -> None:
        """Read one server back; one in which nothing was ever read begins now."""
        if guild.unavailable or not self._loaded():
            return
        gap = self._cursors.gap(guild.id)
        if gap is not None and self._services.servers.get(guild.id) is None:
            self._cursors.close(guild.id, gap)
        elif gap is not None:
            await self._run(guild.id, gap, self._in_server(guild, gap))
        if self._cursors.begin(guild.id):
            await self._save()

    async def directs(self) -> None:
        """Read direct messages back: first from people with an open case, then from those who wrote before."""
        if not self._loaded():
            return
        gap = self._cursors.gap(DIRECT)
        if gap is not None:
            await self._run(DIRECT, gap, self._in_directs(gap))

    def _loaded(self) -> bool:
        """Say whether it is known from where to read; while the start waits for the database it is asked for later."""
        if not self._cursors.loaded:
            log.warning("catch_up.no_cursor")
        return self._cursors.loaded

    # -- what there is to read ------------------------------------------------------------------------------------

    def _in_server(self, guild: discord.Guild, gap: Gap) -> dict[int, Reading]:
        readings: dict[int, Reading] = {}
        known = {channel.id: channel for channel in _channels(guild)}
        for channel in known.values():
            if self._listens(guild, channel) and self._worth(guild, channel, gap):
                readings[channel.id] = self._reading(guild, channel, gap)
        for channel_id in gap.read.keys() - known.keys() - {guild.id}:
            readings[channel_id] = self._gone(guild, channel_id, gap)
        return readings

    def _in_directs(self, gap: Gap) -> dict[int, Reading]:
        services = self._services
        channels = services.messenger.directs.channels()
        people = {person: user for user in channels if (person := services.people.known(user)) is not None}
        for person in gap.read.keys() - people.keys() - {DIRECT}:
            if services.people.discord_id(person) is None:
                self._cursors.forget(DIRECT, person)  # erased in the meantime
        in_need = {
            incident.user_id for guild in self._client.guilds for incident in services.desk.cases.open_in(guild.id)
        }
        order = sorted(people, key=lambda person: (people[person] not in in_need, person not in gap.read))
        return {person: self._reading_direct(channels[people[person]], gap.read.get(person), gap) for person in order}

    def _listens(self, guild: discord.Guild, channel: Channel) -> bool:
        server = self._services.servers.get(guild.id)
        place = (channel.parent_id or channel.id) if isinstance(channel, discord.Thread) else channel.id
        if server is None:
            return False
        if server.is_for_staff(place):
            return self._services.desk.cases.in_space(channel.id) is not None
        if self._services.watches.level(place) is Level.PEOPLE:
            return False
        me = self._me(guild)
        if me is None or (isinstance(channel, discord.Thread) and channel.parent is None):
            return True  # Discord will say
        allowed = channel.permissions_for(me)
        return allowed.view_channel and allowed.read_message_history

    def _worth(self, guild: discord.Guild, channel: Channel, gap: Gap) -> bool:
        """Say whether something was written in a channel since then, as far as Discord told us with the server."""
        newest = channel.last_message_id
        if newest is None:
            return True
        return discord.utils.snowflake_time(newest) >= self._since(guild, gap, gap.read.get(channel.id))

    def _since(self, guild: discord.Guild, gap: Gap, position: Position | None) -> datetime:
        """Return from when on to read; what was written before the bot came to a server is not for it."""
        since = gap.since if position is None else _edits_since(position)
        me = self._me(guild)
        return since if me is None or me.joined_at is None else max(since, me.joined_at)

    def _me(self, guild: discord.Guild) -> discord.Member | None:
        return None if self._client.user is None else guild.get_member(self._client.user.id)

    # -- reading --------------------------------------------------------------------------------------------------

    def _reading(self, guild: discord.Guild, channel: Channel, gap: Gap) -> Reading:
        async def read() -> None:
            position = gap.read.get(channel.id)
            since = self._since(guild, gap, position)
            if isinstance(channel, discord.Thread) and position is None and (channel.created_at or since) > since:
                await self._title(channel)
            await self._history(channel, since, position, self._read)

        return read

    def _gone(self, guild: discord.Guild, channel_id: int, gap: Gap) -> Reading:
        """Read a thread that was archived in the meantime; of any other channel that is not there, drop the cursor."""

        async def read() -> None:
            try:
                async with self._services.messenger.beside():
                    channel = await guild.fetch_channel(channel_id)
                if isinstance(channel, discord.Thread) and self._listens(guild, channel):
                    await self._reading(guild, channel, gap)()
            except (discord.Forbidden, discord.NotFound, discord.InvalidData):
                log.info("catch_up.channel_gone", channel=channel_id)
            self._cursors.forget(guild.id, channel_id)

        return read

    def _reading_direct(self, channel_id: int, position: Position | None, gap: Gap) -> Reading:
        async def read() -> None:
            since = _edits_since(position) if position is not None else gap.since
            await self._history(self._client.get_partial_messageable(channel_id), since, position, self._direct)

        return read

    async def _history(
        self,
        channel: discord.abc.Messageable,
        since: datetime,
        position: Position | None,
        hand_on: Callable[[discord.Message], Awaitable[None]],
    ) -> None:
        """Hand on what is new since `position`, the newest hundred first, each hundred in the order of writing."""
        after = discord.Object(discord.utils.time_snowflake(since))
        before: discord.Object | None = None
        total, more = 0, True
        while more and total < AT_MOST:
            async with self._services.messenger.beside():
                history = channel.history(limit=PAGE, before=before, after=after, oldest_first=False)  # one request
                page = [message async for message in history]
            total, more = total + len(page), len(page) == PAGE
            if page:
                before = discord.Object(page[-1].id)
            await _hand_on(page, position, hand_on)
        if total >= AT_MOST:
            log.warning("catch_up.cut", limit=AT_MOST)

    async def _run(self, guild_id: int, gap: Gap, readings: dict[int, Reading], attempt: int = 0) -> None:
        if attempt == 0:
            if self._running.get(guild_id) is gap:
                return
            self._running[guild_id] = gap
        failed: dict[int, Reading] = {}

        async def one(channel_id: int, reading: Reading) -> None:
            async with self._turns[guild_id == DIRECT]:
                if self._cursors.gap(guild_id) is not gap:
                    return  # another gap opened, and what reads it begins further back
                try:
                    await reading()
                except (discord.Forbidden, discord.NotFound) as problem:
                    log.warning("catch_up.refused", guild=guild_id, status=problem.status)
                except (discord.DiscordException, aiohttp.ClientError, OSError) as problem:
                    log.warning("catch_up.failed", guild=guild_id, attempt=attempt, reason=type(problem).__name__)
                    failed[channel_id] = reading
                    return
                self._cursors.read_back(guild_id, gap, channel_id)

        await asyncio.gather(*(one(channel_id, reading) for channel_id, reading in readings.items()))
        if self._cursors.gap(guild_id) is not gap:
            return
        if not failed:
            self._cursors.close(guild_id, gap)
        elif attempt < len(PAUSES):
            self._later(attempt, lambda: self._run(guild_id, gap, failed, attempt + 1))
        else:
            # Their cursors stay where they are: the next start, or the next connection, begins there again.
            log.error("catch_up.given_up", guild=guild_id, count=len(failed))
        await self._save()

    def _later(self, attempt: int, again: Callable[[], Awaitable[None]]) -> None:
        async def run() -> None:
            await again()

        def start() -> None:
            self._timers.discard(timer)
            task = asyncio.get_running_loop().create_task(run(), name="catch up")
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

        pause = PAUSES[min(attempt, len(PAUSES) - 1)]
        timer = asyncio.get_running_loop().call_later(pause, start)
        self._timers.add(timer)


def _channels(guild: discord.Guild) -> Iterator[Channel]:
    yield from guild.text_channels
    yield from guild.voice_channels
    yield from guild.stage_channels
    yield from guild.threads


def _edits_since(position: Position) -> datetime:
    return discord.utils.snowflake_time(position.message_id) - EDITS_BACK


async def _hand_on(
    page: list[discord.Message], position: Position | None, to: Callable[[discord.Message], Awaitable[None]]
) -> None:
    for message in reversed(page):
        if message.author.bot or message.webhook_id is not None:
            continue
        edited = message.edited_at is not None and position is not None and message.edited_at > position.seen_at
        if position is None or message.id > position.message_id or edited:
            await to(message)
