"""Requests as tests ask about them."""

from typing import Any

from bot.rehearsal.discord.traffic import Request

BUTTON = {"type": 2, "style": 1, "label": "Yes", "custom_id": "a"}
ASKED = "POST /interactions/2/x/callback"
SEND = "POST /channels/1/messages"


def asking(where: str, body: Any, **query: str) -> Request:
    method, _, path = where.partition(" ")
    return Request(0, method, path, query, body, [], None, None, 0.0)


def row(*children: Any) -> dict[str, Any]:
    return {"type": 1, "components": list(children)}
