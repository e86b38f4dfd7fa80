"""What is not in Discord's own description of its API is found; collected only where that is at hand (conftest.py)."""

from typing import Any

import pytest

from bot.rehearsal.discord.described import Described
from tests.wire.discord.asking import ASKED, BUTTON, SEND, asking, row


@pytest.mark.parametrize(
    ("where", "body", "said"),
    [
        (SEND, {"content": 5}, "body.content is no"),
        (SEND, {"components": [row({**BUTTON, "style": 9})]}, "style"),
        (SEND, {"nonce": "x" * 26}, "nonce"),
        (SEND, {"allowed_mentions": {"parse": ["all"]}}, "parse"),
        ("POST /users/@me/channels", {"recipient_id": "me"}, "does not look like"),
        ("POST /guilds/1/nonsense", {}, "is in no description"),
        ("PATCH /channels/1/messages/2/crosspost", {}, "is in no description"),
        (ASKED, {"data": {}}, ""),
    ],
)
def test_what_discord_describes_otherwise_is_found(described: Described, where: str, body: Any, said: str) -> None:
    found = described(asking(where, body))
    assert found
    assert said in str(found)


def test_ids_may_be_numbers_and_queries_are_texts(described: Described) -> None:
    assert not described(asking("POST /users/@me/channels", {"recipient_id": 12}))
    assert not described(asking("GET /channels/1/messages", None, limit="100", after="5"))
    assert described(asking("GET /channels/1/messages", None, limit="many"))
    assert described(asking("GET /channels/1/messages", None, since="5"))
