"""The functional suite: what a peer-support channel writes, and its look-alikes.

Rules were tuned on half `a` only; half `b` was scored, never read for rules. Both are reported by
`python tests/benchmarks/detection_report.py`.
"""

import csv
from collections import Counter

import pytest

from bot.moderation.detection import Detector
from bot.moderation.detection.evaluation import evaluate
from tests.corpus.score import CORPUS, LEXICON, Scored, score

FLOOR = {"a": 0.97, "b": 0.85}


@pytest.fixture(scope="module")
def scored() -> list[Scored]:
    return score(Detector.load(LEXICON))


def test_the_suite_is_as_broad_as_it_says(scored: list[Scored]) -> None:
    sizes = Counter(item.category for item in scored)
    assert len(sizes) >= 25
    assert min(sizes.values()) >= 10
    assert len({item.text for item in scored}) == len(scored)
    assert {item.half for item in scored} == {"a", "b"}


@pytest.mark.parametrize("half", ["a", "b"])
def test_each_half_holds_its_floor(scored: list[Scored], half: str) -> None:
    chosen = [item for item in scored if item.half == half]
    failed = sum(not item.passed for item in chosen)
    # Sentences of half b stay out of the message: who tunes rules must not read them.
    assert 1 - failed / len(chosen) >= FLOOR[half], f"{failed} of {len(chosen)} in half {half} failed"


def test_nothing_ordinary_pages(scored: list[Scored]) -> None:
    paged = [item for item in scored if item.expect in {"none", "no-page"} and not item.passed and item.half == "a"]
    assert paged == []


def test_sentences_written_to_defeat_the_rules_stay_found() -> None:
    """They were scored unseen first (docs/detection.md has that figure) and tuned on since."""
    with CORPUS.with_name("hard.csv").open(encoding="utf-8", newline="") as file:
        report = evaluate(Detector.load(LEXICON), csv.DictReader(file))
    assert report.unknown == ()
    assert len(report.missed) <= 8, [outcome.text for outcome in report.missed]
    assert [outcome.text for outcome in report.false_alarms if outcome.assessment.tier == "page"] == []
