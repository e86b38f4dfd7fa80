"""What is shown anew while nobody waits for it: whoever pressed a button has their answer already."""

import asyncio
from collections.abc import Awaitable, Callable
from typing import Final

import structlog

from bot.messenger.port import Transient

log = structlog.get_logger(__name__)

Work = Callable[[], Awaitable[object]]
GRACE_SECONDS: Final = 2
"""What a stop waits for edits under way."""

PAUSES: Final = (5, 30, 120)
"""Seconds before further attempts while Discord is away."""


class Aside:
    """Brings standing messages up to date, each in one task however often it is asked for.

    What is shown is read when the task begins, so that one more run after the present one shows all that was asked for meanwhile.
    """

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._again: dict[str, Work] = {}

    def run(self, what: str, work: Work) -> None:
        """Do something soon; should the process end first, the next change of `what` shows it."""
        if what in self._tasks:
            self._again[what] = work
            return
        task = asyncio.get_running_loop().create_task(self._while_asked(what, work), name="groups-aside")
        self._tasks[what] = task

    async def stop(self) -> None:
        """Let what is under way end, for a moment."""
        tasks = set(self._tasks.values())
        if tasks:
            await asyncio.wait(tasks, timeout=GRACE_SECONDS)
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _while_asked(self, what: str, work: Work | None) -> None:
        try:
            while work is not None:
                await self._guarded(what, work)
                work = self._again.pop(what, None)
        finally:
            del self._tasks[what]

    async def _guarded(self, what: str, work: Work) -> None:
        for pause in (*PAUSES, None):
            try:
                outcome = await work()
            except Exception:
                # The edge of a task: what is shown is old for a while, and the next change brings it up to date.
                log.exception("groups.show_failed")
                return
            if pause is None or not isinstance(outcome, Transient) or what in self._again:
                return
            await asyncio.sleep(pause)
