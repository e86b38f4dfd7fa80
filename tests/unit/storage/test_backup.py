"""A copy is whole, made while the bot writes, and comes back only if it is sound."""

import asyncio
import hashlib
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, func, insert, select

from bot.errors import AlongsideError
from bot.storage import Storage, erased, migrate
from bot.storage.backup import Backup, list_backups, make_backup, prune_keyrings, read_backup
from bot.storage.errors import (
    BackupDamaged,
    BackupNewer,
    BackupOfOtherEngine,
    DatabaseInUse,
    KeyDestroyed,
    NoBackup,
    NoKeyring,
)
from bot.storage.people import People
from bot.storage.restore import Afterwards, Restored, restore
from tests.unit.storage.worlds import HandClock, open_people, run, second_tables

CIRCLE, MOMENT = (second_tables().tables[name] for name in ("circle", "moment"))
ANA, BEA = 1001, 1002


class House:
    """A bot's data: a database, a keyring, and what is done to them."""

    def __init__(self, var: Path, clock: HandClock, versions: Path) -> None:
        self.var, self.clock, self.versions = var, clock, versions
        self.url = f"sqlite:///{var / 'alongside.db'}"
        self.keyring_file = var / "keyring.db"

    async def start(self) -> None:
        self.storage = await Storage.open(self.url, var_dir=self.var, clock=self.clock)
        await migrate.upgrade(self.storage, versions=self.versions)
        self.people: People = await open_people(self.storage, self.var, self.clock)
        self.people.register_eraser(
            "moments", lambda c, person: run(delete(MOMENT).where(MOMENT.c.person_id == person))(c)
        )
        await self.people.sweep()

    async def stop(self) -> None:
        await self.people.close()
        await self.storage.close()

    async def enter(self, discord_id: int, words: str) -> int:
        person = await self.people.person(discord_id)
        sealed = self.people.seal(person, words, purpose="note")

        def work(connection: Connection) -> None:
            if connection.execute(select(CIRCLE)).first() is None:
                connection.execute(insert(CIRCLE).values(id=1))
            values = {"circle_id": 1, "person_id": person, "at": self.clock.now(), "waiting": True, "name": "n"}
            connection.execute(insert(MOMENT).values(id=discord_id, words=sealed, **values))

        await self.storage.write(work)
        return person

    async def moments(self) -> list[int]:
        return sorted(await self.storage.read(lambda c: c.execute(select(MOMENT.c.id)).scalars().all()))

    async def words(self, discord_id: int, person: int) -> str:
        query = select(MOMENT.c.words).where(MOMENT.c.id == discord_id)
        return self.people.unseal(
            person, await self.storage.read(lambda c: c.execute(query).scalar_one()), purpose="note"
        )

    def backup(self, progress: Callable[[int, int], None] = lambda done, total: None) -> Backup:
        return make_backup(
            self.url, var_dir=self.var, keyring_file=self.keyring_file, clock=self.clock, progress=progress
        )

    def restore(self, folder: Path, afterwards: dict[str, Afterwards] | None = None) -> Restored:
        return restore(
            self.url,
            folder,
            keyring_file=self.keyring_file,
            clock=self.clock,
            afterwards=afterwards,
            versions=self.versions,
        )


@pytest.fixture
async def house(tmp_path: Path, clock: HandClock, versions: Path) -> AsyncIterator[House]:
    opened = House(tmp_path, clock, versions)
    await opened.start()
    yield opened
    await opened.stop()


def copied_circles(backup: Backup) -> list[int]:
    with closing(sqlite3.connect(backup.database)) as raw:
        assert raw.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        return [row[0] for row in raw.execute("SELECT id FROM circle ORDER BY id")]


