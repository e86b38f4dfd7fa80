"""Which of our messages name somebody, so that they can be removed from Discord when that person, or their time, is gone."""

import re
from collections import OrderedDict
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select

from bot.clock import Clock, snowflake
from bot.messenger import removals
from bot.messenger.directs import Directs
from bot.messenger.message import Message
from bot.messenger.port import Sent
from bot.messenger.tables import direct_channels, traces
from bot.storage.engine import Storage
from bot.storage.people import People

MENTION: Final = re.compile(r"<@!?(\d+)>")
MOST_REMEMBERED: Final = 2000

NAMED_AT_MOST: Final = timedelta(days=180)
"""How long a message that names somebody stays after it was last changed: as long as check-ins (PRACTICE, Defaults)."""


def named_in(message: Message) -> frozenset[int]:
    """Return the people whom a message is about, or mentions anywhere."""
    texts = [message.content]
    for card in message.cards:
        texts += [card.title, card.body, *(field.value for field in card.fields)]
    return message.about | {int(number) for text in texts for number in MENTION.findall(text)}


class Traces:
    """Writes down who is named where, and what of that has to go. Whoever nothing is kept of is not written down."""

    def __init__(self, storage: Storage, people: People, directs: Directs, clock: Clock) -> None:
        """Work beside the messenger; `wake` is called in the transaction in which something new has to go."""
        self._storage = storage
        self._people = people
        self._directs = directs
        self._clock = clock
        self._noted: OrderedDict[int, tuple[date, frozenset[int]]] = OrderedDict()
        self.wake: Callable[[Connection], object] = lambda _: None

    async def note(self, sent: Sent, message: Message) -> None:
        """Write down whom a message that was posted or changed names; raises `StorageUnavailable`."""
        names, now = named_in(message), self._clock.now()
        if not names and sent.message_id not in self._noted:
            return
        reader = self._directs.reader(sent.channel_id)
        own = None if reader is None else await self._people.person(reader)
        known = (self._people.known(one) for one in names if one != reader)
        people = frozenset(one for one in known if one is not None)
        if self._noted.get(sent.message_id) == (now.date(), people):
            return
        place = {"channel": sent.channel_id if own is None else None, "reader": own, "at": now}
        rows = [{"message": sent.message_id, "person": one, **place} for one in people]

        def work(connection: Connection) -> None:
            connection.execute(delete(traces).where(traces.c.message == sent.message_id))
            if rows:
                connection.execute(insert(traces), rows)

        await self._storage.write(work)
        self._noted[sent.message_id] = (now.date(), people)
        while len(self._noted) > MOST_REMEMBERED:
            self._noted.popitem(last=False)

    async def deleted(self, channel_id: int, message_id: int, *, gone: bool) -> None:
        """Write down that a message is gone, or has to be; raises `StorageUnavailable`."""
        now = self._clock.now()

        def work(connection: Connection) -> None:
            if gone:
                connection.execute(delete(traces).where(traces.c.message == message_id))
                removals.is_gone(connection, channel_id, message_id)
            elif removals.owe_message(connection, channel_id, message_id, now):
                self.wake(connection)

        await self._storage.write(work)

    def erase(self, connection: Connection, person_id: int) -> None:
        """Have everything removed that we wrote to a person, and every message that names them."""
        now = self._clock.now()
        removals.owe_direct(connection, person_id, snowflake(now), now)
        self._owe_where(connection, traces.c.person == person_id, now)
        connection.execute(delete(traces).where(traces.c.reader == person_id))
        if removals.any_pending(connection):
            self.wake(connection)

    def sweep(self, connection: Connection, now: datetime) -> int:
        """Have messages removed whose time is over, and try again what is still there; return how many are new."""
        gone = self._owe_where(connection, traces.c.at < now - NAMED_AT_MOST, now)
        if removals.any_pending(connection):
            self.wake(connection)
        return gone

    def _owe_where(self, connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
        rows = connection.execute(
            select(traces.c.message, func.coalesce(traces.c.channel, direct_channels.c.channel))
            .join(direct_channels, direct_channels.c.person == traces.c.reader, isouter=True)
            .where(which)
            .distinct()
        ).all()
        for message, channel in rows:
            if channel is not None:
                removals.owe_message(connection, channel, message, now)
            connection.execute(delete(traces).where(traces.c.message == message))
        return len(rows)
