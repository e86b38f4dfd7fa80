"""Handlers at work: each within its time, and some of them waiting for a turn elsewhere."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from typing import Final

import structlog

from bot.agenda.jobs import FAILED, TIMED_OUT, Claim, Ending, Failed, Kind, Release, RetryLater
from bot.errors import StorageUnavailable

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

DATABASE_AWAY: Final = timedelta(seconds=2)


class Work:
    """One handler at work on a claim."""

    def __init__(self, kind: Kind, claim: Claim, *, freed: Callable[[], None]) -> None:
        """Take what to do; `freed` hears that the handler waits elsewhere, so that another job finds room."""
        self.kind, self.claim = kind, claim
        self._freed = freed
        self._limit = asyncio.timeout(kind.limit.total_seconds())
        self._waits = 0
        self._left = 0.0
        self._over = False

    @property
    def waiting(self) -> bool:
        """Whether it waits for its turn elsewhere."""
        return self._waits > 0

    async def ending(self, closed: Callable[[], bool]) -> Ending:
        """Run the handler and say what came of it; a handler that is ended because the lane `closed` is let go."""
        _CURRENT.set(self)
        try:
            async with self._limit:
                return await self.kind.handler(self.claim.job)
        except asyncio.CancelledError:
            if closed():
                return Release()
            log.warning("agenda.handler_cancelled", kind=self.kind.name)
            return Failed(FAILED)
        except StorageUnavailable:
            return RetryLater(DATABASE_AWAY, FAILED)  # no fault of the job's, and never a reason to give it up
        except Exception:
            reason = TIMED_OUT if self._limit.expired() else FAILED
            log.exception("agenda.handler_failed", kind=self.kind.name, attempts=self.claim.job.attempts, reason=reason)
            return Failed(reason)
        finally:
            self._over = True

    def step_aside(self) -> None:
        """Take no room and no time of its own, until it has stepped back as often."""
        self._waits += 1
        ends = self._limit.when()
        if self._waits == 1 and not self._over and ends is not None and not self._limit.expired():
            self._left = ends - asyncio.get_running_loop().time()
            self._limit.reschedule(None)
            self._freed()

    def step_back(self) -> None:
        """Go on."""
        self._waits -= 1
        if not self._waits and not self._over and self._limit.when() is None:
            self._limit.reschedule(asyncio.get_running_loop().time() + self._left)


_CURRENT: Final[ContextVar[Work | None]] = ContextVar("work", default=None)


@contextmanager
def aside() -> Iterator[None]:
    """While this lasts, the handler in which it stands, if any, waits for its turn elsewhere: it holds up no other job."""
    work = _CURRENT.get()
    if work is None:
        yield
        return
    work.step_aside()
    try:
        yield
    finally:
        work.step_back()
