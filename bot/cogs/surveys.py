"""/survey: asking without knowing who answered."""

from datetime import timedelta
from typing import TYPE_CHECKING, TypeAlias, TypeVar

import discord
from discord import app_commands
from discord.ext import commands

from bot.messenger.ids import button_id
from bot.messenger.message import Form, Message, TextInput
from bot.surveys import cards, disclosure
from bot.surveys.errors import NoSuchSurvey, ResultsNotYet, SurveyOver
from bot.surveys.opening import Terms
from bot.surveys.questions import in_language
from bot.surveys.records import LIVE, OVER, State, Survey
from bot.surveys.results import DeclaredCut
from bot.ui import survey_results
from bot.ui.command_texts import command_text
from bot.ui.router import Handler
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Days: TypeAlias = app_commands.Range[int, 1, 60]


@app_commands.guild_only()
@app_commands.default_permissions(manage_messages=True)
class SurveyCog(
    commands.GroupCog,
    group_name=command_text("command-survey-name"),
    group_description=command_text("command-survey"),
):
    """What facilitators type about surveys."""

    def __init__(self, client: "AlongsideClient") -> None:
        """Answer with `client`'s services."""
        self._services = client.services
        self._surveys = client.services.surveys
        router = client.services.router
        router.on("survey", "results", self._show_results)
        router.on("survey", "publish", self._publish)
        router.on("survey", "did", self._ask_did)
        router.on("survey", "done", self._did)

    @app_commands.command(
        name=command_text("command-survey-open-name"), description=command_text("command-survey-open")
    )
    @app_commands.describe(
        survey=command_text("command-survey-which"),
        channel=command_text("command-survey-channel"),
        people=command_text("command-survey-people"),
        days=command_text("command-survey-days"),
        threshold=command_text("command-survey-threshold"),
        compare=command_text("command-survey-compare"),
        compare_also=command_text("command-survey-compare"),
    )
    async def open_survey(
        self,
        interaction: Interaction,
        survey: str,
        channel: discord.TextChannel | None = None,
        people: discord.Role | None = None,
        days: Days = 7,
        threshold: int = disclosure.FLOOR,
        compare: discord.Role | None = None,
        compare_also: discord.Role | None = None,
    ) -> None:
        """Open a survey now."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            place = channel.id if channel is not None else turn.channel_id
            assert place is not None
            roles = dict.fromkeys(role for role in (compare, compare_also) if role is not None)
            terms = Terms(
                channel_id=place,
                role_id=None if people is None or people.is_default() else people.id,
                lasts=timedelta(days=days),
                threshold=threshold,
                cuts=tuple(DeclaredCut(role.id, role.name[:80]) for role in roles),
            )
            await turn.wait()
            opened = await self._surveys.open(guild_id, survey, terms)
            await turn.answer(
                turn.say("survey-opened", title=cards.title(opened, turn.say), number=opened.id, channel=f"<#{place}>")
            )

        await self._guard(interaction, handle)

    @open_survey.autocomplete("survey")
    async def _what(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        say = self._services.texts.speaker(interaction.locale.value)
        drafts = await self._surveys.book.listed(interaction.guild_id or 0, State.DRAFT)
        choices = [(f"draft:{one.id}", f"{cards.title(one, say)} · {one.id}") for one in drafts]
        choices += [
            (
                f"template:{one.name}",
                say("survey-template-choice", title=in_language(one.questionnaire.title, say.locale)),
            )
            for one in self._surveys.templates.good.values()
        ]
        return _matching(choices, current)

    @app_commands.command(
        name=command_text("command-survey-close-name"), description=command_text("command-survey-close")
    )
    @app_commands.describe(survey=command_text("command-survey-number"))
    async def close(self, interaction: Interaction, survey: int) -> None:
        """Close a survey before its time."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            found = await self._surveys.book.survey(guild_id, survey)
            if found.state in OVER:
                raise SurveyOver
            await turn.wait()
            closed = await self._surveys.closing.close(found.id)
            if closed is None:
                raise NoSuchSurvey
            await turn.answer(await self._results(turn, closed))

        await self._guard(interaction, handle)

    @close.autocomplete("survey")
    async def _open_ones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._numbers(interaction, current, LIVE)

    @app_commands.command(
        name=command_text("command-survey-results-name"), description=command_text("command-survey-results")
    )
    @app_commands.describe(survey=command_text("command-survey-number"))
    async def results(self, interaction: Interaction, survey: int) -> None:
        """Show what may be shown."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            found = await self._surveys.book.survey(guild_id, survey)
            await turn.wait()
            await turn.answer(await self._results(turn, found))

        await self._guard(interaction, handle)

    @results.autocomplete("survey")
    async def _closed_ones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        return await self._numbers(interaction, current, OVER)

    # -- presses --------------------------------------------------------------------------------------------------

    async def _show_results(self, turn: Turn) -> None:
        await turn.wait()
        await turn.answer(await self._results(turn, await self._named(turn)))

    async def _publish(self, turn: Turn) -> None:
        survey = await self._named(turn)
        await turn.wait()
        publishing = self._surveys.publishing
        message = survey_results.results_screen(
            survey, publishing.showable(survey), publishing.speaker(survey), public=True
        )
        await publishing.post(survey, message, key=f"survey:{survey.id}:results:{turn.id}")
        await turn.answer(turn.say("survey-published", channel=f"<#{survey.channel_id}>"))

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
        await publishing.post(told, message, key=f"survey:{survey.id}:did:{turn.id}")
        await turn.answer(turn.say("survey-published", channel=f"<#{survey.channel_id}>"))

    # -- what they share ------------------------------------------------------------------------------------------

    async def _results(self, turn: Turn, survey: Survey) -> Message:
        if survey.state not in OVER:
            raise ResultsNotYet
        return survey_results.results_screen(survey, self._surveys.publishing.showable(survey), turn.say)

    async def _named(self, turn: Turn) -> Survey:
        guild_id = self._surveys.book.staff(int(turn.args[0]), turn.user_id)
        return await self._surveys.book.survey(guild_id, int(turn.args[1]))

    async def _numbers(
        self, interaction: Interaction, current: str, states: tuple[State, ...]
    ) -> list[app_commands.Choice[int]]:
        say = self._services.texts.speaker(interaction.locale.value)
        server = self._services.servers.get(interaction.guild_id or 0)
        zone = "UTC" if server is None else server.zone
        found = await self._surveys.book.listed(interaction.guild_id or 0, *states)
        named = [(one.id, f"{one.id} · {cards.title(one, say)} · {cards.wall_time(one, zone)}") for one in found]
        return _matching(named, current)

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


V = TypeVar("V", int, str)


def _matching(choices: list[tuple[V, str]], current: str) -> list[app_commands.Choice[V]]:
    return [
        app_commands.Choice(name=name[:100], value=value) for value, name in choices if current.lower() in name.lower()
    ][:25]


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SurveyCog(client))
