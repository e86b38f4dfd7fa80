"""A loop whose clock stands still until somebody lets time pass; sockets and threads work as ever.

With it a story of days is told in seconds, over real sockets: when nothing is left to do, the clock leaps to the next timer.
"""

import asyncio
import selectors
from collections.abc import Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any, Final, TypeVar

T = TypeVar("T")

AT_WORK: Final = "storage-drain"  # the task that hands transactions to the database's thread, while there are any
LOOK_AGAIN: Final = 0.05  # seconds of the machine's, while a thread is at work
# Tasks that answer somebody or carry out a step: whatever they wait for, they are not at rest.
UNDER_WAY: Final = ("discord.py: ", "CommandTree-invoker", "turn", "agenda-", "case-step")
SOON: Final = 0.2  # seconds: a timer this near is a pause in something else that is still under way
AT_MOST: Final = 60.0  # seconds that coming to rest may take


class _Selector(selectors.DefaultSelector):
    """Tells the loop when there is nothing to do."""

    def __init__(self) -> None:
        super().__init__()
        self.nothing_to_do: Callable[[], bool] = lambda: False

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        if timeout is not None and timeout <= 0:
            return super().select(0)
        events = super().select(0)
        if events or self.nothing_to_do():
            return events
        return super().select(LOOK_AGAIN)


class TravelLoop(asyncio.SelectorEventLoop):
    """An event loop in which time passes only while `travel` or `settle` is awaited."""

    def __init__(self) -> None:
        """Stand still."""
        self._now = 1_000.0
        self._jobs = 0
        self._until: float | None = None  # None while settling
        self._ends = 0.0
        self._came: asyncio.Future[None] | None = None
        selector = _Selector()
        super().__init__(selector)
        selector.nothing_to_do = self._leap

    def time(self) -> float:
        """Return the loop's own seconds."""
        return self._now

    async def travel(self, seconds: float) -> None:
        """Let so much time pass, with everything that is due in it."""
        await self._wait(self._now + seconds, self._now + seconds)

    async def settle(self) -> None:
        """Wait until everybody has come to rest, whatever short pauses they make on the way."""
        await self._wait(None, self._now + AT_MOST)

    def run_in_executor(self, executor: Any, func: Any, *args: Any) -> Any:  # type: ignore[override]  # noqa: ANN401
        """Run something on a thread, and know that it is under way."""
        running = super().run_in_executor(executor, func, *args)
        self._jobs += 1
        running.add_done_callback(self._finished)
        return running

    def _finished(self, _: object) -> None:
        self._jobs -= 1

    async def _wait(self, until: float | None, ends: float) -> None:
        assert self._came is None, "one traveller at a time"
        self._until, self._ends, self._came = until, ends, self.create_future()
        try:
            await self._came
        finally:
            self._came = None

    def _leap(self) -> bool:
        """Go to the next timer, or say that the time has come; False while there is nothing to leap for."""
        if self._came is None or self._came.done() or self._at_work():
            return False
        due = self._scheduled[0].when() if self._scheduled else None  # type: ignore[attr-defined]
        reach = self._ends
        if self._until is None and not self._any(UNDER_WAY):
            reach = min(reach, self._now + SOON)
        if due is not None and due <= reach:
            self._now = max(self._now, due)
        else:
            self._now = max(self._now, self._until or 0.0)
            self._came.set_result(None)
        return True

    def _at_work(self) -> bool:
        return bool(self._jobs) or self._any((AT_WORK,))

    def _any(self, names: tuple[str, ...]) -> bool:
        return any(task.get_name().startswith(names) for task in asyncio.all_tasks(self))


class TravelClock:
    """The world's clock, as the loop's time passes."""

    def __init__(self, loop: TravelLoop, start: datetime) -> None:
        """Begin at an instant."""
        self._loop, self._start, self._began = loop, start, loop.time()

    def now(self) -> datetime:
        """Return the world's present instant."""
        return self._start + timedelta(seconds=self.monotonic())

    def monotonic(self) -> float:
        """Return the seconds since the beginning."""
        return self._loop.time() - self._began


def run(main: Coroutine[Any, Any, T]) -> T:
    """Run something in which time can be let pass."""
    with asyncio.Runner(loop_factory=TravelLoop) as runner:
        return runner.run(main)
