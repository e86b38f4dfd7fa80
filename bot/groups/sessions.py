"""Sessions planned: proposed, saved, changed, stopped and taken back; each time becomes a meeting of its own."""

import re
from datetime import datetime, timedelta
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.agenda import Job, Occurrence, plan_next, replan
from bot.agenda.recurrence import KEY_MARK
from bot.groups import meeting_book
from bot.groups.checkin_book import rule_values
from bot.groups.errors import (
    AgendaUnreadable,
    InThePast,
    LengthUnreadable,
    MeetingOver,
    NoSuchSession,
    PlacesUnreadable,
    QuestionEmpty,
)
from bot.groups.meeting_model import ANNOUNCED_BEFORE, MINUTES, REMINDERS, Meeting, MeetingState, Session
from bot.groups.model import UNDO_FOR, Group, PlanState
from bot.groups.pieces import group_by_group
from bot.groups.rhythm import first_time, on_days, rule_from
from bot.parts import Parts

START: Final = "session-start"
ANNOUNCE: Final = "session-announce"
REMIND: Final = "session-remind"
END: Final = "session-end"
TELL: Final = "session-tell"
LIVE: Final = (PlanState.ACTIVE, PlanState.PAUSED)
_LINE: Final = re.compile(r"(.+?)[\s,:–-]+(\d{1,3})\s*(?:min\w*|m|')?\s*")


