"""Write the next migration from the tables as they are defined now.

Usage: python -m tools.new_migration "what changes and for whom"
"""

import sys
import tempfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import create_engine
from sqlalchemy.pool import StaticPool

from bot.storage import migrate
from bot.storage.sqlite import MAIN, connect
from bot.tables import complete_metadata


def main(message: str) -> None:
    """Write the revision and say where it is; read it before committing it."""
    number = f"{len(migrate.known()) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "empty.db"
        path.touch()
        with closing(connect(path, *MAIN)) as raw:
            engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
            with engine.begin() as connection:
                print(migrate.write_revision(connection, complete_metadata(), message=message, revision=number))


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main(sys.argv[1])
