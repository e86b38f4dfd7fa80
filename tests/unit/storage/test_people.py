"""Who is who, kept so that a crash loses no key and an erasure leaves no word."""

import asyncio
import signal
import sqlite3
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import pytest

from bot.errors import ConfigurationError, StorageUnavailable
from bot.storage import Storage, keyring
from bot.storage.errors import (
    DatabaseInUse,
    KeyDestroyed,
    KeyringNewer,
    MasterKeyInvalid,
    MasterKeyMissing,
    MasterKeyWrong,
    SealBroken,
)
from bot.storage.people import People
from tests.unit.storage.worlds import HandClock, open_people

ANA, BEA = 81_384_788_765_712_384, 2**63 - 1


@pytest.fixture
async def people(sqlite: Storage, tmp_path: Path, clock: HandClock) -> AsyncIterator[People]:
    opened = await open_people(sqlite, tmp_path, clock)
    yield opened
    await opened.close()


async def test_a_person_has_one_random_id_however_often_they_are_asked_for(people: People) -> None:
    assert people.known(ANA) is None
    ids = await asyncio.gather(*(people.person(ANA) for _ in range(20)))
    assert len(set(ids)) == 1
    assert 0 < ids[0] < 2**63
    assert ids[0] != ANA
    assert people.known(ANA) == ids[0]
    assert people.discord_id(ids[0]) == ANA


