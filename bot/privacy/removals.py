"""Removing from Discord what has no business there any more; it counts as done only when Discord says so."""

from collections.abc import Collection
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.messenger import removals
from bot.messenger.port import Forbidden, Lane, Outcome, Sent
from bot.messenger.removals import Removal, What
from bot.messenger.traces import Traces
from bot.parts import Parts

REMOVE_JOB: Final = "privacy.remove"
SOON: Final = timedelta(seconds=20)  # who is erased has their receipt by then, and that stays
FIRST_WAIT: Final = timedelta(minutes=1)
LONGEST_WAIT: Final = timedelta(hours=6)
AT_MOST: Final = timedelta(hours=1)
# Discord bans an address after 10,000 requests in ten minutes that it refuses (DESIGN §6): no round comes near it.
A_ROUND: Final = 200

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

    async def left(self) -> int:
        """Return how many things stand in servers that the bot is not in any more.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        return await self._parts.storage.read(removals.left)

    async def went(self, channels: Collection[int]) -> None:
        """Hear that the bot was taken out of the server of these channels: nobody asks Discord for anything there."""
        count = await self._parts.storage.write(lambda connection: removals.set_aside(connection, channels))
        if count:
            log.warning("removals.left", count=count)

    async def came(self, channels: Collection[int] | None = None) -> None:
        """Hear that the bot is in a server (again), with these channels; without any, that it just came to one."""
        storage = self._parts.storage
        # A thread that is closed is in no list of channels: where one thing can be tried, all are.
        if channels is not None and not await storage.read(partial(removals.set_aside_in, channels=channels)):
            return

        def work(connection: Connection) -> None:
            if removals.take_up(connection):
                self._plan(connection)

        await storage.write(work)

    def _plan(self, connection: Connection) -> None:
        due = self._parts.clock.now() + SOON
        self._parts.agenda.cancel_prefix(connection, "remove:")
        self._parts.agenda.plan(connection, kind=REMOVE_JOB, key=f"remove:{int(due.timestamp() * 1000)}", due=due)

    async def _run(self, _: Job) -> Done | RetryLater:
        storage, begun = self._parts.storage, self._parts.clock.now()
        due = await storage.read(partial(removals.pending, now=begun, limit=A_ROUND))
        aside = await storage.read(partial(removals.set_aside_in, channels={removal.channel for removal in due}))
        for removal in due:
            if removal.channel not in aside and not await self._done(removal):
                aside.add(removal.channel)
        if aside:
            await self.went(aside)
        await storage.checkpoint()  # the numbers that led to somebody are in no old page of the journal, either
        now = self._parts.clock.now()
        following = await storage.read(partial(removals.next_due, now=now))
        if following is None:
            return Done()
        return RetryLater(max(FIRST_WAIT, following - now), "removal-reason-not-yet")

    async def _done(self, removal: Removal) -> bool:
        """Remove something, or note when to try again; False where the bot is not in that server any more."""
        storage, outcome, now = self._parts.storage, await self._remove(removal), self._parts.clock.now()
        if isinstance(outcome, Sent):
            await storage.write(partial(removals.is_gone, channel=removal.channel, message=removal.message))
            return True
        forbidden = isinstance(outcome, Forbidden) and removal.what is not What.DIRECT
        if forbidden and self._parts.directory.out_of_sight(removal.channel):
            return False
        reason = type(outcome).__name__
        log.warning("removal.failed", what=removal.what, outcome=reason)
        waited = now - (removal.failing_since or now)
        again = now + min(LONGEST_WAIT, max(FIRST_WAIT, waited))
        await storage.write(partial(removals.failed, removal=removal, reason=reason, at=now, again=again))
        return True

    async def _remove(self, removal: Removal) -> Outcome:
        messenger, channel = self._parts.messenger, removal.channel
        match removal.what:
            case What.MESSAGE:
                return await messenger.delete(channel_id=channel, message_id=removal.message, lane=Lane.BULK)
            case What.THREAD:
                return await messenger.delete_thread(thread_id=channel, lane=Lane.BULK)
            case What.DIRECT:
                return await messenger.clear_direct(channel_id=channel, before=removal.before or 0, lane=Lane.BULK)
