"""One life of the process: the bot as `bot.app.assemble` puts it together, on the ports of the simulation, until it ends or is killed."""

import asyncio
from collections.abc import Coroutine
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from random import Random
from typing import Any
from unittest.mock import patch

import bot.app
from bot.app import Services, assemble
from bot.cogs.crisis import Crisis
from bot.cogs.listening import Listening
from bot.cogs.support import Support
from bot.settings import Settings
from bot.storage import Storage
from bot.storage.people import People
from bot.storage.worker import Worker
from tests.conftest import READERS
from tests.simulation.faults import Plan
from tests.simulation.gateway import Client, Press, message_of
from tests.simulation.loop import Loop
from tests.simulation.ports import FaultyMessenger, FaultyWorker
from tests.simulation.town import GUILD, Facts, Line, Town

MEMBERS = "members"


class Life:
    """A process: what it did is in the town and on disk, and what it meant to do is gone with it."""

    def __init__(self, town: Town, folder: Path, plan: Plan, random: Random, number: int) -> None:
        self.town, self.folder, self.plan, self.random, self.number = town, folder, plan, random, number
        self.loop = Loop(town.timeline)
        self.client = Client(town, lambda: self.cross("history"))
        self.services: Services | None = None
        self.dead = self.connected = self.working = False
        self.dies_in: int | None = None
        self.down = 5.0  # seconds until whoever runs the process has started it again
        self.steps_left: int | None = None
        self.busy_at = 0.0  # when it last did something at a port
        self.stores: list[Storage] = []
        self.presses: list[Press] = []
        self.broken: list[BaseException] = []
        self._tasks: set[asyncio.Task[Any]] = set()
        self._listening: Any = None

    # -- being killed ---------------------------------------------------------------------------------------------

    async def cross(self, where: str) -> None:
        """Leave the process here, or die here; what a dead one asks for is never answered."""
        self.busy_at = self.town.timeline.passed
        if not self.dead and self.dies_in is not None:
            self.dies_in -= 1
            if self.dies_in < 0:
                self.town.note(f"** killed at {where}")
                self.dead = True
        if self.dead:
            await self.loop.create_future()

    def end(self) -> None:
        """Let go of what the system takes back from a process."""
        self.dead = True
        for store in self.stores:
            for worker in (*store._writes._workers, *store._reads._workers):
                inner: Any = worker
                inner.worker._seat.close()
            if store._lock is not None:
                store._lock.release()
        self.stores.clear()

    # -- beginning ------------------------------------------------------------------------------------------------

    def start(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any]:
        """Do something as this process does it."""
        with self.loop.within():
            task = self.loop.create_task(self._guarded(coroutine))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task

    async def _guarded(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        try:
            return await coroutine
        except Exception as error:  # noqa: BLE001 - it is looked at afterwards
            self.broken.append(error)

    def settings(self) -> Settings:
        return Settings.load(
            {
                "DATABASE_URL": f"sqlite:///{self.folder / 'alongside.db'}",
                "VAR_DIR": str(self.folder),
                "MASTER_KEY_FILE": str(self.folder / "master.key"),
            }
        )

    async def begin(self) -> None:
        """Start as `AlongsideClient.setup_hook` does, and connect."""
        clock = self.town.timeline
        with house(self):
            self.services = services = await assemble(self.client, self.settings(), clock)  # type: ignore[arg-type]
        self.client.services = services
        await services.recovery.load()
        client: Any = self.client
        self._listening = Listening(client)
        Crisis(client)
        Support(client)
        services.agenda.hold(MEMBERS)
        self.loop.call_later(8.0, services.agenda.release, MEMBERS)
        services.recovery.afterwards(self._press_again)
        await services.recovery.begin()
        self.town.note(
            f"** life {self.number} has begun" + (" without its database" if services.recovery.degraded else "")
        )
        await asyncio.sleep(self.random.uniform(0.2, 2.0))
        await self.connect()

    async def connect(self) -> None:
        """A new session: nothing is replayed."""
        await self._listening.on_connect()
        self.connected = self.working = True
        self.town.note("   connected")
        await self._listening.on_guild_available(self.client.guild)
        await self._listening.on_ready()
        assert self.services is not None
        self.services.agenda.release(MEMBERS)
        await self._press_again()

    async def _press_again(self) -> None:
        assert self.services is not None
        await self.services.router.again(lambda _, token: self.town.followups[token])

    def disconnect(self) -> None:
        self.connected = False
        if self._listening is not None:
            self.start(self._listening.on_disconnect())

    async def stop(self) -> None:
        """End as an operator's restart does."""
        if self.services is not None:
            self._listening._catch_up.stop()
            await self.services.close()
            self.town.note("** stopped")
        self.dead = True

    # -- what Discord tells it ------------------------------------------------------------------------------------

    def hear(self, line: Line) -> None:
        message = message_of(line, self.client.guild.channel(line.channel_id))
        for hearer in self.client.hearers:
            self.start(hearer(message))

    def press(self, press: Press) -> None:
        assert self.services is not None
        self.presses.append(press)
        press.begun = self.town.timeline.passed
        self.start(self.services.router.dispatch(press.interaction(self.town)))


@cache
def once() -> None:
    """Read what comes with the bot once for all lives."""
    for room, reader in READERS:
        setattr(room, reader, cache(getattr(room, reader)))


def house(life: Life) -> ExitStack:
    """Have `bot.app.assemble` build on the ports of a life; everything else is as it is shipped."""
    once()

    def around(store: str) -> Any:
        def wrap(worker: Worker) -> Worker:
            return FaultyWorker(worker, store, life.plan, life.town, life.random, life)

        return wrap

    class Database:
        @staticmethod
        async def open(url: str, **more: Any) -> Storage:
            storage = await Storage.open(url, **more, inline=True, around=around("main"))
            life.stores.append(storage)
            return storage

    class Register:
        @staticmethod
        async def open(storage: Storage, **more: Any) -> People:
            people = await People.open(storage, **more, inline=True, around=around("keyring"))
            life.stores.append(people._register)
            return people

    def messenger(_: Any, *, directs: Any, **__: Any) -> Any:
        return FaultyMessenger(life.town, life.plan, life.random, life, directs)

    stack = ExitStack()
    for name, made in (
        ("Storage", Database),
        ("People", Register),
        ("DiscordMessenger", messenger),
        ("CachedDirectory", lambda _: Facts()),
    ):
        stack.enter_context(patch.object(bot.app, name, made))
    return stack


async def settle(life: Life) -> None:
    """Write into the database what set-up would have, before anything happens."""
    from bot.audit import nobody
    from bot.servers import Ages
    from tests.simulation import town as it

    assert life.services is not None
    services, clock = life.services, life.town.timeline
    await services.servers.save(
        GUILD,
        zone="UTC",
        locale="en",
        country="GB",
        ages=Ages.ADULTS,
        alert_channel_id=it.ALERTS,
        support_channel_id=it.SUPPORT,
        facilitators_channel_id=it.FACILITATORS,
        participant_role_id=it.PARTICIPANT,
        facilitator_role_id=it.FACILITATOR,
        oncall_role_id=it.ONCALL,
        lead_role_id=it.LEAD,
        announced_at=clock.now(),
        live=True,
    )
    for user in it.STAFF:
        if user != it.LEA:
            await services.oncall.join(GUILD, user)
            await services.oncall.answered(GUILD, user)
    for user in it.LAST_RESORTS:
        await services.oncall.last_resort(GUILD, user, wake=True)
    group = await services.groups.upkeep.create(GUILD, it.FAY, name="Tuesday", channel_id=it.ROOM)
    for number, when in enumerate(it.ASKED_AT):
        kept = await services.groups.checkins.propose(
            group, question=f"How are you, {number}?", rhythm="daily", when=when, until=""
        )
        await services.groups.checkins.save(kept, nobody)
