"""Every pack reads every message: what is ordinary in one language must not alarm in another's."""

import pytest

from bot.moderation.detection import SCORER_RULE, Detector, Tier
from bot.moderation.detection.pack import read_file
from tests.corpus.blind import read
from tests.unit.detection.conftest import LEXICON

LANGUAGES = sorted(folder.name for folder in LEXICON.iterdir() if folder.is_dir())


def _ordinary(language: str) -> list[str]:
    """Return what a language's pack promises to leave alone, and the corpus' calm sentences in it."""
    frames = [frame for path in sorted((LEXICON / language).glob("*.toml")) for frame in read_file(path).frame]
    calm = [one.text for one in read("open") if one.language == language and one.most is Tier.NONE]
    return [miss for frame in frames for miss in frame.misses] + calm


@pytest.fixture(scope="module")
def shipped() -> Detector:
    return Detector.load(LEXICON)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_ordinary_in_a_language_does_not_alarm_in_another(shipped: Detector, language: str) -> None:
    raised = {
        text: said.rule
        for text in _ordinary(language)
        for said in shipped.assessments(text, language)
        if said.tier > Tier.NONE and said.rule and not said.rule.startswith((f"{language}.", SCORER_RULE))
    }
    assert raised == {}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("je veux mourir mais j'ai la flemme même de ça", Tier.PAGE),
        ("je veux mourir, the meeting again, haha", Tier.REVIEW),
        ("qui veut me tuer dans minecraft pour que je respawn à la base ?", Tier.REVIEW),
        ("lass mich sterben und heal den tank, ich respawn eh in 10 sek", Tier.REVIEW),
    ],
)
def test_an_everyday_word_of_one_language_lowers_nothing_said_in_another_but_laughter_and_games_do(
    shipped: Detector, text: str, left: Tier
) -> None:
    assert shipped.assess(text).tier is left
