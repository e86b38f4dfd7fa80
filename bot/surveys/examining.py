"""What the doctor asks about surveys: whether what is sealed is as it was left, and whether what should close does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.surveys import box_records, records
from bot.surveys.box_records import Box
from bot.surveys.records import State, Survey
from bot.surveys.sealed import Sealed
from bot.surveys.store import Loss, SealLost

STUCK_AFTER: Final = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Examined:
    """How many surveys and boxes hold sealed answers, what is wrong with their files, and how many should be closed by now."""

    open: int
    losses: tuple[Loss, ...]
    stuck: int


def stored(connection: Connection) -> tuple[list[Survey], list[Box]]:
    """Read what is open, for a doctor beside whom no bot runs."""
    return records.live(connection), box_records.boxes(connection)


async def examine(sealed: Sealed, surveys: Iterable[Survey], boxes: Iterable[Box], now: datetime) -> Examined:
    """Look at everything that is open; nothing is changed, and what is found lost is voided by the running bot."""
    live = list(surveys)
    kept = [(one.name, one.key_mark) for one in live if one.state is State.OPEN and one.key_mark is not None]
    kept += [(one.name, one.key_mark) for one in boxes if one.open and one.key_mark is not None]

    def on_thread() -> list[Loss]:
        found = []
        for name, mark in kept:
            try:
                sealed.store(name).check(mark)
            except SealLost as lost:
                found.append(lost.loss)
        return found

    return Examined(len(kept), tuple(await sealed.run(on_thread)), sum(_stuck(one, now) for one in live))


def _stuck(survey: Survey, now: datetime) -> bool:
    if survey.state is State.OPEN:
        return survey.closes_at is not None and now - survey.closes_at > STUCK_AFTER
    if survey.state in (State.CLOSING, State.COUNTED):
        return survey.closed_at is None or now - survey.closed_at > STUCK_AFTER
    return False
