"""Bringing a database to the schema that this version needs."""

import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, MetaData

from bot.storage.engine import Storage
from bot.storage.errors import SchemaNewer
from bot.storage.revision import VERSIONS, current
from bot.storage.schema import metadata

Progress = Callable[[int, int], None]

MIGRATIONS: Final = Path(__file__).parent / "migrations"


@dataclass(frozen=True, slots=True)
class Upgraded:
    """From which revision to which; None is an empty database."""

    before: str | None
    after: str | None


def head(versions: Path = VERSIONS) -> str | None:
    """Return the newest revision that this version knows."""
    return _scripts(versions).get_current_head()


def known(versions: Path = VERSIONS) -> frozenset[str]:
    """Return every revision that this version knows."""
    return frozenset(script.revision for script in _scripts(versions).walk_revisions())


async def upgrade(
    storage: Storage, progress: Progress = lambda _done, _total: None, *, versions: Path = VERSIONS
) -> Upgraded:
    """Apply every revision that is missing, all in one transaction: after a crash it is as if none had been.

    Args:
        storage: the database.
        progress: told how many revisions of how many are applied, on the thread that applies them.
        versions: the folder with the revisions.

    Raises:
        SchemaNewer: the database was migrated by a newer version than this.
        StorageUnavailable: the database did not answer.
    """
    return await storage.rebuild(lambda connection: apply(connection, progress, versions=versions))


def apply(
    connection: Connection, progress: Progress = lambda _done, _total: None, *, versions: Path = VERSIONS
) -> Upgraded:
    """Apply every missing revision on a connection that is in a transaction; see `upgrade`."""
    before = current(connection)
    refuse_newer(before, versions)
    newest = head(versions)
    if before == newest:
        return Upgraded(before, newest)
    missing = sum(1 for _ in _scripts(versions).iterate_revisions(newest, before))
    done = 0

    def count(**_: Any) -> None:  # noqa: ANN401 - Alembic's own signature
        nonlocal done
        done += 1
        progress(done, missing)

    progress(0, missing)
    command.upgrade(_config(versions, connection=connection, on_version_apply=count), "head")
    return Upgraded(before, newest)


def refuse_newer(revision: str | None, versions: Path = VERSIONS) -> None:
    """Refuse a revision that this version does not know.

    Raises:
        SchemaNewer: it does not.
    """
    if revision is not None and revision not in known(versions):
        raise SchemaNewer(revision=revision)


def differences(connection: Connection, tables: MetaData) -> list[Any]:
    """Return what sets a database apart from the tables as they are defined; empty when they agree."""
    context = MigrationContext.configure(connection, opts={"compare_type": True})
    return list(compare_metadata(context, tables))


def write_revision(
    connection: Connection, tables: MetaData, *, message: str, revision: str, versions: Path = VERSIONS
) -> Path:
    """Write the revision that leads from the newest one to the tables, on a connection to an empty database.

    Raises:
        ValueError: there is nothing to write.
    """
    apply(connection, versions=versions)
    if not differences(connection, tables):
        raise ValueError("the newest revision already has these tables")
    config = _config(versions, connection=connection, tables=tables)
    script = command.revision(config, message, autogenerate=True, rev_id=revision)
    assert script is not None
    assert not isinstance(script, list)
    return Path(script.path)


def _scripts(versions: Path) -> ScriptDirectory:
    return ScriptDirectory.from_config(_config(versions))


def _config(
    versions: Path,
    *,
    connection: Connection | None = None,
    tables: MetaData = metadata,
    on_version_apply: Callable[..., None] | None = None,
) -> Config:
    attributes = {"connection": connection, "metadata": tables, "on_version_apply": on_version_apply}
    config = Config(stdout=io.StringIO(), attributes=attributes)
    for name, value in {
        "script_location": str(MIGRATIONS),
        "version_locations": str(versions),
        "path_separator": "newline",
        "file_template": "%(rev)s_%(slug)s",
    }.items():
        config.set_main_option(name, value.replace("%", "%%"))
    return config
