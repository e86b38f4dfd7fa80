"""The two files of an open survey: a small store and its key, made once, never renamed, copied or backed up.

Everything here is plain and touches the disk: it runs on one thread of its own, in the order in which it is asked.
"""

import os
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.files import sync_folder
from bot.surveys.seal import KEY_BYTES, Aead, Seal, SealDamaged, TokenBytes

FOLDER: Final = "sealed"

# Rollback mode leaves no log behind; EXTRA also syncs the folder when the journal goes.
_PRAGMAS: Final = (
    "PRAGMA journal_mode=DELETE",
    "PRAGMA synchronous=EXTRA",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)
_SCHEMA: Final = (
    # Ordered by names that are random to everybody without the key, not by arrival.
    "CREATE TABLE responses (name BLOB PRIMARY KEY, sealed BLOB NOT NULL) STRICT, WITHOUT ROWID",
    "CREATE TABLE mark (seal BLOB NOT NULL) STRICT",
)


class Loss(StrEnum):
    """Why a survey's responses can no longer be trusted, or read."""

    KEY_LOST = "key-lost"
    KEY_DAMAGED = "key-damaged"
    KEY_COPIED = "key-copied"
    MOVED = "moved"
    STORE_LOST = "store-lost"
    STORE_DAMAGED = "store-damaged"
    RESTORED = "restored"


COPIED: Final = frozenset({Loss.KEY_COPIED, Loss.MOVED})
"""Losses after which somebody may hold a key that opens what was answered."""


class SealLost(Exception):
    """The survey's files are not as they were left; what they held is void."""

    def __init__(self, loss: Loss) -> None:
        """Say what is wrong with them."""
        super().__init__(loss.value)
        self.loss = loss


def identity(path: Path) -> str:
    """Return what tells a file from every copy of it: its number on the disk, when that was last changed, and its folder's number.

    Copying back, renaming or linking a file changes one or the other, whatever its dates are set to. The last part tells
    one file that was put back from a folder that was moved to another disk, copied or restored as a whole.
    """
    found = path.stat()
    return f"{found.st_ino:x}.{found.st_ctime_ns:x}.{path.parent.stat().st_ino:x}"


