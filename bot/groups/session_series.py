"""What the agenda holds of sessions: each meeting, what comes before it, and word of a change."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Job, Occurrence, plan_next, replan
from bot.agenda.recurrence import KEY_MARK
from bot.groups import meeting_book
from bot.groups.meeting_model import ANNOUNCED_BEFORE, EXPECTED, REMINDERS, Meeting, MeetingState, Session
from bot.groups.meeting_places import fill
from bot.groups.model import Group, PlanState
from bot.groups.pieces import bring_in_step
from bot.parts import Parts

START: Final = "session-start"
ANNOUNCE: Final = "session-announce"
REMIND: Final = "session-remind"
END: Final = "session-end"
TELL: Final = "session-tell"
CALLED_OFF: Final = "group-reason-cancelled"
UNDO_SOON: Final = timedelta(minutes=2)
"""So long nobody is told that a plan stopped: a press by mistake is taken back without a word."""


class SessionSeries:
    """Plans the meetings of every session."""

    def __init__(self, parts: Parts) -> None:
        """Plan with the agenda in `parts`."""
        self._parts = parts

    def follow(self, connection: Connection, job: Job) -> None:
        """Plan the meeting after one whose time has come; what did not begin at its time does not begin any more."""
        session = meeting_book.find(connection, job.number("session"))
        for missed in meeting_book.miss(connection, session.id, min(job.due, self._parts.clock.now())):
            self.tell(connection, missed, "missed")
        if session.state is PlanState.ACTIVE and self.plan(connection, session, _wall(session, job)) is None:
            meeting_book.change(connection, session.id, None, self._parts.clock.now(), state=PlanState.ENDED)

    async def replan_all(self) -> None:
        """Bring every plan in step with the zones' present offsets."""

        def work(connection: Connection, group: Group) -> None:
            for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                self._bring_in_step(connection, session)

        await bring_in_step(self._parts.storage, "sessions", meeting_book.plans(), work)

    def _bring_in_step(self, connection: Connection, session: Session) -> None:
        planned = [one for one in meeting_book.meetings_of(connection, session.id) if one.state is MeetingState.PLANNED]
        for meeting in planned:
            at = session.rule.instant(datetime.fromisoformat(meeting.moved_to or meeting.local))
            if at != meeting.starts_at:
                self.put_at(connection, session, meeting, at)
        if any(one.moved_to is not None for one in planned):
            return  # what the rule says of that one counts no more, and the next is planned when it begins
        if not planned:
            self.plan(connection, session, self._parts.clock.now())
            return
        payload = {"session": session.id}
        replan(self._parts.agenda, connection, kind=START, series=session.series, rule=session.rule, payload=payload)

    def put_at(self, connection: Connection, session: Session, meeting: Meeting, at: datetime) -> None:
        """Have a planned meeting begin at another instant."""
        ends_at = at + timedelta(minutes=session.minutes)
        meeting_book.change_meeting(connection, meeting.id, starts_at=at, ends_at=ends_at)
        self._parts.agenda.reschedule(connection, f"{session.series}{KEY_MARK}{meeting.local}", at)
        self._around(connection, session, meeting_book.meeting(connection, meeting.id))

    async def rest(self, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""

        def work(connection: Connection) -> None:
            for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                self.settle(connection, session, running=not resting)

        await self._parts.storage.write(work)

    async def move_zone(self, group: Group) -> None:
        """Meet at the same wall time in another zone."""

        def work(connection: Connection) -> None:
            # The rows first: a zone that this machine does not know could not even be read.
            meeting_book.set_zone(connection, group.id, group.zone)
            for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                self.settle(connection, session, running=True)

        await self._parts.storage.write(work)

    def settle(self, connection: Connection, session: Session, *, running: bool) -> None:
        """Bring the meetings in step with a session that was changed, and have those who said yes told what that means."""
        now = self._parts.clock.now()
        before = [one for one in meeting_book.meetings_of(connection, session.id) if one.state is MeetingState.PLANNED]
        if running and any(one.moved_to is not None and _names(session, one) for one in before):
            # Somebody gave that one a time of its own, and the present rule has it, too.
            self._keep_moved(connection, session, before)
            return
        self.cancel(connection, session)
        following = self.plan(connection, session, now) if running else None
        for one in before:
            after = meeting_book.meeting(connection, one.id)
            if after.state is MeetingState.CANCELLED:
                self.tell(connection, one.id, "dropped", after=UNDO_SOON)
            elif after.starts_at != one.starts_at:
                self.tell(connection, one.id, "moved")
        if following is None:
            return
        for one in meeting_book.meetings_of(connection, session.id):
            if one.state is MeetingState.PLANNED and one.id not in {old.id for old in before}:
                # Who reads in time that it is off after all was told nothing, and needs no word that it is on again.
                told = not self._parts.agenda.cancel_prefix(connection, f"{TELL}:{one.id}:dropped:")
                if told and any(guest.answer in EXPECTED for guest in meeting_book.guests(connection, one.id)):
                    self.tell(connection, one.id, "back")

    def _keep_moved(self, connection: Connection, session: Session, planned: list[Meeting]) -> None:
        for one in planned:
            at = session.rule.instant(datetime.fromisoformat(one.moved_to or one.local))
            if at != one.starts_at:
                self.put_at(connection, session, one, at)
                self.tell(connection, one.id, "moved")

    def follow_change(self, connection: Connection, session: Session) -> None:
        """Have what stands about planned meetings show what a session says of itself now: its name, length and places."""
        now = self._parts.clock.now()
        for one in meeting_book.meetings_of(connection, session.id):
            if one.state is MeetingState.PLANNED:
                ends_at = one.starts_at + timedelta(minutes=session.minutes)
                meeting_book.change_meeting(connection, one.id, ends_at=ends_at)
                fill(self._parts.agenda, connection, one.id, session.places, now)
                self.tell(connection, one.id, "changed")

    def hold_after_all(self, connection: Connection, session: Session, meeting: Meeting) -> bool:
        """Plan a meeting again that was called off by hand; False if its time is over."""
        key, payload = f"{session.series}{KEY_MARK}{meeting.local}", {"session": session.id}
        if not self._parts.agenda.take_up(connection, key, CALLED_OFF, payload=payload):
            return False
        meeting_book.change_meeting(connection, meeting.id, state=MeetingState.PLANNED)
        self._around(connection, session, meeting)
        self.tell(connection, meeting.id, "back")
        return True

    def plan(self, connection: Connection, session: Session, after: datetime) -> Occurrence | None:
        """Plan the next meeting after an instant, with everything that comes before it."""
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
            if meeting.state is not MeetingState.PLANNED:
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
        self.withdraw(connection, meeting.id)
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

    def withdraw(self, connection: Connection, meeting_id: int) -> None:
        """Take back what was to come before a meeting."""
        for kind in (ANNOUNCE, REMIND):
            self._parts.agenda.cancel_prefix(connection, f"{kind}:{meeting_id}:")

    def cancel(self, connection: Connection, session: Session) -> None:
        """Take back every meeting that is planned."""
        self._parts.agenda.cancel_prefix(connection, session.series + KEY_MARK)
        for meeting in meeting_book.meetings_of(connection, session.id):
            if meeting.state is MeetingState.PLANNED:
                self.withdraw(connection, meeting.id)
                meeting_book.change_meeting(connection, meeting.id, state=MeetingState.CANCELLED)

    def tell(self, connection: Connection, meeting_id: int, what: str, *, after: timedelta = timedelta()) -> None:
        """Have everybody who said yes told of a change, some time `after` now."""
        now = self._parts.clock.now()
        self._parts.agenda.plan(
            connection,
            kind=TELL,
            key=f"{TELL}:{meeting_id}:{what}:{int(now.timestamp())}",
            due=now + after,
            payload={"meeting": meeting_id, "what": what},
        )


def _names(session: Session, meeting: Meeting) -> bool:
    """Say whether a session's rule has the time that a meeting had before it was moved."""
    at = session.rule.instant(datetime.fromisoformat(meeting.local))
    found = session.rule.next_after(at - timedelta(microseconds=1))
    return found is not None and found.local.isoformat() == meeting.local


def _wall(session: Session, job: Job) -> datetime:
    """Return the instant that the rule names for a job, which may have been moved by hand."""
    return session.rule.instant(datetime.fromisoformat(job.key.rpartition(KEY_MARK)[2]))
