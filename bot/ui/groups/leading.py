"""Where the facilitators' buttons about sessions lead."""

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from bot.audit import Act, Note
from bot.groups.errors import NoSuchSession
from bot.groups.meeting_cards import after_it, leading_rows
from bot.groups.meeting_model import Meeting, MeetingState, Session
from bot.groups.model import Group
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Sent
from bot.texts import moment
from bot.ui.groups.noting import noting
from bot.ui.groups.plan_screens import BECOMING, became
from bot.ui.groups.session_screens import (
    SURE,
    agenda_form,
    attendance_screen,
    early_screen,
    hand_over_screen,
    move_form,
    session_form,
    session_screen,
    sessions_screen,
)
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


EARLY: Final = timedelta(hours=12)


class Leading:
    """Plans and leads sessions."""

    def __init__(self, services: "Services") -> None:
        """Lead every button and form of the sessions' screens."""
        self._services = services
        self._sessions = services.groups.sessions
        self._calling_off = services.groups.calling_off
        self._meetings = services.groups.meetings
        self._roster = services.groups.roster
        on = services.router.on
        on("panel", "sessions", self.list)
        on("panel", "meet-new", self.begin)
        on("panel", "meet-propose", self._propose)
        on("panel", "meet", self._open)
        for verb in BECOMING:
            on("meet", verb, self._become)
        on("meet", "arrange", self._arrange)
        on("meet", "arranged", self._arranged)
        for verb, handler in {
            "start": self.start,
            "end": self.end,
            "cancel": self.cancel,
            "hold": self._hold,
            "move": self.move,
            "moved": self._moved,
            "attendance": self.attendance,
            "came": self._came,
            "hand": self._hand,
            "handed": self._handed,
            "took": self._took,
            "next": self._next,
        }.items():
            on("occ", verb, handler)

    # -- the plan -------------------------------------------------------------------------------------------------

    async def list(self, turn: Turn) -> None:
        """Show a group's sessions."""
        group = await self._group(turn)
        await turn.answer(sessions_screen(group, await self._sessions.shown(group), turn.say))

    async def begin(self, turn: Turn) -> None:
        """Show the form for a new one."""
        await turn.form(session_form(await self._group(turn), turn.say))

    async def _propose(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        session = await self._sessions.propose(
            group, title=fields["title"], rhythm=fields["rhythm"], when=fields["when"], minutes=fields["minutes"]
        )
        await self.show(turn, group, session, turn.say("plan-preview"))

    async def _open(self, turn: Turn) -> None:
        group = await self._group(turn)
        number = turn.chosen[0] if turn.chosen else turn.args[1]
        await self.show(turn, group, await self._sessions.get(group, int(number)), "")

    async def _become(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        state, _, what = BECOMING[turn.verb]
        note = await self._note(turn, group, session, what)
        changed = await self._sessions.become(session, state, note)
        await self.show(turn, group, changed, turn.say(became(turn.verb, changed.state)))

    async def _arrange(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        await turn.form(agenda_form(group, session, turn.say))

    async def _arranged(self, turn: Turn) -> None:
        group, session = await self._session(turn)
        fields = turn.fields
        note = await self._note(turn, group, session)
        changed = await self._sessions.arrange(
            session, agenda=fields["agenda"], places=fields["places"], until=fields["until"], note=note
        )
        await self.show(turn, group, changed, turn.say("plan-changed"))

    # -- one meeting ----------------------------------------------------------------------------------------------

    async def start(self, turn: Turn) -> None:
        """Begin the next meeting now; well before its time only after a second press, for that one is then used up."""
        group, session, meeting = await self._led(turn)
        early = meeting.starts_at - self._services.clock.now() > EARLY
        if early and meeting.state is MeetingState.PLANNED and SURE not in turn.args:
            await turn.show(early_screen(group, session, meeting, turn.say))
            return
        await self._services.groups.course.start_now(meeting.id, await self._met(turn, group, session, "started"))
        await self._led_on(turn, group, session, meeting, turn.say("meet-started"))

    async def end(self, turn: Turn) -> None:
        """End the meeting that goes on."""
        group, session, meeting = await self._led(turn)
        await self._services.groups.course.end_now(meeting.id, await self._met(turn, group, session, "ended"))
        await turn.answer(turn.say("meet-ended", group=as_written(group.name)))

    async def cancel(self, turn: Turn) -> None:
        """Call the next meeting off and tell everybody who said yes."""
        group, session, meeting = await self._meeting(turn)
        await self._calling_off.cancel(session, meeting, await self._met(turn, group, session, "cancelled"))
        told = turn.say("meet-cancelled", at=moment(meeting.starts_at, "F"))
        await self.show(turn, group, session, f"{told} {after_it(session, meeting, turn.say)}")

    async def _hold(self, turn: Turn) -> None:
        group, session, meeting = await self._meeting(turn)
        note = await self._met(turn, group, session, "held")
        held = await self._calling_off.hold_after_all(session, meeting, note)
        await self.show(turn, group, session, turn.say("meet-held", at=moment(held.starts_at, "F")))

    async def move(self, turn: Turn) -> None:
        """Ask for another time of the next meeting."""
        group, _, meeting = await self._meeting(turn)
        await turn.form(move_form(group, meeting, turn.say))

    async def _moved(self, turn: Turn) -> None:
        group, session, meeting = await self._meeting(turn)
        note = await self._met(turn, group, session, "moved")
        seen = int(turn.args[2]) if len(turn.args) > 2 else None
        moved = await self._sessions.move(session, meeting, turn.fields["when"], note, seen=seen)
        await self.show(turn, group, session, turn.say("meet-moved", at=moment(moved.starts_at, "F")))

    async def attendance(self, turn: Turn) -> None:
        """Show who came, and let facilitators add people."""
        await self._attendance(turn)

    async def _came(self, turn: Turn) -> None:
        group, session, meeting = await self._led(turn)
        if meeting.state is MeetingState.MISSED:  # that somebody came says that it took place
            await self._services.groups.missed.took_place(meeting.id, await self._met(turn, group, session, "took"))
        for user in turn.chosen:
            note = await self._met(turn, group, session, "attended")
            await self._meetings.here(meeting.id, int(user), by="facilitator", note=note)
        await self._attendance(turn)

    async def _took(self, turn: Turn) -> None:
        """Write down that a meeting took place though the bot was away, and ask who was there."""
        group, session, meeting = await self._led(turn)
        await self._services.groups.missed.took_place(meeting.id, await self._met(turn, group, session, "took"))
        await self._attendance(turn)

    async def _attendance(self, turn: Turn) -> None:
        group, session, meeting = await self._led(turn)
        lately = await self._sessions.lately(session)
        await self._services.audit.add(group.guild_id, turn.user_id, Act.GROUP_ATTENDANCE_SEEN, about=group.id)
        guests = [(self._roster.name_of(group, one.person_id), one) for one in await self._meetings.guests(meeting)]
        await turn.show(attendance_screen(group, session, meeting, guests, lately, turn.say))

    async def _hand(self, turn: Turn) -> None:
        group, _, meeting = await self._meeting(turn)
        await turn.show(hand_over_screen(group, meeting, turn.say))

    async def _handed(self, turn: Turn) -> None:
        group, session, meeting = await self._meeting(turn)
        user = int(turn.chosen[0])
        self._roster.check_people(group, [user])
        note = await self._met(turn, group, session, "handed")
        changed, before = await self._sessions.hand_over(meeting, user, note)
        say = self._roster.speaker(group)
        text = say(
            "meet-handed-note",
            title=as_written(session.title),
            group=as_written(group.name),
            at=moment(changed.starts_at, "F"),
            name=self._roster.name(group.guild_id, turn.user_id),
        )
        rows = leading_rows(group, changed, say)
        key = f"handed:{meeting.id}:{turn.id}"
        outcome = await self._write(user, Message(text, rows=rows, about=frozenset({turn.user_id})), key)
        if before is not None:
            at = moment(changed.starts_at, "F")
            text = say("meet-handed-on", title=as_written(session.title), group=as_written(group.name), at=at)
            await self._write(before, Message(text), f"{key}:before")
        name = self._roster.name(group.guild_id, user)
        told = turn.say("meet-handed", name=name)
        if not isinstance(outcome, Sent):
            told = turn.say("meet-handed-untold", name=name)
        await self.show(turn, group, session, told)

    async def _write(self, user: int, message: Message, key: str) -> Outcome:
        return await self._services.messenger.direct(
            user_id=user, message=message, key=key, lane=Lane.BULK, rationed=False
        )

    async def _next(self, turn: Turn) -> None:
        group, _, meeting = await self._led(turn)
        order = await self._meetings.next_turn(meeting.id)
        first = self._roster.name_of(group, order[0]) if order else None
        await turn.answer(turn.say("meet-nobody-waits") if first is None else turn.say("meet-next", name=first))

    async def _group(self, turn: Turn) -> Group:
        return await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)

    async def _session(self, turn: Turn) -> tuple[Group, Session]:
        """Return what a button is about, as old as the button: a change in between is refused."""
        group = await self._group(turn)
        session = await self._sessions.get(group, int(turn.args[1]))
        return group, replace(session, version=int(turn.args[2])) if len(turn.args) > 2 else session

    async def _meeting(self, turn: Turn) -> tuple[Group, Session, Meeting]:
        group = await self._group(turn)
        found, session, meeting = await self._meetings.look(int(turn.args[1]))
        if found.id != group.id:
            raise NoSuchSession
        return group, session, meeting

    async def _led(self, turn: Turn) -> tuple[Group, Session, Meeting]:
        """Return a meeting to whoever leads it or facilitates its group, in the server or in a direct message."""
        # Several of a session can be looked at from one screen.
        number = turn.chosen[0] if turn.verb == "attendance" and turn.chosen else turn.args[1]
        return await self._services.groups.for_leader(int(turn.args[0]), int(number), turn.user_id)

    async def _led_on(self, turn: Turn, group: Group, session: Session, meeting: Meeting, notice: str) -> None:
        """Show a facilitator the session; who only leads this meeting gets what they need for it."""
        if await self._roster.facilitates(group, turn.user_id):
            await self.show(turn, group, session, notice)
            return
        going = replace(meeting, state=MeetingState.OPEN)
        await turn.show(Message(turn.say("meet-you-lead"), rows=leading_rows(group, going, turn.say)))

    async def _note(self, turn: Turn, group: Group, session: Session, what: str = "changed") -> Note:
        return await noting(self._services, turn, group, Act.GROUP_SESSION, session.id, what)

    async def _met(self, turn: Turn, group: Group, session: Session, what: str) -> Note:
        return await noting(self._services, turn, group, Act.GROUP_MEETING, session.id, what)

    async def show(self, turn: Turn, group: Group, session: Session, notice: str) -> None:
        """Show a session with everything that can be done with it."""
        current = await self._sessions.get(group, session.id)
        meeting = await self._sessions.next_meeting(current)
        led = (
            None if meeting is None or meeting.facilitator is None else self._roster.name_of(group, meeting.facilitator)
        )
        off, ahead = await self._calling_off.called_off(current), await self._calling_off.ahead(current)
        now = self._services.clock.now()
        screen = session_screen(group, current, meeting, led, now, turn.say, notice=notice, off=off, ahead=ahead)
        await turn.show(screen)
