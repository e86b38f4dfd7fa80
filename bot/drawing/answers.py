"""How answers are spread, and how averages moved: still, and readable without colour."""

import io
import textwrap
from collections.abc import Sequence
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

SCALE: Final = ("#86a6bf", "#a3c0cc", "#c3d7d6", "#e2dcc2", "#e3b97f", "#d39268")
MUTED: Final = "#dddddd"
LINES: Final = ("#2b2f36", "#5b7c99", "#b5744a", "#7d8f4e", "#8a6a99")
MARKS: Final = ("o", "s", "^", "D", "v")
SIZES: Final = (14, 10.5, 8, 6, 4.5)
INK: Final = "#2b2f36"
LABEL: Final = 60  # characters in a line above a bar
MANY_DAYS: Final = 5  # beside each other before they need a slant
MOST_STEPS: Final = 10  # of a scale that are all written
INCHES: Final = 6  # few, so that letters are large: most people see this on a telephone
DOTS: Final = 160  # an inch


def bars(title: str, bars: Sequence[tuple[str, Sequence[tuple[str, int]]]]) -> bytes:
    """Return a PNG with a bar for each question: its label, and how many gave each answer, *rather not say* last."""
    figure = Figure(figsize=(INCHES, 0.7 + 0.75 * len(bars)), dpi=DOTS, layout="constrained")
    axes = figure.add_subplot()
    for row, (name, parts) in enumerate(reversed(bars)):
        total, left, last = sum(count for _, count in parts) or 1, 0.0, len(parts) - 1
        axes.text(0, row + 0.3, _wrapped(name, LABEL, 1), ha="left", va="bottom", fontsize=9, color=INK)
        for number, (label, count) in enumerate(parts):
            if not count:
                continue
            width = count / total
            colour = MUTED if number == last else SCALE[number * len(SCALE) // last]
            axes.barh(row, width, left=left, color=colour, edgecolor="white", height=0.54)
            shown = f"{_wrapped(label, max(3, round(width * 90)), 1)}\n{count} ×" if width > 0.07 else f"{count} ×"
            axes.text(left + width / 2, row, shown, ha="center", va="center", fontsize=8, color=INK)
            left += width
    axes.set_yticks([])
    _plain(axes, figure, title)
    axes.set_xticks([])
    axes.set_xlim(0, 1)
    axes.set_ylim(-0.35, len(bars) - 0.3)
    return _png(figure)


def lines(title: str, lines: Sequence[tuple[str, Sequence[tuple[str, float]]]], ends: tuple[float, float]) -> bytes:
    """Return a PNG with a line for each question over time, on a scale that goes from end to end."""
    figure = Figure(figsize=(INCHES, 4.2), dpi=DOTS, layout="constrained")
    axes = figure.add_subplot()
    days = list(dict.fromkeys(when for _, points in lines for when, _ in points))
    for number, (label, points) in enumerate(lines):
        axes.plot(
            [days.index(when) for when, _ in points],
            [value for _, value in points],
            marker=MARKS[number],
            # The first is the largest, so that lines that lie on each other are all seen.
            markersize=SIZES[number],
            linewidth=SIZES[number] / 3,
            color=LINES[number],
            label=_wrapped(label, LABEL, 2),
        )
    axes.set_xticks(range(len(days)), days, fontsize=8, color=INK, rotation=30 if len(days) > MANY_DAYS else 0)
    if ends[1] - ends[0] <= MOST_STEPS:
        axes.set_yticks(range(round(ends[0]), round(ends[1]) + 1))
    axes.tick_params(axis="y", labelsize=9)
    axes.margins(x=0.08)
    # The whole scale, so that a small change looks small.
    room = (ends[1] - ends[0]) * 0.05
    axes.set_ylim(ends[0] - room, ends[1] + room)
    _plain(axes, figure, title)
    axes.grid(axis="y", color="#e4e4e4", linewidth=0.8)
    if len(lines) > 1 or lines[0][0] != title:
        figure.legend(fontsize=9, frameon=False, loc="outside lower left")
    return _png(figure)


def _plain(axes: Axes, figure: Figure, title: str) -> None:
    figure.suptitle(title, fontsize=12, color=INK)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def _wrapped(label: str, width: int, most: int) -> str:
    """Return a label in lines of a width in letters, cut after the last one that there is room for."""
    return "\n".join(textwrap.wrap(label, width, max_lines=most, placeholder="…", break_long_words=True))


def _png(figure: Figure) -> bytes:
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()
