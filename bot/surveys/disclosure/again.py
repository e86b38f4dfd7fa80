"""What was shown before, looked at again under a raised threshold."""

from collections.abc import Sequence

from bot.surveys.disclosure.counts import COMMENTS_FLOOR, Exact, Mostly, Table, TooFew
from bot.surveys.disclosure.cuts import Distribution


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
