"""What was sent again while nobody knew whether it had arrived, and stands twice in the end."""

from collections import OrderedDict
from collections.abc import Awaitable, Callable, Coroutine
from datetime import datetime, timedelta
from typing import Any

from bot.clock import Clock
from bot.messenger.adapter.search import Search
from bot.messenger.port import Outcome, Sent, Unknown

NONCE_WINDOW = timedelta(minutes=2)
"""How long Discord surely knows a nonce; its documentation says "the past few minutes"."""

ATTEMPTED = timedelta(seconds=30)
"""A page whose outcome is unknown was first asked for no longer ago than that."""

MOST_REMEMBERED = 500
"""Pages in doubt that are kept in memory."""

Remove = Callable[[int, int], Awaitable[object]]


class Doubles:
    """Removes them. Discord shows a page that is sent again once only while it knows its nonce.

    A page twice is better than none, but a card of which nobody knows would say for ever that somebody waits.
    """

    def __init__(
        self, search: Search, clock: Clock, remove: Remove, aside: Callable[[Coroutine[Any, Any, None]], None]
    ) -> None:
        """Look with `search`, and `remove` by channel and id, in work that nobody waits for: `aside`."""
        self._search = search
        self._clock = clock
        self._remove = remove
        self._aside = aside
        self._doubted: OrderedDict[str, datetime] = OrderedDict()

    def note(self, outcome: Outcome, key: str) -> None:
        """Take note of a page in doubt; where one is known to stand, see to it that no earlier one stands beside it."""
        now = self._clock.now()
        if isinstance(outcome, Sent):
            since = self._doubted.pop(key, None)
            if since is not None and now - since > NONCE_WINDOW:
                self._aside(self._alone(outcome, key, since))
        elif isinstance(outcome, Unknown):
            self._doubted.setdefault(key, now - ATTEMPTED)
            while len(self._doubted) > MOST_REMEMBERED:
                self._doubted.popitem(last=False)

    async def _alone(self, sent: Sent, key: str, since: datetime) -> None:
        others = await self._search.beside(sent, key, since=since)
        for number in others if isinstance(others, list) else ():
            await self._remove(sent.channel_id, number)
