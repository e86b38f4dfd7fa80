"""Emptying a direct-message channel of what we wrote into it; what the other person wrote is theirs to delete."""

from functools import partial

import discord

from bot.messenger.adapter.requests import Requests
from bot.messenger.port import Gone, Lane, Outcome, Sent, Transient

PAGE = 100
"""Messages that Discord gives at once."""

AT_ONCE = 50
"""Messages removed in one go: Discord lets old ones go a few a second."""


class Clearing:
    """Looks through a whole channel, and counts it as empty only when nothing of ours was found there."""

    def __init__(self, client: discord.Client, requests: Requests) -> None:
        """Look with the client's eyes."""
        self._client = client
        self._requests = requests

    async def clear(self, channel_id: int, before: int, lane: Lane) -> Outcome:
        """Remove what we wrote before an id; `Transient` while there is more of it."""
        there = self._client.get_partial_messageable(channel_id)

        found: list[int] = []
        until, more = before, True
        while more and len(found) <= AT_ONCE:
            page = await self._requests.safely("history", channel_id, lane, partial(self._page, there, until))
            if not isinstance(page, list):
                return Sent(channel_id, before) if isinstance(page, Gone) else page
            me = self._client.user
            found += [message.id for message in page if me is not None and message.author.id == me.id]
            more = len(page) == PAGE
            until = page[-1].id if page else until
        for number in found[:AT_ONCE]:
            outcome = await self._delete(there.get_partial_message(number), lane)
            if not isinstance(outcome, Sent | Gone):
                return outcome
        return Sent(channel_id, before) if len(found) <= AT_ONCE else Transient()

    async def _page(self, there: discord.PartialMessageable, before: int) -> list[discord.Message]:
        """Read what one request gives, the newest first."""
        return [message async for message in there.history(limit=PAGE, before=discord.Object(before))]

    async def _delete(self, message: discord.PartialMessage, lane: Lane) -> Outcome:
        async def request() -> Outcome:
            await message.delete()
            return Sent(message.channel.id, message.id)

        return await self._requests.safely("delete", message.channel.id, lane, request)
