"""Requests and answers as values."""

from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any, Final

from bot.rehearsal.discord.simulated import Refused, Upload

UNAUTHORIZED: Final = (401, 0, "401: Unauthorized")


@dataclass(slots=True)
class Request:
    """A request of the bot's; `status` and `answer` are filled in once it was answered."""

    number: int
    method: str
    path: str
    query: dict[str, str]
    body: Any
    files: list[Upload]
    reason: str | None
    token: str | None
    at: float
    status: int | None = None
    answer: Any = None
    changed: bool = field(default=False)  # carried out, whether or not the bot was told

    @property
    def parts(self) -> list[str]:
        """Return the path in pieces."""
        return self.path.strip("/").split("/")

    def is_(self, pattern: str) -> bool:
        """Say whether this is a request such as `POST /channels/*/messages`; a star stands for one piece of a path."""
        method, _, path = pattern.partition(" ")
        wanted = path.strip("/").split("/")
        return (
            method in ("*", self.method)
            and len(wanted) == len(self.parts)
            and all(fnmatchcase(piece, want) for piece, want in zip(self.parts, wanted, strict=True))
        )


@dataclass(frozen=True, slots=True)
class Answer:
    """What Discord says to a request."""

    status: int
    body: Any = None
    headers: dict[str, str] = field(default_factory=dict)


def refusal(error: Refused) -> Answer:
    """Return an error as Discord words it."""
    return Answer(error.status, error.to_json())
