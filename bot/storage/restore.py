"""Putting a copy in the place of the database, or leaving everything as it was."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection

from bot.clock import Clock
from bot.storage import erased, keyring, migrate
from bot.storage.backup import FOLDER, Backup, Progress, read_backup, revision_of
from bot.storage.engine import make_folder, parse_url, sqlite_path
from bot.storage.errors import BackupDamaged, BackupNewer, BackupOfOtherEngine, NoKeyring
from bot.storage.files import copy_durably, sync_file, sync_folder
from bot.storage.lock import ProcessLock
from bot.storage.revision import VERSIONS
from bot.storage.sqlite import KEYRING, MAIN, SqliteSeat, connect
from bot.storage.worker import Mode, Transaction

T = TypeVar("T")

# What a package does to a database that has gone back in time, such as closing open surveys as void; returns how many.
Afterwards = Callable[[Connection], int]

_JOURNALS: Final = ("-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done, for the operator to read."""

    made_at: datetime
    migrated: migrate.Upgraded
    afterwards: Mapping[str, int]
    erasures_to_repeat: int
    keyring_from_copy: bool
    erasures_unknown: bool  # nothing says who was erased since the copy: they are back


def restore(
    url: str,
    folder: Path,
    *,
    keyring_file: Path,
    clock: Clock,
    afterwards: Mapping[str, Afterwards] | None = None,
    progress: Progress = lambda _done, _total: None,
    versions: Path = VERSIONS,
) -> Restored:
    """Put the copy in `folder` in the place of the database. The bot must be stopped.

    The copy is verified, migrated and told of what is void beside the present database, which stays until the swap is
    done. The present keyring stays, and its tombstones are open again: the next start erases those people once more,
    before anything is read. Only where there is no keyring does the copy's take its place; who was erased since then is
    known from the list beside the keyring or the backups.

    Args:
        url: the database's URL.
        folder: a folder that `make_backup` made.
        keyring_file: the keyring, usually `var/keyring.db`.
        clock: dates the locks.
        afterwards: what to do to the restored rows, by name.
        progress: told how many pages of how many are copied, on the calling thread.
        versions: the folder with the schema's revisions.

    Raises:
        BackupOfOtherEngine: the database is on PostgreSQL.
        NoBackup, BackupDamaged, BackupNewer, NoKeyring: nothing was changed.
        DatabaseInUse: the bot is running.
        OSError, sqlite3.Error: the disk failed; the present database is still in its place.
    """
    parsed = parse_url(url)
    if parsed.get_backend_name() != "sqlite":
        raise BackupOfOtherEngine(path=str(folder))
    backup = read_backup(folder)
    if backup.pages == 0:
        raise BackupDamaged(path=str(folder), what="manifest")
    database = sqlite_path(parsed)
    make_folder(database.parent)
    make_folder(keyring_file.parent)
    locks = [ProcessLock(database), ProcessLock(keyring_file)]
    arriving = database.with_name(database.name + ".restoring")
    try:
        for lock in locks:
            lock.take(since=clock.now())
        _copy_and_check(backup, arriving, progress, versions)
        from_copy = _needs_keyring(backup, keyring_file)
        migrated = _run(arriving, Mode.REBUILD, lambda connection: migrate.apply(connection, versions=versions))
        voided = {name: _run(arriving, Mode.WRITE, work) for name, work in (afterwards or {}).items()}
        if from_copy:
            _take_keyring(backup.keyring, keyring_file)
        repeated = keyring.reopen_tombstones(keyring_file, backup.made_at)
        listed = _take_lists(keyring_file.parent, folder)
        _swap(arriving, database)
    finally:
        for path in (arriving, *(Path(f"{arriving}{journal}") for journal in _JOURNALS)):
            path.unlink(missing_ok=True)
        for lock in locks:
            lock.release()
    return Restored(
        made_at=backup.made_at,
        migrated=migrated,
        afterwards=voided,
        erasures_to_repeat=max(repeated, sum(at >= backup.made_at for at in (listed or {}).values())),
        keyring_from_copy=from_copy,
        erasures_unknown=from_copy and listed is None,
    )


