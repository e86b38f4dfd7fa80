"""A second, slow way to say when a rule fires: day by day, and by looking at what clocks on the wall show."""

import calendar
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

DAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
MINUTE = timedelta(minutes=1)


def shown(instant: datetime, zone: str) -> datetime:
    """What a clock on a wall in the zone shows at an instant."""
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def instant_of(local: datetime, zone: str) -> datetime:
    """The first instant at which clocks show this; if none ever does, the time is moved by what they skip."""
    noon = local.replace(tzinfo=UTC)
    steps = [noon + timedelta(hours=n) for n in range(-27, 28)]
    offsets = {shown(step, zone) - step.replace(tzinfo=None) for step in steps}
    hits = [noon - offset for offset in offsets if shown(noon - offset, zone) == local]
    if hits:
        return min(hits)
    before = max(step for step in steps if shown(step, zone) < local)
    while shown(before + MINUTE, zone) < local:
        before += MINUTE
    skipped = shown(before + MINUTE, zone) - shown(before, zone) - MINUTE
    return instant_of(local + skipped, zone)


@dataclass(frozen=True)
class Plan:
    """A rule in plain values; weekdays are (ordinal or 0, day)."""

    freq: str
    starts: datetime
    zone: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    monthdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    hours: tuple[int, ...] = ()
    count: int | None = None
    until: date | None = None

    def text(self) -> str:
        named = [f"{ordinal or ''}{DAY_NAMES[day]}" for ordinal, day in self.weekdays]
        parts = {
            "FREQ": self.freq,
            "INTERVAL": str(self.interval),
            "BYDAY": ",".join(named),
            "BYMONTHDAY": ",".join(map(str, self.monthdays)),
            "BYMONTH": ",".join(map(str, self.months)),
            "BYHOUR": ",".join(map(str, self.hours)),
            "COUNT": str(self.count or ""),
            "UNTIL": f"{self.until:%Y%m%d}" if self.until else "",
        }
        return ";".join(f"{name}={value}" for name, value in parts.items() if value)

    def locals(self, last: datetime) -> Iterator[datetime]:
        """Every wall time that the rule names, to the day given."""
        found, day = 0, self.starts.date()
        while day <= last.date() and (self.until is None or day <= self.until):
            for hour in self.hours or (self.starts.hour,):
                local = datetime.combine(day, time(hour, self.starts.minute, self.starts.second))
                if local >= self.starts and self._names(day):
                    found += 1
                    if self.count is not None and found > self.count:
                        return
                    yield local
            day += timedelta(days=1)

    def instants(self, after: datetime, last: datetime) -> list[datetime]:
        named = {instant_of(local, self.zone) for local in self.locals(last)}
        return sorted(instant for instant in named if instant > after)

    def _names(self, day: date) -> bool:  # noqa: PLR0911 - one reason a line
        start = self.starts.date()
        if self.months and day.month not in self.months:
            return False
        match self.freq:
            case "DAILY":
                periods = (day - start).days
            case "WEEKLY":
                periods = (_monday(day) - _monday(start)).days // 7
            case "MONTHLY":
                periods = (day.year - start.year) * 12 + day.month - start.month
            case _:
                periods = day.year - start.year
        if periods % self.interval:
            return False
        if self.monthdays and not {day.day, day.day - _length(day) - 1} & set(self.monthdays):
            return False
        if self.weekdays:
            return any(self._is(day, ordinal, weekday) for ordinal, weekday in self.weekdays)
        if self.freq == "WEEKLY":
            return day.weekday() == start.weekday()
        if self.freq in {"MONTHLY", "YEARLY"} and not self.monthdays:
            right_month = self.freq == "MONTHLY" or bool(self.months) or day.month == start.month
            return right_month and day.day == start.day
        return True

    def _is(self, day: date, ordinal: int, weekday: int) -> bool:
        if day.weekday() != weekday:
            return False
        if not ordinal:
            return True
        from_front = (day.day - 1) // 7 + 1
        from_back = -((_length(day) - day.day) // 7 + 1)
        return ordinal in {from_front, from_back}


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _length(day: date) -> int:
    return calendar.monthrange(day.year, day.month)[1]
