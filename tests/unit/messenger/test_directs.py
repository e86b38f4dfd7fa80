"""Writing to people privately: what is remembered, what is spared, what is forgotten."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.directs import Directs
from bot.messenger.message import Message
from bot.messenger.port import DirectMessagesClosed, Gone, Lane, Left, Outcome, OverBudget, Sent, Transient
from bot.messenger.tables import direct_channels, direct_messages
from bot.storage import Storage
from bot.storage.people import People
from bot.storage.schema import metadata
from tests.unit.messenger.double import Double, Fault
from tests.unit.messenger.virtual_time import START, LoopClock, run

HELLO = Message("hello")
ANNA, BEN = 3001, 3002


def _direct(messenger: DiscordMessenger, user: int, key: str, lane: Lane, **more: Any) -> Awaitable[Outcome]:
    return messenger.direct(user_id=user, message=HELLO, key=key, lane=lane, **more)


def test_a_channel_opened_ahead_makes_a_page_one_request() -> None:
    double = Double()

    async def story() -> int:
        messenger = double.messenger()
        await messenger.open_ahead([ANNA, BEN])
        before = len(double.requests)
        assert isinstance(await _direct(messenger, ANNA, "page", Lane.URGENT), Sent)
        return len(double.requests) - before

    assert run(story) == 1
    opened = double.asked("POST /users/@me/channels")
    assert len(opened) == 2
    assert opened[1].at - opened[0].at >= 2


def test_opening_too_fast_stops_the_opening() -> None:
    double = Double()
    double.fail("users/@me", Fault(403, 40003))

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        await messenger.open_ahead([ANNA, BEN, 3003])
        spared = [
            await _direct(messenger, BEN, "bulk", Lane.BULK),
            await _direct(messenger, BEN, "page", Lane.URGENT),
        ]
        assert not messenger.direct_messages_closed(ANNA)
        assert not messenger.direct_messages_closed(BEN)
        await asyncio.sleep(601)
        return [*spared, await _direct(messenger, BEN, "page 2", Lane.URGENT)]

    bulk, page, later = run(story)
    assert bulk == Transient()
    assert page == DirectMessagesClosed()
    assert isinstance(later, Sent)
    assert len(double.asked("users/@me")) == 2


@pytest.mark.parametrize(("code", "outcome"), [(50007, DirectMessagesClosed()), (50278, Left())])
def test_a_closed_inbox_is_remembered_and_spared_but_not_by_a_page(code: int, outcome: Outcome) -> None:
    double = Double()
    double.fail("messages", Fault(403, code), Fault(403, code))

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        page = await _direct(messenger, ANNA, "page", Lane.URGENT)
        assert messenger.direct_messages_closed(ANNA)
        asked = len(double.requests)
        spared = await _direct(messenger, ANNA, "bulk", Lane.BULK)
        assert len(double.requests) == asked
        second = await _direct(messenger, ANNA, "page 2", Lane.URGENT)
        await messenger.directs.came_back(ANNA)
        again = await _direct(messenger, ANNA, "bulk", Lane.BULK)
        assert not messenger.direct_messages_closed(ANNA)
        return [page, spared, second, again]

    *refused, again = run(story)
    assert refused == [outcome] * 3
    assert isinstance(again, Sent)


def test_bulk_is_rationed_and_what_belongs_to_a_case_is_not() -> None:
    double = Double()

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        return [
            await _direct(messenger, ANNA, "a", Lane.BULK),
            await _direct(messenger, ANNA, "b", Lane.BULK),
            await _direct(messenger, ANNA, "a", Lane.BULK, rationed=False),
            await _direct(messenger, ANNA, "c", Lane.BULK, rationed=False),
            await _direct(messenger, ANNA, "d", Lane.URGENT),
            await _direct(messenger, BEN, "e", Lane.BULK, zone=ZoneInfo("Pacific/Auckland")),
        ]

    first, second, repeated, case, page, night = run(story)
    assert isinstance(first, Sent)
    assert repeated == first
    assert second == night == OverBudget()
    assert isinstance(case, Sent)
    assert isinstance(page, Sent)


def test_what_did_not_go_out_costs_no_ration() -> None:
    double = Double()
    double.fail("messages", Fault(404, 10003))

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        return [await _direct(messenger, ANNA, "a", Lane.BULK), await _direct(messenger, ANNA, "b", Lane.BULK)]

    first, second = run(story)
    assert first == Gone(10003)
    assert isinstance(second, Sent)


def _with_people(folder: Path, tell: Callable[[Storage, People], Awaitable[Any]]) -> Any:
    async def story() -> Any:
        storage = await Storage.open(f"sqlite:///{folder / 'a.db'}", var_dir=folder, clock=LoopClock(), inline=True)
        await storage.write(metadata.create_all)
        people = await People.open(
            storage,
            keyring_file=folder / "keyring.db",
            master_key_file=folder / "master.key",
            clock=LoopClock(),
            inline=True,
        )
        try:
            return await tell(storage, people)
        finally:
            await people.close()
            await storage.close()

    return run(story)


def test_memory_outlives_a_restart_and_names_nobody(tmp_path: Path) -> None:
    double = Double()

    async def before(storage: Storage, people: People) -> None:
        messenger = double.messenger(directs=Directs(LoopClock(), storage, people))
        await _direct(messenger, ANNA, "a", Lane.BULK)
        double.fail("messages", Fault(403, 50007))
        await _direct(messenger, BEN, "b", Lane.URGENT)
        await asyncio.sleep(1)

    async def after(storage: Storage, people: People) -> tuple[Directs, list[Any]]:
        directs = Directs(LoopClock(), storage, people)
        await directs.load()
        assert not directs.may_write(ANNA, ZoneInfo("UTC"))
        assert directs.next_chance(ANNA, ZoneInfo("UTC")) == datetime(2026, 11, 24, 9, tzinfo=UTC)
        return directs, await storage.read(lambda c: [tuple(row) for row in c.execute(select(direct_channels))])

    _with_people(tmp_path, before)
    directs, rows = _with_people(tmp_path, after)
    assert directs.channel(ANNA) == ANNA + 1000
    assert directs.closed(BEN)
    assert len(rows) == 2
    assert not {ANNA, BEN} & {row[0] for row in rows}


def test_an_erased_person_is_gone_from_both_memories(tmp_path: Path) -> None:
    double = Double()

    async def tell(storage: Storage, people: People) -> tuple[int | None, int]:
        directs = Directs(LoopClock(), storage, people)
        messenger = double.messenger(directs=directs)
        await _direct(messenger, ANNA, "a", Lane.BULK)
        person = people.known(ANNA)
        assert person is not None
        people.register_eraser("messenger", directs.erase)
        await people.erase(person)
        directs.forget(ANNA)
        left = await storage.read(
            lambda c: [*c.execute(select(direct_channels)).all(), *c.execute(select(direct_messages)).all()]
        )
        return directs.channel(ANNA), len(left)

    assert _with_people(tmp_path, tell) == (None, 0)


def test_old_receipts_are_deleted_by_themselves(tmp_path: Path) -> None:
    double = Double()

    async def tell(storage: Storage, people: People) -> int:
        messenger = double.messenger(directs=Directs(LoopClock(), storage, people))
        for day in range(30):
            await asyncio.sleep(timedelta(days=1).total_seconds())
            await _direct(messenger, ANNA, f"{day}", Lane.BULK)
        return await storage.read(lambda c: c.execute(select(func.count()).select_from(direct_messages)).scalar_one())

    assert START.hour == 12
    assert _with_people(tmp_path, tell) <= 3
