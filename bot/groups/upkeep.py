"""Groups made, changed, handed over, archived; and the channels that can be a group's."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import Connection

from bot.audit import Act, Note
from bot.groups import book
from bot.groups.errors import CapacityUnreadable, ChannelTaken, ChannelUnfit, MayNotMakeGroups, NoTextChannel
from bot.groups.model import CAPACITY, Group, Role
from bot.groups.places import Places
from bot.groups.roster import Roster
from bot.moderation.watch import Level, Watches
from bot.parts import Parts

CAPACITY_RANGE: Final = range(2, 101)
TEXT: Final = "text"
Along = Callable[[Connection, Group], None]
Moved = Callable[[Connection, int, int, int], None]
"""Of a server: the channel that a group had, and the one that it has now."""


class Upkeep:
    """Makes and changes groups."""

    def __init__(self, parts: Parts, roster: Roster, places: Places, watches: Watches) -> None:
        """Work with the parts that every package shares."""
        self._parts = parts
        self._roster = roster
        self._places = places
        self._watches = watches
        self._moved: list[Moved] = []

    def when_moved(self, hook: Moved) -> None:
        """Call `hook` in the transaction that gives a group another channel."""
        self._moved.append(hook)

    async def create(self, guild_id: int, user_id: int, *, name: str, channel_id: int) -> Group:
        """Make a group with its maker as facilitator.

        Raises:
            MayNotMakeGroups, ChannelTaken, NoTextChannel, ChannelUnfit: nothing was made.
        """
        server = self._parts.servers.get(guild_id)
        if server is None or not self._roster.may_make(guild_id, user_id):
            raise MayNotMakeGroups
        await self.check_channel(guild_id, channel_id)
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        noted = self._parts.audit.by(guild_id, person, Act.GROUP_MADE)

        def work(connection: Connection) -> Group:
            group = book.create(
                connection,
                guild_id=guild_id,
                name=name,
                channel_id=channel_id,
                zone=server.zone,
                locale=server.locale,
                capacity=CAPACITY,
                created_at=now,
            )
            book.enter(connection, group.id, person, Role.FACILITATOR, now)
            noted(connection, group.id)
            # A group that rests may have agreed to something there; this one has not.
            self._watches.put(connection, guild_id, channel_id, None)
            return group

        return await self._parts.storage.write(work)

    async def check_channel(self, guild_id: int, channel_id: int, *, but: int | None = None) -> None:
        """Refuse a channel that cannot be a group's.

        Raises:
            ChannelTaken, NoTextChannel, ChannelUnfit: which of them it is.
        """
        server = self._parts.servers.get(guild_id)
        taken = {group.channel_id for group in await self._roster.groups(guild_id) if group.id != but}
        if channel_id in taken or (server is not None and server.is_for_staff(channel_id)):
            raise ChannelTaken
        if self._parts.directory.channel_kind(guild_id, channel_id) != TEXT:
            raise NoTextChannel
        if lacking := self._parts.directory.lacking(guild_id, channel_id):
            raise ChannelUnfit(permissions=", ".join(lacking))

    async def change(
        self,
        group: Group,
        *,
        by: int,
        note: Note | None = None,
        along: Along | None = None,
        **values: Any,  # noqa: ANN401  each column has its own type
    ) -> Group:
        """Change a group as it was read, `by` whom (by Discord's id) the record says, unless `note` says more.

        `along` changes with it what a process that ends in between must not leave as it was: its plans.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
            CapacityUnreadable: outside of 2 to 100.
        """
        if values.get("capacity", CAPACITY) not in CAPACITY_RANGE:
            raise CapacityUnreadable
        about = ",".join((str(group.id), *sorted(values)))
        noted = note or await self._parts.audit.noting(group.guild_id, by, Act.GROUP_CHANGED, about=about)

        seats = await self._roster.seats(replace(group, role_id=values.get("role_id", group.role_id)))

        def work(connection: Connection) -> Group:
            changed = book.change(connection, group.id, group.version, **values)
            noted(connection)
            self._places.move_up(connection, changed, seats)
            if along is not None:
                along(connection, changed)
            if changed.channel_id != group.channel_id:
                self._carry_level(connection, group, changed)
                for hook in self._moved:
                    hook(connection, group.guild_id, group.channel_id, changed.channel_id)
            return changed

        return await self._parts.storage.write(work)

    def _carry_level(self, connection: Connection, before: Group, group: Group) -> None:
        """Bring what a group agreed to into its new channel: that is the group's, not the channel's."""
        if any(one.channel_id == before.channel_id for one in book.in_server(connection, group.guild_id)):
            # It rested meanwhile: what holds in its old channel, another group agreed to.
            self._watches.put(connection, group.guild_id, group.channel_id, None)
        else:
            self._watches.carry(connection, group.guild_id, before.channel_id, group.channel_id)

    async def set_facilitators(self, group: Group, users: list[int], *, by: int) -> Group:
        """Hand a group to these people; who facilitated before stays as a participant.

        Raises:
            NotAPerson: one of them is a bot.
            ChangedMeanwhile: somebody else changed the group since.
        """
        self._roster.check_people(group, users)
        noted = await self._parts.audit.noting(group.guild_id, by, Act.GROUP_FACILITATORS, about=group.id)
        persons = [await self._parts.people.person(user) for user in users]
        now, seats = self._parts.clock.now(), await self._roster.seats(group)

        def work(connection: Connection) -> Group:
            changed = book.change(connection, group.id, group.version)
            noted(connection)
            for one in book.people(connection, group.id):
                if one.role is Role.FACILITATOR and one.person_id not in persons:
                    book.prefer(connection, group.id, one.person_id, role=Role.PARTICIPANT)
            for person in persons:
                book.enter(connection, group.id, person, Role.FACILITATOR, now)
            book.note_unled(connection, group.id, None)
            self._places.move_up(connection, changed, seats)
            return changed

        return await self._parts.storage.write(work)

    async def agree(self, group: Group, level: Level, user_id: int) -> Group:
        """Write down what the group agreed that the bot reads, and who says so."""
        person = await self._parts.people.person(user_id)
        noted = self._parts.audit.by(group.guild_id, person, Act.GROUP_WATCH, about=f"{group.id},{level.value}")

        def along(connection: Connection, changed: Group) -> None:
            self._watches.put(connection, changed.guild_id, changed.channel_id, level)

        now = self._parts.clock.now()
        return await self.change(group, by=user_id, note=noted, along=along, agreed_by=person, agreed_at=now)
