"""What has to go from Discord is tried patiently, and not at all where the bot was taken out, until it is back."""

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from bot.agenda import Done, RetryLater
from bot.messenger import removals as owed
from bot.messenger.fake import FakeMessenger
from bot.messenger.port import Forbidden, Sent, Transient
from bot.messenger.tables import removals as table
from bot.privacy.removals import A_ROUND, LONGEST_WAIT, Removals
from bot.storage import Storage
from bot.storage.schema import metadata
from tests.unit.storage.worlds import HandClock

OURS, THEIRS = 500, 600


@dataclass
class Planned:
    """An agenda that remembers what it was asked for."""

    run: Callable[[Any], Any] = lambda _: None
    due: list[Any] = field(default_factory=list)

    def register(self, _kind: str, handler: Callable[[Any], Any], **_: Any) -> None:
        self.run = handler

    def cancel_prefix(self, _connection: Any, _prefix: str) -> None:
        self.due.clear()

    def plan(self, _connection: Any, *, due: Any, **_: Any) -> None:
        self.due.append(due)


class House:
    """Removals over a real database, with a Discord that answers as told."""

    def __init__(self, storage: Storage, clock: HandClock) -> None:
        self.storage, self.clock, self.agenda = storage, clock, Planned()
        self.messenger, self.unseen = FakeMessenger(), {THEIRS, 601, 602}
        self.asked: list[tuple[int, int]] = []
        parts: Any = SimpleNamespace(
            storage=storage,
            clock=clock,
            agenda=self.agenda,
            messenger=SimpleNamespace(delete=self._delete, delete_thread=self.messenger.delete_thread),
            directory=SimpleNamespace(out_of_sight=self.unseen.__contains__),
        )
        traces: Any = SimpleNamespace(wake=None)
        self.removals = Removals(parts, traces)

    async def _delete(self, *, channel_id: int, message_id: int, lane: Any) -> Any:
        self.asked.append((channel_id, message_id))
        return await self.messenger.delete(channel_id=channel_id, message_id=message_id, lane=lane)

    async def owe(self, channel: int, *messages: int) -> None:
        for message in messages:
            owe = partial(owed.owe_message, channel=channel, message=message, at=self.clock.now())
            await self.storage.write(owe)

    async def round(self) -> Any:
        self.asked.clear()
        return await self.agenda.run(None)


@pytest.fixture
async def house(tmp_path: Path) -> AsyncIterator[House]:
    clock = HandClock()
    storage = await Storage.open(f"sqlite:///{tmp_path / 'a.db'}", var_dir=tmp_path, clock=clock, inline=True)
    await storage.write(lambda connection: metadata.create_all(connection, tables=[table]))
    yield House(storage, clock)
    await storage.close()


async def test_where_the_bot_was_taken_out_nothing_is_tried_until_it_is_back(house: House) -> None:
    await house.owe(THEIRS, *range(1, 51))
    await house.owe(OURS, 1)
    house.messenger.will(THEIRS, Forbidden(50001))
    assert isinstance(await house.round(), Done), "nothing is left to try"
    assert len([one for one in house.asked if one[0] == THEIRS]) == 1, "one refusal says it for the whole channel"
    assert (await house.removals.failing(), await house.removals.left()) == ((0, None), 50)
    # What comes due there later is not even asked for.
    await house.owe(THEIRS, 60)
    await house.round()
    assert house.asked == []
    # Another server, or one whose channels are not these, is none of it.
    await house.removals.came(frozenset({OURS}))
    assert house.agenda.due == []

    house.messenger.will(THEIRS, Sent(THEIRS, 1))
    house.unseen.clear()
    await house.removals.came(frozenset({THEIRS}))
    assert len(house.agenda.due) == 1
    assert isinstance(await house.round(), Done)
    assert (await house.removals.failing(), await house.removals.left()) == ((0, None), 0)


async def test_hearing_of_it_asks_discord_nothing_and_joining_anywhere_tries_all_again(house: House) -> None:
    await house.owe(601, *range(1, 30))
    await house.removals.went(frozenset({601, 602}))
    assert isinstance(await house.round(), Done)
    assert house.asked == []
    await house.removals.came()
    house.unseen.clear()
    await house.round()
    assert len(house.asked) == 29
    assert await house.removals.left() == 0


async def test_a_refusal_in_a_channel_that_we_see_is_tried_again_each_with_its_own_wait(house: House) -> None:
    await house.owe(OURS, 1)
    house.messenger.will(OURS, Forbidden(50013))
    again = await house.round()
    assert isinstance(again, RetryLater)
    for _ in range(20):
        house.clock.advance(again.after)
        again = await house.round()
    assert house.asked == [(OURS, 1)]
    assert again.after == LONGEST_WAIT
    # A new one that fails does not have the old one tried every minute again.
    await house.owe(501, 1)
    house.messenger.will(501, Transient())
    await house.round()
    assert house.asked == [(501, 1)]
    house.clock.advance(timedelta(minutes=1))
    await house.round()
    assert house.asked == [(501, 1)]
    assert (await house.removals.failing())[0] == 2


async def test_no_round_comes_near_to_what_discord_bans_for(house: House) -> None:
    for channel in range(1000, 1000 + A_ROUND + 50):
        await house.owe(channel, 1)
        house.messenger.will(channel, Forbidden(50001))
    again = await house.round()
    assert isinstance(again, RetryLater)
    assert len(house.asked) == A_ROUND
    assert A_ROUND / (again.after / timedelta(minutes=10)) <= 2000
