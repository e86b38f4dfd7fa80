"""Which counts may be shown: the one place that every count about people passes through (DESIGN §7).

What is promised: whoever knows these rules, who took part, who is in which subgroup, and their own answer, can tell
nobody else's answer from everything that is shown. Two facts carry it. **Sizes**: every set of people that can be made
of the shown ones, by adding and taking away, has at least five in it. **Variety**: in each such set at least three
people answered otherwise than most, or nothing exact is shown of it. `docs/decisions/disclosure.md` has the argument,
`tests/unit/surveys/test_solver.py` tries every case.
"""

from bot.surveys.disclosure.again import at_threshold, words_at_threshold
from bot.surveys.disclosure.counts import (
    COMMENTS_FLOOR,
    FLOOR,
    SLACK,
    Exact,
    Mostly,
    Table,
    ThresholdTooLow,
    TooFew,
    Withheld,
    checked_threshold,
    comments,
    countable,
    shuffled,
    table,
    varied,
)
from bot.surveys.disclosure.cuts import Cut, Distribution, Division, distribute, divide, enough, reach

__all__ = [
    "COMMENTS_FLOOR",
    "FLOOR",
    "SLACK",
    "Cut",
    "Distribution",
    "Division",
    "Exact",
    "Mostly",
    "Table",
    "ThresholdTooLow",
    "TooFew",
    "Withheld",
    "at_threshold",
    "checked_threshold",
    "comments",
    "countable",
    "distribute",
    "divide",
    "enough",
    "reach",
    "shuffled",
    "table",
    "varied",
    "words_at_threshold",
]
