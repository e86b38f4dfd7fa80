"""Answering, changing and withdrawing: everything a respondent does, with no trace outside the seal."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from bot.surveys import pages
from bot.surveys.book import Book
from bot.surveys.closing import Closing
from bot.surveys.errors import FormOutOfDate, NothingAnswered, SurveyOver
from bot.surveys.pages import Entry
from bot.surveys.questions import Kind
from bot.surveys.records import Survey
from bot.surveys.response import Response, capacity, packed, unpacked
from bot.surveys.sealed import Sealed
from bot.surveys.store import SealLost, Store

T = TypeVar("T")

Listens = Callable[[int, Sequence[str]], bool]
"""Says whether a person should be offered to whoever wrote these texts in a server; writes nothing down."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page to show, with what was answered so far."""

    survey: Survey
    entries: Sequence[Entry]
    response: Response


@dataclass(frozen=True, slots=True)
class Step:
    """What came of a page. `first` and `more` are the same whatever was answered.

    Attributes:
        survey: which.
        first: it was the first page.
        more: there may be another page; which, and whether there is, lies under the seal.
        heard: nothing was written, its author needs a person.
    """

    survey: Survey
    first: bool
    more: bool
    heard: bool = False


class Answering:
    """What a respondent may do."""

    def __init__(self, book: Book, sealed: Sealed, closing: Closing, listens: Listens) -> None:
        """Work on the surveys of `book`."""
        self._book = book
        self._sealed = sealed
        self._closing = closing
        self._listens = listens

    async def own(self, survey_id: int, user_id: int) -> tuple[Survey, Response | None]:
        """Return a survey that somebody may answer, and what they answered so far.

        Raises:
            SurveyOver, SurveyNotYetOpen, NotInvited, NotThere: they may not.
        """
        survey = self._book.answerable(survey_id, user_id)
        return survey, await self._read(survey, user_id)

    async def left_behind(self, survey_id: int, user_id: int) -> bool:
        """Say whether somebody who may not answer an open survey (any more) has something in it that they can take back.

        Raises:
            SurveyOver, SurveyNotYetOpen: it is too late, or too early.
        """
        return await self._read(self._book.open_now(survey_id), user_id) is not None

    async def page(self, survey_id: int, user_id: int, *, anew: bool = False) -> Page | None:
        """Return the page with which somebody goes on, or `anew` the first; None if nothing is left to ask.

        Raises:
            SurveyOver, SurveyNotYetOpen, NotInvited, NotThere: they may not answer.
        """
        survey, response = await self.own(survey_id, user_id)
        known = response or Response()
        first = 0 if anew else pages.place(survey.questionnaire, known.answers, known.reached)
        entries = pages.page(survey.questionnaire, known.answers, first)
        return Page(survey, entries, known) if entries else None

    async def submit(
        self,
        survey_id: int,
        user_id: int,
        written: Mapping[str, str],
        chosen: Mapping[str, tuple[str, ...]],
    ) -> Step:
        """Take a page that came back, into the seal. It counts as soon as nothing is open that has to be answered.

        Raises:
            SurveyOver, SurveyNotYetOpen, NotInvited, NotThere: they may not answer.
            NothingAnswered, FormOutOfDate, TextTooLong: the page cannot be taken; nothing was.
        """
        survey, known = await self.own(survey_id, user_id)
        before, questionnaire = known or Response(), survey.questionnaire
        first = pages.begins((*written, *chosen))
        entries = pages.page(questionnaire, before.answers, first)
        if not entries or entries[0].index != first:
            raise FormOutOfDate
        answers = pages.taken(entries, written, chosen)
        reached = entries[-1].index + 1
        step = Step(survey, first == 0, pages.may_go_on(questionnaire, reached))
        if self._asks_for_help(survey, entries, written, before):
            return replace(step, heard=True)
        here = {entry.question.key for entry in entries if entry.question is not None}
        merged = {key: one for key, one in before.answers.items() if key not in here} | answers
        # What was answered under a condition that holds no more was never asked.
        asked = [question.key for question in questionnaire.asked(merged)]
        merged = {key: merged[key] for key in asked if key in merged}
        if not merged and not pages.page(questionnaire, merged, reached):
            raise NothingAnswered
        said = pages.aloud(entries, chosen)
        response = Response(
            merged,
            await self._book.cells(survey, user_id),
            done=bool(merged) and questionnaire.complete(merged),
            aloud=before.aloud if said is None else said,
            reached=reached,
        )
        plain = packed(response, capacity(questionnaire, len(survey.cuts)))
        await self._ask(survey, lambda store, mark: store.put(mark, user_id, plain))
        return step

    async def withdraw(self, survey_id: int, user_id: int) -> bool:
        """Take somebody's response out; say whether there was one.

        Who may not answer any more, for a role or a membership that is gone, can take back what they said all the same.

        Raises:
            SurveyOver, SurveyNotYetOpen: it is too late, or too early.
        """
        survey = self._book.open_now(survey_id)
        return await self._ask(survey, lambda store, mark: store.remove(mark, user_id))

    def _asks_for_help(
        self, survey: Survey, entries: Sequence[Entry], written: Mapping[str, str], before: Response
    ) -> bool:
        """Say whether the words of a page ask for a person, by themselves or read on from (or to) those of other pages."""
        here = {
            one.question.key: written.get(one.key, "")
            for one in entries
            if one.question is not None and one.question.kind is Kind.TEXT
        }
        texts = [text for text in here.values() if text]
        if not texts:
            return False
        said = [one.key for one in survey.questionnaire.questions if one.kind is Kind.TEXT]
        read_on = [text for key in said if (text := str(here.get(key, before.answers.get(key, ""))))]
        together = (" ".join(read_on),) if len(read_on) > len(texts) else ()
        return any(self._listens(survey.guild_id, some) for some in (texts, together) if some)

    async def _read(self, survey: Survey, user_id: int) -> Response | None:
        plain = await self._ask(survey, lambda store, mark: store.get(mark, user_id))
        try:
            return None if plain is None else unpacked(plain)
        except ValueError:
            return None

    async def _ask(self, survey: Survey, work: Callable[[Store, str], T]) -> T:
        def on_thread() -> T:
            # Asked here, in the thread's own order: what came after the close began is not taken.
            if self._sealed.is_shut(survey.name):
                raise SurveyOver
            assert survey.key_mark is not None
            return work(self._sealed.store(survey.name), survey.key_mark)

        try:
            return await self._sealed.run(on_thread)
        except SealLost as lost:
            await self._closing.void(survey.id, lost.loss)
            raise SurveyOver from None
