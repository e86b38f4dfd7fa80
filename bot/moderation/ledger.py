"""Writes of the crisis path that nobody may wait for: in order, at once, or as soon as the database is back."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
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
    before: Callable[[], Awaitable[object]] | None
    then: Callable[[Any], None] | None
    tried: asyncio.Task[Any] | None


class Ledger:
    """A queue of writes that keeps its order over an outage. What waits is in memory only."""

    def __init__(self, storage: Storage, *, on_drained: Callable[[bool], None] = lambda _held_up: None) -> None:
        """Write through `storage`; `on_drained` hears that nothing waits any more, and whether an outage held it up."""
        self._storage = storage
        self._on_drained = on_drained
        self._waiting: deque[_Entry] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._pause = AGAIN_AFTER
        self._draining: asyncio.Task[None] | None = None
        self.impaired = False

    @property
    def behind(self) -> bool:
        """Say whether something still waits to be written."""
        return bool(self._waiting)

    def put(
        self,
        work: Callable[[Connection], T],
        *,
        before: Callable[[], Awaitable[object]] | None = None,
        then: Callable[[T], None] | None = None,
        tried: asyncio.Task[Any] | None = None,
    ) -> None:
        """Have something written after all that was put before it; returns at once.

        Args:
            work: the transaction.
            before: what it needs first, such as somebody being entered in the register of people; it bears repeating.
            then: told its result once it is written.
            tried: the same work under way already; it is done again only where that fails, and what comes after waits for it.
        """
        self._waiting.append(_Entry(work, before, then, tried))
        if self._timer is None:
            self._start()

    async def flush(self, patience: float | None = None) -> bool:
        """Wait until what waits has been tried, `patience` seconds at most; true when nothing waits any more."""
        if self._draining is not None and not self._draining.done():
            await asyncio.wait({self._draining}, timeout=patience)
        return not self._waiting

    def hurry(self) -> None:
        """Try at once what is to be tried later."""
        if self._timer is not None:
            self._timer.cancel()
            self._pause = AGAIN_AFTER
            self._start()

    def stop(self) -> None:
        """Stop trying; called when the bot stops."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _start(self) -> None:
        self._timer = None
        if self._draining is None or self._draining.done():
            self._draining = asyncio.get_running_loop().create_task(self._drain(), name="ledger")

    async def _drain(self) -> None:
        while self._waiting:
            try:
                while self._waiting:
                    await self._write(self._waiting[0])
                    self._waiting.popleft()
            except StorageUnavailable:
                self.impaired = True
                log.exception("ledger.behind", pending=len(self._waiting))
                self._timer = asyncio.get_running_loop().call_later(self._pause, self._start)
                self._pause = min(self._pause * 2, AGAIN_AT_MOST)
                return
            self._pause = AGAIN_AFTER
            held_up, self.impaired = self.impaired, False
            self._on_drained(held_up)  # who hears it may put more

    async def _write(self, entry: _Entry) -> None:
        try:
            if entry.tried is not None and await _arrived(entry.tried):
                return
            if entry.before is not None:
                await entry.before()
            result = await self._storage.write(entry.work, urgent=True)
        except StorageUnavailable:
            raise
        except Exception:
            # One write that the database will never take must not keep the others waiting.
            log.exception("ledger.refused")
            return
        if entry.then is not None:
            entry.then(result)


async def _arrived(tried: asyncio.Task[Any]) -> bool:
    """Wait for a write that is under way; false when the database did not take it."""
    await asyncio.wait({tried})
    try:
        tried.result()
    except StorageUnavailable:
        return False
    return True
