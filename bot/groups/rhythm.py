"""From what a facilitator chose and typed to a rule, and from a rule to the times that it names."""

import re
from datetime import date, datetime, timedelta
from itertools import islice
from typing import Final
from zoneinfo import ZoneInfo

from bot.agenda import Occurrence, Rule
from bot.groups.errors import EndsBeforeItBegins, EndUnreadable
from bot.groups.said_times import day_said, time_said

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
    return time_said(when, now)[0]


def changed_rule(rule: Rule, rhythm: str, when: str, until: str, *, now: datetime) -> Rule:
    """Return what a rule becomes by a form that was shown with it: `same` keeps its rhythm, what was not touched stays.

    Raises:
        RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: each says what to write instead.
    """
    if rhythm != "same":
        return rule_from(rhythm, when, until, zone=rule.zone, now=now)
    starts = rule.starts
    if when.strip() not in ("", f"{starts:%H:%M}"):
        today = now.astimezone(ZoneInfo(rule.zone)).replace(tzinfo=None, second=0, microsecond=0)
        said, named = time_said(when, today)
        starts = said if named else starts.replace(hour=said.hour, minute=said.minute)
    return ended(rule.changed(starts=starts), until)


def ended(rule: Rule, until: str) -> Rule:
    """Return a rule with the end that was typed, or without one; one that reads as it did before stays as it is.

    Raises:
        EndUnreadable, EndsBeforeItBegins, RuleNeverFires: each says what to write instead.
    """
    if until.strip() == end_of(rule):
        return rule
    return rule.changed(rrule=";".join(_without_end(rule)) + _end(until, rule.starts.date()))


def end_of(rule: Rule) -> str:
    """Return a rule's end as it would be typed; empty without one."""
    parts = parts_of(rule)
    if "COUNT" in parts:
        return parts["COUNT"]
    until = parts.get("UNTIL", "")
    return f"{until[:4]}-{until[4:6]}-{until[6:8]}" if until else ""


def parts_of(rule: Rule) -> dict[str, str]:
    """Return a rule's parts by name."""
    return dict(part.split("=") for part in rule.rrule.split(";"))


def on_days(rule: Rule, days: tuple[str, ...]) -> Rule:
    """Return the rule on other weekdays; a rhythm that has none becomes weekly.

    Raises:
        RuleNeverFires: no such day before the rule's end.
    """
    kept = [part for part in rule.rrule.split(";") if part.partition("=")[0] in ("UNTIL", "COUNT")]
    fortnight = ["INTERVAL=2"] if parts_of(rule).get("INTERVAL") == "2" else []
    chosen = [day for day in DAYS if day in days] or [DAYS[rule.starts.weekday()]]
    return rule.changed(rrule=";".join(["FREQ=WEEKLY", *fortnight, f"BYDAY={','.join(chosen)}", *kept]))


def fewer(rule: Rule) -> Rule | None:
    """Return a rule that asks less often and ends when it would have: weekly, fortnightly, monthly; None beyond that."""
    parts, days = parts_of(rule), days_of(rule)
    if parts["FREQ"] == "MONTHLY":
        return None
    first = next(rule.occurrences(rule.instant(rule.starts) - timedelta(seconds=1))).local
    weekday, fortnight = DAYS[first.weekday()], parts.get("INTERVAL", "1") != "1"
    several = days is None or len(days) > 1
    if fortnight and not several:
        text = f"FREQ=MONTHLY;BYDAY={_ordinal(first)}{weekday}"
    else:
        text = f"FREQ=WEEKLY;{'INTERVAL=2;' if fortnight or not several else ''}BYDAY={weekday}"
    end = f";UNTIL={parts['UNTIL']}" if "UNTIL" in parts else ""
    if "COUNT" in parts:
        last = list(rule.occurrences(rule.instant(rule.starts) - timedelta(seconds=1)))[-1].local
        end = f";UNTIL={last:%Y%m%d}"
    return rule.changed(rrule=text + end)


def days_of(rule: Rule) -> tuple[str, ...] | None:
    """Return the weekdays of a weekly rule; None for another kind."""
    parts = parts_of(rule)
    if parts["FREQ"] != "WEEKLY":
        return None
    return tuple(parts["BYDAY"].split(",")) if "BYDAY" in parts else (DAYS[rule.starts.weekday()],)


def upcoming(rule: Rule, now: datetime, count: int = PREVIEWED) -> list[Occurrence]:
    """Return the next times of a rule."""
    return list(islice(rule.occurrences(now), count))


def _without_end(rule: Rule) -> list[str]:
    return [part for part in rule.rrule.split(";") if part.partition("=")[0] not in ("UNTIL", "COUNT")]


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
    last = day_said(text, first)
    if last < first:
        raise EndsBeforeItBegins
    return f";UNTIL={last:%Y%m%d}"
