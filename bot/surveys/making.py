"""Making a survey question by question: each step gives the questionnaire anew, checked whole."""

from collections.abc import Sequence

from pydantic import ValidationError

from bot.surveys.errors import QuestionWrong, TooManyQuestions
from bot.surveys.questions import (
    MOST_ASK,
    MOST_OPTIONS,
    MOST_QUESTIONS,
    MOST_TEXTS,
    Condition,
    Kind,
    Option,
    Question,
    Questionnaire,
    cleaned,
    first_problem,
)

WIDE: tuple[int, int] = (0, 10)
USUAL: tuple[int, int] = (1, 5)


def add(
    questionnaire: Questionnaire,
    kind: Kind,
    language: str,
    ask: str,
    *,
    options: str = "",
    ends: str = "",
    wide: bool = False,
    only_if: str = "",
) -> Questionnaire:
    """Return the questionnaire with one more question.

    Args:
        questionnaire: what there is.
        kind: how it is answered.
        language: in which it is asked here.
        ask: the question.
        options: answers to choose, one on a line.
        ends: what the lowest and the highest step of a scale mean, one on a line.
        wide: a scale from 0 to 10 instead of 1 to 5.
        only_if: `question=answer`, for a follow-up.

    Raises:
        QuestionWrong: it cannot be asked so.
        TooManyQuestions: there is no room.
    """
    lowest, highest = WIDE if wide else USUAL
    low, high = (*lines(ends), "", "")[:2]
    parent, _, answer = only_if.partition("=")
    try:
        question = Question(
            key=_free(questionnaire),
            kind=kind,
            ask={language: ask},
            options=tuple(
                Option(key=f"o{number}", words={language: one}) for number, one in enumerate(lines(options), 1)
            ),
            lowest=lowest,
            highest=highest,
            low={language: low} if low else {},
            high={language: high} if high else {},
            only_if=Condition(question=parent, answers=(answer,)) if parent else None,
        )
    except ValidationError:
        raise QuestionWrong(limit=MOST_OPTIONS, length=MOST_ASK) from None
    return _whole(questionnaire, (*questionnaire.questions, question))


def take_out(questionnaire: Questionnaire, key: str) -> Questionnaire:
    """Return the questionnaire without a question and what depends on it."""
    left = [
        one
        for one in questionnaire.questions
        if one.key != key and (one.only_if is None or one.only_if.question != key)
    ]
    return _whole(questionnaire, left)


def translate(
    questionnaire: Questionnaire, key: str, language: str, ask: str, options: str = "", ends: str = ""
) -> Questionnaire:
    """Return the questionnaire with a question in another language; an empty key is the title.

    Raises:
        QuestionWrong: as many lines are needed as there are answers or named ends, none of them too long.
    """
    try:
        if not key:
            return questionnaire.model_validate(
                questionnaire.model_dump() | {"title": {**questionnaire.title, language: ask}}
            )
        found = []
        for question in questionnaire.questions:
            made = question
            if question.key == key:
                words = lines(options)
                named = [end for end in ("low", "high") if getattr(question, end)]
                meant = lines(ends)
                if len(words) != len(question.options) or len(meant) not in (0, len(named)):
                    raise QuestionWrong(limit=MOST_OPTIONS, length=MOST_ASK)
                made = question.model_validate(
                    question.model_dump()
                    | {
                        "ask": {**question.ask, language: ask},
                        "options": [
                            {"key": option.key, "words": {**option.words, language: word}}
                            for option, word in zip(question.options, words, strict=True)
                        ],
                    }
                    | {
                        end: {**getattr(question, end), language: meaning}
                        for end, meaning in zip(named, meant, strict=False)
                    }
                )
            found.append(made)
    except ValidationError:
        raise QuestionWrong(limit=MOST_OPTIONS, length=MOST_ASK) from None
    return _whole(questionnaire, found)


def parents(questionnaire: Questionnaire) -> list[tuple[Question, str]]:
    """Return every answer on which a follow-up may depend."""
    return [
        (question, code)
        for question in questionnaire.questions
        if question.only_if is None and question.kind in (Kind.YES_NO, Kind.CHOICE, Kind.SCALE)
        for code in question.codes
    ]


def lines(text: str) -> list[str]:
    """Return the lines somebody wrote, without empty ones."""
    return [one.strip() for one in cleaned(text).splitlines() if one.strip()]


def _free(questionnaire: Questionnaire) -> str:
    taken = {question.key for question in questionnaire.questions}
    return next(key for number in range(1, 100) if (key := f"q{number}") not in taken)


def _whole(questionnaire: Questionnaire, questions: Sequence[Question]) -> Questionnaire:
    try:
        return Questionnaire(title=questionnaire.title, about=questionnaire.about, questions=tuple(questions))
    except ValidationError as problem:
        _, reason = first_problem(problem.errors(include_url=False, include_input=False))
        if reason in ("texts", "too_long"):
            raise TooManyQuestions(limit=MOST_QUESTIONS, words=MOST_TEXTS) from None
        raise QuestionWrong(limit=MOST_OPTIONS, length=MOST_ASK) from None
