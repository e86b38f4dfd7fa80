"""Cases that the database has not taken yet, kept in files of their own so that they outlive the process too.

A file is sealed with a key that is derived from the master key, and is gone as soon as the database has the case.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import structlog
from pydantic import TypeAdapter

from bot.moderation.incident import Incident, Page, Words
from bot.storage import sealing
from bot.storage.errors import SealBroken
from bot.storage.files import replace_durably
from bot.storage.master_key import TokenBytes

FOLDER: Final = "waiting"
PURPOSE: Final = "waiting case"

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Waiting:
    """An open case as memory knows it."""

    incident: Incident
    versions: tuple[tuple[int, datetime], ...] = ()  # its messages, and when each was written or edited
    words: tuple[Words, ...] = ()
    pages: tuple[Page, ...] = ()
    told: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()
    called: frozenset[tuple[int, int]] = field(default=frozenset())


SHAPE: Final = TypeAdapter(Waiting)


class Journal:
    """One file a case, written beside the event loop and never waited for."""

    def __init__(self, var_dir: Path, key: bytes, *, token_bytes: TokenBytes) -> None:
        """Keep files under `var_dir`, sealed with `key`."""
        self._folder = var_dir / FOLDER
        self._key = key
        self._token_bytes = token_bytes
        self._stale: dict[int, Callable[[], Waiting | None]] = {}
        self._writing: asyncio.Task[None] | None = None

    def note(self, key: int, state: Callable[[], Waiting | None]) -> None:
        """Have a case's file written as `state` then says, or removed when it says None; returns at once."""
        self._stale[key] = state
        if self._writing is None or self._writing.done():
            self._writing = asyncio.get_running_loop().create_task(self._drain(), name="journal")

    async def settled(self) -> None:
        """Wait until every file is as memory is."""
        if self._writing is not None:
            await asyncio.wait({self._writing})

    def read(self) -> list[Waiting]:
        """Return the cases that an earlier life of this process could not hand to the database."""
        found = []
        for path in sorted(self._folder.glob("*.case")) if self._folder.is_dir() else ():
            try:
                text = sealing.unseal(self._key, path.read_bytes(), person_id=0, purpose=PURPOSE)
                found.append(SHAPE.validate_python(json.loads(text)))
            except (OSError, ValueError, SealBroken):
                log.exception("journal.unreadable")
        return found

    async def _drain(self) -> None:
        while self._stale:
            key, state = self._stale.popitem()
            waiting = state()
            try:
                if waiting is None:
                    await asyncio.to_thread((self._path(key)).unlink, missing_ok=True)
                else:
                    await asyncio.to_thread(self._write, key, waiting)
            except OSError:
                log.exception("journal.not_written")

    def _write(self, key: int, waiting: Waiting) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Not pydantic's own JSON: Discord passes lone surrogates on, and those it refuses.
        text = json.dumps(SHAPE.dump_python(waiting, mode="json"))
        sealed = sealing.seal(self._key, text, person_id=0, purpose=PURPOSE, token_bytes=self._token_bytes)
        replace_durably(self._path(key), sealed)

    def _path(self, key: int) -> Path:
        return self._folder / f"{key}.case"
