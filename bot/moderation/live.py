"""What memory knows of an open case."""

import asyncio
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Final

from bot.moderation.incident import Incident, Page, Words
from bot.moderation.journal import Waiting
from bot.moderation.ledger import Ledger

BROKEN: Final = -2  # beside the steps that were said in the channel: that it cannot be written to
ALONE: Final = -3  # and that the person was told that nobody is on shift


@dataclass(slots=True)
class Live:
    """What memory knows of an open case."""

    incident: Incident
    ledger: Ledger
    saved: bool = False
    declined: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)  # responders who were paged
    reached: set[tuple[int, int, int]] = field(default_factory=set)  # round, step and whom a page arrived at
    refused: set[tuple[int, int, int]] = field(default_factory=set)  # and whom a page certainly cannot reach
    warned: set[int] = field(default_factory=set)  # who was told of danger
    pages: list[Page] = field(default_factory=list)
    times: int = 1  # cases of this person within two weeks, this one included
    called: set[tuple[int, int]] = field(default_factory=set)  # round and step that were said in the channel
    mentioned: set[tuple[int, int]] = field(
        default_factory=set
    )  # round and who was called beside the card when on shift
    present: set[int] = field(default_factory=set)  # responders who are surely in the private space
    unsaved_words: list[Words] = field(default_factory=list)
    timers: list[asyncio.TimerHandle] = field(default_factory=list)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)
    in_file: bool = False  # the journal has a file of it
    versions: dict[int, datetime] = field(default_factory=dict)  # messages in it that the database has not got yet

    def owe(self, words: Words, message_id: int | None) -> None:
        """Note words, and the message that they came in, which the database has not got yet."""
        if words.text:
            self.unsaved_words.append(words)
        if message_id is not None:
            self.versions[message_id] = words.at

    def settle(self, words: Words, message_id: int | None) -> None:
        """Note that the database has them now."""
        if words in self.unsaved_words:
            self.unsaved_words.remove(words)
        if message_id is not None and self.versions.get(message_id) == words.at:
            del self.versions[message_id]

    def waiting(self) -> Waiting | None:
        """Return what a file must keep of it while the database does not have everything, and note whether there is one."""
        self.in_file = self.ledger.behind
        if not self.in_file:
            return None
        return Waiting(
            incident=self.incident,
            versions=tuple(self.versions.items()),
            words=tuple(self.unsaved_words),
            pages=tuple(self.pages),
            told=frozenset(self.told),
            declined=frozenset(self.declined),
            called=frozenset(self.called),
        )


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a signal: the case, whether it is new, became urgent, or may now be spoken of with the person."""

    incident: Incident
    new: bool
    upgraded: bool
    disclosed: bool


STORED: Final = frozenset(
    {
        "source",
        "tier",
        "category",
        "rule",
        "state",
        "locale",
        "active_at",
        "channel_id",
        "message_id",
        "round",
        "rung",
        "round_at",
        "round_from",
        "reached",
        "choice",
        "past",
    }
)  # fmt: skip  what a joined signal may change


def difference(before: Incident, after: Incident, *, everything: bool = False) -> dict[str, Any]:
    """Return the fields that differ; of those that a joined signal may change, or of all."""
    names = [one.name for one in fields(Incident) if everything or one.name in STORED]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}


def taken_back(current: Incident, joined: Incident, before: Incident) -> Incident:
    """Return a case without what joining it brought, keeping what has changed since."""
    undone = difference(joined, before)
    return replace(
        current, **{name: value for name, value in undone.items() if getattr(current, name) == getattr(joined, name)}
    )
