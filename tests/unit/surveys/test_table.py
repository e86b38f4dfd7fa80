"""Results as a table: what the screen may show, and no more; nothing in it is a formula."""

import csv
from pathlib import Path

from bot.audit import nobody
from bot.surveys.declared import RoleCut
from bot.surveys.disclosure import Distribution, Exact, Mostly, TooFew
from bot.surveys.questions import Kind, Option, Question, Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.results import Results
from bot.ui.survey_table import as_csv
from tests.unit.surveys.worlds import TEXTS, pages, world

TEA = Questionnaire(
    title={"en": "Tea"},
    questions=(
        Question(key="warm", kind=Kind.YES_NO, ask={"en": "Warm?"}),
        Question(
            key="with",
            kind=Kind.CHOICES,
            ask={"en": "With?"},
            options=(Option(key="milk", words={"en": "Milk"}), Option(key="lemon", words={"en": "Lemon"})),
        ),
        Question(key="else", kind=Kind.TEXT, ask={"en": "Else?"}),
    ),
)


def table(survey: Survey, results: Results) -> list[list[str]]:
    return list(csv.reader(as_csv(survey, results, TEXTS.speaker("en")).decode("utf-8-sig").splitlines()))


def test_a_table_holds_what_may_be_shown_by_people_and_answer() -> None:
    results = Results(
        5,
        12,
        questions=(
            (
                "warm",
                Distribution(
                    Exact(12, (("yes", 7), ("no", 5))), (("0", "in", Mostly(6, "yes", 4)), ("0", "out", TooFew(5)))
                ),
            ),
            ("with/milk", Distribution(Exact(12, (("yes", 4), ("no", 8))))),
            ("with/lemon", Distribution(TooFew(5))),
        ),
        words=(("else", 12, ("=1+1", "Thank you")),),
    )
    survey = Survey(1, 1, TEA, State.CLOSED, cuts=(RoleCut(1, "newcomer"),))
    assert table(survey, results)[1:] == [
        ["Warm?", "everybody", "Yes", "7"],
        ["Warm?", "everybody", "No", "5"],
        ["Warm?", "With newcomer", "Yes", "at least 4"],
        ["With?", "everybody", "Milk", "4"],
        ["Else?", "everybody", "'=1+1", ""],
        ["Else?", "everybody", "Thank you", ""],
    ]


async def test_words_that_nobody_allowed_are_in_no_table(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    for user in range(9):
        await there.answer(survey, user, pages(str(user % 3 + 1), text=f"word {user}", aloud=user % 2 == 0))
    closed = await there.surveys.closing.close(survey.id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert sorted(row[2] for row in table(closed, closed.results) if row[2].startswith("word")) == [
        f"word {user}" for user in (0, 2, 4, 6, 8)
    ]
    await there.close()
