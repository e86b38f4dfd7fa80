"""Transactions wait here for their turn: urgent ones first, and nobody is parked when it is empty."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import structlog

from bot.errors import StorageUnavailable
from bot.storage.worker import Mode, Outcome, Transaction, Worker

SLOW: Final = 3.0  # seconds after which a write that has not ended counts as a database that does not answer

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class _Waiting:
    transaction: Transaction[Any]
    answer: asyncio.Future[Any]


class UrgentFirst:
    """Hands transactions to a few workers, each worker one at a time.

    A worker is fed by a task that starts with the first thing to do and ends with the last: a task that
    waited for more would look unfinished to anyone who asks whether the bot has come to rest.
    """

    def __init__(self, workers: Sequence[Worker], *, on_health: Callable[[bool], None]) -> None:
        """Take the workers, and who wants to hear after each transaction whether the database answered, or that it takes long."""
        self._workers = tuple(workers)
        self._idle = list(reversed(workers))
        self._urgent: deque[_Waiting] = deque()
        self._bulk: deque[_Waiting] = deque()
        self._busy: set[asyncio.Task[None]] = set()
        self._closed = False
        self._on_health = on_health

    def submit(self, transaction: Transaction[Any], *, urgent: bool) -> asyncio.Future[Any]:
        """Line up a transaction and return its answer to come.

        A transaction whose answer is cancelled before its turn is dropped; one that has begun runs to its end.

        Raises:
            StorageUnavailable: the storage was closed.
        """
        if self._closed:
            raise StorageUnavailable
        waiting = _Waiting(transaction, asyncio.get_running_loop().create_future())
        (self._urgent if urgent else self._bulk).append(waiting)
        self._feed()
        return waiting.answer

    async def close(self) -> None:
        """Take nothing new, finish what waits, and let the workers go; a second call does nothing."""
        self._closed = True
        while self._busy:
            await asyncio.wait(self._busy)
        workers, self._workers = self._workers, ()
        for worker in workers:
            await worker.close()

    def _feed(self) -> None:
        if self._idle:
            task = asyncio.get_running_loop().create_task(self._drain(self._idle.pop()), name="storage-drain")
            self._busy.add(task)
            task.add_done_callback(self._busy.discard)

    def _next(self) -> _Waiting | None:
        for lane in (self._urgent, self._bulk):
            while lane:
                waiting = lane.popleft()
                if not waiting.answer.cancelled():
                    return waiting
        return None

    async def _drain(self, worker: Worker) -> None:
        try:
            while (waiting := self._next()) is not None:
                self._settle(waiting, await self._run(worker, waiting))
        finally:
            self._idle.append(worker)
            if self._urgent or self._bulk:
                self._feed()  # this task was cancelled; whoever waits behind its transaction must not wait for ever

    async def _run(self, worker: Worker, waiting: _Waiting) -> Outcome[Any]:
        # A disk that hangs says nothing at all; reads may take long for good reasons, and so may a migration.
        watched = waiting.transaction.mode is Mode.WRITE
        alarm = asyncio.get_running_loop().call_later(SLOW, self._on_health, False) if watched else None  # noqa: FBT003
        try:
            return await _run(worker, waiting)
        finally:
            if alarm is not None:
                alarm.cancel()

    def _settle(self, waiting: _Waiting, outcome: Outcome[Any]) -> None:
        self._on_health(not isinstance(outcome.error, StorageUnavailable))
        for callback in outcome.callbacks:
            try:
                callback()
            except Exception as error:
                # The transaction is committed; its caller must not be told otherwise.
                log.exception("after_commit_failed", error=type(error).__name__)
        if waiting.answer.cancelled():
            return
        if outcome.error is None:
            waiting.answer.set_result(outcome.value)
        else:
            waiting.answer.set_exception(_raisable(outcome.error))


async def _run(worker: Worker, waiting: _Waiting) -> Outcome[Any]:
    try:
        return await worker.run(waiting.transaction)
    except Exception as error:  # noqa: BLE001 - a worker that breaks must not leave its caller waiting for ever
        return Outcome(error=error)
    except BaseException:
        waiting.answer.cancel()  # the loop is going down; nor must this one
        raise


def _raisable(error: BaseException) -> BaseException:
    # A future refuses StopIteration, and its caller would wait for ever.
    if isinstance(error, StopIteration):
        wrapped = RuntimeError("a transaction raised StopIteration")
        wrapped.__cause__ = error
        return wrapped
    return error
