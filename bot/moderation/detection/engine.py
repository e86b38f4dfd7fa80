"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): finding literals
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from dataclasses import dataclass
from typing import Final

from bot.moderation.detection.finding import Finder
from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View

MANY_CLUES: Final = 3
"""As many different clues may be less urgent, together, by one."""

_NONE: Final[frozenset[int]] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


@dataclass(frozen=True, slots=True)
class _Group:
    """Forms that wait for the same literals: frames, and the signs that make a review and those that make a page."""

    framed: frozenset[int]
    signs: frozenset[int]  # the numbers of their rules
    weighed: frozenset[int]
    urgent: frozenset[int]


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


class Engine:
    """The compiled lexicon, ready to run."""

    def __init__(self, tables: Tables) -> None:
        """Take signs apart from frames: few texts hold enough of them to be looked at."""
        self._tables = tables
        self._leading = Finder(tables.literals, tables.opened, range(tables.leading))
        self._others = Finder(tables.literals, tables.opened, range(tables.leading, len(tables.literals)))
        rules = tables.rules
        weighed = frozenset(form for form, (rule, _) in enumerate(tables.forms) if rules[rule].weight > 0)
        urgent = frozenset(form for form, (rule, _) in enumerate(tables.forms) if rules[rule].urgency != 0)
        self._keys = _Keys(tables)
        signing = weighed | urgent
        self._groups = []
        for forms in map(frozenset, tables.groups):
            signs = forms & signing
            of_signs = frozenset([tables.forms[form][0] for form in signs])
            self._groups.append(_Group(forms - signs, of_signs, forms & weighed, forms & urgent))
        self._weights = [rule.weight for rule in rules]
        self._urgencies = [max(0, rule.urgency) for rule in rules]
        self._signs_needed = min((rule.grammar.signs_needed for rule in rules if rule.sign), default=0)
        self._urgency_needed = min((rule.grammar.urgency_needed for rule in rules if rule.sign), default=0)
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
        tables = self._tables
        letters = tables.alphabet.letters(view.tokens)
        finds = self._leading.find(letters, view.tokens)
        if not (finds or every):
            return None
        groups = [self._groups[one] for one in {tables.waiting[find[0]] for find in finds}]
        forms = {form for group in groups for form in group.framed if self._may_hold(form, letters)}
        signs = _NONE.union(*[group.signs for group in groups])
        weighed = every or sum(map(self._weights.__getitem__, signs)) >= self._signs_needed
        urgency = sum(map(self._urgencies.__getitem__, signs))
        urgent = every or urgency >= self._urgency_needed - (len(signs) >= MANY_CLUES)
        if not (forms or weighed or urgent):
            return None
        finds += self._others.find(letters, view.tokens)
        if weighed:
            forms.update(*[group.weighed for group in groups])
        if urgent:
            # What takes off urgency leads to nothing by itself and is among the others.
            anchored = [find[0] for find in finds if find[0] < len(tables.waiting)]
            forms.update(*[self._groups[tables.waiting[number]].urgent for number in anchored])
        reading = Reading(view, tables, finds)
        chosen = [tables.forms[number] for number in sorted(forms) if reading.has(tables.forms[number][1][1])]
        if not chosen:
            return None
        return Found(
            [match for rule, (form, _) in chosen for match in reading.matches(tables.rules[rule], form)],
            reading,
        )

    def _may_hold(self, form: int, letters: str) -> bool:
        """Tell whether a text may hold a word of each set that a form needs; cheap, and sometimes too hopeful."""
        for step in self._tables.forms[form][1][0]:
            keys = self._keys[step.words]
            if keys is not None and keys.isdisjoint(letters):
                return False
        return True

    def says(self, view: View, kind: str) -> bool:
        """Tell whether a suppressor of a kind that looks at the whole message holds."""
        letters = self._tables.alphabet.letters(view.tokens)
        finds = self._leading.find(letters, view.tokens) + self._others.find(letters, view.tokens)
        reading = Reading(view, self._tables, finds)
        return any(
            reading.may_hold(form) and reading.chains(form, None)
            for lowering in self.lowerings
            if lowering.kind == kind and lowering.where == "message"
            for form in lowering.forms
        )
