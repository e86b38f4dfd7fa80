"""The scorer may add a review where no rule is left; it never pages, never takes a rule's tier away, and the bot works without it."""

import json
from pathlib import Path
from shutil import copytree
from typing import Any

import pytest

from bot.moderation.detection import SCORER_RULE, Category, Detector, Tier
from bot.moderation.detection.scorer import Scorer
from bot.moderation.detection.weights import Weights
from tests.corpus.blind import read
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
WEIGHTS = Weights({"heavy": 3, "morni*": 1}, {}, {"heavy": {"@colour": 2}}, {"grey": "@colour", "gray": "@colour"})
MODEL: Any = {"bias": -1, "threshold": 0, "glance": 0.5, "doubted": [1.5, 3.0], "weights": WEIGHTS.kept()}


def scorer() -> Scorer:
    model = dict(MODEL)
    return Scorer(Weights.read(model.pop("weights")), **model)


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


def test_a_character_that_stands_for_two_words_is_shown_once(lexicon: Path) -> None:
    model = MODEL | {"weights": Weights({"i": 3, "3heavy": 3}, {}, {}, {}).kept()}
    (lexicon.parent / "scorer" / "model.json").write_text(json.dumps(model), encoding="utf-8")
    assert Detector.load(lexicon).assess("⅓heavy and so").spans == ((0, 6),)


def test_words_of_one_concept_are_learned_of_as_one() -> None:
    model = scorer()
    assert model.score(["so", "heavy", "and", "gray"]) == model.score(["so", "heavy", "and", "grey"])
    assert model.score(["so", "heavy", "and", "gray"]) > model.score(["so", "heavy", "and", "green"])


def test_where_the_words_alone_say_little_the_pairs_are_not_asked(
    lexicon: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    text = "so heavy and gray"
    assert Detector.load(lexicon).assess(text).rule == SCORER_RULE
    other = copytree(lexicon.parent, tmp_path_factory.mktemp("other"), dirs_exist_ok=True)
    (other / "scorer" / "model.json").write_text(json.dumps(MODEL | {"glance": 2.0}), encoding="utf-8")
    assert Detector.load(other / "lexicon").assess(text).tier is Tier.NONE


def test_where_a_rule_holds_the_scorer_is_not_asked(lexicon: Path) -> None:
    found = Detector.load(lexicon)
    assert found.assess("my zebra so heavy and grey").tier is Tier.PAGE
    lowered = found.assess("zebra heavy heavy grey lol")
    assert (lowered.tier, lowered.rule) == (Tier.REVIEW, "xx.ideation.sample")


def test_where_nothing_is_left_of_a_rule_the_scorer_is_asked(lexicon: Path) -> None:
    rules = lexicon / "xx" / "rules.toml"
    rules.write_text(FRAME.replace('tier = "page"', 'tier = "review"'), encoding="utf-8")
    found = Detector.load(lexicon)
    assert found.assess("zebra lol").rule == "xx.ideation.sample"
    assert found.assess("zebra lol").tier is Tier.NONE
    text = "my zebra so heavy and grey lol"
    assert (found.assess(text).tier, found.assess(text).rule) == (Tier.REVIEW, SCORER_RULE)
    assert [one.tier for one in found.assessments(text)] == [Tier.REVIEW, Tier.NONE], "what was lowered stays named"
    assert [one.rule for one in found.assessments("zebra lol")] == ["xx.ideation.sample"]


def test_a_single_word_and_other_words_are_left_alone(lexicon: Path) -> None:
    found = Detector.load(lexicon)
    for text in ("heavy", "a horse in the meadow", ". . . . ."):
        assert found.assess(text).tier is Tier.NONE, text


def test_the_shipped_model_never_pages_and_can_be_left_out() -> None:
    model = Scorer.load(LEXICON.parent / "scorer" / "model.json")
    assert model is not None
    assert min(map(len, (model.weights.words, model.weights.neighbours, model.weights.apart))) > 1000
    assert Scorer.load(LEXICON / "nowhere.json") is None


CLUES = """
urgency_needed = 5

[[sign]]
name = "thing"
weight = 0
urgency = 2
forms = ["lantern"]
matches = ["my lantern and the ladder"]
misses = ["horse"]

[[sign]]
name = "other-thing"
weight = 0
urgency = 3
forms = ["ladder"]
matches = ["my lantern and the ladder"]
misses = ["horse"]
"""


@pytest.fixture
def summing(lexicon: Path) -> Path:
    (lexicon / "en").mkdir()
    (lexicon / "en" / "clues.toml").write_text(CLUES, encoding="utf-8")
    return lexicon


def test_each_doubt_of_the_scorer_takes_a_step_off_a_sum(
    summing: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert Detector.load(summing).assess("my lantern, my ladder, heavy").tier is Tier.PAGE
    for threshold, left in ((1.0, Tier.REVIEW), (4.0, Tier.NONE)):
        changed = MODEL | {"threshold": threshold}
        other = copytree(summing.parent, tmp_path_factory.mktemp(left), dirs_exist_ok=True)
        (other / "scorer" / "model.json").write_text(json.dumps(changed), encoding="utf-8")
        assert Detector.load(other / "lexicon").assess("my lantern, my ladder").tier is left


def test_a_sum_that_is_a_little_short_is_doubted_sooner_and_one_sign_is_no_sum(summing: Path) -> None:
    file = summing / "en" / "clues.toml"
    file.write_text(CLUES.replace("urgency_needed = 5", "urgency_needed = 7"), encoding="utf-8")
    found = Detector.load(summing)
    assert found.assess("lantern, ladder, heavy").tier is Tier.PAGE
    assert found.assess("my lantern, my ladder").tier is Tier.NONE
    assert found.assess("ladder, heavy").rule == SCORER_RULE


def test_what_a_frame_has_judged_is_not_judged_again_by_a_sum_that_is_unsure() -> None:
    assert Detector.load(LEXICON).assess("everyone would be better off without me").tier is Tier.REVIEW


def test_the_scorer_only_ever_takes_from_what_pages() -> None:
    texts = [one.text for one in read("open")]
    shipped, rules = Detector.load(LEXICON), Detector.load(LEXICON, scored=False)
    paged = [text for text in texts if shipped.assess(text).tier is Tier.PAGE]
    assert len(paged) > 100
    assert [text for text in paged if rules.assess(text).tier is not Tier.PAGE] == []


@pytest.mark.parametrize("text", ["goodbye everyone", "goodbye all, see you tomorrow", "bye for now"])
def test_a_goodbye_alone_wakes_nobody(text: str) -> None:
    assert Detector.load(LEXICON).assess(text).tier is not Tier.PAGE
