"""The waiting list of a full group: who moves up is told, in the morning if it is night."""

from datetime import timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups import book
from bot.groups.hours import waking
from bot.groups.model import Group
from bot.groups.troubles import TRANSIENT, reason_of
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Sent, Transient
from bot.parts import Parts

MOVED_UP: Final = "group-moved-up"


class WaitingList:
    """Tells those who get a place."""

    def __init__(self, parts: Parts) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        parts.agenda.register(MOVED_UP, self._tell_moved_up, misfire=ALWAYS)

    def tell_soon(self, connection: Connection, group: Group, person: int) -> None:
        """Plan to tell somebody, in the transaction that gives them the place; not at night."""
        now = self._parts.clock.now()
        self._parts.agenda.plan(
            connection,
            kind=MOVED_UP,
            key=f"{MOVED_UP}:{group.id}:{person}:{int(now.timestamp())}",
            due=waking(now, group.zone),
            payload={"group": group.id, "person": person},
        )

    async def _tell_moved_up(self, job: Job) -> Ending:
        group = await self._parts.storage.read(lambda connection: book.find(connection, int(job.payload["group"] or 0)))
        user = self._parts.people.discord_id(int(job.payload["person"] or 0))
        if user is None:
            return Done()
        text = self._parts.texts.speaker(group.locale)(
            "group-moved-up", group=as_written(group.name), channel=f"<#{group.channel_id}>"
        )
        # They asked to be told, so it counts as an answer.
        outcome = await self._parts.messenger.direct(
            user_id=user,
            message=Message(text),
            key=job.key,
            lane=Lane.BULK,
            zone=ZoneInfo(group.zone),
            rationed=False,
        )
        if isinstance(outcome, Transient):
            return RetryLater(timedelta(minutes=5), TRANSIENT)
        return Done() if isinstance(outcome, Sent) else GiveUp(reason_of(outcome))
