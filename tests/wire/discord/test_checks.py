"""A request that Discord would not take is found, also where its own description of the API is not at hand."""

from typing import Any

import pytest

from bot.rehearsal.discord.stated import check
from tests.wire.discord.asking import ASKED, BUTTON, SEND, asking, row

OPTION = {"label": "One", "value": "1"}
MENU = {"type": 3, "custom_id": "m", "options": [OPTION]}
INPUT = {"type": 4, "custom_id": "t", "style": 1}
LABELLED = {"type": 18, "label": "What", "component": INPUT}


def form(*parts: Any, **more: Any) -> dict[str, Any]:
    return {"type": 9, "data": {"title": "T", "custom_id": "f", "components": list(parts), **more}}


def buttons(count: int) -> list[dict[str, Any]]:
    return [{**BUTTON, "custom_id": str(n)} for n in range(count)]


@pytest.mark.parametrize(
    ("where", "body", "said"),
    [
        (SEND, {"content": "x" * 2001}, "content has 2001"),
        (SEND, {"components": [row(one) for one in buttons(6)]}, "6 rows"),
        (SEND, {"components": [row(*buttons(6))]}, "6 buttons in a row"),
        (SEND, {"components": [row(BUTTON, BUTTON)]}, "one id"),
        (SEND, {"components": [row(MENU, BUTTON)]}, "a menu beside something else"),
        (SEND, {"components": [row({**BUTTON, "label": "x" * 81})]}, "label has 81"),
        (SEND, {"components": [row({**BUTTON, "label": ""})]}, "says nothing"),
        (SEND, {"components": [row({**MENU, "options": []})]}, "no options"),
        (
            SEND,
            {"components": [row({**MENU, "options": [{**OPTION, "value": str(n)} for n in range(26)]})]},
            "26 options",
        ),
        (SEND, {"components": [row({**MENU, "options": [OPTION, OPTION]})]}, "one value"),
        (SEND, {"embeds": [{"description": "x" * 3001}, {"description": "x" * 3000}]}, "6001 characters together"),
        (SEND, {"embeds": [{"fields": [{"name": "x" * 257, "value": "v"}]}]}, "name has 257"),
        (SEND, {"embeds": [{}] * 11}, "11 embeds"),
        (ASKED, form(*[LABELLED] * 6), "6 parts"),
        (ASKED, form({**LABELLED, "label": "x" * 46}), "label has 46"),
        (ASKED, form({**LABELLED, "component": {**INPUT, "placeholder": "x" * 101}}), "placeholder has 101"),
        (ASKED, form(LABELLED, title="x" * 46), "title has 46"),
        (ASKED, form(LABELLED, LABELLED), "one id"),
        (ASKED, {"type": 4, "data": {"content": "x" * 2001}}, "content has 2001"),
        (ASKED, {"type": 8, "data": {"choices": [{}] * 26}}, "26 choices"),
        ("POST /webhooks/1/x", {"content": "x" * 2001}, "content has 2001"),
        ("POST /channels/1/threads", {"name": "x" * 101}, "name has 101"),
        ("PUT /applications/1/commands", [{"name": "x" * 33, "description": "d"}], "name has 33"),
        (
            "PUT /applications/1/commands",
            [
                {
                    "name": "n",
                    "description": "d",
                    "options": [
                        {
                            "name": "o",
                            "description": "d" * 100,
                            "choices": [
                                {"name": "x", "name_localizations": {"es-ES": "x" * 100}, "value": "x" * 100}
                                for _ in range(25)
                            ],
                        }
                        for _ in range(2)
                    ],
                }
            ],
            "characters together, and 8000",
        ),
        (SEND, {"embeds": [{"titel": "x"}]}, "an embed has no titel"),
        (SEND, {"embeds": [{"footer": {"txt": "x"}}]}, "footer has no txt"),
        (SEND, {"embeds": [{"fields": [{"name": "n", "val": "v"}]}]}, "field has no val"),
        (ASKED, form({**LABELLED, "component": {**INPUT, "min_length": 5, "max_length": 4}}), "at least 5"),
        (ASKED, form({**LABELLED, "component": {**INPUT, "max_length": 4, "value": "12345"}}), "more than its 4"),
    ],
)
def test_stated_limits_hold_always(where: str, body: Any, said: str) -> None:
    assert any(said in one for one in check(asking(where, body)))


@pytest.mark.parametrize(("reason", "most"), [("x" * 512, True), ("x" * 513, False), ("%C3%B1" * 512, True)])
def test_a_reason_for_the_audit_log_counts_as_it_is_read(reason: str, most: bool) -> None:
    asked = asking("DELETE /channels/1/messages/2", None)
    asked.reason = reason
    assert (check(asked) == []) is most


def test_what_is_right_is_let_through() -> None:
    assert not check(asking(SEND, {"content": "x" * 2000, "components": [row(*buttons(5)), row(MENU)]}))
    assert not check(asking(ASKED, form(LABELLED)))
