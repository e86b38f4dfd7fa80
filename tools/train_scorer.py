"""Train the scorer: `python -m tools.train_scorer ORDINARY.csv [--voices]`, a table of ordinary messages with a `text` column.

What it learns from: the sentences in data/scorer/sentences.csv and the open parts of tests/corpus, all written for this
project, and every second line of the ordinary messages, which are not in this repository. The other half chooses the threshold.
Never the held half of the corpus. The same input makes the same model. `--voices` trains nothing to keep: it leaves out one
voice (or one group of voices) at a time and says what rules and scorer find in it, the honest figure.
"""

import csv
import json
import math
import random
import sys
import tomllib
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.views import STOP, view
from bot.moderation.detection.vocabulary import Vocabulary
from bot.moderation.detection.weights import Weights, pair_features, word_features

ROOT: Final = Path(__file__).resolve().parents[1]
LEXICON: Final = ROOT / "data" / "lexicon"
MODEL: Final = ROOT / "data" / "scorer" / "model.json"
ROUNDS: Final = 12
RATE: Final = 0.4
DECAY: Final = 3e-3
DECAY_OF_PAIRS: Final = 1e-2
SMALLEST_ALONE: Final = 0.3
SMALLEST: Final = 0.5
NEIGHBOURS: Final = "neighbours"
APART: Final = "apart"
Feature = TypeVar("Feature", bound=Hashable)
CRISES: Final = {"urgent", "crisis"}
OF_TIER: Final = {"page": "urgent", "review": "crisis", "none": "calm"}
OF_EXPECTED: Final = {"page": "urgent", "found": "crisis", "no-page": "calm", "none": "calm"}
REVIEWS_PER_1000: Final = 30.0
"""How many ordinary messages in a thousand rules and scorer together may put before a moderator."""
DOUBTED_OF_ORDINARY: Final = 0.87, 0.46
"""The shares of ordinary messages for which what only adds up counts one step less, and two."""
HELPING_COUNTS: Final = 0.3
"""What a helping reply counts where one ordinary message counts 1. Helpers write with a crisis' words: learned in full, their replies
hide the crises that sound like them, and a helper who is looked at costs less than somebody who is not."""
GLANCE_KEEPS: Final = 0.995
"""The share of sentences above the threshold that the glance at words alone must let pass."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence to learn from: who wrote it, what it is, its words, and whether rules found it."""

    voice: str
    kind: str
    """urgent, crisis, calm, helping or ordinary."""
    words: list[str]
    found: bool
    beside: Sequence[str] = ()
    """What else there is to learn from."""

    @property
    def label(self) -> bool:
        """Whether a moderator should look at it."""
        return self.kind in {"urgent", "crisis"}


class Reader:
    """Reads texts as the detector does."""

    def __init__(self) -> None:
        """Load the rules with a scorer that hears nothing and doubts whatever is unsure."""
        tables = load_tables(LEXICON)
        deaf = Scorer(Weights({}, {}, {}, {}), -math.inf, 0.0, math.inf, (math.inf, math.inf))
        self._rules = Detector(Engine(tables), deaf)
        self._vocabulary: Vocabulary = tables.vocabulary

    def sentence(self, voice: str, text: str, *, kind: str) -> Sentence:
        """Return a text ready to learn from."""
        words = [token for token in view(text, self._vocabulary).tokens if token != STOP]
        return Sentence(voice, kind, words, self._rules.assess(text).tier > Tier.NONE)


def rows(file: Path) -> list[dict[str, str]]:
    """Return the lines of a table."""
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def sentences(reader: Reader) -> list[Sentence]:
    """Return everything written for this project that may be learned from."""
    corpus = ROOT / "tests" / "corpus"
    found: dict[str, Sentence] = {}

    def add(voice: str, row: dict[str, str], kind: str) -> None:
        if row["text"] not in found:
            found[row["text"]] = reader.sentence(voice, row["text"], kind=kind)

    for row in rows(ROOT / "data/scorer/sentences.csv"):
        add(row["voice"], row, row["label"] if row["label"] in {*CRISES, "helping", "ordinary"} else "calm")
    for name in ("open.csv", "helping.csv"):
        for row in rows(corpus / name):
            if row["least"] != Tier.NONE or row["most"] == Tier.NONE:
                add("corpus", row, "helping" if name == "helping.csv" else OF_TIER[row["least"]])
    for row in rows(corpus / "functional.csv"):
        add("corpus", row, OF_EXPECTED[row["expect"]])
    for row in rows(corpus / "hard.csv"):
        add("corpus", row, row["label"] if row["label"] in CRISES else "calm")
    return list(found.values())


