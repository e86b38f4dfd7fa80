"""Which picture is drawn by what."""

from typing import Any

from bot.drawing import answers


def drawn(what: str, values: dict[str, Any]) -> bytes:
    """Return a PNG from what JSON holds.

    Raises:
        KeyError, TypeError, ValueError: that is no picture.
    """
    match what:
        case "bars":
            return answers.bars(**values)
        case "lines":
            return answers.lines(**values)
        case "weeks":
            # What draws these takes most of a second to load; no other picture waits for it.
            from bot.drawing import weeks

            return weeks.weeks(**values)
        case _:
            raise ValueError(what)
