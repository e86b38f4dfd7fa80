"""The shipped lexicon, loaded once, and a way to write a small one."""

from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from bot.moderation.detection import Detector

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"


@pytest.fixture(scope="session")
def detector() -> Detector:
    return Detector.load(LEXICON, scored=False)


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[str], Path]:
    number = count()

    def write(toml: str) -> Path:
        # A folder each, for after a journey what was read from a folder is not read again (`read_once`).
        folder = tmp_path / str(next(number)) / "xx"
        folder.mkdir(parents=True)
        (folder / "rules.toml").write_text(toml, encoding="utf-8")
        return folder.parent

    return write
