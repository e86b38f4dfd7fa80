"""Discord's own filter (AutoMod), as the domain knows it: rules that tell us of fixed phrases, and where they tell it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Final, Protocol

PHRASES_A_RULE: Final = 1000
PHRASE_AT_MOST: Final = 60
RULES_AT_MOST: Final = 6
"""Discord's limits. Source: https://docs.discord.com/developers/resources/auto-moderation, "Trigger Metadata Field Limits"."""


@dataclass(frozen=True, slots=True)
class Listened:
    """What the filter is to do in one server."""

    guild_id: int
    phrases: Sequence[str]
    deaf_in: Collection[int]  # channels that it leaves alone
    channel_id: int | None  # where it tells; None for a channel still to be made
    channel_name: str
    rule_name: str
    reason: str


class Kept(Enum):
    """What came of keeping the filter in step."""

    AS_IT_WAS = "as-it-was"
    CHANGED = "changed"
    FORBIDDEN = "forbidden"  # the bot may not manage the server, or its channels
    LATER = "later"


class Filter(Protocol):
    """Keeps Discord's filter in step; every call may be repeated."""

    async def keep(self, listened: Listened) -> tuple[Kept, int | None]:
        """Make or change our rules and the hidden channel they tell in; return that channel's id."""
        ...

    async def drop(self, guild_id: int, rule_name: str) -> None:
        """Take our rules away; none there is as well."""
        ...
