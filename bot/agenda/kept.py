"""What the agenda keeps about people: planned things that are about somebody."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import ColumnElement, Connection, or_, select, type_coerce

from bot.agenda import ledger
from bot.agenda.tables import jobs, zones
from bot.storage.keeping import Found, Holding, Keeper, Owner, Record, nothing_in_memory
from bot.storage.schema import Text

JOBS_KEPT: Final = timedelta(days=180)  # PRACTICE, Defaults: as long as check-ins, whose "why" they answer

HOLDINGS: Final = (
    Holding(
        name="planned",
        what="kept-planned",
        whom="kept-planned-whom",
        why="kept-planned-why",
        until="kept-planned-until",
        owner=Owner.OPERATOR,
        period=JOBS_KEPT,
        columns=(jobs.c.payload, jobs.c.key),
    ),
)
NOTHING: Final = (zones,)


def keeper() -> Keeper:
    """Return the agenda's keeper. A payload names somebody as `person`, by person id; a job that is over names nobody."""
    return Keeper("agenda", HOLDINGS, _export, _erase, _sweep, nothing_in_memory)


def _export(connection: Connection, person_id: int) -> Found:
    rows = connection.execute(select(jobs.c.kind, jobs.c.due).where(_about(person_id)).order_by(jobs.c.due)).all()
    return {"planned": [Record({"fact-at": row.due, "fact-kind": row.kind}, row.due) for row in rows]}


def _erase(connection: Connection, person_id: int) -> None:
    ledger.erase(connection, _about(person_id))


def _sweep(connection: Connection, now: datetime) -> int:
    return ledger.forget(connection, now - JOBS_KEPT)


def _about(person_id: int) -> ColumnElement[bool]:
    # Payloads are compact JSON; the two ends tell 12 from 123.
    name = f'%"person":{person_id}'
    payload = type_coerce(jobs.c.payload, Text)
    return or_(payload.like(f"{name},%"), payload.like(f"{name}}}%"))
