"""Read a text the way it sounds, without losing where each word was written."""

import re
from dataclasses import dataclass
from itertools import accumulate
from string import ascii_lowercase
from typing import Final

from ahocorasick_rs import AhoCorasick

from bot.moderation.detection.folding import fold, fold_ascii, fold_offsets
from bot.moderation.detection.vocabulary import DIGITS_AS_LETTERS, MIXED, Vocabulary

STOP: Final = "."
"""The token that stands for the end of a sentence."""

_EACH_A_WORD: Final = (
    "\u2e80-\u2fff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\U0001f300-\U0001faff"
)
_ENDS: Final = frozenset(".!?。！？؟।\n")
_OTHER_ENDS: Final = _ENDS - {STOP}
_STOPS: Final = dict.fromkeys(_ENDS, STOP)
# What plain ASCII, once folded, becomes so that it can be split at spaces; no folded text has a zero byte in it.
_APART: Final = bytes(
    ord(STOP) if not byte else byte if chr(byte).isalnum() else ord(" ") for byte in range(128)
).ljust(256)
_MARKED_END: Final = b" \0 "
_AT_END: Final = b"\1 "  # no space before it, or a mark before that would count as an end, too
_END: Final = r"(?<!\.)\.(?=\s|$)|[!?](?=\s|$)|[。！？؟।]|\n"
_TOKENS: Final = re.compile(rf"[^\W_{_EACH_A_WORD}]+|[{_EACH_A_WORD}]|{_END}")
_PIECES: Final = re.compile(
    rf"[@$€]?[^\W_{_EACH_A_WORD}]+(?:[*~|`@$€!+#]{{1,6}}[^\W_{_EACH_A_WORD}]+)*\$*|[{_EACH_A_WORD}]|{_END}",
)
_WORDS: Final = re.compile(r"[^\W_]+")
_WORDS_OF_RULES: Final = re.compile(rf"[^\W_{_EACH_A_WORD}]+|[{_EACH_A_WORD}]")
# Each search begins with a small set of characters, or ordinary talk would pay for it at every letter.
_SIGNS: Final = re.compile(r"[\d*~|`@$€!+#](?:(?=[^\W\d_])(?<!\s[*~|`!+#])|(?<=[^\W\d_][\d$]))")
_NO_SIGNS: Final = bytes(byte for byte in range(128) if chr(byte) not in "0123456789*~|`@$!+#")
_STRETCHED: Final = AhoCorasick([letter * 3 for letter in ascii_lowercase])
_LETTERS_IN_A_ROW: Final = re.compile(r" [^\W_] [^\W_] [^\W_] ")
IN_A_ROW: Final = 3
"""As many single letters, each a word of its own, may be one word taken apart."""
_DOTS: Final = re.compile(rb"\.\.+")
_LONE_DIGITS: Final = {"1": "i", "4": "a"}
_NOT_LATIN: Final = re.compile(r"[^\x00-\u024f]")


