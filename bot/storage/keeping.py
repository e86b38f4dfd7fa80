"""How a package says what it keeps, and what it does when somebody asks to see it or to be forgotten.

Each package with tables has a `kept.py`: `HOLDINGS` names what is kept about people, `NOTHING` the tables that hold nothing
about anybody, and a function builds the `Keeper` that the register in `bot/privacy` is given. `tools.check_kept` fails
where a table, or a column of people, of sealed words or of an id of Discord's that may be a person's, is in none of them.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, Connection

from bot.texts import Speaker


class Owner(StrEnum):
    """Who answers for something that is kept."""

    OPERATOR = "operator"
    LEADS = "leads"
    FACILITATORS = "facilitators"


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of thing that is kept about people, in the words of texts' keys.

    `period` is how long, counted from what `until` says; None where the end is an event (leaving, an erasure). `until` is
    given it as `$period`. `columns` are those that hold it, those with person ids and sealed words among them.
    """

    name: str
    what: str
    whom: str
    why: str
    until: str
    owner: Owner
    period: timedelta | None
    columns: tuple[Column[Any], ...]


Worded = Callable[[Speaker], str]
"""What is said in the reader's own language, when they look."""

Fact = str | int | bool | datetime | Worded | None


def word(key: str) -> Worded:
    """Return a code as the text that says it."""
    return lambda say: say(key)


@dataclass(frozen=True, slots=True)
class Record:
    """One thing that is kept about one person: facts by texts' keys (`fact-…`), and when it goes, if that is known.

    Ids of Discord's are texts, for JSON's numbers are too small for them.
    """

    facts: Mapping[str, Fact]
    ends: datetime | None = None


Found = Mapping[str, Sequence[Record]]
"""What is kept about one person, by the name of its holding."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What one package does with what it keeps. Nothing has a default: to keep nothing is said, not left out.

    Attributes:
        name: the package's.
        holdings: its `HOLDINGS`.
        export: returns what is kept about a person id; what they wrote is opened, save a case's words (DESIGN §3.2).
        erase: deletes a person id's rows in the transaction it is given; it may run more than once for one person.
        sweep: deletes what has run out at an instant and returns how many rows went; it runs daily and at each start.
        forget: drops a Discord id from the package's memory, after the rows are gone.
    """

    name: str
    holdings: tuple[Holding, ...]
    export: Callable[[Connection, int], Found]
    erase: Callable[[Connection, int], None]
    sweep: Callable[[Connection, datetime], int]
    forget: Callable[[int], None]


def nothing_to_erase(_: Connection, __: int) -> None:
    """Do nothing: the package keeps nothing of one person."""


def nothing_to_sweep(_: Connection, __: datetime) -> int:
    """Remove nothing: what the package keeps ends by an event, or is swept elsewhere."""
    return 0


def nothing_in_memory(_: int) -> None:
    """Do nothing: the package holds nobody in memory."""
