"""Insights for facilitators, and everybody's own goals."""

from typing import TYPE_CHECKING

from bot.audit import Act
from bot.groups.charts import alt_text, chart, quarterly
from bot.groups.errors import SaidUnposted
from bot.groups.given import GOAL_STATES
from bot.groups.goals import DONE, LET_GO, OPEN, Goal
from bot.groups.insights import Insights, as_csv, check_said
from bot.groups.model import Group
from bot.groups.troubles import reason_of
from bot.guidelines.errors import NotAMember
from bot.messenger.ids import button_id
from bot.messenger.message import Attachment, Button, Card, Choice, Field, Form, Menu, Message, Row, TextInput
from bot.messenger.plain import as_written, shorten
from bot.messenger.port import Lane, Sent, Unknown
from bot.texts import Speaker, moment
from bot.ui.groups.answering import help_row
from bot.ui.groups.noting import noting
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services


class Looking:
    """Where the buttons of insights lead."""

    def __init__(self, services: "Services") -> None:
        """Lead them."""
        self._services = services
        self._figures = services.groups.figures
        self._easel = services.easel
        self._roster = services.groups.roster
        on = services.router.on
        on("panel", "insights", self.insights)
        on("insight", "csv", self._csv)
        on("insight", "quarter", self._quarter)
        on("insight", "say", self._ask)
        on("insight", "said", self._said)

    async def insights(self, turn: Turn) -> None:
        """Show a group's weeks, with a picture and its words; those of a group at rest as well."""
        group = await self._group(turn, at_rest=True)
        await turn.wait()
        found = await self._figures.of(group)
        await self._services.audit.add(group.guild_id, turn.user_id, Act.INSIGHTS_SEEN, about=group.id)
        png = await chart(found, turn.say, self._easel)
        pictures = () if png is None else (Attachment("insights.png", png, alt_text(found, turn.say)),)
        await turn.answer(insights_screen(found, turn.say), *pictures)

    async def _csv(self, turn: Turn) -> None:
        group = await self._group(turn, at_rest=True)
        found = await self._figures.of(group)
        await self._services.audit.add(group.guild_id, turn.user_id, Act.INSIGHTS_EXPORTED, about=group.id)
        await turn.answer(
            turn.say("insights-csv"),
            Attachment("insights.csv", as_csv(found.weeks, turn.say), turn.say("insights-csv")),
        )

    async def _quarter(self, turn: Turn) -> None:
        group = await self._group(turn, at_rest=True)
        await turn.wait()
        found = await self._figures.of(group)
        await self._services.audit.add(group.guild_id, turn.user_id, Act.INSIGHTS_EXPORTED, about=group.id)
        made = turn.say("insights-made", date=self._services.clock.now().date().isoformat())
        page = quarterly(found, await chart(found, turn.say, self._easel), turn.say, made=made)
        await turn.answer(turn.say("insights-page"), Attachment("quarter.html", page, turn.say("insights-page")))

    async def _ask(self, turn: Turn) -> None:
        group = await self._group(turn)
        form = Form(
            button_id("insight", "said", group.id),
            turn.say("insights-said-title"),
            (
                TextInput("said", turn.say("insights-form-said"), long=True, max_length=300),
                TextInput("done", turn.say("insights-form-done"), long=True, max_length=300),
            ),
            notice=turn.say("prompt-form-notice"),
        )
        await turn.form(form)

    async def _said(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        check_said(fields["said"], fields["done"])
        note = await noting(self._services, turn, group, Act.GROUP_TOLD)
        say = self._roster.speaker(group)
        card = Card(
            say("insights-said-title"),
            fields=(
                Field(say("insights-form-said"), as_written(fields["said"])),
                Field(say("insights-form-done"), as_written(fields["done"])),
            ),
        )
        key = f"said:{group.id}:{turn.id}"
        await turn.wait()
        outcome = await self._services.messenger.post(
            channel_id=group.channel_id, message=Message(cards=(card,)), key=key, lane=Lane.BULK
        )
        if not isinstance(outcome, Sent | Unknown):
            raise SaidUnposted(reason=turn.say(reason_of(outcome)))
        await self._figures.we_did(group, fields["said"], fields["done"], note)
        await turn.answer(turn.say("insights-said-posted"))

    async def _group(self, turn: Turn, *, at_rest: bool = False) -> Group:
        return await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id, at_rest=at_rest)


