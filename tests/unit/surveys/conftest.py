"""What every world of surveys begins with."""

from collections.abc import Iterator
from functools import cache

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
