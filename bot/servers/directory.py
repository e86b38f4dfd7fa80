"""What the domain needs to know of a Discord server and the people in it."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Protocol

from bot.servers.sight import Sight


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody in a server."""

    user_id: int
    name: str
    roles: frozenset[int]
    is_admin: bool = False
    is_bot: bool = False


class Directory(Protocol):
    """Facts about servers, from what Discord told us last. Nothing here asks over the network."""

    def member(self, guild_id: int, user_id: int) -> Member | None:
        """Return a member, or None when they are not (or no longer) in the server."""
        ...

    def absent(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody is certainly not in a server; a member we have not heard of yet is not absent."""
        ...

    def gone(self, user_id: int) -> bool:
        """Say whether somebody certainly shares no server with us; never as long as some server is not known in full."""
        ...

    def everybody(self) -> frozenset[int] | None:
        """Return everyone who shares a server with us; None as long as some server is not known in full."""
        ...

    def out_of_sight(self, channel_id: int) -> bool:
        """Say whether a channel is certainly in no server of ours, as far as Discord told us; never before it told all."""
        ...

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:
        """Return the people who have a role, bots left out, in a stable order."""
        ...

    def owner(self, guild_id: int) -> int | None:
        """Return whom a server belongs to, or None for one that we are not in."""
        ...

    def readers(self, guild_id: int, channel_id: int) -> frozenset[int]:
        """Return everyone who can read a channel, administrators and the owner among them."""
        ...

    def reads(self, guild_id: int, channel_id: int, user_id: int) -> bool:
        """Say whether one person can read a channel."""
        ...

    def sight(self, guild_id: int, channel_id: int, ranks: Collection[int]) -> Sight | None:
        """Return who can see a channel and who could, from its real permissions; None for one that is gone.

        Args:
            guild_id: the server.
            channel_id: the channel.
            ranks: the roles of on-call peers and leads.
        """
        ...

    def servers_of(self, user_id: int) -> tuple[int, ...]:
        """Return the servers that we share with a person."""
        ...

    def channel_kind(self, guild_id: int, channel_id: int) -> str | None:
        """Return what kind a channel is (text, voice, stage, forum, other); None for one that we do not know of."""
        ...

    def lacking(self, guild_id: int, channel_id: int) -> tuple[str, ...]:
        """Return the permissions that the bot lacks to post a message with a card there, as Discord writes them."""
        ...

    def in_voice(self, guild_id: int, channel_id: int) -> tuple[int, ...]:
        """Return the people who are in a voice or stage channel now, bots left out."""
        ...

    def server_name(self, guild_id: int) -> str:
        """Return a server's name, or an empty text for one that we are not in."""
        ...
