"""The text of a recurrence rule (RFC 5545, section 3.3.10), read strictly."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any, ClassVar, Final

from dateutil import rrule

from bot.errors import Refusal

DAYS: Final = (rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU)
FREQUENCIES: Final = {
    "HOURLY": rrule.HOURLY,
    "DAILY": rrule.DAILY,
    "WEEKLY": rrule.WEEKLY,
    "MONTHLY": rrule.MONTHLY,
    "YEARLY": rrule.YEARLY,
}
TOO_FREQUENT: Final = frozenset({"SECONDLY", "MINUTELY"})

_DAY_NAMES: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
_DAY: Final = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_NUMBER: Final = re.compile(r"[+-]?[0-9]{1,5}")
# Smallest and largest absolute value, and whether it may count from the end.
_LISTS: Final[Mapping[str, tuple[int, int, bool]]] = {
    "BYSECOND": (0, 59, False),
    "BYMINUTE": (0, 59, False),
    "BYHOUR": (0, 23, False),
    "BYMONTHDAY": (1, 31, True),
    "BYYEARDAY": (1, 366, True),
    "BYWEEKNO": (1, 53, True),
    "BYMONTH": (1, 12, False),
    "BYSETPOS": (1, 366, True),
}
_LARGEST_INTERVAL: Final = 1000
_LARGEST_COUNT: Final = 10_000
# RFC 5545: parts that a frequency does not allow (its table on page 44 and the notes below it).
_NOT_WITH: Final[Mapping[str, frozenset[str]]] = {
    "HOURLY": frozenset({"BYWEEKNO"}),
    "DAILY": frozenset({"BYWEEKNO", "BYYEARDAY"}),
    "WEEKLY": frozenset({"BYWEEKNO", "BYYEARDAY", "BYMONTHDAY"}),
    "MONTHLY": frozenset({"BYWEEKNO", "BYYEARDAY"}),
    "YEARLY": frozenset(),
}


class RuleUnreadable(Refusal):
    """The text is not a recurrence rule; `part` names the part that is wrong."""

    text: ClassVar[str] = "agenda-rule-unreadable"


class RuleTooFrequent(Refusal):
    """The rule would fire more than once an hour."""

    text: ClassVar[str] = "agenda-rule-too-frequent"


@dataclass(frozen=True, slots=True)
class Parts:
    """A rule's parts, each within its range."""

    freq: str
    interval: int
    count: int | None
    until_local: datetime | None
    until_instant: datetime | None
    week_start: int
    weekdays: list[rrule.weekday]
    lists: Mapping[str, list[int]]

    def has(self, name: str) -> bool:
        """Tell whether a list such as BYWEEKNO was given."""
        return name in self.lists

    def options(self, starts: datetime) -> dict[str, Any]:
        """Return dateutil's arguments, with what RFC 5545 takes from the start (a date or a time left out) filled in."""
        options: dict[str, Any] = {name.lower(): values for name, values in self.lists.items()}
        options |= {"freq": FREQUENCIES[self.freq], "interval": self.interval, "wkst": self.week_start}
        options.setdefault("byminute", starts.minute)
        options.setdefault("bysecond", starts.second)
        if self.freq != "HOURLY":
            options.setdefault("byhour", starts.hour)
        return options


