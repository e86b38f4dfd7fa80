"""Edits: one in flight a message, and of those waiting only the newest is sent."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field

from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Unknown


@dataclass(slots=True)
class _Slot:
    newest: Message
    version: int = 0
    shown: int = -1
    outcome: Outcome | None = None
    users: int = 0
    in_flight: asyncio.Lock = field(default_factory=asyncio.Lock)
    bulk: asyncio.Future[Outcome] | None = None
    leader: asyncio.Future[Outcome] | None = None


class NewestWins:
    """What each message should show, while somebody is busy making it so."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._slots: dict[int, _Slot] = {}

    def want(self, message_id: int, message: Message) -> "Wish":
        """Note what a message should show; to be entered before anything is awaited."""
        slot = self._slots.setdefault(message_id, _Slot(newest=message))
        slot.version += 1
        slot.newest = message
        return Wish(self._slots, message_id, slot, slot.version)


class Wish:
    """One call's wish; leaves no trace once the last one for a message is through."""

    def __init__(self, slots: dict[int, _Slot], message_id: int, slot: _Slot, version: int) -> None:
        """Count in."""
        self._slots, self._message_id, self._slot, self._version = slots, message_id, slot, version
        slot.users += 1

    def __enter__(self) -> "Wish":
        """Begin."""
        return self

    def __exit__(self, *_: object) -> None:
        """Count out."""
        self._slot.users -= 1
        if not self._slot.users:
            self._slots.pop(self._message_id, None)

    async def fulfil_in_turn(
        self, turn: Callable[[], AbstractAsyncContextManager[None]], send: Callable[[Message], Awaitable[Outcome]]
    ) -> Outcome:
        """Wait for a turn in the bulk lane, one call for all that wait to edit this message, and fulfil the wish."""
        slot = self._slot
        if slot.leader is not None:
            return await asyncio.shield(slot.leader)
        slot.leader = leader = asyncio.get_running_loop().create_future()
        outcome: Outcome = Unknown()
        try:
            async with turn():
                slot.leader = None
                outcome = await self.fulfil(send, Lane.BULK)
        finally:
            if slot.leader is leader:
                slot.leader = None
            leader.set_result(outcome)
        return outcome

    async def fulfil(self, send: Callable[[Message], Awaitable[Outcome]], lane: Lane) -> Outcome:
        """Send the newest state, unless an edit that went out meanwhile showed it already.

        An urgent edit does not wait for a bulk one in flight: that one is abandoned, and its caller sees the newer state sent.
        """
        slot = self._slot
        if lane is Lane.URGENT and slot.bulk is not None:
            slot.bulk.cancel()
        while True:
            async with slot.in_flight:
                if slot.shown >= self._version and slot.outcome is not None:
                    return slot.outcome
                version = slot.version
                outcome = await self._send(send, lane)
                if isinstance(outcome, Sent):
                    slot.shown, slot.outcome = version, outcome
                if outcome is not None:
                    return outcome

    async def _send(self, send: Callable[[Message], Awaitable[Outcome]], lane: Lane) -> Outcome | None:
        """Send the newest state; None if an urgent edit pushed this one aside."""
        task = asyncio.ensure_future(send(self._slot.newest))
        self._slot.bulk = task if lane is Lane.BULK else None
        try:
            await asyncio.wait({task})
        except asyncio.CancelledError:
            task.cancel()
            raise
        finally:
            self._slot.bulk = None
        return None if task.cancelled() else task.result()
