"""Files of questions: ours are whole in both languages; a bad one is refused with its line and the reason."""

from pathlib import Path

import pytest

from bot.settings import default_data_dir
from bot.surveys.measures import load_measures
from bot.surveys.questions import Questionnaire
from bot.surveys.templates import Bad, Templates, read
from tests.unit.surveys.worlds import TEXTS

OURS = default_data_dir() / "surveys"
GOOD = """[title]
en = "Tea"

[[questions]]
key = "warm"
kind = "yes_no"
ask = { en = "Is it warm?" }

[[questions]]
key = "how"
kind = "choice"
ask = { en = "How warm?" }
only_if = { question = "warm", answers = ["yes"] }
[[questions.options]]
key = "little"
words = { en = "A little" }
[[questions.options]]
key = "very"
words = { en = "Very" }
"""


def test_our_templates_are_whole_in_english_and_spanish() -> None:
    found = Templates.load(OURS)
    assert not found.bad
    assert {"session", "climate", "facilitator", "welcome", "leaving", "confidentiality", "connection", "peers"} <= set(
        found.good
    )
    for template in found.good.values():
        assert set(template.questionnaire.languages) == {"en", "es"}, template.name


def test_instruments_are_measures_for_oneself_only_and_name_their_source() -> None:
    measures = load_measures(OURS / "private")
    assert {name: (len(one.items), one.most) for name, one in measures.items()} == {
        "gad7": (7, 21),
        "phq2": (2, 6),
        "days": (4, 16),
    }
    assert all(measures[name].source is not None for name in ("gad7", "phq2"))
    assert measures["gad7"].band(9)["en"].startswith("5–9")
    assert measures["days"].band(9) == {}
    asked = " ".join(word for one in measures.values() for item in one.items for word in item.ask.values()).lower()
    assert "dead" not in asked  # PHQ-9's ninth item is asked nowhere
    assert "muert" not in asked
    assert not set(measures) & set(Templates.load(OURS).good)


def test_a_good_file_is_read() -> None:
    assert isinstance(read("tea.toml", GOOD.encode()), Questionnaire)


@pytest.mark.parametrize(
    ("was", "becomes", "line", "reason"),
    [
        ('kind = "yes_no"', 'kind = "maybe"', 6, "template-kind"),
        ('key = "warm"', 'key = "Warm up"', 5, "template-name"),
        ('key = "how"', 'key = "warm"', 1, "template-twice"),
        ('ask = { en = "How warm?" }', "", 9, "template-missing"),
        ('answers = ["yes"]', 'answers = ["perhaps"]', 1, "template-only-if"),
        ('key = "very"', 'key = "little"', 9, "template-options"),
        ('en = "Is it warm?"', f'en = "{"x" * 101}"', 7, "template-long"),
        ('kind = "choice"', 'kind = "choice"\ncolour = "red"', 12, "template-unknown"),
        ("[[questions]]", "[[questions", 4, "template-syntax"),
    ],
)
def test_a_bad_file_is_refused_with_its_line_and_the_reason(was: str, becomes: str, line: int, reason: str) -> None:
    found = read("tea.toml", GOOD.replace(was, becomes, 1).encode())
    assert isinstance(found, Bad)
    assert (found.line, found.reason) == (line, reason)
    assert TEXTS.speaker("es")(found.reason)


@pytest.mark.parametrize("content", [b"\xff\xfe", b"", b'[title]\nen = "Tea"\n', b"x" * 100_001])
def test_what_is_no_questionnaire_is_refused(content: bytes) -> None:
    assert isinstance(read("tea.toml", content), Bad)


def test_one_bad_file_spoils_no_other(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_text("[[", encoding="utf-8")
    (tmp_path / "tea.toml").write_text(GOOD, encoding="utf-8")
    found = Templates.load(tmp_path, tmp_path / "nowhere")
    assert list(found.good) == ["tea"]
    assert [(one.file, one.line) for one in found.bad] == [("bad.toml", 1)]
