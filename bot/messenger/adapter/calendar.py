"""Scheduled events on Discord."""

from collections.abc import Awaitable, Callable, Mapping

import discord
import structlog

from bot.messenger.adapter.requests import Beside
from bot.messenger.calendar import Entry

log = structlog.get_logger(__name__)

Step = Callable[[discord.ScheduledEvent], Awaitable[object]]


class DiscordCalendar:
    """The port's adapter: lists, matches a mark, and only then makes something new."""

    def __init__(self, client: discord.Client, beside: Beside) -> None:
        """Speak through `client`, each request within `beside` (`DiscordMessenger.beside`): below Discord's global limit."""
        self._client = client
        self._beside = beside

    async def put(self, entry: Entry) -> int | None:
        """Make an event, or bring the one with this mark up to date, its channel included; return its id."""
        guild = self._client.get_guild(entry.guild_id)
        channel = None if guild is None else guild.get_channel(entry.channel_id)
        if guild is None or not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
            return None
        stage = isinstance(channel, discord.StageChannel)
        try:
            known = await self._find(guild, entry.mark)
            about = f"{entry.about}\n\n{entry.mark}"
            if known is not None:
                async with self._beside():
                    await known.edit(
                        name=entry.title,
                        description=about,
                        start_time=entry.starts_at,
                        end_time=entry.ends_at,
                        channel=channel,
                        privacy_level=discord.PrivacyLevel.guild_only,
                    )
                return known.id
            async with self._beside():
                made = await guild.create_scheduled_event(
                    name=entry.title,
                    description=about,
                    start_time=entry.starts_at,
                    end_time=entry.ends_at,
                    channel=channel,
                    entity_type=discord.EntityType.stage_instance if stage else discord.EntityType.voice,
                    privacy_level=discord.PrivacyLevel.guild_only,
                )
        except discord.HTTPException as problem:
            log.warning("calendar.failed", status=problem.status, code=problem.code)
            return None
        return made.id

    async def remove(self, guild_id: int, mark: str) -> bool:
        """Take the event with this mark away; none there is as well. False if Discord refused."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return True
        try:
            known = await self._find(guild, mark)
            if known is not None:
                async with self._beside():
                    await known.delete()
        except discord.NotFound:
            return True
        except discord.HTTPException as problem:
            log.warning("calendar.failed", status=problem.status, code=problem.code)
            return False
        return True

    async def begin(self, guild_id: int, event_id: int) -> None:
        """Show that an event goes on, if Discord lets us; one that has begun or is over stays as it is."""
        await self._lead(guild_id, event_id, {discord.EventStatus.scheduled: discord.ScheduledEvent.start})

    async def finish(self, guild_id: int, event_id: int) -> None:
        """Show that an event is over, if Discord lets us; one that never began there is called off."""
        steps: dict[discord.EventStatus, Step] = {
            discord.EventStatus.active: discord.ScheduledEvent.end,
            discord.EventStatus.scheduled: discord.ScheduledEvent.cancel,
        }
        await self._lead(guild_id, event_id, steps)

    async def _lead(self, guild_id: int, event_id: int, steps: Mapping[discord.EventStatus, Step]) -> None:
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return
        try:
            async with self._beside():
                event = await guild.fetch_scheduled_event(event_id, with_counts=False)
            step = steps.get(event.status)
            if step is not None:
                async with self._beside():
                    await step(event)
        except discord.HTTPException as problem:
            log.warning("calendar.failed", status=problem.status, code=problem.code)

    async def interested(self, guild_id: int, event_id: int) -> frozenset[int] | None:
        """Return who pressed *Interested* on an event; None where that cannot be known now."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return None
        try:
            event = guild.get_scheduled_event(event_id)
            if event is None:
                async with self._beside():
                    event = await guild.fetch_scheduled_event(event_id, with_counts=False)
            async with self._beside():  # one request for each hundred; groups are smaller
                return frozenset([user.id async for user in event.users()])
        except discord.HTTPException as problem:
            log.warning("calendar.failed", status=problem.status, code=problem.code)
            return None

    async def _find(self, guild: discord.Guild, mark: str) -> discord.ScheduledEvent | None:
        async with self._beside():
            there = await guild.fetch_scheduled_events(with_counts=False)
        # A bot's own id and its application's are the same for most, not for the oldest.
        own = {self._client.application_id, None if self._client.user is None else self._client.user.id} - {None}
        for event in there:
            if event.creator_id in own and (event.description or "").endswith(mark):
                return event
        return None
