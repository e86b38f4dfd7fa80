"""Requests against Discord's own description of its API (an OpenAPI document), where that is at hand.

https://github.com/discord/discord-api-spec. Its ids are texts; discord.py sends some as numbers, which Discord takes alike.
"""

import json
import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from bot.rehearsal.discord.schema import Schema
from bot.rehearsal.discord.traffic import Request

VARIABLE: Final = "DISCORD_OPENAPI"
NEIGHBOUR: Final = Path("shared/data/discord-openapi.json")


def description() -> Path | None:
    """Return where the document is: named by the environment, or beside one of the folders above this one."""
    named = os.environ.get(VARIABLE)
    if named:
        return Path(named)
    above = (folder / NEIGHBOUR for folder in Path(__file__).resolve().parents)
    return next((file for file in above if file.is_file()), None)


class Described:
    """Checks requests against the document."""

    def __init__(self, document: Mapping[str, Any]) -> None:
        """Read which paths there are."""
        self._schema = Schema(document)
        self._paths = [(path.strip("/").split("/"), item) for path, item in document["paths"].items()]

    @classmethod
    def at(cls, file: Path) -> "Described":
        """Read a document."""
        return cls(json.loads(file.read_text(encoding="utf-8")))

    def __call__(self, request: Request) -> list[str]:
        """Return what is wrong with a request."""
        item = self._find(request.parts)
        operation = None if item is None else item.get(request.method.lower())
        if item is None or operation is None:
            return ["is in no description of Discord's"]
        parameters = [
            self._schema.resolved(one) for one in (*item.get("parameters", ()), *operation.get("parameters", ()))
        ]
        return [*self._query(request, parameters), *self._body(request, operation)]

    def _find(self, parts: list[str]) -> Mapping[str, Any] | None:
        fitting = [
            (sum(not want.startswith("{") for want in wanted), item)
            for wanted, item in self._paths
            if len(wanted) == len(parts)
            and all(want.startswith("{") or want == piece for want, piece in zip(wanted, parts, strict=True))
        ]
        return max(fitting, key=lambda one: one[0])[1] if fitting else None

    def _query(self, request: Request, parameters: list[Mapping[str, Any]]) -> Iterator[str]:
        known = {one["name"]: one for one in parameters if one["in"] == "query"}
        for name, value in request.query.items():
            if name not in known:
                yield f"?{name} is not known"
                continue
            read = [self._schema.wrong(one, known[name]["schema"], f"?{name}") for one in _readings(value)]
            yield from min(read, key=len)

    def _body(self, request: Request, operation: Mapping[str, Any]) -> Iterator[str]:
        described = self._schema.resolved(operation.get("requestBody") or {})
        if request.body is None:
            if described.get("required") and not request.files:
                yield "lacks a body"
            return
        content = described.get("content", {})
        if "application/json" not in content:
            if request.body != {}:
                yield "has a body that is not described"
            return
        yield from self._schema.wrong(request.body, content["application/json"]["schema"], "body")


def _readings(value: str) -> list[Any]:
    """Return what the text of a query may mean."""
    meant: list[Any] = [value]
    if value.lower() in ("true", "false", "0", "1"):
        meant.append(value.lower() in ("true", "1"))
    if value.lstrip("-").isdigit():
        meant.append(int(value))
    return meant
