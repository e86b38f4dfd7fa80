"""What the database knows of cases. Every function runs whole inside one transaction."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, bindparam, delete, func, insert, select, update

from bot.moderation.detection import Tier
from bot.moderation.incident import HELD, OPEN, UNHELD, Code, Outcome, State
from bot.moderation.tables import concerns, incident_log, incident_messages, incident_words, incidents, pages
from bot.storage.schema import Instant

Values = dict[str, Any]

# Built once: an alert waits for the transaction that opens its case, and putting a statement together is most of the work.
_SEEN: Final = select(incident_messages).where(incident_messages.c.message_id == bindparam("its_message"))
_NEXT_NUMBER: Final = (
    select(func.coalesce(func.max(incidents.c.number), 0) + 1)
    .where(incidents.c.guild_id == bindparam("its_guild"))
    .scalar_subquery()
)
_INSERT: Final = insert(incidents).values(number=_NEXT_NUMBER).returning(incidents)
_TIMES: Final = (
    select(func.count())
    .select_from(incidents)
    .where(
        incidents.c.guild_id == bindparam("its_guild"),
        incidents.c.person_id == bindparam("its_person"),
        incidents.c.opened_at >= bindparam("since", type_=Instant()),
        incidents.c.outcome.is_distinct_from(Outcome.FALSE_ALARM),
    )
)

_FURTHER: Final = {state: step for step, state in enumerate(State)}


@dataclass(frozen=True, slots=True)
class Opened:
    """What became of an attempt to open a case: the row, whether it is new, and whether this very text was taken before.

    `again` says that the whole transaction was carried out before, and only its answer was lost.
    """

    row: Row[Any]
    new: bool
    known: bool = False
    again: bool = False


def open_or_join(
    connection: Connection, *, values: Values, join: bool, message_id: int | None, written_at: datetime
) -> Opened:
    """Open a case or `join` the person's open one; a version of a message that was taken before changes nothing."""
    if message_id is not None:
        seen = _seen(connection, message_id)
        if seen is not None:
            if seen.at >= written_at:
                return Opened(get(connection, seen.incident_key), new=False, known=True)
            connection.execute(delete(incident_messages).where(incident_messages.c.message_id == message_id))
    if not join and (written := find(connection, values["key"])) is not None:
        return Opened(written, new=False, again=True)
    current = open_case_of(connection, values["guild_id"], values["person_id"]) if join else None
    row = _insert(connection, values) if current is None else current
    if message_id is not None:
        _note(connection, row.key, message_id, written_at)
    if current is not None:
        log(connection, row.key, values["active_at"], Code.JOINED, None, values["tier"])
    return Opened(row, new=current is None)


def merge(connection: Connection, values: Values) -> tuple[Row[Any], bool]:
    """Write down a case as memory knew it while the database was away; what has gone further here stays.

    A later round goes further than an earlier one; within a round, acknowledged goes further than paging.

    Returns:
        The case as it then stands, and whether what memory knew was taken.
    """
    row = find(connection, values["key"])
    if row is None:
        return _insert(connection, values), True
    if how_far(values["round"], values["state"]) < how_far(row.round, State(row.state)):
        return row, False
    change(connection, **values)
    return get(connection, values["key"]), True


def how_far(round_: int, state: State) -> tuple[int, int]:
    """Return how far a case has gone, to be compared."""
    return round_, _FURTHER[state]


def _insert(connection: Connection, values: Values) -> Row[Any]:
    row = connection.execute(_INSERT, {**values, "its_guild": values["guild_id"]}).one()
    log(connection, values["key"], values["opened_at"], Code.OPENED, None, values["source"])
    return row


def note_message(connection: Connection, key: int, message_id: int, at: datetime) -> None:
    """Note that a version of a message led to a case, unless that is known."""
    if _seen(connection, message_id) is None:
        _note(connection, key, message_id, at)


def _seen(connection: Connection, message_id: int) -> Row[Any] | None:
    return connection.execute(_SEEN, {"its_message": message_id}).first()


def _note(connection: Connection, key: int, message_id: int, at: datetime) -> None:
    connection.execute(insert(incident_messages), {"message_id": message_id, "at": at, "incident_key": key})


def get(connection: Connection, key: int) -> Row[Any]:
    """Return a case's row; raises sqlalchemy's NoResultFound when there is none."""
    return connection.execute(select(incidents).where(incidents.c.key == key)).one()


def find(connection: Connection, key: int) -> Row[Any] | None:
    """Return a case's row, or None."""
    return connection.execute(select(incidents).where(incidents.c.key == key)).first()


