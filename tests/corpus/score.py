"""Score the functional suite: which of its sentences get the tier that was asked for."""

import csv
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bot.moderation.detection import Detector, Tier

CORPUS = Path(__file__).with_name("functional.csv")
LEXICON = Path(__file__).parents[2] / "data" / "lexicon"

_HOLDS: dict[str, Callable[[Tier], bool]] = {
    "page": lambda tier: tier is Tier.PAGE,
    "found": lambda tier: tier > Tier.NONE,
    "no-page": lambda tier: tier < Tier.PAGE,
    "none": lambda tier: tier is Tier.NONE,
}


@dataclass(frozen=True, slots=True)
class Scored:
    """One sentence of the suite and whether it got what it asks for."""

    category: str
    expect: str
    half: str
    text: str
    tier: Tier
    rule: str | None
    passed: bool


def score(detector: Detector) -> list[Scored]:
    """Assess every sentence of the suite."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    scored = []
    for row in rows:
        found = detector.assess(row["text"])
        passed = _HOLDS[row["expect"]](found.tier)
        scored.append(Scored(row["category"], row["expect"], row["half"], row["text"], found.tier, found.rule, passed))
    return scored
