"""Look among our own messages for one whose arrival is in doubt."""

from collections.abc import AsyncIterator, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

import discord

from bot.messenger.adapter.requests import Requests
from bot.messenger.identity import Identity
from bot.messenger.port import Lane, Outcome, Sent, Unknown

DEEPEST = 300
"""Messages looked at in one channel; Discord hands out 100 a request."""

SLACK = timedelta(minutes=2)
"""How far Discord's clock and ours may be apart."""


def marker_of(message: discord.Message) -> int | None:
    """Return the id of the first component of a message: the marker, if it carries one. For `render(marker=…)`."""
    for component in message.components:
        for carrier in (*getattr(component, "children", ()), component):
            return getattr(carrier, "id", None) or None
    return None


def looks_of(content: str | None, embeds: Iterable[discord.Embed], custom_ids: Iterable[str]) -> list[str]:
    """List what a message shows, in the same way for one to be sent and one that was fetched."""
    shown = [content or ""]
    for embed in embeds:
        shown += [embed.title or "", embed.description or "", embed.footer.text or ""]
        for field in embed.fields:
            shown += [field.name or "", field.value or ""]
    return [*shown, *custom_ids]


class Search:
    """Finds a post by its marker, or by what it shows if Discord dropped the marker (it may in messages with cards)."""

    def __init__(self, client: discord.Client, requests: Requests, identity: Identity) -> None:
        """Look with the client's eyes."""
        self._client = client
        self._requests = requests
        self._identity = identity

    def look(self, rendered: dict[str, Any]) -> str:
        """Return the hash of what rendered keyword arguments will show."""
        view = rendered.get("view")
        items = view.walk_children() if view is not None else ()
        custom_ids = [item.custom_id for item in items if getattr(item, "custom_id", None)]
        return self._identity.look(looks_of(rendered["content"], rendered["embeds"], custom_ids))

    async def find(
        self, channel_id: int, key: str, *, looks: frozenset[str], since: datetime | None, lane: Lane
    ) -> Sent | Outcome | None:
        """Return where `key` is, None if it certainly is not there, or the outcome that kept us from knowing.

        `looks` count only in messages sent from `since` on, for the same words may have been posted before.
        """
        marker = self._identity.marker(key)
        after = None if since is None else since - SLACK

        async def look_through() -> Sent | Outcome | None:
            seen = 0
            async for message in self._history(channel_id, after):
                seen += 1
                if not self._own(message):
                    continue
                if marker_of(message) == marker:
                    return Sent(channel_id, message.id)
                if after is not None and looks and self._identity.look(_shown(message)) in looks:
                    return Sent(channel_id, message.id)
            return None if after is not None and seen < DEEPEST else Unknown()

        return await self._requests.safely("history", channel_id, lane, look_through)

    async def beside(self, sent: Sent, key: str, *, since: datetime) -> list[int] | Outcome:
        """Return the other messages that stand in the channel of `sent` under its key's marker, or what kept us from knowing."""
        marker = self._identity.marker(key)

        async def look_through() -> list[int]:
            return [
                message.id
                async for message in self._history(sent.channel_id, since - SLACK)
                if self._own(message) and message.id != sent.message_id and marker_of(message) == marker
            ]

        return await self._requests.safely("history", sent.channel_id, Lane.BULK, look_through)

    def _history(self, channel_id: int, after: datetime | None) -> AsyncIterator[discord.Message]:
        place = self._client.get_partial_messageable(channel_id)
        return place.history(limit=DEEPEST, after=after, oldest_first=False)

    def _own(self, message: discord.Message) -> bool:
        return self._client.user is not None and message.author.id == self._client.user.id


def _shown(message: discord.Message) -> list[str]:
    return looks_of(message.content, message.embeds, _custom_ids(message))


def _custom_ids(message: discord.Message) -> Iterator[str]:
    for component in message.components:
        for child in getattr(component, "children", ()):
            if custom_id := getattr(child, "custom_id", None):
                yield custom_id
