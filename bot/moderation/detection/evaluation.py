"""Assess lines of JSON, and measure the detector on texts that people have labelled."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from math import sqrt
from typing import Any, Final

from bot.moderation.detection.assessment import Assessment, Tier
from bot.moderation.detection.detector import Detector

_QUIET: Final = frozenset(
    [
        "none",
        "no",
        "0",
        "false",
        "negative",
        "neg",
        "ordinary",
        "normal",
        "benign",
        "safe",
        "ok",
        "neutral",
        "noncrisis",
        "notcrisis",
        "nonsuicidal",
        "nonsuicide",
        "notsuicidal",
        "notsuicide",
        "supportive",
        "helping",
        "hyperbole",
        "joke",
        "trap",
        "control",
        "other",
        "ham",
        "past",
        "recovered",
        "technical",
        "news",
    ],
)
_URGENT: Final = frozenset(
    [
        "page",
        "urgent",
        "crisisurgent",
        "imminent",
        "severe",
        "high",
        "emergency",
        "plan",
        "means",
        "attempt",
        "farewell",
        "overdose",
        "crisispage",
    ],
)
_CRISIS: Final = frozenset(
    [
        "review",
        "crisis",
        "yes",
        "1",
        "true",
        "positive",
        "pos",
        "risk",
        "atrisk",
        "suicidal",
        "suicide",
        "suicidewatch",
        "ideation",
        "selfharm",
        "abuse",
        "thirdperson",
        "violence",
        "askingforhelp",
        "help",
        "moderate",
        "low",
        "concern",
        "alert",
        "passive",
        "active",
    ],
)
NORMAL_95: Final = 1.959963984540054


def expected(label: str) -> Tier:
    """Return the tier that a label asks for; spelling, case, spaces, hyphens and underscores do not matter.

    Raises:
        ValueError: the label is none of those that `docs/detection.md` lists.
    """
    name = "".join(char for char in label.casefold() if char.isalnum())
    if name in _QUIET:
        return Tier.NONE
    if name in _URGENT:
        return Tier.PAGE
    if name in _CRISIS:
        return Tier.REVIEW
    raise ValueError(f"unknown label {label!r}")


@dataclass(frozen=True, slots=True)
class Share:
    """Hits out of a total with the 95 % interval of Wilson (1927), as fractions."""

    hits: int
    total: int

    @property
    def rate(self) -> float | None:
        """Return the fraction, or None of nothing."""
        return self.hits / self.total if self.total else None

    @property
    def interval(self) -> tuple[float, float]:
        """Return the 95 % Wilson score interval; 0 to 1 of nothing."""
        if not self.total:
            return 0.0, 1.0
        z2 = NORMAL_95**2
        middle = (self.hits + z2 / 2) / (self.total + z2)
        spread = NORMAL_95 * sqrt(self.hits * (self.total - self.hits) / self.total + z2 / 4) / (self.total + z2)
        return max(0.0, middle - spread), min(1.0, middle + spread)


@dataclass(frozen=True, slots=True)
class Outcome:
    """One row and what the detector said of it."""

    number: int
    text: str
    label: str
    expected: Tier
    assessment: Assessment
    category: str = ""

    @property
    def right(self) -> bool:
        """Whether a crisis was found, or calm talk left alone."""
        return (self.expected > Tier.NONE) == (self.assessment.tier > Tier.NONE)


@dataclass(frozen=True, slots=True)
class Line:
    """How the rows of one label, or of one category, fared."""

    name: str
    rows: int
    page: int
    review: int
    none: int
    right: Share


@dataclass(frozen=True, slots=True)
class Report:
    """Every figure of an evaluation; `found` means page or review."""

    outcomes: tuple[Outcome, ...]
    unknown: tuple[tuple[int, str], ...]

    def _share(self, among: Callable[[Outcome], bool], hit: Callable[[Outcome], bool]) -> Share:
        chosen = [outcome for outcome in self.outcomes if among(outcome)]
        return Share(sum(hit(outcome) for outcome in chosen), len(chosen))

    @property
    def recall(self) -> Share:
        """Return how many of all crises were found."""
        return self._share(lambda o: o.expected > Tier.NONE, lambda o: o.assessment.tier > Tier.NONE)

    @property
    def urgent_recall(self) -> Share:
        """Return how many of the urgent were found."""
        return self._share(lambda o: o.expected is Tier.PAGE, lambda o: o.assessment.tier > Tier.NONE)

    @property
    def page_recall(self) -> Share:
        """Return how many of the urgent would have paged."""
        return self._share(lambda o: o.expected is Tier.PAGE, lambda o: o.assessment.tier is Tier.PAGE)

    @property
    def precision(self) -> Share:
        """Return how many of those found were crises."""
        return self._share(lambda o: o.assessment.tier > Tier.NONE, lambda o: o.expected > Tier.NONE)

    @property
    def page_precision(self) -> Share:
        """Return how many of the pages were about a crisis."""
        return self._share(lambda o: o.assessment.tier is Tier.PAGE, lambda o: o.expected > Tier.NONE)

    @property
    def alarms(self) -> Share:
        """Return how many rows that are no crisis raised anything; times 1,000 is alarms per 1,000."""
        return self._share(lambda o: o.expected is Tier.NONE, lambda o: o.assessment.tier > Tier.NONE)

    @property
    def false_pages(self) -> Share:
        """Return how many rows that are no crisis would have woken somebody."""
        return self._share(lambda o: o.expected is Tier.NONE, lambda o: o.assessment.tier is Tier.PAGE)

    @property
    def missed(self) -> tuple[Outcome, ...]:
        """Return the crises that were not found, in the order given."""
        return tuple(o for o in self.outcomes if o.expected > Tier.NONE and o.assessment.tier is Tier.NONE)

    @property
    def false_alarms(self) -> tuple[Outcome, ...]:
        """Return what was raised though it is no crisis, in the order given."""
        return tuple(o for o in self.outcomes if o.expected is Tier.NONE and o.assessment.tier > Tier.NONE)

    @property
    def labels(self) -> tuple[Line, ...]:
        """Return a line for each label, in alphabetical order."""
        return self._lines(lambda outcome: outcome.label)

    @property
    def categories(self) -> tuple[Line, ...]:
        """Return a line for each category that rows name, in alphabetical order."""
        return self._lines(lambda outcome: outcome.category)

    def _lines(self, name_of: Callable[[Outcome], str]) -> tuple[Line, ...]:
        lines = []
        for name in sorted({name_of(outcome) for outcome in self.outcomes} - {""}):
            chosen = [outcome for outcome in self.outcomes if name_of(outcome) == name]
            tiers = [outcome.assessment.tier for outcome in chosen]
            right = Share(sum(outcome.right for outcome in chosen), len(chosen))
            page, review, none = (tiers.count(tier) for tier in (Tier.PAGE, Tier.REVIEW, Tier.NONE))
            lines.append(Line(name, len(chosen), page, review, none, right))
        return tuple(lines)


def evaluate(
    detector: Detector,
    rows: Iterable[Mapping[str, str | None]],
    progress: Callable[[int], None] | None = None,
) -> Report:
    """Assess rows that have a `text`, a `label`, perhaps a `locale` and a `category`; `progress` is told the rows done, one by one.

    Rows whose label is not known are counted in `unknown` with their number (the first row is 1), not guessed at.
    """
    outcomes: list[Outcome] = []
    unknown: list[tuple[int, str]] = []
    for number, row in enumerate(rows, start=1):
        text, label = row.get("text") or "", row.get("label") or ""
        try:
            tier = expected(label)
        except ValueError:
            unknown.append((number, label))
        else:
            said = detector.assess(text, row.get("locale"))
            outcomes.append(Outcome(number, text, label, tier, said, row.get("category") or ""))
        if progress is not None:
            progress(number)
    return Report(tuple(outcomes), tuple(unknown))


def assess_lines(detector: Detector, lines: Iterable[str]) -> Iterator[str]:
    """Answer each line of JSON with one line of JSON, in order; a line that cannot be read gets an `error`."""
    for number, line in enumerate(lines, start=1):
        yield json.dumps(_answer(detector, number, line), ensure_ascii=True)


def _answer(detector: Detector, number: int, line: str) -> dict[str, Any]:
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError):
        return {"error": "not JSON", "line": number}
    if not isinstance(asked, dict) or not isinstance(asked.get("text"), str):
        return {"error": 'expected an object with a string "text"', "line": number}
    locale = asked.get("locale")
    if locale is not None and not isinstance(locale, str):
        return {"error": '"locale" must be a string or null', "line": number}
    found = detector.assess(asked["text"], locale)
    return {
        "tier": found.tier.value,
        "category": found.category.value if found.category else None,
        "rule": found.rule,
        "spans": [list(span) for span in found.spans],
    }
