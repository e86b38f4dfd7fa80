"""Direct messages that are closed (50007), people we share no server with (50278), and opening too fast (40003).

https://docs.discord.com/developers/topics/opcodes-and-status-codes#json-json-error-codes and
https://docs.discord.com/developers/resources/user#create-dm
"""

from typing import Final

from bot.clock import Clock
from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import ChannelType, Refused, Store
from bot.rehearsal.discord.traffic import Answer, Request

CLOSED: Final = (403, 50007, "Cannot send messages to this user")
STRANGERS: Final = (403, 50278, "Cannot send messages to this user due to having no mutual guilds")
TOO_FAST: Final = (400, 40003, "You are opening direct messages too fast.")


class Directs(Rule):
    """Knows whose direct messages are closed, and how fast channels may be opened."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Begin with everybody's open."""
        self._store, self._clock = store, clock
        self.closed: set[int] = set()
        self.most_opened: int | None = None  # new channels in ten minutes; Discord states no figure
        self._opened: list[float] = []

    def before(self, request: Request) -> Answer | None:
        """Refuse what Discord would."""
        if request.is_("POST /users/@me/channels"):
            self._open(int(request.body["recipient_id"]))
        elif request.is_("POST /channels/*/messages") and (who := self._recipient(request.parts[1])) is not None:
            if not self._shared(who):
                raise Refused(*STRANGERS)
            if who in self.closed:
                raise Refused(*CLOSED)
        return None

    def _open(self, who: int) -> None:
        if who in self._store.dm_channels or self.most_opened is None:
            return
        now = self._clock.monotonic()
        self._opened = [at for at in self._opened if now - at < 600]
        if len(self._opened) >= self.most_opened:
            raise Refused(*TOO_FAST)
        self._opened.append(now)

    def _recipient(self, channel: str) -> int | None:
        found = self._store.channels.get(int(channel)) if channel.isdigit() else None
        if found is None or found.type != ChannelType.DM:
            return None
        return found.recipient_ids[0]

    def _shared(self, who: int) -> bool:
        return any(who in guild.members for guild in self._store.guilds.values())
