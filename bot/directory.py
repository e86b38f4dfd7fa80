"""Facts about servers from discord.py's cache."""

from collections.abc import Collection, Iterable
from typing import Final

import discord

from bot.servers.directory import Member
from bot.servers.sight import Sight

_KINDS: Final = {
    discord.ChannelType.text: "text",
    discord.ChannelType.voice: "voice",
    discord.ChannelType.stage_voice: "stage",
    discord.ChannelType.forum: "forum",
}
_POSTING: Final = {
    "view_channel": "View Channel",
    "send_messages": "Send Messages",
    "embed_links": "Embed Links",
    "read_message_history": "Read Message History",
}


class CachedDirectory:
    """Answers from what the gateway told us; asks nothing over the network."""

    def __init__(self, client: discord.Client) -> None:
        """Read `client`'s cache."""
        self._client = client

    def member(self, guild_id: int, user_id: int) -> Member | None:
        """Return a member, or None when they are not (or no longer) in the server."""
        guild = self._client.get_guild(guild_id)
        member = None if guild is None else guild.get_member(user_id)
        if member is None:
            return None
        return Member(
            user_id=member.id,
            name=member.display_name,
            roles=frozenset(role.id for role in member.roles),
            is_admin=member.guild_permissions.administrator,
            is_bot=member.bot,
        )

    def absent(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody is certainly not in a server; a member we have not heard of yet is not absent."""
        guild = self._client.get_guild(guild_id)
        return guild is not None and guild.chunked and guild.get_member(user_id) is None

    def gone(self, user_id: int) -> bool:
        """Say whether somebody certainly shares no server with us; never as long as some server is not known in full."""
        return self._complete() and not self.servers_of(user_id)

    def everybody(self) -> frozenset[int] | None:
        """Return everyone who shares a server with us; None as long as some server is not known in full."""
        if not self._complete():
            return None
        return frozenset(member.id for guild in self._client.guilds for member in guild.members)

    def out_of_sight(self, channel_id: int) -> bool:
        """Say whether a channel is certainly in no server of ours, as far as Discord told us; never before it told all."""
        told = self._client.is_ready() and not any(guild.unavailable for guild in self._client.guilds)
        return told and self._client.get_channel(channel_id) is None

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:
        """Return the people who have a role, bots left out, the oldest account first."""
        guild = self._client.get_guild(guild_id)
        role = None if guild is None else guild.get_role(role_id)
        return () if role is None else tuple(sorted(member.id for member in role.members if not member.bot))

    def owner(self, guild_id: int) -> int | None:
        """Return whom a server belongs to, or None for one that we are not in."""
        guild = self._client.get_guild(guild_id)
        return None if guild is None else guild.owner_id

    def readers(self, guild_id: int, channel_id: int) -> frozenset[int]:
        """Return everyone who can read a channel, administrators and the owner among them; bots left out."""
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel(channel_id)
        if guild is None or channel is None:
            return frozenset()
        return frozenset(
            member.id for member in guild.members if not member.bot and channel.permissions_for(member).view_channel
        )

    def reads(self, guild_id: int, channel_id: int, user_id: int) -> bool:
        """Say whether one person can read a channel, or might, as long as it is not known who is in the server."""
        guild = self._client.get_guild(guild_id)
        if guild is None:
            return True
        channel, member = guild.get_channel(channel_id), guild.get_member(user_id)
        if channel is None:
            return False
        return not guild.chunked if member is None else channel.permissions_for(member).view_channel

    def sight(self, guild_id: int, channel_id: int, ranks: Collection[int]) -> Sight | None:
        """Return who can see a channel and who could, from its real permissions; None for one that is gone."""
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel(channel_id)
        if guild is None or channel is None:
            return None
        everybody = [one for one in guild.members if one.id != guild.me.id]
        may = {one.id: channel.permissions_for(one) for one in everybody}
        reads = {user for user, permissions in may.items() if permissions.view_channel}
        heads = {one.id for one in everybody if one.guild_permissions.administrator or one.id == guild.owner_id}
        people = [one for one in everybody if not one.bot]
        ours = [role for role in guild.roles if role.id in ranks]
        # Who holds one of these sees the channel: by the role itself, or because it administers the server.
        doors = [role for role in guild.roles if not role.is_default() and channel.permissions_for(role).view_channel]
        return Sight(
            people=sum(one.id in reads for one in people),
            everyone=channel.permissions_for(guild.default_role).view_channel,
            roles=tuple(
                role.id
                for role in doors
                if not role.permissions.administrator and any(not one.bot for one in role.members)
            ),
            readers=frozenset(one.id for one in people if one.id in reads - heads),
            administrators=_named(one for one in people if one.id in heads),
            threads=_named(one for one in everybody if one.id in reads - heads and may[one.id].manage_threads),
            audit=_named(one for one in people if one.id not in heads and one.guild_permissions.view_audit_log),
            bots=_named(one for one in everybody if one.bot and one.id in reads),
            grant=_named(
                one
                for one in everybody
                if one.id not in reads and (one.guild_permissions.manage_channels or _gives_itself(one, doors))
            ),
            promote=_named(one for one in everybody if one.id not in heads and _gives_itself(one, ours)),
        )

    def servers_of(self, user_id: int) -> tuple[int, ...]:
        """Return the servers that we share with a person."""
        return tuple(guild.id for guild in self._client.guilds if guild.get_member(user_id) is not None)

    def channel_kind(self, guild_id: int, channel_id: int) -> str | None:
        """Return what kind a channel is; None for one that we do not know of."""
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel(channel_id)
        return None if channel is None else _KINDS.get(channel.type, "other")

    def lacking(self, guild_id: int, channel_id: int) -> tuple[str, ...]:
        """Return the permissions that the bot lacks to post a message with a card there, as Discord writes them."""
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel(channel_id)
        if guild is None or channel is None:
            return ()
        has = channel.permissions_for(guild.me)
        return tuple(name for field, name in _POSTING.items() if not getattr(has, field))

    def in_voice(self, guild_id: int, channel_id: int) -> tuple[int, ...]:
        """Return the people who are in a voice or stage channel now, bots left out."""
        guild = self._client.get_guild(guild_id)
        channel = None if guild is None else guild.get_channel(channel_id)
        if not isinstance(channel, discord.VoiceChannel | discord.StageChannel):
            return ()
        return tuple(member.id for member in channel.members if not member.bot)

    def server_name(self, guild_id: int) -> str:
        """Return a server's name, or an empty text for one that we are not in."""
        guild = self._client.get_guild(guild_id)
        return "" if guild is None else discord.utils.escape_markdown(guild.name)

    def _complete(self) -> bool:
        """Say whether we know everybody in every server."""
        return self._client.is_ready() and all(guild.chunked and not guild.unavailable for guild in self._client.guilds)


def _gives_itself(member: discord.Member, roles: Iterable[discord.Role]) -> bool:
    """Say whether somebody may give themselves one of these roles that they lack: Discord asks whose highest role is above it."""
    return member.guild_permissions.manage_roles and any(
        role < member.top_role and not role.managed and role not in member.roles for role in roles
    )


def _named(members: Iterable[discord.Member]) -> tuple[str, ...]:
    return tuple(sorted(member.display_name for member in members))
