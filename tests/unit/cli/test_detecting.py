"""The detector at the command line answers every line, and measures itself on what people have labelled."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

ROWS = """text,label,locale
I have the pills in front of me,means,en
"what a lovely day, isn't it",none,en
the weather report said rain,plan,en
something,martian,en
"""


@pytest.fixture
def table(tmp_path: Path) -> str:
    (tmp_path / "rows.csv").write_text(ROWS, encoding="utf-8-sig")
    return "rows.csv"


def test_each_line_gets_a_line(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = b'{"text": "I have the pills in front of me"}\n\nnonsense\n{"text": "\\ud800"}\n\xff\n{"text": "hello"}'
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(asked)))

    answers = [json.loads(line) for line in cli("assess").out.splitlines()]

    assert [answer.get("tier", answer.get("error")) for answer in answers] == [
        "page", "not JSON", "not JSON", "none", "not JSON", "none",
    ]  # fmt: skip
    assert answers[0]["spans"] == [[11, 31]]


def test_figures_come_with_intervals_and_misses_when_asked_for(cli: Any, table: str) -> None:
    said = cli("evaluate", table, "--misses")

    assert said.code == 0
    assert "50.0 %" in said.out
    assert "9.5 – 90.5" in said.out, "Wilson's interval of 1 in 2"
    assert "False alarms per 1,000 ordinary rows" in said.out
    assert "One row was left out, for its label is not known: martian" in said.out
    assert "3  plan: the weather report said rain" in said.out
    assert "the weather report" not in cli("evaluate", table).out


def test_rows_that_name_a_category_are_counted_by_it(cli: Any, tmp_path: Path) -> None:
    rows = ["text,label,category", "I have the pills in front of me,means,at hand", "it said rain,none,weather"]
    (tmp_path / "rows.csv").write_text("\n".join(rows), encoding="utf-8")

    assert "100.0 %" in next(line for line in cli("evaluate", "rows.csv").out.splitlines() if "at hand" in line)
    report = json.loads(cli("evaluate", "rows.csv", "--json").out)
    assert [(one["category"], one["page"], one["right"]["hits"]) for one in report["categories"]] == [
        ("at hand", 1, 1), ("weather", 0, 1),
    ]  # fmt: skip


def test_a_program_reads_the_same_figures(cli: Any, table: str) -> None:
    report = json.loads(cli("evaluate", table, "--json").out)

    assert report["recall"] == {"value": 0.5, "interval": report["recall"]["interval"], "hits": 1, "total": 2}
    assert report["alarms_per_1000"]["value"] == 0
    assert [miss["row"] for miss in report["missed"]] == [3]
    assert report["unknown"] == [{"row": 4, "label": "martian"}]


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a,b\n1,2\n", "the columns text and label"),
        (b"text,label\n\xff\xfe,x", "cannot be read"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_table_is_refused(cli: Any, tmp_path: Path, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / "rows.csv").write_bytes(content)

    refused = cli("evaluate", "rows.csv")

    assert refused.code == 1
    assert said in refused.err
