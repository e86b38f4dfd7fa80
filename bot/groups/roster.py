"""Groups: made, changed, archived, joined and left, and who may do what in them."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from bot.audit import Act, Note
from bot.groups import book
from bot.groups.errors import (
    CapacityUnreadable,
    ChannelTaken,
    ChannelUnfit,
    MayNotMakeGroups,
    NoSuchGroup,
    NotAFacilitator,
)
from bot.groups.model import CAPACITY, Belonging, Group, Role
from bot.groups.waiting import WaitingList
from bot.messenger.plain import as_written
from bot.moderation.watch import Level, Watches
from bot.parts import Parts
from bot.texts import Speaker

CAPACITY_RANGE: Final = range(2, 101)
TEXT: Final = "text"


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of a wish to join."""

    role: Role
    before: Role | None


class Roster:
    """Who is in which group."""

    def __init__(self, parts: Parts, watches: Watches) -> None:
        """Work with the parts that every package shares."""
        self._parts = parts
        self._watches = watches
        self._joined: list[Callable[[Group], Awaitable[None]]] = []
        self._waiting = WaitingList(parts)

    # -- looking --------------------------------------------------------------------------------------------------

    async def get(self, guild_id: int, group_id: int) -> Group:
        """Return a group of a server.

        Raises:
            NoSuchGroup: it is not there, archived, or another server's.
        """
        group = await self._parts.storage.read(lambda connection: book.find(connection, group_id))
        if group.guild_id != guild_id or group.archived_at is not None:
            raise NoSuchGroup
        return group

    async def groups(self, guild_id: int, *, archived: bool = False) -> list[Group]:
        """Return a server's groups."""
        return await self._parts.storage.read(
            lambda connection: book.in_server(connection, guild_id, archived=archived)
        )

    async def people(self, group: Group) -> list[Belonging]:
        """Return everybody of a group, those who hold its role among them."""
        listed = await self._parts.storage.read(lambda connection: book.people(connection, group.id))
        known = {one.person_id for one in listed}
        for user in () if group.role_id is None else self._parts.directory.holders(group.guild_id, group.role_id):
            person = await self._parts.people.person(user)
            if person not in known:
                listed.append(_by_role(group, person))
        return [one for one in listed if self._is_here(group, one.person_id)]

    async def participants(self, group: Group) -> list[Belonging]:
        """Return those who are asked and invited."""
        return [one for one in await self.people(group) if one.role is Role.PARTICIPANT]

    async def belonging(self, group: Group, user_id: int) -> Belonging | None:
        """Return what somebody is in a group."""
        person = self._parts.people.known(user_id)
        member = self._parts.directory.member(group.guild_id, user_id)
        found = (
            None
            if person is None
            else await self._parts.storage.read(lambda connection: book.belonging(connection, group.id, person))
        )
        if found is None and member is not None and group.role_id in member.roles:
            return _by_role(group, await self._parts.people.person(user_id))
        return found

    async def of(self, guild_id: int, user_id: int) -> list[Group]:
        """Return the groups of a server that somebody takes part in or facilitates."""
        found = []
        for group in await self.groups(guild_id):
            one = await self.belonging(group, user_id)
            if one is not None and one.role is not Role.WAITING:
                found.append(group)
        return found

    async def facilitated(self, guild_id: int, user_id: int) -> list[Group]:
        """Return the groups that somebody may look after."""
        return [group for group in await self.groups(guild_id) if await self.facilitates(group, user_id)]

    async def facilitators(self, group: Group) -> list[int]:
        """Return the facilitators' Discord ids."""
        ids = [one.person_id for one in await self.people(group) if one.role is Role.FACILITATOR]
        return [user for person in ids if (user := self._parts.people.discord_id(person)) is not None]

    def level(self, group: Group) -> Level:
        """Return what the group agreed that the bot reads."""
        return self._watches.level(group.channel_id)

    def name(self, guild_id: int, user_id: int | None) -> str:
        """Return what somebody is called in a server, safe to show."""
        member = None if user_id is None else self._parts.directory.member(guild_id, user_id)
        return "…" if member is None else as_written(member.name)

    def name_of(self, group: Group, person_id: int | None) -> str:
        """Return what a person of a group is called there."""
        return self.name(group.guild_id, None if person_id is None else self._parts.people.discord_id(person_id))

    # -- who may --------------------------------------------------------------------------------------------------

    def may_make(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody may make groups: leads, administrators, and people with the facilitator role."""
        server, member = self._parts.servers.get(guild_id), self._parts.directory.member(guild_id, user_id)
        if server is None or member is None:
            return False
        return member.is_admin or bool({server.lead_role_id, server.facilitator_role_id} & member.roles)

    async def facilitates(self, group: Group, user_id: int) -> bool:
        """Say whether somebody may look after a group: its facilitators, leads, administrators."""
        server, member = self._parts.servers.get(group.guild_id), self._parts.directory.member(group.guild_id, user_id)
        if member is None:
            return False
        if member.is_admin or (server is not None and server.lead_role_id in member.roles):
            return True
        one = await self.belonging(group, user_id)
        return one is not None and one.role is Role.FACILITATOR

    async def for_facilitator(self, guild_id: int | None, group_id: int, user_id: int) -> Group:
        """Return a group to somebody who looks after it.

        Raises:
            NoSuchGroup, NotAFacilitator: which of the two it is.
        """
        group = await self.get(guild_id or 0, group_id)
        if not await self.facilitates(group, user_id):
            raise NotAFacilitator
        return group

    # -- changing -------------------------------------------------------------------------------------------------

    async def create(self, guild_id: int, user_id: int, *, name: str, channel_id: int) -> Group:
        """Make a group with its maker as facilitator.

        Raises:
            MayNotMakeGroups, ChannelTaken, ChannelUnfit: nothing was made.
        """
        server = self._parts.servers.get(guild_id)
        if server is None or not self.may_make(guild_id, user_id):
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
            return group

        return await self._parts.storage.write(work)

    async def check_channel(self, guild_id: int, channel_id: int, *, but: int | None = None) -> None:
        """Refuse a channel that cannot be a group's.

        Raises:
            ChannelTaken, ChannelUnfit: which of the two it is.
        """
        server = self._parts.servers.get(guild_id)
        taken = {group.channel_id for group in await self.groups(guild_id) if group.id != but}
        if channel_id in taken or (server is not None and channel_id in server.staff_channels):
            raise ChannelTaken
        if self._parts.directory.channel_kind(guild_id, channel_id) != TEXT:
            raise ChannelUnfit(permissions="")
        if lacking := self._parts.directory.lacking(guild_id, channel_id):
            raise ChannelUnfit(permissions=", ".join(lacking))

    async def change(
        self,
        group: Group,
        *,
        by: int | None = None,
        note: Note | None = None,
        **values: Any,  # noqa: ANN401  each column has its own type
    ) -> Group:
        """Change a group as it was read, `by` whom (by Discord's id) the record says, unless `note` says more.

        Raises:
            ChangedMeanwhile: somebody else changed it since.
            CapacityUnreadable: outside of 2 to 100.
        """
        if values.get("capacity", CAPACITY) not in CAPACITY_RANGE:
            raise CapacityUnreadable
        about = ",".join((str(group.id), *sorted(values)))
        noted = note or await self._parts.audit.noting(group.guild_id, by, Act.GROUP_CHANGED, about=about)

        gone = await self.gone(group)

        def work(connection: Connection) -> Group:
            changed = book.change(connection, group.id, group.version, **values)
            noted(connection)
            self._move_up(connection, changed, gone)
            return changed

        return await self._parts.storage.write(work)

    async def set_facilitators(self, group: Group, users: list[int], *, by: int) -> Group:
        """Hand a group to these people; who facilitated before stays as a participant."""
        noted = await self._parts.audit.noting(group.guild_id, by, Act.GROUP_FACILITATORS, about=group.id)
        persons = [await self._parts.people.person(user) for user in users]
        now = self._parts.clock.now()

        def work(connection: Connection) -> Group:
            changed = book.change(connection, group.id, group.version)
            noted(connection)
            for one in book.people(connection, group.id):
                if one.role is Role.FACILITATOR and one.person_id not in persons:
                    book.prefer(connection, group.id, one.person_id, role=Role.PARTICIPANT)
            for person in persons:
                book.enter(connection, group.id, person, Role.FACILITATOR, now)
            return changed

        return await self._parts.storage.write(work)

    async def agree(self, group: Group, level: Level, user_id: int) -> Group:
        """Write down what the group agreed that the bot reads, and who says so."""
        person = await self._parts.people.person(user_id)
        noted = self._parts.audit.by(group.guild_id, person, Act.GROUP_WATCH, about=f"{group.id},{level.value}")
        changed = await self.change(group, note=noted, agreed_by=person, agreed_at=self._parts.clock.now())
        await self._watches.agree(group.guild_id, group.channel_id, level)
        return changed

    async def archive(self, group: Group, *, archived: bool, by: int | None = None) -> Group:
        """Put a group to rest, or take it up again."""
        return await self.change(group, by=by, archived_at=self._parts.clock.now() if archived else None)

    # -- belonging ------------------------------------------------------------------------------------------------

    def when_joined(self, hook: Callable[[Group], Awaitable[None]]) -> None:
        """Call `hook` when somebody has come into a group."""
        self._joined.append(hook)

    async def join(self, group: Group, user_id: int) -> Joined:
        """Take somebody in, or onto the waiting list."""
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        held = len(await self.participants(group))
        before = await self.belonging(group, user_id)
        if before is not None and before.role is not Role.WAITING:
            return Joined(before.role, before.role)
        role = Role.PARTICIPANT if held < group.capacity else Role.WAITING
        await self._parts.storage.write(lambda connection: book.enter(connection, group.id, person, role, now))
        if role is not Role.WAITING:
            for hook in self._joined:
                await hook(group)
        return Joined(role, None if before is None else before.role)

    async def leave(self, group: Group, user_id: int) -> None:
        """Let somebody go, and have told who moves up."""
        person, gone = await self._parts.people.person(user_id), await self.gone(group)

        def work(connection: Connection) -> None:
            book.leave(connection, group.id, person)
            self._move_up(connection, group, gone)

        await self._parts.storage.write(work)

    async def make_room(self, guild_id: int) -> None:
        """Give the places of those who left a server to who waits for one."""
        for group in await self.groups(guild_id):
            gone = await self.gone(group)
            if gone:
                await self._parts.storage.write(partial(self._move_up, group=group, gone=gone))

    async def gone(self, group: Group) -> frozenset[int]:
        """Return those of a group who left its server; they hold no place."""
        listed = await self._parts.storage.read(lambda connection: book.people(connection, group.id))
        return frozenset(one.person_id for one in listed if not self._is_here(group, one.person_id))

    def _move_up(self, connection: Connection, group: Group, gone: frozenset[int]) -> None:
        while (moved := book.move_up(connection, group, gone)) is not None:
            self._waiting.tell_soon(connection, group, moved.person_id)

    async def prefer(self, group: Group, user_id: int, **values: Any) -> Belonging:  # noqa: ANN401
        """Keep what somebody chose for themselves; who only holds the role is entered by that."""
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()

        def work(connection: Connection) -> Belonging:
            if book.belonging(connection, group.id, person) is None:
                book.enter(connection, group.id, person, Role.PARTICIPANT, now)
            book.prefer(connection, group.id, person, **values)
            found = book.belonging(connection, group.id, person)
            if found is None:
                raise NoSuchGroup
            return found

        return await self._parts.storage.write(work)

    async def time_off(self, group: Group, user_id: int, until: datetime | None) -> Belonging:
        """Give somebody time off, or end it."""
        return await self.prefer(group, user_id, away_until=until)

    def speaker(self, group: Group) -> Speaker:
        """Return the speaker for what a group reads."""
        return self._parts.texts.speaker(group.locale)

    def _is_here(self, group: Group, person_id: int) -> bool:
        user = self._parts.people.discord_id(person_id)
        return user is not None and not self._parts.directory.absent(group.guild_id, user)


def _by_role(group: Group, person: int) -> Belonging:
    return Belonging(group.id, person, Role.PARTICIPANT, group.created_at, False, None, None, "none")  # noqa: FBT003
