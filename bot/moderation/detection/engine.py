"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): the automata
are, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections import defaultdict
from dataclasses import dataclass

from ahocorasick_rs import AhoCorasick

from bot.moderation.detection.lexicon import Form, Lexicon, Literal, Rule, WordSet
from bot.moderation.detection.reading import Match, Needy, Reading, needy
from bot.moderation.detection.views import View
from bot.moderation.detection.vocabulary import Vocabulary

_RARE = 1 / 200_000
_WITH_ANOTHER = 0.15
"""How much rarer a word is together with a given neighbour than alone, roughly."""


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
        sets = lexicon.sets
        self._phrases = [tuple(needy(phrase, sets) for phrase in words.phrases) for words in sets]
        of_literal: dict[Literal, list[int]] = defaultdict(list)
        for number, words in enumerate(lexicon.sets):
            for literal in words.literals:
                of_literal[literal].append(number)
        ordered = sorted(of_literal)
        self._numbers = [frozenset(of_literal[literal]) for literal in ordered]
        self._all = AhoCorasick([_pattern(literal) for literal in ordered])
        anchors = _Anchors(lexicon)
        of_anchor: dict[Literal, set[int]] = defaultdict(set)
        self._forms: list[tuple[Rule, Needy]] = []
        for rule in lexicon.rules:
            for form in rule.forms:
                for literal in anchors.of_form(form)[1]:
                    of_anchor[literal].add(len(self._forms))
                self._forms.append((rule, needy(form, sets)))
        chosen = sorted(of_anchor)
        self._anchored = [tuple(sorted(of_anchor[literal])) for literal in chosen]
        self._anchors = AhoCorasick([_pattern(literal) for literal in chosen])

    def find(self, view: View, *, every: bool = False) -> Found | None:
        """Return everything that holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out, unless `every` is asked for.
        """
        anchors = self._anchors.find_matches_as_indexes(view.joined, overlapping=True)
        if not anchors:
            return None
        finds = self._all.find_matches_as_indexes(view.joined, overlapping=True)
        reading = Reading(view, self._phrases, self._numbers, finds)
        present, forms = reading.present, self._forms
        chosen = [
            forms[number]
            for number in sorted({form for hit in {hit[0] for hit in anchors} for form in self._anchored[hit]})
            if forms[number][1][1] <= present
        ]
        if not every and not _enough_signs(chosen):
            chosen = [one for one in chosen if not one[0].weight]
        return Found([match for rule, (form, _) in chosen for match in reading.matches(rule, form)], reading)


def _enough_signs(chosen: list[tuple[Rule, Needy]]) -> bool:
    signs = {rule.name: rule for rule, _ in chosen if rule.weight}
    return sum(rule.weight for rule in signs.values()) >= min(
        (r.grammar.signs_needed for r in signs.values()), default=0
    )


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
        return float(rarest * _WITH_ANOTHER ** (len(words) - 1))


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
