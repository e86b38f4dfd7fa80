"""When people may be written to privately."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.agenda import UnknownZone
from bot.agenda.recurrence import zone_of

MORNING: Final = time(9)  # PRACTICE, Defaults
EVENING: Final = time(21)


def clock_of(zone: str) -> ZoneInfo:
    """Return a zone, and UTC for one that this machine does not know: a word at another hour is better than none."""
    try:
        return zone_of(zone)
    except UnknownZone:
        return ZoneInfo("UTC")


def waking(at: datetime, zone: str) -> datetime:
    """Return the instant itself, or the next morning if it is night in the zone."""
    local = at.astimezone(clock_of(zone))
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, clock_of(zone)).astimezone(UTC)
