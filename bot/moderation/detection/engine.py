"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): finding literals
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections.abc import Iterable, Set
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Final

from bot.moderation.detection.finding import Find, Finder
from bot.moderation.detection.gates import ANY, ByNumber, Gates, KeysOf, Led, Words
from bot.moderation.detection.looking import Reader
from bot.moderation.detection.lowering import Lowered, Suppressors
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.signs import Most, Signs
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View

_NONE: Final = frozenset[str]()
_NUMBER: Final = itemgetter(0)


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


class _Leads(dict[int, Led]):
    """By the number of a literal what it may lead to, worked out when it is first found: most never are."""

    def __init__(self, tables: Tables, keys: KeysOf) -> None:
        super().__init__()
        self._tables = tables
        self._keys = keys
        self._same: dict[tuple[int, frozenset[int]], Led] = {}
        self.either = ByNumber(lambda literal: self[literal].framed.either)
        """Letters, of which a text must have one for a literal to lead to a frame."""
        self.worth = ByNumber(lambda literal: self[literal].most.worth)
        """What the signs that a literal leads to may be worth."""

    def __missing__(self, literal: int) -> Led:
        """Leave out the keys that the literal has itself: what is asked is what else must stand in a text."""
        tables = self._tables
        group, spelled = tables.waiting[literal], tables.literals[literal]
        steps = {step.words for form in tables.groups[group] for step in tables.forms[form][1][0]}
        own = frozenset(number for number in steps if not (self._keys[number] or _NONE).isdisjoint(spelled))
        if (group, own) not in self._same:
            self._same[group, own] = self._led(tables.groups[group], own)
        self[literal] = self._same[group, own]
        return self[literal]

    def _led(self, forms: Iterable[int], own: frozenset[int]) -> Led:
        """Take signs apart from frames: few texts hold enough of them to be looked at."""
        rule_of = {form: self._tables.rules[self._tables.forms[form][0]] for form in forms}
        gates = {form: (form, self._keys.of_form(self._tables.forms[form][1][0], own)) for form in rule_of}
        return Led(
            Gates([gates[form] for form, rule in rule_of.items() if not rule.sign]),
            Gates([gates[form] for form, rule in rule_of.items() if rule.sign]),
            Most.of({rule.name: rule for rule in rule_of.values()}.values()),
        )


class Engine:
    """The compiled lexicon, ready to run."""

    def __init__(self, tables: Tables) -> None:
        """Take a compiled lexicon."""
        self._tables = tables
        self._leading = Finder(tables.literals, tables.opened, tables.leading)
        self._words = Words(tables)
        self.reader = Reader(tables.vocabulary, tables.alphabet, self._words.openings)
        self._leads = _Leads(tables, self._words.keys)
        self._signs = Signs(tables.rules)
        self._least = [self._signs.least(undoubted=undoubted) for undoubted in (False, True)]
        self._suppressors = Suppressors(tables.lowerings, self._words.keys)

    def find(self, view: View, *, undoubted: bool = True) -> Found | None:
        """Return what holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out; `undoubted` where fewer are enough.
        """
        numbers = set(map(_NUMBER, self._leading.find(view.letters)))
        if view.opens:
            numbers.update(number for number, _, _ in self._opened(view) if number < self._tables.leading)
        if not numbers:
            return None
        letters = frozenset(view.letters + ANY)
        leads = self._leads
        unframed = all(map(letters.isdisjoint, map(leads.either.__getitem__, numbers)))
        may_sign = sum(map(leads.worth.__getitem__, numbers)) >= self._least[undoubted]
        if unframed and not may_sign:
            return None
        found = set(map(leads.__getitem__, numbers))
        framed: set[int] = set()
        if not unframed:
            framed.update(*[led.framed.passing(letters) for led in found])
        signing: set[int] = set()
        if may_sign and self._signs.may_do([led.most for led in found if led.most.many], undoubted=undoubted):
            signing.update(*[led.signing.passing(letters) for led in found])
            signing = self._enough(signing, undoubted=undoubted)
        if not (framed or signing):
            return None
        reading = Reading(view, self._tables, self._words)
        if signing:
            # What takes off urgency leads to nothing by itself and is among the others.
            signing.update(form for led in self._aside(view, letters) for form in led.signing.forms)
            signing = self._enough(filter(reading.has_all, signing), undoubted=undoubted)
        return self._found(reading, signing.union(filter(reading.has_all, framed)))

    def everything(self, view: View) -> Found:
        """Return all that holds, whether it says anything or not."""
        numbers = {find[0] for find in [*self._leading.find(view.letters), *self._opened(view)]}
        leads = {self._leads[number] for number in numbers if number < self._tables.leading}
        reading = Reading(view, self._tables, self._words)
        leads.update(self._aside(view, reading.letters))
        forms = {form for led in leads for form in led.framed.forms + led.signing.forms}
        return self._found(reading, filter(reading.has_all, forms))

    def lowered(self, found: Found, text: str, view: View) -> Lowered:
        """Return what lowers matches found in a text."""
        return Lowered(text, view, found.reading, self._suppressors)

    def _aside(self, view: View, letters: Set[str]) -> list[Led]:
        """Return what the literals lead to that are not looked for in every text."""
        first, last = self._tables.leading, len(self._tables.waiting)
        numbers = {find[0] for find in self._opened(view) if first <= find[0] < last}
        for letter in self._others.keys() & letters:
            numbers.update(number for number in self._others[letter] if self._tables.literals[number] in view.letters)
        return [self._leads[number] for number in numbers]

    @cached_property
    def _others(self) -> dict[str, list[int]]:
        """Sort the literals that are not looked for in every text by their last letters."""
        numbers: dict[str, list[int]] = {}
        for number in range(self._tables.leading, len(self._tables.waiting)):
            if number not in self._tables.opened:
                numbers.setdefault(max(self._tables.literals[number]), []).append(number)
        return numbers

    def _opened(self, view: View) -> list[Find]:
        return self._words.openings.find(view.letters, view.tokens)

    def _enough(self, signing: Iterable[int], *, undoubted: bool) -> set[int]:
        """Return those forms of signs that may say something together with others of them."""
        rules = {form: self._tables.forms[form][0] for form in signing}
        chosen = self._signs.that_may_do(set(rules.values()), undoubted=undoubted)
        return {form for form, rule in rules.items() if rule in chosen}

    def _found(self, reading: Reading, forms: Iterable[int]) -> Found:
        tables = self._tables
        chosen = [tables.forms[form] for form in sorted(forms)]
        matches = [match for rule, (form, _) in chosen for match in reading.matches(tables.rules[rule], form)]
        return Found(matches, reading)

    def says(self, view: View, kind: str) -> bool:
        """Tell whether a suppressor of a kind that looks at the whole message holds."""
        reading = Reading(view, self._tables, self._words)
        return any(
            self._suppressors.places(lowering, reading)
            for lowering in self._tables.lowerings
            if lowering.kind == kind and lowering.where == "message"
        )
