"""As much of JSON Schema (2020-12) as Discord's description of itself uses."""

import re
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

Node = Mapping[str, Any]
NUMBERS: Final = ("snowflake", "int64", "nonce")  # formats whose texts may come as numbers


class Schema:
    """Says what is wrong with a value."""

    def __init__(self, document: Node) -> None:
        """Take the document that references point into."""
        self._document = document

    def resolved(self, node: Node) -> Node:
        """Follow a reference."""
        while "$ref" in node:
            target: Any = self._document
            for piece in node["$ref"].removeprefix("#/").split("/"):
                target = target[piece]
            node = target
        return node

    def wrong(self, value: Any, node: Node, at: str) -> list[str]:  # noqa: ANN401  any JSON
        """Return what is wrong with a value, each with where it stands."""
        node = self.resolved(node)
        found: list[str] = []
        for part in node.get("allOf", ()):
            found += self.wrong(value, part, at)
        for word in ("oneOf", "anyOf"):
            if word in node:
                found += self._one_of(value, node[word], at)
        if "type" in node and not _is(value, node):
            return [*found, f"{at} is no {node['type']}"]
        if "enum" in node and value not in node["enum"]:
            found.append(f"{at} is none of {node['enum']}")
        if "const" in node and value != node["const"]:
            found.append(f"{at} is not {node['const']}")
        found += _measured(value, node, at)
        if isinstance(value, dict):
            found += self._object(value, node, at)
        if isinstance(value, list) and "items" in node:
            for index, one in enumerate(value):
                found += self.wrong(one, node["items"], f"{at}[{index}]")
        return found

    def _one_of(self, value: Any, choices: list[Node], at: str) -> list[str]:  # noqa: ANN401
        """Return nothing if one fits, else what is wrong with the choice that was most likely meant."""
        tried = [(self.wrong(value, choice, at), self.resolved(choice)) for choice in choices]
        if any(not wrong for wrong, _ in tried):
            return []
        if value is not None:
            tried = [(wrong, choice) for wrong, choice in tried if choice.get("type") != "null"]
        meant = [wrong for wrong, choice in tried if self._means(value, choice)]
        return min(meant or [wrong for wrong, _ in tried], key=len)

    def _means(self, value: Any, choice: Node) -> bool:  # noqa: ANN401
        """Say whether a choice is of the type that an object says it is."""
        if not isinstance(value, dict) or "type" not in value:
            return False
        named = choice.get("properties", {}).get("type")
        return named is not None and not self.wrong(value["type"], named, "")

    def _object(self, value: dict[str, Any], node: Node, at: str) -> Iterator[str]:
        properties = node.get("properties", {})
        for name in node.get("required", ()):
            if name not in value:
                yield f"{at} lacks {name}"
        for name, one in value.items():
            if name in properties:
                yield from self.wrong(one, properties[name], f"{at}.{name}")
            elif isinstance(node.get("additionalProperties"), Mapping):
                yield from self.wrong(one, node["additionalProperties"], f"{at}.{name}")
            elif node.get("additionalProperties") is False:
                yield f"{at} knows no {name}"


_KINDS: Final[dict[str, Callable[[Any], bool]]] = {
    "null": lambda value: value is None,
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "string": lambda value: isinstance(value, str),
    "array": lambda value: isinstance(value, list),
    "object": lambda value: isinstance(value, dict),
}


def _is(value: Any, node: Node) -> bool:  # noqa: ANN401
    named = node["type"] if isinstance(node["type"], list) else [node["type"]]
    if any(_KINDS[kind](value) for kind in named):
        return True
    alike = node.get("format") in NUMBERS or (node.get("pattern") or "").startswith("^(0|[1-9]")
    return alike and _KINDS["integer"](value)


def _measured(value: Any, node: Node, at: str) -> Iterator[str]:  # noqa: ANN401
    if isinstance(value, str | list):
        least, most = ("minLength", "maxLength") if isinstance(value, str) else ("minItems", "maxItems")
        if len(value) < node.get(least, 0):
            yield f"{at} is shorter than {node[least]}"
        if len(value) > node.get(most, len(value)):
            yield f"{at} is longer than {node[most]}"
    if isinstance(value, str) and "pattern" in node and re.search(node["pattern"], value) is None:
        yield f"{at} does not look like {node['pattern']}"
    if isinstance(value, list) and node.get("uniqueItems") and any(value.count(one) > 1 for one in value):
        yield f"{at} holds something twice"
    if isinstance(value, int | float) and not isinstance(value, bool):
        if value < node.get("minimum", value):
            yield f"{at} is less than {node['minimum']}"
        if value > node.get("maximum", value):
            yield f"{at} is more than {node['maximum']}"
