"""Signals that arrive together: each joins what the one before it left, and none is taken for another."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import pytest
from sqlalchemy import select

from bot.moderation.cases import Cases
from bot.moderation.detection import Assessment, Tier
from bot.moderation.incident import Signal, Source, State
from bot.moderation.journal import Journal
from bot.moderation.tables import incidents
from bot.storage import Storage
from bot.tables import complete_metadata
from tests.unit.storage.worlds import HandClock, open_people

GUILD, MAYA = 5, 81_384_788_765_712_384
RAISED, PAGE = Assessment(Tier.REVIEW, rule="en.low"), Assessment(Tier.PAGE, rule="en.means.at-hand")


@pytest.fixture
async def begin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[Callable[[], Any]]:
    """Start a life of the process on one database; it begins with what was open."""
    # The disk answers in time, however busy this machine.
    monkeypatch.setattr("bot.moderation.cases.COMMIT_PATIENCE", 30)
    clock = HandClock()
    storage = await Storage.open(f"sqlite:///{tmp_path / 'alongside.db'}", var_dir=tmp_path, clock=clock)
    await storage.write(lambda connection: complete_metadata().create_all(connection))
    people = await open_people(storage, tmp_path, clock)

    async def life() -> Cases:
        life.journal = Journal(tmp_path, bytes(32), token_bytes=bytes)  # type: ignore[attr-defined]
        cases = Cases(storage, people, life.journal, clock)  # type: ignore[attr-defined]
        await cases.load()
        return cases

    life.storage, life.clock = storage, clock  # type: ignore[attr-defined]
    yield life
    await people.close()
    await storage.close()


def plan(*_: object, new: bool) -> None:
    """Nothing follows here."""


def wrote(message: int, assessment: Assessment, at: Any) -> Signal:
    return Signal(message, GUILD, MAYA, Source.MESSAGE, assessment, at, "words", message_id=message, channel_id=8)


@pytest.fixture
def forgetful(monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory knows of no message: the database decides."""
    monkeypatch.setattr("bot.moderation.cases.REMEMBERED", 0)


async def close(cases: Cases) -> None:
    ended = {"state": State.RESOLVED, "resolved_at": datetime(2026, 11, 21, 20, 30, tzinfo=UTC)}
    await cases.step(1, lambda connection: connection.execute(incidents.update().values(**ended)))


ORDERS: Final = {"read back first": [False, True], "new first": [True, False]}


@pytest.mark.usefixtures("forgetful")
@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
async def test_a_new_message_that_arrives_with_one_read_back_is_paged_on(begin: Any, order: list[bool]) -> None:
    """The one read back led to a case that has ended; the new one is a case of its own."""
    clock = begin.clock
    old, new = wrote(1, PAGE, clock.now()), wrote(2, PAGE, clock.now() + timedelta(minutes=1))
    first = await begin()
    assert (await first.receive(old, aside=False, plan=plan)).new
    await close(first)

    second = await begin()
    signals = [new if is_new else old for is_new in order]
    found = dict(
        zip(order, await asyncio.gather(*(second.receive(one, aside=False, plan=plan) for one in signals)), strict=True)
    )
    assert found[False] is None
    assert found[True].new
    (case,) = second.open_in(GUILD)
    rows = await begin.storage.read(lambda connection: connection.execute(select(incidents)).all())
    assert (case.key, case.state) == (2, State.PAGING)
    assert {row.key: State(row.state) for row in rows} == {1: State.RESOLVED, 2: State.PAGING}


@pytest.mark.usefixtures("forgetful")
async def test_what_memory_took_over_from_a_message_of_an_earlier_case_is_taken_back(begin: Any) -> None:
    first, at = await begin(), begin.clock.now()
    await first.receive(wrote(1, PAGE, at), aside=False, plan=plan)
    await close(first)

    second = await begin()
    assert (await second.receive(wrote(2, RAISED, at), aside=False, plan=plan)).new
    assert await second.receive(wrote(1, PAGE, at), aside=False, plan=plan) is None
    (case,) = second.open_in(GUILD)
    assert (case.state, case.tier, case.round) == (State.RAISED, "review", 0)


async def test_a_message_that_is_read_back_is_known_however_slow_the_disk(
    begin: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, at = await begin(), begin.clock.now()
    await first.receive(wrote(1, PAGE, at), aside=False, plan=plan)
    await close(first)
    first = await begin()
    for message in (2, 3):
        await first.receive(wrote(message, PAGE, at), aside=False, plan=plan)

    monkeypatch.setattr("bot.moderation.cases.COMMIT_PATIENCE", 0)
    second = await begin()
    for message in (1, 2, 3):
        assert await second.receive(wrote(message, PAGE, at), aside=False, plan=plan) is None
    assert await second.receive(wrote(3, PAGE, at + timedelta(minutes=1)), aside=False, plan=plan), "it was edited"


async def test_the_messages_of_two_people_do_not_wait_for_each_other(begin: Any) -> None:
    cases, at = await begin(), begin.clock.now()
    others = [Signal(9, GUILD, 77, Source.MESSAGE, PAGE, at, "words", message_id=9, channel_id=8)]
    found = await asyncio.gather(*(cases.receive(one, aside=False, plan=plan) for one in [wrote(1, PAGE, at), *others]))
    assert [one.new for one in found] == [True, True]
    assert {case.user_id for case in cases.open_in(GUILD)} == {MAYA, 77}


async def test_a_file_is_gone_once_the_database_has_the_case_whatever_else_is_written_meanwhile(
    begin: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file left behind would be believed at the next start, and wake people for a case that somebody took."""
    monkeypatch.setattr("bot.moderation.cases.COMMIT_PATIENCE", 0)
    cases = await begin()
    one_more = iter([True])

    def goes_on(_: object) -> None:
        if next(one_more, False):
            cases.put(1, lambda _: None)

    cases.on_recovery = goes_on
    await cases.receive(wrote(1, PAGE, begin.clock.now()), aside=False, plan=plan)
    for _ in range(3):
        await cases.live(1).ledger.flush()
        await begin.journal.settled()
    assert not next(one_more, False), "something was written while the file was about to go"
    assert not list((tmp_path / "waiting").glob("*.case"))
