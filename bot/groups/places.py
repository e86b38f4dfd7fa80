"""Who holds a place in a group: joined, left, waiting for one, and what each chose for themselves."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.groups import book, checkin_book
from bot.groups.errors import LastFacilitator, NoSuchGroup
from bot.groups.hours import waking
from bot.groups.letters import write_to
from bot.groups.model import Belonging, Group, Role, Seats
from bot.groups.roster import Roster
from bot.groups.troubles import TRANSIENT, reason_of
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Left, Sent, Transient
from bot.parts import Parts

MOVED_UP: Final = "group-moved-up"


@dataclass(frozen=True, slots=True)
class Joined:
    """What came of a wish to join."""

    role: Role
    before: Role | None


class Places:
    """Gives places and takes them back; who moves up from the waiting list is told, in the morning if it is night."""

    def __init__(self, parts: Parts, roster: Roster) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._joined: list[Callable[[Group], Awaitable[None]]] = []
        parts.agenda.register(MOVED_UP, self._tell_moved_up, misfire=ALWAYS)

    def when_joined(self, hook: Callable[[Group], Awaitable[None]]) -> None:
        """Call `hook` when somebody has come into a group."""
        self._joined.append(hook)

    async def join(self, group: Group, user_id: int) -> Joined:
        """Take somebody in, or onto the waiting list."""
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        seats = await self._roster.seats(group)
        before = await self._roster.belonging(group, user_id)
        if before is not None and before.role is not Role.WAITING:
            return Joined(before.role, before.role)

        def work(connection: Connection) -> Joined:
            # Looked at once more: a press that was made twice must not take the place that the first one got.
            known = book.belonging(connection, group.id, person)
            if known is not None and known.role is not Role.WAITING:
                return Joined(known.role, known.role)
            free = book.count(connection, group.id, seats) < group.capacity
            role = Role.PARTICIPANT if free else Role.WAITING
            book.enter(connection, group.id, person, role, now)
            return Joined(role, None if known is None else known.role)

        joined = await self._parts.storage.write(work)
        if joined.role is not Role.WAITING and joined.role is not joined.before:
            await self.welcomed(group)
        return joined

    async def welcomed(self, group: Group) -> None:
        """Do what is done whenever somebody has come into a group."""
        for hook in self._joined:
            await hook(group)

    async def leave(self, group: Group, user_id: int, *, along: Callable[[Connection], None] | None = None) -> None:
        """Let somebody go, with what `along` takes back of theirs, and have told who moves up.

        Raises:
            LastFacilitator: nobody would look after the group.
        """
        person, seats = await self._parts.people.person(user_id), await self._roster.seats(group)
        if await self._roster.facilitators(group) == [user_id]:
            raise LastFacilitator

        def work(connection: Connection) -> None:
            book.leave(connection, group.id, person)
            self._ask_no_more(connection, group, person)
            if along is not None:
                along(connection)
            self.move_up(connection, group, seats)

        await self._parts.storage.write(work)

    async def depart(self, guild_id: int, user_id: int) -> None:
        """Ask somebody who left a server nothing privately any more, and have them wait for no place in its groups."""
        person = self._parts.people.known(user_id)
        if person is None:
            return
        groups = [one for rests in (False, True) for one in await self._roster.groups(guild_id, archived=rests)]

        def work(connection: Connection) -> None:
            for group in groups:
                self._ask_no_more(connection, group, person)
                one = book.belonging(connection, group.id, person)
                if one is not None and one.role is Role.WAITING:
                    book.leave(connection, group.id, person)

        await self._parts.storage.write(work)

    async def come_back(self, guild_id: int, user_id: int) -> None:
        """Count nothing as missed that came while somebody was not in a server."""
        person, now = self._parts.people.known(user_id), self._parts.clock.now()
        if person is None:
            return
        groups = await self._roster.groups(guild_id)

        def work(connection: Connection) -> None:
            for group in groups:
                one = book.belonging(connection, group.id, person)
                if one is not None and not one.away(now):
                    book.prefer(connection, group.id, person, away_until=now)

        await self._parts.storage.write(work)

    def _ask_no_more(self, connection: Connection, group: Group, person: int) -> None:
        for series in checkin_book.unsubscribe_everywhere(connection, group.id, person):
            self._parts.agenda.cancel_prefix(connection, series + KEY_MARK)

    def move_up(self, connection: Connection, group: Group, seats: Seats) -> None:
        """Give every free place to who waits, and plan to tell them in the same transaction."""
        now = self._parts.clock.now()
        while (moved := book.move_up(connection, group, seats, now)) is not None:
            self._parts.agenda.plan(
                connection,
                kind=MOVED_UP,
                key=f"{MOVED_UP}:{group.id}:{moved.person_id}:{int(now.timestamp())}",
                due=waking(now, group.zone),
                payload={"group": group.id, "person": moved.person_id},
            )

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
        """Give somebody time off, or end it now."""
        return await self.prefer(group, user_id, away_until=until or self._parts.clock.now())

    async def _tell_moved_up(self, job: Job) -> Ending:
        def look(connection: Connection) -> tuple[Group, Belonging | None]:
            group = book.find(connection, job.number("group"))
            return group, book.belonging(connection, group.id, job.number("person"))

        group, one = await self._parts.storage.read(look)
        if one is None or one.role is Role.WAITING or group.archived_at is not None:
            return Done()  # they thought better of it, or nobody meets there now
        text = self._roster.speaker(group)(
            "group-moved-up", group=as_written(group.name), channel=f"<#{group.channel_id}>"
        )
        # They asked to be told, so it counts as an answer.
        outcome = await write_to(self._parts, group, job.number("person"), Message(text), key=job.key, rationed=False)
        if isinstance(outcome, Transient):
            return RetryLater(timedelta(minutes=5), TRANSIENT)
        return Done() if isinstance(outcome, Sent | Left) else GiveUp(reason_of(outcome))
