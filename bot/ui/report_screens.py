"""What is shown around a report: who will read it, before a word is written; what became of it; and, to readers, its words."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Picker, Row, TextInput
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, shorten
from bot.moderation.reports import Readers, Report, State
from bot.texts import Speaker, moment

MOST_NAMED: Final = 3  # ids that fit into a form's own
MOST_WORDS: Final = 3000
NOBODY: Final = "nobody"
STATES: Final = {
    State.SENT: "report-state-sent",
    State.READ: "report-state-read",
    State.ANSWERED: "report-state-answered",
    State.CLOSED: "report-state-closed",
    State.WITHDRAWN: "report-state-withdrawn",
}
Name = Callable[[int], str]


def whom(readers: Readers, say: Speaker, name: Name) -> str:
    """Say who will read it."""
    names = ", ".join(name(user) for user in readers.people)
    return say("report-readers-owner" if readers.owner else "report-readers", names=names)


def report_screen(
    guild_id: int, readers: Readers | None, say: Speaker, name: Name, *, direct: bool, inbox: int, sent: bool
) -> Message:
    """Say who will read it and what cannot be promised, and ask whom it is about."""
    who = say("error-report-nobody") if readers is None else whom(readers, say, name)
    rows: list[Row] = []
    if direct:
        # Discord lets nobody pick members in a direct message; only those past whom it would have to go matter there.
        choices = [Choice(name(user), str(user)) for user in (() if readers is None else readers.people[:24])]
        rows.append(
            Menu(
                button_id("report", "about", guild_id),
                (*choices, Choice(say("report-about-none-of-them"), NOBODY)),
                say("report-about-readers"),
                at_most=min(MOST_NAMED, len(choices) + 1),
            )
        )
    else:
        about = button_id("report", "about", guild_id)
        rows.append(Picker(about, "user", say("report-about"), at_least=1, at_most=MOST_NAMED))
        rows.append((Button(say("report-button-nobody"), button_id("report", "write", guild_id)),))
    more = []
    if sent:
        more.append(Button(say("report-button-mine"), button_id("report", "mine", guild_id)))
    if inbox:
        more.append(Button(say("report-button-inbox", count=inbox), button_id("report", "inbox", guild_id)))
    more.append(to_a_person(say, guild_id))
    rows.append(tuple(more))
    return Message(f"{say('report-intro')}\n\n{who}\n\n{say('report-limits')}", rows=tuple(rows))


def report_form(guild_id: int, named: Sequence[int], readers: Readers, say: Speaker, name: Name) -> Form:
    """Ask for the words, under a notice of who reads them."""
    return Form(
        button_id("report", "send", guild_id, *named),
        say("report-form-title"),
        (
            TextInput("words", say("report-form-words"), long=True, max_length=MOST_WORDS),
            FormMenu(
                "name",
                say("report-form-name"),
                (Choice(say("report-name-no"), "no"), Choice(say("report-name-yes"), "yes")),
            ),
        ),
        notice=shorten(f"{whom(readers, say, name)} {say('report-form-notice')}", 900),
    )


def receipt(
    report: Report,
    readers: Readers,
    say: Speaker,
    name: Name,
    *,
    heard: Sequence[int] | None,
    part_goes: datetime | None,
) -> Message:
    """Say that it arrived, with whom it is, and where its answer will stand."""
    lines = [say("report-receipt", number=report.id), whom(readers, say, name)]
    buttons = [Button(say("report-button-mine"), button_id("report", "mine", report.guild_id))]
    if heard is not None:
        names = ", ".join(name(user) for user in heard)
        lines.append(say("report-heard", names=names) if heard else say("report-heard-nobody"))
        buttons.append(Button(say("button-helplines"), button_id("help", "lines", report.guild_id), style="primary"))
    if part_goes is not None:
        lines.append(say("report-part-goes-yours", at=moment(part_goes, "f")))
    return Message("\n\n".join(lines), rows=(tuple(buttons),))


def mine_screen(reports: Sequence[Report], guild_id: int, say: Speaker) -> Message:
    """Show somebody what became of what they sent."""
    if not reports:
        return Message(say("report-none-sent"))
    fields = []
    for one in reports[:10]:
        title = say("report-line", number=one.id, state=say(STATES[one.state]))
        answer = "" if one.answer is None else f"\n> {shorten(as_written(one.answer), 850)}"
        fields.append(Field(title, f"{moment(one.at, 'f')}{answer}"))
    take_back = [
        Button(say("report-button-withdraw", number=one.id), button_id("report", "withdraw", one.id))
        for one in reports
        if one.open
    ][:4]
    write = Button(say("report-button-more"), button_id("report", "open", guild_id))
    return Message(cards=(Card(say("report-mine-title"), fields=tuple(fields)),), rows=((write, *take_back),))


def inbox_screen(reports: Sequence[Report], say: Speaker) -> Message:
    """Show a reader what is there, without a word of it."""
    if not reports:
        return Message(say("report-inbox-none"))
    lines = [
        f"{say('report-line', number=one.id, state=say(STATES[one.state]))} · {moment(one.at, 'R')}" for one in reports
    ]
    buttons = [Button(say("report-number", number=one.id), button_id("report", "read", one.id)) for one in reports[:20]]
    rows = tuple(tuple(buttons[start : start + 5]) for start in range(0, len(buttons), 5))
    return Message(cards=(Card(say("report-inbox-title"), "\n".join(lines)),), rows=rows)


def read_screen(report: Report, say: Speaker, name: Name, *, part_goes: datetime | None) -> Message:
    """Show a reader the words, what may be done, and when a part of them goes."""
    author = say("report-from-unnamed") if report.author is None else say("report-from", name=name(report.author))
    card = Card(
        say("report-number", number=report.id),
        f"{author} · {moment(report.at, 'f')}\n\n{shorten(as_written(report.words or ''), 3500)}",
        footer=say("report-read-footer"),
    )
    content = "" if part_goes is None else say("report-part-goes", at=moment(part_goes, "f"))
    answer = Button(say("report-button-answer"), button_id("report", "answer", report.id), style="primary")
    return Message(content, cards=(card,), rows=((answer,),) if report.open else ())


def answer_form(report: Report, say: Speaker) -> Form:
    """Ask for an answer, and whether it is the last word."""
    return Form(
        button_id("report", "answered", report.id),
        say("report-button-answer"),
        (
            TextInput("words", say("report-answer-words"), long=True, max_length=1500),
            FormMenu(
                "finished",
                say("report-answer-finished"),
                (Choice(say("report-finished-yes"), "yes"), Choice(say("report-finished-no"), "no")),
            ),
        ),
        notice=say("report-answer-notice"),
    )
