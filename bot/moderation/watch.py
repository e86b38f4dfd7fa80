"""What a channel's group agreed that the bot reads, and how far it has read."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final, NamedTuple

import structlog
from sqlalchemy import Connection, Row, delete, insert, select

from bot.clock import Clock, snowflake
from bot.errors import StorageUnavailable
from bot.moderation.detection import Assessment, Tier
from bot.moderation.tables import cursors, watches
from bot.storage import Storage, after_commit

DIRECT: Final = 0
"""Stands in for the server of direct messages; the channel is then the person's id, so that the database names nobody."""

NOTICED_LATE: Final = timedelta(minutes=2)
"""How much earlier a connection may have been lost than we noticed: two of Discord's heartbeats (41 s) and their answers."""

log = structlog.get_logger(__name__)


class Level(StrEnum):
    """How much of a channel is read."""

    FULL = "full"
    URGENT = "urgent"
    PEOPLE = "people"

    def reads_more_than(self, other: "Level") -> bool:
        """Say whether this level reads something that another does not."""
        return tuple(Level).index(self) < tuple(Level).index(other)

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
        self.on_change: Callable[[], None] = lambda: None

    async def load(self) -> None:
        """Read every level from the database."""
        rows = await self._storage.read(lambda connection: connection.execute(select(watches)).all())
        self._levels = {row.channel_id: Level(row.level) for row in rows}

    def take(self, levels: Mapping[int, Level]) -> None:
        """Know these levels, as they were last known, until `load` can read them."""
        self._levels = dict(levels)

    def levels(self) -> dict[int, Level]:
        """Return the level of every channel whose group agreed to one."""
        return dict(self._levels)

    def level(self, channel_id: int) -> Level:
        """Return a channel's level."""
        return self._levels.get(channel_id, Level.URGENT)

    async def agree(self, guild_id: int, channel_id: int, level: Level) -> None:
        """Set a channel's level."""
        await self._storage.write(lambda connection: self.put(connection, guild_id, channel_id, level))

    def put(self, connection: Connection, guild_id: int, channel_id: int, level: Level | None) -> None:
        """Set a channel's level in a caller's transaction; None reads it as one in which nobody agreed to anything."""
        connection.execute(delete(watches).where(watches.c.channel_id == channel_id))
        if level is not None:
            values = {"channel_id": channel_id, "guild_id": guild_id, "level": level, "agreed_at": self._clock.now()}
            connection.execute(insert(watches).values(values))
        after_commit(connection, lambda: self._know(channel_id, level))

    def carry(self, connection: Connection, guild_id: int, before: int, after: int) -> None:
        """Take a level along to another channel, in a caller's transaction: in the one before nobody agreed to anything any more."""
        level = self._levels.get(before)
        self.put(connection, guild_id, before, None)
        self.put(connection, guild_id, after, level)

    def _know(self, channel_id: int, level: Level | None) -> None:
        self._levels.pop(channel_id, None)
        if level is not None:
            self._levels[channel_id] = level
        self.on_change()


class Position(NamedTuple):
    """The newest message read in a channel, and an instant up to which its edits were surely read too."""

    message_id: int
    seen_at: datetime


@dataclass(eq=False, slots=True)
class Gap:
    """What is to be read back in one server: where each channel stood when we last surely heard everything."""

    since: datetime  # for channels of which nothing was read before
    read: dict[int, Position]
    done: set[int] = field(default_factory=set)  # channels that have been read back


