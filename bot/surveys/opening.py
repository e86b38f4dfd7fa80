"""Opening surveys, now or later, and what happens at their times: the card, the reminder, the close."""

from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.agenda.jobs import Drop
from bot.agenda.jobs import Outcome as JobOutcome
from bot.audit import Note, nobody
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.surveys import cards, disclosure, records
from bot.surveys.book import Book
from bot.surveys.closing import Closing
from bot.surveys.declared import AnswerCut, DeclaredCut, may_divide
from bot.surveys.errors import CutUnusable, NoQuestions, NoSuchSurvey, SealUnusable, TimeUnclear
from bot.surveys.records import State, Survey
from bot.surveys.sealed import Sealed
from bot.texts import Speaker

OPEN_JOB: Final = "survey.open"
CLOSE_JOB: Final = "survey.close"
REMIND_JOB: Final = "survey.remind"
SAY_JOB: Final = "survey.say"
# What is said when somebody may hold a key: to everybody where it was asked, and to facilitators.
READ, RETURNED, RETURNED_STAFF = "read", "returned", "returned-staff"

REMIND_AFTER: Final = timedelta(hours=48)  # PRACTICE, Defaults
LONGEST: Final = timedelta(days=60)
SHORTEST: Final = timedelta(hours=1)
AGAIN: Final = timedelta(minutes=2)

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

    def __init__(self, parts: Parts, book: Book, sealed: Sealed, closing: Closing) -> None:
        """Register what happens later with the agenda."""
        self._parts = parts
        self._book = book
        self._sealed = sealed
        self._closing = closing
        agenda = parts.agenda
        agenda.register(OPEN_JOB, self._due, misfire=ALWAYS)
        agenda.register(CLOSE_JOB, self._close, misfire=ALWAYS)
        agenda.register(REMIND_JOB, self._remind, misfire=Drop(timedelta(hours=6)))
        agenda.register(SAY_JOB, self._say, misfire=ALWAYS)

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

    async def now(self, survey: Survey, lasts: timedelta, *, note: Note = nobody) -> Survey:
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

    async def later(self, survey: Survey, at: datetime, lasts: timedelta, *, note: Note = nobody) -> Survey:
        """Plan to open a survey at a time.

        Raises:
            TimeUnclear: that time has passed.
            NoSuchSurvey: it is open already, or gone.
        """
        if at <= self._parts.clock.now():
            raise TimeUnclear
        planned = replace(survey, state=State.PLANNED, opens_at=at, closes_at=at + lasts)

        def also(connection: Connection, changed: Survey) -> None:
            self._plan(connection, OPEN_JOB, f"survey:{changed.id}:open", at, changed.id)
            note(connection)

        if not await self._book.change(planned, expected=(State.DRAFT,), also=also):
            raise NoSuchSurvey
        return planned

    async def call_off(self, survey: Survey, *, note: Note = nobody) -> Survey:
        """Make a draft again of a survey that was to open at a time; it stands in nothing's way any more.

        Raises:
            NoSuchSurvey: it is open by now, or gone.
        """
        draft = replace(survey, state=State.DRAFT, opens_at=None, closes_at=None)

        def also(connection: Connection, changed: Survey) -> None:
            self._parts.agenda.cancel(connection, f"survey:{changed.id}:open")
            note(connection)

        if not await self._book.change(draft, expected=(State.PLANNED,), also=also):
            raise NoSuchSurvey
        return draft

    def after_close(self, connection: Connection, survey: Survey) -> None:
        """Withdraw what was still to come of a survey and plan what is said at its end."""
        for left in ("close", "remind"):
            self._parts.agenda.cancel(connection, f"survey:{survey.id}:{left}")
        self.say_soon(connection, survey.id, "over")
        if cards.perhaps_read(survey):  # a card that changes somewhere above is not seen by those who answered
            self.say_soon(connection, survey.id, READ)

    def say_returned(self, connection: Connection, survey_id: int) -> None:
        """Plan to tell everybody, and facilitators, that the key of a closed survey was put back."""
        for what in (RETURNED, RETURNED_STAFF):
            self.say_soon(connection, survey_id, what)

    def say_soon(self, connection: Connection, survey_id: int, what: str, number: int = 0) -> None:
        """Plan a post about a survey: `open`, `over`, or that somebody may hold its key."""
        key = f"survey:{survey_id}:say:{what}:{number}"
        self._plan(connection, SAY_JOB, key, self._parts.clock.now(), survey_id, what, number)

    async def invite(self, survey: Survey, people: Collection[int]) -> Survey:
        """Add those who were at another session to an open survey, and post its card again."""
        grown = replace(survey, invited=survey.invited | frozenset(people), sessions=survey.sessions + 1)

        def also(connection: Connection, changed: Survey) -> None:
            records.invite(connection, changed.id, people)
            self.say_soon(connection, changed.id, "open", changed.sessions)

        if not await self._book.change(grown, expected=(State.OPEN,), also=also):
            raise NoSuchSurvey
        return grown

    def _plan_open(self, connection: Connection, survey: Survey) -> None:
        assert survey.opens_at is not None
        assert survey.closes_at is not None
        self._plan(connection, CLOSE_JOB, f"survey:{survey.id}:close", survey.closes_at, survey.id)
        remind = survey.opens_at + REMIND_AFTER
        if remind + SHORTEST < survey.closes_at:
            self._plan(connection, REMIND_JOB, f"survey:{survey.id}:remind", remind, survey.id)
        self.say_soon(connection, survey.id, "open", survey.sessions)

    def _plan(
        self,
        connection: Connection,
        kind: str,
        key: str,
        due: datetime,
        survey_id: int,
        what: str = "",
        number: int = 0,
    ) -> None:
        payload: dict[str, int | str | None] = {"survey": survey_id, "what": what, "number": number}
        self._parts.agenda.plan(connection, kind=kind, key=key, due=due, payload=payload)

    # -- what happens at its time ---------------------------------------------------------------------------------

    async def _due(self, job: Job) -> JobOutcome:
        survey = self._book.get(_survey_id(job))
        if survey is None or survey.state is not State.PLANNED:
            return Done()
        assert survey.opens_at is not None
        assert survey.closes_at is not None
        with suppress(NoSuchSurvey):  # called off at this very moment
            await self.now(survey, survey.closes_at - survey.opens_at)
        return Done()

    async def _close(self, job: Job) -> JobOutcome:
        await self._closing.close(_survey_id(job))
        return Done()

    async def _remind(self, job: Job) -> JobOutcome:
        survey = self._book.get(_survey_id(job))
        if survey is None or survey.state is not State.OPEN or survey.channel_id is None:
            return Done()
        people = frozenset(user for one in survey.invited if (user := self._parts.people.discord_id(one)) is not None)
        message = cards.reminder(survey, people, self._speaker(survey.guild_id))
        return _settled(await self._post(survey.channel_id, message, job.key))

    async def _say(self, job: Job) -> JobOutcome:
        survey_id, what = _survey_id(job), str(job.payload["what"])
        survey = self._book.get(survey_id)
        if survey is None:
            survey = await self._parts.storage.read(lambda connection: records.any_one(connection, survey_id))
        if survey is None or survey.channel_id is None:
            return Done()
        if what == "open":
            return await self._invite(survey, job.key)
        say = self._speaker(survey.guild_id)
        match what:
            case _ if what == READ:
                return _settled(await self._post(survey.channel_id, Message(cards.void(survey, say)), job.key))
            case _ if what == RETURNED:
                body = cards.key_returned(survey, say, staff=False)
                return _settled(await self._post(survey.channel_id, body, job.key))
            case _ if what == RETURNED_STAFF:
                return await self._tell_staff(survey, cards.key_returned(survey, say, staff=True), job.key)
            case _:
                return await self._say_over(survey, job.key)

    async def _invite(self, survey: Survey, key: str) -> JobOutcome:
        if survey.state is not State.OPEN:
            return Done()
        assert survey.channel_id is not None
        outcome = await self._post(survey.channel_id, cards.invitation(survey, self._speaker(survey.guild_id)), key)
        if not isinstance(outcome, Sent):
            return _settled(outcome)
        return Done(partial(self._remember_card, survey_id=survey.id, message_id=outcome.message_id))

    def _remember_card(self, connection: Connection, *, survey_id: int, message_id: int) -> None:
        survey = self._book.get(survey_id)
        if survey is not None and survey.state is State.OPEN:
            self._book.change_in(connection, replace(survey, message_id=message_id), (State.OPEN,))

    async def _say_over(self, survey: Survey, key: str) -> JobOutcome:
        say = self._speaker(survey.guild_id)
        if survey.channel_id is not None and survey.message_id is not None:
            await self._parts.messenger.edit(
                channel_id=survey.channel_id,
                message_id=survey.message_id,
                message=cards.ended(survey, say),
                lane=Lane.BULK,
            )
        return await self._tell_staff(survey, cards.staff_note(survey, say), key)

    async def _tell_staff(self, survey: Survey, message: Message, key: str) -> JobOutcome:
        server = self._parts.servers.get(survey.guild_id)
        if server is None or server.facilitators_channel_id is None:
            return Done()
        return _settled(await self._post(server.facilitators_channel_id, message, key))

    async def _post(self, channel_id: int, message: Message, key: str) -> Outcome:
        return await self._parts.messenger.post(channel_id=channel_id, message=message, key=key, lane=Lane.BULK)

    def _speaker(self, guild_id: int) -> Speaker:
        server = self._parts.servers.get(guild_id)
        return self._parts.texts.speaker(None if server is None else server.locale)


def _survey_id(job: Job) -> int:
    return int(job.payload["survey"] or 0)


def _settled(outcome: Outcome) -> JobOutcome:
    match outcome:
        case Sent():
            return Done()
        case Transient():
            return RetryLater(AGAIN, "survey-reason-undelivered")
        case _:
            return GiveUp("survey-reason-undelivered")
