"""A worker that misbehaves leaves no caller waiting for ever."""

import asyncio
from pathlib import Path
from typing import Any

import pytest

from bot.errors import StorageUnavailable
from bot.storage import Storage
from bot.storage import queue as queue_module
from bot.storage.queue import UrgentFirst
from bot.storage.worker import Mode, Outcome, Transaction
from tests.unit.storage.worlds import HandClock, answers

NOTHING: Transaction[None] = Transaction(lambda connection: None, Mode.WRITE)


class StubbornWorker:
    """Does what a test tells it, once for each transaction."""

    def __init__(self, *scripts: Any) -> None:
        self.scripts = list(scripts)
        self.closed = 0

    async def run(self, transaction: Transaction[Any]) -> Outcome[Any]:
        script = self.scripts.pop(0)
        if isinstance(script, BaseException):
            raise script
        if isinstance(script, asyncio.Future):
            await script
            return Outcome()
        return Outcome(value=script)

    async def close(self) -> None:
        self.closed += 1


async def test_a_worker_that_breaks_tells_its_caller_and_goes_on() -> None:
    heard: list[bool] = []
    worker = StubbornWorker(ConnectionError("gone"), "second")
    queue = UrgentFirst([worker], on_health=heard.append)
    first, second = queue.submit(NOTHING, urgent=False), queue.submit(NOTHING, urgent=False)
    with pytest.raises(ConnectionError):
        await first
    assert await second == "second"
    await queue.close()
    await queue.close()
    assert worker.closed == 1


async def test_a_write_that_does_not_come_back_is_said_before_it_does(monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that hangs says nothing; a read may take its time."""
    monkeypatch.setattr(queue_module, "SLOW", 0.01)
    heard: list[bool] = []
    hangs: list[asyncio.Future[None]] = [asyncio.get_running_loop().create_future() for _ in range(2)]
    queue = UrgentFirst([StubbornWorker(*hangs)], on_health=heard.append)
    for mode, hang, told in ((Mode.READ, hangs[0], []), (Mode.WRITE, hangs[1], [True, False])):
        answer = queue.submit(Transaction(lambda connection: None, mode), urgent=False)
        await asyncio.wait({answer}, timeout=0.05)
        assert heard == told
        hang.set_result(None)
        await answer
    assert heard == [True, False, True]
    await queue.close()


async def test_what_can_be_read_is_not_well_before_it_can_be_written(tmp_path: Path, clock: HandClock) -> None:
    storage = await Storage.open(f"sqlite:///{tmp_path / 'alongside.db'}", var_dir=tmp_path, clock=clock)
    await storage.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count=1").scalar())
    with pytest.raises(StorageUnavailable):
        await storage.write(lambda c: c.exec_driver_sql("CREATE TABLE thing (id INTEGER)").close())
    await storage.read(lambda c: c.exec_driver_sql("SELECT 1").scalar())
    assert not answers(storage)
    await storage.write(lambda c: c.exec_driver_sql("PRAGMA max_page_count=1000").scalar())
    assert answers(storage)
    await storage.close()


async def test_a_loop_that_goes_down_releases_the_caller_and_the_worker() -> None:
    worker = StubbornWorker(asyncio.get_running_loop().create_future(), "next")
    queue = UrgentFirst([worker], on_health=lambda answered: None)
    answer = queue.submit(NOTHING, urgent=False)
    await asyncio.sleep(0)
    (drain,) = queue._busy
    drain.cancel()
    with pytest.raises(asyncio.CancelledError):
        await answer
    assert await queue.submit(NOTHING, urgent=False) == "next"
    await queue.close()


async def test_who_waits_behind_a_transaction_whose_task_is_cancelled_still_has_their_turn() -> None:
    hang: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    queue = UrgentFirst([StubbornWorker(hang, "behind")], on_health=lambda _: None)
    first, behind = queue.submit(NOTHING, urgent=False), queue.submit(NOTHING, urgent=False)
    await asyncio.sleep(0)
    (under_way,) = [task for task in asyncio.all_tasks() if task.get_name() == "storage-drain"]
    under_way.cancel()
    await asyncio.wait({under_way})
    assert first.cancelled()
    done, _ = await asyncio.wait({behind}, timeout=1)
    assert done
    assert behind.result() == "behind"
    await queue.close()


async def test_two_readers_share_one_queue() -> None:
    slow = asyncio.get_running_loop().create_future()
    one, other = StubbornWorker(slow), StubbornWorker("a", "b", "c")
    queue = UrgentFirst([one, other], on_health=lambda answered: None)
    waiting = queue.submit(NOTHING, urgent=False)
    assert [await queue.submit(NOTHING, urgent=False) for _ in range(3)] == ["a", "b", "c"]
    slow.set_result(None)
    await waiting
    await queue.close()


async def test_a_simulation_can_put_its_faults_around_every_worker(
    sqlite_url: str, tmp_path: Path, clock: HandClock
) -> None:
    faults: list[StorageUnavailable] = []

    class Faulty:
        def __init__(self, worker: Any) -> None:
            self.worker = worker

        async def run(self, transaction: Transaction[Any]) -> Outcome[Any]:
            return Outcome(error=faults.pop()) if faults else await self.worker.run(transaction)

        async def close(self) -> None:
            await self.worker.close()

    storage = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock, inline=True, around=Faulty)
    faults.append(StorageUnavailable())
    with pytest.raises(StorageUnavailable):
        await storage.write(lambda c: None)
    assert not answers(storage)
    assert await storage.probe()
    assert answers(storage)
    await storage.close()
