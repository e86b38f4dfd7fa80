"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): finding literals
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from bot.moderation.detection.finding import Find, Finder
from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.signs import Signs
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View

_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Group:
    """Forms that wait for the same literals: those of frames and those of signs."""

    framed: frozenset[int]
    signing: frozenset[int]
    signs: frozenset[int]
    """The numbers of the rules of the latter."""


class _Keys(dict[int, frozenset[str] | None]):
    """For each set of words letters of which a text must have one to hold any, or None where that is not known.

    Worked out when a set is first asked for: most never are.
    """

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._tables = tables

    def __missing__(self, number: int) -> frozenset[str] | None:
        """Take the rarest word of each literal, the one with the last letter, and of each phrase the rarest set."""
        self[number] = None  # a phrase may hold its own set
        literals = [self._tables.literals[one] for one in self._tables.members[number]]
        phrases = [
            [keys for step in form if (keys := self[step.words]) is not None]
            for form, _ in self._tables.phrases.get(number, ())
        ]
        # A mere beginning of a word has no letter.
        if all(literals) and all(phrases):
            self[number] = frozenset(map(max, literals)).union(*[min(sets, key=len) for sets in phrases])
        return self[number]


class _Needed(dict[int, list[frozenset[str]]]):
    """For each form the keys of its sets, the fewest first: a text that has none of one of them does not hold it."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._forms = tables.forms
        self._keys = _Keys(tables)

    def __missing__(self, number: int) -> list[frozenset[str]]:
        """Ask for the keys of each slot."""
        form = self._forms[number][1][0]
        known = [keys for step in form if (keys := self._keys[step.words]) is not None]
        self[number] = sorted(known, key=len)
        return self[number]


class Engine:
    """The compiled lexicon, ready to run."""

    def __init__(self, tables: Tables) -> None:
        """Take signs apart from frames: few texts hold enough of them to be looked at."""
        self._tables = tables
        self._leading = Finder(tables.literals, tables.opened, range(tables.leading))
        self._others = Finder(tables.literals, tables.opened, range(tables.leading, len(tables.literals)))
        rules = tables.rules
        self._needed = _Needed(tables)
        self._signs = Signs(tables.rules)
        self._groups = []
        for forms in map(frozenset, tables.groups):
            signing = frozenset([form for form in forms if tables.rules[tables.forms[form][0]].sign])
            signs = frozenset([tables.forms[form][0] for form in signing])
            self._groups.append(_Group(forms - signing, signing, signs))
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

    def find(self, view: View) -> Found | None:
        """Return what holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out.
        """
        letters = self._tables.alphabet.letters(view.tokens)
        finds = self._leading.find(letters, view.tokens)
        if not finds:
            return None
        groups = self._groups_of(finds)
        present = frozenset(letters)
        framed = {form for group in groups for form in group.framed if self._may_hold(form, present)}
        signing: set[int] = set()
        if self._signs.may_do(_NONE.union(*[group.signs for group in groups])):
            signing = {form for group in groups for form in group.signing if self._may_hold(form, present)}
            signing = self._enough(signing)
        if not (framed or signing):
            return None
        others = self._others.find(letters, view.tokens)
        reading = Reading(view, self._tables, finds + others)
        if signing:
            # What takes off urgency leads to nothing by itself and is among the others.
            signing.update(*[group.signing for group in self._groups_of(others)])
            signing = self._enough(filter(reading.has_all, signing))
        return self._found(reading, signing.union(filter(reading.has_all, framed)))

    def everything(self, view: View) -> Found:
        """Return all that holds, whether it says anything or not."""
        finds = self._finds(view)
        forms = _NONE.union(*[group.framed | group.signing for group in self._groups_of(finds)])
        reading = Reading(view, self._tables, finds)
        return self._found(reading, filter(reading.has_all, forms))

    def _groups_of(self, finds: list[Find]) -> list[_Group]:
        waiting = self._tables.waiting
        return [self._groups[one] for one in {waiting[find[0]] for find in finds if find[0] < len(waiting)}]

    def _enough(self, signing: Iterable[int]) -> set[int]:
        """Return those forms of signs that may say something together with others of them."""
        rules = {form: self._tables.forms[form][0] for form in signing}
        chosen = self._signs.that_may_do(set(rules.values()))
        return {form for form, rule in rules.items() if rule in chosen}

    def _found(self, reading: Reading, forms: Iterable[int]) -> Found:
        tables = self._tables
        chosen = [tables.forms[form] for form in sorted(forms)]
        matches = [match for rule, (form, _) in chosen for match in reading.matches(tables.rules[rule], form)]
        return Found(matches, reading)

    def _may_hold(self, form: int, present: frozenset[str]) -> bool:
        """Tell whether a text may hold a word of each set that a form needs; cheap, and sometimes too hopeful."""
        return not any(map(present.isdisjoint, self._needed[form]))

    def says(self, view: View, kind: str) -> bool:
        """Tell whether a suppressor of a kind that looks at the whole message holds."""
        reading = Reading(view, self._tables, self._finds(view))
        return any(
            reading.may_hold(form) and reading.chains(form, None)
            for lowering in self.lowerings
            if lowering.kind == kind and lowering.where == "message"
            for form in lowering.forms
        )

    def _finds(self, view: View) -> list[Find]:
        letters = self._tables.alphabet.letters(view.tokens)
        return self._leading.find(letters, view.tokens) + self._others.find(letters, view.tokens)
