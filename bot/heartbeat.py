"""Tells a watcher outside that all is well, so that silence means that somebody must look."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import aiohttp
import structlog
from sqlalchemy import Connection

from bot.agenda import Agenda, Done, Drop, Job
from bot.clock import Clock
from bot.moderation.auditor import Auditor
from bot.storage import Storage

HEARTBEAT_JOB: Final = "heartbeat"
EVERY: Final = timedelta(minutes=1)
PATIENCE: Final = aiohttp.ClientTimeout(total=10)

Beat = Callable[[str], Awaitable[None]]

log = structlog.get_logger(__name__)


async def beat_over_http(url: str) -> None:
    """Ask for the address; the answer does not matter, only that it came."""
    async with aiohttp.ClientSession(timeout=PATIENCE) as session, session.get(url) as answer:
        await answer.read()


class Heartbeat:
    """Beats once a minute while the auditor finds nothing wrong; it carries no content."""

    def __init__(
        self,
        url: str | None,
        *,
        agenda: Agenda,
        storage: Storage,
        clock: Clock,
        auditor: Auditor,
        beat: Beat = beat_over_http,
    ) -> None:
        """Beat at `url`; without one there is nothing to do."""
        self._url = url
        self._agenda = agenda
        self._storage = storage
        self._clock = clock
        self._auditor = auditor
        self._beat = beat
        self._over: str | None = None
        agenda.register(HEARTBEAT_JOB, self._on_beat, misfire=Drop(EVERY), then=self._plan_next)

    async def start(self) -> None:
        """Begin to beat."""
        if self._url is not None:
            await self._storage.write(self._plan)

    def _plan(self, connection: Connection) -> None:
        due = self._clock.now() + EVERY
        self._agenda.erase(connection, f"{HEARTBEAT_JOB}:")
        self._agenda.plan(connection, kind=HEARTBEAT_JOB, key=f"{HEARTBEAT_JOB}:{int(due.timestamp())}", due=due)

    def _plan_next(self, connection: Connection, job: Job) -> None:
        due = self._clock.now() + EVERY
        self._agenda.plan(connection, kind=HEARTBEAT_JOB, key=f"{HEARTBEAT_JOB}:{int(due.timestamp())}", due=due)
        if self._over is not None:
            self._agenda.erase(connection, self._over)  # a beat leaves no history
        self._over = job.key

    async def _on_beat(self, _: Job) -> Done:
        findings = await self._auditor.findings()
        if findings:
            log.warning("heartbeat.withheld", reason=str(findings[0]))
        elif self._url is not None:
            try:
                await self._beat(self._url)
            except (aiohttp.ClientError, TimeoutError):
                log.warning("heartbeat.unheard")
        return Done()
