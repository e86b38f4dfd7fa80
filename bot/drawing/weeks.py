"""A group's weeks as a picture: who answered and who came, and how it was. Large letters, few of them: most people see it on a telephone."""

import math
from collections.abc import Callable, Sequence
from typing import Final

from bot.drawing.page import DOTS, INK, Page, fitted, font

# Light and dark stay apart for colour-blind eyes and in print; the patterns say the same without colour.
ANSWERS: Final = "#3f6078"
ATTENDED: Final = "#e0a878"
MOODS: Final = {"light": "#7eb0d5", "between": "#ecd9a0", "heavy": "#75405f"}
FEW: Final = "#d8d8d8"
GRID: Final = "#e4e4e4"
WIDTH: Final = 6 * DOTS
EDGE: Final = 24
LEADING: Final = 1.4
PLOT: Final = 330
STUB: Final = 14  # of the same height for every figure that is not shown, so that it says nothing of it
WIDEST: Final = 84
STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)

Filler = Callable[[Page, float, float, float, float], None]
Week = tuple[str, int | None, int | None, dict[str, int] | None]
"""When a week began; answers, attendance (None: there was nothing; 0: fewer than five people); how many were in each mood
(None: nobody was asked; empty: not to be shown)."""


def weeks(
    columns: Sequence[Week],
    title: str,
    titles: Sequence[str],
    labels: Sequence[str],
    words: dict[str, str],
    hidden: Sequence[str],
    none: str,
) -> bytes:
    """Return a PNG, 960 dots wide.

    `titles`, and `hidden` (what a figure that is not shown is called), are for people and for moods; `labels` for answers and attendance.
    """
    heading = font(12)
    lines = fitted(title, heading, WIDTH - 2 * EDGE, 2)
    people = [(labels[0], _plain(ANSWERS)), (labels[1], _striped(ATTENDED, INK))]
    fills = {"light": _plain(MOODS["light"]), "between": _dotted(MOODS["between"]), "heavy": _striped(MOODS["heavy"])}
    felt = [(word, fills[name]) for name, word in words.items()]
    if any(0 in one[1:3] for one in columns):
        people.append((hidden[0], _plain(FEW)))
    if any(one[3] == {} for one in columns):
        felt.append((hidden[1], _plain(FEW)))
    first = _legend(people) if any(one[1] or one[2] for one in columns) else []
    second = _legend(felt) if any(one[3] for one in columns) else []
    top = EDGE / 2 + len(lines) * heading.size * LEADING + EDGE / 2
    above, below = top + _height(first), PLOT + 2 * EDGE + _height(second)
    page = Page(WIDTH, above + below + PLOT + EDGE / 2 + font(8).size * LEADING + EDGE / 2)
    for number, line in enumerate(lines):
        page.write((WIDTH / 2, EDGE / 2 + number * heading.size * LEADING), line, heading, "ma")
    _head(page, top, titles[0], first)
    _people(page, above, columns, none)
    _head(page, above + PLOT + 2 * EDGE, titles[1], second)
    _moods(page, above + below, columns, fills, none)
    _days(page, above + below + PLOT + EDGE / 2, [one[0] for one in columns])
    return page.png()


def _people(page: Page, top: float, columns: Sequence[Week], none: str) -> None:
    left, each, wide = _grid(len(columns))
    most = max([value or 0 for one in columns for value in one[1:3]], default=0)
    if not most:
        _empty(page, top, none)
        return
    step = next(one for one in STEPS if most / one <= 5)
    scale = PLOT / (step * math.ceil(most / step) * 1.08)
    beside, bottom = font(8), top + PLOT
    told = beside.getlength(f"{most}") <= wide  # all of them, or none
    for line in range(0, most + step, step):
        page.line([(left, bottom - line * scale), (WIDTH - EDGE, bottom - line * scale)], GRID, 2)
        page.write((left - EDGE / 2, bottom - line * scale), f"{line}", beside, "rm")
    for number, one in enumerate(columns):
        middle = left + each * (number + 0.5)
        for begin, value, fill in (
            (middle - wide, one[1], _plain(ANSWERS)),
            (middle, one[2], _striped(ATTENDED, INK)),
        ):
            if value is None:
                continue
            high = value * scale if value else STUB
            (fill if value else _plain(FEW))(page, begin + 1, bottom - high, begin + wide - 1, bottom)
            if value and told:
                page.write((begin + wide / 2, bottom - high - 4), f"{value}", beside, "mb")


