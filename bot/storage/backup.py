"""Consistent copies of the database and the keyring, made while the bot runs and writes.

Everything here is plain and may take long: call it from a command, or on a thread (`asyncio.to_thread`). Anonymous
responses (`var/sealed/`) are left out by design: a copy of a survey's key would undo its anonymity.
"""

import json
import shutil
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from bot.clock import Clock
from bot.storage import erased
from bot.storage import keyring as keyrings
from bot.storage.engine import make_folder, parse_url, sqlite_path
from bot.storage.errors import NoBackup
from bot.storage.files import sha256, shred, sync_file, sync_folder
from bot.storage.sqlite import READING, connect

Progress = Callable[[int, int], None]

FOLDER: Final = "backups"
DATABASE: Final = "alongside.db"
MANIFEST: Final = "manifest.json"
STAMP: Final = "%Y%m%dT%H%M%SZ"

# An erasure is final once the last copy of the person's key is gone.
KEYRING_KEPT: Final = timedelta(days=7)

STEP_PAGES: Final = 128
# What the copy has written is synced this often: a large backlog would make the next commit wait for all of it.
SYNC_PAGES: Final = 2048


@dataclass(frozen=True, slots=True)
class Backup:
    """One folder under `var/backups/`."""

    folder: Path
    made_at: datetime
    pages: int  # 0: the database is on PostgreSQL, and pg_dump copies that
    page_size: int  # bytes
    revision: str | None
    sha256: str

    @property
    def database(self) -> Path:
        """The copy of the database."""
        return self.folder / DATABASE

    @property
    def keyring(self) -> Path:
        """The copy of the keyring, in the newest backup and for seven days."""
        return self.folder / keyrings.FILE


def make_backup(
    url: str,
    *,
    var_dir: Path,
    keyring_file: Path,
    clock: Clock,
    leave_empty: Sequence[str] = (),
    progress: Progress = lambda _done, _total: None,
) -> Backup:
    """Copy the database and the keyring to `var/backups/<UTC time>/`; a running bot goes on reading and writing.

    On PostgreSQL only the keyring is copied, for `pg_dump` copies the database better than we could; `pages` is 0.

    Args:
        url: the database's URL.
        var_dir: the folder that holds `backups/`.
        keyring_file: the keyring, usually `var/keyring.db`.
        clock: dates the copy.
        leave_empty: tables whose rows may not outlive their day in a copy; they are removed from it before it counts.
        progress: told how many pages of how many are copied, on the calling thread.

    Raises:
        DatabaseUrlInvalid: the URL names no database.
        NoBackup: there is no database yet.
        FolderNotWritable: the folder cannot be made.
        OSError, sqlite3.Error: the copy could not be made; nothing is left of it but a folder that the next one clears.
    """
    parsed = parse_url(url)
    backups = var_dir / FOLDER
    make_folder(backups)
    now = clock.now()
    _clear_unfinished(backups, now)
    unfinished = backups / f".unfinished-{now.strftime(STAMP)}"
    shutil.rmtree(unfinished, ignore_errors=True)
    make_folder(unfinished)
    manifest: dict[str, Any] = {"made_at": now.isoformat(), "pages": 0, "page_size": 0, "revision": None, "sha256": ""}
    if parsed.get_backend_name() == "sqlite":
        if not sqlite_path(parsed).exists():
            raise NoBackup(path=str(sqlite_path(parsed)))
        manifest |= _copy_database(sqlite_path(parsed), unfinished / DATABASE, leave_empty, progress)
    lists = erased.places(var_dir, backups)
    erased.add(lists, erased.read(lists) or {})
    # After the database: whoever is in the copied rows then has a key in the copied keyring, or a tombstone.
    if keyring_file.exists():
        _copy(keyring_file, unfinished / keyrings.FILE, lambda _done, _total: None)
    (unfinished / MANIFEST).write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    sync_file(unfinished / MANIFEST)
    sync_folder(unfinished)
    folder = _free_name(backups, now)
    unfinished.rename(folder)
    sync_folder(backups)
    prune_keyrings(var_dir, now=now)
    return read_backup(folder)


