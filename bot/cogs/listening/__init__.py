"""Everything that people write reaches the intake through here, also what was written while the bot was away."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import discord
import structlog
from discord.ext import commands

from bot.cogs.listening.catch_up import CatchUp
from bot.cogs.listening.texts import fetched, text_files, texts_of
from bot.moderation.detection import Tier
from bot.moderation.intake import Written
from bot.moderation.watch import DIRECT, Level
from bot.ui.conversations import answer_direct_message, answer_in_old_space

if TYPE_CHECKING:
    from bot.client import AlongsideClient

SAVE_EVERY: Final = 10.0  # seconds, DESIGN §8
REMEMBERED: Final = 1000  # direct messages

log = structlog.get_logger(__name__)


class Listening(commands.Cog):
    """Hands messages to the intake."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Listen to what `client` hears."""
        self._client = client
        self._services = client.services
        self._cursors = client.services.cursors
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._in_hand = 0
        self._answered: OrderedDict[int, datetime | None] = OrderedDict()
        self._lost_at: datetime | None = None
        client.hears(self._hear)
        self._catch_up = CatchUp(
            client, read=self._read, title=self._read_title, direct=self._read_direct, save=self._save
        )
        # Until a database that was away at the start is back, nobody knows from where to read.
        self._services.recovery.afterwards(self._catch_up.everything)

    async def cog_unload(self) -> None:
        """Stop reading back, and saving how far was read."""
        self._catch_up.stop()
        if self._timer is not None:
            self._timer.cancel()

    # -- what Discord tells ---------------------------------------------------------------------------------------

    async def _hear(self, message: discord.Message) -> None:
        """Read a message, new or edited."""
        if isinstance(message.channel, discord.DMChannel):
            await self._read_direct(message)
        else:
            await self._read(message)

    @commands.Cog.listener()
    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Read a message again that was edited; without content there is nothing new to read."""
        message = payload.message
        if message.edited_at is not None and not message.author.bot and message.webhook_id is None:
            await self._hear(message)

    @commands.Cog.listener()
    async def on_automod_action(self, execution: discord.AutoModAction) -> None:
        """Hear of a phrase from Discord's own filter, which reads where the bot may not."""
        server = self._services.servers.get(execution.guild_id)
        told_in = execution.action.channel_id
        if server is None or execution.matched_keyword is None or told_in != server.listening_channel_id:
            return
        channel = execution.channel
        place = channel.parent_id if isinstance(channel, discord.Thread) else execution.channel_id
        await self._services.blind.hear(
            guild_id=execution.guild_id,
            channel_id=place or execution.channel_id or 0,
            thread_id=execution.channel_id or 0,
            user_id=execution.user_id,
            phrase=execution.matched_keyword.strip("*"),
            message_id=execution.message_id or execution.alert_system_message_id or 0,
            told_in=told_in,
            told_as=execution.alert_system_message_id,
            at=self._services.clock.now(),
        )

    @commands.Cog.listener()
    async def on_thread_create(self, thread: discord.Thread) -> None:
        """Read the title of a thread or forum post."""
        await self._read_title(thread)

    @commands.Cog.listener()
    async def on_thread_update(self, before: discord.Thread, after: discord.Thread) -> None:
        """Read the new title of a thread or forum post."""
        if before.name != after.name:
            await self._read_title(after, renamed_at=self._services.clock.now())

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Take somebody who joined for reachable again."""
        await self._services.messenger.directs.came_back(member.id)

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Read what was written while the bot was away."""
        await self._catch_up.server(guild)
        await self._services.blind.keep(guild.id)

    @commands.Cog.listener()
    async def on_guild_join(self, guild: discord.Guild) -> None:
        """Begin to count from now in a server that the bot just came to."""
        await self._catch_up.server(guild)

    @commands.Cog.listener()
    async def on_guild_unavailable(self, guild: discord.Guild) -> None:
        """Read a server back once it returns from an outage."""
        self._cursors.leave(self._services.clock.now(), [guild.id])

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """Read what was written during a gap that Discord does not replay."""
        await self._catch_up.everything()
        for guild in self._client.guilds:
            await self._services.blind.keep(guild.id)

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """Remember since when nothing is heard; more of these follow while Discord cannot be reached."""
        self._lost_at = self._lost_at or self._services.clock.now()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """Discord has replayed what was missed."""
        self._lost_at = None

    @commands.Cog.listener()
    async def on_connect(self) -> None:
        """In a new session nothing is replayed; this comes before its first message."""
        self._cursors.leave(self._lost_at or self._services.clock.now())
        self._lost_at = None

    # -- channels -------------------------------------------------------------------------------------------------

    async def _read(self, message: discord.Message) -> None:
        guild, channel = message.guild, message.channel
        server = None if guild is None else self._services.servers.get(guild.id)
        place = (channel.parent_id or channel.id) if isinstance(channel, discord.Thread) else channel.id
        if guild is None or server is None:
            return
        if server.is_for_staff(place):
            if place != channel.id:
                await self._in_space(message)
            return
        written = Written(
            message_id=message.id,
            guild_id=guild.id,
            channel_id=place,
            user_id=message.author.id,
            texts=texts_of(message),
            at=message.created_at,
            thread_id=channel.id,
            edited_at=message.edited_at,
            answers=message.reference.message_id if message.reference else None,
        )
        found = await self._take(written, guild)
        if not found and self._services.watches.level(place) is not Level.PEOPLE and (files := text_files(message)):
            found = await self._read_files(files, written, guild)
        self._cursors.saw(guild.id, channel.id, message.id)
        if found:
            await self._save()
        else:
            self._save_soon()

    async def _in_space(self, message: discord.Message) -> None:
        """Have a private space looked after: a sign of who holds the case, or words that nobody is there to read."""
        guild, channel_id, user_id = message.guild, message.channel.id, message.author.id
        text, at = "\n".join(texts_of(message)), message.created_at
        self._in_hand += 1
        try:
            if not await self._services.answers.in_space(channel_id, user_id, text, at):
                await answer_in_old_space(self._services, channel_id, user_id, message.id, text, at)
        except Exception:
            # The edge of an event, as in `_take`.
            log.exception("space.failed", guild=None if guild is None else guild.id)
        finally:
            self._in_hand -= 1
        if guild is not None:
            self._cursors.saw(guild.id, channel_id, message.id)
            self._save_soon()

    async def _read_files(self, files: list[discord.Attachment], written: Written, guild: discord.Guild) -> bool:
        self._in_hand += 1
        try:
            return await self._take(written._replace(texts=await fetched(files)), guild)
        finally:
            self._in_hand -= 1

    async def _read_title(self, thread: discord.Thread, *, renamed_at: datetime | None = None) -> None:
        if thread.owner_id == self._client.application_id:
            return
        written = Written(
            message_id=thread.id,
            guild_id=thread.guild.id,
            channel_id=thread.parent_id or thread.id,
            user_id=thread.owner_id,
            texts=(thread.name,),
            at=thread.created_at or self._services.clock.now(),
            edited_at=renamed_at,
        )
        if await self._take(written, thread.guild, perhaps_bot=True):
            await self._save()

    async def _take(self, written: Written, guild: discord.Guild, *, perhaps_bot: bool = False) -> bool:
        """Say whether something written is to become a case, and if so, open it."""
        self._in_hand += 1
        try:
            signal = self._services.intake.wants(written)
            if signal is None:
                return False
            # Who reads the cards, and who is on call, are questions about members.
            await self._client.know_members(guild)
            author = guild.get_member(written.user_id)
            if perhaps_bot and (guild.chunked if author is None else author.bot):
                return False
            await self._services.intake.open(signal)
        except Exception:
            # The edge of an event: a bug here is counted and loud, and other messages are still read.
            log.exception("intake.failed", guild=written.guild_id)
        finally:
            self._in_hand -= 1
        return True

    # -- direct messages ------------------------------------------------------------------------------------------

    async def _read_direct(self, message: discord.Message) -> None:
        if message.id in self._answered and self._answered[message.id] == message.edited_at:
            return
        self._answered[message.id] = message.edited_at
        if len(self._answered) > REMEMBERED:
            self._answered.popitem(last=False)
        self._in_hand += 1
        try:
            await self._answer(message)
            person = await self._services.people.person(message.author.id)
            self._cursors.saw(DIRECT, person, message.id)
        except Exception:
            # Its cursor stays, so that the next start reads it again.
            log.exception("direct.failed")
            self._answered.pop(message.id, None)
        finally:
            self._in_hand -= 1
        await self._save()

    async def _answer(self, message: discord.Message) -> None:
        services, user_id = self._services, message.author.id
        if services.messenger.directs.closed(user_id):
            self._aside(services.messenger.directs.came_back(user_id))
            await asyncio.sleep(0)  # in memory it is known from here on
        at = message.edited_at or message.created_at
        texts, files = texts_of(message), text_files(message)
        await self._client.know_members(*self._client.guilds)
        if files and services.intake.assess(texts)[0].tier is not Tier.PAGE:
            texts, files = (*texts, *await fetched(files)), []
        await answer_direct_message(services, user_id, message.id, "\n".join(texts), at)
        if files and (more := await fetched(files)):
            await answer_direct_message(services, user_id, message.id, "\n".join(more), at)

    # -- how far was read -----------------------------------------------------------------------------------------

    def _save_soon(self) -> None:
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(SAVE_EVERY, self._save_now)

    def _save_now(self) -> None:
        self._timer = None
        self._aside(self._save())

    def _aside(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="listening")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _save(self) -> None:
        if self._in_hand:
            # What somebody is working on must not be taken for read: a crash would lose it.
            self._save_soon()
            return
        if not await self._cursors.try_save():
            self._save_soon()


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Listening(client))
