"""The discord.py client: intents, cogs, command sync, and events handed on."""

import asyncio
import hashlib
import json
from typing import Any, Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.app import Services, assemble
from bot.clock import Clock
from bot.settings import Settings
from bot.ui.command_texts import CommandTranslator
from bot.ui.turn import Interaction, Turn

COGS: Final = (
    "bot.cogs.listening",
    "bot.cogs.crisis",
    "bot.cogs.support",
    "bot.cogs.incidents",
    "bot.cogs.oncall",
    "bot.cogs.setup",
    "bot.cogs.doctor",
)

MEMBERS: Final = "members"
MEMBERS_PATIENCE: Final = 8.0  # seconds

log = structlog.get_logger(__name__)


def intents(*, content: bool) -> discord.Intents:
    """Return what we ask Discord to send (DESIGN §2); without `content` the bot works content-blind."""
    return discord.Intents(
        guilds=True,
        members=True,
        guild_messages=True,
        dm_messages=True,
        voice_states=True,
        guild_scheduled_events=True,
        auto_moderation_configuration=True,
        auto_moderation_execution=True,
        message_content=content,
    )


class AlongsideTree(app_commands.CommandTree["AlongsideClient"]):
    """The commands; what goes wrong in one becomes a sentence, as it does for buttons."""

    async def on_error(self, interaction: Interaction, error: app_commands.AppCommandError, /) -> None:
        """Answer for an error that happened before a command's own code ran."""
        turn = Turn(interaction, self.client.services.texts)
        log.warning("command.failed", reason=type(error).__name__)
        try:
            await turn.answer(turn.say("error-command"))
        except discord.HTTPException:
            log.warning("turn.unanswered")


class AlongsideClient(commands.Bot):
    """One connection to Discord with every service behind it."""

    services: Services

    def __init__(self, settings: Settings, *, clock: Clock, content: bool = True) -> None:
        """Build the client; storage opens when it logs in."""
        super().__init__(
            command_prefix=(),
            help_command=None,
            intents=intents(content=content),
            tree_cls=AlongsideTree,
            allowed_mentions=discord.AllowedMentions.none(),
            max_messages=None,
            chunk_guilds_at_startup=True,
            guild_ready_timeout=0.5,
        )
        self._settings = settings
        self._clock = clock
        self.content = content

    async def setup_hook(self) -> None:
        """Open everything that needs an event loop, load the cogs by name, and sync commands that changed."""
        self.services = await assemble(self, self._settings, self._clock)
        await self.tree.set_translator(CommandTranslator(self.services.texts))
        for name in COGS:
            await self.load_extension(name)
        await self._sync_commands()
        # Who is on call is a question about members: planned steps wait until these are known, but not for long.
        self.services.agenda.hold(MEMBERS)
        asyncio.get_running_loop().call_later(MEMBERS_PATIENCE, self.services.agenda.release, MEMBERS)
        await self.services.agenda.start()
        await self.services.retention.start()
        await self.services.heartbeat.start()

    async def know_members(self, guild: discord.Guild) -> None:
        """Ask for a server's members where Discord has not sent them yet."""
        if not guild.chunked:
            await guild.chunk()

    async def on_ready(self) -> None:
        """Let planned steps begin; this comes again after every new session, and nothing here must happen only once."""
        for guild in self.guilds:
            await self.know_members(guild)
        self.services.agenda.release(MEMBERS)

    async def on_message(self, message: discord.Message, /) -> None:
        """Tell the messenger of our own messages; others are the listening cog's, and there are no prefix commands."""
        if message.author.id == self.application_id:
            self.services.messenger.heard(message)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Lead presses, choices and submitted forms to their handlers, by what their ids say."""
        await self.services.router.dispatch(interaction)

    async def close(self) -> None:
        """Leave Discord, then let go of storage."""
        if not self.is_closed():
            await super().close()
            if hasattr(self, "services"):
                await self.services.close()

    async def _sync_commands(self) -> None:
        """Send the commands to Discord when they differ from what was sent last."""
        commands_sent = [
            await command.get_translated_payload(self.tree, self.tree.translator)
            if self.tree.translator is not None
            else command.to_dict(self.tree)
            for command in self.tree.get_commands() + self._menus()
        ]
        digest = hashlib.sha256(json.dumps(commands_sent, sort_keys=True).encode()).hexdigest()
        file = self._settings.var_dir / f"commands-{self.application_id}.sha256"
        if file.exists() and file.read_text(encoding="ascii") == digest:
            return
        await self.tree.sync()
        file.write_text(digest, encoding="ascii")

    def _menus(self) -> list[Any]:
        return [
            *self.tree.get_commands(type=discord.AppCommandType.message),
            *self.tree.get_commands(type=discord.AppCommandType.user),
        ]