def read_backup(folder: Path) -> Backup:
    """Return what a backup's manifest says of it.

    Raises:
        NoBackup: the folder is none, or its manifest cannot be read.
    """
    try:
        found = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        return Backup(
            folder=folder,
            made_at=datetime.fromisoformat(found["made_at"]).astimezone(UTC),
            pages=int(found["pages"]),
            page_size=int(found["page_size"]),
            revision=found["revision"],
            sha256=str(found["sha256"]),
        )
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise NoBackup(path=str(folder)) from error


def list_backups(var_dir: Path) -> list[Backup]:
    """Return every backup that is there, the newest first."""
    found = []
    for manifest in (var_dir / FOLDER).glob(f"[!.]*/{MANIFEST}"):
        try:
            found.append(read_backup(manifest.parent))
        except NoBackup:
            continue
    return sorted(found, key=lambda backup: (backup.made_at, backup.folder.name), reverse=True)


def prune_keyrings(var_dir: Path, *, now: datetime) -> int:
    """Destroy every copy of the keyring but the newest, and that one after seven days; return how many.

    Call it daily and at start: an erasure is final only when no copy of the key is left (DESIGN, section 9).
    """
    newest_first = list_backups(var_dir)
    gone = 0
    for position, backup in enumerate(newest_first):
        expired = now - backup.made_at >= KEYRING_KEPT
        if backup.keyring.exists() and (position > 0 or expired):
            shred(backup.keyring)
            gone += 1
    return gone


def drop_keyrings(var_dir: Path) -> int:
    """Destroy every copy of the keyring: they are wrapped with a master key that is gone; return how many."""
    there = [backup.keyring for backup in list_backups(var_dir) if backup.keyring.exists()]
    for copy in there:
        shred(copy)
    return len(there)


def _copy_database(source: Path, target: Path, leave_empty: Sequence[str], progress: Progress) -> dict[str, Any]:
    _copy(source, target, progress)
    with closing(connect(target, "PRAGMA secure_delete=ON", "PRAGMA journal_mode=OFF")) as copy:
        there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        for name in there.intersection(leave_empty):
            copy.execute(f'DELETE FROM "{name}"')  # noqa: S608  names of tables of our own
        copy.commit()
        sync_file(target)
        facts = {
            "pages": copy.execute("PRAGMA page_count").fetchone()[0],
            "page_size": copy.execute("PRAGMA page_size").fetchone()[0],
            "revision": revision_of(copy),
        }
    return facts | {"sha256": sha256(target)}


def _copy(source: Path, target: Path, progress: Progress) -> None:
    target.touch(mode=0o600)
    synced = 0

    def step(_status: int, remaining: int, total: int) -> None:
        nonlocal synced
        done = total - remaining
        if done - synced >= SYNC_PAGES:
            sync_file(target)
            synced = done
        progress(done, total)

    with (
        closing(connect(source, *READING)) as reading,
        closing(connect(target, "PRAGMA journal_mode=OFF", "PRAGMA synchronous=OFF")) as writing,
    ):
        # Without a snapshot of our own, every commit of the bot would make the copy start again.
        reading.execute("BEGIN")
        reading.execute("SELECT count(*) FROM sqlite_master").fetchone()
        reading.backup(writing, pages=STEP_PAGES, progress=step)
        reading.execute("ROLLBACK")
        # One file that is whole by itself, without a log beside it.
        writing.execute("PRAGMA journal_mode=DELETE")
    sync_file(target)


def revision_of(raw: sqlite3.Connection) -> str | None:
    """Return the schema revision that a SQLite file is at; None if it was never migrated."""
    if raw.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone() is None:
        return None
    row = raw.execute("SELECT version_num FROM alembic_version").fetchone()
    return None if row is None else str(row[0])


def _free_name(backups: Path, now: datetime) -> Path:
    folder = backups / now.strftime(STAMP)
    number = 1
    while folder.exists():
        number += 1
        folder = backups / f"{now.strftime(STAMP)}-{number}"
    return folder


def _clear_unfinished(backups: Path, now: datetime) -> None:
    for folder in backups.glob(".unfinished-*"):
        try:
            begun = datetime.strptime(folder.name.removeprefix(".unfinished-"), STAMP).replace(tzinfo=UTC)
        except ValueError:
            continue
        if now - begun > timedelta(hours=6):
            shutil.rmtree(folder, ignore_errors=True)
