"""Nothing is kept longer than its purpose: once a day, and at every start, what has run out is removed."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, time, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Agenda, Done, Job
from bot.clock import Clock
from bot.storage import Storage

RETENTION_JOB: Final = "retention"
DAILY_AT: Final = time(3, 30, tzinfo=UTC)
AGAIN: Final = timedelta(hours=1)  # after a sweep that failed

Sweep = Callable[[], Awaitable[int]]

log = structlog.get_logger(__name__)


class Retention:
    """Runs every package's sweep daily; one that fails delays no other and is tried again within the hour."""

    def __init__(self, agenda: Agenda, storage: Storage, clock: Clock) -> None:
        """Register with the agenda; `add` sweeps, then `start`."""
        self._agenda = agenda
        self._storage = storage
        self._clock = clock
        self._sweeps: dict[str, Sweep] = {}
        self.failed: dict[str, datetime] = {}
        agenda.register(RETENTION_JOB, self._run, misfire=ALWAYS, then=self._plan_next)

    def add(self, name: str, sweep: Sweep) -> None:
        """Take a sweep: it removes what has run out and returns how much."""
        self._sweeps[name] = sweep

    async def start(self) -> None:
        """Sweep soon after every start, and daily from then on."""
        now = self._clock.now()
        await self._storage.write(lambda connection: self._plan(connection, now + timedelta(minutes=1)))

    def _plan(self, connection: Connection, due: datetime) -> None:
        key = f"{RETENTION_JOB}:{due.date().isoformat()}:{int(due.timestamp())}"
        self._agenda.cancel_prefix(connection, f"{RETENTION_JOB}:")
        self._agenda.plan(connection, kind=RETENTION_JOB, key=key, due=due)

    def _plan_next(self, connection: Connection, _: Job) -> None:
        now = self._clock.now()
        today = datetime.combine(now.date(), DAILY_AT)
        daily = today if today > now else today + timedelta(days=1)
        self._plan(connection, min(daily, now + AGAIN) if self.failed else daily)

    async def _run(self, _: Job) -> Done:
        for name, sweep in self._sweeps.items():
            try:
                count = await sweep()
            except Exception:
                # One sweep that fails must not keep the others' data; the doctor names it.
                log.exception("retention.failed", task=name)
                self.failed[name] = self._clock.now()
            else:
                self.failed.pop(name, None)
                log.info("retention.swept", task=name, count=count)
        return Done()
