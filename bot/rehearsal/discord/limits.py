"""Rate limits: a bucket for each route and place, and fifty requests a second for everything together.

https://docs.discord.com/developers/topics/rate-limits. Discord publishes no figures for its buckets; these are those that
its headers showed bots for years, and a bot must take whatever the headers say.
"""

import hashlib
from collections import Counter
from dataclasses import dataclass
from typing import Final

from bot.clock import Clock
from bot.rehearsal.discord.faults import too_many
from bot.rehearsal.discord.traffic import Answer, Request

GLOBAL: Final = 50  # requests a second; interaction endpoints do not count
MAJOR: Final = ("channels", "guilds", "webhooks")

# Requests in so many seconds.
KNOWN: Final = {
    "POST channels/*/messages": (5, 5.0),
    "PATCH channels/*/messages/*": (5, 5.0),
    "DELETE channels/*/messages/*": (5, 1.0),
    "GET channels/*/messages": (5, 5.0),
    "POST users/@me/channels": (10, 10.0),
    "POST channels/*/threads": (10, 10.0),
    "PUT channels/*/thread-members/*": (20, 10.0),
    "PATCH channels/*": (10, 15.0),
    "PUT channels/*/messages/pins/*": (5, 4.0),
    "POST webhooks/*/*": (5, 2.0),
    "PATCH webhooks/*/*/messages/*": (5, 2.0),
}
OTHERWISE: Final = (30, 10.0)


@dataclass(slots=True)
class _Bucket:
    limit: int
    span: float
    left: int
    ends: float


class Limits:
    """Counts requests and says what the headers say."""

    def __init__(self, clock: Clock) -> None:
        """Count by a clock's seconds."""
        self._clock = clock
        self._buckets: dict[str, _Bucket] = {}
        self._second = (0, 0)
        self.refused: Counter[str] = Counter()  # by scope
        self.on = True

    def take(self, request: Request) -> tuple[dict[str, str], Answer | None]:
        """Count a request; return the headers of its answer, and the answer itself if there were too many."""
        now = self._clock.monotonic()
        interaction = request.parts[0] in ("interactions", "webhooks")
        if self.on and not interaction and self._too_many_in_all(now):
            self.refused["global"] += 1
            return {}, too_many(1 - now % 1, scope="global")
        if request.parts[0] == "interactions":
            return {}, None
        route = _route(request)
        name = hashlib.sha256(route.encode()).hexdigest()[:32]
        limit, span = KNOWN.get(route, OTHERWISE)
        key = f"{route}:{_place(request)}"
        bucket = self._buckets.get(key)
        if bucket is None or now >= bucket.ends:
            bucket = self._buckets[key] = _Bucket(limit, span, limit, now + span)
        gone = self.on and bucket.left <= 0
        bucket.left = max(0, bucket.left - 1)
        after = max(0.0, bucket.ends - now)
        headers = {
            "X-RateLimit-Limit": str(bucket.limit),
            "X-RateLimit-Remaining": str(bucket.left if self.on else bucket.limit),
            "X-RateLimit-Reset": f"{self._clock.now().timestamp() + after:.3f}",
            "X-RateLimit-Reset-After": f"{after:.3f}",
            "X-RateLimit-Bucket": name,
        }
        if not gone:
            return headers, None
        self.refused["user"] += 1
        return headers, too_many(after, scope="user", headers=headers)

    def _too_many_in_all(self, now: float) -> bool:
        second, count = self._second
        count = count + 1 if second == int(now) else 1
        self._second = (int(now), count)
        return count > GLOBAL


def _route(request: Request) -> str:
    shape = ["*" if piece.isdigit() else piece for piece in request.parts]
    if shape[0] == "webhooks" and len(shape) > 2:
        shape[2] = "*"
        shape = ["*" if piece == "@original" else piece for piece in shape]
    return f"{request.method} {'/'.join(shape)}"


def _place(request: Request) -> str:
    parts = request.parts
    if parts[0] not in MAJOR or len(parts) < 2:
        return ""
    return "/".join(parts[1:3]) if parts[0] == "webhooks" else parts[1]
