"""A private space is opened once, whatever becomes of the answer."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

import pytest

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.ledger import Entry, Ledger
from bot.messenger.port import Gone, Lane, Outcome, Rejected, Sent
from bot.storage import Storage
from bot.storage.schema import metadata
from tests.unit.messenger.double import Double, Fault, dropped
from tests.unit.messenger.virtual_time import LoopClock, run

ANNA, BEN = 3001, 3002


def _open(messenger: DiscordMessenger, key: str, lane: Lane, name: str = "Room 12") -> Awaitable[Outcome]:
    return messenger.open_thread(channel_id=500, name=name, members=[ANNA, BEN], key=key, lane=lane)


def test_a_space_is_private_not_invitable_and_holds_its_members() -> None:
    double = Double()

    async def story() -> Outcome:
        return await _open(double.messenger(), "k", Lane.URGENT)

    outcome = run(story)
    assert outcome == Sent(int(double.threads[0]["id"]), int(double.threads[0]["id"]))
    body = double.asked("POST .*/threads")[0].body
    assert (body["type"], body["invitable"]) == (12, False)
    assert {one.path.split("/")[-1] for one in double.asked("PUT")} == {str(ANNA), str(BEN)}


def test_a_member_who_cannot_be_brought_in_is_named() -> None:
    double = Double()
    double.fail(f"PUT .*/{BEN}", Fault(403, 50001))

    async def story() -> Outcome:
        return await _open(double.messenger(), "k", Lane.URGENT)

    outcome = run(story)
    assert isinstance(outcome, Sent)
    assert outcome.missing == (BEN,)


@pytest.mark.parametrize("faults", [[], [Fault(500, done=True)], [Fault(hangs=True, done=True)]], ids=str)
def test_who_asks_for_a_space_twice_at_once_gets_the_same_one_and_it_stays(faults: list[Fault]) -> None:
    double = Double()
    double.fail("POST .*/threads", *faults)

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        both = await asyncio.gather(*(_open(messenger, "k", Lane.URGENT) for _ in range(2)))
        await asyncio.sleep(60)  # for what was opened beside it to be removed
        return both

    one, other = run(story)
    assert isinstance(one, Sent)
    assert one == other
    removed = {one.path.rpartition("/")[2] for one in double.asked("DELETE")}
    assert [int(thread["id"]) for thread in double.threads if thread["id"] not in removed] == [one.channel_id]


@pytest.mark.parametrize("lane", Lane)
@pytest.mark.parametrize("arrived", [True, False])
def test_after_a_lost_answer_the_space_is_looked_for_first(lane: Lane, arrived: bool) -> None:
    double = Double()
    double.fail("POST .*/threads", dropped(done=arrived))

    async def story() -> Outcome:
        return await _open(double.messenger(), "k", lane)

    assert isinstance(run(story), Sent)
    assert len(double.threads) == 1


def test_an_older_space_of_the_same_name_is_not_taken() -> None:
    double = Double()

    async def story() -> tuple[Outcome, Outcome]:
        first = await _open(double.messenger(), "a", Lane.URGENT)
        await asyncio.sleep(3600)
        double.fail("POST .*/threads", dropped(done=False))
        return first, await _open(double.messenger(), "b", Lane.URGENT)

    first, second = run(story)
    assert first != second
    assert len(double.threads) == 2


def test_a_space_opened_before_a_crash_is_found_by_its_ledger(tmp_path: Path) -> None:
    double = Double()
    double.fail("POST .*/threads", *[dropped(done=True)] * 2)
    double.fail("GET .*/active", *[Fault(503)] * 2)

    async def story() -> tuple[Outcome, Outcome, Outcome]:
        storage = await Storage.open(f"sqlite:///{tmp_path / 'a.db'}", var_dir=tmp_path, clock=LoopClock(), inline=True)
        await storage.write(metadata.create_all)
        try:
            first = await _open(double.messenger(ledger=Ledger(storage)), "k", Lane.BULK)
            await asyncio.sleep(600)
            again = await _open(double.messenger(ledger=Ledger(storage)), "k", Lane.BULK)
            other = await _open(double.messenger(ledger=Ledger(storage)), "other", Lane.BULK)
            return first, again, other
        finally:
            await storage.close()

    first, again, other = run(story)
    assert not isinstance(first, Sent)
    assert isinstance(again, Sent)
    assert isinstance(other, Sent)
    assert other.channel_id != again.channel_id
    assert len(double.threads) == 2


@pytest.mark.parametrize("fault", [Fault(400, 160006), Fault(404, 10003)])
def test_a_refused_space_is_told(fault: Fault) -> None:
    double = Double()
    double.fail("POST .*/threads", fault)

    async def story() -> Outcome:
        return await _open(double.messenger(), "k", Lane.URGENT)

    assert run(story) in (Rejected(160006), Gone(10003))


def test_closing_archives_and_locks_and_twice_is_fine() -> None:
    double = Double()

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        sent = await _open(messenger, "k", Lane.URGENT)
        assert isinstance(sent, Sent)
        first = await messenger.close_thread(thread_id=sent.channel_id, lane=Lane.URGENT)
        double.fail("PATCH", Fault(400, 50083))
        return [first, await messenger.close_thread(thread_id=sent.channel_id, lane=Lane.URGENT)]

    assert all(isinstance(one, Sent) for one in run(story))
    body = double.asked("PATCH")[0].body
    assert (body["archived"], body["locked"]) == (True, True)


def test_nothing_is_asked_of_a_channel_that_is_gone() -> None:
    double = Double()
    double.fail("GET /channels/9", Fault(404, 10003))

    async def story() -> Outcome:
        return await double.messenger().close_thread(thread_id=9, lane=Lane.URGENT)

    assert run(story) == Gone(10003)


class SlowLedger(Ledger):
    """A ledger on a database that takes its time, as one does while a process starts."""

    async def recall(self, name: str) -> Entry | None:
        await asyncio.sleep(0.5)
        return await super().recall(name)


@pytest.mark.parametrize("lane", Lane)
def test_a_space_opened_before_a_crash_is_found_also_while_the_database_is_slow(tmp_path: Path, lane: Lane) -> None:
    double = Double()

    async def story() -> tuple[Outcome, Outcome]:
        storage = await Storage.open(f"sqlite:///{tmp_path / 'a.db'}", var_dir=tmp_path, clock=LoopClock(), inline=True)
        await storage.write(metadata.create_all)
        try:
            first = await _open(double.messenger(ledger=Ledger(storage)), "k", lane)
            await asyncio.sleep(1)
            return first, await _open(double.messenger(ledger=SlowLedger(storage)), "k", lane)
        finally:
            await storage.close()

    first, again = run(story)
    assert first == again
    assert len(double.threads) == 1
