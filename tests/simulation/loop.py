"""Time that passes at once: a line of time that everybody shares, and an event loop a life of the process that follows it."""

import asyncio
import contextlib
import heapq
import warnings
from asyncio import events
from collections.abc import Callable
from concurrent.futures import Executor
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any, ClassVar

BEGIN = datetime(2026, 5, 4, 17, 0, tzinfo=UTC)
MOST_STEPS = 20_000  # of a loop without any time passing; more is a loop that spins


class Spinning(AssertionError):
    """A life did more and more without any time passing."""


@dataclass
class Timeline:
    """Virtual seconds since the beginning, what happens in the world when, and by how much somebody set the machine's clock."""

    begin: ClassVar[datetime] = BEGIN
    passed: float = 0.0
    jumped: timedelta = timedelta()
    _events: list[tuple[float, int, Callable[[], None]]] = field(default_factory=list)
    _count: int = 0

    def now(self) -> datetime:
        """The bot's clock."""
        return self.true() + self.jumped

    def true(self) -> datetime:
        """Discord's clock, which nobody sets."""
        return BEGIN + timedelta(seconds=self.passed)

    @property
    def clock(self) -> float:
        """The bot's clock in seconds since the beginning."""
        return self.passed + self.jumped.total_seconds()

    def monotonic(self) -> float:
        return self.passed

    def at(self, when: float, what: Callable[[], None]) -> None:
        self._count += 1
        heapq.heappush(self._events, (max(when, self.passed), self._count, what))

    def after(self, seconds: float, what: Callable[[], None]) -> None:
        self.at(self.passed + seconds, what)

    def next_event(self) -> float | None:
        return self._events[0][0] if self._events else None

    def happen(self) -> None:
        """Have the next thing happen."""
        when, _, what = heapq.heappop(self._events)
        self.passed = max(self.passed, when)
        what()


class Loop(asyncio.BaseEventLoop):
    """Runs one callback at a time, so that a process can be killed between any two; threads and sockets there are none."""

    def __init__(self, timeline: Timeline) -> None:
        super().__init__()
        self._timeline = timeline
        self.failed: list[dict[str, Any]] = []
        self.set_exception_handler(lambda _, context: self.failed.append(context))

    def time(self) -> float:
        return self._timeline.passed

    def run_in_executor(  # type: ignore[override]  # the base says nothing of what it returns
        self, executor: Executor | None, func: Callable[..., Any], *args: Any
    ) -> asyncio.Future[Any]:
        """Do at once what would be done on a thread."""
        answer = self.create_future()
        try:
            answer.set_result(func(*args))
        except Exception as error:  # noqa: BLE001 - it belongs to who waits
            answer.set_exception(error)
        return answer

    def step(self) -> bool:
        """Run one callback that is due; False if there is none."""
        scheduled: list[Any] = self._scheduled  # type: ignore[attr-defined]
        ready: Any = self._ready  # type: ignore[attr-defined]
        while scheduled and (scheduled[0]._cancelled or scheduled[0]._when <= self._timeline.passed):
            handle = heapq.heappop(scheduled)
            handle._scheduled = False
            if not handle._cancelled:
                ready.append(handle)
        while ready:
            handle = ready.popleft()
            if not handle._cancelled:
                handle._run()
                return True
        return False

    def next_timer(self) -> float | None:
        scheduled: list[Any] = self._scheduled  # type: ignore[attr-defined]
        while scheduled and scheduled[0]._cancelled:
            heapq.heappop(scheduled)._scheduled = False
        return scheduled[0]._when if scheduled else None

    def within(self) -> contextlib.AbstractContextManager[None]:
        """For what is done as this loop's own work."""
        return _running(self)

    def bury(self) -> None:
        """Let go of everything that this loop still had to do, without doing it."""
        self.set_exception_handler(lambda _loop, _context: None)
        with self.within(), warnings.catch_warnings():
            warnings.simplefilter("ignore", RuntimeWarning)  # of what was to begin in this very moment
            for task in asyncio.all_tasks(self):
                setattr(task, "_log_destroy_pending", False)  # noqa: B010 - asyncio reads it
                coroutine: Any = task.get_coro()
                with contextlib.suppress(RuntimeError):
                    coroutine.close()
        self.close()


@contextlib.contextmanager
def _running(loop: Loop) -> Any:
    before = events._get_running_loop()
    events._set_running_loop(loop)
    try:
        yield
    finally:
        events._set_running_loop(before)


def pass_time(timeline: Timeline, until: float, loop: Callable[[], Loop | None]) -> None:
    """Let time pass: what is due runs in its order, and where nothing is, time leaps to what comes next."""
    spun = 0
    while True:
        current = loop()
        if current is not None:
            with current.within():
                ran = current.step()
            if ran:
                spun += 1
                if spun > MOST_STEPS:
                    raise Spinning(f"more than {MOST_STEPS} steps at {timeline.passed:.3f}")
                continue
        spun = 0
        event = timeline.next_event()
        timer = None if current is None else current.next_timer()
        coming = min((one for one in (event, timer) if one is not None), default=until)
        if coming >= until:
            timeline.passed = until
            return
        timeline.passed = max(timeline.passed, coming)
        if event is not None and event <= timeline.passed:
            timeline.happen()