async def test_a_copy_made_while_every_step_sees_a_commit_is_one_moment_and_never_starts_again(house: House) -> None:
    def fill(connection: Connection) -> None:
        connection.execute(insert(CIRCLE), [{"id": number} for number in range(1, 200_001)])

    await house.storage.write(fill)
    loop = asyncio.get_running_loop()
    steps: list[tuple[int, int]] = []

    def write_a_pair(connection: Connection) -> None:
        last = connection.execute(select(func.max(CIRCLE.c.id))).scalar_one()
        connection.execute(insert(CIRCLE), [{"id": last + 1}, {"id": last + 2}])

    def commit_meanwhile(done: int, total: int) -> None:
        steps.append((done, total))
        asyncio.run_coroutine_threadsafe(house.storage.write(write_a_pair), loop).result(30)

    backup = await asyncio.to_thread(house.backup, commit_meanwhile)

    assert len(steps) > 2
    assert [done for done, _ in steps] == sorted({done for done, _ in steps}), "it went forward at every step"
    assert steps[-1][0] == steps[-1][1] == backup.pages
    assert copied_circles(backup) == list(range(1, 200_001))
    count = await house.storage.read(lambda c: c.execute(select(func.count()).select_from(CIRCLE)).scalar_one())
    assert count == 200_000 + 2 * len(steps)


async def test_a_backup_says_what_it_is_and_leaves_sealed_answers_out(house: House, tmp_path: Path) -> None:
    await house.enter(ANA, "hello")
    (tmp_path / "sealed").mkdir()
    (tmp_path / "sealed" / "7.key").write_bytes(b"key of an open survey")
    backup = house.backup()
    assert backup.folder == tmp_path / "backups" / "20261121T200000Z"
    assert {path.name for path in backup.folder.iterdir()} == {"alongside.db", "keyring.db", "manifest.json"}
    assert backup.revision == "0002"
    assert backup.sha256 == hashlib.sha256(backup.database.read_bytes()).hexdigest()
    assert backup.pages * backup.page_size == backup.database.stat().st_size
    assert backup.database.stat().st_mode & 0o777 == backup.keyring.stat().st_mode & 0o777 == 0o600
    assert read_backup(backup.folder) == backup
    assert house.backup().folder.name == "20261121T200000Z-2"


async def test_only_the_newest_backup_holds_a_keyring_and_for_seven_days_only(house: House, clock: HandClock) -> None:
    first = house.backup()
    assert first.keyring.exists()
    clock.advance(timedelta(days=1))
    second = house.backup()
    assert not first.keyring.exists()
    assert second.keyring.exists()
    assert list_backups(house.var) == [second, first]
    clock.advance(timedelta(days=6, hours=23))
    assert prune_keyrings(house.var, now=clock.now()) == 0
    clock.advance(timedelta(hours=1))
    assert prune_keyrings(house.var, now=clock.now()) == 1
    assert not second.keyring.exists()
    assert second.database.exists()


async def test_what_was_interrupted_is_no_backup_and_is_cleared_later(house: House, clock: HandClock) -> None:
    def power_cut(done: int, total: int) -> None:
        raise OSError("power cut")

    with pytest.raises(OSError, match="power cut"):
        house.backup(power_cut)
    assert list_backups(house.var) == []
    clock.advance(timedelta(days=1))
    backup = house.backup()
    assert {path.name for path in (house.var / "backups").iterdir()} == {backup.folder.name, "erased.list"}


async def test_without_a_database_there_is_nothing_to_copy(tmp_path: Path, clock: HandClock) -> None:
    url = f"sqlite:///{tmp_path / 'none.db'}"
    with pytest.raises(NoBackup):
        make_backup(url, var_dir=tmp_path, keyring_file=tmp_path / "keyring.db", clock=clock)


async def test_a_restore_brings_the_rows_back_and_forgets_the_erased_again(house: House, clock: HandClock) -> None:
    ana, bea = await house.enter(ANA, "I want to be forgotten"), await house.enter(BEA, "hello")
    backup = house.backup()
    await house.people.erase(ana)
    await house.storage.write(run(delete(MOMENT)))
    await house.stop()
    clock.advance(timedelta(days=30))

    restored = house.restore(backup.folder)

    assert (restored.erasures_to_repeat, restored.keyring_from_copy) == (1, False)
    assert restored.migrated == migrate.Upgraded("0002", "0002")
    await house.start()
    assert await house.moments() == [BEA]
    assert await house.words(BEA, bea) == "hello"
    with pytest.raises(KeyDestroyed):
        house.people.seal(ana, "", purpose="note")
    assert sorted(path.name for path in house.var.glob("alongside.db*") if "aside" in path.name[9:]) == []


