"""Find the literals of the lexicon among the words of a text.

Every word that a literal has is one letter of an alphabet, so that a literal is a short string, all of them together are a
small automaton, and the places of what is found are places of words. An automaton is linear in the text.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence, Set
from functools import cached_property
from itertools import chain, repeat
from typing import Final

from ahocorasick_rs import AhoCorasick, Implementation

from bot.moderation.detection.remembered import Remembered

Find = tuple[int, int, int]
"""The number of a literal, the token at which it begins, and the one after its last."""
Literal = tuple[str, bool]
"""The words joined by single spaces, and whether the last may go on."""

OTHER: Final = " "
"""The letter of every word that no literal has."""
_NOWHERE: Final = "\x7f"
"""The letter of no word at all, for literals that the automaton need not look for."""
# The words used most get the letters that are shortest in UTF-8, in which the automaton reads.
_LETTERS: Final = (range(0x21, 0x7F), range(0xA1, 0xD800), range(0xE000, 0x110000))


class Alphabet(dict[str, str]):
    """The letter of each word."""

    def __init__(self, words: Iterable[str]) -> None:
        """Take the words in the order of their letters."""
        super().__init__(zip(words, map(chr, chain(*_LETTERS)), strict=False))

    @classmethod
    def of(cls, literals: Iterable[Literal]) -> "Alphabet":
        """Give every whole word of literals its letter, those used most the first ones."""
        used = Counter(word for literal in literals for word in _whole(literal))
        return cls(sorted(used, key=lambda word: (-used[word], word)))

    def letters(self, tokens: Iterable[str]) -> str:
        """Return the letters of the words of a text."""
        return "".join(map(self.get, tokens, repeat(OTHER)))

    def spell(self, literal: Literal) -> str:
        """Return the letters of the whole words of a literal."""
        return "".join(map(self.__getitem__, _whole(literal)))


def _whole(literal: Literal) -> list[str]:
    words, open_ended = literal
    parts = words.split(" ")
    return parts[:-1] if open_ended else parts


class Openings:
    """The literals whose last word may go on, found from that word: beginnings of words have no letter."""

    def __init__(self, spelled: Sequence[str], opened: Mapping[int, str], leading: int) -> None:
        """Take literals as they are spelled, by their numbers the beginnings of last words that may go on, and how many lead."""
        self._leading = leading
        self._of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for number, beginning in opened.items():
            self._of[beginning].append((spelled[number], number))
        self._lengths = sorted(set(map(len, self._of)))
        self._endings = Remembered(self._ending)

    def leading(self, word: str) -> set[str]:
        """Return what stands, in letters, before a word in those literals that lead and may end with it; "" where nothing need."""
        return {before for before, number in self._ending(word) if number < self._leading}

    @cached_property
    def before(self) -> frozenset[str]:
        """The letters that stand just before the last word of a literal that leads."""
        found = (
            before[-1]
            for literals in self._of.values()
            for before, number in literals
            if before and number < self._leading
        )
        return frozenset(found)

    def find(self, letters: str, tokens: Iterable[str]) -> list[Find]:
        """Return each of them that stands in a text."""
        return [
            (number, at - len(before), at + 1)
            for at, literals in enumerate(map(self._endings.__getitem__, tokens))
            for before, number in literals
            if letters.endswith(before, 0, at)
        ]

    def _ending(self, word: str) -> tuple[tuple[str, int], ...]:
        """Return the literals that may end with a word: for each the letters before it, and the number."""
        starts = [word[:length] for length in self._lengths if length <= len(word)]
        return tuple(ending for start in starts if start in self._of for ending in self._of[start])


class Finder:
    """Some of the literals, those whose last word may go on left out, ready to be found all at once."""

    def __init__(self, spelled: Sequence[str], opened: Container[int], most: int) -> None:
        """Take literals as they are spelled, which of them are left out, and how many of the first to look for."""
        whole = [_NOWHERE if number in opened else spelled[number] for number in range(most)]
        self._automaton = AhoCorasick(whole, implementation=Implementation.ContiguousNFA) if whole else None

    def find(self, letters: str) -> list[Find]:
        """Return every one that stands in a text, overlapping ones too, in no order."""
        return [] if self._automaton is None else self._automaton.find_matches_as_indexes(letters, overlapping=True)


class Spellings(dict[int, Mapping[str, Sequence[str]]]):
    """For each set of words its literals as they are spelled, by their rarest words, those with the last letters.

    So the few that may stand in a text are told by its letters. Those whose last word may go on are left out. Sorted so when a set is
    first asked for: most never are.
    """

    def __init__(self, spelled: Sequence[str], opened: Container[int], members: Sequence[Iterable[int]]) -> None:
        """Take literals as they are spelled, which of them are left out, and which each set has."""
        super().__init__()
        self._spelled = spelled
        self._opened = opened
        self._members = members

    def __missing__(self, number: int) -> Mapping[str, Sequence[str]]:
        """Sort the literals of a set."""
        sorted_by_rarest: dict[str, list[str]] = {}
        for spelled in [self._spelled[one] for one in self._members[number] if one not in self._opened]:
            sorted_by_rarest.setdefault(max(spelled), []).append(spelled)
        self[number] = sorted_by_rarest
        return sorted_by_rarest

    def places(self, number: int, letters: str, different: Set[str]) -> list[tuple[int, int]]:
        """Return where the literals of a set stand in a text, of which the letters that are different are given, too."""
        sorted_by_rarest = self[number]
        places = []
        for letter in sorted_by_rarest.keys() & different:
            for spelled in sorted_by_rarest[letter]:
                at = letters.find(spelled)
                while at >= 0:
                    places.append((at, at + len(spelled)))
                    at = letters.find(spelled, at + 1)
        return places
