"""The command line as an operator uses it: words typed, what is printed, the exit code."""

import logging
import os
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import structlog

from bot.cli import main


class Said(NamedTuple):
    code: int
    out: str
    err: str


Cli = Callable[..., Said]


@pytest.fixture(autouse=True)
def untouched(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    """Run in an empty folder with no settings, and give the process its logs back."""
    for name in [
        name for name in os.environ if name.startswith(("DISCORD_", "DATABASE_", "LOG_")) or name == "VAR_DIR"
    ]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.chdir(tmp_path)
    handlers, level = list(logging.getLogger().handlers), logging.getLogger().level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    logging.getLogger().handlers[:], logging.getLogger().level = handlers, level
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    structlog.reset_defaults()


@pytest.fixture
def cli(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Cli:
    def typed(*words: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["alongside", *words])
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        shown = capsys.readouterr()
        return Said(code if isinstance(code, int) else 0, shown.out, shown.err)

    return typed
