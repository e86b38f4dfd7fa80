"""The start, with or without a database: what is stored is loaded, or people are paged from the roster until it can be."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Final

import structlog

from bot.errors import StorageUnavailable
from bot.moderation.cases import Cases
from bot.moderation.impairment import Impairment
from bot.moderation.roster import RosterFile, remembered
from bot.moderation.takeover import Takeover
from bot.moderation.timetable import Timetable
from bot.moderation.watch import DIRECT, Cursors
from bot.servers import Servers
from bot.storage import Storage
from bot.storage.revision import current, newest

Step = Callable[[], Awaitable[object]]

AGAIN_AFTER: Final = 2.0  # seconds; DESIGN §12 gives five from the database's return to everything merged

log = structlog.get_logger(__name__)


async def bring_up_to_date(storage: Storage, var_dir: Path) -> None:
    """Bring the database to this version's schema; an empty one where there was one before is not taken for it.

    Raises:
        SchemaNewer: it was migrated by a newer version.
        StorageUnavailable: it does not answer, or it is empty and a roster says that it was not.
    """
    revision = await storage.read(current)
    if revision is None and remembered(var_dir):
        log.error("database.lost")
        raise StorageUnavailable
    if revision != newest():
        from bot.storage.migrate import upgrade

        await upgrade(storage)


async def begin_to_read(cursors: Cursors, servers: Servers) -> None:
    """Note, before the first message can come, from where to read back in servers that were never read before.

    Raises:
        StorageUnavailable: nothing was noted.
    """
    if cursors.begin(DIRECT, *(server.guild_id for server in servers.all())):
        await cursors.save()


class Recovery:
    """Loads and begins everything once, as soon as the database answers; until then the crisis path works from memory."""

    def __init__(
        self,
        *,
        loads: Sequence[Step],
        begins: Sequence[Step],
        cases: Cases,
        roster: RosterFile,
        takeover: Takeover,
        timetable: Timetable,
        impairment: Impairment,
    ) -> None:
        """Take what is loaded, in order, and what begins after it (the agenda first: nothing is claimed before a merge)."""
        self._loads = loads
        self._begins = list(begins)
        self._cases = cases
        self._roster = roster
        self._takeover = takeover
        self._timetable = timetable
        self._impairment = impairment
        self._timer: asyncio.TimerHandle | None = None
        self._task: asyncio.Task[None] | None = None
        self._afterwards: list[Step] = []
        self.degraded = False

    def afterwards(self, step: Step) -> None:
        """Have something done once a database that was away at the start is back."""
        self._afterwards.append(step)

    async def load(self) -> None:
        """Know what is stored or, while the database does not answer, what the roster and the journal hold.

        Raises:
            ConfigurationError: what is stored cannot be used by this version, and waiting would change nothing.
        """
        try:
            await self._load()
            await self._takeover.run()
        except StorageUnavailable:
            log.warning("start.without_database")
            self.degraded = True
            self._roster.fill()
            await self._takeover.run()
        self._timetable.arm_all()

    async def begin(self) -> None:
        """Let planned things happen, once everything that handles them is there; without a database, as soon as it is back."""
        if not self.degraded:
            try:
                await self._begin()
            except StorageUnavailable:
                self.degraded = True
        if self.degraded:
            self._impairment.database(away=True)
            self._again()

    def stop(self) -> None:
        """Ask no more."""
        if self._timer is not None:
            self._timer.cancel()
        if self._task is not None:
            self._task.cancel()

    async def _load(self) -> None:
        for load in self._loads:
            await load()

    async def _begin(self) -> None:
        while self._begins:
            await self._begins[0]()
            self._begins.pop(0)  # what has begun does not begin again when a later one finds the database away
        self._roster.begin()

    def _again(self) -> None:
        self._timer = asyncio.get_running_loop().call_later(AGAIN_AFTER, self._try)

    def _try(self) -> None:
        self._task = asyncio.get_running_loop().create_task(self._recover(), name="recovery")

    async def _recover(self) -> None:
        try:
            await self._load()
            await self._cases.catch_up()
            self._timetable.arm_all()
            await self._begin()
        except StorageUnavailable:
            self._again()
        except Exception:
            # The edge of a task: people are still paged from the roster, and the doctor says what is wrong.
            log.exception("recovery.failed")
            self._again()
        else:
            self.degraded = False
            self._impairment.database(away=False)
            log.info("recovery.done")
            await self._follow()

    async def _follow(self) -> None:
        for step in self._afterwards:
            try:
                await step()
            except Exception:
                # The edge of a task: one that fails keeps no other from being done.
                log.exception("recovery.failed")
