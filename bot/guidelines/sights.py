"""Who can see what is said again where it has widened: counts by channel, compared once a day."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from bot.agenda import ALWAYS, Done, Job
from bot.groups.model import Group
from bot.guidelines.tables import channel_sights
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane
from bot.parts import Parts
from bot.servers.sight import widened

SIGHT_JOB: Final = "guidelines.sight"
EVERY: Final = timedelta(days=1)

Places = Callable[[int], Awaitable[Sequence[Group]]]


class Sights:
    """Looks daily at the channel of every group, and tells the group when more people or bots can see it."""

    def __init__(self, parts: Parts, places: Places) -> None:
        """Register with the agenda."""
        self._parts = parts
        self._places = places
        parts.agenda.register(SIGHT_JOB, self._look, misfire=ALWAYS, then=self._plan_next)

    async def start(self) -> None:
        """Look soon after every start, and daily from then on."""
        due = self._parts.clock.now() + timedelta(minutes=2)
        await self._parts.storage.write(lambda connection: self._plan(connection, due))

    async def look(self, group: Group) -> bool:
        """Compare one group's channel with what its people were told; True where they were told anew."""
        sight = self._parts.directory.sight(group.guild_id, group.channel_id)
        if sight is None:
            return False
        now, counts = self._parts.clock.now(), sight.counts
        before = await self._parts.storage.write(lambda connection: _swap(connection, group, counts, now))
        if before is None or not widened(before.counts, counts):
            return False
        say = self._parts.texts.speaker(group.locale)
        show = Button(say("sight-button"), button_id("sight", "show", group.guild_id))
        await self._parts.messenger.post(
            channel_id=group.channel_id,
            message=Message(say("sight-widened"), rows=((show,),)),
            key=f"sight:{group.channel_id}:{int(now.timestamp())}",
            lane=Lane.BULK,
        )
        return True

    async def _look(self, _: Job) -> Done:
        for server in self._parts.servers.all():
            for group in await self._places(server.guild_id):
                await self.look(group)
        return Done()

    def _plan_next(self, connection: Connection, _: Job) -> None:
        self._plan(connection, self._parts.clock.now() + EVERY)

    def _plan(self, connection: Connection, due: datetime) -> None:
        self._parts.agenda.cancel_prefix(connection, f"{SIGHT_JOB}:")
        self._parts.agenda.plan(connection, kind=SIGHT_JOB, key=f"{SIGHT_JOB}:{int(due.timestamp())}", due=due)


def _swap(connection: Connection, group: Group, counts: dict[str, int], at: datetime) -> Row[Any] | None:
    here = channel_sights.c.channel_id == group.channel_id
    before = connection.execute(select(channel_sights).where(here)).first()
    connection.execute(delete(channel_sights).where(here))
    values = {"channel_id": group.channel_id, "guild_id": group.guild_id, "counts": counts, "at": at}
    connection.execute(insert(channel_sights).values(values))
    return before
