"""How answers are spread, and how averages moved: still, and readable without colour."""

import math
from collections.abc import Sequence
from typing import Final

from bot.drawing.page import DOTS, Page, Point, fitted, font

SCALE: Final = ("#86a6bf", "#a3c0cc", "#c3d7d6", "#e2dcc2", "#e3b97f", "#d39268")
MUTED: Final = "#dddddd"
GRID: Final = "#e4e4e4"
LINES: Final = ("#2b2f36", "#5b7c99", "#b5744a", "#7d8f4e", "#8a6a99")
SIZES: Final = (14, 10.5, 8, 6, 4.5)  # points
WIDTH: Final = 6 * DOTS  # few inches, so that letters are large: most people see this on a telephone
EDGE: Final = 24
LEADING: Final = 1.35  # from one line of letters to the next
BAR: Final = 66
BETWEEN: Final = 26
PLOT: Final = 430
MOST_STEPS: Final = 10  # of a scale that are all written


def bars(title: str, bars: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> bytes:
    """Return a PNG with a bar for each question: its label, and how many gave each answer, *rather not say* last."""
    heading, above = font(12), font(9)
    titles = fitted(title, heading, WIDTH - 2 * EDGE, 2)
    labels = [fitted(name, above, WIDTH - 2 * EDGE, 2) for name, _ in bars]
    top = EDGE + len(titles) * heading.size * LEADING
    heights = [len(label) * above.size * LEADING + BAR + BETWEEN for label in labels]
    page = Page(WIDTH, top + sum(heights) + EDGE)
    _title(page, titles)
    top += EDGE / 2
    for (_, parts), label, height in zip(bars, labels, heights, strict=True):
        for number, line in enumerate(label):
            page.write((EDGE, top + number * above.size * LEADING), line, above)
        bar = top + len(label) * above.size * LEADING
        total, left, last = sum(count for _, count in parts) or 1, float(EDGE), len(parts) - 1
        for number, (answer, count) in enumerate(parts):
            if not count:
                continue
            right = left + (WIDTH - 2 * EDGE) * count / total
            page.box(
                left, bar, right - 2, bar + BAR, MUTED if number == last else SCALE[number * len(SCALE) // max(last, 1)]
            )
            _inside(page, answer, count, (left, bar, right))
            left = right
        top += height
    return page.png()


def _inside(page: Page, answer: str, count: int, at: tuple[float, float, float]) -> None:
    """Write into a part of a bar what there is room for: the answer and how often, how often, the number."""
    letters, (left, top, right) = font(8), at
    room = right - left - 10
    said = fitted(answer, letters, room)[0]
    often = f"{count} ×" if letters.getlength(f"{count} ×") <= room + 8 else str(count)
    written = [said, often] if said != "…" and room > WIDTH * 0.06 else [often]
    for row, line in enumerate(written):
        lower = (row - (len(written) - 1) / 2) * letters.size * LEADING
        page.write(((left + right) / 2, top + BAR / 2 + lower), line, letters, "mm")


def lines(title: str, lines: Sequence[tuple[str, Sequence[tuple[str, float]]]], ends: tuple[float, float]) -> bytes:
    """Return a PNG with a line for each question over time, on a scale that goes from end to end.

    Raises:
        ValueError: there is no line, or the scale has no ends.
    """
    low, high = ends
    if not lines or not low < high:
        raise ValueError("nothing to draw")
    heading, beside, below = font(12), font(9), font(8)
    titles = fitted(title, heading, WIDTH - 2 * EDGE, 2)
    told = len(lines) > 1 or lines[0][0] != title
    legend = [fitted(label, beside, WIDTH - 4 * EDGE, 2) for label, _ in lines] if told else []
    top = EDGE * 1.5 + len(titles) * heading.size * LEADING
    bottom = top + PLOT
    under = bottom + below.size * LEADING + EDGE
    page = Page(WIDTH, under + sum(len(one) * beside.size * LEADING + EDGE / 2 for one in legend) + EDGE)
    _title(page, titles)

    # The whole scale, so that a small change looks small.
    steps = _steps(low, high)
    left, right = EDGE * 1.5 + max(beside.getlength(f"{step}") for step in steps), WIDTH - EDGE
    room = PLOT * 0.05

    def height(value: float) -> float:
        return bottom - room - (value - low) / (high - low) * (PLOT - 2 * room)

    for step in steps:
        page.line([(left, height(step)), (right, height(step))], GRID, 1)
        page.write((left - EDGE / 2, height(step)), f"{step}", beside, "rm")
    days = list(dict.fromkeys(when for _, points in lines for when, _ in points))
    wide = max(below.getlength(day) for day in days)
    first, span = left + wide / 2, right - left - wide
    at = {
        day: first + (span * number / (len(days) - 1) if len(days) > 1 else span / 2) for number, day in enumerate(days)
    }
    # The latest is always said; of those before as many as stand beside each other.
    every = math.ceil(len(days) * (wide + EDGE / 2) / (right - left))
    for day in days[::-1][::every]:
        page.write((at[day], bottom + EDGE / 2), day, below, "ma")
    for number, (_, points) in enumerate(lines):
        found = [(at[when], height(value)) for when, value in points]
        page.line(found, LINES[number], _dots(SIZES[number]) / 3)
        for point in found:
            _mark(page, point, number)
    for number, label in enumerate(legend):
        _mark(page, (EDGE * 1.5, under + beside.size * 0.6), number)
        for row, line in enumerate(label):
            page.write((EDGE * 3, under + row * beside.size * LEADING), line, beside)
        under += len(label) * beside.size * LEADING + EDGE / 2
    return page.png()


def _title(page: Page, titles: Sequence[str]) -> None:
    heading = font(12)
    for number, line in enumerate(titles):
        page.write((WIDTH / 2, EDGE / 2 + number * heading.size * LEADING), line, heading, "ma")


def _steps(low: float, high: float) -> list[int]:
    """Return the steps of a scale that are written: all, or about six."""
    by = 1 if high - low <= MOST_STEPS else next(one for one in (2, 5, 10, 20, 50, 100) if (high - low) / one <= 6)
    return list(range(round(low), round(high) + 1, by))


def _mark(page: Page, at: Point, number: int) -> None:
    """Draw a line's own sign. The first is the largest, so that lines that lie on each other are all seen."""
    radius, colour = _dots(SIZES[number]) / 2, LINES[number]
    if number == 0:
        page.disc(at, radius, colour)
        return
    corners, turned = {1: (4, 45), 2: (3, -90), 3: (4, 0), 4: (3, 90)}[number]
    angles = [math.radians(turned + 360 / corners * one) for one in range(corners)]
    wider = radius * 1.25
    page.shape([(at[0] + wider * math.cos(one), at[1] + wider * math.sin(one)) for one in angles], colour)


def _dots(points: float) -> float:
    return points * DOTS / 72
