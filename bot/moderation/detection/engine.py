"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): the automata
are, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections import defaultdict
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from bot.moderation.detection.lexicon import Form, Lexicon, Literal, Rule, WordSet
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.views import View
from bot.moderation.detection.vocabulary import Vocabulary

_RARE = 1 / 20_000


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


class Engine:
    """The compiled lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        """Choose for each form the slot that is rarest in ordinary talk, and build the two automata."""
        self.lowerings = lexicon.lowerings
        self.vocabulary = _vocabulary(lexicon)
        self._sets = lexicon.sets
        of_literal: dict[Literal, list[int]] = defaultdict(list)
        for number, words in enumerate(lexicon.sets):
            for literal in words.literals:
                of_literal[literal].append(number)
        ordered = sorted(of_literal)
        self._numbers = [(tuple(of_literal[literal]), literal[1]) for literal in ordered]
        self._all = AhoCorasick([_pattern(literal) for literal in ordered])
        anchors = _Anchors(lexicon)
        of_anchor: dict[Literal, set[int]] = defaultdict(set)
        self._forms: list[tuple[Rule, Form]] = []
        for rule in lexicon.rules:
            for form in rule.forms:
                for literal in anchors.of_form(form)[1]:
                    of_anchor[literal].add(len(self._forms))
                self._forms.append((rule, form))
        chosen = sorted(of_anchor)
        self._anchored = [tuple(sorted(of_anchor[literal])) for literal in chosen]
        self._anchors = AhoCorasick([_pattern(literal) for literal in chosen])

    def find(self, view: View) -> Found | None:
        """Return everything that holds, or None where no literal that a frame needs stands in the text."""
        hits = self._anchors.find_matches_as_indexes(view.joined, overlapping=True)
        if not hits:
            return None
        reading = Reading(view, self._sets, self._places(view))
        matches: list[Match] = []
        for number in sorted({form for hit in {hit[0] for hit in hits} for form in self._anchored[hit]}):
            rule, form = self._forms[number]
            if reading.may_hold(form):
                matches.extend(reading.matches(rule, form))
        return Found(matches, reading)

    def _places(self, view: View) -> dict[int, list[tuple[int, int]]]:
        found: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for pattern, start, end in self._all.find_matches_as_indexes(view.joined, overlapping=True):
            numbers, open_ended = self._numbers[pattern]
            place = view.token_at(start + 1), view.token_at(end - 1 if open_ended else end - 2) + 1
            for number in numbers:
                found[number].append(place)
        return found


class _Anchors:
    """For every form, the literals one of which must stand in a text for it to hold, the rarest choice."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._sets = lexicon.sets
        self._everyday = lexicon.everyday
        self._known: dict[int, tuple[float, frozenset[Literal]]] = {}

    def of_form(self, form: Form) -> tuple[float, frozenset[Literal]]:
        return min((self._of_set(step.words) for step in form), key=lambda one: one[0])

    def _of_set(self, number: int) -> tuple[float, frozenset[Literal]]:
        if number not in self._known:
            words: WordSet = self._sets[number]
            cost, literals = sum(map(self._often, words.literals)), words.literals
            for phrase in words.phrases:
                more, needed = self.of_form(phrase)
                cost, literals = cost + more, literals | needed
            self._known[number] = cost, literals
        return self._known[number]

    def _often(self, literal: Literal) -> float:
        """Guess how often a literal stands in ordinary talk: by the rank of its rarest word (Zipf)."""
        words = literal[0].split(" ")
        ranks = [self._everyday.get(word) for word in words]
        rarest = min(_RARE if rank is None else 1 / (rank + 10) for rank in ranks)
        return rarest / len(words)


def _pattern(literal: Literal) -> str:
    words, open_ended = literal
    return f" {words}" if open_ended else f" {words} "


def _vocabulary(lexicon: Lexicon) -> Vocabulary:
    words: set[str] = set()
    prefixes: set[str] = set()
    for word_set in lexicon.sets:
        for literal, open_ended in word_set.literals:
            parts = literal.split(" ")
            if open_ended:
                prefixes.add(parts.pop())
            words.update(parts)
    return Vocabulary(words, prefixes, sorted(lexicon.guarded), lexicon.spelling, lexicon.everyday)
