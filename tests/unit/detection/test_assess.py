"""What the detector promises to whoever asks it."""

from dataclasses import FrozenInstanceError

import pytest

from bot.moderation.detection import Assessment, Category, Detector, Tier


def test_tiers_are_ordered_by_urgency_and_never_fall_below_none() -> None:
    assert sorted([Tier.PAGE, Tier.NONE, Tier.REVIEW]) == [Tier.NONE, Tier.REVIEW, Tier.PAGE]
    assert max(Tier.REVIEW, Tier.PAGE) is Tier.PAGE
    assert Tier.PAGE >= Tier.PAGE > Tier.REVIEW > Tier.NONE <= Tier.NONE
    assert [Tier.PAGE.lowered(), Tier.PAGE.lowered(2), Tier.NONE.lowered()] == [Tier.REVIEW, Tier.NONE, Tier.NONE]


def test_an_assessment_names_its_rule_and_cannot_be_changed(detector: Detector) -> None:
    assessment = detector.assess("I have the pills in front of me")
    assert (assessment.tier, assessment.category) == (Tier.PAGE, Category.MEANS)
    assert assessment.rule is not None
    assert assessment.rule.startswith("en.means.")
    assert assessment.spans
    with pytest.raises(FrozenInstanceError):
        assessment.tier = Tier.NONE  # type: ignore[misc]


def test_an_ordinary_message_is_nothing(detector: Detector) -> None:
    assert detector.assess("see you at the session tomorrow") == Assessment(Tier.NONE)


def test_a_lowered_rule_is_still_named(detector: Detector) -> None:
    assessment = detector.assess("kms lol I forgot my lunch")
    assert assessment.tier is Tier.NONE
    assert assessment.category is Category.IDEATION
    assert assessment.rule == "en.ideation.kms"
    assert "en.hyperbole.laughing" in assessment.lowered_by


@pytest.mark.parametrize(
    ("text", "category"),
    [
        ("lol i took all the pills", Category.OVERDOSE),
        ("if you read this, i have the pills in front of me haha", Category.MEANS),
        ("i used to hide it but tonight i will kill myself", Category.PLAN),
        ('"this is goodbye everyone" jk', Category.FAREWELL),
        ("not a joke in minecraft: i just tried to kill myself", Category.ATTEMPT),
    ],
)
def test_plan_means_attempt_farewell_and_overdose_are_never_lowered(
    detector: Detector, text: str, category: Category
) -> None:
    assessment = detector.assess(text)
    assert assessment.tier is Tier.PAGE
    assert assessment.category is category
    assert assessment.lowered_by == ()


def test_a_denial_lowers_unless_a_but_follows(detector: Detector) -> None:
    assert detector.assess("I'm not going to kill myself").tier < Tier.PAGE
    assert detector.assess("I'm not going to kill myself, but I can't promise").tier is Tier.PAGE


def test_every_language_is_read_whatever_the_locale(detector: Detector) -> None:
    for locale in (None, "en-US", "es-ES", "tr", "nonsense"):
        assert detector.assess("quiero matarme", locale).tier is Tier.PAGE
        assert detector.assess("i want to kill myself", locale).tier is Tier.PAGE


def test_the_most_pressing_family_is_named(detector: Detector) -> None:
    assessment = detector.assess("I want to die. I took all the pills. goodbye everyone, i'm sorry")
    assert assessment.category is Category.OVERDOSE


def test_a_sentence_end_keeps_words_apart(detector: Detector) -> None:
    assert detector.assess("I want pizza. To die for.").tier is Tier.NONE


def test_the_same_text_gets_the_same_answer(detector: Detector) -> None:
    text = "my friend just texted me goodbye and i want to die"
    assert len({detector.assess(text) for _ in range(5)}) == 1
