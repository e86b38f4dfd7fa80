"""Who can see what is said again where it has widened: compared once a day with what people were told."""

import json
import zlib
from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, delete, insert, select

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.groups.model import Group
from bot.guidelines.tables import channel_sights
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Sent
from bot.parts import Parts
from bot.servers import Server
from bot.servers.sight import Sight, widened

SIGHT_JOB: Final = "guidelines.sight"
EVERY: Final = timedelta(days=1)
AGAIN: Final = timedelta(hours=1)

Places = Callable[[int], Awaitable[Sequence[Group]]]
Members = Callable[[Group], Awaitable[Collection[int]]]


@dataclass(frozen=True, slots=True)
class _Place:
    """A channel that is looked at, and where it is said that more can see it."""

    guild_id: int
    channel_id: int
    told_in: int
    locale: str
    text: str
    roles: frozenset[int]  # whose members are expected to read it
    members: frozenset[int] = frozenset()


class Sights:
    """Looks daily at every group's channel, the on-call channel and the private spaces, and says where more can see them."""

    def __init__(self, parts: Parts, places: Places, members: Members) -> None:
        """Register with the agenda; `members` says who takes part in a group, or looks after it."""
        self._parts = parts
        self._places = places
        self._members = members
        parts.agenda.register(SIGHT_JOB, self._look, misfire=ALWAYS, then=self._plan_next)

    async def start(self) -> None:
        """Look soon after every start, and daily from then on."""
        due = self._parts.clock.now() + timedelta(minutes=2)
        await self._parts.storage.write(lambda connection: self._plan(connection, due))

    def of(self, guild_id: int, channel_id: int | None) -> Sight | None:
        """Return who can see a channel now; None for one that is gone or was never picked."""
        server = self._parts.servers.get(guild_id)
        ranks = frozenset[int]() if server is None else server.staff_roles
        return None if channel_id is None else self._parts.directory.sight(guild_id, channel_id, ranks)

    async def look(self, group: Group) -> bool | None:
        """Compare one group's channel with what its people were told.

        Returns:
            True where they were told anew, None where they could not be: they are then told at the next look.
        """
        server = self._parts.servers.get(group.guild_id)
        expected = frozenset[int]() if server is None else _roles(server) | {server.participant_role_id or 0}
        members = frozenset(await self._members(group))
        here = (group.guild_id, group.channel_id, group.channel_id, group.locale, "sight-widened")
        return await self._compare(_Place(*here, expected | {group.role_id or 0}, members))

    async def look_at_staff(self, server: Server) -> list[bool | None]:
        """Compare the on-call channel, and the one of the private spaces, with what on-call was told; as `look` does."""
        told_in = server.alert_channel_id
        if told_in is None:
            return []
        places = [_Place(server.guild_id, told_in, told_in, server.locale, "sight-widened", _roles(server))]
        if server.support_channel_id is not None:
            support, roles = server.support_channel_id, _roles(server) | {server.participant_role_id or 0}
            places.append(_Place(server.guild_id, support, told_in, server.locale, "sight-widened-support", roles))
        return [await self._compare(place) for place in places]

    async def _compare(self, place: _Place) -> bool | None:
        sight = self.of(place.guild_id, place.channel_id)
        if sight is None:
            return False
        counts = sight.counts(outsiders=len(self._outsiders(place, sight)))
        before = await self._parts.storage.read(lambda connection: _told(connection, place.channel_id))
        wider = before is not None and widened(before.counts, counts)
        if before is not None and wider and not await self._tell(place, before, counts):
            return None
        if before is None or before.counts != counts:
            now = self._parts.clock.now()
            await self._parts.storage.write(lambda connection: _keep(connection, place, counts, now))
        return wider

    def _outsiders(self, place: _Place, sight: Sight) -> frozenset[int]:
        """Return who reads there without belonging there, or holding a role of ours that reads there."""
        known = set(place.members)
        for role in place.roles.intersection(sight.roles):
            known.update(self._parts.directory.holders(place.guild_id, role))
        return sight.readers - known

    async def _tell(self, place: _Place, before: Row[Any], counts: dict[str, int]) -> bool:
        say = self._parts.texts.speaker(place.locale)
        show = Button(say("sight-button"), button_id("sight", "show", place.guild_id))
        # The same widening has the same key, so that what arrived unseen by us is not said twice.
        what = zlib.crc32(json.dumps(counts, sort_keys=True).encode())
        outcome = await self._parts.messenger.post(
            channel_id=place.told_in,
            message=Message(say(place.text), rows=((show,),)),
            key=f"sight:{place.channel_id}:{int(before.at.timestamp())}:{what}",
            lane=Lane.BULK,
        )
        return isinstance(outcome, Sent)

    async def _look(self, _: Job) -> Done | RetryLater:
        told: list[bool | None] = []
        for server in self._parts.servers.all():
            told += [await self.look(group) for group in await self._places(server.guild_id)]
            told += await self.look_at_staff(server)
        return RetryLater(AGAIN, "sight-reason-untold") if None in told else Done()

    def _plan_next(self, connection: Connection, _: Job) -> None:
        self._plan(connection, self._parts.clock.now() + EVERY)

    def _plan(self, connection: Connection, due: datetime) -> None:
        self._parts.agenda.cancel_prefix(connection, f"{SIGHT_JOB}:")
        self._parts.agenda.plan(connection, kind=SIGHT_JOB, key=f"{SIGHT_JOB}:{int(due.timestamp())}", due=due)


def _roles(server: Server) -> frozenset[int]:
    return server.staff_roles | {server.facilitator_role_id or 0}


def _told(connection: Connection, channel_id: int) -> Row[Any] | None:
    return connection.execute(select(channel_sights).where(channel_sights.c.channel_id == channel_id)).first()


def _keep(connection: Connection, place: _Place, counts: dict[str, int], at: datetime) -> None:
    connection.execute(delete(channel_sights).where(channel_sights.c.channel_id == place.channel_id))
    values = {"channel_id": place.channel_id, "guild_id": place.guild_id, "counts": counts, "at": at}
    connection.execute(insert(channel_sights).values(values))
