"""A transaction is run whole, whoever asks, on every engine."""

import asyncio
import sys
import threading
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select, text, update
from sqlalchemy.exc import DBAPIError, IntegrityError, StatementError

from bot.errors import StorageUnavailable
from bot.storage import Storage, after_commit
from bot.storage.engine import parse_url
from bot.storage.errors import ClusterExtraMissing
from tests.unit.storage.worlds import Engine, HandClock, Toys, answers, run


async def count(storage: Storage, toys: Toys) -> int:
    return await storage.read(lambda c: c.execute(select(func.count()).select_from(toys.thing)).scalar_one())


async def test_what_a_write_returns_is_there_for_the_next_read(storage: Storage, toys: Toys) -> None:
    def work(connection: Connection) -> str:
        connection.execute(insert(toys.thing).values(id=1))
        return "written"

    assert await storage.write(work) == "written"
    assert await count(storage, toys) == 1


async def test_a_write_that_raises_leaves_no_trace(storage: Storage, toys: Toys) -> None:
    def work(connection: Connection) -> None:
        connection.execute(insert(toys.thing).values(id=1))
        raise KeyError("halfway")

    with pytest.raises(KeyError):
        await storage.write(work)
    assert await count(storage, toys) == 0
    assert answers(storage)


async def test_a_write_that_raises_stop_iteration_still_answers(storage: Storage) -> None:
    def work(connection: Connection) -> object:
        return next(iter(()))

    with pytest.raises(RuntimeError, match="StopIteration"):
        await storage.write(work)


async def test_a_coroutine_function_is_refused_and_rolled_back(storage: Storage, toys: Toys) -> None:
    async def work(connection: Connection) -> None:
        raise AssertionError("never awaited")

    with pytest.raises(TypeError, match="plain function"):
        await storage.write(work)  # type: ignore[unused-coroutine]


async def test_a_result_that_nobody_fetched_is_refused_on_every_engine(storage: Storage, toys: Toys) -> None:
    await storage.write(lambda c: c.execute(insert(toys.thing).values(id=1)))  # no rows: nothing to fetch
    for unfetched in (lambda c: c.execute(select(toys.thing)), lambda c: c.execute(select(toys.thing)).scalars()):
        with pytest.raises(TypeError, match="fetch the rows"):
            await storage.read(unfetched)
    assert await count(storage, toys) == 1


async def test_every_type_comes_back_as_it_went_in(storage: Storage, toys: Toys) -> None:
    madrid_winter = timezone(timedelta(hours=1))
    values = {
        "id": 2**63 - 1,
        "owner_id": None,
        "at": datetime(2026, 3, 29, 2, 30, 0, 123456, tzinfo=madrid_winter),
        "flag": True,
        "json": {"á": [1, None, "\ud800", "\0"]},
        "sealed": b"\0\xff",
        "text": "né 🫂 \u202eabc",
        "count": 7,
    }
    await storage.write(run(insert(toys.thing).values(**values)))
    row = await storage.read(lambda c: c.execute(select(toys.thing)).one())
    assert row._asdict() == values
    assert row.at.tzinfo is UTC


async def test_a_text_that_no_engine_holds_is_kept_readable(storage: Storage, toys: Toys) -> None:
    await storage.write(run(insert(toys.thing).values(id=1, text="a\ud83db\0c")))
    assert await storage.read(lambda c: c.execute(select(toys.thing.c.text)).scalar()) == "a\ufffdb\ufffdc"


async def test_flags_and_instants_can_be_asked_for(storage: Storage, toys: Toys) -> None:
    noon = datetime(2026, 1, 1, 12, tzinfo=UTC)

    def fill(connection: Connection) -> None:
        for number, flag in enumerate([True, False, None]):
            connection.execute(insert(toys.thing).values(id=number, flag=flag, at=noon + timedelta(hours=number)))

    await storage.write(fill)
    thing = toys.thing.c

    def ids(where: Any) -> Any:
        return storage.read(lambda c: c.execute(select(thing.id).where(where).order_by(thing.id)).scalars().all())

    assert await ids(thing.flag) == [0]
    assert await ids(~thing.flag) == [1]
    assert await ids(thing.flag.is_(None)) == [2]
    assert await ids(thing.at >= noon + timedelta(hours=1)) == [1, 2]


