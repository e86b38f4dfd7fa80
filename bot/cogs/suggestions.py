"""The suggestion box: written without a name, answered in the open, followed up with a code."""

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Form, Message, Row, TextInput
from bot.messenger.person import to_a_person
from bot.surveys import box_posts
from bot.surveys.questions import MOST_TEXT
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class Suggestions(commands.Cog):
    """What members and facilitators press around the box."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead the buttons and forms."""
        self._services = client.services
        self._boxes = client.services.surveys.boxes
        self._suggestions = client.services.surveys.suggestions
        router = client.services.router
        router.on("box", "write", self._write)
        router.on("box", "more", self._more)
        router.on("box", "again", self._write_again)
        router.on("box", "send", self._send)
        router.on("box", "back", self._back)
        router.on("box", "code", self._ask_code)
        router.on("box", "read", self._read)
        router.on("box", "answer", self._ask_answer)
        router.on("box", "answered", self._answered)
        router.on("box", "close", self._close)

    async def _write(self, turn: Turn) -> None:
        await self._form(turn, turn.say("box-notice"))

    async def _write_again(self, turn: Turn) -> None:
        await self._form(turn, turn.say("box-notice-again"), _code_field(turn))

    async def _form(self, turn: Turn, notice: str, *before: TextInput) -> None:
        words = TextInput("words", turn.say("box-words"), long=True, max_length=MOST_TEXT)
        ids = button_id("box", "send", turn.args[0])
        await turn.form(Form(ids, turn.say("box-title"), (*before, words), notice=notice, nameless=True))

    async def _more(self, turn: Turn) -> None:
        await turn.answer(box_posts.more(turn.say))

    async def _send(self, turn: Turn) -> None:
        guild_id = int(turn.args[0])
        code, words = turn.fields.get("code"), turn.fields.get("words", "")
        if self._services.surveys.listens(guild_id, (words,)):
            rows: tuple[Row, ...] = (
                (
                    to_a_person(turn.say, guild_id, style="primary"),
                    Button(turn.say("button-helplines"), button_id("help", "lines", guild_id)),
                ),
            )
            lines = self._services.contact.helplines(guild_id, turn.say)
            await turn.answer(Message(f"{turn.say('survey-heard')}\n\n{lines}", rows=rows))
            return
        fresh = await self._boxes.suggest(guild_id, turn.user_id, words, code)
        shown = "-".join(fresh[at : at + 4] for at in range(0, len(fresh), 4))
        back = Button(turn.say("button-box-back"), button_id("box", "back", guild_id))
        await turn.answer(Message(turn.say("box-kept", code=shown), rows=((back, to_a_person(turn.say, guild_id)),)))

    async def _back(self, turn: Turn) -> None:
        gone = await self._boxes.take_back(int(turn.args[0]), turn.user_id)
        await turn.update(turn.say("box-taken-back") if gone else turn.say("survey-nothing-to-withdraw"))

    async def _ask_code(self, turn: Turn) -> None:
        ids = button_id("box", "read", turn.args[0])
        await turn.form(Form(ids, turn.say("button-box-code"), (_code_field(turn),), nameless=True))

    async def _read(self, turn: Turn) -> None:
        guild_id = int(turn.args[0])
        found = await self._suggestions.by_code(guild_id, turn.fields.get("code", ""))
        again = Button(turn.say("button-box-again"), button_id("box", "again", guild_id), style="primary")
        thread = (*await self._suggestions.before(found), found)
        await turn.answer(
            Message(
                cards=tuple(box_posts.told(one, turn.say) for one in thread),
                rows=((again, to_a_person(turn.say, guild_id)),),
            )
        )

    async def _ask_answer(self, turn: Turn) -> None:
        self._services.surveys.book.staff(int(turn.args[0]), turn.user_id)
        words = TextInput("words", turn.say("box-answer-label"), long=True, max_length=MOST_TEXT)
        ids = ("box", "answered", *turn.args)
        await turn.form(
            Form(button_id(*ids), turn.say("box-answer-title"), (words,), notice=turn.say("box-answer-notice"))
        )

    async def _answered(self, turn: Turn) -> None:
        guild_id = self._services.surveys.book.staff(int(turn.args[0]), turn.user_id)
        await self._suggestions.answer(guild_id, int(turn.args[1]), turn.fields.get("words", ""), by=turn.user_id)
        await turn.answer(turn.say("box-answer-posted"))

    async def _close(self, turn: Turn) -> None:
        guild_id = self._services.surveys.book.staff(int(turn.args[0]), turn.user_id)
        found = await self._suggestions.close_code(guild_id, int(turn.args[1]), by=turn.user_id)
        await turn.answer(turn.say("box-code-closed", number=found.id))


def _code_field(turn: Turn) -> TextInput:
    """Return the field for a code: in no button or form is one ever written by us."""
    return TextInput("code", turn.say("box-code-label"), max_length=40)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(Suggestions(client))
