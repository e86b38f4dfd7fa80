"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text: the automata are, a form is matched by carrying the ends it can
reach from slot to slot (at most ten gaps each), and neighbours are looked up in sets.
"""

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from bot.moderation.detection.lexicon import Lexicon, Literal, Rule, Step
from bot.moderation.detection.views import View
from bot.moderation.detection.vocabulary import Vocabulary

Place = tuple[int, int]
"""First token and the token after the last."""


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, and the tokens of each of its slots in order."""

    rule: Rule
    slots: tuple[Place, ...]

    @property
    def start(self) -> int:
        """Return the first token."""
        return self.slots[0][0]

    @property
    def end(self) -> int:
        """Return the token after the last."""
        return self.slots[-1][1]


class Places:
    """Where the literals of each set stand in one view."""

    def __init__(self, view: View, found: dict[int, list[Place]]) -> None:
        """Keep what the automaton found."""
        self._view = view
        self._found = found
        self._ends: dict[int, set[int]] = {}
        self._starts: dict[int, set[int]] = {}

    def chains(self, form: tuple[Step, ...], *, across: bool = False) -> list[tuple[Place, ...]]:
        """Return the ways the slots of a form follow one another, one for each place it can end."""
        found = self._found
        if any(step.literals not in found for step in form):
            return []
        view = self._view
        chains: dict[int, tuple[Place, ...]] = {place[1]: (place,) for place in found[form[0].literals]}
        for step in form[1:]:
            reach, chains = chains, {}
            for place in found[step.literals]:
                for gap in range(step.gap + 1):
                    before = reach.get(place[0] - gap)
                    if before is not None and (across or view.one_sentence(place[0] - gap, place[0])):
                        if place[1] not in chains:
                            chains[place[1]] = (*before, place)
                        break
            if not chains:
                return []
        return list(chains.values())

    def before(self, steps: tuple[Step, ...], start: int) -> bool:
        """Tell whether one of the neighbours stands just before a token, in the same sentence."""
        for step in steps:
            places = self._found.get(step.literals)
            if places is None:
                continue
            if step.literals not in self._ends:
                self._ends[step.literals] = {end for _, end in places}
            ends = self._ends[step.literals]
            if any(start - gap in ends and self._view.one_sentence(start - gap, start) for gap in range(step.gap + 1)):
                return True
        return False

    def after(self, steps: tuple[Step, ...], end: int, *, across: bool = False) -> bool:
        """Tell whether one of the neighbours stands just after a token, in the same sentence unless across."""
        for step in steps:
            places = self._found.get(step.literals)
            if places is None:
                continue
            if step.literals not in self._starts:
                self._starts[step.literals] = {start for start, _ in places}
            starts = self._starts[step.literals]
            if any(
                end + gap in starts and (across or self._view.one_sentence(end, end + gap))
                for gap in range(step.gap + 1)
            ):
                return True
        return False

    def nearest(self, starts: list[int], low: int, high: int) -> int | None:
        """Return the last of the sorted starts within low..high, both included."""
        index = bisect_left(starts, high + 1) - 1
        return starts[index] if index >= 0 and starts[index] >= low else None


class Engine:
    """The compiled lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Choose for each form the slot that is rarest in ordinary talk, and build the two automata."""
        self.lowerings = lexicon.lowerings
        self.vocabulary = _vocabulary(lexicon)
        of_literal: dict[Literal, list[int]] = defaultdict(list)
        for number, literals in enumerate(lexicon.sets):
            for literal in literals:
                of_literal[literal].append(number)
        ordered = sorted(of_literal)
        self._sets = [(tuple(of_literal[literal]), literal[1]) for literal in ordered]
        self._all = AhoCorasick([_pattern(literal) for literal in ordered])
        costs = [_cost(literals, lexicon.everyday) for literals in lexicon.sets]
        anchors: dict[Literal, set[int]] = defaultdict(set)
        self._forms: list[tuple[Rule, tuple[Step, ...]]] = []
        for rule in lexicon.rules:
            for form in rule.forms:
                anchor = min(form, key=lambda step: costs[step.literals])
                for literal in lexicon.sets[anchor.literals]:
                    anchors[literal].add(len(self._forms))
                self._forms.append((rule, form))
        self._anchored = [tuple(sorted(anchors[literal])) for literal in sorted(anchors)]
        self._anchors = AhoCorasick([_pattern(literal) for literal in sorted(anchors)])

    def find(self, view: View) -> tuple[list[Match], Places] | None:
        """Return every match with the places of all literals, or None where no literal of a frame stands."""
        hits = self._anchors.find_matches_as_indexes(view.joined, overlapping=True)
        if not hits:
            return None
        places = Places(view, self._places(view))
        matches: list[Match] = []
        for number in sorted({form for hit in {hit[0] for hit in hits} for form in self._anchored[hit]}):
            rule, form = self._forms[number]
            matches.extend(
                Match(rule, slots)
                for slots in places.chains(form, across=rule.across)
                if not (
                    (rule.not_before and places.before(rule.not_before, slots[0][0]))
                    or (rule.not_after and places.after(rule.not_after, slots[-1][1]))
                )
            )
        return matches, places

    def _places(self, view: View) -> dict[int, list[Place]]:
        found: dict[int, list[Place]] = defaultdict(list)
        for pattern, start, end in self._all.find_matches_as_indexes(view.joined, overlapping=True):
            numbers, open_ended = self._sets[pattern]
            first = view.token_at(start + 1)
            last = view.token_at(end - 1 if open_ended else end - 2)
            for number in numbers:
                found[number].append((first, last + 1))
        return dict(found)


def _pattern(literal: Literal) -> str:
    words, open_ended = literal
    return f" {words}" if open_ended else f" {words} "


def _cost(literals: frozenset[Literal], everyday: set[str]) -> tuple[int, int]:
    """Count the literals that ordinary talk is full of; of two equal sets the smaller is cheaper to look for."""
    return sum(words in everyday for words, _ in literals), len(literals)


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    words: set[str] = set()
    prefixes: set[str] = set()
    for literals in lexicon.sets:
        for literal, open_ended in literals:
            parts = literal.split(" ")
            if open_ended:
                prefixes.add(parts.pop())
            words.update(parts)
    return Vocabulary(words, prefixes, sorted(lexicon.guarded), lexicon.spelling)
