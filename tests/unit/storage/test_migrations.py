"""A migrated database has exactly the tables that the packages define."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlalchemy import Connection, insert, inspect, select, text

from bot.storage import Storage, migrate, revision
from bot.storage.errors import SchemaNewer
from bot.tables import complete_metadata
from tests.unit.storage.worlds import Engine, HandClock, first_tables, run, second_tables


def not_strict(connection: Connection) -> list[str]:
    if connection.dialect.name != "sqlite":
        return []
    found = connection.execute(text("SELECT name FROM pragma_table_list WHERE NOT strict AND type = 'table'")).scalars()
    return [name for name in found if not name.startswith(("sqlite_", "alembic_"))]


@pytest.fixture
async def empty(engine: Engine, tmp_path: Path, clock: HandClock) -> AsyncIterator[Storage]:
    opened = await Storage.open(engine.url, var_dir=tmp_path, clock=clock, inline=engine.inline)
    yield opened
    await opened.close()


async def test_the_shipped_revisions_make_the_tables_of_every_package(empty: Storage) -> None:
    tables = complete_metadata()
    assert await empty.read(revision.current) is None
    upgraded = await migrate.upgrade(empty)
    assert revision.newest() == migrate.head() == await empty.read(revision.current)
    assert upgraded == migrate.Upgraded(None, migrate.head())
    assert await empty.read(lambda c: migrate.differences(c, tables)) == []
    assert await empty.read(not_strict) == []


async def test_written_revisions_make_the_tables_they_were_written_from(empty: Storage, versions: Path) -> None:
    steps: list[tuple[int, int]] = []
    upgraded = await migrate.upgrade(empty, lambda done, total: steps.append((done, total)), versions=versions)
    assert upgraded == migrate.Upgraded(None, "0002")
    assert steps == [(0, 2), (1, 2), (2, 2)]
    assert await empty.read(revision.current) == "0002" == revision.newest(versions)
    assert await empty.read(lambda c: migrate.differences(c, second_tables())) == []
    assert await empty.read(not_strict) == []
    assert await migrate.upgrade(empty, versions=versions) == migrate.Upgraded("0002", "0002")


async def test_a_rebuilt_table_keeps_its_rows_and_what_points_at_it(
    empty: Storage, versions: Path, tmp_path: Path
) -> None:
    first_only = tmp_path / "first"
    first_only.mkdir()
    (first_only / "0001_a_step.py").write_text((versions / "0001_a_step.py").read_text())
    await migrate.upgrade(empty, versions=first_only)
    await empty.write(run(insert(first_tables().tables["circle"]).values(id=1)))
    await empty.write(run("INSERT INTO moment (id, circle_id, at, waiting, name) VALUES (5, 1, 0, (1 = 1), 'n')"))
    await migrate.upgrade(empty, versions=versions)
    moment = second_tables().tables["moment"]
    row = await empty.read(lambda c: c.execute(select(moment.c.id, moment.c.name, moment.c.note)).one())
    assert tuple(row) == (5, "n", None)
    await empty.write(run("DELETE FROM circle"))
    assert await empty.read(lambda c: c.execute(select(moment)).all()) == []


async def test_a_database_from_a_newer_version_is_refused(empty: Storage, versions: Path, tmp_path: Path) -> None:
    await migrate.upgrade(empty, versions=versions)
    first_only = tmp_path / "first"
    first_only.mkdir()
    (first_only / "0001_a_step.py").write_text((versions / "0001_a_step.py").read_text())
    with pytest.raises(SchemaNewer) as caught:
        await migrate.upgrade(empty, versions=first_only)
    assert caught.value.values == {"revision": "0002"}


async def test_a_migration_that_fails_leaves_the_database_as_it_was(
    empty: Storage, versions: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    broken.mkdir()
    (broken / "0001_a_step.py").write_text((versions / "0001_a_step.py").read_text())
    second = (versions / "0002_a_step.py").read_text()
    (broken / "0002_a_step.py").write_text(second + "    raise RuntimeError('power cut')\n")
    with pytest.raises(RuntimeError, match="power cut"):
        await migrate.upgrade(empty, versions=broken)
    assert await empty.read(lambda c: inspect(c).get_table_names()) == []
