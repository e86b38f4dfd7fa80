"""What cannot be done is refused with a sentence, in English and in Spanish, and nothing is left of it."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.audit import nobody
from bot.errors import Refusal
from bot.messenger.message import Message
from bot.messenger.port import Forbidden
from bot.surveys import making
from bot.surveys.disclosure import ThresholdTooLow
from bot.surveys.errors import (
    BoxClosed,
    CodeUnknown,
    FormOutOfDate,
    NoQuestions,
    NoSuchSurvey,
    NoSuchTemplate,
    NotAFacilitator,
    NothingAnswered,
    NotInvited,
    NotPosted,
    QuestionWrong,
    ResultsNotYet,
    SealUnusable,
    SurveyNotYetOpen,
    SurveyOver,
    TextTooLong,
    TimeUnclear,
    TooManyQuestions,
)
from bot.surveys.questions import Kind, Questionnaire
from tests.unit.surveys.worlds import CHANNEL, GUILD, TEXTS, World, pages, terms_of, world

EMPTY = Questionnaire(title={"en": "Tea"})
Try = Callable[[World], Awaitable[Any]]


async def no_disk(there: World) -> None:
    (there.folder / "sealed").write_bytes(b"a file where the folder should be")
    await there.open()


async def too_many(kind: Kind) -> None:
    asked = EMPTY
    for number in range(21):
        asked = making.add(asked, kind, "en", f"Question {number}?")


async def an_empty_draft(there: World) -> None:
    draft = await there.surveys.draft(GUILD, EMPTY)
    await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=1)


async def before_it_begins(there: World) -> None:
    survey = await there.surveys.open(
        GUILD, "template:session", terms_of(), by=1, at=there.clock.now() + timedelta(hours=2)
    )
    await there.answer(survey, 1, pages("3"))


async def after_it_closed(there: World) -> None:
    survey = await there.open()
    await there.surveys.closing.close(survey.id, note=nobody)
    await there.answer(survey, 1, pages("3"))


async def without_the_role(there: World) -> None:
    await there.answer(await there.open(role=77), 1, pages("3"))


async def in_no_channel(there: World) -> None:
    survey = await there.open()
    there.messenger.will(CHANNEL, Forbidden(50013))
    await there.surveys.publishing.post(survey, Message("x"), key="key", by=1)


async def early_results(there: World) -> None:
    there.surveys.publishing.showable(await there.open())


async def answered_so(there: World, *given: dict[str, Any]) -> None:
    await there.answer(await there.open(), 1, list(given))


async def with_a_code(there: World, code: str) -> None:
    there.town.roles[1] = frozenset()
    await there.surveys.boxes.put_up(GUILD, 1, by=1)
    await there.surveys.boxes.suggest(GUILD, 1, "A plant", code)


async def into_no_box(there: World) -> None:
    await there.surveys.boxes.suggest(GUILD, 1, "A plant")


REFUSED: dict[type[Refusal], Try] = {
    SealUnusable: no_disk,
    TooManyQuestions: lambda _: too_many(Kind.TEXT),
    QuestionWrong: lambda _: _now(lambda: making.add(EMPTY, Kind.CHOICE, "en", "Which?", options="only one")),
    NoQuestions: an_empty_draft,
    SurveyNotYetOpen: before_it_begins,
    SurveyOver: after_it_closed,
    NotInvited: without_the_role,
    NotPosted: in_no_channel,
    ResultsNotYet: early_results,
    NothingAnswered: lambda there: answered_so(there, {}),
    FormOutOfDate: lambda there: answered_so(there, pages("nine")[0]),
    TextTooLong: lambda there: answered_so(there, *pages("3", text="a" * 4000)),
    ThresholdTooLow: lambda there: there.open(threshold=4),
    TimeUnclear: lambda there: there.open(days=61),
    NoSuchTemplate: lambda there: there.open("nothing"),
    NoSuchSurvey: lambda there: there.surveys.book.survey(GUILD, 99),
    NotAFacilitator: lambda there: _now(lambda: there.surveys.book.staff(GUILD, 1)),
    CodeUnknown: lambda there: with_a_code(there, "ABCD-EFGH"),
    BoxClosed: into_no_box,
}


async def _now(work: Callable[[], Any]) -> None:
    work()


@pytest.mark.parametrize("refusal", REFUSED, ids=lambda one: one.__name__)
async def test_it_is_refused_and_said_in_both_languages(tmp_path: Path, refusal: type[Refusal]) -> None:
    there = await world(tmp_path)
    with pytest.raises(refusal) as refused:
        await REFUSED[refusal](there)
    english, spanish = (TEXTS.speaker(locale)(refused.value.text, **refused.value.values) for locale in ("en", "es"))
    for said in (english, spanish):
        assert "{" not in said
        assert said.count(".") + said.count("?") >= 1
    assert english != spanish
    await there.close()
