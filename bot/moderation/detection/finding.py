"""Find the literals of the lexicon among the words of a text.

Every word that a literal has is one letter of an alphabet, so that a literal is a short string, all of them together are a
small automaton, and the places of what is found are places of words. An automaton is linear in the text.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


class _Endings:
    """Which literals, their last word going on, may end with a word: for each the letters before, and the number."""

    def __init__(self, literals: Iterable[tuple[str, str, int]]) -> None:
        """Take letters, the beginning of the last word, and the number."""
        self._of: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for letters, beginning, number in literals:
            self._of[beginning].append((letters, number))
        self._lengths = sorted(set(map(len, self._of)))

    def of(self, word: str) -> tuple[tuple[str, int], ...]:
        """Look at the beginnings of a word."""
        starts = [word[:length] for length in self._lengths if length <= len(word)]
        return tuple(ending for start in starts if start in self._of for ending in self._of[start])


class Finder:
    """Some of the literals, ready to be found."""

    def __init__(self, spelled: Sequence[str], opened: Mapping[int, str], numbers: range) -> None:
        """Take literals as they are spelled, the beginnings of those that may go on, and which of them to look for."""
        self._first = numbers.start
        whole = [_NOWHERE if number in opened else spelled[number] for number in numbers]
        self._automaton = AhoCorasick(whole, implementation=Implementation.ContiguousNFA) if whole else None
        self._endings = Remembered(
            _Endings((spelled[one], last, one) for one, last in opened.items() if one in numbers).of
        )

    def find(self, letters: str, tokens: Sequence[str]) -> list[Find]:
        """Return every literal that stands in a text, overlapping ones too, in no order."""
        finds: list[Find] = []
        if self._automaton is not None:
            finds = self._automaton.find_matches_as_indexes(letters, overlapping=True)
        if self._first:
            finds = [(number + self._first, start, end) for number, start, end in finds]
        endings = list(map(self._endings.__getitem__, tokens))
        if any(endings):
            finds += [
                (number, at - len(before), at + 1)
                for at, literals in enumerate(endings)
                for before, number in literals
                if letters.endswith(before, 0, at)
            ]
        return finds
