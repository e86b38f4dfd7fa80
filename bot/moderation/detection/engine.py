"""Run frames over a view: literals first, frames only where a literal of theirs stands.

Every step is linear in the text (times its logarithm, for neighbours are found by bisection): finding literals
is, and a form is matched by carrying from slot to slot the ends that it can reach.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bot.moderation.detection.finding import Find, Finder
from bot.moderation.detection.lexicon import Lowering
from bot.moderation.detection.reading import Match, Reading
from bot.moderation.detection.signs import Most, Signs
from bot.moderation.detection.tables import Tables
from bot.moderation.detection.views import View


@dataclass(frozen=True, slots=True)
class Found:
    """What holds in a text: frames and signs, with the reading that shows where."""

    matches: list[Match]
    reading: Reading


Gate = tuple[int, list[frozenset[str]]]
"""A form, and letters for each of its sets, the fewest first: a text that has none of one set's does not hold the form."""


@dataclass(frozen=True, slots=True)
class _Group:
    """Forms that wait for the same literals: those of frames and those of signs, and the most that the signs come to."""

    framed: list[Gate]
    signing: list[Gate]
    most: Most


class _Groups(dict[int, _Group]):
    """The groups by their numbers, made when they are first asked for: most never are."""

    def __init__(self, tables: Tables) -> None:
        super().__init__()
        self._tables = tables
        self._keys = _Keys(tables)

    def __missing__(self, number: int) -> _Group:
        """Take signs apart from frames: few texts hold enough of them to be looked at."""
        rule_of = {form: self._tables.rules[self._tables.forms[form][0]] for form in self._tables.groups[number]}
        framed = [self._gate(form) for form, rule in rule_of.items() if not rule.sign]
        signing = [self._gate(form) for form, rule in rule_of.items() if rule.sign]
        self[number] = _Group(framed, signing, Most.of({rule.name: rule for rule in rule_of.values()}.values()))
        return self[number]

    def _gate(self, form: int) -> Gate:
        known = [keys for step in self._tables.forms[form][1][0] if (keys := self._keys[step.words]) is not None]
        return form, sorted(known, key=len)


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
        """Take a compiled lexicon."""
        self._tables = tables
        self._leading = Finder(tables.literals, tables.opened, range(tables.leading))
        self._others = Finder(tables.literals, tables.opened, range(tables.leading, len(tables.literals)))
        self._groups = _Groups(tables)
        self._signs = Signs(tables.rules)
        self.lowerings = tables.lowerings
        self._lowerings_of: dict[str, list[Lowering]] = {}
        self.vocabulary = tables.vocabulary

    def lowerings_of(self, language: str) -> list[Lowering]:
        """Return the suppressors of a language, and after them those of others that speak everywhere."""
        known = self._lowerings_of.get(language)
        if known is None:
            own = [one for one in self.lowerings if one.name.startswith(f"{language}.")]
            known = own + [one for one in self.lowerings if one.everywhere and one not in own]
            self._lowerings_of[language] = known
        return known

    def find(self, view: View, *, undoubted: bool = True) -> Found | None:
        """Return what holds, or None where no literal that a frame needs stands in the text.

        Signs too few to say anything together are left out; `undoubted` where fewer are enough.
        """
        letters = self._tables.alphabet.letters(view.tokens)
        finds = self._leading.find(letters, view.tokens)
        if not finds:
            return None
        groups = self._groups_of(finds)
        missing = frozenset(letters).isdisjoint
        framed = _passing([group.framed for group in groups], missing)
        signing: set[int] = set()
        if self._signs.may_do([group.most for group in groups], undoubted=undoubted):
            signing = self._enough(_passing([group.signing for group in groups], missing), undoubted=undoubted)
        if not (framed or signing):
            return None
        others = self._others.find(letters, view.tokens)
        reading = Reading(view, self._tables, finds + others)
        if signing:
            # What takes off urgency leads to nothing by itself and is among the others.
            signing.update(form for group in self._groups_of(others) for form, _ in group.signing)
            signing = self._enough(filter(reading.has_all, signing), undoubted=undoubted)
        return self._found(reading, signing.union(filter(reading.has_all, framed)))

    def everything(self, view: View) -> Found:
        """Return all that holds, whether it says anything or not."""
        finds = self._finds(view)
        forms = {form for group in self._groups_of(finds) for form, _ in group.framed + group.signing}
        reading = Reading(view, self._tables, finds)
        return self._found(reading, filter(reading.has_all, forms))

    def _groups_of(self, finds: list[Find]) -> list[_Group]:
        waiting = self._tables.waiting
        return [self._groups[one] for one in {waiting[find[0]] for find in finds if find[0] < len(waiting)}]

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


def _passing(gates: Iterable[list[Gate]], missing: Callable[[frozenset[str]], bool]) -> set[int]:
    """Return the forms that a text may hold by its letters; cheap, and sometimes too hopeful."""
    return {form for some in gates for form, needed in some if not any(map(missing, needed))}
