"""The screens on which a facilitator plans check-ins."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from itertools import islice
from types import MappingProxyType
from typing import Final

from bot.agenda import Rule
from bot.groups.checkin_times import LATE_BY, Day, Happened
from bot.groups.model import CheckIn, Group, PlanState, PostState
from bot.groups.rhythm import DAYS, RHYTHMS, days_of, end_of, upcoming
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Row, TextInput
from bot.messenger.plain import as_written, shorten
from bot.surveys.disclosure import FLOOR
from bot.texts import Speaker, moment
from bot.ui.groups.rhythms import DAY_TEXTS, RHYTHM_TEXTS, described

STATES: Final = {
    PlanState.PROPOSED: "plan-state-proposed",
    PlanState.ACTIVE: "plan-state-active",
    PlanState.PAUSED: "plan-state-paused",
    PlanState.ENDED: "plan-state-ended",
    PlanState.DELETED: "plan-state-deleted",
}
BECOMING: Final = {
    "save": (PlanState.ACTIVE, "plan-saved", "planned"),
    "resume": (PlanState.ACTIVE, "plan-resumed", "resumed"),
    "restore": (PlanState.ACTIVE, "plan-restored", "restored"),
    "pause": (PlanState.PAUSED, "plan-paused", "paused"),
    "delete": (PlanState.DELETED, "plan-deleted", "deleted"),
}
"""Which state a press leads to, what its presser reads then, and what the staff's record calls it."""

KINDS: Final = {
    "words": "question-kind-words",
    "energy": "question-kind-energy",
    "yesno": "question-kind-yesno",
    "choice": "question-kind-choice",
}
DAYS_TOLD: Final = 10
HAPPENED: Final = {
    "waiting": "why-waiting",
    "running": "why-running",
    "stopping": "why-running",
    "done": "why-done",
    "skipped": "why-skipped",
    "given_up": "why-given-up",
}


def became(verb: str, state: PlanState) -> str:
    """Return what somebody reads after a press, who may have brought something back that rested before."""
    wanted, said, _ = BECOMING[verb]
    return said if state is wanted else "plan-restored-resting"


def times(rule: Rule, now: datetime, say: Speaker, off: Collection[datetime] = ()) -> str:
    """Return the next five times of a rule, each shown in the reader's own zone; those that are `off` are said to be."""
    lines = [
        f"{moment(one.at, 'F')} · {say('plan-time-off') if one.at in off else moment(one.at, 'R')}"
        for one in upcoming(rule, now)
    ]
    return "\n".join(lines) or say("plan-no-more")


def day_list(rule: Rule, now: datetime, say: Speaker, off: Collection[datetime] = ()) -> str:
    """Return the next five days of a rule that asks each at their own hour."""
    lines = [
        on_day(one.local.date(), say) + (f" · {say('plan-time-off')}" if one.at in off else "")
        for one in upcoming(rule, now)
    ]
    return "\n".join(lines) or say("plan-no-more")


def on_day(local: date, say: Speaker) -> str:
    """Return a day that is the same day to everybody, whatever their clock says."""
    return f"{say(DAY_TEXTS[DAYS[local.weekday()]])} {local.isoformat()}"


def plan_screen(
    group: Group,
    checkin: CheckIn,
    now: datetime,
    say: Speaker,
    *,
    notice: str = "",
    off: frozenset[datetime] = frozenset(),
) -> Message:
    """Return a check-in with its next times and everything that can be done with it."""
    said = described(checkin.rule, say)
    fields = [
        Field(say("plan-field-rhythm"), f"{said} ({checkin.rule.zone})"),
        next_field(checkin, now, say, off),
        Field(say("plan-field-questions"), _questions(checkin, say)),
        Field(say("plan-field-whom"), say("plan-private" if checkin.private else "plan-together")),
    ]
    card = Card(shorten(as_written(checkin.question), 250), say(STATES[checkin.state]), tuple(fields))
    return Message(notice, cards=(card,), rows=_rows(group, checkin, say, some_off=bool(off)))


