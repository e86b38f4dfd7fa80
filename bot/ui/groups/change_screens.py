"""What a plan is and what it would be, before a change of it is saved."""

from collections.abc import Collection
from datetime import datetime

from bot.groups.meeting_model import Session
from bot.groups.model import CheckIn, Group
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Field, Message
from bot.messenger.plain import as_written, shorten
from bot.texts import Speaker
from bot.ui.groups.plan_screens import next_field, times
from bot.ui.groups.rhythms import described


def checkin_preview(
    group: Group,
    checkin: CheckIn,
    wanted: CheckIn,
    mark: int,
    now: datetime,
    say: Speaker,
    *,
    off: Collection[datetime],
    meanwhile: bool,
) -> Message:
    """Return a check-in as it is now and as it would be, with *Save* and *Not now*."""
    fields = (
        Field(say("change-field-now"), _checkin(checkin, say)),
        Field(say("change-field-then"), _checkin(wanted, say)),
        next_field(wanted, now, say, off),
    )
    return _preview("plan", group, checkin, mark, fields, say, meanwhile=meanwhile)


def session_preview(
    group: Group, session: Session, wanted: Session, mark: int, now: datetime, say: Speaker, *, meanwhile: bool
) -> Message:
    """Return a session as it is now and as it would be, with *Save* and *Not now*."""
    fields = (
        Field(say("change-field-now"), _session(session, say)),
        Field(say("change-field-then"), _session(wanted, say)),
        Field(say("plan-field-next"), times(wanted.rule, now, say)),
    )
    return _preview("meet", group, session, mark, fields, say, meanwhile=meanwhile)


def _preview(
    place: str,
    group: Group,
    plan: CheckIn | Session,
    mark: int,
    fields: tuple[Field, ...],
    say: Speaker,
    *,
    meanwhile: bool,
) -> Message:
    def to(verb: str) -> str:
        return button_id(place, verb, group.id, plan.id, plan.version, mark)

    row = (
        Button(say("plan-button-save"), to("change"), style="success"),
        Button(say("change-button-leave"), to("leave")),
    )
    notice = say("change-meanwhile" if meanwhile else "plan-preview")
    if place == "meet":
        notice += " " + say("change-told")
    title = shorten(say("change-title", group=as_written(group.name)), 250)
    return Message(notice, cards=(Card(title, "", fields),), rows=(row,))


def _checkin(checkin: CheckIn, say: Speaker) -> str:
    return f"{shorten(as_written(checkin.question), 600)}\n{described(checkin.rule, say)} ({checkin.rule.zone})"


def _session(session: Session, say: Speaker) -> str:
    length = say("meet-minutes", minutes=session.minutes)
    return f"{as_written(session.title)} · {length}\n{described(session.rule, say)} ({session.rule.zone})"
