"""Fold single characters to what they look or sound like, so that every offset can be traced back."""

import unicodedata
from typing import Final

_COMBINING: Final = (
    (0x0300, 0x036F),
    (0x0483, 0x0489),
    (0x0591, 0x05C7),
    (0x0610, 0x061A),
    (0x0640, 0x0640),
    (0x064B, 0x065F),
    (0x0670, 0x0670),
    (0x1AB0, 0x1AFF),
    (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF),
    (0xFE00, 0xFE0F),
    (0xFE20, 0xFE2F),
    (0xE0000, 0xE01EF),
)
_APOSTROPHES: Final = frozenset("'’‘‛ʼʻ´ˈ＇ʹ′")
_BLANK: Final = frozenset("\u115f\u1160\u3164\uffa0\u2800\u034f")
_LINE_ENDS: Final = frozenset("\n\r\u2028\u2029\x0b\x0c\x85")
_SMALL_CAPITALS: Final = dict(
    zip("ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘʀꜱᴛᴜᴠᴡʏᴢɑɡıłøđ", "abcdefghijklmnoprstuvwyzagilod", strict=True),
)
_SQUARED: Final = ((0x1F130, 26), (0x1F150, 26), (0x1F170, 26), (0x1F1E6, 26))

# Cyrillic and Greek letters that pass for Latin ones; applied only to a word that mixes scripts or
# that spells a word of a pack, so that words in those scripts stay themselves.
LOOKALIKES: Final = str.maketrans(
    "аеорсухівкмнтѕјԁһӏѵԛԝαβεικνορτυχω",
    "aeopcyxibkmhtsjdhlvqwabeikvoptuxw",
)


class _Folds(dict[int, str]):
    """Fold a code point the first time it is asked for; at most as large as Unicode."""

    def __missing__(self, point: int) -> str:
        folded = _fold(point)
        self[point] = folded
        return folded


def _combining(point: int) -> bool:
    return any(low <= point <= high for low, high in _COMBINING)


def _fold(point: int) -> str:
    char = chr(point)
    category = unicodedata.category(char)
    if char in _APOSTROPHES or char in _BLANK or category == "Cf" or _combining(point):
        return ""
    if char in _LINE_ENDS:
        return "\n"
    if category in {"Cc", "Cs"}:
        return " "
    if (letter := _SMALL_CAPITALS.get(char) or _squared(point)) is not None:
        return letter
    plain = unicodedata.normalize("NFKD", char).casefold()
    kept = "".join(c for c in plain if c not in _APOSTROPHES and not _combining(ord(c)))
    # Hangul syllables and kana come apart under NFKD and must be put together again.
    return unicodedata.normalize("NFC", kept)


def _squared(point: int) -> str | None:
    for first, count in _SQUARED:
        if first <= point < first + count:
            return chr(ord("a") + point - first)
    return None


FOLDS: Final = _Folds()


def fold(text: str) -> str:
    """Return the text folded character by character: case, width, accents, invisible marks, apostrophes."""
    return text.translate(FOLDS)


def fold_offsets(text: str) -> list[int]:
    """Return, for each character of `fold(text)` and its end, the offset in the text it came from."""
    offsets: list[int] = []
    for index, char in enumerate(text):
        offsets.extend([index] * len(FOLDS[ord(char)]))
    offsets.append(len(text))
    return offsets
