"""/group and /checkin: what facilitators and participants may type; every one of these has a button, too."""

from typing import TYPE_CHECKING

import discord
from discord import app_commands
from discord.ext import commands

from bot.groups.errors import NoSuchGroup
from bot.groups.model import Group
from bot.ui.command_texts import command_text
from bot.ui.groups.answering import Answering
from bot.ui.groups.belonging import Belonging
from bot.ui.groups.managing import Managing
from bot.ui.groups.planning import Planning
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class Commands:
    """What the commands about groups share."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self.services = client.services
        self.groups = client.services.groups

    async def run(self, interaction: Interaction, handler: Handler, *args: str | int | None) -> None:
        """Run a handler as if a button with these arguments had been pressed."""
        given = tuple(str(one) for one in args if one is not None)
        await self.services.router.guard(Turn(interaction, self.services.texts, given), handler)

    async def in_group(self, interaction: Interaction, handler: Handler, group: int | None, *args: int) -> None:
        """Run a handler about a group: the one named, else the channel's, else the only one somebody looks after."""

        async def handle(turn: Turn) -> None:
            turn.args = (str((await self._meant(turn, group)).id), *map(str, args))
            await handler(turn)

        await self.run(interaction, handle)

    async def choices(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        """Complete a group's name."""
        found = await self.groups.roster.facilitated(interaction.guild_id or 0, interaction.user.id)
        return [
            app_commands.Choice(name=one.name[:100], value=one.id)
            for one in found
            if current.casefold() in one.name.casefold()
        ][:25]

    async def _meant(self, turn: Turn, group: int | None) -> Group:
        roster, guild_id = self.groups.roster, turn.guild_id or 0
        if group is not None:
            return await roster.for_facilitator(guild_id, group, turn.user_id)
        here = [one for one in await roster.groups(guild_id) if one.channel_id == turn.channel_id]
        if here:
            return await roster.for_facilitator(guild_id, here[0].id, turn.user_id)
        own = await roster.facilitated(guild_id, turn.user_id)
        if len(own) != 1:
            raise NoSuchGroup
        return own[0]


class CheckInCommands(app_commands.Group):
    """What facilitators may type about check-ins, under /group."""

    def __init__(self, shared: Commands, planning: Planning) -> None:
        """Lead to the same screens as the panel's buttons."""
        super().__init__(
            name=command_text("command-group-checkin-name"), description=command_text("command-group-checkin")
        )
        self._shared, self._planning = shared, planning

    @app_commands.command(
        name=command_text("command-plan-name"), description=command_text("command-group-checkin-plan")
    )
    @app_commands.describe(group=command_text("command-group-which"))
    async def plan(self, interaction: Interaction, group: int | None = None) -> None:
        """Plan a new one."""
        await self._shared.in_group(interaction, self._planning.begin, group)

    @app_commands.command(
        name=command_text("command-list-name"), description=command_text("command-group-checkin-list")
    )
    @app_commands.describe(group=command_text("command-group-which"))
    async def list_all(self, interaction: Interaction, group: int | None = None) -> None:
        """Show all, each with its buttons."""
        await self._shared.in_group(interaction, self._planning.list, group)

    @app_commands.command(
        name=command_text("command-pause-name"), description=command_text("command-group-checkin-pause")
    )
    @app_commands.describe(checkin=command_text("command-checkin-which"))
    async def pause(self, interaction: Interaction, checkin: int) -> None:
        """Stop asking for a while."""
        await self._about(interaction, self._planning.pause, checkin)

    @app_commands.command(
        name=command_text("command-resume-name"), description=command_text("command-group-checkin-resume")
    )
    @app_commands.describe(checkin=command_text("command-checkin-which"))
    async def resume(self, interaction: Interaction, checkin: int) -> None:
        """Ask again."""
        await self._about(interaction, self._planning.resume, checkin)

    @app_commands.command(
        name=command_text("command-skip-name"), description=command_text("command-group-checkin-skip")
    )
    @app_commands.describe(checkin=command_text("command-checkin-which"))
    async def skip(self, interaction: Interaction, checkin: int) -> None:
        """Leave the next time out."""
        await self._about(interaction, self._planning.skip, checkin)

    @app_commands.command(
        name=command_text("command-delete-name"), description=command_text("command-group-checkin-delete")
    )
    @app_commands.describe(checkin=command_text("command-checkin-which"))
    async def delete(self, interaction: Interaction, checkin: int) -> None:
        """Stop for good, with a way back."""
        await self._about(interaction, self._planning.delete, checkin)

    @app_commands.command(name=command_text("command-why-name"), description=command_text("command-group-checkin-why"))
    @app_commands.describe(checkin=command_text("command-checkin-which"))
    async def why(self, interaction: Interaction, checkin: int) -> None:
        """Say what became of the last occurrences."""
        await self._about(interaction, self._planning.why, checkin)

    @plan.autocomplete("group")
    @list_all.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current)

    @pause.autocomplete("checkin")
    @resume.autocomplete("checkin")
    @skip.autocomplete("checkin")
    @delete.autocomplete("checkin")
    @why.autocomplete("checkin")
    async def _checkins(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        groups = await self._shared.groups.roster.facilitated(interaction.guild_id or 0, interaction.user.id)
        found = [(group, one) for group in groups for one in await self._shared.groups.checkins.of(group)]
        named = [(f"{one.question} · {group.name}"[:100], one.id) for group, one in found]
        return [
            app_commands.Choice(name=name, value=value)
            for name, value in named
            if current.casefold() in name.casefold()
        ][:25]

    async def _about(self, interaction: Interaction, handler: Handler, checkin: int) -> None:
        async def handle(turn: Turn) -> None:
            group = await self._shared.groups.of_checkin(turn.guild_id or 0, checkin)
            turn.args = (str(group.id), str(checkin))
            await handler(turn)

        await self._shared.run(interaction, handle)


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
        self._planning = Planning(client.services)
        if self.app_command is not None and isinstance(self.app_command, app_commands.Group):
            self.app_command.add_command(CheckInCommands(self._shared, self._planning))

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

    @edit.autocomplete("group")
    @archive.autocomplete("group")
    @card.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current)


@app_commands.guild_only()
class CheckInCog(
    commands.GroupCog,
    group_name=command_text("command-checkin-name"),
    group_description=command_text("command-checkin"),
):
    """What participants may type about check-ins."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Make the screens, and lead the commands to them."""
        self._shared = Commands(client)
        self._answering = Answering(client.services)
        Belonging(client.services)

    @app_commands.command(
        name=command_text("command-checkin-now-name"), description=command_text("command-checkin-now")
    )
    async def now(self, interaction: Interaction) -> None:
        """Answer what is open."""
        await self._shared.run(interaction, self._answering.now)

    @app_commands.command(
        name=command_text("command-checkin-history-name"), description=command_text("command-checkin-history")
    )
    async def history(self, interaction: Interaction) -> None:
        """Look back at one's own answers."""
        await self._shared.run(interaction, self._answering.history)

    @app_commands.command(
        name=command_text("command-checkin-export-name"), description=command_text("command-checkin-export")
    )
    async def export(self, interaction: Interaction) -> None:
        """Take one's own answers along."""
        await self._shared.run(interaction, self._answering.export)


async def setup(client: "AlongsideClient") -> None:
    """Add the cogs; called by discord.py."""
    await client.add_cog(GroupCog(client))
    await client.add_cog(CheckInCog(client))