@dataclass(frozen=True, slots=True)
class Store:
    """The files of one survey.

    Args:
        folder: `var/sealed`.
        survey: the survey's name.
        token_bytes: makes keys and nonces.
        aead: AES-GCM, unless a test brings an ideal one.
        identify: tells a file from its copies.
    """

    folder: Path
    survey: str
    token_bytes: TokenBytes
    aead: Callable[[bytes], Aead] = AESGCM
    identify: Callable[[Path], str] = identity

    @property
    def key(self) -> Path:
        """The file with the key."""
        return self.folder / f"{self.survey}.key"

    @property
    def file(self) -> Path:
        """The file with the responses."""
        return self.folder / f"{self.survey}.db"

    def make(self) -> str:
        """Make both files and return the key's identity. What an earlier try that never opened has left is removed.

        Raises:
            OSError, sqlite3.Error: the disk refused.
        """
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.destroy()
        self.file.touch(mode=0o600)
        key = self.token_bytes(KEY_BYTES)
        with closing(self._connected()) as store:
            for statement in _SCHEMA:
                store.execute(statement)
            store.execute("INSERT INTO mark VALUES (?)", (self._seal(key).check,))
        descriptor = os.open(self.key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, key)
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        sync_folder(self.folder)
        return self.identify(self.key)

    def put(self, mark: str, user_id: int, plain: bytes) -> None:
        """Seal somebody's response in the place of what was there.

        Raises:
            SealLost: the files are not as they were left.
        """
        with self._reading() as store:
            seal = self._opened(mark, store)
            name = seal.name(user_id)
            store.execute("INSERT OR REPLACE INTO responses VALUES (?, ?)", (name, seal.close(name, plain)))

    def get(self, mark: str, user_id: int) -> bytes | None:
        """Return somebody's own response.

        Raises:
            SealLost: the files are not as they were left.
        """
        with self._reading() as store:
            seal = self._opened(mark, store)
            name = seal.name(user_id)
            row = store.execute("SELECT sealed FROM responses WHERE name = ?", (name,)).fetchone()
        return None if row is None else self._unsealed(seal, name, row[0])

    def remove(self, mark: str, user_id: int) -> bool:
        """Take somebody's response out; say whether there was one.

        Raises:
            SealLost: the files are not as they were left.
        """
        with self._reading() as store:
            name = self._opened(mark, store).name(user_id)
            return store.execute("DELETE FROM responses WHERE name = ?", (name,)).rowcount > 0

    def forget(self, user_id: int) -> None:
        """Take out what somebody has here, whoever asks for it.

        Raises:
            SealLost: there is no key, or no store that can be read.
            OSError, sqlite3.Error: the disk refused.
        """
        with self._reading() as store:
            try:
                seal = self._seal(self.key.read_bytes())
            except FileNotFoundError:
                raise SealLost(Loss.KEY_LOST) from None
            store.execute("DELETE FROM responses WHERE name = ?", (seal.name(user_id),))

    def keep_only(self, mark: str, users: Iterable[int]) -> int:
        """Take out what belongs to nobody among these people; return how many responses went.

        Raises:
            SealLost: the files are not as they were left, so that nobody's name can be made.
        """
        with self._reading() as store:
            seal = self._opened(mark, store)
            known = {seal.name(user_id) for user_id in users}
            gone = [row for row in store.execute("SELECT name FROM responses") if row[0] not in known]
            for row in gone:
                store.execute("DELETE FROM responses WHERE name = ?", row)
            return len(gone)

    def answered(self) -> bool:
        """Say whether anybody has answered, which is seen without the key."""
        try:
            with self._reading() as store:
                return store.execute("SELECT 1 FROM responses LIMIT 1").fetchone() is not None
        except SealLost:
            return False

    def all(self, mark: str, *, but: int | None = None) -> list[bytes]:
        """Return every response, in no order; not that of `but`, by Discord's id.

        Raises:
            SealLost: the files are not as they were left, or one response does not open.
        """
        with self._reading() as store:
            seal = self._opened(mark, store)
            left_out = b"" if but is None else seal.name(but)
            rows = store.execute("SELECT * FROM responses WHERE name <> ?", (left_out,))
            return [self._unsealed(seal, name, sealed) for name, sealed in rows]

    def check(self, mark: str) -> None:
        """See that both files are there and belong together.

        Raises:
            SealLost: they are not as they were left.
        """
        with self._reading() as store:
            self._opened(mark, store)

    def overwrite_key(self) -> None:
        """Put zeros in the key's place on the disk; from then on nothing opens any more."""
        if self.key.exists():
            descriptor = os.open(self.key, os.O_WRONLY)
            try:
                os.write(descriptor, bytes(max(KEY_BYTES, self.key.stat().st_size)))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def unlink(self) -> None:
        """Remove both files, and what a crash left beside them."""
        for path in (self.key, self.file, self.file.with_name(f"{self.file.name}-journal")):
            path.unlink(missing_ok=True)
        if self.folder.exists():
            sync_folder(self.folder)

    def destroy(self) -> None:
        """Overwrite the key, then remove both files."""
        self.overwrite_key()
        self.unlink()

    def _seal(self, key: bytes) -> Seal:
        return Seal.of(key, self.survey, self.token_bytes, self.aead)

    def _opened(self, mark: str, store: sqlite3.Connection) -> Seal:
        try:
            key = self.key.read_bytes()
            found = self.identify(self.key)
        except OSError:
            raise SealLost(Loss.KEY_LOST) from None
        if len(key) != KEY_BYTES or not any(key):
            raise SealLost(Loss.KEY_DAMAGED)
        if found != mark:
            moved = found.rpartition(".")[2] != mark.rpartition(".")[2]
            raise SealLost(Loss.MOVED if moved else Loss.KEY_COPIED)
        seal = self._seal(key)
        row = store.execute("SELECT seal FROM mark").fetchone()
        if row is None or row[0] != seal.check:
            raise SealLost(Loss.KEY_DAMAGED)
        return seal

    def _reading(self) -> "_Connected":
        if not self.file.exists():
            raise SealLost(Loss.STORE_LOST)
        return _Connected(self._connected)

    def _connected(self) -> sqlite3.Connection:
        raw = sqlite3.connect(f"{self.file.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None)
        for pragma in _PRAGMAS:
            raw.execute(pragma).close()
        return raw

    def _unsealed(self, seal: Seal, name: bytes, sealed: bytes) -> bytes:
        try:
            return seal.open(name, sealed)
        except SealDamaged:
            raise SealLost(Loss.STORE_DAMAGED) from None


class _Connected:
    """A connection for one question; what SQLite cannot read is said as what it means here."""

    def __init__(self, connect: Callable[[], sqlite3.Connection]) -> None:
        self._connect = connect
        self._raw: sqlite3.Connection | None = None

    def __enter__(self) -> sqlite3.Connection:
        try:
            self._raw = self._connect()
        except sqlite3.DatabaseError as problem:
            self._damaged(problem)
        assert self._raw is not None
        return self._raw

    def __exit__(self, _: type[BaseException] | None, problem: BaseException | None, __: object) -> None:
        if self._raw is not None:
            self._raw.close()
        if isinstance(problem, sqlite3.DatabaseError):
            self._damaged(problem)

    def _damaged(self, problem: sqlite3.DatabaseError) -> None:
        # A full or failing disk passes; a file that is no database does not.
        if problem.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB, sqlite3.SQLITE_ERROR):
            raise SealLost(Loss.STORE_DAMAGED) from None
        raise problem


def left_behind(folder: Path) -> Iterator[str]:
    """Go through the surveys of which there are files."""
    if folder.exists():
        yield from sorted({path.name.partition(".")[0] for path in folder.iterdir() if path.suffix in (".key", ".db")})
