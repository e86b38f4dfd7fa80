"""One turn of a conversation: somebody pressed, chose, submitted or typed a command, and gets one answer.

The turn holds the interaction so that services never see it.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

import aiohttp
import discord
import structlog

from bot.messenger.ids import parts_of
from bot.messenger.message import Attachment, Form, Message
from bot.messenger.render import render, render_edit, render_form
from bot.messenger.submits import form_answers, form_choices, menu_values
from bot.texts import Speaker, Texts

Interaction = discord.Interaction[Any]

ALREADY: Final = 40060  # it was answered: an earlier try arrived, and Discord's word that it did was lost
GONE: Final = frozenset({10062, 10015, 50027, ALREADY})  # the interaction ran out, or was answered already
LOST: Final = (aiohttp.ClientError, OSError)  # the connection, with whatever Discord may have said; also a time-out
ANSWERS_TAKEN: Final = 3.0  # seconds after which Discord takes no first answer any more
HEARD_WITHIN: Final = 1.0  # seconds that work waits for Discord to hear that an answer is coming

log = structlog.get_logger(__name__)


class Turn:
    """What a person did, and the one way to answer them. Every answer is private unless it changes what was pressed."""

    def __init__(self, interaction: Interaction, texts: Texts, args: tuple[str, ...] = (), *, verb: str = "") -> None:
        """Wrap an interaction; `args` are the parts of the pressed button's id."""
        self._interaction = interaction
        self._keep: Callable[[], Awaitable[None]] | None = None
        self._shown: Callable[[Turn, Form], None] | None = None
        self.args = args
        self.verb = verb
        self.say: Speaker = texts.speaker(interaction.locale.value)

    @property
    def again(self) -> bool:
        """Say whether an earlier life of this process took note of it, and may have carried it out."""
        return False

    @property
    def what(self) -> str:
        """Which command or way it was, as a code."""
        command = self._interaction.command
        if command is not None:
            return command.qualified_name.replace(" ", ".")
        return ":".join(parts_of(str(self._data.get("custom_id", "")))[:2])

    @property
    def id(self) -> int:
        """The interaction's own id, a snowflake that no other turn has."""
        return self._interaction.id

    @property
    def user_id(self) -> int:
        """Who did it."""
        return self._interaction.user.id

    @property
    def guild_id(self) -> int | None:
        """The server it happened in; None in a direct message."""
        return self._interaction.guild_id

    @property
    def channel_id(self) -> int | None:
        """The channel it happened in."""
        return self._interaction.channel_id

    @property
    def message_id(self) -> int | None:
        """The message whose button was pressed."""
        return None if self._interaction.message is None else self._interaction.message.id

    @property
    def at(self) -> datetime:
        """When it happened, by Discord's clock."""
        return self._interaction.created_at

    @property
    def number(self) -> int:
        """The first part of the button's id that is a number: a case, a server.

        Raises:
            ValueError: the button was not ours.
        """
        return next(int(part) for part in self.args if part.isdigit())

    @property
    def chosen(self) -> tuple[str, ...]:
        """What was chosen in a menu."""
        return menu_values(self._data)

    @property
    def fields(self) -> dict[str, str]:
        """What was written or chosen in a form, by field."""
        return form_answers(self._data)

    @property
    def picked(self) -> dict[str, tuple[str, ...]]:
        """What was chosen in the menus of a form, by field."""
        return form_choices(self._data)

    @property
    def answered(self) -> bool:
        """Say whether the person sees an answer, or that one is coming."""
        return self._interaction.response.is_done()

    async def answer(self, message: Message | str, *files: Attachment) -> None:
        """Answer so that only the person sees it, perhaps with files."""
        content = Message(content=message) if isinstance(message, str) else message
        arguments = render(replace(content, files=(*content.files, *files)), strict=False)
        if not self.answered:
            try:
                await self._interaction.response.send_message(**arguments, ephemeral=True)
            except discord.HTTPException as problem:
                if problem.code != ALREADY:
                    raise
            else:
                return
        await self._interaction.followup.send(**arguments, ephemeral=True)

    async def update(self, message: Message | str) -> None:
        """Change the message whose button was pressed."""
        content = Message(content=message) if isinstance(message, str) else message
        arguments = render_edit(content, strict=False)
        if not self.answered:
            try:
                await self._interaction.response.edit_message(**arguments)
            except discord.HTTPException as problem:
                if problem.code != ALREADY:
                    raise
            else:
                return
        await self._interaction.edit_original_response(**arguments)

    async def show(self, message: Message | str) -> None:
        """Change the private message whose button was pressed; after a command or a button that all see, answer privately."""
        pressed = self._interaction.message
        if pressed is not None and pressed.flags.ephemeral:
            await self.update(message)
        else:
            await self.answer(message)

    async def form(self, form: Form) -> None:
        """Show a form; it must be the first answer."""
        await self._interaction.response.send_modal(render_form(form))
        if self._shown is not None:
            self._shown(self, form)

    def tell_of_forms(self, shown: Callable[["Turn", Form], None]) -> None:
        """Have `shown` hear of a form that this turn shows."""
        self._shown = shown

    def submits(self, custom_id: str) -> bool:
        """Say whether it is a form, sent to that id."""
        kind = self._interaction.type
        return kind is discord.InteractionType.modal_submit and self._data.get("custom_id") == custom_id

    def keep_first(self, keep: Callable[[], Awaitable[None]]) -> None:
        """Have `keep` write this turn down before Discord is told that an answer is coming."""
        self._keep = keep

    async def wait(self, *, visibly: bool = False) -> None:
        """Say that an answer is coming, for work that may take longer than three seconds.

        After a press this leaves the message as it is, so that the answer may still change it or be a private one; `visibly`, a
        private answer is promised, and where the process ends before it, Discord says in the end that none came. So it is with every
        form that is written down nowhere: one that closed without a word looks as if it had been taken.
        Where Discord takes no answer any more, fails at it or is slow, what was asked for is done all the same.
        """
        if self.answered:
            return
        if self._keep is not None:
            await self._keep()
        elif self._interaction.type is discord.InteractionType.modal_submit:
            visibly = True
        deferring = asyncio.ensure_future(self._defer(thinking=visibly or self._interaction.message is None))
        await asyncio.wait({deferring}, timeout=HEARD_WITHIN)
        if deferring.done():
            deferring.result()
        else:
            deferring.add_done_callback(_unheard)

    async def _defer(self, *, thinking: bool) -> None:
        try:
            async with asyncio.timeout(ANSWERS_TAKEN):
                await self._interaction.response.defer(ephemeral=True, thinking=thinking)
        except discord.HTTPException as problem:
            if problem.code not in GONE and problem.status < 500:
                raise
            log.warning("turn.unanswered", status=problem.status, code=problem.code)
        except LOST as problem:
            log.warning("turn.unanswered", reason=type(problem).__name__)

    @property
    def _data(self) -> Mapping[str, Any]:
        return self._interaction.data or {}


def _unheard(deferring: asyncio.Future[None]) -> None:
    problem = None if deferring.cancelled() else deferring.exception()
    if problem is not None:
        log.warning("turn.unanswered", reason=type(problem).__name__)
