"""What a rule of Discord's is that simcord does not know: it looks at requests, answers and events on their way."""

from typing import Any

from bot.rehearsal.discord.traffic import Answer, Request


class Rule:
    """A rule that changes nothing; each of ours changes one thing."""

    def before(self, request: Request) -> Answer | None:  # noqa: ARG002
        """Look at a request before it is carried out; an answer ends it.

        Raises:
            Refused: Discord would not carry it out.
        """
        return None

    def after(self, request: Request, answered: Any) -> Any:  # noqa: ANN401, ARG002
        """Look at what was answered, and return what will be."""
        return answered

    def failed(self, request: Request) -> None:
        """Hear that a request was refused after all."""

    def event(self, event: str, payload: dict[str, Any]) -> None:
        """Look at an event before sessions are sent it; it may be changed in place."""
