"""/group checkin and /checkin."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.cogs.groups.shared import Commands
from bot.groups.model import CheckIn, Group, PlanState
from bot.messenger.plain import shorten
from bot.ui.command_texts import command_text
from bot.ui.groups.answering import Answering
from bot.ui.groups.belonging import Belonging
from bot.ui.groups.planning import Planning
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


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
    async def _checkins(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._proposed(interaction, current, self._running)

    @why.autocomplete("checkin")
    async def _explained(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._proposed(interaction, current, self._shared.groups.checkins.explained)

    async def _running(self, group: Group) -> list[CheckIn]:
        return [one for one in await self._shared.groups.checkins.shown(group) if one.state is not PlanState.DELETED]

    async def _proposed(
        self, interaction: Interaction, current: str, found: Callable[[Group], Awaitable[list[CheckIn]]]
    ) -> list[app_commands.Choice[int]]:
        groups = await self._shared.groups.roster.facilitated(interaction.guild_id or 0, interaction.user.id)
        say = self._shared.services.texts.speaker(interaction.locale.value)
        known = [(group, one) for group in groups for one in await found(group)]
        known.sort(key=lambda one: one[1].state is PlanState.DELETED)  # of every group after what runs
        named = [
            (shorten(f"{one.question} · {group.name}", 100 - len(gone)) + gone, one.id)
            for group, one in known
            for gone in [f" · {say('plan-state-deleted')}" if one.state is PlanState.DELETED else ""]
        ]
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
