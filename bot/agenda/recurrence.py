"""When something recurs: an RFC 5545 rule, kept as local time in a zone, turned into instants."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from difflib import get_close_matches
from typing import ClassVar, Final
from zoneinfo import ZoneInfo, available_timezones

from dateutil.rrule import rrule

from bot.agenda.grammar import DAYS, Parts, RuleUnreadable, read
from bot.errors import Refusal

# The Gregorian calendar repeats after 400 years, which are 146,097 days and so whole weeks.
CYCLE_YEARS: Final = 400
LAST_YEAR: Final = 9999
# 29 February on a given weekday can be 40 years apart (1880 to 1920), twice that with every second year: 100 is generous.
SEARCH_YEARS: Final = 100
# No zone has skipped more than a day (Samoa, 30 December 2011).
LONGEST_GAP: Final = timedelta(days=2)
EARLIEST_YEAR: Final = 1970
LATEST_YEAR: Final = 2999
KEY_MARK: Final = "@"

_STEP: Final = {"HOURLY": timedelta(hours=1), "DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}


class RuleNeverFires(Refusal):
    """The rule is well formed and names no day that exists."""

    text: ClassVar[str] = "agenda-rule-never-fires"


class UnknownZone(Refusal):
    """The zone is not in the IANA database; `example` is the nearest that is."""

    text: ClassVar[str] = "agenda-zone-unknown"


@dataclass(frozen=True, slots=True, order=True)
class Occurrence:
    """One time at which a rule fires: the instant, and the wall time that the rule names."""

    at: datetime
    local: datetime

    def key(self, series: str) -> str:
        """Return the name that stays the same when the zone's offsets change."""
        return f"{series}{KEY_MARK}{self.local.isoformat()}"


@dataclass(frozen=True, slots=True)
class Rule:
    """A recurrence as a person said it: RRULE text, first wall time (naive, local) and IANA zone.

    Raises:
        RuleUnreadable: the text is not an RFC 5545 recurrence rule, or one of its numbers is out of range.
        RuleTooFrequent: it would fire more than once an hour.
        RuleNeverFires: no day within `SEARCH_YEARS` years of the start fits it.
        UnknownZone: the zone is not in the IANA database.
    """

    rrule: str
    starts: datetime
    zone: str

    def __post_init__(self) -> None:
        """Refuse what could never be planned."""
        if self.starts.tzinfo is not None:
            raise ValueError("a rule starts at a wall time, without a zone of its own")
        object.__setattr__(self, "starts", self.starts.replace(microsecond=0, fold=0))
        parts = read(self.rrule)
        if not EARLIEST_YEAR <= self.starts.year <= LATEST_YEAR:
            raise RuleUnreadable(part="DTSTART")
        zone_of(self.zone)
        if not _could_fire(parts, self.starts) or next(self._locals(parts, self.starts), None) is None:
            raise RuleNeverFires

    def changed(self, *, rrule: str | None = None, starts: datetime | None = None) -> "Rule":
        """Return the rule with another rhythm or start, in the same zone."""
        return replace(self, rrule=rrule or self.rrule, starts=starts or self.starts)

    def instant(self, local: datetime) -> datetime:
        """Return the UTC instant of a wall time: skipped moves forward by the gap, repeated means the first."""
        # PEP 495: with fold=0 a skipped time takes the offset from before the gap, a repeated one its first reading.
        return local.replace(tzinfo=zone_of(self.zone), fold=0).astimezone(UTC)

    def next_after(self, after: datetime) -> Occurrence | None:
        """Return the first occurrence strictly after an aware instant, or None when the rule has ended."""
        return next(self.occurrences(after), None)

    def occurrences(self, after: datetime) -> Iterator[Occurrence]:
        """Yield occurrences strictly after an aware instant, each instant once, in order of time."""
        if after.tzinfo is None:
            raise ValueError("occurrences are asked for after an instant, not a wall time")
        zone = zone_of(self.zone)
        begin = after.astimezone(zone).replace(tzinfo=None) - LONGEST_GAP
        previous = after.astimezone(UTC)
        for occurrence in self._in_order(begin):
            if occurrence.at > previous:
                previous = occurrence.at
                yield occurrence

    def _in_order(self, begin: datetime) -> Iterator[Occurrence]:
        """Yield by instant: times inside a gap are moved past, or onto, the wall times that follow it."""
        zone = zone_of(self.zone)
        moved: list[Occurrence] = []
        for local in self._locals(read(self.rrule), begin):
            occurrence = Occurrence(self.instant(local), local)
            if occurrence.at.astimezone(zone).replace(tzinfo=None) != local:
                moved.append(occurrence)
                continue
            while moved and moved[0].at < occurrence.at:
                yield moved.pop(0)
            yield occurrence
        yield from moved

    def _locals(self, parts: Parts, begin: datetime) -> Iterator[datetime]:
        """Yield the wall times that the rule names, from `begin` on and never before the start."""
        until_local, until_instant = parts.until_local, parts.until_instant
        counted = 0
        for local in _wall_times(parts, self.starts, begin):
            if local < self.starts:
                continue
            counted += 1
            if parts.count is not None and counted > parts.count:
                return
            if until_local is not None and local > until_local:
                return
            if until_instant is not None and self.instant(local) > until_instant:
                # A moved time may be late where the next is not; beyond any gap nothing can be in time.
                if self.instant(local) > until_instant + LONGEST_GAP:
                    return
                continue
            if local >= begin:
                yield local


