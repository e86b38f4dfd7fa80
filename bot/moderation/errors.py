"""What can be refused around a case, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NoSuchCase(NotTheirs):
    """There is no case of that number, or the asker may not know of it."""

    text = "error-no-such-case"


class NotAResponder(NotTheirs):
    """The action is for on-call peers and leads."""

    text = "error-not-a-responder"


class NotToldYet(Refusal):
    """It is not known yet who is in the server, so that nobody can say whether the action is for them."""

    text = "error-not-told-yet"


class NotARecordCode(Refusal):
    """What was typed is no code of the record."""

    text = "error-record-code"


class NotALead(NotTheirs):
    """The action is for leads."""

    text = "error-not-a-lead"


class AlreadyHeld(Refusal):
    """Somebody else is on it."""

    text = "error-already-held"


class AlreadyResolved(Refusal):
    """The case was closed earlier."""

    text = "error-already-resolved"


class NotYours(NotTheirs):
    """The button was made for somebody else."""

    text = "error-not-yours"


class NotHeldByYou(Refusal):
    """Only who holds the case can do this."""

    text = "error-not-held-by-you"


class PersonGone(Refusal):
    """The person left the server or was erased."""

    text = "error-person-gone"


class ServerNotSetUp(Refusal):
    """Set-up has not been run, or not to its end."""

    text = "error-server-not-set-up"


class TooManyConcerns(Refusal):
    """Somebody spoke up for others more often than once a day can hold."""

    text = "error-too-many-concerns"


class NotTested(Refusal):
    """Nobody joins a rotation before answering a test page."""

    text = "error-not-tested"


class ShiftTooLong(Refusal):
    """A shift is eight hours at most."""

    text = "error-shift-too-long"


class ShiftInThePast(Refusal):
    """The shift would have ended already."""

    text = "error-shift-in-the-past"


class TooManyNights(Refusal):
    """Somebody would be on call for more than three nights in seven days."""

    text = "error-too-many-nights"


class NoSuchShift(Refusal):
    """There is no such shift (any more)."""

    text = "error-no-such-shift"


class TimeNotUnderstood(Refusal):
    """A date or time that cannot be read."""

    text = "error-time-not-understood"
