"""Roles, given and taken with discord.py."""

from collections.abc import Awaitable, Callable

import discord
import structlog

from bot.messenger.adapter.requests import Beside

log = structlog.get_logger(__name__)


class DiscordRoles:
    """Changes members' roles, one request each."""

    def __init__(self, client: discord.Client, beside: Beside) -> None:
        """Speak through `client`, each request within `beside` (`DiscordMessenger.beside`): below Discord's global limit."""
        self._client = client
        self._beside = beside

    async def give(self, guild_id: int, user_id: int, role_id: int) -> bool:
        """Give a member a role; somebody who has it has it."""
        return await self._change(guild_id, user_id, lambda member: member.add_roles(discord.Object(role_id)))

    async def take(self, guild_id: int, user_id: int, role_id: int) -> bool:
        """Take a role from a member; somebody who does not have it does not."""
        return await self._change(guild_id, user_id, lambda member: member.remove_roles(discord.Object(role_id)))

    async def _change(self, guild_id: int, user_id: int, act: Callable[[discord.Member], Awaitable[None]]) -> bool:
        guild = self._client.get_guild(guild_id)
        member = None if guild is None else guild.get_member(user_id)
        if member is None:
            return False
        try:
            async with self._beside():
                await act(member)
        except discord.HTTPException as problem:
            log.warning("role.refused", guild=guild_id, code=problem.code, status=problem.status)
            return False
        return True
