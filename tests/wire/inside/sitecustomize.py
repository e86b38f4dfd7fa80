"""Faults inside the shipped process, for tests only: Python imports this by itself where it stands on the path.

`ALONGSIDE_INSIDE` names a file that a test writes and changes, one order a line: `die before 3` and `die after 3` kill the process
at the third writing transaction from now on, `break overwrite_key before` kills it before a step of a survey's sealed files, `stall 5` holds every one for five seconds, `away` has the database refuse.
"""

import os
import signal
import time
from pathlib import Path
from typing import Any

ORDERS = os.environ.get("ALONGSIDE_INSIDE")


def watch(orders: Path) -> None:
    from bot.errors import StorageUnavailable
    from bot.storage import sqlite
    from bot.storage.worker import Mode, Outcome
    from bot.surveys.store import Store

    plain: Any = sqlite.SqliteSeat.run
    counted: dict[str, int] = {}

    def run(self: Any, transaction: Any) -> Any:
        order = orders.read_text() if orders.exists() else ""
        if not order or transaction.mode is not Mode.WRITE or self._pragmas[0] != sqlite.MAIN[0]:
            return plain(self, transaction)
        word, *rest = order.split()
        if word == "away":
            return Outcome(error=StorageUnavailable())
        if word == "break":
            return plain(self, transaction)
        if word == "stall":
            time.sleep(float(rest[0]))
            return plain(self, transaction)
        counted[order] = counted.get(order, 0) + 1
        fatal = counted[order] == int(rest[1])
        if fatal and rest[0] == "before":
            os.kill(os.getpid(), signal.SIGKILL)
        outcome = plain(self, transaction)
        if fatal:
            os.kill(os.getpid(), signal.SIGKILL)
        return outcome

    sqlite.SqliteSeat.run = run  # type: ignore[method-assign]
    for step in ("all", "overwrite_key", "unlink"):
        setattr(Store, step, broken(orders, step))


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


if ORDERS:
    watch(Path(ORDERS))
