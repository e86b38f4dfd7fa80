"""What people say about a meeting, and what stands in the channel about it: answers, turns, attendance."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.audit import Note, nobody
from bot.groups import book, checkin_book, meeting_book
from bot.groups.aside import Aside
from bot.groups.errors import MeetingOver
from bot.groups.letters import write_to
from bot.groups.meeting_cards import invitation, room
from bot.groups.meeting_model import EXPECTED, Coming, Guest, Meeting, MeetingState, Session
from bot.groups.meeting_places import PLACE, fill
from bot.groups.model import EVERYBODY, LIVE, Group
from bot.groups.roster import Roster
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Transient
from bot.parts import Parts
from bot.texts import moment

SAME_PRESS: Final = timedelta(seconds=8)
"""How long the turn stays with whoever has just got it, however many press."""


class Meetings:
    """Every meeting of every session."""

    def __init__(self, parts: Parts, roster: Roster, aside: Aside) -> None:
        """Show what `roster` knows, without anybody waiting for it."""
        self._parts = parts
        self._roster = roster
        self._aside = aside
        self._passed_on: dict[int, datetime] = {}
        parts.agenda.register(PLACE, self._tell_of_place, misfire=ALWAYS)

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

    async def answer(
        self, meeting_id: int, user_id: int, coming: Coming, *, imported: bool = False
    ) -> tuple[Group, Session, Meeting, Coming]:
        """Write down whether somebody comes; who gives a place back lets the next one in.

        Raises:
            MeetingOver: it has begun or is off.
        """
        group, session, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.PLANNED or self._parts.directory.absent(group.guild_id, user_id):
            raise MeetingOver
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> Coming:
            kept = meeting_book.answer(connection, meeting.id, person, coming, session.places, now, imported=imported)
            if coming is not Coming.YES:
                fill(self._parts.agenda, connection, session, meeting, now)
            return kept

        kept = await self._parts.storage.write(work)
        self._aside.run(f"invitation:{meeting.id}", partial(self.refresh, meeting.id))
        return group, session, meeting, kept

    async def interested(self, event_id: int, user_id: int, *, yes: bool) -> None:
        """Take over *Interested* on Discord's own event from somebody who has not answered here, and its end."""
        found = await self._parts.storage.read(lambda connection: meeting_book.by_event(connection, event_id))
        if found is None:
            return
        mine = await self.mine(found, user_id)
        unsaid = mine is None or mine.answer is None
        if (unsaid and yes) or (mine is not None and mine.imported):
            await self.answer(found.id, user_id, Coming.YES if yes else Coming.NO, imported=True)

    async def take_over(self, meeting: Meeting, interested: frozenset[int]) -> None:
        """Bring answers in step with who is *Interested* on Discord's own event: what was pressed while we were away counts as well."""
        known = {self._parts.people.discord_id(one.person_id): one for one in await self.guests(meeting)}
        for user in interested:
            mine = known.get(user)
            if meeting.event_id is not None and (mine is None or mine.answer is None or mine.imported):
                await self._import(meeting.event_id, user, yes=True)
        for person, one in known.items():
            if person is None or person in interested or not one.imported or one.answer is Coming.NO:
                continue
            if meeting.event_id is not None:
                await self._import(meeting.event_id, person, yes=False)

    async def _import(self, event_id: int, user_id: int, *, yes: bool) -> None:
        with suppress(MeetingOver):  # who left the server comes no more
            await self.interested(event_id, user_id, yes=yes)

    async def leave(self, guild_id: int, user_id: int, *, only: int | None = None) -> None:
        """Free the places and turns that somebody who left a server, or `only` one group of it, held at meetings."""
        person = self._parts.people.known(user_id)
        if person is None:
            return
        groups = [only] if only is not None else [one.id for one in await self._roster.groups(guild_id)]
        self.show(await self._parts.storage.write(partial(self.free, groups=groups, person=person)))

    def free(self, connection: Connection, *, groups: list[int], person: int) -> list[int]:
        """Take somebody out of the meetings to come of some groups, and of the turns of those that go on; return which."""
        changed, now = [], self._parts.clock.now()
        for session, meeting in meeting_book.in_state(connection, groups, (MeetingState.PLANNED, MeetingState.OPEN)):
            guest = meeting_book.guest(connection, meeting.id, person)
            if guest is None:
                continue
            if meeting.state is MeetingState.OPEN and guest.turn_at is not None:
                meeting_book.note(connection, meeting.id, person, turn_at=None)
                changed.append(meeting.id)
            elif meeting.state is MeetingState.PLANNED and guest.answer in (*EXPECTED, Coming.WAITING):
                meeting_book.note(connection, meeting.id, person, answer=Coming.NO, answered_at=now)
                fill(self._parts.agenda, connection, session, meeting, now)
                changed.append(meeting.id)
        return changed

    def show(self, changed: list[int]) -> None:
        """Bring what stands about meetings up to date, without anybody waiting for it."""
        for meeting_id in changed:
            self._aside.run(f"invitation:{meeting_id}", partial(self.refresh, meeting_id))
            self._aside.run(f"room:{meeting_id}", partial(self._edit_room, meeting_id))

    async def make_room(self, group: Group, meeting: Meeting) -> None:
        """Free the places of those who left the server while nobody heard of it."""
        for one in await self.guests(meeting):
            user = self._parts.people.discord_id(one.person_id)
            if user is not None and self._parts.directory.absent(group.guild_id, user):
                await self.leave(group.guild_id, user, only=group.id)

    async def here(self, meeting_id: int, user_id: int, *, by: str, note: Note) -> Group:
        """Write down that somebody is there, or was: who is added after the end counts in the figures as well.

        Raises:
            MeetingOver: it is not going on.
        """
        group, _, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN and by != "facilitator":
            raise MeetingOver
        person = await self._parts.people.person(user_id)

        def work(connection: Connection) -> None:
            before = meeting_book.guest(connection, meeting.id, person)
            meeting_book.note(connection, meeting.id, person, came_by=by)
            now = meeting_book.meeting(connection, meeting.id)
            if now.state is MeetingState.OVER and (before is None or before.came_by is None):
                # One more, not counted anew: whose name is gone by now was there all the same.
                meeting_book.change_meeting(connection, meeting.id, attended=(now.attended or 0) + 1)
            note(connection)

        await self._parts.storage.write(work)
        return group

    async def turn(self, meeting_id: int, user_id: int, *, wanted: bool) -> list[int]:
        """Join the turns at their end, or leave them; return the persons in their order.

        Raises:
            MeetingOver: it is not going on.
        """
        _, _, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise MeetingOver
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> None:
            before = meeting_book.guest(connection, meeting.id, person)
            kept = None if before is None else before.turn_at
            meeting_book.note(connection, meeting.id, person, turn_at=(kept or now) if wanted else None)

        await self._parts.storage.write(work)
        return await self._show_room(meeting)

    async def next_turn(self, meeting_id: int) -> list[int]:
        """Let the one whose turn it was go; return who is left, in order.

        Within `SAME_PRESS` of another press nobody goes: two who lead together meant the same person.

        Raises:
            MeetingOver: it is not going on.
        """
        _, _, meeting = await self.look(meeting_id)
        if meeting.state is not MeetingState.OPEN:
            raise MeetingOver
        now, last = self._parts.clock.now(), self._passed_on.get(meeting_id)
        if last is None or now - last >= SAME_PRESS:
            self._passed_on[meeting_id] = now

            def work(connection: Connection) -> None:
                for person in turns(meeting_book.guests(connection, meeting.id))[:1]:
                    meeting_book.note(connection, meeting.id, person, turn_at=None)

            await self._parts.storage.write(work)
        return await self._show_room(meeting)

    async def heard_in(self, guild_id: int, channel_id: int, user_id: int) -> None:
        """Count somebody who came into a voice channel in which a meeting goes on."""
        for group in await self._roster.groups(guild_id):
            if group.voice_channel_id == channel_id:
                going = await self._parts.storage.read(
                    partial(meeting_book.in_state, group_ids=[group.id], states=(MeetingState.OPEN,))
                )
                for _, meeting in going:
                    await self.here(meeting.id, user_id, by="voice", note=nobody)

    # -- what stands in the channel -------------------------------------------------------------------------------

    async def refresh(self, meeting_id: int) -> Outcome | None:
        """Bring the invitation up to date."""
        group, session, meeting = await self.look(meeting_id)
        if meeting.channel_id is None or meeting.message_id is None:
            return None
        guests = await self.guests(meeting)
        return await self._parts.messenger.edit(
            channel_id=meeting.channel_id,
            message_id=meeting.message_id,
            message=invitation(group, session, meeting, guests, self._roster.speaker(group)),
            lane=Lane.BULK,
        )

    async def _show_room(self, meeting: Meeting) -> list[int]:
        self._aside.run(f"room:{meeting.id}", partial(self._edit_room, meeting.id))
        return turns(await self.guests(meeting))

    async def _edit_room(self, meeting_id: int) -> Outcome | None:
        group, session, meeting = await self.look(meeting_id)
        if meeting.room_channel_id is None or meeting.room_message_id is None or meeting.state is not MeetingState.OPEN:
            return None
        waiting = turns(await self.guests(meeting))
        names = [self._roster.name_of(group, person) for person in waiting]
        message = room(group, session, meeting, names, self._roster.speaker(group), summary=await self.since(group))
        return await self._parts.messenger.edit(
            channel_id=meeting.room_channel_id,
            message_id=meeting.room_message_id,
            message=replace(message, about=self._roster.named(waiting)),
            lane=Lane.BULK,
        )

    async def since(self, group: Group) -> str | None:
        """Return where the last check-in's summary stands, which opens the meeting."""

        def work(connection: Connection) -> str | None:
            posts = [
                post
                for checkin in checkin_book.of_group(connection, group.id, LIVE)
                for post in checkin_book.posts_of(connection, checkin.id, EVERYBODY, limit=5)
                if post.summary_message_id is not None
            ]
            latest = max(posts, key=lambda post: post.due, default=None)
            return None if latest is None else latest.summary_link(group.guild_id)

        return await self._parts.storage.read(work)

    # -- privately ------------------------------------------------------------------------------------------------

    async def _tell_of_place(self, job: Job) -> Ending:
        """Tell somebody who waited that there is a place for them now."""
        group, session, meeting = await self.look(job.number("meeting"))
        person = job.number("person")
        guest = await self._parts.storage.read(lambda connection: meeting_book.guest(connection, meeting.id, person))
        if meeting.state is not MeetingState.PLANNED or guest is None or guest.answer is not Coming.YES:
            return Done()  # it is off, or they thought better of it during the night
        say = self._roster.speaker(group)
        text = say("session-moved-up", title=as_written(session.title), at=moment(meeting.starts_at, "F"))
        outcome = await write_to(self._parts, group, person, Message(text), key=job.key, rationed=False)
        return RetryLater(AGAIN, TRANSIENT) if isinstance(outcome, Transient) else Done()


def turns(guests: list[Guest]) -> list[int]:
    """Return the persons who want to speak, in the order in which they asked."""
    waiting = [(one.turn_at, one.person_id) for one in guests if one.turn_at is not None]
    return [person for _, person in sorted(waiting)]
