"""One process per file: whoever holds the lock says who it is."""

import fcntl
import json
import os
from datetime import datetime
from pathlib import Path

from bot.storage.errors import DatabaseInUse, FolderNotWritable


class ProcessLock:
    """A lock on `<file>.lock` that the system lets go when the process ends, however it ends."""

    def __init__(self, file: Path) -> None:
        """Name the file to guard; nothing is touched yet."""
        self._file = file
        self._path = file.with_name(file.name + ".lock")
        self._descriptor: int | None = None

    def take(self, *, since: datetime) -> None:
        """Take the lock and write down who holds it.

        Raises:
            DatabaseInUse: another process, or another part of this one, holds it.
            FolderNotWritable: the lock file cannot be made.
        """
        try:
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        except OSError as error:
            raise FolderNotWritable(path=str(self._path.parent)) from error
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(os.pread(descriptor, 200, 0))
            os.close(descriptor)
            raise DatabaseInUse(path=str(self._file), **holder) from None
        os.ftruncate(descriptor, 0)
        os.pwrite(
            descriptor, json.dumps({"pid": os.getpid(), "since": since.isoformat(timespec="seconds")}).encode(), 0
        )
        self._descriptor = descriptor

    def release(self) -> None:
        """Let the lock go. The file stays: unlinking it would let two processes lock two files of one name."""
        if self._descriptor is not None:
            os.ftruncate(self._descriptor, 0)
            os.close(self._descriptor)
            self._descriptor = None


def _holder(written: bytes) -> dict[str, str]:
    try:
        found = json.loads(written)
        return {"pid": str(found["pid"]), "since": str(found["since"])}
    except (ValueError, KeyError, TypeError):
        return {"pid": "?", "since": "?"}
