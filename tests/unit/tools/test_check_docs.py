"""The check of the pages finds what they leave out."""

from pathlib import Path
from typing import Final

import pytest

from tools.check_docs import PAGES, check, discord_commands, unexplained_errors, unmet, untested

COG: Final = """
from discord import app_commands
from discord.ext import commands

class Help(commands.GroupCog, group_name="group"):
    session = app_commands.Group(name=command_text("command-session-name"), description="…")

    @app_commands.command(name="help", description="…")
    async def show(self, interaction): ...

    @session.command()
    async def begin(self, interaction): ...

    @app_commands.context_menu(name=command_text("menu-worried"))
    async def worried(self, interaction, member): ...

    async def ordinary(self): ...

    @commands.Cog.listener(name="on_message")
    async def heard(self, message): ...
"""


@pytest.fixture
def docs(tmp_path: Path) -> Path:
    for name in PAGES:
        (tmp_path / name).write_text("LOG_LEVEL, `python -m bot run`, /help\n", encoding="utf-8")
    return tmp_path


def test_pages_that_tell_everything_are_well(docs: Path) -> None:
    assert check(docs, settings=["LOG_LEVEL"], cli=["run"], discord=["help"]) == []


def test_a_page_that_is_missing_is_found(docs: Path) -> None:
    (docs / "participants.md").unlink()

    assert check(docs, settings=[], cli=[], discord=[]) == ["docs/participants.md is missing"]


def test_a_setting_belongs_on_the_operators_page(docs: Path) -> None:
    (docs / "moderators.md").write_text("METRICS_PORT", encoding="utf-8")

    assert check(docs, settings=["METRICS_PORT"], cli=[], discord=[]) == [
        "docs/operators.md: the setting METRICS_PORT is missing"
    ]


def test_a_command_of_the_command_line_that_is_not_told_is_found(docs: Path) -> None:
    assert check(docs, settings=[], cli=["run", "doctor"], discord=[]) == [
        "docs/operators.md: the command `python -m bot doctor` is missing"
    ]


def test_a_discord_command_may_be_on_any_page_but_must_be_whole(docs: Path) -> None:
    (docs / "moderators.md").write_text("/oncallers", encoding="utf-8")

    (problem,) = check(docs, settings=[], cli=[], discord=["help", "oncall"])
    assert "'oncall'" in problem


def test_the_names_of_commands_are_read_from_the_code(tmp_path: Path) -> None:
    (tmp_path / "help.py").write_text(COG, encoding="utf-8")
    english = {"command-session-name": "session", "menu-worried": "I'm worried about them"}

    assert discord_commands(tmp_path, english) == {"group", "session", "help", "begin", "I'm worried about them"}


def test_an_error_without_a_text_or_a_place_on_the_page_is_found(tmp_path: Path) -> None:
    code = tmp_path / "bot"
    code.mkdir()
    (code / "errors.py").write_text(
        'class A:\n    text = "told"\nclass B:\n    text = "paged"\nclass C:\n    text = "lost"\n', encoding="utf-8"
    )
    page = tmp_path / "errors.md"
    page.write_text("| `paged` | what it means |", encoding="utf-8")

    assert unexplained_errors(code, {"told"}, page) == [
        "bot/errors.py:6: the error 'lost' has no text and is not in errors.md"
    ]


def test_the_threat_model_names_items_and_files_that_exist(tmp_path: Path) -> None:
    (tmp_path / "bot").mkdir()
    (tmp_path / "bot" / "there.py").touch()
    page = "ASVS 5.0.0\n| 1.2.4 SQL | bound | `bot/there.py` |\n"
    assert unmet(page, tmp_path) == []
    wrong = page + "| 1.2.11, 3.1.1 more | hoped | `bot/gone.py` |\n| 8.2.1 | trusted | nowhere |\n"
    assert unmet(wrong, tmp_path) == [
        "docs/threat-model.md: ASVS has no item 1.2.11",
        "docs/threat-model.md: ASVS has no item 3.1.1",
        "docs/threat-model.md: 8.2.1: names no file",
        "docs/threat-model.md: bot/gone.py is not there",
    ]


def test_the_page_on_privacy_names_tests_that_exist(tmp_path: Path) -> None:
    (tmp_path / "tests").mkdir()
    (tmp_path / "tests" / "test_seal.py").write_text("async def test_it_holds(a: int) -> None: ...", encoding="utf-8")
    assert untested("| it holds | `tests/test_seal.py::test_it_holds` |", tmp_path) == []
    assert untested("`tests/test_seal.py::test_it_hopes`, `tests/test_gone.py::test_it_holds`", tmp_path) == [
        "docs/privacy.md: tests/test_seal.py has no test test_it_hopes",
        "docs/privacy.md: tests/test_gone.py has no test test_it_holds",
    ]
