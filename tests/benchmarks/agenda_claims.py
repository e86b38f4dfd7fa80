"""How fast the agenda hands out 1,000 due jobs among many, beside bare sqlite3 reading the same rows.

Run: python tests/benchmarks/agenda_claims.py
"""

# ruff: noqa: T201

import asyncio
import sqlite3
import statistics
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, insert

from bot.agenda import ALWAYS, Agenda, Done, Job, ledger
from bot.agenda.jobs import Outcome
from bot.agenda.tables import BULK, jobs
from bot.clock import SystemClock
from bot.storage import Storage
from bot.storage.schema import metadata

SIZES: Final = (1_000, 10_000, 100_000)
DUE: Final = 1_000
LIMIT_SECONDS: Final = 1.0
ROUNDS: Final = 200


def _row(number: int, due: datetime) -> dict[str, Any]:
    values = {"state": "waiting", "lane": BULK, "attempts": 0, "failures": 0, "fence": 0}
    return {
        "key": f"job:{number:07}",
        "kind": "check-in",
        "payload": {"group": number},
        "due": due,
        "next_at": due,
    } | values


def _fill(connection: Connection, size: int, now: datetime) -> None:
    metadata.create_all(connection, tables=[jobs])
    rows = [_row(n, now - timedelta(seconds=1) if n < DUE else now + timedelta(days=1, seconds=n)) for n in range(size)]
    connection.execute(insert(jobs), rows)


def _floor(path: Path, now: datetime) -> float:
    """Seconds that bare sqlite3 takes to read the due rows once."""
    raw = sqlite3.connect(path)
    at = int(now.timestamp() * 1_000_000)
    begin = time.perf_counter()
    rows = raw.execute(
        "SELECT * FROM agenda_jobs WHERE finished_at IS NULL AND lane = ? AND next_at <= ? ORDER BY next_at, key",
        (BULK, at),
    ).fetchall()
    elapsed = time.perf_counter() - begin
    raw.close()
    assert len(rows) == DUE
    return elapsed


def _next(connection: Connection) -> float:
    """Median seconds of the query for the next due job."""
    taken = []
    for _ in range(ROUNDS):
        begin = time.perf_counter()
        connection.execute(ledger.next_at(BULK, ["check-in"], ["held"])).scalar_one_or_none()
        taken.append(time.perf_counter() - begin)
    return statistics.median(taken)


async def _measure(size: int) -> tuple[float, float, float, float]:
    clock = SystemClock()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "agenda.db"
        storage = await Storage.open(f"sqlite:///{path}", var_dir=Path(folder), clock=clock)
        now = datetime.now(UTC)
        await storage.write(lambda connection: _fill(connection, size, now))
        floor, following = _floor(path, now), await storage.read(_next)
        agenda, handed_out = Agenda(storage, clock), asyncio.Event()
        seen, first_to_last = 0, 0.0

        async def handler(job: Job) -> Outcome:
            nonlocal seen, first_to_last
            seen += 1
            if seen == DUE:
                first_to_last = time.perf_counter() - begin
                handed_out.set()
            return Done()

        agenda.register("check-in", handler, misfire=ALWAYS)
        begin = time.perf_counter()
        await agenda.start()
        await handed_out.wait()
        await agenda.stop()
        recorded = time.perf_counter() - begin
        assert agenda.counts["done"] == DUE
        await storage.close()
    return floor, following, first_to_last, recorded


def main() -> int:
    """Print a line for each size; fail when the limit is passed."""
    print(f"{'jobs':>8} {'next due':>12} {'bare read':>12} {'handed out':>12} {'and recorded':>12} {'ratio':>8}")
    worst = 0.0
    for size in SIZES:
        floor, following, handed_out, recorded = asyncio.run(_measure(size))
        worst = max(worst, handed_out)
        print(
            f"{size:>8} {following * 1e6:>9.0f} µs {floor * 1e3:>9.1f} ms {handed_out * 1e3:>9.0f} ms "
            f"{recorded * 1e3:>9.0f} ms {handed_out / floor:>7.0f}x"
        )
    print(f"limit for {DUE} due: {LIMIT_SECONDS:.0f} s; worst {worst:.2f} s")
    return 0 if worst <= LIMIT_SECONDS else 1


if __name__ == "__main__":
    sys.exit(main())
