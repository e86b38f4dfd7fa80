"""Work on every group, a few in each transaction: nothing else waits long for the database."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Connection

from bot.groups import book
from bot.groups.model import Group
from bot.storage import Storage

AT_ONCE: Final = 20


async def group_by_group(storage: Storage, work: Callable[[Connection, Group], None]) -> None:
    """Do something to every group that is at work."""
    groups = await storage.read(book.at_work)
    for start in range(0, len(groups), AT_ONCE):

        def some(connection: Connection, first: int = start) -> None:
            for group in groups[first : first + AT_ONCE]:
                work(connection, group)

        await storage.write(some)
