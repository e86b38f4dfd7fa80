"""What goes wrong when: made from a seed, and printed with it."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from random import Random
from typing import Final

from tests.simulation.town import ALERTS, IN_NEED, STAFF

ACTIVE: Final = 30 * 60.0  # seconds in which things go wrong and people write
CALM: Final = 40 * 60.0  # seconds after the last fault, in which everything must come right


class Ill(StrEnum):
    """What the database or the keyring does."""

    SLOW = "slow"
    LOCKED = "locked"
    FULL = "full"
    READ_ONLY = "read-only"
    AWAY = "away"
    FORGETFUL = "forgets to answer"


class Mute(StrEnum):
    """What becomes of a request to Discord."""

    TRANSIENT = "transient"
    LOST = "unknown, never arrived"
    ARRIVED = "unknown, arrived"
    FORBIDDEN = "forbidden"
    GONE = "gone"
    CLOSED = "direct messages closed"


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which something fails, so often, everywhere or at one place."""

    start: float
    end: float
    what: Ill | Mute
    where: str | int | None = None  # "main" or "keyring"; a channel or person
    share: float = 1.0

    def covers(self, at: float) -> bool:
        return self.start <= at < self.end


@dataclass(frozen=True, slots=True)
class Kill:
    """The process ends at the so-manieth crossing of a port, or callback, from then on, and is away for a while."""

    at: float
    crossing: int
    callbacks: bool
    down: float
    gently: bool = False


@dataclass(frozen=True, slots=True)
class Jump:
    """Somebody sets the machine's clock."""

    at: float
    by: timedelta


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that goes wrong in one run."""

    windows: tuple[Window, ...] = ()
    kills: tuple[Kill, ...] = ()
    jumps: tuple[Jump, ...] = ()
    drops: tuple[tuple[float, float], ...] = ()  # the gateway is lost at, for so long

    @property
    def over(self) -> float:
        """When the last of it has ended."""
        ends = [one.end for one in self.windows] + [one.at + one.down + 60 for one in self.kills]
        ends += [one.at for one in self.jumps] + [at + span for at, span in self.drops]
        return max([ACTIVE, *ends])

    def ill(self, store: str, at: float) -> list[Window]:
        return [one for one in self.windows if isinstance(one.what, Ill) and one.where == store and one.covers(at)]

    def mute(self, target: int, at: float) -> list[Window]:
        return [
            one for one in self.windows if isinstance(one.what, Mute) and one.where in (None, target) and one.covers(at)
        ]

    def told(self) -> list[str]:
        return [str(one) for one in (*self.windows, *self.kills, *self.jumps, *self.drops)]


def made(random: Random) -> Plan:
    """Make what goes wrong, from nothing at all to five things at once."""
    windows: list[Window] = []
    kills: list[Kill] = []
    jumps: list[Jump] = []
    drops: list[tuple[float, float]] = []
    for _ in range(random.choice((0, 1, 1, 2, 2, 3, 5))):
        start, kind = random.uniform(30, ACTIVE - 300), random.random()
        length = random.choice((5.0, 40.0, 200.0, 900.0))
        if kind < 0.3:
            store = "keyring" if random.random() < 0.25 else "main"
            windows.append(Window(start, start + length, random.choice(tuple(Ill)), store, _share(random)))
        elif kind < 0.6:
            what = random.choice((Mute.TRANSIENT, Mute.LOST, Mute.ARRIVED))
            where = random.choice((None, ALERTS, *STAFF, *IN_NEED))
            windows.append(Window(start, start + length, what, where, _share(random)))
        elif kind < 0.68:
            where, what = random.choice(((ALERTS, Mute.FORBIDDEN), (ALERTS, Mute.GONE)))
            windows.append(Window(start, start + length, what, where))
        elif kind < 0.74:
            windows.append(Window(0, start + length, Mute.CLOSED, random.choice((*IN_NEED, *STAFF))))
        elif kind < 0.9:
            down = random.choice((1.0, 3.0, 30.0, 400.0))
            kills.append(Kill(start, random.randrange(25), random.random() < 0.4, down, random.random() < 0.15))
        elif kind < 0.95:
            jumps.append(Jump(start, random.choice((timedelta(hours=1), timedelta(days=1), timedelta(hours=-1)))))
        else:
            drops.append((start, random.choice((2.0, 60.0, 300.0))))
    return Plan(tuple(windows), tuple(kills), tuple(jumps), tuple(drops))


def _share(random: Random) -> float:
    return random.choice((1.0, 1.0, 0.5, 0.2))
