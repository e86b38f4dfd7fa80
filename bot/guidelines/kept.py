"""What the agreement keeps about people: who agreed to which version, and who wrote one."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection, delete, select, update

from bot.guidelines.tables import channel_sights, guideline_places, guideline_reminders, guideline_versions, pledges
from bot.storage.keeping import Found, Holding, Keeper, Owner, Record, nothing_in_memory

RENEWED: Final = timedelta(days=365)  # PRACTICE, Defaults: the pledge is renewed yearly
PLEDGE_KEPT: Final = RENEWED + timedelta(days=90)  # time to be asked, and to answer

HOLDINGS: Final = (
    Holding(
        name="pledge",
        what="kept-pledge",
        whom="kept-pledge-whom",
        why="kept-pledge-why",
        until="kept-pledge-until",
        owner=Owner.FACILITATORS,
        period=PLEDGE_KEPT,
        columns=(pledges.c.person_id,),
    ),
    Holding(
        name="guidelines-written",
        what="kept-guidelines",
        whom="kept-guidelines-whom",
        why="kept-guidelines-why",
        until="kept-until-erased",
        owner=Owner.FACILITATORS,
        period=None,
        columns=(guideline_versions.c.by,),
    ),
)
NOTHING: Final = (guideline_places, guideline_reminders, channel_sights)  # channels, and messages of our own


def keeper() -> Keeper:
    """Return the agreement's keeper; the jobs that ask somebody again are the agenda's to erase."""
    return Keeper("guidelines", HOLDINGS, _export, _erase, _sweep, nothing_in_memory)


def _export(connection: Connection, person_id: int) -> Found:
    agreed = connection.execute(select(pledges).where(pledges.c.person_id == person_id)).all()
    written = connection.execute(select(guideline_versions).where(guideline_versions.c.by == person_id)).all()
    return {
        "pledge": [
            Record(
                {"fact-server": str(row.guild_id), "fact-at": row.at, "fact-version": row.version},
                row.at + PLEDGE_KEPT,
            )
            for row in agreed
        ],
        "guidelines-written": [
            Record({"fact-server": str(row.guild_id), "fact-at": row.at, "fact-version": row.version})
            for row in written
        ],
    }


def _erase(connection: Connection, person_id: int) -> None:
    connection.execute(delete(pledges).where(pledges.c.person_id == person_id))
    connection.execute(update(guideline_versions).where(guideline_versions.c.by == person_id).values(by=None))


def _sweep(connection: Connection, now: datetime) -> int:
    return connection.execute(delete(pledges).where(pledges.c.at < now - PLEDGE_KEPT)).rowcount
