"""Which counts may be shown: the one place that every count about people passes through (DESIGN §7).

What is promised: whoever knows these rules, who took part, who is in which subgroup, and their own answer, can tell
nobody else's answer from everything that is shown. Two facts carry it. **Sizes**: every set of people that can be made
of the shown ones, by adding and taking away, has at least five in it. **Variety**: in each such set at least three
people answered otherwise than most, or nothing exact is shown of it. `docs/decisions/disclosure.md` has the argument,
`tests/unit/surveys/test_solver.py` tries every case.
"""

from collections import Counter
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

from bot.errors import Refusal

FLOOR: Final = 5
COMMENTS_FLOOR: Final = 8
# With at most two outside the commonest answer, whoever is one of them could tell what all the others said.
SLACK: Final = 2

T = TypeVar("T")
P = TypeVar("P", bound=Hashable)


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


@dataclass(frozen=True, slots=True)
class Cut:
    """A way to divide the respondents, declared before anybody answered: a label for each of them, in their order."""

    name: str
    cells: tuple[str, ...]
    labels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Division:
    """A cut as it may be shown: cells that are too small, and those that would give them away, are one rest.

    `rest` is None where no cell is hidden.
    """

    name: str
    shown: tuple[tuple[str, int], ...]
    hidden: tuple[str, ...]
    labels: tuple[str | None, ...]


@dataclass(frozen=True, slots=True)
class Distribution:
    """What may be shown of one question: over everybody, and over each cell of each cut."""

    total: Table
    by: tuple[tuple[str, str, Table], ...] = ()


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


def divide(cuts: Sequence[Cut], *, threshold: int = FLOOR) -> tuple[Division, ...]:
    """Decide which cells of the declared cuts may be shown, over all cuts together.

    A cell below the threshold is hidden and hides the next smallest, until those hidden are enough to hide among. Then
    the cuts are crossed in the order in which they were declared: whoever stands in the same cells of all of them
    must stand with enough others.
    """
    admitted: list[Division] = []
    for cut in cuts:
        sizes = Counter(cut.labels)
        smallest_first = sorted(cut.cells, key=lambda cell: (sizes[cell], cut.cells.index(cell)))
        hidden = {cell for cell in cut.cells if sizes[cell] < threshold}
        while len(hidden) < len(cut.cells):
            division = _division(cut, hidden)
            among = _rest(division)
            crossed = Counter(zip(*(one.labels for one in (*admitted, division)), strict=True))
            if ((among == 0 and not hidden) or among >= threshold) and min(crossed.values()) >= threshold:
                break
            hidden.add(next(cell for cell in smallest_first if cell not in hidden))
        admitted.append(_division(cut, hidden))
    return tuple(admitted)


def distribute(
    answers: Sequence[str | None],
    options: Sequence[str],
    divisions: Sequence[Division] = (),
    *,
    threshold: int = FLOOR,
) -> Distribution:
    """Return what may be shown of one question.

    Args:
        answers: one for each respondent, in the order of the divisions' labels; None for who was not asked, because
            the question depends on another one. Those who were asked are then a subgroup like any other.
        options: every answer that there is, in the order in which to show them.
        divisions: what `divide` admitted.
        threshold: how many people at least.
    """
    asked = sum(answer is not None for answer in answers)
    passed_over = len(answers) - asked
    if asked < threshold or 0 < passed_over < threshold:
        return Distribution(TooFew(threshold), tuple(_all_cells(divisions, TooFew(threshold))))
    counted = Counter(answer for answer in answers if answer is not None)
    total = table({option: counted[option] for option in options}, threshold=threshold)
    by: list[tuple[str, str, Table]] = []
    crossing: list[tuple[str | None, ...]] = []
    for division in divisions:
        if division.shown and _safe(answers, [*crossing, division.labels], threshold):
            crossing.append(division.labels)
            for cell, _ in division.shown:
                inside = Counter(
                    answer
                    for answer, label in zip(answers, division.labels, strict=True)
                    if label == cell and answer is not None
                )
                by.append((division.name, cell, _exact(inside, options)))
        else:
            by.extend((division.name, cell, Withheld()) for cell, _ in division.shown)
        by.extend((division.name, cell, TooFew(threshold)) for cell in division.hidden)
    return Distribution(total, tuple(by))


