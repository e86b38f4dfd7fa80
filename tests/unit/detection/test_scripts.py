"""Letters that chat exchanges freely are read as one, and a word of another script stays whole."""

import pytest

from bot.moderation.detection.folding import fold, fold_offsets
from bot.moderation.detection.views import words_of


@pytest.mark.parametrize(
    ("written", "also"),
    [
        ("हूँ", "हु"),
        ("ज़िन्दगी", "जिंदगी".replace("ं", "न्")),
        ("مستشفى", "مستشفي"),
        ("حياة", "حياه"),
        ("أموت", "اموت"),
        ("シニタイ", "しにたい"),
        ("自殺", "自杀"),
        ("不想活了，沒有意義", "不想活了，没有意义"),
        ("sœur", "soeur"),
    ],
)
def test_spellings_of_one_word_are_one(written: str, also: str) -> None:
    assert words_of(written) == words_of(also)


@pytest.mark.parametrize("text", ["मरना", "चाहती", "आत्महत्या", "самоубийство", "انتحار", "죽고싶어"])
def test_a_word_is_not_torn_at_its_signs(text: str) -> None:
    assert len(words_of(text)) == 1


def test_offsets_are_kept_where_a_letter_becomes_two_or_none() -> None:
    text = "ma sœur ज़िंदगी 殺"
    folded, offsets = fold(text), fold_offsets(text)
    assert len(offsets) == len(folded) + 1
    assert text[offsets[folded.index("杀")]] == "殺"
