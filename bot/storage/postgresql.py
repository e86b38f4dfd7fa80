"""PostgreSQL through psycopg: the same transactions, on a thread of their own."""

import asyncio
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from typing import Any, Final, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import URL, ExceptionContext
from sqlalchemy.exc import DBAPIError

from bot.errors import StorageUnavailable
from bot.storage.errors import ClusterExtraMissing
from bot.storage.worker import InlineWorker, Mode, Outcome, Seat, Transaction, Worker, run_whole

T = TypeVar("T")

# https://www.postgresql.org/docs/current/errcodes-appendix.html
_COLLISIONS: Final = frozenset({"40001", "40P01"})
_ATTEMPTS: Final = 4
# Who writes holds this advisory lock together with the others; who collided holds it alone, and then cannot collide.
_TURN: Final = 0x616C6F6E67736964
_CONNECT_SECONDS: Final = 5


class PostgresqlSeat:
    """One connection to PostgreSQL, made again when the server has gone away."""

    def __init__(self, url: URL) -> None:
        """Prepare the connection; it is made by the first transaction.

        Raises:
            ClusterExtraMissing: psycopg is not installed.
        """
        try:
            self._engine: Engine = create_engine(
                url,
                hide_parameters=True,
                pool_size=1,
                max_overflow=0,
                pool_pre_ping=True,
                connect_args={"connect_timeout": _CONNECT_SECONDS},
            )
        except ImportError as error:
            raise ClusterExtraMissing from error
        event.listen(self._engine, "handle_error", _say_nothing_bound)

    def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction to its end; errors come back in the outcome."""
        alone = transaction.mode is Mode.REBUILD
        for attempt in range(1, _ATTEMPTS + 1):
            try:
                return self._run(transaction, alone=alone)
            except BaseException as error:  # noqa: BLE001 - it travels to the caller, who is on another thread
                if _state(error) in _COLLISIONS and attempt < _ATTEMPTS:
                    alone = True
                    continue
                return Outcome(error=_translated(error))
        raise AssertionError("the last attempt always returns")

    def close(self) -> None:
        """Close the connection."""
        self._engine.dispose()

    def _run(self, transaction: Transaction[T], *, alone: bool) -> Outcome[T]:
        # Serializable gives several processes what SQLite's one writer gives by nature: each transaction by itself.
        options: dict[str, Any] = (
            {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
            if transaction.mode is Mode.READ
            else {"isolation_level": "SERIALIZABLE"}
        )
        with self._engine.connect().execution_options(**options) as connection:
            if transaction.mode is Mode.BARE:
                return Outcome(value=transaction.work(connection))
            if transaction.mode is Mode.READ:
                return run_whole(connection, transaction)
            if not alone:
                return run_whole(connection, _beside_others(transaction))
            # Held by the session, not the transaction: a snapshot taken before the wait would be an old one.
            with _held_alone(connection):
                return run_whole(connection, transaction)


def _beside_others(transaction: Transaction[T]) -> Transaction[T]:
    def work(connection: Connection) -> T:
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({_TURN})")
        return transaction.work(connection)

    return Transaction(work, transaction.mode)


@contextmanager
def _held_alone(connection: Connection) -> Iterator[None]:
    with connection.begin():
        connection.exec_driver_sql(f"SELECT pg_advisory_lock({_TURN})")
    try:
        yield
    finally:
        try:
            with connection.begin():
                connection.exec_driver_sql(f"SELECT pg_advisory_unlock({_TURN})")
        except DBAPIError:
            connection.invalidate()  # the server lets go of a lock whose session is gone


class ThreadWorker:
    """Runs a seat's transactions on a thread."""

    def __init__(self, seat: Seat) -> None:
        """Take the seat."""
        self._seat = seat
        self._executor = ThreadPoolExecutor(max_workers=1, thread_name_prefix="postgresql")

    async def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction on the thread."""
        return await asyncio.get_running_loop().run_in_executor(self._executor, partial(self._seat.run, transaction))

    async def close(self) -> None:
        """Close the connection and end the thread."""
        await asyncio.get_running_loop().run_in_executor(self._executor, self._seat.close)
        self._executor.shutdown(wait=True)


def workers_for(url: URL, *, readers: int, inline: bool) -> list[Worker]:
    """Return one worker that writes and some that read.

    Raises:
        ClusterExtraMissing: psycopg is not installed.
    """
    seats = [PostgresqlSeat(url) for _ in range(1 + readers)]
    return [InlineWorker(seat) if inline else ThreadWorker(seat) for seat in seats]


def _state(error: BaseException) -> str | None:
    origin = error.orig if isinstance(error, DBAPIError) else error
    return getattr(origin, "sqlstate", None)


def _translated(error: BaseException) -> BaseException:
    if not isinstance(error, DBAPIError):
        return error
    state = _state(error)
    # No state at all: the server was not reached. 08, 53, 57, 58: connection, resources, an operator, the system.
    away = state is None and type(error.orig).__name__ in {"OperationalError", "ConnectionTimeout", "InterfaceError"}
    if not (
        away or error.connection_invalidated or state in _COLLISIONS or (state or "")[:2] in {"08", "53", "57", "58"}
    ):
        return error
    unavailable = StorageUnavailable()
    unavailable.__cause__ = error
    return unavailable


def _say_nothing_bound(context: ExceptionContext) -> None:
    # PostgreSQL quotes offending values in its messages (DETAIL: Key (id)=(…)); those would end in a log.
    origin = context.original_exception
    state = getattr(origin, "sqlstate", None)
    if state is None:
        return
    names = getattr(origin, "diag", None)
    where = [getattr(names, name, None) for name in ("table_name", "column_name", "constraint_name")]
    said = " ".join([type(origin).__name__, state, *(name for name in where if name)])
    origin.args = (said,)
    if context.sqlalchemy_exception is not None:
        context.sqlalchemy_exception.args = (said,)
