"""Two lanes: urgent goes at once, bulk goes at a pace, one by one in each bucket, and gives way."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.messenger.pacing import ALL_MOST, ALL_WITHIN, Pace, Window
from bot.messenger.port import Lane

YIELD = 0.05
"""Seconds between two looks whether urgent work has left the bucket."""

MOST_BUCKETS = 500


class Lanes:
    """Who may send a request now.

    A bucket is whatever Discord limits together: sending to one channel, opening any direct message. Within a bucket
    bulk sends one request at a time and never all that Discord would take, so that an urgent one finds room. Of what the
    whole bot may send in a second bulk takes only what urgent work has left.
    """

    def __init__(self, pace: Pace | None = None) -> None:
        """Share one pace among all bulk requests."""
        self._pace = pace or Pace()
        self._all = Window(ALL_MOST, ALL_WITHIN)
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
            self._all.note()
            try:
                yield
            finally:
                self._leave(self._urgent, bucket)
            return
        self._in_line[bucket] += 1
        try:
            async with self._lines.setdefault(bucket, asyncio.Lock()):
                window = self._window(bucket)
                await window.wait()
                await self._pace.turn()
                window.note()
                while self._urgent[bucket]:  # noqa: ASYNC110  (a task on an event would never count as idle)
                    await asyncio.sleep(YIELD)
                async with self._gate:  # one waits for time to pass, the others for it
                    await self._all.wait()
                    self._all.note()
                yield
        finally:
            if not self._leave(self._in_line, bucket):
                self._lines.pop(bucket, None)

    async def turn(self) -> None:
        """Take the next turn of the shared pace, for a request that is made elsewhere."""
        await self._pace.turn(soon=True)
        self._all.note()

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
