"""Faults on demand: what goes wrong at a request or at a frame of the gateway, and how often."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import partial
from hashlib import sha256
from typing import Any, Final, Generic, TypeVar

from bot.rehearsal.discord.traffic import Answer, Request

T = TypeVar("T")


class When(Enum):
    """At which moment of a request or frame something goes wrong; a frame has no answer of its own, so nothing is told of it."""

    BEFORE = "before the change"
    AFTER = "after the change, before the answer"
    TOLD = "after the answer"


class Drop:
    """The connection is gone, without a word."""


DROP: Final = Drop()
Act = Callable[[T], Awaitable[Answer | Drop | None]]


@dataclass(slots=True)
class Fault(Generic[T]):
    """One thing that will go wrong; `met` is how often it did."""

    wanted: Callable[[T], bool]
    act: Act[T]
    when: When
    times: int | None
    skip: int
    met: int = 0
    happened: asyncio.Event = field(default_factory=asyncio.Event)


class Faults(Generic[T]):
    """What will go wrong, in the order in which it was asked for."""

    def __init__(self) -> None:
        """Begin with nothing wrong."""
        self._waiting: list[Fault[T]] = []

    def add(
        self,
        wanted: Callable[[T], bool],
        act: Act[T],
        *,
        when: When = When.BEFORE,
        times: int | None = 1,
        skip: int = 0,
    ) -> Fault[T]:
        """Have something go wrong where `wanted` says so, `times` times (None: always), after `skip` times that go well."""
        fault = Fault(wanted, act, when, times, skip)
        self._waiting.append(fault)
        return fault

    def by_chance(
        self,
        wanted: Callable[[T], bool],
        ways: Sequence[tuple[Act[T], When]],
        *,
        share: float,
        seed: int,
        key: Callable[[T], str],
    ) -> list[Fault[T]]:
        """Have such a share go wrong, in each of these ways as often; return the faults, one a way.

        Each is drawn once, from the seed, its key and how many had that key before: a seed that was printed fails the same
        ones again, whatever comes in between. So a key holds no number that another run has not.
        """
        lots = _Lots(wanted, len(ways), share, seed, key)
        return [
            self.add(partial(lots.fell_on, way), act, when=when, times=None) for way, (act, when) in enumerate(ways)
        ]

    def clear(self) -> None:
        """Let everything go well again."""
        self._waiting.clear()

    async def meet(self, one: T, when: When) -> Answer | Drop | None:
        """Do what goes wrong at this moment, if anything does."""
        for fault in tuple(self._waiting):
            if fault.when is not when or not fault.wanted(one):
                continue
            if fault.skip:
                fault.skip -= 1
                continue
            fault.met += 1
            if fault.times is not None and fault.met >= fault.times:
                self._waiting.remove(fault)
            fault.happened.set()
            ended = await fault.act(one)
            if ended is not None:
                return ended
        return None


@dataclass(slots=True)
class _Lots(Generic[T]):
    """Who is unlucky, and how."""

    wanted: Callable[[T], bool]
    ways: int
    share: float
    seed: int
    key: Callable[[T], str]
    known: Counter[str] = field(default_factory=Counter)
    drawn: dict[int, tuple[T, int | None]] = field(default_factory=dict)  # by identity; it must not be given to another

    def fell_on(self, way: int, one: T) -> bool:
        """Say whether this goes wrong in this way."""
        if not self.wanted(one):
            return False
        if id(one) not in self.drawn:
            self.drawn[id(one)] = one, self._draw(self.key(one))
        return self.drawn[id(one)][1] == way

    def _draw(self, key: str) -> int | None:
        self.known[key] += 1
        drawn = sha256(f"{self.seed} {key} {self.known[key]}".encode()).digest()
        number = int.from_bytes(drawn[:8], "big") / 2**64
        return int(number / self.share * self.ways) if number < self.share else None


def request(pattern: str, *, where: Callable[[Request], bool] = lambda _: True) -> Callable[[Request], bool]:
    """Mean requests such as `POST /channels/*/messages`."""
    return lambda one: one.is_(pattern) and where(one)


def status(code: int, *, error: int = 0) -> Act[Any]:
    """Answer with an error of Discord's own making, or of what stands before it."""

    async def act(_: object) -> Answer:
        return Answer(code, {"code": error, "message": str(code)})

    return act


def limited(seconds: float, *, scope: str = "shared") -> Act[Any]:
    """Answer 429; `scope` is `user`, `shared` or `global`.

    https://docs.discord.com/developers/topics/rate-limits#exceeding-a-rate-limit
    """

    async def act(_: object) -> Answer:
        return too_many(seconds, scope=scope)

    return act


def too_many(seconds: float, *, scope: str, headers: dict[str, str] | None = None) -> Answer:
    """Return the answer to whoever asks too often."""
    said = {
        "Via": "1.1 google",
        "Retry-After": str(max(1, round(seconds))),
        "X-RateLimit-Scope": scope,
        **(headers or {}),
    }
    if scope == "global":
        said["X-RateLimit-Global"] = "true"
    body = {"message": "You are being rate limited.", "retry_after": seconds, "global": scope == "global"}
    return Answer(429, body, said)


def delay(seconds: float) -> Act[Any]:
    """Take so long, then go on."""

    async def act(_: object) -> None:
        await asyncio.sleep(seconds)

    return act


def drop() -> Act[Any]:
    """Cut the connection."""

    async def act(_: object) -> Drop:
        return DROP

    return act


def call(what: Callable[[], None]) -> Act[Any]:
    """Do something of the test's own, such as killing a process, then go on."""

    async def act(_: object) -> None:
        what()

    return act