class Aiming:
    """Where the buttons of goals lead."""

    def __init__(self, services: "Services") -> None:
        """Lead them."""
        self._services = services
        self._goals = services.groups.goals
        on = services.router.on
        on("goal", "list", self.list)
        on("goal", "new", self._new)
        on("goal", "add", self._add)
        on("goal", "open", self._open)
        for verb in (DONE, LET_GO, "delete"):
            on("goal", verb, self._settle)

    async def list(self, turn: Turn) -> None:
        """Show somebody their goals."""
        await self._show(turn, turn.guild_id or int(turn.args[0]))

    async def _new(self, turn: Turn) -> None:
        words = TextInput("text", turn.say("goal-form-text"), turn.say("goal-form-about"), long=True, max_length=300)
        target = button_id("goal", "add", turn.guild_id or int(turn.args[0]))
        await turn.form(Form(target, turn.say("goal-form-title"), (words,), notice=turn.say("goal-form-notice")))

    async def _add(self, turn: Turn) -> None:
        guild_id = turn.guild_id or int(turn.args[0])
        if self._services.directory.member(guild_id, turn.user_id) is None:
            raise NotAMember
        text = turn.fields["text"]
        await self._goals.add(guild_id, turn.user_id, text)
        if self._services.intake.worrying(text):
            # For its author alone: nobody is told, and help is one press away.
            tell = Button(turn.say("answer-button-tell"), button_id("support", "now", guild_id), style="success")
            await turn.show(Message(turn.say("answer-worrying"), rows=((tell,), help_row(guild_id, turn.say))))
            return
        await self._show(turn, guild_id, turn.say("goal-added"))

    async def _open(self, turn: Turn) -> None:
        guild_id = turn.guild_id or int(turn.args[0])
        found = [one for one in await self._goals.of(guild_id, turn.user_id) if str(one.id) == turn.chosen[0]]
        if not found:
            await self._show(turn, guild_id)
            return
        goal = found[0]
        row = (
            Button(turn.say("goal-button-done"), button_id("goal", DONE, guild_id, goal.id), style="success"),
            Button(turn.say("goal-button-let-go"), button_id("goal", LET_GO, guild_id, goal.id)),
            Button(turn.say("goal-button-delete"), button_id("goal", "delete", guild_id, goal.id), style="danger"),
        )
        await turn.show(Message(f"**{as_written(goal.text)}**", rows=(row,)))

    async def _settle(self, turn: Turn) -> None:
        guild_id, goal = int(turn.args[0]), int(turn.args[1])
        state = None if turn.verb == "delete" else turn.verb
        await self._goals.settle(turn.user_id, goal, state)
        said = {DONE: "goal-done", LET_GO: "goal-let-go", "delete": "goal-deleted"}[turn.verb]
        await self._show(turn, guild_id, turn.say(said))

    async def _show(self, turn: Turn, guild_id: int, notice: str = "") -> None:
        await turn.show(goals_screen(await self._goals.of(guild_id, turn.user_id), guild_id, turn.say, notice=notice))


def insights_screen(found: Insights, say: Speaker) -> Message:
    """Return a group's weeks in words, with what can be taken along."""
    group, lines = found.group, []
    for one in found.weeks[-6:]:
        answers, attended = _told(one.answers, one.checkins, say), _told(one.attended, one.sessions, say)
        lines.append(say("insights-line", week=moment(one.begins, "d"), answers=answers, attended=attended))
    row: tuple[Button, ...] = (
        Button(say("insights-button-csv"), button_id("insight", "csv", group.id)),
        Button(say("insights-button-quarter"), button_id("insight", "quarter", group.id)),
    )
    if group.archived_at is None:
        row += (Button(say("insights-button-said"), button_id("insight", "say", group.id)),)
    body = say("insights-empty") if found.empty else "\n".join(lines)
    title = say("insights-title", group=as_written(group.name))
    return Message(cards=(Card(title, body, footer=say("insights-floor")),), rows=(row,))


def _told(value: int | None, held: int, say: Speaker) -> str:
    if not held:
        return "–"  # nobody was asked, or nobody met: no figure that is kept back
    return say("insights-few") if value is None else str(value)


def goals_screen(goals: list[Goal], guild_id: int, say: Speaker, *, notice: str) -> Message:
    """Return somebody's goals: no counting, no dates to miss."""
    lines = [f"**{as_written(one.text)}**\n-# {say(GOAL_STATES[one.state])}" for one in goals[:15]]
    rows: list[Row] = [(Button(say("goal-button-new"), button_id("goal", "new", guild_id), style="primary"),)]
    open_ones = [one for one in goals if one.state == OPEN]
    if open_ones:
        choices = tuple(Choice(shorten(one.text, 100), str(one.id)) for one in open_ones[:25])
        rows.append(Menu(button_id("goal", "open", guild_id), choices, say("goal-choose")))
    body = "\n".join(lines) or say("goals-none")
    card = Card(say("goals-title"), body, footer=say("goals-footer"))
    return Message(notice, cards=(card,), rows=tuple(rows))
