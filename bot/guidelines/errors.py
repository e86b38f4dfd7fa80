"""What can be refused around the agreement, each with the sentence that says what to do instead."""

from bot.errors import NotTheirs, Refusal


class NotStaff(NotTheirs):
    """Only facilitators, leads and administrators look after the agreement."""

    text = "error-guidelines-not-staff"


class NotAMember(NotTheirs):
    """Whoever pressed is not in that server (any more)."""

    text = "error-guidelines-not-a-member"


class NothingToPublish(Refusal):
    """The draft is gone: published already, or written over by another."""

    text = "error-guidelines-no-draft"
