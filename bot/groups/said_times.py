"""Times and days as people type them; what could mean two things is refused rather than guessed."""

import re
import unicodedata
import warnings
from datetime import date, datetime, timedelta
from typing import Final

from dateutil import parser

from bot.groups.errors import EndUnreadable, RhythmUnreadable

_WORDS: Final = {
    "lunes": "monday",
    "martes": "tuesday",
    "miercoles": "wednesday",
    "jueves": "thursday",
    "viernes": "friday",
    "sabado": "saturday",
    "domingo": "sunday",
    "enero": "january",
    "febrero": "february",
    "marzo": "march",
    "abril": "april",
    "mayo": "may",
    "junio": "june",
    "julio": "july",
    "agosto": "august",
    "septiembre": "september",
    "setiembre": "september",
    "octubre": "october",
    "noviembre": "november",
    "diciembre": "december",
    "de la manana": "am",
    **dict.fromkeys(("de la tarde", "de la noche"), "pm"),
    **dict.fromkeys(("el", "los", "las", "la", "a", "de", "del", "at", "on", "the", "of"), ""),
}
_SPOKEN: Final = re.compile(r"\b(" + "|".join(sorted(_WORDS, key=len, reverse=True)) + r")\b")
_CLOCK: Final = re.compile(r"\d\s*:\s*\d\d|\d\s*(?:am|pm|h(?:\d\d)?)\b")
_HOUR_ALONE: Final = re.compile(r"(?:[01]?\d|2[0-4])")
_DOTTED_TIME: Final = re.compile(r"(?<![\d.])([01]?\d|2[0-3])\.([0-5]\d)(?![\d.])")
_DOTTED_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})\.(\d{1,2})\.(?:(\d{4}))?")
_SLASHED_DAY: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})(?!\d)")
_WEEKDAY: Final = re.compile(r"\b(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\b")
_HALF_A_WEEK: Final = timedelta(days=3)
_WEEK: Final = timedelta(days=7)
_YEARS: Final = 8  # 29 February comes again within them
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def time_said(when: str, now: datetime) -> tuple[datetime, bool]:
    """Return the wall time that was meant, and whether a day was named; a time alone is the next such time after `now`.

    A day without its year is the next such day.

    Raises:
        RhythmUnreadable: with an example.
    """
    midnight = _midnight(now)
    unreadable = RhythmUnreadable(example=f"{midnight + timedelta(days=1):%Y-%m-%d} 18:00")
    text = _clock(_plain(when, now))
    if _CLOCK.search(text) is None or _ambiguous(text):
        raise unreadable
    try:
        first = _coming(text, midnight)
        second = first if first.date() != midnight.date() else _read(text, midnight + timedelta(days=1))
    except ValueError:
        raise unreadable from None
    named = first == second
    return (first if named or first >= now else second), named


def other_time_said(when: str, planned: datetime, now: datetime) -> datetime:
    """Return the wall time that was meant instead of a planned one.

    A time alone is on the planned day; a weekday is the one nearest to it that is still to come;
    what is said of today and tomorrow is said of the day on which it is said.

    Raises:
        RhythmUnreadable: with an example.
    """
    text = _plain(when, now)
    if _WEEKDAY.search(text) is None:
        said, named = time_said(text, now)
        return said if named else datetime.combine(planned, said.time())
    earliest = _midnight(planned) - _HALF_A_WEEK
    nearest, after = time_said(text, earliest)[0], time_said(text, earliest + _WEEK)[0]
    return nearest if nearest > now else after


def day_said(until: str, first: date) -> date:
    """Return the day that was meant; one without its year is the next such day from the first one on.

    Raises:
        EndUnreadable: it is no day, or could be two.
    """
    midnight = datetime.combine(first, datetime.min.time())
    text = _plain(until, midnight)
    if re.search(r"\d", text) is None or _ambiguous(text):
        raise EndUnreadable
    try:
        return _coming(text, midnight).date()
    except ValueError:
        raise EndUnreadable from None


def _plain(said: str, now: datetime) -> str:
    """Return what was typed without accents, in the words and the order that the reader below knows."""
    folded = unicodedata.normalize("NFKD", said.casefold())
    text = "".join(character for character in folded if not unicodedata.combining(character))
    text = re.sub(r"\b([ap])\.?\s?m\b\.?", r"\1m", text)
    text = text.replace("pasado manana", f"{now + timedelta(days=2):%Y-%m-%d}")
    text = re.sub(r"\b(?:today|hoy)\b", f"{now:%Y-%m-%d}", text)
    text = re.sub(r"\b(?:tomorrow|(?<!de la )manana)\b", f"{now + timedelta(days=1):%Y-%m-%d}", text)
    text = _SPOKEN.sub(lambda found: _WORDS[found[1]], text)
    return " ".join(_DOTTED_DAY.sub(_day_first, text).split())


def _day_first(found: re.Match[str]) -> str:
    """Days written with points are never in the American order."""
    day, month, year = int(found[1]), int(found[2]), found[3] or ""
    return f"{day} {_MONTHS[month - 1]} {year} " if 1 <= month <= 12 else found[0]


def _clock(text: str) -> str:
    """Return a text in which an hour alone, or with a point before its minutes, became a time."""
    if _HOUR_ALONE.fullmatch(text):
        return f"{text}:00"
    return text if _CLOCK.search(text) else _DOTTED_TIME.sub(r"\1:\2", text)


def _ambiguous(text: str) -> bool:
    """Say whether a day such as 05/06 is in May or in June, depending on who reads it."""
    found = _SLASHED_DAY.search(text)
    return found is not None and found[1] != found[2] and max(int(found[1]), int(found[2])) <= 12


def _midnight(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0)


def _coming(text: str, midnight: datetime) -> datetime:
    """Read a time; a day and month without their year are the next such day from a midnight on.

    Raises:
        ValueError: it is none.
    """
    day = min(midnight.day, 28)
    problem = ValueError(text)
    for year in range(midnight.year, midnight.year + _YEARS + 1):
        default = midnight if year == midnight.year else midnight.replace(year=year, day=day)
        try:
            found = _read(text, default)
        except ValueError as unread:
            problem = unread
            continue
        if found.date() >= midnight.date() or found.year not in (year, midnight.year):
            return found
        if year > midnight.year:  # the year was said, and is over
            return found
    raise problem


def _read(text: str, default: datetime) -> datetime:
    with warnings.catch_warnings():
        warnings.simplefilter("error", parser.UnknownTimezoneWarning)
        try:
            found = parser.parse(text, default=default)
        except (OverflowError, parser.UnknownTimezoneWarning) as problem:
            raise ValueError from problem
    if found.tzinfo is not None:
        raise ValueError("a zone of its own: the group's counts")
    return found.replace(second=0, microsecond=0)
