"""One request, within a time limit, a few times if need be."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Any, TypeVar

import structlog

from bot.messenger.outcomes import is_ambiguous
from bot.messenger.port import Outcome, Unknown

URGENT_LIMIT = 3.0
"""Seconds that an urgent attempt may take."""

URGENT_ATTEMPTS = 3
BULK_ATTEMPTS = 2
PAUSE = 0.5
"""Seconds before the second attempt; each further pause is twice as long."""

LEFTOVER = 30.0
"""Seconds that a request may still take once its result is known from elsewhere."""

_T = TypeVar("_T")
_log = structlog.get_logger()


class Attempts:
    """Runs requests, turns what they raise into outcomes, and counts and logs what failed, in codes only."""

    def __init__(self, outcome_of: Callable[[Exception], Outcome], failures: Counter[str]) -> None:
        """Use `outcome_of` to read exceptions, and count in `failures` by operation and outcome."""
        self._outcome_of = outcome_of
        self._failures = failures
        self._abandoned: set[asyncio.Task[Any]] = set()

    async def run(
        self,
        request: Callable[[], Awaitable[_T]],
        *,
        what: str,
        limit: float | None,
        heard: asyncio.Future[_T] | None = None,
    ) -> _T | Outcome:
        """Make one attempt; past `limit` seconds it is `Unknown`, and nobody waits for what is left of it.

        `heard` is another way to learn the result: if it comes first, the attempt is left to end by itself.
        """
        task = asyncio.ensure_future(self._caught(request, what))
        self._abandoned.add(task)
        task.add_done_callback(self._abandoned.discard)
        # Not asyncio.timeout: a cancelled request of discord.py may go on sleeping until its bucket is full again,
        # and the timeout would wait for that.
        awaited: set[asyncio.Future[Any]] = {task} if heard is None else {task, heard}
        try:
            await asyncio.wait(awaited, timeout=limit, return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            task.cancel()
            raise
        if heard is not None and heard.done():
            ending = asyncio.get_running_loop().call_later(LEFTOVER, task.cancel)
            task.add_done_callback(lambda _: ending.cancel())
            return heard.result()
        if task.done() and not task.cancelled():
            return task.result()
        task.cancel()
        return self.failed(Unknown(), what, reason="time")

    async def repeat(
        self,
        request: Callable[[], Awaitable[_T]],
        *,
        what: str,
        limit: float | None,
        attempts: int,
        heard: asyncio.Future[_T] | None = None,
    ) -> _T | Outcome:
        """Make attempts until one is certain; the request must be safe to repeat.

        One attempt in doubt leaves the whole in doubt, even if a later one surely failed to get through.
        """
        doubt = False
        for attempt in range(attempts):
            if attempt:
                await asyncio.sleep(PAUSE * 2 ** (attempt - 1))
            if heard is not None and heard.done():
                return heard.result()
            result = await self.run(request, what=what, limit=limit, heard=heard)
            if not isinstance(result, Outcome) or not is_ambiguous(result):
                return result
            doubt = doubt or isinstance(result, Unknown)
        return Unknown() if doubt else result

    def failed(self, outcome: Outcome, what: str, *, reason: str | None = None) -> Outcome:
        """Count and log an outcome that is not what was hoped for."""
        name = type(outcome).__name__
        self._failures[f"{what}:{name}"] += 1
        _log.warning("messenger_failed", what=what, outcome=name, code=getattr(outcome, "code", None), reason=reason)
        return outcome

    async def _caught(self, request: Callable[[], Awaitable[_T]], what: str) -> _T | Outcome:
        try:
            return await request()
        except Exception as error:  # noqa: BLE001  (the edge of a task)
            return self.failed(self._outcome_of(error), what, reason=type(error).__name__)
