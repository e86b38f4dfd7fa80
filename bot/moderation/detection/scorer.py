"""A linear model over words: it may add a review where no rule holds, and never a page.

Its weights are data (`data/scorer`), made by `tools.train_scorer`; `data/scorer/card.md` says from what and how well.
"""

import json
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise, repeat
from math import sqrt
from pathlib import Path
from typing import Final

from bot.moderation.detection.views import STOP

_STEM: Final = 5
_STEMMED_FROM: Final = 6
_SHORTEST: Final = 2  # words; less says too little
_SHOWN: Final = 3
_REMEMBERED: Final = 20_000  # words


def word_features(word: str, concepts: Mapping[str, str]) -> list[str]:
    """Return a word, its beginning if it is long, and the concept that it stands for."""
    found = [word]
    if len(word) >= _STEMMED_FROM:
        found.append(f"{word[:_STEM]}*")
    if word in concepts:
        found.append(concepts[word])
    return found


def pair_features(words: Sequence[str], concepts: Mapping[str, str]) -> set[str]:
    """Return the neighbours and those over one word between, each as its concept where it has one."""
    meant = [concepts.get(word, word) for word in words]
    found = {f"{one} {two}" for one, two in pairwise(meant)}
    found.update([f"{one} _ {two}" for one, two in zip(meant, meant[2:], strict=False)])
    return found


class _Alone(dict[str, float]):
    """What each word comes to alone, worked out when it is first met; as many are remembered as people use."""

    def __init__(self, weights: Mapping[str, float], concepts: Mapping[str, str]) -> None:
        super().__init__()
        self._weights = weights
        self._concepts = concepts

    def __missing__(self, word: str) -> float:
        found = sum(self._weights.get(feature, 0.0) for feature in word_features(word, self._concepts))
        if len(self) < _REMEMBERED:
            self[word] = found
        return found


class Scorer:
    """Weights, and the score from which a text is worth a look."""

    def __init__(
        self,
        weights: Mapping[str, float],
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
        self._alone = _Alone(weights, concepts)

    @classmethod
    def load(cls, file: Path) -> "Scorer | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        kept = json.loads(file.read_bytes())
        return cls(**kept)

    def at_a_glance(self, words: Collection[str]) -> float:
        """Return what different words come to alone, the longer the text the less each."""
        return sum(map(self._alone.__getitem__, words)) / sqrt(len(words) + 1)

    def score(self, words: Sequence[str]) -> float | None:
        """Return how much a text reads like those that need a look, or None where a glance tells that it does not."""
        return None if self.at_a_glance(set(words)) < self.glance else self.total(words)

    def total(self, words: Sequence[str]) -> float:
        """Return how much a text reads like those that need a look, however little that is."""
        different = set(words)
        pairs = pair_features(words, self.concepts)
        total = sum(map(self._alone.__getitem__, different)) + sum(map(self.weights.get, pairs, repeat(0.0)))
        return self.bias + total / sqrt(len(different) + len(pairs) + 1)

    def doubts(self, tokens: Sequence[str]) -> int:
        """Return by how many steps words added up should count for less: a text may read most unlike those that need a look."""
        words = [token for token in tokens if token != STOP]
        lacking = self.threshold - self.total(words) if len(words) >= _SHORTEST else 0.0
        return sum(lacking > step for step in self.doubted)

    def places(self, tokens: Sequence[str]) -> tuple[int, ...] | None:
        """Return the tokens that speak loudest for a look, or None where none is due."""
        words = [token for token in tokens if token != STOP]
        if len(words) < _SHORTEST or (score := self.score(words)) is None or score < self.threshold:
            return None
        return self._loudest(tokens)

    def _loudest(self, tokens: Sequence[str]) -> tuple[int, ...]:
        loud = sorted((-self._alone[token], index) for index, token in enumerate(tokens) if token != STOP)[:_SHOWN]
        return tuple(sorted(index for below, index in loud if below < 0 or index == loud[0][1]))