def read(text: str) -> Parts:
    """Read `FREQ=WEEKLY;BYDAY=MO,TH`, with or without a leading `RRULE:`.

    Raises:
        RuleUnreadable: naming the part that is wrong.
        RuleTooFrequent: it would fire more than once an hour.
    """
    given = _split(text)
    freq = given.pop("FREQ", "")
    if freq in TOO_FREQUENT:
        raise RuleTooFrequent
    if freq not in FREQUENCIES:
        raise RuleUnreadable(part="FREQ")
    lists = {name: _list(name, given.pop(name)) for name in _LISTS if name in given}
    if len(lists.get("BYMINUTE", [0])) * len(lists.get("BYSECOND", [0])) > 1:
        raise RuleTooFrequent
    weekdays = _weekdays(given.pop("BYDAY"), freq, lists) if "BYDAY" in given else []
    week_start = given.pop("WKST", "MO")
    until_local, until_instant = _until(given.pop("UNTIL", None))
    parts = Parts(
        freq=freq,
        interval=_number("INTERVAL", given.pop("INTERVAL", "1"), 1, _LARGEST_INTERVAL),
        count=_number("COUNT", given.pop("COUNT"), 1, _LARGEST_COUNT) if "COUNT" in given else None,
        until_local=until_local,
        until_instant=until_instant,
        week_start=_DAY_NAMES.index(week_start) if week_start in _DAY_NAMES else -1,
        weekdays=weekdays,
        lists=lists,
    )
    if parts.week_start < 0:
        raise RuleUnreadable(part="WKST")
    if parts.count is not None and (until_local or until_instant):
        raise RuleUnreadable(part="UNTIL")  # RFC 5545: COUNT and UNTIL never together
    if given:
        raise RuleUnreadable(part="RRULE")
    _agree(parts)
    return parts


def _split(text: str) -> dict[str, str]:
    body = text.strip().upper().removeprefix("RRULE:").rstrip(";")
    given: dict[str, str] = {}
    for pair in body.split(";"):
        name, mark, value = pair.partition("=")
        if not mark or not value or name in given:
            raise RuleUnreadable(part=name if name in _LISTS else "RRULE")
        given[name] = value
    return given


def _number(part: str, text: str, smallest: int, largest: int) -> int:
    if not _NUMBER.fullmatch(text) or not smallest <= int(text) <= largest:
        raise RuleUnreadable(part=part)
    return int(text)


def _list(part: str, text: str) -> list[int]:
    smallest, largest, from_end = _LISTS[part]
    numbers = [_number(part, item, -largest if from_end else smallest, largest) for item in text.split(",")]
    if any(abs(number) < smallest for number in numbers):
        raise RuleUnreadable(part=part)
    return sorted(set(numbers))


def _weekdays(text: str, freq: str, lists: Mapping[str, list[int]]) -> list[rrule.weekday]:
    """Read `MO,TH` or `2MO,-1FR`; only a month or a year has a second Monday, and a week of a year has not."""
    weekdays: list[rrule.weekday] = []
    for item in text.split(","):
        match = _DAY.fullmatch(item)
        if match is None:
            raise RuleUnreadable(part="BYDAY")
        ordinal = int(match[1]) if match[1] else None
        if ordinal is not None and (
            not 1 <= abs(ordinal) <= 53 or freq not in {"MONTHLY", "YEARLY"} or "BYWEEKNO" in lists
        ):
            raise RuleUnreadable(part="BYDAY")
        weekday = DAYS[_DAY_NAMES.index(match[2])]
        weekdays.append(weekday if ordinal is None else weekday(ordinal))
    return weekdays


def _until(text: str | None) -> tuple[datetime | None, datetime | None]:
    """Read UNTIL as the last wall time or the last instant; a bare date includes that whole day."""
    if text is None:
        return None, None
    try:
        if "T" not in text:
            return datetime.combine(datetime.strptime(text, "%Y%m%d").date(), time.max), None  # noqa: DTZ007 - a wall time
        if text.endswith("Z"):
            return None, datetime.strptime(text, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return datetime.strptime(text, "%Y%m%dT%H%M%S"), None  # noqa: DTZ007 - a wall time
    except ValueError:
        raise RuleUnreadable(part="UNTIL") from None


def _agree(parts: Parts) -> None:
    for name in sorted(_NOT_WITH[parts.freq]):
        if parts.has(name):
            raise RuleUnreadable(part=name)
    if parts.has("BYSETPOS") and not parts.weekdays and len(parts.lists) == 1:
        raise RuleUnreadable(part="BYSETPOS")