def meanings() -> dict[str, str]:
    """Return for each word the concept that it stands for, marked with an @."""
    named = tomllib.loads((ROOT / "data/scorer/concepts.toml").read_text(encoding="utf-8"))
    return {word: f"@{name}" for name, words in named["concepts"].items() for word in words.split()}


def learn(examples: Sequence[Sentence], known: dict[str, str]) -> tuple[Weights, float]:
    """Return weights and bias: first what words say alone, then what pairs add, so that a glance at the words tells most."""
    shares = [HELPING_COUNTS if one.kind == "helping" else 1.0 for one in examples]
    alone = [[*sorted(set(one.words)), *one.beside] for one in examples]
    of_words = [
        [name for word in sorted(set(one.words)) for name in word_features(word, known)] + [*one.beside]
        for one in examples
    ]
    labels = [one.label for one in examples]
    scales = [1 / math.sqrt(len(different) + 1) for different in alone]
    words, _ = fit(labels, of_words, [0.0] * len(labels), scales, shares, decay=DECAY)
    words = {name: weight for name, weight in words.items() if abs(weight) >= SMALLEST_ALONE}
    of_pairs = []
    for number, one in enumerate(examples):
        neighbours, apart = pair_features(one.words, known)
        of_pairs.append([(NEIGHBOURS, *pair) for pair in neighbours] + [(APART, *pair) for pair in apart])
        scales[number] = 1 / math.sqrt(len(alone[number]) + len(of_pairs[-1]) + 1)
    given = [sum(words.get(name, 0.0) for name in names) for names in of_words]
    pairs, bias = fit(labels, of_pairs, given, scales, shares, decay=DECAY_OF_PAIRS)
    found: dict[str, dict[str, dict[str, float]]] = {NEIGHBOURS: {}, APART: {}}
    for (kind, first, second), weight in sorted(pairs.items()):
        if abs(weight) >= SMALLEST:
            found[kind].setdefault(first, {})[second] = weight
    return Weights(dict(sorted(words.items())), found[NEIGHBOURS], found[APART], known), bias


def fit(
    labels: Sequence[bool],
    features: Sequence[Sequence[Feature]],
    given: Sequence[float],
    scales: Sequence[float],
    shares: Sequence[float],
    *,
    decay: float,
) -> tuple[dict[Feature, float], float]:
    """Return weights and bias of a logistic regression (AdaGrad) beside what is given, the rarer class weighing more."""
    numbers: dict[Feature, int] = {}
    kept = [
        (label, [numbers.setdefault(name, len(numbers)) for name in names], before, scale, counts)
        for label, names, before, scale, counts in zip(labels, features, given, scales, shares, strict=True)
    ]
    often = Counter(number for _, found, *_ in kept for number in set(found))
    rarer = labels.count(False) / max(1, labels.count(True)) / 2
    weights = [0.0] * len(numbers)
    seen = [1e-6] * len(numbers)
    bias = -2.0
    dice = random.Random(1)  # noqa: S311  the same model every time
    for _ in range(ROUNDS):
        dice.shuffle(kept)
        for label, found, before, scale, counts in kept:
            score = bias + (sum([weights[number] for number in found]) + before) * scale
            error = (1 / (1 + math.exp(-max(-30.0, min(30.0, score)))) - label) * (rarer if label else counts)
            for number in found:
                slope = error * scale + decay * weights[number]
                seen[number] += slope * slope
                weights[number] -= RATE * slope / math.sqrt(seen[number])
            bias -= 0.01 * error
    # What stood once hardly ever stands again: it was there to be learned around, and is not kept.
    return {name: round(weights[number], 2) for name, number in numbers.items() if often[number] > 1}, bias


