"""How a request of discord.py is made: in its lane, within its time, and read as an outcome."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from typing import TypeVar

import aiohttp
import discord

from bot.messenger.attempts import BULK_ATTEMPTS, URGENT_ATTEMPTS, URGENT_LIMIT, Attempts
from bot.messenger.lanes import Lanes
from bot.messenger.outcomes import OPENING_TOO_FAST, outcome_of_answer
from bot.messenger.port import Lane, Outcome, Transient, Unknown

BULK_LIMIT = 60.0
"""Seconds for a bulk attempt: longer than discord.py's own patience with an ailing Discord (25 s)."""

Beside = Callable[[], AbstractAsyncContextManager[None]]
"""Holds one request that is made outside the lanes back until it fits below Discord's global limit, and counts it."""

_T = TypeVar("_T")


class Requests:
    """Makes requests for the parts of the adapter."""

    def __init__(self, lanes: Lanes, failures: Counter[str], on_opening_too_fast: Callable[[], None]) -> None:
        """Share lanes and counts; `on_opening_too_fast` is called for every 40003."""
        self._lanes = lanes
        self._on_opening_too_fast = on_opening_too_fast
        self.attempts = Attempts(self._outcome_of, failures)

    def enter(self, bucket: str, lane: Lane) -> AbstractAsyncContextManager[None]:
        """Hold a place in a lane."""
        return self._lanes.enter(bucket, lane)

    def beside(self) -> AbstractAsyncContextManager[None]:
        """Hold a request that is made elsewhere back until it fits into the pace, and count it while it runs."""
        return self._lanes.beside()

    async def once(self, what: str, lane: Lane, request: Callable[[], Awaitable[_T]]) -> _T | Outcome:
        """Make one attempt, the place in the lane being held already."""
        return await self.attempts.run(request, what=what, limit=_limit(lane))

    async def repeat(
        self, what: str, lane: Lane, request: Callable[[], Awaitable[_T]], heard: asyncio.Future[_T] | None = None
    ) -> _T | Outcome:
        """Make a request that is safe to repeat, the place in the lane being held already."""
        attempts = URGENT_ATTEMPTS if lane is Lane.URGENT else BULK_ATTEMPTS
        return await self.attempts.repeat(request, what=what, limit=_limit(lane), attempts=attempts, heard=heard)

    async def safely(
        self, what: str, place: int | str, lane: Lane, request: Callable[[], Awaitable[_T]]
    ) -> _T | Outcome:
        """Make a request that is safe to repeat in the bucket of `what` and `place`."""
        async with self.enter(f"{what}:{place}", lane):
            return await self.repeat(what, lane, request)

    def _outcome_of(self, error: Exception) -> Outcome:
        if isinstance(error, discord.HTTPException):
            if error.code == OPENING_TOO_FAST:
                self._on_opening_too_fast()
            return outcome_of_answer(error.status, error.code)
        if isinstance(error, discord.RateLimited | aiohttp.ClientConnectorError):
            return Transient()
        return Unknown()


def _limit(lane: Lane) -> float:
    return URGENT_LIMIT if lane is Lane.URGENT else BULK_LIMIT
