"""Which schema a database has and which one this version needs, known without Alembic: loading that is a part of every start."""

from pathlib import Path
from typing import Final

from sqlalchemy import Connection, column, inspect, select, table

VERSIONS: Final = Path(__file__).parent / "migrations" / "versions"

# https://alembic.sqlalchemy.org/en/latest/tutorial.html (Running our First Migration)
_NOTED: Final = table("alembic_version", column("version_num"))


def newest(versions: Path = VERSIONS) -> str | None:
    """Return the newest revision of a folder; its files are named by them, and they count upwards."""
    return max((file.name.partition("_")[0] for file in versions.glob("*.py")), default=None)


def current(connection: Connection) -> str | None:
    """Return the revision that a database is at; None for an empty one."""
    if not inspect(connection).has_table(_NOTED.name):
        return None
    noted: str | None = connection.execute(select(_NOTED.c.version_num)).scalar()
    return noted
