"""Work on every group, a few in each transaction: nothing else waits long for the database."""

from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.errors import Refusal
from bot.groups import book
from bot.groups.model import Group
from bot.storage import Storage

AT_ONCE: Final = 20

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def group_by_group(storage: Storage, work: Callable[[Connection, Group], None]) -> None:
    """Do something to every group that is at work."""
    groups = await storage.read(book.at_work)
    for start in range(0, len(groups), AT_ONCE):

        def some(connection: Connection, first: int = start) -> None:
            for group in groups[first : first + AT_ONCE]:
                try:
                    with connection.begin_nested():
                        work(connection, group)
                except Refusal:
                    # A zone that this machine's tzdata does not know (yet): its plans wait, everybody else's go on.
                    log.exception("group.not_replanned", guild=group.guild_id)

        await storage.write(some)
