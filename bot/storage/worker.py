"""How one transaction runs, and who runs it."""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from typing import Final, Generic, Protocol, TypeVar

from sqlalchemy import Connection
from sqlalchemy.engine import FilterResult, Result

T = TypeVar("T")

_CALLBACKS: Final = "alongside-after-commit"


class Mode(Enum):
    """What a transaction is for."""

    READ = "read"
    WRITE = "write"
    # Tables are rebuilt: foreign keys are checked at the end instead of acting on each row.
    REBUILD = "rebuild"
    # No transaction at all: what SQLite refuses inside one, such as a checkpoint.
    BARE = "bare"


@dataclass(frozen=True, slots=True)
class Transaction(Generic[T]):
    """A plain function that is run whole: committed when it returns, rolled back when it raises."""

    work: Callable[[Connection], T]
    mode: Mode


@dataclass(frozen=True, slots=True)
class Outcome(Generic[T]):
    """What came of a transaction: a value that is committed, or an error and no trace."""

    value: T | None = None
    error: BaseException | None = None
    callbacks: tuple[Callable[[], None], ...] = ()


class Seat(Protocol):
    """One connection, for whichever thread owns it."""

    def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction to its end; errors come back in the outcome."""
        ...

    def close(self) -> None:
        """Let the connection go."""
        ...


class Worker(Protocol):
    """Where the transactions of one connection run, one at a time.

    This is the seam at which a simulation puts its faults: a worker that delays, fails or forgets.
    """

    async def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction to its end; errors come back in the outcome."""
        ...

    async def close(self) -> None:
        """Let the connection go."""
        ...


class InlineWorker:
    """Runs transactions on the event loop itself, so that a simulation stays on one thread."""

    def __init__(self, seat: Seat) -> None:
        """Take the connection's seat."""
        self._seat = seat

    async def run(self, transaction: Transaction[T]) -> Outcome[T]:
        """Run a transaction here and now."""
        return self._seat.run(transaction)

    async def close(self) -> None:
        """Let the connection go."""
        self._seat.close()


def after_commit(connection: Connection, callback: Callable[[], None]) -> None:
    """Have `callback` run on the event loop once this transaction has committed; never if it rolls back.

    Raises:
        RuntimeError: the connection is a reading one.
    """
    callbacks = connection.info.get(_CALLBACKS)
    if callbacks is None:
        raise RuntimeError("only a writing transaction commits")
    callbacks.append(callback)


def run_whole(connection: Connection, transaction: Transaction[T]) -> Outcome[T]:
    """Run a transaction on a connection that has none open; whatever the function raises is raised."""
    callbacks: list[Callable[[], None]] = []
    if transaction.mode is not Mode.READ:
        connection.info[_CALLBACKS] = callbacks
    try:
        with connection.begin():
            value = transaction.work(connection)
            _refuse_unfinished(value)
    finally:
        connection.info.pop(_CALLBACKS, None)
    return Outcome(value=value, callbacks=tuple(callbacks))


def _refuse_unfinished(value: object) -> None:
    if inspect.iscoroutine(value):
        value.close()
        raise TypeError("a transaction is a plain function; nothing can be awaited inside it")
    if isinstance(value, FilterResult) or (isinstance(value, Result) and getattr(value, "returns_rows", True)):
        raise TypeError("fetch the rows inside the transaction: its result belongs to the connection's thread")
