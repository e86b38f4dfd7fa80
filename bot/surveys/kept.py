"""What surveys keep about people: who was at a session that a survey is about, until it closes. Never who answered what."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from bot.storage.keeping import Found, Holding, Keeper, Owner, Record
from bot.surveys import records
from bot.surveys.book import Book
from bot.surveys.tables import survey_invited, survey_plans, surveys

RESULTS_KEPT: Final = timedelta(days=365)  # PRACTICE, Defaults: unnamed figures, 12 months

HOLDINGS: Final = (
    Holding(
        name="survey-invited",
        what="kept-survey-invited",
        whom="kept-survey-invited-whom",
        why="kept-survey-invited-why",
        until="kept-survey-invited-until",
        owner=Owner.FACILITATORS,
        period=None,
        columns=(survey_invited.c.person_id,),
    ),
)
NOTHING: Final = (surveys, survey_plans)


def keeper(book: Book) -> Keeper:
    """Return the surveys' keeper."""

    def export(connection: Connection, person_id: int) -> Found:
        rows = connection.execute(
            select(surveys.c.guild_id, surveys.c.closes_at)
            .join(survey_invited, survey_invited.c.survey_id == surveys.c.id)
            .where(survey_invited.c.person_id == person_id)
        )
        return {"survey-invited": [Record({"fact-server": str(row.guild_id)}, row.closes_at) for row in rows]}

    def erase(connection: Connection, person_id: int) -> None:
        records.erase(connection, person_id)

    def sweep(connection: Connection, now: datetime) -> int:
        return records.drop_older(connection, now - RESULTS_KEPT)

    return Keeper("surveys", HOLDINGS, export, erase, sweep, book.uninvite)
