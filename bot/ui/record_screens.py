"""The record as leads read it: who looked at, exported, erased or changed what."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from bot.audit import HOST, Act, Break, Cause, Line, Verdict
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Form, Message, TextInput, Tone
from bot.messenger.plain import shorten
from bot.texts import Speaker, moment

ACTS: Final[Mapping[str, str]] = {
    Act.CASE_WORDS_READ: "record-case-words-read",
    Act.CASE_LOOKED_AT: "record-case-looked-at",
    Act.CASE_TAKEN: "record-case-taken",
    Act.CASE_PASSED_ON: "record-case-passed-on",
    Act.CASE_HANDED_OVER: "record-case-handed-over",
    Act.CASE_NOTED: "record-case-noted",
    Act.CASE_WRITTEN: "record-case-written",
    Act.CASE_SPACE_OFFERED: "record-case-space-offered",
    Act.CASE_DANGER: "record-case-danger",
    Act.CASE_OUTSIDE: "record-case-outside",
    Act.CASE_RESOLVED: "record-case-resolved",
    Act.REPORT_READ: "record-report-read",
    Act.REPORT_ANSWERED: "record-report-answered",
    Act.REPORT_CLOSED: "record-report-closed",
    Act.ONCALL_JOINED: "record-oncall-joined",
    Act.ONCALL_LEFT: "record-oncall-left",
    Act.SHIFT_PLANNED: "record-shift-planned",
    Act.SHIFT_CANCELLED: "record-shift-cancelled",
    Act.WORDS_ADDED: "record-words-added",
    Act.WORDS_REMOVED: "record-words-removed",
    Act.WORDS_EXPORTED: "record-words-exported",
    Act.WORDS_IMPORTED: "record-words-imported",
    Act.GUIDELINES_PUBLISHED: "record-guidelines-published",
    Act.GUIDELINES_POSTED: "record-guidelines-posted",
    Act.GROUP_MADE: "record-group-made",
    Act.GROUP_CHANGED: "record-group-changed",
    Act.GROUP_FACILITATORS: "record-group-facilitators",
    Act.GROUP_ANSWERS_READ: "record-group-answers-read",
    Act.GROUP_PEOPLE_SEEN: "record-group-people-seen",
    Act.GROUP_ATTENDANCE_SEEN: "record-group-attendance-seen",
    Act.GROUP_WATCH: "record-group-watch",
    Act.GROUP_CHECKIN: "record-group-checkin",
    Act.GROUP_SESSION: "record-group-session",
    Act.GROUP_MEETING: "record-group-meeting",
    Act.GROUP_PROMPTS: "record-group-prompts",
    Act.PROMPT_ADDED: "record-prompt-added",
    Act.PROMPT_REMOVED: "record-prompt-removed",
    Act.PROMPT_POSTED: "record-prompt-posted",
    Act.GROUP_TOLD: "record-group-told",
    Act.SURVEY_OPENED: "record-survey-opened",
    Act.SURVEY_CLOSED: "record-survey-closed",
    Act.SURVEY_CALLED_OFF: "record-survey-called-off",
    Act.SURVEY_RESULTS_SEEN: "record-survey-results-seen",
    Act.SURVEY_PUBLISHED: "record-survey-published",
    Act.SURVEY_PLANNED: "record-survey-planned",
    Act.SURVEY_PLAN_ENDED: "record-survey-plan-ended",
    Act.SURVEY_THRESHOLD: "record-survey-threshold",
    Act.BOX_CHANGED: "record-box-changed",
    Act.SUGGESTION_ANSWERED: "record-suggestion-answered",
    Act.SUGGESTION_CLOSED: "record-suggestion-closed",
    Act.INSIGHTS_SEEN: "record-insights-seen",
    Act.INSIGHTS_EXPORTED: "record-insights-exported",
    Act.SETUP_CHANGED: "record-setup-changed",
    Act.EXPORTED: "record-exported",
    Act.FORGOTTEN: "record-forgotten",
    Act.ERASED: "record-erased",
    Act.KEY_ROTATED: "record-key-rotated",
}
CAUSES: Final[Mapping[Cause, str]] = {
    Cause.OPERATOR: "record-host",
    Cause.ERASURE: "record-by-wish",
}
BREAKS: Final = {
    Break.CHANGED: "record-broken-changed",
    Break.MISSING: "record-broken-missing",
    Break.BLANKED: "record-broken-blanked",
    Break.ENDS: "record-broken-ends",
}


def record_screen(
    verdict: Verdict, lines: Sequence[Line], say: Speaker, name: Callable[[int], str], *, guild_id: int
) -> Message:
    """Show a page of a server's record, or of the host's, newest first, and whether it is whole."""
    host = verdict.guild_id == HOST
    if verdict.broken is None:
        state = say("record-whole", count=verdict.lines, code=verdict.code)
    else:
        state = say(BREAKS[verdict.broken], line=verdict.at)
    body = "\n".join(_line(line, say, name) for line in lines) or say("record-empty")
    buttons = [Button(say("record-button-check"), button_id("record", "check", guild_id, verdict.guild_id))]
    if lines and lines[-1].seq > 1 and not host:
        buttons.append(Button(say("record-button-older"), button_id("record", "older", guild_id, lines[-1].seq)))
    if not host:
        buttons.append(Button(say("record-button-host"), button_id("record", "host", guild_id)))
    title = say("record-title-host" if host else "record-title")
    tone: Tone = "calm" if verdict.broken is None else "urgent"
    card = Card(title, shorten(f"{state}\n\n{body}", 4000), tone=tone, footer=say("record-footer"))
    return Message(cards=(card,), rows=(tuple(buttons),))


def code_form(guild_id: int, chain: int, say: Speaker) -> Form:
    """Ask for a code that was posted on some day."""
    field = TextInput("code", say("record-code-label"), placeholder="12-0123456789abcdef0123", max_length=40)
    return Form(button_id("record", "checked", guild_id, chain), say("record-button-check"), (field,))


def _line(line: Line, say: Speaker, name: Callable[[int], str]) -> str:
    if line.withheld:
        return f"`{line.seq}` {say('record-withheld')}"
    if isinstance(line.actor, Cause):
        who = say(CAUSES[line.actor])
    else:
        who = say("record-somebody") if line.actor is None else name(line.actor)
    whom = "…" if line.subject is None else name(line.subject)
    return f"`{line.seq}` {moment(line.at, 'f')} · {who} · {_what(line, say, whom)}"


def _what(line: Line, say: Speaker, whom: str) -> str:
    if line.act not in ACTS:
        return line.act  # of a newer version than this one
    # Of something in a group: the group's number, the thing's own, and what was done with it.
    group, number, *rest = (*(line.about or "…").split(","), "…", "…")
    return say(ACTS[line.act], about=line.about or "…", whom=whom, group=group, number=number, what=rest[0])
