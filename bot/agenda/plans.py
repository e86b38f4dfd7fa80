"""Plans made, moved and withdrawn inside a caller's transaction."""

from collections.abc import Callable, Iterable
from datetime import datetime
from functools import cache
from importlib import import_module
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, and_, bindparam, or_, select, update

from bot.agenda.jobs import WITHDRAWN, Job, Payload, Plan
from bot.agenda.ledger import ACTIVE, close, job_of
from bot.agenda.tables import CANCELLED, RUNNING, SKIPPED, STOPPING, WAITING, jobs
from bot.storage.schema import Instant, Json

_LAST_CHARACTER: Final = chr(0x10FFFF)


def _planning(insert: Callable[[Any], Any]) -> Any:  # noqa: ANN401  each dialect has an insert of its own
    values = {
        "kind": bindparam("its_kind"),
        "series": bindparam("its_series"),
        "lane": bindparam("its_lane"),
        "payload": bindparam("its_payload", type_=Json()),
        "due": bindparam("its_due", type_=Instant()),
        "next_at": bindparam("its_due", type_=Instant()),
        "state": WAITING,
        "attempts": 0,
        "failures": 0,
        "owner": None,
        "reason": None,
        "finished_at": None,
    }
    return (
        insert(jobs)
        .values(key=bindparam("its_key"), fence=0, **values)
        .on_conflict_do_update(
            index_elements=[jobs.c.key],
            # The fence turns away a handler that was still at work when the job was cancelled.
            set_=values | {"fence": jobs.c.fence + 1},
            where=or_(jobs.c.state == CANCELLED, jobs.c.state == STOPPING),
        )
    )


@cache
def _plan(dialect: str, *, told: bool) -> Any:  # noqa: ANN401
    """Return the statement, built once: putting it together takes longer than the database takes to carry it out."""
    # The dialect that is not used is not loaded either.
    statement = _planning(import_module(f"sqlalchemy.dialects.{dialect}").insert)
    return statement.returning(jobs.c.key) if told else statement


def plan(
    connection: Connection, *, kind: str, key: str, due: datetime, payload: Payload, series: str | None, lane: int
) -> bool:
    """Add a job, or bring back one that was cancelled; False if the key is waiting, running or over."""
    values = _values(Plan(kind, key, due, payload), series=series, lane=lane)
    return connection.execute(_plan(connection.dialect.name, told=True), values).first() is not None


def plan_all(connection: Connection, wanted: Iterable[tuple[Plan, int]]) -> None:
    """Add jobs, each in its lane, in one go: a third of what they take one by one; those whose keys are taken stay."""
    values = [_values(one, series=None, lane=lane) for one, lane in wanted]
    connection.execute(_plan(connection.dialect.name, told=False), values)


def _values(wanted: Plan, *, series: str | None, lane: int) -> dict[str, Any]:
    return {
        "its_key": wanted.key,
        "its_kind": wanted.kind,
        "its_series": series,
        "its_lane": lane,
        "its_payload": dict(wanted.payload),
        "its_due": wanted.due,
    }


def move(connection: Connection, key: str, due: datetime) -> int | None:
    """Give a waiting job another time; return its lane, or None if it is not waiting."""
    statement = (
        update(jobs)
        .where(jobs.c.key == key, jobs.c.state == WAITING)
        .values(due=due, next_at=due, failures=0, reason=None)
        .returning(jobs.c.lane)
    )
    return connection.execute(statement).scalar()


def withdraw(connection: Connection, which: ColumnElement[bool], now: datetime) -> int:
    """Cancel the waiting jobs among these, and keep the running ones from being tried again; return how many."""
    waiting = update(jobs).where(which, jobs.c.state == WAITING)
    running = update(jobs).where(which, jobs.c.state == RUNNING)
    cancelled = connection.execute(
        waiting.values(state=CANCELLED, reason=WITHDRAWN, finished_at=now, payload={}).returning(jobs.c.key)
    )
    stopping = connection.execute(running.values(state=STOPPING).returning(jobs.c.key))
    return len(cancelled.all()) + len(stopping.all())


def leave_out(connection: Connection, key: str, reason: str, now: datetime) -> Job | None:
    """Close a waiting job without running it; return it, or None if it is not waiting."""
    row = connection.execute(select(jobs).where(jobs.c.key == key, jobs.c.state == WAITING)).mappings().first()
    if row is None:
        return None
    close(connection, jobs.c.key == key, state=SKIPPED, reason=reason, now=now)
    return job_of(row, now)


def take_up(connection: Connection, key: str, reason: str, payload: Payload, due: datetime) -> int | None:
    """Have a job wait again, until `due`, that was left out for this reason; return its lane."""
    statement = (
        update(jobs)
        .where(jobs.c.key == key, jobs.c.state == SKIPPED, jobs.c.reason == reason)
        .values(
            state=WAITING,
            reason=None,
            finished_at=None,
            payload=dict(payload),
            due=due,
            next_at=due,
            attempts=0,
            failures=0,
            fence=jobs.c.fence + 1,
        )
        .returning(jobs.c.lane)
    )
    return connection.execute(statement).scalar()


def named(key: str) -> ColumnElement[bool]:
    """Return the condition for one job."""
    return jobs.c.key == key


def under(connection: Connection, prefix: str) -> ColumnElement[bool]:
    """Return the condition for the jobs whose keys start so; both engines answer it from an index."""
    if connection.dialect.name == "postgresql":
        return jobs.c.key.startswith(prefix, autoescape=True)
    # SQLite's LIKE takes upper and lower case for the same; its ordering is by code point.
    return and_(jobs.c.key >= prefix, jobs.c.key < prefix + _LAST_CHARACTER)


def is_active(connection: Connection, key: str) -> bool:
    """Tell whether a job is waiting or running."""
    return connection.execute(select(jobs.c.key).where(ACTIVE, jobs.c.key == key)).first() is not None


def waiting_in(connection: Connection, series: str) -> list[tuple[str, datetime]]:
    """Return keys and times of what waits in a series."""
    query = select(jobs.c.key, jobs.c.due).where(jobs.c.series == series, jobs.c.state == WAITING)
    return [(key, due) for key, due in connection.execute(query.order_by(jobs.c.due))]
