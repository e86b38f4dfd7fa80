"""One person's response, as it lies in the seal: always the same length, whatever was answered."""

import json
from dataclasses import dataclass, field
from typing import Final

from bot.surveys.questions import MOST_TEXT, Answer, Kind, Questionnaire

MOST_CELL: Final = 8  # characters of a cut's cell
_BLOCK: Final = 512
_LENGTH: Final = 4


@dataclass(frozen=True, slots=True)
class Response:
    """Answers so far.

    `cells` says where the person stands in each cut, `aloud` that their words may be shown, `reached` how far they have come:
    it goes on from there, and no button says where that is.
    """

    answers: dict[str, Answer] = field(default_factory=dict)
    cells: tuple[str, ...] = ()
    done: bool = False
    aloud: bool = False
    reached: int = 0


def capacity(questionnaire: Questionnaire, cuts: int) -> int:
    """Return how many bytes every response to a survey takes."""
    most = 64 + cuts * (MOST_CELL + 3)
    for question in questionnaire.questions:
        most += len(question.key) + 8
        if question.kind is Kind.TEXT:
            most += 4 * MOST_TEXT  # no character of a cleaned text takes more, escapes included
        else:
            most += sum(len(code) + 3 for code in question.codes) + 8
    return -(-most // _BLOCK) * _BLOCK


def packed(response: Response, size: int) -> bytes:
    """Return a response as exactly `size` bytes.

    Raises:
        ValueError: it does not fit, which what a survey accepts always does.
    """
    body = json.dumps(
        {
            "a": response.answers,
            "c": response.cells,
            "d": response.done,
            "w": response.aloud,
            "p": response.reached,
        },
        ensure_ascii=False,
        separators=(",", ":"),
    ).encode()
    if len(body) > size - _LENGTH:
        raise ValueError("a response is larger than its seal")
    return len(body).to_bytes(_LENGTH) + body + bytes(size - _LENGTH - len(body))


def unpacked(plain: bytes) -> Response:
    """Return the response that `packed` made.

    Raises:
        ValueError: it is none.
    """
    length = int.from_bytes(plain[:_LENGTH])
    found = json.loads(plain[_LENGTH : _LENGTH + length])
    try:
        answers = {str(key): tuple(one) if isinstance(one, list) else str(one) for key, one in found["a"].items()}
        return Response(answers, tuple(found["c"]), bool(found["d"]), bool(found["w"]), int(found.get("p", 0)))
    except (KeyError, TypeError, AttributeError):
        raise ValueError("not a response") from None
