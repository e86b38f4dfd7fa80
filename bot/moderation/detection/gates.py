"""Which forms a text may hold by its letters alone: nearly all are refused here, with a look or two at the letters."""

from collections.abc import Callable, Container, Sequence, Set
from dataclasses import dataclass
from typing import Final, Generic, TypeVar

from bot.moderation.detection.finding import Openings, Spellings
from bot.moderation.detection.lexicon import Form
from bot.moderation.detection.signs import Most
from bot.moderation.detection.tables import Needy, Tables

Keys = frozenset[str]
"""Letters, of which a text must have one."""
Gate = tuple[int, Sequence[Keys]]
"""A form, and keys for each of its sets, the fewest letters first."""


T = TypeVar("T")
ANY: Final = "\x01"
"""Stands for a letter that every text has, among those of which a text must have one; no alphabet has it."""


class ByNumber(dict[int, T], Generic[T]):
    """What a function says of numbers, each asked for once."""

    def __init__(self, of: Callable[[int], T]) -> None:
        """Take the function."""
        super().__init__()
        self._of = of

    def __missing__(self, number: int) -> T:
        """Ask the function."""
        self[number] = self._of(number)
        return self[number]


class Gates:
    """Forms, and for them all together letters of which a text must have one to hold any."""

    __slots__ = ("_gates", "either")

    def __init__(self, gates: Sequence[Gate]) -> None:
        """Take the gates of forms."""
        self._gates = gates
        self.either: Keys = frozenset().union(*[keys[0] if keys else {ANY} for _, keys in gates])

    @property
    def forms(self) -> list[int]:
        """Return all of the forms."""
        return [form for form, _ in self._gates]

    def passing(self, letters: Set[str]) -> Sequence[int]:
        """Return the forms that a text may hold by its letters, `ANY` among them; cheap, and sometimes too hopeful."""
        if self.either.isdisjoint(letters):
            return ()
        missing = letters.isdisjoint
        return [form for form, needed in self._gates if not any(map(missing, needed))]


class KeysOf(dict[int, Keys | None]):
    """The keys of each set of words, or None where they are not known.

    Worked out when a set is first asked for: most never are.
    """

    def __init__(self, tables: Tables) -> None:
        """Take a compiled lexicon."""
        super().__init__()
        self._tables = tables

    def __missing__(self, number: int) -> Keys | None:
        """Take the rarest word of each literal, the one with the last letter, and of each phrase the rarest set."""
        self[number] = None  # a phrase may hold its own set
        literals = [self._tables.literals[one] for one in self._tables.members[number]]
        phrases = [self.of_form(form) for form, _ in self._tables.phrases.get(number, ())]
        # A mere beginning of a word has no letter.
        if all(literals) and all(phrases):
            self[number] = frozenset(map(max, literals)).union(*[sets[0] for sets in phrases])
        return self[number]

    def of_form(self, form: Form, but: Container[int] = ()) -> list[Keys]:
        """Return the keys of the sets of a form, the fewest letters first, those that are not known and some others left out."""
        sets = [step.words for step in form if step.words not in but]
        return sorted([keys for number in sets if (keys := self[number]) is not None], key=len)


@dataclass(frozen=True, slots=True, eq=False)
class Led:
    """What a literal may lead to: forms of frames and those of signs, and the most that the signs come to."""

    framed: Gates
    signing: Gates
    most: Most


class Words:
    """What tells where the words and phrases of a set stand in a text."""

    def __init__(self, tables: Tables) -> None:
        """Take a compiled lexicon."""
        self.spellings = Spellings(tables.literals, tables.opened, tables.members)
        self.openings = Openings(tables.literals, tables.opened, tables.leading)
        self.keys = KeysOf(tables)
        self._tables = tables
        self._phrases: dict[int, Gates] = {}

    def phrases(self, number: int, letters: Set[str]) -> list[Needy]:
        """Return those phrases of a set that a text may hold by its letters."""
        phrases = self._tables.phrases[number]
        if number not in self._phrases:
            self._phrases[number] = Gates([(at, self.keys.of_form(form)) for at, (form, _) in enumerate(phrases)])
        return [phrases[at] for at in self._phrases[number].passing(letters)]
