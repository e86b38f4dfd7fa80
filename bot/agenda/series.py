"""A rule turned into jobs: one ahead, and after an absence those that were missed, so that each is accounted for."""

from collections import deque
from datetime import datetime, timedelta
from itertools import islice, takewhile
from typing import Final

from sqlalchemy import Connection

from bot.agenda import plans
from bot.agenda.jobs import Payload
from bot.agenda.recurrence import KEY_MARK, Occurrence, Rule
from bot.agenda.runner import NOTHING, Agenda

# A daily check-in over 90 days away, and some; of what was missed before that, no record is made one by one.
MOST_MISSED: Final = 100
MOST_LEFT_OUT: Final = 100
_MICROSECOND: Final = timedelta(microseconds=1)


def plan_next(
    agenda: Agenda,
    connection: Connection,
    *,
    kind: str,
    series: str,
    rule: Rule,
    after: datetime,
    payload: Payload = NOTHING,
) -> Occurrence | None:
    """Plan the next occurrence that is still to come, and those since `after` that were missed; None at the rule's end.

    The missed ones are judged by the kind's misfire policy like any job that is late, and stay in the history.
    """

    def plan(occurrence: Occurrence) -> bool:
        key = occurrence.key(series)
        return agenda.plan(connection, kind=kind, key=key, due=occurrence.at, payload=payload, series=series)

    now = agenda.clock.now()
    for occurrence in deque(takewhile(lambda one: one.at <= now, rule.occurrences(after)), maxlen=MOST_MISSED):
        plan(occurrence)
    for occurrence in islice(rule.occurrences(max(after, now)), MOST_LEFT_OUT):
        # One that is over was posted before the clocks were changed by law, or left out by somebody.
        if plan(occurrence) or plans.is_active(connection, occurrence.key(series)):
            return occurrence
    return None


def replan(
    agenda: Agenda,
    connection: Connection,
    *,
    kind: str,
    series: str,
    rule: Rule,
    payload: Payload = NOTHING,
) -> int:
    """Bring what is planned in step with a rule, or a zone's offsets, that changed; return how many jobs moved or went.

    An occurrence is known by its wall time, so that one that was posted is not posted again at its new instant.
    """
    changed, following, now = 0, False, agenda.clock.now()
    for key, due in plans.waiting_in(connection, series):
        local = datetime.fromisoformat(key.rpartition(KEY_MARK)[2])
        at = rule.instant(local)
        # A wall time inside a gap may have moved onto another occurrence, which then stands for both.
        if rule.next_after(at - _MICROSECOND) != Occurrence(at, local):
            agenda.cancel(connection, key)
        elif at != due:
            agenda.reschedule(connection, key, at)
        else:
            following = following or (at > now and rule.next_after(now) == Occurrence(at, local))
            continue
        changed += 1
    if following:
        return changed  # what comes next waits where it should
    plan_next(agenda, connection, kind=kind, series=series, rule=rule, after=now, payload=payload)
    return changed
