"""What the database knows of agreements. Every function runs whole inside one transaction."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from bot.guidelines.agreement import Version
from bot.guidelines.tables import guideline_places, guideline_versions, pledges


def versions(connection: Connection, guild_id: int) -> list[Version]:
    """Return the published versions of a server, oldest first."""
    rows = connection.execute(
        select(guideline_versions)
        .where(guideline_versions.c.guild_id == guild_id, guideline_versions.c.published)
        .order_by(guideline_versions.c.version)
    )
    return [Version(row.version, row.texts, row.at) for row in rows]


def draft(connection: Connection, guild_id: int) -> Version | None:
    """Return what is written and not published."""
    row = connection.execute(
        select(guideline_versions).where(
            guideline_versions.c.guild_id == guild_id, guideline_versions.c.published.is_(False)
        )
    ).first()
    return None if row is None else Version(row.version, row.texts, row.at)


def put_draft(connection: Connection, guild_id: int, version: Version, by: int, at: datetime) -> None:
    """Write a draft over the one that is there."""
    connection.execute(
        delete(guideline_versions).where(
            guideline_versions.c.guild_id == guild_id, guideline_versions.c.published.is_(False)
        )
    )
    values = {"guild_id": guild_id, "version": version.number, "texts": version.texts, "at": at, "by": by}
    connection.execute(insert(guideline_versions).values(published=False, **values))


def publish(connection: Connection, guild_id: int, number: int, by: int, at: datetime) -> bool:
    """Make a draft the version that counts; true for exactly one of any number of people who try."""
    return (
        connection.execute(
            update(guideline_versions)
            .where(
                guideline_versions.c.guild_id == guild_id,
                guideline_versions.c.version == number,
                guideline_versions.c.published.is_(False),
            )
            .values(published=True, at=at, by=by)
        ).rowcount
        == 1
    )


def pledge(connection: Connection, guild_id: int, person_id: int) -> Row[Any] | None:
    """Return what somebody agreed to."""
    return connection.execute(
        select(pledges).where(pledges.c.guild_id == guild_id, pledges.c.person_id == person_id)
    ).first()


def put_pledge(connection: Connection, guild_id: int, person_id: int, number: int, at: datetime) -> None:
    """Write down that somebody agreed to a version, in place of what they agreed to before."""
    drop_pledge(connection, guild_id, person_id)
    connection.execute(insert(pledges).values(guild_id=guild_id, person_id=person_id, version=number, at=at))


def drop_pledge(connection: Connection, guild_id: int, person_id: int) -> bool:
    """Remove somebody's agreement; true if there was one."""
    where = (pledges.c.guild_id == guild_id, pledges.c.person_id == person_id)
    return connection.execute(delete(pledges).where(*where)).rowcount > 0


def pledged(connection: Connection, guild_id: int) -> list[Row[Any]]:
    """Return everybody's agreement in a server."""
    return list(connection.execute(select(pledges).where(pledges.c.guild_id == guild_id)).all())


def counts(connection: Connection, guild_id: int) -> dict[int, int]:
    """Return how many people agreed to which version."""
    rows = connection.execute(
        select(pledges.c.version, func.count()).where(pledges.c.guild_id == guild_id).group_by(pledges.c.version)
    )
    return {row[0]: row[1] for row in rows}


def place(connection: Connection, guild_id: int) -> Row[Any] | None:
    """Return where newcomers meet the agreement."""
    return connection.execute(select(guideline_places).where(guideline_places.c.guild_id == guild_id)).first()


def put_place(connection: Connection, guild_id: int, channel_id: int, message_id: int | None, at: datetime) -> None:
    """Write down where newcomers meet the agreement."""
    connection.execute(delete(guideline_places).where(guideline_places.c.guild_id == guild_id))
    values = {"guild_id": guild_id, "channel_id": channel_id, "message_id": message_id, "since": at}
    connection.execute(insert(guideline_places).values(values))
