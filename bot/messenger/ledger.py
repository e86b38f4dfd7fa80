"""What was posted under which key, written down around the sending, so that a crash leaves a question and not a double."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, delete, insert, select, update

from bot.messenger.tables import posts
from bot.storage.engine import Storage

State = Literal["intended", "sent", "deleted", "unknown", "failed"]


@dataclass(frozen=True, slots=True)
class Entry:
    """One post: `look` is a keyed hash of what it shows, `at` when it was last meant to be sent."""

    state: State
    channel: int | None
    message: int | None
    look: str
    at: datetime


class Ledger:
    """The table of posts; every method may raise `StorageUnavailable`."""

    def __init__(self, storage: Storage) -> None:
        """Write with the given storage."""
        self._storage = storage

    async def recall(self, name: str) -> Entry | None:
        """Return what is written under a name."""

        def work(connection: Connection) -> Entry | None:
            row = connection.execute(select(posts).where(posts.c.key == name)).one_or_none()
            return None if row is None else Entry(row.state, row.channel, row.message, row.look, row.at)

        return await self._storage.read(work)

    async def intend(self, name: str, *, channel: int | None, look: str, at: datetime, urgent: bool = False) -> None:
        """Write down that a post is about to be sent, for the first time at `at`."""
        await self._put(name, Entry("intended", channel, None, look, at), urgent=urgent)

    async def record(self, name: str, entry: Entry, *, urgent: bool = False) -> None:
        """Write down what became of it."""
        await self._put(name, entry, urgent=urgent)

    async def claimed(self, message_id: int) -> bool:
        """Say whether a message or thread belongs to some key already."""

        def work(connection: Connection) -> bool:
            return connection.execute(select(posts.c.key).where(posts.c.message == message_id)).first() is not None

        return await self._storage.read(work)

    async def _put(self, name: str, entry: Entry, *, urgent: bool) -> None:
        values = {
            "channel": entry.channel,
            "message": entry.message,
            "state": entry.state,
            "look": entry.look,
            "at": entry.at,
        }

        def work(connection: Connection) -> None:
            if not connection.execute(update(posts).where(posts.c.key == name).values(values)).rowcount:
                connection.execute(insert(posts).values(key=name, **values))

        await self._storage.write(work, urgent=urgent)


def forget(connection: Connection, before: datetime) -> int:
    """Delete entries from before an instant, to which no attempt comes back any more; return how many."""
    return connection.execute(delete(posts).where(posts.c.at < before)).rowcount