def last_in_space(connection: Connection, space_id: int) -> Row[Any] | None:
    """Return the newest case whose private space this was."""
    query = select(incidents).where(incidents.c.space_id == space_id).order_by(incidents.c.opened_at.desc())
    return connection.execute(query.limit(1)).first()


def by_number(connection: Connection, guild_id: int, number: int) -> Row[Any] | None:
    """Return the case that people know by its number."""
    return connection.execute(
        select(incidents).where(incidents.c.guild_id == guild_id, incidents.c.number == number)
    ).first()


def by_numbers(connection: Connection, guild_id: int, numbers: Collection[int]) -> list[Row[Any]]:
    """Return those of a server's cases that people know by these numbers."""
    query = select(incidents).where(incidents.c.guild_id == guild_id, incidents.c.number.in_(numbers))
    return list(connection.execute(query).all())


def open_case_of(connection: Connection, guild_id: int, person_id: int) -> Row[Any] | None:
    """Return a person's open case in a server."""
    return connection.execute(
        select(incidents)
        .where(
            incidents.c.guild_id == guild_id,
            incidents.c.person_id == person_id,
            incidents.c.state.in_(OPEN),
        )
        .order_by(incidents.c.opened_at.desc())
    ).first()


def all_open(connection: Connection) -> list[Row[Any]]:
    """Return every open case, oldest first."""
    return list(
        connection.execute(select(incidents).where(incidents.c.state.in_(OPEN)).order_by(incidents.c.opened_at)).all()
    )


def newest_versions(connection: Connection, most: int) -> list[tuple[int, datetime]]:
    """Return the newest messages that led to cases, oldest first, and which version of each was read."""
    query = select(incident_messages.c.message_id, incident_messages.c.at)
    rows = connection.execute(query.order_by(incident_messages.c.message_id.desc()).limit(most)).all()
    return [(row.message_id, row.at) for row in reversed(rows)]


def of_server(connection: Connection, guild_id: int, *, only_open: bool, limit: int) -> list[Row[Any]]:
    """Return a server's cases, newest first."""
    query = select(incidents).where(incidents.c.guild_id == guild_id)
    if only_open:
        query = query.where(incidents.c.state.in_(OPEN))
    return list(connection.execute(query.order_by(incidents.c.number.desc()).limit(limit)).all())


def times_since(connection: Connection, guild_id: int, person_id: int, since: datetime) -> int:
    """Count a person's cases since an instant, false alarms left out."""
    return connection.execute(_TIMES, {"its_guild": guild_id, "its_person": person_id, "since": since}).scalar_one()


def change(connection: Connection, key: int, **values: Any) -> None:  # noqa: ANN401  columns differ in type
    """Set columns of a case."""
    connection.execute(update(incidents).where(incidents.c.key == key).values(**values))


def acknowledge(connection: Connection, key: int, person_id: int, at: datetime) -> bool:
    """Take a case: true for exactly one of any number of people who try, and for whom it was handed over to."""
    taken = connection.execute(
        update(incidents)
        .where(
            incidents.c.key == key,
            (incidents.c.state.in_(UNHELD)) | (incidents.c.state.in_(HELD) & (incidents.c.handed_to_id == person_id)),
        )
        .values(state=State.ACKNOWLEDGED, holder_id=person_id, handed_to_id=None, acknowledged_at=at, active_at=at)
    )
    if taken.rowcount != 1:
        return False
    log(connection, key, at, Code.ACKNOWLEDGED, person_id)
    return True


def release(connection: Connection, key: int, person_id: int | None, at: datetime, code: Code) -> bool:
    """Give a held case back to be paged for in a new round; true if somebody held it (`person_id`, when given)."""
    query = update(incidents).where(incidents.c.key == key, incidents.c.state.in_(HELD))
    if person_id is not None:
        query = query.where(incidents.c.holder_id == person_id)
    freed = connection.execute(
        query.values(
            state=State.PAGING,
            holder_id=None,
            handed_to_id=None,
            round=incidents.c.round + 1,
            rung=-1,
            round_at=at,
            round_from=0,
        )
    )
    if freed.rowcount != 1:
        return False
    log(connection, key, at, code, person_id)
    return True


