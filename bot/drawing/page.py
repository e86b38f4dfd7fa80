"""A white page to draw on: shapes twice as large and then made small, so that their edges are smooth, and letters on top."""

import io
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from PIL import Image, ImageDraw, ImageFont

INK: Final = "#2b2f36"
DOTS: Final = 160  # an inch
FINER: Final = 2

Point = tuple[float, float]


@cache
def font(points: float) -> ImageFont.FreeTypeFont:
    """Return letters of a size: those that come with matplotlib, which is not loaded for it."""
    found = find_spec("matplotlib")
    if found is None or not found.submodule_search_locations:
        raise ValueError("no letters")
    folder = Path(found.submodule_search_locations[0])
    return ImageFont.truetype(folder / "mpl-data" / "fonts" / "ttf" / "DejaVuSans.ttf", round(points * DOTS / 72))


def fitted(text: str, letters: ImageFont.FreeTypeFont, width: float, most: int = 1) -> list[str]:
    """Return a text in lines of a width, with an ellipsis after the last one that there is room for."""
    lines, line = [], ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and letters.getlength(longer) > width:
            lines.append(line)
            longer = word
        line = longer
    lines.append(line)
    if len(lines) > most:
        lines[most - 1] = " ".join(lines[most - 1 :])
    return [_cut(one, letters, width) for one in lines[:most]]


def _cut(line: str, letters: ImageFont.FreeTypeFont, width: float) -> str:
    if letters.getlength(line) <= width:
        return line
    while line and letters.getlength(f"{line}…") > width:
        line = line[:-1].rstrip()
    return f"{line}…"


class Page:
    """Something to draw on, in dots from its upper left corner."""

    def __init__(self, width: float, height: float) -> None:
        """Take a white one."""
        self.size = (round(width), round(height))
        self._large = Image.new("RGB", (self.size[0] * FINER, self.size[1] * FINER), "white")
        self._shapes = ImageDraw.Draw(self._large)
        self._letters: list[tuple[Point, str, ImageFont.FreeTypeFont, str]] = []

    def box(self, left: float, top: float, right: float, bottom: float, colour: str) -> None:
        """Fill a rectangle."""
        self._shapes.rectangle([one * FINER for one in (left, top, right, bottom)], fill=colour)

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw from point to point."""
        large = [(x * FINER, y * FINER) for x, y in points]
        self._shapes.line(large, fill=colour, width=max(1, round(width * FINER)), joint="curve")

    def shape(self, points: Sequence[Point], colour: str) -> None:
        """Fill what lies between points."""
        self._shapes.polygon([(x * FINER, y * FINER) for x, y in points], fill=colour)

    def disc(self, middle: Point, radius: float, colour: str) -> None:
        """Fill a circle."""
        x, y = middle
        self._shapes.ellipse([one * FINER for one in (x - radius, y - radius, x + radius, y + radius)], fill=colour)

    def write(self, at: Point, text: str, letters: ImageFont.FreeTypeFont, anchor: str = "la") -> None:
        """Write a line at a point, which is what `anchor` says of it (Pillow's: left, middle, right; ascender, middle)."""
        self._letters.append((at, text, letters, anchor))

    def png(self) -> bytes:
        """Return what was drawn."""
        image = self._large.reduce(FINER)
        draw = ImageDraw.Draw(image)
        for at, text, letters, anchor in self._letters:
            draw.text(at, text, fill=INK, font=letters, anchor=anchor)
        file = io.BytesIO()
        image.save(file, format="PNG")
        return file.getvalue()
