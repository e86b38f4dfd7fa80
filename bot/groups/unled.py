"""Groups that nobody looks after any more: the leads hear of it, once for each time."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Done, Drop, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups import book
from bot.groups.hours import clock_of, waking
from bot.groups.model import Group
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Sent, Transient
from bot.parts import Parts

UNLED: Final = "group-unled"
MOST: Final = 5
"""Groups that the message names: so many buttons stand in a row."""

TOGETHER: Final = timedelta(minutes=2)
"""Within this time what is noticed is told together: whoever looked after many groups leaves all of them at once."""


class Unled:
    """Notices that the last facilitator of a group has left its server."""

    def __init__(self, parts: Parts, roster: Roster, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._staff = staff
        parts.agenda.register(UNLED, self._tell, misfire=Drop(timedelta(days=7)))

    async def look(self, group: Group) -> None:
        """Have the leads told if nobody facilitates a group; once somebody does, the next time counts anew."""
        unled = not await self._roster.facilitators(group)
        if unled is (group.unled_since is not None):
            return
        now = self._parts.clock.now()
        await self._parts.storage.write(partial(self._note, group=group, since=now if unled else None))

    def _note(self, connection: Connection, *, group: Group, since: datetime | None) -> None:
        if (book.find(connection, group.id).unled_since is None) is (since is None):
            return
        book.note_unled(connection, group.id, since)
        if since is not None:
            due = waking(since.replace(second=0, microsecond=0) + TOGETHER, group.zone)
            self._parts.agenda.plan(
                connection,
                kind=UNLED,
                key=f"{UNLED}:{group.guild_id}:{due:%Y%m%dT%H%M}",
                due=due,
                payload={"guild": group.guild_id},
            )

    async def _tell(self, job: Job) -> Ending:
        """Tell of all that nobody told of yet in one message, in the facilitators' channel and to each lead privately."""
        told = partial(book.tell_unled, guild_id=job.number("guild"), by=job.key)
        groups = [one for one in await self._parts.storage.write(told) if not await self._roster.facilitators(one)]
        if not groups:
            return Done()
        first, named = groups[0], groups[:MOST]
        say = self._roster.speaker(first)
        lines = [f"- {as_written(one.name)} (<#{one.channel_id}>)" for one in named]
        if more := len(groups) - len(named):
            lines.append("- " + say("group-unled-more", count=more))
        text = say("group-unled", count=len(groups), groups="\n".join(lines))
        one_way = say("panel-button-edit") if len(groups) == 1 else None
        buttons = tuple(
            Button(one_way or as_written(one.name), button_id("panel", "edit", one.id), style="primary")
            for one in named
        )
        posted = await self._staff.post(first, Message(text, rows=(buttons,)), key=job.key)
        if isinstance(posted, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if not isinstance(posted, Sent):
            text += "\n" + say("group-unled-command")
        sent = [
            await self._parts.messenger.direct(
                user_id=lead, message=Message(text), key=f"{job.key}:{lead}", lane=Lane.BULK, zone=clock_of(first.zone)
            )
            for lead in self._leads(first)
        ]
        return RetryLater(AGAIN, TRANSIENT) if any(isinstance(one, Transient) for one in sent) else Done()

    def _leads(self, group: Group) -> tuple[int, ...]:
        server = self._parts.servers.get(group.guild_id)
        if server is None or server.lead_role_id is None:
            return ()
        return self._parts.directory.holders(group.guild_id, server.lead_role_id)
