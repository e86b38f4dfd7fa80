"""A calendar to take along: each time that is planned, in a file that every calendar reads (RFC 5545)."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.agenda.recurrence import KEY_MARK
from bot.groups.meeting_model import Meeting, Session
from bot.groups.model import Group, PlanState
from bot.groups.rhythm import upcoming

AHEAD: Final = 12


def calendar_of(
    groups: Sequence[Group],
    sessions: Mapping[int, Sequence[Session]],
    meetings: Sequence[tuple[Session, Meeting]],
    now: datetime,
) -> bytes:
    """Return the next twelve times of each session: what was moved where it is now, and without names of people."""
    from icalendar import Calendar, Event  # eighty modules, loaded when somebody first takes a calendar along

    known = {(session.id, meeting.local): meeting for session, meeting in meetings}
    calendar = Calendar()
    calendar.add("prodid", "-//Alongside//Sessions//EN")
    calendar.add("version", "2.0")
    for group in groups:
        for session in sessions.get(group.id, ()):
            if session.state is not PlanState.ACTIVE:
                continue
            first = min((one.starts_at for owner, one in meetings if owner.id == session.id), default=now)
            for occurrence in upcoming(session.rule, min(first, now) - timedelta(seconds=1), AHEAD):
                meeting = known.get((session.id, occurrence.local.isoformat()))
                if meeting is None and occurrence.at < first:
                    continue
                starts = occurrence.at if meeting is None else meeting.starts_at
                event = Event()
                event.add("uid", f"{session.series}{KEY_MARK}{occurrence.local.isoformat()}@alongside")
                event.add("dtstamp", now.astimezone(UTC))
                event.add("dtstart", starts.astimezone(UTC))
                event.add("dtend", (starts + timedelta(minutes=session.minutes)).astimezone(UTC))
                event.add("summary", session.title)
                event.add("location", f"https://discord.com/channels/{group.guild_id}/{group.channel_id}")
                calendar.add_component(event)
    return bytes(calendar.to_ical())
