"""What counts, where it goes on, and that no button or text tells what somebody was asked."""

from pathlib import Path
from typing import Any

import pytest

from bot.audit import nobody
from bot.messenger.message import Button, Message
from bot.surveys.errors import FormOutOfDate, NothingAnswered
from bot.surveys.questions import Condition, Kind, Question, Questionnaire
from bot.surveys.records import Survey
from bot.ui import survey_forms
from tests.unit.surveys.worlds import GUILD, TEXTS, World, pages, terms_of, world

SAY = TEXTS.speaker("en")


def yes_no(key: str, only_if: str | None = None) -> Question:
    condition = None if only_if is None else Condition(question=only_if, answers=("yes",))
    return Question(key=key, kind=Kind.YES_NO, ask={"en": key}, only_if=condition)


HURT = Questionnaire(title={"en": "Hurt"}, questions=(yes_no("hurt"), yes_no("again", "hurt")))
FREE = Questionnaire(
    title={"en": "Free"},
    questions=(*(Question(key=f"q{at}", kind=Kind.TEXT, ask={"en": "?"}) for at in range(4)), yes_no("well")),
)


async def opened(there: World, asked: Questionnaire) -> Survey:
    draft = await there.surveys.draft(GUILD, asked)
    for user in range(8):
        there.town.roles[user] = frozenset()
    return await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=1)


async def respondents(there: World, survey: Survey) -> int | None:
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    return closed.results.respondents


async def send(there: World, survey: Survey, user: int, **chosen: str) -> Message:
    """Send a page in and return what is shown for it."""
    answered = await there.surveys.answering.submit(survey.id, user, {}, {key: (one,) for key, one in chosen.items()})
    return survey_forms.after(answered, SAY)


async def begun(there: World, survey: Survey, user: int) -> tuple[str, list[str]]:
    """What the card leads to: its words, and its buttons."""
    message = survey_forms.beginning(*await there.surveys.answering.own(survey.id, user), SAY)
    return message.cards[0].body, [one.label for one in buttons_of(message)]


def buttons_of(message: Message) -> list[Button]:
    row: Any = message.rows[0]
    return list(row)


async def indices(there: World, survey: Survey, user: int, **where: bool) -> list[int] | None:
    page = await there.surveys.answering.page(survey.id, user, **where)
    return None if page is None else [entry.index for entry in page.entries]


async def test_answers_count_as_soon_as_nothing_is_open_that_needs_one(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    for user in range(6):
        await there.answer(survey, user, pages("3")[:1])  # what is left is in words, and free
    words, buttons = await begun(there, survey, 0)
    assert SAY("survey-begin-done") in words
    assert buttons[:2] == [SAY("button-survey-next"), SAY("button-survey-change")]
    assert await respondents(there, survey) == 6
    await there.close()


async def test_a_form_that_was_left_empty_counts_for_nobody(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, FREE)
    for user in range(6):
        await there.surveys.answering.submit(survey.id, user, {f"a{at}": "" for at in range(4)}, {})
    assert SAY("survey-begin-draft") in (await begun(there, survey, 0))[0]
    assert await indices(there, survey, 0) == [4, 5]
    for user in range(5):
        await send(there, survey, user, a4="yes")
    assert await respondents(there, survey) == 5
    await there.close()


async def test_a_change_that_opens_a_question_is_said_and_counts_again_once_it_is_answered(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, HURT)
    for user in range(6):
        await send(there, survey, user, a0="no")
    assert SAY("survey-begin-done") in (await begun(there, survey, 0))[0]
    said = await send(there, survey, 0, a0="yes")
    assert "counts as soon as nothing is open that needs an answer" in said.content
    words, buttons = await begun(there, survey, 0)
    assert "A change may have opened a further question." in words
    assert buttons[0] == SAY("button-survey-next")
    assert await indices(there, survey, 0) == [1]
    await send(there, survey, 0, a1="no")
    assert SAY("survey-begin-done") in (await begun(there, survey, 0))[0]
    await send(there, survey, 1, a0="yes")
    assert await respondents(there, survey) == 5
    await there.close()


async def test_whoever_was_asked_a_follow_up_sees_the_same_up_to_it(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await opened(there, HURT)
    shown = [await send(there, survey, user, a0=said) for user, said in enumerate(("yes", "no", "rather_not"))]
    assert len({repr(one) for one in shown}) == 1
    go_on, *_ = buttons_of(shown[0])
    assert go_on.custom_id == f"survey:page:{survey.id}"
    assert await indices(there, survey, 0) == [1]
    assert await indices(there, survey, 1) is None, "then there is the end"
    await there.close()


async def test_it_goes_on_where_somebody_stopped_and_changes_begin_at_the_beginning(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open("confidentiality")
    there.town.roles[1] = frozenset()
    assert await indices(there, survey, 1) == [0, 1, 2]
    await send(there, survey, 1, a0="3", a1="yes", a2="yes")
    assert await indices(there, survey, 1) == [3, 4, 5]
    assert await indices(there, survey, 1, anew=True) == [0, 1, 2]
    # Of two forms that lay open the later one counts, and what was skipped is asked first.
    await there.surveys.answering.submit(survey.id, 1, {"a3": "talk", "a4": ""}, {"a3": ("talk",), "a5": ("no",)})
    assert await indices(there, survey, 1) is None
    await send(there, survey, 1, a0="3", a1="yes", a2="no")
    await send(there, survey, 1, a0="3", a1="yes", a2="yes")
    assert await indices(there, survey, 1) == [3, 4, 5]
    await there.surveys.answering.withdraw(survey.id, 1)
    assert await indices(there, survey, 1) == [0, 1, 2]
    await there.close()


@pytest.mark.parametrize(
    ("fields", "refused"),
    [
        ({}, NothingAnswered),
        ({"b0": "3"}, NothingAnswered),
        ({"a³": "3"}, NothingAnswered),
        ({"a3": "talk", "a4": "", "a5": "no"}, FormOutOfDate),
        ({"a99": "1"}, FormOutOfDate),
    ],
)
async def test_a_form_that_nobody_was_shown_is_not_taken(
    tmp_path: Path, fields: dict[str, Any], refused: type[Exception]
) -> None:
    there = await world(tmp_path)
    survey = await there.open("confidentiality")
    there.town.roles[1] = frozenset()
    with pytest.raises(refused):
        await send(there, survey, 1, **fields)
    await there.close()