async def test_where_the_keyring_is_lost_the_copy_takes_its_place(house: House) -> None:
    ana = await house.enter(ANA, "hello")
    backup = house.backup()
    await house.stop()
    house.keyring_file.unlink()
    assert house.restore(backup.folder).keyring_from_copy
    await house.start()
    assert await house.words(ANA, ana) == "hello"


async def test_a_damaged_keyring_gives_way_to_the_copy_and_is_kept_beside_it(house: House) -> None:
    ana = await house.enter(ANA, "hello")
    backup = house.backup()
    await house.stop()
    house.keyring_file.write_bytes(b"ruined" * 1000)
    assert house.restore(backup.folder).keyring_from_copy
    assert (house.var / "keyring.db.damaged").read_bytes() == b"ruined" * 1000
    await house.start()
    assert await house.words(ANA, ana) == "hello"


@pytest.mark.parametrize("lost", ["", "erased.list", "backups/erased.list"])
async def test_who_was_erased_stays_so_though_the_keyring_is_lost_too(house: House, lost: str) -> None:
    ana, bea = await house.enter(ANA, "I want to be forgotten"), await house.enter(BEA, "hello")
    backup = house.backup()
    house.clock.advance(timedelta(hours=1))
    await house.people.erase(ana)
    await house.stop()
    house.keyring_file.unlink()
    if lost:
        if lost != "erased.list":
            assert (house.var / "erased.list").read_bytes() == (house.var / lost).read_bytes()
        (house.var / lost).unlink()
    restored = house.restore(backup.folder)
    assert (restored.erasures_to_repeat, restored.keyring_from_copy, restored.erasures_unknown) == (1, True, False)
    await house.start()
    assert house.people.known(ANA) is None
    assert await house.moments() == [BEA]
    assert await house.words(BEA, bea) == "hello"
    with pytest.raises(KeyDestroyed):
        house.people.seal(ana, "", purpose="note")
    # Whoever comes back is somebody new, and stays.
    again = await house.people.person(ANA)
    await house.stop()
    await house.start()
    assert house.people.known(ANA) == again != ana


async def test_a_copy_of_the_keyring_that_is_put_back_by_hand_brings_nobody_back(house: House) -> None:
    ana = await house.enter(ANA, "I want to be forgotten")
    backup = house.backup()
    await house.people.erase(ana)
    await house.stop()
    house.keyring_file.write_bytes(backup.keyring.read_bytes())
    await house.start()
    assert house.people.known(ANA) is None
    assert await house.moments() == []


async def test_where_nothing_says_who_was_erased_a_restore_says_so(house: House) -> None:
    ana = await house.enter(ANA, "I want to be forgotten")
    backup = house.backup()
    await house.people.erase(ana)
    await house.stop()
    for path in ("keyring.db", "erased.list", "backups/erased.list"):
        (house.var / path).unlink()
    restored = house.restore(backup.folder)
    assert (restored.keyring_from_copy, restored.erasures_unknown) == (True, True)
    await house.start()
    assert house.people.known(ANA) == ana, "the sentence is true"


async def test_the_list_of_the_erased_names_nobody_and_outlives_a_torn_line(house: House) -> None:
    ana, bea = await house.enter(ANA, "I want to be forgotten"), await house.enter(BEA, "I too")
    await house.people.erase(ana)
    listed = house.var / "erased.list"
    for needle in (ana, ANA):
        assert str(needle).encode() not in listed.read_bytes()
        assert f"{needle:x}".encode() not in listed.read_bytes()
    listed.write_bytes(listed.read_bytes() + b"17")  # the machine went down while a line was written
    await house.people.erase(bea)
    assert len(erased.read([listed]) or {}) == 2
    listed.unlink()
    await house.stop()
    await house.start()
    assert len(erased.read([listed]) or {}) == 2, "what the keyring knows is listed anew"
    assert listed.stat().st_mode & 0o077 == 0


