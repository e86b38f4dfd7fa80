"""Places that came free, in groups and at their meetings, given to who waits for them."""

from collections.abc import Iterable
from functools import partial

from sqlalchemy import Connection

from bot.groups import book, meeting_book
from bot.groups.meeting_model import EXPECTED, Coming, MeetingState
from bot.groups.meeting_places import fill
from bot.groups.meetings import Meetings
from bot.groups.model import Group, Role, Seats
from bot.groups.panel import Panel
from bot.groups.places import Places
from bot.groups.roster import Roster
from bot.groups.unled import Unled
from bot.parts import Parts


class Seating:
    """Brings places in step with who is there: whoever left, laid a role down or was erased holds none.

    Done twice it changes nothing. It comes whenever somebody may have gone, and at each start, for nobody hears who goes meanwhile.
    """

    def __init__(
        self, parts: Parts, roster: Roster, places: Places, meetings: Meetings, panel: Panel, unled: Unled
    ) -> None:
        """Give places through `places` and `meetings`, and show them on cards; `unled` looks for who looks after a group."""
        self._parts = parts
        self._roster = roster
        self._places = places
        self._meetings = meetings
        self._panel = panel
        self._unled = unled
        self._taken: dict[int, int] = {}  # by group, as its card says
        places.when_joined(self._of_group)

    async def everywhere(self) -> None:
        """Bring the places of every server in step, as at each start: a card is as it was left, unless somebody is gone."""
        for server in self._parts.servers.all():
            for group in await self._roster.groups(server.guild_id):
                if not (await self._roster.seats(group)).gone:
                    self._taken.setdefault(group.id, len(await self._roster.participants(group)))
                await self._of_group(group)

    async def of_server(self, guild_id: int) -> None:
        """Bring the places of a server's groups in step."""
        for group in await self._roster.groups(guild_id):
            await self._of_group(group)

    async def roles_changed(self, guild_id: int, user_id: int, changed: frozenset[int]) -> None:
        """Bring the groups in step whose participants' role somebody got or laid down.

        Who belonged by the role alone does not count on their meetings any more.
        """
        for group in await self._roster.groups(guild_id):
            if group.role_id in changed:
                if await self._roster.belonging(group, user_id) is None:
                    await self._meetings.leave(guild_id, user_id, only=group.id)
                await self._of_group(group)

    async def _of_group(self, group: Group) -> None:
        seats = await self._roster.seats(group)
        gone = await self._gone_guests(group)
        waits: bool = await self._parts.storage.read(partial(_waits, group=group))
        if gone or waits:
            self._meetings.show(
                await self._parts.storage.write(partial(self._give, group=group, seats=seats, gone=gone))
            )
        taken = len(await self._roster.participants(group))
        if taken != self._taken.get(group.id):
            self._panel.renew(group)
        self._taken[group.id] = taken
        await self._unled.look(group)

    def _give(self, connection: Connection, *, group: Group, seats: Seats, gone: Iterable[int]) -> list[int]:
        """Give what is free; return the meetings in which something changed."""
        changed = {
            meeting for person in gone for meeting in self._meetings.free(connection, groups=[group.id], person=person)
        }
        self._places.move_up(connection, group, seats)
        now = self._parts.clock.now()
        for session, meeting in meeting_book.in_state(connection, [group.id], (MeetingState.PLANNED,)):
            if fill(self._parts.agenda, connection, session, meeting, now):
                changed.add(meeting.id)
        return sorted(changed)

    async def _gone_guests(self, group: Group) -> list[int]:
        """Return who counts on a meeting of a group, or waits for a place there, and is not in its server any more."""

        def work(connection: Connection) -> set[int]:
            coming = meeting_book.in_state(connection, [group.id], (MeetingState.PLANNED,))
            return {
                guest.person_id
                for _, meeting in coming
                for guest in meeting_book.guests(connection, meeting.id)
                if guest.answer in (*EXPECTED, Coming.WAITING)
            }

        return sorted(self._roster.gone(group, await self._parts.storage.read(work)))


def _waits(connection: Connection, *, group: Group) -> bool:
    """Say whether somebody waits for a place in a group or at a meeting of it."""
    return any(one.role is Role.WAITING for one in book.people(connection, group.id)) or any(
        guest.answer is Coming.WAITING
        for _, meeting in meeting_book.in_state(connection, [group.id], (MeetingState.PLANNED,))
        for guest in meeting_book.guests(connection, meeting.id)
    )
