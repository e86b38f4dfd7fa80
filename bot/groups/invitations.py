"""What is posted and written before a meeting: the invitation, reminders, and word of a change."""

from functools import partial
from typing import Final

from bot.agenda import ALWAYS, DROP, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups import meeting_book
from bot.groups.letters import write_to
from bot.groups.meeting_cards import after_it, invitation, place_of
from bot.groups.meeting_model import BEGUN, EXPECTED, Coming, Meeting, MeetingState, Session
from bot.groups.meetings import Meetings
from bot.groups.model import Group
from bot.groups.roster import Roster
from bot.groups.session_series import ANNOUNCE, REMIND, SHIFTED, TELL
from bot.groups.sight import same_sight
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, THEIRS, TRANSIENT
from bot.groups.unposted import Ready, Unposted
from bot.messenger.calendar import Calendar, Entry
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Left, Outcome, Sent, Transient
from bot.parts import Parts
from bot.texts import moment

TOLD: Final = {
    "moved": (MeetingState.PLANNED, "session-told-moved"),
    SHIFTED: (MeetingState.PLANNED, "session-told-moved"),
    "back": (MeetingState.PLANNED, "session-told-back"),
    "cancelled": (MeetingState.CANCELLED, "session-told-cancelled"),
    "dropped": (MeetingState.DROPPED, "session-told-dropped"),
}
"""What people are told of a meeting, and how it has to stand for that to be true."""
WORD: Final = "word"
INVITATION: Final = "invitation"