async def test_a_folder_that_is_no_backup_is_not_listed(house: House) -> None:
    backup = house.backup()
    (house.var / "backups" / "notes").mkdir()
    (house.var / "backups" / "notes" / "manifest.json").write_text("[]")
    assert list_backups(house.var) == [backup]


async def test_with_no_keyring_anywhere_nothing_is_changed(house: House) -> None:
    await house.enter(ANA, "hello")
    old = house.backup()
    await house.stop()
    saved = house.keyring_file.read_bytes()
    house.keyring_file.unlink()
    old.keyring.unlink()
    with pytest.raises(NoKeyring):
        house.restore(old.folder)
    house.keyring_file.write_bytes(saved)
    await house.start()
    assert await house.moments() == [ANA]


def rewrite(backup: Backup, change: Callable[[Path], object]) -> None:
    """Change a copy and make its manifest agree."""
    change(backup.database)
    manifest = backup.folder / "manifest.json"
    found = json.loads(manifest.read_text())
    found["sha256"] = hashlib.sha256(backup.database.read_bytes()).hexdigest()
    manifest.write_text(json.dumps(found))


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def from_the_future(path: Path) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("UPDATE alembic_version SET version_num = '0099'")


def scramble(path: Path) -> None:
    """Overwrite a page in the middle, where only SQLite's own check looks."""
    content = bytearray(path.read_bytes())
    content[3 * 4096 : 4 * 4096] = b"\xa5" * 4096
    path.write_bytes(content)


@pytest.mark.parametrize(
    ("harm", "expected", "values"),
    [
        (lambda b: flip(b.database, 5000), BackupDamaged, {"what": "checksum"}),
        (lambda b: b.database.write_bytes(b.database.read_bytes()[:-4096]), BackupDamaged, {"what": "checksum"}),
        (lambda b: b.database.unlink(), BackupDamaged, {"what": "missing"}),
        (lambda b: rewrite(b, scramble), BackupDamaged, {"what": "integrity"}),
        (lambda b: rewrite(b, lambda path: path.write_bytes(b"x" * 9000)), BackupDamaged, {"what": "integrity"}),
        (lambda b: (b.folder / "manifest.json").unlink(), NoBackup, {}),
        (lambda b: (b.folder / "manifest.json").write_text("{"), NoBackup, {}),
        (lambda b: rewrite(b, from_the_future), BackupNewer, {"revision": "0099"}),
    ],
    ids=["a bit", "cut short", "missing", "a page", "no database", "no manifest", "half a manifest", "newer"],
)
async def test_a_copy_that_is_not_sound_changes_nothing(
    harm: Callable[[Backup], object], expected: type[AlongsideError], values: dict[str, str], house: House
) -> None:
    await house.enter(ANA, "hello")
    backup = house.backup()
    await house.enter(BEA, "written since")
    await house.stop()
    harm(backup)
    with pytest.raises(expected) as caught:
        house.restore(backup.folder)
    assert caught.value.values == {"path": str(backup.folder), **values}
    await house.start()
    assert await house.moments() == [ANA, BEA]
    assert not [path for path in house.var.iterdir() if "restoring" in path.name]


async def test_a_running_bot_is_not_restored_under(house: House) -> None:
    backup = house.backup()
    with pytest.raises(DatabaseInUse):
        house.restore(backup.folder)
    assert await house.moments() == []


