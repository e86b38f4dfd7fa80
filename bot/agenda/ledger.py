"""Leases on jobs, and what became of them, inside somebody's transaction."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    RowMapping,
    Select,
    and_,
    bindparam,
    case,
    delete,
    func,
    literal,
    null,
    or_,
    select,
    update,
)

from bot.agenda.jobs import WITHDRAWN, Claim, Job, Record
from bot.agenda.tables import (
    CANCELLED,
    ORPHANED,
    RUNNING,
    STOPPING,
    WAITING,
    jobs,
)
from bot.storage.schema import Instant, Text

ACTIVE: Final = jobs.c.finished_at.is_(None)

# Built once: putting a statement together takes longer than the database takes to carry it out.
_FINISH: Final = (
    update(jobs)
    .where(ACTIVE)
    .values(
        state=bindparam("its_state"),
        reason=bindparam("its_reason"),
        finished_at=bindparam("its_end"),
        owner=None,
        # What the job was about is not needed any more, and may be about somebody.
        payload={},
    )
)
_FINISH_LEASED: Final = _FINISH.where(
    jobs.c.key == bindparam("its_key"),
    jobs.c.owner == bindparam("its_owner"),
    jobs.c.fence == bindparam("its_fence"),
).returning(jobs.c.key)


def due(lane: int, kinds: Collection[str], now: datetime, held: Collection[str], room: int) -> Select[Any]:
    """Return the query for what a lane may claim: due, or under a lease that ran out."""
    return (
        select(jobs)
        .where(_open_to(lane, kinds, held), jobs.c.next_at <= now)
        .order_by(jobs.c.next_at, jobs.c.key)
        .limit(room)
        .with_for_update(skip_locked=True)
    )


def next_at(lane: int, kinds: Collection[str], held: Collection[str]) -> Select[datetime]:
    """Return the query for the time at which a lane should look again."""
    return select(jobs.c.next_at).where(_open_to(lane, kinds, held)).order_by(jobs.c.next_at, jobs.c.key).limit(1)


def claim(
    connection: Connection,
    *,
    lane: int,
    kinds: Collection[str],
    owner: str,
    now: datetime,
    lease: timedelta,
    held: Collection[str],
    room: int,
    graced: Collection[str],
) -> list[Claim]:
    """Put up to `room` due jobs under a lease, earliest first; `graced` are the kinds of which the latest counts."""
    if room <= 0:
        return []
    rows = connection.execute(due(lane, kinds, now, held, room)).mappings().all()
    dropped = [row["key"] for row in rows if row["state"] == STOPPING]
    if dropped:
        close(connection, jobs.c.key.in_(dropped), state=CANCELLED, reason=WITHDRAWN, now=now)
    taken = [row for row in rows if row["state"] != STOPPING]
    if not taken:
        return []
    connection.execute(
        update(jobs)
        .where(jobs.c.key.in_([row["key"] for row in taken]))
        .values(
            state=RUNNING,
            owner=owner,
            fence=jobs.c.fence + 1,
            attempts=jobs.c.attempts + 1,
            failures=jobs.c.failures + 1,
            next_at=now + lease,
        )
    )
    latest = _latest(connection, {row["series"] for row in taken if row["kind"] in graced} - {None}, now)
    return [
        Claim(
            job=replace(job_of(row, now), attempts=row["attempts"] + 1),
            fence=row["fence"] + 1,
            failures=row["failures"] + 1,
            superseded=row["kind"] in graced and latest.get(row["series"], row["due"]) > row["due"],
        )
        for row in taken
    ]


def finish(connection: Connection, claim: Claim, *, owner: str, state: str, reason: str | None, now: datetime) -> bool:
    """Close a job under its lease; False if the lease is somebody else's by now."""
    ending = {"its_state": state, "its_reason": reason, "its_end": now}
    lease = {"its_key": claim.job.key, "its_owner": owner, "its_fence": claim.fence}
    return connection.execute(_FINISH_LEASED, ending | lease).first() is not None


def postpone(
    connection: Connection, claim: Claim, *, owner: str, at: datetime, reason: str | None, failures: int, now: datetime
) -> bool:
    """Put a job back under its lease, or close it if it was cancelled meanwhile; False if the lease was lost."""
    stopping = jobs.c.state == STOPPING
    statement = (
        update(jobs)
        .where(_leased(claim, owner))
        .values(
            state=case((stopping, CANCELLED), else_=WAITING),
            finished_at=case((stopping, literal(now, Instant())), else_=null()),
            reason=case((stopping, WITHDRAWN), else_=literal(reason, Text())),
            next_at=at,
            failures=failures,
            owner=None,
        )
        .returning(jobs.c.key)
    )
    return connection.execute(statement).first() is not None


