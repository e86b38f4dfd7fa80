"""A linear model over words: it may add a review where no rule holds, and never a page.

Its weights are data (`data/scorer`), made by `tools.train_scorer`; `data/scorer/card.md` says from what and how well.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from math import sqrt
from pathlib import Path
from typing import Final

from bot.moderation.detection.views import STOP

_STEM: Final = 5
_STEMMED_FROM: Final = 6
_SHORTEST: Final = 3  # words; less says too little
_SHOWN: Final = 3

OWN: Final = frozenset(["i", "im", "ive", "id", "ill", "me", "my", "myself", "mine", "no", "nobody", "nothing", "life"])
"""A text without one of these says nothing about its writer, and is not asked about."""

Feature = str | tuple[str, str] | tuple[str, None, str]
"""A word, a stem with a `*`, two neighbours, or two words with one between."""


def features(words: Sequence[str]) -> set[Feature]:
    """Return what a model looks at; whole sets at once, for every message pays for this."""
    found: set[Feature] = set(words)
    found.update([f"{word[:_STEM]}*" for word in words if len(word) >= _STEMMED_FROM])
    found.update(pairwise(words))
    found.update(zip(words, repeat(None), words[2:], strict=False))
    return found


def written(feature: Feature) -> str:
    """Return a feature as it stands in a model's file."""
    return feature if isinstance(feature, str) else " ".join(part or "_" for part in feature)


def _read(feature: str) -> Feature:
    parts = feature.split(" ")
    if len(parts) == 3:
        return parts[0], None, parts[2]
    return (parts[0], parts[1]) if len(parts) == 2 else feature


@dataclass(frozen=True, slots=True)
class Scorer:
    """Weights, and the score from which a text is worth a look."""

    weights: Mapping[Feature, float]
    bias: float
    threshold: float

    @classmethod
    def load(cls, file: Path) -> "Scorer | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        lines = [line.partition("\t") for line in file.read_text(encoding="utf-8").splitlines()]
        bias, threshold = (float(number) for _, _, number in lines[:2])
        return cls({_read(feature): float(weight) for feature, _, weight in lines[2:]}, bias, threshold)

    def score(self, found: Collection[Feature]) -> float:
        """Return how much a text reads like those that need a look; around 0 is undecided."""
        return self.bias + sum(map(self.weights.get, found, repeat(0.0))) / sqrt(len(found) + 1)

    def places(self, tokens: Sequence[str]) -> tuple[int, ...] | None:
        """Return the tokens that speak loudest for a look, or None where none is due."""
        if OWN.isdisjoint(tokens):
            return None
        words = [token for token in tokens if token != STOP]
        if len(words) < _SHORTEST or self.score(features(words)) < self.threshold:
            return None
        loud = {
            index: sum(self.weights.get(feature, 0.0) for feature in features([token]))
            for index, token in enumerate(tokens)
            if token != STOP
        }
        return tuple(sorted(sorted(loud, key=lambda index: -loud[index])[:_SHOWN]))
