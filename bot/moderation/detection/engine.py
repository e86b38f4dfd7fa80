"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): the automaton
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View


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
        self._waited_for = len(tables.waiting)
        self._automaton = AhoCorasick(tables.patterns, implementation=Implementation.ContiguousNFA)
        signs = [tables.rules[rule].sign for rule, _ in tables.forms]
        self._framed = [[form for form in forms if not signs[form]] for forms in tables.waiting]
        self._signed = [[form for form in forms if signs[form]] for forms in tables.waiting]
        self._signs_needed = min((rule.grammar.signs_needed for rule in tables.rules if rule.sign), default=0)
        # Many clues may be less urgent by one.
        self._urgency_needed = min((rule.grammar.urgency_needed - 1 for rule in tables.rules if rule.sign), default=0)
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

    def find(self, view: View, *, every: bool = False) -> Found | None:
        """Return everything that holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out, unless `every` is asked for.
        """
        finds, hits = self._hits(view)
        waited_for = self._waited_for
        anchors = [hit for hit in hits if hit < waited_for]
        if not anchors:
            return None
        forms = {form for hit in anchors for form in self._framed[hit]}
        signs = {form for hit in anchors for form in self._signed[hit]}
        if signs and (every or self._enough(signs)):
            forms |= signs
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

    def _enough(self, signs: set[int]) -> bool:
        rules, compiled = self._tables.rules, self._tables.forms
        chosen = [rules[rule] for rule in {compiled[form][0] for form in signs}]
        return (
            sum([rule.weight for rule in chosen]) >= self._signs_needed
            or sum([rule.urgency for rule in chosen if rule.urgency > 0]) >= self._urgency_needed
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
