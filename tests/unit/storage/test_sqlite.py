"""What only SQLite can promise, and what can happen to a file."""

import asyncio
import sqlite3
import stat
import threading
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.exc import IntegrityError, OperationalError

from bot.errors import StorageUnavailable
from bot.storage import Storage
from bot.storage.errors import DatabaseUrlInvalid, FolderNotWritable
from bot.storage.sqlite import ForeignKeysBroken
from tests.unit.storage.worlds import HandClock, Toys, answers, run

PATIENCE = 30  # seconds; a thread that is never woken is a failed test, not a hung one


def pragma(name: str) -> Any:
    return lambda connection: connection.exec_driver_sql(f"PRAGMA {name}").scalar()


async def test_the_writer_syncs_every_commit_and_wipes_what_is_deleted(sqlite: Storage) -> None:
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1, "busy_timeout": 5000}
    assert {name: await sqlite.write(pragma(name)) for name in wanted} == wanted


async def test_readers_have_foreign_keys_too_and_cannot_write(sqlite: Storage) -> None:
    assert await sqlite.read(pragma("foreign_keys")) == 1
    assert await sqlite.read(pragma("query_only")) == 1


async def test_tables_are_strict(sqlite: Storage, toys: Toys) -> None:
    with pytest.raises(IntegrityError, match="cannot store TEXT value in INTEGER column"):
        await sqlite.write(run("INSERT INTO thing (id, at) VALUES (1, 'noon')"))


async def test_a_stalled_writer_blocks_no_reader(sqlite: Storage, toys: Toys) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def stall(connection: Connection) -> None:
        connection.execute(insert(toys.thing).values(id=1))
        begun.set()
        assert go_on.wait(PATIENCE)

    stalled = asyncio.ensure_future(sqlite.write(stall))
    await asyncio.to_thread(begun.wait, PATIENCE)
    counting = select(func.count()).select_from(toys.thing)
    seen = [await sqlite.read(lambda c: c.execute(counting).scalar_one()) for _ in range(3)]
    assert seen == [0, 0, 0]
    assert not stalled.done()
    go_on.set()
    await stalled
    assert await sqlite.read(lambda c: c.execute(counting).scalar_one()) == 1


async def test_a_long_read_blocks_neither_the_next_reader_nor_the_writer(sqlite: Storage, toys: Toys) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(connection: Connection) -> int:
        connection.execute(select(toys.thing)).all()
        begun.set()
        assert go_on.wait(PATIENCE)
        return len(connection.execute(select(toys.thing)).all())

    reading = asyncio.ensure_future(sqlite.read(long))
    await asyncio.to_thread(begun.wait, PATIENCE)
    await sqlite.write(run(insert(toys.thing).values(id=1)))
    assert await sqlite.read(lambda c: len(c.execute(select(toys.thing)).all())) == 1
    go_on.set()
    assert await reading == 0, "one read sees one state of the database"


async def test_urgent_overtakes_a_thousand_that_wait_behind_a_stall(sqlite: Storage) -> None:
    order: list[str] = []
    begun, go_on = threading.Event(), threading.Event()

    def stall(connection: Connection) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)

    stalled = asyncio.ensure_future(sqlite.write(stall))
    bulk = [asyncio.ensure_future(sqlite.write(lambda c: order.append("bulk"))) for _ in range(1000)]
    await asyncio.to_thread(begun.wait, PATIENCE)
    urgent = asyncio.ensure_future(sqlite.write(lambda c: order.append("urgent"), urgent=True))
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(stalled, urgent, *bulk)
    assert order.index("urgent") == 0