async def test_an_instant_without_a_zone_is_refused(storage: Storage, toys: Toys) -> None:
    naive = datetime(2026, 1, 1)  # noqa: DTZ001
    with pytest.raises(StatementError, match="needs a zone"):
        await storage.write(run(insert(toys.thing).values(id=1, at=naive)))


async def test_foreign_keys_hold(storage: Storage, toys: Toys) -> None:
    with pytest.raises(IntegrityError):
        await storage.write(run(insert(toys.thing).values(id=1, owner_id=404)))

    def work(connection: Connection) -> None:
        connection.execute(insert(toys.owner).values(id=5))
        connection.execute(insert(toys.thing).values(id=1, owner_id=5))

    await storage.write(work)
    await storage.write(run(delete(toys.owner)))
    assert await count(storage, toys) == 0


async def test_errors_say_nothing_that_was_bound(storage: Storage, toys: Toys) -> None:
    secret = 8_675_309_000

    def work(connection: Connection) -> None:
        for _ in range(2):
            connection.execute(insert(toys.thing).values(id=secret, text="the pills"))

    with pytest.raises(IntegrityError) as caught:
        await storage.write(work)
    said = f"{caught.value} {caught.value!r} {caught.value.orig} {caught.value.orig!r}"
    assert str(secret) not in said
    assert "pills" not in said


async def test_a_read_cannot_write(storage: Storage, toys: Toys) -> None:
    with pytest.raises(DBAPIError):
        await storage.read(run(insert(toys.thing).values(id=1)))
    assert answers(storage)
    assert await count(storage, toys) == 0


async def test_callbacks_run_on_the_loop_after_the_commit_and_before_the_answer(storage: Storage, toys: Toys) -> None:
    heard: list[object] = []

    def work(connection: Connection) -> None:
        connection.execute(insert(toys.thing).values(id=1))
        after_commit(connection, lambda: heard.append(threading.current_thread()))
        after_commit(connection, lambda: heard.append(asyncio.get_running_loop()))

    await storage.write(work)
    assert heard == [threading.main_thread(), asyncio.get_running_loop()]


async def test_callbacks_of_a_transaction_that_rolled_back_never_run(storage: Storage) -> None:
    heard: list[str] = []

    def work(connection: Connection) -> None:
        after_commit(connection, lambda: heard.append("committed"))
        raise KeyError

    with pytest.raises(KeyError):
        await storage.write(work)
    await storage.write(lambda c: None)
    assert heard == []


async def test_a_callback_that_breaks_disturbs_neither_the_caller_nor_the_next(storage: Storage) -> None:
    heard: list[str] = []

    def broken() -> None:
        raise ValueError

    def work(connection: Connection) -> int:
        after_commit(connection, broken)
        after_commit(connection, lambda: heard.append("second"))
        return 3

    assert await storage.write(work) == 3
    assert heard == ["second"]


async def test_a_read_has_no_commit_to_wait_for(storage: Storage) -> None:
    with pytest.raises(RuntimeError, match="only a writing transaction"):
        await storage.read(lambda c: after_commit(c, lambda: None))


async def test_urgent_goes_before_bulk_that_was_there_first(storage: Storage) -> None:
    order: list[str] = []

    def note(word: str) -> Any:
        return lambda connection: order.append(word)

    bulk = [asyncio.ensure_future(storage.write(note(f"bulk {n}"))) for n in range(3)]
    urgent = [asyncio.ensure_future(storage.write(note(f"urgent {n}"), urgent=True)) for n in range(2)]
    await asyncio.gather(*bulk, *urgent)
    assert order == ["urgent 0", "urgent 1", "bulk 0", "bulk 1", "bulk 2"]


