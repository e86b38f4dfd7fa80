"""Sessions planned: proposed, saved, changed, stopped and taken back; each time becomes a meeting of its own."""

import re
from dataclasses import replace
from functools import partial
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.audit import Note
from bot.groups import meeting_book
from bot.groups.checkin_book import rule_values
from bot.groups.errors import (
    AgendaTooLong,
    AgendaUnreadable,
    BeyondTheNext,
    ChangedMeanwhile,
    InThePast,
    LengthUnreadable,
    MeetingOver,
    NoSuchSession,
    NoTimeLeft,
    PlacesUnreadable,
    QuestionEmpty,
)
from bot.groups.meeting_model import MINUTES, Meeting, MeetingState, Session
from bot.groups.meeting_times import following
from bot.groups.model import LIVE, SHOWN, UNDO_FOR, Group, PlanState, before_deletion
from bot.groups.rhythm import changed_rule, end_of, ended, rule_from
from bot.groups.said_times import other_time_said
from bot.groups.session_series import SessionSeries
from bot.parts import Parts
from bot.texts import moment

PARTS: Final = 10
PART: Final = 80
_LINE: Final = re.compile(r"(.+?)[\s,:–-]+(\d{1,3})\s*(?:min\w*|m|')?\s*")


class Sessions:
    """Every group's sessions. A `note` writes who changed one into the staff's record, together with the change."""

    def __init__(self, parts: Parts, series: SessionSeries) -> None:
        """Keep plans whose meetings `series` plans."""
        self._parts = parts
        self._series = series

    async def get(self, group: Group, session_id: int) -> Session:
        """Return a session of a group.

        Raises:
            NoSuchSession: it is not there, or another group's.
        """
        found = await self._parts.storage.read(lambda connection: meeting_book.find(connection, session_id))
        if found.group_id != group.id:
            raise NoSuchSession
        return found

    async def of(self, group: Group, states: tuple[PlanState, ...] = LIVE) -> list[Session]:
        """Return a group's sessions."""
        return await self._parts.storage.read(lambda connection: meeting_book.of_group(connection, group.id, states))

    async def coming(self, group_ids: list[int]) -> list[tuple[Session, Meeting]]:
        """Return the meetings of some groups that are planned or going on, the earliest first."""
        return await self._parts.storage.read(
            lambda connection: meeting_book.in_state(connection, group_ids, (MeetingState.PLANNED, MeetingState.OPEN))
        )

    async def shown(self, group: Group) -> list[Session]:
        """Return what a facilitator may look at: what runs or rests, then what ended, then what can be taken back."""
        since = self._parts.clock.now() - UNDO_FOR
        found = await self.of(group, SHOWN)
        kept = [one for one in found if one.state is not PlanState.DELETED or one.changed_at > since]
        return sorted(kept, key=lambda one: SHOWN.index(one.state))

    async def propose(self, group: Group, *, title: str, rhythm: str, when: str, minutes: str) -> Session:
        """Keep a session that is planned nowhere yet, so that its times can be shown first.

        Raises:
            QuestionEmpty, LengthUnreadable, RhythmUnreadable, RuleNeverFires: nothing was kept.
        """
        words, now = _words(title), self._parts.clock.now()
        length = _length(minutes)
        rule = rule_from(rhythm, when, "", zone=group.zone, now=now)
        return await self._parts.storage.write(
            lambda connection: meeting_book.create(connection, group.id, title=words, rule=rule, minutes=length, at=now)
        )

    def reworded(self, session: Session, *, title: str, rhythm: str, when: str, minutes: str) -> Session:
        """Return what a form would make of a session; nothing is kept of it.

        Raises:
            QuestionEmpty, LengthUnreadable, RhythmUnreadable, RuleNeverFires: each says what to write instead.
        """
        rule = changed_rule(session.rule, rhythm, when, end_of(session.rule), now=self._parts.clock.now())
        return replace(session, title=_words(title), minutes=_length(minutes), rule=rule)

    async def put(self, session: Session, wanted: Session, note: Note) -> Session:
        """Give a session the name, the length and the times of `wanted`.

        Raises:
            ChangedMeanwhile: it was changed since it was looked at.
            NoTimeLeft: it runs, and no time of it would be left.
        """
        values = {"title": wanted.title, "minutes": wanted.minutes} | rule_values(wanted.rule)
        return await self._change(session, note, **values)

    async def arrange(self, session: Session, *, agenda: str, places: str, until: str, note: Note) -> Session:
        """Say what happens in which order, how many have room, and when it is for the last time.

        Raises:
            AgendaUnreadable, AgendaTooLong, PlacesUnreadable, EndUnreadable, EndsBeforeItBegins: nothing was changed.
        """
        if places.strip() and not (places.strip().isdigit() and int(places) <= 1000):
            raise PlacesUnreadable
        lines: list[tuple[str, int]] = []
        for line in filter(None, (one.strip() for one in agenda.splitlines())):
            match = _LINE.fullmatch(line)
            if match is None or not 1 <= int(match[2]) <= MINUTES[-1]:
                raise AgendaUnreadable
            lines.append((match[1], int(match[2])))
        if len(lines) > PARTS or any(len(what) > PART for what, _ in lines):
            raise AgendaTooLong(parts=PARTS, letters=PART)
        values = {"agenda": lines, "places": int(places.strip() or 0)}
        return await self._change(session, note, **values, **rule_values(ended(session.rule, until)))

    async def become(self, session: Session, state: PlanState, note: Note) -> Session:
        """Start, pause, delete or take back a session; what rested when it was deleted goes on resting.

        Raises:
            NoTimeLeft: its end is over.
            NoSuchSession: it was deleted longer ago than it can be taken back.
            ChangedMeanwhile: it is deleted, and not to be taken back.
        """
        if session.state is PlanState.DELETED and state is not PlanState.ACTIVE:
            raise ChangedMeanwhile
        now = self._parts.clock.now()
        if session.state is PlanState.DELETED and now - session.changed_at > UNDO_FOR:
            raise NoSuchSession
        if session.state is PlanState.DELETED and state is PlanState.ACTIVE:
            moved = await self._parts.storage.read(partial(self._series.waits, session=session))
            more_to_come = moved or session.rule.next_after(now) is not None
            state = before_deletion(session.was, more_to_come=more_to_come)
        was = session.state if state is PlanState.DELETED else None
        return await self._change(session, note, state=state, was=was)

    async def next_meeting(self, session: Session) -> Meeting | None:
        """Return the meeting that goes on, or the next that is planned."""
        found = await self._parts.storage.read(
            lambda connection: meeting_book.meetings_of(connection, session.id, limit=50)
        )
        standing = [one for one in found if one.state in (MeetingState.OPEN, MeetingState.PLANNED)]
        return min(standing, key=lambda one: one.starts_at, default=None)

    async def lately(self, session: Session) -> list[Meeting]:
        """Return the last meetings that were held, missed, are going on or are planned, the latest first."""
        found = await self._parts.storage.read(lambda connection: meeting_book.meetings_of(connection, session.id))
        return [one for one in found if one.state not in (MeetingState.CANCELLED, MeetingState.DROPPED)][:10]

    async def move(
        self, session: Session, meeting: Meeting, when: str, note: Note, *, seen: int | None = None
    ) -> Meeting:
        """Give one meeting another time; `seen` is the time (in seconds) that it had when somebody was asked for one.

        Raises:
            RhythmUnreadable, InThePast, BeyondTheNext, MeetingOver, ChangedMeanwhile: nothing was moved.
        """
        if seen is not None and seen != int(meeting.starts_at.timestamp()):
            raise ChangedMeanwhile
        zone, now = ZoneInfo(session.rule.zone), self._parts.clock.now()
        planned, here = (at.astimezone(zone).replace(tzinfo=None) for at in (meeting.starts_at, now))
        local = other_time_said(when, planned, here)
        at = session.rule.instant(local)
        if at <= now:
            raise InThePast
        coming = following(session, meeting)
        if coming is not None and at >= coming:
            raise BeyondTheNext(next=moment(coming, "F"))

        def work(connection: Connection) -> Meeting:
            if meeting_book.meeting(connection, meeting.id).state is not MeetingState.PLANNED:
                raise MeetingOver
            meeting_book.change_meeting(connection, meeting.id, moved_to=local.isoformat())
            self._series.put_at(connection, session, meeting, at)
            self._series.tell(connection, meeting.id, "moved")
            note(connection)
            return meeting_book.meeting(connection, meeting.id)

        return await self._parts.storage.write(work)

    async def hand_over(self, meeting: Meeting, user_id: int, note: Note) -> tuple[Meeting, int | None]:
        """Let somebody else lead one meeting; return it, and the Discord id of who was asked before and need not any more.

        Raises:
            MeetingOver: it is over, or was called off.
        """
        person = await self._parts.people.person(user_id)

        def work(connection: Connection) -> tuple[Meeting, int | None]:
            standing = meeting_book.meeting(connection, meeting.id)
            if standing.state not in (MeetingState.PLANNED, MeetingState.OPEN):
                raise MeetingOver
            meeting_book.change_meeting(connection, meeting.id, facilitator=person)
            note(connection)
            return meeting_book.meeting(connection, meeting.id), standing.facilitator

        changed, before = await self._parts.storage.write(work)
        return changed, None if before in (None, person) else self._parts.people.discord_id(before)

    async def _change(self, session: Session, note: Note, **values: Any) -> Session:  # noqa: ANN401  each column has its own type
        now = self._parts.clock.now()

        def work(connection: Connection) -> Session:
            changed = meeting_book.change(connection, session.id, session.version, now, **values)
            note(connection)
            if changed.rule != session.rule or changed.state is not session.state:
                active = changed.state is PlanState.ACTIVE
                self._series.settle(connection, changed, running=active)
                found = meeting_book.meetings_of(connection, session.id) if active else []
                if active and not any(one.state is MeetingState.PLANNED for one in found):
                    raise NoTimeLeft
            self._series.follow_change(connection, changed)
            return changed

        return await self._parts.storage.write(work)


def _words(title: str) -> str:
    words = " ".join(title.split())
    if not words:
        raise QuestionEmpty
    return words


def _length(minutes: str) -> int:
    digits = re.sub(r"\D", "", minutes)
    if not digits or int(digits) not in MINUTES:
        raise LengthUnreadable
    return int(digits)
