"""What people shared, as others read it: whole, in as many pages as it takes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bot.groups.model import CheckIn, Question, Reply
from bot.groups.moods import EMOJI, MOODS, value_text
from bot.messenger.plain import as_written, units
from bot.texts import Speaker

PAGE: Final = 3900  # UTF-16 units: a card's body holds 4,096, and a line of a form's field at most some 2,100


@dataclass(frozen=True, slots=True)
class Said:
    """What one person shared: a line with their name, and lines of what they wrote."""

    person_id: int
    head: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """Part of what people shared, and whose it is."""

    text: str
    people: tuple[int, ...]


def worded(reply: Reply, questions: Sequence[Question], say: Speaker) -> list[str]:
    """Return each answer beyond the one tap after its question, in words."""
    asked = {one.key: one for one in questions}
    return [
        (f"{asked[key].label}: " if key in asked else "") + value_text(value, asked.get(key), say)
        for key, value in reply.answers.items()
    ]


def said(checkin: CheckIn, reply: Reply, name: str, say: Speaker) -> Said:
    """Return an answer as others read it, every line of it."""
    mood = reply.mood or 3
    lines = [f"> {line}" for one in worded(reply, checkin.questions, say) for line in as_written(one).splitlines()]
    return Said(reply.person_id, f"{EMOJI[mood]} **{name}** · {say(MOODS[mood])}", tuple(lines))


def paged(everybody: Sequence[Said], limit: int = PAGE) -> list[Page]:
    """Return everything that was shared in pages; who fits on no page alone goes on under their name on the next."""
    pages: list[Page] = []
    lines: list[str] = []
    people: list[int] = []

    def turn() -> None:
        if lines:
            pages.append(Page("\n".join(lines), tuple(dict.fromkeys(people))))
        lines.clear()
        people.clear()

    for one in everybody:
        if _size(lines) + _size((one.head, *one.lines)) > limit:
            turn()
        lines.append(one.head)
        people.append(one.person_id)
        for line in one.lines:
            if _size(lines) + _size((line,)) > limit:
                turn()
                lines.append(one.head)
                people.append(one.person_id)
            lines.append(line)
    turn()
    return pages


def _size(lines: Sequence[str]) -> int:
    return sum(units(line) + 1 for line in lines)
