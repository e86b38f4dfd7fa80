"""What an application is told about itself and about the gateway.

https://docs.discord.com/developers/resources/application and https://docs.discord.com/developers/events/gateway#get-gateway-bot
"""

from collections.abc import Callable
from typing import Any

from bot.rehearsal.discord.rule import Rule
from bot.rehearsal.discord.sessions import Sessions
from bot.rehearsal.discord.traffic import Answer, Request


class Application(Rule):
    """Knows the switches of the developer portal."""

    def __init__(self, sessions: Sessions, *, flags: Callable[[], int], gateway: Callable[[], str]) -> None:
        """Take what is asked for."""
        self._sessions, self._flags, self._gateway = sessions, flags, gateway

    def before(self, request: Request) -> Answer | None:
        """Tell where the gateway is, and how many sessions may begin."""
        if request.is_("GET /gateway"):
            return Answer(200, {"url": self._gateway()})
        if request.is_("GET /gateway/bot"):
            said = {"url": self._gateway(), "shards": 1, "session_start_limit": self._sessions.limit()}
            return Answer(200, said)
        if request.is_("GET /applications/@me"):
            request.path = "/oauth2/applications/@me"  # the same object at its newer address
        return None

    def after(self, request: Request, answered: Any) -> Any:  # noqa: ANN401
        """Show the switches."""
        if request.is_("GET /oauth2/applications/@me"):
            answered["flags"] = self._flags()
        return answered
