"""A meeting from its invitation to its end: answers, reminders, start, turns, attendance, and who is told."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, DROP, Done, GiveUp, Grace, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.groups import book, checkin_book, meeting_book
from bot.groups.aside import Aside
from bot.groups.checkins import LIVE
from bot.groups.errors import MeetingOver
from bot.groups.meeting_cards import begun_notice, ending, invitation, place_of, room
from bot.groups.meeting_model import EXPECTED, Coming, Guest, Meeting, MeetingState, Moment, Session
from bot.groups.model import EVERYBODY, Group, PlanState
from bot.groups.roster import Roster
from bot.groups.sessions import ANNOUNCE, END, REMIND, START, TELL, Sessions
from bot.groups.staff import Staff
from bot.groups.troubles import TRANSIENT, reason_of
from bot.messenger.calendar import Calendar, Entry
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.texts import moment

Hook = Callable[[Moment], Awaitable[None]]
LATE_START: Final = timedelta(minutes=30)
AGAIN: Final = timedelta(minutes=1)

log = structlog.get_logger(__name__)


class Meetings:
    """Every meeting of every session."""

    def __init__(
        self, parts: Parts, roster: Roster, sessions: Sessions, staff: Staff, calendar: Calendar, aside: Aside
    ) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._staff = staff
        self._calendar = calendar
        self._aside = aside
        self._started: list[Hook] = []
        self._ended: list[Hook] = []
        agenda = parts.agenda
        agenda.register(START, self._start_job, misfire=Grace(LATE_START), then=sessions.follow)
        agenda.register(ANNOUNCE, self._announce_job, misfire=ALWAYS)
        agenda.register(REMIND, self._remind_job, misfire=DROP)
        agenda.register(END, self._end_job, misfire=ALWAYS)
        agenda.register(TELL, self._tell_job, misfire=ALWAYS)

    def when_started(self, hook: Hook) -> None:
        """Call `hook` when a meeting has begun; it may be called again for the same meeting after a crash."""
        self._started.append(hook)

    def when_ended(self, hook: Hook) -> None:
        """Call `hook` when a meeting is over; it may be called again for the same meeting after a crash."""
        self._ended.append(hook)

    # -- looking --------------------------------------------------------------------------------------------------

    async def look(self, meeting_id: int) -> tuple[Group, Session, Meeting]:
        """Return a meeting with what it belongs to.

        Raises:
            NoSuchSession, NoSuchGroup: it is gone.
        """

        def work(connection: Connection) -> tuple[Group, Session, Meeting]:
            meeting = meeting_book.meeting(connection, meeting_id)
            session = meeting_book.find(connection, meeting.session_id)
            return book.find(connection, session.group_id), session, meeting

        return await self._parts.storage.read(work)

    async def guests(self, meeting: Meeting) -> list[Guest]:
        """Return everybody of a meeting."""
        return await self._parts.storage.read(lambda connection: meeting_book.guests(connection, meeting.id))

    async def mine(self, meeting: Meeting, user_id: int) -> Guest | None:
        """Return what somebody said about a meeting."""
        person = self._parts.people.known(user_id)
        if person is None:
            return None
        return await self._parts.storage.read(lambda connection: meeting_book.guest(connection, meeting.id, person))

    # -- what people say ------------------------------------------------------------------------------------------

    async def answer(self, meeting_id: int, user_id: int, coming: Coming) -> tuple[Group, Session, Meeting, Coming]:
        """Write down whether somebody comes; who gives a place back lets the next one in.

        Raises:
            MeetingOver: it has begun or is off.
        """
        group, session, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.PLANNED or self._parts.directory.absent(group.guild_id, user_id):
            raise MeetingOver
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> tuple[Coming, int | None]:
            kept = meeting_book.answer(connection, meeting.id, person, coming, session.places, now)
            moved = None if coming is Coming.YES else meeting_book.move_up(connection, meeting.id, session.places)
            return kept, moved

        kept, moved = await self._parts.storage.write(work)
        self._aside.run(self.refresh(group, session, meeting))
        if moved is not None:
            say = self._roster.speaker(group)
            text = say("session-moved-up", title=as_written(session.title), at=moment(meeting.starts_at, "F"))
            key = f"session-place:{meeting.id}:{moved}:{int(now.timestamp())}"
            self._aside.run(self._direct(group, moved, Message(text), key=key))
        return group, session, meeting, kept

    async def interested(self, event_id: int, user_id: int, *, yes: bool) -> None:
        """Take over *Interested* on Discord's own event from somebody who has not answered here, and its end."""
        found = await self._parts.storage.read(lambda connection: meeting_book.by_event(connection, event_id))
        if found is None:
            return
        mine = await self.mine(found, user_id)
        if mine is None or mine.answer is None or (not yes and mine.answer is Coming.YES):
            await self.answer(found.id, user_id, Coming.YES if yes else Coming.NO)

    async def here(self, meeting_id: int, user_id: int, *, by: str) -> Group:
        """Write down that somebody is there.

        Raises:
            MeetingOver: it is not going on.
        """
        group, _, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN and by != "facilitator":
            raise MeetingOver
        person = await self._parts.people.person(user_id)
        await self._parts.storage.write(
            lambda connection: meeting_book.note(connection, meeting.id, person, came_by=by)
        )
        return group

    async def turn(self, meeting_id: int, user_id: int, *, wanted: bool) -> list[int]:
        """Join the turns at their end, or leave them; return the persons in their order.

        Raises:
            MeetingOver: it is not going on.
        """
        group, session, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise MeetingOver
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> None:
            before = meeting_book.guest(connection, meeting.id, person)
            kept = None if before is None else before.turn_at
            meeting_book.note(connection, meeting.id, person, turn_at=(kept or now) if wanted else None)

        await self._parts.storage.write(work)
        return await self._show_room(group, session, meeting)

    async def next_turn(self, meeting_id: int) -> list[int]:
        """Let the one whose turn it was go; return who is left, in order."""
        group, session, meeting = await self.look(meeting_id)
        order = turns(await self.guests(meeting))
        if order:
            await self._parts.storage.write(
                lambda connection: meeting_book.note(connection, meeting.id, order[0], turn_at=None)
            )
        return await self._show_room(group, session, meeting)

    # -- before ---------------------------------------------------------------------------------------------------

    async def refresh(self, group: Group, session: Session, meeting: Meeting) -> None:
        """Bring the invitation up to date."""
        if meeting.channel_id is not None and meeting.message_id is not None:
            say, guests = self._roster.speaker(group), await self.guests(meeting)
            await self._parts.messenger.edit(
                channel_id=meeting.channel_id,
                message_id=meeting.message_id,
                message=invitation(group, session, meeting, guests, say),
                lane=Lane.BULK,
            )

    async def _announce_job(self, job: Job) -> Ending:
        group, session, meeting = await self.look(int(job.payload["meeting"] or 0))
        if meeting.state is not MeetingState.PLANNED or group.archived_at is not None:
            return Done()
        guests, say = await self.guests(meeting), self._roster.speaker(group)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=invitation(group, session, meeting, guests, say),
            key=f"session:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        event = await self._mirror(group, session, meeting)
        if not isinstance(outcome, Sent):
            await self._staff.session_trouble(group, session, reason_of(outcome), key=job.key)
            return GiveUp(reason_of(outcome))
        sent = outcome
        # An invitation that stands already may be one to another time by now.
        await self.refresh(group, session, meeting)
        return Done(
            lambda connection: meeting_book.change_meeting(
                connection, meeting.id, channel_id=sent.channel_id, message_id=sent.message_id, event_id=event
            )
        )

    async def _mirror(self, group: Group, session: Session, meeting: Meeting) -> int | None:
        if group.voice_channel_id is None:
            return None
        say = self._roster.speaker(group)
        return await self._calendar.put(
            Entry(
                guild_id=group.guild_id,
                channel_id=group.voice_channel_id,
                mark=mark_of(meeting),
                title=session.title[:100],
                about=say("session-event-about", group=group.name),
                starts_at=meeting.starts_at,
                ends_at=meeting.ends_at,
            )
        )

    async def _remind_job(self, job: Job) -> Ending:
        group, session, meeting = await self.look(int(job.payload["meeting"] or 0))
        which = str(job.payload["which"])
        if meeting.state is not MeetingState.PLANNED:
            return Done()
        say, now = self._roster.speaker(group), self._parts.clock.now()
        wanting = {
            one.person_id
            for one in await self._roster.people(group)
            if one.reminders in (which, "both") and not one.away(now)
        }
        text = say(
            "session-reminder",
            title=as_written(session.title),
            at=moment(meeting.starts_at, "R"),
            place=place_of(group),
        )
        for guest in await self.guests(meeting):
            if guest.answer in EXPECTED and guest.person_id in wanting:
                row = (Button(say("session-button-no"), button_id("session", "no", meeting.id)),)
                await self._direct(
                    group,
                    guest.person_id,
                    Message(text, rows=(row,)),
                    key=f"{job.key}:{guest.person_id}",
                    rationed=True,
                )
        return Done()

    async def _tell_job(self, job: Job) -> Ending:
        """Tell everybody who said yes, and the channel, that a meeting is off or at another time."""
        group, session, meeting = await self.look(int(job.payload["meeting"] or 0))
        say, moved = self._roster.speaker(group), job.payload["what"] == "moved"
        text = say(
            "session-told-moved" if moved else "session-told-cancelled",
            title=as_written(session.title),
            at=moment(meeting.starts_at, "F"),
        )
        await self.refresh(group, session, meeting)
        if moved:
            await self._mirror(group, session, meeting)
        else:
            await self._calendar.remove(group.guild_id, mark_of(meeting))
        if meeting.message_id is not None:
            outcome = await self._parts.messenger.post(
                channel_id=group.channel_id, message=Message(text), key=job.key, lane=Lane.BULK
            )
            if isinstance(outcome, Transient):
                return RetryLater(AGAIN, TRANSIENT)
        for guest in await self.guests(meeting):
            if guest.answer in (*EXPECTED, Coming.WAITING):
                await self._direct(group, guest.person_id, Message(text), key=f"{job.key}:{guest.person_id}")
        return Done()

    # -- the meeting itself ---------------------------------------------------------------------------------------

    async def _start_job(self, job: Job) -> Ending:
        local = job.key.rpartition(KEY_MARK)[2]
        session = await self._parts.storage.read(
            lambda connection: meeting_book.find(connection, int(job.payload["session"] or 0))
        )
        length = timedelta(minutes=session.minutes)
        meeting = await self._parts.storage.write(
            lambda connection: meeting_book.enter(connection, session.id, local, job.due, job.due + length)
        )
        group = (await self.look(meeting.id))[0]
        if session.state is PlanState.DELETED or group.archived_at is not None:
            return Done()
        outcome = await self.start(meeting.id)
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if outcome is not None and not isinstance(outcome, Sent):
            await self._staff.session_trouble(group, session, reason_of(outcome), key=job.key)
            return GiveUp(reason_of(outcome))
        return Done()

    async def start(self, meeting_id: int) -> Outcome | None:
        """Begin a meeting, by its time or by its facilitator; None if it is over or off. Every step may be repeated."""
        group, session, meeting = await self.look(meeting_id)
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
        say = self._roster.speaker(group)
        order = [self._roster.name_of(group, person) for person in turns(await self.guests(meeting))]
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=room(group, session, meeting, order, say, summary=await self._since(group)),
            key=f"session-room:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            values = {"room_message_id": outcome.message_id, "channel_id": outcome.channel_id}
            await self._parts.storage.write(
                lambda connection: meeting_book.change_meeting(connection, meeting.id, **values)
            )
        await self._sample_voice(group, meeting)
        await self.refresh(group, session, meeting)
        notice = begun_notice(group, session, meeting, say)
        await self._staff.post(group, notice, key=f"session-begun:{meeting.id}")
        await self._call(self._started, group, session, meeting)
        return outcome

    async def _end_job(self, job: Job) -> Ending:
        return await self.end(int(job.payload["meeting"] or 0))

    async def end(self, meeting_id: int) -> Ending:
        """End a meeting, by its time or by its facilitator. Every step may be repeated."""
        group, session, meeting = await self.look(meeting_id)
        if meeting.state is MeetingState.OPEN:
            await self._sample_voice(group, meeting)

            def work(connection: Connection) -> None:
                meeting_book.advance(connection, meeting.id, MeetingState.OPEN, MeetingState.OVER)
                came = sum(one.came_by is not None for one in meeting_book.guests(connection, meeting.id))
                meeting_book.change_meeting(connection, meeting.id, attended=came, ends_at=self._parts.clock.now())

            await self._parts.storage.write(work)
        elif meeting.state is not MeetingState.OVER:
            return Done()
        group, session, meeting = await self.look(meeting_id)
        say = self._roster.speaker(group)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=ending(group, session, meeting, say),
            key=f"session-end:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if meeting.channel_id is not None and meeting.room_message_id is not None:
            order: list[str] = []
            shown = room(group, session, meeting, order, say, summary=None).without_buttons()
            await self._parts.messenger.edit(
                channel_id=meeting.channel_id, message_id=meeting.room_message_id, message=shown, lane=Lane.BULK
            )
        await self.refresh(group, session, meeting)
        await self._call(self._ended, group, session, meeting)
        return Done()

    async def end_now(self, meeting_id: int) -> None:
        """End a meeting that goes on because its facilitator says so.

        Raises:
            MeetingOver: it does not go on.
        """
        _, _, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise MeetingOver
        await self._parts.storage.write(
            lambda connection: self._parts.agenda.reschedule(connection, f"{END}:{meeting_id}", self._parts.clock.now())
        )

    async def heard_in(self, guild_id: int, channel_id: int, user_id: int) -> None:
        """Count somebody who came into a voice channel in which a meeting goes on."""
        for group in await self._roster.groups(guild_id):
            if group.voice_channel_id == channel_id:
                going = await self._parts.storage.read(
                    partial(meeting_book.in_state, group_ids=[group.id], states=(MeetingState.OPEN,))
                )
                for _, meeting in going:
                    await self.here(meeting.id, user_id, by="voice")

    # -- what they share ------------------------------------------------------------------------------------------

    async def _show_room(self, group: Group, session: Session, meeting: Meeting) -> list[int]:
        order = turns(await self.guests(meeting))
        self._aside.run(self._edit_room(group, session, meeting, order))
        return order

    async def _edit_room(self, group: Group, session: Session, meeting: Meeting, order: list[int]) -> None:
        if meeting.channel_id is not None and meeting.room_message_id is not None:
            names = [self._roster.name_of(group, person) for person in order]
            await self._parts.messenger.edit(
                channel_id=meeting.channel_id,
                message_id=meeting.room_message_id,
                message=room(
                    group, session, meeting, names, self._roster.speaker(group), summary=await self._since(group)
                ),
                lane=Lane.BULK,
            )

    async def _since(self, group: Group) -> str | None:
        """Return where the last check-in's summary stands, which opens the meeting."""

        def work(connection: Connection) -> tuple[int, int] | None:
            posts = [
                post
                for checkin in checkin_book.of_group(connection, group.id, LIVE)
                for post in checkin_book.posts_of(connection, checkin.id, EVERYBODY, limit=5)
                if post.summary_message_id is not None and post.channel_id is not None
            ]
            latest = max(posts, key=lambda post: post.due, default=None)
            if latest is None or latest.summary_message_id is None or latest.channel_id is None:
                return None
            return latest.channel_id, latest.summary_message_id

        found = await self._parts.storage.read(work)
        return None if found is None else f"https://discord.com/channels/{group.guild_id}/{found[0]}/{found[1]}"

    async def _sample_voice(self, group: Group, meeting: Meeting) -> None:
        if group.voice_channel_id is None:
            return
        for user in self._parts.directory.in_voice(group.guild_id, group.voice_channel_id):
            person = await self._parts.people.person(user)
            await self._parts.storage.write(
                partial(meeting_book.note, meeting_id=meeting.id, person_id=person, came_by="voice")
            )

    async def _call(self, hooks: list[Hook], group: Group, session: Session, meeting: Meeting) -> None:
        came = [one.person_id for one in await self.guests(meeting) if one.came_by is not None]
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

    async def _direct(self, group: Group, person: int, message: Message, *, key: str, rationed: bool = False) -> None:
        user = self._parts.people.discord_id(person)
        if user is not None and not self._parts.directory.absent(group.guild_id, user):
            await self._parts.messenger.direct(
                user_id=user, message=message, key=key, lane=Lane.BULK, zone=ZoneInfo(group.zone), rationed=rationed
            )


def turns(guests: list[Guest]) -> list[int]:
    """Return the persons who want to speak, in the order in which they asked."""
    waiting = [(one.turn_at, one.person_id) for one in guests if one.turn_at is not None]
    return [person for _, person in sorted(waiting)]


def mark_of(meeting: Meeting) -> str:
    """Return what an event of Discord's is recognised by."""
    return f"Alongside · {meeting.id}"