def at_threshold(
    found: Distribution, divisions: Sequence[tuple[str, tuple[tuple[str, int], ...]]], respondents: int, threshold: int
) -> Distribution:
    """Apply a threshold that was raised after the close to what was found safe under a lower one.

    What cannot be judged again is hidden: of several cuts only the first remains, for who stands in which cells of two
    at once is not known any more.
    """
    base = _base(found.total)
    passed_over = respondents - base
    if respondents < threshold or base < threshold or 0 < passed_over < threshold:
        return Distribution(TooFew(threshold), tuple((cut, cell, TooFew(threshold)) for cut, cell, _ in found.by))
    kept: set[tuple[str, str]] = set()
    for name, sizes in divisions[:1]:
        kept = {(name, cell) for cell in _still_shown(dict(sizes), respondents, threshold)}
    bases = [_base(shown) for cut, cell, shown in found.by if (cut, cell) in kept and isinstance(shown, Exact)]
    if passed_over and any(one < threshold for one in bases):
        kept = set()
    return Distribution(
        found.total,
        tuple((cut, cell, shown if (cut, cell) in kept else TooFew(threshold)) for cut, cell, shown in found.by),
    )


def may_release(base: Collection[P], earlier: Sequence[Collection[P]], *, threshold: int = FLOOR) -> bool:
    """Say whether counts about a set of people may be shown beside those shown before of the same answers.

    Two releases may not differ by fewer than five people, nor may anything that can be made of all of them together.
    """
    near = _near([frozenset(base), *(frozenset(one) for one in earlier)])
    places = Counter(tuple(person in one for one in near) for person in frozenset[P]().union(*near))
    return len(near[0]) >= threshold and min(places.values()) >= threshold


def release(
    answers: Mapping[P, str],
    options: Sequence[str],
    now: Collection[P],
    earlier: Sequence[Collection[P]] = (),
    *,
    threshold: int = FLOOR,
) -> Table:
    """Return what may be shown of the answers of the people in `now`, when the same answers were counted before.

    Args:
        answers: each person's answer, for everybody in this release and in the earlier ones.
        options: every answer that there is.
        now: who is counted in this release.
        earlier: who was counted in each earlier release that showed something.
        threshold: how many people at least.
    """
    counted = Counter(answers[person] for person in now)
    shown = table({option: counted[option] for option in options}, threshold=threshold)
    sets = [frozenset(now), *(frozenset(one) for one in earlier)]
    if isinstance(shown, TooFew) or sets[0] in sets[1:]:
        return shown
    near = _near(sets)
    if len(near) == 1:
        return shown
    places: dict[tuple[bool, ...], Counter[str]] = {}
    for person in frozenset[P]().union(*near):
        places.setdefault(tuple(person in one for one in near), Counter())[answers[person]] += 1
    safe = all(sum(place.values()) >= threshold and varied(place.values()) for place in places.values())
    return shown if safe else Withheld()


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


def _near(sets: Sequence[frozenset[P]]) -> list[frozenset[P]]:
    """Return the first set and those that share somebody with it, also through others."""
    near, left = [sets[0]], list(sets[1:])
    while touching := [one for one in left if any(one & other for other in near)]:
        near += touching
        left = [one for one in left if one not in touching]
    return near


def _division(cut: Cut, hidden: Collection[str]) -> Division:
    sizes = Counter(cut.labels)
    return Division(
        cut.name,
        tuple((cell, sizes[cell]) for cell in cut.cells if cell not in hidden),
        tuple(cell for cell in cut.cells if cell in hidden),
        tuple(None if label in hidden else label for label in cut.labels),
    )


def _rest(division: Division) -> int:
    return sum(label is None for label in division.labels)


def _all_cells(divisions: Sequence[Division], shown: Table) -> Iterable[tuple[str, str, Table]]:
    for division in divisions:
        for cell in (*(name for name, _ in division.shown), *division.hidden):
            yield division.name, cell, shown


def _safe(answers: Sequence[str | None], crossing: Sequence[Sequence[str | None]], threshold: int) -> bool:
    """Say whether in every set that the shown cells divide people into, enough were asked, or none, and answers vary."""
    inside: dict[tuple[str | None, ...], Counter[str]] = {}
    outside: Counter[tuple[str | None, ...]] = Counter()
    partly = any(answer is None for answer in answers)
    for answer, *place in zip(answers, *crossing, strict=True):
        if answer is None:
            outside[tuple(place)] += 1
        else:
            inside.setdefault(tuple(place), Counter())[answer] += 1
    places = {*inside, *outside}
    sized = all(
        sum(inside.get(place, Counter()).values()) >= threshold and (not partly or outside[place] >= threshold)
        for place in places
    )
    return sized and all(varied(counts.values()) for counts in inside.values())


def _exact(counted: Counter[str], options: Sequence[str]) -> Exact:
    return Exact(sum(counted.values()), tuple((option, counted[option]) for option in options))


def _base(shown: Table) -> int:
    return shown.base if isinstance(shown, Exact | Mostly) else 0


def _still_shown(sizes: dict[str, int], respondents: int, threshold: int) -> list[str]:
    left = sorted(sizes, key=lambda cell: -sizes[cell])
    while left:
        among = respondents - sum(sizes[cell] for cell in left)
        if sizes[left[-1]] >= threshold and (among == 0 or among >= threshold):
            break
        left.pop()
    return left
