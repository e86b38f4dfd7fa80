"""The database at the command line: migrating, copying, putting a copy back."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import typer

from bot.cli.errors import DiskRefused
from bot.cli.terminal import bar, out, say, tell
from bot.clock import SystemClock
from bot.settings import Settings
from bot.storage import Storage, keyring
from bot.storage.backup import list_backups, make_backup, read_backup
from bot.storage.errors import NoBackup
from bot.storage.migrate import upgrade
from bot.storage.restore import restore
from bot.surveys.box_records import void_boxes
from bot.surveys.records import void_open


async def migrate(settings: Settings, *, as_json: bool) -> None:
    """Bring the database to the present schema."""
    storage = await Storage.open(settings.database_url, var_dir=settings.var_dir, clock=SystemClock())
    try:
        with bar(say("cli-migrating")) as progress:
            done = await upgrade(storage, progress)
    finally:
        await storage.close()
    same = done.before == done.after
    sentence = (
        say("cli-migrated-already", revision=done.after or "–")
        if same
        else say("cli-migrated", before=done.before or "–", after=done.after or "–")
    )
    _answer(sentence, {"before": done.before, "after": done.after}, as_json=as_json)


# What people wrote is gone after three days at most, in copies too (DESIGN §3.2).
SURVEYS: Final = "surveys"
BOXES: Final = "boxes"
WORDS: Final = ("incident_words",)


def backup(settings: Settings, *, as_json: bool) -> None:
    """Copy the database and the keyring, also while the bot runs."""
    with bar(say("cli-backing-up")) as progress, _disk():
        made = make_backup(
            settings.database_url,
            var_dir=settings.var_dir,
            keyring_file=settings.var_dir / keyring.FILE,
            clock=SystemClock(),
            leave_empty=WORDS,
            progress=progress,
        )
    size = made.pages * made.page_size
    sentence = (
        say("cli-backed-up", folder=str(made.folder), megabytes=f"{size / 1e6:.1f}")
        if made.pages
        else say("cli-backed-up-keyring", folder=str(made.folder))
    )
    facts = {"folder": str(made.folder), "made_at": made.made_at.isoformat(), "bytes": size, "revision": made.revision}
    _answer(sentence, facts, as_json=as_json)


def restore_copy(settings: Settings, folder: Path | None, *, yes: bool, as_json: bool) -> None:
    """Put a copy, the newest unless one is named, in the place of the database.

    Raises:
        NoBackup: there is none.
    """
    copies = list_backups(settings.var_dir)
    if folder is None and not copies:
        raise NoBackup(path=str(settings.var_dir))
    chosen = read_backup(folder) if folder is not None else copies[0]
    made_at = _local(chosen.made_at)
    if not yes and not typer.confirm(say("cli-restore-sure", made_at=made_at, folder=str(chosen.folder)), err=True):
        raise typer.Abort
    with bar(say("cli-restoring")) as progress, _disk():
        done = restore(
            settings.database_url,
            chosen.folder,
            keyring_file=settings.var_dir / keyring.FILE,
            clock=SystemClock(),
            afterwards={SURVEYS: void_open, BOXES: void_boxes},
            progress=progress,
        )
    voided = done.afterwards[SURVEYS]
    parts = [say("cli-restored", made_at=made_at, erasures=done.erasures_to_repeat, surveys=voided)]
    if done.keyring_from_copy:
        parts.append(say("cli-restored-keyring", made_at=made_at))
    if done.erasures_unknown:
        parts.append(say("cli-restored-unknown", made_at=made_at))
    sentence = " ".join(parts)
    facts = {
        "folder": str(chosen.folder),
        "made_at": done.made_at.isoformat(),
        "revision": done.migrated.after,
        "erasures_to_repeat": done.erasures_to_repeat,
        "keyring_from_copy": done.keyring_from_copy,
        "erasures_unknown": done.erasures_unknown,
        "surveys_void": voided,
    }
    _answer(sentence, facts, as_json=as_json)


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except (OSError, sqlite3.Error) as problem:
        raise DiskRefused(reason=type(problem).__name__) from problem


def _answer(sentence: str, facts: dict[str, Any], *, as_json: bool) -> None:
    if as_json:
        out().print_json(json.dumps(facts, ensure_ascii=True))
    else:
        tell(sentence)


def _local(at: datetime) -> str:
    return at.astimezone().strftime("%Y-%m-%d %H:%M %Z")
