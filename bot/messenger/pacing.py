"""A pace for what can wait, below what Discord allows."""

import asyncio

from aiolimiter import AsyncLimiter

GLOBAL_LIMIT = 50
"""Requests a second of one bot: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit."""

BULK_RATE = 40.0
BURST = 5


class Pace:
    """Turns at a steady rate, first come first served.

    aiolimiter does the metering on the loop's clock; the waiting is done by sleeping, so that a waiting call is nothing
    but a timer and an idle pace is nothing at all.
    """

    def __init__(self, rate: float = BULK_RATE, burst: int = BURST) -> None:
        """Set the pace: `rate` turns a second, `burst` at once after a rest."""
        self._interval = 1 / rate
        self._limiter = AsyncLimiter(burst, burst / rate)
        self._burst = burst
        self._waiting = 0

    @property
    def rested(self) -> bool:
        """Say whether nothing is left to remember: the whole burst is free again."""
        return not self._waiting and self._limiter.has_capacity(self._burst)

    async def turn(self) -> None:
        """Return when it is this call's turn."""
        ahead = self._waiting
        self._waiting += 1
        try:
            if ahead:
                await asyncio.sleep(ahead * self._interval)
            while not self._limiter.has_capacity():  # noqa: ASYNC110  (see above)
                await asyncio.sleep(self._interval / 10)
            await self._limiter.acquire()
        finally:
            self._waiting -= 1
