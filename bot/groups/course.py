"""A meeting's course: it begins at its time or when its facilitator says so, is posted, ends, and others are told of both."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Grace, Job, RetryLater
from bot.agenda.jobs import LATE
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.audit import Note
from bot.groups import meeting_book
from bot.groups.errors import MeetingOver
from bot.groups.letters import write_to
from bot.groups.meeting_cards import begun_notice, ending, room
from bot.groups.meeting_model import Meeting, MeetingState, Moment, Session
from bot.groups.meetings import Meetings, turns
from bot.groups.model import Group, PlanState
from bot.groups.roster import Roster
from bot.groups.session_series import END, START, SessionSeries
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, THEIRS, TRANSIENT
from bot.groups.unposted import Ready, Unposted
from bot.messenger.calendar import Calendar
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts

Hook = Callable[[Moment], Awaitable[None]]
LATE_START: Final = timedelta(minutes=30)
LATE_END: Final = timedelta(hours=12)
ENDING: Final = "ending"
ROOM: Final = "room"

log = structlog.get_logger(__name__)


class Course:
    """Leads meetings from their beginning to their end."""

    def __init__(
        self,
        parts: Parts,
        roster: Roster,
        series: SessionSeries,
        meetings: Meetings,
        staff: Staff,
        unposted: Unposted,
        calendar: Calendar,
    ) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._meetings = meetings
        self._staff = staff
        self._started: list[Hook] = []
        self._ended: list[Hook] = []
        self._unposted = unposted
        self._calendar = calendar
        unposted.offer(ENDING, self._late_ending)
        unposted.offer(ROOM, self._late_room)
        parts.agenda.register(START, self._start_job, misfire=Grace(LATE_START), then=series.follow)
        parts.agenda.register(END, self._end_job, misfire=ALWAYS)

    def when_started(self, hook: Hook) -> None:
        """Call `hook` when a meeting has begun; it may be called again for the same meeting after a crash."""
        self._started.append(hook)

    def when_ended(self, hook: Hook) -> None:
        """Call `hook` when a meeting is over; it may be called again for the same meeting after a crash."""
        self._ended.append(hook)

    # -- the meeting itself ---------------------------------------------------------------------------------------

    async def _start_job(self, job: Job) -> Ending:
        local = job.key.rpartition(KEY_MARK)[2]
        session = await self._parts.storage.read(
            lambda connection: meeting_book.find(connection, job.number("session"))
        )
        length = timedelta(minutes=session.minutes)
        meeting = await self._parts.storage.write(
            lambda connection: meeting_book.enter(connection, session.id, local, job.due, job.due + length)
        )
        group = (await self._meetings.look(meeting.id))[0]
        if session.state is PlanState.DELETED or group.archived_at is not None:
            return Done()
        outcome = await self._start(meeting.id)
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if outcome is None or isinstance(outcome, Sent):
            return Done()
        reason = self._staff.reason(group, outcome)
        if reason not in THEIRS:
            return GiveUp(reason)
        return Done(lambda connection: self._unposted.keep(connection, ROOM, meeting.id))

    async def start_now(self, meeting_id: int, note: Note) -> None:
        """Begin a meeting because its facilitator says so.

        Raises:
            MeetingOver: it has begun, or is off.
        """
        _, session, meeting = await self._meetings.look(meeting_id)
        key, now = f"{session.series}{KEY_MARK}{meeting.local}", self._parts.clock.now()
        local = now.astimezone(ZoneInfo(session.rule.zone)).replace(tzinfo=None, microsecond=0)

        def work(connection: Connection) -> bool:
            # The instant itself: its wall time may be one that the clocks show twice, and then means the first.
            if not (
                self._parts.agenda.reschedule(connection, key, now) or self._late(connection, session, meeting, key)
            ):
                return False
            # Like one that was moved: a new process does not put it back to where the rule has it.
            meeting_book.change_meeting(connection, meeting.id, moved_to=local.isoformat(), starts_at=now)
            note(connection)
            return True

        startable = meeting.state in (MeetingState.PLANNED, MeetingState.MISSED)
        if not startable or not await self._parts.storage.write(work):
            raise MeetingOver

    def _late(self, connection: Connection, session: Session, meeting: Meeting, key: str) -> bool:
        """Have a meeting that was missed begin after all, while its time runs; False if that is over."""
        now = self._parts.clock.now()
        if meeting.ends_at <= now or not meeting_book.advance(
            connection, meeting.id, MeetingState.MISSED, MeetingState.PLANNED
        ):
            return False
        due, payload = now + timedelta(seconds=1), {"session": session.id}
        return self._parts.agenda.take_up(connection, key, LATE, due=due, payload=payload)

    async def _start(self, meeting_id: int) -> Outcome | None:
        """Begin a meeting; None if it is over or off. Every step may be repeated."""
        group, session, meeting = await self._meetings.look(meeting_id)
        now = self._parts.clock.now()

        def work(connection: Connection) -> Meeting:
            if meeting_book.advance(connection, meeting.id, MeetingState.PLANNED, MeetingState.OPEN):
                ends_at = now + timedelta(minutes=session.minutes)
                meeting_book.change_meeting(connection, meeting.id, starts_at=now, ends_at=ends_at)
                self._parts.agenda.plan(
                    connection,
                    kind=END,
                    key=f"{END}:{meeting.id}",
                    due=ends_at,
                    payload={"meeting": meeting.id},
                )
            return meeting_book.meeting(connection, meeting.id)

        meeting = await self._parts.storage.write(work)
        if meeting.state is not MeetingState.OPEN:
            return None
        outcome = await self._open_room(group, session, meeting)
        await self._sample_voice(group, meeting)
        await self._meetings.refresh(meeting.id)
        notice = begun_notice(group, session, meeting, self._roster.speaker(group))
        told = await self._staff.post(group, notice, key=f"session-begun:{meeting.id}")
        await self._tell_leader(group, meeting, notice)
        await self._call(self._started, group, session, meeting)
        await self._lead_event(group, meeting)
        return told if isinstance(told, Transient) else outcome

    async def _open_room(self, group: Group, session: Session, meeting: Meeting) -> Outcome:
        """Post the run of show and write down where it stands. May be repeated."""
        waiting = turns(await self._meetings.guests(meeting))
        order = [self._roster.name_of(group, person) for person in waiting]
        summary = await self._meetings.since(group)
        message = room(group, session, meeting, order, self._roster.speaker(group), summary=summary)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=replace(message, about=self._roster.named(waiting)),
            key=f"session-room:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            stands = {"room_message_id": outcome.message_id, "room_channel_id": outcome.channel_id}
            await self._parts.storage.write(
                lambda connection: meeting_book.change_meeting(connection, meeting.id, **stands)
            )
        return outcome

    async def _late_room(self, meeting_id: int, _: str) -> Ready | None:
        """Return a run of show that its channel did not take, while its meeting goes on."""
        group, session, meeting = await self._meetings.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            return None
        post = partial(self._open_room, group, session, meeting)
        return Ready(group, "facilitators-room-trouble", session.title, meeting.ends_at, post)

    async def _lead_event(self, group: Group, meeting: Meeting) -> None:
        """Have Discord's own event begin or end with its meeting, which goes on whatever becomes of that."""
        if meeting.event_id is None:
            return
        lead = self._calendar.begin if meeting.state is MeetingState.OPEN else self._calendar.finish
        try:
            await lead(group.guild_id, meeting.event_id)
        except Exception:
            log.exception("session.event_failed", guild=group.guild_id)

    async def _tell_leader(self, group: Group, meeting: Meeting, notice: Message) -> None:
        """Bring everything at hand to whoever leads a meeting and does not read the facilitators' channel."""
        user = None if meeting.facilitator is None else self._parts.people.discord_id(meeting.facilitator)
        if user is not None and meeting.facilitator is not None and not await self._roster.facilitates(group, user):
            key = f"session-led:{meeting.id}"
            await write_to(self._parts, group, meeting.facilitator, notice, key=key, rationed=False)

    async def _end_job(self, job: Job) -> Ending:
        """End a meeting, by its time or by its facilitator; one that ended long ago is only written down. May be repeated."""
        meeting_id = job.number("meeting")
        group, session, meeting = await self._meetings.look(meeting_id)
        if meeting.state is MeetingState.OPEN:
            await self._sample_voice(group, meeting)

            def work(connection: Connection) -> None:
                meeting_book.advance(connection, meeting.id, MeetingState.OPEN, MeetingState.OVER)
                came = sum(one.came_by is not None for one in meeting_book.guests(connection, meeting.id))
                meeting_book.change_meeting(connection, meeting.id, attended=came, ends_at=self._parts.clock.now())

            await self._parts.storage.write(work)
        elif meeting.state is not MeetingState.OVER:
            return Done()
        group, session, meeting = await self._meetings.look(meeting_id)
        say = self._roster.speaker(group)
        outcome = await self._say_ended(group, session, meeting) if job.late <= LATE_END else None
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if meeting.room_channel_id is not None and meeting.room_message_id is not None:
            order: list[str] = []
            shown = room(group, session, meeting, order, say, summary=None).without_buttons()
            await self._parts.messenger.edit(
                channel_id=meeting.room_channel_id, message_id=meeting.room_message_id, message=shown, lane=Lane.BULK
            )
        await self._meetings.refresh(meeting.id)
        await self._lead_event(group, meeting)
        if outcome is None or isinstance(outcome, Sent) or self._staff.reason(group, outcome) not in THEIRS:
            return Done()
        return Done(lambda connection: self._unposted.keep(connection, ENDING, meeting.id))

    async def _say_ended(self, group: Group, session: Session, meeting: Meeting) -> Outcome:
        """Post that a meeting is over, and what follows it; where its channel takes nothing, that waits with it."""
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=ending(group, session, meeting, self._roster.speaker(group)),
            key=f"session-end:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent) or self._staff.reason(group, outcome) not in (*THEIRS, TRANSIENT):
            await self._call(self._ended, group, session, meeting)
        return outcome

    async def _late_ending(self, meeting_id: int, _: str) -> Ready | None:
        """Return an ending that its channel did not take, with the feedback and the reminder that come with it."""
        group, session, meeting = await self._meetings.look(meeting_id)
        if meeting.state is not MeetingState.OVER:
            return None
        post = partial(self._say_ended, group, session, meeting)
        return Ready(group, "facilitators-ending-trouble", session.title, meeting.ends_at + LATE_END, post)

    async def end_now(self, meeting_id: int, note: Note) -> None:
        """End a meeting that goes on because its facilitator says so.

        Raises:
            MeetingOver: it does not go on.
        """
        _, _, meeting = await self._meetings.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise MeetingOver
        now = self._parts.clock.now()

        def work(connection: Connection) -> None:
            self._parts.agenda.reschedule(connection, f"{END}:{meeting_id}", now)
            note(connection)

        await self._parts.storage.write(work)

    async def _sample_voice(self, group: Group, meeting: Meeting) -> None:
        if group.voice_channel_id is None:
            return
        for user in self._parts.directory.in_voice(group.guild_id, group.voice_channel_id):
            person = await self._parts.people.person(user)
            await self._parts.storage.write(
                partial(meeting_book.note, meeting_id=meeting.id, person_id=person, came_by="voice")
            )

    async def _call(self, hooks: list[Hook], group: Group, session: Session, meeting: Meeting) -> None:
        came = [one.person_id for one in await self._meetings.guests(meeting) if one.came_by is not None]
        attendees = tuple(user for person in came if (user := self._parts.people.discord_id(person)) is not None)
        told = Moment(
            guild_id=group.guild_id,
            group_id=group.id,
            session_id=session.id,
            meeting_id=meeting.id,
            channel_id=group.channel_id,
            attendees=attendees,
            locale=group.locale,
            at=self._parts.clock.now(),
        )
        for hook in hooks:
            try:
                await hook(told)
            except Exception:
                # What others make of a meeting must not keep it from beginning or ending.
                log.exception("session.hook_failed", guild=group.guild_id)
