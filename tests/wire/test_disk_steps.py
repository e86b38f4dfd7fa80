"""A disk that fails in each way it can, under every step of a case at once: each does what it says, and is kept in the end."""

import asyncio
import errno
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import pytest

from bot.moderation import journal, roster
from bot.storage import sqlite
from bot.storage.sqlite import SqliteSeat
from bot.storage.worker import Mode, Transaction

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
PLAIN: Any = SqliteSeat.run
Failing = Callable[[Path, pytest.MonkeyPatch], AbstractContextManager[None]]


@contextmanager
def locked(database: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program holds the file for writing."""
    other = sqlite3.connect(database, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        other.close()


@contextmanager
def read_only(_database: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The whole disk can only be read."""
    reopened: set[SqliteSeat] = set()

    def connect(path: Path, *_: str) -> sqlite3.Connection:
        return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, isolation_level=None)

    def run(seat: Any, transaction: Any) -> Any:
        seat._stale = seat._stale or seat not in reopened
        reopened.add(seat)
        return PLAIN(seat, transaction)

    patch.setattr(sqlite, "connect", connect)
    patch.setattr(SqliteSeat, "run", run)
    no_files(patch, errno.EROFS)
    yield


@contextmanager
def full(_database: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing that is written finds room, however far it came."""

    def run(seat: Any, transaction: Any) -> Any:
        def work(connection: Any) -> Any:
            transaction.work(connection)
            error = sqlite3.OperationalError("database or disk is full")
            error.sqlite_errorcode = sqlite3.SQLITE_FULL
            raise error

        return PLAIN(seat, transaction if transaction.mode is Mode.READ else Transaction(work, transaction.mode))

    patch.setattr(SqliteSeat, "run", run)
    no_files(patch, errno.ENOSPC)
    yield


@contextmanager
def gone(database: Path, _patch: pytest.MonkeyPatch) -> Iterator[None]:
    """The files are somewhere else."""
    elsewhere = database.parent / "elsewhere"
    elsewhere.mkdir()
    for file in database.parent.glob("alongside.db*"):
        if file.suffix != ".lock":
            file.rename(elsewhere / file.name)
    try:
        yield
    finally:
        for file in elsewhere.iterdir():
            file.rename(database.parent / file.name)


@contextmanager
def stalled(_database: Path, patch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing comes back from the disk, the register's neither, until all of it does."""
    back = threading.Event()

    def run(seat: Any, transaction: Any) -> Any:
        back.wait()
        return PLAIN(seat, transaction)

    patch.setattr(SqliteSeat, "run", run)
    try:
        yield
    finally:
        back.set()


def no_files(patch: pytest.MonkeyPatch, number: int) -> None:
    def refuse(*_: Any) -> None:
        raise OSError(number, "")

    for module in (journal, roster):
        patch.setattr(module, "replace_durably", refuse)


def told(person: Any, what: str) -> int:
    return sum(what in one.content for one in person.inbox())


def stored(database: Path) -> dict[int, tuple[Any, ...]]:
    """What the database says of each case."""
    raw = sqlite3.connect(f"{database.resolve().as_uri()}?mode=ro", uri=True)
    try:
        found = raw.execute(
            "SELECT key, state, round, choice, space_id IS NOT NULL, holder_id IS NOT NULL FROM incidents"
        )
        return {key: tuple(rest) for key, *rest in found}
    finally:
        raw.close()


@pytest.mark.parametrize("failing", [locked, read_only, full, gone, stalled])
async def test_each_step_of_a_case_does_what_it_says_and_is_kept(
    scene: Any, monkeypatch: pytest.MonkeyPatch, failing: Failing
) -> None:
    scene.discord.requests.limits.on = False
    await scene.run()
    town, discord, database = scene.town, scene.discord, scene.var / "alongside.db"
    ben = town["ben"]
    opened, taken, asked, together, passed, resolved = people = [
        discord.people.somebody(f"person{n}", guild_id=town.guild_id) for n in range(6)
    ]
    keys: dict[Any, int] = {}

    async def write(person: Any) -> None:
        keys[person] = person.write(scene.lounge, PILLS)
        await scene.until(lambda: told(person, "a peer from here"))
        await scene.until(lambda: any(scene.page(who, keys[person]) for who in ("ana", "ben")))

    async def press(who: str, person: Any, label: str) -> Any:
        page = await scene.until(lambda: scene.page(who, keys[person]) or scene.page("ana", keys[person]))
        card = next(
            one for one in town["lea"].reads(town.places["alerts"]) if f":{keys[person]}" in str(one.components)
        )
        return await scene.heard(await town[who].press(page if page.channel_id == town[who].direct else card, label))

    async def answer(person: Any, label: str) -> Any:
        shown = next(one for one in reversed(person.inbox()) if label in str(one.components))
        return await scene.heard(await person.press(shown, label))

    for person in people[1:]:
        await write(person)
    for who, person in (("ana", together), ("ben", passed), ("ben", resolved)):
        await press(who, person, "I'm on it")
        await scene.until(lambda person=person: told(person, "is here for you now"))
    await press("ana", together, "Offer a private space")
    await scene.until(lambda: told(together, "offers you a private place"))
    form = await scene.answered(await press("ben", resolved, "Resolve"))
    await scene.quiet()

    with monkeypatch.context() as patch, failing(database, patch):
        done = await asyncio.gather(
            write(opened),
            press("ana", taken, "I'm on it"),
            answer(asked, "Not now"),
            answer(together, "Yes, open it"),
            press("ben", passed, "I can't take this one"),
            scene.heard(await ben.fill(form, outcome=["talked"], note="")),
        )
        await scene.until(lambda: told(taken, "Ana is here for you now"))
        await scene.until(lambda: told(resolved, "Thank you for letting somebody be there"))
        await scene.sees("lea", "I still hear everybody", place="alerts")
        await scene.until(lambda: done[3].private)
        assert "is open" in done[3].private[-1].content

    wanted = {
        keys[opened]: ("paging", 0, None, 0, 0),
        keys[taken]: ("acknowledged", 0, None, 0, 1),
        keys[asked]: ("paging", 0, "not-now", 0, 0),
        keys[together]: ("with-person", 0, None, 1, 1),
        keys[passed]: ("paging", 1, None, 0, 0),
        keys[resolved]: ("resolved", 0, None, 0, 1),
    }
    await scene.until(lambda: all(turn.answered for turn in done[1:]))
    await scene.until(lambda: stored(database) == wanted)
    await scene.until(lambda: not list((scene.var / "waiting").glob("*.case")))
    await scene.quiet(1.0)
    assert [told(person, "a peer from here") for person in people] == [1] * 6
    assert told(taken, "Ana is here for you now") == 1
    assert told(resolved, "Thank you for letting somebody be there") == 1
    assert len([one for one in discord.store.channels.values() if one.is_thread]) == 1
    await scene.until(lambda: not any("database" in str(one.embeds) for one in scene.cards()))
