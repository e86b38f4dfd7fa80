"""Opening surveys, now or later, and closing them at their time."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job
from bot.agenda.jobs import Outcome as JobOutcome
from bot.audit import Note, nobody
from bot.parts import Parts
from bot.surveys import disclosure, records
from bot.surveys.book import Book
from bot.surveys.closing import Closing
from bot.surveys.declared import AnswerCut, DeclaredCut, may_divide
from bot.surveys.errors import CutUnusable, NoQuestions, NoSuchSurvey, SealUnusable, TimeUnclear
from bot.surveys.records import State, Survey
from bot.surveys.sealed import Sealed
from bot.surveys.telling import Telling

OPEN_JOB: Final = "survey.open"
CLOSE_JOB: Final = "survey.close"

REMIND_AFTER: Final = timedelta(hours=48)  # PRACTICE, Defaults
LONGEST: Final = timedelta(days=60)
SHORTEST: Final = timedelta(hours=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Terms:
    """What is decided when a survey opens, and not changed afterwards."""

    channel_id: int
    role_id: int | None
    lasts: timedelta
    threshold: int = disclosure.FLOOR
    cuts: tuple[DeclaredCut, ...] = ()


class Opening:
    """Opens surveys and keeps their times."""

    def __init__(self, parts: Parts, book: Book, sealed: Sealed, closing: Closing, telling: Telling) -> None:
        """Register what happens later with the agenda."""
        self._parts = parts
        self._book = book
        self._sealed = sealed
        self._closing = closing
        self._telling = telling
        agenda = parts.agenda
        agenda.register(OPEN_JOB, self._due, misfire=ALWAYS)
        agenda.register(CLOSE_JOB, self._close, misfire=ALWAYS)

    def on_terms(self, survey: Survey, terms: Terms) -> Survey:
        """Return a survey as it will be opened.

        Raises:
            NoQuestions: it asks nothing.
            ThresholdTooLow: fewer people than five are to be shown.
            TimeUnclear: it would be open for less than an hour or more than sixty days.
            CutUnusable: results cannot be reported by the answers to that question.
        """
        if not survey.questionnaire.questions:
            raise NoQuestions
        if not SHORTEST <= terms.lasts <= LONGEST:
            raise TimeUnclear
        for cut in terms.cuts:
            if isinstance(cut, AnswerCut) and not may_divide(survey.questionnaire, cut.question):
                raise CutUnusable
        return replace(
            survey,
            channel_id=terms.channel_id,
            role_id=terms.role_id,
            threshold=max(disclosure.checked_threshold(terms.threshold), self._book.threshold(survey.guild_id)),
            cuts=terms.cuts,
        )

    async def now(self, survey: Survey, lasts: timedelta, *, note: Note) -> Survey:
        """Open a survey that is written down as a draft or as planned; `note` is written with it.

        Raises:
            SealUnusable: its files could not be made.
            NoSuchSurvey: it is open already, was called off, or is gone.
        """
        now = self._parts.clock.now()
        store = self._sealed.store(survey.name)
        try:
            mark = await self._sealed.run(store.make)
        except OSError as problem:
            log.exception("survey.unsealed", survey=survey.id)
            raise SealUnusable from problem
        opened = replace(survey, state=State.OPEN, opens_at=now, closes_at=now + lasts, key_mark=mark)

        def also(connection: Connection, changed: Survey) -> None:
            self._plan_open(connection, changed)
            note(connection)

        # Only from where it stood: what was called off meanwhile stays so.
        if not await self._book.change(opened, expected=(survey.state,), also=also):
            await self._sealed.run(store.destroy)
            raise NoSuchSurvey
        log.info("survey.opened", survey=opened.id, guild=opened.guild_id)
        return opened

    async def later(self, survey: Survey, at: datetime, lasts: timedelta, *, note: Note) -> Survey:
        """Plan to open a survey at a time.

        Raises:
            TimeUnclear: that time has passed.
            NoSuchSurvey: it is open already, or gone.
        """
        if at <= self._parts.clock.now():
            raise TimeUnclear
        planned = replace(survey, state=State.PLANNED, opens_at=at, closes_at=at + lasts)

        def also(connection: Connection, changed: Survey) -> None:
            self._plan(connection, OPEN_JOB, f"survey:{changed.id}:open:{at.isoformat()}", at, changed.id)
            note(connection)

        if not await self._book.change(planned, expected=(State.DRAFT,), also=also):
            raise NoSuchSurvey
        return planned

    async def call_off(self, survey: Survey, *, note: Note) -> Survey:
        """Make a draft again of a survey that was to open at a time; it stands in nothing's way any more.

        Raises:
            NoSuchSurvey: it is open by now, or gone.
        """
        draft = replace(survey, state=State.DRAFT, opens_at=None, closes_at=None)

        def also(connection: Connection, changed: Survey) -> None:
            self._parts.agenda.cancel_prefix(connection, f"survey:{changed.id}:open:")
            note(connection)

        if not await self._book.change(draft, expected=(State.PLANNED,), also=also):
            raise NoSuchSurvey
        return draft

    def after_close(self, connection: Connection, survey: Survey) -> None:
        """Withdraw what was still to come of a survey and plan what is said at its end."""
        self._parts.agenda.cancel(connection, f"survey:{survey.id}:close")
        self._telling.over(connection, survey)

    async def invite(self, survey: Survey, people: Collection[int], *, within: timedelta | None = None) -> Survey:
        """Add those who were at another session to an open survey, have it close `within` a time, and post its card again."""
        grown = replace(survey, invited=survey.invited | frozenset(people), sessions=survey.sessions + 1)
        if within is not None and survey.closes_at is not None:
            grown = replace(grown, closes_at=min(survey.closes_at, self._parts.clock.now() + within))

        def also(connection: Connection, changed: Survey) -> None:
            if changed.closes_at is not None and changed.closes_at != survey.closes_at:
                self._parts.agenda.reschedule(connection, f"survey:{changed.id}:close", changed.closes_at)
            records.invite(connection, changed.id, people)
            self._telling.invite(connection, changed)

        if not await self._book.change(grown, expected=(State.OPEN,), also=also):
            raise NoSuchSurvey
        return grown

    async def end(self, survey: Survey) -> None:
        """End a round because the next one of its plan begins; that was its time, so nobody has closed it early."""
        now = self._parts.clock.now()
        if survey.closes_at is not None and survey.closes_at > now:
            await self._book.change(replace(survey, closes_at=now), expected=(State.OPEN,))
        await self._closing.close(survey.id, note=nobody)

    def _plan_open(self, connection: Connection, survey: Survey) -> None:
        assert survey.opens_at is not None
        assert survey.closes_at is not None
        self._plan(connection, CLOSE_JOB, f"survey:{survey.id}:close", survey.closes_at, survey.id)
        remind = survey.opens_at + REMIND_AFTER
        if remind + SHORTEST < survey.closes_at:
            self._telling.remind(connection, survey.id, remind)
        self._telling.invite(connection, survey)

    def _plan(self, connection: Connection, kind: str, key: str, due: datetime, survey_id: int) -> None:
        self._parts.agenda.plan(connection, kind=kind, key=key, due=due, payload={"survey": survey_id})

    # -- what happens at its time ---------------------------------------------------------------------------------

    async def _due(self, job: Job) -> JobOutcome:
        survey = self._book.get(job.number("survey"))
        if survey is None or survey.state is not State.PLANNED:
            return Done()
        assert survey.opens_at is not None
        assert survey.closes_at is not None
        # However late it opens, it ends when it was said to: others that ask the same may have been let in for afterwards.
        left = survey.closes_at - max(self._parts.clock.now(), survey.opens_at)
        if left < SHORTEST:
            log.warning("survey.missed", survey=survey.id)
            draft = replace(survey, state=State.DRAFT, opens_at=None, closes_at=None)
            await self._book.change(draft, expected=(State.PLANNED,), also=self._telling.missed)
            return GiveUp("survey-reason-missed")
        with suppress(NoSuchSurvey):  # called off at this very moment
            await self.now(survey, left, note=nobody)
        return Done()

    async def _close(self, job: Job) -> JobOutcome:
        await self._closing.close(job.number("survey"), note=nobody)
        return Done()
