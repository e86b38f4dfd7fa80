"""Literals are found among the words of a text as plainly looking for each of them would."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.detection.compiled import load_tables
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.finding import Alphabet, Find, Finder, Literal, Openings, Spellings
from bot.moderation.detection.tables import Tables

WORDS = st.sampled_from(["die", "died", "to", "want", "wanting", "i", "so"])
LITERALS = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.booleans()),
    min_size=1,
    max_size=12,
    unique=True,
)


def spelled(literals: list[Literal]) -> tuple[Alphabet, list[str], dict[int, str]]:
    alphabet = Alphabet.of(literals)
    opened = {number: words.split(" ")[-1] for number, (words, open_ended) in enumerate(literals) if open_ended}
    return alphabet, list(map(alphabet.spell, literals)), opened


def stands(literal: Literal, tokens: list[str], at: int) -> bool:
    words, open_ended = literal[0].split(" "), literal[1]
    found = tokens[at : at + len(words)]
    if not open_ended:
        return found == words
    return len(found) == len(words) and found[:-1] == words[:-1] and found[-1].startswith(words[-1])


def standing(literals: list[Literal], tokens: list[str], most: int) -> set[Find]:
    return {
        (number, at, at + literal[0].count(" ") + 1)
        for number, literal in enumerate(literals[:most])
        for at in range(len(tokens))
        if stands(literal, tokens, at)
    }


TOKENS = st.lists(st.one_of(WORDS, st.sampled_from([".", "unheard"])), max_size=12)


@settings(deadline=None)
@given(LITERALS, TOKENS, st.integers(1, 12))
def test_what_is_found_is_what_stands_there(literals: list[Literal], tokens: list[str], most: int) -> None:
    alphabet, words, opened = spelled(literals)
    letters = alphabet.letters(tokens)
    whole = Finder(words, opened, min(most, len(literals))).find(letters)
    going_on = Openings(words, opened, len(literals)).find(letters, tokens)
    expected = standing(literals, tokens, most)
    assert set(whole) == {find for find in expected if find[0] not in opened}
    assert set(going_on) == {find for find in standing(literals, tokens, len(literals)) if find[0] in opened}
    assert len(whole) + len(going_on) == len({*whole, *going_on})


@settings(deadline=None)
@given(LITERALS, TOKENS)
def test_a_set_of_words_stands_where_one_of_them_does(literals: list[Literal], tokens: list[str]) -> None:
    alphabet, words, opened = spelled(literals)
    letters = alphabet.letters(tokens)
    places = Spellings(words, opened, [range(len(literals))]).places(0, letters, frozenset(letters))
    found = standing(literals, tokens, len(literals))
    assert sorted(places) == sorted((start, end) for number, start, end in found if number not in opened)


PACK = """
[[frame]]
name = "sample"
category = "ideation"
tier = "page"
forms = ["die*", "want to g*", "so wanting dyin*"]
matches = ["x"]
misses = ["y"]
"""
SAID = ["die", "died", "to", "want", "wanting", "going", "g", "i", "so", "die.", "x", "dying"]


@pytest.fixture(scope="module")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Tables:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "xx").mkdir()
    (folder / "xx" / "rules.toml").write_text(PACK, encoding="utf-8")
    return load_tables(folder)


@settings(deadline=None)
@given(st.lists(st.sampled_from(SAID), max_size=9))
def test_whether_a_literal_that_goes_on_may_stand_is_told_by_its_words(tables: Tables, words: list[str]) -> None:
    seen = Engine(tables).reader.read(" ".join(words))
    assert seen.letters == tables.alphabet.letters(seen.tokens)
    found = Openings(tables.literals, tables.opened, tables.leading).find(seen.letters, seen.tokens)
    assert seen.opens or not found


def test_the_commonest_words_have_the_shortest_letters_and_no_two_the_same() -> None:
    literals = [(f"common word{number}", False) for number in range(3000)]
    alphabet = Alphabet.of(literals)
    assert len(alphabet["common"].encode()) == 1
    assert len(set(alphabet.values())) == len(alphabet) == 3001
    assert alphabet.letters(["never", "heard"]) not in "".join(map(alphabet.spell, literals))
