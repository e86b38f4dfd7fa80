"""What people do to their words is undone, and spans still point at what they wrote."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.folding import fold, fold_ascii
from bot.moderation.detection.views import _split, _taken_apart
from bot.moderation.detection.vocabulary import Vocabulary

PLAIN = "i want to kill myself"


@pytest.mark.parametrize(
    "disguised",
    [
        "i w4nt t0 k1ll mys3lf",
        "I WANT TO K I L L MYSELF",
        "i want to k.i.l.l myself",
        "i want to k-i-l-l m-y-s-e-l-f",
        "i want to ki\u200bll my\u00adself",
        "і wаnt tо kіll mуsеlf",
        "𝓲 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓴𝓲𝓵𝓵 𝓶𝔂𝓼𝓮𝓵𝓯",
        "ｉ ｗａｎｔ ｔｏ ｋｉｌｌ ｍｙｓｅｌｆ",
        "i want to kiiiilllll myseeeelf",
        "i want to **ki**ll __myself__",
        "i want to ||kill myself||",
        "i want to k*ll myself",
        "i want to killl my self",
        "i wánt tó kíll mysélf",
        "i want to k̶i̶l̶l̶ myself",
        "i want to killmyself",
        "ɪ ᴡᴀɴᴛ ᴛᴏ ᴋɪʟʟ ᴍʏsᴇʟғ".replace("ғ", "ꜰ"),
    ],
)
def test_a_disguised_sentence_is_read_like_the_plain_one(detector: Detector, disguised: str) -> None:
    assert detector.assess(disguised).rule == detector.assess(PLAIN).rule
    assert detector.assess(disguised).tier is Tier.PAGE


@pytest.mark.parametrize(
    "text",
    [
        "changing myself is hard",
        "i treat a friend myself",
        "a b c d e f g",
        "h a n d i e",
        "i am p i c k i n g skills",
        "c u at 8, d8 night",
        "k I'll do it myself",
        "4 u 2 c",
    ],
)
def test_joining_and_respelling_make_no_new_words(detector: Detector, text: str) -> None:
    assert detector.assess(text).tier is Tier.NONE


def test_spans_point_into_the_text_as_written(detector: Detector) -> None:
    text = "hello \u200b👋 всем, I\u2019m… I want to ki\u200bll\u0301 myself ok"
    assessment = detector.assess(text)
    assert [text[start:end] for start, end in assessment.spans] == ["want to ki\u200bll\u0301 myself"]


def test_a_span_covers_joined_letters(detector: Detector) -> None:
    text = "so i want to k i l l myself"
    assert [text[start:end] for start, end in detector.assess(text).spans] == ["want to k i l l myself"]


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\n",
        "\ud800",
        "\udfff\ud800 x",
        "😀😀😀",
        "مرحبا كيف الحال",
        "שלום",
        "x" * 4000,
        "e\u0301\u0301\u0301",
        "\x00\x07",
        "٣٤٥",
        "ﷺ",
        "İ",
    ],
)
def test_what_is_no_message_raises_nothing(detector: Detector, text: str) -> None:
    assert detector.assess(text).tier is Tier.NONE


@settings(deadline=None)
@given(st.one_of(st.text(st.characters(max_codepoint=127)), st.text("ab1 .!?\n'\t_", max_size=40)))
def test_plain_text_is_taken_apart_the_same_either_way(text: str) -> None:
    folded = fold(text)
    assert fold_ascii(text).decode() == folded
    assert _split(folded.encode()) == _taken_apart(folded)


def test_a_stretched_word_means_the_same_at_every_start() -> None:
    for words in (["helo", "hello", "hel", "heel"], ["heel", "hel", "hello", "helo"]):
        known = Vocabulary(words, [], {"helllo": "other"}, {})
        assert known.unstretch("hheelloo") == "helo"
        assert known.unstretch("hhhelll") == "hel"
    assert Vocabulary(["aab", "abb"], [], {}, {}).unstretch("aaabbb") == "abb"
