"""Limits that Discord's documentation states in words, and its description of the API does not, or not all of them.

Message, "Embed Limits"; Components, "Action Row", "Button", "String Select", "Text Input", "Label", "Modal";
Application Commands; Channel, "Start Thread"; Reference, "Audit Log".
"""

from collections.abc import Iterator
from typing import Any, Final
from urllib.parse import unquote

from bot.rehearsal.discord.traffic import Request

CONTENT: Final = 2000  # of a bot; four thousand are for people who pay
ROWS, BUTTONS, OPTIONS, EMBEDS, FIELDS = 5, 5, 25, 10, 25
ALL_EMBEDS: Final = 6000
REASON: Final = 512  # of the audit log
COMMAND: Final = 8000  # of everything in a command together
BUTTON, SELECTS, TEXT_INPUT, LABEL, ROW, TEXT = 2, (3, 5, 6, 7, 8), 4, 18, 1, 10

_EMBED: Final = {"title": 256, "description": 4096}
_PICTURE: Final = frozenset({"url", "proxy_url", "height", "width", "flags"})
EMBED_KEYS: Final = frozenset(
    ("title", "type", "description", "url", "timestamp", "color", "footer", "image", "thumbnail", "video", "provider")
) | {"author", "fields", "flags"}
PART_KEYS: Final = {
    "footer": frozenset({"text", "icon_url", "proxy_icon_url"}),
    "author": frozenset({"name", "url", "icon_url", "proxy_icon_url"}),
    "provider": frozenset({"name", "url"}),
    "image": _PICTURE,
    "thumbnail": _PICTURE,
    "video": _PICTURE,
}
FIELD_KEYS: Final = frozenset({"name", "value", "inline"})
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
    if len(unquote(request.reason or "")) > REASON:
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
        yield from _known(embed, EMBED_KEYS, "an embed")
        for name, keys in PART_KEYS.items():
            yield from _known(embed.get(name) or {}, keys, f"an embed's {name}")
        for one in embed.get("fields") or ():
            yield from _known(one, FIELD_KEYS, "an embed's field")
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
    if one["type"] == TEXT_INPUT:
        least, most = one.get("min_length") or 0, one.get("max_length") or _LENGTHS[TEXT_INPUT]["value"]
        if least > most:
            yield f"an input wants at least {least} characters and at most {most}"
        if len(one.get("value") or "") > most:
            yield f"an input begins with more than its {most} characters"
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
        total = _said(command)
        if total > COMMAND:
            yield f"command {command['name']} holds {total} characters together, and {COMMAND} are the most"
        yield from _options(command)


def _options(node: dict[str, Any]) -> Iterator[str]:
    yield from _most(node.get("options") or (), OPTIONS, "options of a command")
    for option in node.get("options") or ():
        yield from _longest(option, {"name": 32, "description": 100}, "option")
        yield from _most(option.get("choices") or (), OPTIONS, "choices")
        yield from _options(option)


def _said(node: dict[str, Any]) -> int:
    """Return how many characters a command, an option or a choice counts, as "Registering a Command" says.

    Name, description and value, each in its longest translation, with everything inside.
    """
    own = sum(
        max(map(len, (node.get(name) or "", *(node.get(f"{name}_localizations") or {}).values())))
        for name in ("name", "description")
    )
    value = node.get("value")
    inside = (*(node.get("options") or ()), *(node.get("choices") or ()))
    return own + (len(value) if isinstance(value, str) else 0) + sum(map(_said, inside))


def _known(node: dict[str, Any], keys: frozenset[str], what: str) -> Iterator[str]:
    """Find slips of the pen: Discord ignores what it does not know, and its description forbids hardly any key."""
    yield from (f"{what} has no {name}" for name in node.keys() - keys)


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
