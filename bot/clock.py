"""The only place in the bot that asks the system for the time."""

import time
from datetime import UTC, datetime
from typing import Final, Protocol

DISCORD_EPOCH: Final = 1_420_070_400_000  # milliseconds; https://docs.discord.com/developers/reference (Snowflakes)


class Clock(Protocol):
    """What the rest of the bot knows of time."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        ...

    def monotonic(self) -> float:
        """Return seconds that never run backwards, from an arbitrary start."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the system's wall clock in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return the system's monotonic clock in seconds."""
        return time.monotonic()


def snowflake(at: datetime) -> int:
    """Return the smallest id that Discord gives to anything at that instant."""
    return int(at.timestamp() * 1000) - DISCORD_EPOCH << 22
