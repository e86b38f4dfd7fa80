"""Databases of every kind that the bot runs on."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.storage import Storage
from tests.unit.storage.worlds import Engine, HandClock, Toys, first_tables, make_toys, second_tables, write_revision


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture(scope="session")
def toys() -> Toys:
    return make_toys()


@pytest.fixture(params=["sqlite", "sqlite-inline", "postgresql"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    if request.param == "postgresql":
        return Engine(request.getfixturevalue("postgres_url"), inline=False)
    return Engine(f"sqlite:///{tmp_path / 'alongside.db'}", inline=request.param == "sqlite-inline")


@pytest.fixture
async def storage(engine: Engine, tmp_path: Path, clock: HandClock, toys: Toys) -> AsyncIterator[Storage]:
    """A database with the toy tables in it, on each engine in turn."""
    opened = await Storage.open(engine.url, var_dir=tmp_path, clock=clock, inline=engine.inline)
    await opened.write(toys.create)
    yield opened
    await opened.close()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.fixture
async def sqlite(sqlite_url: str, tmp_path: Path, clock: HandClock, toys: Toys) -> AsyncIterator[Storage]:
    """A SQLite database with the toy tables in it, as in production."""
    opened = await Storage.open(sqlite_url, var_dir=tmp_path, clock=clock)
    await opened.write(toys.create)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def versions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two revisions, both written by the command that developers use."""
    folder = tmp_path_factory.mktemp("migrations")
    written = folder / "versions"
    written.mkdir()
    write_revision(folder, written, first_tables(), "0001")
    write_revision(folder, written, second_tables(), "0002")
    return written
