"""A linear model over words: it may add a review where no rule holds, and never a page.

Its weights are data (`data/scorer`), made by `tools.train_scorer`; `data/scorer/card.md` says from what and how well.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import sqrt
from pathlib import Path
from typing import Final

from bot.moderation.detection.remembered import Remembered
from bot.moderation.detection.views import STOP

_STEM: Final = 5
_STEMMED_FROM: Final = 6
_PART: Final = 3  # letters
_LATIN_ENDS: Final = "\u024f"
_HANGUL: Final = "\uac00", "\ud7a3"
_SHORTEST: Final = 2  # words; less says too little
_SHOWN: Final = 3
_DOUBTED_IF_UNSURE: Final = 0.0, 0.0


Pair = tuple[str, str]


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


@dataclass(frozen=True, slots=True)
class Weights:
    """What words and pairs of words speak for: above nought for a look, below against it."""

    words: Mapping[str, float]
    neighbours: Mapping[str, Mapping[str, float]]
    """By the first word and the second."""
    apart: Mapping[str, Mapping[str, float]]
    """The same over one word between."""


class Scorer:
    """Weights, and the score from which a text is worth a look."""

    def __init__(
        self,
        weights: Weights,
        concepts: Mapping[str, str],
        bias: float,
        threshold: float,
        glance: float,
        doubted: Sequence[float],
    ) -> None:
        """Take a model.

        `glance` is what the words alone must come to before pairs are looked at; `doubted` how far below
        the threshold a text is doubted, one step after another.
        """
        self.weights = weights
        self.concepts = concepts
        self.bias = bias
        self.threshold = threshold
        self.glance = glance
        self.doubted = doubted
        self._alone = Remembered(self._of_word)
        self._alone[STOP] = 0.0

    def _of_word(self, word: str) -> float:
        known = self.weights.words
        return sum([known.get(feature, 0.0) for feature in word_features(word, self.concepts)])

    @classmethod
    def load(cls, file: Path) -> "Scorer | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        kept = json.loads(file.read_bytes())
        return cls(Weights(**kept.pop("weights")), **kept)

    def looks_calm(self, tokens: Sequence[str]) -> bool:
        """Tell at a glance whether a text is far from needing a look, as most are."""
        return self.at_a_glance(tokens) < self.glance

    def at_a_glance(self, tokens: Sequence[str]) -> float:
        """Return what different words come to alone, the longer the text the less each."""
        different = dict.fromkeys(tokens)
        return sum(map(self._alone.__getitem__, different)) / sqrt(len(different) - (STOP in different) + 1)

    def score(self, words: Sequence[str]) -> float:
        """Return how much a text reads like those that need a look."""
        different = dict.fromkeys(words)
        total = sum(map(self._alone.__getitem__, different))
        neighbours, apart = pair_features(words, self.concepts)
        for pairs, known in (neighbours, self.weights.neighbours), (apart, self.weights.apart):
            total += sum([known[one].get(two, 0.0) for one, two in pairs if one in known])
        return self.bias + total / sqrt(len(different) + len(neighbours) + len(apart) + 1)

    def doubts(self, tokens: Sequence[str], *, sure: bool = True) -> int:
        """Return by how many steps words added up should count for less: a text may read most unlike those that need a look.

        What is not `sure` by itself is doubted wholly as soon as a text reads unlike them at all.
        """
        words = _words(tokens)
        lacking = self.threshold - self.score(words) if len(words) >= _SHORTEST else 0.0
        return sum(lacking > step for step in (self.doubted if sure else _DOUBTED_IF_UNSURE))

    def places(self, tokens: Sequence[str]) -> tuple[int, ...] | None:
        """Return the tokens that speak loudest for a look, or None where none is due; ask only what does not look calm."""
        words = _words(tokens)
        return self._loudest(tokens) if len(words) >= _SHORTEST and self.score(words) >= self.threshold else None

    def _loudest(self, tokens: Sequence[str]) -> tuple[int, ...]:
        loud = sorted((-self._alone[token], index) for index, token in enumerate(tokens) if token != STOP)[:_SHOWN]
        return tuple(sorted(index for below, index in loud if below < 0 or index == loud[0][1]))


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token != STOP]
