"""Questions beyond the one tap, as a facilitator types them."""

from bot.groups.errors import ChoicesUnreadable, QuestionEmpty, TooManyQuestions
from bot.groups.model import QUESTIONS_AT_MOST, Question


def one_more(questions: tuple[Question, ...], *, kind: str, label: str, choices: str) -> tuple[Question, ...]:
    """Return questions with one more; its choices stand in lines or between commas.

    Raises:
        TooManyQuestions, ChoicesUnreadable, QuestionEmpty: each says what to write instead.
    """
    if len(questions) >= QUESTIONS_AT_MOST:
        raise TooManyQuestions(most=QUESTIONS_AT_MOST)
    words = " ".join(label.split())
    if not words:
        raise QuestionEmpty
    split = tuple(dict.fromkeys(one.strip()[:80] for one in choices.replace("\n", ",").split(",") if one.strip()))
    if kind == "choice" and not 2 <= len(split) <= 10:
        raise ChoicesUnreadable
    number = 1 + max((int(one.key[1:]) for one in questions), default=0)
    return (*questions, Question(f"q{number}", kind, words, split if kind == "choice" else ()))
