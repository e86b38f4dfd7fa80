"""What a report is, as a value."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class State(StrEnum):
    """How far it has come."""

    SENT = "sent"
    READ = "read"
    ANSWERED = "answered"  # more may follow
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


OPEN = (State.SENT, State.READ, State.ANSWERED)


@dataclass(frozen=True, slots=True)
class Report:
    """One report; ids are Discord's. `author` is None for readers who are not told, `words` until they are opened."""

    id: int
    guild_id: int
    author: int | None
    about: frozenset[str]  # keyed codes of whom it names
    state: State
    at: datetime
    words: str | None
    answer: str | None
    answered_at: datetime | None

    @property
    def open(self) -> bool:
        """Say whether somebody may still answer it."""
        return self.state in OPEN


@dataclass(frozen=True, slots=True)
class Readers:
    """Who may read a report: leads, or the server's owner where every lead is named in it (or wrote it)."""

    people: tuple[int, ...]
    owner: bool
