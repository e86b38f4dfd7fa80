"""Groups and the people in them, as rows; every function runs inside a caller's transaction."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from bot.groups.errors import ChangedMeanwhile, NoSuchGroup
from bot.groups.model import Belonging, Group, Role, Seats
from bot.groups.tables import group_people, groups


def find(connection: Connection, group_id: int) -> Group:
    """Return a group.

    Raises:
        NoSuchGroup: it is not there.
    """
    row = connection.execute(select(groups).where(groups.c.id == group_id)).first()
    if row is None:
        raise NoSuchGroup
    return Group.of(row)


def in_server(connection: Connection, guild_id: int, *, archived: bool = False) -> list[Group]:
    """Return a server's groups by name, those at work unless the archived are asked for."""
    chosen = groups.c.archived_at.is_not(None) if archived else groups.c.archived_at.is_(None)
    query = select(groups).where(groups.c.guild_id == guild_id, chosen).order_by(groups.c.name, groups.c.id)
    return [Group.of(row) for row in connection.execute(query)]


def with_role(connection: Connection, guild_id: int, roles: Collection[int]) -> list[Group]:
    """Return a server's groups at work whose participants' role is one of some roles."""
    chosen = groups.c.archived_at.is_(None), groups.c.role_id.in_(roles)
    return [Group.of(row) for row in connection.execute(select(groups).where(groups.c.guild_id == guild_id, *chosen))]


def at_work(connection: Connection) -> list[Group]:
    """Return every group that is not archived."""
    return [Group.of(row) for row in connection.execute(select(groups).where(groups.c.archived_at.is_(None)))]


def create(connection: Connection, **values: Any) -> Group:  # noqa: ANN401  each column has its own type
    """Enter a group."""
    number = connection.execute(insert(groups).values(version=1, **values).returning(groups.c.id)).scalar_one()
    return find(connection, number)


def change(connection: Connection, group_id: int, version: int | None, **values: Any) -> Group:  # noqa: ANN401
    """Change a group if nobody else did since it was read (`version`); None changes what nobody types.

    Raises:
        ChangedMeanwhile: somebody did.
        NoSuchGroup: it is not there.
    """
    where = [groups.c.id == group_id]
    if version is not None:
        where.append(groups.c.version == version)
        values["version"] = version + 1
    if connection.execute(update(groups).where(*where).values(**values)).rowcount == 0:
        find(connection, group_id)
        raise ChangedMeanwhile
    return find(connection, group_id)


def unled(connection: Connection, guild_id: int) -> list[Group]:
    """Return a server's groups at work of which was noticed that nobody looks after them."""
    chosen = groups.c.guild_id == guild_id, groups.c.archived_at.is_(None), groups.c.unled_since.is_not(None)
    return [Group.of(row) for row in connection.execute(select(groups).where(*chosen).order_by(groups.c.id))]


def note_unled(connection: Connection, group_id: int, since: datetime | None) -> None:
    """Note since when nobody looks after a group; None if somebody does."""
    connection.execute(update(groups).where(groups.c.id == group_id).values(unled_since=since, unled_told=None))


def tell_unled(connection: Connection, guild_id: int, by: str) -> list[Group]:
    """Return of those groups the ones that `by` is the first to tell of, also if it is asked again."""
    found = [one for one in unled(connection, guild_id) if one.unled_told in (None, by)]
    connection.execute(update(groups).where(groups.c.id.in_([one.id for one in found])).values(unled_told=by))
    return found


def people(connection: Connection, group_id: int) -> list[Belonging]:
    """Return everybody of a group, those who came first first."""
    query = select(group_people).where(group_people.c.group_id == group_id)
    ordered = query.order_by(group_people.c.joined_at, group_people.c.person_id)
    return [Belonging.of(row) for row in connection.execute(ordered)]


def belonging(connection: Connection, group_id: int, person_id: int) -> Belonging | None:
    """Return what somebody is in a group."""
    row = connection.execute(
        select(group_people).where(group_people.c.group_id == group_id, group_people.c.person_id == person_id)
    ).first()
    return None if row is None else Belonging.of(row)


def count(connection: Connection, group_id: int, seats: Seats) -> int:
    """Return how many participants a group has: those on its list who are still in its server, and who holds its role."""
    listed = people(connection, group_id)
    by_role = seats.by_role - {one.person_id for one in listed}
    return len(by_role) + sum(one.role is Role.PARTICIPANT and one.person_id not in seats.gone for one in listed)


def enter(connection: Connection, group_id: int, person_id: int, role: Role, at: datetime) -> None:
    """Give somebody a role in a group; what they chose for themselves stays. Who waited has been in it from now on."""
    which = (group_people.c.group_id == group_id, group_people.c.person_id == person_id)
    before = belonging(connection, group_id, person_id)
    if before is not None:
        waited = before.role is Role.WAITING and role is not Role.WAITING
        joined_at = at if waited else before.joined_at
        connection.execute(update(group_people).where(*which).values(role=role, joined_at=joined_at))
    else:
        connection.execute(
            insert(group_people).values(
                group_id=group_id,
                person_id=person_id,
                role=role,
                joined_at=at,
                notes=False,
                reminders="none",
            )
        )


def prefer(connection: Connection, group_id: int, person_id: int, **values: Any) -> None:  # noqa: ANN401
    """Change what somebody chose for themselves."""
    connection.execute(
        update(group_people)
        .where(group_people.c.group_id == group_id, group_people.c.person_id == person_id)
        .values(**values)
    )


def leave(connection: Connection, group_id: int, person_id: int) -> None:
    """Take somebody out of a group."""
    connection.execute(
        delete(group_people).where(group_people.c.group_id == group_id, group_people.c.person_id == person_id)
    )


def move_up(connection: Connection, group: Group, seats: Seats, at: datetime) -> Belonging | None:
    """Give, at an instant, the next of the waiting list a place, if there is one; who is gone holds none and gets none."""
    if count(connection, group.id, seats) >= group.capacity:
        return None
    waiting = (one for one in people(connection, group.id) if one.role is Role.WAITING)
    following = next((one for one in waiting if one.person_id not in seats.gone), None)
    if following is not None:
        enter(connection, group.id, following.person_id, Role.PARTICIPANT, at)
    return following