class Invitations:
    """Announces meetings, reminds of them, and tells of changes."""

    def __init__(
        self,
        parts: Parts,
        roster: Roster,
        meetings: Meetings,
        staff: Staff,
        calendar: Calendar,
        unposted: Unposted,
    ) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._meetings = meetings
        self._staff = staff
        self._calendar = calendar
        self._unposted = unposted
        unposted.offer(WORD, self._late_word)
        unposted.offer(INVITATION, self._late_invitation)
        parts.agenda.register(ANNOUNCE, self._announce_job, misfire=ALWAYS)
        parts.agenda.register(REMIND, self._remind_job, misfire=DROP)
        parts.agenda.register(TELL, self._tell_job, misfire=ALWAYS)

    async def _announce_job(self, job: Job) -> Ending:
        group, session, meeting = await self._meetings.look(job.number("meeting"))
        late = meeting.starts_at <= self._parts.clock.now()
        if meeting.state is not MeetingState.PLANNED or group.archived_at is not None or late:
            return Done()
        outcome = await self._invite(group, session, meeting)
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        # Discord's event is there whatever the channel takes, and has to be known, so that *Interested* there counts.
        await self._show_event(group, session, meeting)
        if isinstance(outcome, Sent):
            return Done()
        reason = self._staff.reason(group, outcome)
        if reason not in THEIRS:
            return GiveUp(reason)
        mark = _stamp(meeting)
        return Done(lambda connection: self._unposted.keep(connection, INVITATION, meeting.id, mark))

    async def _invite(self, group: Group, session: Session, meeting: Meeting) -> Outcome:
        """Post the invitation and write down where it stands. May be repeated."""
        guests, say = await self._meetings.guests(meeting), self._roster.speaker(group)
        outcome = await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=invitation(group, session, meeting, guests, say),
            key=f"session:{meeting.id}",
            lane=Lane.BULK,
        )
        if isinstance(outcome, Sent):
            stands = {"channel_id": outcome.channel_id, "message_id": outcome.message_id}
            await self._parts.storage.write(
                lambda connection: meeting_book.change_meeting(connection, meeting.id, **stands)
            )
            if meeting.message_id is not None:  # one that stands already may be one to another time by now
                await self._meetings.refresh(meeting.id)
        return outcome

    async def _late_invitation(self, meeting_id: int, mark: str) -> Ready | None:
        """Return an invitation that its channel did not take, until its meeting begins; one that was moved invites anew."""
        group, session, meeting = await self._meetings.look(meeting_id)
        if meeting.state is not MeetingState.PLANNED or mark != _stamp(meeting):
            return None

        async def again() -> Outcome:
            outcome = await self._invite(group, session, meeting)
            if isinstance(outcome, Sent):
                await self._show_event(group, session, meeting)
            return outcome

        return Ready(group, "facilitators-invitation-trouble", session.title, meeting.starts_at, again)

    async def _show_event(self, group: Group, session: Session, meeting: Meeting) -> None:
        event = await self._mirror(group, session, meeting)
        if event is not None:
            await self._parts.storage.write(
                lambda connection: meeting_book.change_meeting(connection, meeting.id, event_id=event)
            )

    async def _mirror(self, group: Group, session: Session, meeting: Meeting) -> int | None:
        if group.voice_channel_id is None or not same_sight(self._parts.directory, group):
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

    async def _keep_event(self, group: Group, session: Session, meeting: Meeting) -> Outcome | None:
        """Bring Discord's event in step with its meeting; facilitators hear if Discord refused. None if there was nothing to say."""
        if meeting.state in BEGUN:
            return None  # it goes on there, or is over
        planned = meeting.state is MeetingState.PLANNED
        if planned and meeting.message_id is None and meeting.event_id is None:
            return None  # it is made when people are invited
        event = await self._mirror(group, session, meeting) if planned else None
        wanted = planned and group.voice_channel_id is not None and same_sight(self._parts.directory, group)
        if wanted:
            refused = event is None and meeting.event_id is not None
        else:
            there = not planned or meeting.event_id is not None
            refused = there and not await self._calendar.remove(group.guild_id, mark_of(meeting))
        if refused:
            return await self._say_event(group, session, meeting)
        if event != meeting.event_id:
            # One that was made again is known, so that *Interested* there counts.
            await self._parts.storage.write(
                lambda connection: meeting_book.change_meeting(connection, meeting.id, event_id=event)
            )
        return None

    async def _say_event(self, group: Group, session: Session, meeting: Meeting) -> Outcome:
        text = self._roster.speaker(group)(
            "facilitators-event-trouble", group=as_written(group.name), title=as_written(session.title)
        )
        stamp = f"{meeting.id}:{meeting.state}:{group.voice_channel_id}:{int(meeting.starts_at.timestamp())}"
        return await self._staff.tell(group, Message(text), key=f"event:{stamp}")

    async def _remind_job(self, job: Job) -> Ending:
        group, session, meeting = await self._meetings.look(job.number("meeting"))
        which = str(job.payload["which"])
        if meeting.state is not MeetingState.PLANNED:
            return Done()
        await self._meetings.make_room(group, meeting)
        if meeting.event_id is not None:
            interested = await self._calendar.interested(group.guild_id, meeting.event_id)
            if interested is not None:
                await self._meetings.take_over(meeting, interested)
            await self._keep_event(group, session, meeting)  # who sees the two channels may have changed since
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
        row = (Button(say("session-button-no"), button_id("session", "no", meeting.id)),)
        guests = await self._meetings.guests(meeting)
        whom = [one.person_id for one in guests if one.answer in EXPECTED and one.person_id in wanting]
        outcomes = await self._tell_each(job.key, group, whom, Message(text, rows=(row,)))
        waits = any(isinstance(outcome, Transient) for outcome in outcomes)
        return RetryLater(AGAIN, TRANSIENT) if waits else Done()

    async def _tell_job(self, job: Job) -> Ending:
        """Tell everybody who said yes, and the channel, what became of a meeting, while that is news and still true."""
        group, session, meeting = await self._meetings.look(job.number("meeting"))
        what = str(job.payload["what"])
        await self._meetings.refresh(meeting.id)
        if isinstance(await self._keep_event(group, session, meeting), Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if not self._is_news(meeting, job.key):
            return Done()
        text, lost = self._word(group, session, meeting, what), False
        if meeting.message_id is not None and group.archived_at is None:
            outcome = await self._say(group, text, job.key)
            if isinstance(outcome, Transient):
                return RetryLater(AGAIN, TRANSIENT)
            lost = not isinstance(outcome, Sent) and self._staff.reason(group, outcome) in THEIRS
        guests = await self._meetings.guests(meeting)
        whom = [one.person_id for one in guests if one.answer in (*EXPECTED, Coming.WAITING)]
        if meeting.facilitator is not None and meeting.facilitator not in whom:
            whom.append(meeting.facilitator)  # whoever was asked to lead it need not have said that they come
        outcomes = await self._tell_each(job.key, group, whom, Message(text))
        unreached = sum(not isinstance(one, Sent | Left) for one in outcomes)
        if any(isinstance(one, Transient) for one in outcomes):
            return RetryLater(AGAIN, TRANSIENT)
        if unreached and isinstance(await self._say_unreached(group, session, unreached, job.key), Transient):
            return RetryLater(AGAIN, TRANSIENT)
        return Done((lambda connection: self._unposted.keep(connection, WORD, meeting.id, job.key)) if lost else None)

    def _is_news(self, meeting: Meeting, key: str) -> bool:
        what, _, *known = key.split(":")[2:]
        standing, _ = TOLD.get(what, (None, ""))
        if known and int(known[0]) == int(meeting.starts_at.timestamp()):
            return False  # it is back where people know it to be
        return meeting.state is standing and meeting.starts_at > self._parts.clock.now()

    def _word(self, group: Group, session: Session, meeting: Meeting, what: str) -> str:
        say = self._roster.speaker(group)
        text = say(TOLD[what][1], title=as_written(session.title), at=moment(meeting.starts_at, "F"))
        if what != "cancelled":
            return text
        return f"{text} {after_it(session, meeting, say)}"

    async def _say(self, group: Group, text: str, key: str) -> Outcome:
        return await self._parts.messenger.post(
            channel_id=group.channel_id, message=Message(text), key=key, lane=Lane.BULK
        )

    async def _late_word(self, meeting_id: int, key: str) -> Ready | None:
        """Return word of a change that the channel did not take, while it is news and still true."""
        group, session, meeting = await self._meetings.look(meeting_id)
        what = key.split(":")[2]
        if not self._is_news(meeting, key):
            return None
        post = partial(self._say, group, self._word(group, session, meeting, what), key)
        return Ready(group, "facilitators-word-trouble", session.title, meeting.starts_at, post)

    async def _say_unreached(self, group: Group, session: Session, count: int, key: str) -> Outcome:
        """Tell facilitators how many of those who said yes do not know of a change; a number, no names."""
        text = self._roster.speaker(group)(
            "facilitators-unreached", group=as_written(group.name), title=as_written(session.title), count=count
        )
        return await self._staff.tell(group, Message(text), key=f"unreached:{key}")

    async def _tell_each(self, key: str, group: Group, whom: list[int], message: Message) -> list[Outcome]:
        """Write to each of them; whoever Discord did not take is written to again, and nobody else.

        Not rationed: they said yes to one time, and a reminder that they chose is of no use on the morning after.
        """
        return [
            await write_to(self._parts, group, person, message, key=f"{key}:{person}", rationed=False)
            for person in whom
        ]


def _stamp(meeting: Meeting) -> str:
    return str(int(meeting.starts_at.timestamp()))


def mark_of(meeting: Meeting) -> str:
    """Return what an event of Discord's is recognised by."""
    return f"Alongside · {meeting.id}"
