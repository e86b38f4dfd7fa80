"""The lexicon compiled to what the engine runs on: plain tables, the same for the same packs."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.moderation.detection.lexicon import Form, Lexicon, Literal, Lowering, Rule, WordSet
from bot.moderation.detection.vocabulary import Vocabulary, written_otherwise

Needy = tuple[Form, frozenset[int]]
"""A form, and the sets of mere words that must stand in a text for it to hold."""

_RARE = 1 / 200_000
_WITH_ANOTHER = 0.15
"""How much rarer a word is together with a given neighbour than alone, roughly."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What is looked for and what follows from finding it; patterns and sets of words are known by their numbers."""

    patterns: Sequence[str]
    """Literals as the automaton reads them; those that a form waits for come first."""
    sets: Sequence[frozenset[int]]
    """For each pattern the sets of words that it belongs to."""
    waiting: Sequence[Sequence[int]]
    """For each of the first patterns the forms that wait for it."""
    phrases: Mapping[int, tuple[Needy, ...]]
    """For the sets that hold phrases, these."""
    rules: Sequence[Rule]
    forms: Sequence[tuple[int, Needy]]
    """Every form with the number of its rule."""
    lowerings: Sequence[Lowering]
    vocabulary: Vocabulary


def needy(form: Form, phrased: Container[int]) -> Needy:
    """Return a form with what it needs: all its sets of words but those that may be phrases."""
    return form, frozenset([step.words for step in form if step.words not in phrased])


def tables(lexicon: Lexicon) -> Tables:
    """Choose for each form the slot that is rarest in ordinary talk, and number everything."""
    phrased = {number for number, words in enumerate(lexicon.sets) if words.phrases}
    anchors = _Anchors(lexicon)
    waiting: dict[Literal, set[int]] = defaultdict(set)
    forms: list[tuple[int, Needy]] = []
    for number, rule in enumerate(lexicon.rules):
        for form in rule.forms:
            for literal in anchors.of_form(form)[1]:
                waiting[literal].add(len(forms))
            forms.append((number, needy(form, phrased)))
    of_literal: dict[Literal, list[int]] = defaultdict(list)
    for number, words in enumerate(lexicon.sets):
        for literal in words.literals:
            of_literal[literal].append(number)
    literals = sorted(of_literal, key=lambda literal: (literal not in waiting, literal))
    return Tables(
        patterns=[_pattern(literal) for literal in literals],
        sets=[frozenset(of_literal[literal]) for literal in literals],
        waiting=[sorted(waiting[literal]) for literal in literals[: len(waiting)]],
        phrases={
            number: tuple(needy(phrase, phrased) for phrase in lexicon.sets[number].phrases)
            for number in sorted(phrased)
        },
        rules=[replace(rule, forms=()) for rule in lexicon.rules],
        forms=forms,
        lowerings=lexicon.lowerings,
        vocabulary=_vocabulary(lexicon),
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
    disguises, pairs = written_otherwise(words, sorted(lexicon.guarded), lexicon.spelling, lexicon.everyday)
    return Vocabulary(words, {prefix for prefix in prefixes if len(prefix) >= 3}, disguises, pairs)
