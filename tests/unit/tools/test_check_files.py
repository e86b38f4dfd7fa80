"""The check of files finds hosts and places that belong to one machine."""

from pathlib import Path

import pytest

from tools.check_files import check


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("index = https://files.python" + "hosted.org/x", "host"),
        ("see pypi" + ".org for more", "host"),
        ("cd /wo" + "rk/main", "folder"),
        ("python=/ro" + "ot/.local/bin", "folder"),
        ("data in /home/" + "robin/bot", "folder"),
    ],
)
def test_what_belongs_to_one_machine_is_found_with_its_line(tmp_path: Path, line: str, found: str) -> None:
    (tmp_path / "notes.txt").write_text(f"fine\n{line}\n", encoding="utf-8")

    (problem,) = check(tmp_path, ["notes.txt"])
    assert problem.startswith(f"notes.txt:2: names the {found}")


def test_ordinary_paths_addresses_and_binary_files_are_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("/srv/alongside, /var/lib, https://example.org/work/x, at work/home\n")
    (tmp_path / "image.bin").write_bytes(b"\xff\xfe/wo" + b"rk/\x00")

    assert check(tmp_path, ["notes.txt", "image.bin", "gone.txt"]) == []
