"""The agenda on a real database, with a loop whose time passes at once."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, MutableMapping
from pathlib import Path
from typing import Any

import pytest
import structlog

from tests.unit.agenda.worlds import LeapingLoop, World, open_world


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"leaping": LeapingLoop}


@pytest.fixture(autouse=True)
def logged() -> Iterator[list[MutableMapping[str, Any]]]:
    with structlog.testing.capture_logs() as entries:
        yield entries


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.fixture
async def world(url: str, tmp_path: Path) -> AsyncIterator[World]:
    opened = await open_world(url, tmp_path)
    yield opened
    opened.faults.away = False
    await opened.storage.close()