def call_again(connection: Connection, key: int, at: datetime) -> bool:
    """Page for a case in a new round that was lowered to a later look; true if it still was that."""
    called = connection.execute(
        update(incidents)
        .where(incidents.c.key == key, incidents.c.state == State.RAISED)
        .values(
            state=State.PAGING,
            tier=str(Tier.PAGE),
            round=incidents.c.round + 1,
            rung=-1,
            round_at=at,
            round_from=0,
        )
    )
    if called.rowcount != 1:
        return False
    log(connection, key, at, Code.UPGRADED, None)
    return True


def resolve(connection: Connection, key: int, person_id: int | None, at: datetime, outcome: Outcome) -> bool:
    """Close a case; true for exactly one of any number of people who try."""
    closed = connection.execute(
        update(incidents)
        .where(incidents.c.key == key, incidents.c.state.in_(OPEN))
        .values(state=State.RESOLVED, resolved_at=at, outcome=outcome, handed_to_id=None)
    )
    if closed.rowcount != 1:
        return False
    log(connection, key, at, Code.RESOLVED, person_id, outcome)
    return True


def log(
    connection: Connection, key: int, at: datetime, code: Code, person_id: int | None, detail: str | None = None
) -> None:
    """Write one line of a case's log: codes, person ids and times, never words."""
    connection.execute(
        insert(incident_log),
        {"incident_key": key, "at": at, "code": code, "person_id": person_id, "detail": detail},
    )


def entries(connection: Connection, key: int) -> list[Row[Any]]:
    """Return a case's log, oldest first."""
    return list(
        connection.execute(
            select(incident_log).where(incident_log.c.incident_key == key).order_by(incident_log.c.id)
        ).all()
    )


def who(connection: Connection, key: int, code: Code) -> frozenset[int]:
    """Return the person ids that a code of the log names."""
    rows = connection.execute(
        select(incident_log.c.person_id).where(incident_log.c.incident_key == key, incident_log.c.code == code)
    )
    return frozenset(person for person in rows.scalars() if person is not None)


def details(connection: Connection, key: int, code: Code) -> frozenset[str]:
    """Return what a code of the log says beside itself."""
    rows = connection.execute(
        select(incident_log.c.detail).where(incident_log.c.incident_key == key, incident_log.c.code == code)
    )
    return frozenset(detail for detail in rows.scalars() if detail is not None)


def keep_words(connection: Connection, **values: Any) -> None:  # noqa: ANN401  columns differ in type
    """Keep sealed words of a case until they are due to go."""
    connection.execute(insert(incident_words), values)


def words(connection: Connection, key: int) -> list[Row[Any]]:
    """Return a case's sealed words, oldest first."""
    return list(
        connection.execute(
            select(incident_words).where(incident_words.c.incident_key == key).order_by(incident_words.c.id)
        ).all()
    )


def remove_words(connection: Connection, key: int, *, written_until: datetime) -> int:
    """Remove what was written up to an instant; returns how many pieces went."""
    return connection.execute(
        delete(incident_words).where(incident_words.c.incident_key == key, incident_words.c.at <= written_until)
    ).rowcount


def oldest_words(connection: Connection, key: int) -> datetime | None:
    """Return when the oldest of a case's words was written, or None when there are none."""
    found: datetime | None = connection.execute(
        select(func.min(incident_words.c.at)).where(incident_words.c.incident_key == key)
    ).scalar_one()
    return found


def record_page(connection: Connection, **values: Any) -> None:  # noqa: ANN401  columns differ in type
    """Record one attempt to reach one responder."""
    connection.execute(insert(pages), values)


def record_page_once(connection: Connection, **values: Any) -> None:  # noqa: ANN401  columns differ in type
    """Record an attempt that may have been recorded before."""
    same = [pages.c[name] == values[name] for name in ("incident_key", "round", "step", "person_id", "at")]
    if connection.execute(select(pages.c.id).where(*same)).first() is None:
        record_page(connection, **values)


def pages_of(connection: Connection, key: int) -> list[Row[Any]]:
    """Return the pages of a case, oldest first."""
    return list(connection.execute(select(pages).where(pages.c.incident_key == key).order_by(pages.c.id)).all())


def note_concern(connection: Connection, guild_id: int, person_id: int, at: datetime, since: datetime) -> int:
    """Count how often a person spoke up for others since an instant, this time included; older rows go."""
    connection.execute(delete(concerns).where(concerns.c.at < since))
    connection.execute(insert(concerns).values(guild_id=guild_id, person_id=person_id, at=at))
    return connection.execute(
        select(func.count())
        .select_from(concerns)
        .where(concerns.c.guild_id == guild_id, concerns.c.person_id == person_id)
    ).scalar_one()
