"""A calendar to take along: each time that is planned, in a file that every calendar reads (RFC 5545)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.agenda.recurrence import KEY_MARK
from bot.groups.meeting_model import Meeting, Session
from bot.groups.model import Group, PlanState
from bot.groups.rhythm import upcoming

AHEAD: Final = 12
JUST: Final = timedelta(seconds=1)


def calendar_of(
    groups: Sequence[Group],
    sessions: Mapping[int, Sequence[Session]],
    meetings: Sequence[tuple[Session, Meeting]],
    now: datetime,
) -> bytes:
    """Return the next twelve times of each session: what was moved where it is now, and without names of people."""
    from icalendar import Calendar, Event  # eighty modules, loaded when somebody first takes a calendar along

    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Sessions//EN")
    calendar.add("version", "2.0")
    for group in groups:
        for session in sessions.get(group.id, ()):
            if session.state is not PlanState.ACTIVE:
                continue
            times = {one.local: one.starts_at for owner, one in meetings if owner.id == session.id}
            # A moved one stands for its first time, also when that is past by now.
            own = [session.rule.instant(datetime.fromisoformat(local)) for local in times]
            for occurrence in upcoming(session.rule, max(own, default=now - JUST), AHEAD - len(times)):
                times[occurrence.local.isoformat()] = occurrence.at
            for local, starts in times.items():
                event = Event()
                event.add("uid", f"{session.series}{KEY_MARK}{local}@alongside")
                event.add("dtstamp", now.astimezone(UTC))
                event.add("dtstart", starts.astimezone(UTC))
                event.add("dtend", (starts + timedelta(minutes=session.minutes)).astimezone(UTC))
                event.add("summary", session.title)
                event.add("location", f"https://discord.com/channels/{group.guild_id}/{group.channel_id}")
                calendar.add_component(event)
    return bytes(calendar.to_ical())
