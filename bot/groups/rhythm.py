"""From what a facilitator chose and typed to a rule, and from a rule to the times that it names."""

import re
import warnings
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from dateutil import parser as dates

from bot.agenda import Occurrence, Rule
from bot.groups.errors import EndsBeforeItBegins, EndUnreadable, RhythmUnreadable

PREVIEWED: Final = 5
DAYS: Final = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
RHYTHMS: Final = ("default", "daily", "workdays", "weekly", "fortnightly", "monthly-date", "monthly-day", "last-day")
_TIMES: Final = re.compile(r"\s*(\d{1,4})\s*(?:x|times|veces)?\s*", re.IGNORECASE)


def rule_from(rhythm: str, when: str, until: str, *, zone: str, now: datetime) -> Rule:
    """Return the rule that was meant.

    Args:
        rhythm: one of `RHYTHMS`.
        when: a time, perhaps with a first day; without one it is the next day on which the rhythm falls.
        until: a last date or a number of times, or empty.
        zone: where the wall time is read.
        now: the present instant.

    Raises:
        RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires, UnknownZone: each says what to write instead.
    """
    Rule("FREQ=DAILY", datetime(2000, 1, 1), zone)  # noqa: DTZ001 - a wall time; refuses a zone that nobody knows
    today = now.astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0, microsecond=0)
    starts = first_time(when, today)
    return Rule(_text(rhythm, starts) + _end(until, starts.date()), starts, zone)


def first_time(when: str, now: datetime) -> datetime:
    """Read a wall time; a time alone is the next such time after the wall time `now`.

    Raises:
        RhythmUnreadable: with an example.
    """
    midnight = now.replace(hour=0, minute=0)
    with warnings.catch_warnings():
        warnings.simplefilter("error", dates.UnknownTimezoneWarning)
        try:
            if re.search(r"\d", when) is None:
                raise RhythmUnreadable(example=f"{midnight + timedelta(days=1):%Y-%m-%d} 18:00")
            first = dates.parse(when, default=midnight)
            second = dates.parse(when, default=midnight + timedelta(days=1))
        except (ValueError, OverflowError, dates.UnknownTimezoneWarning):
            raise RhythmUnreadable(example=f"{midnight + timedelta(days=1):%Y-%m-%d} 18:00") from None
    chosen = first if first >= now or first == second else second
    return chosen.replace(tzinfo=None, second=0, microsecond=0)


def on_days(rule: Rule, days: tuple[str, ...]) -> Rule:
    """Return the rule on other weekdays; a rhythm that has none becomes weekly.

    Raises:
        RuleNeverFires: no such day before the rule's end.
    """
    kept = [part for part in rule.rrule.split(";") if part.partition("=")[0] in ("UNTIL", "COUNT")]
    fortnight = ["INTERVAL=2"] if "INTERVAL=2" in rule.rrule else []
    chosen = [day for day in DAYS if day in days] or [DAYS[rule.starts.weekday()]]
    return rule.changed(rrule=";".join(["FREQ=WEEKLY", *fortnight, f"BYDAY={','.join(chosen)}", *kept]))


def fewer(rule: Rule) -> Rule:
    """Return the rule once a week, on the first of its days; a rule that is weekly already, every second week."""
    kept = [part for part in rule.rrule.split(";") if part.partition("=")[0] == "UNTIL"]
    day = rule.occurrences(rule.instant(rule.starts) - timedelta(seconds=1))
    weekday = DAYS[next(day).local.weekday()]
    weekly = days_of(rule) is not None and len(days_of(rule) or ()) == 1
    interval = ["INTERVAL=2"] if weekly else []
    return rule.changed(rrule=";".join(["FREQ=WEEKLY", *interval, f"BYDAY={weekday}", *kept]))


def days_of(rule: Rule) -> tuple[str, ...] | None:
    """Return the weekdays of a weekly rule; None for another kind."""
    parts = dict(part.split("=") for part in rule.rrule.split(";"))
    if parts["FREQ"] != "WEEKLY":
        return None
    return tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else (DAYS[rule.starts.weekday()],)


def upcoming(rule: Rule, now: datetime, count: int = PREVIEWED) -> list[Occurrence]:
    """Return the next times of a rule."""
    return list(islice(rule.occurrences(now), count))


def _text(rhythm: str, starts: datetime) -> str:
    weekday = DAYS[starts.weekday()]
    return {
        "default": "FREQ=WEEKLY;BYDAY=MO,TH",  # PRACTICE, Defaults
        "daily": "FREQ=DAILY",
        "workdays": "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR",
        "weekly": f"FREQ=WEEKLY;BYDAY={weekday}",
        "fortnightly": f"FREQ=WEEKLY;INTERVAL=2;BYDAY={weekday}",
        # The 31st of every month is the last day of the shorter ones: nobody means to leave February out.
        "monthly-date": f"FREQ=MONTHLY;{_month_day(starts.day)}",
        "monthly-day": f"FREQ=MONTHLY;BYDAY={_ordinal(starts)}{weekday}",
        "last-day": "FREQ=MONTHLY;BYMONTHDAY=-1",
    }[rhythm]


def _month_day(day: int) -> str:
    """Name a day that short months do not have so that these get their last one."""
    if day <= 28:
        return f"BYMONTHDAY={day}"
    return f"BYMONTHDAY={','.join(str(one) for one in range(28, day + 1))};BYSETPOS=-1"


def _ordinal(starts: datetime) -> int:
    position = (starts.day - 1) // 7 + 1
    return -1 if position == 5 else position


def _end(until: str, first: date) -> str:
    text = until.strip()
    if not text:
        return ""
    if match := _TIMES.fullmatch(text):
        if 1 <= int(match[1]) <= 1000:
            return f";COUNT={int(match[1])}"
        raise EndUnreadable
    try:
        last = dates.parse(text, default=datetime.combine(first, datetime.min.time())).date()
    except (ValueError, OverflowError, dates.UnknownTimezoneWarning):
        raise EndUnreadable from None
    if last < first:
        raise EndsBeforeItBegins
    return f";UNTIL={last:%Y%m%d}"
