"""A linear model over words: it may add a review where no rule holds, and never a page.

Its weights are data (`data/scorer`), made by `tools.train_scorer`; `data/scorer/card.md` says from what and how well.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import Final

from bot.moderation.detection.views import STOP

_STEM: Final = 5
_STEMMED_FROM: Final = 6
_SHORTEST: Final = 3  # words; less says too little
_SHOWN: Final = 3


def features(words: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Yield what a model looks at, each with the index of the word it begins at: words, pairs, pairs over one, stems."""
    before = last = ""
    for index, word in enumerate(words):
        yield word, index
        if last:
            yield f"{last} {word}", index - 1
        if before:
            yield f"{before} _ {word}", index - 2
        if len(word) >= _STEMMED_FROM:
            yield f"{word[:_STEM]}*", index
        before, last = last, word


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights, and the score from which a text is worth a look."""

    weights: Mapping[str, float]
    bias: float
    threshold: float

    @classmethod
    def load(cls, file: Path) -> "Scorer | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        lines = file.read_text(encoding="utf-8").splitlines()
        bias, threshold = (float(line.partition("\t")[2]) for line in lines[:2])
        weights = {}
        for line in lines[2:]:
            feature, _, weight = line.partition("\t")
            weights[feature] = float(weight)
        return cls(weights, bias, threshold)

    def score(self, tokens: Iterable[str]) -> float:
        """Return how much a text reads like those that need a look; around 0 is undecided."""
        words = [token for token in tokens if token != STOP]
        seen = {feature for feature, _ in features(words)}
        get = self.weights.get
        return self.bias + sum([get(feature, 0.0) for feature in seen]) / sqrt(len(seen) + 1)

    def places(self, tokens: Sequence[str]) -> tuple[int, ...] | None:
        """Return the tokens that speak loudest for a look, or None where none is due."""
        if len(tokens) < _SHORTEST or self.score(tokens) < self.threshold:
            return None
        kept = [index for index, token in enumerate(tokens) if token != STOP]
        loud: dict[int, float] = {}
        for feature, index in features([tokens[index] for index in kept]):
            loud[kept[index]] = loud.get(kept[index], 0.0) + self.weights.get(feature, 0.0)
        return tuple(sorted(sorted(loud, key=lambda index: -loud[index])[:_SHOWN]))
