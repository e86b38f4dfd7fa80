"""What responders see of on-call: who is there, who comes next, where nobody is; and times as people type them."""

import warnings
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from zoneinfo import ZoneInfo

from dateutil import parser as dates

from bot.messenger.message import Card, Field, Message
from bot.moderation.desk import Desk
from bot.moderation.errors import TimeNotUnderstood
from bot.moderation.shifts import Position, Shift
from bot.servers import Server
from bot.texts import Speaker, moment

if TYPE_CHECKING:
    from bot.app import Services

POSITIONS: Final = {Position.PRIMARY: "oncall-primary", Position.BACKUP: "oncall-backup"}
LOOK_AHEAD: Final = timedelta(hours=72)


def shifts_screen(services: "Services", server: Server, say: Speaker) -> Message:
    """Return a server's on-call list: now, next, the gaps of three days, and everybody on it."""
    oncall, desk, now = services.oncall, services.desk, services.clock.now()
    shifts = oncall.shifts(server.guild_id)
    current = [shift for shift in shifts if shift.starts_at <= now]
    coming = [shift for shift in shifts if shift.starts_at > now]
    gaps = oncall.uncovered(server.guild_id, now + LOOK_AHEAD)
    people = [
        say(
            "oncall-person",
            name=desk.name(server.guild_id, responder.user_id),
            tested=say("oncall-tested" if responder.tested else "oncall-untested"),
            resort=say("oncall-is-last-resort") if responder.last_resort else "",
        )
        for responder in oncall.responders(server.guild_id)
    ]
    none = say("oncall-none")
    fields = (
        Field(say("oncall-now"), "\n".join(shift_line(desk, shift, say) for shift in current) or none),
        Field(say("oncall-next"), "\n".join(shift_line(desk, shift, say) for shift in coming[:10]) or none),
        Field(
            say("oncall-gaps"),
            "\n".join(f"{moment(start, 'f')} – {moment(end, 'f')}" for start, end in gaps[:8]) or say("oncall-no-gaps"),
        ),
        Field(say("oncall-people"), "\n".join(people) or none),
    )
    body = "" if server.live else say("oncall-not-live")
    return Message(cards=(Card(say("oncall-title"), body, fields),))


def shift_line(desk: Desk, shift: Shift, say: Speaker) -> str:
    """Return one shift as a line."""
    return say(
        "oncall-line",
        name=desk.name(shift.guild_id, shift.user_id),
        position=say(POSITIONS[shift.position]),
        start=moment(shift.starts_at, "f"),
        end=moment(shift.ends_at, "f"),
    )


def instant(when: str, server: Server, now: datetime) -> datetime:
    """Read a date and time as somebody typed it, in the server's zone; a time alone is the next such time.

    Raises:
        TimeNotUnderstood: it cannot be read, or names a zone that nobody knows.
    """
    zone = ZoneInfo(server.zone)
    local = now.astimezone(zone)
    today = local.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    try:
        at = _read_time(when, today, zone)
        if at < local:
            # Words that name no day mean the next one, and a weekday the one after today.
            at = _read_time(when, today + timedelta(days=1), zone)
    except (ValueError, OverflowError, dates.UnknownTimezoneWarning):
        raise TimeNotUnderstood(example=(local + timedelta(days=1)).strftime("%Y-%m-%d 20:00")) from None
    return at.astimezone(now.tzinfo)


def _read_time(when: str, day: datetime, zone: ZoneInfo) -> datetime:
    """Read a date and time; what it does not say is `day`'s, at midnight."""
    with warnings.catch_warnings():
        # A zone that nobody knows must not silently become the server's own.
        warnings.simplefilter("error", dates.UnknownTimezoneWarning)
        local = dates.parse(when, default=day)
    return local.replace(tzinfo=zone) if local.tzinfo is None else local
