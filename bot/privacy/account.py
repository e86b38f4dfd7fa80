"""What is kept about one person, as they may see it: said in lines, as a readable page, and as JSON."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from typing import Any, Final

from bot.privacy.register import OWNERS, until
from bot.storage.keeping import Fact, Holding, Record
from bot.texts import Speaker

HEAD: Final = """<meta name="viewport" content="width=device-width"><style>
body { font: 16px/1.5 sans-serif; max-width: 50em; margin: 2em auto; padding: 0 1em }
table { border-collapse: collapse }
td, th { border: 1px solid #999; padding: .2em .5em; text-align: left; vertical-align: top }
</style>"""


@dataclass(frozen=True, slots=True)
class Account:
    """What is kept about somebody at an instant; `known` is False for somebody of whom nothing is."""

    discord_id: int
    known: bool
    at: datetime
    found: Mapping[Holding, Sequence[Record]]


def summary(account: Account, say: Speaker) -> list[str]:
    """Return a line for each thing that is kept: what, how many, and when the first and the last of them go."""
    return [_line(holding, records, say) for holding, records in account.found.items()]


def _line(holding: Holding, records: Sequence[Record], say: Speaker) -> str:
    ends = [record.ends for record in records if record.ends is not None]
    when = say("privacy-goes-by", day=_day(max(ends))) if len(ends) == len(records) else until(holding, say)
    return say("privacy-line", what=say(holding.what), count=len(records), when=when)


def as_json(account: Account, say: Speaker) -> str:
    """Return everything as JSON: times are ISO 8601 in UTC, ids of Discord's are texts."""
    kept = {
        holding.name: {
            "what": say(holding.what),
            "why": say(holding.why),
            "until": until(holding, say),
            "who_answers_for_it": say(OWNERS[holding.owner]),
            "records": [_plain(record, say) for record in records],
        }
        for holding, records in account.found.items()
    }
    whole = {
        "discord_id": str(account.discord_id),
        "known": account.known,
        "made_at": account.at.isoformat(),
        "kept": kept,
        "sealed": say("privacy-sealed"),
    }
    return json.dumps(whole, ensure_ascii=False, indent=2)


def as_page(account: Account, say: Speaker) -> str:
    """Return everything as one HTML page that needs nothing from elsewhere."""
    title = escape(say("privacy-page-title"))
    parts = [_section(holding, records, say) for holding, records in account.found.items()]
    lines = [
        f'<!doctype html><html lang="{say.locale}"><head><meta charset="utf-8"><title>{title}</title>',
        f"{HEAD}</head><body>",
        f"<h1>{title}</h1><p>{escape(say('privacy-page-made', at=_when(account.at)))}</p>",
        *(parts or [f"<p>{escape(say('privacy-nothing'))}</p>"]),
        f"<p>{escape(say('privacy-sealed'))}</p>",
        "</body></html>",
    ]
    return "\n".join(lines)


def _section(holding: Holding, records: Sequence[Record], say: Speaker) -> str:
    names = list(dict.fromkeys(name for record in records for name in record.facts))
    ending = any(record.ends is not None for record in records)
    heads = [say(name) for name in names] + ([say("fact-goes")] if ending else [])
    lines = [
        [_shown(record.facts.get(name), say) for name in names] + ([_shown(record.ends, say)] if ending else [])
        for record in records
    ]
    why = say("privacy-page-why", why=say(holding.why), until=until(holding, say), owner=say(OWNERS[holding.owner]))
    return "\n".join(
        (
            f"<h2>{escape(say(holding.what))}</h2><p>{escape(why)}</p><table>",
            "<tr>" + "".join(f"<th>{escape(head)}</th>" for head in heads) + "</tr>",
            *("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line) + "</tr>" for line in lines),
            "</table>",
        )
    )


def _plain(record: Record, say: Speaker) -> dict[str, Any]:
    facts = {name.removeprefix("fact-").replace("-", "_"): _iso(value, say) for name, value in record.facts.items()}
    return facts | ({} if record.ends is None else {"goes": record.ends.isoformat()})


def _iso(value: Fact, say: Speaker) -> str | int | bool | None:
    if callable(value):
        return value(say)
    return value.isoformat() if isinstance(value, datetime) else value


def _shown(value: Fact, say: Speaker) -> str:
    if value is None:
        return "–"
    if callable(value):
        return value(say)
    if isinstance(value, bool):
        return say("privacy-yes") if value else say("privacy-no")
    return _when(value) if isinstance(value, datetime) else str(value)


def _when(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def _day(at: datetime) -> str:
    return at.strftime("%Y-%m-%d")
