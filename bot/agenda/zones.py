"""With which rules of its zone each plan was last brought in step, so that a start looks only at those whose rules are others."""

import hashlib
import zoneinfo
from collections.abc import Collection, Iterable
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path
from typing import Final

from sqlalchemy import ColumnElement, Connection, delete, insert, select

from bot.agenda import recurrence
from bot.agenda.tables import jobs, zones

READING: Final = 1
"""To be raised when the same rule in the same zone comes to name other instants than before."""


def out_of_step(connection: Connection, owner: str, names: Iterable[str]) -> frozenset[str]:
    """Return those zones whose rules here are not those with which an owner's plans were last brought in step."""
    query = select(zones.c.zone, zones.c.print).where(zones.c.owner == owner)
    known = {row.zone: row.print for row in connection.execute(query)}
    return frozenset(name for name in names if known.get(name) != (_print(name) or ""))


def in_step(connection: Connection, owner: str, names: Collection[str]) -> None:
    """Write down that every plan of an owner in these zones stands as their present rules say."""
    connection.execute(delete(zones).where(zones.c.owner == owner, zones.c.zone.in_(names)))
    for name in names:
        if (found := _print(name)) is not None:  # a zone that is not known here is looked at again at each start
            connection.execute(insert(zones).values(owner=owner, zone=name, print=found))


def planned(series: ColumnElement[str]) -> ColumnElement[bool]:
    """Return the condition that the latest job of a series is still to come, or under way."""
    latest = select(jobs.c.finished_at.is_(None)).where(jobs.c.series == series).order_by(jobs.c.due.desc()).limit(1)
    return latest.scalar_subquery().is_(True)


def _print(name: str) -> str | None:
    """Return a digest of a zone's rules as they are on this machine and of what reads them; None for an unknown zone."""
    try:
        zone = recurrence.zone_of(name)
    except recurrence.UnknownZone:
        return None
    return hashlib.sha256(_reader() + _rules(zone.key)).hexdigest()


@cache
def _reader() -> bytes:
    return f"{READING} {metadata.version('python-dateutil')} ".encode()


def _rules(name: str) -> bytes:
    """Return a zone's file from where Python takes it: the system's folders first, then the package of the same."""
    for folder in zoneinfo.TZPATH:
        file = Path(folder, name)
        if file.is_file():
            return file.read_bytes()
    return files("tzdata").joinpath("zoneinfo", *name.split("/")).read_bytes()
