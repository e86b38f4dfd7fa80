"""What a shift is, who may be woken in it, and which nights it takes from somebody."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.moderation.policy import REVIEW_HELD_FROM, REVIEW_HELD_UNTIL


class Position(StrEnum):
    """Whom of two on shift is woken first."""

    PRIMARY = "primary"
    BACKUP = "backup"


@dataclass(frozen=True, slots=True)
class Responder:
    """Somebody who may be woken."""

    user_id: int
    joined_at: datetime
    answered_at: datetime | None
    last_resort: bool

    @property
    def tested(self) -> bool:
        """Say whether they answered a test page on the device they will use."""
        return self.answered_at is not None


@dataclass(frozen=True, slots=True)
class Shift:
    """A span in which somebody is on call."""

    id: int
    guild_id: int
    user_id: int
    position: Position
    starts_at: datetime
    ends_at: datetime


def nights_of(starts_at: datetime, ends_at: datetime, zone: ZoneInfo) -> set[datetime]:
    """Return the nights (as the local noon before them) that a span touches, 22:00 to 08:00."""
    found = set()
    day = starts_at.astimezone(zone).replace(hour=12, minute=0, second=0, microsecond=0) - timedelta(days=1)
    while day <= ends_at.astimezone(zone):
        begins = day.replace(hour=REVIEW_HELD_FROM.hour)
        ends = (day + timedelta(days=1)).replace(hour=REVIEW_HELD_UNTIL.hour)
        if starts_at < ends and begins < ends_at:
            found.add(day)
        day += timedelta(days=1)
    return found
