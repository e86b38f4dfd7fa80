"""Boxes in the database, and what came out of them."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.surveys import numbers
from bot.surveys.numbers import OPENED_SINCE
from bot.surveys.tables import suggestion_boxes, suggestions

SIZE: Final = 2560  # bytes of every sealed suggestion, whatever is in it
LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody put in, once it is opened: their words, the hash of their code, and which suggestion it goes on from."""

    text: str
    code: str
    about: int | None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What came out of a box."""

    id: int
    guild_id: int
    text: str
    about: int | None
    answer: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A server's box: where it stands, and its present sealed files.

    `leaving` is an earlier round that was opened or taken down and whose files are still to be destroyed.
    """

    guild_id: int
    channel_id: int
    round: int
    key_mark: str | None
    since: datetime
    open: bool
    leaving: int | None = None

    @property
    def name(self) -> str:
        """What the sealed files of this round are called."""
        return name_of(self.guild_id, self.round)


def name_of(guild_id: int, number: int) -> str:
    """Return what the sealed files of a server's round are called."""
    return f"box-{guild_id}-{number}"


def packed(written: Written) -> bytes:
    """Return a suggestion as it lies in the seal: always as long as every other."""
    body = json.dumps({"t": written.text, "h": written.code, "a": written.about}, ensure_ascii=False).encode()
    return len(body).to_bytes(LENGTH) + body + bytes(SIZE - LENGTH - len(body))


def unpacked(plain: bytes) -> Written:
    """Return the suggestion that `packed` made."""
    length = int.from_bytes(plain[:LENGTH])
    found = json.loads(plain[LENGTH : LENGTH + length])
    return Written(found["t"], found["h"], found["a"])


def boxes(connection: Connection) -> list[Box]:
    """Read every box, those that are down too."""
    return [
        Box(row.guild_id, row.channel_id, row.round, row.key_mark, row.since, row.open, row.leaving)
        for row in connection.execute(select(suggestion_boxes))
    ]


def succeed(connection: Connection, box: Box, *, after: Box | None) -> bool:
    """Write a box in the place of the one that was known, if it is still that one; say whether it was."""
    if after is None:
        connection.execute(insert(suggestion_boxes).values(asdict(box)))
        return True
    changed = connection.execute(
        update(suggestion_boxes)
        .where(
            suggestion_boxes.c.guild_id == after.guild_id,
            suggestion_boxes.c.round == after.round,
            suggestion_boxes.c.open.is_(after.open),
        )
        .values(asdict(box))
    )
    return changed.rowcount == 1


def left(connection: Connection, guild_id: int, number: int) -> None:
    """Write that the files of an earlier round are destroyed."""
    connection.execute(
        update(suggestion_boxes)
        .where(suggestion_boxes.c.guild_id == guild_id, suggestion_boxes.c.leaving == number)
        .values(leaving=None)
    )


def void_boxes(connection: Connection) -> int:
    """Leave every box without a key when a copy is restored, for its files are not in the copy: the next start says that it is void.

    What came out since is not in the copy either: its numbers, and those of its rounds, are passed over.
    """
    numbers.SUGGESTIONS.leave_room(connection)
    return connection.execute(
        update(suggestion_boxes)
        .where(suggestion_boxes.c.open.is_(True))
        .values(key_mark=None, leaving=suggestion_boxes.c.round, round=suggestion_boxes.c.round + OPENED_SINCE)
    ).rowcount


def pass_over(connection: Connection, later: Mapping[int, int]) -> None:
    """Give the numbers of suggestions of which only files are known to no other, nor those rounds, by their server."""
    numbers.SUGGESTIONS.leave_room(connection)
    for guild_id, number in later.items():
        connection.execute(
            update(suggestion_boxes)
            .where(
                suggestion_boxes.c.guild_id == guild_id,
                suggestion_boxes.c.open.is_(False),
                suggestion_boxes.c.round < number,
            )
            .values(round=number)
        )


def release(connection: Connection, guild_id: int, found: Sequence[Written], at: datetime) -> list[int]:
    """Write what came out, in the order in which it is handed in, and return its numbers.

    The codes with which it was written end here. What was written with a code that was closed meanwhile has none that counts.
    """
    before = {one.id: one for one in some(connection, guild_id, {one.about for one in found if one.about is not None})}
    released = []
    for one in found:
        closed = one.about in before and before[one.about].closed
        values = {"text": one.text, "code": None if closed else one.code, "about": one.about, "released_at": at}
        number = numbers.SUGGESTIONS.following(connection)
        connection.execute(insert(suggestions).values(id=number, guild_id=guild_id, closed=closed, **values))
        released.append(number)
    connection.execute(
        update(suggestions)
        .where(suggestions.c.guild_id == guild_id, suggestions.c.id.in_(sorted(before)))
        .values(code=None)
    )
    return released


def some(connection: Connection, guild_id: int, which: Collection[int]) -> list[Suggestion]:
    """Read suggestions of a server by their numbers, in their order."""
    rows = connection.execute(
        select(suggestions)
        .where(suggestions.c.guild_id == guild_id, suggestions.c.id.in_(which))
        .order_by(suggestions.c.id)
    )
    return [_suggestion(row) for row in rows]


def by_code(connection: Connection, guild_id: int, hashed: str) -> Suggestion | None:
    """Read the suggestion that a code's hash belongs to, unless the code was used or closed."""
    row = connection.execute(
        select(suggestions).where(
            suggestions.c.guild_id == guild_id, suggestions.c.code == hashed, suggestions.c.closed.is_(False)
        )
    ).one_or_none()
    return None if row is None else _suggestion(row)


def change(connection: Connection, guild_id: int, number: int, **values: Any) -> Suggestion | None:  # noqa: ANN401
    """Change a suggestion of a server; None if there is none of that number."""
    connection.execute(
        update(suggestions).where(suggestions.c.id == number, suggestions.c.guild_id == guild_id).values(values)
    )
    return next(iter(some(connection, guild_id, (number,))), None)


def drop_older(connection: Connection, before: datetime) -> int:
    """Delete suggestions that came out before an instant."""
    return connection.execute(delete(suggestions).where(suggestions.c.released_at < before)).rowcount


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(row.id, row.guild_id, row.text, row.about, row.answer, row.closed)
