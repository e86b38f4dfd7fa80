"""Sessions of the gateway: what each was sent, kept for a while so that it can be resumed.

https://docs.discord.com/developers/events/gateway#resuming
"""

import secrets
from collections import deque
from dataclasses import dataclass, field
from typing import Any, Final

import discord

from bot.clock import Clock

KEPT: Final = 2000  # frames a session
DAY: Final = 86_400.0  # seconds
RESUMABLE: Final = 180.0  # seconds after its socket went; Discord states no figure


@dataclass(slots=True)
class Frame:
    """A frame to the bot or from it; `event` only for dispatches."""

    op: int
    data: Any = None
    sequence: int | None = None
    event: str | None = None
    sent: bool = True  # False for one that came from the bot

    def wire(self) -> dict[str, Any]:
        """Return it as it travels."""
        return {"op": self.op, "d": self.data, "s": self.sequence, "t": self.event}


@dataclass(slots=True)
class Session:
    """One identify and everything since."""

    id: str
    intents: discord.Intents
    shard: tuple[int, int]
    sequence: int = 0
    frames: deque[Frame] = field(default_factory=lambda: deque(maxlen=KEPT))
    left_at: float | None = None

    def dispatch(self, event: str, payload: Any) -> Frame:  # noqa: ANN401  whatever the event holds
        """Number an event and keep it."""
        self.sequence += 1
        frame = Frame(0, payload, self.sequence, event)
        self.frames.append(frame)
        return frame

    def since(self, sequence: int) -> list[Frame] | None:
        """Return what came after a number, or None if that is no longer known."""
        if sequence > self.sequence or (self.frames and sequence < (self.frames[0].sequence or 0) - 1):
            return None
        return [one for one in self.frames if (one.sequence or 0) > sequence]

    def takes(self, payload: dict[str, Any]) -> bool:
        """Say whether an event belongs to this shard.

        https://docs.discord.com/developers/events/gateway#sharding
        """
        guild = payload.get("guild_id") or (payload.get("id") if "owner_id" in payload else None)
        number, count = self.shard
        return (int(guild) >> 22) % count == number if guild else number == 0


class Sessions:
    """All sessions, and how many more may begin today."""

    def __init__(self, clock: Clock, *, total: int = 1000, pause: float = 5.0) -> None:
        """Allow `total` sessions and one each `pause` seconds.

        https://docs.discord.com/developers/events/gateway#session-start-limit-object
        """
        self._clock = clock
        self._known: dict[str, Session] = {}
        self._last: float | None = None
        self._renews = 0.0  # as monotonic seconds: what was used up before this is given back
        self.total = self.remaining = total
        self.pause = pause

    def begin(self, intents: discord.Intents, shard: tuple[int, int]) -> Session | None:
        """Begin a session; None if that is too soon or too often."""
        self._renew()
        now = self._clock.monotonic()
        if self.remaining <= 0 or (self._last is not None and now - self._last < self.pause):
            return None
        self._last = now
        if self.remaining == self.total:
            self._renews = now + DAY
        self.remaining -= 1
        session = Session(secrets.token_hex(16), intents, shard)
        self._known[session.id] = session
        return session

    def find(self, session_id: str) -> Session | None:
        """Return a session that can still be resumed."""
        found = self._known.get(session_id)
        if found is not None and found.left_at is not None and self._clock.monotonic() - found.left_at > RESUMABLE:
            self.end(found)
            return None
        return found

    def leave(self, session: Session) -> None:
        """Note that a session has no socket any more."""
        session.left_at = self._clock.monotonic()

    def end(self, session: Session) -> None:
        """Forget a session."""
        self._known.pop(session.id, None)

    def all(self) -> list[Session]:
        """Return every session, with or without a socket."""
        return list(self._known.values())

    def limit(self) -> dict[str, int]:
        """Return what is left, as `GET /gateway/bot` says it."""
        self._renew()
        after = max(0.0, self._renews - self._clock.monotonic())
        return {
            "total": self.total,
            "remaining": self.remaining,
            "reset_after": int(after * 1000),
            "max_concurrency": 1,
        }

    def spend(self) -> None:
        """Let no session begin for the rest of a day that began now."""
        self.remaining, self._renews = 0, self._clock.monotonic() + DAY

    def _renew(self) -> None:
        if self.remaining < self.total and self._clock.monotonic() >= self._renews:
            self.remaining = self.total
