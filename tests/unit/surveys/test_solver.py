"""No answer is determined by anything that is ever shown, to anybody who took part or did not.

`make prove` sets PROVE=1 and tries every case up to twelve respondents; without it, those are tried that fit in the time.
"""

# ruff: noqa: B023  what each case publishes is tried before the next case

import os
from collections.abc import Hashable, Iterator, Sequence
from itertools import product

import pytest

from bot.surveys.declared import AnswerCut, DeclaredCut, RoleCut
from bot.surveys.disclosure import Cut, at_threshold, distribute, divide
from bot.surveys.questions import Condition, Kind, Option, Question, Questionnaire
from bot.surveys.response import Response
from bot.surveys.results import at_threshold as results_at
from bot.surveys.results import tabulate
from tests.unit.surveys.solver import Facet, World, determined, to_question, whole

EVERYTHING = os.environ.get("PROVE") == "1"
MOST = 12

pytestmark = pytest.mark.timeout(0 if EVERYTHING else 120)


def sizes_of(places: int, most: int = MOST, least: int = 1) -> Iterator[tuple[int, ...]]:
    """Every way to put up to twelve people into places."""
    for sizes in product(range(most + 1), repeat=places):
        if least <= sum(sizes) <= most:
            yield sizes


def some(cases: Iterator[tuple[int, ...]], every: int) -> list[tuple[int, ...]]:
    found = list(cases)
    return found if EVERYTHING else found[::every]


def spread(values: Sequence[str], sizes: Sequence[int]) -> list[str]:
    return [value for value, size in zip(values, sizes, strict=True) for _ in range(size)]


@pytest.mark.parametrize("options", [("yes", "no"), ("1", "2", "3"), ("1", "2", "3", "4", "5")])
def test_one_survey_without_cuts(options: tuple[str, ...]) -> None:
    for (size,) in sizes_of(1):

        def publish(world: World) -> Hashable:
            found = distribute(world[0], options)
            return found, at_threshold(found, [], len(world[0]), 7)

        told = determined((size,), options, publish)
        # Whoever answers alone knows everybody's answer: their own.
        assert not told, told[:3]


@pytest.mark.parametrize(("cells", "options", "every"), [(2, 2, 1), (3, 2, 7), (2, 3, 5), (3, 3, 97)])
def test_one_cut_with_raised_thresholds(cells: int, options: int, every: int) -> None:
    names, answers = tuple("abc"[:cells]), tuple("xyz"[:options])
    for sizes in some(sizes_of(cells), every):
        divisions = divide([Cut("role", names, tuple(spread(names, sizes)))])

        def publish(world: World) -> Hashable:
            found = distribute([one for place in world for one in place], answers, divisions)
            shown = [(one.name, one.shown) for one in divisions]
            return found, *(at_threshold(found, shown, sum(sizes), raised) for raised in (6, 7))

        told = determined(sizes, answers, publish)
        assert not told, told[:3]


def test_two_cuts_together() -> None:
    for sizes in some(sizes_of(4), 23):
        role = Cut("role", ("a", "b"), tuple(spread("aabb", sizes)))
        age = Cut("age", ("x", "y"), tuple(spread("xyxy", sizes)))
        divisions = divide([role, age])

        def publish(world: World) -> Hashable:
            return distribute([one for place in world for one in place], ("yes", "no"), divisions)

        told = determined(sizes, ("yes", "no"), publish)
        assert not told, told[:3]


# Who answered yes was asked more: answers are "no", "yes-x" and "yes-y".
ANSWERS = ("no", "yes-x", "yes-y")


@pytest.mark.parametrize(("cells", "every"), [(1, 1), (2, 6)])
def test_a_follow_up_beside_its_question(cells: int, every: int) -> None:
    names = tuple("ab"[:cells])
    for sizes in some(sizes_of(cells), every):
        divisions = divide([Cut("role", names, tuple(spread(names, sizes)))]) if cells > 1 else ()

        def publish(world: World) -> Hashable:
            given = [one for place in world for one in place]
            asked = distribute([one.partition("-")[0] for one in given], ("yes", "no"), divisions)
            more = distribute([one.partition("-")[2] or None for one in given], ("x", "y"), divisions, conditional=True)
            shown = [(one.name, one.shown) for one in divisions]
            raised = [at_threshold(one, shown, len(given), 6) for one in (asked, more)]
            return asked, more, *raised

        told = determined(sizes, ANSWERS, publish, (whole, to_question(0), to_question(1)))
        assert not told, told[:3]


