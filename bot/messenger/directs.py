"""What is known of writing to people privately: their channel, whether it is closed, and how often they were written to.

Hot in memory by Discord id; kept by person id, so that the database alone names nobody.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.messenger.budget import WEEK, may_write, next_chance
from bot.messenger.tables import direct_channels, direct_messages
from bot.storage.engine import Storage
from bot.storage.people import People

State = Literal["new", "open", "closed", "left"]

HALT = timedelta(minutes=10)
"""How long no new channel is opened after Discord said that we open too fast (40003)."""

PROBE_AGAIN = timedelta(days=7)
"""After this long a closed inbox is tried once more by bulk."""


@dataclass(frozen=True, slots=True)
class _Inbox:
    state: State = "new"
    channel: int | None = None
    since: datetime | None = None
    sent: tuple[datetime, ...] = field(default=())


class Directs:
    """The memory of direct messages. Without storage it lasts as long as the process."""

    def __init__(self, clock: Clock, storage: Storage | None = None, people: People | None = None) -> None:
        """Start knowing nothing; `load` reads what was kept."""
        self._clock = clock
        self._storage = storage
        self._people = people
        self._inboxes: dict[int, _Inbox] = {}
        self._readers: dict[int, int] = {}
        self._halted_until: datetime | None = None

    async def load(self) -> None:
        """Read what was kept; raises `StorageUnavailable`, and works from memory then."""
        if self._storage is None or self._people is None:
            return
        week_ago = self._clock.now() - WEEK

        def work(
            connection: Connection,
        ) -> tuple[list[tuple[int, State, int | None, datetime]], list[tuple[int, datetime]]]:
            channels = connection.execute(select(direct_channels)).all()
            recent = connection.execute(select(direct_messages).where(direct_messages.c.at > week_ago)).all()
            return [(row.person, row.state, row.channel, row.since) for row in channels], [
                (row.person, row.at) for row in recent
            ]

        channels, recent = await self._storage.read(work)
        for person, state, channel, since in channels:
            if (discord_id := self._recognise(person)) is not None:
                self._inboxes.setdefault(discord_id, _Inbox(state, channel, since))
                self._readers |= {} if channel is None else {channel: discord_id}
        for person, at in recent:
            if (discord_id := self._recognise(person)) is not None:
                inbox = self._inbox(discord_id)
                self._inboxes[discord_id] = replace(inbox, sent=(*inbox.sent, at))

    def take(self, channels: Mapping[int, int]) -> None:
        """Know these channels, as they were last known; what is known already stays."""
        for discord_id, channel in channels.items():
            self._inboxes.setdefault(discord_id, _Inbox("open", channel))
            self._readers[channel] = discord_id

    def channel(self, discord_id: int) -> int | None:
        """Return the id of the channel that was opened with a person."""
        return self._inbox(discord_id).channel

    def reader(self, channel_id: int) -> int | None:
        """Return whose direct-message channel this is, if it is one."""
        return self._readers.get(channel_id)

    def channels(self) -> dict[int, int]:
        """Return every channel that was opened, by person; who shares no server with us can write in none."""
        return {
            discord_id: inbox.channel
            for discord_id, inbox in self._inboxes.items()
            if inbox.channel is not None and inbox.state != "left"
        }

    def closed(self, discord_id: int) -> bool:
        """Say whether the last thing known is that the person takes no direct messages from us, or has left."""
        return self._inbox(discord_id).state in ("closed", "left")

    def left(self, discord_id: int) -> bool:
        """Say whether the last thing known is that the person shares no server with us."""
        return self._inbox(discord_id).state == "left"

    def worth_trying(self, discord_id: int) -> bool:
        """Say whether bulk may try: closed inboxes are left alone for a week, so that refused requests do not add up."""
        inbox = self._inbox(discord_id)
        return not self.closed(discord_id) or (
            inbox.since is not None and self._clock.now() - inbox.since >= PROBE_AGAIN
        )

    def may_write(self, discord_id: int, zone: ZoneInfo) -> bool:
        """Say whether the person's ration allows a message outside incidents now."""
        return may_write(self._inbox(discord_id).sent, self._clock.now(), zone)

    def next_chance(self, discord_id: int, zone: ZoneInfo) -> datetime:
        """Return the first instant at which the ration allows a message."""
        return next_chance(self._inbox(discord_id).sent, self._clock.now(), zone)

    def may_open(self) -> bool:
        """Say whether new channels may be opened, or Discord told us to stop."""
        return self._halted_until is None or self._clock.now() >= self._halted_until

    def halt(self) -> None:
        """Open no channel for a while."""
        self._halted_until = self._clock.now() + HALT

    def spend(self, discord_id: int) -> datetime:
        """Take one message from the ration and return its receipt."""
        now = self._clock.now()
        inbox = self._inbox(discord_id)
        self._inboxes[discord_id] = replace(inbox, sent=(*(one for one in inbox.sent if one > now - WEEK), now))
        return now

    def give_back(self, discord_id: int, receipt: datetime) -> None:
        """Put a message back that certainly did not go out."""
        inbox = self._inbox(discord_id)
        self._inboxes[discord_id] = replace(inbox, sent=tuple(one for one in inbox.sent if one != receipt))

    async def keep_receipt(self, discord_id: int, receipt: datetime) -> None:
        """Write down that a message went out."""

        def work(connection: Connection, person: int) -> None:
            connection.execute(delete(direct_messages).where(direct_messages.c.at <= receipt - WEEK))
            connection.execute(insert(direct_messages).values(person=person, at=receipt))

        await self._keep(discord_id, work)

    async def opened(self, discord_id: int, channel_id: int) -> None:
        """Remember a person's channel, and that it works."""
        await self._become(discord_id, "open", channel_id)

    async def found_closed(self, discord_id: int) -> None:
        """Remember that a person takes no direct messages."""
        await self._become(discord_id, "closed", self.channel(discord_id))

    async def found_left(self, discord_id: int) -> None:
        """Remember that a person shares no server with us."""
        await self._become(discord_id, "left", self.channel(discord_id))

    async def came_back(self, discord_id: int) -> None:
        """Forget that a person had left or closed their inbox: they joined again, or wrote to us."""
        if self.closed(discord_id):
            await self._become(discord_id, "open" if self.channel(discord_id) else "new", self.channel(discord_id))

    def _recognise(self, person_id: int) -> int | None:
        return None if self._people is None else self._people.discord_id(person_id)

    def _inbox(self, discord_id: int) -> _Inbox:
        return self._inboxes.get(discord_id) or _Inbox()

    async def _become(self, discord_id: int, state: State, channel: int | None) -> None:
        before = self._inbox(discord_id)
        if (before.state, before.channel) == (state, channel) and state == "open":
            return
        since = self._clock.now()
        self._inboxes[discord_id] = replace(before, state=state, channel=channel, since=since)
        self._readers |= {} if channel is None else {channel: discord_id}
        values = {"channel": channel, "state": state, "since": since}

        def work(connection: Connection, person: int) -> None:
            known = direct_channels.c.person == person
            if not connection.execute(update(direct_channels).where(known).values(values)).rowcount:
                connection.execute(insert(direct_channels).values(person=person, **values))

        await self._keep(discord_id, work)

    async def _keep(self, discord_id: int, work: Callable[[Connection, int], None]) -> None:
        """Write down best effort: memory goes on without the database."""
        if self._storage is None or self._people is None:
            return
        try:
            person = await self._people.person(discord_id)
            await self._storage.write(lambda connection: work(connection, person))
        except StorageUnavailable:
            return

    def erase(self, connection: Connection, person_id: int) -> None:
        """Delete how a person was written to; `forget` follows for what memory holds."""
        connection.execute(delete(direct_channels).where(direct_channels.c.person == person_id))
        connection.execute(delete(direct_messages).where(direct_messages.c.person == person_id))

    def forget(self, discord_id: int) -> None:
        """Drop a person from memory."""
        inbox = self._inboxes.pop(discord_id, None)
        if inbox is not None and inbox.channel is not None:
            self._readers.pop(inbox.channel, None)