async def test_nothing_is_parked_when_nothing_is_to_do(storage: Storage) -> None:
    await asyncio.gather(*(storage.write(lambda c: None) for _ in range(5)))
    await storage.read(lambda c: None)
    await asyncio.sleep(0)
    assert {task.get_name() for task in asyncio.all_tasks()} == {asyncio.current_task().get_name()}  # type: ignore[union-attr]


async def test_a_caller_cancelled_before_its_turn_leaves_nothing(storage: Storage, toys: Toys) -> None:
    first = asyncio.ensure_future(storage.write(run(insert(toys.thing).values(id=1))))
    second = asyncio.ensure_future(storage.write(run(insert(toys.thing).values(id=2))))
    await asyncio.sleep(0)
    second.cancel()
    await first
    with pytest.raises(asyncio.CancelledError):
        await second
    assert await storage.read(lambda c: c.execute(select(toys.thing.c.id)).scalars().all()) == [1]


async def test_a_hundred_presses_and_one_wins(storage: Storage, toys: Toys) -> None:
    await storage.write(run(insert(toys.thing).values(id=1, count=0)))

    def press(number: int) -> Any:
        def work(connection: Connection) -> bool:
            statement = update(toys.thing).where(toys.thing.c.count == 0).values(count=number)
            return connection.execute(statement).rowcount == 1

        return work

    won = await asyncio.gather(*(storage.write(press(n)) for n in range(1, 101)))
    assert sum(won) == 1


async def test_close_finishes_what_waits_and_then_takes_nothing(storage: Storage, toys: Toys, engine: Engine) -> None:
    waiting = [asyncio.ensure_future(storage.write(run(insert(toys.thing).values(id=n)))) for n in range(10)]
    await asyncio.sleep(0)
    await storage.close()
    assert all(task.done() and task.exception() is None for task in waiting)
    with pytest.raises(StorageUnavailable):
        await storage.write(lambda c: None)


async def test_two_processes_on_one_postgresql_lose_no_update(
    postgres_url: str, tmp_path: Path, clock: HandClock, toys: Toys
) -> None:
    one = await Storage.open(postgres_url, var_dir=tmp_path, clock=clock)
    other = await Storage.open(postgres_url, var_dir=tmp_path, clock=clock)
    await one.write(toys.create)
    await one.write(run(insert(toys.thing).values(id=1, count=0)))

    def add_one(connection: Connection) -> None:
        seen = connection.execute(select(toys.thing.c.count)).scalar_one()
        connection.execute(update(toys.thing).values(count=seen + 1))

    await asyncio.gather(*(storage.write(add_one) for _ in range(10) for storage in (one, other)))
    assert await one.read(lambda c: c.execute(select(toys.thing.c.count)).scalar_one()) == 20
    await one.close()
    await other.close()


async def test_a_postgresql_that_restarts_costs_one_error_at_most(
    postgres_url: str, tmp_path: Path, clock: HandClock
) -> None:
    storage = await Storage.open(postgres_url, var_dir=tmp_path, clock=clock)

    def cut_our_own_line(connection: Connection) -> None:
        connection.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))

    with pytest.raises(StorageUnavailable):
        await storage.write(cut_our_own_line)
    assert not answers(storage)
    assert await storage.write(lambda c: c.execute(select(1)).scalar_one()) == 1
    assert answers(storage)
    await storage.close()


async def test_a_postgresql_that_is_not_there_is_unhealthy_and_named(tmp_path: Path, clock: HandClock) -> None:
    storage = await Storage.open(f"postgresql://postgres@/x?host={tmp_path}", var_dir=tmp_path, clock=clock)
    assert not answers(storage)
    with pytest.raises(StorageUnavailable):
        await storage.read(lambda c: None)
    await storage.close()


async def test_postgresql_without_its_package_stops_the_start(
    tmp_path: Path, clock: HandClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ClusterExtraMissing):
        await Storage.open("postgresql://host/x", var_dir=tmp_path, clock=clock)


@pytest.mark.parametrize("url", ["postgres://u@h/x", "postgresql://u@h/x", "postgresql+psycopg://u@h/x"])
def test_every_spelling_of_postgresql_is_understood(url: str) -> None:
    assert parse_url(url).drivername == "postgresql+psycopg"
