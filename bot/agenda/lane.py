"""One lane of the runner: a timer, a task while there is something to do, and the jobs it holds."""

import asyncio
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ledger
from bot.agenda.jobs import FAILED, Backoff, Claim, Failed, Grace, Kind, verdict
from bot.agenda.settlement import Counted, Finished, Settler
from bot.agenda.tables import URGENT
from bot.agenda.work import Work
from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.storage import Storage

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

LEASE: Final = timedelta(seconds=30)
ROOM: Final = 64
MOST_HELD: Final = 512
# A timer counts no time while the machine sleeps, and none that the clock jumps; so it looks at the clock in between.
LONGEST_NAP: Final = {True: timedelta(minutes=1), False: timedelta(hours=1)}
STOPPING_SECONDS: Final = 1
SHORTEST_NAP: Final = timedelta(milliseconds=1)
TROUBLED: Final = Backoff(first=timedelta(milliseconds=500), longest=timedelta(seconds=2))


@dataclass(frozen=True, slots=True)
class _Step:
    counted: tuple[Counted, ...]
    claims: list[Claim]
    next_at: datetime | None


class Lane:
    """Claims what is due, runs the handlers side by side, writes down what came of it."""

    def __init__(
        self,
        number: int,
        *,
        storage: Storage,
        clock: Clock,
        kinds: Mapping[str, Kind],
        settler: Settler,
        counts: Counter[str],
        halted: Callable[[], bool],
    ) -> None:
        """Take what the lanes share; `halted` tells whether claiming is held back."""
        self._number, self._urgent = number, number == URGENT
        self._storage, self._clock, self._kinds = storage, clock, kinds
        self._settler, self._counts, self._halted = settler, counts, halted
        self._held: dict[str, Claim] = {}
        self._running: dict[Work, asyncio.Task[None]] = {}
        self._finished: list[Finished] = []
        self._look: asyncio.Task[None] | None = None
        self._renewal: asyncio.Task[None] | None = None
        self._alarm: asyncio.TimerHandle | None = None
        self._renewing: asyncio.TimerHandle | None = None
        self._next_at: datetime | None = None
        self._noticed: datetime | None = None
        self._again, self._closed = False, True
        self._refusals = 0
        self.troubled_since: datetime | None = None

    def open(self) -> None:
        """Begin to look."""
        self._closed = False
        self.wake()

    def notice(self, due: datetime) -> None:
        """Hear that a job with this time was committed."""
        if self._closed:
            return
        self._noticed = _earlier(self._noticed, due)
        if self._look is None and (self._next_at is None or due < self._next_at):
            self._next_at = due
            self._ring()

    def wake(self) -> None:
        """Look at the table now, or again as soon as the look under way ends."""
        if self._closed:
            return
        self._again = True
        if self._look is None:
            self._silence()
            self._look = asyncio.get_running_loop().create_task(self._work(), name=f"agenda-lane-{self._number}")

    async def close(self, grace: timedelta) -> None:
        """Let handlers finish within the grace, stop the rest, and write down what can be written."""
        self._closed = True
        self._silence()
        if self._look is not None:
            await self._look
        if self._running:
            await asyncio.wait(self._running.values(), timeout=grace.total_seconds())
        for task in self._running.values():
            task.cancel()
        if self._running:
            await asyncio.wait(self._running.values(), timeout=STOPPING_SECONDS)
        if self._renewal is not None:
            await self._renewal
        self._rest_renewal()
        try:
            await self._record_and_claim()
        except StorageUnavailable:
            log.warning("agenda.stopped_unwritten", count=len(self._finished))  # the next start takes them back

    async def _work(self) -> None:
        try:
            while self._again and not self._closed:
                self._again = False
                await self._record_and_claim()
                self._recovered()
        except StorageUnavailable:
            self._trouble()
        except Exception:
            log.exception("agenda.look_failed", queue=self._number)
            self._counts["look_failed"] += 1
            self._trouble()
        finally:
            self._look = None
            if not self._closed:
                self._set_alarm()

    async def _record_and_claim(self) -> None:
        finished, self._finished = self._finished, []
        self._noticed = None
        room = self._room
        kinds = tuple(self._kinds)
        graced = {kind.name for kind in self._kinds.values() if isinstance(kind.misfire, Grace)}
        held = [key for key in self._held if key not in {one.claim.job.key for one in finished}]

        def step(connection: Connection) -> _Step:
            counted = tuple(self._settler.settle(connection, one) for one in finished)
            claims = ledger.claim(
                connection,
                lane=self._number,
                kinds=kinds,
                owner=self._settler.owner,
                now=self._clock.now(),
                lease=LEASE,
                held=held,
                room=room,
                graced=graced,
            )
            mine = [*held, *(claim.job.key for claim in claims)]
            return _Step(
                counted, claims, connection.execute(ledger.next_at(self._number, kinds, mine)).scalar_one_or_none()
            )

        try:
            result = await self._storage.write(step, urgent=self._urgent)
        except StorageUnavailable:
            self._finished = finished + self._finished
            raise
        except Exception:
            if not finished:
                raise
            await self._record_one_by_one(finished)
            self._again = True
            return
        for one, counted in zip(finished, result.counted, strict=True):
            self._settled(one, counted)
        for claim in result.claims:
            self._begin(claim)
        self._next_at = _earlier(result.next_at, self._noticed)
        if self._finished or (result.claims and len(result.claims) == room):
            self._again = True
        self._keep_renewing()

    async def _record_one_by_one(self, finished: list[Finished]) -> None:
        """Find the ending that cannot be written, so that it spoils no other."""
        for index, one in enumerate(finished):
            for attempt in (one, Finished(one.kind, one.claim, Failed(FAILED))):
                try:
                    counted = await self._storage.write(partial(self._settle, attempt), urgent=self._urgent)
                except StorageUnavailable:
                    self._finished = finished[index:] + self._finished
                    raise
                except Exception:
                    log.exception("agenda.write_failed", kind=one.claim.job.kind)
                    self._counts["write_failed"] += 1
                else:
                    self._settled(one, counted)
                    break
            else:
                self._settled(one, ("abandoned",))  # its lease runs out, and it is claimed again

    def _settle(self, one: Finished, connection: Connection) -> Counted:
        return self._settler.settle(connection, one)

    def _settled(self, one: Finished, counted: Counted) -> None:
        self._counts.update(counted)
        if self._held.get(one.claim.job.key) is one.claim:
            del self._held[one.claim.job.key]

    def _begin(self, claim: Claim) -> None:
        self._held[claim.job.key] = claim
        self._counts["claimed"] += 1
        kind = self._kinds[claim.job.kind]
        ending = verdict(kind, claim)
        if ending is not None:
            self._finished.append(Finished(kind, claim, ending))
            return
        work = Work(kind, claim, freed=self._freed)
        self._running[work] = asyncio.get_running_loop().create_task(self._run(work), name=f"agenda-{kind.name}")

    async def _run(self, work: Work) -> None:
        try:
            ending = await work.ending(closed=lambda: self._closed)
            self._finished.append(Finished(work.kind, work.claim, ending))
        finally:
            del self._running[work]
        self.wake()

    @property
    def _room(self) -> int:
        """How many more may be at work; those who wait elsewhere take none, but not all of the agenda is held for them."""
        if self._closed or self._halted():
            return 0
        waiting = sum(work.waiting for work in self._running)
        return max(0, min(ROOM - len(self._running) + waiting, MOST_HELD - len(self._running)))

    def _freed(self) -> None:
        if self._look is None and self._alarm is None:
            self._set_alarm()

    def _ring(self) -> None:
        self._alarm = None
        if self._next_at is not None and self._next_at <= self._clock.now():
            self.wake()
        else:
            self._set_alarm()

    def _set_alarm(self) -> None:
        self._silence()
        if self.troubled_since is not None:
            delay, ring = TROUBLED.delay(self._refusals, self._settler.chance()), self.wake
        elif self._next_at is None or not self._room:
            return
        else:
            nap = min(self._next_at - self._clock.now(), LONGEST_NAP[self._urgent])
            delay, ring = max(nap, SHORTEST_NAP), self._ring
        self._alarm = asyncio.get_running_loop().call_later(delay.total_seconds(), ring)

    def _silence(self) -> None:
        if self._alarm is not None:
            self._alarm.cancel()
            self._alarm = None

    def _trouble(self) -> None:
        self._refusals += 1
        self._counts["storage_unavailable"] += 1
        if self.troubled_since is None:
            self.troubled_since = self._clock.now()
            log.error("agenda.storage_unavailable", queue=self._number)

    def _recovered(self) -> None:
        if self.troubled_since is not None:
            log.info("agenda.storage_back", queue=self._number, duration=self._clock.now() - self.troubled_since)
        self._refusals, self.troubled_since = 0, None

    def _keep_renewing(self) -> None:
        if not self._held or self._closed:
            self._rest_renewal()
        elif self._renewing is None:
            loop = asyncio.get_running_loop()
            self._renewing = loop.call_later(LEASE.total_seconds() / 3, self._renew_soon)

    def _rest_renewal(self) -> None:
        if self._renewing is not None:
            self._renewing.cancel()
            self._renewing = None

    def _renew_soon(self) -> None:
        self._renewing = None
        if self._renewal is None:
            self._renewal = asyncio.get_running_loop().create_task(self._renew(), name="agenda-renewal")

    async def _renew(self) -> None:
        claims = list(self._held.values())
        try:
            if claims:
                until = self._clock.now() + LEASE
                await self._storage.write(
                    lambda connection: ledger.renew(connection, claims, owner=self._settler.owner, until=until),
                    urgent=self._urgent,
                )
        except StorageUnavailable:
            log.warning("agenda.lease_not_renewed", count=len(claims))
        except Exception:
            log.exception("agenda.renewal_failed", count=len(claims))
            self._counts["renewal_failed"] += 1
        finally:
            self._renewal = None
            self._keep_renewing()


def _earlier(one: datetime | None, other: datetime | None) -> datetime | None:
    known = [moment for moment in (one, other) if moment is not None]
    return min(known, default=None)
