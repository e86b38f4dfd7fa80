"""What responders do with a case, from *I'm on it* to its end. Every step is checked here, whoever presses."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Sent
from bot.messenger.port import Outcome as Delivery
from bot.moderation import casebook
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import (
    AlreadyHeld,
    AlreadyResolved,
    NoSuchCase,
    NotAResponder,
    NotHeldByYou,
    PersonGone,
)
from bot.moderation.incident import HELD, UNHELD, Choice, Code, Entry, Incident, Outcome, Reached, State, Words
from bot.moderation.paging import Paging
from bot.moderation.policy import Step
from bot.moderation.records import purpose
from bot.moderation.timetable import Timetable

T = TypeVar("T")


class Response:
    """The responders' side of a case."""

    def __init__(
        self, desk: Desk, board: Board, paging: Paging, contact: Contact, timetable: Timetable, aftercare: Aftercare
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._board = board
        self._paging = paging
        self._timetable = timetable
        self._contact = contact
        self._aftercare = aftercare

    async def case(self, key: int, user_id: int) -> Incident:
        """Return a case to somebody who may know of it.

        Raises:
            NoSuchCase: there is none, or it is about the asker, or it takes the other road without them.
            NotAResponder: they are no on-call peer and no lead of that server.
        """
        incident = await self._desk.cases.get(key)
        if not self._desk.is_responder(incident.guild_id, user_id):
            raise NotAResponder
        if not self._desk.may_know(incident, user_id):
            raise NoSuchCase
        return incident

    async def open_case(self, key: int, user_id: int) -> Incident:
        """Return a case that is still to be seen through.

        Raises:
            AlreadyResolved: it was closed earlier.
        """
        incident = await self.case(key, user_id)
        if not incident.open:
            raise AlreadyResolved
        return incident

    async def take(self, key: int, user_id: int, *, pressed: int | None = None) -> Incident:
        """Take a case: one of any number who press gets it, the others are told who.

        Raises:
            AlreadyHeld: somebody else is on it.
            AlreadyResolved: it was closed earlier.
        """
        before = await self.open_case(key, user_id)
        if before.state in HELD and before.handed_to != user_id:
            return self._refuse_taken(before, user_id)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)

        def work(connection: Connection) -> bool:
            taken = casebook.acknowledge(connection, key, person, now)
            if taken:
                self._timetable.plan_quiet(connection, before, now)
            return taken

        def offline(current: Incident) -> tuple[bool, Incident]:
            if current.state not in UNHELD and current.handed_to != user_id:
                return False, current
            held = replace(
                current, state=State.ACKNOWLEDGED, holder=user_id, handed_to=None, acknowledged_at=now, active_at=now
            )
            return True, held

        taken, incident = await self._desk.cases.step(key, work, offline=offline)
        if not taken:
            return self._refuse_taken(incident, user_id)
        await asyncio.gather(self._board.refresh(incident, but=pressed), self._tell_taken(incident))
        return incident

    async def cannot(self, key: int, user_id: int, *, pressed: int | None = None) -> Incident:
        """Let somebody pass a case on, no reason asked; the next are paged at once."""
        incident = await self.open_case(key, user_id)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)
        live = self._desk.cases.live(key)
        if live is not None:
            live.declined.add(user_id)
        held_by_them = incident.holder == user_id

        def work(connection: Connection) -> None:
            casebook.log(connection, key, now, Code.DECLINED, person)
            if held_by_them:
                casebook.release(connection, key, person, now, Code.DECLINED)
            if held_by_them or incident.state is State.PAGING:
                self._timetable.plan_ladder(connection, incident, now, after=Step.PRIMARY)

        def offline(current: Incident) -> tuple[None, Incident]:
            return None, replace(current, state=State.PAGING, holder=None) if held_by_them else current

        _, incident = await self._desk.cases.step(key, work, offline=offline)
        if live is not None and held_by_them:
            live.rung = int(Step.PRIMARY) - 1
        if incident.state is State.PAGING:
            await self._paging.next(incident)
        await self._board.refresh(incident, but=pressed)
        return incident

    async def words(self, key: int, user_id: int) -> tuple[Incident, list[Words]]:
        """Return what was written, for a responder's eyes only; that somebody looked is in the log."""
        incident = await self.case(key, user_id)
        words = await self._desk.cases.words(key)
        person = await self._desk.people.person(user_id)
        now = self._desk.now()
        await self._desk.ledger.record(lambda connection: casebook.log(connection, key, now, Code.READ_WORDS, person))
        return incident, words

    async def offer_space(self, key: int, user_id: int) -> tuple[Incident, Delivery]:
        """Offer the person a private space; it opens when they say yes."""
        incident = await self._held_case(key, user_id)
        incident = await self._active(incident, user_id, Code.OFFERED)
        say = self._desk.speaker(incident)
        readers = say("person-space-readers", name=self._desk.name(incident.guild_id, user_id))
        outcome = await self._contact.offer_space(incident, self._desk.name(incident.guild_id, user_id), readers)
        return incident, outcome

    async def answer(self, key: int, user_id: int, words: str) -> tuple[Incident, Delivery]:
        """Write to the person through the bot, in the responder's name."""
        incident = await self._held_case(key, user_id)
        incident = await self._active(incident, user_id, Code.WROTE)
        say = self._desk.speaker(incident)
        message = Message(
            content=say("person-from", name=self._desk.name(incident.guild_id, user_id), words=as_written(words))
        )
        step = f"answer:{int(incident.active_at.timestamp() * 1000)}"
        outcome = await self._contact.say(incident, message, step=step)
        if isinstance(outcome, Sent) and incident.state is State.ACKNOWLEDGED:
            incident = await self._set(incident, state=State.WITH_PERSON)
            await self._board.refresh(incident)
        return incident, outcome

    async def reach(self, key: int, user_id: int, *, pressed: int | None = None) -> Incident:
        """Have the bot write to a person of whom somebody else spoke: a human has looked now.

        Raises:
            PersonGone: they left the server.
        """
        incident = await self.open_case(key, user_id)
        if self._desk.directory.absent(incident.guild_id, incident.user_id):
            raise PersonGone
        if incident.reached is Reached.WITHHELD:
            incident = await self._active(incident, user_id, Code.WROTE)
            incident = await self._contact.begin(incident)
        await self._board.refresh(incident, but=pressed)
        return incident

    async def danger(self, key: int, user_id: int) -> Incident:
        """Mark immediate danger and bring a lead in."""
        incident = await self.open_case(key, user_id)
        if not incident.danger:
            incident = await self._active(incident, user_id, Code.DANGER)
            incident = await self._set(incident, danger=True)
            duty = self._desk.oncall.duty(incident.guild_id)
            leads = [lead for lead in duty.leads if lead not in (user_id, incident.user_id)]
            await self._paging.page(incident, leads, step=int(Step.LEAD), repeat="danger")
            await self._board.refresh(incident)
        return incident

    async def outside(self, key: int, user_id: int) -> tuple[Incident, bool]:
        """Record that a case goes to somebody outside: two people decide, or one while there is immediate danger.

        Returns:
            The case, and whether it is decided (False: a second person has yet to agree).
        """
        incident = await self.open_case(key, user_id)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)

        def work(connection: Connection) -> bool:
            asked = casebook.who(connection, key, Code.OUTSIDE_ASKED) - {person}
            decided = incident.danger or bool(asked)
            casebook.log(connection, key, now, Code.OUTSIDE if decided else Code.OUTSIDE_ASKED, person)
            if decided and not asked:
                self._aftercare.plan_outside_review(connection, incident, now)
            return decided

        decided, incident = await self._desk.cases.step(key, work)
        return incident, decided

    async def hand_over(self, key: int, user_id: int, to: int) -> tuple[Incident, list[Delivery]]:
        """Ask somebody to take a case over; the holder keeps it until they say *I'm on it*."""
        incident = await self._held_case(key, user_id)
        if to in (user_id, incident.user_id) or not self._desk.is_responder(incident.guild_id, to):
            raise NotAResponder
        person, now = await self._desk.people.person(to), self._desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, key, handed_to_id=person, active_at=now)
            casebook.log(connection, key, now, Code.HANDED, person)

        _, incident = await self._desk.cases.step(key, work)
        outcomes = await self._paging.page(
            incident, [to], step=int(Step.PRIMARY), repeat=f"hand:{int(now.timestamp())}"
        )
        await self._board.refresh(incident)
        return incident, outcomes

    async def still(self, key: int, user_id: int) -> Incident:
        """Hear from a holder that they are still on it."""
        return await self._active(await self._held_case(key, user_id), user_id, Code.STILL_ON_IT)

    async def note(self, key: int, user_id: int, text: str) -> Incident:
        """Keep a note about a case, sealed with the writer's key."""
        incident = await self.case(key, user_id)
        person, now = await self._desk.people.person(user_id), self._desk.now()
        sealed = self._desk.people.seal(person, text, purpose=purpose(key))

        def work(connection: Connection) -> None:
            casebook.keep_words(connection, incident_key=key, kind="note", person_id=person, at=now, sealed=sealed)
            casebook.change(connection, key, active_at=now)
            casebook.log(connection, key, now, Code.NOTED, person)
            self._aftercare.plan_purge(connection, incident, now)

        _, incident = await self._desk.cases.step(key, work)
        return incident

    async def resolve(
        self, key: int, user_id: int, outcome: Outcome, *, note: str = "", pressed: int | None = None
    ) -> Incident:
        """Close a case with an outcome: the person hears it, and the responder is offered a debrief later.

        Raises:
            AlreadyResolved: somebody closed it earlier.
        """
        before = await self.open_case(key, user_id)
        if note.strip():
            await self.note(key, user_id, note)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)

        def work(connection: Connection) -> bool:
            closed = casebook.resolve(connection, key, person, now, outcome)
            if closed:
                self._timetable.forget(connection, key)
                self._aftercare.plan(connection, before, now, person)
            return closed

        def offline(current: Incident) -> tuple[bool, Incident]:
            return True, replace(current, state=State.RESOLVED, resolved_at=now, outcome=outcome)

        closed, incident = await self._desk.cases.step(key, work, offline=offline)
        if not closed:
            raise AlreadyResolved
        await asyncio.gather(self._board.refresh(incident, but=pressed), self._say_closed(before, outcome))
        return incident

    async def log(self, key: int, user_id: int) -> tuple[Incident, list[Entry]]:
        """Return what happened in a case, as codes, people and times."""
        incident = await self.case(key, user_id)
        rows = await self._desk.storage.read(lambda connection: casebook.entries(connection, key))
        entries = [
            Entry(
                row.at,
                Code(row.code),
                None if row.person_id is None else self._desk.people.discord_id(row.person_id),
                row.detail,
            )
            for row in rows
        ]
        return incident, entries

    async def cases(self, guild_id: int, user_id: int, *, only_open: bool, limit: int = 20) -> list[Incident]:
        """Return a server's cases that somebody may know of, newest first.

        Raises:
            NotAResponder: they are no on-call peer and no lead.
        """
        if not self._desk.is_responder(guild_id, user_id):
            raise NotAResponder
        rows = await self._desk.storage.read(
            lambda connection: casebook.of_server(connection, guild_id, only_open=only_open, limit=limit)
        )
        found = [self._desk.cases.incident(row) for row in rows]
        return [incident for incident in found if self._desk.may_know(incident, user_id)]

    async def by_number(self, guild_id: int, number: int, user_id: int) -> Incident:
        """Return the case that people know by its number."""
        row = await self._desk.storage.read(lambda connection: casebook.by_number(connection, guild_id, number))
        if row is None:
            raise NoSuchCase
        return await self.case(row.key, user_id)

    def able(self, incident: Incident, user_id: int) -> list[tuple[int, str]]:
        """Return the people to whom a case can be handed over, those on shift first."""
        desk = self._desk
        duty = desk.oncall.duty(incident.guild_id)
        known = [responder.user_id for responder in desk.oncall.responders(incident.guild_id) if responder.tested]
        people = dict.fromkeys((*duty.on_shift, *duty.leads, *known))
        return [
            (user, desk.name(incident.guild_id, user))
            for user in people
            if user not in (user_id, incident.user_id) and desk.is_responder(incident.guild_id, user)
        ]

    # -- what the steps share -------------------------------------------------------------------------------------

    async def _held_case(self, key: int, user_id: int) -> Incident:
        incident = await self.open_case(key, user_id)
        if incident.holder != user_id:
            raise NotHeldByYou
        return incident

    def _refuse_taken(self, incident: Incident, user_id: int) -> Incident:
        if not incident.open:
            raise AlreadyResolved
        if incident.holder == user_id:
            return incident
        raise AlreadyHeld(name=self._desk.name(incident.guild_id, incident.holder))

    async def _tell_taken(self, incident: Incident) -> None:
        if incident.reached in (Reached.DIRECT, Reached.THREAD) and incident.choice is not Choice.NOT_NOW:
            await self._contact.taken(incident, self._desk.name(incident.guild_id, incident.holder))
        if incident.space_id is not None and incident.holder is not None:
            await self._desk.messenger.add_to_thread(
                thread_id=incident.space_id, user_id=incident.holder, lane=Lane.URGENT
            )

    async def _say_closed(self, before: Incident, outcome: Outcome) -> None:
        if before.reached in (Reached.DIRECT, Reached.THREAD):
            await self._contact.closing(before, apologise=outcome is Outcome.FALSE_ALARM)

    async def _active(self, incident: Incident, user_id: int, code: Code) -> Incident:
        person, now = await self._desk.people.person(user_id), self._desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, active_at=now)
            casebook.log(connection, incident.key, now, code, person)

        return await self._step(incident.key, work, lambda current: replace(current, active_at=now))

    async def _set(self, incident: Incident, **values: State | bool | datetime) -> Incident:
        return await self._step(
            incident.key,
            lambda connection: casebook.change(connection, incident.key, **values),
            lambda current: replace(current, **values),  # type: ignore[arg-type]  # the callers name the fields
        )

    async def _step(
        self, key: int, work: Callable[[Connection], None], offline: Callable[[Incident], Incident]
    ) -> Incident:
        _, incident = await self._desk.cases.step(key, work, offline=lambda current: (None, offline(current)))
        return incident
