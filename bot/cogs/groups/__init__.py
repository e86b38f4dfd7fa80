"""/group: what facilitators may type; every command has a button that leads to the same place."""

from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.groups.checkins import CheckInCog, CheckInCommands
from bot.cogs.groups.looking import LookingCog
from bot.cogs.groups.prompts import PromptCog, PromptCommands
from bot.cogs.groups.sessions import SessionCog, SessionCommands
from bot.cogs.groups.shared import Commands
from bot.errors import AlongsideError
from bot.ui.command_texts import command_text
from bot.ui.groups.ahead import CallingAhead
from bot.ui.groups.changing import Changing
from bot.ui.groups.leading import Leading
from bot.ui.groups.managing import Managing
from bot.ui.groups.planning import Planning
from bot.ui.groups.prompting import Prompting
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

log = structlog.get_logger(__name__)


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class GroupCog(
    commands.GroupCog,
    group_name=command_text("command-group-name"),
    group_description=command_text("command-group"),
):
    """What facilitators may type about groups."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Make the screens, and lead the commands to them."""
        self._shared = Commands(client)
        self._managing = Managing(client.services)
        client.services.recovery.afterwards(client.services.groups.seating.everywhere)
        if self.app_command is not None and isinstance(self.app_command, app_commands.Group):
            planning, leading = Planning(client.services), Leading(client.services)
            Changing(client.services, planning, leading)
            self.app_command.add_command(CheckInCommands(self._shared, planning))
            self.app_command.add_command(SessionCommands(self._shared, leading, CallingAhead(client.services)))
            self.app_command.add_command(PromptCommands(self._shared, Prompting(client.services)))

    @app_commands.command(name=command_text("command-create-name"), description=command_text("command-group-create"))
    @app_commands.describe(name=command_text("command-group-called"), channel=command_text("command-group-channel"))
    async def create(
        self, interaction: Interaction, name: app_commands.Range[str, 1, 80], channel: discord.TextChannel
    ) -> None:
        """Make a group."""

        async def handle(turn: Turn) -> None:
            await self._managing.create(turn, name=" ".join(name.split()), channel_id=channel.id)

        await self._shared.run(interaction, handle)

    @app_commands.command(name=command_text("command-edit-name"), description=command_text("command-group-edit"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def edit(self, interaction: Interaction, group: int | None = None) -> None:
        """Change a group."""
        await self._shared.in_group(interaction, self._managing.edit, group)

    @app_commands.command(name=command_text("command-archive-name"), description=command_text("command-group-archive"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def archive(self, interaction: Interaction, group: int) -> None:
        """Put a group to rest."""
        await self._shared.in_group(interaction, self._managing.archive, group)

    @app_commands.command(name=command_text("command-list-name"), description=command_text("command-group-list"))
    async def list_all(self, interaction: Interaction) -> None:
        """Show a server's groups."""
        await self._shared.run(interaction, self._managing.list)

    @app_commands.command(name=command_text("command-card-name"), description=command_text("command-group-card"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def card(self, interaction: Interaction, group: int | None = None) -> None:
        """Post and pin the card anew."""
        await self._shared.in_group(interaction, self._managing.card, group)

    @commands.Cog.listener()
    async def on_raw_member_remove(self, payload: discord.RawMemberRemoveEvent) -> None:
        """Give the places of somebody who left the server to who waits for them."""
        try:
            await self._shared.groups.places.depart(payload.guild_id, payload.user.id)
            await self._shared.groups.meetings.leave(payload.guild_id, payload.user.id)
            await self._shared.groups.seating.of_server(payload.guild_id)
        except AlongsideError:
            log.warning("group.room_not_made", guild=payload.guild_id)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """Give the place of somebody who laid a group's role down to who waits for one."""
        changed = frozenset(role.id for role in before.roles) ^ frozenset(role.id for role in after.roles)
        if not changed:
            return
        try:
            await self._shared.groups.seating.roles_changed(after.guild.id, after.id, changed)
        except AlongsideError:
            log.warning("group.room_not_made", guild=after.guild.id)

    @commands.Cog.listener()
    async def on_members_known(self) -> None:
        """Give the places of those who left while nobody heard of it."""
        try:
            await self._shared.groups.seating.everywhere()
        except AlongsideError:
            log.warning("group.room_not_made")

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Hold nothing against somebody that came while they were away."""
        try:
            await self._shared.groups.places.come_back(member.guild.id, member.id)
            await self._shared.groups.seating.somebody_came(member.guild.id)
        except AlongsideError:
            log.warning("group.return_not_noted", guild=member.guild.id)

    @edit.autocomplete("group")
    @archive.autocomplete("group")
    @card.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current)


async def setup(client: "AlongsideClient") -> None:
    """Add the cogs; called by discord.py."""
    await client.add_cog(GroupCog(client))
    await client.add_cog(CheckInCog(client))
    await client.add_cog(SessionCog(client))
    await client.add_cog(PromptCog(client))
    await client.add_cog(LookingCog(client))
