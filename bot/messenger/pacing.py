"""A pace for what can wait, below what Discord allows."""

import asyncio
import heapq
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager

from aiolimiter import AsyncLimiter

GLOBAL_LIMIT = 50
"""Requests a second of one bot: https://docs.discord.com/developers/topics/rate-limits#global-rate-limit."""

BULK_RATE = 40.0
BURST = 5

CHANNEL_MOST, CHANNEL_WITHIN = 3, 5.0
"""Bulk requests in one bucket and the seconds they are spread over. Discord usually takes five; two are left for pages, as
discord.py does not return from the request that takes the last one before the bucket is full again."""


WITHIN = 1.02
"""Seconds over which Discord's global limit is counted here: a little more than one, for two requests may travel at different speeds."""

ALL_MOST = 44
"""Requests of both lanes together beyond which bulk waits: an alert takes six (card, page, opening a channel, words, and a change of
card and page once both arrived), and finds room for them within the same second."""

USUAL = 0.1
"""Seconds that a request may take without being counted for longer. Of one that takes more nobody knows when Discord counted it."""

TICK = 0.001
"""The shortest wait in seconds: of less a clock may see nothing pass."""

LOST = 5.0
"""Seconds after which a request without an answer was surely counted."""


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

    @property
    def full(self) -> bool:
        """Say whether a further turn has to wait."""
        if len(self._turns) != self._turns.maxlen:
            return False
        return self._turns[0] + self._within > asyncio.get_running_loop().time()

    async def wait(self) -> None:
        """Return when a further turn fits; it has to be counted before anything else is awaited."""
        loop = asyncio.get_running_loop()
        # As time passes others may be counted, so that one look is not enough.
        while len(self._turns) == self._turns.maxlen and (left := self._turns[0] + self._within - loop.time()) > 0:  # noqa: ASYNC110
            await asyncio.sleep(max(left, TICK))

    def note(self) -> None:
        """Count a turn taken now."""
        self._turns.append(asyncio.get_running_loop().time())


class Room:
    """What Discord may count in one second: requests sent within it, and those whose answer is late and came within it.

    What was held up on its way, by the network or by discord.py, arrives all at once. So a request is counted from its
    sending until a second after it surely arrived.
    """

    def __init__(self, most: int = ALL_MOST, within: float = WITHIN) -> None:
        """Let those who wait make at most `most` requests in any `within` seconds, others counted."""
        self._most, self._within = most, within
        self._under_way: dict[object, float] = {}  # since when, the oldest first
        self._counted: list[float] = []  # until when, as a heap
        self._full_until = 0.0

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Count one request, as long as this lasts and some time longer."""
        loop, this = asyncio.get_running_loop(), object()
        self._under_way[this] = loop.time()
        try:
            yield
        finally:
            sent = self._under_way.pop(this, None)
            if sent is not None:
                heapq.heappush(self._counted, max(sent, loop.time() - USUAL) + self._within)

    async def wait(self) -> None:
        """Return when one more fits; it has to be taken before anything else is awaited."""
        loop = asyncio.get_running_loop()
        while (left := self._left(loop.time())) > 0:  # as time passes others may be counted
            await asyncio.sleep(max(left, TICK))
            self._full_until = loop.time() + self._within

    @property
    def was_full(self) -> bool:
        """Whether somebody had to wait within the last second."""
        return asyncio.get_running_loop().time() < self._full_until

    def _left(self, now: float) -> float:
        """Return the seconds after which it is worth looking again; none if there is room."""
        if self._taken(now) < self._most:
            return 0.0
        return self._counted[0] - now if self._counted else USUAL

    def _taken(self, now: float) -> int:
        while self._counted and self._counted[0] <= now:
            heapq.heappop(self._counted)
        while self._under_way and next(iter(self._under_way.values())) + LOST <= now:
            del self._under_way[next(iter(self._under_way))]
        return len(self._under_way) + len(self._counted)


class Steps:
    """Moments at an even distance, so that what waited for room does not go all at once; one caller at a time."""

    def __init__(self, apart: float, late: int = 2) -> None:
        """Let moments be `apart` seconds; up to `late` of them that were missed are made up for."""
        self._apart, self._late = apart, late
        self._next = 0.0

    async def next(self) -> None:
        """Return at the next moment."""
        now = asyncio.get_running_loop().time()
        moment = min(max(self._next, now - self._late * self._apart), now + self._apart)
        self._next = moment + self._apart
        if moment > now:
            await asyncio.sleep(moment - now)