def _moods(page: Page, top: float, columns: Sequence[Week], fills: dict[str, Filler], none: str) -> None:
    left, each, wide = _grid(len(columns))
    if not any(one[3] for one in columns):
        _empty(page, top, none)
        return
    bottom = top + PLOT
    for share in (0, 50, 100):
        at = bottom - PLOT * share / 100
        page.line([(left, at), (WIDTH - EDGE, at)], GRID, 2)
        page.write((left - EDGE / 2, at), f"{share} %", font(8), "rm")
    for number, (_, _, _, felt) in enumerate(columns):
        begin, end = left + each * (number + 0.5) - wide * 0.8, left + each * (number + 0.5) + wide * 0.8
        if felt == {}:
            _plain(FEW)(page, begin, bottom - STUB, end, bottom)
        base, total = bottom, sum((felt or {}).values())
        for name, fill in fills.items():
            high = PLOT * (felt or {}).get(name, 0) / (total or 1)
            if high:
                fill(page, begin, base - high + 2, end, base)  # two dots apart, so that an edge is seen without colour
            base -= high


def _grid(count: int) -> tuple[float, float, float]:
    """Return where the plot begins, how wide a week is, and how wide a bar."""
    left = EDGE * 2 + font(8).getlength("100 %")
    each = (WIDTH - EDGE - left) / max(count, 1)
    return left, each, min(each * 0.42, WIDEST)


def _empty(page: Page, top: float, none: str) -> None:
    letters = font(9)
    page.line([(EDGE, top + PLOT), (WIDTH - EDGE, top + PLOT)], GRID, 2)
    for number, line in enumerate(fitted(none, letters, WIDTH - 4 * EDGE, 2)):
        page.write((WIDTH / 2, top + PLOT / 2 + number * letters.size * LEADING), line, letters, "mm")


def _days(page: Page, top: float, days: Sequence[str]) -> None:
    """Write when weeks began: the latest always, of those before as many as stand beside each other."""
    left, each, _ = _grid(len(days))
    letters, before = font(8), float(WIDTH)
    for back, day in enumerate(days[::-1]):
        half = letters.getlength(day) / 2
        middle = min(left + each * (len(days) - back - 0.5), WIDTH - EDGE / 2 - half)
        if middle - half >= EDGE / 2 and middle + half <= before:
            page.write((middle, top), day, letters, "ma")
            before = middle - half - EDGE / 2


Legend = list[list[tuple[float, str, Filler]]]
"""Rows of where each sign stands, with its word."""


def _legend(items: Sequence[tuple[str, Filler]]) -> Legend:
    letters, at = font(8), float(WIDTH)
    rows: Legend = []
    for told, fill in items:
        word = fitted(told, letters, WIDTH - 4 * EDGE)[0]
        wide = 34 + letters.getlength(word) + EDGE
        if at + wide > WIDTH:
            rows.append([])
            at = float(EDGE)
        rows[-1].append((at, word, fill))
        at += wide
    return rows


def _height(legend: Legend) -> float:
    return font(9).size * LEADING + len(legend) * font(8).size * LEADING + EDGE


def _head(page: Page, top: float, title: str, legend: Legend) -> None:
    """Write what a plot is about and what its signs mean."""
    letters, small = font(9), font(8)
    page.write((EDGE, top), fitted(title, letters, WIDTH - 2 * EDGE)[0], letters)
    top += letters.size * LEADING
    for row in legend:
        for at, word, fill in row:
            fill(page, at, top + 2, at + 26, top + small.size + 2)
            page.write((at + 34, top + small.size / 2 + 2), word, small, "lm")
        top += small.size * LEADING


def _plain(colour: str) -> Filler:
    return lambda page, left, top, right, bottom: page.box(left, top, right, bottom, colour)


def _striped(colour: str, stripe: str = "white") -> Filler:
    def fill(page: Page, left: float, top: float, right: float, bottom: float) -> None:
        page.box(left, top, right, bottom, colour)
        wide, high = right - left, bottom - top
        for along in range(12, round(wide + high), 12):
            begin = (left + max(0, along - high), bottom - min(along, high))
            page.line([begin, (left + min(along, wide), bottom - max(0, along - wide))], stripe, 1.5)

    return fill


def _dotted(colour: str) -> Filler:
    def fill(page: Page, left: float, top: float, right: float, bottom: float) -> None:
        page.box(left, top, right, bottom, colour)
        for row in range(6, round(bottom - top) - 2, 10):
            for along in range(6 + row // 10 % 2 * 5, round(right - left) - 2, 10):
                page.disc((left + along, top + row), 1.5, INK)

    return fill
