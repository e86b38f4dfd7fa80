"""Files that must be whole and durable, or gone."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

CHUNK: Final = 1 << 20


def sync_folder(folder: Path) -> None:
    """Make names that were just given in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_file(path: Path) -> None:
    """Make a file's content durable."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def replace_durably(path: Path, whole: bytes) -> None:
    """Put a file that only we can read in the place of another, so that at every instant one of them is there, whole."""
    beside = path.with_name(f"{path.name}.new")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(whole)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
    sync_folder(path.parent)


def sha256(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal. Never for a live database: closing it would drop SQLite's locks."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def copy_durably(source: Path, target: Path, on_bytes: Callable[[int], None] = lambda _count: None) -> str:
    """Copy a file to one that only we can read; return the SHA-256 of what was written."""
    target.unlink(missing_ok=True)
    digest = hashlib.sha256()
    with source.open("rb") as reading, os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT, 0o600), "wb") as writing:
        while chunk := reading.read(CHUNK):
            writing.write(chunk)
            digest.update(chunk)
            on_bytes(writing.tell())
        writing.flush()
        os.fsync(writing.fileno())
    return digest.hexdigest()


def shred(path: Path) -> None:
    """Overwrite a file with zeros and unlink it. On disks that never write in place this only unlinks it."""
    with path.open("r+b") as file:
        file.write(bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()
    sync_folder(path.parent)
