"""Where the buttons under a closed survey lead: its results, posting them, and *you said, we did*."""

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Form, Message, TextInput
from bot.surveys.records import Survey
from bot.surveys.results import Results
from bot.texts import Speaker
from bot.ui import survey_results
from bot.ui.survey_table import as_csv
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class Showing:
    """Shows staff what may be shown, and everybody what staff decide to post."""

    def __init__(self, services: "Services") -> None:
        """Lead the buttons and the form."""
        self._surveys = services.surveys
        self._easel = services.easel
        on = services.router.on
        on("survey", "results", self._results)
        on("survey", "publish", self._publish)
        on("survey", "did", self._ask_did)
        on("survey", "done", self._did)

    async def show(self, turn: Turn, survey: Survey) -> None:
        """Show what may be shown of a closed survey, with charts.

        Raises:
            ResultsNotYet: it is not closed.
        """
        publishing = self._surveys.publishing
        shown = publishing.showable(survey)
        await publishing.seen(survey, turn.user_id)
        earlier = await publishing.earlier(survey)
        for message in await self._screens(survey, shown, earlier, turn.say):
            await turn.answer(message)

    async def _results(self, turn: Turn) -> None:
        await turn.wait()
        await self.show(turn, await self._named(turn))

    async def _publish(self, turn: Turn) -> None:
        survey = await self._named(turn)
        await turn.wait()
        publishing = self._surveys.publishing
        say, shown = publishing.speaker(survey), publishing.showable(survey)
        key = f"survey:{survey.id}:results:{turn.id}"
        await publishing.post(
            survey, *await self._screens(survey, shown, [], say, public=True), key=key, by=turn.user_id
        )
        await turn.answer(turn.say("survey-published", channel=f"<#{survey.channel_id}>"))

    async def _screens(
        self,
        survey: Survey,
        shown: Results | None,
        earlier: Sequence[tuple[Survey, Results]],
        say: Speaker,
        *,
        public: bool = False,
    ) -> list[Message]:
        """Return results as messages, with charts and the table under the last."""
        messages = survey_results.results_screens(survey, shown, say, public=public)
        files = await survey_results.pictures(survey, shown, earlier, say, self._easel)
        if shown is not None and shown.respondents is not None:
            files = (*files, Attachment("results.csv", as_csv(survey, shown, say), say("survey-table")))
        return [*messages[:-1], replace(messages[-1], files=files)]

    async def _ask_did(self, turn: Turn) -> None:
        survey = await self._named(turn)
        await turn.form(
            Form(
                button_id("survey", "done", survey.guild_id, survey.id),
                turn.say("survey-said-did"),
                (
                    TextInput("said", turn.say("survey-said-label"), long=True, default=survey.said, max_length=900),
                    TextInput("did", turn.say("survey-did-label"), long=True, default=survey.did, max_length=900),
                ),
                notice=turn.say("survey-did-notice"),
            )
        )

    async def _did(self, turn: Turn) -> None:
        survey = await self._named(turn)
        await turn.wait()
        publishing = self._surveys.publishing
        told = await publishing.did(survey, turn.fields.get("said", ""), turn.fields.get("did", ""))
        message = survey_results.said_did(told, publishing.speaker(told))
        await publishing.post(told, message, key=f"survey:{survey.id}:did:{turn.id}", by=turn.user_id)
        await turn.answer(turn.say("survey-published", channel=f"<#{survey.channel_id}>"))

    async def _named(self, turn: Turn) -> Survey:
        guild_id = self._surveys.book.staff(int(turn.args[0]), turn.user_id)
        return await self._surveys.book.survey(guild_id, int(turn.args[1]))
