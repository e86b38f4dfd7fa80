"""Look at a text word by word: what is known of each word is remembered, and most texts need no more than that."""

import re
from itertools import compress
from typing import Final

from bot.moderation.detection.finding import OTHER, Alphabet, Openings
from bot.moderation.detection.remembered import Remembered
from bot.moderation.detection.views import IN_A_ROW, STOP, View, letters_in_a_row, plain_words, view
from bot.moderation.detection.vocabulary import Vocabulary

_STRETCHED: Final = re.compile(r"([a-z])\1\1")
# What else is known of a word is written behind its letter, in signs that no alphabet has.
_ALONE: Final = "\x01"
"""It has one letter."""
_ODD: Final = "\x02"
"""It may be a disguise."""
_OPENS: Final = "\x03"
"""A literal that leads and whose last word may go on may stand there."""
_OPENS_AFTER: Final = "\x04"
"""The same, but for certain words before it."""
_BEFORE: Final = "\x05"
"""It is one of those words."""
_SIGNS: Final = (_ALONE, _ODD, _OPENS, _OPENS_AFTER, _BEFORE)
_OPENS_THERE: Final = re.compile(f"{_OPENS}|{_BEFORE}[^{_ALONE}-{_BEFORE}][{_ALONE}{_ODD}]*{_OPENS_AFTER}")


class Reader:
    """Reads texts for one lexicon."""

    def __init__(self, vocabulary: Vocabulary, alphabet: Alphabet, openings: Openings) -> None:
        """Take the words of a lexicon."""
        self._vocabulary = vocabulary
        self._alphabet = alphabet
        self._openings = openings
        self._known = Remembered(self._word)

    def _word(self, word: str) -> str:
        """Return the letter of a word, and behind it what else is known of it."""
        letter = self._alphabet.get(word, OTHER)
        before = self._openings.leading(word)
        known = (
            len(word) == 1 and word != STOP,
            word in self._vocabulary.disguises or _STRETCHED.search(word) is not None,
            "" in before,
            bool(before - {""}),
            letter in self._openings.before,
        )
        return letter + "".join(compress(_SIGNS, known))

    def read(self, text: str) -> View:
        """Return the view of a text, with its letters; never raises, and takes time linear in its length."""
        words = plain_words(text)
        known = "" if words is None else "".join(map(self._known.__getitem__, words))
        if words is None or self._odd(words, known):
            seen = view(text, self._vocabulary)
            known = "".join(map(self._known.__getitem__, seen.tokens))
        else:
            seen = View(text, words)
        if len(known) > len(seen.tokens):
            seen.opens = _OPENS_THERE.search(known) is not None
            for sign in _SIGNS:
                known = known.replace(sign, "")
        seen.letters = known
        return seen

    def _odd(self, words: list[str], known: str) -> bool:
        """Tell whether any word may be disguised, so that the words must be read one by one."""
        return (
            _ODD in known
            or (known.count(_ALONE) >= IN_A_ROW and letters_in_a_row(words))
            or self._vocabulary.misspelled_pair(words)
        )
