"""What the database knows of servers' own words. Every function runs whole inside one transaction."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.moderation.detection import Category
from bot.moderation.wordings.entry import Does, Entry
from bot.moderation.wordings.tables import wordings


def everything(connection: Connection) -> list[Entry]:
    """Return every confirmed entry of every server."""
    rows = connection.execute(select(wordings).where(wordings.c.confirmed).order_by(wordings.c.id))
    return [_entry(row) for row in rows]


def add(connection: Connection, entry: Entry, at: datetime, *, confirmed: bool) -> Entry:
    """Keep an entry (its id is given here) and return it."""
    made = connection.execute(
        insert(wordings)
        .values(
            guild_id=entry.guild_id,
            channel_id=entry.channel_id,
            does=entry.does,
            category=entry.category,
            phrase=entry.phrase,
            rule=entry.rule,
            confirmed=confirmed,
            made_at=at,
        )
        .returning(wordings)
    ).one()
    return _entry(made)


def same(connection: Connection, entry: Entry) -> bool:
    """Tell whether a confirmed entry says the same already."""
    found = connection.execute(
        select(wordings.c.id).where(
            wordings.c.guild_id == entry.guild_id,
            wordings.c.channel_id.is_not_distinct_from(entry.channel_id),
            wordings.c.does == entry.does,
            wordings.c.phrase.is_not_distinct_from(entry.phrase),
            wordings.c.rule.is_not_distinct_from(entry.rule),
            wordings.c.confirmed,
        )
    ).first()
    return found is not None


def confirm(connection: Connection, guild_id: int, entry_id: int) -> Entry | None:
    """Let a proposed entry count; None if there is none (any more)."""
    row = connection.execute(
        update(wordings)
        .where(wordings.c.id == entry_id, wordings.c.guild_id == guild_id)
        .values(confirmed=True)
        .returning(wordings)
    ).first()
    return None if row is None else _entry(row)


def remove(connection: Connection, guild_id: int, entry_id: int) -> bool:
    """Drop an entry."""
    gone = connection.execute(delete(wordings).where(wordings.c.id == entry_id, wordings.c.guild_id == guild_id))
    return gone.rowcount > 0


def drop_proposals(connection: Connection, before: datetime) -> None:
    """Drop what was proposed and never confirmed."""
    connection.execute(delete(wordings).where(wordings.c.confirmed.is_(False), wordings.c.made_at < before))


def count(connection: Connection, guild_id: int) -> int:
    """Count a server's entries."""
    return int(
        connection.execute(
            select(func.count()).select_from(wordings).where(wordings.c.guild_id == guild_id)
        ).scalar_one()
    )


def add_all(connection: Connection, entries: Iterable[Entry], at: datetime) -> list[Entry]:
    """Keep several entries, those left out that are there already."""
    return [add(connection, entry, at, confirmed=True) for entry in entries if not same(connection, entry)]


def _entry(row: Row[Any]) -> Entry:
    return Entry(row.id, row.guild_id, row.channel_id, Does(row.does), Category(row.category), row.phrase, row.rule)
