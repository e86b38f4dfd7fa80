"""Everything that people write reaches the intake through here, also what was written while the bot was away."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final

import discord
import structlog
from discord.ext import commands

from bot.errors import StorageUnavailable
from bot.moderation.intake import Written
from bot.ui.conversations import answer_direct_message

if TYPE_CHECKING:
    from bot.client import AlongsideClient

SAVE_EVERY: Final = 10.0  # seconds, DESIGN §8
EDITS_BACK: Final = timedelta(hours=1)
CATCH_UP_AT_MOST: Final = 2000  # messages a channel
PLAIN_TEXT_AT_MOST: Final = 16_384  # bytes of an attachment

log = structlog.get_logger(__name__)


class Listening(commands.Cog):
    """Hands messages to the intake."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Listen to what `client` hears."""
        self._client = client
        self._services = client.services
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._caught_up: set[int] = set()

    async def cog_unload(self) -> None:
        """Stop saving how far was read."""
        if self._timer is not None:
            self._timer.cancel()

    @commands.Cog.listener()
    async def on_message(self, message: discord.Message) -> None:
        """Read a new message."""
        if message.author.bot or message.webhook_id is not None:
            return
        if message.guild is None:
            await self._services.messenger.directs.came_back(message.author.id)
            await answer_direct_message(
                self._services, message.author.id, message.id, message.content, message.created_at
            )
            return
        await self._read(message, texts_of(message))

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take somebody who joined for reachable again."""
        await self._services.messenger.directs.came_back(member.id)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Read a message again that was edited; without content there is nothing new to read."""
        message = payload.message
        if message.guild is None or message.author.bot or message.edited_at is None:
            return
        await self._read(message, texts_of(message))

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Read the title of a thread or forum post."""
        if thread.owner_id == self._client.application_id:
            return
        owner = thread.guild.get_member(thread.owner_id)
        if owner is None or owner.bot:
            return
        await self._take(
            Written(
                message_id=thread.id,
                guild_id=thread.guild.id,
                channel_id=thread.parent_id or thread.id,
                user_id=thread.owner_id,
                texts=(thread.name,),
                at=thread.created_at or self._services.clock.now(),
            )
        )

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Read what was written while the bot was away."""
        await self._catch_up(guild)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Begin to count from now in a server that the bot just came to."""
        self._caught_up.add(guild.id)

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Read what was written during a gap that Discord does not replay; servers read already are left out."""
        for guild in self._client.guilds:
            await self._catch_up(guild)

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """After a lost connection, what was missed is read anew."""
        self._caught_up.clear()

    async def _read(self, message: discord.Message, texts: tuple[str, ...]) -> None:
        if message.guild is None:
            return
        channel = message.channel
        place = channel.parent_id if isinstance(channel, discord.Thread) else channel.id
        if message.attachments:
            texts = (*texts, *[text async for text in _attached(message)])
        self._services.cursors.saw(message.guild.id, channel.id, message.id)
        self._save_soon()
        await self._take(
            Written(
                message_id=message.id,
                guild_id=message.guild.id,
                channel_id=place or channel.id,
                user_id=message.author.id,
                texts=texts,
                at=message.edited_at or message.created_at,
                thread_id=channel.id,
            )
        )

    async def _take(self, written: Written) -> None:
        signal = self._services.intake.wants(written)
        if signal is None:
            return
        try:
            await self._services.intake.open(signal)
        except Exception:
            # The edge of an event: a bug here is counted and loud, and other messages are still read.
            log.exception("intake.failed", guild=written.guild_id)
        await self._save()

    async def _catch_up(self, guild: discord.Guild) -> None:
        if guild.id in self._caught_up or self._services.servers.get(guild.id) is None:
            return
        self._caught_up.add(guild.id)
        await self._client.know_members(guild)
        try:
            stored = await self._services.cursors.stored(guild.id)
        except StorageUnavailable:
            log.exception("catch_up.no_cursor", guild=guild.id)
            self._caught_up.discard(guild.id)
            return
        for channel_id, (message_id, seen_at) in stored.items():
            channel = guild.get_channel_or_thread(channel_id)
            if isinstance(channel, discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread):
                try:
                    await self._read_back(channel, message_id, seen_at)
                except discord.HTTPException as problem:
                    log.warning("catch_up.failed", channel=channel_id, status=problem.status)

    async def _read_back(self, channel: discord.abc.Messageable, message_id: int, seen_at: datetime) -> None:
        since = discord.utils.snowflake_time(message_id) - EDITS_BACK
        after = discord.Object(discord.utils.time_snowflake(since))
        async for message in channel.history(limit=CATCH_UP_AT_MOST, after=after, oldest_first=True):
            if message.author.bot or message.webhook_id is not None:
                continue
            if message.id > message_id or (message.edited_at is not None and message.edited_at > seen_at):
                await self._read(message, texts_of(message))

    def _save_soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SAVE_EVERY, self._save_now)

    def _save_now(self) -> None:
        self._timer = None
        task = asyncio.get_running_loop().create_task(self._save(), name="cursors")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _save(self) -> None:
        try:
            await self._services.cursors.save()
        except StorageUnavailable:
            log.exception("cursors.not_saved")
            self._save_soon()


def texts_of(message: discord.Message) -> tuple[str, ...]:
    """Return every text that a message holds: its own, forwarded, in embeds and in a poll."""
    return tuple(text for text in _texts(message) if text)


def _texts(message: discord.Message) -> Iterator[str]:
    yield message.content
    if message.poll is not None:
        yield message.poll.question
        yield from (answer.text for answer in message.poll.answers)
    for snapshot in message.message_snapshots:
        yield snapshot.content
        yield from _in_embeds(snapshot.embeds)
    yield from _in_embeds(message.embeds)


def _in_embeds(embeds: list[discord.Embed]) -> Iterator[str]:
    for embed in embeds:
        # A link's preview is somebody else's text; what a person forwards is of the type "rich".
        if embed.type == "rich":
            yield embed.title or ""
            yield embed.description or ""
            yield from (str(field.value) for field in embed.fields)


async def _attached(message: discord.Message) -> AsyncIterator[str]:
    for attachment in message.attachments[:3]:
        kind = attachment.content_type or ""
        if kind.startswith("text/plain") and attachment.size <= PLAIN_TEXT_AT_MOST:
            try:
                yield (await attachment.read()).decode("utf-8", errors="replace")
            except discord.HTTPException as problem:
                log.warning("attachment.unread", status=problem.status)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Listening(client))
