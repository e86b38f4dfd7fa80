"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): the automaton
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick, Implementation

from bot.moderation.detection.lexicon import Rule
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.tables import Needy, Tables
from bot.moderation.detection.views import View


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


class Engine:
    """The compiled lexicon, ready to run."""

    def __init__(self, tables: Tables) -> None:
        """Build the automaton."""
        self._tables = tables
        self._waited_for = len(tables.waiting)
        self._automaton = AhoCorasick(tables.patterns, implementation=Implementation.ContiguousNFA)
        self.lowerings = tables.lowerings
        self.vocabulary = tables.vocabulary

    def find(self, view: View, *, every: bool = False) -> Found | None:
        """Return everything that holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out, unless `every` is asked for.
        """
        finds, hits = self._hits(view)
        waited_for = self._waited_for
        anchors = [hit for hit in hits if hit < waited_for]
        if not anchors:
            return None
        tables = self._tables
        reading = Reading(view, tables, finds, hits)
        present, waiting, rules, forms = reading.present, tables.waiting, tables.rules, tables.forms
        chosen = [
            (rules[forms[number][0]], forms[number][1])
            for number in sorted({form for hit in anchors for form in waiting[hit]})
            if forms[number][1][1] <= present
        ]
        if not every and not _enough_signs(chosen):
            chosen = [one for one in chosen if not one[0].weight]
        return Found([match for rule, (form, _) in chosen for match in reading.matches(rule, form)], reading)

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


def _enough_signs(chosen: list[tuple[Rule, Needy]]) -> bool:
    signs = {rule.name: rule for rule, _ in chosen if rule.weight}
    return sum(rule.weight for rule in signs.values()) >= min(
        (r.grammar.signs_needed for r in signs.values()), default=0
    )
