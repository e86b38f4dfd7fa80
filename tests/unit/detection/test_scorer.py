"""The scorer may add a review where no rule holds; it never pages, never overrules a rule, and the bot works without it."""

from pathlib import Path

import pytest

from bot.moderation.detection import Category, Detector, Tier
from bot.moderation.detection.scorer import Scorer
from tests.unit.detection.conftest import LEXICON

FRAME = """
[[frame]]
name = "sample"
category = "ideation"
tier = "page"
forms = ["zebra"]
matches = ["zebra"]
misses = ["horse"]

[[suppressor]]
name = "laughing"
kind = "hyperbole"
where = "message"
forms = ["lol"]
matches = ["zebra lol"]
misses = ["zebra"]
"""
MODEL = "bias\t-1\nthreshold\t0\nheavy\t3\nheavy _ grey\t2\nmorni*\t1\n"


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    (folder / "xx").mkdir(parents=True)
    (folder / "xx" / "rules.toml").write_text(FRAME, encoding="utf-8")
    (tmp_path / "scorer").mkdir()
    (tmp_path / "scorer" / "en.tsv").write_text(MODEL, encoding="utf-8")
    return folder


def test_it_adds_a_review_with_the_words_that_spoke_loudest(lexicon: Path) -> None:
    text = "i feel so heavy, and GREY every mornings"
    found = Detector.load(lexicon).assess(text)
    assert (found.tier, found.category, found.rule) == (Tier.REVIEW, Category.IDEATION, "en.ideation.scorer")
    assert "heavy" in [text[start:end] for start, end in found.spans]
    assert Detector.load(lexicon, scored=False).assess(text).tier is Tier.NONE


def test_where_a_rule_holds_the_scorer_is_not_asked(lexicon: Path) -> None:
    found = Detector.load(lexicon)
    assert found.assess("my zebra so heavy and grey").tier is Tier.PAGE
    lowered = found.assess("zebra heavy heavy grey lol")
    assert (lowered.tier, lowered.rule) == (Tier.REVIEW, "xx.ideation.sample")


def test_short_texts_and_other_words_are_left_alone(lexicon: Path) -> None:
    found = Detector.load(lexicon)
    for text in ("heavy", "heavy grey", "a horse in the meadow", ". . . . ."):
        assert found.assess(text).tier is Tier.NONE, text


def test_the_shipped_model_never_pages_and_can_be_left_out() -> None:
    model = Scorer.load(LEXICON.parent / "scorer" / "en.tsv")
    assert model is not None
    assert len(model.weights) > 1000
    assert Scorer.load(LEXICON / "nowhere.tsv") is None
