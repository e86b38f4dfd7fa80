"""What storage costs over the floor: a bare sqlite3 commit on the same disk, in the same run.

Usage: python -m tests.benchmarks.storage_floor [--megabytes 256] [--folder DIR]
"""

# ruff: noqa: T201 - what it prints is what it is for

import argparse
import asyncio
import inspect
import sqlite3
import statistics
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Column, Connection, MetaData, insert, select

from bot.clock import SystemClock
from bot.storage import Storage
from bot.storage.backup import make_backup
from bot.storage.people import People
from bot.storage.schema import Integer, Sealed, table
from bot.storage.sqlite import MAIN, connect

ROUNDS, BATCH = 20, 50

metadata = MetaData()
rows = table("rows", Column("id", Integer, primary_key=True), Column("content", Sealed), within=metadata)


def show(name: str, seconds: list[float], floor: float | None = None) -> float:
    median = statistics.median(seconds)
    late = statistics.quantiles(seconds, n=100)[98]
    ratio = "" if floor is None else f"   {median / floor:5.2f} x the floor, {1e6 * (median - floor):+7.0f} µs"
    print(f"{name:52} p50 {1e6 * median:8.0f} µs   p99 {1e6 * late:8.0f} µs{ratio}")
    return median


def bare(folder: Path) -> tuple[sqlite3.Connection, Callable[[], None]]:
    path = folder / "bare.db"
    path.touch()
    raw = connect(path, *MAIN)
    raw.execute("CREATE TABLE rows (id INTEGER PRIMARY KEY, content BLOB) STRICT")

    def commit() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO rows (content) VALUES (?)", (b"x" * 100,))
        raw.execute("COMMIT")

    return raw, commit


def insert_one(connection: Connection) -> None:
    connection.execute(insert(rows).values(content=b"x" * 100))


def read_one(connection: Connection) -> object:
    return connection.execute(select(rows.c.id).where(rows.c.id == 1)).one()


async def timed(taken: list[float], work: Callable[[], object]) -> None:
    """Time a batch of calls, awaited where there is something to await."""
    for _ in range(BATCH):
        begun = time.perf_counter()
        answer = work()
        if inspect.isawaitable(answer):
            await answer
        taken.append(time.perf_counter() - begun)


async def transactions(folder: Path) -> None:
    (folder / "inline").mkdir()
    raw, commit = bare(folder)
    storage = await Storage.open(f"sqlite:///{folder}/a.db", var_dir=folder, clock=SystemClock())
    inline = await Storage.open(f"sqlite:///{folder}/inline/a.db", var_dir=folder, clock=SystemClock(), inline=True)
    for each in (storage, inline):
        await each.write(metadata.create_all)
        await each.write(insert_one)
    commit()
    writes: dict[str, Callable[[], object]] = {
        "bare sqlite3 commit (the floor)": commit,
        "Storage.write": lambda: storage.write(insert_one, urgent=True),
        "Storage.write, inline": lambda: inline.write(insert_one, urgent=True),
    }
    reads: dict[str, Callable[[], object]] = {
        "bare sqlite3 read (the floor)": lambda: raw.execute("SELECT id FROM rows WHERE id = 1").fetchone(),
        "Storage.read": lambda: storage.read(read_one),
        "Storage.read, inline": lambda: inline.read(read_one),
    }
    taken: dict[str, list[float]] = {name: [] for name in (*writes, *reads)}
    for _ in range(ROUNDS):  # in turns, so that a slow moment of the disk meets them all
        for name, work in (writes | reads).items():
            await timed(taken[name], work)
    for group in (writes, reads):
        first, *others = group
        floor = show(first, taken[first])
        for name in others:
            show(name, taken[name], floor)
    begun = time.perf_counter()
    await asyncio.gather(*(storage.write(insert_one) for _ in range(1000)))
    print(f"{'1,000 writes queued at once':52} {1000 / (time.perf_counter() - begun):8.0f} a second")
    raw.close()
    await storage.close()
    await inline.close()


async def people(folder: Path) -> None:
    storage = await Storage.open(f"sqlite:///{folder}/p.db", var_dir=folder, clock=SystemClock())
    register = await People.open(
        storage, keyring_file=folder / "k.db", master_key_file=folder / "m.key", clock=SystemClock()
    )
    entering, sealing, opening = [], [], []
    for discord_id in range(1, 201):
        begun = time.perf_counter()
        person = await register.person(discord_id)
        entering.append(time.perf_counter() - begun)
    for _ in range(2000):
        begun = time.perf_counter()
        sealed = register.seal(person, "a message of ordinary length, sixty letters or so, no more", purpose="note")
        sealing.append(time.perf_counter() - begun)
        begun = time.perf_counter()
        register.unseal(person, sealed, purpose="note")
        opening.append(time.perf_counter() - begun)
    show("People.person, someone new", entering)
    show("People.seal", sealing)
    show("People.unseal", opening)
    await register.close()
    await storage.close()


async def copying(folder: Path, megabytes: int) -> None:
    url = f"sqlite:///{folder}/b.db"
    storage = await Storage.open(url, var_dir=folder, clock=SystemClock())
    await storage.write(metadata.create_all)

    def fill(connection: Connection) -> None:
        connection.execute(insert(rows), [{"content": b"x" * 4000}] * 2000)

    for _ in range(megabytes // 8):
        await storage.write(fill)

    async def urgent_until(done: threading.Event) -> tuple[list[float], float]:
        taken, stall = [], 0.0
        while not done.is_set():
            begun = time.perf_counter()
            await storage.write(insert_one, urgent=True)
            taken.append(time.perf_counter() - begun)
            asleep = time.perf_counter()
            await asyncio.sleep(0.005)
            stall = max(stall, time.perf_counter() - asleep - 0.005)
        return taken, stall

    quiet = threading.Event()
    asyncio.get_running_loop().call_later(3, quiet.set)
    before, stall = await urgent_until(quiet)
    show("urgent write, nothing else", before)
    print(f"{'  longest stall of the loop':52}     {1e3 * stall:8.1f} ms")
    done = threading.Event()

    def copy() -> float:
        begun = time.perf_counter()
        make_backup(url, var_dir=folder, keyring_file=folder / "none.db", clock=SystemClock())
        done.set()
        return time.perf_counter() - begun

    seconds, (beside, stall) = await asyncio.gather(asyncio.to_thread(copy), urgent_until(done))
    show("urgent write, beside a backup", beside)
    print(f"{'  longest stall of the loop':52}     {1e3 * stall:8.1f} ms")
    print(f"{'backup':52} {megabytes} MB in {seconds:.1f} s")
    await storage.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--megabytes", type=int, default=256)
    parser.add_argument("--folder", type=Path, default=None)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=options.folder) as name:
        folder = Path(name)
        with closing(asyncio.new_event_loop()) as loop:
            loop.run_until_complete(transactions(folder))
            loop.run_until_complete(people(folder))
            loop.run_until_complete(copying(folder, options.megabytes))
            loop.run_until_complete(loop.shutdown_default_executor())


if __name__ == "__main__":
    main()
