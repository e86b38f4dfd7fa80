"""The words that rules are made of, and the ways people disguise them."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Final

from bot.moderation.detection.folding import LOOKALIKES
from bot.moderation.detection.remembered import Remembered

MIXED: Final = re.compile(r"[\u0370-\u052f]")
"""A letter that may stand for a Latin one."""
_RUN: Final = re.compile(r"(.)\1+")
_STRETCHED: Final = re.compile(r"(.)\1\1")
_MARKUP: Final = re.compile(r"[*~|`]+")
_LEET: Final = str.maketrans("013457@$€!|+8", "oieastaseiitb")
_LEET_L: Final = str.maketrans("013457@$€!|+8", "oleastaselltb")
DIGITS_AS_LETTERS: Final = str.maketrans("01357", "oiest")
# Shorter words lie too near to others to be read from a slip of the finger.
_SLIPS_FROM: Final = 5
_VOWELS: Final = re.compile(r"[aeiouy]")
_LONE: Final = frozenset("iauyor24")


def _skeleton(word: str) -> str:
    return _RUN.sub(r"\1", word)


class Vocabulary:
    """Know every word of the packs and lead a disguised word back to its plain form."""

    def __init__(
        self,
        words: Iterable[str],
        prefixes: Iterable[str],
        disguises: Mapping[str, str],
        pairs: Mapping[tuple[str, str], str],
    ) -> None:
        """Take words, beginnings of words, and what `written_otherwise` says of them."""
        self.words = frozenset(words)
        self.prefixes = frozenset(prefixes)
        self.disguises = disguises
        self.pairs = pairs
        self._firsts = frozenset(first for first, _ in pairs)
        self._seconds = frozenset(second for _, second in pairs)
        self._longest = max(map(len, self.words), default=0)
        self.meant: Mapping[str, list[str] | None] = Remembered(self._meant)
        """The words meant by a piece of text that may be disguised, or None to take it apart at its signs."""

    def misspelled(self, tokens: Sequence[str]) -> bool:
        """Tell whether a word is a disguise of one that is known, or two that stand together are."""
        if not self.disguises.keys().isdisjoint(tokens):
            return True
        return self.misspelled_pair(tokens)

    def misspelled_pair(self, tokens: Sequence[str]) -> bool:
        """Tell whether two words that stand together are a disguise of one."""
        if self._firsts.isdisjoint(tokens) or self._seconds.isdisjoint(tokens):
            return False
        return not self.pairs.keys().isdisjoint(pairwise(tokens))

    @cached_property
    def _skeletons(self) -> dict[str, str]:
        # Of several the shortest is meant, of these a word rather than a disguise; the same ones at every start.
        known = sorted(self.words | self.disguises.keys(), key=lambda word: (-len(word), word in self.words, word))
        return {_skeleton(word): word for word in known}

    def knows(self, word: str) -> bool:
        """Tell whether a pack has the word or a beginning of it."""
        return word in self.words or any(word[:end] in self.prefixes for end in range(3, min(len(word), 12) + 1))

    def plain(self, word: str) -> str | None:
        """Return the word or words meant, or None if the word is no disguise of a known one."""
        if word in self.words:
            return word
        if (known := self.disguises.get(word)) is not None:
            return known
        return word if self.knows(word) else None

    def _meant(self, piece: str) -> list[str] | None:
        """Return the words meant by a piece; most are words like any other, even in a text with something odd in it."""
        stretched, mixed = _STRETCHED.search(piece) is not None, MIXED.search(piece) is not None
        if piece.isalpha() and not stretched and not mixed:
            return [piece]
        if (known := self.plain(piece)) is not None and not (stretched and known == piece):
            return known.split(" ")
        if stretched and (known := self.unstretch(piece)) is not None:
            return known.split(" ")
        candidates = [piece]
        stripped = _MARKUP.sub("", piece)
        if stripped != piece:
            candidates.append(stripped)
        if mixed:
            candidates.append(stripped.translate(LOOKALIKES))
        for candidate in candidates:
            for found in (self.plain(candidate), self.unleet(candidate), self.unstretch(candidate)):
                if found is not None:
                    return found.split(" ")
            letters = self.unstretch(candidate.replace("1", "i").replace("3", "e").replace("0", "o"))
            if letters is not None and not candidate.isalpha():
                return letters.split(" ")
        return [stripped] if stripped.isalnum() else None

    def unleet(self, word: str) -> str | None:
        """Return the known word that digits and signs stand for, or None."""
        for table in (_LEET, _LEET_L):
            letters = word.translate(table)
            if letters != word and len(letters) > 1 and (found := self.plain(letters)) is not None:
                return found
        return None

    def unstretch(self, word: str) -> str | None:
        """Return the known word whose letters were repeated, or None; a single letter stands for no word."""
        if len(_skeleton(word)) < 2:
            return None
        found = self._skeletons.get(_skeleton(word))
        if found is not None:
            return self.disguises.get(found, found)
        shorter = _skeleton(word)
        return shorter if self.knows(shorter) else None

    def segment(self, letters: str) -> list[str] | None:
        """Split joined letters wholly into known words, or return None; linear, as words have a longest length."""
        best: list[tuple[int, int] | None] = [None] * (len(letters) + 1)
        best[0] = (0, 0)
        for end in range(1, len(letters) + 1):
            for start in range(max(0, end - self._longest), end):
                before = best[start]
                piece = letters[start:end]
                if before is None or not self._whole(piece):
                    continue
                cost = before[0] + (3 if len(piece) == 1 else 1)
                current = best[end]
                if current is None or cost < current[0]:
                    best[end] = (cost, start)
        if best[-1] is None:
            return None
        words: list[str] = []
        end = len(letters)
        while end:
            step = best[end]
            assert step is not None
            words.append(letters[step[1] : end])
            end = step[1]
        words.reverse()
        return words if any(len(word) > 2 for word in words) else None

    def _whole(self, piece: str) -> bool:
        return piece in _LONE if len(piece) == 1 else piece in self.words or piece in self.disguises


def written_otherwise(
    words: Collection[str], guarded: Iterable[str], spelling: Mapping[str, str], everyday: Collection[str]
) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
    """Return the disguises and misspellings of words, and the pairs of words that are one word misspelled.

    No word of a pack and no everyday word is ever read as a disguise.
    """
    disguises: dict[str, str] = {}
    pairs: dict[tuple[str, str], str] = {}

    def disguise(variant: str, plain: str) -> None:
        # Two spellings a slip of the finger apart are left alone if they are words themselves.
        if variant not in words and variant not in everyday:
            disguises.setdefault(variant, plain)

    for word in guarded:
        for variant in _slips(word):
            disguise(variant, word)
    for variant, plain in spelling.items():
        first, _, second = variant.partition(" ")
        if second:
            pairs[first, second] = plain
        else:
            disguise(first, plain)
    return disguises, pairs


def _slips(word: str) -> Iterator[str]:
    for index in range(1, len(word) + 1):
        yield word[:index] + word[index - 1 :]
        if index < len(word) - 1 and len(word) > 3:
            yield f"{word[:index]}*{word[index + 1 :]}"
            yield f"{word[:index]}**{word[index + 2 :]}"
            yield f"{word[:index]}#{word[index + 1 :]}"
    yield _VOWELS.sub("*", word)
    if len(word) >= _SLIPS_FROM:
        for index in range(1, len(word)):
            yield word[:index] + word[index + 1 :]
            yield word[: index - 1] + word[index] + word[index - 1] + word[index + 1 :]
