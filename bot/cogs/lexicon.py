"""/lexicon: a server's own words, and what is to be quiet."""

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.messenger.message import Attachment, Message
from bot.messenger.port import Lane
from bot.moderation.detection import Category
from bot.moderation.errors import NotALead, NotAResponder, ServerNotSetUp
from bot.moderation.watch import Level
from bot.moderation.wordings import Does, Entry
from bot.moderation.wordings.entry import LONGEST_PHRASE, ImportUnreadable
from bot.ui.command_texts import command_text
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn
from bot.ui.wording_screens import (
    CATEGORIES,
    line,
    list_screen,
    no_button,
    proposal_screen,
    tested_screen,
    yes_button,
)

if TYPE_CHECKING:
    from bot.client import AlongsideClient

CHANNELS_READ: Final = 10
MESSAGES_READ: Final = 100  # a channel, for a preview
LARGEST_FILE: Final = 200_000  # bytes

PhraseText = app_commands.Range[str, 2, LONGEST_PHRASE]
FAMILIES: Final = [
    app_commands.Choice(name=command_text(key), value=category.value) for category, key in CATEGORIES.items()
]


@app_commands.guild_only()
@app_commands.default_permissions(manage_guild=True)
class LexiconCog(
    commands.GroupCog,
    group_name=command_text("command-lexicon-name"),
    group_description=command_text("command-lexicon"),
):
    """What leads type about words."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self._client = client
        self._services = client.services
        self._wordings = client.services.wordings
        for verb, handler in (("yes", self._yes), ("no", self._no), ("offer", self._offer)):
            client.services.router.on("wording", verb, handler)

    @app_commands.command(name=command_text("command-test-name"), description=command_text("command-lexicon-test"))
    @app_commands.describe(text=command_text("command-lexicon-text"))
    async def test(self, interaction: Interaction, text: str) -> None:
        """Say what the detector makes of a text, here."""

        async def handle(turn: Turn) -> None:
            guild_id = self._staff(turn)
            await turn.answer(tested_screen(self._wordings.assess(guild_id, turn.channel_id or 0, text), turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-add-name"), description=command_text("command-lexicon-add"))
    @app_commands.describe(
        phrase=command_text("command-lexicon-phrase"),
        does=command_text("command-lexicon-does"),
        channel=command_text("command-lexicon-channel"),
        category=command_text("command-lexicon-category"),
    )
    @app_commands.choices(
        does=[
            app_commands.Choice(name=command_text("wording-does-page"), value=Does.PAGE.value),
            app_commands.Choice(name=command_text("wording-does-review"), value=Does.REVIEW.value),
            app_commands.Choice(name=command_text("wording-does-quiet"), value=Does.QUIET.value),
        ],
        category=FAMILIES,
    )
    async def add(
        self,
        interaction: Interaction,
        phrase: PhraseText,
        does: str,
        channel: discord.TextChannel | None = None,
        category: str = Category.IDEATION.value,
    ) -> None:
        """Propose a phrase, with what it would have done."""

        async def handle(turn: Turn) -> None:
            entry = await self._wordings.propose(
                self._lead(turn),
                does=Does(does),
                phrase=phrase,
                category=Category(category),
                channel_id=None if channel is None else channel.id,
            )
            await self._ask(turn, entry)

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-quiet-name"), description=command_text("command-lexicon-quiet"))
    @app_commands.describe(rule=command_text("command-lexicon-rule"), channel=command_text("command-lexicon-channel"))
    async def quiet(self, interaction: Interaction, rule: str, channel: discord.TextChannel | None = None) -> None:
        """Propose that one of the lexicon's rules be quiet, everywhere or in a channel."""

        async def handle(turn: Turn) -> None:
            entry = await self._wordings.propose(
                self._lead(turn), does=Does.QUIET, rule=rule, channel_id=None if channel is None else channel.id
            )
            await self._ask(turn, entry)

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-remove-name"), description=command_text("command-lexicon-remove"))
    @app_commands.describe(entry=command_text("command-lexicon-entry"))
    async def remove(self, interaction: Interaction, entry: int) -> None:
        """Take an entry back."""

        async def handle(turn: Turn) -> None:
            await self._wordings.remove(self._lead(turn), entry, by=turn.user_id)
            await turn.answer(turn.say("wording-removed", number=entry))

        await self._guard(interaction, handle)

    @remove.autocomplete("entry")
    async def _entries(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        names = {
            one.id: f"{one.id} · {one.rule or one.phrase} · {one.does.value}"
            for one in self._wordings.entries(interaction.guild_id or 0)
        }
        return [
            app_commands.Choice(name=name[:100], value=number)
            for number, name in names.items()
            if current.casefold() in name.casefold()
        ][:25]

    @app_commands.command(name=command_text("command-list-name"), description=command_text("command-lexicon-list"))
    async def list_all(self, interaction: Interaction) -> None:
        """Show every entry."""

        async def handle(turn: Turn) -> None:
            await turn.answer(list_screen(tuple(self._wordings.entries(self._staff(turn))), turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-export-name"), description=command_text("command-lexicon-export"))
    async def export(self, interaction: Interaction) -> None:
        """Hand out every entry as a table."""

        async def handle(turn: Turn) -> None:
            table = await self._wordings.exported(self._staff(turn), by=turn.user_id)
            await turn.answer(turn.say("wording-exported"), Attachment("lexicon.csv", table.encode()))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-import-name"), description=command_text("command-lexicon-import"))
    @app_commands.describe(file=command_text("command-lexicon-file"))
    async def take_in(self, interaction: Interaction, file: discord.Attachment) -> None:
        """Take in an exported table."""

        async def handle(turn: Turn) -> None:
            guild_id = self._lead(turn)
            if file.size > LARGEST_FILE:
                raise ImportUnreadable(line=1)
            try:
                table = (await file.read()).decode("utf-8-sig")
            except UnicodeDecodeError:
                raise ImportUnreadable(line=1) from None
            guild = self._client.get_guild(guild_id)
            here = frozenset(channel.id for channel in guild.channels) if guild else frozenset()
            count = await self._wordings.take_in(guild_id, table, here, by=turn.user_id)
            await turn.answer(turn.say("wording-imported", count=count))

        await self._guard(interaction, handle)

    # -- presses --------------------------------------------------------------------------------------------------

    async def _yes(self, turn: Turn) -> None:
        entry = await self._wordings.confirm(self._lead(turn), turn.number, by=turn.user_id)
        await turn.update(Message(turn.say("wording-counts", entry=line(entry, turn.say))))

    async def _no(self, turn: Turn) -> None:
        await self._wordings.remove(self._lead(turn), turn.number, by=turn.user_id)
        await turn.update(Message(turn.say("wording-dropped")))

    async def _offer(self, turn: Turn) -> None:
        """Take a responder's hint that a rule alerts too often in a channel; a lead decides."""
        services = self._services
        incident = await services.files.case(turn.number, turn.user_id)
        server = services.servers.get(incident.guild_id)
        if server is None or server.alert_channel_id is None:
            raise ServerNotSetUp
        entry = await self._wordings.propose(
            incident.guild_id, does=Does.QUIET, rule=incident.rule, channel_id=incident.channel_id
        )
        say = services.texts.speaker(server.locale)
        content = say("wording-proposed", entry=line(entry, say))
        await services.messenger.post(
            channel_id=server.alert_channel_id,
            message=Message(
                f"{content}\n{say('wording-never-quiet')}", rows=((yes_button(entry, say), no_button(entry, say)),)
            ),
            key=f"wording:{entry.id}",
            lane=Lane.BULK,
        )
        await turn.update(Message(turn.say("wording-offered")))

    # -- shared ---------------------------------------------------------------------------------------------------

    async def _ask(self, turn: Turn, entry: Entry) -> None:
        await turn.wait()
        preview = self._wordings.preview(entry, await self._lately(entry))
        await turn.answer(proposal_screen(entry, preview, turn.say))

    async def _lately(self, entry: Entry) -> list[tuple[int, str]]:
        """Read the last messages where the entry would count; they are counted and let go of."""
        guild, server = self._client.get_guild(entry.guild_id), self._services.servers.get(entry.guild_id)
        if guild is None or server is None:
            return []
        read: list[tuple[int, str]] = []
        channels = [
            channel
            for channel in guild.text_channels
            if entry.holds_in(channel.id)
            and not server.is_for_staff(channel.id)
            and self._services.watches.level(channel.id) is not Level.PEOPLE
            and channel.permissions_for(guild.me).read_message_history
        ]
        for channel in channels[:CHANNELS_READ]:
            read.extend(
                [
                    (channel.id, message.content)
                    async for message in channel.history(limit=MESSAGES_READ)
                    if message.content and not message.author.bot
                ]
            )
        return read

    def _staff(self, turn: Turn) -> int:
        guild_id = turn.guild_id or 0
        if self._services.servers.get(guild_id) is None:
            raise ServerNotSetUp
        if not self._services.desk.is_responder(guild_id, turn.user_id):
            raise NotAResponder
        return guild_id

    def _lead(self, turn: Turn) -> int:
        guild_id = self._staff(turn)
        if not self._services.desk.is_lead(guild_id, turn.user_id):
            raise NotALead
        return guild_id

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(LexiconCog(client))
