"""What the agenda holds of sessions: each meeting, what comes before it, and word of a change."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Job, Occurrence, plan_next, replan
from bot.agenda.recurrence import KEY_MARK
from bot.groups import meeting_book
from bot.groups.hours import waking
from bot.groups.meeting_model import ANNOUNCED_BEFORE, EXPECTED, REMINDERS, Meeting, MeetingState, Session
from bot.groups.meeting_places import fill
from bot.groups.meeting_times import Stand, placed, standing, stands
from bot.groups.model import Group, PlanState
from bot.groups.pieces import bring_in_step
from bot.parts import Parts

START: Final = "session-start"
ANNOUNCE: Final = "session-announce"
REMIND: Final = "session-remind"
END: Final = "session-end"
TELL: Final = "session-tell"
SHIFTED: Final = "shifted"
"""What people are told who counted on a meeting that moved with its session; its job's key ends with the time they know."""
MISSED: Final = "session-missed"
FOUND_WITHIN: Final = timedelta(seconds=30)
"""After an absence the meetings that were missed are found one after the other within this time."""
CALLED_OFF: Final = "group-reason-cancelled"
UNDO_SOON: Final = timedelta(minutes=2)
"""So long nobody is told that a plan stopped: a press by mistake is taken back without a word."""


class SessionSeries:
    """Plans the meetings of every session."""

    def __init__(self, parts: Parts) -> None:
        """Plan with the agenda in `parts`."""
        self._parts = parts
        self._agenda = parts.agenda

    def follow(self, connection: Connection, job: Job) -> None:
        """Plan the meeting after one whose time has come; what did not begin at its time does not begin any more."""
        session = meeting_book.find(connection, job.number("session"))
        missed = meeting_book.miss(connection, session.id, min(job.due, self._parts.clock.now()))
        for one in missed:
            self.tell(connection, one, "missed")
        self._say_missed(connection, session, missed)
        if session.state is PlanState.ACTIVE and self.plan(connection, session, _wall(session, job)) is None:
            meeting_book.change(connection, session.id, None, self._parts.clock.now(), state=PlanState.ENDED)

    def _say_missed(self, connection: Connection, session: Session, meetings: list[int]) -> None:
        """Plan to tell of meetings that were missed, once for all that are found together; by day, unless one could still begin."""
        prefix, now = f"{MISSED}:{session.id}:", self._parts.clock.now()
        if not meetings or any(one.state == "waiting" for one in self._agenda.history(connection, prefix)):
            return
        goes_on = any(meeting_book.meeting(connection, one).ends_at > now for one in meetings)
        self._agenda.plan(
            connection,
            kind=MISSED,
            key=f"{prefix}{min(meetings)}",
            due=now + FOUND_WITHIN if goes_on else waking(now + FOUND_WITHIN, session.rule.zone),
            payload={"session": session.id, "first": min(meetings)},
        )

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
                self.tell(connection, meeting.id, "moved")  # for who lives elsewhere it has
        if any(one.moved_to is not None for one in planned):
            return  # what the rule says of that one counts no more, and the next is planned when it begins
        if not planned:
            self.plan(connection, session, self._parts.clock.now())
            return
        payload = {"session": session.id}
        replan(self._agenda, connection, kind=START, series=session.series, rule=session.rule, payload=payload)

    def put_at(self, connection: Connection, session: Session, meeting: Meeting, at: datetime) -> None:
        """Have a planned meeting begin at another instant."""
        ends_at = at + timedelta(minutes=session.minutes)
        meeting_book.change_meeting(connection, meeting.id, starts_at=at, ends_at=ends_at)
        self._agenda.reschedule(connection, f"{session.series}{KEY_MARK}{meeting.local}", at)
        self._around(connection, session, meeting_book.meeting(connection, meeting.id))

    def rest(self, connection: Connection, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""
        for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
            self.settle(connection, session, running=not resting)

    def move_zone(self, connection: Connection, group: Group) -> None:
        """Meet at the same wall time in another zone."""
        # The rows first: a zone that this machine does not know could not even be read.
        meeting_book.set_zone(connection, group.id, group.zone)
        for session in meeting_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
            self.settle(connection, session, running=True)

    def settle(self, connection: Connection, session: Session, *, running: bool) -> None:
        """Bring the meetings in step with a session that was changed, and have those who said yes told what that means."""
        now = self._parts.clock.now()
        entered = meeting_book.meetings_of(connection, session.id, limit=50)
        before = [one for one in entered if one.state is MeetingState.PLANNED]
        found = (before or self._taken_back(connection, session)) if running else []
        off = [one for one in entered if one.state is MeetingState.CANCELLED]
        kept = placed(session, [*found, *off], {one.local for one in entered}, now)
        self._agenda.cancel_prefix(connection, session.series + KEY_MARK)
        for one in before:
            if one.id not in kept:
                self.withdraw(connection, one.id)
                meeting_book.change_meeting(connection, one.id, state=MeetingState.DROPPED)
                soon = one.starts_at - now <= 2 * UNDO_SOON
                self.tell(connection, one.id, "dropped", after=timedelta() if soon else UNDO_SOON)
        for one in off:
            if one.id in kept:  # what somebody called off stays off at another time of its day
                meeting_book.change_meeting(connection, one.id, local=kept[one.id].local)
        coming = [kept[one.id] for one in found if one.id in kept]
        for one in found:
            if one.id in kept:
                self._hold(connection, session, one, kept[one.id])
        following = session.rule.next_after(now) if running else None
        if following is None or following.local.isoformat() in {stand.local for stand in coming}:
            return
        if all(following.at < stand.at for stand in coming):
            self.plan(connection, session, now)

    def waits(self, connection: Connection, *, session: Session) -> bool:
        """Say whether a meeting that was planned until the session rested is still to come."""
        now = self._parts.clock.now()
        return any(standing(session, one, now) is not None for one in self._taken_back(connection, session))

    def _taken_back(self, connection: Connection, session: Session) -> list[Meeting]:
        """Return the meetings that were planned until the session rested."""
        records = self._agenda.history(connection, session.series + KEY_MARK)
        keys = {one.key.rpartition(KEY_MARK)[2] for one in records if one.state == "cancelled"}
        found = meeting_book.meetings_of(connection, session.id)
        return [one for one in found if one.local in keys and one.state is MeetingState.DROPPED]

    def _hold(self, connection: Connection, session: Session, meeting: Meeting, stand: Stand) -> None:
        """Have a meeting take place as it stands, and tell who counted on it what is new in that."""
        key, payload = f"{session.series}{KEY_MARK}{stand.local}", {"session": session.id}
        self._agenda.plan(connection, kind=START, key=key, due=stand.at, payload=payload, series=session.series)
        self._begin_at(connection, session, meeting, stand)
        if meeting.state is not MeetingState.PLANNED or meeting.starts_at != stand.at:
            # Who reads in time that it is off after all was told nothing, and needs no word that it is on again.
            unheard = self._agenda.cancel_prefix(connection, f"{TELL}:{meeting.id}:dropped:") > 0
            if unheard and meeting.starts_at == stand.at:
                self.tell(connection, meeting.id, "changed")
            elif meeting.state is MeetingState.PLANNED or unheard:
                self._tell_shifted(connection, meeting, stand.at)
            else:
                counted_on = any(one.answer in EXPECTED for one in meeting_book.guests(connection, meeting.id))
                self.tell(connection, meeting.id, "back" if counted_on else "changed")
        self._around(connection, session, meeting_book.meeting(connection, meeting.id))

    def _begin_at(self, connection: Connection, session: Session, meeting: Meeting, stand: Stand) -> None:
        meeting_book.change_meeting(
            connection,
            meeting.id,
            state=MeetingState.PLANNED,
            local=stand.local,
            moved_to=stand.moved_to,
            starts_at=stand.at,
            ends_at=stand.at + timedelta(minutes=session.minutes),
        )

    def follow_change(self, connection: Connection, session: Session) -> None:
        """Have what stands about planned meetings show what a session says of itself now: its name, length and places."""
        now = self._parts.clock.now()
        for one in meeting_book.meetings_of(connection, session.id):
            if one.state is MeetingState.PLANNED:
                ends_at = one.starts_at + timedelta(minutes=session.minutes)
                meeting_book.change_meeting(connection, one.id, ends_at=ends_at)
                fill(self._agenda, connection, session, one, now)
                self.tell(connection, one.id, "changed")

    def follow_place(self, connection: Connection, group: Group) -> None:
        """Have what stands about a group's planned meetings, in Discord's calendar too, show where it meets now."""
        for _, meeting in meeting_book.in_state(connection, [group.id], (MeetingState.PLANNED,)):
            self.tell(connection, meeting.id, "changed")

    def hold_after_all(self, connection: Connection, session: Session, meeting: Meeting) -> bool:
        """Plan a meeting again that was called off by hand; False if its time is over."""
        stand, now = stands(session, meeting), self._parts.clock.now()
        if stand is None or stand.at <= now:
            return False
        key, payload = f"{session.series}{KEY_MARK}{meeting.local}", {"session": session.id}
        if not self._agenda.take_up(connection, key, CALLED_OFF, due=stand.at, payload=payload):
            # Its rule has not come to it yet: it is planned in its turn, as those that an earlier plan dropped.
            meeting_book.change_meeting(connection, meeting.id, state=MeetingState.DROPPED)
            return True
        self._begin_at(connection, session, meeting, stand)
        self._around(connection, session, meeting_book.meeting(connection, meeting.id))
        self.tell(connection, meeting.id, "back")
        return True

    def plan(self, connection: Connection, session: Session, after: datetime) -> Occurrence | None:
        """Plan the next meeting after an instant, with everything that comes before it."""
        following = plan_next(
            self._agenda,
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
            if meeting.state is MeetingState.PLANNED:
                self._around(connection, session, meeting)
            elif meeting.state is MeetingState.CANCELLED:
                # Called off before its rule came to it: what follows it is planned instead.
                self._agenda.skip(connection, following.key(session.series), CALLED_OFF)
            else:
                # One that an earlier plan dropped, or that was moved in it, is as the present plan says.
                self._hold(connection, session, meeting, Stand(following.at, meeting.local))
        return following

    def _around(self, connection: Connection, session: Session, meeting: Meeting) -> None:
        """Plan what happens before a meeting; earlier plans for it are taken back."""
        agenda, now = self._agenda, self._parts.clock.now()
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
            self._agenda.cancel_prefix(connection, f"{kind}:{meeting_id}:")

    def tell(self, connection: Connection, meeting_id: int, what: str, *, after: timedelta = timedelta()) -> None:
        """Have everybody who said yes told of a change, some time `after` now."""
        now = self._parts.clock.now()
        if what == "moved":
            self._agenda.cancel_prefix(connection, f"{TELL}:{meeting_id}:{SHIFTED}:")  # this says the newer time
        self._agenda.plan(
            connection,
            kind=TELL,
            key=f"{TELL}:{meeting_id}:{what}:{int(now.timestamp())}",
            due=now + after,
            payload={"meeting": meeting_id, "what": what},
        )

    def _tell_shifted(self, connection: Connection, meeting: Meeting, at: datetime) -> None:
        """Have people told that a meeting moved with its session, unless it is back soon where they know it to be."""
        now = self._parts.clock.now()
        due = now if min(meeting.starts_at, at) - now <= 2 * UNDO_SOON else now + UNDO_SOON
        prefix = f"{TELL}:{meeting.id}:{SHIFTED}:"
        waiting = [one.key for one in self._agenda.history(connection, prefix) if one.state == "waiting"]
        if waiting:
            self._agenda.reschedule(connection, waiting[0], due)
            return
        key = f"{prefix}{int(now.timestamp())}:{int(meeting.starts_at.timestamp())}"
        self._agenda.plan(connection, kind=TELL, key=key, due=due, payload={"meeting": meeting.id, "what": SHIFTED})


def _wall(session: Session, job: Job) -> datetime:
    """Return the instant that the rule names for a job, which may have been moved by hand."""
    return session.rule.instant(datetime.fromisoformat(job.key.rpartition(KEY_MARK)[2]))
