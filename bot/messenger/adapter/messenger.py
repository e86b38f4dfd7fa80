"""The messenger on Discord."""

import asyncio
import secrets
from collections import Counter
from collections.abc import Callable, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any
from zoneinfo import ZoneInfo

import discord

from bot.clock import Clock
from bot.messenger.adapter.clearing import Clearing
from bot.messenger.adapter.posting import Posting
from bot.messenger.adapter.requests import Requests
from bot.messenger.adapter.threads import Threads
from bot.messenger.directs import Directs
from bot.messenger.edits import NewestWins
from bot.messenger.identity import Identity
from bot.messenger.lanes import Lanes
from bot.messenger.ledger import Ledger
from bot.messenger.message import Message
from bot.messenger.port import (
    Archived,
    DirectMessagesClosed,
    Gone,
    Lane,
    Left,
    Outcome,
    OverBudget,
    Sent,
    Transient,
    Unknown,
)
from bot.messenger.render import render_edit
from bot.messenger.traces import Traces

OPENING_PAUSE = 2.0
"""Seconds between two channels opened ahead; up to as much again is added at random."""

UTC_ZONE = ZoneInfo("UTC")


class DiscordMessenger:
    """The port's adapter. It starts nothing: work runs in the caller, or in tasks that end."""

    def __init__(
        self,
        client: discord.Client,
        *,
        secret: bytes,
        clock: Clock,
        directs: Directs | None = None,
        ledger: Ledger | None = None,
        traces: Traces | None = None,
        lanes: Lanes | None = None,
        zone: ZoneInfo = UTC_ZONE,
        failures: Counter[str] | None = None,
        token_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Speak through a client that is logged in by the time of the first request.

        `secret` (at least 16 bytes) must be the same after a restart. Without a ledger, bulk posts are remembered by nonce
        and marker only. `failures` counts by operation and outcome.
        """
        self.directs = directs or Directs(clock)
        self.failures = failures if failures is not None else Counter()
        self._client = client
        self._zone = zone
        self._token_bytes = token_bytes
        self._requests = Requests(lanes or Lanes(), self.failures, self.directs.halt)
        self._identity = Identity(secret)
        self._posting = Posting(
            client,
            requests=self._requests,
            identity=self._identity,
            ledger=ledger,
            clock=clock,
            remove=lambda channel, message: self.delete(channel_id=channel, message_id=message, lane=Lane.BULK),
        )
        self._threads = Threads(client, self._requests)
        self._clearing = Clearing(client, self._requests)
        self._traces = traces
        self._edits = NewestWins()

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        """Post into a channel or thread."""
        if lane is Lane.URGENT:
            outcome = await self._posting.now(channel_id, message, key, place=channel_id, kept=channel_id)
        else:
            outcome = await self._posting.once(channel_id, message, key, place=channel_id, kept=channel_id)
        return self._traced(outcome, message)

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
        """Write to a person privately."""
        if lane is Lane.BULK:
            return await self._direct_later(user_id, message, key, zone or self._zone, rationed=rationed)
        channel = await self._open(user_id, lane)
        if not isinstance(channel, int):
            return channel
        outcome = await self._posting.now(channel, message, key, place=user_id, kept=None)
        await self._learn(user_id, channel, outcome)
        return self._traced(outcome, message)

    async def edit(
        self, *, channel_id: int, message_id: int, message: Message, lane: Lane, key: str | None = None
    ) -> Outcome:
        """Make a message of ours show `message`."""
        marker = None if key is None else self._identity.marker(key)
        target = self._message(channel_id, message_id)

        async def send(newest: Message) -> Outcome:
            rendered = render_edit(newest, marker=marker, strict=lane is Lane.BULK)

            async def request() -> Outcome:
                await target.edit(**rendered)
                return Sent(channel_id, message_id)

            return await self._requests.repeat("edit", lane, request)

        bucket = f"edit:{channel_id}"
        with self._edits.want(message_id, message) as wish:
            if lane is Lane.BULK:
                outcome = await wish.fulfil_in_turn(lambda: self._requests.enter(bucket, lane), send)
            else:
                async with self._requests.enter(bucket, lane):
                    outcome = await wish.fulfil(send, lane)
        return self._traced(outcome, message)

    async def delete(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Remove a message of ours."""
        target = self._message(channel_id, message_id)

        async def request() -> Outcome:
            await target.delete()
            return Sent(channel_id, message_id)

        outcome: Outcome = await self._requests.safely("delete", channel_id, lane, request)
        if isinstance(outcome, Archived):
            outcome = await self._threads.opened(channel_id, "delete", lane, request)
        gone = isinstance(outcome, Sent | Gone)
        if self._traces is not None:
            self._posting.aside(self._traces.deleted(channel_id, message_id, gone=gone))
        return Sent(channel_id, message_id) if gone else outcome

    async def clear_direct(self, *, channel_id: int, before: int, lane: Lane) -> Outcome:
        """Remove what we wrote into a direct-message channel before an id."""
        return await self._clearing.clear(channel_id, before, lane)

    async def pin(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Pin a message of ours."""
        target = self._message(channel_id, message_id)

        async def request() -> Outcome:
            await target.pin()
            return Sent(channel_id, message_id)

        return await self._requests.safely("pin", channel_id, lane, request)

    async def open_thread(self, *, channel_id: int, name: str, members: Sequence[int], key: str, lane: Lane) -> Outcome:
        """Open a private thread and bring `members` in."""
        outcome = await self._posting.thread(self._threads, channel_id, name, key, lane)
        if not isinstance(outcome, Sent):
            return outcome
        missing = await self._threads.bring_in(outcome.channel_id, members, lane)
        return Sent(outcome.channel_id, outcome.message_id, missing)

    async def add_to_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Bring a person into a private thread."""
        return await self._threads.add(thread_id, user_id, lane)

    async def remove_from_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Take a person out of a private thread."""
        return await self._threads.remove(thread_id, user_id, lane)

    async def close_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Archive and lock a thread."""
        return await self._threads.close(thread_id, lane)

    async def delete_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Remove a thread with everything in it."""
        return await self._threads.delete(thread_id, lane)

    async def find(self, *, channel_id: int, key: str) -> Sent | None:
        """Look for what was posted under `key`."""
        return await self._posting.find(channel_id, key)

    def beside(self) -> AbstractAsyncContextManager[None]:
        """Have one request that is made elsewhere, a page of what was missed, fit below Discord's global limit."""
        return self._requests.beside()

    async def open_ahead(self, user_ids: Sequence[int]) -> None:
        """Open channels one by one with pauses, and stop at once if Discord finds that too fast."""
        for user_id in user_ids:
            if not self.directs.may_open():
                return
            if self.directs.channel(user_id) is None and self.directs.worth_trying(user_id):
                await self._open(user_id, Lane.BULK)
                await asyncio.sleep(OPENING_PAUSE * (1 + self._token_bytes(1)[0] / 256))

    def direct_messages_closed(self, user_id: int) -> bool:
        """Say whether a person is known to take no direct messages from us."""
        return self.directs.closed(user_id)

    def heard(self, message: discord.Message) -> None:
        """Learn from the gateway that a message of ours arrived; to be called for every message that the bot itself wrote.

        It is often the earlier word, and the only one where the answer to the request was lost.
        """
        if message.nonce is not None and self._client.user is not None and message.author.id == self._client.user.id:
            self._posting.heard(nonce=str(message.nonce), channel_id=message.channel.id, message_id=message.id)

    async def _direct_later(
        self, user_id: int, message: Message, key: str, zone: ZoneInfo, *, rationed: bool
    ) -> Outcome:
        known = await self._posting.recall(key, channel_id=self.directs.channel(user_id))
        if known is not None:
            return known
        if not self.directs.worth_trying(user_id):
            return Left() if self.directs.left(user_id) else DirectMessagesClosed()
        if rationed and not self.directs.may_write(user_id, zone):
            return OverBudget()
        receipt = self.directs.spend(user_id) if rationed else None
        outcome: Outcome = Transient()
        try:
            channel = await self._open(user_id, Lane.BULK)
            if isinstance(channel, int):
                outcome = await self._posting.once(channel, message, key, place=user_id, kept=None)
                await self._learn(user_id, channel, outcome)
                self._traced(outcome, message)
            else:
                outcome = channel
        finally:
            if receipt is not None and not isinstance(outcome, Sent | Unknown):
                self.directs.give_back(user_id, receipt)
        if receipt is not None and isinstance(outcome, Sent | Unknown):
            await self.directs.keep_receipt(user_id, receipt)
        return outcome

    def _traced(self, outcome: Outcome, message: Message) -> Outcome:
        """Have it written down whom a message names, without anybody waiting for that."""
        if self._traces is not None and isinstance(outcome, Sent):
            self._posting.aside(self._traces.note(outcome, message))
        return outcome

    async def _open(self, user_id: int, lane: Lane) -> int | Outcome:
        """Return the id of the channel with a person, opened if need be (opening twice gives the same one)."""
        channel = self.directs.channel(user_id)
        if channel is not None:
            return channel
        halted = DirectMessagesClosed() if lane is Lane.URGENT else Transient()
        if not self.directs.may_open():
            return halted
        async with self._requests.enter("open_direct", lane):
            opened = await self._requests.repeat(
                "open_direct", lane, lambda: self._client.create_dm(discord.Object(user_id))
            )
        if isinstance(opened, discord.DMChannel):
            await self._remember(lane, self.directs.opened(user_id, opened.id))
            return opened.id
        if not self.directs.may_open():
            return halted
        await self._learn(user_id, None, opened)
        return opened

    async def _learn(self, user_id: int, channel: int | None, outcome: Outcome) -> None:
        match outcome:
            case Sent() if channel is not None:
                await self._remember(Lane.URGENT, self.directs.opened(user_id, channel))
            case DirectMessagesClosed():
                await self._remember(Lane.URGENT, self.directs.found_closed(user_id))
            case Left():
                await self._remember(Lane.URGENT, self.directs.found_left(user_id))

    async def _remember(self, lane: Lane, keeping: Coroutine[Any, Any, None]) -> None:
        """Keep what was learned: at once in memory, and in the database without urgent work waiting for it."""
        if lane is Lane.BULK:
            await keeping
        else:
            self._posting.aside(keeping)
            await asyncio.sleep(0)

    def _message(self, channel_id: int, message_id: int) -> discord.PartialMessage:
        return self._client.get_partial_messageable(channel_id).get_partial_message(message_id)
