"""Writes of the crisis path that nobody may wait for: done now, or, while the database is down, as soon as it is back."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import Connection

from bot.errors import StorageUnavailable
from bot.storage import Storage

T = TypeVar("T")

AGAIN_AFTER: Final = 1.0  # seconds
AGAIN_AT_MOST: Final = 30.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Entry:
    work: Callable[[Connection], Any]
    then: Callable[[Any], None] | None

    def told(self, result: object) -> None:
        if self.then is not None:
            self.then(result)


class Ledger:
    """Keeps writes in order over an outage. What waits is in memory only."""

    def __init__(self, storage: Storage, *, on_recovery: Callable[[], None] = lambda: None) -> None:
        """Write through `storage`; call `on_recovery` when everything that waited has been written."""
        self._storage = storage
        self._waiting: deque[_Entry] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._pause = AGAIN_AFTER
        self._draining: asyncio.Task[None] | None = None
        self._on_recovery = on_recovery

    @property
    def impaired(self) -> bool:
        """Say whether something still waits to be written."""
        return bool(self._waiting)

    async def record(self, work: Callable[[Connection], T], *, then: Callable[[T], None] | None = None) -> None:
        """Write now or, when the database cannot be used or older writes wait, later and in order.

        Args:
            work: the transaction.
            then: told its result once it is written.
        """
        entry = _Entry(work, then)
        if not self._waiting:
            try:
                entry.told(await self._storage.write(work, urgent=True))
            except StorageUnavailable:
                log.exception("ledger.behind")
            else:
                return
        self._waiting.append(entry)
        self._arm()

    def stop(self) -> None:
        """Stop trying; called when the bot stops."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _arm(self) -> None:
        if self._timer is None and (self._draining is None or self._draining.done()):
            self._timer = asyncio.get_running_loop().call_later(self._pause, self._start)

    def _start(self) -> None:
        self._timer = None
        self._draining = asyncio.get_running_loop().create_task(self._drain(), name="ledger")

    async def _drain(self) -> None:
        while self._waiting:
            try:
                entry = self._waiting[0]
                entry.told(await self._storage.write(entry.work, urgent=True))
            except StorageUnavailable:
                self._pause = min(self._pause * 2, AGAIN_AT_MOST)
                self._timer = asyncio.get_running_loop().call_later(self._pause, self._start)
                return
            except Exception:
                # One write that the database will never take must not keep the others waiting.
                log.exception("ledger.refused")
            self._waiting.popleft()
        self._pause = AGAIN_AFTER
        self._on_recovery()
