"""What Discord offers while a facilitator types: drafts, templates, surveys that are over, plans."""

from typing import TYPE_CHECKING, Final, TypeVar

from discord import app_commands

from bot.surveys import cards
from bot.surveys.declared import may_divide
from bot.surveys.errors import NoSuchSurvey, NoSuchTemplate, NotAFacilitator
from bot.surveys.questions import in_language
from bot.surveys.records import LIVE, OVER, State
from bot.ui.turn import Interaction

if TYPE_CHECKING:
    from bot.app import Services

MOST: Final = 25
LONGEST: Final = 100

V = TypeVar("V", int, str)


class Choices:
    """Looks through a server's surveys."""

    def __init__(self, services: "Services") -> None:
        """Look through `services`."""
        self._services = services
        self._surveys = services.surveys

    async def openable(self, interaction: Interaction) -> list[tuple[str, str]]:
        """Return what can be opened: drafts, templates, and what was asked before."""
        guild_id = self._guild(interaction)
        if guild_id is None:
            return []
        say = self._services.texts.speaker(interaction.locale.value)
        drafts = await self._surveys.book.listed(guild_id, State.DRAFT)
        choices = [(f"draft:{one.id}", f"{cards.title(one, say)} · {one.id}") for one in drafts]
        choices += [
            (
                f"template:{one.name}",
                say("survey-template-choice", title=in_language(one.questionnaire.title, say.locale)),
            )
            for one in self._surveys.templates.good.values()
        ]
        over = await self._surveys.book.listed(guild_id, *OVER)
        choices += [
            (f"again:{one.id}", say("survey-again-choice", title=cards.title(one, say), number=one.id)) for one in over
        ]
        return choices

    async def dividing(self, interaction: Interaction, survey: str) -> list[tuple[str, str]]:
        """Return the questions of what is about to be opened by whose answers its results can be reported."""
        guild_id = self._guild(interaction)
        if guild_id is None:
            return []
        say = self._services.texts.speaker(interaction.locale.value)
        try:
            asked = (await self._surveys.found(guild_id, survey)).questionnaire
        except (NoSuchSurvey, NoSuchTemplate):
            return []
        return [(one.key, in_language(one.ask, say.locale)) for one in asked.questions if may_divide(asked, one.key)]

    async def running(self, interaction: Interaction) -> list[tuple[str, str]]:
        """Return what can be closed: surveys that are open or about to be, and plans."""
        guild_id = self._guild(interaction)
        if guild_id is None:
            return []
        say = self._services.texts.speaker(interaction.locale.value)
        found = [(str(number), name) for number, name in await self.numbers(interaction, LIVE)]
        found += [
            (f"plan:{one.id}", say("survey-plan-choice", title=in_language(one.questionnaire.title, say.locale)))
            for one in await self._surveys.plans.listed(guild_id)
        ]
        return found

    async def numbers(self, interaction: Interaction, states: tuple[State, ...]) -> list[tuple[int, str]]:
        """Return surveys in some states, the newest first."""
        guild_id = self._guild(interaction)
        if guild_id is None:
            return []
        say = self._services.texts.speaker(interaction.locale.value)
        zone = self._services.desk.zone(guild_id)
        found = await self._surveys.book.listed(guild_id, *states)
        return [(one.id, f"{one.id} · {cards.title(one, say)} · {cards.wall_time(one, zone)}") for one in found]

    def _guild(self, interaction: Interaction) -> int | None:
        """Return the server if whoever types may run surveys there: a title may say more than others should read."""
        try:
            return self._surveys.book.staff(interaction.guild_id, interaction.user.id)
        except NotAFacilitator:
            return None


def matching(choices: list[tuple[V, str]], current: str) -> list[app_commands.Choice[V]]:
    """Return the choices that hold what was typed so far, as many as Discord takes."""
    return [
        app_commands.Choice(name=name[:LONGEST], value=value)
        for value, name in choices
        if current.lower() in name.lower()
    ][:MOST]
