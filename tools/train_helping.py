"""Train what knows helpers by their words: `python -m tools.train_helping`.

It learns from what was written for this project: helping replies against the words of people in a crisis, all of
data/scorer/sentences.csv and the open parts of tests/corpus, never the held half. A quarter of the voices at a time is left
out and asked about, and the scores from which a text is taken for a helper's are those that hardly any text comes to that
was written in a crisis by a voice left out and pages. The same input makes the same model.
"""

import json
import math
import random
import sys
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.assessment import Category
from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.detector import CLUES, HELPING, SCORER
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.helping import Certain, HelpingTalk, marks
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.views import STOP, view
from tools.train_scorer import LEXICON, ROOT, Sentence, learn, meanings, rows

MODEL: Final = LEXICON.parent / HELPING
SENTENCE: Final = -1.0
"""What the sentence in question must come to by itself: people in a crisis comfort others, too."""
PARTS: Final = 4
REST: Final = ""
TOGETHER: Final = {
    ("en",): (0.002, 0.005, 0.02),
    ("es", "fr", "de", "pt", "it"): (0.005, 0.01, 0.02),
    (REST,): (0.005, 0.01, 0.02),
}
"""Languages with scores of their own, by themselves or together, and the shares of what pages there, said in a crisis by
unheard voices, that may be taken for a helper's: where the model must be sure, where it is likely, and perhaps.
"""
AMONG_MANY: Final = "answering"
"""What people in a crisis say to who helps them: many wrote like this, so that part of it is heard by every model."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A text to learn from, as the model sees it."""

    voice: str
    language: str
    kind: str
    tokens: list[str]
    text: str

    def example(self) -> Sentence:
        """Return it for the training, which calls what it looks for urgent."""
        words = [token for token in self.tokens if token != STOP]
        kind = "urgent" if self.kind == "helping" else "calm"
        return Sentence(self.voice, kind, words, found=False, beside=sorted(set(marks(self.tokens, self.text))))


def heard() -> Iterator[Heard]:
    """Yield what helpers say, and what people say in a crisis."""
    vocabulary = load_tables(LEXICON).vocabulary
    kinds = {"page": "urgent", "review": "crisis"}
    corpus = ROOT / "tests" / "corpus"
    found = [
        (row["voice"], row["language"], row["label"], row["text"]) for row in rows(ROOT / "data/scorer/sentences.csv")
    ]
    found += [("corpus", row["language"], "helping", row["text"]) for row in rows(corpus / "helping.csv")]
    found += [
        ("corpus", row["language"], kinds.get(row["least"], ""), row["text"]) for row in rows(corpus / "open.csv")
    ]
    found += [("corpus", "en", row["label"], row["text"]) for row in rows(corpus / "hard.csv")]
    for voice, language, kind, text in found:
        if kind in {"helping", "urgent", "crisis"}:
            yield Heard(voice, language, kind, view(text, vocabulary).tokens, text)


def train(texts: Sequence[Heard]) -> HelpingTalk:
    """Return a model that takes nothing for a helper's yet."""
    weights, bias = learn([one.example() for one in texts], meanings())
    return HelpingTalk(weights, round(bias, 4), {one: {REST: math.inf} for one in Certain}, SENTENCE)


def unheard(texts: Sequence[Heard]) -> Iterator[tuple[Heard, float]]:
    """Yield each text with the score of a model that has not heard its voice."""
    voices = [
        f"{one.voice} {number % PARTS}" if AMONG_MANY in one.voice else one.voice for number, one in enumerate(texts)
    ]
    known = sorted(set(voices))
    random.Random(3).shuffle(known)  # noqa: S311  the same parts every time
    for part in range(PARTS):
        left_out = set(known[part::PARTS])
        model = train([one for one, voice in zip(texts, voices, strict=True) if voice not in left_out])
        for one, voice in zip(texts, voices, strict=True):
            if voice in left_out:
                yield one, model.score(one.tokens, one.text)


def exceeded_by(scores: Collection[float], share: float) -> float:
    """Return the score above which at most a share lies."""
    return round(sorted(scores, reverse=True)[int(share * len(scores))] + 0.001, 3)


def asked_about(detector: Detector, text: str) -> Certain | None:
    """Return how certain it must be that somebody helps who wrote a text; None where nothing pages that may be doubted."""
    said = detector.assess(text)
    if said.tier is not Tier.PAGE or said.category in {None, Category.THIRD_PERSON}:
        return None
    assert said.category is not None
    return Certain.must_be(said.category, summed=(said.rule or "").endswith(CLUES))


def main() -> int:
    """Train, choose the scores, write the model, print what it is worth."""
    texts = list(heard())
    detector = Detector(Engine(load_tables(LEXICON)), Scorer.load(LEXICON.parent / SCORER))
    asked = {one.text: asked_about(detector, one.text) for one in texts}
    named = {language for languages in TOGETHER for language in languages}
    by_language: dict[str, list[tuple[Heard, float]]] = defaultdict(list)
    for one, score in unheard(texts):
        by_language[one.language if one.language in named else REST].append((one, score))
    scores: dict[Certain, dict[str, float]] = {one: {} for one in Certain}
    for languages, shares in TOGETHER.items():
        chosen = [pair for language in languages for pair in by_language[language]]
        for certain, share in zip(Certain, shares, strict=True):
            pages = [(one.kind == "helping", score) for one, score in chosen if asked[one.text] is certain]
            least = exceeded_by([score for helping, score in pages if not helping], share)
            scores[certain] |= dict.fromkeys(languages, least)
            taken = [helping for helping, score in pages if score >= least]
            sys.stdout.write(
                f"{' '.join(languages) or 'the rest'}, {certain}: from {least}, {taken.count(False)} of"
                f" {sum(not helping for helping, _ in pages)} pages about a crisis are taken for a helper's,"
                f" and {taken.count(True)} of {sum(helping for helping, _ in pages)} of helpers\n"
            )
    model = train(texts)
    kept = {"bias": model.bias, "scores": scores, "sentence": SENTENCE, "weights": model.weights.kept()}
    MODEL.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
