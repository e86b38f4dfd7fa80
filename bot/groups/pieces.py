"""Work on many groups, a few in each transaction: nothing else waits long for the database."""

from collections.abc import Callable
from typing import Final

import structlog
from sqlalchemy import Connection, Select, not_, or_, select

from bot.agenda import in_step, out_of_step
from bot.errors import Refusal
from bot.groups import book
from bot.groups.model import Group
from bot.storage import Storage

AT_ONCE: Final = 20

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


async def bring_in_step(
    storage: Storage, owner: str, plans: Select[tuple[int, str, bool]], work: Callable[[Connection, Group], None]
) -> None:
    """Do something to those groups at work whose plans may not stand as the present rules of their zones say.

    `plans` yields for each active plan of an owner its group, its zone, and whether its next time is planned. A plan whose
    zone has the rules by which it was last looked at, and whose next time waits, stands as it should: it was planned so.
    """

    def look(connection: Connection) -> tuple[list[Group], frozenset[str]]:
        zones = frozenset(connection.execute(select(plans.subquery().c.zone).distinct()).scalars())
        changed = out_of_step(connection, owner, zones)
        found = plans.subquery()
        doubtful = select(found.c.group_id).where(or_(found.c.zone.in_(changed), not_(found.c.planned)))
        wanted = set(connection.execute(doubtful.distinct()).scalars())
        return [group for group in book.at_work(connection) if group.id in wanted], changed

    groups, changed = await storage.read(look)
    failed: set[int] = set()
    for start in range(0, len(groups), AT_ONCE):

        def some(connection: Connection, first: int = start) -> set[int]:
            unwell = set()
            for group in groups[first : first + AT_ONCE]:
                try:
                    with connection.begin_nested():
                        work(connection, group)
                except Refusal:
                    # A zone that this machine's tzdata does not know (yet): its plans wait, everybody else's go on.
                    log.exception("group.not_replanned", guild=group.guild_id)
                    unwell.add(group.id)
            return unwell

        failed |= await storage.write(some)

    def note(connection: Connection) -> None:
        found = plans.subquery()
        doubtful = select(found.c.zone).where(found.c.group_id.in_(failed)).distinct()
        in_step(connection, owner, changed.difference(connection.execute(doubtful).scalars()))

    if changed:
        await storage.write(note)
