"""Says to moderators at once that something keeps pages from going out as they should, and when it is well again."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from functools import partial
from typing import Any, Final

import structlog

from bot.messenger.message import Message
from bot.messenger.port import Lane, Sent
from bot.moderation.desk import Desk
from bot.servers import Server
from bot.texts import moment

AFTER: Final = 3.0  # seconds; a database that hiccups is no news
ASK_AGAIN: Final = 10.0  # seconds; of a keyring that does not answer: often nothing else asks it for hours
DATABASE: Final = "database"
KEYRING: Final = "keyring"
log = structlog.get_logger(__name__)


class Impairment:
    """Notices that the database or the keyring is away, or that a private channel cannot be used any more (DESIGN §3.5)."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`; the storage and the register of people tell when they stop and begin to answer."""
        self._desk = desk
        self._away: set[str] = set()
        self._since: datetime | None = None
        self._said: datetime | None = None
        self._timer: asyncio.TimerHandle | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        desk.storage.on_health = partial(self._heard, DATABASE)
        desk.people.tell_health(partial(self._heard, KEYRING))

    def _heard(self, store: str, healthy: bool) -> None:  # noqa: FBT001
        self._note(store, away=not healthy)
        if healthy:
            self._desk.cases.hurry()
            self._desk.agenda.look()
        elif store == KEYRING:
            self._start(self._ask_keyring())

    def database(self, *, away: bool) -> None:
        """Hear whether the database answers; said to every server a moment later, if it is still so."""
        self._note(DATABASE, away=away)

    def _note(self, store: str, *, away: bool) -> None:
        if away:
            self._away.add(store)
        else:
            self._away.discard(store)
        if bool(self._away) == (self._since is not None):
            return
        self._since = self._desk.now() if self._away else None
        if self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(AFTER, self._settle)

    async def _ask_keyring(self) -> None:
        while not await self._desk.people.answers():  # noqa: ASYNC110  (nothing else tells)
            await asyncio.sleep(ASK_AGAIN)

    async def channel(self, guild_id: int) -> None:
        """Tell every lead that the private channel of their server is gone or cannot be written to."""
        desk, server = self._desk, self._desk.server(guild_id)
        say = desk.texts.speaker(server.locale)
        log.error("alert_channel.unwritable", guild=guild_id)
        text = say("page-channel-broken", server=desk.directory.server_name(guild_id))
        await self._to_leads(server, text, key=f"channel:{guild_id}:{int(desk.now().timestamp())}")

    async def close(self) -> None:
        """Say nothing more."""
        if self._timer is not None:
            self._timer.cancel()
        for task in self._tasks:
            task.cancel()

    def _settle(self) -> None:
        self._timer = None
        if (self._since is not None) == (self._said is not None):
            return
        key, since = "database-away", self._since
        if since is None:
            key, since = "database-back", self._said
        assert since is not None
        self._said = self._since
        for server in self._desk.servers.all():
            if server.live:
                self._start(self._tell(server, key, since))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.get_running_loop().create_task(work, name="impairment")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _tell(self, server: Server, what: str, since: datetime) -> None:
        say = self._desk.texts.speaker(server.locale)
        if what == "database-away":
            text = say("impaired-database", since=moment(since, "t"))
        else:
            text = say("impaired-database-over", since=moment(since, "t"))
        key = f"{what}:{server.guild_id}:{int(since.timestamp())}"
        if server.alert_channel_id is not None:
            outcome = await self._desk.messenger.post(
                channel_id=server.alert_channel_id, message=Message(text), key=key, lane=Lane.URGENT
            )
            if isinstance(outcome, Sent):
                return
        await self._to_leads(server, text, key=key)

    async def _to_leads(self, server: Server, text: str, *, key: str) -> None:
        for lead in self._desk.oncall.duty(server.guild_id).leads:
            await self._desk.messenger.direct(
                user_id=lead, message=Message(text), key=f"{key}:{lead}", lane=Lane.URGENT
            )
