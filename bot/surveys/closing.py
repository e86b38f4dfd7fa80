"""Closing a survey, step by step: every step is found where it was left, whatever stopped it.

`open → closing` by compare-and-set; count in memory; write only what may be shown (`counted`); overwrite the key; unlink
both files; `closed`. Until `counted` is durable the key is whole and the count can be made again; afterwards only
the key is left to destroy. Files that are not as they were left close the survey as void.
"""

import asyncio
import gc
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from bot.audit import Note, nobody
from bot.parts import Parts
from bot.surveys import numbers, records
from bot.surveys.book import Book
from bot.surveys.errors import NoSuchSurvey
from bot.surveys.records import LIVE, OVER, State, Survey
from bot.surveys.response import Response, unpacked
from bot.surveys.results import Results, tabulate
from bot.surveys.sealed import Sealed
from bot.surveys.store import Loss, SealLost, left_behind

log = structlog.get_logger(__name__)

T = TypeVar("T")

AfterClose = Callable[[Connection, Survey], None]
SayUnknown = Callable[[Connection, int, int], None]
"""Plans to say how many surveys are unknown, and what the highest number among them is."""


class Closing:
    """Ends surveys. `after` plans what is said then, in the transaction in which it ends."""

    def __init__(self, parts: Parts, book: Book, sealed: Sealed, after: AfterClose) -> None:
        """Close what is in `book`."""
        self._parts = parts
        self._book = book
        self._sealed = sealed
        self._after = after
        self._one_at_a_time = asyncio.Lock()
        self._looked_at_soon: Callable[[], None] = _nothing

    async def close(self, survey_id: int, *, note: Note) -> Survey | None:
        """Bring a survey to its end from wherever it stands; None if it is over, or was never open.

        `note` is written when the close begins.

        Raises:
            StorageUnavailable: the database did not take it; called again, it goes on from there.
        """
        ended = await self._to_its_end(survey_id, note)
        if ended is not None and ended.results is not None and ended.results.respondents is not None:
            self._looked_at_soon()
        return ended

    def looked_at_soon(self, hook: Callable[[], None]) -> None:
        """Call `hook` when something of a survey can be shown that was closed while the bot runs."""
        self._looked_at_soon = hook

    async def _to_its_end(self, survey_id: int, note: Note) -> Survey | None:
        async with self._one_at_a_time:
            survey = self._book.get(survey_id)
            if survey is None or survey.state is State.PLANNED:
                return None
            return await self._through(survey, note)

    async def _through(self, survey: Survey, note: Note) -> Survey:
        self._sealed.shut(survey.name)
        if survey.state is State.OPEN:
            survey = await self._step(
                replace(survey, state=State.CLOSING, closed_at=self._parts.clock.now()), State.OPEN, note=note
            )
        if survey.state is State.CLOSING:
            survey = await self._step(await self._counted(survey), State.CLOSING, forget=True, note=nobody)
        store = self._sealed.store(survey.name)
        await self._sealed.run(store.overwrite_key)
        await self._sealed.run(store.unlink)
        over = State.CLOSED if survey.void_reason is None else State.VOID
        # What a restore has closed as void has no time yet; from it on it is kept for as long as any other.
        closed_at = survey.closed_at or self._parts.clock.now()
        ended = replace(survey, state=over, key_mark=None, invited=frozenset(), closed_at=closed_at)
        await self._book.change(ended, expected=(State.COUNTED,), also=self._after)
        log.info("survey.closed", survey=survey.id, state=over)
        return ended

    async def void(self, survey_id: int, loss: Loss) -> Survey | None:
        """Close a survey whose files are not as they were left; nothing of it is shown."""
        survey = self._book.get(survey_id)
        if survey is None or survey.state is not State.OPEN:
            return None
        log.error("survey.void", survey=survey.id, reason=loss)
        self._sealed.shut(survey.name)
        lost = replace(survey, state=State.COUNTED, void_reason=loss, closed_at=self._parts.clock.now())
        await self._step(lost, State.OPEN, forget=True, note=nobody)
        return await self.close(survey_id, note=nobody)

    async def put_in_order(self, say_unknown: SayUnknown) -> list[str]:
        """After a start: go on with closes that were interrupted, look at each open survey's files, clear what is left.

        Args:
            say_unknown: plans to say that the database knows nothing of surveys whose answers lie here.

        Returns:
            The surveys that were over and whose key had come back; whoever brought it may hold a copy.
        """
        for survey in self._book.live():
            if survey.state in (State.CLOSING, State.COUNTED):
                await self._to_its_end(survey.id, note=nobody)
            elif survey.state is State.OPEN:
                assert survey.key_mark is not None
                try:
                    await self._sealed.run(partial(self._sealed.store(survey.name).check, survey.key_mark))
                except SealLost as lost:
                    await self.void(survey.id, lost.loss)
        returned, unknown = list[str](), list[int]()
        left = await self._sealed.run(lambda: list(left_behind(self._sealed.folder)))
        left = [name for name in left if not await self._belongs(name)]
        for name in left:
            state, store = await self._state(name), self._sealed.store(name)
            if state in OVER and store.key.exists():
                log.error("survey.key_returned")
                returned.append(name)
            # A draft's files are what an opening has left that was cut short, unless somebody answered it.
            if state is None or (state not in OVER and await self._sealed.run(store.answered)):
                unknown.append(int(name))
        if unknown:
            log.error("survey.unknown", count=len(unknown))
            await self._parts.storage.write(lambda connection: self._passed_over(connection, unknown, say_unknown))
        for name in left:
            await self._sealed.run(self._sealed.store(name).destroy)
        return returned

    def _passed_over(self, connection: Connection, unknown: Sequence[int], say_unknown: SayUnknown) -> None:
        """See that the cards of surveys which the database does not know (any more) lead to no other one."""
        numbers.SURVEYS.pass_over(connection, max(unknown))
        for number in unknown:
            if records.state_of(connection, number) is State.DRAFT:
                numbers.renumber(connection, number)
        say_unknown(connection, len(unknown), max(unknown))

    async def _step(self, survey: Survey, expected: State, *, forget: bool = False, note: Note) -> Survey:
        def also(connection: Connection, changed: Survey) -> None:
            note(connection)
            if forget:
                records.forget_invited(connection, changed.id)

        if not await self._book.change(survey, expected=(expected,), also=also):
            raise NoSuchSurvey
        return survey

    async def _counted(self, survey: Survey) -> Survey:
        try:
            results = await self._sealed.run(partial(_without_pauses, partial(self._tabulated, survey)))
        except SealLost as lost:
            log.error("survey.void", survey=survey.id, reason=lost.loss)  # noqa: TRY400  a fact, not a fault of ours
            return replace(survey, state=State.COUNTED, void_reason=lost.loss)
        return replace(survey, state=State.COUNTED, results=results)

    def _tabulated(self, survey: Survey) -> Results:
        assert survey.key_mark is not None
        responses: list[Response] = []
        for plain in self._sealed.store(survey.name).all(survey.key_mark):
            try:
                responses.append(unpacked(plain))
            except ValueError:
                continue  # sealed by another version; what fails the schema is left out
        return tabulate(
            survey.questionnaire,
            survey.cuts,
            responses,
            threshold=survey.threshold,
            token_bytes=self._sealed.token_bytes,
        )

    async def _belongs(self, name: str) -> bool:
        """Say whether files belong to a live survey, or to something else that is sealed here."""
        if not name.isdigit():
            return True
        survey = self._book.get(int(name))
        return survey is not None and survey.state in LIVE and survey.key_mark is not None

    async def _state(self, name: str) -> State | None:
        return await self._parts.storage.read(lambda connection: records.state_of(connection, int(name)))


def _nothing() -> None:
    """Nobody prepares for results."""


def _without_pauses(work: Callable[[], T]) -> T:
    """Do work that makes many small things and no circles of them; walking through them all would hold up the loop meanwhile."""
    gc.disable()
    try:
        return work()
    finally:
        gc.enable()
