"""Texts are cut where a reader would cut them, and shown as they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.messenger.plain import as_written, shorten, units

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()), max_size=300)


@given(ANY_TEXT, st.integers(0, 300))
def test_a_shortened_text_always_fits_and_can_be_encoded(text: str, limit: int) -> None:
    short = shorten(text, limit)
    assert units(short) <= limit
    short.encode("utf-8")


@given(st.text(max_size=50))
def test_a_text_that_fits_is_left_alone(text: str) -> None:
    if "\0" not in text:
        assert shorten(text, 100) == text


def test_the_cut_is_at_a_words_border() -> None:
    assert shorten("one two three four", 12) == "one two…"


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧‍👦", "👍🏽", "🇪🇸", "❤️", "é", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "😀"])
def test_no_emoji_is_cut_in_two(emoji: str) -> None:
    for limit in range(8, 40):
        kept = shorten(emoji * 12, limit).removesuffix("…")
        assert kept == emoji * (len(kept) // len(emoji))


def test_nothing_hidden_comes_to_light_by_a_cut() -> None:
    short = shorten("a word ||" + "secret " * 20 + "||", 60)
    assert short.count("||") == 2
    assert units(short) <= 60


def test_a_cut_leaves_no_escape_without_what_it_escapes() -> None:
    assert not shorten("\\*" * 50, 22).removesuffix("…").endswith("\\\\\\")
    assert shorten("\\*" * 50, 22).removesuffix("…").count("\\*") == len(shorten("\\*" * 50, 22)) // 2


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("*b* _i_ ~s~ `c` ||x||", r"\*b\* \_i\_ \~s\~ \`c\` \|\|x\|\|"),
        ("[click](https://e.org)", r"\[click\](https\://e.org)"),
        ("<@123> <#1> <t:1:R>", r"\<@123> \<#1> \<t:1:R>"),
        ("@everyone @Here", "@\u200beveryone @\u200bHere"),
        ("# big\n- item\n> quote\n1. one", "\\# big\n\\- item\n\\> quote\n1\\. one"),
        ("a - b # c 1. d", "a - b # c 1. d"),
        ("\u202eturned\u202c", "turned"),
        ("مرحبا", "مرحبا"),
        ("half \ud83d end", "half \ufffd end"),
    ],
)
def test_what_people_write_shows_as_plain_text(written: str, shown: str) -> None:
    assert as_written(written) == shown
