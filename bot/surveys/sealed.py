"""The thread on which sealed files are touched: one after the other, in the order asked, beside the event loop."""

import asyncio
import secrets
import sqlite3
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.errors import StorageUnavailable
from bot.surveys.seal import Aead, TokenBytes
from bot.surveys.store import SealLost, Store, identity, left_behind

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Sealed:
    """Everything under `var/sealed/`."""

    def __init__(
        self,
        folder: Path,
        *,
        token_bytes: TokenBytes = secrets.token_bytes,
        aead: Callable[[bytes], Aead] = AESGCM,
        identify: Callable[[Path], str] = identity,
    ) -> None:
        """Keep files in `folder`; the rest is the system's own unless a test brings another."""
        self.folder = folder
        self.token_bytes = token_bytes
        self._store = partial(Store, folder, token_bytes=token_bytes, aead=aead, identify=identify)
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="sealed")
        self._shut: set[str] = set()

    def store(self, survey: str) -> Store:
        """Return the files of a survey, there or not."""
        return self._store(survey)

    def shut(self, survey: str) -> None:
        """Take no more responses to a survey, from whatever is asked of the thread from now on."""
        self._shut.add(survey)

    def is_shut(self, survey: str) -> bool:
        """Say whether a survey takes no more responses."""
        return survey in self._shut

    async def forget(self, user_id: int) -> None:
        """Take out whatever somebody has under any seal that is still closed, however often it is asked.

        Raises:
            StorageUnavailable: the disk refused; asked again, it goes on from there.
        """
        try:
            await self.run(partial(self._forgotten, user_id))
        except (OSError, sqlite3.Error) as problem:
            raise StorageUnavailable from problem

    def _forgotten(self, user_id: int) -> None:
        refused = None
        for name in left_behind(self.folder):
            try:
                self._store(name).forget(user_id)
            except SealLost:
                # A seal that does not open keeps nothing readable, and is voided where that is noticed.
                log.warning("sealed.not_forgotten")
            except (OSError, sqlite3.Error) as problem:
                refused = problem
        if refused is not None:
            raise refused

    async def run(self, work: Callable[[], T]) -> T:
        """Do some work on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def close(self) -> None:
        """Finish what was asked and end the thread."""
        await asyncio.get_running_loop().run_in_executor(None, self._thread.shutdown)
