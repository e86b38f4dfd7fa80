"""The facts that readiness works on: of a server from discord.py's cache, of the host from the parts that run."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

import discord

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.moderation.helplines import Helplines
from bot.moderation.oncall import OnCall
from bot.readiness import (
    ApplicationFacts,
    Database,
    HostFacts,
    Keyring,
    RoleFacts,
    RoleKind,
    Room,
    RoomFacts,
    ServerFacts,
    Token,
)
from bot.servers import Server, Servers
from bot.storage import keyring
from bot.storage.backup import list_backups
from bot.ui.setup.picks import Ground
from bot.ui.setup.plan import changes
from bot.ui.setup.rooms import BOT_NEEDS, OF, ROLES, ROOMS, STAFF, Slot, missing_in, stored

if TYPE_CHECKING:
    from bot.client import AlongsideClient

AHEAD: Final = timedelta(hours=72)
OVERDUE_BY: Final = timedelta(minutes=5)
HELPLINES_OLD_AFTER: Final = 365  # days; PRACTICE: operators check their own country's every year


@dataclass(frozen=True, slots=True)
class Parts:
    """What is asked about a server, beside Discord."""

    servers: Servers
    oncall: OnCall
    helplines: Helplines
    clock: Clock
    closed: Callable[[int], bool]  # whether somebody takes no direct messages from us


class LiveFacts:
    """Looks at the running bot."""

    def __init__(self, client: "AlongsideClient", *, heard_at: datetime | None = None) -> None:
        """Look through `client`; `heard_at` is when Discord says that it is now, if it just said so."""
        self._client = client
        self._services = client.services
        self._heard_at = heard_at

    async def host(self) -> HostFacts:
        """Look at the machine and the process."""
        services = self._services
        settings, now = services.settings, services.clock.now()
        intents = self._client.intents
        answers = await services.storage.probe()
        not_removed, since, left = await self._not_removed()
        unposted, unposted_since = await self._unposted()
        return HostFacts(
            now=now,
            token=Token.WORKS,
            application=ApplicationFacts(members=intents.members, content=intents.message_content),
            database=Database.ANSWERS if answers else Database.SILENT,
            keyring=keyring_state(settings.var_dir, settings.master_key_file),
            ledger_behind=services.desk.cases.impaired,
            agenda_trouble_since=None if services.agenda.trouble is None else services.agenda.trouble.since,
            overdue_jobs=await self._overdue(),
            clock_ahead=None if self._heard_at is None else now - self._heard_at,
            newest_backup=newest_backup(settings.var_dir),
            sealed=await services.surveys.examine() if answers else None,
            record_broken=await self._record(),
            sweeps_failed=tuple(services.retention.failed),
            not_removed=not_removed,
            not_removed_since=since,
            left_behind=left,
            unposted=unposted,
            unposted_since=unposted_since,
            commands_synced=(settings.var_dir / f"commands-{self._client.application_id}.sha256").exists(),
        )

    def server(self, guild_id: int) -> ServerFacts:
        """Look at one server."""
        services = self._services
        parts = Parts(
            services.servers,
            services.oncall,
            services.helplines,
            services.clock,
            services.messenger.direct_messages_closed,
        )
        return server_facts(self._client, parts, guild_id)

    async def _record(self) -> int | None:
        try:
            return len(await self._services.audit.broken())
        except StorageUnavailable:
            return None

    async def _not_removed(self) -> tuple[int, datetime | None, int]:
        removals = self._services.removals
        try:
            return *(await removals.failing()), await removals.left()
        except StorageUnavailable:
            return 0, None, 0

    async def _unposted(self) -> tuple[int, datetime | None]:
        try:
            return await self._services.heads.unposted()
        except StorageUnavailable:
            return 0, None

    async def _overdue(self) -> int | None:
        agenda = self._services.agenda
        try:
            return await self._services.storage.read(lambda connection: agenda.overdue(connection, OVERDUE_BY))
        except StorageUnavailable:
            return None


def server_facts(client: discord.Client, parts: Parts, guild_id: int) -> ServerFacts:
    """Look at one server through what a connected client knows of it."""
    now, content = parts.clock.now(), client.intents.message_content
    guild, server = client.get_guild(guild_id), parts.servers.get(guild_id)
    if guild is None:
        return ServerFacts(guild_id, now, present=False)
    if server is None:
        return ServerFacts(guild_id, now, set_up=False, content=content)
    responders = [one for one in parts.oncall.responders(guild_id) if guild.get_member(one.user_id) is not None]
    lead = guild.get_role(server.lead_role_id or 0)
    old = parts.helplines.older_than(HELPLINES_OLD_AFTER, now.date())
    return ServerFacts(
        guild_id,
        now,
        live=server.live,
        content=content,
        rooms=tuple(_room(guild, server, slot) for slot in ROOMS),
        roles=tuple(_role(guild, server, slot) for slot in ROLES),
        leads=() if lead is None else tuple(sorted(one.id for one in lead.members if not one.bot)),
        tested=tuple(one.user_id for one in responders if one.tested),
        untested=tuple(one.user_id for one in responders if not one.tested),
        unreachable=tuple(one.user_id for one in responders if parts.closed(one.user_id)),
        on_shift=parts.oncall.duty(guild_id).on_shift,
        uncovered=tuple(parts.oncall.uncovered(guild_id, now + AHEAD)),
        ages=server.ages,
        country=server.country,
        helplines=0 if server.country is None else len(parts.helplines.for_country(server.country)),
        helplines_old=sum(one.country == server.country for one in old),
        announced_at=server.announced_at,
    )


def keyring_state(var_dir: Path, master_key: Path) -> Keyring:
    """Say whether the keyring and the key to it are where they should be."""
    if not (var_dir / keyring.FILE).exists():
        return Keyring.NONE_YET
    if not master_key.exists():
        return Keyring.NO_MASTER_KEY
    return Keyring.OPENS


def newest_backup(var_dir: Path) -> datetime | None:
    """Return when the newest backup was made."""
    return max((backup.made_at for backup in list_backups(var_dir)), default=None)


def _room(guild: discord.Guild, server: Server, slot: Slot) -> RoomFacts:
    room, channel_id = Room(slot.kind), stored(server, slot)
    channel = guild.get_channel(channel_id or 0)
    if not isinstance(channel, discord.TextChannel):
        return RoomFacts(room, channel_id)
    participant = guild.get_role(server.participant_role_id or 0)
    return RoomFacts(
        room,
        channel.id,
        exists=True,
        missing=missing_in(channel, guild.me, BOT_NEEDS[room]),
        everyone_reads=channel.permissions_for(guild.default_role).view_channel,
        participants_read=participant is not None and channel.permissions_for(participant).view_channel,
        others=() if room is Room.SUPPORT else _others(guild, server, room, channel),
        drifted=bool(changes(Ground(guild), server, slot, channel)),
    )


def _others(guild: discord.Guild, server: Server, room: Room, channel: discord.TextChannel) -> tuple[int, ...]:
    staff = {stored(server, OF[kind]) for kind in STAFF[room]}
    return tuple(
        sorted(
            member.id
            for member in guild.members
            if not member.bot
            and channel.permissions_for(member).view_channel
            and not any(role.id in staff for role in member.roles)
        )
    )


def _role(guild: discord.Guild, server: Server, slot: Slot) -> RoleFacts:
    role_id = stored(server, slot)
    return RoleFacts(RoleKind(slot.kind), role_id, exists=guild.get_role(role_id or 0) is not None)
