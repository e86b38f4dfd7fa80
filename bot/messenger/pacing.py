"""A pace for what can wait, below what Discord allows."""

import asyncio
from collections import deque

from aiolimiter import AsyncLimiter

GLOBAL_LIMIT = 50
"""Requests a second of one bot: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit."""

BULK_RATE = 40.0
BURST = 5

CHANNEL_MOST, CHANNEL_WITHIN = 3, 5.0
"""Bulk requests in one bucket and the seconds they are spread over. Discord usually takes five; two are left for pages, as
discord.py does not return from the request that takes the last one before the bucket is full again."""


ALL_MOST, ALL_WITHIN = 42, 1.02
"""Requests of both lanes together beyond which bulk waits, and the seconds that they are counted over: eight are left for pages
within the same second, and a little time in case two requests travel at different speeds."""


class Pace:
    """Turns at a steady rate, first come first served.

    aiolimiter does the metering on the loop's clock; the waiting is done by sleeping, so that a waiting call is nothing
    but a timer and an idle pace is nothing at all.
    """

    def __init__(self, rate: float = BULK_RATE, burst: int = BURST) -> None:
        """Set the pace: `rate` turns a second, `burst` at once after a rest."""
        self._interval = 1 / rate
        self._limiter = AsyncLimiter(burst, burst / rate)
        self._waiting = 0

    async def turn(self, *, soon: bool = False) -> None:
        """Return when it is this call's turn; `soon` takes the next one, beside those who wait in line."""
        ahead = 0 if soon else self._waiting
        self._waiting += 1
        try:
            if ahead:
                await asyncio.sleep(ahead * self._interval)
            while not self._limiter.has_capacity():  # noqa: ASYNC110  (see above)
                await asyncio.sleep(self._interval / 10)
            await self._limiter.acquire()
        finally:
            self._waiting -= 1


class Window:
    """At most so many turns in any stretch of time, as far as those who take them wait; some are only counted."""

    def __init__(self, most: int = CHANNEL_MOST, within: float = CHANNEL_WITHIN) -> None:
        """Allow `most` turns in any `within` seconds."""
        self._within = within
        self._turns: deque[float] = deque(maxlen=most)

    @property
    def rested(self) -> bool:
        """Say whether there is nothing left to remember."""
        return not self._turns or self._turns[-1] + self._within <= asyncio.get_running_loop().time()

    async def wait(self) -> None:
        """Return when a further turn fits; it has to be counted before anything else is awaited."""
        loop = asyncio.get_running_loop()
        # As time passes others may be counted, so that one look is not enough.
        while len(self._turns) == self._turns.maxlen and (left := self._turns[0] + self._within - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(left)

    def note(self) -> None:
        """Count a turn taken now."""
        self._turns.append(asyncio.get_running_loop().time())
