"""Places at a meeting, given to who waits for one as soon as there is room."""

from datetime import datetime
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Agenda
from bot.groups import meeting_book

PLACE: Final = "session-place"


def fill(agenda: Agenda, connection: Connection, meeting_id: int, places: int, now: datetime) -> None:
    """Give every free place to who waits, and plan to tell them in the same transaction."""
    while (moved := meeting_book.move_up(connection, meeting_id, places)) is not None:
        agenda.plan(
            connection,
            kind=PLACE,
            key=f"{PLACE}:{meeting_id}:{moved}:{int(now.timestamp())}",
            due=now,
            payload={"meeting": meeting_id, "person": moved},
        )
