"""Emptying a direct-message channel of what we wrote into it; what the other person wrote is theirs to delete."""

import discord

from bot.messenger.adapter.requests import Requests
from bot.messenger.port import Gone, Lane, Outcome, Sent, Transient

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

        async def look() -> list[int]:
            found: list[int] = []
            async for message in there.history(limit=None, before=discord.Object(before)):
                if self._client.user is not None and message.author.id == self._client.user.id:
                    found.append(message.id)
                if len(found) > AT_ONCE:
                    break
            return found

        found = await self._requests.safely("history", channel_id, lane, look)
        if not isinstance(found, list):
            return Sent(channel_id, before) if isinstance(found, Gone) else found
        for number in found[:AT_ONCE]:
            outcome = await self._delete(there.get_partial_message(number), lane)
            if not isinstance(outcome, Sent | Gone):
                return outcome
        return Sent(channel_id, before) if len(found) <= AT_ONCE else Transient()

    async def _delete(self, message: discord.PartialMessage, lane: Lane) -> Outcome:
        async def request() -> Outcome:
            await message.delete()
            return Sent(message.channel.id, message.id)

        return await self._requests.safely("delete", message.channel.id, lane, request)