async def test_cancelling_the_caller_does_not_split_a_transaction(sqlite: Storage, toys: Toys) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def two_rows(connection: Connection) -> None:
        connection.execute(insert(toys.thing).values(id=1))
        begun.set()
        assert go_on.wait(PATIENCE)
        connection.execute(insert(toys.thing).values(id=2))

    caller = asyncio.ensure_future(sqlite.write(two_rows))
    await asyncio.to_thread(begun.wait, PATIENCE)
    caller.cancel()
    with pytest.raises(asyncio.CancelledError):
        await caller
    go_on.set()
    await sqlite.write(lambda c: None)
    assert await sqlite.read(lambda c: c.execute(select(toys.thing.c.id)).scalars().all()) == [1, 2]


async def test_deleted_words_are_not_in_any_file_after_a_checkpoint(
    sqlite: Storage, toys: Toys, tmp_path: Path
) -> None:
    canary = "canary-" * 200

    def in_any_file() -> bool:
        return any(b"canary-canary" in path.read_bytes() for path in tmp_path.glob("alongside.db*"))

    await sqlite.write(run(insert(toys.thing).values(id=1, text=canary)))
    assert await sqlite.checkpoint()
    assert in_any_file()
    await sqlite.write(run(delete(toys.thing)))
    assert await sqlite.checkpoint()
    assert not in_any_file()


async def test_a_checkpoint_waits_for_no_reader(sqlite: Storage, toys: Toys) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def long(connection: Connection) -> None:
        connection.execute(select(toys.thing)).all()
        begun.set()
        assert go_on.wait(PATIENCE)

    reading = asyncio.ensure_future(sqlite.read(long))
    await asyncio.to_thread(begun.wait, PATIENCE)
    await sqlite.write(run(insert(toys.thing).values(id=1)))
    assert not await sqlite.checkpoint()
    go_on.set()
    await reading
    assert await sqlite.checkpoint()


async def test_files_are_for_their_owner_only(sqlite: Storage, toys: Toys, tmp_path: Path) -> None:
    await sqlite.write(run(insert(toys.thing).values(id=1)))
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in tmp_path.glob("alongside.db*")}  # noqa: ASYNC240
    assert {"alongside.db", "alongside.db-wal", "alongside.db.lock"} <= set(modes)
    assert set(modes.values()) == {0o600}


async def test_a_full_disk_is_unavailable_until_there_is_room(sqlite: Storage, toys: Toys) -> None:
    await sqlite.write(run("PRAGMA max_page_count=20"))
    large = insert(toys.thing).values(id=1, text="x" * 200_000)
    with pytest.raises(StorageUnavailable):
        await sqlite.write(run(large))
    assert not answers(sqlite)
    await sqlite.write(run("PRAGMA max_page_count=100000"))
    await sqlite.write(run(large))
    assert answers(sqlite)


@pytest.mark.parametrize("inline", [True, False])
async def test_a_disk_that_fails_and_comes_back_is_opened_again(
    sqlite_url: str, tmp_path: Path, clock: HandClock, toys: Toys, *, inline: bool
) -> None:
    storage = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock, inline=inline)
    await storage.write(toys.create)
    fresh = await storage.write(pragma("cache_size"))
    await storage.write(run("PRAGMA cache_size=-77"))

    def disk_fails(connection: Connection) -> None:
        connection.execute(insert(toys.thing).values(id=1))
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    with pytest.raises(StorageUnavailable):
        await storage.write(disk_fails)
    assert not answers(storage)
    await storage.write(run(insert(toys.thing).values(id=2)))
    assert answers(storage)
    assert await storage.read(lambda c: c.execute(select(toys.thing.c.id)).scalars().all()) == [2]
    assert await storage.write(pragma("cache_size")) == fresh, "it is another connection"
    await storage.close()


