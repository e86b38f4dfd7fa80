"""One text as the rules see it: where the words of each set stand, who acts, and what is denied."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from typing import Final

from bot.moderation.detection.finding import Find
from bot.moderation.detection.gates import ANY, Words
from bot.moderation.detection.lexicon import Form, Grammar, Rule
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View

Place = tuple[int, int]
"""First token and the token after the last."""

_SUBJECT_REACH: Final = 12
_NOT_REACH: Final = 1
_BUT_REACH: Final = 8
_BY_END: Final = itemgetter(1, 0)


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that holds, the tokens of each of its slots in order, and whether a *not* stands in it."""

    rule: Rule
    slots: tuple[Place, ...]
    negated: bool = False

    @property
    def start(self) -> int:
        """Return the first token."""
        return self.slots[0][0]

    @property
    def end(self) -> int:
        """Return the token after the last."""
        return self.slots[-1][1]


class Reading:
    """Where the words of each set stand in one view."""

    def __init__(self, view: View, tables: Tables, words: Words) -> None:
        """Take a view; what stands where in it is worked out when a form may hold, for mostly none does."""
        self._view = view
        self._tables = tables
        self._words = words
        self.letters = frozenset(view.letters + ANY)
        self._known: dict[int, list[Place]] = {}
        self._starts: dict[int, list[int]] = {}
        self._ends: dict[int, list[int]] = {}
        self._breaks: dict[int, list[int]] = {}

    def has_all(self, form: int) -> bool:
        """Tell whether a word of each set that a form needs stands in the text, for a form known by its number."""
        return self._has(self._tables.forms[form][1][1])

    def _has(self, sets: Iterable[int]) -> bool:
        return all(map(self.of, sets))

    @cached_property
    def _opened(self) -> list[Find]:
        return self._words.openings.find(self._view.letters, self._view.tokens)

    def of(self, number: int) -> list[Place]:
        """Return where the words or phrases of a set stand."""
        known = self._known.get(number)
        if known is not None:
            return known
        known = self._words.spellings.places(number, self._view.letters, self.letters)
        if self._opened:
            members = self._tables.members[number]
            known += [(start, end) for one, start, end in self._opened if one in members]
        known.sort(key=_BY_END)
        if number in self._tables.phrases:
            places = dict.fromkeys(known)
            for phrase, needs in self._words.phrases(number, self.letters):
                if self._has(needs):
                    # Who acts is asked of the frame; inside a phrase only a sentence's end breaks the chain.
                    places.update(dict.fromkeys((chain[0][0], chain[-1][1]) for chain in self.chains(phrase, None)))
            known = sorted(places)
        self._known[number] = known
        return known

    def may_hold(self, form: Form) -> bool:
        """Tell whether the words that a form needs stand in the text; cheap, and sometimes too hopeful."""
        return self._has(step.words for step in form if step.words not in self._tables.phrases)

    def chains(self, form: Form, others: int | None) -> list[tuple[Place, ...]]:
        """Return the ways the slots of a form follow one another, one for each place it can end."""
        chains: dict[int, tuple[Place, ...]] = {}
        for place in self.of(form[0].words):
            chains.setdefault(place[1], (place,))
        for step in form[1:]:
            if not chains:
                return []
            ends, reach, chains = sorted(chains), chains, {}
            for place in self.of(step.words):
                start, end = place
                index = bisect_right(ends, start) - 1
                if index < 0 or end in chains or start - ends[index] > step.gap:
                    continue
                before = ends[index]
                if step.free or before == start or not self._broken(before, start, others):
                    chains[end] = (*reach[before], place)
        return list(chains.values())

    def matches(self, rule: Rule, form: Form) -> Iterator[Match]:
        """Yield the places where a rule holds by one of its forms."""
        grammar = rule.grammar
        for slots in self.chains(form, grammar.others if rule.about_self else None):
            start, end = slots[0][0], slots[-1][1]
            if rule.not_before and self.before(rule.not_before, start):
                continue
            if rule.not_after and self.after(rule.not_after, end):
                continue
            if any(self.of(step.words) for step in rule.not_with):
                continue
            if rule.alone is not None and self._view.words - (end - start) > rule.alone:
                continue
            opens = grammar.own is not None and self._begins(grammar.own, start)
            if rule.about_self and not opens and not self._own(grammar, start):
                continue
            negated = rule.negation != "ignored" and self._negated(grammar, slots, opens=opens)
            if not (negated and rule.negation == "spoils"):
                yield Match(rule, slots, negated)

    def before(self, steps: Form, start: int) -> bool:
        """Tell whether one of the neighbours stands just before a token, in the same sentence."""
        for step in steps:
            place = self.last_end(step.words, start)
            if place is not None and start - place <= step.gap and self._view.one_sentence(place, start):
                return True
        return False

    def after(self, steps: Form, end: int, *, across: bool = False) -> bool:
        """Tell whether one of the neighbours stands just after a token, in the same sentence unless across."""
        for step in steps:
            place = self._next_start(step.words, end)
            if place is not None and place - end <= step.gap and (across or self._view.one_sentence(end, place)):
                return True
        return False

    def last_end(self, number: int, at: int) -> int | None:
        """Return where the nearest word of a set ends, at a token or before it."""
        if number not in self._ends:
            self._ends[number] = sorted(end for _, end in self.of(number))
        ends = self._ends[number]
        index = bisect_right(ends, at) - 1
        return ends[index] if index >= 0 else None

    def _next_start(self, number: int, at: int) -> int | None:
        starts = self._sorted_starts(number)
        index = bisect_left(starts, at)
        return starts[index] if index < len(starts) else None

    def _sorted_starts(self, number: int) -> list[int]:
        if number not in self._starts:
            self._starts[number] = sorted(start for start, _ in self.of(number))
        return self._starts[number]

    def _begins(self, number: int, at: int) -> bool:
        return self._next_start(number, at) == at

    def _broken(self, first: int, last: int, others: int | None) -> bool:
        """Tell whether a sentence ends or another person acts between two tokens."""
        if not self._view.one_sentence(first, last):
            return True
        if others is None:
            return False
        if others not in self._breaks:
            marks = [0] * (len(self._view.tokens) + 1)
            for start, _ in self.of(others):
                marks[start + 1] = 1
            self._breaks[others] = list(accumulate(marks))
        breaks = self._breaks[others]
        return breaks[first] != breaks[last]

    def _own(self, grammar: Grammar, start: int) -> bool:
        """Tell whether the person who writes is the one who acts: nobody else was named since they last were."""
        if grammar.others is None:
            return True
        other = self.last_end(grammar.others, start)
        if other is None or start - other > _SUBJECT_REACH or not self._view.one_sentence(other, start):
            return True
        for number in (grammar.own, grammar.turns):
            since = None if number is None else self.last_end(number, start)
            if since is not None and since > other:
                return True
        return False

    def _negated(self, grammar: Grammar, slots: tuple[Place, ...], *, opens: bool) -> bool:
        """Tell whether a *not* stands in a gap or just before the match, and no *but* takes it back."""
        number = grammar.negation
        if number is None or not self.of(number):
            return False
        starts = self._sorted_starts(number)
        gaps = [(one[1], two[0]) for one, two in pairwise(slots)]
        inside = any(
            (index := bisect_left(starts, first)) < len(starts) and starts[index] < last for first, last in gaps
        )
        start, end = slots[0][0], slots[-1][1]
        if not inside and not opens:
            place = self.last_end(number, start)
            inside = place is not None and start - place <= _NOT_REACH and self._view.one_sentence(place, start)
        if not inside or grammar.but is None:
            return inside
        after = self._next_start(grammar.but, end)
        return after is None or after - end > _BUT_REACH
