"""Train the scorer: `python -m tools.train_scorer ORDINARY.csv`, a table of ordinary messages with a `text` column.

What it learns from: the sentences in data/scorer/sentences.csv and the open parts of tests/corpus, all written for this
project, and every second line of the ordinary messages, which are not in this repository. The other half chooses the threshold.
Never the held half of the corpus. The same input makes the same model.
"""

import csv
import math
import random
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Final

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.scorer import OWN, Feature, Scorer, features, written
from bot.moderation.detection.views import STOP, view
from bot.moderation.detection.vocabulary import Vocabulary

ROOT: Final = Path(__file__).resolve().parents[1]
MODEL: Final = ROOT / "data" / "scorer" / "en.tsv"
ROUNDS: Final = 25
RATE: Final = 0.3
DECAY: Final = 2e-4
SMALLEST: Final = 0.03
REVIEWS_PER_1000: Final = 10.0
"""How many ordinary messages in a thousand rules and scorer together may put before a moderator."""

Example = tuple[bool, list[Feature]]


def rows(file: Path) -> list[dict[str, str]]:
    """Return the lines of a table."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def sentences() -> list[tuple[bool, str]]:
    """Return everything written for this project that may be learned from, and whether it needs a look."""
    corpus = ROOT / "tests" / "corpus"
    found = [(row["label"] in {"crisis", "urgent"}, row["text"]) for row in rows(ROOT / "data/scorer/sentences.csv")]
    for name in ("open.csv", "helping.csv"):
        english = [row for row in rows(corpus / name) if row["language"] == "en"]
        found += [(True, row["text"]) for row in english if row["least"] != Tier.NONE]
        found += [(False, row["text"]) for row in english if row["most"] == Tier.NONE]
    found += [(row["expect"] in {"page", "found"}, row["text"]) for row in rows(corpus / "functional.csv")]
    found += [(row["label"] in {"crisis", "urgent"}, row["text"]) for row in rows(corpus / "hard.csv")]
    return found


def train(examples: list[Example]) -> tuple[dict[Feature, float], float]:
    """Return weights and bias of a logistic regression (AdaGrad), the rarer class weighing more."""
    common = Counter(feature for _, found in examples for feature in found)
    kept = [(label, [one for one in found if common[one] > 1], len(found)) for label, found in examples]
    share = sum(not label for label, _ in examples) / max(1, sum(label for label, _ in examples)) / 2
    weights: dict[Feature, float] = defaultdict(float)
    seen: dict[Feature, float] = defaultdict(lambda: 1e-6)
    bias = -2.0
    dice = random.Random(1)  # noqa: S311  the same model every time
    for _ in range(ROUNDS):
        dice.shuffle(kept)
        for label, found, size in kept:
            scale = math.sqrt(size + 1)
            score = bias + sum(weights[one] for one in found) / scale
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - label) * (share if label else 1)
            for one in found:
                slope = error / scale + DECAY * weights[one]
                seen[one] += slope * slope
                weights[one] -= RATE * slope / math.sqrt(seen[one])
            bias -= 0.01 * error
    return {one: round(weight, 3) for one, weight in weights.items() if abs(weight) >= SMALLEST}, bias


def found_in(text: str, vocabulary: Vocabulary) -> list[Feature]:
    """Return a text's features, each once, always in the same order."""
    return sorted(features([token for token in view(text, vocabulary).tokens if token != STOP]), key=written)


def main(arguments: list[str]) -> int:
    """Train, choose the threshold, write the model, print what it is worth."""
    if len(arguments) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    lexicon = ROOT / "data" / "lexicon"
    rules, vocabulary = Detector.load(lexicon, scored=False), load_tables(lexicon).vocabulary
    ordinary = [row["text"] for row in rows(Path(arguments[0]))]
    learned, unseen = ordinary[::2], ordinary[1::2]
    examples = [(label, found_in(text, vocabulary)) for label, text in [*sentences(), *((False, t) for t in learned)]]
    weights, bias = train([one for one in examples if not OWN.isdisjoint(one[1])])
    model = Scorer(weights, bias, 0.0)
    alarmed = sum(rules.assess(text).tier > Tier.NONE for text in unseen)
    scores = sorted(
        (
            model.score(found)
            for text in unseen
            if not rules.rules_in(text) and not OWN.isdisjoint(found := found_in(text, vocabulary))
        ),
        reverse=True,
    )
    allowed = max(1, int(REVIEWS_PER_1000 * len(unseen) / 1000) - alarmed)
    threshold = round(scores[allowed] + 0.001, 3)
    lines = [
        f"bias\t{bias:.4f}",
        f"threshold\t{threshold}",
        *(f"{written(one)}\t{weights[one]}" for one in sorted(weights, key=written)),
    ]
    MODEL.write_text("\n".join(lines) + "\n", encoding="utf-8")
    sys.stdout.write(
        f"{len(examples)} examples, {sum(label for label, _ in examples)} of them to be looked at; {len(weights)} weights\n"
        f"unseen ordinary messages: {alarmed} alarms by rules and {allowed} by the scorer of {len(unseen)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
