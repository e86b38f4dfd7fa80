"""A new master key takes over while everything goes on, and whatever ends the process meanwhile, nothing is lost."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert

from bot.storage import Storage, keyring
from bot.storage import people as register_of_people
from bot.storage.errors import KeyringLost, MasterKeyWrong
from bot.storage.master_key import next_key_file, take_over
from bot.storage.people import People
from tests.unit.storage.worlds import Crash, CrashingWorker, HandClock, Toys, open_people

EVERYBODY = range(1, 8)


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring, "WRAPPED_AT_ONCE", 2)


async def filled(people: People) -> dict[int, bytes]:
    """Seal a word of everybody."""
    sealed = {}
    for user in EVERYBODY:
        sealed[user] = people.seal(await people.person(user), f"words of {user}", purpose="note")
    return sealed


async def opens(people: People, sealed: dict[int, bytes]) -> None:
    for user, words in sealed.items():
        person = people.known(user)
        assert person is not None
        assert people.unseal(person, words, purpose="note") == f"words of {user}"


async def test_everything_opens_as_before_and_the_old_key_opens_nothing(
    sqlite: Storage, tmp_path: Path, clock: HandClock
) -> None:
    people = await open_people(sqlite, tmp_path, clock)
    sealed = await filled(people)
    before, derived = (tmp_path / "master.key").read_text(), people.derive("journal")
    wrapped = [entry.wrapped for entry in people._entries.values()]
    seen: list[tuple[int, int]] = []
    assert await people.rotate(lambda done, of: seen.append((done, of))) == 7
    assert seen == [(0, 7), (2, 7), (4, 7), (6, 7), (7, 7)]
    await opens(people, sealed)
    beside = [path.read_bytes() for path in tmp_path.glob("keyring.db*")]  # noqa: ASYNC240
    assert not [old for old in wrapped for content in beside if old in content], (
        "nothing is left for the old key to open"
    )
    sealed[99] = people.seal(await people.person(99), "words of 99", purpose="note")
    await people.close()
    after = (tmp_path / "master.key").read_text()
    assert after != before
    assert not next_key_file(tmp_path / "master.key").exists()
    again = await open_people(sqlite, tmp_path, clock)
    await opens(again, sealed)
    assert again.derive("journal") == derived, "what is sealed for nobody in particular stays readable"
    await again.close()
    (tmp_path / "master.key").write_text(before)
    with pytest.raises(MasterKeyWrong):
        await open_people(sqlite, tmp_path, clock)


async def test_newcomers_and_erasures_go_on_meanwhile(sqlite: Storage, tmp_path: Path, clock: HandClock) -> None:
    people = await open_people(sqlite, tmp_path, clock)
    sealed = await filled(people)
    gone = people.known(3)
    assert gone is not None
    asked: list[Any] = []

    def meanwhile(done: int, _: int) -> None:
        if done == 2:
            asked.append(people.person(50))
            asked.append(people.erase(gone))

    await people.rotate(meanwhile)
    for work in asked:
        await work
    del sealed[3]
    await opens(people, sealed)
    assert people.known(3) is None
    fresh = people.known(50)
    assert fresh is not None
    sealed[50] = people.seal(fresh, "words of 50", purpose="note")
    await people.close()
    again = await open_people(sqlite, tmp_path, clock)
    await opens(again, sealed)
    await again.close()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("step", range(6))
async def test_the_process_may_end_at_any_transaction(
    sqlite: Storage, tmp_path: Path, clock: HandClock, step: int, when: str
) -> None:
    people = await open_people(sqlite, tmp_path, clock)
    sealed, derived = await filled(people), people.derive("audit")
    await people.close()
    count = -1  # loading

    def plan() -> str | None:
        nonlocal count
        count += 1
        return when if count - 1 == step else None

    dying = await open_people(sqlite, tmp_path, clock, around=lambda worker: CrashingWorker(worker, plan))
    with pytest.raises(Crash):
        await dying.rotate(lambda *_: None)
    await dying.close()
    for _ in range(2):
        again = await open_people(sqlite, tmp_path, clock)
        await opens(again, sealed)
        assert again.derive("audit") == derived
        await again.close()
    begun = step > 0 or when == "after"
    assert next_key_file(tmp_path / "master.key").exists() is not begun, "finished at the start, or never begun"


@pytest.mark.parametrize("when", ["before", "after"])
async def test_the_process_may_end_around_the_rename(
    sqlite: Storage, tmp_path: Path, clock: HandClock, when: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = await open_people(sqlite, tmp_path, clock)
    sealed = await filled(people)
    real: Callable[[Path], None] = take_over

    def ending(path: Path) -> None:
        if when == "after":
            real(path)
        raise Crash

    with monkeypatch.context() as patch:
        patch.setattr(register_of_people, "take_over", ending)
        with pytest.raises(Crash):
            await people.rotate(lambda *_: None)
    await people.close()
    again = await open_people(sqlite, tmp_path, clock)
    await opens(again, sealed)
    await again.close()


async def test_a_keyring_that_is_lost_is_not_taken_for_a_new_one(
    sqlite: Storage, tmp_path: Path, clock: HandClock, toys: Toys, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(register_of_people, "metadata", toys.metadata)
    people = await open_people(sqlite, tmp_path, clock)
    person = await people.person(1)
    await people.close()
    (tmp_path / "keyring.db").unlink()
    fresh = await open_people(sqlite, tmp_path, clock)
    await fresh.close()
    (tmp_path / "keyring.db").unlink()

    await sqlite.write(lambda connection: connection.execute(insert(toys.owner).values(id=person)).rowcount)
    for _ in range(2):
        with pytest.raises(KeyringLost) as caught:
            await open_people(sqlite, tmp_path, clock)
        assert caught.value.values == {"keyring": str(tmp_path / "keyring.db")}
