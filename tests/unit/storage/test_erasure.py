"""Erasing a person is final, also when the process dies in the middle of it."""

import asyncio
import threading
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, insert, select

from bot.errors import StorageUnavailable
from bot.storage import Storage
from bot.storage.errors import KeyDestroyed
from bot.storage.people import People
from bot.storage.worker import Worker
from tests.unit.storage.worlds import Crash, CrashingWorker, HandClock, Toys, open_people, run

ANA, BEA = 81_384_788_765_712_384, 1_081_384_788_765_712_385
CANARY = "canary-canary-" * 50


class World:
    """A database and a keyring that can die at any transaction and be started again."""

    def __init__(self, folder: Path, clock: HandClock, toys: Toys) -> None:
        self.folder, self.clock, self.toys = folder, clock, toys
        self.countdown = -1
        self.when = "before"
        self.transactions = 0

    def _plan(self) -> str | None:
        self.transactions += 1
        self.countdown -= 1
        return self.when if self.countdown == 0 else None

    def _around(self, worker: Worker) -> Worker:
        return CrashingWorker(worker, self._plan)

    async def start(self) -> None:
        url = f"sqlite:///{self.folder / 'alongside.db'}"
        self.storage = await Storage.open(url, var_dir=self.folder, clock=self.clock, inline=True, around=self._around)
        await self.storage.write(self.toys.create)
        self.people = await open_people(self.storage, self.folder, self.clock, inline=True, around=self._around)
        self.people.register_eraser("things", self._erase_things)

    def _erase_things(self, connection: Connection, person_id: int) -> None:
        connection.execute(delete(self.toys.thing).where(self.toys.thing.c.owner_id == person_id))
        connection.execute(delete(self.toys.owner).where(self.toys.owner.c.id == person_id))

    async def stop(self) -> None:
        await self.people.close()
        await self.storage.close()

    async def enter(self, discord_id: int, words: str) -> int:
        person = await self.people.person(discord_id)
        sealed = self.people.seal(person, words, purpose="note")

        def work(connection: Connection) -> None:
            connection.execute(insert(self.toys.owner).values(id=person))
            connection.execute(
                insert(self.toys.thing).values(id=discord_id, owner_id=person, sealed=sealed, text=words)
            )

        await self.storage.write(work)
        return person

    async def rows(self) -> list[int]:
        return sorted(await self.storage.read(lambda c: c.execute(select(self.toys.thing.c.id)).scalars().all()))

    async def words(self, discord_id: int, person: int) -> str:
        thing = self.toys.thing.c
        sealed = await self.storage.read(
            lambda c: c.execute(select(thing.sealed).where(thing.id == discord_id)).scalar_one()
        )
        return self.people.unseal(person, sealed, purpose="note")


@pytest.fixture
def world(tmp_path: Path, clock: HandClock, toys: Toys) -> World:
    return World(tmp_path, clock, toys)


async def test_an_erased_person_is_nowhere_and_comes_back_as_someone_new(world: World, tmp_path: Path) -> None:
    await world.start()
    ana, bea = await world.enter(ANA, CANARY), await world.enter(BEA, "still here")
    wrapped = world.people._entries[ana].wrapped
    keyring = (tmp_path / "keyring.db").read_bytes()
    assert wrapped in keyring
    assert ANA.to_bytes(8) in keyring
    await world.people.erase(ana)

    assert world.people.known(ANA) is None
    assert world.people.discord_id(ana) is None
    assert await world.rows() == [BEA]
    assert await world.words(BEA, bea) == "still here"
    with pytest.raises(KeyDestroyed):
        world.people.seal(ana, "more", purpose="note")
    for path in tmp_path.iterdir():  # noqa: ASYNC240
        content = path.read_bytes()
        assert b"canary-canary" not in content, path.name
        assert wrapped not in content, path.name
        assert ANA.to_bytes(8) not in content, path.name
    assert await world.people.person(ANA) != ana
    await world.stop()


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize(
    "step",
    [1, 2, 3, 4, 5, 6],
    ids=["tombstone and key", "the key's journal", "rows", "journal emptied", "done", "its journal"],
)
async def test_a_crash_at_any_step_is_finished_by_the_next_start(world: World, step: int, when: str) -> None:
    await world.start()
    ana, bea = await world.enter(ANA, CANARY), await world.enter(BEA, "still here")
    world.countdown, world.when = step, when
    with pytest.raises(Crash):
        await world.people.erase(ana)
    await world.stop()

    await world.start()
    begun = (step, when) != (1, "before")
    if begun:
        with pytest.raises(KeyDestroyed):
            world.people.seal(ana, "more", purpose="note")
    await world.people.sweep()
    assert await world.rows() == ([BEA] if begun else [ANA, BEA])
    assert world.people.known(ANA) == (None if begun else ana)
    assert await world.words(BEA, bea) == "still here"
    await world.people.erase(ana)
    assert await world.rows() == [BEA]
    await world.stop()