async def test_people_are_still_themselves_after_a_restart(
    people: People, sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    ana, bea = await people.person(ANA), await people.person(BEA)
    sealed = people.seal(ana, "hello", purpose="note")
    await people.close()
    again = await open_people(sqlite, tmp_path, clock)
    assert (again.known(ANA), again.known(BEA)) == (ana, bea)
    assert again.unseal(ana, sealed, purpose="note") == "hello"
    await again.close()


async def test_a_caller_who_is_cancelled_has_still_entered_the_person(people: People) -> None:
    asking = asyncio.ensure_future(people.person(ANA))
    for _ in range(3):  # into the transaction, not out of it
        await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    entered = await people.person(ANA)
    assert people.known(ANA) == entered


CREATES_PEOPLE = """
import asyncio, sys
from pathlib import Path
from bot.clock import SystemClock
from bot.storage import Storage
from bot.storage.people import People

async def main():
    var = Path(sys.argv[1])
    storage = await Storage.open(f"sqlite:///{var}/alongside.db", var_dir=var, clock=SystemClock())
    people = await People.open(
        storage, keyring_file=var / "keyring.db", master_key_file=var / "master.key", clock=SystemClock()
    )
    for discord_id in range(1, 100_000):
        person = await people.person(discord_id)
        print(discord_id, person, people.seal(person, f"words of {discord_id}", purpose="note").hex(), flush=True)

asyncio.run(main())
"""


async def test_whoever_was_named_before_a_kill_keeps_their_key(tmp_path: Path, clock: HandClock) -> None:
    with subprocess.Popen(  # noqa: ASYNC220
        [sys.executable, "-c", CREATES_PEOPLE, str(tmp_path)], stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(25)]
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    named = [line.split() for line in lines if line.endswith("\n")]
    storage = await Storage.open(f"sqlite:///{tmp_path}/alongside.db", var_dir=tmp_path, clock=clock)
    people = await open_people(storage, tmp_path, clock)
    assert len(named) >= 25
    for discord_id, person, sealed in named:
        assert people.known(int(discord_id)) == int(person)
        assert people.unseal(int(person), bytes.fromhex(sealed), purpose="note") == f"words of {discord_id}"
    await people.close()
    await storage.close()


async def test_a_second_process_cannot_hold_the_same_keyring(
    people: People, sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    with pytest.raises(DatabaseInUse):
        await open_people(sqlite, tmp_path, clock)


async def test_a_keyring_that_does_not_answer_gives_out_no_id(people: People, tmp_path: Path) -> None:
    with closing(sqlite3.connect(tmp_path / "keyring.db", isolation_level=None)) as other:
        await people._register.write(lambda c: c.exec_driver_sql("PRAGMA busy_timeout=0").close())
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StorageUnavailable):
            await people.person(ANA)
        assert people.known(ANA) is None
        other.execute("ROLLBACK")
    assert await people.person(ANA)


async def test_the_keyring_holds_no_key_in_clear_and_is_for_its_owner_only(people: People, tmp_path: Path) -> None:
    keys: list[bytes] = []
    original = people._token_bytes

    def spy(length: int) -> bytes:
        keys.append(original(length))
        return keys[-1]

    people._token_bytes = spy
    await people.person(ANA)
    (key,) = [made for made in keys if len(made) == 32]
    content = (tmp_path / "keyring.db").read_bytes()
    assert key not in content
    modes = {name: (tmp_path / name).stat().st_mode & 0o777 for name in ("keyring.db", "master.key")}
    assert modes == {"keyring.db": 0o600, "master.key": 0o600}


async def test_the_keyring_is_in_rollback_mode_and_syncs_everything(people: People) -> None:
    wanted = {"journal_mode": "persist", "synchronous": 3, "secure_delete": 1}
    register = people._register
    found = {
        name: await register.write(lambda c, name=name: c.exec_driver_sql(f"PRAGMA {name}").scalar())  # type: ignore[misc]
        for name in wanted
    }
    assert found == wanted


async def test_a_row_moved_to_another_person_opens_nothing(
    people: People, sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    ana, bea = await people.person(ANA), await people.person(BEA)
    await people.close()
    with closing(sqlite3.connect(tmp_path / "keyring.db", isolation_level=None)) as raw:
        raw.execute(
            "UPDATE person SET wrapped = (SELECT wrapped FROM person WHERE person_id = ?) WHERE person_id = ?",
            (ana, bea),
        )
    again = await open_people(sqlite, tmp_path, clock)
    with pytest.raises(SealBroken):
        again.seal(bea, "hello", purpose="note")
    assert again.seal(ana, "hello", purpose="note")
    await again.close()


@pytest.mark.parametrize(
    ("harm", "expected"),
    [
        (lambda key: key.unlink(), MasterKeyMissing),
        (lambda key: key.write_text("5f" * 32), MasterKeyWrong),
        (lambda key: key.write_text("5f" * 31), MasterKeyInvalid),
        (lambda key: key.write_text("not a key"), MasterKeyInvalid),
        (lambda key: key.write_bytes(b"\xff" * 64), MasterKeyInvalid),
        (lambda key: (key.unlink(), key.mkdir()), MasterKeyInvalid),
    ],
    ids=["missing", "wrong", "short", "words", "binary", "a folder"],
)
async def test_without_its_master_key_the_start_stops_and_nothing_is_made(
    harm: object, expected: type[ConfigurationError], people: People, sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    ana = await people.person(ANA)
    await people.close()
    key = tmp_path / "master.key"
    right = key.read_bytes()
    assert callable(harm)
    harm(key)
    with pytest.raises(expected) as caught:
        await open_people(sqlite, tmp_path, clock)
    assert caught.value.values["path"] == str(key)
    if key.is_dir():
        key.rmdir()
    key.write_bytes(right)
    again = await open_people(sqlite, tmp_path, clock)
    assert again.known(ANA) == ana
    await again.close()


async def test_a_key_without_a_keyring_is_used_for_a_new_one(sqlite: Storage, tmp_path: Path, clock: HandClock) -> None:
    (tmp_path / "master.key").write_text("5f" * 32 + "\n")
    people = await open_people(sqlite, tmp_path, clock)
    assert await people.person(ANA)
    await people.close()
    assert (tmp_path / "master.key").read_text() == "5f" * 32 + "\n"


async def test_a_keyring_from_a_newer_version_stops_the_start(
    people: People, sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    await people.close()
    with closing(sqlite3.connect(tmp_path / "keyring.db", isolation_level=None)) as raw:
        raw.execute(f"PRAGMA user_version={keyring.VERSION + 1}")
    with pytest.raises(KeyringNewer):
        await open_people(sqlite, tmp_path, clock)


async def test_nobody_seals_for_someone_who_never_was(people: People) -> None:
    with pytest.raises(KeyDestroyed):
        people.seal(404, "hello", purpose="note")
