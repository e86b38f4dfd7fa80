"""A linear model that tells who speaks: somebody in a crisis, or somebody who answers one, perhaps with the very same words.

It takes a page down to a review where it is sure, and does nothing else: it raises nothing, and silences nothing.
Its weights are data (`data/scorer`), made by `tools.train_helping`; `docs/decisions/who-speaks.md` says why it may.
"""

import json
from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from math import sqrt
from pathlib import Path
from typing import Any, Final

from bot.moderation.detection.assessment import Category
from bot.moderation.detection.views import STOP, View
from bot.moderation.detection.weights import Weights

ASKS: Final = "?"
"""The feature of a text with a question in it: no word is written so."""
_QUESTIONS: Final = frozenset("?？؟")
_STARTS: Final = "^"
_OTHERWISE: Final = ""


def marks(tokens: Sequence[str], text: str) -> list[str]:
    """Return what stands beside the words: the first word of each sentence, and whether something is asked."""
    found = [
        f"{_STARTS}{word}" for before, word in zip([STOP, *tokens], tokens, strict=False) if before == STOP != word
    ]
    return found if _QUESTIONS.isdisjoint(text) else [*found, ASKS]


class Certain(StrEnum):
    """How certain it must be that somebody helps: the more urgent what else they would be saying, the more."""

    SURE = "sure"  # a sentence says a plan, means, an attempt, a goodbye or an overdose
    LIKELY = "likely"  # words add up to a page
    PERHAPS = "perhaps"  # a sentence says that somebody wants to die

    @classmethod
    def must_be(cls, category: Category, *, summed: bool) -> "Certain":
        """Say it of who said what a rule finds; sums of clues have no sentence of their own."""
        if category.protected:
            return cls.SURE
        return cls.PERHAPS if category is Category.IDEATION and not summed else cls.LIKELY


class HelpingTalk:
    """Weights, and the scores from which a text is taken for talk to somebody who needs help."""

    def __init__(
        self, weights: Weights, bias: float, scores: Mapping[str, Mapping[str, float]], sentence: float
    ) -> None:
        """Take a model.

        `scores` are those from which it believes what it hears, by how certain it must be and by language, `""` for
        those not named; `sentence` is what the sentence in question must come to by itself.
        """
        self.weights = weights
        self.bias = bias
        self.scores = {Certain(name): by_language for name, by_language in scores.items()}
        self.sentence = sentence

    @classmethod
    def load(cls, file: Path) -> "HelpingTalk | None":
        """Read a model; None where there is no file, for the rules work without it."""
        if not file.is_file():
            return None
        kept: dict[str, Any] = json.loads(file.read_bytes())
        return cls(Weights.read(kept.pop("weights")), **kept)

    def score(self, tokens: Sequence[str], text: str) -> float:
        """Return how much a text reads like somebody who helps, below nought like somebody in a crisis."""
        words = [token for token in tokens if token != STOP]
        different = dict.fromkeys(words)
        beside = dict.fromkeys(marks(tokens, text))
        total = sum(map(self.weights.alone.__getitem__, different)) + self.weights.of_features(beside)
        of_pairs, pairs = self.weights.of_pairs(words)
        return self.bias + (total + of_pairs) / sqrt(len(different) + len(beside) + pairs + 1)

    def speaks(
        self,
        text: str,
        seen: View,
        first: int,
        last: int,
        *,
        language: str,
        certain: "Certain",
        long_past: Callable[[], bool] = lambda: False,
    ) -> bool:
        """Tell whether a text is somebody's who helps, and the sentences with tokens first..last-1 are no crisis of their own.

        Who tells of what is `long_past` so as to help tells of a crisis of their own, and need be no more than `LIKELY`.
        """
        score = self.score(seen.tokens, text)
        if score < self._least(certain, language):
            return certain is Certain.SURE and score >= self._least(Certain.LIKELY, language) and long_past()
        if certain is not Certain.PERHAPS and long_past():
            return True
        first, last = seen.sentences(first, last)
        start, end = seen.span(first, last)
        # What ends the last sentence is no part of it, and tells whether it asks.
        return self.score(seen.tokens[first:last], text[start : end + 1]) >= self.sentence

    def _least(self, certain: Certain, language: str) -> float:
        by_language = self.scores[certain]
        return by_language.get(language, by_language[_OTHERWISE])
