"""What is shown anew while nobody waits for it: whoever pressed a button has their answer already."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Aside:
    """Runs edits of standing messages in tasks that end; the messenger sends only the newest of several."""

    def __init__(self) -> None:
        """Start with nothing to do."""
        self._tasks: set[asyncio.Task[None]] = set()

    def run(self, work: Coroutine[Any, Any, object]) -> None:
        """Do something soon. Should the process end first, the next change shows it."""
        task = asyncio.get_running_loop().create_task(self._guarded(work), name="groups-aside")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def stop(self) -> None:
        """Let go of what is not done."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _guarded(self, work: Coroutine[Any, Any, object]) -> None:
        try:
            await work
        except Exception:
            # The edge of a task: what is shown is old for a while, and the next change brings it up to date.
            log.exception("groups.show_failed")
