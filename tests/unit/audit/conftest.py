"""A record on a real database, and a hand that reaches past it."""

import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Audit
from bot.audit.tables import audit_chains, audit_lines, audit_posts
from bot.storage import Storage
from bot.storage.schema import metadata
from tests.unit.storage.worlds import HandClock, open_people


@pytest.fixture
def clock() -> HandClock:
    return HandClock()


@pytest.fixture
async def audit(tmp_path: Path, clock: HandClock) -> AsyncIterator[Audit]:
    storage = await Storage.open(f"sqlite:///{tmp_path}/alongside.db", var_dir=tmp_path, clock=clock)
    people = await open_people(storage, tmp_path, clock)
    tables = [audit_chains, audit_lines, audit_posts]
    await storage.write(lambda connection: metadata.create_all(connection, tables=tables))
    yield Audit(storage, people, clock)
    await people.close()
    await storage.close()


@pytest.fixture
def meddle(tmp_path: Path) -> Callable[..., None]:
    """Change the database as somebody could who has the file and not the keyring."""

    def reach(statement: str, *values: Any) -> None:
        with closing(sqlite3.connect(tmp_path / "alongside.db", isolation_level=None)) as raw:
            raw.execute(statement, values)

    return reach