async def test_six_transactions_erase_a_person(world: World) -> None:
    await world.start()
    ana = await world.enter(ANA, CANARY)
    world.transactions = 0
    await world.people.erase(ana)
    assert world.transactions == 6, "the crash tests above step through every one of them"
    await world.stop()


async def test_a_row_that_a_handler_wrote_too_late_goes_at_the_next_start(world: World) -> None:
    await world.start()
    ana = await world.enter(ANA, CANARY)
    await world.people.erase(ana)
    await world.storage.write(run(insert(world.toys.owner).values(id=ana)))
    await world.storage.write(run(insert(world.toys.thing).values(id=ANA, owner_id=ana)))
    await world.stop()
    await world.start()
    assert await world.people.sweep() == 1
    assert await world.rows() == []
    world.clock.advance(timedelta(days=8))
    assert await world.people.sweep() == 0, "after a week nobody is looked for again"
    await world.stop()


async def test_an_eraser_that_fails_takes_nothing_half(world: World) -> None:
    await world.start()
    ana = await world.enter(ANA, CANARY)

    def broken(connection: Connection, person_id: int) -> None:
        raise StorageUnavailable

    world.people.register_eraser("broken", broken)
    with pytest.raises(StorageUnavailable):
        await world.people.erase(ana)
    assert await world.rows() == [ANA], "rows go in one transaction"
    with pytest.raises(KeyDestroyed):
        await world.words(ANA, ana)
    await world.stop()
    await world.start()
    assert await world.people.sweep() == 1
    assert await world.rows() == []
    await world.stop()


async def test_erasing_twice_or_someone_who_never_was_is_harmless(world: World) -> None:
    await world.start()
    ana = await world.enter(ANA, CANARY)
    await world.people.erase(ana)
    await world.people.erase(ana)
    await world.people.erase(404)
    assert await world.people.sweep() == 1
    await world.stop()


async def test_two_erasers_of_one_name_are_a_mistake(world: World) -> None:
    await world.start()
    with pytest.raises(ValueError, match="things"):
        world.people.register_eraser("things", lambda connection, person_id: None)
    await world.stop()


async def test_an_erasure_that_a_reader_holds_up_is_finished_by_the_next_sweep(
    sqlite: Storage, tmp_path: Path, clock: HandClock, toys: Toys
) -> None:
    people: People = await open_people(sqlite, tmp_path, clock)
    ana = await people.person(ANA)
    await sqlite.write(run(insert(toys.owner).values(id=ana)))
    people.register_eraser("owners", lambda c, who: run(delete(toys.owner).where(toys.owner.c.id == who))(c))
    begun, go_on = threading.Event(), threading.Event()

    def long(connection: Connection) -> None:
        connection.execute(select(toys.owner)).all()
        begun.set()
        assert go_on.wait(30)

    reading = asyncio.ensure_future(sqlite.read(long))
    await asyncio.to_thread(begun.wait, 30)
    await people.erase(ana)
    assert await sqlite.read(lambda c: c.execute(select(toys.owner)).all()) == []
    go_on.set()
    await reading
    clock.advance(timedelta(days=30))
    assert await people.sweep() == 1
    assert await people.sweep() == 0
    await people.close()
