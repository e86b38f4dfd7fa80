"""What a server may add to the lexicon, and what its phrases find."""

import pytest

from bot.moderation.detection import Category, OwnWords, Phrase
from bot.moderation.wordings.entry import NoSuchWording, PhraseUnclear, RuleProtected, cleaned, quiet_rule


@pytest.mark.parametrize("phrase", ["blue door", "go* home", "grey * sky", "don't go", "死にたい", "  two   words "])
def test_words_and_limited_wildcards_may_be_looked_for(phrase: str) -> None:
    assert cleaned(phrase) == " ".join(phrase.split())


@pytest.mark.parametrize(
    "phrase",
    [
        "",
        "*",
        "* *",
        "a",
        "* door",
        "door *",
        "do.or",
        "(a|b)+",
        "[ab]{3}",
        "ki*ll",
        "a * b * c * d",
        "w " * 9,
        "x" * 81,
    ],
)
def test_what_would_fit_everything_or_looks_like_a_regular_expression_is_refused(phrase: str) -> None:
    with pytest.raises(PhraseUnclear):
        cleaned(phrase)


def test_a_protected_rule_cannot_be_made_quiet() -> None:
    assert quiet_rule("en.ideation.kms") is Category.IDEATION
    with pytest.raises(RuleProtected):
        quiet_rule("en.overdose.took-too-much")
    for name in ("kms", "en.nowhere.kms", "en.ideation", "server.3"):
        with pytest.raises(NoSuchWording):
            quiet_rule(name)


def test_phrases_are_found_however_they_are_disguised_and_say_where() -> None:
    words = OwnWords([Phrase(1, "blue door"), Phrase(2, "grey * sky"), Phrase(3, "wander* home")])
    text = "the Bl\u200bue d0or under a grey and heavy sky"
    assert {number: [text[a:b] for a, b in spans] for number, spans in words.find(text).items()} == {
        1: ["Bl\u200bue d0or"],
        2: ["grey and heavy sky"],
    }
    assert set(words.find("wandering home")) == {3}
    assert words.find("grey one two three four sky, bluedoor, door blue") == {}
