"""Keeping data: the database, the people in it, their keys, migrations and copies."""

from bot.storage.engine import Storage
from bot.storage.worker import after_commit

__all__ = ["Storage", "after_commit"]
