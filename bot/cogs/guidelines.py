"""/guidelines and the agreement's buttons: members read, agree and leave; staff edit, open and count."""

from typing import TYPE_CHECKING, Literal

import discord
import structlog
from discord import app_commands
from discord.ext import commands

from bot.errors import StorageUnavailable
from bot.guidelines.feature import words_of
from bot.messenger.plain import as_written
from bot.ui.command_texts import command_text
from bot.ui.guideline_screens import (
    WATCH,
    counts_message,
    door_card,
    draft_screen,
    edit_form,
    leave_screen,
    pledge_screen,
)
from bot.ui.router import Handler
from bot.ui.sight_screens import sight_screen
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Language = Literal["en", "es"]

log = structlog.get_logger(__name__)


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class GuidelinesCog(
    commands.GroupCog,
    group_name=command_text("command-guidelines-name"),
    group_description=command_text("command-guidelines"),
):
    """The agreement of a server."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register every button."""
        self._services = client.services
        self._guidelines = client.services.guidelines
        client.hears(self._hear)
        router = client.services.router
        router.on("pledge", "show", self._show)
        router.on("pledge", "agree", self._agree)
        router.on("pledge", "leave", self._leave)
        router.on("pledge", "left", self._left)
        router.on("sight", "show", self._who_sees)
        router.on("guide", "edit", self._edit_again)
        router.on("guide", "draft", self._draft)
        router.on("guide", "publish", self._publish)

    @app_commands.command(
        name=command_text("command-guidelines-edit-name"), description=command_text("command-guidelines-edit")
    )
    @app_commands.describe(language=command_text("command-guidelines-language"))
    async def edit(self, interaction: Interaction, language: Language | None = None) -> None:
        """Edit the agreement in one language; nothing counts before it is published."""

        async def handle(turn: Turn) -> None:
            server = self._guidelines.staff(turn.guild_id, turn.user_id)
            draft = await self._guidelines.drafted(server.guild_id, turn.user_id)
            await turn.form(edit_form(server.guild_id, language or server.locale, draft, turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-guidelines-post-name"), description=command_text("command-guidelines-post")
    )
    async def post(self, interaction: Interaction) -> None:
        """Put the card that newcomers meet into this channel."""

        async def handle(turn: Turn) -> None:
            server = self._guidelines.staff(turn.guild_id, turn.user_id)
            await turn.wait()
            say = self._services.texts.speaker(server.locale)
            card = door_card(server.guild_id, self._services.directory.server_name(server.guild_id), say)
            posted = await self._guidelines.open_at(
                server.guild_id, turn.user_id, turn.channel_id or 0, card, f"pledge-door:{turn.id}"
            )
            await turn.answer(turn.say("guidelines-posted" if posted else "guidelines-not-posted"))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-guidelines-counts-name"), description=command_text("command-guidelines-counts")
    )
    async def counts(self, interaction: Interaction) -> None:
        """Show how many people agreed to which version."""

        async def handle(turn: Turn) -> None:
            server = self._guidelines.staff(turn.guild_id, turn.user_id)
            found = await self._guidelines.counts(server.guild_id, turn.user_id)
            current = (await self._guidelines.versions(server.guild_id))[-1]
            await turn.answer(counts_message(found, current, turn.say))

        await self._guard(interaction, handle)

    @commands.Cog.listener()
    async def on_member_join(self, member: discord.Member) -> None:
        """Have a newcomer meet the agreement."""
        if member.bot:
            return
        try:
            await self._guidelines.welcome(member.guild.id, member.id)
        except StorageUnavailable:
            log.warning("pledge.not_asked", guild=member.guild.id)  # the card in the channel stands all the same

    @commands.Cog.listener()
    async def on_guild_available(self, guild: discord.Guild) -> None:
        """Learn how long each channel has been quiet."""
        for channel in guild.text_channels:
            if channel.last_message_id is not None:
                self._services.reminders.was_heard(channel.id, channel.last_message_id)

    async def _hear(self, message: discord.Message) -> None:
        """Remind a group that wakes up after a quiet spell."""
        if message.guild is None:
            return
        try:
            await self._services.reminders.heard(message.guild.id, message.channel.id, message.id)
        except StorageUnavailable:
            log.warning("pledge.not_reminded", guild=message.guild.id)

    # -- members --------------------------------------------------------------------------------------------------

    async def _show(self, turn: Turn) -> None:
        guild_id = turn.number
        standing = await self._guidelines.standing(guild_id, turn.user_id)
        await turn.answer(pledge_screen(guild_id, standing, await self._read_here(turn, guild_id), turn.say))

    async def _agree(self, turn: Turn) -> None:
        guild_id, number = int(turn.args[0]), int(turn.args[1])
        standing, given = await self._guidelines.agree(guild_id, turn.user_id, number)
        if not standing.up_to_date:
            await turn.answer(pledge_screen(guild_id, standing, "", turn.say))
            return
        await turn.update(turn.say("pledge-thanks" if given else "pledge-no-role"))

    async def _leave(self, turn: Turn) -> None:
        await turn.answer(leave_screen(turn.number, turn.say))

    async def _left(self, turn: Turn) -> None:
        left = await self._guidelines.leave(turn.number, turn.user_id)
        await turn.update(turn.say("pledge-left" if left else "pledge-none"))

    async def _who_sees(self, turn: Turn) -> None:
        """Show who can see the channels of whoever asks, of no other group, and where on-call speaks of people and with them."""
        guild_id = turn.number
        await self._guidelines.standing(guild_id, turn.user_id)
        groups = await self._services.groups.roster.of(guild_id, turn.user_id)
        places = [(group.name, group.channel_id) for group in groups]
        server = self._services.servers.get(guild_id)
        if server is not None:
            places += [
                (turn.say("sight-place-oncall"), server.alert_channel_id or 0),
                (turn.say("sight-place-support"), server.support_channel_id or 0),
            ]
        sights = self._services.sights
        found = [(name, sight) for name, channel in places if (sight := sights.of(guild_id, channel)) is not None]
        await turn.answer(sight_screen(found, turn.say))

    async def _read_here(self, turn: Turn, guild_id: int) -> str:
        """Say what the bot reads in the groups that somebody belongs to, as each of them agreed."""
        roster = self._services.groups.roster
        lines = [
            turn.say("pledge-reads", group=as_written(group.name), level=turn.say(WATCH[roster.level(group)]))
            for group in await roster.of(guild_id, turn.user_id)
        ]
        return "\n".join(lines)

    # -- staff ----------------------------------------------------------------------------------------------------

    async def _edit_again(self, turn: Turn) -> None:
        guild_id, locale = int(turn.args[0]), turn.args[1]
        draft = await self._guidelines.drafted(guild_id, turn.user_id)
        await turn.form(edit_form(guild_id, locale, draft, turn.say))

    async def _draft(self, turn: Turn) -> None:
        guild_id, locale = int(turn.args[0]), turn.args[1]
        current, draft = await self._guidelines.write(guild_id, turn.user_id, locale, words_of(turn.fields))
        await turn.answer(draft_screen(guild_id, current, draft, locale, turn.say))

    async def _publish(self, turn: Turn) -> None:
        guild_id, number = int(turn.args[0]), int(turn.args[1])
        asked = await self._guidelines.publish(guild_id, turn.user_id, number)
        await turn.update(turn.say("guidelines-published", version=number, count=asked))

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(GuidelinesCog(client))
