"""What the agenda's tests share: a loop whose time passes at once, a clock on it, handlers that remember."""

import asyncio
import selectors
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from bot.agenda import Agenda, Done, Job
from bot.agenda.jobs import Outcome as HandlerOutcome
from bot.agenda.tables import jobs
from bot.errors import StorageUnavailable
from bot.storage import Storage
from bot.storage.schema import metadata
from bot.storage.worker import Outcome, Transaction, Worker

MONDAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


class _LeapingSelector(selectors.DefaultSelector):
    """Instead of waiting, says how long it would have waited."""

    def __init__(self) -> None:
        super().__init__()
        self.waited = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout > 0:
            self.waited += timeout
            timeout = 0
        return super().select(timeout)


class LeapingLoop(asyncio.SelectorEventLoop):
    """An event loop on which `asyncio.sleep` takes no real time, and timers go off in their order."""

    def __init__(self) -> None:
        self._leaping = _LeapingSelector()
        super().__init__(self._leaping)

    def time(self) -> float:
        return self._leaping.waited


@dataclass(slots=True)
class LoopClock:
    """The loop's time as a wall clock; `jump` is what somebody set it forward or back."""

    begin: datetime = MONDAY
    jumped: timedelta = timedelta(0)

    def now(self) -> datetime:
        return self.begin + self.jumped + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        return asyncio.get_running_loop().time()


@dataclass(slots=True)
class Faults:
    """What the database does instead of answering."""

    away: bool = False
    forgets_to_answer: int = 0


@dataclass(slots=True)
class FaultyWorker:
    """A worker that fails while `faults.away`, and commits without saying so while it forgets."""

    worker: Worker
    faults: Faults

    async def run(self, transaction: Transaction[Any]) -> Outcome[Any]:
        if self.faults.away:
            return Outcome(error=StorageUnavailable())
        outcome = await self.worker.run(transaction)
        if self.faults.forgets_to_answer and outcome.error is None:
            self.faults.forgets_to_answer -= 1
            return Outcome(error=StorageUnavailable())
        return outcome

    async def close(self) -> None:
        await self.worker.close()


@dataclass(slots=True)
class World:
    """A database, a clock, and processes that come and go."""

    storage: Storage
    clock: LoopClock
    faults: Faults
    heard: list[Job] = field(default_factory=list)
    _bytes: "count[int]" = field(default_factory=count)

    def token_bytes(self, length: int) -> bytes:
        return (next(self._bytes) * 40503 % 2**16).to_bytes(2) * (length // 2)

    def agenda(self, instance: str = "main") -> Agenda:
        return Agenda(self.storage, self.clock, instance=instance, token_bytes=self.token_bytes)

    @property
    def handled(self) -> list[str]:
        return [job.key for job in self.heard]

    async def handler(self, job: Job) -> HandlerOutcome:
        self.heard.append(job)
        return Done()

    def answering(self, *answers: HandlerOutcome | Exception) -> Callable[[Job], Awaitable[HandlerOutcome]]:
        """Return a handler that gives these answers in turn, the last one for ever."""
        left = list(answers)

        async def handler(job: Job) -> HandlerOutcome:
            self.heard.append(job)
            answer = left.pop(0) if len(left) > 1 else left[0]
            if isinstance(answer, Exception):
                raise answer
            return answer

        return handler

    async def plan(
        self, agenda: Agenda, key: str, *, kind: str = "check-in", due: datetime = MONDAY, **more: Any
    ) -> bool:
        return await self.storage.write(lambda c: agenda.plan(c, kind=kind, key=key, due=due, **more))

    async def row(self, key: str) -> dict[str, Any]:
        query = select(jobs).where(jobs.c.key == key)
        return dict(await self.storage.read(lambda c: c.execute(query).mappings().one()))

    async def state(self, key: str) -> tuple[str, str | None]:
        row = await self.row(key)
        return row["state"], row["reason"]

    async def passing(self, **time: float) -> None:
        """Let time pass, and then whatever is still to be done at that moment."""
        await asyncio.sleep(timedelta(**time).total_seconds())
        for _ in range(50):
            await asyncio.sleep(0)


async def open_world(url: str, var_dir: Path) -> World:
    clock, faults = LoopClock(), Faults()
    storage = await Storage.open(
        url, var_dir=var_dir, clock=clock, inline=True, around=lambda worker: FaultyWorker(worker, faults)
    )

    def create(connection: Connection) -> None:
        metadata.create_all(connection, tables=[jobs])

    await storage.write(create)
    return World(storage, clock, faults)
