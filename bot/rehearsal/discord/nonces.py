"""Nonces: the same message sent twice within a few minutes is posted once.

https://docs.discord.com/developers/resources/message#create-message: "If enforce_nonce is true and nonce is present, it will
be checked for uniqueness in the past few minutes. If another message was created by the same author with the same nonce,
that message will be returned and no new message will be created."
"""

from collections import deque
from typing import Any, Final

from bot.clock import Clock
from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.simulated import Refused, Store, serializers
from bot.rehearsal.discord.traffic import Answer, Request

WINDOW: Final = 300.0  # seconds; "the past few minutes"
LONGEST: Final = 25


class Nonces(Rule):
    """Remembers nonces per author, not per channel; the bot is the only author that sends any."""

    def __init__(self, store: Store, clock: Clock) -> None:
        """Begin with none."""
        self._store, self._clock = store, clock
        self._known: dict[str, tuple[float, int, int]] = {}
        self._order: deque[tuple[float, str]] = deque()
        self._sending: str | None = None
        self.repeated = 0

    def before(self, request: Request) -> Answer | None:
        """Return the earlier message, if the nonce is known."""
        self._sending = None
        if not request.is_("POST /channels/*/messages") or not isinstance(request.body, dict):
            return None
        nonce = request.body.get("nonce")
        if nonce is None:
            return None
        if isinstance(nonce, str) and len(nonce) > LONGEST:
            raise Refused(400, 50035, "Invalid Form Body: nonce")
        self._sending = str(nonce)
        self._forget()
        known = self._known.get(self._sending) if request.body.get("enforce_nonce") else None
        if known is None:
            return None
        self.repeated += 1
        self._sending = None
        _, channel_id, message_id = known
        # Deleted since: "Unknown Message", as the call that fetches it would say.
        message = self._store.get_message(channel_id, message_id)
        return Answer(200, {**serializers.message_payload(self._store, message), "nonce": nonce})

    def after(self, request: Request, answered: Any) -> Any:  # noqa: ANN401
        """Remember what was posted under a nonce."""
        if self._sending is None or not request.is_("POST /channels/*/messages"):
            return answered
        nonce, self._sending = self._sending, None
        now = self._clock.monotonic()
        self._known[nonce] = (now, int(answered["channel_id"]), int(answered["id"]))
        self._order.append((now, nonce))
        answered["nonce"] = nonce
        return answered

    def failed(self, request: Request) -> None:  # noqa: ARG002
        """Forget what was about to be sent."""
        self._sending = None

    def event(self, event: str, payload: dict[str, Any]) -> None:
        """Show the nonce with the message, as the gateway does."""
        if event == "MESSAGE_CREATE" and payload["author"]["id"] == str(self._store.bot_user.id):
            payload["nonce"] = self._sending

    def _forget(self) -> None:
        now = self._clock.monotonic()
        while self._order and now - self._order[0][0] > WINDOW:
            at, nonce = self._order.popleft()
            if self._known.get(nonce, (0.0,))[0] == at:
                del self._known[nonce]
