"""How often the bot may write to a person who is not in a crisis.

Mass direct messages get a bot quarantined, and people stop reading; the numbers are PRACTICE's defaults.
"""

from collections.abc import Sequence
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

MOST_A_DAY = 1
MOST_A_WEEK = 3
WEEK = timedelta(days=7)
MORNING = time(9)
EVENING = time(21)


def may_write(sent: Sequence[datetime], now: datetime, zone: ZoneInfo) -> bool:
    """Say whether a person may be written to now: awake, nothing today, at most two in the last seven days.

    `sent` are the instants (aware) of earlier messages in any order; a day is the person's own calendar day.
    """
    local = now.astimezone(zone)
    if not MORNING <= local.time() < EVENING:
        return False
    today = sum(one.astimezone(zone).date() == local.date() for one in sent)
    week = sum(now - WEEK < one <= now for one in sent)
    return today < MOST_A_DAY and week < MOST_A_WEEK


def next_chance(sent: Sequence[datetime], now: datetime, zone: ZoneInfo) -> datetime:
    """Return the first instant from now on (aware, UTC) at which the person may be written to, if nothing else is sent."""
    candidates = [now]
    week_frees = [one + WEEK for one in sent if now < one + WEEK]
    for day in range(10):
        morning = datetime.combine(now.astimezone(zone).date() + timedelta(days=day), MORNING, zone)
        candidates.append(morning.astimezone(UTC))
    candidates += week_frees
    return min(one for one in candidates if one >= now and may_write(sent, one, zone)).astimezone(UTC)
