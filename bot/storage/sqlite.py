"""SQLite: one connection, its pragmas, and the aiosqlite thread that owns it."""

import sqlite3
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Final, TypeVar

import aiosqlite
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from bot.errors import StorageUnavailable
from bot.storage.worker import Mode, Outcome, Transaction, run_whole

T = TypeVar("T")
V = TypeVar("V")

BUSY_MILLISECONDS: Final = 5000

# https://www.sqlite.org/pragma.html. FULL with WAL syncs at every commit; secure_delete overwrites what is deleted
# with zeros; temporary tables stay out of the disk; a schema that someone tampered with runs no functions.
COMMON: Final = (
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA trusted_schema=OFF",
)
MAIN: Final = ("PRAGMA journal_mode=WAL", "PRAGMA synchronous=FULL", *COMMON)
READING: Final = (*COMMON, "PRAGMA query_only=ON")
# Rollback mode leaves no journal behind that outlives a destroyed key; EXTRA also syncs the folder when it is unlinked.
KEYRING: Final = ("PRAGMA journal_mode=DELETE", "PRAGMA synchronous=EXTRA", *COMMON)
# The same for a register that stays open, whose journal is only removed after what must leave no trace (`empty_journal`): making
# and unlinking a file for each new person costs two more syncs, and a page may be waiting. First, one that was left goes.
REGISTER: Final = ("PRAGMA journal_mode=PERSIST", *KEYRING, "PRAGMA journal_mode=PERSIST")

# https://www.sqlite.org/rescode.html: what the disk or another process did, not what a statement got wrong.
_PASSING: Final = frozenset({sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT})
_LASTING: Final = frozenset(
    {
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_NOTADB,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_PERM,
        sqlite3.SQLITE_AUTH,
    }
)


class ForeignKeysBroken(RuntimeError):
    """A rebuilt table left rows that point nowhere; the rebuild was rolled back."""


def connect(path: Path, *pragmas: str) -> sqlite3.Connection:
    """Open an existing database file and set its pragmas.

    Raises:
        sqlite3.Error: the file is not there, is no database, or cannot be read. It is never created here: an empty
            database in the place of one whose disk went away would look healthy.
    """
    raw = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode=rw", uri=True, isolation_level=None, timeout=BUSY_MILLISECONDS / 1000
    )
    try:
        for pragma in pragmas:
            raw.execute(pragma).close()
    except BaseException:
        raw.close()
        raise
    return raw


