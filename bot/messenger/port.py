"""The door that the domain knows: what can be asked of Discord, and what can come of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol
from zoneinfo import ZoneInfo

from bot.messenger.message import Message


class Lane(Enum):
    """Urgent is never queued behind bulk."""

    URGENT = "urgent"
    BULK = "bulk"


@dataclass(frozen=True, slots=True)
class Sent:
    """It arrived: where, and as what message (for a thread, both ids are the thread's).

    `missing` are the people who could not be brought into a thread that was opened.
    """

    channel_id: int
    message_id: int
    missing: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectMessagesClosed:
    """The person takes no direct messages from us (50007), or Discord lets us open none now (40003).

    In the bulk lane the second is `Transient`.
    """


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
    """The channel, thread or message does not exist (any more); 10008 on a post means posted, then deleted."""

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
        """Post into a channel or thread, or into a direct-message channel known by id (an answer there costs no ration).

        Bulk posts once a key, also over a restart; what cannot be known is `Unknown` and is not sent again.
        """
        ...

    async def direct(
        self,
        *,
        user_id: int,
        message: Message,
        key: str,
        lane: Lane,
        zone: ZoneInfo | None = None,
        rationed: bool = True,
    ) -> Outcome:
        """Write to a person privately; in the bulk lane within their budget and waking hours.

        `zone` is the person's (the server's otherwise); `rationed=False` is for what belongs to an incident or answers them.
        """
        ...

    async def edit(
        self, *, channel_id: int, message_id: int, message: Message, lane: Lane, key: str | None = None
    ) -> Outcome:
        """Make a message of ours show `message`; of several edits waiting, only the newest is sent.

        `key` is the one it was posted under, if it should still be found by it.
        """
        ...

    async def delete(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Remove a message of ours; already gone counts as done (`Sent`)."""
        ...

    async def clear_direct(self, *, channel_id: int, before: int, lane: Lane) -> Outcome:
        """Remove what we wrote into a direct-message channel before an id; `Transient` while there is more of it."""
        ...

    async def open_thread(self, *, channel_id: int, name: str, members: Sequence[int], key: str, lane: Lane) -> Outcome:
        """Open a private thread under a channel, not invitable, and bring `members` in.

        The name must be used once in that channel: after a lost answer the thread is recognised by it.
        """
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

    async def delete_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Remove a thread with everything in it; already gone counts as done (`Sent`)."""
        ...

    async def pin(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Pin a message of ours."""
        ...

    async def find(self, *, channel_id: int, key: str) -> Sent | None:
        """Look for what was posted under `key` among our own recent messages there; None also if nobody could look."""
        ...

    async def open_ahead(self, user_ids: Sequence[int]) -> None:
        """Open direct-message channels slowly, so that writing to these people in a crisis is one request."""
        ...

    def direct_messages_closed(self, user_id: int) -> bool:
        """Say whether a person is known to take no direct messages from us, or to have left."""
        ...
