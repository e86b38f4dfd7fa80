"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): the automaton
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View

MANY_CLUES: Final = 3
"""As many different clues may be less urgent, together, by one."""

_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


class Engine:
    """The compiled lexicon, ready to run."""

    def __init__(self, tables: Tables) -> None:
        """Build the automaton, and take signs apart from frames: few texts hold enough of them to be looked at."""
        self._tables = tables
        self._automaton = AhoCorasick(tables.patterns, implementation=Implementation.ContiguousNFA)
        rules = tables.rules
        weighed = frozenset(form for form, (rule, _) in enumerate(tables.forms) if rules[rule].weight > 0)
        urgent = frozenset(form for form, (rule, _) in enumerate(tables.forms) if rules[rule].urgency != 0)
        signs = weighed | urgent
        # By the literal that they wait for: frames, and the signs that make a review and those that make a page.
        self._framed: dict[int, Iterable[int]] = {}
        self._weighed: dict[int, frozenset[int]] = {}
        self._urgent: dict[int, frozenset[int]] = {}
        self._signs: dict[int, frozenset[int]] = {}
        for anchor, forms in enumerate(tables.waiting):
            found = signs.intersection(forms)
            if len(found) < len(forms):
                self._framed[anchor] = set(forms) - found if found else forms
            if found:
                self._weighed[anchor], self._urgent[anchor] = found & weighed, found & urgent
                self._signs[anchor] = frozenset(tables.forms[form][0] for form in found)
        self._framing, self._signing = frozenset(self._framed), frozenset(self._signs)
        self._weights = [rule.weight for rule in rules]
        self._urgencies = [max(0, rule.urgency) for rule in rules]
        self._signs_needed = min((rule.grammar.signs_needed for rule in rules if rule.sign), default=0)
        self._urgency_needed = min((rule.grammar.urgency_needed for rule in rules if rule.sign), default=0)
        self.lowerings = tables.lowerings
        self._lowerings_of: dict[str, list[Lowering]] = {}
        self.vocabulary = tables.vocabulary

    def lowerings_of(self, language: str) -> list[Lowering]:
        """Return the suppressors of all languages, one language's first."""
        known = self._lowerings_of.get(language)
        if known is None:
            known = sorted(self.lowerings, key=lambda one: not one.name.startswith(f"{language}."))
            self._lowerings_of[language] = known
        return known

    def find(self, view: View, *, every: bool = False, clues: bool = False) -> Found | None:
        """Return everything that holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out, unless `every` is asked for, or `clues`, those of urgency.
        """
        finds, hits = self._hits(view)
        anchors, signing = hits & self._framing, hits & self._signing
        if not anchors and not signing:
            return None
        forms = _NONE.union(*[self._framed[hit] for hit in anchors])
        signs = _NONE.union(*[self._signs[hit] for hit in signing])
        if signs:
            if every or sum(map(self._weights.__getitem__, signs)) >= self._signs_needed:
                forms = forms.union(*[self._weighed[hit] for hit in signing])
            urgency = sum(map(self._urgencies.__getitem__, signs))
            if every or clues or urgency >= self._urgency_needed - (len(signs) >= MANY_CLUES):
                forms = forms.union(*[self._urgent[hit] for hit in signing])
        if not forms:
            return None
        rules, compiled = self._tables.rules, self._tables.forms
        reading = Reading(view, self._tables, finds, hits)
        present = reading.present
        chosen = [compiled[number] for number in sorted([one for one in forms if compiled[one][1][1] <= present])]
        if not chosen:
            return None
        return Found(
            [match for rule, (form, _) in chosen for match in reading.matches(rules[rule], form)],
            reading,
        )

    def says(self, view: View, kind: str) -> bool:
        """Tell whether a suppressor of a kind that looks at the whole message holds."""
        reading = Reading(view, self._tables, *self._hits(view))
        return any(
            reading.may_hold(form) and reading.chains(form, None)
            for lowering in self.lowerings
            if lowering.kind == kind and lowering.where == "message"
            for form in lowering.forms
        )

    def _hits(self, view: View) -> tuple[list[tuple[int, int, int]], set[int]]:
        finds = self._automaton.find_matches_as_indexes(view.joined, overlapping=True)
        return finds, {find[0] for find in finds}
