"""The values that groups are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Row

from bot.agenda import Rule

CAPACITY: Final = 12  # PRACTICE, Defaults
OPEN_HOURS: Final = 24
GRACE: Final = timedelta(hours=3)
KEPT: Final = timedelta(days=180)
FIGURES_KEPT: Final = timedelta(days=365)  # PRACTICE, Defaults: twelve months
MISSES: Final = 3
FEW_TIMES: Final = 4
FEW_SHARE: Final = 0.2
QUESTIONS_AT_MOST: Final = 8
QUESTIONS_A_PAGE: Final = 4
UNDO_FOR: Final = timedelta(days=7)
EVERYBODY: Final = 0
"""Stands for the whole group where a post may also be for one person."""


class Role(StrEnum):
    """What somebody is in a group."""

    FACILITATOR = "facilitator"
    PARTICIPANT = "participant"
    WAITING = "waiting"


class PlanState(StrEnum):
    """Where a plan stands."""

    PROPOSED = "proposed"  # shown to its author, planned nowhere
    ACTIVE = "active"
    PAUSED = "paused"
    ENDED = "ended"
    DELETED = "deleted"


def before_deletion(was: str | None, *, more_to_come: bool) -> PlanState:
    """Return the state to which taking a deletion back leads: what rested goes on resting, and what is over is over."""
    state = PlanState(was or PlanState.ACTIVE)
    return PlanState.ENDED if state is PlanState.ACTIVE and not more_to_come else state


LIVE: Final = (PlanState.ACTIVE, PlanState.PAUSED)
SHOWN: Final = (*LIVE, PlanState.ENDED, PlanState.DELETED)
"""What a facilitator's list holds, in its order; what was deleted only as long as it can be taken back."""


class PostState(StrEnum):
    """Where one posting stands."""

    POSTING = "posting"
    OPEN = "open"
    CLOSED = "closed"


class SeenBy(StrEnum):
    """Who sees an answer; its author says so each time."""

    GROUP = "group"
    FACILITATORS = "facilitators"
    ME = "me"


@dataclass(frozen=True, slots=True)
class Group:
    """A peer group."""

    id: int
    guild_id: int
    name: str
    channel_id: int
    voice_channel_id: int | None
    role_id: int | None
    zone: str
    locale: str
    capacity: int
    agreed_by: int | None
    agreed_at: datetime | None
    card_message_id: int | None
    card_channel_id: int | None
    archived_at: datetime | None
    unled_since: datetime | None
    unled_told: str | None
    version: int
    created_at: datetime

    @classmethod
    def of(cls, row: Row[Any]) -> "Group":
        """Read a row."""
        return cls(**row._asdict())


@dataclass(frozen=True, slots=True)
class Belonging:
    """One person in one group."""

    group_id: int
    person_id: int
    role: Role
    joined_at: datetime
    notes: bool
    noted_at: datetime | None
    away_until: datetime | None
    reminders: str

    @classmethod
    def of(cls, row: Row[Any]) -> "Belonging":
        """Read a row."""
        values = row._asdict()
        return cls(**values | {"role": Role(values["role"])})

    def away(self, now: datetime) -> bool:
        """Say whether they take time off."""
        return self.away_until is not None and self.away_until > now


@dataclass(frozen=True, slots=True)
class Seats:
    """What Discord says of a group's people and its list does not: who left the server, and who holds the group's role."""

    gone: frozenset[int]
    by_role: frozenset[int]


@dataclass(frozen=True, slots=True)
class Question:
    """A question beyond the one tap."""

    key: str
    kind: str  # words, energy, yesno, choice
    label: str
    choices: tuple[str, ...] = ()


def questions_of(kept: Sequence[Mapping[str, Any]]) -> tuple[Question, ...]:
    """Return questions as they were kept."""
    return tuple(Question(one["key"], one["kind"], one["label"], tuple(one["choices"])) for one in kept)


@dataclass(frozen=True, slots=True)
class CheckIn:
    """A recurring question."""

    id: int
    group_id: int
    question: str
    rule: Rule
    private: bool
    questions: tuple[Question, ...]
    open_hours: int
    state: PlanState
    few: int
    trouble: str | None
    version: int
    changed_at: datetime
    was: str | None = None

    @classmethod
    def of(cls, row: Row[Any]) -> "CheckIn":
        """Read a row."""
        return cls(
            id=row.id,
            group_id=row.group_id,
            question=row.question,
            rule=Rule(row.rrule, datetime.fromisoformat(row.starts), row.zone),
            private=row.private,
            questions=questions_of(row.questions),
            open_hours=row.open_hours,
            state=PlanState(row.state),
            few=row.few,
            trouble=row.trouble,
            version=row.version,
            changed_at=row.changed_at,
            was=row.was,
        )

    @property
    def series(self) -> str:
        """The name of the group's series in the agenda."""
        return f"checkin:{self.id}"

    def series_of(self, person_id: int) -> str:
        """Return the name of one person's series; `EVERYBODY` has the group's."""
        return self.series if person_id == EVERYBODY else f"checkin:{self.id}:{person_id}"


@dataclass(frozen=True, slots=True)
class Post:
    """One posting of a check-in."""

    id: int
    checkin_id: int
    local: str
    recipient: int
    due: datetime
    closes_at: datetime
    state: PostState
    channel_id: int | None
    message_id: int | None
    invited: int
    answered: int | None
    totals: dict[str, int] | None
    summary_channel_id: int | None
    summary_message_id: int | None
    read_by: int | None

    @classmethod
    def of(cls, row: Row[Any]) -> "Post":
        """Read a row."""
        values = row._asdict()
        return cls(**values | {"state": PostState(values["state"])})

    def summary_link(self, guild_id: int) -> str | None:
        """Return where its summary stands; None where none is known to stand."""
        if self.summary_channel_id is None or self.summary_message_id is None:
            return None
        return f"https://discord.com/channels/{guild_id}/{self.summary_channel_id}/{self.summary_message_id}"


@dataclass(frozen=True, slots=True)
class Reply:
    """One person's answer, opened for somebody who may see it."""

    post_id: int
    person_id: int
    seen_by: SeenBy
    draft: bool
    at: datetime
    mood: int | None  # 1 (heavy) to 5 (light)
    answers: dict[str, str]


@dataclass(frozen=True, slots=True)
class Past:
    """One's own answer with the time and the questions that it was for."""

    reply: Reply
    due: datetime
    question: str
    questions: tuple[Question, ...]
