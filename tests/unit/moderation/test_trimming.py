"""What a report says of a crisis goes after three days; what it is about stays."""

import pytest

from bot.moderation.detection import Detector, Tier
from bot.moderation.reports.trimming import without_crisis
from bot.settings import default_data_dir


@pytest.fixture(scope="module")
def detector() -> Detector:
    return Detector.load(default_data_dir() / "lexicon")


@pytest.mark.parametrize(
    ("words", "left"),
    [
        ("Ben shouted at me twice.\nNobody stopped him.", None),
        (
            "Ben shouted at me twice. I want to kill myself tonight because of it. Please talk to him.",
            "Ben shouted at me twice. (…) Please talk to him.",
        ),
        ("Ben me gritó.\nTengo las pastillas delante y no quiero estar aquí mañana.", "Ben me gritó.\n(…)"),
        ("i want to kill myself tonight", "(…)"),
    ],
)
def test_only_the_sentences_about_a_crisis_are_left_out(detector: Detector, words: str, left: str | None) -> None:
    assert without_crisis(words, detector.assess) == left


def test_nothing_that_would_wake_somebody_is_left(detector: Detector) -> None:
    words = "He laughed. I have the pills in front of me! Then he left? I don't want to be here tomorrow"
    left = without_crisis(words, detector.assess)
    assert left is not None
    assert detector.assess(left).tier != Tier.PAGE
