"""Faults inside the shipped process, for tests only: Python imports this by itself where it stands on the path.

`ALONGSIDE_INSIDE` names a file that a test writes and changes, one order a line: `die before 3` and `die after 3` kill the process
at the third writing transaction from now on, `break overwrite_key before` kills it before a step of a survey's sealed files, `stall 5`
holds every transaction for five seconds, the register's too, `away` has the database refuse. Beside that file, `commits` counts the
transactions that changed something in the database, and `steps` the writing ones since such an order came. `ALONGSIDE_STALLS` names a file that is
told of every step of the event loop that takes long. `ALONGSIDE_LOUD` sets every logger there is to DEBUG, whatever level it was given,
and names a file that gets a line for every record below INFO: its logger, and whether it held one of the words of `ALONGSIDE_WORDS`
(parted by commas). `ALONGSIDE_UNCAPPED` takes away the cap on what libraries may log, so that the guard behind it stands alone.
"""

import asyncio
import json
import logging
import os
import signal
import time
from pathlib import Path
from typing import Any

ORDERS = os.environ.get("ALONGSIDE_INSIDE")
STALLS = os.environ.get("ALONGSIDE_STALLS")
LOUD = os.environ.get("ALONGSIDE_LOUD")
WORDS = [word for word in os.environ.get("ALONGSIDE_WORDS", "").split(",") if word]
UNCAPPED = os.environ.get("ALONGSIDE_UNCAPPED")
LONG = 0.005  # seconds, on the clock or of the thread's own work
QUEUE = "/proc/thread-self/schedstat"


class Number:
    """A count in a file."""

    def __init__(self, file: Path) -> None:
        self._count = 0
        self._file = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)

    def one_more(self) -> None:
        self._count += 1
        os.pwrite(self._file, str(self._count).encode(), 0)


def watch(orders: Path) -> None:
    from bot.errors import StorageUnavailable
    from bot.storage import sqlite
    from bot.storage.worker import Mode, Outcome
    from bot.surveys.store import Store

    plain: Any = sqlite.SqliteSeat.run
    counted: dict[str, int] = {}
    counting, steps = counted_by(plain, Number(orders.parent / "commits")), Number(orders.parent / "steps")

    def run(self: Any, transaction: Any) -> Any:
        order = orders.read_text() if orders.exists() else ""
        word, *rest = order.split() or [""]
        if word == "stall":
            time.sleep(float(rest[0]))
        if word == "away" and self._pragmas[0] == sqlite.MAIN[0]:
            return Outcome(error=StorageUnavailable())
        if transaction.mode is not Mode.WRITE or self._pragmas[0] != sqlite.MAIN[0]:
            return plain(self, transaction)
        if word != "die":
            return counting(self, transaction)
        counted[order] = counted.get(order, 0) + 1
        steps.one_more()
        fatal = counted[order] == int(rest[1])
        if fatal and rest[0] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        outcome = counting(self, transaction)
        if fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    sqlite.SqliteSeat.run = run  # type: ignore[method-assign]
    for step in ("all", "overwrite_key", "unlink"):
        setattr(Store, step, broken(orders, step))


def counted_by(plain: Any, commits: Number) -> Any:
    """The same, with a count of what changed something."""

    def run(self: Any, transaction: Any) -> Any:
        raw = self._raw
        before = None if raw is None else raw.total_changes
        outcome = plain(self, transaction)
        if outcome.error is None and self._raw is raw and raw is not None and raw.total_changes != before:
            commits.one_more()
        return outcome

    return run


def broken(orders: Path, step: str) -> Any:
    from bot.surveys.store import Store

    plain: Any = getattr(Store, step)

    def run(self: Any, *args: Any) -> Any:
        order = orders.read_text() if orders.exists() else ""
        if order == f"break {step} before":
            os.kill(os.getpid(), signal.SIGKILL)
        done = plain(self, *args)
        if order == f"break {step} after":
            os.kill(os.getpid(), signal.SIGKILL)
        return done

    return run


def stopwatch(told: Path) -> None:
    plain = asyncio.Handle._run
    queue: list[int] = []  # an open file, of the loop's own thread

    def queued() -> float:
        """Seconds in which the thread could have run, and another process had the processor."""
        if not queue and Path(QUEUE).exists():
            queue.append(os.open(QUEUE, os.O_RDONLY))
        return int(os.pread(queue[0], 64, 0).split()[1]) / 1e9 if queue else 0.0

    def run(self: Any) -> None:
        callback = self._callback
        waited, begun, worked = queued(), time.perf_counter(), time.thread_time()
        plain(self)
        found = time.perf_counter() - begun, time.thread_time() - worked
        if max(found) > LONG:
            with told.open("a") as file:
                what = getattr(getattr(callback, "__self__", None), "get_coro", lambda: callback)()
                file.write(
                    json.dumps(
                        {
                            "clock": found[0] * 1e3,
                            "work": found[1] * 1e3,
                            "held": (found[0] - queued() + waited) * 1e3,
                            "what": getattr(what, "__qualname__", type(what).__name__),
                        }
                    )
                    + "\n"
                )

    asyncio.Handle._run = run  # type: ignore[method-assign]


def speak_up(told: Path) -> None:
    plain = logging.Logger.handle

    def handle(self: Any, record: logging.LogRecord) -> None:
        if record.levelno < logging.INFO:
            said = record.getMessage()
            with told.open("a") as file:
                file.write(f"{record.name} {'a word' if any(word in said for word in WORDS) else ''}\n")
        plain(self, record)

    logging.Logger.isEnabledFor = lambda _logger, _level: True  # type: ignore[method-assign,assignment]
    logging.Logger.handle = handle  # type: ignore[method-assign]


def uncap() -> None:
    from bot import logs

    logs._not_below_cap = lambda record: True


if LOUD:
    speak_up(Path(LOUD))
if UNCAPPED:
    uncap()
if ORDERS:
    watch(Path(ORDERS))
if STALLS:
    stopwatch(Path(STALLS))
