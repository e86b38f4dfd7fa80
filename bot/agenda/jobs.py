"""What a job is, what may come of it, and what a kind of job promises when its time has passed."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final, TypeAlias

from sqlalchemy import Connection

Payload: TypeAlias = Mapping[str, int | str | None]

# Reasons are the keys of texts, so that *why* can say them in the reader's language.
LATE: Final = "agenda-reason-late"
SUPERSEDED: Final = "agenda-reason-superseded"
WITHDRAWN: Final = "agenda-reason-withdrawn"
FAILED: Final = "agenda-reason-failed"
TIMED_OUT: Final = "agenda-reason-timed-out"
INTERRUPTED: Final = "agenda-reason-interrupted"
EXHAUSTED: Final = "agenda-reason-exhausted"


@dataclass(frozen=True, slots=True)
class Job:
    """One thing whose time has come, as its handler sees it."""

    kind: str
    key: str
    payload: Payload = field(repr=False)
    due: datetime
    attempts: int
    late: timedelta
    series: str | None = None

    def number(self, name: str) -> int:
        """Return a number that its payload holds; 0, which is nobody's and nothing's id, for None.

        Raises:
            KeyError: it was planned without one.
        """
        return int(self.payload[name] or 0)


@dataclass(frozen=True, slots=True)
class Plan:
    """A job to come: its kind, the key that no other has, when it is due, and ids and codes that its handler needs."""

    kind: str
    key: str
    due: datetime
    payload: Payload = field(repr=False)


@dataclass(frozen=True, slots=True)
class Done:
    """It happened; `write` is committed together with that fact, or not at all if the lease was lost."""

    write: Callable[[Connection], None] | None = None


@dataclass(frozen=True, slots=True)
class RetryLater:
    """It could not happen now, for a passing reason (a text's key)."""

    after: timedelta
    reason: str


@dataclass(frozen=True, slots=True)
class GiveUp:
    """It will never happen, for a definite reason (a text's key)."""

    reason: str


@dataclass(frozen=True, slots=True)
class Skip:
    """It was not tried: its time had passed."""

    reason: str


@dataclass(frozen=True, slots=True)
class Failed:
    """The handler broke; it is tried again a bounded number of times."""

    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """The bot is stopping; the job goes back unharmed."""


Outcome: TypeAlias = Done | RetryLater | GiveUp
Ending: TypeAlias = Outcome | Skip | Failed | Release
Handler: TypeAlias = Callable[[Job], Awaitable[Outcome]]


@dataclass(frozen=True, slots=True)
class Always:
    """However late, it runs, now."""


@dataclass(frozen=True, slots=True)
class Grace:
    """It runs if less than `window` has passed, and only the latest of its series."""

    window: timedelta


@dataclass(frozen=True, slots=True)
class Drop:
    """It is of use at its time only; `tolerance` is what a busy minute may delay it."""

    tolerance: timedelta = timedelta(minutes=5)


Misfire: TypeAlias = Always | Grace | Drop
ALWAYS: Final = Always()
DROP: Final = Drop()


@dataclass(frozen=True, slots=True)
class Backoff:
    """How long to wait after a failure: doubled each time, half of it left to chance."""

    first: timedelta = timedelta(seconds=2)
    longest: timedelta = timedelta(minutes=5)
    tries: int = 8

    def delay(self, failures: int, chance: float) -> timedelta:
        """Return the wait after the given number of failures (from 1), with chance in [0, 1)."""
        doubled: int = 2 ** min(failures - 1, 30)
        full = min(self.longest, self.first * doubled)
        return full * (0.5 + chance / 2)


@dataclass(frozen=True, slots=True)
class Kind:
    """How one kind of job is handled."""

    name: str
    handler: Handler
    misfire: Misfire
    urgent: bool
    backoff: Backoff
    limit: timedelta
    then: Callable[[Connection, Job], None] | None


@dataclass(frozen=True, slots=True)
class Claim:
    """A job under a lease; `fence` tells this claim from every other of the same job."""

    job: Job
    fence: int
    failures: int
    superseded: bool


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a job, or what it is waiting for; `reason` is a text's key."""

    key: str
    kind: str
    due: datetime
    state: str
    attempts: int
    reason: str | None
    finished_at: datetime | None


def verdict(kind: Kind, claim: Claim) -> Skip | GiveUp | None:
    """Say what the kind's promise makes of a job that was claimed when it was; None means that it runs."""
    if claim.failures > kind.backoff.tries:
        return GiveUp(INTERRUPTED)  # each time, the process ended before the handler did
    match kind.misfire:
        case Grace(window):
            if claim.superseded:
                return Skip(SUPERSEDED)
            return Skip(LATE) if claim.job.late > window else None
        case Drop(tolerance):
            return Skip(LATE) if claim.job.late > tolerance else None
        case Always():
            return None
