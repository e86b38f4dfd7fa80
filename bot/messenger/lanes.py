"""Two lanes: urgent goes at once, bulk goes at a pace, one by one in each bucket, and gives way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractContextManager, AsyncExitStack, ExitStack, asynccontextmanager, nullcontext

from bot.messenger.pacing import ALL_MOST, GLOBAL_LIMIT, WITHIN, Pace, Room, Steps, Window
from bot.messenger.port import Lane

YIELD = 0.05
"""Seconds between two looks whether urgent work has left the bucket."""

MOST_BUCKETS = 500

Aside = Callable[[], AbstractContextManager[None]]
"""Entered while a request waits for others: whoever makes it holds up nobody meanwhile."""


class Lanes:
    """Who may send a request now.

    A bucket is whatever Discord limits together: sending to one channel, opening any direct message. Within a bucket
    bulk sends one request at a time and never all that Discord would take, so that an urgent one finds room. Of what the
    whole bot may send in a second bulk takes only what urgent work has left. Urgent work waits for nothing but the limit
    of Discord itself, beyond which it would be refused, and everything else with it.
    """

    def __init__(self, pace: Pace | None = None, *, aside: Aside = nullcontext) -> None:
        """Share one pace among all bulk requests; `aside` is entered while one waits for others of its bucket."""
        self._aside = aside
        self._pace = pace or Pace()
        self._room = Room()
        self._steps = Steps(WITHIN / ALL_MOST)
        self._all = Window(GLOBAL_LIMIT, WITHIN)
        self._gate = asyncio.Lock()
        self._urgent: Counter[str] = Counter()
        self._lines: dict[str, asyncio.Lock] = {}
        self._in_line: Counter[str] = Counter()
        self._windows: dict[str, Window] = {}
        self._sweep_at = MOST_BUCKETS

    @asynccontextmanager
    async def enter(self, bucket: str, lane: Lane) -> AsyncIterator[None]:
        """Hold a place in a bucket while a request runs."""
        if lane is Lane.URGENT:
            self._urgent[bucket] += 1
            try:
                await self._all.wait()
                self._all.note()
                with self._room.taken():
                    yield
            finally:
                self._leave(self._urgent, bucket)
            return
        self._in_line[bucket] += 1
        try:
            async with AsyncExitStack() as held:
                window = await self._first_in_line(bucket, held)
                await self._pace.turn()
                window.note()
                while self._urgent[bucket]:  # noqa: ASYNC110  (a task on an event would never count as idle)
                    await asyncio.sleep(YIELD)
                async with self._fitting():
                    yield
        finally:
            if not self._leave(self._in_line, bucket):
                self._lines.pop(bucket, None)

    async def _first_in_line(self, bucket: str, held: AsyncExitStack) -> Window:
        """Hold the line of a bucket, and return its window once that is open."""
        line = self._lines.setdefault(bucket, asyncio.Lock())
        waits = line.locked() or self._window(bucket).full
        with self._aside() if waits else nullcontext():
            await held.enter_async_context(line)
            window = self._window(bucket)
            await window.wait()
        return window

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        """Take the next turn of the shared pace for a request that is made elsewhere, while it runs."""
        await self._pace.turn(soon=True)
        async with self._fitting():
            yield

    @asynccontextmanager
    async def _fitting(self) -> AsyncIterator[None]:
        """Hold a request back until the whole bot may make one more, and count it while it runs."""
        with ExitStack() as counted:
            async with self._gate:  # one waits for time to pass, the others for it
                if self._room.was_full:
                    await self._steps.next()
                await self._room.wait()
                counted.enter_context(self._room.taken())
                self._all.note()
            yield

    def _window(self, bucket: str) -> Window:
        if len(self._windows) >= self._sweep_at:
            kept = {name: one for name, one in self._windows.items() if name in self._in_line or not one.rested}
            self._windows, self._sweep_at = kept, max(MOST_BUCKETS, 2 * len(kept))
        return self._windows.setdefault(bucket, Window())

    @staticmethod
    def _leave(counts: Counter[str], bucket: str) -> int:
        counts[bucket] -= 1
        left = counts[bucket]
        if not left:
            del counts[bucket]
        return left
