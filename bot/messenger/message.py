"""What a message is, said without Discord's library."""

from dataclasses import dataclass, field, replace
from typing import Literal

Tone = Literal["calm", "urgent", "waiting", "done"]
Style = Literal["primary", "secondary", "success", "danger"]


@dataclass(frozen=True, slots=True)
class Button:
    """A press leads to `custom_id` (routed by its prefix) or, for a link, to `url`."""

    label: str
    custom_id: str | None = None
    style: Style = "secondary"
    url: str | None = None
    emoji: str | None = None
    disabled: bool = False


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a menu."""

    label: str
    value: str
    description: str | None = None
    chosen: bool = False


@dataclass(frozen=True, slots=True)
class Menu:
    """A select of fixed choices (at most 25)."""

    custom_id: str
    choices: tuple[Choice, ...]
    placeholder: str | None = None
    at_least: int = 1
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Picker:
    """A select that Discord fills with the server's own channels (of the kind in `channels`), roles or people."""

    custom_id: str
    kind: Literal["channel", "role", "user"]
    placeholder: str | None = None
    chosen: tuple[int, ...] = ()
    at_least: int = 0
    at_most: int = 1
    channels: Literal["text", "voice"] = "text"


Row = tuple[Button, ...] | Menu | Picker


@dataclass(frozen=True, slots=True)
class Field:
    """A named part of a card."""

    name: str
    value: str
    inline: bool = False


@dataclass(frozen=True, slots=True)
class Card:
    """A framed text (an embed on Discord); colour follows the tone, and never says anything alone."""

    title: str
    body: str = ""
    fields: tuple[Field, ...] = ()
    tone: Tone = "calm"
    footer: str | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that comes with a message; `description` says what a picture shows to who cannot see it."""

    name: str
    data: bytes = field(repr=False)
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """A whole message. Nobody is mentioned unless named in `mentions` or `role_mentions`.

    `about` are people whom it names otherwise than by a mention: when one of them is erased, the message goes.
    """

    content: str = ""
    cards: tuple[Card, ...] = ()
    rows: tuple[Row, ...] = ()
    mentions: frozenset[int] = field(default_factory=frozenset)
    role_mentions: frozenset[int] = field(default_factory=frozenset)
    files: tuple[Attachment, ...] = ()
    about: frozenset[int] = field(default_factory=frozenset)

    def without_buttons(self) -> "Message":
        """Return the same message with nothing left to press."""
        return replace(self, rows=())


@dataclass(frozen=True, slots=True)
class TextInput:
    """A field of a form to write in."""

    key: str
    label: str
    description: str | None = None
    placeholder: str | None = None
    default: str | None = None
    long: bool = False
    required: bool = True
    max_length: int = 1000


@dataclass(frozen=True, slots=True)
class FormMenu:
    """A field of a form to choose in."""

    key: str
    label: str
    choices: tuple[Choice, ...]
    description: str | None = None
    required: bool = True
    at_most: int = 1


@dataclass(frozen=True, slots=True)
class Form:
    """A form (a modal on Discord): a notice and at most four fields beside it, submitted to `custom_id`.

    What is put into a `nameless` one is never held together with who put it there.
    """

    custom_id: str
    title: str
    fields: tuple[TextInput | FormMenu, ...]
    notice: str | None = None
    nameless: bool = False
