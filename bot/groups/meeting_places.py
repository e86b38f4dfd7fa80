"""Places at a meeting, given to who waits for one as soon as there is room."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Agenda
from bot.groups import meeting_book
from bot.groups.hours import waking
from bot.groups.meeting_model import Meeting, Session

PLACE: Final = "session-place"
NOTICE: Final = timedelta(hours=3)
"""What somebody needs between the word that there is a place for them and the meeting, at least."""


def fill(agenda: Agenda, connection: Connection, session: Session, meeting: Meeting, now: datetime) -> bool:
    """Give every free place to who waits, and plan to tell them in the same transaction: by day, if that is early enough.

    Returns True if somebody got one.
    """
    by_day, given = waking(now, session.rule.zone), False
    while (moved := meeting_book.move_up(connection, meeting.id, session.places)) is not None:
        agenda.plan(
            connection,
            kind=PLACE,
            key=f"{PLACE}:{meeting.id}:{moved}:{int(now.timestamp())}",
            due=by_day if by_day + NOTICE <= meeting.starts_at else now,
            payload={"meeting": meeting.id, "person": moved},
        )
        given = True
    return given
