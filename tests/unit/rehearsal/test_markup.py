"""In the terminal, a message reads as it does in Discord."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.rehearsal.markup import Reader

NOW = datetime(2026, 1, 6, 19, 6, tzinfo=UTC)


@pytest.fixture
def reader() -> Reader:
    names = {1: "Maya", 2: "lounge", 3: "lead"}
    return Reader(ZoneInfo("Europe/Madrid"), "es_ES", lambda: names, lambda: NOW, "enlace", "ahora mismo")


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (f"<t:{int(NOW.timestamp())}:t>", "20:06"),
        (f"<t:{int(NOW.timestamp())}:f>", "6 de enero, 20:06"),
        (f"<t:{int(NOW.timestamp())}>", "6 de enero, 20:06"),
        (f"<t:{int(NOW.timestamp())}:R>", "ahora mismo"),
        (f"<t:{int(NOW.timestamp()) - 180}:R>", "hace 3 minutos"),
        ("<@1> <@!1> <#2> <@&3> <@4>", "@Maya @Maya #lounge @lead @…"),
        ("**Samaritans**: <https://example.org/x>", "Samaritans: https://example.org/x"),
        ("https://discord.com/channels/1/2/3", "enlace"),
        (r"not \*bold\* and \_plain\_", "not *bold* and _plain_"),
        ("`en.means` __pills__", "en.means pills"),
    ],
)
def test_marks_become_what_they_mean(reader: Reader, written: str, read: str) -> None:
    assert reader.render(written).plain == read


def test_marks_inside_marks_keep_both(reader: Reader) -> None:
    text = reader.render("**call <@1>**")

    assert text.plain == "call @Maya"
    assert {str(span.style) for span in text.spans} >= {"bold"}