def _copy_and_check(backup: Backup, arriving: Path, progress: Progress, versions: Path) -> None:
    where = str(backup.folder)
    try:
        digest = copy_durably(
            backup.database, arriving, lambda count: progress(count // backup.page_size, backup.pages)
        )
    except FileNotFoundError:
        raise BackupDamaged(path=where, what="missing") from None
    if digest != backup.sha256:
        raise BackupDamaged(path=where, what="checksum")
    try:
        with closing(connect(arriving)) as raw:
            if raw.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
                raise BackupDamaged(path=where, what="integrity")
            revision = revision_of(raw)
    except sqlite3.DatabaseError:
        raise BackupDamaged(path=where, what="integrity") from None
    # The file itself is asked, not its manifest.
    if revision is not None and revision not in migrate.known(versions):
        raise BackupNewer(path=where, revision=revision)


def _needs_keyring(backup: Backup, keyring_file: Path) -> bool:
    if keyring_file.exists() and keyring.readable(keyring_file):
        return False
    if not (backup.keyring.exists() and keyring.readable(backup.keyring)):
        raise NoKeyring(path=str(backup.folder))
    return True


def _take_keyring(copy: Path, keyring_file: Path) -> None:
    arriving = keyring_file.with_name(keyring_file.name + ".restoring")
    copy_durably(copy, arriving)
    if keyring_file.exists():  # unreadable, or we would not be here; kept for whoever may still rescue it
        keyring_file.replace(keyring_file.with_name(keyring_file.name + ".damaged"))
    for journal in _JOURNALS:
        Path(f"{keyring_file}{journal}").unlink(missing_ok=True)
    arriving.replace(keyring_file)
    sync_folder(keyring_file.parent)


def _take_lists(var_dir: Path, folder: Path) -> dict[str, datetime] | None:
    """Bring together what is known of who was erased; None where no list is left."""
    files = dict.fromkeys((*erased.places(var_dir, var_dir / FOLDER), folder.parent / erased.FILE))
    listed = erased.read(files)
    if listed is not None:
        erased.add(erased.places(var_dir, var_dir / FOLDER), listed)
    return listed


def _run(path: Path, mode: Mode, work: Callable[[Connection], T]) -> T:
    seat = SqliteSeat(path, *KEYRING)
    try:
        outcome = seat.run(Transaction(work, mode))
    finally:
        seat.close()
    if outcome.error is not None:
        raise outcome.error
    return outcome.value  # type: ignore[return-value]


def _swap(arriving: Path, database: Path) -> None:
    aside = database.with_name(database.name + ".aside")
    set_aside = [(database, aside)] if database.exists() else []
    if set_aside:
        _settle_journal(database)
        aside.unlink(missing_ok=True)
        # A second name rather than a new one: at no moment is there no database, which would look like a first start.
        aside.hardlink_to(database)
    # A log that could not be folded in belongs to the old database and would be played into the new one.
    for journal in _JOURNALS:
        left = Path(f"{database}{journal}")
        if left.exists():
            left.replace(f"{aside}{journal}")
            set_aside.append((left, Path(f"{aside}{journal}")))
    sync_file(arriving)
    try:
        arriving.replace(database)
        sync_folder(database.parent)
    except OSError:
        for was, now in set_aside:
            now.replace(was)
        raise
    for _was, now in set_aside:
        now.unlink(missing_ok=True)


def _settle_journal(database: Path) -> None:
    try:
        with closing(connect(database, *MAIN)) as raw:
            raw.execute("PRAGMA journal_mode=DELETE").fetchone()
    except sqlite3.Error:
        return  # damaged, which may be why it is being replaced; its journals are set aside with it
