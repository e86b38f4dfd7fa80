"""Limits that Discord's documentation states in words, and its description of the API does not, or not all of them.

Message, "Embed Limits"; Components, "Action Row", "Button", "String Select", "Text Input", "Label", "Modal";
Application Commands; Channel, "Start Thread"; Reference, "Audit Log".
"""

import json
from collections.abc import Iterator
from typing import Any, Final

from bot.rehearsal.discord.traffic import Request

CONTENT: Final = 2000  # of a bot; four thousand are for people who pay
ROWS, BUTTONS, OPTIONS, EMBEDS, FIELDS = 5, 5, 25, 10, 25
ALL_EMBEDS: Final = 6000
BUTTON, SELECTS, TEXT_INPUT, LABEL, ROW, TEXT = 2, (3, 5, 6, 7, 8), 4, 18, 1, 10

_EMBED: Final = {"title": 256, "description": 4096}
_LENGTHS: Final = {
    BUTTON: {"label": 80, "custom_id": 100},
    TEXT_INPUT: {"label": 45, "custom_id": 100, "placeholder": 100, "value": 4000},
    LABEL: {"label": 45, "description": 100},
    **{kind: {"custom_id": 100, "placeholder": 150} for kind in SELECTS},
}
MODAL: Final = 9
CHOICES: Final = 8


def check(request: Request) -> list[str]:
    """Return what is too long or too many in a request."""
    return list(_found(request))


def _found(request: Request) -> Iterator[str]:
    if len(request.reason or "") > 512 * 3:  # percent-encoded
        yield "the reason for the audit log is too long"
    body = request.body
    if request.is_("POST /interactions/*/*/callback") and isinstance(body, dict):
        data = body.get("data") or {}
        if body["type"] == MODAL:
            yield from _form(data)
        elif body["type"] == CHOICES:
            yield from _most(data.get("choices", ()), OPTIONS, "choices")
        else:
            yield from _message(data)
    elif request.is_("POST /channels/*/threads") and isinstance(body, dict):
        yield from _longest(body, {"name": 100}, "thread")
    elif "messages" in request.parts or request.parts[0] == "webhooks":
        yield from _message(body if isinstance(body, dict) else {})
    elif request.is_("PUT /applications/*/commands") or request.is_("PUT /applications/*/guilds/*/commands"):
        yield from _commands(body)


def _message(body: dict[str, Any]) -> Iterator[str]:
    yield from _longest(body, {"content": CONTENT}, "message")
    embeds = body.get("embeds") or []
    yield from _most(embeds, EMBEDS, "embeds")
    total = 0
    for embed in embeds:
        yield from _longest(embed, _EMBED, "embed")
        yield from _longest(embed.get("footer") or {}, {"text": 2048}, "footer")
        yield from _longest(embed.get("author") or {}, {"name": 256}, "author")
        yield from _most(embed.get("fields") or (), FIELDS, "fields")
        for one in embed.get("fields") or ():
            yield from _longest(one, {"name": 256, "value": 1024}, "field")
        total += sum(len(text) for text in _texts(embed))
    if total > ALL_EMBEDS:
        yield f"embeds hold {total} characters together"
    rows = body.get("components") or []
    yield from _most(rows, ROWS, "rows")
    for row in rows:
        yield from _row(row)
    yield from _unique(rows)


def _texts(embed: dict[str, Any]) -> Iterator[str]:
    yield from (embed.get(name) or "" for name in _EMBED)
    yield (embed.get("footer") or {}).get("text") or ""
    yield (embed.get("author") or {}).get("name") or ""
    for one in embed.get("fields") or ():
        yield from (one.get("name") or "", one.get("value") or "")


def _row(row: dict[str, Any]) -> Iterator[str]:
    children = row.get("components") or []
    selects = [one for one in children if one["type"] in SELECTS]
    yield from _most(children, BUTTONS, "buttons in a row")
    if not children or (selects and len(children) > 1):
        yield "a row is empty, or holds a menu beside something else"
    for one in children:
        yield from _item(one)
        if one["type"] == BUTTON and not (one.get("label") or one.get("emoji")):
            yield "a button says nothing"


def _item(one: dict[str, Any]) -> Iterator[str]:
    yield from _longest(one, _LENGTHS.get(one["type"], {}), f"component {one['type']}")
    if one["type"] not in SELECTS:
        return
    options = one.get("options") or []
    yield from _most(options, OPTIONS, "options")
    if one["type"] == SELECTS[0] and not options:
        yield "a menu has no options"
    for option in options:
        yield from _longest(option, {"label": 100, "value": 100, "description": 100}, "option")
    if len({option["value"] for option in options}) < len(options):
        yield "two options of a menu have one value"


def _form(data: dict[str, Any]) -> Iterator[str]:
    yield from _longest(data, {"title": 45, "custom_id": 100}, "form")
    parts = data.get("components") or []
    if not 1 <= len(parts) <= ROWS:
        yield f"a form has {len(parts)} parts"
    for part in parts:
        yield from _longest(part, _LENGTHS.get(part["type"], {}), "label")
        if part["type"] not in (ROW, LABEL, TEXT):
            yield f"a form holds a component of type {part['type']}"
        for one in [part["component"]] if "component" in part else part.get("components") or ():
            yield from _item(one)
    yield from _unique(parts)


def _commands(body: Any) -> Iterator[str]:  # noqa: ANN401  whatever was sent
    yield from _most([one for one in body if one.get("type", 1) == 1], 100, "commands")
    for command in body:
        yield from _longest(command, {"name": 32, "description": 100}, "command")
        if len(json.dumps(_words(command), ensure_ascii=False)) > 8000 * 2:
            yield f"command {command['name']} is too long as a whole"
        yield from _options(command)


def _options(node: dict[str, Any]) -> Iterator[str]:
    yield from _most(node.get("options") or (), OPTIONS, "options of a command")
    for option in node.get("options") or ():
        yield from _longest(option, {"name": 32, "description": 100}, "option")
        yield from _most(option.get("choices") or (), OPTIONS, "choices")
        yield from _options(option)


def _words(node: dict[str, Any]) -> list[Any]:
    return [node["name"], node.get("description"), [_words(one) for one in node.get("options") or ()]]


def _unique(parts: list[dict[str, Any]]) -> Iterator[str]:
    ids = [one["custom_id"] for part in parts for one in _items(part) if one.get("custom_id")]
    if len(set(ids)) < len(ids):
        yield "two components have one id"


def _items(part: dict[str, Any]) -> list[dict[str, Any]]:
    return [part["component"]] if "component" in part else list(part.get("components") or ())


def _longest(node: dict[str, Any], limits: dict[str, int], what: str) -> Iterator[str]:
    for name, most in limits.items():
        if len(node.get(name) or "") > most:
            yield f"{what}: {name} has {len(node[name])} characters, and {most} are the most"


def _most(many: Any, most: int, what: str) -> Iterator[str]:  # noqa: ANN401  anything that has a length
    if len(many) > most:
        yield f"{len(many)} {what}, and {most} are the most"
