"""Who was erased, kept outside of the keyring too: a copy of the keyring that is put back must not bring them back.

A line is when, and a keyed hash of the random id that the person had. The key comes of the keyring's own secret, so that
nobody who finds the list alone, or with a copy of the database, can tell whom it means. It lies beside the keyring and in
the folder of the backups: one of the two outlives whatever takes the other.
"""

import hmac
import os
import re
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.storage.files import sync_folder

FILE: Final = "erased.list"
_LINE: Final = re.compile(r"(\d{1,11}) ([0-9a-f]{32})")


def mark(key: bytes, person_id: int) -> str:
    """Return what stands for a person in the list."""
    return hmac.digest(key, person_id.to_bytes(8), "sha256").hex()[:32]


def places(var_dir: Path, backups: Path) -> tuple[Path, ...]:
    """Return the files where the list lies; the second only once there is a backup."""
    return (var_dir / FILE, *((backups / FILE,) if backups.is_dir() else ()))


def read(files: Iterable[Path]) -> dict[str, datetime] | None:
    """Return every mark with its time, over all files that are there; None if none is."""
    found: dict[str, datetime] = {}
    there = [path for path in files if path.exists()]
    for path in there:
        for line in path.read_text(encoding="ascii", errors="replace").splitlines():
            whole = _LINE.fullmatch(line)  # a crash may have cut one off
            if whole is not None:
                found.setdefault(whole[2], datetime.fromtimestamp(int(whole[1]), UTC))
    return found if there else None


def add(files: Iterable[Path], marks: Mapping[str, datetime]) -> None:
    """Add what each list lacks, durably; a list that is not there is begun.

    Raises:
        OSError: it could not be written.
    """
    for path in files:
        known = read([path])
        missing = [f"{int(at.timestamp())} {which}\n" for which, at in marks.items() if which not in (known or {})]
        if known is not None and not missing:
            continue
        with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
            end = file.seek(0, os.SEEK_END)
            if end:
                file.seek(end - 1)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write("".join(missing).encode("ascii"))
            file.flush()
            os.fsync(file.fileno())
        if known is None:
            sync_folder(path.parent)
