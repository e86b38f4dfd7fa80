"""No input breaks the detector, sends a span astray or takes more than its share of work."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.detection import Category, Detector, Tier
from tests.unit.detection.conftest import LEXICON

DETECTOR = Detector.load(LEXICON)
PIECES = st.sampled_from(
    [
        "i",
        "want",
        "to",
        "kill",
        "myself",
        "die",
        "pills",
        "goodbye",
        "not",
        "but",
        "lol",
        ".",
        "!",
        "\n",
        "k1ll",
        "k",
        "i",
        "l",
        "l",
        "k*ll",
        "\u200b",
        "é",
        "�",
        "😀",
        "死",
        "ا",
        "**",
        "||",
        ">",
        '"',
        "'",
        "quiero",
        "matarme",
        "$",
        "@",
        "3",
        "_",
        "-",
        "...",
        "",
    ],
)
TEXTS = st.one_of(
    st.text(st.characters(), max_size=300),
    st.lists(PIECES, max_size=80).map(" ".join),
    st.lists(PIECES, max_size=80).map("".join),
)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_any_text_gets_an_answer_with_spans_inside_it(text: str) -> None:
    assessment = DETECTOR.assess(text)
    assert isinstance(assessment.tier, Tier)
    ends = 0
    for start, end in assessment.spans:
        assert ends <= start < end <= len(text)
        ends = end
    if assessment.tier > Tier.NONE:
        assert isinstance(assessment.category, Category)
        assert assessment.rule
        assert assessment.spans


@settings(max_examples=60, deadline=None)
@given(
    st.lists(PIECES, max_size=20).map(" ".join), st.sampled_from(["\u200b", "\u00ad", "\u2060"]), st.integers(0, 100)
)
def test_an_invisible_character_changes_nothing(text: str, invisible: str, place: int) -> None:
    at = min(place, len(text))
    assert DETECTOR.assess(text[:at] + invisible + text[at:]).tier == DETECTOR.assess(text).tier
