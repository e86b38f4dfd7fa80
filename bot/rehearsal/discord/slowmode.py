"""Slow mode: how long a person waits between two messages in a channel; bots do not.

https://docs.discord.com/developers/resources/channel#channel-object ("rate_limit_per_user": bots, and people who may manage
messages or the channel, are unaffected) and JSON error 20016.
"""

from typing import Final

from bot.clock import Clock
from bot.rehearsal.discord.simulated import Refused, Store, may

TOO_SOON: Final = (429, 20016, "This action cannot be performed due to slowmode rate limit")
UNAFFECTED: Final = ("manage_messages", "manage_channels")


class SlowMode:
    """Remembers when each person last wrote in each channel."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Begin with nobody having written."""
        self._store, self._clock = store, clock
        self._last: dict[tuple[int, int], float] = {}

    def check(self, channel_id: int, user_id: int) -> None:
        """Note that somebody writes.

        Raises:
            Refused: they have to wait.
        """
        channel, now = self._store.get_channel(channel_id), self._clock.monotonic()
        if channel.guild_id is None or not channel.rate_limit_per_user:
            return
        if any(may(self._store, channel, user_id, name) for name in UNAFFECTED):
            return
        last = self._last.get((channel_id, user_id))
        if last is not None and now - last < channel.rate_limit_per_user:
            raise Refused(*TOO_SOON)
        self._last[channel_id, user_id] = now
