"""What every world of surveys begins with."""

import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from bot.surveys import measures
from bot.surveys.templates import Templates


@pytest.fixture(scope="session", autouse=True)
def read_once() -> Iterator[None]:
    """Files of questions are read once for all worlds: they never change, and reading them takes half of a world's time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Templates, "load", cache(Templates.load))
        patch.setattr(measures, "load_measures", cache(measures.load_measures))
        yield


@pytest.fixture
def memory(tmp_path: Path) -> Iterator[Path]:
    """A folder that is synced in no time where the machine has one: these tests look at bytes, not at what outlives a crash."""
    shared = Path("/dev/shm")
    if not os.access(shared, os.W_OK):
        yield tmp_path
        return
    with TemporaryDirectory(dir=shared) as folder:
        yield Path(folder)