def plans_screen(group: Group, checkins: list[CheckIn], say: Speaker) -> Message:
    """Return a group's check-ins, one to choose."""
    lines = [
        f"**{as_written(one.question)}**\n{described(one.rule, say)} · {say(STATES[one.state])}" for one in checkins
    ]
    rows: list[Row] = [
        (Button(say("plan-button-new"), button_id("panel", "new", group.id), style="primary"),),
    ]
    if checkins:
        choices = tuple(Choice(shorten(one.question, 100), str(one.id)) for one in checkins[:25])
        rows.append(Menu(button_id("panel", "plan", group.id), choices, say("plan-choose")))
    body = "\n\n".join(lines) or say("plans-none")
    card = Card(say("plans-title", group=as_written(group.name)), shorten(body, 4000), footer=say("plans-footer"))
    return Message(cards=(card,), rows=tuple(rows))


def plan_form(group: Group, say: Speaker, checkin: CheckIn | None = None) -> Form:
    """Return the form in which a check-in is planned or changed."""
    chosen = "same" if checkin is not None else "default"
    options = [Choice(say(RHYTHM_TEXTS[name]), name, chosen=name == chosen) for name in RHYTHMS]
    if checkin is not None:
        options.insert(0, Choice(say("rhythm-choice-same"), "same", chosen=True))
        target = button_id("plan", "reword", group.id, checkin.id, checkin.version)
    else:
        target = button_id("panel", "propose", group.id)
    return Form(
        target,
        say("plan-form-title"),
        (
            TextInput(
                "question",
                say("plan-form-question"),
                default=checkin.question if checkin else say("plan-form-question-default"),
                max_length=200,
            ),
            FormMenu("rhythm", say("plan-form-rhythm"), tuple(options)),
            TextInput(
                "when",
                say("plan-form-when"),
                say("plan-form-when-about"),
                default=f"{checkin.rule.starts:%H:%M}" if checkin else "18:00",
                max_length=40,
            ),
            TextInput(
                "until",
                say("plan-form-until"),
                say("plan-form-until-about"),
                default=end_of(checkin.rule) or None if checkin else None,
                required=False,
                max_length=40,
            ),
        ),
        notice=say("plan-form-notice"),
    )


def question_form(group: Group, checkin: CheckIn, say: Speaker) -> Form:
    """Return the form for one more question."""
    return Form(
        button_id("plan", "asked", group.id, checkin.id, checkin.version),
        say("question-form-title"),
        (
            FormMenu(
                "kind",
                say("question-form-kind"),
                tuple(Choice(say(key), name, chosen=name == "words") for name, key in KINDS.items()),
            ),
            TextInput("label", say("question-form-label"), max_length=45),
            TextInput(
                "choices",
                say("question-form-choices"),
                say("question-form-choices-about"),
                required=False,
                max_length=500,
            ),
        ),
        notice=say("plan-form-notice"),
    )


def why_screen(
    group: Group,
    checkin: CheckIn,
    happened: list[Happened],
    say: Speaker,
    days: Mapping[date, Day] = MappingProxyType({}),
) -> Message:
    """Return what became of each of the last occurrences, and why; what was asked privately is told by the day, in sums."""
    told = [(one.record.due, _told(group, one, say)) for one in happened]
    for local, day in islice(days.items(), DAYS_TOLD):
        told.append(
            (checkin.rule.instant(datetime.combine(local, checkin.rule.starts.time())), _asked(local, day, say))
        )
    lines = [line for _, line in sorted(told, key=lambda one: one[0], reverse=True)]
    title = say("why-title", question=as_written(checkin.question))
    back = (Button(say("plan-button-back"), button_id("panel", "plan", group.id, checkin.id)),)
    body = shorten("\n".join(lines), 4000) or say("why-nothing")
    return Message(cards=(Card(shorten(title, 250), body),), rows=(back,))


