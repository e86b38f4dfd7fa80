"""Private threads: opened once although Discord takes no nonce for them."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime

import discord

from bot.messenger.adapter.requests import Requests
from bot.messenger.adapter.search import SLACK
from bot.messenger.attempts import BULK_ATTEMPTS, LEFTOVER, URGENT_ATTEMPTS
from bot.messenger.outcomes import UNKNOWN_CHANNEL, is_ambiguous
from bot.messenger.port import Archived, Gone, Lane, Outcome, Sent, Unknown

ASKED_AGAIN = 1.0
"""Seconds after which discord.py asks by itself once more, where Discord answered 500, 502, 504 or 524."""

LATEST_ARCHIVED = 50
"""Archived threads looked at when one may have been opened already."""


class Threads:
    """Opens, fills, empties and closes private threads."""

    def __init__(self, client: discord.Client, requests: Requests) -> None:
        """Use the client's cache where it knows a channel, and Discord where not."""
        self._client = client
        self._requests = requests
        self._clearing: set[asyncio.Task[None]] = set()

    async def open(
        self,
        channel_id: int,
        name: str,
        lane: Lane,
        *,
        since: datetime,
        again: bool,
        taken: Callable[[int], Awaitable[bool]],
        known: int | None = None,
    ) -> Outcome:
        """Open a thread. After an attempt in doubt (`again`, or one of our own), look first whether it is there.

        Recognised are our own private threads of that name, made from `since` on and not `taken` by another key, `known` before
        all others.
        """
        parent = await self._channel(channel_id, lane)
        if not isinstance(parent, discord.TextChannel):
            return parent if isinstance(parent, Outcome) else Gone(UNKNOWN_CHANNEL)

        async def look() -> Outcome | None:
            for thread in sorted(await self._ours(parent, name, since), key=lambda one: (one.id != known, one.id)):
                if not await taken(thread.id):
                    return Sent(thread.id, thread.id)
            return None

        loop = asyncio.get_running_loop()
        begun = loop.time()
        async with self._requests.enter(f"thread:{channel_id}", lane):
            outcome = await self._open(parent, name, lane, look, again=again)
        if isinstance(outcome, Sent) and loop.time() - begun >= ASKED_AGAIN:
            task = loop.create_task(self._remove_doubles(parent, name, lane, since, taken, outcome.channel_id))
            self._clearing.add(task)
            task.add_done_callback(self._clearing.discard)
        return outcome

    async def _open(
        self,
        parent: discord.TextChannel,
        name: str,
        lane: Lane,
        look: Callable[[], Awaitable[Outcome | None]],
        *,
        again: bool,
    ) -> Outcome:
        async def create() -> Outcome:
            thread = await parent.create_thread(
                name=name, type=discord.ChannelType.private_thread, invitable=False, auto_archive_duration=10080
            )
            return Sent(thread.id, thread.id)

        outcome: Outcome = Unknown()
        for _ in range(URGENT_ATTEMPTS if lane is Lane.URGENT else BULK_ATTEMPTS):
            if again:
                found = await self._requests.repeat("list_threads", lane, look)
                if found is not None:
                    return found if isinstance(found, Sent) else Unknown()
            outcome = await self._requests.once("thread", lane, create)
            if not is_ambiguous(outcome):
                break
            again = True
        return outcome

    async def _remove_doubles(
        self,
        parent: discord.TextChannel,
        name: str,
        lane: Lane,
        since: datetime,
        taken: Callable[[int], Awaitable[bool]],
        but: int,
    ) -> None:
        """Remove what was opened beside a thread by asking again: nobody was brought into it."""

        async def look() -> list[int]:
            ours = [thread.id for thread in await self._ours(parent, name, since)]
            return [one for one in ours if one != but and not await taken(one)]

        for pause in (0.0, LEFTOVER):  # Discord may yet carry out what nobody waits for any more
            await asyncio.sleep(pause)
            found = await self._requests.safely("list_threads", parent.id, lane, look)
            for double in found if isinstance(found, list) else ():
                await self.delete(double, lane)

    async def bring_in(self, thread_id: int, members: Sequence[int], lane: Lane) -> tuple[int, ...]:
        """Bring people in, and return those who could not be."""
        outcomes = await asyncio.gather(*(self.add(thread_id, one, lane) for one in members))
        return tuple(one for one, outcome in zip(members, outcomes, strict=True) if not isinstance(outcome, Sent))

    async def add(self, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Bring a person in."""

        async def act(thread: discord.Thread) -> None:
            await thread.add_user(discord.Object(user_id))

        return await self._with(thread_id, "add_to_thread", lane, act)

    async def remove(self, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Take a person out; somebody who is not in it is out."""

        async def act(thread: discord.Thread) -> None:
            await thread.remove_user(discord.Object(user_id))

        outcome = await self._with(thread_id, "remove_from_thread", lane, act)
        gone = isinstance(outcome, Gone) and outcome.code != UNKNOWN_CHANNEL
        return Sent(thread_id, thread_id) if gone else outcome

    async def close(self, thread_id: int, lane: Lane) -> Outcome:
        """Archive and lock a thread; one that is closed already stays so."""

        async def act(thread: discord.Thread) -> None:
            await thread.edit(archived=True, locked=True)

        outcome = await self._with(thread_id, "close_thread", lane, act)
        return Sent(thread_id, thread_id) if isinstance(outcome, Archived) else outcome

    async def delete(self, thread_id: int, lane: Lane) -> Outcome:
        """Remove a thread; one that is not there is removed."""

        async def act(thread: discord.Thread) -> None:
            await thread.delete()

        outcome = await self._with(thread_id, "delete_thread", lane, act)
        return Sent(thread_id, thread_id) if isinstance(outcome, Gone) else outcome

    async def opened(self, thread_id: int, what: str, lane: Lane, request: Callable[[], Awaitable[Outcome]]) -> Outcome:
        """Do in a closed thread what Discord allows in an open one only, and close it again."""

        async def act(thread: discord.Thread) -> None:
            await thread.edit(archived=False, locked=False)
            try:
                await request()
            finally:
                await thread.edit(archived=True, locked=True)

        return await self._with(thread_id, what, lane, act)

    async def _with(
        self, thread_id: int, what: str, lane: Lane, act: Callable[[discord.Thread], Awaitable[None]]
    ) -> Outcome:
        thread = await self._channel(thread_id, lane)
        if not isinstance(thread, discord.Thread):
            return thread if isinstance(thread, Outcome) else Gone(UNKNOWN_CHANNEL)

        async def request() -> Outcome:
            await act(thread)
            return Sent(thread_id, thread_id)

        return await self._requests.safely(what, thread_id, lane, request)

    async def _channel(self, channel_id: int, lane: Lane) -> object:
        cached = self._client.get_channel(channel_id)
        if cached is not None:
            return cached
        return await self._requests.safely("channel", channel_id, lane, lambda: self._client.fetch_channel(channel_id))

    async def _ours(self, parent: discord.TextChannel, name: str, since: datetime) -> list[discord.Thread]:
        threads = list(await parent.guild.active_threads())
        threads += [thread async for thread in parent.archived_threads(private=True, limit=LATEST_ARCHIVED)]
        return [
            thread
            for thread in threads
            if thread.parent_id == parent.id
            and self._client.user is not None
            and thread.owner_id == self._client.user.id
            and thread.name == name
            and discord.utils.snowflake_time(thread.id) >= since - SLACK
        ]
