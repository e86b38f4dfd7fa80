"""Places that came free, in groups and at their meetings, given to who waits for them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from sqlalchemy import Connection

from bot.groups import book, meeting_book
from bot.groups.meeting_model import EXPECTED, Coming, Guest, MeetingState
from bot.groups.meeting_places import fill
from bot.groups.meetings import Meetings
from bot.groups.model import Belonging, Group, Role, Seats
from bot.groups.panel import Panel
from bot.groups.pieces import AT_ONCE
from bot.groups.places import Places
from bot.groups.roster import Roster
from bot.groups.unled import Unled
from bot.groups.upkeep import Upkeep
from bot.parts import Parts


class Seating:
    """Brings places in step with who is there: whoever left, laid a role down or was erased holds none.

    Done twice it changes nothing. It comes whenever somebody may have gone, and at each start, for nobody hears who goes meanwhile.
    """

    def __init__(
        self,
        parts: Parts,
        roster: Roster,
        places: Places,
        upkeep: Upkeep,
        meetings: Meetings,
        panel: Panel,
        unled: Unled,
    ) -> None:
        """Give places through `places` and `meetings`, and show them on cards; `unled` looks for who looks after a group."""
        self._parts = parts
        self._roster = roster
        self._places = places
        self._upkeep = upkeep
        self._meetings = meetings
        self._panel = panel
        self._unled = unled
        places.when_joined(self._of_group)

    async def everywhere(self) -> None:
        """Bring the places of every group in step, as at each start."""
        await self._look_through(await self._parts.storage.read(book.at_work))

    async def of_server(self, guild_id: int) -> None:
        """Bring the places of a server's groups in step."""
        await self._look_through(await self._roster.groups(guild_id))

    async def _look_through(self, groups: Sequence[Group]) -> None:
        """Look closely at those groups alone in which somebody waits or is gone: in most of many there is nothing to do."""
        for first in range(0, len(groups), AT_ONCE):
            some = groups[first : first + AT_ONCE]
            for group, found in zip(some, await self._parts.storage.read(partial(_whom, groups=some)), strict=True):
                taken = self._roster.taken(group, found.listed)
                gone = self._roster.gone(group, [*(one.person_id for one in found.listed), *found.guests])
                # At first nobody knows what a card says: it is as it was left, unless somebody is gone.
                shown = self._panel.says(group, -1 if gone else taken)
                led = any(one.role is Role.FACILITATOR and one.person_id not in gone for one in found.listed)
                known = led is (group.unled_since is None)
                if found.waits or shown != taken or not known or not gone.isdisjoint(found.guests):
                    await self._of_group(group)

    async def somebody_came(self, guild_id: int) -> None:
        """See whether a group that nobody looked after has its facilitator back."""
        for group in await self._parts.storage.read(partial(book.unled, guild_id=guild_id)):
            await self._unled.look(group)

    async def roles_changed(self, guild_id: int, user_id: int, changed: frozenset[int]) -> None:
        """Bring the groups in step whose participants' role somebody got or laid down.

        Who belonged by the role alone does not count on their meetings any more.
        """
        found = await self._parts.storage.read(partial(book.with_role, guild_id=guild_id, roles=changed))
        for group in found:
            if await self._roster.belonging(group, user_id) is None:
                await self._meetings.leave(guild_id, user_id, only=group.id)
            await self._of_group(group)

    async def change_role(self, group: Group, role_id: int | None, *, by: int) -> Group:
        """Give a group another participants' role, or none, `by` whom (by Discord's id) the record says.

        Who belonged by the former role alone does not count on its meetings any more, from the same transaction on.

        Raises:
            ChangedMeanwhile: somebody else changed the group since.
        """
        before = (await self._roster.seats(group)).by_role
        lost = before - (await self._roster.seats(replace(group, role_id=role_id))).by_role
        freed = list[int]()

        def along(connection: Connection, changed: Group) -> None:
            freed[:] = [
                meeting
                for person in sorted(lost)
                if book.belonging(connection, changed.id, person) is None
                for meeting in self._meetings.free(connection, groups=[changed.id], person=person)
            ]

        changed = await self._upkeep.change(group, by=by, along=along, role_id=role_id)
        self._meetings.show(freed)
        return changed

    async def _of_group(self, group: Group) -> None:
        seats = await self._roster.seats(group)
        (found,) = await self._parts.storage.read(partial(_whom, groups=[group]))
        gone = sorted(self._roster.gone(group, found.guests))
        if gone or found.waits:
            give = partial(self._give, group=group, seats=seats, gone=gone)
            self._meetings.show(await self._parts.storage.write(give))
        await self._panel.keep_up(group)
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


@dataclass(frozen=True, slots=True)
class _Found:
    """Who is on a group's list, who counts on a meeting to come or waits for a place there, and whether anybody waits at all."""

    listed: list[Belonging]
    guests: set[int]
    waits: bool


def _whom(connection: Connection, *, groups: Sequence[Group]) -> list[_Found]:
    coming: dict[int, list[Guest]] = {group.id: [] for group in groups}
    for session, meeting in meeting_book.in_state(connection, list(coming), (MeetingState.PLANNED,)):
        coming[session.group_id] += meeting_book.guests(connection, meeting.id)
    found = []
    for group in groups:
        listed, guests = book.people(connection, group.id), coming[group.id]
        counting = {one.person_id for one in guests if one.answer in (*EXPECTED, Coming.WAITING)}
        waits = any(one.role is Role.WAITING for one in listed) or any(one.answer is Coming.WAITING for one in guests)
        found.append(_Found(listed, counting, waits))
    return found
