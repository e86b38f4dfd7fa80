"""What counts may be shown of a group: nothing of fewer than five people."""

from collections.abc import Mapping
from typing import Final

LEAST: Final = 5  # PRACTICE, Defaults


def shown(counts: Mapping[str, int]) -> dict[str, int | None] | None:
    """Return counts with the small ones hidden (None), or None where the whole is too small to be shown.

    A single hidden cell could be reckoned from the total, so it hides the next smallest with it.
    """
    total = sum(counts.values())
    if total < LEAST:
        return None
    small = [name for name, count in counts.items() if 0 < count < LEAST]
    if small and sum(counts[name] for name in small) < LEAST:
        others = sorted((count, name) for name, count in counts.items() if count >= LEAST)
        small += [name for _, name in others[:1]]
    return {name: None if name in small else count for name, count in counts.items()}