def train(examples: Iterable[Sentence], ordinary: Sequence[Sentence], unseen: Sequence[Sentence]) -> Scorer:
    """Return a model whose threshold leaves as many unseen ordinary messages to a moderator as are allowed."""
    known = meanings()
    learned = [*examples, *ordinary, *ordinary]  # most talk is ordinary
    weights, bias = learn(learned, known)
    model = Scorer(weights, bias, 0.0, -math.inf, ())
    scores = sorted((model.score(one.words) for one in unseen if not one.found), reverse=True)
    allowed = max(1, int(REVIEWS_PER_1000 * len(unseen) / 1000) - sum(one.found for one in unseen))
    threshold = round(scores[allowed] + 0.001, 3)
    glances = sorted(
        model.at_a_glance(one.words) for one in learned if one.label and model.score(one.words) >= threshold
    )
    lowest = glances[int(len(glances) * (1 - GLANCE_KEEPS))] if glances else -math.inf
    lacking = sorted((threshold - model.score(one.words) for one in unseen), reverse=True)
    doubted = [round(lacking[int(share * len(lacking))], 2) for share in DOUBTED_OF_ORDINARY]
    return Scorer(weights, round(bias, 4), threshold, round(lowest - 0.005, 2), doubted)


def found_by(model: Scorer, one: Sentence) -> bool:
    """Tell whether rules or the model find a sentence."""
    return one.found or (not model.looks_calm(one.words) and model.places(one.words) is not None)


def how_many(weights: Weights) -> int:
    """Return how many weights there are."""
    pairs = [*weights.neighbours.values(), *weights.apart.values()]
    return len(weights.words) + sum(map(len, pairs))


def leave_out(all_sentences: list[Sentence], ordinary: list[Sentence], unseen: list[Sentence]) -> None:
    """Print what is found of each voice by a model that has not heard it; small voices are left out together."""
    sizes = Counter(one.voice for one in all_sentences)
    large = [voice for voice, size in sizes.most_common() if size >= 600 and voice != "corpus"]
    small = sorted(voice for voice in sizes if voice not in large and voice != "corpus")
    groups = [*([voice] for voice in large), *(small[start::4] for start in range(4))]
    for group in groups:
        model = train((one for one in all_sentences if one.voice not in group), ordinary, unseen)
        for voice in group:
            own = [one for one in all_sentences if one.voice == voice]
            crises, calm = [one for one in own if one.label], [one for one in own if not one.label]
            sys.stdout.write(
                f"{voice:14}{share(crises, model)} crises found ({share_by_rules(crises)} by rules)"
                f"   {share(calm, model)} calm raised ({share_by_rules(calm)})\n"
            )


def share(chosen: list[Sentence], model: Scorer) -> str:
    """Return how many are found, of how many."""
    return f"{sum(found_by(model, one) for one in chosen):5}/{len(chosen)}"


def share_by_rules(chosen: list[Sentence]) -> str:
    """Return how many the rules find."""
    return str(sum(one.found for one in chosen))


def main(arguments: list[str]) -> int:
    """Train, choose the threshold, write the model, print what it is worth."""
    files = [argument for argument in arguments if argument != "--voices"]
    if len(files) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    reader = Reader()
    messages = [reader.sentence("ordinary", row["text"], kind="ordinary") for row in rows(Path(files[0]))]
    ordinary, unseen = messages[::2], messages[1::2]
    written = sentences(reader)
    if "--voices" in arguments:
        leave_out(written, ordinary, unseen)
        return 0
    model = train(written, ordinary, unseen)
    kept = {
        "bias": model.bias,
        "threshold": model.threshold,
        "glance": model.glance,
        "doubted": list(model.doubted),
        "weights": model.weights.kept(),
    }
    MODEL.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    crises = [one for one in written if one.label]
    sys.stdout.write(
        f"{len(written)} sentences, {len(crises)} of them to be looked at; {how_many(model.weights)} weights\n"
        f"unseen ordinary messages: {sum(one.found for one in unseen)} alarms by rules,"
        f" {sum(found_by(model, one) for one in unseen)} in all, of {len(unseen)}\n"
        f"learned sentences found: {sum(found_by(model, one) for one in crises)} of {len(crises)}\n"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
