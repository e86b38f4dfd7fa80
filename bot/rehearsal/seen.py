"""What people see of the bot's doing, and what the bot asked for, as values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import discord


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


def seen_by_people(message: discord.Message) -> Seen:
    """Return a message as people see it."""
    return Seen(
        author=message.author.display_name,
        by_bot=message.author.bot,
        text=message.content,
        cards=tuple(
            SeenCard(
                title=card.title or "",
                body=card.description or "",
                fields=tuple((field.name or "", field.value or "") for field in card.fields),
                footer=card.footer.text or "",
                colour=0 if card.colour is None else card.colour.value,
            )
            for card in message.embeds
        ),
        presses=tuple(
            tuple(Press(item.label or "", item.style.name) for item in row.children if isinstance(item, discord.Button))
            for row in message.components
            if isinstance(row, discord.ActionRow)
        ),
    )
