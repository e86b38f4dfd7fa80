"""The one way to the database."""

from collections.abc import Callable
from pathlib import Path
from typing import Final, TypeVar

from sqlalchemy import Connection, select
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.storage.errors import DatabaseUrlInvalid, FolderNotWritable
from bot.storage.lock import ProcessLock
from bot.storage.queue import UrgentFirst
from bot.storage.sqlite import MAIN, READING, AiosqliteWorker, SqliteSeat, empty_journal
from bot.storage.worker import InlineWorker, Mode, Transaction, Worker

T = TypeVar("T")

# A long export and a press of a button must not wait for each other.
READERS: Final = 2


class Storage:
    """Runs transactions, each a plain function on a connection, run whole.

    Writes go one at a time, urgent ones first; reads have connections of their own. A caller who is cancelled before
    its transaction's turn leaves nothing behind; afterwards the transaction runs to its end all the same. On
    PostgreSQL a transaction that collides with another process's runs again, so it may change nothing but the database.
    """

    def __init__(self, *, writer: Worker, readers: list[Worker], lock: ProcessLock | None) -> None:
        """Take the parts; `open` is the usual way in."""
        self._writes = UrgentFirst([writer], on_health=self._wrote)
        self._reads = UrgentFirst(readers, on_health=self._read)
        self._lock = lock
        self._healthy = self._takes = True
        self.on_health: Callable[[bool], None] = lambda _healthy: None

    @classmethod
    async def open(
        cls,
        url: str,
        *,
        var_dir: Path,
        clock: Clock,
        new: bool = True,
        inline: bool = False,
        around: Callable[[Worker], Worker] = lambda worker: worker,
    ) -> "Storage":
        """Take the database, and be there for it even if it does not answer yet (`healthy` tells). Nothing is migrated.

        Args:
            url: `sqlite:///path` or `postgresql://…`.
            var_dir: the folder for what is made at run time; made when absent.
            clock: tells since when the lock is held.
            new: a file that is not there is made; otherwise it is missing, and storage waits until it is back.
            inline: run transactions on the event loop instead of on threads, for a simulation.
            around: wraps each worker, for a simulation's faults.

        Raises:
            DatabaseUrlInvalid, FolderNotWritable, DatabaseInUse, ClusterExtraMissing: the setting cannot work.
        """
        parsed = parse_url(url)
        make_folder(var_dir)
        lock = None
        if parsed.get_backend_name() == "sqlite":
            path = sqlite_path(parsed)
            make_folder(path.parent)
            lock = ProcessLock(path)
            lock.take(since=clock.now())
            if new:
                touch_private(path)
            seats = [SqliteSeat(path, *MAIN), *(SqliteSeat(path, *READING) for _ in range(READERS))]
            workers: list[Worker] = [InlineWorker(seat) if inline else AiosqliteWorker(seat) for seat in seats]
        else:
            from bot.storage.postgresql import workers_for

            workers = workers_for(parsed, readers=READERS, inline=inline)
        writer, *readers = (around(worker) for worker in workers)
        storage = cls(writer=writer, readers=readers, lock=lock)
        await storage.probe()
        return storage

    @property
    def healthy(self) -> bool:
        """Whether the database took what was last written, and answered since."""
        return self._healthy

    async def write(self, work: Callable[[Connection], T], *, urgent: bool = False) -> T:
        """Run `work` in a transaction of its own and return what it returned, once that is durable.

        Raises:
            StorageUnavailable: the database did not take it.
        """
        return await self._writes.submit(Transaction(work, Mode.WRITE), urgent=urgent)  # type: ignore[no-any-return]

    async def read(self, work: Callable[[Connection], T]) -> T:
        """Run `work` on one consistent state of the database, beside whatever is being written.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        return await self._reads.submit(Transaction(work, Mode.READ), urgent=False)  # type: ignore[no-any-return]

    async def rebuild(self, work: Callable[[Connection], T]) -> T:
        """Run a migration in one transaction, in which SQLite checks foreign keys only at the end.

        Raises:
            StorageUnavailable: the database did not take it.
        """
        return await self._writes.submit(Transaction(work, Mode.REBUILD), urgent=False)  # type: ignore[no-any-return]

    async def checkpoint(self) -> bool:
        """Empty the journal, which keeps old pages of what was deleted; False if a reader was in the way."""
        return await self._writes.submit(Transaction(_empty_journal, Mode.BARE), urgent=False)  # type: ignore[no-any-return]

    async def probe(self) -> bool:
        """Ask the database for a write lock and tell whether it answered."""
        try:
            await self.write(lambda connection: connection.execute(select(1)).scalar_one(), urgent=True)
        except StorageUnavailable:
            return False
        return True

    async def close(self) -> None:
        """Finish what waits and let the database go."""
        await self._reads.close()
        await self._writes.close()
        if self._lock is not None:
            self._lock.release()
            self._lock = None

    def _wrote(self, answered: bool) -> None:  # noqa: FBT001
        self._takes = answered
        self._heard(answered)

    def _read(self, answered: bool) -> None:  # noqa: FBT001
        # What can be read may still be locked, full or read-only: only a write shows that it is well again.
        self._heard(answered and self._takes)

    def _heard(self, answered: bool) -> None:  # noqa: FBT001
        changed, self._healthy = answered != self._healthy, answered
        if changed:
            self.on_health(answered)


def _empty_journal(connection: Connection) -> bool:
    return empty_journal(connection) if connection.dialect.name == "sqlite" else True


def parse_url(url: str) -> URL:
    """Return a database URL that we can serve.

    Raises:
        DatabaseUrlInvalid: it is none.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise DatabaseUrlInvalid from None  # the message would show a password
    backend = parsed.drivername.split("+")[0]
    if backend in {"postgres", "postgresql"}:
        return parsed.set(drivername="postgresql+psycopg")
    # A database in memory is another one for each connection.
    if backend != "sqlite" or parsed.database in {None, "", ":memory:"} or parsed.query:
        raise DatabaseUrlInvalid
    return parsed.set(drivername="sqlite")


def sqlite_path(url: URL) -> Path:
    """Return the file that a SQLite URL names."""
    assert url.database is not None
    return Path(url.database)


def make_folder(folder: Path) -> None:
    """Make a folder that only we can read, if it is not there.

    Raises:
        FolderNotWritable: it cannot be made.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(path=str(folder)) from error


def touch_private(path: Path) -> None:
    """Make an empty file that only we can read, if it is not there.

    Raises:
        FolderNotWritable: it cannot be made.
    """
    try:
        path.touch(mode=0o600, exist_ok=True)
    except OSError as error:
        raise FolderNotWritable(path=str(path.parent)) from error
