"""Meetings whose time came while nothing ran: who counted on them hears so once, and what took place all the same is made good."""

from collections import deque
from datetime import timedelta
from functools import partial
from itertools import takewhile
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.audit import Note
from bot.groups import meeting_book
from bot.groups.errors import MeetingOver
from bot.groups.letters import write_to
from bot.groups.meeting_cards import after_it, missed_notice
from bot.groups.meeting_model import EXPECTED, Coming, Meeting, MeetingState, Session
from bot.groups.meetings import Meetings
from bot.groups.model import Group
from bot.groups.roster import Roster
from bot.groups.session_series import END, MISSED
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Outcome, Transient
from bot.parts import Parts
from bot.texts import moment

MOST: Final = 9
"""After a long absence as many of the latest can be made good."""
NEWS_FOR: Final = timedelta(days=2)
"""So long after a meeting those who said yes to it are told."""


class Missed:
    """Tells of missed meetings, and makes good what took place without us."""

    def __init__(self, parts: Parts, roster: Roster, meetings: Meetings, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._meetings = meetings
        self._staff = staff
        parts.agenda.register(MISSED, self._tell, misfire=ALWAYS)

    async def took_place(self, meeting_id: int, note: Note) -> None:
        """Write down that a meeting took place though it was missed; what follows a meeting follows it, if that is not long ago.

        Raises:
            MeetingOver: it was not missed.
        """

        def work(connection: Connection) -> None:
            if not meeting_book.advance(connection, meeting_id, MeetingState.MISSED, MeetingState.OVER):
                raise MeetingOver
            meeting_book.change_meeting(connection, meeting_id, attended=0)
            due = meeting_book.meeting(connection, meeting_id).ends_at
            self._parts.agenda.plan(
                connection, kind=END, key=f"{END}:{meeting_id}", due=due, payload={"meeting": meeting_id}
            )
            note(connection)

        await self._parts.storage.write(work)

    async def _tell(self, job: Job) -> Ending:
        missed = await self._parts.storage.write(
            partial(self._all_missed, session_id=job.number("session"), first=job.number("first"))
        )
        if not missed:
            return Done()  # somebody has made it good meanwhile
        last, now = missed[0], self._parts.clock.now()
        group, session, _ = await self._meetings.look(last.id)
        if group.archived_at is not None:
            return Done()
        say = self._roster.speaker(group)
        told = await self._staff.tell(
            group, missed_notice(group, session, last, say, before=len(missed) - 1, now=now), key=job.key
        )
        outcomes = [
            told,
            *(await self._tell_people(group, session, last, job.key) if now - last.ends_at < NEWS_FOR else []),
        ]
        return RetryLater(AGAIN, TRANSIENT) if any(isinstance(one, Transient) for one in outcomes) else Done()

    def _all_missed(self, connection: Connection, *, session_id: int, first: int) -> list[Meeting]:
        """Return the meetings missed since one of them, the latest first; those that were passed over are entered for it."""
        found = [
            one
            for one in meeting_book.meetings_of(connection, session_id, limit=100)
            if one.state is MeetingState.MISSED and one.id >= first
        ]
        if not found:
            return []
        session, now = meeting_book.find(connection, session_id), self._parts.clock.now()
        length, after = timedelta(minutes=session.minutes), min(one.starts_at for one in found)
        passed_over = takewhile(lambda one: one.at <= now, session.rule.occurrences(after))
        for occurrence in deque(passed_over, maxlen=MOST):
            local = occurrence.local.isoformat()
            one = meeting_book.enter(connection, session_id, local, occurrence.at, occurrence.at + length)
            moved_on = one.starts_at > now
            if not moved_on and meeting_book.advance(connection, one.id, MeetingState.PLANNED, MeetingState.MISSED):
                found.append(meeting_book.meeting(connection, one.id))
        return sorted(found, key=lambda one: one.starts_at, reverse=True)

    async def _tell_people(self, group: Group, session: Session, meeting: Meeting, key: str) -> list[Outcome]:
        """Tell who had said yes or waited for a place, and who was to lead."""
        guests = await self._meetings.guests(meeting)
        whom = [one.person_id for one in guests if one.answer in (*EXPECTED, Coming.WAITING)]
        if meeting.facilitator is not None and meeting.facilitator not in whom:
            whom.append(meeting.facilitator)
        say = self._roster.speaker(group)
        title, at = as_written(session.title), moment(meeting.starts_at, "F")
        text = f"{say('session-told-missed', title=title, at=at)} {after_it(session, meeting, say)}"
        # As word of a meeting that was called off: they said yes to this one.
        return [
            await write_to(self._parts, group, person, Message(text), key=f"{key}:{person}", rationed=False)
            for person in whom
        ]
