"""What people wrote, shown as they wrote it, and text cut where a reader would cut it."""

import re
import unicodedata

ELLIPSIS = "…"

_ANYWHERE = re.compile(r"([\\*_~`|<\[\]])")
_LINE_START = re.compile(r"^(\s*)(#{1,3}|-#?|\+|>{1,3}|\d{1,9}(?=[.)]))(?=\s|[.)])", re.MULTILINE)
_LINK = re.compile(r"(\w):(?=//)")
_EVERYONE = re.compile(r"@(?=everyone|here)", re.IGNORECASE)
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")

_JOINER = "\u200d"
_PAIRS = ("```", "||")
_LONGEST_CLOSING = sum(map(len, _PAIRS))


def well_formed(text: str) -> str:
    """Return the text with lone surrogates and null characters replaced, so that it can be encoded."""
    joined = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return joined.replace("\0", "\ufffd")


def as_written(text: str) -> str:
    """Return what a person wrote so that Discord shows it as plain text: no markdown, mention, link or turned line.

    Mentions are kept silent by the message itself (nobody is named in it); here they are also kept from showing as such.
    """
    safe = _TURNING.sub("", well_formed(text))
    safe = _ANYWHERE.sub(r"\\\1", safe)
    safe = _LINE_START.sub(_escape_line_start, safe)
    safe = _LINK.sub(r"\1\\:", safe)
    return _EVERYONE.sub("@\u200b", safe)


def units(text: str) -> int:
    """Count a text as the strictest counter would: in UTF-16 code units."""
    return len(text) + sum(character > "\uffff" for character in text)


def shorten(text: str, limit: int) -> str:
    """Return the text in at most `limit` UTF-16 code units: cut at a word's border, never inside an emoji or an escape."""
    text = well_formed(text)
    if units(text) <= limit:
        return text
    room = limit - units(ELLIPSIS)
    if room < 1:
        return _whole_characters(text, limit)
    cut = _cut(text, room)
    closing = _closing(cut)
    if closing and room > _LONGEST_CLOSING:
        cut = _cut(text, room - _LONGEST_CLOSING)
        closing = _closing(cut)
    return cut + ELLIPSIS + closing if units(closing) <= room - units(cut) else ELLIPSIS


def _cut(text: str, room: int) -> str:
    cut = _whole_characters(text, room)
    border = max(cut.rfind(" "), cut.rfind("\n"))
    if border > len(cut) // 2:
        cut = cut[:border]
    cut = cut.rstrip()
    if (len(cut) - len(cut.rstrip("\\"))) % 2:
        cut = cut[:-1]
    return cut


def _escape_line_start(match: re.Match[str]) -> str:
    space, mark = match.groups()
    return f"{space}{mark}\\" if mark.isdigit() else f"{space}\\{mark}"


def _whole_characters(text: str, room: int) -> str:
    """Take characters from the front while they fit, and stop before one that a reader sees as part of the last."""
    used = 0
    end = 0
    for character in text:
        used += 2 if character > "\uffff" else 1
        if used > room:
            break
        end += 1
    while 0 < end < len(text) and _belongs_together(text, end):
        end -= 1
    return text[:end]


def _belongs_together(text: str, index: int) -> bool:
    before, after = text[index - 1], text[index]
    if _JOINER in (before, after) or unicodedata.combining(after):
        return True
    if "\ufe00" <= after <= "\ufe0f" or "\U0001f3fb" <= after <= "\U0001f3ff" or "\U000e0020" <= after <= "\U000e007f":
        return True
    if unicodedata.category(after) in ("Mn", "Me", "Mc"):
        return True
    return _is_flag_half(after) and _flag_halves_before(text, index) % 2 == 1


def _is_flag_half(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _flag_halves_before(text: str, index: int) -> int:
    count = 0
    while index - count > 0 and _is_flag_half(text[index - count - 1]):
        count += 1
    return count


def _closing(cut: str) -> str:
    """Close what the cut left open, so that a hidden text stays hidden."""
    plain = re.sub(r"\\.", "", cut)
    return "".join(mark for mark in _PAIRS if plain.count(mark) % 2)
