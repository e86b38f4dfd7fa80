"""Groups that nobody looks after any more: the leads hear of it, once."""

from datetime import timedelta
from typing import Final

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


class Unled:
    """Notices that the last facilitator of a group has left its server."""

    def __init__(self, parts: Parts, roster: Roster, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._staff = staff
        self._noticed: set[tuple[int, int]] = set()
        parts.agenda.register(UNLED, self._tell, misfire=Drop(timedelta(days=7)))

    async def look(self, group: Group) -> None:
        """Have the leads told if nobody facilitates a group: once for each time that somebody was chosen."""
        chosen = group.id, group.version
        if chosen in self._noticed or await self._roster.facilitators(group):
            return
        self._noticed.add(chosen)
        await self._parts.storage.write(
            lambda connection: self._parts.agenda.plan(
                connection,
                kind=UNLED,
                key=f"{UNLED}:{group.id}:{group.version}",
                due=waking(self._parts.clock.now(), group.zone),
                payload={"group": group.id},
            )
        )

    async def _tell(self, job: Job) -> Ending:
        group = await self._parts.storage.read(lambda connection: book.find(connection, job.number("group")))
        if group.archived_at is not None or await self._roster.facilitators(group):
            return Done()
        say = self._roster.speaker(group)
        text = say("group-unled", group=as_written(group.name), channel=f"<#{group.channel_id}>")
        button = Button(say("panel-button-edit"), button_id("panel", "edit", group.id), style="primary")
        posted = await self._staff.post(group, Message(text, rows=((button,),)), key=job.key)
        if isinstance(posted, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        if not isinstance(posted, Sent):
            text += "\n" + say("group-unled-command")
        sent = [
            await self._parts.messenger.direct(
                user_id=lead, message=Message(text), key=f"{job.key}:{lead}", lane=Lane.BULK, zone=clock_of(group.zone)
            )
            for lead in self._leads(group)
        ]
        return RetryLater(AGAIN, TRANSIENT) if any(isinstance(one, Transient) for one in sent) else Done()

    def _leads(self, group: Group) -> tuple[int, ...]:
        server = self._parts.servers.get(group.guild_id)
        if server is None or server.lead_role_id is None:
            return ()
        return self._parts.directory.holders(group.guild_id, server.lead_role_id)
