"""Help is one press away: /support, /help, the pinned card, and the two menus."""

from typing import TYPE_CHECKING, Final

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.listening.texts import texts_of
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Choice, Form, Menu, Message, Row, TextInput
from bot.moderation.errors import PersonGone, ServerNotSetUp
from bot.moderation.helpline_texts import all_lines
from bot.moderation.helplines import country_name
from bot.moderation.incident import Incident, Source
from bot.ui.command_texts import command_text
from bot.ui.conversations import (
    FEARS,
    fear_answer,
    fears_screen,
    home_screen,
    own_speaker,
    servers_of,
    support_answer,
    support_screen,
    which_server,
    words_form,
)
from bot.ui.presses import Press
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


ABOUT_MESSAGE: Final = ("worry", "message")  # what "Get support for this" leaves, where the process ends over it


class Support(commands.Cog):
    """Ways to a person, for oneself and for somebody else."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Register every way and both menus."""
        self._client = client
        self._services = client.services
        router = client.services.router
        for place, verb, handler in (
            ("support", "open", self._open),
            ("support", "in", self._open_in),
            ("support", "now", self._now),
            ("support", "words", self._ask_words),
            ("support", "send", self._send),
            ("worry", "send", self._worried),
            ("help", "lines", self._lines),
            ("help", "country", self._country),
            ("help", "fears", self._fears),
            *(("help", f"fear-{name}", self._fear) for name in FEARS),
        ):
            router.on(place, verb, self._as_they_speak(handler), kept=verb in ("now", "send"))
        router.finishes(*ABOUT_MESSAGE, self._as_they_speak(self._worried_about_message))
        self._menus = [
            app_commands.ContextMenu(name=command_text("menu-support-for-this"), callback=self.support_for_this),
            app_commands.ContextMenu(name=command_text("menu-worried"), callback=self.worried_about_them),
        ]
        for menu in self._menus:
            client.tree.add_command(menu)

    async def cog_unload(self) -> None:
        """Take the menus back."""
        for menu in self._menus:
            self._client.tree.remove_command(menu.name, type=menu.type)

    @app_commands.command(name=command_text("command-support-name"), description=command_text("command-support"))
    async def support(self, interaction: Interaction) -> None:
        """Open the support screen."""
        await self._guard(interaction, self._open)

    @app_commands.command(name=command_text("command-help-name"), description=command_text("command-help"))
    async def help(self, interaction: Interaction) -> None:
        """Open the bot's home."""
        await self._guard(interaction, self._home)

    async def support_for_this(self, interaction: Interaction, message: discord.Message) -> None:
        """Ask on-call to look at a message somebody wrote."""

        async def handle(turn: Turn) -> None:
            if message.author.bot or turn.guild_id is None:
                await self._open(turn)
                return
            if message.author.id == turn.user_id:
                await self._open(turn)
                return
            await self._tell_of_message(turn, turn.guild_id, message.author.id, message.channel.id, message.id, words)

        words = "\n".join(texts_of(message))
        way = button_id(*ABOUT_MESSAGE, interaction.guild_id or 0, message.author.id, message.channel.id, message.id)
        late = None if message.author.bot else Press.of(interaction, way=way, words=words)
        await self._guard(interaction, handle, late=late)

    async def worried_about_them(self, interaction: Interaction, user: discord.Member | discord.User) -> None:
        """Ask on-call to look after somebody."""

        async def handle(turn: Turn) -> None:
            if user.bot or user.id == turn.user_id or turn.guild_id is None:
                await self._open(turn)
                return
            if self._services.directory.member(turn.guild_id, user.id) is None:
                await turn.answer(turn.say("worried-left"))
                return
            await turn.form(
                Form(
                    button_id("worry", "send", turn.guild_id, user.id),
                    turn.say("worried-form-title"),
                    (TextInput("words", turn.say("worried-form-label"), long=True, required=False, max_length=1500),),
                    notice=turn.say("worried-form-notice"),
                )
            )

        await self._guard(interaction, handle)

    def _as_they_speak(self, handler: Handler) -> Handler:
        """Answer in the language in which the bot wrote to the person, whatever their Discord is set to."""

        async def handle(turn: Turn) -> None:
            turn.say = own_speaker(self._services, turn)
            await handler(turn)

        return handle

    # -- handlers -------------------------------------------------------------------------------------------------

    async def _home(self, turn: Turn) -> None:
        guilds = (turn.guild_id,) if turn.guild_id is not None else servers_of(self._services, turn.user_id)
        await turn.answer(home_screen(guilds, turn.say))

    async def _open(self, turn: Turn) -> None:
        guild_id = self._server(turn)
        if guild_id is None:
            guilds = servers_of(self._services, turn.user_id)
            if not guilds:
                raise ServerNotSetUp
            if len(guilds) > 1:
                await turn.answer(which_server(self._services, guilds, turn.say))
                return
            guild_id = guilds[0]
        await turn.answer(support_screen(self._services, guild_id, turn.user_id, turn.say))

    async def _open_in(self, turn: Turn) -> None:
        guild_id = self._member_of(turn, int(turn.chosen[0]))
        await turn.update(support_screen(self._services, guild_id, turn.user_id, turn.say))

    async def _now(self, turn: Turn) -> None:
        await self._ask(turn, "")

    async def _ask_words(self, turn: Turn) -> None:
        await turn.form(words_form(self._member_of(turn, turn.number), turn.say))

    async def _send(self, turn: Turn) -> None:
        await self._ask(turn, turn.fields.get("words", ""))

    async def _ask(self, turn: Turn, words: str) -> None:
        guild_id = self._member_of(turn, turn.number)
        incident = await self._services.intake.support(
            key=turn.id, guild_id=guild_id, user_id=turn.user_id, at=turn.at, locale=turn.say.locale, words=words
        )
        await turn.answer(support_answer(self._services, incident, guild_id, turn.say))

    async def _worried_about_message(self, turn: Turn) -> None:
        guild_id, about, channel_id, message_id = (int(part) for part in turn.args)
        if about != turn.user_id:
            words = turn.fields.get("words", "")
            await self._tell_of_message(turn, self._member_of(turn, guild_id), about, channel_id, message_id, words)

    async def _tell_of_message(
        self, turn: Turn, guild_id: int, about: int, channel_id: int, message_id: int, words: str
    ) -> None:
        incident = await self._services.intake.concern(
            key=turn.id,
            guild_id=guild_id,
            about=about,
            teller=turn.user_id,
            at=turn.at,
            source=Source.ABOUT_MESSAGE,
            text=words,
            channel_id=channel_id,
            message_id=message_id,
            again=turn.again,
        )
        await turn.answer(self._thanks(turn, guild_id, incident))

    async def _worried(self, turn: Turn) -> None:
        guild_id = self._member_of(turn, turn.number)
        incident = await self._services.intake.concern(
            key=turn.id,
            guild_id=guild_id,
            about=self._other_member(turn, guild_id),
            teller=turn.user_id,
            at=turn.at,
            source=Source.ABOUT_PERSON,
            text=turn.fields.get("words", ""),
            again=turn.again,
        )
        await turn.answer(self._thanks(turn, guild_id, incident))

    async def _lines(self, turn: Turn) -> None:
        server = self._services.servers.get(turn.number)
        await self._show_lines(turn, None if server is None else server.country)

    async def _country(self, turn: Turn) -> None:
        await self._show_lines(turn, turn.chosen[0])

    async def _show_lines(self, turn: Turn, country: str | None) -> None:
        helplines = self._services.helplines
        named = sorted((country_name(code, turn.say.locale), code) for code in helplines.countries())
        choices = tuple(Choice(name, code) for name, code in named)
        pages: tuple[Row, ...] = tuple(
            Menu(
                button_id("help", "country", number),
                choices[start : start + 25],
                placeholder=turn.say("help-country", first=choices[start].label, last=choices[start:][:25][-1].label),
            )
            for number, start in enumerate(range(0, len(choices), 25))
        )
        await turn.answer(Message(all_lines(helplines, country, turn.say), rows=pages[:5]))

    async def _fears(self, turn: Turn) -> None:
        await turn.answer(fears_screen(turn.number, turn.say))

    async def _fear(self, turn: Turn) -> None:
        await turn.answer(fear_answer(turn.verb.removeprefix("fear-"), turn.number, turn.say))

    def _thanks(self, turn: Turn, guild_id: int, incident: Incident | None) -> Message:
        row = (Button(turn.say("button-someone-for-me"), button_id("support", "open", guild_id)),)
        if incident is None:
            return Message(turn.say("concern-known"), rows=(row,))
        told = incident.holder is not None or bool(self._services.paging.told(incident))
        if told:
            return Message(turn.say("concern-sent"), rows=(row,))
        lines = self._services.contact.helplines(guild_id, turn.say)
        return Message(f"{turn.say('concern-nobody')}\n\n{lines}", rows=(row,))

    def _server(self, turn: Turn) -> int | None:
        if turn.guild_id is not None:
            return turn.guild_id
        named = next((int(part) for part in turn.args if part.isdigit()), None)
        return None if named is None else self._member_of(turn, named)

    def _member_of(self, turn: Turn, guild_id: int) -> int:
        """Return the server that a button names, if it is set up and the presser is in it."""
        if self._services.servers.get(guild_id) is None:
            raise ServerNotSetUp
        if self._services.directory.member(guild_id, turn.user_id) is None:
            raise ServerNotSetUp
        return guild_id

    def _other_member(self, turn: Turn, guild_id: int) -> int:
        """Return whom a form about somebody names, if that is still a member and not the sender."""
        about = int(turn.args[-1])
        if about == turn.user_id or self._services.directory.member(guild_id, about) is None:
            raise PersonGone
        return about

    async def _guard(self, interaction: Interaction, handler: Handler, *, late: Press | None = None) -> None:
        turn = Turn(interaction, self._services.texts)
        await self._services.router.guard(turn, handler, late=late)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Support(client))
