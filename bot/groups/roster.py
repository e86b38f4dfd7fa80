"""Who is in which group, and who may do what there."""

from collections.abc import Iterable

from sqlalchemy import Connection

from bot.groups import book
from bot.groups.errors import GroupAtRest, NoSuchGroup, NotAFacilitator, NotAPerson
from bot.groups.model import Belonging, Group, Role, Seats
from bot.messenger.plain import as_written
from bot.moderation.watch import Level, Watches
from bot.parts import Parts
from bot.texts import Speaker


class Roster:
    """Who is in which group."""

    def __init__(self, parts: Parts, watches: Watches) -> None:
        """Work with the parts that every package shares."""
        self._parts = parts
        self._watches = watches

    # -- looking --------------------------------------------------------------------------------------------------

    async def get(self, guild_id: int, group_id: int, *, at_rest: bool = False) -> Group:
        """Return a group of a server; one that is archived only to who asks for one `at_rest` as well, to look at it.

        Raises:
            NoSuchGroup, GroupAtRest: it is not there, another server's, or archived.
        """
        group = await self._parts.storage.read(lambda connection: book.find(connection, group_id))
        if group.guild_id != guild_id:
            raise NoSuchGroup
        if group.archived_at is not None and not at_rest:
            raise GroupAtRest(group=as_written(group.name))
        return group

    async def groups(self, guild_id: int, *, archived: bool = False) -> list[Group]:
        """Return a server's groups."""
        return await self._parts.storage.read(
            lambda connection: book.in_server(connection, guild_id, archived=archived)
        )

    async def people(self, group: Group) -> list[Belonging]:
        """Return everybody of a group, those who hold its role among them."""
        return await self.present(
            group, await self._parts.storage.read(lambda connection: book.people(connection, group.id))
        )

    async def present(self, group: Group, listed: list[Belonging]) -> list[Belonging]:
        """Return those on a group's list, and those who hold its role, who are in its server."""
        known = {one.person_id for one in listed}
        listed = [*listed, *(_by_role(group, person) for person in await self._holders(group) if person not in known)]
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

    async def standing(self, guild_id: int, user_id: int) -> frozenset[int]:
        """Return the numbers of the groups that somebody takes part in or facilitates. Reads only: nobody becomes known by it."""
        person = self._parts.people.known(user_id)
        member = self._parts.directory.member(guild_id, user_id)
        roles = frozenset[int]() if member is None else member.roles

        def read(connection: Connection) -> frozenset[int]:
            found = set()
            for group in book.in_server(connection, guild_id):
                one = None if person is None else book.belonging(connection, group.id, person)
                if group.role_id in roles if one is None else one.role is not Role.WAITING:
                    found.add(group.id)
            return frozenset(found)

        return await self._parts.storage.read(read)

    async def facilitated(self, guild_id: int, user_id: int, *, archived: bool = False) -> list[Group]:
        """Return the groups that somebody may look after, those at work unless the archived are asked for."""
        found = await self.groups(guild_id, archived=archived)
        return [group for group in found if await self.facilitates(group, user_id)]

    async def users(self, group: Group) -> frozenset[int]:
        """Return the Discord ids of everybody of a group."""
        known = (self._parts.people.discord_id(one.person_id) for one in await self.people(group))
        return frozenset(user for user in known if user is not None)

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

    def named(self, people: Iterable[int | None]) -> frozenset[int]:
        """Return the Discord ids of people whom a message names, for `Message.about`."""
        ids = (None if person is None else self._parts.people.discord_id(person) for person in people)
        return frozenset(user for user in ids if user is not None)

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

    def check_people(self, group: Group, users: Iterable[int]) -> None:
        """Refuse bots: a group and its meetings are looked after by people.

        Raises:
            NotAPerson: one of them is a bot.
        """
        for user in users:
            member = self._parts.directory.member(group.guild_id, user)
            if member is not None and member.is_bot:
                raise NotAPerson(name=as_written(member.name))

    async def for_reader(self, guild_id: int | None, group_id: int, user_id: int) -> Group:
        """Return a group, also one at rest, to one of its facilitators, who alone read what people shared with them.

        Raises:
            NoSuchGroup, NotAFacilitator: which of them it is; a lead has to be made a facilitator first.
        """
        group = await self.get(guild_id or 0, group_id, at_rest=True)
        one = await self.belonging(group, user_id)
        if one is None or one.role is not Role.FACILITATOR:
            raise NotAFacilitator
        return group

    async def for_facilitator(
        self, guild_id: int | None, group_id: int, user_id: int, *, at_rest: bool = False
    ) -> Group:
        """Return a group to somebody who looks after it; one `at_rest` only for looking, for nothing is changed there.

        Raises:
            NoSuchGroup, GroupAtRest, NotAFacilitator: which of them it is.
        """
        group = await self.get(guild_id or 0, group_id, at_rest=at_rest)
        if not await self.facilitates(group, user_id):
            raise NotAFacilitator
        return group

    async def seats(self, group: Group) -> Seats:
        """Return what decides, beside a group's list, how many places are taken."""
        listed = await self._parts.storage.read(lambda connection: book.people(connection, group.id))
        gone = self.gone(group, [one.person_id for one in listed])
        return Seats(gone, frozenset(await self._holders(group)))

    def gone(self, group: Group, persons: Iterable[int]) -> frozenset[int]:
        """Return which of some persons are certainly not in a group's server any more."""
        return frozenset(person for person in persons if not self._is_here(group, person))

    def taken(self, group: Group, listed: Iterable[Belonging]) -> int:
        """Return how many places of a group are taken, by those on its list and by who holds its role; asks for nothing."""
        roles = {one.person_id: one.role for one in listed}
        holders = () if group.role_id is None else self._parts.directory.holders(group.guild_id, group.role_id)
        by_role = sum(self._parts.people.known(user) not in roles for user in holders)
        here = set(roles) - self.gone(group, roles)
        return by_role + sum(roles[person] is Role.PARTICIPANT for person in here)

    async def _holders(self, group: Group) -> list[int]:
        """Return the persons who hold a group's role."""
        if group.role_id is None:
            return []
        users = self._parts.directory.holders(group.guild_id, group.role_id)
        return [await self._parts.people.person(user) for user in users]

    def speaker(self, group: Group) -> Speaker:
        """Return the speaker for what a group reads."""
        return self._parts.texts.speaker(group.locale)

    def _is_here(self, group: Group, person_id: int) -> bool:
        user = self._parts.people.discord_id(person_id)
        return user is not None and not self._parts.directory.absent(group.guild_id, user)


def _by_role(group: Group, person: int) -> Belonging:
    return Belonging(group.id, person, Role.PARTICIPANT, group.created_at, False, None, None, "none")  # noqa: FBT003
