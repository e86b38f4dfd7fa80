"""/doctor: is everything there that help needs?"""

from typing import TYPE_CHECKING

from discord import app_commands
from discord.ext import commands

from bot.readiness import examine
from bot.ui.command_texts import command_text
from bot.ui.examination import examination
from bot.ui.readiness_facts import LiveFacts
from bot.ui.setup.place import examined
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class DoctorCog(commands.Cog):
    """The command for who manages a server, and for leads."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Examine what `client` runs."""
        self._client = client
        self._services = client.services

    @app_commands.command(name=command_text("command-doctor-name"), description=command_text("command-doctor"))
    @app_commands.guild_only()
    @app_commands.default_permissions(manage_guild=True)
    async def doctor(self, interaction: Interaction) -> None:
        """Check everything and say what to do next."""
        await self._services.router.guard(Turn(interaction, self._services.texts), self._examine)

    async def _examine(self, turn: Turn) -> None:
        guild = examined(self._client, turn, self._services.servers)
        facts = LiveFacts(self._client, heard_at=turn.at)
        await turn.answer(examination(await examine(facts, guild.id), turn.say))


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(DoctorCog(client))
