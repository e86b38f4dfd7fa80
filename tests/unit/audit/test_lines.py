"""A line of the record as leads read it."""

from datetime import UTC, datetime

import pytest

from bot.audit import Act, Line, Verdict
from bot.settings import default_data_dir
from bot.texts import Texts
from bot.ui.record_screens import record_screen

AT = datetime(2026, 3, 2, 18, tzinfo=UTC)


@pytest.mark.parametrize(
    ("locale", "act", "about", "read"),
    [
        ("en", Act.GROUP_CHECKIN, "1,3,paused", "Lea · paused check-in 3 of group 1"),
        ("es", Act.GROUP_CHECKIN, "1,3,skipped", "Lea · saltó la próxima vez del registro 3 del grupo 1"),
        ("en", Act.GROUP_SESSION, "1,3,changed", "Lea · changed session 3 of group 1"),
        ("es", Act.GROUP_MEETING, "1,3,cancelled", "Lea · suspendió la próxima vez del encuentro 3 en el grupo 1"),
        ("en", Act.GROUP_PROMPTS, "2,4,restored", "Lea · brought back planned prompts 4 of group 2"),
        ("en", Act.PROMPT_POSTED, "2", "Lea · posted a prompt in group 2"),
        ("en", Act.GROUP_CHECKIN, "", "Lea · changed check-in … of group …"),
        ("en", "newer-than-this", "7", "Lea · newer-than-this"),
    ],
)
def test_a_line_says_who_did_what_with_what_in_which_group(locale: str, act: str, about: str, read: str) -> None:
    say = Texts.load(default_data_dir() / "locales").speaker(locale)
    line = Line(1, AT, act, 7, None, about)
    screen = record_screen(Verdict(9, 1, "1-0"), [line], say, lambda _: "Lea", guild_id=9)
    assert screen.cards[0].body.splitlines()[-1].endswith(read)
