"""Why something could not be posted, as a reason that *why* and the facilitators read."""

from datetime import timedelta
from typing import Final

from bot.messenger.port import (
    Archived,
    DirectMessagesClosed,
    Forbidden,
    Gone,
    Left,
    Outcome,
    OverBudget,
    Rejected,
    Transient,
    Unknown,
)

FORUM: Final = "group-reason-forum"
AGAIN: Final = timedelta(minutes=1)
TRANSIENT: Final = "group-reason-transient"
REASONS: Final[dict[type, str]] = {
    Gone: "group-reason-channel-gone",
    Forbidden: "group-reason-permission",
    Archived: "group-reason-archived",
    Rejected: "group-reason-refused",
    Unknown: "group-reason-unknown",
    DirectMessagesClosed: "group-reason-direct-closed",
    Left: "group-reason-left",
    OverBudget: "group-reason-over-budget",
    Transient: TRANSIENT,
}
# What facilitators can do something about.
THEIRS: Final = frozenset(
    {"group-reason-channel-gone", "group-reason-permission", "group-reason-archived", "group-reason-refused", FORUM}
)


def reason_of(outcome: Outcome) -> str:
    """Return the key of the sentence for what went wrong."""
    return REASONS[type(outcome)]
