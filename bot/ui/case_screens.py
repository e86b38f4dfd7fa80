"""What a responder is shown privately about a case."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message
from bot.messenger.plain import as_written, shorten
from bot.moderation.blind import AUTOMOD
from bot.moderation.cards import STATE_TITLES, case_name
from bot.moderation.helpline_texts import emergency_line
from bot.moderation.incident import Code, Entry, Incident, Words
from bot.texts import Speaker, moment

if TYPE_CHECKING:
    from bot.app import Services

A_PART: Final = 450  # characters of what was written: even if each must be escaped, they fit into a field
PARTS: Final = 5  # of a page: what Discord shows in a message at once

KINDS: Final = {"trigger": "words-trigger", "told": "words-told", "relayed": "words-relayed", "note": "words-note"}
CODES: Final = {
    Code.OPENED: "log-opened",
    Code.JOINED: "log-joined",
    Code.UPGRADED: "log-upgraded",
    Code.PAGED: "log-paged",
    Code.UNANSWERED: "log-unanswered",
    Code.UNWRITABLE: "log-unwritable",
    Code.ALONE: "log-alone",
    Code.ACKNOWLEDGED: "log-acknowledged",
    Code.DECLINED: "log-declined",
    Code.HANDED: "log-handed",
    Code.REACHED: "log-reached",
    Code.CHOSE: "log-chose",
    Code.LOWERED: "log-lowered",
    Code.OFFERED: "log-offered",
    Code.REFUSED_SPACE: "log-refused-space",
    Code.SPACE: "log-space",
    Code.DANGER: "log-danger",
    Code.OUTSIDE_ASKED: "log-outside-asked",
    Code.OUTSIDE: "log-outside",
    Code.NOTED: "log-noted",
    Code.READ_WORDS: "log-read-words",
    Code.WROTE: "log-wrote",
    Code.QUIET: "log-quiet",
    Code.STILL_ON_IT: "log-still",
    Code.RESOLVED: "log-resolved",
    Code.FOLLOW_UP: "log-follow-up",
    Code.WORDS_REMOVED: "log-words-removed",
}


def words_screen(incident: Incident, words: Sequence[Words], say: Speaker, page: int | None = None) -> Message:
    """Show what was written, to its last letter, and which rule made the bot call somebody; only behind *Why*.

    Without a `page`, counted from 0, the newest is shown.
    """
    if not words:
        return Message(say("words-none", case=case_name(say, incident)))
    parts = [(piece, start) for piece in words for start in range(0, max(1, len(piece.text)), A_PART)]
    last = (len(parts) - 1) // PARTS
    page = last if page is None else min(max(0, page), last)
    fields = [
        # Discord draws no times in the name of a field.
        Field(say(KINDS[piece.kind]), f"{moment(piece.at, 't')} · {_marked(piece, start)}")
        for piece, start in parts[page * PARTS : (page + 1) * PARTS]
    ]
    turns = [
        Button(say(label), button_id("case", "words", incident.key, other), disabled=not 0 <= other <= last)
        for label, other in (("words-button-older", page - 1), ("words-button-newer", page + 1))
    ]
    rule = words[0].rule or incident.rule
    body = say("words-rule", rule=rule or "–", tier=incident.tier)
    if rule.endswith(AUTOMOD):
        body = f"{say('why-automod')}\n{body}"
    return Message(
        cards=(
            Card(
                title=say("words-title", case=case_name(say, incident)),
                body=body,
                fields=tuple(fields),
                footer=say("words-footer"),
            ),
        ),
        rows=(tuple(turns),) if last else (),
    )


def _marked(piece: Words, since: int) -> str:
    """Return a part of a text, with what stands in it of the spans underlined that the rule looked at."""
    parts, at, until = [], since, min(len(piece.text), since + A_PART)
    for first, after in sorted(piece.spans):
        start, end = max(first, at), min(after, until)
        if start < end and after <= len(piece.text):
            parts += [as_written(piece.text[at:start]), "__", as_written(piece.text[start:end]), "__"]
            at = end
    return "".join([*parts, as_written(piece.text[at:until])])


def danger_panel(incident: Incident, services: "Services", say: Speaker, *, told: bool) -> Message:
    """Show what a peer can do while somebody may be in danger now, the least invasive first."""
    server = services.servers.get(incident.guild_id)
    country = None if server is None else server.country
    numbers = say("helplines-no-country") if country is None else emergency_line(services.helplines, country, say)
    return Message(
        cards=(
            Card(
                title=say("danger-title"),
                body="\n\n".join(
                    [
                        say("danger-steps"),
                        numbers,
                        say("danger-location"),
                        say("danger-lead" if told else "danger-nobody"),
                    ]
                ),
                tone="urgent",
            ),
        ),
        rows=((Button(say("button-outside"), button_id("case", "outside", incident.key)),),),
    )


def log_screen(incident: Incident, entries: Sequence[Entry], say: Speaker, name: Callable[[int], str]) -> Message:
    """Show what happened in a case: codes, people and times."""
    lines = [
        " · ".join(
            part
            for part in (moment(entry.at, "T"), say(CODES[entry.code]), name(entry.user_id) if entry.user_id else "")
            if part
        )
        for entry in entries
        if entry.code in CODES
    ]
    title = say(
        STATE_TITLES[incident.state],
        case=case_name(say, incident),
        name=name(incident.holder) if incident.holder else say("card-nobody"),
    )
    return Message(cards=(Card(title=title, body=shorten("\n".join(lines), 4000)),))
