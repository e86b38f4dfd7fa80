"""A linear model over words: it may add a review where no rule holds, and never a page.

Its weights are data (`data/scorer`), made by `tools.train_scorer`; `data/scorer/card.md` says from what and how well.
"""

import json
from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import Final

from bot.moderation.detection.views import STOP
from bot.moderation.detection.weights import Weights

_SHORTEST: Final = 2  # words; less says too little
_SHOWN: Final = 3
_DOUBTED_IF_UNSURE: Final = 0.0, 0.0


class Scorer:
    """Weights, and the score from which a text is worth a look."""

    def __init__(
        self,
        weights: Weights,
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
        self.bias = bias
        self.threshold = threshold
        self.glance = glance
        self.doubted = doubted
        self._alone = weights.alone.__getitem__

    @classmethod
    def load(cls, file: Path) -> "Scorer | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        kept = json.loads(file.read_bytes())
        return cls(Weights.read(kept.pop("weights")), **kept)

    def looks_calm(self, tokens: Sequence[str]) -> bool:
        """Tell at a glance whether a text is far from needing a look, as most are."""
        return self.at_a_glance(tokens) < self.glance

    def at_a_glance(self, tokens: Sequence[str]) -> float:
        """Return what different words come to alone, the longer the text the less each."""
        different = dict.fromkeys(tokens)
        different.pop(STOP, None)
        return sum(map(self._alone, different)) / sqrt(len(different) + 1)

    def score(self, words: Sequence[str]) -> float:
        """Return how much a text reads like those that need a look."""
        different = dict.fromkeys(words)
        total = sum(map(self._alone, different))
        of_pairs, pairs = self.weights.of_pairs(words)
        return self.bias + (total + of_pairs) / sqrt(len(different) + pairs + 1)

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
        loud = sorted((-self._alone(token), index) for index, token in enumerate(tokens) if token != STOP)[:_SHOWN]
        return tuple(sorted(index for below, index in loud if below < 0 or index == loud[0][1]))


def _words(tokens: Sequence[str]) -> list[str]:
    return [token for token in tokens if token != STOP]
