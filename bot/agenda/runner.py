"""The agenda: what the rest of the bot plans with, and what runs the plans."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from types import MappingProxyType
from typing import ClassVar, Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ledger, plans
from bot.agenda.jobs import Backoff, Handler, Job, Kind, Misfire, Payload, Plan, Record
from bot.agenda.lane import TROUBLED, Lane
from bot.agenda.settlement import Settler, follow_up
from bot.agenda.tables import BULK, ORPHANED, URGENT
from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.storage import Storage, after_commit

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

LIMIT: Final = timedelta(minutes=5)
GRACE_ON_STOP: Final = timedelta(seconds=5)
NOTHING: Final[Payload] = MappingProxyType({})
BACKOFF: Final = Backoff()


@dataclass(frozen=True, slots=True)
class Trouble:
    """Why nothing planned happens at the moment, and since when."""

    text: ClassVar[str] = "agenda-trouble-storage"
    since: datetime


class Agenda:
    """Everything that happens later.

    Planning is done inside the caller's transaction, so a plan exists exactly when what it is for exists. Kinds are
    registered first, then `start` takes back what an earlier life of this instance left unfinished and begins.
    """

    def __init__(
        self,
        storage: Storage,
        clock: Clock,
        *,
        instance: str = "main",
        token_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Take the parts. `instance` is a name that this process keeps over restarts and no other process has."""
        self._storage, self._clock, self._instance = storage, clock, instance
        self._kinds: dict[str, Kind] = {}
        self._holds: set[str] = set()
        self._began = self._stopped = False
        self._start_refusals = 0
        self._start_troubled: datetime | None = None
        self._starting: asyncio.Task[None] | None = None
        self._start_alarm: asyncio.TimerHandle | None = None
        self.counts: Counter[str] = Counter()
        self._settler = Settler(
            owner=f"{instance}/{token_bytes(8).hex()}",
            now=clock.now,
            chance=lambda: int.from_bytes(token_bytes(4)) / 2**32,
        )
        self._lanes = {
            number: Lane(
                number,
                storage=storage,
                clock=clock,
                kinds=self._kinds,
                settler=self._settler,
                counts=self.counts,
                halted=lambda: bool(self._holds),
            )
            for number in (URGENT, BULK)
        }

    def register(
        self,
        kind: str,
        handler: Handler,
        *,
        misfire: Misfire,
        urgent: bool = False,
        backoff: Backoff = BACKOFF,
        limit: timedelta = LIMIT,
        then: Callable[[Connection, Job], None] | None = None,
    ) -> None:
        """Say how a kind of job is handled, before the start.

        A handler may run again after a crash, so what it does outside the database must bear repeating. `limit` is
        how long it may take. `then` runs in the transaction in which a job of this kind is done, skipped or given up
        (not when it is cancelled or superseded), and plans what follows.

        Raises:
            RuntimeError: the kind is known already, or the agenda has started.
        """
        if kind in self._kinds or self._began:
            raise RuntimeError(f"{kind} is registered once, before the start")
        self._kinds[kind] = Kind(kind, handler, misfire, urgent, backoff, limit, then)

    def plan(
        self,
        connection: Connection,
        *,
        kind: str,
        key: str,
        due: datetime,
        payload: Payload = NOTHING,
        series: str | None = None,
    ) -> bool:
        """Plan a job; False if one with this key is planned or over. One that was cancelled is planned afresh.

        `payload` holds ids and codes, never what a person wrote. Of a `series`, a kind with a grace runs the latest.
        """
        lane = self._lane(kind)
        planned = plans.plan(connection, kind=kind, key=key, due=due, payload=payload, series=series, lane=lane)
        if planned:
            self._tell(connection, lane, due)
        return planned

    def plan_all(self, connection: Connection, wanted: Collection[Plan]) -> None:
        """Plan several jobs in one go, each as `plan` does."""
        if wanted:
            plans.plan_all(connection, [(one, self._lane(one.kind)) for one in wanted])
        for one in wanted:
            self._tell(connection, self._lane(one.kind), one.due)

    def reschedule(self, connection: Connection, key: str, due: datetime) -> bool:
        """Give a waiting job another time; False if it is not waiting."""
        lane = plans.move(connection, key, due)
        if lane is None:
            return False
        self._tell(connection, lane, due)
        return True

    def cancel(self, connection: Connection, key: str) -> bool:
        """Withdraw a job; if its handler is at work, what it does counts, and it is not tried again."""
        return plans.withdraw(connection, plans.named(key), self._clock.now()) > 0

    def cancel_prefix(self, connection: Connection, prefix: str) -> int:
        """Withdraw the jobs whose keys start so, as `cancel` does; return how many."""
        return plans.withdraw(connection, plans.under(connection, prefix), self._clock.now())

    def skip(self, connection: Connection, key: str, reason: str) -> bool:
        """Leave a waiting job out because somebody said so (a text's key); what follows it is planned all the same."""
        job = plans.leave_out(connection, key, reason, self._clock.now())
        if job is None:
            return False
        if (kind := self._kinds.get(job.kind)) is not None:
            self.counts.update(follow_up(connection, kind, job))
        return True

    def take_up(
        self, connection: Connection, key: str, reason: str, *, due: datetime, payload: Payload = NOTHING
    ) -> bool:
        """Plan again what was left out for `reason`, if its time is to come; what it was about has to be said again."""
        lane = plans.take_up(connection, key, reason, payload, due) if due > self._clock.now() else None
        if lane is None:
            return False
        self._tell(connection, lane, due)
        return True

    def erase(self, connection: Connection, prefix: str) -> int:
        """Delete every trace of the jobs whose keys start so; return how many."""
        return ledger.erase(connection, plans.under(connection, prefix))

    def forget(self, connection: Connection, before: datetime) -> int:
        """Delete the records of jobs that were over before an instant; return how many."""
        return ledger.forget(connection, before)

    def history(self, connection: Connection, prefix: str, *, limit: int = 50) -> list[Record]:
        """Return what became of the jobs whose keys start so, or what they wait for, the latest due first."""
        return ledger.history(connection, plans.under(connection, prefix), limit)

    def overdue(self, connection: Connection, by: timedelta) -> int:
        """Return how many jobs should have begun more than `by` ago."""
        return ledger.overdue(connection, (URGENT, BULK), self._clock.now() - by)

    def hold(self, name: str) -> None:
        """Claim nothing until `release` of the same name: something must be put in order first."""
        self._holds.add(name)

    def release(self, name: str) -> None:
        """End a hold."""
        self._holds.discard(name)
        if not self._holds:
            self.look()

    @property
    def trouble(self) -> Trouble | None:
        """What keeps planned things from happening, for the doctor."""
        since = [self._start_troubled, *(lane.troubled_since for lane in self._lanes.values())]
        known = [moment for moment in since if moment is not None]
        return Trouble(min(known)) if known else None

    @property
    def clock(self) -> Clock:
        """The clock that decides what is due."""
        return self._clock

    async def start(self) -> None:
        """Begin; with the database away, as soon as it is back.

        Raises:
            RuntimeError: it was started before.
        """
        if self._began:
            raise RuntimeError("an agenda starts once")
        self._began = True
        await self._open()

    async def stop(self, grace: timedelta = GRACE_ON_STOP) -> None:
        """Begin nothing more, give handlers the grace to finish, and put back what they did not."""
        self._stopped = True
        if not self._began:
            return
        if self._start_alarm is not None:
            self._start_alarm.cancel()
        if self._starting is not None:
            await self._starting
        await asyncio.gather(*(lane.close(grace) for lane in self._lanes.values()))

    async def _open(self) -> None:
        try:
            reclaimed, orphans = await self._storage.write(self._put_in_order, urgent=True)
        except StorageUnavailable:
            self._start_refusals += 1
            self._start_troubled = self._start_troubled or self._clock.now()
            log.error("agenda.storage_unavailable", phase="start")  # noqa: TRY400 - the cause is storage's to tell
            if not self._stopped:
                delay = TROUBLED.delay(self._start_refusals, self._settler.chance())
                loop = asyncio.get_running_loop()
                self._start_alarm = loop.call_later(delay.total_seconds(), self._open_soon)
            return
        finally:
            self._starting = None
        self._start_troubled = None
        self.counts["reclaimed"] += reclaimed
        if orphans:
            log.warning("agenda.kinds_unknown", count=orphans)
        if not self._stopped:
            for lane in self._lanes.values():
                lane.open()

    def _open_soon(self) -> None:
        self._start_alarm = None
        self._starting = asyncio.get_running_loop().create_task(self._open(), name="agenda-start")

    def _put_in_order(self, connection: Connection) -> tuple[int, int]:
        reclaimed = ledger.reclaim(
            connection, instance=self._instance, owner=self._settler.owner, now=self._clock.now()
        )
        return reclaimed, ledger.sort_lanes(connection, {kind: self._lane(kind) for kind in self._kinds})

    def _lane(self, kind: str) -> int:
        known = self._kinds.get(kind)
        if known is None:
            return ORPHANED
        return URGENT if known.urgent else BULK

    def _tell(self, connection: Connection, lane: int, due: datetime) -> None:
        if lane in self._lanes:
            after_commit(connection, partial(self._lanes[lane].notice, due))

    def look(self) -> None:
        """Look now at what is due: the database was away, and may hold plans whose commit it never confirmed."""
        for lane in self._lanes.values():
            lane.wake()
