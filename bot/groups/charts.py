"""A group's weeks as a picture, drawn in a thread so that nobody waits for it; and the same as a sentence and a page."""

import asyncio
import base64
import html
import io
from typing import Final

from bot.groups.insights import Insights, Week
from bot.groups.moods import BAND_TEXTS
from bot.texts import Speaker

# Blue, sand and plum stay apart for colour-blind eyes; the hatches say the same without colour.
COLOURS: Final = {"light": "#5b8db8", "between": "#e3c878", "heavy": "#7a4a6d"}
HATCHES: Final = {"light": "", "between": "..", "heavy": "//"}
INK: Final = "#333d47"


async def chart(insights: Insights, say: Speaker) -> bytes:
    """Return a PNG, 1200 by 900."""
    words = {key: say(text) for key, text in BAND_TEXTS.items()}
    titles = (say("insights-chart-people"), say("insights-chart-moods"))
    labels = (say("insights-answers"), say("insights-attended"))
    none = say("insights-chart-none")
    return await asyncio.to_thread(draw, insights.weeks, titles, labels, words, none)


def alt_text(insights: Insights, say: Speaker) -> str:
    """Return what the picture shows, for who cannot see it."""
    answers = [one.answers for one in insights.weeks if one.answers is not None]
    attended = [one.attended for one in insights.weeks if one.attended is not None]
    return say(
        "insights-alt",
        weeks=len(insights.weeks),
        answers=_span(answers),
        attended=_span(attended),
        moods=sum(one.moods is not None for one in insights.weeks),
    )


def quarterly(insights: Insights, picture: bytes, say: Speaker, *, made: str) -> bytes:
    """Return a page for an evaluation that stands on its own: figures, picture, *you said, we did*."""
    cells = "".join(
        f"<tr><td>{one.begins.date().isoformat()}</td><td>{one.checkins}</td><td>{_cell(one.answers)}</td>"
        f"<td>{one.sessions}</td><td>{_cell(one.attended)}</td></tr>"
        for one in insights.weeks
    )
    heads = "".join(
        f"<th>{html.escape(one)}</th>"
        for one in (
            say("insights-week"),
            say("insights-checkins"),
            say("insights-answers"),
            say("insights-sessions"),
            say("insights-attended"),
        )
    )
    said = "".join(f"<dt>{html.escape(first)}</dt><dd>{html.escape(second)}</dd>" for first, second, _ in insights.said)
    encoded = base64.b64encode(picture).decode("ascii")
    title = html.escape(say("insights-title", group=insights.group.name))
    page = (
        f'<!doctype html><html lang="{say.locale}"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;color:#333d47}"
        "td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccd}img{max-width:100%}"
        "dt{font-weight:bold;margin-top:.8rem}</style>"
        f"<h1>{title}</h1><p>{html.escape(made)} · {html.escape(say('insights-floor'))}</p>"
        f'<img alt="{html.escape(alt_text(insights, say))}" src="data:image/png;base64,{encoded}">'
        f"<table><tr>{heads}</tr>{cells}</table>"
        f"<h2>{html.escape(say('insights-said-title'))}</h2><dl>{said or '<dd>–</dd>'}</dl></html>"
    )
    return page.encode("utf-8")


def draw(
    weeks: tuple[Week, ...], titles: tuple[str, str], labels: tuple[str, str], words: dict[str, str], none: str
) -> bytes:
    """Return the picture; it takes about a second, so it belongs in a thread."""
    # Loaded where it is used, in a thread: it takes longer to load than anybody should wait at a start.
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    figure = Figure(figsize=(12, 9), dpi=100, facecolor="white")
    FigureCanvasAgg(figure)
    people, moods = figure.subplots(2, 1, sharex=True)
    figure.subplots_adjust(left=0.07, right=0.985, top=0.94, bottom=0.05, hspace=0.2)
    at = list(range(len(weeks)))
    names = [f"{one.begins:%d %m}".replace(" ", ".") for one in weeks]
    for shift, label, values, name in (
        (-0.2, labels[0], [one.answers for one in weeks], "light"),
        (0.2, labels[1], [one.attended for one in weeks], "between"),
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
        if shown or any(one is not None for week in weeks for one in (week.answers, week.attended)):
            # A gap is not a nought: it stands for some people, too.
            for x, value in zip(at, values, strict=True):
                if value is None:
                    people.text(x + shift, 0.1, "<5", ha="center", va="bottom", fontsize=9, color=INK)
    bottom = [0.0] * len(weeks)
    for name, word in words.items():
        shares = [
            0.0 if one.moods is None else 100 * one.moods[name] / max(1, sum(one.moods.values())) for one in weeks
        ]
        moods.bar(at, shares, 0.7, bottom, label=word, color=COLOURS[name], hatch=HATCHES[name], edgecolor="white")
        bottom = [before + share for before, share in zip(bottom, shares, strict=True)]
    moods.set_ylim(0, 100)
    moods.set_yticks([0, 50, 100], ["0 %", "50 %", "100 %"])
    moods.set_xticks(at, names)
    for axes, title, empty in (
        (people, titles[0], all(one.answers is None and one.attended is None for one in weeks)),
        (moods, titles[1], all(one.moods is None for one in weeks)),
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
    people.set_xlim(-0.7, len(weeks) - 0.3)
    picture = io.BytesIO()
    figure.savefig(picture, format="png")
    return picture.getvalue()


def _span(values: list[int]) -> str:
    if not values:
        return "–"
    return str(values[0]) if min(values) == max(values) else f"{min(values)}–{max(values)}"


def _cell(value: int | None) -> str:
    return "&lt; 5" if value is None else str(value)
