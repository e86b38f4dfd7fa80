"""Who answers a crisis uses its words: their page is a review, and a page of somebody in a crisis stays one."""

import pytest

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.helping import Certain, HelpingTalk
from bot.moderation.detection.weights import Weights
from tests.corpus.blind import read
from tests.unit.detection.conftest import LEXICON


@pytest.fixture(scope="module")
def shipped() -> Detector:
    return Detector.load(LEXICON)


@pytest.fixture(scope="module")
def deaf(shipped: Detector) -> Detector:
    """The same, deaf to who speaks."""
    return Detector(shipped._engine, shipped._scorer)


@pytest.mark.parametrize(
    "text",
    [
        "Thank you for telling me. Are you planning to kill yourself tonight, and are the pills in the room with you?",
        "please put the rope away and give it to your sister, then text me back. you dont have to do this alone",
        "Your last message read like a goodbye and I would rather ask than guess. Are you safe right now?",
    ],
)
def test_somebody_who_helps_wakes_nobody(shipped: Detector, text: str) -> None:
    assert shipped.assess(text).tier is not Tier.PAGE


def test_what_was_taken_down_is_still_looked_at_and_says_why(shipped: Detector, deaf: Detector) -> None:
    text = "ok that last message read like a goodbye and i'm not ok with it. call me or i call them. you have ten mins"
    assert deaf.assess(text).tier is Tier.PAGE
    found = shipped.assess(text)
    assert (found.tier, found.rule, found.lowered_by[-1]) == (
        Tier.REVIEW,
        deaf.assess(text).rule,
        "en.helping.words",
    )
    assert shipped.assessments(text)[0].tier is Tier.REVIEW


@pytest.mark.parametrize(
    "own",
    [
        "I took all of my pills an hour ago.",
        "I have the rope in my hand.",
        "i am going to kill myself tonight.",
        "ive written the letters and i am on the bridge now.",
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "{} you have all been so kind to me",
        "Thank you for listening, you are not alone, please look after yourself and reach out to somebody. {}",
        "{} Are you okay? I'm here for you, please call somebody if you feel like this, you matter so much.",
        "you asked if i am safe. {} please dont blame yourself, you did everything you could for me",
    ],
)
def test_who_comforts_others_in_a_crisis_of_their_own_wakes_somebody(shipped: Detector, own: str, around: str) -> None:
    assert shipped.assess(around.format(own)).tier is Tier.PAGE


@pytest.mark.parametrize(
    ("told", "around"),
    [
        (
            "When I was 22 I took an overdose in my student room.",
            "I want to tell you my story because yours sounded so much like mine. {} Please tell somebody tonight, you can write to me any time.",
        ),
        (
            "I cut my wrists in my early twenties.",
            "I hear you and I won't argue with you. {} It got different, slowly. Is somebody with you right now, can you call them?",
        ),
    ],
)
def test_who_helps_by_telling_what_was_long_ago_wakes_nobody(shipped: Detector, told: str, around: str) -> None:
    assert shipped.assess(told).tier is Tier.PAGE, "alone, nobody can tell why it is told"
    assert shipped.assess(around.format(told)).tier is not Tier.PAGE


@pytest.mark.parametrize(
    "text",
    [
        "When I was 22 I took an overdose and tonight I took one again.",
        "At 19 I slit my wrists. At 30 I have the blade on them again.",
        "When I was 22 you all sat with me after I took an overdose. I took all my pills again an hour ago. Thank you for trying, please look after yourselves.",
    ],
)
def test_what_was_long_ago_and_is_so_again_wakes_somebody(shipped: Detector, text: str) -> None:
    assert shipped.assess(text).tier is Tier.PAGE


def test_who_worries_about_somebody_is_believed_however_they_put_it(shipped: Detector) -> None:
    text = "can somebody please help, my friend just texted me goodbye and is not picking up. what should I say to her?"
    assert shipped.assess(text).tier is Tier.PAGE


@pytest.mark.parametrize(
    ("certain", "paged"),
    [
        (Certain.PERHAPS, {"I want to die": False, "wrote the letters, cleaned my room, gave away the dog": True}),
        (Certain.LIKELY, {"I want to die": False, "wrote the letters, cleaned my room, gave away the dog": False}),
    ],
)
def test_the_more_urgent_a_text_would_be_the_surer_it_must_be_that_somebody_helps(
    shipped: Detector, certain: Certain, paged: dict[str, bool]
) -> None:
    scores = {Certain.PERHAPS: 1.0, Certain.LIKELY: 2.0, Certain.SURE: 3.0}
    weighs_nothing = Weights({}, {}, {}, {})
    hearing = HelpingTalk(weighs_nothing, scores[certain], {one: {"": score} for one, score in scores.items()}, -1.0)
    detector = Detector(shipped._engine, shipped._scorer, hearing)
    found = {text: detector.assess(text).tier is Tier.PAGE for text in paged}
    assert found == paged
    assert detector.assess("I am going to kill myself tonight, I have the rope").tier is Tier.PAGE


def test_it_only_ever_takes_a_page_down_to_a_review(shipped: Detector, deaf: Detector) -> None:
    texts = [one.text for one in read("open")]
    changed = [
        (deaf.assess(text).tier, shipped.assess(text).tier)
        for text in texts
        if deaf.assess(text).tier is not shipped.assess(text).tier
    ]
    assert set(changed) <= {(Tier.PAGE, Tier.REVIEW)}
    assert sum(shipped.assess(text).tier is Tier.PAGE for text in texts) > 100


def test_weights_come_back_from_their_file_as_they_were() -> None:
    written = Weights({"calm": -0.25, "^are": 1.5}, {"are": {"you": 0.75, "they": -0.5}}, {"you": {"ok": 1.0}}, {})
    again = Weights.read(written.kept())
    for words in (["are", "you", "so", "ok"], ["are", "they", "ok"], ["you", "are", "ok"]):
        assert again.of_pairs(words) == written.of_pairs(words)
        assert [again.alone[word] for word in words] == [written.alone[word] for word in words]
    assert again.of_features(["^are", "nobody"]) == 1.5
