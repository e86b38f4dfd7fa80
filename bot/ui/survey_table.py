"""A closed survey's results as a table for other programs: what may be shown, and nothing besides."""

import csv
import io
from collections.abc import Iterator
from typing import Final

from bot.surveys.disclosure import Exact, Mostly, Table
from bot.surveys.questions import Kind, Question, in_language
from bot.surveys.records import Survey
from bot.surveys.results import PICKED, Results
from bot.texts import Speaker
from bot.ui.survey_forms import answer_text, cell_text

# What a spreadsheet would take for a formula if a cell began with it.
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")

Row = tuple[str, str, str, str]


def as_csv(survey: Survey, results: Results, say: Speaker) -> bytes:
    """Return question, subgroup, answer and count, a line each; words that may be shown stand as answers without a count."""
    written = io.StringIO()
    lines = csv.writer(written)
    heads = ("survey-table-question", "survey-table-people", "survey-table-answer", "survey-table-count")
    lines.writerow([say(one) for one in heads])
    for question in survey.questionnaire.questions:
        lines.writerows(tuple(map(_plain, row)) for row in _of(question, survey, results, say))
    return written.getvalue().encode("utf-8-sig")


def _of(question: Question, survey: Survey, results: Results, say: Speaker) -> Iterator[Row]:
    name, everybody = in_language(question.ask, say.locale), say("survey-table-everybody")
    if question.kind is Kind.TEXT:
        yield from ((name, everybody, text, "") for text in results.written(question.key))
        return
    several = question.kind is Kind.CHOICES
    for key in [f"{question.key}/{option}" for option in question.codes] if several else [question.key]:
        found = results.question(key)
        if found is None:
            continue
        for people, table in (
            (everybody, found.total),
            *((cell_text(survey, cut, cell, say), shown) for cut, cell, shown in found.by),
        ):
            for code, count in _counts(table, say):
                if several and code == PICKED[1]:
                    continue
                answer = answer_text(question, key.partition("/")[2] if several else code, say)
                yield name, people, answer, count


def _counts(table: Table, say: Speaker) -> list[tuple[str, str]]:
    match table:
        case Exact(_, counts):
            return [(code, str(count)) for code, count in counts]
        case Mostly(_, code, at_least):
            return [(code, say("survey-table-at-least", count=at_least))]
        case _:
            return []


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
