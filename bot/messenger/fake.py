"""A messenger for tests: remembers what was sent, answers as told, and knows a second attempt by its key, as Discord does."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from zoneinfo import ZoneInfo

from bot.messenger.message import Message
from bot.messenger.port import DirectMessagesClosed, Lane, Left, Outcome, Sent, Unknown


@dataclass(frozen=True, slots=True)
class Posted:
    """One message that arrived: `user_id` for a direct one."""

    channel_id: int
    message_id: int
    message: Message
    key: str
    lane: Lane
    user_id: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One call of the port, whatever came of it; `target` is the channel, thread or person."""

    operation: str
    target: int
    lane: Lane
    key: str | None = None


class FakeMessenger:
    """The port, in memory.

    `answers[target]` is a list of outcomes given to the next calls for that channel, thread or person (the last one stays,
    `Sent` means that all goes well);
    `Unknown` there means that it did not arrive, `lost` holds the targets whose messages arrive though the answer is `Unknown`.
    """

    def __init__(self) -> None:
        """Start with nothing sent and everybody reachable."""
        self.posted: list[Posted] = []
        self.asked: list[Asked] = []
        self.deleted: list[tuple[int, int]] = []
        self.pinned: list[tuple[int, int]] = []
        self.threads: dict[int, set[int]] = {}
        self.thread_names: dict[int, str] = {}
        self.closed_threads: set[int] = set()
        self.answers: dict[int, list[Outcome]] = {}
        self.lost: set[int] = set()
        self.opened: dict[int, int] = {}
        self._shown: dict[tuple[int, int], Message] = {}
        self._by_key: dict[tuple[int, str], Sent] = {}
        self._ids = count(9_000_000_000_000_000_001)

    def will(self, target: int, *outcomes: Outcome) -> None:
        """Answer the next calls for a channel, thread or person with these outcomes; the last one stays."""
        self.answers[target] = list(outcomes)

    def to(self, user_id: int) -> list[Posted]:
        """Return the direct messages that a person received."""
        return [one for one in self.posted if one.user_id == user_id]

    def into(self, channel_id: int) -> list[Posted]:
        """Return what was posted into a channel or thread."""
        return [one for one in self.posted if one.user_id is None and one.channel_id == channel_id]

    def shown(self, channel_id: int, message_id: int) -> Message | None:
        """Return what a message shows now; None once it is deleted."""
        return self._shown.get((channel_id, message_id))

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        """Post into a channel or thread."""
        return self._deliver(channel_id, channel_id, message, key=key, lane=lane)

    async def direct(
        self,
        *,
        user_id: int,
        message: Message,
        key: str,
        lane: Lane,
        zone: ZoneInfo | None = None,  # noqa: ARG002
        rationed: bool = True,  # noqa: ARG002
    ) -> Outcome:
        """Write to a person privately; budgets are up to `will`."""
        channel_id = self.opened.setdefault(user_id, next(self._ids))
        return self._deliver(user_id, channel_id, message, key=key, lane=lane, user_id=user_id)

    async def edit(
        self, *, channel_id: int, message_id: int, message: Message, lane: Lane, key: str | None = None
    ) -> Outcome:
        """Change what a message shows."""
        answer = self._answer("edit", channel_id, lane, key)
        if answer is None:
            self._shown[channel_id, message_id] = message
        return answer or Sent(channel_id, message_id)

    async def delete(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Remove a message."""
        answer = self._answer("delete", channel_id, lane)
        if answer is None:
            self._shown.pop((channel_id, message_id), None)
            self.deleted.append((channel_id, message_id))
        return answer or Sent(channel_id, message_id)

    async def pin(self, *, channel_id: int, message_id: int, lane: Lane) -> Outcome:
        """Pin a message."""
        answer = self._answer("pin", channel_id, lane)
        if answer is None:
            self.pinned.append((channel_id, message_id))
        return answer or Sent(channel_id, message_id)

    async def open_thread(self, *, channel_id: int, name: str, members: Sequence[int], key: str, lane: Lane) -> Outcome:
        """Open a private thread; members for whom an outcome is set are missing."""
        answer = self._answer("open_thread", channel_id, lane, key)
        if answer is not None:
            return answer
        known = self._by_key.get((channel_id, key))
        thread_id = known.channel_id if known else next(self._ids)
        missing = tuple(
            one for one in members if not isinstance(next(iter(self.answers.get(one, ())), Sent(0, 0)), Sent)
        )
        self.threads.setdefault(thread_id, set()).update(set(members) - set(missing))
        self.thread_names[thread_id] = name
        sent = Sent(thread_id, thread_id, missing)
        self._by_key[channel_id, key] = sent
        return sent

    async def add_to_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Bring a person in."""
        answer = self._answer("add_to_thread", thread_id, lane)
        if answer is None:
            self.threads.setdefault(thread_id, set()).add(user_id)
        return answer or Sent(thread_id, thread_id)

    async def remove_from_thread(self, *, thread_id: int, user_id: int, lane: Lane) -> Outcome:
        """Take a person out."""
        answer = self._answer("remove_from_thread", thread_id, lane)
        if answer is None:
            self.threads.setdefault(thread_id, set()).discard(user_id)
        return answer or Sent(thread_id, thread_id)

    async def close_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Archive and lock a thread."""
        answer = self._answer("close_thread", thread_id, lane)
        if answer is None:
            self.closed_threads.add(thread_id)
        return answer or Sent(thread_id, thread_id)

    async def delete_thread(self, *, thread_id: int, lane: Lane) -> Outcome:
        """Remove a thread."""
        answer = self._answer("delete_thread", thread_id, lane)
        if answer is None:
            self.threads.pop(thread_id, None)
        return answer or Sent(thread_id, thread_id)

    async def clear_direct(self, *, channel_id: int, before: int, lane: Lane) -> Outcome:
        """Remove what was written to a person."""
        answer = self._answer("clear_direct", channel_id, lane)
        if answer is None:
            for place in [one for one in self._shown if one[0] == channel_id and one[1] < before]:
                del self._shown[place]
        return answer or Sent(channel_id, before)

    async def find(self, *, channel_id: int, key: str) -> Sent | None:
        """Look for what was posted under `key`."""
        return next(
            (
                Sent(one.channel_id, one.message_id)
                for one in self.posted
                if (one.channel_id, one.key) == (channel_id, key)
            ),
            None,
        )

    async def open_ahead(self, user_ids: Sequence[int]) -> None:
        """Open channels."""
        for user_id in user_ids:
            self.opened.setdefault(user_id, next(self._ids))

    def direct_messages_closed(self, user_id: int) -> bool:
        """Say whether the next message to a person would find the door closed."""
        return isinstance(next(iter(self.answers.get(user_id, ())), None), DirectMessagesClosed | Left)

    def _deliver(
        self, target: int, channel_id: int, message: Message, *, key: str, lane: Lane, user_id: int | None = None
    ) -> Outcome:
        answer = self._answer("post" if user_id is None else "direct", target, lane, key)
        if answer is not None:
            return answer
        sent = self._by_key.get((target, key))
        if sent is None:
            sent = Sent(channel_id, next(self._ids))
            self._by_key[target, key] = sent
            self._shown[sent.channel_id, sent.message_id] = message
            self.posted.append(Posted(sent.channel_id, sent.message_id, message, key, lane, user_id))
        return Unknown() if target in self.lost else sent

    def _answer(self, operation: str, target: int, lane: Lane, key: str | None = None) -> Outcome | None:
        self.asked.append(Asked(operation, target, lane, key))
        outcomes = self.answers.get(target)
        if not outcomes:
            return None
        outcome = outcomes.pop(0) if len(outcomes) > 1 else outcomes[0]
        return None if isinstance(outcome, Sent) else outcome
