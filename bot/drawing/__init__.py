"""Charts as pictures, drawn by a small process beside the bot: loading what draws takes longer than the loop may stand still.

Both sides speak in frames: a length, and as many bytes; a request is JSON, an answer a picture, or nothing where it could not be drawn.
"""

from typing import Final

HEAD: Final = 4
"""Bytes in which a frame's length stands."""


def framed(body: bytes) -> bytes:
    """Return a request or an answer as it goes through the pipe."""
    return len(body).to_bytes(HEAD) + body
