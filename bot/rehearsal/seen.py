"""What people see of the bot's doing, and what the bot asked for, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from bot.rehearsal.discord.simulated import Account, Message

BUTTON: Final = 2
STYLES: Final = {1: "primary", 2: "secondary", 3: "success", 4: "danger", 5: "link"}


@dataclass(frozen=True, slots=True)
class Press:
    """A button as somebody sees it."""

    label: str
    style: str


@dataclass(frozen=True, slots=True)
class SeenCard:
    """A card as somebody sees it."""

    title: str
    body: str
    fields: tuple[tuple[str, str], ...]
    footer: str
    colour: int


@dataclass(frozen=True, slots=True)
class Seen:
    """A message as somebody sees it."""

    author: str
    by_bot: bool
    text: str
    cards: tuple[SeenCard, ...] = ()
    presses: tuple[tuple[Press, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Asked:
    """What the bot asked of Discord: one request, and what it answered to, if that was a press or a command."""

    method: str
    path: str
    body: Any
    answers: str  # the pressed button's id or the command's name; empty for everything else

    @property
    def mentions(self) -> frozenset[int]:
        """Return the people and roles that this request would have Discord notify."""
        said = self.body.get("allowed_mentions") if isinstance(self.body, Mapping) else None
        if not isinstance(said, Mapping):
            return frozenset()
        return frozenset(int(one) for one in (*said.get("users", ()), *said.get("roles", ())))

    @property
    def notifies_everybody(self) -> bool:
        """Say whether a mention in the text alone would notify whoever it names."""
        said = self.body.get("allowed_mentions") if isinstance(self.body, Mapping) else None
        return self._is_post and (not isinstance(said, Mapping) or bool(said.get("parse")))

    @property
    def _is_post(self) -> bool:
        return self.method == "POST" and self.path.endswith("/messages")


@dataclass(slots=True)
class Stopwatch:
    """When frames came in and messages went out, by the machine's own clock in seconds."""

    frame_in: float | None = None
    out: dict[int, float] = field(default_factory=dict)  # by channel, the first after the frame

    def milliseconds(self, channel_id: int) -> float | None:
        """Return how long after the last frame the first message to a channel was on its way."""
        if self.frame_in is None or channel_id not in self.out:
            return None
        return (self.out[channel_id] - self.frame_in) * 1000


def rows_of(message: Message) -> list[list[dict[str, Any]]]:
    """Return the components of a message, row by row."""
    return [row.get("components") or [] for row in message.components]


def seen_by_people(author: Account, message: Message) -> Seen:
    """Return a message as people see it."""
    return Seen(
        author=author.global_name or author.name,
        by_bot=author.bot,
        text=message.content,
        cards=tuple(
            SeenCard(
                title=card.get("title") or "",
                body=card.get("description") or "",
                fields=tuple((one["name"], one["value"]) for one in card.get("fields") or ()),
                footer=(card.get("footer") or {}).get("text") or "",
                colour=card.get("color") or 0,
            )
            for card in message.embeds
        ),
        presses=tuple(
            tuple(Press(one.get("label") or "", STYLES[one["style"]]) for one in row if one["type"] == BUTTON)
            for row in rows_of(message)
        ),
    )
