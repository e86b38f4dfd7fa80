"""An operator migrates, copies and puts a copy back, and is asked before anything is lost."""

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest


def answering(monkeypatch: pytest.MonkeyPatch, word: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{word}\n"))


@pytest.fixture
def kept(cli: Any) -> None:
    """A database and a keyring."""
    assert cli("export", "5").code == 0


def test_the_first_migration_makes_the_schema_and_the_second_changes_nothing(cli: Any) -> None:
    first = json.loads(cli("migrate", "--json").out)
    second = json.loads(cli("migrate", "--json").out)

    assert first["before"] is None
    assert first["after"]
    assert second == {"before": first["after"], "after": first["after"]}
    assert "already" in cli("migrate").out


@pytest.mark.usefixtures("kept")
def test_a_copy_can_be_put_back(cli: Any) -> None:
    made = json.loads(cli("backup", "--json").out)
    Path("var/alongside.db").unlink()

    back = cli("restore", "--yes")

    assert Path(made["folder"]).is_dir()
    assert made["bytes"] > 0
    assert back.code == 0
    assert back.out.startswith("The database is as it was on ")
    assert Path("var/alongside.db").exists()


@pytest.mark.usefixtures("kept")
def test_nothing_is_put_back_without_a_yes(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    cli("backup")
    before = Path("var/alongside.db").stat().st_ino
    answering(monkeypatch, "n")

    refused = cli("restore")

    assert refused.code == 1
    assert "What happened since is lost." in refused.err
    assert Path("var/alongside.db").stat().st_ino == before


def test_without_a_database_or_a_copy_it_says_so(cli: Any) -> None:
    assert "There is no backup" in cli("backup").err
    assert "There is no backup" in cli("restore", "--yes").err
    assert "There is no backup" in cli("restore", "elsewhere", "--yes").err


@pytest.mark.usefixtures("kept")
def test_a_damaged_copy_changes_nothing(cli: Any) -> None:
    folder = json.loads(cli("backup", "--json").out)["folder"]
    copy = Path(folder) / "alongside.db"
    copy.write_bytes(copy.read_bytes()[:-1])

    refused = cli("restore", folder, "--yes")

    assert refused.code == 1
    assert "is damaged, so nothing was changed" in refused.err


def test_the_doctor_says_what_is_missing_and_fails_on_what_is_broken(cli: Any, tmp_path: Path, kept: None) -> None:
    well = cli("doctor")
    (tmp_path / "var" / "master.key").unlink()
    broken = cli("doctor", "--json")

    assert well.code == 0
    assert "There is no token here" in well.out
    assert broken.code == 1
    assert {"doctor-keyring-no-key", "error-storage-master-key-missing"} & {
        one["check"] for one in json.loads(broken.out) if one["state"] == "broken"
    }


def test_settings_that_cannot_be_used_are_a_finding_of_the_doctor(cli: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOG_LEVEL", "LOUD")

    (finding,) = json.loads(cli("doctor", "--json").out)

    assert finding["found"] == "LOG_LEVEL: put DEBUG, INFO, WARNING, ERROR or CRITICAL there."
