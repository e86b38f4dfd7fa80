"""What an answer of Discord means.

Codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes#json.
"""

from bot.messenger.port import (
    Archived,
    DirectMessagesClosed,
    Forbidden,
    Gone,
    Left,
    Outcome,
    Rejected,
    Transient,
    Unknown,
)

CANNOT_MESSAGE_THIS_PERSON = 50007
NO_SHARED_SERVER = 50278
OPENING_TOO_FAST = 40003
UNKNOWN_CHANNEL = 10003
UNKNOWN_MESSAGE = 10008
UNKNOWN_USER = 10013
THREAD_ARCHIVED = 50083
THREAD_LOCKED = 160005

_BY_CODE: dict[int, Outcome] = {
    CANNOT_MESSAGE_THIS_PERSON: DirectMessagesClosed(),
    OPENING_TOO_FAST: DirectMessagesClosed(),
    NO_SHARED_SERVER: Left(),
    UNKNOWN_USER: Left(),
    THREAD_ARCHIVED: Archived(),
    THREAD_LOCKED: Archived(),
}


def outcome_of_answer(status: int, code: int) -> Outcome:
    """Say what became of a request that Discord answered with an error.

    Of 500, 502, 504 and the rest nobody can tell whether the request was carried out; 503 and 429 turned it away.
    """
    if code in _BY_CODE:
        return _BY_CODE[code]
    if status in (429, 503):
        return Transient()
    if status >= 500 or status == 408:
        return Unknown()
    if status == 403:
        return Forbidden(code)
    if status == 404:
        return Gone(code)
    return Rejected(code)


def is_ambiguous(outcome: Outcome) -> bool:
    """Say whether trying again may help."""
    return isinstance(outcome, Unknown | Transient)
