"""What the database knows of reports. Every function runs whole inside one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, or_, select, update

from bot.moderation.reports.report import OPEN
from bot.moderation.reports.tables import reports


def add(connection: Connection, **values: Any) -> int:  # noqa: ANN401  columns differ in type
    """Keep a report and return its number."""
    number: int = connection.execute(insert(reports).values(**values).returning(reports.c.id)).scalar_one()
    return number


def find(connection: Connection, number: int) -> Row[Any] | None:
    """Return a report."""
    return connection.execute(select(reports).where(reports.c.id == number)).one_or_none()


def change(connection: Connection, number: int, **values: Any) -> bool:  # noqa: ANN401  columns differ in type
    """Change a report that is open; False if it is not."""
    changed = connection.execute(
        update(reports).where(reports.c.id == number, reports.c.state.in_(OPEN)).values(**values)
    )
    return changed.rowcount == 1


def put_words(connection: Connection, number: int, words: bytes) -> None:
    """Put other sealed words in the place of a report's."""
    connection.execute(update(reports).where(reports.c.id == number).values(words=words))


def in_server(connection: Connection, guild_id: int, *, limit: int) -> list[Row[Any]]:
    """Return a server's reports that are open, oldest first, and then the newest of the others."""
    query = select(reports).where(reports.c.guild_id == guild_id)
    still = connection.execute(query.where(reports.c.state.in_(OPEN)).order_by(reports.c.id).limit(limit)).all()
    over = connection.execute(query.where(reports.c.state.not_in(OPEN)).order_by(reports.c.id.desc()).limit(limit))
    return [*still, *over.all()][:limit]


def of_person(connection: Connection, person_id: int) -> list[Row[Any]]:
    """Return what somebody sent, newest first."""
    return list(
        connection.execute(select(reports).where(reports.c.person_id == person_id).order_by(reports.c.id.desc())).all()
    )


def sent_since(connection: Connection, person_id: int, since: datetime) -> int:
    """Count what somebody sent since an instant."""
    counted = select(func.count()).select_from(reports).where(reports.c.person_id == person_id, reports.c.at >= since)
    return int(connection.execute(counted).scalar_one())


def read_by(connection: Connection, person_id: int) -> list[Row[Any]]:
    """Return the reports that somebody opened first."""
    return list(connection.execute(select(reports).where(reports.c.reader_id == person_id)).all())


def erase(connection: Connection, person_id: int) -> None:
    """Remove what somebody sent, and their name as reader."""
    connection.execute(delete(reports).where(reports.c.person_id == person_id))
    connection.execute(update(reports).where(reports.c.reader_id == person_id).values(reader_id=None))


def drop_older(connection: Connection, *, closed: datetime, sent: datetime) -> int:
    """Remove what was closed up to an instant, and what was sent up to another."""
    return connection.execute(delete(reports).where(or_(reports.c.closed_at <= closed, reports.c.at <= sent))).rowcount
