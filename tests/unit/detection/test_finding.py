"""Literals are found among the words of a text as plainly looking for each of them would."""

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.moderation.detection.finding import Alphabet, Find, Finder, Literal

WORDS = st.sampled_from(["die", "died", "to", "want", "wanting", "i", "so"])
LITERALS = st.lists(
    st.tuples(st.lists(WORDS, min_size=1, max_size=4).map(" ".join), st.booleans()),
    min_size=1,
    max_size=12,
    unique=True,
)


def finder(literals: list[Literal], start: int = 0) -> tuple[Alphabet, Finder]:
    alphabet = Alphabet.of(literals)
    spelled = [alphabet.spell(literal) for literal in literals]
    opened = {number: words.split(" ")[-1] for number, (words, open_ended) in enumerate(literals) if open_ended}
    return alphabet, Finder(spelled, opened, range(start, len(literals)))


def stands(literal: Literal, tokens: list[str], at: int) -> bool:
    words, open_ended = literal[0].split(" "), literal[1]
    found = tokens[at : at + len(words)]
    if not open_ended:
        return found == words
    return len(found) == len(words) and found[:-1] == words[:-1] and found[-1].startswith(words[-1])


@settings(deadline=None)
@given(LITERALS, st.lists(st.one_of(WORDS, st.sampled_from([".", "unheard"])), max_size=12), st.integers(0, 3))
def test_what_is_found_is_what_stands_there(literals: list[Literal], tokens: list[str], start: int) -> None:
    alphabet, some = finder(literals, start)
    expected: set[Find] = {
        (number, at, at + literals[number][0].count(" ") + 1)
        for number in range(start, len(literals))
        for at in range(len(tokens))
        if stands(literals[number], tokens, at)
    }
    found = some.find(alphabet.letters(tokens), tokens)
    assert set(found) == expected
    assert len(found) == len(expected)


def test_the_commonest_words_have_the_shortest_letters_and_no_two_the_same() -> None:
    literals = [(f"common word{number}", False) for number in range(3000)]
    alphabet = Alphabet.of(literals)
    assert len(alphabet["common"].encode()) == 1
    assert len(set(alphabet.values())) == len(alphabet) == 3001
    assert alphabet.letters(["never", "heard"]) not in "".join(map(alphabet.spell, literals))
