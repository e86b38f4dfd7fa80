"""Answering a survey: the promise first, then its questions, then what one can still change."""

from typing import TYPE_CHECKING

from discord.ext import commands

from bot.messenger.ids import button_id
from bot.messenger.message import Form, Message, TextInput
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Sent
from bot.surveys import cards
from bot.surveys.errors import FormOutOfDate, NotInvited, NotThere, SurveyOver
from bot.ui import survey_forms
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class SurveyAnswers(commands.Cog):
    """The respondent's side. No handler here writes to the database."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead every button and form that a respondent meets."""
        self._services = client.services
        self._answering = client.services.surveys.answering
        router = client.services.router
        router.on("survey", "voice", self._voice)
        router.on("survey", "answer", self._begin)
        router.on("survey", "more", self._more)
        router.on("survey", "page", self._page)
        router.on("survey", "change", self._change)
        router.on("survey", "send", self._send)
        router.on("survey", "withdraw", self._withdraw)
        router.on("survey", "contact", self._contact)
        router.on("survey", "contacted", self._contacted, kept=True)  # by name; what is anonymous is in no other file

    async def _voice(self, turn: Turn) -> None:
        guild_id, surveys = self._member_of(turn), self._services.surveys
        found = surveys.book.open_for(guild_id, turn.user_id)
        box = surveys.boxes.box(guild_id) is not None
        await turn.answer(survey_forms.voice_screen(guild_id, found, turn.say, box=box))

    async def _begin(self, turn: Turn) -> None:
        survey_id = int(turn.chosen[0] if turn.chosen else turn.args[0])
        try:
            survey, response = await self._answering.own(survey_id, turn.user_id)
        except (NotInvited, NotThere) as refused:
            if not await self._answering.left_behind(survey_id, turn.user_id):
                raise
            await turn.answer(survey_forms.only_back(survey_id, refused, turn.say))
            return
        await turn.answer(survey_forms.beginning(survey, response, turn.say))

    async def _more(self, turn: Turn) -> None:
        survey = self._services.surveys.book.get(int(turn.args[0]))
        if survey is None:
            raise SurveyOver
        await turn.answer(cards.more(survey, turn.say))

    async def _page(self, turn: Turn) -> None:
        survey_id = int(turn.args[0])
        page = await self._answering.page(survey_id, turn.user_id)
        if page is None:
            await turn.answer(survey_forms.thanks(self._services.surveys.book.open_now(survey_id), turn.say))
            return
        await turn.form(survey_forms.form(page, turn.say))

    async def _change(self, turn: Turn) -> None:
        page = await self._answering.page(int(turn.args[0]), turn.user_id, anew=True)
        if page is None:
            raise FormOutOfDate
        await turn.form(survey_forms.form(page, turn.say))

    async def _send(self, turn: Turn) -> None:
        step = await self._answering.submit(int(turn.args[0]), turn.user_id, turn.fields, turn.picked)
        if step.heard:
            await turn.answer(survey_forms.help_first(self._services, step, turn.say))
            return
        await turn.answer(survey_forms.after(step, turn.say))

    async def _withdraw(self, turn: Turn) -> None:
        gone = await self._answering.withdraw(int(turn.args[0]), turn.user_id)
        await turn.update(turn.say("survey-withdrawn") if gone else turn.say("survey-nothing-to-withdraw"))

    # -- by name, and only then ------------------------------------------------------------------------------------

    async def _contact(self, turn: Turn) -> None:
        guild_id = self._member_of(turn)
        await turn.form(
            Form(
                button_id("survey", "contacted", guild_id),
                turn.say("survey-contact-title"),
                (TextInput("words", turn.say("survey-contact-label"), long=True, required=False, max_length=1000),),
                notice=turn.say("survey-contact-notice"),
            )
        )

    async def _contacted(self, turn: Turn) -> None:
        guild_id, words = self._member_of(turn), turn.fields.get("words", "")
        if words and self._services.surveys.listens(guild_id, (words,)):
            # Said with a name and to people: on-call has it, as with any other words to the bot.
            await self._services.intake.direct(
                key=turn.id, guild_id=guild_id, user_id=turn.user_id, at=turn.at, text=words
            )
            await turn.answer(turn.say("survey-contact-oncall"))
            return
        await turn.wait()
        told = False
        for lead in self._services.oncall.duty(guild_id).leads:
            if lead != turn.user_id:
                message = self._wish(guild_id, turn.user_id, words)
                outcome = await self._services.messenger.direct(
                    user_id=lead, message=message, key=f"contact:{turn.id}:{lead}", lane=Lane.BULK, rationed=False
                )
                told = told or isinstance(outcome, Sent)
        await turn.answer(turn.say("survey-contact-sent") if told else turn.say("survey-contact-nobody"))

    def _wish(self, guild_id: int, user_id: int, words: str) -> Message:
        server = self._services.servers.get(guild_id)
        say = self._services.texts.speaker(None if server is None else server.locale)
        said = as_written(words) if words else say("survey-contact-no-words")
        return Message(
            say(
                "survey-contact-wish",
                server=self._services.directory.server_name(guild_id),
                name=self._services.desk.name(guild_id, user_id),
                person=f"<@{user_id}>",
                words=said,
            )
        )

    def _member_of(self, turn: Turn) -> int:
        guild_id = turn.number
        if self._services.directory.member(guild_id, turn.user_id) is None:
            raise NotInvited
        return guild_id


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SurveyAnswers(client))
