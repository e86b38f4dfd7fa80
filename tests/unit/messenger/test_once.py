"""A thing scheduled is posted once: not twice after a crash, not never after an outage."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, select

from bot.errors import StorageUnavailable
from bot.messenger.adapter import DiscordMessenger
from bot.messenger.ledger import Ledger, forget
from bot.messenger.message import Button, Card, Message
from bot.messenger.port import Gone, Lane, Outcome, Sent, Transient, Unknown
from bot.messenger.tables import posts
from bot.storage import Storage
from bot.storage.schema import metadata
from tests.unit.messenger.double import Double, Fault, dropped
from tests.unit.messenger.virtual_time import LoopClock, run

CHECKIN = Message(
    "How was your week?", (Card("Tuesday group", "One tap is enough."),), ((Button("Fine", "checkin:7:fine"),),)
)
PLAIN = Message("The session starts in 15 minutes.")


class _Away:
    """A database that is down."""

    async def write(self, work: Callable[[Connection], Any], *, urgent: bool = False) -> Any:
        raise StorageUnavailable

    async def read(self, work: Callable[[Connection], Any]) -> Any:
        raise StorageUnavailable


@asynccontextmanager
async def _storage(folder: Path) -> AsyncIterator[Storage]:
    storage = await Storage.open(f"sqlite:///{folder / 'a.db'}", var_dir=folder, clock=LoopClock(), inline=True)
    try:
        await storage.write(metadata.create_all)
        yield storage
    finally:
        await storage.close()


def _story(folder: Path, tell: Callable[[Storage], Coroutine[Any, Any, Any]]) -> Any:
    async def story() -> Any:
        async with _storage(folder) as storage:
            return await tell(storage)

    return run(story)


def _messenger(double: Double, storage: Any) -> DiscordMessenger:
    """A messenger as after a restart: nothing in memory."""
    return double.messenger(ledger=Ledger(storage))


async def _later(minutes: float) -> None:
    await asyncio.sleep(minutes * 60)


def test_what_was_sent_is_not_sent_again_after_a_restart(tmp_path: Path) -> None:
    double = Double()

    async def tell(storage: Storage) -> tuple[Outcome, Outcome]:
        first = await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
        await _later(60)
        again = await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
        return first, again

    first, again = _story(tmp_path, tell)
    assert first == again
    assert isinstance(first, Sent)
    assert len(double.requests) == 1


@pytest.mark.parametrize("message", [CHECKIN, PLAIN])
@pytest.mark.parametrize("keeps_markers", [True, False])
@pytest.mark.parametrize("minutes", [1, 30])
def test_what_arrived_unheard_is_found_instead_of_sent_again(
    tmp_path: Path, message: Message, keeps_markers: bool, minutes: int
) -> None:
    """After the window in which Discord knows the nonce, by marker, or by looks if Discord dropped the marker."""
    double = Double()
    double.fail("POST", dropped(done=True), dropped(done=False))
    double.fail("GET", *[Fault(503)] * 2)

    async def tell(storage: Storage) -> tuple[Outcome, Outcome]:
        first = await _messenger(double, storage).post(channel_id=500, message=message, key="k", lane=Lane.BULK)
        await _later(minutes)
        if minutes > 5:
            double.nonces.clear()
        if not keeps_markers:
            for row in double.messages[500][0]["components"]:
                row["components"][0]["id"] = 0
        again = await _messenger(double, storage).post(channel_id=500, message=message, key="k", lane=Lane.BULK)
        return first, again

    first, again = _story(tmp_path, tell)
    assert first == Unknown()
    assert again == Sent(500, int(double.messages[500][0]["id"]))
    assert len(double.messages[500]) == 1


def test_what_surely_did_not_arrive_is_sent_after_the_outage(tmp_path: Path) -> None:
    double = Double()
    double.fail("POST", *[dropped(done=False)] * 2)

    async def tell(storage: Storage) -> Outcome:
        await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
        await _later(30)
        return await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)

    assert isinstance(_story(tmp_path, tell), Sent)
    assert len(double.messages[500]) == 1


def test_where_nobody_can_look_it_stays_unknown_and_is_not_sent(tmp_path: Path) -> None:
    double = Double()
    double.fail("POST", *[dropped(done=True)] * 2)
    double.fail("GET", *[Fault(403, 50001)] * 2)

    async def tell(storage: Storage) -> tuple[Outcome, list[str]]:
        await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
        await _later(30)
        double.nonces.clear()
        again = await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
        return again, await storage.read(lambda c: list(c.execute(select(posts.c.state)).scalars()))

    again, states = _story(tmp_path, tell)
    assert again == Unknown()
    assert states == ["unknown"]
    assert len(double.messages[500]) == 1


def test_the_same_words_of_last_week_are_not_taken_for_todays(tmp_path: Path) -> None:
    double = Double()

    async def tell(storage: Storage) -> Outcome:
        await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="monday", lane=Lane.BULK)
        await _later(60 * 24)
        double.fail("POST", *[dropped(done=False)] * 2)
        await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="tuesday", lane=Lane.BULK)
        await _later(30)
        return await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="tuesday", lane=Lane.BULK)

    assert isinstance(_story(tmp_path, tell), Sent)
    assert len(double.messages[500]) == 2


def test_posted_and_then_deleted_is_not_posted_again(tmp_path: Path) -> None:
    double = Double()
    double.fail("POST", Fault(404, 10008))

    async def tell(storage: Storage) -> list[Outcome]:
        return [
            await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="k", lane=Lane.BULK)
            for _ in range(2)
        ]

    assert _story(tmp_path, tell) == [Gone(10008)] * 2
    assert len(double.requests) == 1


def test_a_page_in_doubt_is_sent_again(tmp_path: Path) -> None:
    double = Double()
    double.fail("POST", *[dropped(done=True)] * 3)

    async def tell(storage: Storage) -> tuple[Outcome, Outcome]:
        first = await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="k", lane=Lane.URGENT)
        await _later(30)
        double.nonces.clear()
        again = await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="k", lane=Lane.URGENT)
        return first, again

    first, again = _story(tmp_path, tell)
    assert first == Unknown()
    assert isinstance(again, Sent)
    assert len(double.messages[500]) == 2


def test_a_page_goes_out_with_the_database_down_and_a_checkin_waits() -> None:
    double = Double()

    async def story() -> tuple[Outcome, Outcome]:
        messenger = _messenger(double, _Away())
        return (
            await messenger.post(channel_id=500, message=PLAIN, key="page", lane=Lane.URGENT),
            await messenger.post(channel_id=500, message=PLAIN, key="checkin", lane=Lane.BULK),
        )

    page, checkin = run(story)
    assert isinstance(page, Sent)
    assert checkin == Transient()
    assert len(double.messages[500]) == 1


def test_trying_again_does_not_stretch_the_time_in_which_discord_knows_the_nonce(tmp_path: Path) -> None:
    """What is in doubt since long is looked for, however often it was tried in between."""
    double = Double()
    double.fail("POST", dropped(done=True), *[dropped(done=False)] * 5)
    double.fail("GET", *[Fault(503)] * 6)

    async def tell(storage: Storage) -> Outcome:
        for _ in range(3):
            await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)
            await _later(1.5)
        double.nonces.clear()
        return await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=Lane.BULK)

    assert isinstance(_story(tmp_path, tell), Sent)
    assert len(double.messages[500]) == 1


def test_without_the_database_find_still_knows_what_this_process_posted() -> None:
    double = Double()

    async def story() -> tuple[Outcome, Sent | None]:
        messenger = _messenger(double, _Away())
        sent = await messenger.post(channel_id=500, message=PLAIN, key="page", lane=Lane.URGENT)
        return sent, await messenger.find(channel_id=500, key="page")

    sent, found = run(story)
    assert found == sent


def test_bulk_waits_for_the_database_in_every_way() -> None:
    double = Double()

    async def story() -> list[Outcome]:
        messenger = _messenger(double, _Away())
        return [
            await messenger.direct(user_id=3001, message=PLAIN, key="a", lane=Lane.BULK),
            await messenger.open_thread(channel_id=500, name="12", members=[], key="b", lane=Lane.BULK),
        ]

    assert run(story) == [Transient()] * 2
    assert double.requests == []


@pytest.mark.parametrize("lane", Lane)
def test_find_knows_a_post_by_its_key(tmp_path: Path, lane: Lane) -> None:
    double = Double()

    async def tell(storage: Storage) -> tuple[Sent | None, Sent | None, Outcome]:
        sent = await _messenger(double, storage).post(channel_id=500, message=CHECKIN, key="k", lane=lane)
        await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="other", lane=lane)
        await _later(1)
        fresh = _messenger(double, storage)
        return await fresh.find(channel_id=500, key="k"), await fresh.find(channel_id=500, key="none"), sent

    found, missing, sent = _story(tmp_path, tell)
    assert found == sent
    assert missing is None


def test_an_edited_message_is_still_found_by_its_key() -> None:
    double = Double()

    async def story() -> tuple[Sent | None, Outcome]:
        sent = await double.messenger().post(channel_id=500, message=CHECKIN, key="k", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        changed = Message("other", rows=CHECKIN.rows)
        await double.messenger().edit(
            channel_id=500, message_id=sent.message_id, message=changed, lane=Lane.URGENT, key="k"
        )
        return await double.messenger().find(channel_id=500, key="k"), sent

    found, sent = run(story)
    assert found == sent


def test_the_ledger_keeps_no_key_and_forgets(tmp_path: Path) -> None:
    double = Double()

    async def tell(storage: Storage) -> tuple[list[Any], int, list[Any]]:
        await _messenger(double, storage).post(channel_id=500, message=PLAIN, key="checkin:7:123456", lane=Lane.BULK)
        kept = await storage.read(lambda c: [tuple(row) for row in c.execute(select(posts))])
        await _later(60 * 24 * 15)
        now = LoopClock().now()
        gone = await storage.write(lambda c: forget(c, now - timedelta(days=14)))
        return kept, gone, await storage.read(lambda c: [tuple(row) for row in c.execute(select(posts))])

    kept, gone, left = _story(tmp_path, tell)
    assert len(kept) == gone == 1
    assert "123456" not in str(kept)
    assert "session" not in str(kept)
    assert left == []
