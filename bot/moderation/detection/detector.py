"""The one question the rest of the bot asks: what tier is this text?"""

import re
from pathlib import Path
from typing import Final

from bot.moderation.detection.assessment import NOTHING, Assessment
from bot.moderation.detection.engine import Engine, Match, Places
from bot.moderation.detection.lexicon import Lowering, read_lexicon
from bot.moderation.detection.views import View, view

_QUOTED: Final = re.compile(r"[\"“«„][^\"“”«»„\n]{1,600}[\"”»“]|^[ \t]*>[^\n]*", re.MULTILINE)
_MOST_STEPS: Final = 2


class Detector:
    """Assess texts with every language's pack; the same text always gets the same answer."""

    def __init__(self, engine: Engine) -> None:
        """Take a compiled lexicon; `Detector.load` is the usual way."""
        self._engine = engine

    @classmethod
    def load(cls, directory: Path) -> "Detector":
        """Read and compile the packs under a directory (`data/lexicon`).

        Raises:
            LexiconInvalid: no pack is there, or a file cannot be used; says which file and why.
        """
        return cls(Engine(read_lexicon(directory)))

    def assess(self, text: str, locale: str | None = None) -> Assessment:
        """Return the most urgent thing a text says; `locale` only decides between equals, never what is read."""
        if not text or text.isspace():
            return NOTHING
        seen = view(text, self._engine.vocabulary)
        found = self._engine.find(seen)
        if found is None or not found[0]:
            return NOTHING
        matches, places = found
        lowered = _Lowered(text, seen, places, self._engine.lowerings)
        language = (locale or "").replace("_", "-").partition("-")[0].lower()

        def order(assessed: tuple[Match, Assessment]) -> tuple[int, int, int, bool, int, str]:
            match, assessment = assessed
            rule = match.rule
            own = rule.name.partition(".")[0] == language
            return -assessment.tier.height, -rule.tier.height, rule.category.rank, not own, match.start, rule.name

        return min(((match, lowered.assess(match)) for match in matches), key=order)[1]

    def rules_in(self, text: str) -> frozenset[str]:
        """Return the names of all rules that hold in a text, whatever lowers them; for those who write rules."""
        found = self._engine.find(view(text, self._engine.vocabulary))
        return frozenset(match.rule.name for match in found[0]) if found else frozenset()


class _Lowered:
    """Apply the suppressors of one text to its matches; forms are matched once, when first needed."""

    def __init__(self, text: str, seen: View, places: Places, lowerings: list[Lowering]) -> None:
        self._text = text
        self._view = seen
        self._places = places
        self._lowerings = lowerings
        self._found: dict[str, list[tuple[int, int]]] = {}
        self._quotes: list[tuple[int, int]] | None = None

    def assess(self, match: Match) -> Assessment:
        rule = match.rule
        spans = _merged(self._text, [self._view.span(first, last) for first, last in match.slots])
        if rule.category.protected:
            return Assessment(rule.tier, rule.category, rule.name, spans)
        by_kind: dict[str, str] = {}
        for lowering in self._lowerings:
            if lowering.kind in by_kind or lowering.kind in rule.immune:
                continue
            if lowering.families and rule.category not in lowering.families:
                continue
            if self._applies(lowering, match, spans):
                by_kind[lowering.kind] = lowering.name
        names = tuple(by_kind.values())
        tier = rule.tier.lowered(min(len(names), _MOST_STEPS))
        return Assessment(tier, rule.category, rule.name, spans, names)

    def _applies(self, lowering: Lowering, match: Match, spans: tuple[tuple[int, int], ...]) -> bool:
        near = self._inside_quotes(spans) if lowering.where == "quoted" else self._near(lowering, match)
        return near and not self._places.after(lowering.unless_after, match.end, across=True)

    def _near(self, lowering: Lowering, match: Match) -> bool:
        found = self._where(lowering)
        if not found or lowering.where == "message":
            return bool(found)
        starts = [start for start, _ in found]
        reach = lowering.reach
        if lowering.where in {"before", "around"}:
            start = self._outside(match, starts, match.start - reach)
            if start is not None and self._view.one_sentence(start, max(start, match.start)):
                return True
        if lowering.where in {"after", "around"}:
            start = self._places.nearest(starts, match.start + 1, match.end + reach)
            return start is not None
        return False

    def _outside(self, match: Match, starts: list[int], low: int) -> int | None:
        """Return the nearest start before the last slot; words that are themselves part of the match do not count."""
        high = match.slots[-1][0] - 1
        while (start := self._places.nearest(starts, low, high)) is not None:
            own = [first for first, last in match.slots if first <= start < last]
            if not own:
                return start
            high = own[0] - 1
        return None

    def _where(self, lowering: Lowering) -> list[tuple[int, int]]:
        if lowering.name not in self._found:
            self._found[lowering.name] = sorted(
                {(chain[0][0], chain[-1][1]) for form in lowering.forms for chain in self._places.chains(form)},
            )
        return self._found[lowering.name]

    def _inside_quotes(self, spans: tuple[tuple[int, int], ...]) -> bool:
        if self._quotes is None:
            self._quotes = [found.span() for found in _QUOTED.finditer(self._text)]
        return any(start <= spans[0][0] and spans[-1][1] <= end for start, end in self._quotes)


def _merged(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put spans in order and join those with nothing but spaces between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
