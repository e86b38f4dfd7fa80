"""What somebody sees of the sessions that they may come to, and answers there."""

from collections.abc import Sequence
from typing import Final

from bot.groups.meeting_cards import COMING, place_of
from bot.groups.meeting_model import Coming, Guest, Meeting, MeetingState, Session
from bot.groups.model import Group
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Row
from bot.messenger.plain import as_written, shorten, units
from bot.texts import Speaker, moment

AT_HAND: Final = 4
"""How many have their answers beside them: a message has five rows, and one leads to the calendar."""
MOST_FURTHER: Final = 3900
Found = tuple[Group, Session, Meeting, Guest | None]


def coming_screen(found: Sequence[Found], guild_id: int, say: Speaker) -> Message:
    """Return somebody's next sessions with what they said, and the calendar to take along."""
    lines, rows = [], list[Row]()
    for group, session, meeting, mine in found[:AT_HAND]:
        lines.append(
            f"**{as_written(session.title)}** · {as_written(group.name)}\n"
            f"{moment(meeting.starts_at, 'F')} · {place_of(group)} · {_said(mine, say)}"
        )
        if meeting.state is MeetingState.PLANNED:
            rows.append(answer_row(meeting, say, label=shorten(session.title, 30) if len(found) > 1 else ""))
    rows.append((Button(say("session-button-calendar"), button_id("session", "ics", guild_id)),))
    cards = (_further(found[AT_HAND:], say),) if found[AT_HAND:] else ()
    return Message("\n\n".join(lines) or say("sessions-none"), cards=cards, rows=tuple(rows) if found else ())


def _further(found: Sequence[Found], say: Speaker) -> Card:
    """Return later sessions, each with the way to its invitation, where it is answered."""
    lines: list[str] = []
    left = MOST_FURTHER
    for group, session, meeting, mine in found:
        line = f"{moment(meeting.starts_at, 'f')} · **{as_written(session.title)}** · {as_written(group.name)} · {_said(mine, say)}"
        if meeting.message_id is not None and meeting.channel_id is not None:
            line += f" · https://discord.com/channels/{group.guild_id}/{meeting.channel_id}/{meeting.message_id}"
        left -= units(line) + 1
        if left < 0:
            break
        lines.append(line)
    footer = say("sessions-further-about")
    if len(lines) < len(found):
        footer = say("sessions-further-more", count=len(found) - len(lines)) + " " + footer
    return Card(say("sessions-further"), "\n".join(lines), footer=footer)


def _said(mine: Guest | None, say: Speaker) -> str:
    return say("session-unanswered") if mine is None or mine.answer is None else say(COMING[mine.answer])


def answered_screen(session: Session, meeting: Meeting, coming: Coming, say: Speaker) -> Message:
    """Return what somebody reads after they said whether they come."""
    key = {
        Coming.YES: "session-said-yes",
        Coming.LISTENING: "session-said-listening",
        Coming.NO: "session-said-no",
        Coming.WAITING: "session-said-waiting",
    }[coming]
    text = say(key, title=as_written(session.title), at=moment(meeting.starts_at, "F"))
    return Message(text, rows=(answer_row(meeting, say),))


def answer_row(meeting: Meeting, say: Speaker, *, label: str = "") -> Row:
    """Return the three answers about one meeting."""
    prefix = f"{label}: " if label else ""
    return (
        Button(prefix + say("session-button-yes"), button_id("session", "yes", meeting.id), style="primary"),
        Button(say("session-button-listening"), button_id("session", "listening", meeting.id)),
        Button(say("session-button-no"), button_id("session", "no", meeting.id)),
    )


def left_screen(guild_id: int, say: Speaker) -> Message:
    """Ask somebody who left early whether all is well."""
    row = (
        Button(say("session-left-fine"), button_id("session", "fine", guild_id)),
        Button(say("session-left-someone"), button_id("support", "now", guild_id), style="success"),
    )
    return Message(say("session-left-asked"), rows=(row,))
