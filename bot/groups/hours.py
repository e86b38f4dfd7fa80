"""When people may be written to privately."""

from datetime import UTC, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

MORNING: Final = time(9)  # PRACTICE, Defaults
EVENING: Final = time(21)


def waking(at: datetime, zone: str) -> datetime:
    """Return the instant itself, or the next morning if it is night in the zone."""
    local = at.astimezone(ZoneInfo(zone))
    if MORNING <= local.time() < EVENING:
        return at
    day = local.date() if local.time() < MORNING else local.date() + timedelta(days=1)
    return datetime.combine(day, MORNING, ZoneInfo(zone)).astimezone(UTC)
