"""What became of a check-in's times, and those that a facilitator left out; all of it inside a caller's transaction."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Agenda, Occurrence, Record, Rule
from bot.agenda.jobs import INTERRUPTED, LATE, SUPERSEDED
from bot.agenda.recurrence import KEY_MARK
from bot.groups import checkin_book
from bot.groups.model import EVERYBODY, CheckIn, PlanState, Post
from bot.surveys.disclosure import FLOOR

POST: Final = "checkin-post"
SKIPPED_BY_HAND: Final = "group-reason-skipped"
THE_BOTS: Final = frozenset({LATE, SUPERSEDED, INTERRUPTED})
"""Reasons that say something of the bot, and of nobody whom it asks."""

LOOKED_BACK: Final = timedelta(days=180)  # PRACTICE, Defaults: as long as records of what was planned are kept
MOST_RECORDS: Final = 5000
MOST_LEFT_OUT: Final = 100
LATE_BY: Final = timedelta(minutes=2)
_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Happened:
    """One occurrence as *why* tells it."""

    record: Record
    post: Post | None


@dataclass(slots=True)
class Day:
    """One day on which people were asked privately, each at their own hour, in sums; what is shown of it is never fewer than five."""

    asked: int = 0
    late: int = 0
    missed: int = 0  # for a reason that says something of them
    reasons: Counter[str] = field(default_factory=Counter)  # those that say something of the bot


def records(agenda: Agenda, connection: Connection, checkin: CheckIn) -> list[Record]:
    """Return what became of the group's times or what they wait for, the latest first."""
    found = agenda.history(connection, checkin.series + KEY_MARK, limit=200)
    return [one for one in found if one.state != "cancelled"]


def happened(agenda: Agenda, connection: Connection, checkin: CheckIn) -> list[Happened]:
    """Return what happened to each of the last occurrences for the group, the latest first."""
    posts = {one.local: one for one in checkin_book.posts_of(connection, checkin.id, EVERYBODY, limit=200)}
    return [Happened(one, posts.get(one.key.rpartition(KEY_MARK)[2])) for one in records(agenda, connection, checkin)]


def days(agenda: Agenda, connection: Connection, checkin: CheckIn) -> dict[date, Day]:
    """Return what happened to those who were asked privately, by the day.

    Every day of the present rule is there as long as it ran, whether anybody was asked or not, and any other only with five people:
    that a day is named tells of nobody.
    """
    found: dict[date, Day] = {}
    counted: Counter[date] = Counter()
    for one in agenda.history(connection, f"{checkin.series}:", limit=MOST_RECORDS):
        if one.finished_at is None or one.state == "cancelled":
            continue
        local = _day(one.key)
        counted[local] += 1
        _add(found.setdefault(local, Day()), one)
    until = agenda.clock.now() if checkin.state is PlanState.ACTIVE else checkin.changed_at
    named = {one.local.date() for one in _until(checkin, until)} if checkin.private else set()
    shown = named | {local for local, people in counted.items() if people >= FLOOR}
    return {local: found.get(local, Day()) for local in sorted(shown, reverse=True)}


def _until(checkin: CheckIn, last: datetime) -> Iterable[Occurrence]:
    return takewhile(lambda one: one.at <= last, checkin.rule.occurrences(last - LOOKED_BACK))


def _add(day: Day, one: Record) -> None:
    if one.state == "done":
        day.asked += 1
        day.late += one.finished_at is not None and one.finished_at - one.due > LATE_BY
    elif one.reason in THE_BOTS:
        day.reasons[one.reason] += 1
    elif one.reason != SKIPPED_BY_HAND:
        day.missed += 1


def _day(key: str) -> date:
    return datetime.fromisoformat(key.rpartition(KEY_MARK)[2]).date()


# -- left out by hand -------------------------------------------------------------------------------------------------


def skip(agenda: Agenda, connection: Connection, checkin: CheckIn) -> datetime | None:
    """Leave the next time out; return it, or None if none is to come. What is asked privately is left out for that day."""
    following = _following_day(agenda, connection, checkin) if checkin.private else waiting(agenda, connection, checkin)
    if following is None or not agenda.skip(connection, following[0], SKIPPED_BY_HAND):
        return None
    return following[1]


def waiting(agenda: Agenda, connection: Connection, checkin: CheckIn) -> tuple[str, datetime] | None:
    """Return the key and the time at which the group is asked next."""
    planned = [one for one in records(agenda, connection, checkin) if one.state == "waiting"]
    following = min(planned, key=lambda one: one.due, default=None)
    return None if following is None else (following.key, following.due)


def _following_day(agenda: Agenda, connection: Connection, checkin: CheckIn) -> tuple[str, datetime] | None:
    """Return the next day that is not left out, by the group's own hour, entered among the group's times so that it can be."""
    off = left_out(agenda, connection, checkin)
    for one in islice(checkin.rule.occurrences(agenda.clock.now()), MOST_LEFT_OUT):
        key = one.key(checkin.series)
        if key not in off:
            agenda.plan(connection, kind=POST, key=key, due=one.at, payload=asks(checkin), series=checkin.series)
            return key, one.at
    return None


def take_up(agenda: Agenda, connection: Connection, checkin: CheckIn) -> datetime | None:
    """Have the earliest time asked that was left out and is to come; return it."""
    for key, due in sorted(left_out(agenda, connection, checkin).items(), key=lambda one: one[1]):
        if agenda.take_up(connection, key, SKIPPED_BY_HAND, due=due, payload=asks(checkin)):
            if checkin.private:
                agenda.cancel(connection, key)  # it stood for a day; each who is asked has a time of their own
            return due
    return None


def left_out(agenda: Agenda, connection: Connection, checkin: CheckIn) -> dict[str, datetime]:
    """Return what was left out and is still to come by the present rule, in the present zone."""
    now = agenda.clock.now()
    off = [one.key for one in records(agenda, connection, checkin) if one.reason == SKIPPED_BY_HAND]
    found = {}
    for key in off:
        at = checkin.rule.instant(datetime.fromisoformat(key.rpartition(KEY_MARK)[2]))
        named = checkin.rule.next_after(at - _MICROSECOND)
        if at > now and named is not None and named.key(checkin.series) == key:
            found[key] = at
    return found


def is_left_out(agenda: Agenda, connection: Connection, checkin: CheckIn, key: str) -> bool:
    """Say whether the day was left out on which `key` asks somebody privately."""
    local = datetime.combine(_day(key), checkin.rule.starts.time())
    day = Occurrence(checkin.rule.instant(local), local).key(checkin.series)
    return any(one.key == day and one.reason == SKIPPED_BY_HAND for one in agenda.history(connection, day))


def first_kept(
    agenda: Agenda, connection: Connection, checkin: CheckIn, rule: Rule, first: Occurrence
) -> Occurrence | None:
    """Return the earliest time from `first` on, by somebody's own `rule`, whose day was not left out."""
    for one in islice(rule.occurrences(first.at - _MICROSECOND), MOST_LEFT_OUT):
        if not is_left_out(agenda, connection, checkin, one.key(checkin.series)):
            return one
    return None


def asks(checkin: CheckIn) -> dict[str, int]:
    """Return what a time of the group is about."""
    return {"checkin": checkin.id, "person": EVERYBODY}
