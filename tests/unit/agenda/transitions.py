"""Every change of clocks that the zones know of, and each kind of rule held against the almanac around it.

`make zones` tries every zone and every transition from 1970 to 2040, with progress; the test takes one transition of each
distinct pattern.
"""

import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib import resources
from zoneinfo import ZoneInfo, available_timezones

from bot.agenda import Rule
from tests.unit.agenda.almanac import Plan

FIRST = datetime(1970, 1, 2, tzinfo=UTC)
LAST = datetime(2040, 1, 1, tzinfo=UTC)
KINDS = ("DAILY", "WEEKLY", "MONTHLY", "MONTHLY-DAY")


@dataclass(frozen=True)
class Transition:
    """A zone's clocks jump at an instant, from one offset to another."""

    zone: str
    at: datetime
    before: timedelta
    after: timedelta

    @property
    def wall(self) -> datetime:
        """What clocks show just before they jump."""
        return (self.at + self.before).replace(tzinfo=None)

    @property
    def pattern(self) -> tuple[object, ...]:
        """What makes two transitions alike for a rule: how far clocks jump, and from what time of the day."""
        return self.after - self.before, self.wall.time()


def zones() -> list[str]:
    """Every zone that is named for a place."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("posix", "right")))


def distinct_zones() -> list[str]:
    """Each zone once, without other names for the same clocks."""
    found: dict[bytes, str] = {}
    for zone in zones():
        package, _, name = zone.rpartition("/")
        file = resources.files("tzdata.zoneinfo").joinpath(*package.split("/"), name)
        found.setdefault(file.read_bytes(), zone)
    return list(found.values())


def transitions(zone: str, step: timedelta) -> Iterator[Transition]:
    """Find each change of a zone's offset, looking at steps and then closer."""
    info = ZoneInfo(zone)

    def offset(at: datetime) -> timedelta:
        found = at.astimezone(info).utcoffset()
        assert found is not None
        return found

    low, here = FIRST, offset(FIRST)
    while low < LAST:
        high = low + step
        there = offset(high)
        if there != here:
            left, right = low, high
            while right - left > timedelta(seconds=1):
                middle = left + (right - left) // 2
                left, right = (middle, right) if offset(middle) == here else (left, middle)
            right = right.replace(microsecond=0)
            yield Transition(zone, right, here, offset(right))
            low, here = right, offset(right)
        else:
            low = high


def plans(transition: Transition, *, every: bool) -> Iterator[Plan]:
    """Rules of each kind inside the jump, and (of each kind, if `every`) just before and after it."""
    jump = transition.after - transition.before
    wall = transition.wall.replace(second=0, microsecond=0)
    for shift in (timedelta(minutes=-30), jump / 2, abs(jump) + timedelta(minutes=30)):
        at = wall + timedelta(minutes=shift // timedelta(minutes=1))
        weekday = at.weekday()
        ordinal = (at.day - 1) // 7 + 1
        begun = {
            "DAILY": (at - timedelta(days=2), {}),
            "WEEKLY": (at - timedelta(weeks=2), {"weekdays": ((0, weekday),)}),
            "MONTHLY": (at.replace(day=1) - timedelta(days=20), {"monthdays": (at.day,)}),
            "MONTHLY-DAY": (
                at.replace(day=1) - timedelta(days=20),
                {"weekdays": ((-1 if ordinal == 5 else ordinal, weekday),)},
            ),
        }
        for kind in KINDS if every or shift == jump / 2 else KINDS[:1]:
            starts, more = begun[kind]
            yield Plan(freq=kind.partition("-")[0], starts=starts, zone=transition.zone, **more)  # type: ignore[arg-type]


def disagreement(plan: Plan, transition: Transition) -> str | None:
    """Return what the rule and the almanac say differently within three days of a jump; None if they agree."""
    begin, end = transition.at - timedelta(days=3), transition.at + timedelta(days=3)
    wall_end = end.replace(tzinfo=None) + timedelta(days=2)
    expected = [at for at in plan.instants(begin, wall_end) if at <= end]
    got = []
    for one in Rule(plan.text(), plan.starts, plan.zone).occurrences(begin):
        if one.at > end:
            break
        got.append(one.at)
    return None if got == expected else f"{plan}: {got} instead of {expected}"


def in_zone(zone: str) -> tuple[str, int, list[str]]:
    """Try every rule around every transition of a zone; return how many were tried, and what differs."""
    tried, wrong = 0, []
    for transition in transitions(zone, timedelta(days=1)):
        for plan in plans(transition, every=True):
            tried += 1
            found = disagreement(plan, transition)
            if found is not None:
                wrong.append(found)
    return zone, tried, wrong


def main(workers: int) -> int:
    """Try everything, in some processes side by side; return 1 if anything differs."""
    names, tried, wrong = zones(), 0, 0
    with ProcessPoolExecutor(workers) as pool:
        for number, (zone, more, found) in enumerate(pool.map(in_zone, names), 1):
            tried, wrong = tried + more, wrong + len(found)
            for one in found:
                print(one)  # noqa: T201
            print(f"\r{number}/{len(names)} {zone:<40} {tried} tried, {wrong} differ", end="", file=sys.stderr)  # noqa: T201
    print(f"\n{len(names)} zones: {tried} rules around transitions tried, {wrong} differ")  # noqa: T201
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1))
