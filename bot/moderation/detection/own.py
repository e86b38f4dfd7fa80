"""Words that a server added: literals with limited wildcards, looked for as the lexicon's are."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.moderation.detection.assessment import Category, Tier
from bot.moderation.detection.engine import Engine
from bot.moderation.detection.lexicon import Form, Grammar, Lexicon, Rule, Step, WordSet, literal
from bot.moderation.detection.tables import tables

ANY_WORDS = 3
"""How many words a `*` alone may stand for."""

_GRAMMAR = Grammar("server", None, None, None, None, None, 2, 4)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase by the number of its entry: words, `*` at the end of a word, `*` alone for up to three words."""

    number: int
    words: str


class OwnWords:
    """Find a server's phrases in a text, however they are disguised."""

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        """Compile; at least one phrase."""
        lexicon = Lexicon()
        for phrase in phrases:
            lexicon.rules.append(
                Rule(str(phrase.number), _GRAMMAR, Tier.REVIEW, Category.IDEATION, (_form(lexicon, phrase.words),))
            )
        self._engine = Engine(tables(lexicon))

    def find(self, text: str) -> dict[int, list[tuple[int, int]]]:
        """Return where each phrase stands, by the number of its entry; offsets point into the text."""
        seen = self._engine.reader.read(text)
        found = self._engine.find(seen)
        places: dict[int, list[tuple[int, int]]] = {}
        for match in found.matches if found else ():
            places.setdefault(int(match.rule.name), []).append(seen.span(match.start, match.end))
        return places


def _form(lexicon: Lexicon, words: str) -> Form:
    steps: list[Step] = []
    gap = 0
    for part in words.split():
        if part == "*":
            gap = ANY_WORDS
            continue
        number = lexicon.number(WordSet(frozenset({literal(part)})))
        steps.append(Step(number, gap))
        gap = 0
    return tuple(steps)
