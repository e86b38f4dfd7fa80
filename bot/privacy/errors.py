"""What can be refused around one's own data, each with the sentence that says what to do instead."""

from bot.errors import Refusal


class NothingKept(Refusal):
    """Nobody is known by that id."""

    text = "error-nothing-kept"
