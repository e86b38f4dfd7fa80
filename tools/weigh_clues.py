"""Weigh clues: `python -m tools.weigh_clues ORDINARY.csv [--voices]`, a table of ordinary messages with a `text` column.

A clue says little alone, and whether it is worth waking somebody depends on the words around it. Their weights are learned
here from what `tools.train_scorer` learns from, urgent against everything else, and rounded to whole numbers in a file that
a person can read and change: data/lexicon/en/weights.json. The sum from which they page is one that hardly any ordinary message
reaches that they were not learned from. `--voices` prints what becomes of voices left out, and writes nothing.
"""

import json
import math
import sys
from collections import Counter, deque
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from bot.moderation.detection.scorer import Scorer, pair_features, word_features
from tools.train_scorer import LEXICON, MODEL, Reader, Sentence, meanings, rows, sentences

Floats = NDArray[np.float64]

WEIGHTS: Final = LEXICON / "en" / "weights.json"
ROUNDS: Final = 200
ENOUGH: Final = 1e-5
COST: Final = 10.0
"""How much being wrong costs beside a heavy weight."""
KEPT: Final = 3_000
UNIT: Final = 2.0
HEAVIEST: Final = 9
OFTEN: Final = 3
FOLDS: Final = 5
ORDINARY_HEAVY: Final = 0.0007
"""The share of ordinary messages that may weigh as much as they must less a margin; half of these hold a clue."""
MARGIN: Final = 0.25
OF_CRISIS: Final = 0.15
OF_ORDINARY: Final = 4.0
OF_HELPING: Final = 4.0


def worth(one: Sentence) -> float:
    """Return how much a sentence counts: a crisis that is not urgent may page, but should not teach to."""
    return {"crisis": OF_CRISIS, "ordinary": OF_ORDINARY, "helping": OF_HELPING}.get(one.kind, 1.0)


def features(one: Sentence, known: dict[str, str]) -> tuple[Counter[str], float]:
    """Return what stands in a sentence, and by what a sum over it is divided."""
    words, pairs = sorted(set(one.words)), sorted(pair_features(one.words, known))
    found = Counter(name for word in words for name in word_features(word, known))
    found.update(pairs)
    return found, 1 / math.sqrt(len(words) + len(pairs) + 1)


class _Table:
    """What stands in which sentence, as the columns of a thin matrix."""

    def __init__(self, examples: Sequence[Sentence], known: dict[str, str], only: set[str] | None) -> None:
        read = [features(one, known) for one in examples]
        self.often = Counter(name for found, _ in read for name in found)
        names = [name for name, times in self.often.items() if times >= OFTEN and (only is None or name in only)]
        self.names = sorted(names)
        numbers = {name: number for number, name in enumerate(self.names)}
        cells = [
            (row, numbers[name], times * scale)
            for row, (found, scale) in enumerate(read)
            for name, times in found.items()
            if name in numbers
        ]
        rows, columns, values = zip(*cells, strict=True)
        self.rows, self.columns, self.values = np.array(rows), np.array(columns), np.array(values)
        self.urgent = np.array([one.kind == "urgent" for one in examples])
        counts = np.array([worth(one) for one in examples])
        self.counts = np.where(self.urgent, counts[~self.urgent].sum() / self.urgent.sum() / 2, counts)

    def loss(self, weights: Floats) -> tuple[float, Floats]:
        """Return how wrong weights (the last is the bias) are, and which way they become more so."""
        scores = np.bincount(self.rows, weights[self.columns] * self.values, len(self.urgent)) + weights[-1]
        margins = np.where(self.urgent, scores, -scores)
        wrong = self.counts / (1 + np.exp(np.clip(margins, -30, 30)))
        slopes = np.where(self.urgent, -wrong, wrong)
        down = np.bincount(self.columns, slopes[self.rows] * self.values, len(self.names))
        total = float(self.counts @ np.logaddexp(0, -margins) + weights @ weights / 2 / COST)
        return total, np.append(down, slopes.sum()) + weights / COST


def learn(
    examples: Sequence[Sentence], known: dict[str, str], only: set[str] | None = None
) -> dict[str, tuple[float, int]]:
    """Return for each word or pair its weight in a logistic regression (L-BFGS), and how often it stands."""
    table = _Table(examples, known, only)
    weights = np.zeros(len(table.names) + 1)
    loss, slope = table.loss(weights)
    steps: deque[tuple[Floats, Floats]] = deque(maxlen=10)
    for _ in range(ROUNDS):
        way = -_bent(slope, steps)
        length = 1.0 if steps else 1 / float(np.abs(slope).sum())
        while (tried := table.loss(weights + length * way))[0] > loss + 1e-4 * length * float(slope @ way):
            length /= 2
        if loss - tried[0] < ENOUGH * loss:
            break
        steps.append((length * way, tried[1] - slope))
        weights, (loss, slope) = weights + length * way, tried
    return {name: (float(weights[number]), table.often[name]) for number, name in enumerate(table.names)}