@pytest.mark.parametrize("how", ["moved", "deleted", "replaced"])
async def test_a_file_that_is_taken_away_while_it_is_open_is_not_written_to(
    sqlite: Storage, toys: Toys, tmp_path: Path, how: str
) -> None:
    """What is written to a file without a name is gone with the process, however well the writing went."""
    count = select(func.count()).select_from(toys.thing)
    await sqlite.write(run(insert(toys.thing).values(id=1)))
    assert await sqlite.read(lambda c: c.execute(count).scalar_one()) == 1
    database, elsewhere = tmp_path / "alongside.db", tmp_path / "elsewhere.db"
    if how == "deleted":
        database.unlink()
    else:
        database.rename(elsewhere)
    if how == "replaced":
        database.touch()

    with pytest.raises(StorageUnavailable):
        await sqlite.write(run(insert(toys.thing).values(id=2)))
    if how == "deleted":
        assert not answers(sqlite)
        assert not await sqlite.probe()
        return
    database.unlink(missing_ok=True)
    elsewhere.rename(database)
    await sqlite.write(run(insert(toys.thing).values(id=3)))
    assert answers(sqlite)
    assert await sqlite.read(lambda c: c.execute(select(toys.thing.c.id)).scalars().all()) == [1, 3]


@pytest.mark.parametrize("inline", [True, False])
async def test_a_cold_start_without_a_disk_waits_for_it(
    sqlite_url: str, tmp_path: Path, clock: HandClock, *, inline: bool
) -> None:
    (tmp_path / "alongside.db").mkdir()  # stands where the database should be
    storage = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock, inline=inline)
    assert not answers(storage)
    (tmp_path / "alongside.db").rmdir()
    with pytest.raises(StorageUnavailable):
        await storage.write(lambda c: None)
    (tmp_path / "alongside.db").touch()
    assert await storage.probe()
    assert answers(storage)
    await storage.close()


async def test_a_file_that_is_no_database_is_unavailable(sqlite_url: str, tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "alongside.db").write_bytes(b"minutes of the last meeting" * 100)
    storage = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock)
    assert not answers(storage)
    await storage.close()


async def test_a_mistake_in_a_statement_is_not_called_a_dead_database(sqlite: Storage) -> None:
    with pytest.raises(OperationalError, match="no such table"):
        await sqlite.write(run("DELETE FROM nowhere"))
    assert answers(sqlite)


async def test_a_rebuild_acts_on_no_row_and_is_checked_at_the_end(sqlite: Storage, toys: Toys) -> None:
    def family(connection: Connection) -> None:
        connection.execute(insert(toys.owner).values(id=5))
        connection.execute(insert(toys.thing).values(id=1, owner_id=5))

    await sqlite.write(family)

    def rebuild(connection: Connection) -> None:
        connection.exec_driver_sql("CREATE TABLE owner_new (id INTEGER PRIMARY KEY) STRICT")
        connection.exec_driver_sql("INSERT INTO owner_new SELECT id FROM owner")
        connection.exec_driver_sql("DROP TABLE owner")
        connection.exec_driver_sql("ALTER TABLE owner_new RENAME TO owner")

    await sqlite.rebuild(rebuild)
    assert await sqlite.read(lambda c: c.execute(select(toys.thing.c.owner_id)).scalars().all()) == [5]
    with pytest.raises(ForeignKeysBroken, match="thing"):
        await sqlite.rebuild(run("DELETE FROM owner"))
    assert await sqlite.read(lambda c: c.execute(select(toys.owner.c.id)).scalars().all()) == [5]
    assert await sqlite.write(pragma("foreign_keys")) == 1


@pytest.mark.parametrize(
    "url", ["", "alongside.db", "sqlite://", "sqlite:///:memory:", "sqlite:///a?mode=ro", "mysql://host/x", "://"]
)
async def test_a_url_that_names_no_database_stops_the_start(url: str, tmp_path: Path, clock: HandClock) -> None:
    with pytest.raises(DatabaseUrlInvalid):
        await Storage.open(url, var_dir=tmp_path, clock=clock)


async def test_a_folder_that_cannot_be_made_stops_the_start(tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FolderNotWritable) as caught:
        await Storage.open(f"sqlite:///{tmp_path}/file/x.db", var_dir=tmp_path, clock=clock)
    assert caught.value.values == {"path": str(tmp_path / "file")}
