"""What the database knows of the record. Every function runs whole inside one transaction."""

from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from bot.audit import chain
from bot.audit.chain import Ends, Link
from bot.audit.tables import audit_chains, audit_lines, audit_posts


def ends(connection: Connection, guild_id: int, *, hold: bool = False) -> Ends | None:
    """Return the ends of a chain; a writing transaction may `hold` them until it is over."""
    query = select(audit_chains).where(audit_chains.c.guild_id == guild_id)
    row = connection.execute(query.with_for_update() if hold else query).one_or_none()
    return None if row is None else _ends(row)


def guilds(connection: Connection) -> list[int]:
    """Return the servers that have a chain, the host among them as 0, or lines without one."""
    both = select(audit_chains.c.guild_id).union(select(audit_lines.c.guild_id))
    return sorted(connection.execute(both).scalars())


def put_ends(connection: Connection, values: Ends, secret: bytes) -> None:
    """Sign and store the ends of a chain."""
    row = asdict(values) | {"signature": values.signed(secret)}
    changed = connection.execute(update(audit_chains).where(audit_chains.c.guild_id == values.guild_id).values(row))
    if changed.rowcount == 0:
        connection.execute(insert(audit_chains).values(row))


def append(connection: Connection, line: Link) -> None:
    """Add a line."""
    connection.execute(insert(audit_lines).values(asdict(line)))


def after(connection: Connection, guild_id: int, seq: int, limit: int) -> list[Link]:
    """Return the lines after a number, oldest first."""
    query = select(audit_lines).where(audit_lines.c.guild_id == guild_id, audit_lines.c.seq > seq)
    rows = connection.execute(query.order_by(audit_lines.c.seq).limit(limit))
    return [_link(row) for row in rows]


def before(connection: Connection, guild_id: int, seq: int | None, limit: int) -> list[Link]:
    """Return the lines before a number, or the last ones, newest first."""
    query = select(audit_lines).where(audit_lines.c.guild_id == guild_id)
    if seq is not None:
        query = query.where(audit_lines.c.seq < seq)
    rows = connection.execute(query.order_by(audit_lines.c.seq.desc()).limit(limit))
    return [_link(row) for row in rows]


def one(connection: Connection, guild_id: int, seq: int) -> Link | None:
    """Return a line by its number."""
    query = select(audit_lines).where(audit_lines.c.guild_id == guild_id, audit_lines.c.seq == seq)
    row = connection.execute(query).one_or_none()
    return None if row is None else _link(row)


def naming(connection: Connection, person_id: int) -> Sequence[Link]:
    """Return the lines that name a person."""
    named = or_(audit_lines.c.actor_id == person_id, audit_lines.c.subject_id == person_id)
    rows = connection.execute(select(audit_lines).where(named).order_by(audit_lines.c.at))
    return [_link(row) for row in rows]


def blank(connection: Connection, person_id: int) -> dict[int, int]:
    """Erase who and what with their salts where they name a person; return how many parts went, by server."""
    gone: dict[int, int] = {}
    for column, values in (
        (audit_lines.c.actor_id, {"actor_id": None, "actor_salt": None}),
        (audit_lines.c.subject_id, {"subject_id": None, "about": None, "subject_salt": None}),
    ):
        counted = select(audit_lines.c.guild_id, func.count()).where(column == person_id)
        for guild_id, count in connection.execute(counted.group_by(audit_lines.c.guild_id)):
            gone[guild_id] = gone.get(guild_id, 0) + count
        connection.execute(update(audit_lines).where(column == person_id).values(values))
    return gone


def prune(connection: Connection, guild_id: int, until: datetime, secret: bytes) -> int:
    """Remove the oldest lines, those up to an instant, and sign the new beginning; return how many went."""
    known = ends(connection, guild_id, hold=True)
    query = select(audit_lines.c.seq).where(audit_lines.c.guild_id == guild_id, audit_lines.c.at > until)
    stays = connection.execute(query.order_by(audit_lines.c.seq).limit(1)).scalar()
    if known is None:
        return 0
    last = one(connection, guild_id, known.seq if stays is None else stays - 1)
    if last is None or last.seq <= known.first_seq:
        return 0
    gone = connection.execute(
        delete(audit_lines).where(audit_lines.c.guild_id == guild_id, audit_lines.c.seq <= last.seq)
    )
    put_ends(connection, Ends(guild_id, last.seq, last.link, known.seq, known.link), secret)
    return gone.rowcount


def add(connection: Connection, line: Link, secret: bytes) -> None:
    """Hang a line behind the last one of its chain: its number and link are given here."""
    known = ends(connection, line.guild_id, hold=True) or chain.origin(line.guild_id)
    numbered = Link(**(asdict(line) | {"seq": known.seq + 1}))
    tied = Link(**(asdict(numbered) | {"link": chain.link(known.link, numbered)}))
    append(connection, tied)
    put_ends(connection, Ends(line.guild_id, known.first_seq, known.first_link, tied.seq, tied.link), secret)


def note_posted(connection: Connection, guild_id: int, at: datetime, *, posted: bool) -> None:
    """Note that a server's code was posted; or, where it never was, since when that is tried."""
    here = audit_posts.c.guild_id == guild_id
    known = connection.execute(select(audit_posts.c.at).where(here)).first() is not None
    if not known:
        connection.execute(insert(audit_posts).values(guild_id=guild_id, at=at))
    elif posted:
        connection.execute(update(audit_posts).where(here).values(at=at))


def unposted(connection: Connection, guilds: Collection[int], before: datetime) -> tuple[int, datetime | None]:
    """Return in how many of these servers no code was posted since an instant, and the last post of the first of them."""
    late = (audit_posts.c.guild_id.in_(guilds), audit_posts.c.at < before)
    count, since = connection.execute(select(func.count(), func.min(audit_posts.c.at)).where(*late)).one()
    return count, since


def _ends(row: Row[Any]) -> Ends:
    return Ends(*tuple(row))


def _link(row: Row[Any]) -> Link:
    return Link(*tuple(row))
