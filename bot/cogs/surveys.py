"""/survey: asking without knowing who answered."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final, TypeAlias
from zoneinfo import ZoneInfo

import discord
from discord import app_commands
from discord.ext import commands

from bot.cogs.survey_choices import Choices, matching
from bot.groups.rhythm import first_time, rule_from
from bot.messenger.port import Lane, Sent
from bot.surveys import cards, disclosure
from bot.surveys.declared import AnswerCut, DeclaredCut, GroupsCut, RoleCut
from bot.surveys.errors import CutUnusable, FileUnreadable, NoSuchSurvey, NotPosted, SurveyOver, TemplateWrong
from bot.surveys.opening import Terms
from bot.surveys.plans import Trigger
from bot.surveys.questions import Questionnaire
from bot.surveys.records import OVER, State
from bot.surveys.templates import LARGEST, Bad, read
from bot.texts import moment
from bot.ui import survey_making
from bot.ui.command_texts import command_text
from bot.ui.router import Handler
from bot.ui.survey_showing import Showing
from bot.ui.turn import Interaction, Turn

if TYPE_CHECKING:
    from bot.client import AlongsideClient

Days: TypeAlias = app_commands.Range[int, 1, 60]
REPEATS: Final = {
    "weekly": "repeat-weekly",
    "fortnightly": "repeat-fortnightly",
    "monthly-day": "repeat-monthly",
    "session": "repeat-session",
    "period": "repeat-period",
}


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
        self._showing = Showing(client.services)
        self._choices = Choices(client.services)

    @app_commands.command(
        name=command_text("command-survey-create-name"), description=command_text("command-survey-create")
    )
    @app_commands.describe(title=command_text("command-survey-title"), survey=command_text("command-survey-from"))
    async def create(
        self, interaction: Interaction, title: app_commands.Range[str, 1, 100], survey: str | None = None
    ) -> None:
        """Begin a survey of one's own, from nothing or from a template."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            made = Questionnaire(title={turn.say.locale: title.strip() or "–"})
            if survey is not None:
                found = (await self._surveys.found(guild_id, survey)).questionnaire
                made = found.model_copy(update={"title": {**dict.fromkeys(found.title, title), turn.say.locale: title}})
            draft = await self._surveys.draft(guild_id, made)
            await turn.answer(survey_making.making_screen(draft, turn.say))

        await self._guard(interaction, handle)

    @create.autocomplete("survey")
    async def _from_what(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return matching(await self._choices.openable(interaction), current)

    @app_commands.command(
        name=command_text("command-survey-open-name"), description=command_text("command-survey-open")
    )
    @app_commands.describe(
        survey=command_text("command-survey-which"),
        channel=command_text("command-survey-channel"),
        people=command_text("command-survey-people"),
        days=command_text("command-survey-days"),
        starts=command_text("command-survey-starts"),
        repeat=command_text("command-survey-repeat"),
        threshold=command_text("command-survey-threshold"),
        compare=command_text("command-survey-compare"),
        compare_also=command_text("command-survey-compare"),
        compare_groups=command_text("command-survey-compare-groups"),
        compare_answers=command_text("command-survey-compare-answers"),
    )
    @app_commands.choices(
        repeat=[app_commands.Choice(name=command_text(text), value=name) for name, text in REPEATS.items()]
    )
    async def open_survey(
        self,
        interaction: Interaction,
        survey: str,
        channel: discord.TextChannel | None = None,
        people: discord.Role | None = None,
        days: Days = 7,
        starts: app_commands.Range[str, 1, 60] | None = None,
        repeat: str | None = None,
        threshold: int = disclosure.FLOOR,
        compare: discord.Role | None = None,
        compare_also: discord.Role | None = None,
        compare_groups: bool = False,  # noqa: FBT001, FBT002  Discord's own option
        compare_answers: str | None = None,
    ) -> None:
        """Open a survey: now, at a time, on a schedule, or after sessions."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            place = channel.id if channel is not None else turn.channel_id
            assert place is not None
            cuts = await self._cuts(guild_id, (compare, compare_also), compare_answers, groups=compare_groups)
            terms = Terms(
                channel_id=place,
                role_id=None if people is None or people.is_default() else people.id,
                lasts=timedelta(days=days),
                threshold=threshold,
                cuts=cuts,
            )
            await turn.wait()
            where = f"<#{place}>"
            if repeat is not None:
                await turn.answer(await self._repeat(turn, guild_id, survey, terms, repeat, starts, where))
                return
            at = None if starts is None else self._time(guild_id, starts)
            opened = await self._surveys.open(guild_id, survey, terms, at=at, by=turn.user_id)
            title = cards.title(opened, turn.say)
            if at is not None:
                when = moment(at, "f")
                await turn.answer(turn.say("survey-planned", title=title, number=opened.id, channel=where, at=when))
                return
            await turn.answer(turn.say("survey-opened", title=title, number=opened.id, channel=where))

        await self._guard(interaction, handle)

    @open_survey.autocomplete("survey")
    async def _what(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return matching(await self._choices.openable(interaction), current)

    @open_survey.autocomplete("compare_answers")
    async def _by_what(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return matching(await self._choices.dividing(interaction, str(interaction.namespace.survey or "")), current)

    @app_commands.command(
        name=command_text("command-survey-close-name"), description=command_text("command-survey-close")
    )
    @app_commands.describe(survey=command_text("command-survey-number"))
    async def close(self, interaction: Interaction, survey: str) -> None:
        """Close a survey before its time, call off one that is still to open, or end a plan."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            kind, _, number = survey.rpartition(":")
            if not number.isdigit():
                raise NoSuchSurvey
            if kind == "plan":
                await self._surveys.plans.stop(guild_id, int(number), by=turn.user_id)
                await turn.answer(turn.say("survey-plan-stopped"))
                return
            found = await self._surveys.book.survey(guild_id, int(number))
            if found.state in OVER:
                raise SurveyOver
            await turn.wait()
            closed = await self._surveys.close_early(found, by=turn.user_id)
            if closed.state is State.DRAFT:
                title = cards.title(closed, turn.say)
                await turn.answer(turn.say("survey-called-off", title=title, number=closed.id))
                return
            await self._showing.show(turn, closed)

        await self._guard(interaction, handle)

    @close.autocomplete("survey")
    async def _open_ones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[str]]:
        return matching(await self._choices.running(interaction), current)

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
            await self._showing.show(turn, found)

        await self._guard(interaction, handle)

    @results.autocomplete("survey")
    async def _closed_ones(self, interaction: Interaction, current: str) -> list[app_commands.Choice[int]]:
        self._services.easel.warm()  # whoever types this wants to see charts
        return matching(await self._choices.numbers(interaction, OVER), current)

    @app_commands.command(
        name=command_text("command-survey-templates-name"), description=command_text("command-survey-templates")
    )
    @app_commands.describe(file=command_text("command-survey-file"))
    async def list_templates(self, interaction: Interaction, file: discord.Attachment | None = None) -> None:
        """Show the templates, or take an organisation's own file."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            if file is None:
                await turn.answer(survey_making.templates_screen(self._surveys.templates, turn.say))
                return
            if file.size > LARGEST:
                raise FileUnreadable(kilobytes=LARGEST // 1000)
            await turn.wait()
            try:
                content = await file.read()
            except discord.HTTPException:
                raise FileUnreadable(kilobytes=LARGEST // 1000) from None
            found = read(file.filename, content)
            if isinstance(found, Bad):
                raise TemplateWrong(line=found.line, reason=turn.say(found.reason), place=found.place or "–")
            draft = await self._surveys.draft(guild_id, found)
            await turn.answer(survey_making.making_screen(draft, turn.say))

        await self._guard(interaction, handle)

    @app_commands.command(
        name=command_text("command-survey-threshold-name"), description=command_text("command-survey-raise")
    )
    @app_commands.describe(people=command_text("command-survey-threshold"))
    async def threshold(self, interaction: Interaction, people: int) -> None:
        """Say from how many people on anything is shown in this server; closed surveys follow."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            raised = await self._surveys.book.raise_threshold(guild_id, people, by=turn.user_id)
            await turn.answer(turn.say("survey-threshold-raised", people=raised))

        await self._guard(interaction, handle)

    @app_commands.command(name=command_text("command-survey-box-name"), description=command_text("command-survey-box"))
    @app_commands.describe(
        channel=command_text("command-survey-box-channel"), take_down=command_text("command-survey-box-down")
    )
    async def box(
        self,
        interaction: Interaction,
        channel: discord.TextChannel | None = None,
        take_down: bool = False,  # noqa: FBT001, FBT002  Discord's own option
    ) -> None:
        """Put the suggestion box up, or take it down."""

        async def handle(turn: Turn) -> None:
            guild_id = self._surveys.book.staff(turn.guild_id, turn.user_id)
            await turn.wait()
            if take_down:
                await self._surveys.boxes.take_down(guild_id, by=turn.user_id)
                await turn.answer(turn.say("box-down"))
                return
            place = channel.id if channel is not None else turn.channel_id
            assert place is not None
            await self._surveys.boxes.put_up(guild_id, place, by=turn.user_id)
            server = self._services.servers.get(guild_id)
            card = self._surveys.box_posts.card(
                self._services.texts.speaker(server.locale if server else None), guild_id
            )
            outcome = await self._services.messenger.post(
                channel_id=place, message=card, key=f"box-card:{turn.id}", lane=Lane.BULK
            )
            if not isinstance(outcome, Sent):
                raise NotPosted(channel=f"<#{place}>")
            await turn.answer(turn.say("box-up", channel=f"<#{place}>"))

        await self._guard(interaction, handle)

    # -- what they share ------------------------------------------------------------------------------------------

    async def _cuts(
        self, guild_id: int, roles: Sequence[discord.Role | None], answers: str | None, *, groups: bool
    ) -> tuple[DeclaredCut, ...]:
        """Return the subgroups to report by; what comes first is shown first where not all can be."""
        found: list[DeclaredCut] = [
            RoleCut(role.id, role.name[:80]) for role in dict.fromkeys(roles) if role is not None
        ]
        if groups:
            there = await self._services.groups.roster.groups(guild_id)
            if not there:
                raise CutUnusable
            found.append(GroupsCut(tuple((group.id, group.name[:80]) for group in there)))
        if answers is not None:
            found.append(AnswerCut(answers))
        return tuple(found)

    async def _repeat(
        self, turn: Turn, guild_id: int, what: str, terms: Terms, repeat: str, starts: str | None, where: str
    ) -> str:
        if repeat in (Trigger.SESSION, Trigger.PERIOD):
            await self._surveys.plan(guild_id, what, terms, Trigger(repeat), by=turn.user_id)
            return turn.say(
                "survey-plan-sessions" if repeat == Trigger.SESSION else "survey-plan-period", channel=where
            )
        now = self._services.clock.now()
        zone = self._services.desk.zone(guild_id)
        when = starts or (now.astimezone(ZoneInfo(zone)) + timedelta(minutes=1)).strftime("%Y-%m-%d %H:%M")
        rule = rule_from(repeat, when, "", zone=zone, now=now)
        await self._surveys.plan(guild_id, what, terms, Trigger.RULE, rule, by=turn.user_id)
        first = rule.next_after(now - timedelta(seconds=1))
        return turn.say("survey-plan-rule", channel=where, at=moment(first.at if first else now, "f"))

    def _time(self, guild_id: int, starts: str) -> datetime:
        zone = ZoneInfo(self._services.desk.zone(guild_id))
        now = self._services.clock.now().astimezone(zone).replace(tzinfo=None)
        return first_time(starts, now).replace(tzinfo=zone).astimezone(UTC)

    async def _guard(self, interaction: Interaction, handler: Handler) -> None:
        await self._services.router.guard(Turn(interaction, self._services.texts), handler)


async def setup(client: "AlongsideClient") -> None:
    """Add the cog; called by discord.py."""
    await client.add_cog(SurveyCog(client))
