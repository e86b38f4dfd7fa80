"""Which picture is drawn by what."""

from typing import Any

from bot.drawing.answers import bars, lines
from bot.drawing.weeks import weeks


def drawn(what: str, values: dict[str, Any]) -> bytes:
    """Return a PNG from what JSON holds.

    Raises:
        KeyError, TypeError, ValueError: that is no picture.
    """
    match what:
        case "bars":
            return bars(**values)
        case "lines":
            return lines(**values)
        case "weeks":
            return weeks(**values)
        case _:
            raise ValueError(what)