async def test_an_older_copy_is_migrated_and_told_what_is_void(house: House, versions: Path, tmp_path: Path) -> None:
    first_only = tmp_path / "first"
    first_only.mkdir()
    (first_only / "0001_a_step.py").write_text((versions / "0001_a_step.py").read_text())
    old_var = tmp_path / "old"
    old = await Storage.open(f"sqlite:///{old_var}/alongside.db", var_dir=old_var, clock=house.clock)
    await migrate.upgrade(old, versions=first_only)
    await old.write(run(insert(CIRCLE).values(id=7)))
    backup = make_backup(
        f"sqlite:///{old_var}/alongside.db", var_dir=old_var, keyring_file=house.keyring_file, clock=house.clock
    )
    await old.close()
    await house.stop()

    def void_circles(connection: Connection) -> int:
        return connection.execute(delete(CIRCLE)).rowcount

    restored = house.restore(backup.folder, {"circles": void_circles})
    assert restored.migrated == migrate.Upgraded("0001", "0002")
    assert restored.afterwards == {"circles": 1}
    await house.start()
    assert await house.storage.read(lambda c: c.execute(select(CIRCLE)).all()) == []


async def test_a_package_that_cannot_go_back_stops_the_restore(house: House) -> None:
    await house.enter(ANA, "hello")
    backup = house.backup()
    await house.enter(BEA, "written since")
    await house.stop()

    def refuses(connection: Connection) -> int:
        raise KeyError("surveys")

    with pytest.raises(KeyError):
        house.restore(backup.folder, {"surveys": refuses})
    await house.start()
    assert await house.moments() == [ANA, BEA]


async def test_a_disk_that_fails_at_the_swap_leaves_the_present_database(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    await house.enter(ANA, "hello")
    backup = house.backup()
    await house.enter(BEA, "written since")
    await house.stop()
    real = Path.replace
    there_was_a_database: list[bool] = []

    def fails(self: Path, target: Path) -> Path:
        if self.name.endswith(".restoring"):
            there_was_a_database.append(target.exists())
            raise OSError("no space left")
        return real(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fails)
        with pytest.raises(OSError, match="no space"):
            house.restore(backup.folder)
    assert there_was_a_database == [True]
    await house.start()
    assert await house.moments() == [ANA, BEA]


async def test_a_ruined_database_and_its_log_are_replaced(house: House) -> None:
    ana = await house.enter(ANA, "hello")
    backup = house.backup()
    await house.enter(BEA, "lost")
    log = (house.var / "alongside.db-wal").read_bytes()
    await house.stop()
    (house.var / "alongside.db").write_bytes(b"ruined" * 1000)
    (house.var / "alongside.db-wal").write_bytes(log)
    house.restore(backup.folder)
    await house.start()
    assert await house.moments() == [ANA], "the old log was not played into the restored database"
    assert await house.words(ANA, ana) == "hello"


async def test_on_postgresql_the_keyring_is_copied_and_the_rest_left_to_its_own_tools(
    house: House, postgres_url: str, tmp_path: Path, clock: HandClock
) -> None:
    backup = make_backup(postgres_url, var_dir=tmp_path, keyring_file=house.keyring_file, clock=clock)
    assert backup.pages == 0
    assert {path.name for path in backup.folder.iterdir()} == {"keyring.db", "manifest.json"}
    with pytest.raises(BackupOfOtherEngine):
        restore(postgres_url, backup.folder, keyring_file=house.keyring_file, clock=clock)
    with pytest.raises(BackupDamaged):
        house.restore(backup.folder)


async def test_what_may_not_outlive_its_day_is_left_out_of_a_copy(house: House) -> None:
    await house.enter(ANA, "hello")
    held = f'SELECT count(*) FROM "{MOMENT.name}"'
    with closing(sqlite3.connect(house.backup().database)) as copy:
        assert copy.execute(held).fetchone() == (1,)

    house.clock.advance(timedelta(minutes=1))
    without = make_backup(
        house.url,
        var_dir=house.var,
        keyring_file=house.keyring_file,
        clock=house.clock,
        leave_empty=(MOMENT.name, "no_such_table"),
    )
    with closing(sqlite3.connect(without.database)) as copy:
        assert copy.execute(held).fetchone() == (0,)
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert without.sha256 == hashlib.sha256(without.database.read_bytes()).hexdigest()
