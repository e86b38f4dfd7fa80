"""When a meeting stands: by its session's rule, where somebody moved it, and where it goes when the rule changes."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from itertools import takewhile
from typing import Final

from bot.groups.meeting_model import Meeting, MeetingState, Session

_MICROSECOND: Final = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True)
class Stand:
    """When a meeting begins, the wall time of the rule that it stands for, and the one that somebody gave it instead."""

    at: datetime
    local: str
    moved_to: str | None = None


def stands(session: Session, meeting: Meeting) -> Stand | None:
    """Return when a meeting begins: by its session's rule, or as somebody moved it; None if the rule has it no more."""
    wall = session.rule.instant(datetime.fromisoformat(meeting.local))
    found = session.rule.next_after(wall - _MICROSECOND)
    if found is None or found.local.isoformat() != meeting.local:
        return None
    if meeting.moved_to is not None:
        at, following = session.rule.instant(datetime.fromisoformat(meeting.moved_to)), session.rule.next_after(wall)
        # By a rule that meets more often than the one under which it was moved, it could come after the next.
        if following is None or at < following.at:
            return Stand(at, meeting.local, meeting.moved_to)
    return Stand(wall, meeting.local)


def following(session: Session, meeting: Meeting) -> datetime | None:
    """Return when the meeting after one begins; None if that is the last that is planned."""
    found = session.rule.next_after(session.rule.instant(datetime.fromisoformat(meeting.local)))
    return None if found is None else found.at


def standing(session: Session, meeting: Meeting, now: datetime) -> Stand | None:
    """Return how a meeting stands that is still to come; one that is beginning right now is left to begin."""
    if meeting.state is MeetingState.PLANNED and meeting.starts_at <= now:
        return Stand(meeting.starts_at, meeting.local, meeting.moved_to)
    found = stands(session, meeting)
    return found if found is not None and found.at > now else None


def placed(session: Session, meetings: Sequence[Meeting], taken: Collection[str], now: datetime) -> dict[int, Stand]:
    """Return by its number how each meeting stands that its session's present rule leaves to come.

    One whose time the rule has no more goes to another time of its day; the next that is planned, failing that, to the
    rule's next time, if that is in the same week. What is `taken`, the wall times of other meetings, it leaves alone.
    """
    kept = {one.id: stand for one in meetings if (stand := standing(session, one, now)) is not None}
    used, first = set(taken), min((one.local for one in meetings if one.state is MeetingState.PLANNED), default=None)
    for one in meetings:
        if one.id in kept:
            continue
        is_next = one.local == first and one.state is MeetingState.PLANNED
        local = next((local for local in _times_for(session, one, now, is_next=is_next) if local not in used), None)
        found = None if local is None else stands(session, replace(one, local=local))
        if local is not None and found is not None and found.at > now:
            kept[one.id] = found
            used.add(local)
    return kept


def _times_for(session: Session, meeting: Meeting, now: datetime, *, is_next: bool) -> list[str]:
    """Return the wall times of the rule that a meeting can move to, the nearest in meaning first."""
    was = datetime.fromisoformat(meeting.local)
    midnight = session.rule.instant(was.replace(hour=0, minute=0, second=0)) - _MICROSECOND
    until = was.date()
    the_day = takewhile(lambda one: one.local.date() <= until, session.rule.occurrences(midnight))
    found = [one.local for one in the_day if one.local.date() == until]
    coming = session.rule.next_after(now) if is_next and not found else None
    if coming is not None and coming.local.isocalendar()[:2] == was.isocalendar()[:2]:
        found.append(coming.local)
    return [one.isoformat() for one in found]
