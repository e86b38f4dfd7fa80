"""Every package's tables, gathered in one place above them all: what migrations are made from and checked against."""

import importlib
from pathlib import Path

from sqlalchemy import MetaData

import bot
from bot.storage.schema import metadata


def complete_metadata() -> MetaData:
    """Return the one metadata after importing every `tables.py` under `bot/`, so that no package can be forgotten."""
    root = Path(bot.__file__).parent
    for path in sorted(root.glob("*/**/tables.py")):
        importlib.import_module(".".join((bot.__name__, *path.relative_to(root).with_suffix("").parts)))
    return metadata
