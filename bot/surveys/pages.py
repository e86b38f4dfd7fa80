"""A survey as pages of a form: what is asked together, what comes next, and what came back."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.surveys.errors import FormOutOfDate, NothingAnswered, TextTooLong
from bot.surveys.questions import MOST_TEXT, Answer, Answers, Kind, Question, Questionnaire, cleaned

FIELDS: Final = 4  # beside the notice, which every form with free text has
YES: Final = "yes"
NO: Final = "no"


@dataclass(frozen=True, slots=True)
class Entry:
    """One field: a question, or (None) whether words may be shown as they were written."""

    index: int
    question: Question | None

    @property
    def key(self) -> str:
        """The field's name in the form."""
        return f"a{self.index}"


def page(questionnaire: Questionnaire, answers: Answers, first: int) -> list[Entry]:
    """Return what is asked together from a position on. A follow-up waits for the page after its question."""
    found: list[Entry] = []
    here: set[str] = set()
    for entry in _entries(questionnaire):
        question = entry.question
        if entry.index < first:
            continue
        condition = None if question is None else question.only_if
        if condition is not None and condition.question in here:
            break
        if question is not None and not question.asked_after(answers):
            continue
        found.append(entry)
        if question is not None:
            here.add(question.key)
        if len(found) == FIELDS:
            break
    return found


def begins(fields: Iterable[str]) -> int:
    """Return the position of the page that a form's fields are of; nothing else tells it.

    Raises:
        NothingAnswered: there is no field.
    """
    indices = [int(field[1:]) for field in fields if field[:1] == "a" and field[1:].isascii() and field[1:].isdecimal()]
    if not indices:
        raise NothingAnswered
    return min(indices)


def place(questionnaire: Questionnaire, answers: Answers, reached: int) -> int:
    """Return where to go on: where somebody has got to, or at a question before it that is open (again)."""
    still = (
        entry.index
        for entry in _entries(questionnaire)
        if entry.question is not None
        and entry.question.key not in answers
        and questionnaire.needs(entry.question, answers)
    )
    return min((reached, *still))


def may_go_on(questionnaire: Questionnaire, after: int) -> bool:
    """Say whether anything could be asked from a position on, whatever was answered: this must tell nothing of answers."""
    return any(entry.index >= after for entry in _entries(questionnaire))


def taken(
    entries: Sequence[Entry], written: Mapping[str, str], chosen: Mapping[str, tuple[str, ...]]
) -> dict[str, Answer]:
    """Return the answers of a page that came back.

    Raises:
        NothingAnswered: a question was left out that takes *rather not say*.
        FormOutOfDate: the form was another one.
        TextTooLong: words longer than fit.
    """
    found: dict[str, Answer] = {}
    if not {entry.key for entry in entries} & {*written, *chosen}:
        raise NothingAnswered
    for entry in entries:
        question = entry.question
        if question is None:
            continue
        answer = _answer(question, written.get(entry.key, ""), chosen.get(entry.key, ()))
        if not answer and question.kind not in (Kind.TEXT, Kind.CHOICES):
            raise NothingAnswered
        if answer:
            if not question.accepts(answer):
                raise FormOutOfDate
            found[question.key] = answer
    return found


def aloud(entries: Sequence[Entry], chosen: Mapping[str, tuple[str, ...]]) -> bool | None:
    """Return whether words may be shown, if the page asks that."""
    asked = next((entry for entry in entries if entry.question is None), None)
    return None if asked is None else YES in chosen.get(asked.key, ())


def _answer(question: Question, written: str, chosen: tuple[str, ...]) -> Answer:
    if question.kind is Kind.TEXT:
        text = cleaned(written)
        if len(text) > MOST_TEXT:
            raise TextTooLong(limit=MOST_TEXT)
        return text
    if question.kind is Kind.CHOICES:
        return chosen
    return chosen[0] if chosen else ""


def _entries(questionnaire: Questionnaire) -> Iterator[Entry]:
    for index, question in enumerate(questionnaire.questions):
        yield Entry(index, question)
    if questionnaire.has_words:
        yield Entry(len(questionnaire.questions), None)
