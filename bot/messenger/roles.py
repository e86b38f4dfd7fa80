"""Giving a role to somebody and taking it back, said without Discord's library."""

from typing import Protocol


class Roles(Protocol):
    """The roles of members."""

    async def give(self, guild_id: int, user_id: int, role_id: int) -> bool:
        """Give a member a role; False where Discord refused, or the role or the member is gone."""
        ...

    async def take(self, guild_id: int, user_id: int, role_id: int) -> bool:
        """Take a role from a member; False as above."""
        ...
