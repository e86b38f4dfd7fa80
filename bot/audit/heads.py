"""Once a day the end of the record is posted where leads read it, so that nobody can write it anew behind their backs."""

from datetime import UTC, datetime, time, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Agenda, Done, Job, RetryLater
from bot.audit import book
from bot.audit.audit import HOST, Audit
from bot.errors import StorageUnavailable
from bot.messenger.message import Message
from bot.messenger.port import Lane, Messenger, Sent, Transient, Unknown
from bot.servers import Server, Servers
from bot.storage import Storage
from bot.texts import Texts

HEADS_JOB: Final = "record.heads"
DAILY_AT: Final = time(9, 0, tzinfo=UTC)
AGAIN: Final = timedelta(hours=1)
MISSED_AFTER: Final = timedelta(days=2)  # one day that was missed is an outage; two are something to look at


class Heads:
    """Posts every server's code, and says so where a chain is broken."""

    def __init__(
        self, audit: Audit, *, storage: Storage, agenda: Agenda, messenger: Messenger, servers: Servers, texts: Texts
    ) -> None:
        """Register with the agenda; `start` plans the first day."""
        self._audit = audit
        self._storage = storage
        self._agenda = agenda
        self._messenger = messenger
        self._servers = servers
        self._texts = texts
        agenda.register(HEADS_JOB, self._run, misfire=ALWAYS, then=self._follow)

    async def unposted(self) -> tuple[int, datetime | None]:
        """Return in how many servers no code could be posted for days, and since when in the first of them.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        before, here = self._agenda.clock.now() - MISSED_AFTER, [server.guild_id for server in self._servers.all()]
        return await self._storage.read(lambda connection: book.unposted(connection, here, before))

    async def start(self) -> None:
        """Plan the next post."""
        await self._storage.write(self._plan)

    def _plan(self, connection: Connection) -> None:
        now = self._agenda.clock.now()
        today = datetime.combine(now.date(), DAILY_AT)
        due = today if today > now else today + timedelta(days=1)
        self._agenda.plan(connection, kind=HEADS_JOB, key=f"{HEADS_JOB}:{due.date().isoformat()}", due=due)

    def _follow(self, connection: Connection, _: Job) -> None:
        self._plan(connection)

    async def _run(self, job: Job) -> Done | RetryLater:
        day = job.key.rpartition(":")[2]
        try:
            outcomes = [await self._post(server, day) for server in self._servers.all()]
        except StorageUnavailable:
            return RetryLater(AGAIN, "record-reason-away")
        # What arrived is not posted twice: the messenger knows it by its key.
        return Done() if all(outcomes) else RetryLater(AGAIN, "record-reason-away")

    async def _post(self, server: Server, day: str) -> bool:
        if server.alert_channel_id is None:
            await self._note(server, posted=False)
            return True
        own, host = await self._audit.verify(server.guild_id), await self._audit.verify(HOST)
        say = self._texts.speaker(server.locale)
        broken = own.broken is not None or host.broken is not None
        text = say("record-head-broken" if broken else "record-head", count=own.lines, code=own.code, host=host.code)
        outcome = await self._messenger.post(
            channel_id=server.alert_channel_id,
            message=Message(text),
            key=f"{HEADS_JOB}:{server.guild_id}:{day}",
            lane=Lane.BULK,
        )
        await self._note(server, posted=isinstance(outcome, Sent))
        return not isinstance(outcome, Transient | Unknown)

    async def _note(self, server: Server, *, posted: bool) -> None:
        now = self._agenda.clock.now()
        await self._storage.write(lambda connection: book.note_posted(connection, server.guild_id, now, posted=posted))
