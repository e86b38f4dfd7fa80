"""The values that sessions are made of: the recurring one, each meeting of it, and who says what about it."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row

from bot.agenda import Rule
from bot.groups.model import PlanState

MINUTES: Final = range(10, 481)
ANNOUNCED_BEFORE: Final = timedelta(days=3)
REMINDERS: Final = {"day": timedelta(hours=24), "soon": timedelta(minutes=15)}  # PRACTICE, Defaults


class MeetingState(StrEnum):
    """Where one meeting stands."""

    PLANNED = "planned"
    OPEN = "open"
    OVER = "over"
    CANCELLED = "cancelled"  # somebody called this one off
    DROPPED = "dropped"  # its session rests, or has no such time any more
    MISSED = "missed"  # nothing ran when its time came


BEGUN: Final = (MeetingState.OPEN, MeetingState.OVER)


class Coming(StrEnum):
    """What somebody said about coming."""

    YES = "yes"
    LISTENING = "listening"
    NO = "no"
    WAITING = "waiting"


EXPECTED: Final = (Coming.YES, Coming.LISTENING)


@dataclass(frozen=True, slots=True)
class Session:
    """A recurring meeting of a group."""

    id: int
    group_id: int
    title: str
    rule: Rule
    minutes: int
    places: int
    agenda: tuple[tuple[str, int], ...]
    state: PlanState
    version: int
    changed_at: datetime
    was: str | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> "Session":
        """Read a row."""
        return cls(
            id=row.id,
            group_id=row.group_id,
            title=row.title,
            rule=Rule(row.rrule, datetime.fromisoformat(row.starts), row.zone),
            minutes=row.minutes,
            places=row.places,
            agenda=tuple((str(what), int(minutes)) for what, minutes in row.agenda),
            state=PlanState(row.state),
            version=row.version,
            changed_at=row.changed_at,
            was=row.was,
        )

    @property
    def series(self) -> str:
        """The name of its series in the agenda."""
        return f"session:{self.id}"


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a session."""

    id: int
    session_id: int
    local: str
    moved_to: str | None
    starts_at: datetime
    ends_at: datetime
    state: MeetingState
    facilitator: int | None
    channel_id: int | None
    message_id: int | None
    room_channel_id: int | None
    room_message_id: int | None
    event_id: int | None
    attended: int | None

    @classmethod
    def of(cls, row: Row[Any]) -> "Meeting":
        """Read a row."""
        values = row._asdict()
        return cls(**values | {"state": MeetingState(values["state"])})


@dataclass(frozen=True, slots=True)
class Guest:
    """One person and one meeting."""

    meeting_id: int
    person_id: int
    answer: Coming | None
    answered_at: datetime | None
    imported: bool | None
    came_by: str | None
    turn_at: datetime | None

    @classmethod
    def of(cls, row: Row[Any]) -> "Guest":
        """Read a row."""
        values = row._asdict()
        return cls(**values | {"answer": None if values["answer"] is None else Coming(values["answer"])})


@dataclass(frozen=True, slots=True)
class Moment:
    """What others are told when a meeting begins or ends: surveys open their feedback, guidelines remind."""

    guild_id: int
    group_id: int
    session_id: int
    meeting_id: int
    channel_id: int
    attendees: tuple[int, ...]  # Discord ids
    locale: str
    at: datetime
