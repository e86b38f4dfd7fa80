"""What pages people without the database: a file, replaced whole, with who is on call and where (DESIGN §9).

It holds staff and places, and nobody whom a case is about. Helplines are not in it: `data/` is no database.
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

import structlog
from pydantic import TypeAdapter, ValidationError

from bot.clock import Clock
from bot.messenger.directs import Directs
from bot.moderation.oncall import OnCall
from bot.moderation.shifts import Responder, Shift
from bot.moderation.watch import Level, Watches
from bot.servers import Server, Servers
from bot.storage.files import replace_durably

NAME: Final = "roster.json"
AHEAD: Final = timedelta(hours=72)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Roster:
    """Who can be woken, when and where, as it was known at one instant."""

    made_at: datetime
    servers: tuple[Server, ...]
    responders: dict[int, tuple[Responder, ...]]  # by server
    shifts: tuple[Shift, ...]
    levels: dict[int, Level]  # by channel
    channels: dict[int, int]  # of direct messages, by responder


SHAPE: Final = TypeAdapter(Roster)


class RosterFile:
    """Keeps the file in step with memory, and fills memory from it when there is nothing else."""

    def __init__(
        self, folder: Path, *, servers: Servers, oncall: OnCall, watches: Watches, directs: Directs, clock: Clock
    ) -> None:
        """Keep `roster.json` in `folder`; from `begin` on it is written whenever what it holds may have changed."""
        self._path = folder / NAME
        self._servers, self._oncall, self._watches, self._directs = servers, oncall, watches, directs
        self._clock = clock
        self._writing: asyncio.Task[None] | None = None
        self._stale = False

    def begin(self) -> None:
        """Keep the file in step from now on: memory holds all that the database does."""
        for part in (self._servers, self._oncall, self._watches):
            part.on_change = self.note
        self.note()

    def note(self) -> None:
        """Write the file anew; what changes while it is being written leads to another."""
        self._stale = True
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._write(), name="roster")

    async def refresh(self) -> int:
        """Write the file now; called daily, so that it always reaches days ahead."""
        self.note()
        await self.settled()
        return 0

    async def settled(self) -> None:
        """Wait until the file is as memory is."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

    def fill(self) -> bool:
        """Take servers, responders, shifts and levels from the file; False when there is none that can be read."""
        try:
            roster = SHAPE.validate_json(self._path.read_bytes())
        except (OSError, ValidationError):
            log.exception("roster.unreadable")
            return False
        self._servers.take(roster.servers)
        self._oncall.take(roster.responders, roster.shifts)
        self._watches.take(roster.levels)
        self._directs.take(roster.channels)
        log.warning("roster.in_use", count=len(roster.servers), since=roster.made_at.isoformat())
        return True

    async def _write(self) -> None:
        while self._stale:
            self._stale = False
            try:
                await asyncio.to_thread(replace_durably, self._path, SHAPE.dump_json(self._present()))
            except OSError:
                log.exception("roster.not_written")

    def _present(self) -> Roster:
        now, servers = self._clock.now(), self._servers.all()
        responders = {server.guild_id: self._oncall.responders(server.guild_id) for server in servers}
        staff = {one.user_id for listed in responders.values() for one in listed}
        until = now + AHEAD
        shifts = (shift for server in servers for shift in self._oncall.shifts(server.guild_id))
        return Roster(
            made_at=now,
            servers=servers,
            responders=responders,
            shifts=tuple(shift for shift in shifts if shift.starts_at < until),
            levels=self._watches.levels(),
            channels={user: channel for user, channel in self._directs.channels().items() if user in staff},
        )


def remembered(folder: Path) -> bool:
    """Say whether a roster was ever written: then there was a database, and an empty one is not a new one."""
    return (folder / NAME).exists()
