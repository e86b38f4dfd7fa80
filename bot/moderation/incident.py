"""One person's crisis as one case: its states, what leads from one to the next, and its value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from bot.moderation.detection import Assessment


class State(StrEnum):
    """Where a case stands."""

    RAISED = "raised"  # a moderator looks within hours; nobody is paged
    PAGING = "paging"  # somebody is being woken
    ACKNOWLEDGED = "acknowledged"  # somebody said: I'm on it
    WITH_PERSON = "with-person"  # they are talking
    RESOLVED = "resolved"


OPEN: Final = (State.RAISED, State.PAGING, State.ACKNOWLEDGED, State.WITH_PERSON)
UNHELD: Final = (State.RAISED, State.PAGING)
HELD: Final = (State.ACKNOWLEDGED, State.WITH_PERSON)


class Source(StrEnum):
    """How a case came to us."""

    MESSAGE = "message"
    FORM = "form"  # in a form of their group
    DIRECT = "direct"
    SUPPORT = "support"
    ABOUT_MESSAGE = "about-message"
    ABOUT_PERSON = "about-person"

    @property
    def by_somebody_else(self) -> bool:
        """Say whether the person does not know of it yet and hears nothing until a human has looked."""
        return self in (Source.ABOUT_MESSAGE, Source.ABOUT_PERSON)

    @property
    def asked_for(self) -> bool:
        """Say whether the person turned to us."""
        return self in (Source.DIRECT, Source.SUPPORT)


class Outcome(StrEnum):
    """How a case ended."""

    TALKED = "talked"
    OTHER_HELP = "other-help"
    NOT_REACHED = "not-reached"
    FALSE_ALARM = "false-alarm"
    OUTSIDE = "outside"


class Reached(StrEnum):
    """What became of the first private message to the person."""

    NOT_YET = "not-yet"
    WITHHELD = "withheld"  # a human looks first
    DIRECT = "direct"
    THREAD = "thread"
    UNREACHED = "unreached"


SPOKEN: Final = (Reached.DIRECT, Reached.THREAD)


class Choice(StrEnum):
    """What the person answered to *what would help?*."""

    TALK = "talk"
    OTHER = "other"
    NOT_NOW = "not-now"
    MEANT_OTHERWISE = "meant-otherwise"


class Code(StrEnum):
    """Steps in the log of a case."""

    OPENED = "opened"
    JOINED = "joined"
    UPGRADED = "upgraded"
    PAGED = "paged"
    UNANSWERED = "unanswered"
    UNWRITABLE = "unwritable"
    ALONE = "alone"
    ACKNOWLEDGED = "acknowledged"
    DECLINED = "declined"
    HANDED = "handed"
    REACHED = "reached"
    CHOSE = "chose"
    LOWERED = "lowered"
    OFFERED = "offered"
    REFUSED_SPACE = "refused-space"
    SPACE = "space"
    DANGER = "danger"
    OUTSIDE_ASKED = "outside-asked"
    OUTSIDE = "outside"
    NOTED = "noted"
    READ_WORDS = "read-words"
    WROTE = "wrote"
    QUIET = "quiet"
    STILL_ON_IT = "still-on-it"
    RESOLVED = "resolved"
    FOLLOW_UP = "follow-up"
    WORDS_REMOVED = "words-removed"


# A case of these families is never lowered by "I didn't mean it that way" (PRACTICE: a plan, means, an attempt).
NEVER_LOWERED: Final = frozenset({"plan", "means", "attempt", "farewell", "overdose"})


@dataclass(frozen=True, slots=True)
class Signal:
    """Something came in that may be a person in crisis. Ids are Discord's."""

    key: int
    guild_id: int
    user_id: int
    source: Source
    assessment: Assessment
    at: datetime  # when it was written or, for an edit, edited
    text: str = ""
    message_id: int | None = None  # the message in a channel that it is about
    teller_id: int | None = None  # who wrote the text, when that is not the person themselves
    channel_id: int | None = None
    locale: str | None = None
    past: tuple[str, ...] = ()  # codes of those whom the case goes past


@dataclass(frozen=True, slots=True)
class Incident:
    """A case as it stands. Person ids inside; `user_id` and `holder` are the Discord ids that the register gave."""

    key: int
    guild_id: int
    number: int
    user_id: int
    source: Source
    tier: str
    category: str
    rule: str
    state: State
    locale: str
    opened_at: datetime
    active_at: datetime
    round_at: datetime
    channel_id: int | None = None
    message_id: int | None = None
    round: int = 0
    rung: int = -1
    round_from: int = 0
    late_seconds: int = 0
    aside: bool = False
    past: tuple[str, ...] = ()  # codes of those whom it goes past, besides its person
    danger: bool = False
    unanswered: bool = False
    holder: int | None = None
    handed_to: int | None = None
    acknowledged_at: datetime | None = None
    resolved_at: datetime | None = None
    outcome: Outcome | None = None
    reached: Reached = Reached.NOT_YET
    choice: Choice | None = None
    space_id: int | None = None
    card_channel_id: int | None = None
    card_message_id: int | None = None
    card_posted_at: datetime | None = None

    @property
    def open(self) -> bool:
        """Say whether it is still to be seen through."""
        return self.state is not State.RESOLVED


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a case's log."""

    at: datetime
    code: Code
    user_id: int | None
    detail: str | None


@dataclass(frozen=True, slots=True)
class Words:
    """What somebody wrote, unsealed for a responder who asked to read it."""

    kind: str
    at: datetime
    text: str
    rule: str | None = None
    spans: tuple[tuple[int, int], ...] = ()
    writer: int | None = None  # who wrote it, while it waits for the database and that is not the person of the case


@dataclass(frozen=True, slots=True)
class Page:
    """One attempt to reach one responder; a step of -1 is outside the ladder."""

    round: int
    step: int
    user_id: int
    at: datetime
    outcome: str
    channel_id: int | None
    message_id: int | None
