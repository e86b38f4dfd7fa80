"""Groups on a real database, on a loop whose time passes at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.storage import Storage
from bot.storage.people import People
from bot.tables import complete_metadata
from tests.unit.agenda.worlds import Faults, FaultyWorker, LeapingLoop, LoopClock
from tests.unit.groups.worlds import World


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"leaping": LeapingLoop}


@pytest.fixture
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where the world keeps itself: SQLite, unless a test asks for `postgresql`."""
    if getattr(request, "param", None) == "postgresql":
        return str(request.getfixturevalue("postgres_url"))
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.fixture
async def world(database_url: str, tmp_path: Path) -> AsyncIterator[World]:
    clock, faults = LoopClock(), Faults()
    storage = await Storage.open(
        database_url,
        var_dir=tmp_path,
        clock=clock,
        inline=True,
        around=lambda worker: FaultyWorker(worker, faults),
    )
    await storage.write(lambda connection: complete_metadata().create_all(connection))
    people = await People.open(
        storage,
        keyring_file=tmp_path / "keyring.db",
        master_key_file=tmp_path / "master.key",
        clock=clock,
        inline=True,
    )
    opened = World(storage, people, clock, faults, tmp_path)
    await opened.begin()
    yield opened
    faults.away = False
    await opened.agenda.stop()
    await people.close()
    await storage.close()
