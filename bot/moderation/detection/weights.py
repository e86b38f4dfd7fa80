"""What words and pairs of words speak for, as learned: the part that all linear models over words share."""

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import pairwise
from typing import Any, Final

from bot.moderation.detection.remembered import Remembered

_STEM: Final = 5
_STEMMED_FROM: Final = 6
_PART: Final = 3  # letters
_LATIN_ENDS: Final = "\u024f"
_HANGUL: Final = "\uac00", "\ud7a3"
_PARTS_OF_ONE: Final = 100
"""Weights are kept as whole hundredths."""

Pair = tuple[str, str]
OfPairs = Mapping[str, Mapping[str, float]]
"""By the first word and the second."""
_NOTHING: Final[Mapping[str, float]] = {}


def word_features(word: str, concepts: Mapping[str, str]) -> list[str]:
    """Return a word, its beginning if it is long, the concept that it stands for, and in other scripts than ours its parts.

    Of those languages too few sentences are known for every form of a word to have been met.
    """
    found = [word]
    if len(word) >= _STEMMED_FROM:
        found.append(f"{word[:_STEM]}*")
    if word in concepts:
        found.append(concepts[word])
    if _HANGUL[0] <= word[0] <= _HANGUL[1]:
        found += [f"{word[:length]}*" for length in (1, 2, 3) if length < len(word)]
    elif word[0] > _LATIN_ENDS:
        found += [f"*{word[at : at + _PART]}*" for at in range(len(word) - _PART + 1) if len(word) > _PART]
    return found


def pair_features(words: Sequence[str], concepts: Mapping[str, str]) -> tuple[dict[Pair, None], dict[Pair, None]]:
    """Return the different neighbours, and those over one word between, each word as its concept where it has one."""
    meant = list(map(concepts.get, words, words))
    return dict.fromkeys(pairwise(meant)), dict.fromkeys(zip(meant, meant[2:], strict=False))


class Weights:
    """What words and pairs of words speak for: above nought for what a model looks for, below against it."""

    def __init__(
        self, words: Mapping[str, float], neighbours: OfPairs, apart: OfPairs, concepts: Mapping[str, str]
    ) -> None:
        """Take weights, of pairs by the first word; `apart` has those over one word between."""
        self.words = words
        self.neighbours = neighbours
        self.apart = apart
        self.concepts = concepts
        self.alone: Mapping[str, float] = Remembered(self._alone)
        """What each word comes to by itself, with all that it stands for."""
        self._after = Remembered(partial(_seconds, neighbours)), Remembered(partial(_seconds, apart))

    def _alone(self, word: str) -> float:
        return self.of_features(word_features(word, self.concepts))

    def of_features(self, features: Iterable[str]) -> float:
        """Return what features come to; those that nobody knows come to nothing."""
        known = self.words
        return sum([known.get(feature, 0.0) for feature in features])

    def of_pairs(self, words: Sequence[str]) -> tuple[float, int]:
        """Return what the different pairs of words come to, and how many there are."""
        neighbours, apart = pair_features(words, self.concepts)
        total = 0.0
        for pairs, after in zip((neighbours, apart), self._after, strict=True):
            total += sum([after[one].get(two, 0.0) for one, two in pairs])
        return total, len(neighbours) + len(apart)

    def kept(self) -> dict[str, Any]:
        """Return the weights as they are kept in a file."""
        return {
            "words": " ".join(self.words),
            "weights": [round(weight * _PARTS_OF_ONE) for weight in self.words.values()],
            "neighbours": {first: _line(seconds) for first, seconds in self.neighbours.items()},
            "apart": {first: _line(seconds) for first, seconds in self.apart.items()},
            "concepts": dict(sorted(self.concepts.items())),
        }

    @classmethod
    def read(cls, kept: Mapping[str, Any]) -> "Weights":
        """Return weights that were kept in a file; pairs are only taken apart when they are first asked for."""
        weights = [weight / _PARTS_OF_ONE for weight in kept["weights"]]
        words = dict(zip(kept["words"].split(), weights, strict=True))
        return cls(words, _Lines(kept["neighbours"]), _Lines(kept["apart"]), kept["concepts"])


class _Lines(dict[str, Any]):
    """Weights of pairs by the first word, each a line until somebody asks for it."""

    def __getitem__(self, first: str) -> Mapping[str, float]:
        """Take a line apart."""
        parts = super().__getitem__(first).split()
        return {second: int(weight) / _PARTS_OF_ONE for second, weight in zip(parts[::2], parts[1::2], strict=True)}


def _seconds(pairs: OfPairs, first: str) -> Mapping[str, float]:
    try:
        return pairs[first]
    except KeyError:
        return _NOTHING


def _line(seconds: Mapping[str, float]) -> str:
    return " ".join(f"{second} {round(weight * _PARTS_OF_ONE)}" for second, weight in seconds.items())
