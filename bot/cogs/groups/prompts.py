"""/group prompt, and the one thing that is asked of messages in a group's channel: whether anybody wrote."""

from typing import TYPE_CHECKING

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.cogs.groups.shared import Commands
from bot.errors import StorageUnavailable
from bot.ui.command_texts import command_text
from bot.ui.groups.prompting import Prompting
from bot.ui.turn import Interaction

if TYPE_CHECKING:
    from bot.client import AlongsideClient

log = structlog.get_logger(__name__)


class PromptCommands(app_commands.Group):
    """What facilitators may type about prompts, under /group."""

    def __init__(self, shared: Commands, prompting: Prompting) -> None:
        """Lead to the same screens as the panel's buttons."""
        super().__init__(
            name=command_text("command-group-prompt-name"), description=command_text("command-group-prompt")
        )
        self._shared, self._prompting = shared, prompting

    @app_commands.command(name=command_text("command-post-name"), description=command_text("command-group-prompt-post"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def post(self, interaction: Interaction, group: int | None = None) -> None:
        """Look at a prompt and post it."""
        await self._shared.in_group(interaction, self._prompting.home, group)

    @app_commands.command(name=command_text("command-add-name"), description=command_text("command-group-prompt-add"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def add(self, interaction: Interaction, group: int | None = None) -> None:
        """Add a prompt of one's own."""
        await self._shared.in_group(interaction, self._prompting.add, group)

    @app_commands.command(name=command_text("command-list-name"), description=command_text("command-group-prompt-list"))
    @app_commands.describe(group=command_text("command-group-which"))
    async def list_all(self, interaction: Interaction, group: int | None = None) -> None:
        """Show what was posted when."""
        await self._shared.in_group(interaction, self._prompting.list, group)

    @app_commands.command(
        name=command_text("command-schedule-name"), description=command_text("command-group-prompt-schedule")
    )
    @app_commands.describe(group=command_text("command-group-which"))
    async def schedule(self, interaction: Interaction, group: int | None = None) -> None:
        """Have prompts posted in turn, by themselves."""
        await self._shared.in_group(interaction, self._prompting.schedule, group)

    @post.autocomplete("group")
    @add.autocomplete("group")
    @list_all.autocomplete("group")
    @schedule.autocomplete("group")
    async def _groups(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._shared.choices(interaction, current)


class PromptCog(commands.Cog):
    """Notices that somebody answered a prompt; neither who nor what."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Look with `client`'s services."""
        self._prompts = client.services.groups.prompts
        client.hears(self._hear)

    async def _hear(self, message: discord.Message) -> None:
        """Note the first message of a participant after a prompt."""
        if message.guild is None or not self._prompts.waits(message.channel.id):
            return
        try:
            await self._prompts.answered(message.guild.id, message.channel.id, message.author.id)
        except StorageUnavailable:
            log.warning("prompts.unnoted", channel=message.channel.id)