@dataclass(slots=True)
class View:
    """The words of a text in the order written; `starts` and `ends` are offsets into the folded text."""

    text: str
    tokens: list[str]
    places: list[tuple[int, int]] | None = None
    letters: str = ""
    """What the words are in the alphabet of the literals."""
    opens: bool = False
    """Whether a literal that leads and whose last word may go on may stand in it."""
    _stops: list[int] | None = None
    _offsets: list[int] | None = None

    @property
    def words(self) -> int:
        """Return how many words there are, ends of sentences left out."""
        return len(self.tokens) - self.tokens.count(STOP)

    def one_sentence(self, first: int, last: int) -> bool:
        """Tell whether no sentence ends between two token indexes."""
        if self._stops is None:
            self._stops = list(accumulate((token == STOP for token in self.tokens), initial=0))
        return self._stops[first] == self._stops[last]

    def sentences(self, first: int, last: int) -> tuple[int, int]:
        """Widen tokens first..last-1 to whole sentences."""
        while first > 0 and self.tokens[first - 1] != STOP:
            first -= 1
        while last < len(self.tokens) and self.tokens[last] != STOP:
            last += 1
        return first, last

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Return where tokens first..last-1 stand in the text the person wrote."""
        if self.places is None:
            self.places = [match.span() for match in _TOKENS.finditer(fold(self.text))]
        if self._offsets is None:
            self._offsets = fold_offsets(self.text)
        start = self._offsets[self.places[first][0]]
        end = self._offsets[self.places[last - 1][1] - 1] + 1
        return start, end


def words_of(literal: str) -> list[str]:
    """Return the words of a literal as they stand in a view, a `*` at the end left out."""
    return _WORDS_OF_RULES.findall(fold(literal))


def view(text: str, vocabulary: Vocabulary) -> View:
    """Return the normalised view of a text; never raises, and takes time linear in its length."""
    plain = fold_ascii(text) if text.isascii() else None
    folded = fold(text) if plain is None else plain.decode()
    if plain is None and folded.isascii():
        plain = folded.encode()
    tokens = _taken_apart(folded) if plain is None else _split(plain)
    places = None
    if _odd(folded, plain, tokens):
        tokens, places = _careful(folded, vocabulary)
    if vocabulary.misspelled(tokens):
        if places is None:
            places = [match.span() for match in _TOKENS.finditer(folded)]
        tokens, places = _respelled(tokens, places, vocabulary)
    return View(text, tokens, places)


def plain_words(text: str) -> list[str] | None:
    """Return the words of a text if all of it is ASCII once it is folded and no sign in it may stand for a letter, or None.

    So are nearly all texts. What may be wrong with a word can be told of the word: whether it is stretched, taken apart or misspelled.
    """
    if text.isascii():
        plain = fold_ascii(text)
    else:
        folded = fold(text)
        if not folded.isascii():
            return None
        plain = folded.encode()
    if plain.translate(None, _NO_SIGNS) and _SIGNS.search(plain.decode()) is not None:
        return None
    return _split(plain)


def _taken_apart(folded: str) -> list[str]:
    found: list[str] = _TOKENS.findall(folded)
    return found if _OTHER_ENDS.isdisjoint(found) else [_STOPS.get(token, token) for token in found]


def _split(plain: bytes) -> list[str]:
    """Do the same with ASCII, in a fraction of the time."""
    if b".." in plain:
        plain = _DOTS.sub(b",", plain)  # no end of a sentence, but an end before them is none either
    marked = plain.replace(b"\n", _MARKED_END) + b" "
    for end in (b". ", b"! ", b"? "):
        marked = marked.replace(end, _AT_END)
    return marked.replace(_AT_END, _MARKED_END).translate(_APART).decode().split()


def _odd(folded: str, plain: bytes | None, tokens: list[str]) -> bool:
    """Tell whether any word may be disguised, so that the words must be read one by one."""
    return (
        ((plain is None or bool(plain.translate(None, _NO_SIGNS))) and _SIGNS.search(folded) is not None)
        or bool(_STRETCHED.find_matches_as_indexes(folded))
        or letters_in_a_row(tokens)
        or (plain is None and MIXED.search(folded) is not None)
    )


def letters_in_a_row(tokens: list[str]) -> bool:
    """Tell whether words of one letter stand side by side: they may be one word taken apart."""
    alone = list(map(len, tokens)).count(1) - tokens.count(STOP)
    return alone >= IN_A_ROW and _LETTERS_IN_A_ROW.search(f" {' '.join(tokens)} ") is not None


def _careful(folded: str, vocabulary: Vocabulary) -> tuple[list[str], list[tuple[int, int]]]:
    tokens: list[str] = []
    places: list[tuple[int, int]] = []
    leet = False
    for match in _PIECES.finditer(folded):
        piece = match.group()
        words = [STOP] if piece[0] in _ENDS else vocabulary.meant[piece]
        if words is None:
            for part in _WORDS.finditer(piece):
                tokens.append(part.group())
                places.append((match.start() + part.start(), match.start() + part.end()))
            continue
        leet = leet or (words != [STOP] and not piece.isalpha())
        tokens.extend(words)
        places.extend([match.span()] * len(words))
    if leet:
        tokens = [
            (vocabulary.unleet(word) or _LONE_DIGITS.get(word, word)) if word.isdigit() else word for word in tokens
        ]
    if not letters_in_a_row(tokens):
        return tokens, places
    return _letters_joined(tokens, places, vocabulary)


def _letters_joined(
    tokens: list[str], places: list[tuple[int, int]], vocabulary: Vocabulary
) -> tuple[list[str], list[tuple[int, int]]]:
    """Put "k i l l" together; only letters that stand alone are joined, and only into whole known words."""
    out: list[str] = []
    spots: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        run = index
        while (
            run < len(tokens)
            and len(tokens[run]) == 1
            and tokens[run] != STOP
            and (run == index or places[run][0] - places[run - 1][1] <= 3)
        ):
            run += 1
        if run - index >= 3 and not _NOT_LATIN.search("".join(tokens[index:run])):
            letters = "".join(tokens[index:run]).translate(DIGITS_AS_LETTERS)
            words = vocabulary.segment(letters)
            if words is not None:
                position = index
                for word in words:
                    last = position + len(word) - 1
                    meant = vocabulary.disguises.get(word, word).split(" ")
                    out.extend(meant)
                    spots.extend([(places[position][0], places[last][1])] * len(meant))
                    position = last + 1
                index = run
                continue
        step = max(run, index + 1)
        out.extend(tokens[index:step])
        spots.extend(places[index:step])
        index = step
    return out, spots


def _respelled(
    tokens: list[str], places: list[tuple[int, int]], vocabulary: Vocabulary
) -> tuple[list[str], list[tuple[int, int]]]:
    out: list[str] = []
    spots: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        pair = vocabulary.pairs.get((tokens[index], tokens[index + 1])) if index + 1 < len(tokens) else None
        place = places[index] if pair is None else (places[index][0], places[index + 1][1])
        words = (pair or vocabulary.disguises.get(tokens[index], tokens[index])).split(" ")
        out.extend(words)
        spots.extend([place] * len(words))
        index += 1 if pair is None else 2
    return out, spots
