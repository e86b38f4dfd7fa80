"""What a channel's group agreed that the bot reads, and how far it has read."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, delete, insert, select

from bot.clock import Clock
from bot.moderation.detection import Assessment, Tier
from bot.moderation.tables import cursors, watches
from bot.storage import Storage


class Level(StrEnum):
    """How much of a channel is read."""

    FULL = "full"
    URGENT = "urgent"
    PEOPLE = "people"

    def takes(self, assessment: Assessment) -> bool:
        """Say whether an assessment of something written in the channel is acted on."""
        if self is Level.FULL:
            return assessment.tier != Tier.NONE
        return self is Level.URGENT and assessment.tier == Tier.PAGE


class Watches:
    """The watch level of every channel; `urgent` until a group agrees otherwise (PRACTICE, Defaults)."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        """Start empty; `load` reads what is stored."""
        self._storage = storage
        self._clock = clock
        self._levels: dict[int, Level] = {}

    async def load(self) -> None:
        """Read every level from the database."""
        rows = await self._storage.read(lambda connection: connection.execute(select(watches)).all())
        self._levels = {row.channel_id: Level(row.level) for row in rows}

    def level(self, channel_id: int) -> Level:
        """Return a channel's level."""
        return self._levels.get(channel_id, Level.URGENT)

    async def agree(self, guild_id: int, channel_id: int, level: Level) -> None:
        """Set a channel's level."""
        now = self._clock.now()

        def work(connection: Connection) -> None:
            connection.execute(delete(watches).where(watches.c.channel_id == channel_id))
            connection.execute(
                insert(watches).values(channel_id=channel_id, guild_id=guild_id, level=level, agreed_at=now)
            )

        await self._storage.write(work)
        self._levels[channel_id] = level


class Cursors:
    """How far each channel has been read, so that what was written while the bot was away is read on return."""

    def __init__(self, storage: Storage, clock: Clock) -> None:
        """Start with nothing new to save."""
        self._storage = storage
        self._clock = clock
        self._moved: dict[int, tuple[int, int]] = {}

    def saw(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note a message as read; costs a dictionary entry and no commit."""
        self._moved[channel_id] = (guild_id, message_id)

    async def save(self) -> None:
        """Write what moved since the last time; what cannot be written now is tried again."""
        moved, self._moved = self._moved, {}
        if not moved:
            return
        now = self._clock.now()

        def work(connection: Connection) -> None:
            connection.execute(delete(cursors).where(cursors.c.channel_id.in_(tuple(moved))))
            connection.execute(
                insert(cursors),
                [
                    {"channel_id": channel, "guild_id": guild, "message_id": message, "seen_at": now}
                    for channel, (guild, message) in moved.items()
                ],
            )

        try:
            await self._storage.write(work)
        except BaseException:
            self._moved = moved | self._moved
            raise

    async def stored(self, guild_id: int) -> dict[int, tuple[int, datetime]]:
        """Return, by channel, the last message read and when that was saved."""
        rows = await self._storage.read(
            lambda connection: connection.execute(select(cursors).where(cursors.c.guild_id == guild_id)).all()
        )
        return {row.channel_id: (row.message_id, row.seen_at) for row in rows}