def renew(connection: Connection, claims: Sequence[Claim], *, owner: str, until: datetime) -> None:
    """Keep the leases of these claims."""
    held = or_(*(and_(jobs.c.key == claim.job.key, jobs.c.fence == claim.fence) for claim in claims))
    connection.execute(update(jobs).where(ACTIVE, jobs.c.owner == owner, held).values(next_at=until))


def reclaim(connection: Connection, *, instance: str, owner: str, now: datetime) -> int:
    """Take back what earlier lives of this instance held when they ended; return how many jobs that are."""
    ours = and_(
        jobs.c.owner.is_not(None),
        jobs.c.owner != owner,
        func.substr(jobs.c.owner, 1, len(instance) + 1) == f"{instance}/",
    )
    close(connection, and_(ours, jobs.c.state == STOPPING), state=CANCELLED, reason=WITHDRAWN, now=now)
    taken = connection.execute(
        update(jobs).where(ours).values(state=WAITING, owner=None, next_at=now).returning(jobs.c.key)
    )
    return len(taken.all())


def sort_lanes(connection: Connection, lanes: dict[str, int]) -> int:
    """Put what waits into the lanes of the kinds that this process knows; return how many jobs nobody handles."""
    lane = case(*((jobs.c.kind == kind, lane) for kind, lane in lanes.items()), else_=ORPHANED) if lanes else ORPHANED
    connection.execute(update(jobs).where(ACTIVE, jobs.c.lane != lane).values(lane=lane))
    return connection.execute(select(func.count()).where(ACTIVE, jobs.c.lane == ORPHANED)).scalar_one()


def history(connection: Connection, which: ColumnElement[bool], limit: int) -> list[Record]:
    """Return what became of these jobs, the latest due first."""
    query = select(
        jobs.c.key, jobs.c.kind, jobs.c.due, jobs.c.state, jobs.c.attempts, jobs.c.reason, jobs.c.finished_at
    )
    rows = connection.execute(query.where(which).order_by(jobs.c.due.desc(), jobs.c.key).limit(limit))
    return [Record(*row) for row in rows]


def forget(connection: Connection, before: datetime) -> int:
    """Delete the records of jobs that were over before an instant; return how many."""
    statement = delete(jobs).where(jobs.c.finished_at.is_not(None), jobs.c.finished_at < before)
    return len(connection.execute(statement.returning(jobs.c.key)).all())


def erase(connection: Connection, which: ColumnElement[bool]) -> int:
    """Delete these jobs and their records, whatever their state; return how many."""
    return len(connection.execute(delete(jobs).where(which).returning(jobs.c.key)).all())


def overdue(connection: Connection, lanes: Collection[int], before: datetime) -> int:
    """Return how many waiting jobs of these lanes should have begun before an instant."""
    query = select(func.count()).where(ACTIVE, jobs.c.lane.in_(lanes), jobs.c.state == WAITING, jobs.c.next_at < before)
    return connection.execute(query).scalar_one()


def job_of(row: RowMapping, now: datetime) -> Job:
    """Return the job that a row is about."""
    return Job(
        kind=row["kind"],
        key=row["key"],
        payload=row["payload"],
        due=row["due"],
        attempts=row["attempts"],
        late=max(now - row["due"], timedelta(0)),
        series=row["series"],
    )


def _open_to(lane: int, kinds: Collection[str], held: Collection[str]) -> ColumnElement[bool]:
    return and_(ACTIVE, jobs.c.lane == lane, jobs.c.kind.in_(kinds), jobs.c.key.not_in(held))


def _leased(claim: Claim, owner: str) -> ColumnElement[bool]:
    return and_(jobs.c.key == claim.job.key, jobs.c.owner == owner, jobs.c.fence == claim.fence)


def close(connection: Connection, which: ColumnElement[bool], *, state: str, reason: str | None, now: datetime) -> None:
    """Close those of these jobs that are not over."""
    ending = {"its_state": state, "its_reason": reason, "its_end": now}
    connection.execute(_FINISH.where(which), ending)


def _latest(connection: Connection, series: Collection[str | None], now: datetime) -> dict[str, datetime]:
    """Return the time of the latest of each series that has come, asked for once for all."""
    if not series:
        return {}
    come = (jobs.c.series.in_(series), jobs.c.due <= now, jobs.c.state != CANCELLED)
    query = select(jobs.c.series, func.max(jobs.c.due).label("due")).where(*come).group_by(jobs.c.series)
    return {row.series: row.due for row in connection.execute(query)}
