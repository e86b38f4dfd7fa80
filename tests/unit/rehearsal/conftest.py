"""What tests of the rehearsal share."""

import logging
import sys
import threading
from collections.abc import Iterator

import pytest
import structlog

from bot.settings import default_data_dir
from bot.texts import Texts


@pytest.fixture(scope="session")
def texts() -> Texts:
    return Texts.load(default_data_dir() / "locales")


@pytest.fixture
def logs_given_back() -> Iterator[None]:
    """A rehearsal takes the logs of the whole process; other tests want theirs back."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    levels = {
        name: logging.getLogger(name).level for name in ("discord", "aiohttp", "aiosqlite", "asyncio", "sqlalchemy")
    }
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield
    root.handlers[:], root.level = handlers, level
    for name, before in levels.items():
        logging.getLogger(name).setLevel(before)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    structlog.reset_defaults()
