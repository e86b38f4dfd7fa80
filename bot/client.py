"""The discord.py client: intents, cogs, command sync, and events handed on."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any, Final

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.app import Services, assemble
from bot.clock import Clock
from bot.logs import LogTally
from bot.settings import Settings
from bot.ui.command_sync import CommandSync
from bot.ui.command_texts import CommandTranslator
from bot.ui.turn import Interaction, Turn

COGS: Final = (
    "bot.cogs.listening",
    "bot.cogs.crisis",
    "bot.cogs.support",
    "bot.cogs.incidents",
    "bot.cogs.lexicon",
    "bot.cogs.oncall",
    "bot.cogs.groups",
    "bot.cogs.setup",
    "bot.cogs.doctor",
    "bot.cogs.surveys",
    "bot.cogs.survey_answers",
    "bot.cogs.survey_making",
    "bot.cogs.self_measures",
    "bot.cogs.suggestions",
    "bot.cogs.privacy",
    "bot.cogs.reports",
    "bot.cogs.guidelines",
    "bot.cogs.nudging",
)

MEMBERS: Final = "members"
MEMBERS_PATIENCE: Final = 8.0  # seconds, for planned steps
MESSAGE_PATIENCE: Final = 2.0  # seconds, for what somebody just wrote
PRESS_PATIENCE: Final = 0.5  # seconds; with the two that the router waits, less than the three that Discord does
LOOK_EVERY: Final = 0.05  # seconds

Hearer = Callable[[discord.Message], Awaitable[None]]

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

    async def interaction_check(self, interaction: Interaction, /) -> bool:
        """Let every command run, as soon as it is known who is in the server."""
        await self.client.know_members_for(interaction)
        return True

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

    def __init__(
        self, settings: Settings, *, clock: Clock, content: bool = True, tally: LogTally | None = None
    ) -> None:
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
        self.tally = tally or LogTally()
        self._commands: CommandSync | None = None
        self._hearers: list[Hearer] = []
        self._asking: dict[int, tuple[discord.Guild, asyncio.Task[None]]] = {}
        self._later: set[int] = set()  # servers whose members Discord would not tell yet
        # discord.py 2.7 does not know this event: it would wait for the members that were refused for ever.
        self._connection.parsers["RATE_LIMITED"] = self._refused

    async def setup_hook(self) -> None:
        """Open everything that needs an event loop, load the cogs by name, and begin; commands are sent meanwhile."""
        self.services = await assemble(self, self._settings, self._clock)
        await self.services.recovery.load()
        await self.tree.set_translator(CommandTranslator(self.services.texts))
        for name in COGS:
            await self.load_extension(name)
        # Who is on call is a question about members: planned steps wait until these are known, but not for long.
        self.services.agenda.hold(MEMBERS)
        asyncio.get_running_loop().call_later(MEMBERS_PATIENCE, self.services.agenda.release, MEMBERS)
        await self.services.recovery.begin()
        await self.services.metrics.start()
        self._commands = CommandSync(
            self.tree, self.services.texts, self._settings.var_dir / f"commands-{self.application_id}.sha256"
        )
        self._commands.start()

    async def know_members(self, *guilds: discord.Guild, patience: float = MESSAGE_PATIENCE) -> None:
        """Wait until it is known who is in some servers, but no longer than about `patience` seconds."""
        looks = int(patience / LOOK_EVERY)
        while looks and any(guild.unavailable for guild in guilds):  # as all are when a session begins
            await asyncio.sleep(LOOK_EVERY)
            looks -= 1
        unknown = [guild for guild in guilds if not (guild.chunked or guild.unavailable)]
        asked = [self._members(guild) for guild in unknown if guild.id not in self._later]
        waiting = [task for task in asked if not task.done()]
        if waiting:
            await asyncio.wait(waiting, timeout=looks * LOOK_EVERY)

    async def know_members_for(self, interaction: Interaction) -> None:
        """Wait a moment until it is known who is in the server of an interaction; in direct messages, in any server."""
        guilds = self.guilds if interaction.guild is None else [interaction.guild]
        await self.know_members(*guilds, patience=PRESS_PATIENCE)

    async def on_ready(self) -> None:
        """Let planned steps begin; this comes again after every new session, and nothing here must happen only once."""
        await self.know_members(*self.guilds, patience=MEMBERS_PATIENCE)
        self.services.agenda.release(MEMBERS)

    async def on_message(self, message: discord.Message, /) -> None:
        """Tell the messenger of our own messages, and the cogs of what people wrote; there are no prefix commands.

        All in one task, for a listener in each cog would cost as much as reading the message does.
        """
        if message.author.id == self.application_id:
            self.services.messenger.heard(message)
        if message.author.bot or message.webhook_id is not None:
            return
        for hear in self._hearers:
            try:
                await hear(message)
            except Exception:
                # The edge of an event: the other cogs hear of the message all the same.
                log.exception("message.failed", guild=None if message.guild is None else message.guild.id)

    def hears(self, hearer: Hearer) -> None:
        """Have a cog hear of each message that a person wrote, after those that asked before it."""
        self._hearers.append(hearer)

    async def on_interaction(self, interaction: Interaction) -> None:
        """Lead presses, choices and submitted forms to their handlers, by what their ids say."""
        if interaction.type in (discord.InteractionType.component, discord.InteractionType.modal_submit):
            await self.know_members_for(interaction)
        await self.services.router.dispatch(interaction)

    async def close(self) -> None:
        """Leave Discord, then let go of storage."""
        if not self.is_closed():
            if self._commands is not None:
                self._commands.stop()
            for _, task in self._asking.values():
                task.cancel()
            await super().close()
            if hasattr(self, "services"):
                await self.services.close()

    def _members(self, guild: discord.Guild) -> "asyncio.Task[None]":
        """Return the one request for a server's members; of each session it is asked once, unless it failed."""
        asked = self._asking.get(guild.id)
        if asked is None or asked[0] is not guild:
            asked = (guild, asyncio.get_running_loop().create_task(self._ask_members(guild), name="members"))
            self._asking[guild.id] = asked
        return asked[1]

    def _refused(self, told: dict[str, Any]) -> None:
        """Ask for a server's members again when Discord takes the question: it does once in thirty seconds.

        https://docs.discord.com/developers/events/gateway-events#rate-limited
        """
        guild_id = int(told["meta"]["guild_id"])
        log.warning("members.refused", guild=guild_id, seconds=told["retry_after"])
        self._connection._chunk_requests.pop(guild_id, None)  # noqa: SLF001  what nobody will answer any more
        asked = self._asking.pop(guild_id, None)
        if asked is not None:
            asked[1].cancel()
        self._later.add(guild_id)
        asyncio.get_running_loop().call_later(told["retry_after"], self._ask_again, guild_id)

    def _ask_again(self, guild_id: int) -> None:
        self._later.discard(guild_id)
        guild = self.get_guild(guild_id)
        if guild is not None and not guild.chunked and not self.is_closed():
            self._members(guild)

    async def _ask_members(self, guild: discord.Guild) -> None:
        try:
            await guild.chunk()
        except Exception:
            # The edge of a task: without members the careful road is taken, and the next message asks again.
            log.exception("members.unknown", guild=guild.id)
            self._asking.pop(guild.id, None)
