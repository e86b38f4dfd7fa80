"""Results longer than a card: divided between lines over fields, cards and messages; what is left out after many is said."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from bot.messenger.message import Card, Field
from bot.messenger.plain import units
from bot.texts import Speaker

# A little less than Discord takes (bot/messenger/render.py), for titles and names that are shortened there.
FIELD: Final = 1000
CARD: Final = 5500
FIELDS: Final = 25
MOST_PAGES: Final = 8
QUOTE: Final = "> "


@dataclass(frozen=True, slots=True)
class Part:
    """A heading and the lines under it."""

    name: str
    lines: Sequence[str]


def pages(title: str, head: str, parts: Iterable[Part], footer: str, say: Speaker) -> list[Card]:
    """Return cards, each for a message of its own, that hold everything; of more than eight, that the table holds the rest."""
    fields: list[list[Field]] = [[]]
    room = CARD - units(head)
    for field in (one for part in parts for one in _fields(part)):
        size = units(field.name) + units(field.value)
        if fields[-1] and (size > room or len(fields[-1]) == FIELDS):
            fields.append([])
            room = CARD
        fields[-1].append(field)
        room -= size
    kept = fields[:MOST_PAGES]
    if len(fields) > MOST_PAGES:
        kept[-1] = [*kept[-1][:-1], Field("…", say("survey-results-rest"))]
    return [
        Card(
            title if number == 1 else f"{title} · {number}/{len(kept)}",
            head if number == 1 else "",
            tuple(shown),
            tone="done",
            footer=footer if number == len(kept) else None,
        )
        for number, shown in enumerate(kept, 1)
    ]


def _fields(part: Part) -> Iterator[Field]:
    together: list[str] = []
    name = part.name
    for line in (piece for one in part.lines for piece in _pieces(one)):
        if together and units("\n".join((*together, line))) > FIELD:
            yield Field(name, "\n".join(together))
            together, name = [], f"… {part.name}"
        together.append(line)
    yield Field(name, "\n".join(together))


def _pieces(line: str) -> Iterator[str]:
    """Return a line, or the parts of one that is longer than a field, cut between words."""
    quoted = line.startswith(QUOTE)
    while units(line) > FIELD:
        # Between words, so that no escape is cut; half as many characters, for one may take two units.
        border = max(line.rfind(" ", 1, FIELD // 2), line.rfind("\n", 1, FIELD // 2))
        cut = border if border > len(QUOTE) else FIELD // 2
        yield line[:cut]
        line = line[cut:].lstrip()
        if quoted and not line.startswith(QUOTE):
            line = QUOTE + line
    yield line
