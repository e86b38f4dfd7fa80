"""Discord's own scheduled events, as the domain knows them: one for the next meeting in a voice or stage channel."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Entry:
    """An event to be shown: `mark` is what it is recognised by, since Discord knows no nonce for events."""

    guild_id: int
    channel_id: int
    mark: str
    title: str
    about: str
    starts_at: datetime
    ends_at: datetime


class Calendar(Protocol):
    """Keeps events in step; what cannot be done now returns None and loses nothing but the mirror."""

    async def put(self, entry: Entry) -> int | None:
        """Make an event, or bring the one with this mark up to date, its channel included; return its id."""
        ...

    async def remove(self, guild_id: int, mark: str) -> bool:
        """Take the event with this mark away; none there is as well. False if Discord refused."""
        ...

    async def begin(self, guild_id: int, event_id: int) -> None:
        """Show that an event goes on, if Discord lets us; one that has begun or is over stays as it is."""
        ...

    async def finish(self, guild_id: int, event_id: int) -> None:
        """Show that an event is over, if Discord lets us; one that never began there is called off."""
        ...

    async def interested(self, guild_id: int, event_id: int) -> frozenset[int] | None:
        """Return who pressed *Interested* on an event; None where that cannot be known now."""
        ...
