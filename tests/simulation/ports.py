"""The ports of a life: its database, its keyring and its messenger, each of which fails as the plan says."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from random import Random
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.errors import StorageUnavailable
from bot.messenger.directs import Directs
from bot.messenger.edits import NewestWins
from bot.messenger.message import Message
from bot.messenger.port import (
    DirectMessagesClosed,
    Forbidden,
    Gone,
    Lane,
    Outcome,
    Sent,
    Transient,
    Unknown,
)
from bot.storage.worker import Mode, Transaction, Worker
from bot.storage.worker import Outcome as Ended
from tests.simulation.faults import Ill, Mute, Plan
from tests.simulation.town import Attempt, Town


class Gate(Protocol):
    """What a life is asked before and after everything that leaves it."""

    number: int

    async def cross(self, where: str) -> None:
        """Go on, or never: here a process may end, and a dead one does nothing more."""
        ...


@dataclass(slots=True)
class FaultyWorker:
    """A worker of storage that fails as planned."""

    worker: Worker
    store: str
    plan: Plan
    town: Town
    random: Random
    gate: Gate

    async def run(self, transaction: Transaction[Any]) -> Ended[Any]:
        await asyncio.sleep(self.random.uniform(0.0005, 0.004))
        await self.gate.cross(f"{self.store} before")
        writes = transaction.mode is not Mode.READ
        forgets = False
        for window in self.plan.ill(self.store, self.town.timeline.passed):
            if self.random.random() >= window.share:
                continue
            match window.what:
                case Ill.SLOW:
                    await asyncio.sleep(self.random.choice((0.3, 2.0, 7.0)))
                case Ill.LOCKED if writes:
                    await asyncio.sleep(5)
                    return Ended(error=StorageUnavailable())
                case Ill.FULL | Ill.READ_ONLY if writes:
                    return Ended(error=StorageUnavailable())
                case Ill.AWAY:
                    return Ended(error=StorageUnavailable())
                case Ill.FORGETFUL if writes:
                    forgets = True
        await self.gate.cross(f"{self.store} at")
        outcome = await self.worker.run(transaction)
        await self.gate.cross(f"{self.store} after")
        if forgets and outcome.error is None:
            return Ended(error=StorageUnavailable())
        return outcome

    async def close(self) -> None:
        await self.worker.close()


class FaultyMessenger:
    """The messenger's port on the town, with what Discord fails at."""

    def __init__(self, town: Town, plan: Plan, random: Random, gate: Gate, directs: Directs) -> None:
        self.directs = directs
        self.failures = Counter[str]()
        self._town, self._plan, self._random, self._gate = town, plan, random, gate
        self._edits = NewestWins()

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        return await self._send(channel_id, channel_id, message, key=key, lane=lane, user_id=None)

    async def direct(
        self,
        *,
        user_id: int,
        message: Message,
        key: str,
        lane: Lane,
        zone: ZoneInfo | None = None,
        rationed: bool = True,
    ) -> Outcome:
        channel = self._town.direct_channel(user_id)
        return await self._send(user_id, channel, message, key=key, lane=lane, user_id=user_id)

    async def _send(
        self, target: int, channel_id: int, message: Message, *, key: str, lane: Lane, user_id: int | None
    ) -> Outcome:
        town = self._town
        town.attempts.append(
            Attempt(town.timeline.passed, "send", target, key, message, self._gate.number, town.timeline.clock)
        )
        if lane is Lane.BULK and (known := town.known(target, key)) is not None:
            return Sent(known.channel_id, known.message_id)
        await self._gate.cross("send before")
        refused = await self._refused(target, lane)
        if refused is not None and refused is not Mute.ARRIVED:
            return self._outcome(refused, target, key, "send")
        before = (target, key) in town.doubts
        town.doubts.add((target, key))  # until the answer is there
        post = town.deliver(target, channel_id, message, key=key, lane=lane, user_id=user_id, life=self._gate.number)
        await self._gate.cross("send after")
        if refused is not None:
            return self._outcome(refused, target, key, "send")
        if not before:
            town.doubts.discard((target, key))
        elif lane is Lane.URGENT:
            town.alone(post)
        if user_id is not None:
            self.directs.take({user_id: channel_id})
        return Sent(post.channel_id, post.message_id)

    async def edit(
        self, *, channel_id: int, message_id: int, message: Message, lane: Lane, key: str | None = None
    ) -> Outcome:
        async def send(newest: Message) -> Outcome:
            post = self._town.post(message_id)
            target = channel_id if post is None or post.user_id is None else post.user_id
            return await self._do("edit", target, lane, lambda: self._town.show(message_id, newest), channel_id)

        with self._edits.want(message_id, message) as wish:
            return await wish.fulfil(send, lane)

    async def delete(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        done = await self._do("delete", channel_id, lane, lambda: self._town.show(message_id, None) or True, channel_id)
        if not isinstance(done, Sent):
            self._town.owed.add(message_id)  # the messenger writes that down, and does it later (bot.privacy.removals)
        return done

    async def clear_direct(self, *, channel_id: int, before: int, lane: Lane) -> Outcome:
        return await self._do("clear", channel_id, lane, lambda: True, channel_id)

    async def open_thread(self, *, channel_id: int, name: str, members: Sequence[int], key: str, lane: Lane) -> Outcome:
        opened = 0

        def work() -> bool:
            nonlocal opened
            opened = self._town.open_thread(channel_id, key, members)
            return True

        outcome = await self._do("thread", channel_id, lane, work, channel_id)
        return Sent(opened, opened) if isinstance(outcome, Sent) else outcome

    async def add_to_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        def work() -> bool:
            self._town.threads.setdefault(thread_id, set()).add(user_id)
            return True

        return await self._do("add", thread_id, lane, work, thread_id)

    async def remove_from_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        def work() -> bool:
            self._town.threads.setdefault(thread_id, set()).discard(user_id)
            return True

        return await self._do("remove", thread_id, lane, work, thread_id)

    async def close_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        return await self._do("close", thread_id, lane, lambda: True, thread_id)

    async def delete_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        return await self._do("delete thread", thread_id, lane, lambda: True, thread_id)

    async def pin(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        return await self._do("pin", channel_id, lane, lambda: True, channel_id)

    async def find(self, *, channel_id: int, key: str) -> Sent | None:
        await self._gate.cross("find")
        post = self._town.known(channel_id, key)
        if post is None:
            return None
        if (channel_id, key) in self._town.doubts:
            self._town.alone(post)
        return Sent(post.channel_id, post.message_id)

    async def open_ahead(self, user_ids: Sequence[int]) -> None:
        self.directs.take({user: self._town.direct_channel(user) for user in user_ids})

    def direct_messages_closed(self, user_id: int) -> bool:
        return any(one.what is Mute.CLOSED for one in self._plan.mute(user_id, self._town.timeline.passed))

    @asynccontextmanager
    async def beside(self) -> AsyncIterator[None]:
        await self._gate.cross("beside")
        yield

    # -- what Discord makes of it ---------------------------------------------------------------------------------

    async def _do(self, what: str, target: int, lane: Lane, work: Any, place: int) -> Outcome:
        await self._gate.cross(f"{what} before")
        refused = await self._refused(target, lane, but=Mute.CLOSED)
        if refused is not None and refused is not Mute.ARRIVED:
            return self._outcome(refused, target, "", what)
        done = work()
        await self._gate.cross(f"{what} after")
        if refused is not None:
            return self._outcome(refused, target, "", what)
        return Sent(place, place) if done else Gone(10008)

    async def _refused(self, target: int, lane: Lane, but: Mute | None = None) -> Mute | None:
        """Take the time that it takes, and say what fails, if anything does."""
        failing = [
            one.what
            for one in self._plan.mute(target, self._town.timeline.passed)
            if self._random.random() < one.share and isinstance(one.what, Mute) and one.what is not but
        ]
        refused = failing[0] if failing else None
        if refused in (Mute.LOST, Mute.ARRIVED, Mute.TRANSIENT):
            await asyncio.sleep(self._random.uniform(1.5, 10.5) if lane is Lane.URGENT else 3.0)
        else:
            await asyncio.sleep(self._random.uniform(0.05, 0.4))
        return refused

    def _outcome(self, refused: Mute, target: int, key: str, what: str) -> Outcome:
        self._town.note(
            f"   {what} for {self._town.place(target, target if target in range(4000, 5000) else None)}: {refused.value} [{key}]"
        )
        match refused:
            case Mute.TRANSIENT:
                return Transient()
            case Mute.LOST | Mute.ARRIVED:
                return Unknown()
            case Mute.FORBIDDEN:
                return Forbidden(50013)
            case Mute.GONE:
                return Gone(10003)
            case Mute.CLOSED:
                return DirectMessagesClosed()
