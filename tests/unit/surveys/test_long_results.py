"""Results that are longer than a card, a chart or a message: whole, or it is said where the rest is."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from bot.messenger.message import Card
from bot.messenger.render import render
from bot.surveys import making
from bot.surveys.disclosure import Distribution, Exact
from bot.surveys.questions import MOST_OPTIONS, Kind, Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.response import Response
from bot.surveys.results import Results, tabulate
from bot.ui.result_pages import Part, pages
from bot.ui.survey_results import pictures, results_screens
from tests.unit.surveys.worlds import TEXTS

SAY = TEXTS.speaker("en")
PEOPLE = 22


def closed(questionnaire: Questionnaire, results: Results) -> Survey:
    at = datetime(2026, 5, 4, tzinfo=UTC)
    return Survey(1, 1, questionnaire, state=State.CLOSED, closed_at=at, results=results)


def many(questions: int = 20) -> Survey:
    """A survey of as many scales from 0 to 10 as it may hold."""
    made = Questionnaire(title={"en": "Tea"})
    for number in range(questions):
        ask = f"How warm is cup number {number} on a usual day?"
        made = making.add(made, Kind.SCALE, "en", ask, wide=True, ends="cold\nhot")
    given = [
        Response({f"q{number + 1}": str((user + number) % 11) for number in range(questions)}, done=True)
        for user in range(PEOPLE)
    ]
    return closed(made, tabulate(made, (), given, threshold=5, token_bytes=bytes))


def shown(survey: Survey, **options: Any) -> list[Any]:
    """The cards as Discord gets them."""
    found = [render(one)["embeds"] for one in results_screens(survey, survey.results, SAY, **options)]
    assert all(len(embeds) == 1 for embeds in found)
    return [one[0] for one in found]


def test_every_answer_to_every_question_is_shown() -> None:
    survey = many()
    fields = [field for embed in shown(survey) for field in embed.fields]
    told = "\n".join(field.value for field in fields)
    assert told.count("**2**") == 20 * 11
    assert "…" not in told
    assert all(sum(one.ask["en"] in field.name for field in fields) for one in survey.questionnaire.questions)


def test_only_the_last_message_can_be_pressed() -> None:
    messages = results_screens(many(), many().results, SAY)
    assert len(messages) > 1
    assert [bool(one.rows) for one in messages] == [False] * (len(messages) - 1) + [True]
    assert not any(one.rows for one in results_screens(many(), many().results, SAY, public=True))


class Paper:
    """An easel that notes what it is asked to draw."""

    def __init__(self) -> None:
        self.bars_drawn: list[str] = []
        self.lines_drawn: list[str] = []

    async def bars(self, _title: str, bars: Any) -> bytes:
        assert len(bars) <= 12
        self.bars_drawn += [one.label for one in bars]
        return b"png"

    async def lines(self, _title: str, lines: Any, *, ends: Any) -> bytes:
        assert len(lines) <= 5
        self.lines_drawn += [one.label for one in lines]
        return b"png"


async def test_every_question_is_drawn_on_as_many_pictures_as_it_takes() -> None:
    survey, paper = many(), Paper()
    before = replace(survey, id=0)
    assert survey.results is not None
    files = await pictures(survey, survey.results, [(before, survey.results)], SAY, paper)  # type: ignore[arg-type]
    asked = [one.ask["en"] for one in survey.questionnaire.questions]
    assert paper.bars_drawn == asked
    assert paper.lines_drawn == asked
    assert [one.name for one in files] == [
        *("results.png", "results-2.png"),
        *("over-time.png", "over-time-2.png", "over-time-3.png", "over-time-4.png"),
    ]


def test_a_long_answer_keeps_its_count() -> None:
    options = "\n".join(f"{number} {'a' * 90}" for number in range(MOST_OPTIONS))
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.CHOICE, "en", "Which?", options=options)
    counts = tuple((code, 3) for code in made.questions[0].codes)
    survey = closed(made, Results(5, 60, questions=(("q1", Distribution(Exact(60, counts))),)))
    told = "\n".join(field.value for embed in shown(survey) for field in embed.fields)
    assert told.count("**3**") == MOST_OPTIONS


def test_words_are_shown_whole_and_said_and_did_too() -> None:
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.TEXT, "en", "In words?")
    words = tuple(f"{number} {'word ' * 80}end{number}." for number in range(8))
    survey = closed(made, Results(5, 8, words=(("q1", 8, words),)))
    survey = replace(survey, said="s " * 440 + "said-end", did="d " * 440 + "did-end")
    told = "\n".join(field.value for embed in shown(survey) for field in embed.fields)
    assert all(f"end{number}." in told for number in range(8))
    assert "said-end" in told
    assert "did-end" in told


def test_what_is_too_much_for_eight_messages_is_in_the_table_and_that_is_said() -> None:
    parts = [Part(f"Question {number}", [f"line {line} {'a' * 80}" for line in range(30)]) for number in range(40)]
    found = pages("Tea", "head", parts, "foot", SAY)
    assert len(found) == 8
    assert found[-1].fields[-1].value == SAY("survey-results-rest")
    assert isinstance(found[0], Card)
    assert [one.footer for one in found] == [None] * 7 + ["foot"]


def test_words_beyond_many_are_in_the_table_and_that_is_said() -> None:
    made = making.add(Questionnaire(title={"en": "Tea"}), Kind.TEXT, "en", "In words?")
    words = tuple(f"{number} {'word ' * 90}" for number in range(20))
    survey = closed(made, Results(5, 20, words=(("q1", 20, words),)))
    told = "\n".join(field.value for embed in shown(survey) for field in embed.fields)
    shown_whole = sum(f"> {number} word" in told for number in range(20))
    assert 8 <= shown_whole < 20
    assert told.endswith(SAY("survey-more-words", count=20 - shown_whole))