class SqliteSeat:
    """A SQLAlchemy connection over one sqlite3 connection; used by one thread only."""

    def __init__(self, path: Path, *pragmas: str) -> None:
        """Remember the file; it is opened by `open` or by the first transaction."""
        self._path = path
        self._pragmas = pragmas
        self._raw: sqlite3.Connection | None = None
        self._connection: Connection | None = None
        self._begin = "BEGIN IMMEDIATE"
        self._stale = False
        self._file: tuple[int, int] | None = None  # which file it was, once it was open

    def open(self) -> sqlite3.Connection:
        """Open the file on the calling thread.

        Raises:
            sqlite3.Error: it cannot be opened, or it is empty and was not before.
        """
        if self._file is not None and _empty(self._path):
            raise _lost()
        raw = connect(self._path, *self._pragmas)
        self._file = _which(self._path) or (0, 0)
        engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool, hide_parameters=True)
        event.listen(engine, "begin", self._on_begin)
        self._raw, self._connection, self._stale = raw, engine.connect(), False
        return raw

    def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction to its end; errors come back in the outcome."""
        try:
            if self._stale or (self._connection is not None and not self._in_place()):
                self.close()
            if self._connection is None:
                self.open()
            return self._run(transaction)
        except BaseException as error:  # noqa: BLE001 - it travels to the caller, who may be on another thread
            return Outcome(error=self._translated(error, transaction.mode))

    def close(self) -> None:
        """Close the file."""
        connection, self._raw, self._connection, self._stale = self._connection, None, None, False
        if connection is not None:
            connection.close()
            connection.engine.dispose()

    def _run(self, transaction: Transaction[T]) -> Outcome[T]:
        assert self._raw is not None
        assert self._connection is not None
        if self._raw.in_transaction:  # what a rollback that failed has left
            self._raw.rollback()
        match transaction.mode:
            case Mode.BARE:
                return Outcome(value=transaction.work(self._connection))
            case Mode.REBUILD:
                self._raw.execute("PRAGMA foreign_keys=OFF")
                try:
                    return run_whole(self._connection, _checked(transaction))
                finally:
                    self._raw.execute("PRAGMA foreign_keys=ON")
            case Mode.READ:
                self._begin = "BEGIN"
            case Mode.WRITE:
                self._begin = "BEGIN IMMEDIATE"
        return run_whole(self._connection, transaction)

    def _in_place(self) -> bool:
        """Say whether the file that is open still has its name: what is written to one without is gone with the process."""
        return _which(self._path) == self._file

    def _on_begin(self, _connection: Connection) -> None:
        # Straight to the driver: a tenth of what an ordinary statement costs, at every transaction.
        assert self._raw is not None
        self._raw.execute(self._begin)

    def _translated(self, error: BaseException, mode: Mode) -> BaseException:
        origin = error.orig if isinstance(error, DBAPIError) else error
        code = getattr(origin, "sqlite_errorcode", None)
        if not isinstance(origin, sqlite3.Error) or code is None:
            return error
        primary = code & 0xFF  # https://www.sqlite.org/rescode.html#primary_result_codes_versus_extended_result_codes
        # A disk gone read-only is the disk's doing; a read that writes is a mistake of ours.
        readonly = primary == sqlite3.SQLITE_READONLY and mode is not Mode.READ
        if primary in _LASTING or readonly:
            self._stale = True
        elif primary not in _PASSING:
            return error
        unavailable = StorageUnavailable()
        unavailable.__cause__ = error
        return unavailable


def _which(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _empty(path: Path) -> bool:
    try:
        return not path.stat().st_size
    except OSError:
        return False


def _lost() -> sqlite3.Error:
    error = sqlite3.OperationalError("an empty file lies where the database was")
    error.sqlite_errorcode = sqlite3.SQLITE_CANTOPEN
    return error


def _checked(transaction: Transaction[T]) -> Transaction[T]:
    def work(connection: Connection) -> T:
        value = transaction.work(connection)
        if broken := connection.exec_driver_sql("PRAGMA foreign_key_check").all():
            raise ForeignKeysBroken(", ".join(sorted({str(row[0]) for row in broken})))
        return value

    return Transaction(work, transaction.mode)


class AiosqliteWorker:
    """Runs whole transactions on the thread of an aiosqlite connection: one hop a transaction, not one a statement.

    All that reaches behind aiosqlite's public face is in this class.
    """

    def __init__(self, seat: SqliteSeat) -> None:
        """Take the seat; its thread starts with the first transaction."""
        self._seat = seat
        self._thread: aiosqlite.Connection | None = None

    async def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction on the thread."""
        if self._thread is None:
            self._thread = await self._start()
        return await self._on_thread(partial(self._seat.run, transaction))

    async def close(self) -> None:
        """Close the file and end the thread."""
        thread = self._thread
        if thread is not None:
            await self._on_thread(self._seat.close)
            self._thread = None
            await thread.close()

    async def _start(self) -> aiosqlite.Connection:
        def open_or_stand_in() -> sqlite3.Connection:
            # aiosqlite gives up a thread whose connection failed; ours must live, for the seat opens the file again.
            try:
                return self._seat.open()
            except sqlite3.Error:
                return sqlite3.connect(":memory:")

        thread = aiosqlite.Connection(open_or_stand_in, iter_chunk_size=64)
        # A bot that dies must not stay half alive for the sake of an idle thread: what was committed is on disk.
        thread._thread.daemon = True  # noqa: SLF001
        return await thread

    async def _on_thread(self, function: Callable[[], V]) -> V:
        assert self._thread is not None
        answer: V = await self._thread._execute(function)  # type: ignore[no-untyped-call]  # noqa: SLF001
        return answer


def empty_journal(connection: Connection) -> bool:
    """Move what the write-ahead log holds into the database and empty it, or remove a rollback journal that stays.

    Until then it keeps the old pages of what was deleted, `secure_delete` notwithstanding.

    Returns:
        False if a reader is in the way.
    """
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    if raw.execute("PRAGMA journal_mode").fetchone()[0] == "persist":
        for mode in ("DELETE", "PERSIST"):
            raw.execute(f"PRAGMA journal_mode={mode}").close()
        return True
    # Waiting for a reader here would be waiting in front of everybody who writes.
    raw.execute("PRAGMA busy_timeout=0").close()
    try:
        busy = raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
    finally:
        raw.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}").close()
    return not busy