def zone_of(name: str) -> ZoneInfo:
    """Return the zone of an IANA name such as `Europe/Berlin`.

    Raises:
        UnknownZone: with the nearest known name as the example.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):  # not there; not a name; a folder
        near = get_close_matches(name, sorted(available_timezones()), n=1, cutoff=0.5)
        raise UnknownZone(example=near[0] if near else "Europe/London") from None


def _wall_times(parts: Parts, starts: datetime, begin: datetime) -> Iterator[datetime]:
    """Yield the wall times that dateutil finds, without COUNT and UNTIL, within a bounded search."""
    anchor, weekdays = starts, parts.weekdays
    if parts.freq == "WEEKLY":
        # dateutil cuts the first week off at its start, which BYSETPOS would then count wrongly.
        anchor -= timedelta(days=(starts.weekday() - parts.week_start) % 7)
        weekdays = weekdays or [DAYS[starts.weekday()]]
    elif parts.has("BYWEEKNO"):
        weekdays = weekdays or [DAYS[starts.weekday()]]
    anchor = _nearer(parts, anchor, begin)
    # Moved by whole calendar cycles towards the last year there is, so that a search that finds nothing ends soon.
    cycles = (LAST_YEAR - SEARCH_YEARS - anchor.year) // CYCLE_YEARS
    shift = max(0, cycles) * CYCLE_YEARS
    try:
        found = rrule(
            dtstart=anchor.replace(year=anchor.year + shift), byweekday=weekdays or None, **parts.options(starts)
        )
    except ValueError:  # dateutil's word for an hour that the interval never reaches
        return
    horizon = max(starts, begin).year + shift + SEARCH_YEARS
    for wall in found:
        if wall.year > horizon:
            return
        yield wall.replace(year=wall.year - shift)
        horizon = wall.year + SEARCH_YEARS


def _could_fire(parts: Parts, starts: datetime) -> bool:
    """Tell quickly that no day of any year fits, which day by day or hour by hour takes long to find out."""
    if parts.freq not in {"HOURLY", "DAILY"}:
        return True
    positions = parts.lists.get("BYSETPOS")
    if positions is not None:
        times_a_period = len(parts.lists.get("BYHOUR", [0])) if parts.freq == "DAILY" else 1
        if min(abs(position) for position in positions) > times_a_period:
            return False
    days = {name: values for name, values in parts.lists.items() if name in {"BYMONTH", "BYMONTHDAY", "BYYEARDAY"}}
    if not days:
        return True
    yearly = replace(parts, freq="YEARLY", interval=1, lists=days)
    return next(_wall_times(yearly, starts, starts), None) is not None


def _nearer(parts: Parts, anchor: datetime, begin: datetime) -> datetime:
    """Return a start that names the same times from `begin` on, so that old rules are not walked from their first day."""
    step = _STEP.get(parts.freq)
    if step is None or parts.count is not None:
        return anchor
    stride = step * parts.interval
    strides = (begin - LONGEST_GAP - anchor) // stride - 1
    return anchor + stride * strides if strides > 0 else anchor
