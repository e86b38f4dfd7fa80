"""What a session shows in the group's channel: the invitation, the run of show, the end."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

from bot.groups.meeting_model import Coming, Guest, Meeting, MeetingState, Session
from bot.groups.meeting_times import following
from bot.groups.model import Group
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message, Row
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written, units
from bot.texts import Speaker, moment

COMING: Final = {
    Coming.YES: "session-answer-yes",
    Coming.LISTENING: "session-answer-listening",
    Coming.NO: "session-answer-no",
    Coming.WAITING: "session-answer-waiting",
}
FIELD: Final = 1024
"""What a field of a card holds, in UTF-16 units."""
TURN_FIELDS: Final = 3
"""How many fields the turns may fill: with the longest run of show, the rest of the card has room beside them."""


def place_of(group: Group) -> str:
    """Return where a group meets."""
    return f"<#{group.voice_channel_id or group.channel_id}>"


def invitation(group: Group, session: Session, meeting: Meeting, guests: Sequence[Guest], say: Speaker) -> Message:
    """Return what people answer with whether they come; it counts, and names nobody."""
    lines = [
        f"{moment(meeting.starts_at, 'F')} · {moment(meeting.starts_at, 'R')}",
        say("session-where", place=place_of(group), minutes=session.minutes),
    ]
    title = as_written(session.title)
    if meeting.state is not MeetingState.PLANNED:
        ended = {
            MeetingState.OPEN: "session-has-begun",
            MeetingState.OVER: "session-is-over",
            MeetingState.CANCELLED: "session-is-off",
            MeetingState.DROPPED: "session-is-off",
            MeetingState.MISSED: "session-was-missed",
        }[meeting.state]
        return Message(cards=(Card(title, "\n".join((*lines, say(ended))), tone="done"),))
    yes = sum(one.answer is Coming.YES for one in guests)
    listening = sum(one.answer is Coming.LISTENING for one in guests)
    waiting = sum(one.answer is Coming.WAITING for one in guests)
    lines.append(say("session-counts", yes=yes, listening=listening))
    if session.places:
        lines.append(say("session-places", places=session.places, waiting=waiting))
    rows = (
        (
            Button(say("session-button-yes"), button_id("session", "yes", meeting.id), style="primary"),
            Button(say("session-button-listening"), button_id("session", "listening", meeting.id)),
            Button(say("session-button-no"), button_id("session", "no", meeting.id)),
        ),
    )
    return Message(cards=(Card(title, "\n".join(lines), footer=say("session-footer")),), rows=rows)


def room(
    group: Group, session: Session, meeting: Meeting, turns: Sequence[str], say: Speaker, *, summary: str | None
) -> Message:
    """Return the run of show: what comes when, whose turn it is, and how to leave early."""
    fields = [Field(say("session-field-kept"), say("session-confidential"))]
    if summary is not None:
        fields.append(Field(say("session-field-since"), summary))
    if session.agenda:
        at, lines = meeting.starts_at, []
        for what, minutes in session.agenda:
            lines.append(f"{moment(at, 't')} · {as_written(what)} ({moment(at, 'R')})")
            at += timedelta(minutes=minutes)
        fields += _fields(say("session-field-agenda"), _parted(lines))
    fields += _fields(say("session-field-turns"), _order(turns, say) or [say("session-no-turns")])
    body = say("session-begun", place=place_of(group), end=moment(meeting.ends_at, "t"))
    rows = (
        (
            Button(say("session-button-here"), button_id("session", "here", meeting.id), style="primary"),
            Button(say("session-button-turn"), button_id("session", "turn", meeting.id)),
            Button(say("session-button-no-turn"), button_id("session", "no-turn", meeting.id)),
        ),
        (
            Button(say("session-button-left"), button_id("session", "left", meeting.id)),
            to_a_person(say, group.guild_id, style="success"),
        ),
    )
    return Message(cards=(Card(as_written(session.title), body, tuple(fields)),), rows=rows)


def _parted(lines: Sequence[str]) -> list[str]:
    """Return lines in as few parts as fields of a card need, none of them cut."""
    parts: list[str] = []
    for line in lines:
        longer = f"{parts[-1]}\n{line}" if parts else line
        if parts and units(longer) <= FIELD:
            parts[-1] = longer
        else:
            parts.append(line)
    return parts


def _fields(name: str, parts: Sequence[str]) -> list[Field]:
    """Return a list as fields that follow each other: the first has the name."""
    return [Field("" if number else name, part) for number, part in enumerate(parts)]


def _order(turns: Sequence[str], say: Speaker) -> list[str]:
    """Return who speaks when, in as few parts as fields need; where a card has no room for more, how many more there are."""
    lines = [f"{number}. {name}" for number, name in enumerate(turns, 1)]
    shown = len(lines)
    parts = _parted(lines)
    while len(parts) > TURN_FIELDS:
        shown -= 1
        parts = _parted((*lines[:shown], say("session-turns-more", count=len(lines) - shown)))
    return parts


def ending(group: Group, session: Session, meeting: Meeting, say: Speaker) -> Message:
    """Return what is posted when a meeting is over."""
    row = (
        Button(say("session-button-left"), button_id("session", "left", meeting.id)),
        to_a_person(say, group.guild_id, style="success"),
    )
    card = Card(as_written(session.title), f"{say('session-ended')}\n\n{say('session-confidential')}", tone="done")
    return Message(cards=(card,), rows=(row,))


def begun_notice(group: Group, session: Session, meeting: Meeting, say: Speaker) -> Message:
    """Return what the facilitators' channel is told when a meeting begins, with everything at hand."""
    text = say(
        "session-facilitators-begun",
        group=as_written(group.name),
        title=as_written(session.title),
        end=f"{moment(meeting.ends_at, 't')} ({moment(meeting.ends_at, 'R')})",
    )
    return Message(text, rows=leading_rows(group, meeting, say))


def missed_notice(
    group: Group, session: Session, meeting: Meeting, say: Speaker, *, before: int, now: datetime
) -> Message:
    """Return what the facilitators' channel is told of the last meeting that was missed, and `before` how many others."""
    text = say(
        "facilitators-missed",
        group=as_written(group.name),
        title=as_written(session.title),
        at=moment(meeting.starts_at, "F"),
        before=before,
    )
    took = Button(say("meet-button-took"), button_id("occ", "took", group.id, meeting.id), style="primary")
    start = Button(say("meet-button-start"), button_id("occ", "start", group.id, meeting.id))
    return Message(text, rows=((took, start),) if now < meeting.ends_at else ((took,),))


def leading_rows(group: Group, meeting: Meeting, say: Speaker) -> tuple[Row, ...]:
    """Return what whoever leads a meeting presses: to begin it, and once it goes on."""
    if meeting.state is MeetingState.PLANNED:
        return ((Button(say("meet-button-start"), button_id("occ", "start", group.id, meeting.id), style="primary"),),)
    return (
        (
            Button(say("session-button-next"), button_id("occ", "next", group.id, meeting.id), style="primary"),
            Button(say("panel-button-prompts"), button_id("panel", "prompts", group.id)),
            Button(say("session-button-attendance"), button_id("occ", "attendance", group.id, meeting.id)),
            Button(say("session-button-end"), button_id("occ", "end", group.id, meeting.id), style="danger"),
        ),
    )


def after_it(session: Session, meeting: Meeting, say: Speaker) -> str:
    """Return when the next meeting is, for who hears that one is called off."""
    at = following(session, meeting)
    return say("session-told-last") if at is None else say("session-told-next", at=moment(at, "F"))
