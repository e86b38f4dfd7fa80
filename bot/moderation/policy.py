"""Who is woken when: the escalation policy as plain rules, with PRACTICE's defaults."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from enum import IntEnum
from typing import Final
from zoneinfo import ZoneInfo


class Step(IntEnum):
    """The rungs of the ladder."""

    PRIMARY = 0
    BACKUP = 1
    LEAD = 2
    FALLBACK = 3


# PRACTICE, Defaults, "page": primary 3 min, backup 3, lead and last-resort 4; fallback at 10.
AFTER: Final = {
    Step.PRIMARY: timedelta(0),
    Step.BACKUP: timedelta(minutes=3),
    Step.LEAD: timedelta(minutes=6),
    Step.FALLBACK: timedelta(minutes=10),
}
PERSON_UPDATE_AFTER: Final = timedelta(minutes=5)
QUIET_ASK_AFTER: Final = timedelta(minutes=15)
QUIET_PAGE_AFTER: Final = timedelta(minutes=25)
# While they are together in a private space less is heard of it here, so silence means less.
QUIET_TOGETHER: Final = 4
REVIEW_WITHIN: Final = timedelta(hours=12)
REVIEW_IN_CHANNEL: Final = 3  # times that a review is said in the private channel before it goes to the leads alone
REVIEW_TO_LEADS_EVERY: Final = timedelta(days=7)
REVIEW_HELD_FROM: Final = time(22)
REVIEW_HELD_UNTIL: Final = time(8)
CASES_AT_ONCE: Final = 2
SHIFT_AT_MOST: Final = timedelta(hours=8)
NIGHTS_A_WEEK: Final = 3
AWAKE_FROM: Final = time(9)
AWAKE_UNTIL: Final = time(21)
CONCERNS_A_DAY: Final = 5
CARD_FRESH_FOR: Final = timedelta(hours=1)
WORDS_KEPT_AFTER_RESOLVED: Final = timedelta(days=1)
WORDS_KEPT_AT_MOST: Final = timedelta(days=3)
FOLLOW_UPS: Final = (timedelta(hours=24), timedelta(days=7))
DEBRIEFS: Final = (timedelta(hours=1), timedelta(hours=24))
REPEATED_WITHIN: Final = timedelta(days=14)
REPEATED_TIMES: Final = 3
CASE_KEPT_NAMED: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Duty:
    """Everyone who could be woken for a server now, by rung."""

    primary: tuple[int, ...] = ()
    backup: tuple[int, ...] = ()
    leads: tuple[int, ...] = ()
    last_resort: tuple[int, ...] = ()

    @property
    def on_shift(self) -> tuple[int, ...]:
        """Return who is on shift, primary first."""
        return tuple(dict.fromkeys((*self.primary, *self.backup)))


@dataclass(frozen=True, slots=True)
class Rung:
    """Whom one step wakes; `nobody_on_shift` says that the person must be told at once."""

    step: Step
    wake: tuple[int, ...]
    nobody_on_shift: bool = False


def climb(
    duty: Duty,
    step: Step,
    *,
    person: int,
    apart: Collection[int] = (),
    declined: Collection[int] = (),
    busy: Collection[int] = (),
) -> Rung:
    """Decide whom a step wakes; a step with nobody to wake hands on to the next at once.

    Args:
        duty: who could be woken.
        step: the rung that is due.
        person: whom the case is about; they are never woken for it.
        apart: people who are spared below the leads: they have a case of their own, or somebody else is wanted.
        declined: people who said that they cannot take it; the fallback tells them all the same.
        busy: people who hold as many cases as one can; they are woken only where nobody else is left on a rung.
    """
    spared = {person, *apart, *declined}
    rungs = {
        Step.PRIMARY: (duty.primary, spared),
        Step.BACKUP: (duty.backup, spared),
        Step.LEAD: ((*duty.leads, *duty.last_resort), {person, *declined}),
        Step.FALLBACK: ((*duty.leads, *duty.last_resort), {person}),
    }
    nobody = all(user in spared for user in duty.on_shift)
    at = Step.LEAD if nobody and step < Step.LEAD else step
    while True:
        people, out = rungs[at]
        able = [user for user in dict.fromkeys(people) if user not in out]
        rested = [user for user in able if user not in busy]
        if able or at is Step.FALLBACK:
            return Rung(at, tuple(rested or able), nobody_on_shift=nobody)
        at = Step(at + 1)


def review_due(at: datetime, zone: str) -> datetime:
    """Return when a review that nobody took is said again: after 12 hours, or at eight if that falls into the night.

    Source: PRACTICE, Defaults, "review".
    """
    local = (at + REVIEW_WITHIN).astimezone(ZoneInfo(zone))
    if local.time() >= REVIEW_HELD_FROM:
        local = (local + timedelta(days=1)).replace(hour=REVIEW_HELD_UNTIL.hour, minute=0, second=0, microsecond=0)
    elif local.time() < REVIEW_HELD_UNTIL:
        local = local.replace(hour=REVIEW_HELD_UNTIL.hour, minute=0, second=0, microsecond=0)
    return local.astimezone(at.tzinfo)


def review_again(at: datetime, zone: str, *, said: int) -> datetime:
    """Return when a review that was said (so many times) and still waits is said again.

    It is at nine: of the next day while the channel hears it, and a week on once only leads do.
    """
    days = timedelta(days=1) if said < REVIEW_IN_CHANNEL else REVIEW_TO_LEADS_EVERY
    local = (at.astimezone(ZoneInfo(zone)) + days).replace(hour=AWAKE_FROM.hour, minute=0, second=0, microsecond=0)
    return local.astimezone(at.tzinfo)


def awake(at: datetime, zone: str) -> datetime:
    """Return an instant, moved on to the next nine in the morning when it falls outside 09:00-21:00.

    Source: PRACTICE, Defaults, "direct messages outside incidents".
    """
    local = at.astimezone(ZoneInfo(zone))
    if AWAKE_FROM <= local.time() < AWAKE_UNTIL:
        return at
    day = local if local.time() < AWAKE_FROM else local + timedelta(days=1)
    return day.replace(hour=AWAKE_FROM.hour, minute=0, second=0, microsecond=0).astimezone(at.tzinfo)
