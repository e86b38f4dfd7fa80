"""What came of a claimed job, written down under its lease."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, TypeAlias

import structlog
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError

from bot.agenda import ledger
from bot.agenda.jobs import (
    EXHAUSTED,
    FAILED,
    Claim,
    Done,
    Ending,
    Failed,
    GiveUp,
    Job,
    Kind,
    Release,
    RetryLater,
    Skip,
)
from bot.agenda.tables import DONE, GIVEN_UP, SKIPPED

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)

Counted: TypeAlias = tuple[str, ...]

RETRIED: Final = "retried"
RELEASED: Final = "released"
FENCED_OFF: Final = "fenced_off"
FOLLOW_UP_FAILED: Final = "follow_up_failed"


@dataclass(frozen=True, slots=True)
class Finished:
    """A claim and how it ended."""

    kind: Kind
    claim: Claim
    ending: Ending


@dataclass(frozen=True, slots=True)
class Settler:
    """Writes endings under the leases of one owner; `chance` gives a number in [0, 1)."""

    owner: str
    now: Callable[[], datetime]
    chance: Callable[[], float]

    def settle(self, connection: Connection, finished: Finished) -> Counted:
        """Write one ending; return what to count.

        Raises:
            OperationalError: the database, or a statement in a handler's `write`, could not be carried out.
        """
        match finished.ending:
            case Done(write):
                return self._done(connection, finished, write)
            case GiveUp(reason):
                return self._close(connection, finished, GIVEN_UP, reason)
            case Skip(reason):
                return self._close(connection, finished, SKIPPED, reason)
            case RetryLater(after, reason):
                return self._back(connection, finished, after=after, reason=reason, failures=0, count=RETRIED)
            case Release():
                before = finished.claim.failures - 1
                return self._back(connection, finished, timedelta(0), reason=None, failures=before, count=RELEASED)
            case Failed(reason):
                return self._failed(connection, finished, reason)

    def _done(self, connection: Connection, finished: Finished, write: Callable[[Connection], None] | None) -> Counted:
        claim = finished.claim
        if write is None:
            return self._close(connection, finished, DONE, None)
        try:
            with connection.begin_nested():
                if not ledger.finish(connection, claim, owner=self.owner, state=DONE, reason=None, now=self.now()):
                    return (FENCED_OFF,)
                write(connection)
        except OperationalError:
            raise  # the database's trouble until shown otherwise; the lane finds out
        except Exception:
            log.exception("agenda.write_failed", kind=claim.job.kind)
            return self._failed(connection, finished, FAILED)
        return (DONE, *follow_up(connection, finished.kind, claim.job))

    def _close(self, connection: Connection, finished: Finished, state: str, reason: str | None) -> Counted:
        claim = finished.claim
        if not ledger.finish(connection, claim, owner=self.owner, state=state, reason=reason, now=self.now()):
            return (FENCED_OFF,)
        # What is superseded is followed up by what superseded it.
        return (state,) if claim.superseded else (state, *follow_up(connection, finished.kind, claim.job))

    def _failed(self, connection: Connection, finished: Finished, reason: str) -> Counted:
        failures, backoff = finished.claim.failures, finished.kind.backoff
        if failures >= backoff.tries:
            return ("failed", *self._close(connection, finished, GIVEN_UP, EXHAUSTED))
        after = backoff.delay(failures, self.chance())
        return ("failed", *self._back(connection, finished, after, reason=reason, failures=failures, count=RETRIED))

    def _back(
        self,
        connection: Connection,
        finished: Finished,
        after: timedelta,
        *,
        reason: str | None,
        failures: int,
        count: str,
    ) -> Counted:
        now = self.now()
        kept = ledger.postpone(
            connection,
            finished.claim,
            owner=self.owner,
            at=now + max(after, timedelta(0)),
            reason=reason,
            failures=failures,
            now=now,
        )
        return (count,) if kept else (FENCED_OFF,)


def follow_up(connection: Connection, kind: Kind, job: Job) -> Counted:
    """Let the kind plan what comes next; its mistakes undo nothing but themselves.

    Raises:
        OperationalError: as `Settler.settle`.
    """
    if kind.then is None:
        return ()
    try:
        with connection.begin_nested():
            kind.then(connection, job)
    except OperationalError:
        raise
    except Exception:
        log.exception("agenda.follow_up_failed", kind=job.kind)
        return (FOLLOW_UP_FAILED,)
    return ()
