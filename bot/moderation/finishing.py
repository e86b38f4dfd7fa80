"""What is still owed once a case was taken or closed: the person hears it, and the card shows it.

It is done at once. A job that was planned with the step itself does it again where the process died or Discord failed in between.
"""

import asyncio
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.messenger.port import Lane, Outcome, Transient, Unknown
from bot.moderation.board import Board
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.incident import HELD, SPOKEN, Choice, Incident, Reached, State
from bot.moderation.timetable import BEGUN_BY, SOON, STUBBORN

FINISH_JOB: Final = "case.finish"
LOOKS: Final = 3  # for a card in the private channel of which nobody knows whether it was sent


class Owed(StrEnum):
    """After which step."""

    TAKEN = "taken"
    CLOSED = "closed"


class Finishing:
    """Tells the person of a case that it was taken or closed, and sees to it that they were told."""

    def __init__(self, desk: Desk, board: Board, contact: Contact) -> None:
        """Work at `desk`; cards go through `board`, words to the person through `contact`."""
        self._desk = desk
        self._board = board
        self._contact = contact
        desk.agenda.register(FINISH_JOB, self._on_finish, misfire=ALWAYS, urgent=True, backoff=STUBBORN)

    def plan(self, connection: Connection, key: int, owed: Owed, since: datetime) -> None:
        """Plan it in the transaction of the step, in case nobody comes to it now."""
        payload = {"case": key, "owed": owed.value, "since": _moment(since)}
        due = self._desk.now() + BEGUN_BY
        self._desk.agenda.plan(connection, kind=FINISH_JOB, key=_key(key, owed, since), due=due, payload=payload)

    async def tell(
        self, incident: Incident, owed: Owed, since: datetime, *, in_doubt: bool = False, but: int | None = None
    ) -> None:
        """Tell the person, and bring the cards up to date; what is not certain is tried again by the job.

        Args:
            incident: the case after a step that took it, or before one that closed it.
            owed: which step.
            since: when it was.
            in_doubt: whether the first words to the person may never have arrived.
            but: the card that its presser sees changed already.
        """
        told, shown = await asyncio.gather(
            self._tell(incident, owed, Lane.URGENT, in_doubt=in_doubt),
            self._board.refresh(incident, but=but),
        )
        if told and shown and not self._board.misses(self._desk.cases.latest(incident)):
            key = _key(incident.key, owed, since)
            self._desk.cases.put(incident.key, lambda connection: self._desk.agenda.cancel(connection, key))

    async def _tell(self, incident: Incident, owed: Owed, lane: Lane, *, in_doubt: bool) -> bool:
        if incident.choice is Choice.NOT_NOW or not (incident.reached in SPOKEN or in_doubt):
            return True
        outcome: Outcome | None
        if owed is Owed.TAKEN:
            name = self._desk.name(incident.guild_id, incident.holder)
            outcome = await self._contact.taken(incident, name, lane=lane)
        else:
            assert incident.outcome is not None
            outcome = await self._contact.closing(incident, incident.outcome, lane=lane)
        return not isinstance(outcome, Transient | Unknown)

    async def _on_finish(self, job: Job) -> Done | RetryLater | GiveUp:
        incident, owed = await self._desk.cases.find(job.number("case")), Owed(str(job.payload["owed"]))
        if incident is None or not _still(incident, owed, job.number("since")):
            return Done()
        in_doubt = owed is Owed.TAKEN and incident.reached is Reached.NOT_YET and self._live(incident)
        told = await self._tell(incident, owed, Lane.BULK, in_doubt=in_doubt)
        # Who pressed may have been faster than the answer to the sending of the card, and the process died before it came.
        incident = await self._board.seek(incident)
        shown = await self._board.refresh(incident)
        looked = not self._board.misses(incident) or job.attempts >= LOOKS
        return Done() if told and shown and looked else SOON

    def _live(self, incident: Incident) -> bool:
        return self._desk.server(incident.guild_id).live


def _still(incident: Incident, owed: Owed, since: int) -> bool:
    if owed is Owed.CLOSED:
        return incident.state is State.RESOLVED
    taken_at = incident.acknowledged_at
    return incident.state in HELD and taken_at is not None and _moment(taken_at) == since


def _key(key: int, owed: Owed, since: datetime) -> str:
    return f"after:{key}:finish:{owed.value}:{_moment(since)}"


def _moment(at: datetime) -> int:
    return int(at.timestamp() * 1000)
