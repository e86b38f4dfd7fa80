"""A group's weeks as a picture: who answered and who came, and how it was."""

import io
from collections.abc import Sequence
from typing import Final

from matplotlib.figure import Figure

# Blue, sand and plum stay apart for colour-blind eyes; the hatches say the same without colour.
COLOURS: Final = {"light": "#5b8db8", "between": "#e3c878", "heavy": "#7a4a6d"}
HATCHES: Final = {"light": "", "between": "..", "heavy": "//"}
INK: Final = "#333d47"

Week = tuple[str, int | None, int | None, dict[str, int] | None]
"""What a week is called, answers, attendance (None: fewer than five people), and how many were in each mood."""


def weeks(
    columns: Sequence[Week], titles: Sequence[str], labels: Sequence[str], words: dict[str, str], none: str
) -> bytes:
    """Return a PNG, 1200 by 900."""
    answers = [one[1] for one in columns]
    attended = [one[2] for one in columns]
    felt = [one[3] for one in columns]
    figure = Figure(figsize=(12, 9), dpi=100, facecolor="white")
    people, moods = figure.subplots(2, 1, sharex=True)
    figure.subplots_adjust(left=0.07, right=0.985, top=0.94, bottom=0.05, hspace=0.2)
    at = list(range(len(columns)))
    for shift, label, values, name in (
        (-0.2, labels[0], answers, "light"),
        (0.2, labels[1], attended, "between"),
    ):
        shown = [(x + shift, value) for x, value in zip(at, values, strict=True) if value is not None]
        people.bar(
            [x for x, _ in shown],
            [value for _, value in shown],
            0.38,
            label=label,
            color=COLOURS[name],
            hatch="" if name == "light" else "//",
            edgecolor=INK,
            linewidth=0.5,
        )
        if shown or any(one is not None for one in (*answers, *attended)):
            # A gap is not a nought: it stands for some people, too.
            for x, value in zip(at, values, strict=True):
                if value is None:
                    people.text(x + shift, 0.1, "<5", ha="center", va="bottom", fontsize=9, color=INK)
    bottom = [0.0] * len(columns)
    for name, word in words.items():
        shares = [0.0 if one is None else 100 * one[name] / max(1, sum(one.values())) for one in felt]
        moods.bar(at, shares, 0.7, bottom, label=word, color=COLOURS[name], hatch=HATCHES[name], edgecolor="white")
        bottom = [before + share for before, share in zip(bottom, shares, strict=True)]
    for x, one in zip(at, felt, strict=True):
        if one is None and any(felt):
            moods.text(x, 1, "–", ha="center", va="bottom", fontsize=12, color=INK)
    moods.set_ylim(0, 100)
    moods.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    moods.set_xticks(at, [one[0] for one in columns])
    for axes, title, empty in (
        (people, titles[0], all(one is None for one in (*answers, *attended))),
        (moods, titles[1], all(one is None for one in felt)),
    ):
        axes.set_title(title, loc="left", fontsize=15, color=INK)
        axes.tick_params(colors=INK, labelsize=12)
        axes.spines[["top", "right"]].set_visible(False)
        if empty:
            axes.text(0.5, 0.5, none, transform=axes.transAxes, ha="center", va="center", fontsize=13, color=INK)
            axes.set_yticks([])
        else:
            axes.legend(loc="lower right", bbox_to_anchor=(1.0, 1.0), ncols=3, frameon=False, fontsize=12)
    people.set_ylim(bottom=0)
    people.set_xlim(-0.7, len(columns) - 0.3)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()
