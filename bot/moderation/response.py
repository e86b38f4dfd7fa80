"""Who holds a case: *I'm on it*, *I can't take this one*, handing over, and the end."""

import asyncio
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import structlog
from sqlalchemy import Connection

from bot.audit import Act
from bot.messenger.port import Lane
from bot.messenger.port import Outcome as Delivery
from bot.moderation import casebook, wording
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import AlreadyHeld, AlreadyResolved, NotAResponder
from bot.moderation.files import Files
from bot.moderation.finishing import Finishing, Owed
from bot.moderation.incident import HELD, UNHELD, Code, Incident, Outcome, Reached, State, Words
from bot.moderation.paging import Paging
from bot.moderation.timetable import Timetable, released

PROMPT: Final = 0.5
"""Seconds that whoever presses waits for others to be told."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

# What a responder did, as the record calls it; that they are still there is no such thing.
ACTS = {Code.OFFERED: Act.CASE_SPACE_OFFERED, Code.WROTE: Act.CASE_WRITTEN, Code.DANGER: Act.CASE_DANGER}


class Response:
    """Taking, passing on and closing cases. Every step is checked here, whoever presses."""

    def __init__(
        self,
        desk: Desk,
        *,
        files: Files,
        board: Board,
        paging: Paging,
        contact: Contact,
        timetable: Timetable,
        aftercare: Aftercare,
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._files = files
        self._board = board
        self._paging = paging
        self._contact = contact
        self._timetable = timetable
        self._aftercare = aftercare
        self._finishing = Finishing(desk, board, contact)
        self._telling: set[asyncio.Task[None]] = set()

    async def take(self, key: int, user_id: int, *, pressed: int | None = None) -> Incident:
        """Take a case: one of any number who press gets it, the others are told who.

        Raises:
            AlreadyHeld: somebody else is on it.
            AlreadyResolved: it was closed earlier.
        """
        try:
            before = await self._files.open_case(key, user_id)
        except AlreadyResolved:
            # Whoever presses it was shown a card of which a change was lost, or could not be made.
            self._board.refresh_soon(await self._desk.cases.get(key))
            raise
        if before.state in HELD and before.handed_to != user_id:
            self._board.refresh_soon(before)
            return self._refuse_taken(before, user_id)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)
        noted = self._desk.noting(before, person, Act.CASE_TAKEN)
        held = replace(
            before, state=State.ACKNOWLEDGED, holder=user_id, handed_to=None, acknowledged_at=now, active_at=now
        )

        def work(connection: Connection) -> bool:
            taken = casebook.acknowledge(connection, key, person, now)
            if taken:
                self._timetable.plan_quiet(connection, held, now)
                self._finishing.plan(connection, key, Owed.TAKEN, now)
                noted(connection)
            return taken

        def offline(current: Incident) -> tuple[bool, Incident]:
            if current.state not in UNHELD and current.handed_to != user_id:
                return False, current
            return True, replace(
                current, state=State.ACKNOWLEDGED, holder=user_id, handed_to=None, acknowledged_at=now, active_at=now
            )

        taken, incident = await self._desk.cases.step(key, work, offline=offline)
        if not taken:
            return self._refuse_taken(incident, user_id)
        await self._promptly(self._tell_taken(before, incident, now, pressed))
        return incident

    async def cannot(self, key: int, user_id: int) -> Incident:
        """Let somebody pass a case on, no reason asked; the next are paged at once. Saying it twice changes nothing."""
        before = await self._files.open_case(key, user_id)
        live = self._desk.cases.live(key)
        again = live is not None and user_id in live.declined
        if live is not None:
            live.declined.add(user_id)
        if before.holder == user_id:
            return await self._give_back(before, user_id)
        if again:
            return before
        person, now = await self._desk.people.person(user_id), self._desk.now()
        handed_back = before.handed_to == user_id
        noted = self._desk.noting(before, person, Act.CASE_PASSED_ON)

        def work(connection: Connection) -> None:
            casebook.log(connection, key, now, Code.DECLINED, person)
            noted(connection)
            if handed_back:
                casebook.change(connection, key, handed_to_id=None)

        changes: dict[str, Any] = {"handed_to": None} if handed_back else {}
        self._desk.cases.put(key, work, **changes)
        incident = self._desk.cases.latest(before)
        if incident.state is State.PAGING and live is not None and user_id in live.told:
            await self._timetable.advance(incident)
        await self._board.refresh(self._desk.cases.latest(incident))
        return self._desk.cases.latest(incident)

    async def hand_over(self, key: int, user_id: int, to: int) -> tuple[Incident, list[Delivery]]:
        """Ask somebody to take a case over; the holder keeps it until they say *I'm on it*."""
        incident = await self._files.held_case(key, user_id)
        past = self._desk.goes_past(incident, to)
        if to == user_id or past or not self._desk.is_responder(incident.guild_id, to):
            raise NotAResponder
        person, now = await self._desk.people.person(to), self._desk.now()
        giver = await self._desk.people.person(user_id)
        noted = self._desk.noting(incident, giver, Act.CASE_HANDED_OVER, subject=person)

        def work(connection: Connection) -> None:
            casebook.change(connection, key, handed_to_id=person, active_at=now)
            casebook.log(connection, key, now, Code.HANDED, person)
            noted(connection)

        self._desk.cases.put(key, work, handed_to=to, active_at=now)
        incident = self._desk.cases.latest(incident)
        outcomes = await self._paging.page(incident, [to], repeat=f"hand:{int(now.timestamp())}")
        await self._board.refresh(self._desk.cases.latest(incident))
        return incident, outcomes

    async def still(self, key: int, user_id: int) -> Incident:
        """Hear from a holder that they are still on it."""
        return await self.active(await self._files.held_case(key, user_id), user_id, Code.STILL_ON_IT)

    async def active(self, incident: Incident, user_id: int, code: Code) -> Incident:
        """Note a sign of a responder; one of the holder puts off the question whether they are still there."""
        person, now = await self._desk.people.person(user_id), self._desk.now()
        by_holder = incident.holder == user_id
        noted = None if code not in ACTS else self._desk.noting(incident, person, ACTS[code])

        def work(connection: Connection) -> None:
            casebook.log(connection, incident.key, now, code, person)
            if noted is not None:
                noted(connection)
            if by_holder:
                self._timetable.sign(connection, incident, now)

        changes: dict[str, Any] = {"active_at": now} if by_holder else {}
        self._desk.cases.put(incident.key, work, **changes)
        return self._desk.cases.latest(incident)

    async def note(self, key: int, user_id: int, text: str) -> Incident:
        """Keep a note about a case, sealed with the writer's key."""
        incident = await self._files.case(key, user_id)
        person, now = await self._desk.people.person(user_id), self._desk.now()
        noted = self._desk.noting(incident, person, Act.CASE_NOTED)

        def work(connection: Connection) -> None:
            noted(connection)
            wording.keep(connection, self._desk.people, key, Words("note", now, text), user_id)
            casebook.log(connection, key, now, Code.NOTED, person)
            self._aftercare.plan_purge(connection, incident, now)

        _, incident = await self._desk.cases.step(key, work)
        return incident

    async def resolve(
        self, key: int, user_id: int, outcome: Outcome, *, note: str = "", pressed: int | None = None
    ) -> Incident:
        """Close a case with an outcome: the person hears it, and who held it is offered a debrief later.

        Raises:
            AlreadyResolved: somebody closed it earlier.
        """
        before = await self._files.open_case(key, user_id)
        if note.strip():
            await self.note(key, user_id, note)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)
        noted = self._desk.noting(before, person, Act.CASE_RESOLVED)

        def work(connection: Connection) -> bool:
            closed = casebook.resolve(connection, key, person, now, outcome)
            if closed:
                noted(connection)
                self._timetable.forget(connection, key)
                # Who was there is offered a debrief, whoever pressed the button at the end.
                was_there = casebook.get(connection, key).holder_id or person
                self._aftercare.plan(connection, before, now, was_there)
                self._finishing.plan(connection, key, Owed.CLOSED, now)
                if outcome is Outcome.OUTSIDE and not casebook.who(connection, key, Code.OUTSIDE):
                    # One person said so alone: a lead looks at it (DESIGN §3.3).
                    self._aftercare.plan_outside_review(connection, before, now)
            return closed

        def offline(current: Incident) -> tuple[bool, Incident]:
            return True, replace(current, state=State.RESOLVED, resolved_at=now, outcome=outcome)

        closed, incident = await self._desk.cases.step(key, work, offline=offline)
        if not closed:
            raise AlreadyResolved
        await self._promptly(self._say_closed(before, outcome, now, pressed))
        return incident

    async def _give_back(self, before: Incident, user_id: int) -> Incident:
        key, now = before.key, self._desk.now()
        person = await self._desk.people.person(user_id)
        free = released(before, now)
        noted = self._desk.noting(before, person, Act.CASE_PASSED_ON)

        def work(connection: Connection) -> bool:
            freed = casebook.release(connection, key, person, now, Code.DECLINED)
            if freed:
                noted(connection)
                self._timetable.plan(connection, free)
            return freed

        freed, incident = await self._desk.cases.step(key, work, offline=lambda current: (True, released(current, now)))
        if freed:
            await self._contact.leave_space(incident, user_id)
            await self._timetable.restart(incident)
        return self._desk.cases.latest(incident)

    def _refuse_taken(self, incident: Incident, user_id: int) -> Incident:
        if not incident.open:
            raise AlreadyResolved
        if incident.holder == user_id:
            return incident
        raise AlreadyHeld(name=self._desk.name(incident.guild_id, incident.holder))

    async def _promptly(self, telling: Coroutine[Any, Any, None]) -> None:
        """Tell everybody else; whoever pressed is not kept waiting where Discord holds that back, and it goes on without them."""
        task = asyncio.get_running_loop().create_task(telling, name="case-step")
        self._telling.add(task)
        task.add_done_callback(self._told)
        await asyncio.wait({task}, timeout=PROMPT)
        if task.done():
            task.result()

    def _told(self, task: asyncio.Task[None]) -> None:
        self._telling.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            # The job that was planned with the step comes to it.
            log.error("case.not_told", reason=type(error).__name__)

    async def _tell_taken(self, before: Incident, incident: Incident, now: datetime, pressed: int | None) -> None:
        # Taken before it was certain that the first words arrived, as after a crash: they must not be left without any.
        in_doubt = before.state is State.PAGING and incident.reached is Reached.NOT_YET
        live = self._desk.server(incident.guild_id).live
        telling = self._finishing.tell(incident, Owed.TAKEN, now, in_doubt=in_doubt and live, but=pressed)
        await asyncio.gather(telling, self._change_places(before, incident))

    async def _change_places(self, before: Incident, incident: Incident) -> None:
        if incident.space_id is not None and incident.holder is not None:
            await self._contact.bring_in(incident)
            if before.holder is not None:
                await self._contact.leave_space(incident, before.holder)

    async def _say_closed(self, before: Incident, outcome: Outcome, now: datetime, pressed: int | None) -> None:
        await self._finishing.tell(replace(before, outcome=outcome), Owed.CLOSED, now, but=pressed)
        if before.space_id is not None and before.reached is Reached.DIRECT:
            await self._desk.messenger.close_thread(thread_id=before.space_id, lane=Lane.URGENT)
