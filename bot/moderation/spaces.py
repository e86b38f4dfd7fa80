"""The private space of a case: opened once its person said yes, whatever ends or fails in between."""

import asyncio
import weakref
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient, Unknown
from bot.moderation import casebook
from bot.moderation.board import Board
from bot.moderation.contact import Contact, space_name
from bot.moderation.desk import Desk
from bot.moderation.incident import Code, Incident, State
from bot.moderation.policy import CASE_KEPT_NAMED
from bot.moderation.telling import Telling
from bot.moderation.timetable import BEGUN_BY, SOON, STUBBORN, Timetable

SPACE_JOB: Final = "case.space"
# A yes is written down before it is answered; a database that takes longer keeps nobody waiting for the answer.
WRITTEN_WITHIN: Final = 1.0  # seconds
TRIES: Final = 5  # of the job, before the person and the holder hear that it cannot be opened


class Spaces:
    """Opens private spaces. A job that was planned with the yes opens one where the process died in between."""

    def __init__(self, desk: Desk, board: Board, contact: Contact, timetable: Timetable, telling: Telling) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._board = board
        self._contact = contact
        self._timetable = timetable
        self._telling = telling
        self._opening: weakref.WeakValueDictionary[int, asyncio.Lock] = weakref.WeakValueDictionary()
        desk.agenda.register(SPACE_JOB, self._on_space, misfire=ALWAYS, urgent=True, backoff=STUBBORN)

    async def accept(self, incident: Incident, offered: int | None) -> None:
        """Write down that the person said yes to a space with the second who was `offered`, before they are answered."""
        desk, key = self._desk, incident.key
        live = desk.cases.live(key)
        if incident.holder is None or live is None:
            return

        def work(connection: Connection) -> None:
            now = desk.now()
            second = None if offered is None else desk.people.known(offered)
            payload = {"case": key, "person": second}
            name = f"{_prefix(key)}{int(now.timestamp() * 1000)}"
            desk.agenda.plan(connection, kind=SPACE_JOB, key=name, due=now + BEGUN_BY, payload=payload)

        desk.cases.put(key, work, before=None if offered is None else lambda: desk.people.person(offered))
        await live.ledger.flush(WRITTEN_WITHIN)

    async def open(self, incident: Incident, offered: int | None) -> Incident:
        """Open the space now, and say so to the holder where it cannot be; return the case as it then stands."""
        incident, settled = await self._once(incident, offered)
        if incident.space_id is None and incident.holder is not None:
            await self._telling.directly(incident, "holder-space-failed")
            settled = True  # and the person hears it as the answer to their press
        if settled:
            self._forget(incident.key)
        return incident

    async def _on_space(self, job: Job) -> Done | RetryLater:
        """Open what was promised; nobody waits for an answer any more, so the person finds a message in it."""
        incident = await self._desk.cases.find(job.number("case"))
        if incident is None or not incident.open or incident.holder is None:
            return Done()
        incident, settled = await self._once(incident, self._desk.people.discord_id(job.number("person")))
        if settled:
            return Done()
        if job.attempts < TRIES:
            return SOON
        if incident.space_id is None:
            say = self._desk.speaker(incident)
            step = f"space-failed:{int(job.due.timestamp())}"
            await self._contact.say(incident, Message(say("person-space-failed")), step=step, lane=Lane.BULK)
            await self._telling.directly(incident, "holder-space-failed")
        return Done()

    async def _once(self, incident: Incident, offered: int | None) -> tuple[Incident, bool]:
        """Open it, one at a time: who presses twice, or presses while the job is at it, gets the one that was opened.

        Returns:
            The case, and whether nothing is left to be done.
        """
        async with self._opening.setdefault(incident.key, asyncio.Lock()):
            return await self._open(self._desk.cases.latest(incident), offered)

    async def _open(self, incident: Incident, offered: int | None) -> tuple[Incident, bool]:
        if incident.holder is None or not incident.open:
            return incident, True
        second = offered if offered is not None and self._contact.may_come(incident, offered) else None
        if incident.space_id is not None:
            # The process may have died before it was said.
            said = await self._welcome(incident, incident.space_id, second, Lane.BULK)
            return incident, not isinstance(said, Transient | Unknown)
        desk, key = self._desk, incident.key
        server, say = desk.server(incident.guild_id), desk.speaker(incident)
        if server.support_channel_id is None:
            return incident, False
        members = (incident.user_id, incident.holder)
        outcome = await desk.messenger.open_thread(
            channel_id=server.support_channel_id,
            name=space_name(incident, say),
            members=members if second is None else (*members, second),
            key=f"space:{key}",
            lane=Lane.URGENT,
        )
        if not isinstance(outcome, Sent):
            return incident, False
        incident = await self._note(incident, outcome.channel_id)
        said, _ = await asyncio.gather(
            self._welcome(incident, outcome.channel_id, second, Lane.URGENT), self._board.refresh(incident)
        )
        return incident, not isinstance(said, Transient | Unknown)

    async def _note(self, incident: Incident, space: int) -> Incident:
        """Write down where it is."""
        key, now = incident.key, self._desk.now()
        changes: dict[str, Any] = {"space_id": space, "state": State.WITH_PERSON, "active_at": now}
        together = replace(incident, state=State.WITH_PERSON)

        def work(connection: Connection) -> None:
            casebook.change(connection, key, **changes)
            casebook.log(connection, key, now, Code.SPACE, None)
            self._timetable.plan_quiet(connection, together, now)

        _, incident = await self._desk.cases.step(
            key, work, offline=lambda current: (None, replace(current, **changes))
        )
        return incident

    async def _welcome(self, incident: Incident, space: int, second: int | None, lane: Lane) -> Outcome:
        """Say in a private space whose it is and who can read it."""
        say, user, holder = self._desk.speaker(incident), incident.user_id, incident.holder or 0
        content = say(
            "space-welcome",
            person=f"<@{user}>",
            responder=f"<@{holder}>",
            readers=self._contact.readers(incident, second),
            days=CASE_KEPT_NAMED.days,
        )
        about = frozenset({holder, second or 0}) - {0}
        message = Message(content=content, mentions=frozenset({user, holder}) - {0}, about=about)
        return await self._desk.messenger.post(
            channel_id=space, message=message, key=f"space:{incident.key}:welcome", lane=lane
        )

    def _forget(self, key: int) -> None:
        """Take the job back: it was done, or was said to have failed."""
        self._desk.cases.put(key, lambda connection: self._desk.agenda.cancel_prefix(connection, _prefix(key)))


def _prefix(key: int) -> str:
    return f"after:{key}:space:"