def asked(**questions: Question) -> Questionnaire:
    return Questionnaire(title={"en": "Tea"}, questions=tuple(questions.values()))


def choice(key: str, *options: str, kind: Kind = Kind.CHOICE, only_if: Condition | None = None) -> Question:
    offered = tuple(Option(key=one, words={"en": one}) for one in options)
    return Question(key=key, kind=kind, ask={"en": key}, options=offered, only_if=only_if)


ROOM, ROLE_CUT = choice("room", "big", "small"), RoleCut(1, "newcomer")
LOUD = Question(key="loud", kind=Kind.YES_NO, ask={"en": "loud"})
WHY = choice("why", "x", "y", only_if=Condition(question="room", answers=("small",)))

# What is asked, the declared cuts, and everything that one person may answer: to each question in turn.
WHOLE_SURVEYS: Sequence[tuple[Questionnaire, tuple[DeclaredCut, ...], tuple[str, ...], int]] = (
    (asked(a=ROOM, b=LOUD), (AnswerCut("room"),), ("big-yes", "big-no", "small-yes", "small-no"), 1),
    (
        asked(a=ROOM, b=LOUD),
        (AnswerCut("room"),),
        ("big-yes", "big-no", "small-yes", "small-no", "rather_not-yes", "rather_not-no"),
        1,
    ),
    (asked(a=ROOM, b=WHY), (AnswerCut("room"),), ("big", "small-x", "small-y"), 1),
    (asked(a=ROOM, b=LOUD), (ROLE_CUT, AnswerCut("room")), ("big-yes", "big-no", "small-yes", "small-no"), 2),
    (asked(a=ROOM, b=WHY), (AnswerCut("room"), ROLE_CUT), ("big", "small-x", "small-y"), 2),
    (asked(a=choice("tea", "green", "black", kind=Kind.CHOICES)), (), ("", "green", "black", "green+black"), 1),
    (asked(a=choice("tea", "a", "b", "c", kind=Kind.CHOICES)), (ROLE_CUT,), ("a", "b", "a+b", "a+c", "b+c"), 2),
)


def response(given: str, questions: Sequence[Question], cells: tuple[str, ...]) -> Response:
    answers: dict[str, str | tuple[str, ...]] = {}
    for question, answer in zip(questions, given.split("-"), strict=False):
        several = question.kind is Kind.CHOICES
        answers[question.key] = tuple(one for one in answer.split("+") if one) if several else answer
    return Response(answers, cells, done=True)


def picked(option: str) -> Facet:
    return lambda given: str(option in given.split("+"))


@pytest.mark.parametrize("case", range(len(WHOLE_SURVEYS)))
def test_whole_surveys_with_their_declared_cuts_as_they_are_closed(case: int) -> None:
    """Nothing is put together by the test here: what is written at the close is what the adversary reads."""
    questionnaire, cuts, options, places = WHOLE_SURVEYS[case]
    questions = questionnaire.questions
    several = questions[0].kind is Kind.CHOICES
    facets = [picked(one) for one in questions[0].codes] if several else [whole, to_question(0), to_question(1)]
    cases = some(sizes_of(places, MOST if EVERYTHING else (9, 8)[places - 1], least=5), 1 if places == 1 else 6)
    if EVERYTHING and len(cuts) == 2:
        cases += [(10, 10), (11, 10)]  # as many as two cuts need to be shown beside each other
    for sizes in cases:

        def publish(world: World) -> Hashable:
            responses = [
                response(
                    given, questions, tuple("" if isinstance(cut, AnswerCut) else ("in", "out")[at] for cut in cuts)
                )
                for at, place in enumerate(world)
                for given in place
            ]
            # Chance orders words only; none are written here.
            found = tabulate(questionnaire, cuts, responses, threshold=5, token_bytes=bytes)
            return found, results_at(found, 6), results_at(found, 7)

        told = determined(sizes, options, publish, facets)
        assert not told, told[:3]


def test_the_solver_finds_what_a_naive_release_gives_away() -> None:
    def everything(world: World) -> Hashable:
        return tuple(tuple(sorted(place)) for place in world)

    assert determined((6,), ("yes", "no"), everything)

    def total_and_one_cell(world: World) -> Hashable:
        given = [one for place in world for one in place]
        return given.count("yes"), world[0].count("yes") if len(world[0]) >= 5 else None

    assert determined((6, 1), ("yes", "no"), total_and_one_cell)
