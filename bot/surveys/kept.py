"""What surveys keep about people: never who answered what."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, select

from bot.storage.keeping import Found, Holding, Keeper, Owner, Record
from bot.surveys import box_records, measures, records
from bot.surveys.feature import Surveys
from bot.surveys.tables import (
    self_measures,
    suggestion_boxes,
    suggestion_numbers,
    suggestions,
    survey_invited,
    survey_numbers,
    survey_plans,
    survey_settings,
    surveys,
)

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
    Holding(
        name="self-measures",
        what="kept-self-measures",
        whom="kept-self-measures-whom",
        why="kept-self-measures-why",
        until="kept-self-measures-until",
        owner=Owner.OPERATOR,
        period=measures.KEPT,
        columns=(self_measures.c.person_id, self_measures.c.sealed),
    ),
)
NOTHING: Final = (
    surveys,
    survey_numbers,
    survey_plans,
    survey_settings,
    suggestion_boxes,
    suggestion_numbers,
    suggestions,
)


def keeper(kept: Surveys) -> Keeper:
    """Return the surveys' keeper."""

    def export(connection: Connection, person_id: int) -> Found:
        rows = connection.execute(
            select(surveys.c.guild_id, surveys.c.closes_at)
            .join(survey_invited, survey_invited.c.survey_id == surveys.c.id)
            .where(survey_invited.c.person_id == person_id)
        )
        invited = [Record({"fact-server": str(row.guild_id)}, row.closes_at) for row in rows]
        return {"survey-invited": invited, **kept.measures.export(connection, person_id)}

    def erase(connection: Connection, person_id: int) -> None:
        records.erase(connection, person_id)
        measures.erase(connection, person_id)

    def sweep(connection: Connection, now: datetime) -> int:
        gone = records.drop_older(connection, now - RESULTS_KEPT) + box_records.drop_older(
            connection, now - RESULTS_KEPT
        )
        return gone + measures.drop_older(connection, now - measures.KEPT)

    return Keeper("surveys", HOLDINGS, export, erase, sweep, lambda _: kept.book.uninvite())
