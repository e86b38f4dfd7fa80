"""What of ours has to go from Discord. A row stays until Discord said that it is gone; every function runs in a transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, bindparam, delete, func, insert, or_, select, update

from bot.messenger.tables import direct_channels, removals
from bot.storage.schema import Instant

WHOLE: Final = 0
LEFT: Final = "left"  # why nothing is tried: it stands in a server that the bot is not in any more


_TRIED: Final = removals.c.reason.is_distinct_from(LEFT)


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


def pending(connection: Connection, now: datetime, limit: int) -> list[Removal]:
    """Return what is to go and due, so many at most, what failed last; what stands where the bot is not is set aside."""
    query = select(removals).where(_TRIED, or_(removals.c.next_at.is_(None), removals.c.next_at <= now))
    rows = connection.execute(query.order_by(removals.c.failing_since.is_not(None), removals.c.asked_at).limit(limit))
    return [Removal(What(row.what), row.channel, row.message, row.before, row.failing_since) for row in rows]


def next_due(connection: Connection, now: datetime) -> datetime | None:
    """Return when the next of what is to go is due; None when nothing is left to try."""
    due = func.min(func.coalesce(removals.c.next_at, bindparam("now", now, type_=Instant())), type_=Instant())
    found: datetime | None = connection.execute(select(due).where(_TRIED)).scalar_one()
    return found


def any_pending(connection: Connection) -> bool:
    """Say whether anything still has to go that can be tried."""
    return connection.execute(select(removals.c.channel).where(_TRIED).limit(1)).first() is not None


def set_aside(connection: Connection, channels: Collection[int]) -> int:
    """Stop trying what stands in these channels; return how many things that is."""
    here = removals.c.channel.in_(channels)
    return connection.execute(update(removals).where(here, _TRIED).values(reason=LEFT, next_at=None)).rowcount


def set_aside_in(connection: Connection, channels: Collection[int]) -> set[int]:
    """Return those of these channels in which something is set aside already."""
    query = select(removals.c.channel).where(removals.c.channel.in_(channels), ~_TRIED)
    return set(connection.execute(query).scalars())


def take_up(connection: Connection) -> int:
    """Try again what was set aside; return how many things that is."""
    back = update(removals).where(~_TRIED).values(reason=None, next_at=None, failing_since=None)
    return connection.execute(back).rowcount


def is_gone(connection: Connection, channel: int, message: int) -> None:
    """Note that Discord said so."""
    connection.execute(delete(removals).where(removals.c.channel == channel, removals.c.message == message))


def failed(connection: Connection, removal: Removal, reason: str, at: datetime, again: datetime) -> None:
    """Note since when, and with which outcome (a code), something could not be removed, and when it is tried again."""
    this = (removals.c.channel == removal.channel, removals.c.message == removal.message)
    since = removal.failing_since or at
    connection.execute(update(removals).where(*this).values(reason=reason, failing_since=since, next_at=again))


def failing(connection: Connection) -> tuple[int, datetime | None]:
    """Return how many things could not be removed, and since when the first of them."""
    count, since = connection.execute(
        select(func.count(removals.c.failing_since), func.min(removals.c.failing_since)).where(_TRIED)
    ).one()
    return count, since


def left(connection: Connection) -> int:
    """Return how many things stand in servers that the bot is not in any more."""
    return connection.execute(select(func.count()).select_from(removals).where(~_TRIED)).scalar_one()


def _owe(
    connection: Connection, what: What, channel: int, message: int, at: datetime, before: int | None = None
) -> bool:
    this = (removals.c.channel == channel, removals.c.message == message)
    if connection.execute(select(removals.c.what).where(*this)).first() is not None:
        return False
    connection.execute(insert(removals).values(channel=channel, message=message, what=what, before=before, asked_at=at))
    return True
