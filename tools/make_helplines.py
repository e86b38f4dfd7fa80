"""Make data/helplines.toml from the table of helplines: `python -m tools.make_helplines TABLE.csv > data/helplines.toml`.

Numbers are copied as written. Free remarks about hours, languages and audience become codes that can be said in every
language; the remark itself is kept beside them. A remark that is not known here stops the run, so that nobody guesses.
"""

import csv
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final, TypeVar

T = TypeVar("T")

_REACH: Final = {
    "short_code": "call",
    "national": "call",
    "sms_short": "text",
    "sms_text_keyword": "text",
    "chat": "chat",
    "url": "web",
}
_AUDIENCE: Final = {
    "everyone": ["everyone"],
    "everyone (emergency)": ["everyone"],
    "adults": ["adults"],
    "parents": ["parents"],
    "veterans": ["veterans"],
    "substance use": ["substance-use"],
    "mental health referral": ["referral"],
    "domestic violence": ["domestic-violence"],
    "domestic violence (men)": ["domestic-violence", "men"],
    "sexual violence": ["sexual-violence"],
    "women": ["women"],
    "women, children, families, violence": ["families", "domestic-violence"],
    "general social support": ["referral"],
    "deaf and hard of hearing": ["deaf"],
    "LGBTQ+": ["lgbtq"],
    "LGBTQ+ (trans)": ["trans"],
    "LGBTQ+ youth": ["lgbtq", "youth"],
    "Indigenous peoples": ["indigenous"],
    "Aboriginal and Torres Strait Islander peoples": ["indigenous"],
}
_ALWAYS: Final = {
    "24/7",
    "24/7 (by nature of the service)",
    "24/7 (2021 source)",
    "24/7 (revistaperfiles.com 2025-03-21; single source)",
}
_DAILY: Final = re.compile(r"(?:daily )?(\d\d:\d\d)-(\d\d:\d\d)(?![^;(]* next day)(?:$| \(| local time|;)")
# Where sources differ or a service has several parts, the hours on which all of them agree.
_AGREED: Final = {
    "daily to 24:00; opening 09:00 or 10:00 (sources differ)": ("10:00", "24:00"),
    "counsellors daily 10:00-24:00; pastoral care 16:00-24:00 (2023)": ("10:00", "24:00"),
}
_LIMITED: Final = re.compile(r"NOT 24/7|weekdays|Mon-|varies by")
_MORE: Final = re.compile(r"\d+ (?:foreign )?languages|other\b|menu for")
_CODES: Final = re.compile(r"\b(?!on\b|in\b|to\b)([a-z]{2,3})\b(?= ?(?:[;,+(]|$| on request))")
_REGION: Final = {("AR", "135"): "Buenos Aires", ("CO", "106"): "Bogotá", ("CO", "300 754 8933"): "Bogotá"}
_SERVICE: Final = {
    "Emergency services": "all",
    "Emergency services (ambulance)": "ambulance",
    "Emergency services (ambulance, SAMU)": "ambulance",
    "Emergency services (fire and ambulance)": "fire-and-ambulance",
}


def convert(rows: list[Mapping[str, str]]) -> str:
    """Return the TOML text for the table's rows.

    Raises:
        ValueError: a kind, an audience or a service that has no code here.
    """
    checked = max(re.findall(r"\b20\d\d-\d\d-\d\d\b", " ".join(" ".join(row.values()) for row in rows)))
    head = [
        "# Helplines and emergency numbers: facts, each from two independent public sources.",
        "# Numbers are dialled as written here. Never turn a short code into an international number.",
        "# Check your own country's lines when you set up, and every year; then put the day in last_checked.",
        "# `last_checked` of the first edition is the newest day that any of its sources shows.",
    ]
    return "\n".join([*head, *(line for row in rows for line in _entry(row, checked))]) + "\n"


def _entry(row: Mapping[str, str], checked: str) -> Iterator[str]:
    yield ""
    if row["type"] == "emergency":
        yield "[[emergency]]"
        yield from _pairs(country=row["country"], number=row["number"], service=_known(_SERVICE, row["name_en"]))
    else:
        yield "[[helpline]]"
        yield from _pairs(country=row["country"], name=row["name_local"], name_en=row["name_en"], reach=_reach(row))
        yield from _pairs(number=row["number"], keyword=row["sms_keyword"], short_code=_short(row))
        yield from _hours(row["hours"])
        yield from _languages(row["languages"])
        yield from _audience(row["audience"])
        yield from _pairs(region=_REGION.get((row["country"], row["number"]), ""), website=row["website"])
    yield from _pairs(confidence=row["confidence"], last_checked=checked, notes=row["notes"])
    sources = [(row["source1"], row["source1_date"]), (row["source2"], row["source2_date"])]
    yield "sources = ["
    yield from (f"    {{ at = {_quoted(at)}, dated = {_quoted(dated)} }}," for at, dated in sources)
    yield "]"
    yield from _pairs(more_sources=row["more_sources"])


def _reach(row: Mapping[str, str]) -> str:
    if row["kind"] == "chat" and not row["number"].startswith("http"):
        return "whatsapp"
    return _known(_REACH, row["kind"])


def _short(row: Mapping[str, str]) -> bool:
    digits = re.sub(r"\D", "", row["number"])
    return row["kind"] in {"short_code", "sms_short", "sms_text_keyword"} and len(digits) <= 7


def _hours(remark: str) -> Iterator[str]:
    found = _DAILY.match(remark)
    daily = _AGREED.get(remark) or (found and (found[1], found[2]))
    if remark in _ALWAYS:
        yield from _pairs(hours="always")
    elif daily:
        yield from _pairs(hours="daily", opens=daily[0], closes=daily[1])
    else:
        yield from _pairs(hours="limited" if _LIMITED.search(remark) else "unknown")
    if remark not in {"24/7", "unknown", "24/7 (by nature of the service)"}:
        yield from _pairs(hours_note=remark)


def _languages(remark: str) -> Iterator[str]:
    if remark == "unknown":
        return
    codes = ["zh" if code == "cmn" else code for code in _CODES.findall(remark.removeprefix("20 languages incl. "))]
    yield f"languages = {json.dumps([code for code in codes if code != 'other'])}"
    if _MORE.search(remark):
        yield "more_languages = true"


def _audience(remark: str) -> Iterator[str]:
    tags: list[str] = []
    for part in (each.strip() for each in remark.split(";")):
        ages = re.fullmatch(r"youth(?: \((?:under |up to )?(?:(\d+)-)?(\d+)\))?", part)
        tags += ["youth"] if ages else _known(_AUDIENCE, part)
        if ages and ages[2]:
            yield from (f"youngest = {ages[1]}",) if ages[1] else ()
            yield f"oldest = {int(ages[2]) - ('under' in part)}"
    yield f"audience = {json.dumps(tags)}"


def _known(table: Mapping[str, T], remark: str) -> T:
    if remark not in table:
        raise ValueError(f"no code for {remark!r}")
    return table[remark]


def _pairs(**values: str | bool) -> Iterator[str]:
    for name, value in values.items():
        if name == "last_checked":
            yield f"{name} = {value}"
        elif value:
            yield f"{name} = {_quoted(value) if isinstance(value, str) else 'true'}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def main(path: str) -> None:
    """Print the TOML made from a table."""
    with Path(path).open(encoding="utf-8", newline="") as table:
        sys.stdout.write(convert(list(csv.DictReader(table))))


if __name__ == "__main__":
    main(sys.argv[1])
