"""/insights for facilitators, /goals for everybody."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.cogs.groups.shared import Commands
from bot.ui.command_texts import command_text
from bot.ui.groups.looking import Aiming, Looking
from bot.ui.turn import Interaction

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class LookingCog(commands.Cog):
    """Figures of a group, and one's own goals."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Make the screens, and lead the commands to them."""
        self._shared = Commands(client)
        self._looking = Looking(client.services)
        self._aiming = Aiming(client.services)

    @app_commands.command(name=command_text("command-insights-name"), description=command_text("command-insights"))
    @app_commands.describe(group=command_text("command-group-which"))
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_messages=True)
    async def insights(self, interaction: Interaction, group: int | None = None) -> None:
        """Show a group's weeks."""
        await self._shared.in_group(interaction, self._looking.insights, group, at_rest=True)

    @insights.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current, at_rest=True)

    @app_commands.command(name=command_text("command-goals-name"), description=command_text("command-goals"))
    @app_commands.guild_only()
    async def goals(self, interaction: Interaction) -> None:
        """Show one's own goals."""
        await self._shared.run(interaction, self._aiming.list)
