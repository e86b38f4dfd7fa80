"""/setup: from a bot that just came to a server to one that brings people help."""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.ui.command_texts import command_text
from bot.ui.setup.announcing import Announcing
from bot.ui.setup.flow import Flow
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class SetupCog(commands.Cog):
    """The command; its screens lead on from there."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead every button of set-up."""
        self._services = client.services
        self._flow = Flow(client)
        Announcing(client)

    @app_commands.command(name=command_text("command-setup-name"), description=command_text("command-setup"))
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def setup_command(self, interaction: Interaction) -> None:
        """Show the first screen."""
        await self._services.router.guard(Turn(interaction, self._services.texts), self._flow.open)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SetupCog(client))
