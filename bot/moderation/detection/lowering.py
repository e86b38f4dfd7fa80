"""Lower the tier of a match where words near it speak against it; a lowered rule stays named."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from bot.moderation.detection.assessment import Assessment
from bot.moderation.detection.gates import Gates, KeysOf
from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Place, Reading
from bot.moderation.detection.views import View

_QUOTED: Final = re.compile(
    r"[\"“«„][^\"“”«»„\n]{1,600}[\"”»“]"
    r"|[「『][^「」『』\n]{1,600}[」』]"
    r"|(?<!\w)['‘‚](?:[^'‘’\n]|(?<=\w)['’](?=\w)){1,600}['’](?!\w)"
    r"|^[ \t]*>[^\n]*",
    re.MULTILINE,
)
_MOST_STEPS: Final = 2


class Suppressors:
    """The suppressors of all languages."""

    def __init__(self, lowerings: Sequence[Lowering], keys: KeysOf) -> None:
        """Take them, and the keys of their sets of words."""
        self._lowerings = lowerings
        self._keys = keys
        self._of_language: dict[str, list[Lowering]] = {}
        self._gates: dict[str, Gates] = {}

    def of(self, language: str) -> Sequence[Lowering]:
        """Return those of a language, and after them those of others that speak everywhere."""
        if language not in self._of_language:
            own = [one for one in self._lowerings if one.name.startswith(f"{language}.")]
            others = [one for one in self._lowerings if one.everywhere and one not in own]
            self._of_language[language] = own + others
        return self._of_language[language]

    def places(self, lowering: Lowering, reading: Reading) -> list[Place]:
        """Return where the forms of one of them stand in a text, in order."""
        if lowering.name not in self._gates:
            gates = [(number, self._keys.of_form(form)) for number, form in enumerate(lowering.forms)]
            self._gates[lowering.name] = Gates(gates)
        passing = self._gates[lowering.name].passing(reading.letters)
        forms = [form for number in passing if reading.may_hold(form := lowering.forms[number])]
        if not forms:
            return []
        return sorted({(chain[0][0], chain[-1][1]) for form in forms for chain in reading.chains(form, None)})


class Lowered:
    """Apply the suppressors of one text to its matches; forms are matched once, when first needed."""

    def __init__(self, text: str, seen: View, reading: Reading, suppressors: Suppressors) -> None:
        """Take the text as written and as seen, and the suppressors."""
        self._text = text
        self._view = seen
        self._reading = reading
        self._suppressors = suppressors
        self._found: dict[str, list[Place]] = {}
        self._quotes: list[tuple[int, int]] | None = None

    def assess(self, match: Match) -> Assessment:
        """Return the tier that is left of a match, with the names of what lowered it."""
        rule = match.rule
        spans = _merged(self._text, [self._view.span(first, last) for first, last in match.slots])
        if rule.category.protected:
            return Assessment(rule.tier, rule.category, rule.name, spans)
        by_kind: dict[str, str] = {}
        if match.negated:
            by_kind["denial"] = f"{rule.grammar.language}.denial.negation"
        # Of several that would do, the one in the match's own language is named.
        for lowering in self._suppressors.of(rule.grammar.language):
            if lowering.kind in by_kind or lowering.kind in rule.immune:
                continue
            if lowering.families and rule.category not in lowering.families:
                continue
            if self._applies(lowering, match, spans):
                by_kind[lowering.kind] = lowering.name
        names = tuple(by_kind.values())
        tier = rule.tier.lowered(min(len(names), _MOST_STEPS))
        return Assessment(tier, rule.category, rule.name, spans, names)

    def long_past(self, match: Match) -> bool:
        """Tell whether words beside a match say that it was long ago, whatever family it is of."""
        return any(
            lowering.kind == "past" and lowering.where == "around" and self._near(lowering, match)
            for lowering in self._suppressors.of(match.rule.grammar.language)
        )

    def _applies(self, lowering: Lowering, match: Match, spans: tuple[tuple[int, int], ...]) -> bool:
        near = self._inside_quotes(spans) if lowering.where == "quoted" else self._near(lowering, match)
        return near and not self._reading.after(lowering.unless_after, match.end, across=True)

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
            return _nearest(starts, match.start + 1, match.end + reach) is not None
        return False

    def _outside(self, match: Match, starts: list[int], low: int) -> int | None:
        """Return the nearest start before the last slot; words that are themselves part of the match do not count."""
        high = match.slots[-1][0] - 1
        while (start := _nearest(starts, low, high)) is not None:
            own = [first for first, last in match.slots if first <= start < last]
            if not own:
                return start
            high = own[0] - 1
        return None

    def _where(self, lowering: Lowering) -> list[Place]:
        if lowering.name not in self._found:
            self._found[lowering.name] = self._suppressors.places(lowering, self._reading)
        return self._found[lowering.name]

    def _inside_quotes(self, spans: tuple[tuple[int, int], ...]) -> bool:
        if self._quotes is None:
            self._quotes = [found.span() for found in _QUOTED.finditer(self._text)]
        return any(start <= spans[0][0] and spans[-1][1] <= end for start, end in self._quotes)


def _nearest(starts: list[int], low: int, high: int) -> int | None:
    """Return the last of the sorted starts within low..high, both included."""
    index = bisect_left(starts, high + 1) - 1
    return starts[index] if index >= 0 and starts[index] >= low else None


def _merged(text: str, spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Put spans in order and join those with nothing but spaces between them."""
    merged: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if merged and (start <= merged[-1][1] or not text[merged[-1][1] : start].strip()):
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
