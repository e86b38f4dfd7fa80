"""Groups on a real database, with a messenger in memory: a world for tests and benches."""

import asyncio
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path

from bot.agenda import Agenda
from bot.audit import Audit, nobody
from bot.clock import Clock
from bot.groups.feature import Groups
from bot.groups.model import CheckIn, Group
from bot.messenger.calendar import Entry
from bot.messenger.fake import FakeMessenger, Posted
from bot.messenger.port import Messenger
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
from bot.texts import Texts
from tests.unit.agenda.worlds import Faults, LoopClock

GUILD, CHANNEL, STAFF, FAY = 10, 20, 30, 40


@cache
def spoken() -> Texts:
    """Every language, read once: a process that comes again needs no second reading."""
    return Texts.load(default_data_dir() / "locales")


class Town(Unseen):
    """A server in which everybody may do everything, with a text channel that may become something else."""

    def __init__(self) -> None:
        self.kind = "text"
        self.lacks: tuple[str, ...] = ()
        self.gone_ids: set[int] = set()

    def member(self, guild_id: int, user_id: int) -> Member | None:
        return Member(user_id, f"peer {user_id}", frozenset(), is_admin=True)

    def absent(self, guild_id: int, user_id: int) -> bool:
        return user_id in self.gone_ids

    def lacking(self, guild_id: int, channel_id: int) -> tuple[str, ...]:
        return self.lacks

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
        self.numbers: dict[str, int] = {}
        self.interest: frozenset[int] | None = frozenset()
        self.refuses = False
        self.breaks: Exception | None = None
        self.going: list[tuple[str, int]] = []
        self._made = count(1)

    async def put(self, entry: Entry) -> int | None:
        if self.refuses:
            return None
        self.entries[entry.mark] = entry
        if entry.mark not in self.numbers:
            self.numbers[entry.mark] = next(self._made)
        return self.numbers[entry.mark]

    async def remove(self, guild_id: int, mark: str) -> bool:
        if self.refuses:
            return False
        self.entries.pop(mark, None)
        self.numbers.pop(mark, None)
        return True

    async def interested(self, guild_id: int, event_id: int) -> frozenset[int] | None:
        return self.interest

    async def begin(self, guild_id: int, event_id: int) -> None:
        self._go("begun", event_id)

    async def finish(self, guild_id: int, event_id: int) -> None:
        self._go("over", event_id)

    def _go(self, how: str, event_id: int) -> None:
        if self.breaks is not None:
            raise self.breaks
        self.going.append((how, event_id))


async def build(
    storage: Storage,
    people: People,
    agenda: Agenda,
    clock: Clock,
    messenger: Messenger,
    town: Town,
    var_dir: Path,
    calendar: Almanac | None = None,
    register: Register | None = None,
) -> Groups:
    """Put groups together, in a server with a channel for facilitators."""
    servers = Servers(storage)
    await servers.load()
    await servers.save(GUILD, zone="UTC", facilitators_channel_id=STAFF)
    parts = Parts(
        clock=clock,
        texts=spoken(),
        storage=storage,
        people=people,
        agenda=agenda,
        messenger=messenger,
        directory=town,
        servers=servers,
        audit=Audit(storage, people, clock),
        data_dir=default_data_dir(),
        var_dir=var_dir,
    )
    return Groups.build(
        parts,
        watches=Watches(storage, clock),
        listener=Deaf(),
        calendar=calendar or Almanac(),
        register=register or Register(storage, people, Retention(agenda, storage, clock), clock),
    )


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
        self.people._erasers.clear()
        retention = Retention(self.agenda, self.storage, self.clock)
        self.register = Register(self.storage, self.people, retention, self.clock)
        self.groups = await build(
            self.storage,
            self.people,
            self.agenda,
            self.clock,
            self.messenger,
            self.town,
            self.var_dir,
            self.calendar,
            self.register,
        )
        await self.groups.load()
        await self.agenda.start()
        return self.groups

    async def away(self, outage: timedelta, *, killed: bool = False) -> Groups:
        """Stop, let time pass, and start again; what is killed writes nothing more."""
        self.faults.away = killed
        await self.agenda.stop()
        self.faults.away = False
        self.clock.jumped += outage
        return await self.begin()

    async def group(self) -> Group:
        return await self.groups.upkeep.create(GUILD, FAY, name="Tuesday", channel_id=CHANNEL)

    async def the_group(self) -> Group:
        """The group again, as a new process finds it."""
        return (await self.groups.roster.groups(GUILD))[0]

    async def daily(self, group: Group, when: str) -> CheckIn:
        proposed = await self.groups.checkins.propose(
            group, question="How are you?", rhythm="daily", when=when, until=""
        )
        return await self.groups.checkins.save(proposed, note=nobody)

    def posted(self) -> list[Posted]:
        """Check-ins that stand in the channel."""
        return [one for one in self.messenger.into(CHANNEL) if one.key.startswith("checkin:")]

    async def passing(self, **time: float) -> None:
        await asyncio.sleep(timedelta(**time).total_seconds())
        for _ in range(50):
            await asyncio.sleep(0)
