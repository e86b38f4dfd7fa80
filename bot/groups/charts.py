"""A group's weeks as a picture, and the same as a sentence and a page."""

import base64
import html

from bot.drawing.easel import Column, Easel
from bot.groups.insights import Insights, Week
from bot.groups.moods import BAND_TEXTS
from bot.texts import Speaker


async def chart(insights: Insights, say: Speaker, easel: Easel) -> bytes | None:
    """Return a PNG; None if it could not be drawn."""
    return await easel.weeks(
        say("insights-title", group=insights.group.name),
        [_column(one, say) for one in insights.weeks],
        titles=(say("insights-chart-people"), say("insights-chart-moods")),
        labels=(say("insights-answers"), say("insights-attended")),
        words={key: say(text) for key, text in BAND_TEXTS.items()},
        hidden=(say("insights-few"), say("insights-chart-hidden")),
        none=say("insights-chart-none"),
    )


def _column(week: Week, say: Speaker) -> Column:
    from babel.dates import format_skeleton  # loaded when the first chart is drawn

    day = format_skeleton("MMMd", week.begins, locale=say.locale)
    asked = week.checkins > 0
    return Column(
        day,
        (week.answers or 0) if asked else None,
        (week.attended or 0) if week.sessions else None,
        (week.moods or {}) if asked else None,
    )


def alt_text(insights: Insights, say: Speaker) -> str:
    """Return what the picture shows, for who cannot see it."""
    felt = [one.moods for one in insights.weeks if one.moods is not None]
    told = say(
        "insights-alt",
        weeks=len(insights.weeks),
        answers=_span([one.answers for one in insights.weeks if one.answers is not None]),
        attended=_span([one.attended for one in insights.weeks if one.attended is not None]),
        moods=len(felt),
    )
    for moods in felt[-1:]:
        told += " " + say("insights-alt-latest", **_shares(moods))
    return told


def quarterly(insights: Insights, picture: bytes | None, say: Speaker, *, made: str) -> bytes:
    """Return a page for an evaluation that stands on its own: figures, picture, *you said, we did*."""
    cells = "".join(
        f"<tr><td>{one.begins.date().isoformat()}</td><td>{one.checkins}</td><td>{_cell(one.answers, one.checkins, say)}</td>"
        f"<td>{one.sessions}</td><td>{_cell(one.attended, one.sessions, say)}</td>{_moods(one)}</tr>"
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
            *(say(text) for text in BAND_TEXTS.values()),
        )
    )
    said = "".join(f"<dt>{html.escape(first)}</dt><dd>{html.escape(second)}</dd>" for first, second, _ in insights.said)
    image = ""
    if picture is not None:
        encoded = base64.b64encode(picture).decode("ascii")
        image = f'<img alt="{html.escape(alt_text(insights, say))}" src="data:image/png;base64,{encoded}">'
    title = html.escape(say("insights-title", group=insights.group.name))
    page = (
        f'<!doctype html><html lang="{say.locale}"><meta charset="utf-8"><title>{title}</title>'
        "<style>body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;color:#333d47}"
        "td,th{padding:.2rem .8rem;text-align:left;border-bottom:1px solid #ccd}img{max-width:100%}"
        "dt{font-weight:bold;margin-top:.8rem}</style>"
        f"<h1>{title}</h1><p>{html.escape(made)} · {html.escape(say('insights-floor'))}</p>"
        f"{image}<table><tr>{heads}</tr>{cells}</table>"
        f"<h2>{html.escape(say('insights-said-title'))}</h2><dl>{said or '<dd>–</dd>'}</dl></html>"
    )
    return page.encode("utf-8")


def _moods(week: Week) -> str:
    """Return the shares that the picture shows, for who cannot see it."""
    if week.moods is None:
        return "<td>–</td>" * len(BAND_TEXTS)
    return "".join(f"<td>{share} %</td>" for share in _shares(week.moods).values())


def _shares(moods: dict[str, int]) -> dict[str, int]:
    return {name: round(100 * moods[name] / sum(moods.values())) for name in BAND_TEXTS}


def _span(values: list[int]) -> str:
    if not values:
        return "–"
    return str(values[0]) if min(values) == max(values) else f"{min(values)}–{max(values)}"


def _cell(value: int | None, held: int, say: Speaker) -> str:
    if not held:
        return "–"
    return html.escape(say("insights-few")) if value is None else str(value)