def _bent(slope: Floats, steps: deque[tuple[Floats, Floats]]) -> Floats:
    """Return a slope as the last steps say that the ground is bent."""
    way, pulls = slope.copy(), []
    for step, change in reversed(steps):
        pull = float(step @ way / (step @ change))
        way -= pull * change
        pulls.append(pull)
    if steps:
        step, change = steps[-1]
        way *= step @ change / (change @ change)
    for (step, change), pull in zip(steps, reversed(pulls), strict=True):
        way += step * (pull - float(change @ way / (step @ change)))
    return way


def weigh(examples: Sequence[Sentence]) -> Scorer:
    """Return whole-number weights of the words and pairs that tell most; no threshold yet."""
    known, _ = meanings()
    first = learn(examples, known)
    telling = sorted(first, key=lambda name: (-abs(first[name][0]) * math.sqrt(first[name][1]), name))[:KEPT]
    learned = learn(examples, known, set(telling))
    whole = {name: max(-HEAVIEST, min(HEAVIEST, round(weight / UNIT))) for name, (weight, _) in learned.items()}
    return Scorer({name: weight for name, weight in whole.items() if weight}, known, (), 0.0, 0.0, -math.inf)


def folds(written: Sequence[Sentence]) -> list[set[str]]:
    """Return groups of voices of about the same size, each to be left out once."""
    sizes = Counter(one.voice for one in written if one.kind == "urgent")
    groups: list[set[str]] = [set() for _ in range(FOLDS)]
    for number, (voice, _) in enumerate(sizes.most_common()):
        groups[number % FOLDS].add(voice)
    groups[0].update({one.voice for one in written} - set(sizes))
    return groups


def main(arguments: list[str]) -> int:
    """Weigh, choose the sum from which clues page, write the weights, print what they are worth."""
    files = [argument for argument in arguments if argument != "--voices"]
    if len(files) != 1:
        sys.stderr.write(f"{__doc__}\n")
        return 2
    reader = Reader()
    messages = [reader.sentence("ordinary", row["text"], kind="ordinary") for row in rows(Path(files[0]))]
    written = sentences(reader)
    told_apart = {one.voice for one in written if one.kind == "urgent"}
    written = [one for one in written if one.kind != "crisis" or one.voice in told_apart]
    agreeing = Scorer.load(MODEL)
    assert agreeing is not None, "train the scorer first"
    outside: list[tuple[Sentence, float]] = []
    for number, group in enumerate(folds(written)):
        learned = [one for one in written if one.voice not in group]
        learned += [one for place, one in enumerate(messages) if place % FOLDS != number]
        model = weigh(learned)
        # The scorer has learned from every second message: only the others tell.
        left_out = [one for one in written if one.voice in group] + messages[1::2][number::FOLDS]
        for one in left_out:
            above = agreeing.total(one.words) - agreeing.threshold if len(one.words) > 1 else -math.inf
            asked = above >= 0 and not agreeing.own.isdisjoint(one.words)
            outside.append((one, model.total(one.words) + above if asked else -math.inf))
    ordinary = sorted((score for one, score in outside if one.kind == "ordinary"), reverse=True)
    threshold = round(ordinary[int(len(ordinary) * ORDINARY_HEAVY)] + MARGIN, 3)
    for kind in ("urgent", "crisis", "calm", "helping", "ordinary"):
        scores = [score for one, score in outside if one.kind == kind]
        heavy = sum(score >= threshold for score in scores)
        sys.stdout.write(
            f"{kind:9} of voices left out (but not by the scorer): {heavy} of {len(scores)} weigh enough\n"
        )
    if "--voices" in arguments:
        return 0
    model = weigh([*written, *messages])
    kept = {
        "bias": 0,
        "threshold": threshold,
        "glance": 0,
        "own": [],
        "concepts": dict(sorted(model.concepts.items())),
        "weights": dict(sorted(model.weights.items(), key=lambda one: (-one[1], one[0]))),
    }
    WEIGHTS.write_text(json.dumps(kept, ensure_ascii=False, indent=0) + "\n", encoding="utf-8")
    sys.stdout.write(f"{len(model.weights)} weights\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