def _told(group: Group, one: Happened, say: Speaker) -> str:
    record, post = one.record, one.post
    line = f"{moment(record.due, 'f')} · {say(HAPPENED[record.state])}"
    late = timedelta(0) if record.finished_at is None else record.finished_at - record.due
    if record.state == "done" and late > LATE_BY:
        line += " · " + say("why-late", minutes=int(late.total_seconds() // 60))
    if record.reason is not None:
        line += f"\n-# {say(record.reason)}"
    if post is not None and post.state is PostState.CLOSED and post.message_id is not None:
        line += "\n-# " + _answered(post.answered, post.invited, say)
    if post is not None and (link := post.summary_link(group.guild_id)) is not None:
        line += f" · {link}"
    return line


def _asked(local: date, day: Day, say: Speaker) -> str:
    """Say how many were asked privately on a day, in steps of five: who compares two days learns of nobody."""
    least = FLOOR * (day.asked // FLOOR)
    lines = [f"{on_day(local, say)} · " + (say("why-asked", count=least) if least else say("why-asked-few"))]
    if day.late >= FLOOR:
        lines.append(say("why-asked-late"))
    if day.missed >= FLOOR:
        lines.append(say("why-asked-missed", count=FLOOR * (day.missed // FLOOR)))
    lines += [say("why-asked-some", reason=say(reason)) for reason in sorted(day.reasons)]
    return "\n-# ".join(lines)


def _answered(answered: int | None, invited: int, say: Speaker) -> str:
    """Say how many shared an answer, where that may be said."""
    if answered is None:
        return say("summary-few")
    return say("why-answered", count=answered, invited=invited) if answered else say("summary-nobody")


def next_field(checkin: CheckIn, now: datetime, say: Speaker, off: Collection[datetime] = ()) -> Field:
    """Return when a check-in is asked next."""
    if checkin.private:
        return Field(say("plan-field-next-days"), day_list(checkin.rule, now, say, off))
    return Field(say("plan-field-next"), times(checkin.rule, now, say, off))


def _questions(checkin: CheckIn, say: Speaker) -> str:
    lines = [say("plan-one-tap")]
    for one in checkin.questions:
        extra = f": {as_written(', '.join(one.choices))}" if one.choices else ""
        lines.append(f"{as_written(one.label)} ({say(KINDS[one.kind])}{extra})")
    return "\n".join(lines)


def _rows(group: Group, checkin: CheckIn, say: Speaker, *, some_off: bool) -> tuple[Row, ...]:
    def to(verb: str) -> str:
        return button_id("plan", verb, group.id, checkin.id, checkin.version)

    if checkin.state is PlanState.DELETED:
        return ((Button(say("button-undo"), to("restore")),),)
    rows: list[Row] = []
    chosen = days_of(checkin.rule)
    if chosen is not None:
        days = tuple(Choice(say(DAY_TEXTS[day]), day, chosen=day in chosen) for day in DAYS)
        rows.append(Menu(to("days"), days, say("plan-days"), at_least=1, at_most=7))
    first: list[Button] = []
    if checkin.state is PlanState.PROPOSED:
        first = [Button(say("plan-button-save"), to("save"), style="success")]
    elif checkin.state is PlanState.ACTIVE:
        first = [
            Button(say("plan-button-pause"), to("pause")),
            Button(say("plan-button-skip"), to("skip")),
        ]
    else:
        first = [Button(say("plan-button-resume"), to("resume"), style="success")]
    first.append(Button(say("plan-button-change"), to("edit")))
    if checkin.state is not PlanState.PROPOSED:
        first.append(Button(say("plan-button-why"), to("why")))
    rows.append((*first, Button(say("plan-button-delete"), to("delete"), style="danger")))
    second = [
        Button(say("plan-button-ask"), to("ask")),
        Button(say("plan-button-together" if checkin.private else "plan-button-private"), to("private")),
    ]
    if checkin.questions:
        second.insert(1, Button(say("plan-button-one-tap"), to("bare")))
    if some_off:
        second.append(Button(say("plan-button-unskip"), to("unskip")))
    rows.append(tuple(second))
    return tuple(rows)
