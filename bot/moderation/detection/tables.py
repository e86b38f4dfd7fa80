"""The lexicon compiled to what the engine runs on: plain tables, the same for the same packs."""

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.moderation.detection.finding import Alphabet, Literal
from bot.moderation.detection.lexicon import Form, Lexicon, Lowering, Rule, WordSet
from bot.moderation.detection.vocabulary import Vocabulary, written_otherwise

Needy = tuple[Form, frozenset[int]]
"""A form, and the sets of mere words that must stand in a text for it to hold."""

_RARE = 1 / 200_000
_WITH_ANOTHER = 0.15
"""How much rarer a word is together with a given neighbour than alone, roughly."""


@dataclass(frozen=True, slots=True)
class Tables:
    """What is looked for and what follows from finding it; patterns and sets of words are known by their numbers."""

    alphabet: Alphabet
    literals: Sequence[str]
    """What is looked for, spelled in the alphabet: first what leads to a frame or speaks for urgency, or is weighed."""
    leading: int
    """How many literals are looked for in every text; the others only where one of these is found."""
    opened: Mapping[int, str]
    """With what the last word of a literal begins, where it may go on."""
    members: Sequence[frozenset[int]]
    """The literals of each set of words."""
    waiting: Sequence[int]
    """For each of the first literals the number of the group of forms that wait for it."""
    groups: Sequence[Sequence[int]]
    """The forms of each group."""
    phrases: Mapping[int, tuple[Needy, ...]]
    """For the sets that hold phrases, these."""
    rules: Sequence[Rule]
    forms: Sequence[tuple[int, Needy]] | Mapping[int, tuple[int, Needy]]
    """Every form with the number of its rule, by its number; put together when it is asked for, for most never are."""
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
    leads = [not rule.sign or rule.weight > 0 or rule.urgency > 0 for rule in lexicon.rules]
    leading = {literal for literal, found in waiting.items() if any(leads[forms[form][0]] for form in found)}
    ordered = sorted(
        {literal for words in lexicon.sets for literal in words.literals},
        key=lambda literal: (literal not in leading, literal not in waiting, literal),
    )
    numbers = {literal: number for number, literal in enumerate(ordered)}
    alphabet = Alphabet.of(ordered)
    groups: dict[tuple[int, ...], int] = {}
    return Tables(
        alphabet=alphabet,
        literals=list(map(alphabet.spell, ordered)),
        leading=len(leading),
        opened={number: words.split(" ")[-1] for number, (words, open_ended) in enumerate(ordered) if open_ended},
        members=[frozenset(map(numbers.__getitem__, words.literals)) for words in lexicon.sets],
        waiting=[
            groups.setdefault(tuple(sorted(waiting[literal])), len(groups)) for literal in ordered[: len(waiting)]
        ],
        groups=list(map(list, groups)),
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
