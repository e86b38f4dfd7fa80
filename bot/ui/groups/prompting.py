"""Prompts: a look before they are posted, one's own, what was used when, and a plan that takes turns."""

from typing import TYPE_CHECKING

from bot.audit import Act
from bot.groups.errors import NoSuchPrompt
from bot.groups.library import OWN, THEMES, Prompt
from bot.groups.model import Group, PlanState
from bot.groups.prompts import Used, prompt_card
from bot.groups.rhythm import RHYTHMS
from bot.groups.rota import Plan
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Row, TextInput
from bot.messenger.plain import as_written, shorten
from bot.messenger.port import Sent
from bot.texts import Speaker, moment
from bot.ui.groups.noting import noting
from bot.ui.groups.plan_screens import BECOMING, STATES, became, times
from bot.ui.groups.rhythms import RHYTHM_TEXTS, described
from bot.ui.turn import Turn

if TYPE_CHECKING:
    from bot.app import Services

ANY = "any"


class Prompting:
    """Where the buttons about prompts lead."""

    def __init__(self, services: "Services") -> None:
        """Lead every button and form of the prompts' screens."""
        self._services = services
        self._prompts = services.groups.prompts
        self._rota = services.groups.rota
        self._roster = services.groups.roster
        on = services.router.on
        on("panel", "prompts", self.home)
        on("prompt", "theme", self._theme)
        on("prompt", "other", self._other)
        on("prompt", "post", self._post)
        on("prompt", "pass", self._pass)
        on("prompt", "own", self.add)
        on("prompt", "add", self._add)
        on("prompt", "drop", self._drop)
        on("prompt", "keep", self._keep)
        on("prompt", "used", self.list)
        on("prompt", "when", self.schedule)
        on("prompt", "propose", self._propose)
        on("prompt", "plan", self._plan)
        for verb in BECOMING:
            on("rota", verb, self._become)

    async def home(self, turn: Turn) -> None:
        """Show themes to choose from, and everything else about prompts."""
        group, whole = await self._services.groups.with_prompts(int(turn.args[0]), turn.user_id)
        plans = await self._rota.plans(group) if whole else []
        await turn.show(home_screen(group, plans, turn.say, whole=whole))

    async def add(self, turn: Turn) -> None:
        """Ask for a prompt of one's own."""
        group = await self._group(turn)
        await turn.form(own_form(group, turn.say))

    async def list(self, turn: Turn) -> None:
        """Show what was posted when, and what nobody answered."""
        group = await self._group(turn)
        known = {one.key: one for one in await self._prompts.all_of(group.guild_id, gone=True)}
        await turn.show(used_screen(group, await self._prompts.used(group, limit=15), known, turn.say))

    async def schedule(self, turn: Turn) -> None:
        """Ask for a rhythm."""
        await turn.form(schedule_form(await self._group(turn), turn.say))

    async def _theme(self, turn: Turn) -> None:
        group = await self._posted_by(turn)
        theme = None if turn.chosen[0] == ANY else turn.chosen[0]
        await self._look(turn, group, await self._prompts.suggest(group, theme), theme)

    async def _other(self, turn: Turn) -> None:
        group = await self._posted_by(turn)
        theme, seen = (None if turn.args[1] == ANY else turn.args[1]), turn.args[2]
        every = await self._prompts.all_of(group.guild_id, theme)
        keys = [one.key for one in every]
        if not keys:
            raise NoSuchPrompt
        # Onward from the one that was looked at, so that each press shows another.
        following = every[(keys.index(seen) + 1) % len(every)] if seen in keys else every[0]
        await self._look(turn, group, following, theme)

    async def _post(self, turn: Turn) -> None:
        group = await self._posted_by(turn)
        prompt = await self._prompts.find(group.guild_id, turn.args[1])
        await turn.wait()
        note = await noting(self._services, turn, group, Act.PROMPT_POSTED)
        outcome = await self._prompts.post(group, prompt, occasion=f"hand:{turn.id}", note=note, by_hand=True)
        await turn.show(turn.say("prompt-posted" if isinstance(outcome, Sent) else "prompt-not-posted"))

    async def _pass(self, turn: Turn) -> None:
        await self._prompts.passed(int(turn.args[0]))
        await turn.answer(turn.say("prompt-passed"))

    async def _add(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        note = await noting(self._services, turn, group, Act.PROMPT_ADDED)
        prompt = await self._prompts.add(
            group.guild_id, turn.user_id, text=fields["text"], theme=fields["theme"], note=note
        )
        await self._look(turn, group, prompt, prompt.theme, notice=turn.say("prompt-added"))

    async def _drop(self, turn: Turn) -> None:
        group, key = await self._group(turn), turn.args[1]
        await self._prompts.remove(group.guild_id, key, await noting(self._services, turn, group, Act.PROMPT_REMOVED))
        back = Button(turn.say("button-undo"), button_id("prompt", "keep", group.id, key))
        await turn.show(Message(turn.say("prompt-dropped"), rows=((back,),)))

    async def _keep(self, turn: Turn) -> None:
        group, key = await self._group(turn), turn.args[1]
        note = await noting(self._services, turn, group, Act.PROMPT_ADDED)
        await self._prompts.remove(group.guild_id, key, note, back=True)
        prompt = await self._prompts.find(group.guild_id, key)
        await self._look(turn, group, prompt, prompt.theme, notice=turn.say("prompt-added"))

    async def _propose(self, turn: Turn) -> None:
        group, fields = await self._group(turn), turn.fields
        plan = await self._rota.propose(
            group,
            theme=None if fields["theme"] == ANY else fields["theme"],
            rhythm=fields["rhythm"],
            when=fields["when"],
            until=fields["until"],
        )
        await self._show_plan(turn, group, plan, turn.say("plan-preview"))

    async def _plan(self, turn: Turn) -> None:
        group = await self._group(turn)
        await self._show_plan(turn, group, await self._rota.plan(group, int(turn.chosen[0])), "")

    async def _become(self, turn: Turn) -> None:
        group = await self._group(turn)
        plan = await self._rota.plan(group, int(turn.args[1]))
        state, _, what = BECOMING[turn.verb]
        note = await noting(self._services, turn, group, Act.GROUP_PROMPTS, plan.id, what)
        changed = await self._rota.become(plan, int(turn.args[2]), state, note)
        await self._show_plan(turn, group, changed, turn.say(became(turn.verb, changed.state)))

    async def _look(self, turn: Turn, group: Group, prompt: Prompt, theme: str | None, *, notice: str = "") -> None:
        last = next((one for one in await self._prompts.used(group) if one.prompt == prompt.key), None)
        await turn.show(look_screen(group, prompt, theme, last, turn.say, self._roster.speaker(group), notice=notice))

    async def _show_plan(self, turn: Turn, group: Group, plan: Plan, notice: str) -> None:
        now = self._services.clock.now()
        fields = (
            Field(turn.say("plan-field-rhythm"), f"{described(plan.rule, turn.say)} ({plan.rule.zone})"),
            Field(turn.say("plan-field-next"), times(plan.rule, now, turn.say)),
            Field(turn.say("prompt-field-theme"), turn.say(THEMES[plan.theme] if plan.theme else "theme-any")),
        )
        card = Card(turn.say("prompt-plan-title"), turn.say(STATES[plan.state]), fields)

        def button(label: str, verb: str, *, danger: bool = False) -> Button:
            target = button_id("rota", verb, group.id, plan.id, plan.version)
            return Button(label, target, style="danger" if danger else "secondary")

        delete = button(turn.say("plan-button-delete"), "delete", danger=True)
        row: Row = {
            PlanState.PROPOSED: (button(turn.say("plan-button-save"), "save"), delete),
            PlanState.ACTIVE: (button(turn.say("plan-button-pause"), "pause"), delete),
            PlanState.DELETED: (button(turn.say("button-undo"), "restore"),),
        }.get(plan.state, (button(turn.say("plan-button-resume"), "resume"), delete))
        await turn.show(Message(notice, cards=(card,), rows=(row,)))

    async def _posted_by(self, turn: Turn) -> Group:
        """Return the group to a facilitator, or to who leads its meeting now."""
        return (await self._services.groups.with_prompts(int(turn.args[0]), turn.user_id))[0]

    async def _group(self, turn: Turn) -> Group:
        return await self._roster.for_facilitator(turn.guild_id, int(turn.args[0]), turn.user_id)


def home_screen(group: Group, plans: list[Plan], say: Speaker, *, whole: bool) -> Message:
    """Return the themes, and for a facilitator (`whole`) everything else about prompts."""
    rows: list[Row] = [
        Menu(button_id("prompt", "theme", group.id), _themes(say), say("prompt-choose-theme")),
    ]
    if whole:
        rows.append(
            (
                Button(say("prompt-button-own"), button_id("prompt", "own", group.id)),
                Button(say("prompt-button-schedule"), button_id("prompt", "when", group.id)),
                Button(say("prompt-button-used"), button_id("prompt", "used", group.id)),
            )
        )
    if plans:
        choices = tuple(
            Choice(
                shorten(
                    f"{say(THEMES[one.theme] if one.theme else 'theme-any')} · {described(one.rule, say)}"
                    f" · {say(STATES[one.state])}",
                    100,
                ),
                str(one.id),
            )
            for one in plans[:25]
        )
        rows.append(Menu(button_id("prompt", "plan", group.id), choices, say("prompt-plans")))
    return Message(
        cards=(Card(say("prompt-title", group=as_written(group.name)), say("prompt-home")),), rows=tuple(rows)
    )


def look_screen(
    group: Group, prompt: Prompt, theme: str | None, last: Used | None, say: Speaker, theirs: Speaker, *, notice: str
) -> Message:
    """Return a prompt as the group would see it, with when it was used and what it touches."""
    lines = [notice, say("prompt-never-used") if last is None else say("prompt-last-used", at=moment(last.at, "D"))]
    if prompt.tags:
        lines.append(say("prompt-tags", tags=", ".join(prompt.tags)))
    row: tuple[Button, ...] = (
        Button(say("prompt-button-post"), button_id("prompt", "post", group.id, prompt.key), style="primary"),
        Button(say("prompt-button-other"), button_id("prompt", "other", group.id, theme or ANY, prompt.key)),
        Button(say("plan-button-back"), button_id("panel", "prompts", group.id)),
    )
    if prompt.key.startswith(f"{OWN}/"):
        drop = Button(say("prompt-button-drop"), button_id("prompt", "drop", group.id, prompt.key), style="danger")
        row += (drop,)
    content = "\n".join(line for line in lines if line)
    return Message(content, cards=prompt_card(group, prompt, theirs, number=None).cards, rows=(row,))


def used_screen(group: Group, used: list[Used], known: dict[str, Prompt], say: Speaker) -> Message:
    """Return what was posted, for facilitators, who alone see what nobody answered."""
    lines = []
    for one in used:
        text = shorten(known[one.prompt].text(group.locale), 120) if one.prompt in known else "…"
        answered = say("prompt-was-answered" if one.answered else "prompt-not-answered")
        lines.append(f"{moment(one.at, 'd')} · {as_written(text)}\n-# {answered}")
    back = (Button(say("plan-button-back"), button_id("panel", "prompts", group.id)),)
    body = "\n".join(lines) or say("prompt-none-used")
    return Message(cards=(Card(say("prompt-used-title"), body, footer=say("prompt-used-footer")),), rows=(back,))


def own_form(group: Group, say: Speaker) -> Form:
    """Return the form for a prompt of a server's own."""
    return Form(
        button_id("prompt", "add", group.id),
        say("prompt-form-title"),
        (
            TextInput("text", say("prompt-form-text"), long=True, max_length=300),
            FormMenu("theme", say("prompt-field-theme"), _themes(say)[1:]),
        ),
        notice=say("prompt-form-notice"),
    )


def schedule_form(group: Group, say: Speaker) -> Form:
    """Return the form for prompts that take turns."""
    rhythms = tuple(Choice(say(RHYTHM_TEXTS[name]), name, chosen=name == "weekly") for name in RHYTHMS)
    return Form(
        button_id("prompt", "propose", group.id),
        say("prompt-plan-title"),
        (
            FormMenu("theme", say("prompt-field-theme"), _themes(say, chosen=ANY)),
            FormMenu("rhythm", say("plan-form-rhythm"), rhythms),
            TextInput("when", say("plan-form-when"), say("plan-form-when-about"), default="18:00", max_length=40),
            TextInput("until", say("plan-form-until"), say("plan-form-until-about"), required=False, max_length=40),
        ),
        notice=say("plan-form-notice"),
    )


def _themes(say: Speaker, *, chosen: str = "") -> tuple[Choice, ...]:
    return (
        Choice(say("theme-any"), ANY, chosen=chosen == ANY),
        *(Choice(say(key), name, chosen=chosen == name) for name, key in THEMES.items()),
    )