class Sessions:
    """Every group's sessions."""

    def __init__(self, parts: Parts) -> None:
        """Plan with the agenda in `parts`."""
        self._parts = parts

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

    async def reword(self, session: Session, *, title: str, rhythm: str, when: str, minutes: str) -> Session:
        """Change a proposal, or a session that runs."""
        values: dict[str, Any] = {"title": _words(title), "minutes": _length(minutes)}
        if rhythm != "same":
            rule = rule_from(rhythm, when, "", zone=session.rule.zone, now=self._parts.clock.now())
            values |= rule_values(rule)
        return await self._change(session, **values)

    async def on_days(self, session: Session, days: tuple[str, ...]) -> Session:
        """Meet on these weekdays."""
        return await self._change(session, **rule_values(on_days(session.rule, days)))

    async def arrange(self, session: Session, *, agenda: str, places: str) -> Session:
        """Say what happens in which order, and how many have room.

        Raises:
            AgendaUnreadable, PlacesUnreadable: nothing was changed.
        """
        if places.strip() and not (places.strip().isdigit() and int(places) <= 1000):
            raise PlacesUnreadable
        lines = []
        for line in filter(None, (one.strip() for one in agenda.splitlines())):
            match = _LINE.fullmatch(line)
            if match is None or not 1 <= int(match[2]) <= MINUTES[-1]:
                raise AgendaUnreadable
            lines.append([match[1][:80], int(match[2])])
        return await self._change(session, agenda=lines[:10], places=int(places.strip() or 0))

    async def become(self, session: Session, state: PlanState) -> Session:
        """Start, pause, delete or take back a session.

        Raises:
            NoSuchSession: it was deleted longer ago than it can be taken back.
        """
        now = self._parts.clock.now()
        if session.state is PlanState.DELETED and now - session.changed_at > UNDO_FOR:
            raise NoSuchSession
        return await self._change(session, state=state)

    async def next_meeting(self, session: Session) -> Meeting | None:
        """Return the meeting that goes on, or the next that is planned."""
        found = await self._parts.storage.read(
            lambda connection: meeting_book.meetings_of(connection, session.id, limit=50)
        )
        standing = [one for one in found if one.state in (MeetingState.OPEN, MeetingState.PLANNED)]
        return min(standing, key=lambda one: one.starts_at, default=None)

    async def move(self, session: Session, meeting: Meeting, when: str) -> Meeting:
        """Give one meeting another time.

        Raises:
            RhythmUnreadable, InThePast, MeetingOver: nothing was moved.
        """
        zone, now = ZoneInfo(session.rule.zone), self._parts.clock.now()
        midnight = meeting.starts_at.astimezone(zone).replace(tzinfo=None, hour=0, minute=0)
        local = first_time(when, midnight)
        at = session.rule.instant(local)
        if at <= now:
            raise InThePast

        def work(connection: Connection) -> Meeting:
            if meeting_book.meeting(connection, meeting.id).state is not MeetingState.PLANNED:
                raise MeetingOver
            meeting_book.change_meeting(connection, meeting.id, moved_to=local.isoformat())
            self._put_at(connection, session, meeting, at)
            self._tell(connection, meeting.id, "moved", int(at.timestamp()))
            return meeting_book.meeting(connection, meeting.id)

        return await self._parts.storage.write(work)

    async def cancel(self, session: Session, meeting: Meeting) -> Meeting:
        """Call one meeting off; the next is planned all the same.

        Raises:
            MeetingOver: it has begun, or is off already.
        """

        def work(connection: Connection) -> Meeting:
            if not meeting_book.advance(connection, meeting.id, MeetingState.PLANNED, MeetingState.CANCELLED):
                raise MeetingOver
            self._withdraw(connection, meeting.id)
            self._parts.agenda.skip(connection, f"{session.series}{KEY_MARK}{meeting.local}", "group-reason-cancelled")
            self._tell(connection, meeting.id, "cancelled", 0)
            return meeting_book.meeting(connection, meeting.id)

        return await self._parts.storage.write(work)

    async def hand_over(self, meeting: Meeting, user_id: int) -> Meeting:
        """Let somebody else lead one meeting."""
        person = await self._parts.people.person(user_id)

        def work(connection: Connection) -> Meeting:
            meeting_book.change_meeting(connection, meeting.id, facilitator=person)
            return meeting_book.meeting(connection, meeting.id)

        return await self._parts.storage.write(work)

    # -- what follows ---------------------------------------------------------------------------------------------

    def follow(self, connection: Connection, job: Job) -> None:
        """Plan the meeting after one whose time has come; what did not begin at its time does not begin any more."""
        session = meeting_book.find(connection, int(job.payload["session"] or 0))
        for missed in meeting_book.miss(connection, session.id, min(job.due, self._parts.clock.now())):
            self._tell(connection, missed, "missed", 0)
        if session.state is PlanState.ACTIVE and self._plan(connection, session, _wall(session, job)) is None:
            meeting_book.change(connection, session.id, None, self._parts.clock.now(), state=PlanState.ENDED)

    async def replan_all(self) -> None:
        """Bring every plan in step with the zones' present offsets."""

        def work(connection: Connection, group: Group) -> None:
            for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                self._bring_in_step(connection, session)

        await group_by_group(self._parts.storage, work)

    def _bring_in_step(self, connection: Connection, session: Session) -> None:
        planned = [one for one in meeting_book.meetings_of(connection, session.id) if one.state is MeetingState.PLANNED]
        for meeting in planned:
            at = session.rule.instant(datetime.fromisoformat(meeting.moved_to or meeting.local))
            if at != meeting.starts_at:
                self._put_at(connection, session, meeting, at)
        if any(one.moved_to is not None for one in planned):
            return  # what the rule says of that one counts no more, and the next is planned when it begins
        payload = {"session": session.id}
        replan(self._parts.agenda, connection, kind=START, series=session.series, rule=session.rule, payload=payload)

    def _put_at(self, connection: Connection, session: Session, meeting: Meeting, at: datetime) -> None:
        """Have a planned meeting begin at another instant."""
        ends_at = at + timedelta(minutes=session.minutes)
        meeting_book.change_meeting(connection, meeting.id, starts_at=at, ends_at=ends_at)
        self._parts.agenda.reschedule(connection, f"{session.series}{KEY_MARK}{meeting.local}", at)
        self._around(connection, session, meeting_book.meeting(connection, meeting.id))

    async def rest(self, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""

        def work(connection: Connection) -> None:
            for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                self._cancel_all(connection, session)
                if not resting:
                    self._plan(connection, session, self._parts.clock.now())

        await self._parts.storage.write(work)

    async def move_zone(self, group: Group) -> None:
        """Meet at the same wall time in another zone."""

        def work(connection: Connection) -> None:
            for session in meeting_book.of_group(connection, group.id, LIVE):
                changed = meeting_book.change(connection, session.id, None, session.changed_at, zone=group.zone)
                if changed.state is PlanState.ACTIVE:
                    self._cancel_all(connection, session)
                    self._plan(connection, changed, self._parts.clock.now())

        await self._parts.storage.write(work)

    async def _change(self, session: Session, **values: Any) -> Session:  # noqa: ANN401  each column has its own type
        now = self._parts.clock.now()

        def work(connection: Connection) -> Session:
            changed = meeting_book.change(connection, session.id, session.version, now, **values)
            if values.keys() & {"rrule", "state", "minutes"}:
                self._cancel_all(connection, changed)
                if changed.state is PlanState.ACTIVE:
                    self._plan(connection, changed, now)
            return changed

        return await self._parts.storage.write(work)

    def _plan(self, connection: Connection, session: Session, after: datetime) -> Occurrence | None:
        following = plan_next(
            self._parts.agenda,
            connection,
            kind=START,
            series=session.series,
            rule=session.rule,
            after=after,
            payload={"session": session.id},
        )
        if following is not None:
            length = timedelta(minutes=session.minutes)
            meeting = meeting_book.enter(
                connection, session.id, following.local.isoformat(), following.at, following.at + length
            )
            # One that an earlier plan had called off, or that was moved in it, is as the present plan says.
            meeting_book.change_meeting(
                connection,
                meeting.id,
                state=MeetingState.PLANNED,
                moved_to=None,
                starts_at=following.at,
                ends_at=following.at + length,
            )
            self._around(connection, session, meeting_book.meeting(connection, meeting.id))
        return following

    def _around(self, connection: Connection, session: Session, meeting: Meeting) -> None:
        """Plan what happens before a meeting; earlier plans for it are taken back."""
        agenda, now = self._parts.agenda, self._parts.clock.now()
        self._withdraw(connection, meeting.id)
        payload = {"session": session.id, "meeting": meeting.id}
        stamp = int(meeting.starts_at.timestamp())
        agenda.plan(
            connection,
            kind=ANNOUNCE,
            key=f"{ANNOUNCE}:{meeting.id}:{stamp}",
            due=max(now, meeting.starts_at - ANNOUNCED_BEFORE),
            payload=payload,
        )
        for which, before in REMINDERS.items():
            if meeting.starts_at - before > now:
                agenda.plan(
                    connection,
                    kind=REMIND,
                    key=f"{REMIND}:{meeting.id}:{stamp}:{which}",
                    due=meeting.starts_at - before,
                    payload=payload | {"which": which},
                )

    def _withdraw(self, connection: Connection, meeting_id: int) -> None:
        for kind in (ANNOUNCE, REMIND):
            self._parts.agenda.cancel_prefix(connection, f"{kind}:{meeting_id}:")

    def _cancel_all(self, connection: Connection, session: Session) -> None:
        self._parts.agenda.cancel_prefix(connection, session.series + KEY_MARK)
        for meeting in meeting_book.meetings_of(connection, session.id):
            if meeting.state is MeetingState.PLANNED:
                self._withdraw(connection, meeting.id)
                meeting_book.change_meeting(connection, meeting.id, state=MeetingState.CANCELLED)

    def _tell(self, connection: Connection, meeting_id: int, what: str, stamp: int) -> None:
        self._parts.agenda.plan(
            connection,
            kind=TELL,
            key=f"{TELL}:{meeting_id}:{what}:{stamp}",
            due=self._parts.clock.now(),
            payload={"meeting": meeting_id, "what": what},
        )


def _wall(session: Session, job: Job) -> datetime:
    """Return the instant that the rule names for a job, which may have been moved by hand."""
    return session.rule.instant(datetime.fromisoformat(job.key.rpartition(KEY_MARK)[2]))


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
