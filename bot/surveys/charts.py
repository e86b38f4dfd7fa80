"""Charts of what may be shown: still, readable without colour, drawn on a thread beside the event loop."""

import asyncio
import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

BARS: Final = ("#86a6bf", "#a3c0cc", "#c3d7d6", "#e2dcc2", "#e3b97f", "#d39268")
MUTED: Final = "#dddddd"
LINES: Final = ("#2b2f36", "#5b7c99", "#b5744a", "#7d8f4e", "#8a6a99")
INK: Final = "#2b2f36"
MOST_ROWS: Final = 12
MOST_LABEL: Final = 46

# matplotlib keeps state of its own; one drawing at a time.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Bar:
    """One question or subgroup: how many gave each answer, in order; the last is *rather not say*."""

    label: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One question over time: when, and the average then."""

    label: str
    points: tuple[tuple[str, float], ...]


async def draw_bars(title: str, bars: Sequence[Bar]) -> bytes:
    """Return a PNG with a bar for each question."""
    return await asyncio.to_thread(_bars, title, bars[:MOST_ROWS])


async def draw_lines(title: str, lines: Sequence[Line], *, ends: tuple[float, float]) -> bytes:
    """Return a PNG with a line for each question over time, on a scale that goes from end to end."""
    return await asyncio.to_thread(_lines, title, lines[:5], ends)


def _bars(title: str, bars: Sequence[Bar]) -> bytes:
    from matplotlib.figure import Figure

    with _one_at_a_time:
        figure = Figure(figsize=(9, 1.1 + 0.85 * len(bars)), dpi=110, layout="constrained")
        axes = figure.add_subplot()
        for row, bar in enumerate(reversed(bars)):
            total, left = sum(count for _, count in bar.parts) or 1, 0.0
            for number, (label, count) in enumerate(bar.parts):
                if not count:
                    continue
                width = count / total
                last = len(bar.parts) - 1
                colour = MUTED if number == last else BARS[number * len(BARS) // last]
                axes.barh(row, width, left=left, color=colour, edgecolor="white", height=0.62)
                shown = f"{label}\n{count} ×" if width > 0.07 else f"{count} ×"
                axes.text(left + width / 2, row, shown, ha="center", va="center", fontsize=8, color=INK)
                left += width
        axes.set_yticks(range(len(bars)), [_wrapped(bar.label) for bar in reversed(bars)], fontsize=9, color=INK)
        _plain(axes, figure, title)
        axes.set_xticks([])
        axes.set_xlim(0, 1)
        return _png(figure)


def _lines(title: str, lines: Sequence[Line], ends: tuple[float, float]) -> bytes:
    from matplotlib.figure import Figure

    marks = ("o", "s", "^", "D", "v")
    with _one_at_a_time:
        figure = Figure(figsize=(9, 4.2), dpi=110, layout="constrained")
        axes = figure.add_subplot()
        days = list(dict.fromkeys(when for line in lines for when, _ in line.points))
        for number, line in enumerate(lines):
            at = [days.index(when) for when, _ in line.points]
            axes.plot(
                at,
                [value for _, value in line.points],
                marker=marks[number],
                color=LINES[number],
                label=_wrapped(line.label),
            )
        axes.set_xticks(range(len(days)), days, fontsize=9, color=INK)
        axes.tick_params(axis="y", labelsize=9)
        axes.margins(x=0.08)
        # The whole scale, so that a small change looks small.
        room = (ends[1] - ends[0]) * 0.05
        axes.set_ylim(ends[0] - room, ends[1] + room)
        _plain(axes, figure, title)
        axes.grid(axis="y", color="#e4e4e4", linewidth=0.8)
        axes.legend(fontsize=8, frameon=False, loc="upper left", bbox_to_anchor=(1, 1))
        return _png(figure)


def _plain(axes, figure, title: str) -> None:  # type: ignore[no-untyped-def]  # noqa: ANN001  matplotlib's own
    figure.suptitle(title, fontsize=12, color=INK)
    for side in ("top", "right", "left", "bottom"):
        axes.spines[side].set_visible(False)
    axes.tick_params(length=0)


def _wrapped(label: str) -> str:
    import textwrap

    return "\n".join(textwrap.wrap(label, MOST_LABEL // 2)[:3])


def _png(figure) -> bytes:  # type: ignore[no-untyped-def]  # noqa: ANN001  matplotlib's own
    file = io.BytesIO()
    figure.savefig(file, format="png")
    return file.getvalue()
