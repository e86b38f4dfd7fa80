"""Groups on a real database, with a messenger in memory and a loop whose time passes at once."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

from bot.agenda import Agenda
from bot.groups.feature import Groups
from bot.groups.model import CheckIn, Group
from bot.messenger.calendar import Entry
from bot.messenger.fake import FakeMessenger, Posted
from bot.moderation.watch import Watches
from bot.parts import Parts
from bot.privacy.register import Register
from bot.privacy.retention import Retention
from bot.rehearsal.unseen import Unseen
from bot.servers import Servers
from bot.servers.directory import Member
from bot.settings import default_data_dir
from bot.storage import Storage
from bot.storage.people import People
from bot.tables import complete_metadata
from bot.texts import Texts
from tests.unit.agenda.worlds import Faults, FaultyWorker, LeapingLoop, LoopClock

GUILD, CHANNEL, STAFF, FAY = 10, 20, 30, 40


@cache
def spoken() -> Texts:
    """Every language, read once: a process that comes again needs no second reading."""
    return Texts.load(default_data_dir() / "locales")


def pytest_asyncio_loop_factories() -> dict[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"leaping": LeapingLoop}


class Town(Unseen):
    """A server in which everybody may do everything, with a text channel that may become something else."""

    def __init__(self) -> None:
        self.kind = "text"

    def member(self, guild_id: int, user_id: int) -> Member | None:
        return Member(user_id, f"peer {user_id}", frozenset(), is_admin=True)

    def channel_kind(self, guild_id: int, channel_id: int) -> str | None:
        return self.kind


class Deaf:
    """Hears nothing worrying."""

    def worrying(self, text: str) -> bool:
        return False

    async def form(self, *, key: int, guild_id: int, channel_id: int, user_id: int, at: datetime, text: str) -> bool:
        return False


class Almanac:
    """Keeps Discord's events in memory."""

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    async def put(self, entry: Entry) -> int | None:
        self.entries[entry.mark] = entry
        return len(self.entries)

    async def remove(self, guild_id: int, mark: str) -> None:
        self.entries.pop(mark, None)


@dataclass
class World:
    """A database that stays, and processes that come and go."""

    storage: Storage
    people: People
    clock: LoopClock
    faults: Faults
    var_dir: Path
    messenger: FakeMessenger = field(default_factory=FakeMessenger)
    town: Town = field(default_factory=Town)
    calendar: Almanac = field(default_factory=Almanac)

    async def begin(self) -> Groups:
        """Start a process."""
        self.agenda = Agenda(self.storage, self.clock)
        servers = Servers(self.storage)
        await servers.load()
        await servers.save(GUILD, zone="UTC", facilitators_channel_id=STAFF)
        parts = Parts(
            clock=self.clock,
            texts=spoken(),
            storage=self.storage,
            people=self.people,
            agenda=self.agenda,
            messenger=self.messenger,
            directory=self.town,
            servers=servers,
            data_dir=default_data_dir(),
            var_dir=self.var_dir,
        )
        self.people._erasers.clear()
        register = Register(self.storage, self.people, Retention(self.agenda, self.storage, self.clock), self.clock)
        watches = Watches(self.storage, self.clock)
        self.groups = Groups.build(parts, watches=watches, listener=Deaf(), calendar=self.calendar, register=register)
        await self.groups.load()
        await self.agenda.start()
        return self.groups

    async def away(self, outage: timedelta) -> Groups:
        """Stop, let time pass, and start again."""
        await self.agenda.stop()
        self.clock.jumped += outage
        return await self.begin()

    async def group(self) -> Group:
        return await self.groups.roster.create(GUILD, FAY, name="Tuesday", channel_id=CHANNEL)

    async def daily(self, group: Group, when: str) -> CheckIn:
        proposed = await self.groups.checkins.propose(
            group, question="How are you?", rhythm="daily", when=when, until=""
        )
        return await self.groups.checkins.save(proposed)

    def posted(self) -> list[Posted]:
        """Check-ins that stand in the channel."""
        return [one for one in self.messenger.into(CHANNEL) if one.key.startswith("checkin:")]

    async def passing(self, **time: float) -> None:
        await asyncio.sleep(timedelta(**time).total_seconds())
        for _ in range(50):
            await asyncio.sleep(0)


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    clock, faults = LoopClock(), Faults()
    storage = await Storage.open(
        f"sqlite:///{tmp_path / 'alongside.db'}",
        var_dir=tmp_path,
        clock=clock,
        inline=True,
        around=lambda worker: FaultyWorker(worker, faults),
    )
    await storage.write(lambda connection: complete_metadata().create_all(connection))
    people = await People.open(
        storage,
        keyring_file=tmp_path / "keyring.db",
        master_key_file=tmp_path / "master.key",
        clock=clock,
        inline=True,
    )
    opened = World(storage, people, clock, faults, tmp_path)
    await opened.begin()
    yield opened
    faults.away = False
    await opened.agenda.stop()
    await people.close()
    await storage.close()