class Cursors:
    """How far each channel has been read, so that what was written while the bot was away is read on return.

    Until a channel has been read back, what is read live moves its cursor in memory only: what is stored still says
    where the gap begins, whatever happens in between.
    """

    def __init__(self, storage: Storage, clock: Clock) -> None:
        """Start knowing nothing and saving nothing; `load` reads what is stored."""
        self._storage = storage
        self._clock = clock
        self._loaded = False
        self._newest: dict[int, dict[int, int]] = {}  # by server, then by channel
        self._moved: set[tuple[int, int]] = set()
        self._dropped: set[int] = set()
        self._gaps: dict[int, Gap] = {}

    @property
    def loaded(self) -> bool:
        """Whether it is known how far was read before."""
        return self._loaded

    async def load(self) -> None:
        """Read every cursor, once; every server that has one is to be read back from there.

        Raises:
            StorageUnavailable: nothing was read, and until it is nothing is saved.
        """
        if not self._loaded:
            self._take_over(await self._storage.read(lambda connection: connection.execute(select(cursors)).all()))

    def _take_over(self, rows: Sequence[Row[Any]]) -> None:
        if self._loaded:
            return
        self._loaded = True
        stored: dict[int, dict[int, Position]] = {}
        for row in rows:
            stored.setdefault(row.guild_id, {})[row.channel_id] = Position(row.message_id, row.seen_at)
        for guild_id, read in stored.items():
            self._gaps[guild_id] = Gap(max(position.seen_at for position in read.values()) - NOTICED_LATE, read)
            newest = self._newest.setdefault(guild_id, {})
            for channel_id, position in read.items():
                newest[channel_id] = max(position.message_id, newest.get(channel_id, 0))

    def begin(self, *guild_ids: int) -> bool:
        """Count from now on in servers in which nothing was read so far; False if something was in all of them."""
        new = [one for one in guild_ids if self._loaded and one not in self._newest.get(one, ())]
        for guild_id in new:
            self.saw(guild_id, guild_id, snowflake(self._clock.now()))
        return bool(new)

    def saw(self, guild_id: int, channel_id: int, message_id: int) -> None:
        """Note a message or its edit as read; costs two dictionary entries and no commit."""
        newest = self._newest.setdefault(guild_id, {})
        if message_id > newest.get(channel_id, 0):
            newest[channel_id] = message_id
        self._moved.add((guild_id, channel_id))

    def leave(self, at: datetime, guild_ids: Iterable[int] | None = None) -> None:
        """Note that messages may have been missed from about `at` on; everywhere, when no servers are named."""
        since = at - NOTICED_LATE
        for guild_id in self._newest if guild_ids is None else guild_ids:
            before = self._gaps.get(guild_id)
            newest = self._newest.get(guild_id, {})
            if before is None:
                gap = Gap(since, {channel: Position(message, since) for channel, message in newest.items()})
            else:
                # What was not read back yet still begins where the earlier gap began.
                again = {channel: Position(newest[channel], since) for channel in before.done if channel in newest}
                gap = Gap(before.since, before.read | again)
            if self._loaded:
                self._gaps[guild_id] = gap

    def gap(self, guild_id: int) -> Gap | None:
        """Return what is to be read back in a server, if anything."""
        return self._gaps.get(guild_id)

    def read_back(self, guild_id: int, gap: Gap, channel_id: int) -> None:
        """Note that a channel has been read back; an older gap than the present one counts for nothing."""
        if self._gaps.get(guild_id) is gap:
            gap.done.add(channel_id)

    def close(self, guild_id: int, gap: Gap) -> None:
        """Note that a whole server has been read back."""
        if self._gaps.get(guild_id) is gap:
            del self._gaps[guild_id]

    def forget(self, guild_id: int, channel_id: int) -> None:
        """Drop the cursor of a channel that is gone."""
        self._newest.get(guild_id, {}).pop(channel_id, None)
        self._moved.discard((guild_id, channel_id))
        self._dropped.add(channel_id)

    def erase(self, connection: Connection, person_id: int) -> None:
        """Delete how far a person's direct messages were read."""
        connection.execute(delete(cursors).where(cursors.c.guild_id == DIRECT, cursors.c.channel_id == person_id))
        # By person id, and so not among what is forgotten by Discord id.
        after_commit(connection, lambda: self.forget(DIRECT, person_id))

    async def save(self) -> None:
        """Write what moved since the last time; what cannot be written now is tried again.

        Raises:
            StorageUnavailable: nothing was written.
        """
        if not self._loaded:
            return
        moved = {key for key in self._moved if self._may_save(*key)}
        dropped = set(self._dropped)
        if not moved and not dropped:
            return
        # A server's own row says until when we surely listened, also for channels in which nothing was written.
        listened = {guild_id for guild_id, _ in moved} | {DIRECT}
        moved |= {
            (guild_id, guild_id)
            for guild_id in listened
            if guild_id in self._newest.get(guild_id, ()) and self._may_save(guild_id, guild_id)
        }
        self._moved -= moved
        self._dropped -= dropped
        now = self._clock.now()
        rows = [
            {"channel_id": channel, "guild_id": guild, "message_id": self._newest[guild][channel], "seen_at": now}
            for guild, channel in sorted(moved)
        ]
        gone = dropped | {channel for _, channel in moved}

        def work(connection: Connection) -> None:
            connection.execute(delete(cursors).where(cursors.c.channel_id.in_(tuple(gone))))
            if rows:
                connection.execute(insert(cursors), rows)

        try:
            await self._storage.write(work)
        except BaseException:
            self._moved |= moved
            self._dropped |= dropped
            raise

    async def try_save(self) -> bool:
        """Write what moved if that can be done now; where it cannot, a later start reads a little again."""
        try:
            await self.save()
        except StorageUnavailable:
            log.warning("cursors.not_saved")
            return False
        return True

    def _may_save(self, guild_id: int, channel_id: int) -> bool:
        gap = self._gaps.get(guild_id)
        return gap is None or channel_id in gap.done
