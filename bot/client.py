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
from bot.members import CUT_PAUSE, Members, PatientState
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
        self._members = Members(self, self._connection._chunk_requests)  # noqa: SLF001  nothing else drops a lost question
        # discord.py 2.7 does not know this event: it would wait for the members that were refused for ever.
        self._connection.parsers["RATE_LIMITED"] = self._members.refused

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
        self.services.recovery.afterwards(self._press_again)
        await self.services.recovery.begin()
        await self.services.metrics.start()
        self._commands = CommandSync(
            self.tree, self.services.texts, self._settings.var_dir / f"commands-{self.application_id}.sha256"
        )
        self._commands.start()

    def _get_state(self, **options: Any) -> PatientState:  # noqa: ANN401  what discord.py gives
        return PatientState(
            dispatch=self.dispatch,
            handlers=self._handlers,
            hooks=self._hooks,
            http=self.http,
            **options,
        )

    async def connect(self, *, reconnect: bool = True) -> None:
        """Stay connected to Discord until the client closes.

        discord.py 2.7 breaks when the very first connection is cut before a word was said: there is no session to resume yet.
        """
        while True:
            try:
                return await super().connect(reconnect=reconnect)
            except AttributeError:
                opened: object = self.ws
                if opened is not None or self.is_closed():
                    raise
            log.warning("gateway.cut")
            await asyncio.sleep(CUT_PAUSE)

    async def know_members(self, *guilds: discord.Guild, patience: float = MESSAGE_PATIENCE) -> None:
        """Wait until it is known who is in some servers, but no longer than about `patience` seconds."""
        await self._members.known(*guilds, patience=patience)

    async def know_members_for(self, interaction: Interaction) -> None:
        """Wait a moment until it is known who is in the server of an interaction; in direct messages, in any server."""
        guilds = self.guilds if interaction.guild is None else [interaction.guild]
        await self.know_members(*guilds, patience=PRESS_PATIENCE)

    async def on_ready(self) -> None:
        """Let planned steps begin; this comes again after every new session, and nothing here must happen only once."""
        await self.know_members(*self.guilds, patience=MEMBERS_PATIENCE)
        self.services.agenda.release(MEMBERS)
        self.dispatch("members_known")
        await self._press_again()

    async def _press_again(self) -> None:
        await self.services.router.again(self._followup)

    def _followup(self, application_id: int, token: str) -> discord.Webhook:
        # As an interaction makes it; `Webhook.partial` takes it for one of a channel's, which sends nothing privately.
        data: Any = {"id": application_id, "type": discord.WebhookType.application.value, "token": token}
        return discord.Webhook.from_state(data, state=self._connection)

    async def on_resumed(self) -> None:
        """Ask again for the members that a cut connection did not tell."""
        self._members.resumed()

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
            self._members.stop()
            await super().close()
            if hasattr(self, "services"):
                await self.services.close()
