"""Removing from Discord what has no business there any more; it counts as done only when Discord says so."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.messenger import removals
from bot.messenger.port import Lane, Outcome, Sent
from bot.messenger.removals import Removal, What
from bot.messenger.traces import Traces
from bot.parts import Parts

REMOVE_JOB: Final = "privacy.remove"
SOON: Final = timedelta(seconds=20)  # who is erased has their receipt by then, and that stays
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
AT_MOST: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


class Removals:
    """Works off what has to go, again and again until nothing is left."""

    def __init__(self, parts: Parts, traces: Traces) -> None:
        """Register with the agenda, and be woken by `traces`."""
        self._parts = parts
        traces.wake = self._plan
        parts.agenda.register(REMOVE_JOB, self._run, misfire=ALWAYS, limit=AT_MOST)

    async def failing(self) -> tuple[int, datetime | None]:
        """Return how many things Discord did not remove, and since when the first of them.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        return await self._parts.storage.read(removals.failing)

    def _plan(self, connection: Connection) -> None:
        due = self._parts.clock.now() + SOON
        self._parts.agenda.cancel_prefix(connection, "remove:")
        self._parts.agenda.plan(connection, kind=REMOVE_JOB, key=f"remove:{int(due.timestamp() * 1000)}", due=due)

    async def _run(self, _: Job) -> Done | RetryLater:
        storage, left = self._parts.storage, []
        for removal in await storage.read(removals.pending):
            outcome, now = await self._remove(removal), self._parts.clock.now()
            if isinstance(outcome, Sent):
                await storage.write(partial(removals.is_gone, channel=removal.channel, message=removal.message))
            else:
                reason = type(outcome).__name__
                log.warning("removal.failed", what=removal.what, outcome=reason)
                await storage.write(partial(removals.failed, removal=removal, reason=reason, at=now))
                left.append(removal.failing_since or now)
        await storage.checkpoint()  # the numbers that led to somebody are in no old page of the journal, either
        if not left:
            return Done()
        waited = self._parts.clock.now() - max(left)
        return RetryLater(min(LONGEST_WAIT, max(FIRST_WAIT, waited)), "removal-reason-not-yet")

    async def _remove(self, removal: Removal) -> Outcome:
        messenger, channel = self._parts.messenger, removal.channel
        match removal.what:
            case What.MESSAGE:
                return await messenger.delete(channel_id=channel, message_id=removal.message, lane=Lane.BULK)
            case What.THREAD:
                return await messenger.delete_thread(thread_id=channel, lane=Lane.BULK)
            case What.DIRECT:
                return await messenger.clear_direct(channel_id=channel, before=removal.before or 0, lane=Lane.BULK)
