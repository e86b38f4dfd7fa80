"""What of ours has to go from Discord. A row stays until Discord said that it is gone; every function runs in a transaction."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, func, insert, select, update

from bot.messenger.tables import direct_channels, removals

WHOLE: Final = 0


class What(StrEnum):
    """What is removed."""

    MESSAGE = "message"
    THREAD = "thread"
    DIRECT = "direct"  # all of ours in a direct-message channel, up to the id `before`


@dataclass(frozen=True, slots=True)
class Removal:
    """One thing that has to go; `failing_since` is when Discord first did not do it."""

    what: What
    channel: int
    message: int
    before: int | None
    failing_since: datetime | None


def owe_message(connection: Connection, channel: int, message: int, at: datetime) -> bool:
    """Have a message of ours removed; False if that was asked already."""
    return _owe(connection, What.MESSAGE, channel, message, at)


def owe_thread(connection: Connection, thread: int, at: datetime) -> bool:
    """Have a thread of ours removed with all that is in it; False if that was asked already."""
    return _owe(connection, What.THREAD, thread, WHOLE, at)


def owe_direct(connection: Connection, person_id: int, before: int, at: datetime) -> bool:
    """Have what we wrote to a person privately, up to the id `before`, removed; False if that was asked, or there is nothing."""
    channel = connection.execute(
        select(direct_channels.c.channel).where(direct_channels.c.person == person_id)
    ).scalar_one_or_none()
    return channel is not None and _owe(connection, What.DIRECT, channel, WHOLE, at, before)


def spare_from(connection: Connection, channel: int, message: int) -> None:
    """Leave a message of ours, and what follows it, in a direct-message channel that is to be emptied."""
    this = (removals.c.channel == channel, removals.c.what == What.DIRECT)
    connection.execute(update(removals).where(*this).values(before=message))


def pending(connection: Connection) -> list[Removal]:
    """Return what still has to go, what failed last."""
    rows = connection.execute(select(removals).order_by(removals.c.failing_since.is_not(None), removals.c.asked_at))
    return [Removal(What(row.what), row.channel, row.message, row.before, row.failing_since) for row in rows]


def any_pending(connection: Connection) -> bool:
    """Say whether anything still has to go."""
    return connection.execute(select(removals.c.channel).limit(1)).first() is not None


def is_gone(connection: Connection, channel: int, message: int) -> None:
    """Note that Discord said so."""
    connection.execute(delete(removals).where(removals.c.channel == channel, removals.c.message == message))


def failed(connection: Connection, removal: Removal, reason: str, at: datetime) -> None:
    """Note since when, and with which outcome (a code), something could not be removed."""
    this = (removals.c.channel == removal.channel, removals.c.message == removal.message)
    since = removal.failing_since or at
    connection.execute(update(removals).where(*this).values(reason=reason, failing_since=since))


def failing(connection: Connection) -> tuple[int, datetime | None]:
    """Return how many things could not be removed, and since when the first of them."""
    count, since = connection.execute(
        select(func.count(removals.c.failing_since), func.min(removals.c.failing_since))
    ).one()
    return count, since


def _owe(
    connection: Connection, what: What, channel: int, message: int, at: datetime, before: int | None = None
) -> bool:
    this = (removals.c.channel == channel, removals.c.message == message)
    if connection.execute(select(removals.c.what).where(*this)).first() is not None:
        return False
    connection.execute(insert(removals).values(channel=channel, message=message, what=what, before=before, asked_at=at))
    return True
