"""What reports keep about people."""

from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.moderation.reports import book
from bot.moderation.reports.service import ANSWER, WORDS
from bot.moderation.reports.tables import reports
from bot.storage.keeping import Fact, Found, Holding, Keeper, Owner, Record, nothing_in_memory
from bot.storage.people import People

CLOSED_KEPT: Final = timedelta(days=90)  # PRACTICE, Defaults: a named case
SENT_KEPT: Final = timedelta(days=365)

HOLDINGS: Final = (
    Holding(
        name="reports",
        what="kept-reports",
        whom="kept-reports-whom",
        why="kept-reports-why",
        until="kept-reports-until",
        owner=Owner.LEADS,
        period=CLOSED_KEPT,
        columns=(reports.c.person_id, reports.c.words, reports.c.answer),
    ),
    Holding(
        name="reports-read",
        what="kept-reports-read",
        whom="kept-reports-read-whom",
        why="kept-reports-read-why",
        until="kept-reports-until",
        owner=Owner.LEADS,
        period=CLOSED_KEPT,
        columns=(reports.c.reader_id,),
    ),
    Holding(
        name="reports-about",
        what="kept-reports-about",
        whom="kept-reports-about-whom",
        why="kept-reports-about-why",
        until="kept-reports-until",
        owner=Owner.LEADS,
        period=CLOSED_KEPT,
        columns=(reports.c.about,),
    ),
)
NOTHING: Final = ()


def keeper(people: People) -> Keeper:
    """Return the reports' keeper. Whom a report names is told to nobody, and does not go with their own erasure."""

    def export(connection: Connection, person_id: int) -> Found:
        return {
            "reports": [_sent(row, people) for row in book.of_person(connection, person_id)],
            "reports-read": [
                Record({"fact-number": row.id, "fact-at": row.read_at}, _ends(row))
                for row in book.read_by(connection, person_id)
            ],
        }

    return Keeper("reports", HOLDINGS, export, book.erase, _sweep, nothing_in_memory)


def _sent(row: Row[Any], people: People) -> Record:
    facts: dict[str, Fact] = {
        "fact-server": str(row.guild_id),
        "fact-number": row.id,
        "fact-at": row.at,
        "fact-state": row.state,
        "fact-words": people.unseal(row.person_id, row.words, purpose=WORDS),
    }
    if row.answer is not None:
        facts["fact-outcome"] = people.unseal(row.person_id, row.answer, purpose=ANSWER)
    return Record(facts, _ends(row))


def _ends(row: Row[Any]) -> datetime:
    latest: datetime = row.at + SENT_KEPT
    return latest if row.closed_at is None else min(latest, row.closed_at + CLOSED_KEPT)


def _sweep(connection: Connection, now: datetime) -> int:
    return book.drop_older(connection, closed=now - CLOSED_KEPT, sent=now - SENT_KEPT)
