"""One set of people: from how many on anything is said of them, and how exactly."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.errors import Refusal

FLOOR: Final = 5
COMMENTS_FLOOR: Final = 8
# With at most two outside the commonest answer, whoever is one of them could tell what all the others said.
SLACK: Final = 2

T = TypeVar("T")


class ThresholdTooLow(Refusal):
    """An organisation may raise the threshold, never lower it."""

    text = "error-threshold-too-low"


@dataclass(frozen=True, slots=True)
class TooFew:
    """Fewer people than the threshold, or too few outside: only that is said."""

    fewer_than: int


@dataclass(frozen=True, slots=True)
class Withheld:
    """Enough people, but what they answered beside others' would say too much."""


@dataclass(frozen=True, slots=True)
class Mostly:
    """Unanimity, and what comes near it, coarsened: `at_least` of `base` people gave `answer`."""

    base: int
    answer: str
    at_least: int


@dataclass(frozen=True, slots=True)
class Exact:
    """How many of `base` people gave each answer."""

    base: int
    counts: tuple[tuple[str, int], ...]


Table = TooFew | Withheld | Mostly | Exact


def checked_threshold(wanted: int) -> int:
    """Return a threshold that an organisation asked for.

    Raises:
        ThresholdTooLow: it is below five.
    """
    if wanted < FLOOR:
        raise ThresholdTooLow(floor=FLOOR)
    return wanted


def table(counts: Mapping[str, int], *, threshold: int = FLOOR) -> Table:
    """Return what may be shown of how many people gave each answer, where nothing else is shown of the same people."""
    base = sum(counts.values())
    if base < threshold:
        return TooFew(threshold)
    if varied(counts.values()):
        return Exact(base, tuple(counts.items()))
    answer = max(counts, key=lambda one: counts[one])
    return Mostly(base, answer, base - SLACK)


def varied(counts: Iterable[int]) -> bool:
    """Say whether more than two people answered otherwise than most."""
    each = list(counts)
    return sum(each) - max(each, default=0) > SLACK


def countable(count: int, named: int) -> bool:
    """Say whether a count may stand beside the names of some whom it counts: the others are nobody, or five at least."""
    others = count - named
    return count >= FLOOR and (others >= FLOOR or not others)


def comments(
    texts: Sequence[str], respondents: int, *, threshold: int, token_bytes: Callable[[int], bytes]
) -> tuple[str, ...] | TooFew:
    """Return what people allowed to be shown word for word, in an order that says nothing; it needs eight respondents."""
    least = max(COMMENTS_FLOOR, threshold)
    return TooFew(least) if respondents < least else shuffled(sorted(texts), token_bytes)


def shuffled(things: Sequence[T], token_bytes: Callable[[int], bytes]) -> tuple[T, ...]:
    """Return things in an order left to chance. Hand them in sorted, or the chance keeps a trace of their order."""
    left = list(things)
    for last in range(len(left) - 1, 0, -1):
        other = int.from_bytes(token_bytes(8)) % (last + 1)
        left[last], left[other] = left[other], left[last]
    return tuple(left)
