"""Notices when nobody is on call, and says so at once; whoever comes on shift hears of cases that still wait."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta
from itertools import count
from typing import Final

import structlog
from sqlalchemy import Connection, delete, insert, select

from bot.agenda import ALWAYS, Backoff, Done, Job, RetryLater
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Sent, Transient, Unknown
from bot.moderation.desk import Desk
from bot.moderation.incident import State
from bot.moderation.paging import Paging
from bot.moderation.tables import gaps
from bot.servers import Server
from bot.texts import moment

COVERAGE_JOB: Final = "oncall.coverage"
# With a shift that begins within this time the gap was meant, so nobody is rung for it.
MEANT_WITHIN: Final = timedelta(hours=24)
STUBBORN: Final = Backoff(first=timedelta(seconds=2), longest=timedelta(minutes=1), tries=10_000)
SOON: Final = RetryLater(timedelta(seconds=10), "agenda-reason-failed")

log = structlog.get_logger(__name__)


class Coverage:
    """Looks who is on call whenever that may have changed (DESIGN §3.5)."""

    def __init__(
        self, desk: Desk, paging: Paging, *, token_bytes: Callable[[int], bytes] = secrets.token_bytes
    ) -> None:
        """Work at `desk`; cases that wait are paged through `paging`."""
        self._desk = desk
        self._run, self._looks = token_bytes(6).hex(), count()
        self._looking: set[int] = set()
        self._paging = paging
        desk.agenda.register(COVERAGE_JOB, self._on_look, misfire=ALWAYS, urgent=True, backoff=STUBBORN)
        desk.oncall.changed = self.look

    async def start(self) -> None:
        """Look at every server soon after each start."""

        def work(connection: Connection) -> None:
            for server in self._desk.servers.all():
                self.look(connection, server.guild_id)

        await self._desk.storage.write(work)

    async def noticed(self, guild_id: int) -> None:
        """Look at a server now: it went live, or somebody left it or lost a role."""
        await self._desk.storage.write(lambda connection: self.look(connection, guild_id))

    def look(self, connection: Connection, guild_id: int) -> None:
        """Plan a look at a server at once, in the transaction that changed who is on call."""
        self._plan(connection, guild_id, self._desk.now())

    def _plan(self, connection: Connection, guild_id: int, at: datetime) -> None:
        key = f"{COVERAGE_JOB}:{guild_id}:{self._run}:{next(self._looks)}"
        self._desk.agenda.plan(connection, kind=COVERAGE_JOB, key=key, due=at, payload={"guild": guild_id})

    async def _on_look(self, job: Job) -> Done | RetryLater:
        guild_id = job.number("guild")
        if guild_id in self._looking:  # two looks at once would both find that nothing was said yet
            return SOON
        self._looking.add(guild_id)
        try:
            return Done() if await self._settle(guild_id, job) else SOON
        finally:
            self._looking.discard(guild_id)

    async def _settle(self, guild_id: int, job: Job) -> bool:
        desk, server = self._desk, self._desk.servers.get(guild_id)
        running = server is not None and server.live
        on_shift = desk.oncall.duty(guild_id).on_shift if running else ()
        known = await desk.storage.read(lambda connection: _open(connection, guild_id))
        if on_shift:
            settled = await self._tell_of_cases(guild_id)
        elif server is not None and running and not known:
            settled = await self._say(server, job)
        else:
            settled = True
        if not settled:
            return False

        def write(connection: Connection) -> None:
            if on_shift or not running:
                connection.execute(delete(gaps).where(gaps.c.guild_id == guild_id))
            elif not known:
                connection.execute(insert(gaps).values(guild_id=guild_id, since=desk.now()))
            edge = desk.oncall.next_edge(guild_id)
            if edge is not None and running:
                self._plan(connection, guild_id, edge)

        await desk.storage.write(write, urgent=True)
        return True

    async def _say(self, server: Server, job: Job) -> bool:
        """Say in the private channel that nobody is on call; where it cannot be written to, to every lead."""
        desk, say = self._desk, self._desk.texts.speaker(server.locale)
        back, leads = desk.oncall.back_at(server.guild_id), desk.oncall.duty(server.guild_id).leads
        ring = frozenset() if back is not None and back - desk.now() <= MEANT_WITHIN else frozenset(leads)
        content = say("oncall-gap", server=desk.directory.server_name(server.guild_id))
        content += "\n" + (say("oncall-gap-until", back=moment(back, "f")) if back else say("oncall-gap-open"))
        take = Button(say("button-take-shift"), button_id("duty", "take", server.guild_id), style="primary")
        log.warning("oncall.uncovered", guild=server.guild_id)
        if server.alert_channel_id is not None:
            called = " ".join(f"<@{user}>" for user in sorted(ring))
            message = Message(f"{called} {content}".strip(), rows=((take,),), mentions=ring)
            outcome = await desk.messenger.post(
                channel_id=server.alert_channel_id, message=message, key=f"gap:{job.key}", lane=Lane.URGENT
            )
            if isinstance(outcome, Sent | Transient | Unknown):
                return isinstance(outcome, Sent)
        outcomes = [
            await desk.messenger.direct(
                user_id=user,
                message=Message(content, rows=((take,),)),
                key=f"gap:{job.key}:{user}",
                lane=Lane.URGENT,
            )
            for user in leads
        ]
        return not any(isinstance(outcome, Transient | Unknown) for outcome in outcomes)

    async def _tell_of_cases(self, guild_id: int) -> bool:
        """Page whoever is on shift and has not heard of a case that nobody took yet; true when that is settled."""
        waiting = [one for one in self._desk.cases.open_in(guild_id) if one.state is State.PAGING]
        return all([await self._paging.catch_up(incident) for incident in waiting])


def _open(connection: Connection, guild_id: int) -> bool:
    return connection.execute(select(gaps.c.since).where(gaps.c.guild_id == guild_id)).first() is not None
