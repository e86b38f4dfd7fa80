"""The shipped lexicon, loaded once, and a way to write a small one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bot.moderation.detection import Detector

LEXICON = Path(__file__).parents[3] / "data" / "lexicon"


@pytest.fixture(scope="session")
def detector() -> Detector:
    return Detector.load(LEXICON, scored=False)


@pytest.fixture
def pack(tmp_path: Path) -> Callable[[str], Path]:
    def write(toml: str) -> Path:
        folder = tmp_path / "xx"
        folder.mkdir(exist_ok=True)
        (folder / "rules.toml").write_text(toml, encoding="utf-8")
        return tmp_path

    return write
