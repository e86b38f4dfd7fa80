"""The scorer may add a review where no rule holds; it never pages, never overrules a rule, and the bot works without it."""

import json
from pathlib import Path
from typing import Any

import pytest

from bot.moderation.detection import SCORER_RULE, Category, Detector, Tier
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
MODEL: Any = {
    "bias": -1,
    "threshold": 0,
    "glance": 0.5,
    "own": ["i", "my"],
    "concepts": {"grey": "@colour", "gray": "@colour"},
    "weights": {"heavy": 3, "heavy _ @colour": 2, "morni*": 1},
}


@pytest.fixture
def lexicon(tmp_path: Path) -> Path:
    folder = tmp_path / "lexicon"
    (folder / "xx").mkdir(parents=True)
    (folder / "xx" / "rules.toml").write_text(FRAME, encoding="utf-8")
    (tmp_path / "scorer").mkdir()
    (tmp_path / "scorer" / "model.json").write_text(json.dumps(MODEL), encoding="utf-8")
    return folder


def test_it_adds_a_review_with_the_words_that_spoke_loudest(lexicon: Path) -> None:
    text = "i feel so heavy, and GREY every mornings"
    found = Detector.load(lexicon).assess(text)
    assert (found.tier, found.category, found.rule) == (Tier.REVIEW, Category.IDEATION, SCORER_RULE)
    assert "heavy" in [text[start:end] for start, end in found.spans]
    assert Detector.load(lexicon, scored=False).assess(text).tier is Tier.NONE


def test_words_of_one_concept_are_learned_of_as_one() -> None:
    model = Scorer(**MODEL)
    assert model.score(["so", "heavy", "and", "gray"]) == model.score(["so", "heavy", "and", "grey"])
    assert model.score(["so", "light", "and", "gray"]) is None, "a glance was enough"


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
    model = Scorer.load(LEXICON.parent / "scorer" / "model.json")
    assert model is not None
    assert len(model.weights) > 1000
    assert Scorer.load(LEXICON / "nowhere.json") is None
