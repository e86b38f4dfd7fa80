"""How often a comparison that was declared is still shown: our own templates, made-up answers, disclosure control as it is.

Run it with `PYTHONPATH=. python tests/benchmarks/bench_cuts.py`; a minute. Of each question whose counts are shown exactly, it
says in how many of a hundred surveys it is shown by the first cut, and by the second.
"""

# ruff: noqa: T201  a script that tells what it measured; made-up answers need no secret chance

import random
from collections import Counter
from collections.abc import Iterator

from bot.settings import default_data_dir
from bot.surveys import templates
from bot.surveys.declared import AnswerCut, DeclaredCut, RoleCut, may_divide
from bot.surveys.disclosure import Exact
from bot.surveys.questions import Answer, Kind, Question, Questionnaire
from bot.surveys.response import Response
from bot.surveys.results import tabulate
from bot.surveys.templates import Templates

PEOPLE = (12, 20, 30, 50)
SURVEYS = 300
HAPPY, UNHAPPY = (0.06, 0.1, 0.2, 0.34, 0.3), (0.18, 0.24, 0.26, 0.2, 0.12)
NEWCOMER, VETERAN = RoleCut(1, "newcomer"), RoleCut(2, "veteran")


def answer(question: Question, chance: random.Random, *, happy: bool) -> Answer:
    """Answer as somebody may who is content on the whole, or is not."""
    if question.kind is Kind.YES_NO:
        return "yes" if chance.random() < (0.25 if happy else 0.45) else "no"
    if question.kind is Kind.CHOICES:
        return tuple(code for code in question.codes if chance.random() < 0.35)
    if question.kind is Kind.SCALE and len(question.codes) == len(HAPPY):
        return chance.choices(question.codes, HAPPY if happy else UNHAPPY)[0]
    return chance.choice(question.codes)


def responses(
    asked: Questionnaire, cuts: tuple[DeclaredCut, ...], people: int, chance: random.Random
) -> Iterator[Response]:
    """Answer as many people would; seven of ten are content, four of ten have each role."""
    for _ in range(people):
        happy, given = chance.random() < 0.7, dict[str, Answer]()
        for question in asked.questions:
            condition = question.only_if
            if question.kind is not Kind.TEXT and (
                condition is None or given.get(condition.question) in condition.answers
            ):
                given[question.key] = answer(question, chance, happy=happy)
        cells = ("" if isinstance(cut, AnswerCut) else ("in" if chance.random() < 0.4 else "out") for cut in cuts)
        yield Response(given, tuple(cells), done=True)


def shares(asked: Questionnaire, cuts: tuple[DeclaredCut, ...], people: int) -> str:
    """Return how often each cut is shown."""
    chance, shown, of = random.Random(people), Counter[int](), Counter[int]()
    for _ in range(SURVEYS):
        found = tabulate(asked, cuts, responses(asked, cuts, people, chance), threshold=5, token_bytes=bytes)
        for _, one in found.questions:
            for cut in range(len(cuts)) if isinstance(one.total, Exact) else ():
                tables = [table for number, _, table in one.by if number == str(cut)]
                of[cut] += bool(tables)
                shown[cut] += any(isinstance(table, Exact) for table in tables)
    return " ".join(f"{100 * shown[cut] // max(1, of[cut]):3d} %" for cut in range(len(cuts)))


def main() -> None:
    """Say it for every template, by a role, by two, and by a role and an answer."""
    folder = default_data_dir() / templates.FOLDER
    print("people:", ", ".join(map(str, PEOPLE)))
    for template in Templates.load(folder, folder / "none").good.values():
        asked = template.questionnaire
        answers = [AnswerCut(one.key) for one in asked.questions if may_divide(asked, one.key)]
        for cuts in ((NEWCOMER,), (NEWCOMER, VETERAN), *((NEWCOMER, one) for one in answers[:1])):
            by = " + ".join("role" if isinstance(cut, RoleCut) else "answer" for cut in cuts)
            print(f"{template.name:16} {by:14}", " | ".join(shares(asked, cuts, people) for people in PEOPLE))


if __name__ == "__main__":
    main()
