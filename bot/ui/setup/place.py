"""In which server a turn happens and whether this person may do it there. Ids in buttons are not asked."""

from typing import Any

import discord

from bot.audit import Act, Audit
from bot.servers import Server, Servers
from bot.ui.setup.errors import NotAllowedToExamine, NotAllowedToSetUp, NotInAServer
from bot.ui.turn import Turn


async def save(servers: Servers, audit: Audit, guild_id: int, by: int, **changes: Any) -> Server:  # noqa: ANN401
    """Change a server's settings; who changed which is in the record, in the same transaction.

    Raises:
        StorageUnavailable: nothing was changed.
    """
    noted = await audit.noting(guild_id, by, Act.SETUP_CHANGED, about=",".join(sorted(changes)))
    return await servers.save(guild_id, note=noted, **changes)


def managed(client: discord.Client, turn: Turn) -> tuple[discord.Guild, discord.Member]:
    """Return the server that the turn happened in and who did it, if they manage it.

    Raises:
        NotInAServer: it happened in a direct message, or in a server that we are not in.
        NotAllowedToSetUp: they may not manage the server.
    """
    guild, member = _where(client, turn)
    if member is None or not member.guild_permissions.manage_guild:
        raise NotAllowedToSetUp
    return guild, member


def examined(client: discord.Client, turn: Turn, servers: Servers) -> discord.Guild:
    """Return the server that the turn happened in, for who manages it and for leads.

    Raises:
        NotInAServer: as `managed`.
        NotAllowedToExamine: they are neither.
    """
    guild, member = _where(client, turn)
    server = servers.get(guild.id) or Server(guild.id)
    lead = member is not None and member.get_role(server.lead_role_id or 0) is not None
    if member is None or not (lead or member.guild_permissions.manage_guild):
        raise NotAllowedToExamine
    return guild


def _where(client: discord.Client, turn: Turn) -> tuple[discord.Guild, discord.Member | None]:
    guild = None if turn.guild_id is None else client.get_guild(turn.guild_id)
    if guild is None:
        raise NotInAServer
    return guild, guild.get_member(turn.user_id)
