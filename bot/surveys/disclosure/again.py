"""What was shown before: looked at again under a raised threshold, or counted again over other people."""

from collections import Counter
from collections.abc import Collection, Hashable, Mapping, Sequence
from typing import TypeVar

from bot.surveys.disclosure.counts import COMMENTS_FLOOR, FLOOR, Exact, Mostly, Table, TooFew, Withheld, table, varied
from bot.surveys.disclosure.cuts import Distribution

P = TypeVar("P", bound=Hashable)


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


def words_at_threshold(base: int, respondents: int, threshold: int) -> bool:
    """Say whether words of `base` people, of all who answered, may still be shown under a raised threshold."""
    passed_over = respondents - base
    return base >= max(COMMENTS_FLOOR, threshold) and (passed_over == 0 or passed_over >= threshold)


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


def _near(sets: Sequence[frozenset[P]]) -> list[frozenset[P]]:
    """Return the first set and those that share somebody with it, also through others."""
    near, left = [sets[0]], list(sets[1:])
    while touching := [one for one in left if any(one & other for other in near)]:
        near += touching
        left = [one for one in left if one not in touching]
    return near


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
