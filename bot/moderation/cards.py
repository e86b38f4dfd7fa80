"""The card that responders see, as the case stands. No word that the person wrote is on it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Choice, Field, Form, FormMenu, Menu, Message, Row, TextInput, Tone
from bot.moderation.incident import HELD, SPOKEN, UNHELD, Incident, Outcome, Page, Reached, Source, State
from bot.moderation.incident import Choice as Answer
from bot.moderation.policy import REPEATED_TIMES
from bot.texts import Speaker, moment

Name = Callable[[int], str]

STATE_TITLES: Final = {
    State.RAISED: "card-title-raised",
    State.PAGING: "card-title-paging",
    State.ACKNOWLEDGED: "card-title-acknowledged",
    State.WITH_PERSON: "card-title-with-person",
    State.RESOLVED: "card-title-resolved",
}
STATE_TONES: Final[dict[State, Tone]] = {
    State.RAISED: "calm",
    State.PAGING: "urgent",
    State.ACKNOWLEDGED: "waiting",
    State.WITH_PERSON: "waiting",
    State.RESOLVED: "done",
}
SOURCES: Final = {
    Source.MESSAGE: "card-source-message",
    Source.FORM: "card-source-form",
    Source.DIRECT: "card-source-direct",
    Source.SUPPORT: "card-source-support",
    Source.ABOUT_MESSAGE: "card-source-about-message",
    Source.ABOUT_PERSON: "card-source-about-person",
}
REACHED: Final = {
    Reached.NOT_YET: "card-reached-not-yet",
    Reached.WITHHELD: "card-reached-withheld",
    Reached.DIRECT: "card-reached-direct",
    Reached.THREAD: "card-reached-thread",
    Reached.UNREACHED: "card-reached-unreached",
}
CHOICES: Final = {
    Answer.TALK: "card-choice-talk",
    Answer.OTHER: "card-choice-other",
    Answer.NOT_NOW: "card-choice-not-now",
    Answer.MEANT_OTHERWISE: "card-choice-meant-otherwise",
}
OUTCOMES: Final = {
    Outcome.TALKED: "outcome-talked",
    Outcome.OTHER_HELP: "outcome-other-help",
    Outcome.NOT_REACHED: "outcome-not-reached",
    Outcome.FALSE_ALARM: "outcome-false-alarm",
    Outcome.OUTSIDE: "outcome-outside",
}


@dataclass(frozen=True, slots=True)
class Around:
    """What a card says beside the case itself."""

    live: bool
    name: Name
    pages: Sequence[Page] = ()
    times: int = 1  # cases of this person within two weeks, this one included
    waiting: bool = False  # the database is down: what is here is in memory only


def case_name(say: Speaker, incident: Incident) -> str:
    """Return what people call a case; one that the database has not numbered yet has no number."""
    return say("card-name", number=str(incident.number)) if incident.number else say("card-name-new")


def card(incident: Incident, say: Speaker, around: Around) -> Message:
    """Return the card; its own text is neutral, for lock screens."""
    fields = [
        Field(say("card-who"), _who(incident, say), inline=True),
        Field(say("card-where"), _where(incident, say), inline=True),
        Field(say("card-when"), _when(incident, say), inline=True),
    ]
    if incident.open:
        fields.append(Field(say("card-reached"), say(REACHED[incident.reached])))
    if incident.choice is not None:
        fields.append(Field(say("card-choice"), say(CHOICES[incident.choice])))
    if around.pages and incident.state in UNHELD:
        told = "\n".join(
            say("card-told-line", name=around.name(page.user_id), at=moment(page.at, "t")) for page in around.pages[-8:]
        )
        fields.append(Field(say("card-told"), told))
    if incident.state in HELD:
        fields.append(Field(say("card-openers"), say("card-openers-text")))
    if incident.outcome is not None:
        fields.append(Field(say("card-outcome"), say(OUTCOMES[incident.outcome])))
    title = say(
        STATE_TITLES[incident.state],
        case=case_name(say, incident),
        name=around.name(incident.holder) if incident.holder else say("card-nobody"),
    )
    return Message(
        content=say("card-content", case=case_name(say, incident)),
        cards=(
            Card(
                title=title,
                body="\n".join(_notices(incident, say, around)),
                fields=tuple(fields),
                tone=STATE_TONES[incident.state],
                footer=say("card-footer"),
            ),
        ),
        rows=buttons(incident, say),
        about=frozenset(
            user for user in (incident.holder, incident.handed_to, *(page.user_id for page in around.pages)) if user
        ),
    )


def _notices(incident: Incident, say: Speaker, around: Around) -> list[str]:
    lines = []
    if not around.live:
        lines.append(say("card-not-live"))
    if around.waiting:
        lines.append(say("card-database-down"))
    if incident.aside:
        lines.append(say("card-aside"))
    if incident.unanswered and incident.state is State.PAGING:
        lines.append(say("card-unanswered"))
    if incident.danger and incident.open:
        lines.append(say("card-danger"))
    if incident.state is State.RAISED:
        knows = incident.reached in SPOKEN or incident.choice is not None
        lines.append(say("card-lowered") if knows else say("card-review"))
    if incident.open and around.times >= REPEATED_TIMES:
        lines.append(say("card-third-time", times=around.times))
    if incident.handed_to is not None:
        lines.append(say("card-handing", name=around.name(incident.handed_to)))
    return lines


def _who(incident: Incident, say: Speaker) -> str:
    return f"<@{incident.user_id}>" if incident.user_id else say("card-who-gone")


def _where(incident: Incident, say: Speaker) -> str:
    place = say(SOURCES[incident.source])
    if incident.channel_id is None or incident.source in (Source.DIRECT, Source.SUPPORT):
        return place
    link = f"<#{incident.channel_id}>"
    if incident.message_id is not None and incident.source in (Source.MESSAGE, Source.ABOUT_MESSAGE):
        link += f" · https://discord.com/channels/{incident.guild_id}/{incident.channel_id}/{incident.message_id}"
    return f"{place}\n{link}"


def _when(incident: Incident, say: Speaker) -> str:
    line = f"{moment(incident.opened_at, 'f')} ({moment(incident.opened_at, 'R')})"
    if incident.late_seconds >= 60:
        line += "\n" + say("card-late", minutes=incident.late_seconds // 60)
    return line


def buttons(incident: Incident, say: Speaker) -> tuple[Row, ...]:
    """Return what can be done with a case in its present state."""
    key = incident.key

    def press(verb: str, text: str, style: str = "secondary") -> Button:
        return Button(text, button_id("case", verb, key), style=style)  # type: ignore[arg-type]

    if incident.state is State.RESOLVED:
        return ((press("log", say("button-log")),),)
    take = press("take", say("button-take"), "success")
    cannot = press("cannot", say("button-cannot"))
    why = press("why", say("button-why"))
    danger = press("danger", say("button-danger"), "danger")
    not_crisis = press("calm", say("button-not-crisis"))
    write = press("reach", say("button-reach"), "primary")
    if incident.state in UNHELD:
        second = (danger, write, not_crisis) if incident.reached is Reached.WITHHELD else (danger, not_crisis)
        return ((take, cannot, why), second)
    first = (
        press("space", say("button-offer-space"), "primary"),
        press("answer", say("button-answer"), "primary") if incident.reached is not Reached.WITHHELD else write,
        why,
        danger,
    )
    second_row = (
        press("resolve", say("button-resolve"), "success"),
        press("hand", say("button-hand-over")),
        cannot,
        not_crisis,
        press("note", say("button-note")),
    )
    rows: tuple[Row, ...] = (first if incident.space_id is None else first[1:], second_row)
    return rows if incident.handed_to is None else (*rows, (take,))


def resolve_form(incident: Incident, say: Speaker) -> Form:
    """Return the form that closes a case."""
    return Form(
        custom_id=button_id("case", "resolved", incident.key),
        title=say("resolve-title"),
        notice=say("resolve-notice"),
        fields=(
            FormMenu(
                "outcome",
                say("resolve-outcome"),
                tuple(Choice(say(text), outcome.value) for outcome, text in OUTCOMES.items()),
            ),
            TextInput("note", say("resolve-note"), long=True, required=False, max_length=1000),
        ),
    )


def note_form(incident: Incident, say: Speaker) -> Form:
    """Return the form for a note."""
    return Form(
        custom_id=button_id("case", "noted", incident.key),
        title=say("note-title"),
        notice=say("note-notice"),
        fields=(TextInput("note", say("note-label"), long=True, max_length=1000),),
    )


def answer_form(incident: Incident, say: Speaker) -> Form:
    """Return the form in which a responder answers the person through the bot."""
    return Form(
        custom_id=button_id("case", "answered", incident.key),
        title=say("answer-title"),
        notice=say("answer-notice"),
        fields=(TextInput("words", say("answer-label"), long=True, max_length=1500),),
    )


def hand_over_menu(incident: Incident, say: Speaker, able: Sequence[tuple[int, str]]) -> Message:
    """Return the choice of people to hand a case to."""
    choices = tuple(Choice(name, str(user)) for user, name in able[:25])
    return Message(
        content=say("hand-over-ask"),
        rows=(Menu(button_id("case", "handed", incident.key), choices, placeholder=say("hand-over-placeholder")),),
    )
