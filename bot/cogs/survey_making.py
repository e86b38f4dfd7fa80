"""The steps of making a survey, each a menu or a form on the draft's screen."""

from dataclasses import replace
from typing import TYPE_CHECKING

from discord.ext import commands

from bot.messenger.ids import button_id
from bot.surveys import making
from bot.surveys.answering import Page
from bot.surveys.errors import NoSuchSurvey
from bot.surveys.pages import page
from bot.surveys.questions import Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.response import Response
from bot.ui import survey_forms, survey_making
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient


class SurveyMaking(commands.Cog):
    """What facilitators press while they make a survey."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Lead the menus and forms of the draft's screen."""
        self._surveys = client.services.surveys
        router = client.services.router
        router.on("make", "add", self._add)
        router.on("make", "added", self._added)
        router.on("make", "drop", self._drop)
        router.on("make", "translate", self._translate)
        router.on("make", "translated", self._translated)
        router.on("make", "try", self._try)
        router.on("make", "tried", self._tried)
        router.on("make", "discard", self._discard)

    async def _add(self, turn: Turn) -> None:
        await turn.form(survey_making.add_form(await self._draft(turn), turn.chosen[0], turn.say))

    async def _added(self, turn: Turn) -> None:
        survey = await self._draft(turn)
        kind, wide, _ = survey_making.KINDS[turn.args[2]]
        fields = turn.fields
        made = making.add(
            survey.questionnaire,
            kind,
            turn.say.locale,
            fields.get("ask", ""),
            options=fields.get("options", ""),
            ends=fields.get("ends", ""),
            wide=wide,
            only_if=fields.get("only_if", ""),
        )
        await self._keep(turn, survey, made)

    async def _drop(self, turn: Turn) -> None:
        survey = await self._draft(turn)
        await self._keep(turn, survey, making.take_out(survey.questionnaire, turn.chosen[0]))

    async def _translate(self, turn: Turn) -> None:
        await turn.form(survey_making.translate_form(await self._draft(turn), turn.chosen[0], turn.say))

    async def _translated(self, turn: Turn) -> None:
        survey = await self._draft(turn)
        fields = turn.fields
        key = "" if turn.args[2] == "title" else turn.args[2]
        made = making.translate(
            survey.questionnaire,
            key,
            fields["language"],
            fields.get("ask", ""),
            fields.get("options", ""),
            fields.get("ends", ""),
        )
        await self._keep(turn, survey, made)

    async def _try(self, turn: Turn) -> None:
        survey = await self._draft(turn)
        entries = page(survey.questionnaire, {}, 0)
        shown = survey_forms.form(Page(survey, entries, Response()), turn.say)
        await turn.form(replace(shown, custom_id=button_id("make", "tried", survey.guild_id, survey.id)))

    async def _tried(self, turn: Turn) -> None:
        await turn.answer(turn.say("make-tried"))

    async def _discard(self, turn: Turn) -> None:
        survey = await self._draft(turn)
        await self._surveys.book.drop(survey.guild_id, survey.id)
        await turn.update(turn.say("make-discarded"))

    async def _keep(self, turn: Turn, survey: Survey, made: Questionnaire) -> None:
        changed = replace(survey, questionnaire=made)
        if not await self._surveys.book.change(changed, expected=(State.DRAFT,)):
            raise NoSuchSurvey
        await turn.update(survey_making.making_screen(changed, turn.say))

    async def _draft(self, turn: Turn) -> Survey:
        guild_id = self._surveys.book.staff(int(turn.args[0]), turn.user_id)
        survey = await self._surveys.book.survey(guild_id, int(turn.args[1]))
        if survey.state is not State.DRAFT:
            raise NoSuchSurvey
        return survey


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SurveyMaking(client))
