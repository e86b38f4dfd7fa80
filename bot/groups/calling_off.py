"""Meetings called off, the next or one further ahead, and held after all."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from itertools import islice
from typing import Final

from sqlalchemy import Connection

from bot.agenda.recurrence import KEY_MARK
from bot.audit import Note
from bot.groups import meeting_book
from bot.groups.errors import MeetingOver
from bot.groups.meeting_model import Meeting, MeetingState, Session
from bot.groups.meeting_times import stands
from bot.groups.model import PlanState
from bot.groups.session_series import CALLED_OFF, SessionSeries
from bot.parts import Parts

HELD: Final = (PlanState.ACTIVE, PlanState.ENDED)
AHEAD: Final = 12
"""How many meetings ahead one can be called off: a holiday is known some weeks before."""


@dataclass(frozen=True, slots=True)
class Ahead:
    """One of the next times of a session: its wall time by the rule, when it begins, and what is off."""

    local: str
    at: datetime
    off: bool
    meeting: int | None  # its number, where it is entered already


class CallingOff:
    """Calls meetings off, and takes that back. A `note` writes who did so into the staff's record, together with it."""

    def __init__(self, parts: Parts, series: SessionSeries) -> None:
        """Keep with `parts` what `series` then leaves out."""
        self._parts = parts
        self._series = series

    async def ahead(self, session: Session) -> list[Ahead]:
        """Return the next times of a session that runs, with what is called off among them."""
        if session.state is not PlanState.ACTIVE:
            return []
        now = self._parts.clock.now()

        def work(connection: Connection) -> list[Ahead]:
            known = {one.local: one for one in meeting_book.meetings_of(connection, session.id, limit=50)}
            found = []
            for occurrence in islice(session.rule.occurrences(now), AHEAD):
                local = occurrence.local.isoformat()
                one = known.get(local)
                if one is None or one.state in (MeetingState.PLANNED, MeetingState.CANCELLED, MeetingState.DROPPED):
                    planned = one is not None and one.state is MeetingState.PLANNED
                    at = one.starts_at if one is not None and planned else occurrence.at
                    off = one is not None and one.state is MeetingState.CANCELLED
                    found.append(Ahead(local, at, off, None if one is None else one.id))
            return found

        return await self._parts.storage.read(work)

    async def off(self, session: Session) -> list[datetime]:
        """Return when the meetings to come that are called off would begin."""
        return [one.at for one in await self.ahead(session) if one.off]

    async def called_off(self, session: Session) -> Meeting | None:
        """Return the earliest meeting to come that was called off by hand, as it would stand if that is taken back."""
        if session.state not in HELD:
            return None
        now = self._parts.clock.now()

        def work(connection: Connection) -> Meeting | None:
            standing = [
                replace(one, starts_at=stand.at)
                for one in meeting_book.meetings_of(connection, session.id)
                if one.state is MeetingState.CANCELLED
                if (stand := stands(session, one)) is not None and stand.at > now
            ]
            return min(standing, key=lambda one: one.starts_at, default=None)

        return await self._parts.storage.read(work)

    async def hold_after_all(self, session: Session, meeting: Meeting, note: Note) -> Meeting:
        """Hold a meeting that was called off; who had said yes is told.

        Raises:
            MeetingOver: its time is over, or it was not called off.
        """

        def work(connection: Connection) -> Meeting:
            standing = meeting_book.meeting(connection, meeting.id)
            off = standing.state is MeetingState.CANCELLED and session.state in HELD
            if not off or not self._series.hold_after_all(connection, session, standing):
                raise MeetingOver
            # Where it was the last one, the session had ended with it.
            now = self._parts.clock.now()
            meeting_book.change(connection, session.id, None, now, state=PlanState.ACTIVE)
            note(connection)
            return meeting_book.meeting(connection, meeting.id)

        return await self._parts.storage.write(work)

    async def cancel(self, session: Session, meeting: Meeting, note: Note) -> Meeting:
        """Call one meeting off; the next is planned all the same.

        Raises:
            MeetingOver: it has begun, or is off already.
        """
        return await self._parts.storage.write(partial(self._off, session=session, meeting=meeting, note=note))

    async def cancel_at(self, session: Session, local: str, note: Note) -> Meeting:
        """Call the meeting of a wall time off, be it the next or one further ahead.

        Raises:
            MeetingOver: the session has no such time to come, or it is off already.
        """
        wall = session.rule.instant(datetime.fromisoformat(local))
        found = session.rule.next_after(wall - timedelta(microseconds=1))
        if session.state not in HELD or found is None or found.local.isoformat() != local:
            raise MeetingOver

        def work(connection: Connection) -> Meeting:
            length = timedelta(minutes=session.minutes)
            meeting = meeting_book.enter(connection, session.id, local, found.at, found.at + length)
            if (
                meeting.state is MeetingState.DROPPED
            ):  # it was called off, and that was taken back, before its turn came
                meeting_book.change_meeting(connection, meeting.id, state=MeetingState.PLANNED)
            if meeting.starts_at <= self._parts.clock.now():
                raise MeetingOver
            return self._off(connection, session=session, meeting=meeting, note=note)

        return await self._parts.storage.write(work)

    def _off(self, connection: Connection, *, session: Session, meeting: Meeting, note: Note) -> Meeting:
        if not meeting_book.advance(connection, meeting.id, MeetingState.PLANNED, MeetingState.CANCELLED):
            raise MeetingOver
        self._series.withdraw(connection, meeting.id)
        self._parts.agenda.skip(connection, f"{session.series}{KEY_MARK}{meeting.local}", CALLED_OFF)
        self._series.tell(connection, meeting.id, "cancelled")
        note(connection)
        return meeting_book.meeting(connection, meeting.id)
