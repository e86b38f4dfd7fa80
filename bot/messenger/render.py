"""Turn messages and forms into what discord.py sends, within Discord's limits, and keep nothing of them in memory.

Limits: https://docs.discord.com/developers/resources/message and /developers/components/reference.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any, TypeVar

import discord
import structlog
from discord import ui

from bot.messenger.message import (
    Button,
    Card,
    Choice,
    Form,
    FormMenu,
    Menu,
    Message,
    Picker,
    Row,
    TextInput,
    Tone,
)
from bot.messenger.plain import shorten, units, well_formed

MOST_CONTENT = 2000
MOST_CARDS = 10
MOST_CARD_TEXT = 6000
MOST_TITLE = 256
MOST_BODY = 4096
MOST_FIELDS = 25
MOST_FIELD_VALUE = 1024
MOST_FOOTER = 2048
MOST_ROWS = 5
MOST_BUTTONS = 5
MOST_CHOICES = 25
MOST_CUSTOM_ID = 100
MOST_MENTIONS = 100
MOST_FORM_ITEMS = 5
MOST_FORM_LABEL = 45
MOST_NOTICE = 4000
MOST_ALT = 1024
MOST_FILES = 10

_COLOURS: dict[Tone, int] = {"calm": 0x5B7C99, "urgent": 0xC0504D, "waiting": 0xC9A227, "done": 0x5E8C61}
_STYLES = {
    "primary": discord.ButtonStyle.primary,
    "secondary": discord.ButtonStyle.secondary,
    "success": discord.ButtonStyle.success,
    "danger": discord.ButtonStyle.danger,
}
_CHANNELS = {"text": [discord.ChannelType.text], "voice": [discord.ChannelType.voice, discord.ChannelType.stage_voice]}
_DEFAULTS = {
    "channel": discord.SelectDefaultValueType.channel,
    "role": discord.SelectDefaultValueType.role,
    "user": discord.SelectDefaultValueType.user,
}
_BLANK = "\u200b"

_T = TypeVar("_T")

_log = structlog.get_logger()


class Unrenderable(ValueError):
    """A message or form holds more than Discord takes, or names one thing twice; the code that built it is wrong."""


class UnkeptView(ui.View):
    """A view that discord.py sends and forgets: presses reach us by `custom_id`, from a memory that outlives restarts."""

    def __init__(self) -> None:
        """Make an empty view that never times out."""
        super().__init__(timeout=None)

    def is_finished(self) -> bool:
        """Say that nothing waits here, so that no view store keeps it."""
        return True


class UnkeptModal(ui.Modal):
    """A form that discord.py shows and forgets, for the same reason."""

    def is_finished(self) -> bool:
        """Say that nothing waits here, so that no view store keeps it."""
        return True


def render(message: Message, *, marker: int | None = None, strict: bool = True) -> dict[str, Any]:
    """Return the keyword arguments to *send* a message with (`view` is left out where there is nothing to press).

    Long texts are shortened. Too many of something, or a doubled `custom_id`, raises `Unrenderable`; with `strict=False`
    (pages) what is over the limit is left out and logged instead. `marker` becomes the id of the first component.
    """
    fitting = _Fitting(strict=strict)
    rendered: dict[str, Any] = {
        "content": shorten(message.content.strip(), MOST_CONTENT) or None,
        "embeds": _embeds(message.cards, fitting),
        "allowed_mentions": _allowed(message, fitting),
    }
    if message.files:
        rendered["files"] = [
            discord.File(io.BytesIO(one.data), one.name, description=shorten(one.description or "", MOST_ALT))
            for one in fitting.fit(message.files, MOST_FILES, "files")
        ]
    view = _view(message.rows, marker, fitting)
    if view is not None:
        rendered["view"] = view
    if not rendered["content"] and not message.cards and view is None:
        fitting.over("nothing to show")
        rendered["content"] = _BLANK
    return rendered


def render_edit(message: Message, *, marker: int | None = None, strict: bool = True) -> dict[str, Any]:
    """Return the keyword arguments to *edit* a message with; what it no longer holds is cleared."""
    rendered = {"view": None} | render(message, marker=marker, strict=strict)
    if "files" in rendered:  # an edit replaces what is attached
        rendered["attachments"] = rendered.pop("files")
    return rendered


def render_form(form: Form) -> UnkeptModal:
    """Return the modal to answer an interaction with: the notice first, then every field under its label.

    Raises `Unrenderable` for more than five items (notice included), a doubled key or too many choices.
    """
    fitting = _Fitting(strict=True)
    items = len(form.fields) + (form.notice is not None)
    if not form.fields or items > MOST_FORM_ITEMS:
        fitting.over("fields of a form")
    fitting.custom_id(form.custom_id)
    modal = UnkeptModal(title=shorten(form.title, MOST_FORM_LABEL) or _BLANK, custom_id=form.custom_id)
    if form.notice is not None:
        modal.add_item(ui.TextDisplay(shorten(form.notice, MOST_NOTICE)))
    for field in form.fields:
        fitting.custom_id(field.key)
        component: ui.Item[Any] = _input(field) if isinstance(field, TextInput) else _form_menu(field, fitting)
        description = shorten(field.description, 100) if field.description else None
        modal.add_item(
            ui.Label(text=shorten(field.label, MOST_FORM_LABEL), description=description, component=component)
        )
    return modal


class _Fitting:
    """What to do with too much of something, and which custom ids were used already."""

    def __init__(self, *, strict: bool) -> None:
        self._strict = strict
        self._seen: set[str] = set()

    def over(self, what: str) -> None:
        if self._strict:
            raise Unrenderable(what)
        _log.warning("message_over_limit", what=what)

    def fit(self, things: Sequence[_T], limit: int, what: str) -> Sequence[_T]:
        if len(things) > limit:
            self.over(what)
        return things[:limit]

    def custom_id(self, custom_id: str) -> bool:
        """Say whether the id can be used (once, and up to 100 characters)."""
        usable = bool(custom_id) and len(custom_id) <= MOST_CUSTOM_ID and custom_id not in self._seen
        if not usable:
            self.over("custom_id")
        self._seen.add(custom_id)
        return usable


def _allowed(message: Message, fitting: _Fitting) -> discord.AllowedMentions:
    people = fitting.fit(sorted(message.mentions), MOST_MENTIONS, "mentions")
    roles = fitting.fit(sorted(message.role_mentions), MOST_MENTIONS, "mentions")
    return discord.AllowedMentions(
        everyone=False,
        users=[discord.Object(one) for one in people] if people else False,
        roles=[discord.Object(one) for one in roles] if roles else False,
        replied_user=False,
    )


def _embeds(cards: Sequence[Card], fitting: _Fitting) -> list[discord.Embed]:
    room = MOST_CARD_TEXT
    embeds: list[discord.Embed] = []
    for card in fitting.fit(cards, MOST_CARDS, "cards"):
        embed, room = _embed(card, room, fitting)
        embeds.append(embed)
    return embeds


def _embed(card: Card, room: int, fitting: _Fitting) -> tuple[discord.Embed, int]:
    """Build one embed within the room that all embeds of a message share; title and footer before the long middle."""

    def take(text: str, limit: int) -> str:
        nonlocal room
        short = shorten(text, max(0, min(limit, room)))
        room -= units(short)
        return short

    embed = discord.Embed(colour=_COLOURS[card.tone], title=take(card.title, MOST_TITLE) or None)
    footer = take(card.footer, MOST_FOOTER) if card.footer else ""
    fields = fitting.fit(card.fields, MOST_FIELDS, "fields of a card")
    names = [take(field.name, MOST_TITLE) or _BLANK for field in fields]
    embed.description = take(card.body, MOST_BODY) or None
    for field, name in zip(fields, names, strict=True):
        embed.add_field(name=name, value=take(field.value, MOST_FIELD_VALUE) or _BLANK, inline=field.inline)
    if footer:
        embed.set_footer(text=footer)
    if not (embed.title or embed.description or embed.fields or footer):
        embed.description = _BLANK
    return embed, room


def _view(rows: Sequence[Row], marker: int | None, fitting: _Fitting) -> UnkeptView | None:
    view = UnkeptView()
    for index, row in enumerate(fitting.fit(rows, MOST_ROWS, "rows")):
        for item in _items(row, fitting):
            item.row = index
            if marker is not None and not view.children:
                item.id = marker
            view.add_item(item)
    return view if view.children else None


def _items(row: Row, fitting: _Fitting) -> Iterator[ui.Item[Any]]:
    if isinstance(row, tuple):
        for button in fitting.fit(row, MOST_BUTTONS, "buttons of a row"):
            if button.url is not None or fitting.custom_id(button.custom_id or ""):
                yield _button(button)
    elif fitting.custom_id(row.custom_id):
        if isinstance(row, Picker):
            yield _picker(row)
        elif row.choices:
            yield _menu(row, fitting)
        else:
            fitting.over("menu without choices")


def _button(button: Button) -> ui.Button[Any]:
    label = shorten(button.label, 80) or (None if button.emoji else _BLANK)
    if button.url is not None:
        return ui.Button(label=label, url=button.url, emoji=button.emoji, disabled=button.disabled)
    return ui.Button(
        label=label,
        custom_id=button.custom_id,
        style=_STYLES[button.style],
        emoji=button.emoji,
        disabled=button.disabled,
    )


def _menu(menu: Menu, fitting: _Fitting) -> ui.Select[Any]:
    options = _options(menu.choices, fitting)
    return ui.Select(
        custom_id=menu.custom_id,
        placeholder=shorten(menu.placeholder, 150) if menu.placeholder else None,
        min_values=min(menu.at_least, len(options)),
        max_values=min(menu.at_most, len(options)),
        options=options,
    )


def _picker(picker: Picker) -> ui.Item[Any]:
    chosen = [
        discord.SelectDefaultValue(id=one, type=_DEFAULTS[picker.kind]) for one in picker.chosen[: picker.at_most]
    ]
    shared: dict[str, Any] = {
        "custom_id": picker.custom_id,
        "placeholder": shorten(picker.placeholder, 150) if picker.placeholder else None,
        "min_values": picker.at_least,
        "max_values": min(picker.at_most, MOST_CHOICES),
        "default_values": chosen,
    }
    if picker.kind == "channel":
        return ui.ChannelSelect(**shared, channel_types=_CHANNELS[picker.channels])
    return ui.RoleSelect(**shared) if picker.kind == "role" else ui.UserSelect(**shared)


def _options(choices: Sequence[Choice], fitting: _Fitting) -> list[discord.SelectOption]:
    chosen = fitting.fit(choices, MOST_CHOICES, "choices")
    if len({choice.value for choice in chosen}) != len(chosen) or any(not 0 < len(one.value) <= 100 for one in chosen):
        fitting.over("value of a choice")
        chosen = list({one.value: one for one in chosen if 0 < len(one.value) <= 100}.values())
    return [
        discord.SelectOption(
            label=shorten(choice.label, 100) or _BLANK,
            value=choice.value,
            description=shorten(choice.description, 100) if choice.description else None,
            default=choice.chosen,
        )
        for choice in chosen
    ]


def _input(field: TextInput) -> ui.TextInput[Any]:
    most = max(1, min(field.max_length, 4000))
    return ui.TextInput(
        custom_id=field.key,
        style=discord.TextStyle.paragraph if field.long else discord.TextStyle.short,
        placeholder=shorten(field.placeholder, 100) if field.placeholder else None,
        default=well_formed(field.default)[:most] if field.default else None,
        required=field.required,
        max_length=most,
    )


def _form_menu(field: FormMenu, fitting: _Fitting) -> ui.Select[Any]:
    return ui.Select(
        custom_id=field.key,
        options=_options(field.choices, fitting),
        required=field.required,
        min_values=1 if field.required else 0,
        max_values=max(1, min(field.at_most, len(field.choices))),
    )
