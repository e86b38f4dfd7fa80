"""A directory for somebody who is not connected: nobody is known, and nobody is known to be absent."""

from collections.abc import Collection

from bot.servers.directory import Member
from bot.servers.sight import Sight


class Unseen:
    """Knows nothing of any server."""

    def member(self, guild_id: int, user_id: int) -> Member | None:  # noqa: ARG002
        """Know nobody."""
        return None

    def absent(self, guild_id: int, user_id: int) -> bool:  # noqa: ARG002
        """Take nobody for gone."""
        return False

    def out_of_sight(self, channel_id: int) -> bool:  # noqa: ARG002
        """Take no channel for gone."""
        return False

    def gone(self, user_id: int) -> bool:  # noqa: ARG002
        """Take nobody for gone."""
        return False

    def everybody(self) -> frozenset[int] | None:
        """Take nobody for gone."""
        return None

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:  # noqa: ARG002
        """Know of no roles."""
        return ()

    def owner(self, guild_id: int) -> int | None:  # noqa: ARG002
        """Know of no owners."""
        return None

    def readers(self, guild_id: int, channel_id: int) -> frozenset[int]:  # noqa: ARG002
        """Know of no channels."""
        return frozenset()

    def reads(self, guild_id: int, channel_id: int, user_id: int) -> bool:  # noqa: ARG002
        """Take nobody for a reader."""
        return False

    def channel_kind(self, guild_id: int, channel_id: int) -> str | None:  # noqa: ARG002
        """Know of no channels."""
        return None

    def lacking(self, guild_id: int, channel_id: int) -> tuple[str, ...]:  # noqa: ARG002
        """Miss no permission."""
        return ()

    def in_voice(self, guild_id: int, channel_id: int) -> tuple[int, ...]:  # noqa: ARG002
        """Hear nobody."""
        return ()

    def sight(self, guild_id: int, channel_id: int, ranks: Collection[int]) -> Sight | None:  # noqa: ARG002
        """See nothing."""
        return None

    def servers_of(self, user_id: int) -> tuple[int, ...]:  # noqa: ARG002
        """Share no server with anybody."""
        return ()

    def server_name(self, guild_id: int) -> str:  # noqa: ARG002
        """Know no names."""
        return ""
