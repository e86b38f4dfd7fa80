"""The door that the domain knows: what can be asked of Discord, and what can come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol

from bot.messenger.message import Message


class Lane(Enum):
    """Urgent is never queued behind bulk."""

    URGENT = "urgent"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived: where, and as what message (for a thread, `channel_id` is the thread)."""

    channel_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class DirectMessagesClosed:
    """The person takes no direct messages from us (50007), or Discord lets us open none now (40003)."""


@dataclass(frozen=True, slots=True)
class Left:
    """The person is no longer in a server that we share (50278)."""


@dataclass(frozen=True, slots=True)
class OverBudget:
    """The person's ration of direct messages outside incidents is used up, or it is their night."""


@dataclass(frozen=True, slots=True)
class Forbidden:
    """A permission is missing."""

    code: int


@dataclass(frozen=True, slots=True)
class Gone:
    """The channel, thread or message does not exist (any more)."""

    code: int


@dataclass(frozen=True, slots=True)
class Archived:
    """The thread is archived or locked."""


@dataclass(frozen=True, slots=True)
class Rejected:
    """Discord refused the request itself; sending it again would be refused again."""

    code: int


@dataclass(frozen=True, slots=True)
class Transient:
    """It did not happen, and may work later."""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody can tell whether it happened."""


Outcome = Sent | DirectMessagesClosed | Left | OverBudget | Forbidden | Gone | Archived | Rejected | Transient | Unknown


class Messenger(Protocol):
    """The one door out.

    `key` names the thing sent (job, step, repeat) and stays the same over every attempt, so that Discord and we ourselves
    can tell a second attempt from a second message.
    """

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        """Post into a channel or thread."""
        ...

    async def direct(self, *, user_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        """Write to a person privately; in the bulk lane within their budget and waking hours."""
        ...

    async def edit(self, *, channel_id: int, message_id: int, message: Message, lane: Lane) -> Outcome:
        """Make a message of ours show `message`; of several edits waiting, only the newest is sent."""
        ...

    async def delete(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Remove a message of ours; already gone counts as done (`Sent`)."""
        ...

    async def open_thread(self, *, channel_id: int, name: str, members: Sequence[int], key: str, lane: Lane) -> Outcome:
        """Open a private thread under a channel, not invitable, and bring `members` in."""
        ...

    async def add_to_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Bring a person into a private thread."""
        ...

    async def remove_from_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Take a person out of a private thread."""
        ...

    async def close_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Archive and lock a thread."""
        ...

    async def pin(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Pin a message of ours."""
        ...

    async def find(self, *, channel_id: int, key: str) -> Sent | None:
        """Look for what was posted under `key` among our own recent messages there."""
        ...
