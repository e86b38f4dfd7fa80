"""Draw a message as people see it on Discord, as an SVG that reads the same every time."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from textwrap import wrap
from typing import Final
from xml.sax.saxutils import escape
from zoneinfo import ZoneInfo

from bot.messenger.message import Button, Card, Message, Row

WIDTH: Final = 640
MARGIN: Final = 16
LINE: Final = 21
TEXT_SIZE, SMALL_SIZE, TITLE_SIZE = 14, 12, 16
LETTER: Final = 7.3
"""How wide a letter is taken to be at the size of text; a little more than most are, so that lines never run out."""

INK, FAINT, PAPER, CARD = "#2b2d31", "#5c5f66", "#ffffff", "#f2f3f5"
TONES: Final = {"calm": "#4f6bed", "urgent": "#d83a42", "waiting": "#c98a12", "done": "#8a8f98"}
STYLES: Final = {"primary": "#4f6bed", "secondary": "#5c5f66", "success": "#227a4b", "danger": "#c0353c"}
ZONE: Final = ZoneInfo("Europe/Madrid")
_MARK: Final = re.compile(r"<t:(\d+):(\w)>")
_PLACE: Final = re.compile(r"<#(\d+)>")


@dataclass
class Frame:
    """A picture that grows downward."""

    now: datetime
    places: dict[int, str]
    about: str
    parts: list[str] = field(default_factory=list)
    y: int = MARGIN

    def message(self, message: Message) -> None:
        """Add a message: what it says, its cards, its buttons."""
        if message.content:
            self.lines(message.content, MARGIN)
            self.y += 14
        for card in message.cards:
            self._card(card)
        for row in message.rows:
            self._row(row)

    def lines(self, text: str, x: int, *, width: int = WIDTH - 2 * MARGIN, faint: bool = False) -> None:
        """Add text, wrapped; a line that begins with `-#` is small, as on Discord."""
        for raw in self._said(text).splitlines():
            small = faint or raw.startswith("-# ")
            size = SMALL_SIZE if small else TEXT_SIZE
            room = int(width / (LETTER * size / TEXT_SIZE))
            for line in wrap(raw.removeprefix("-# "), room) or [""]:
                self.y += LINE if not small else LINE - 3
                self._text(line, x, size=size, colour=FAINT if small else INK)

    def svg(self) -> str:
        """Return the whole picture."""
        height = self.y + MARGIN
        body = "\n".join(self.parts)
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" viewBox="0 0 {WIDTH} {height}" '
            f"role=\"img\" font-family=\"system-ui, 'Segoe UI', Roboto, 'DejaVu Sans', sans-serif\">\n"
            f"<title>{escape(self.about)}</title>\n"
            f'<rect width="{WIDTH}" height="{height}" rx="8" fill="{PAPER}" stroke="#d4d7dc"/>\n{body}\n</svg>\n'
        )

    def _card(self, card: Card) -> None:
        top, inner = self.y, MARGIN + 18
        place = len(self.parts)
        self.y += 6
        for line in wrap(self._said(card.title), 62):
            self.y += LINE + 2
            self._text(line, inner, size=TITLE_SIZE, weight="600")
        if card.body:
            self.y += 2
            self.lines(card.body, inner, width=WIDTH - 2 * inner)
        for one in card.fields:
            self.y += LINE + 5
            self._text(self._said(one.name), inner, size=TEXT_SIZE, weight="600")
            self.lines(one.value, inner, width=WIDTH - 2 * inner)
        if card.footer:
            self.y += 6
            self.lines(card.footer, inner, width=WIDTH - 2 * inner, faint=True)
        self.y += 14
        frame = f'height="{self.y - top}" rx="4"'
        self.parts[place:place] = [
            f'<rect x="{MARGIN}" y="{top}" width="{WIDTH - 2 * MARGIN}" {frame} fill="{CARD}"/>',
            f'<rect x="{MARGIN}" y="{top}" width="5" {frame} fill="{TONES[card.tone]}"/>',
        ]
        self.y += 8

    def _row(self, row: Row) -> None:
        if not isinstance(row, tuple):
            self._menu(row.placeholder or "")
            return
        x = MARGIN
        for button in row:
            label = f"{button.emoji} {button.label}" if button.emoji else button.label
            width = int(len(label) * LETTER) + 24
            if x + width > WIDTH - MARGIN:
                x, self.y = MARGIN, self.y + 38
            self._button(button, label, x, width)
            x += width + 8
        self.y += 40

    def _button(self, button: Button, label: str, x: int, width: int) -> None:
        faded = ' opacity="0.45"' if button.disabled else ""
        self.parts.append(
            f'<rect x="{x}" y="{self.y}" width="{width}" height="32" rx="6" fill="{STYLES[button.style]}"{faded}/>'
        )
        middle = x + width // 2
        self._text(label, middle, y=self.y + 21, colour=PAPER, weight="500", anchor="middle")

    def _menu(self, placeholder: str) -> None:
        self.parts.append(
            f'<rect x="{MARGIN}" y="{self.y}" width="{WIDTH - 2 * MARGIN}" height="34" rx="6" fill="{CARD}" '
            'stroke="#c4c9d1"/>'
        )
        self._text(f"{placeholder}  ▾", MARGIN + 12, y=self.y + 22, colour=FAINT)
        self.y += 42

    def _text(
        self,
        words: str,
        x: int,
        *,
        size: int = TEXT_SIZE,
        colour: str = INK,
        weight: str = "400",
        y: int | None = None,
        anchor: str = "start",
    ) -> None:
        spans = "".join(_spans(words))
        self.parts.append(
            f'<text x="{x}" y="{self.y if y is None else y}" font-size="{size}" fill="{colour}" '
            f'font-weight="{weight}" text-anchor="{anchor}" xml:space="preserve">{spans}</text>'
        )

    def _said(self, text: str) -> str:
        text = _MARK.sub(lambda match: self._moment(int(match[1]), match[2]), text)
        text = _PLACE.sub(lambda match: f"#{self.places.get(int(match[1]), 'channel')}", text)
        return re.sub(r"\\(.)", r"\1", text)

    def _moment(self, stamp: int, style: str) -> str:
        at = datetime.fromtimestamp(stamp, UTC)
        if style == "R":
            minutes = round((at - self.now).total_seconds() / 60)
            hours = round(minutes / 60)
            if abs(minutes) < 90:
                return f"in {minutes} minutes" if minutes else "now"
            return f"in {hours} hours" if abs(hours) < 48 else f"in {round(hours / 24)} days"
        local = at.astimezone(ZONE)
        return (
            f"{local:%H:%M}" if style == "t" else f"{local:%d.%m.%Y}" if style in "dD" else f"{local:%a %d.%m.%Y %H:%M}"
        )


def _spans(words: str) -> Iterator[str]:
    for number, part in enumerate(words.split("**")):
        if part:
            yield f'<tspan font-weight="600">{escape(part)}</tspan>' if number % 2 else escape(part)


def drawn(messages: Iterable[Message], *, about: str, now: datetime, places: dict[int, str]) -> str:
    """Return some messages, one below the other, as an SVG; `about` is what it shows, for who cannot see it."""
    frame = Frame(now, places, about)
    for message in messages:
        frame.message(message)
    return frame.svg()
