"""The process that draws: requests in, pictures out, until the bot is gone or nothing was asked for a while."""

import json
import os
import select
import sys
from typing import Final

from bot.drawing.pictures import drawn

HEAD: Final = 4
IDLE: Final = 600.0  # seconds; what draws takes memory that the bot can use otherwise


def serve() -> None:
    """Answer each request with the length of its picture and the picture; a length of nought if it could not be drawn."""
    given, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    while select.select([given], [], [], IDLE)[0]:
        head = given.read(HEAD)
        if len(head) < HEAD:
            return
        request = given.read(int.from_bytes(head))
        try:
            asked = json.loads(request)
            picture = drawn(asked["what"], asked["values"])
        except Exception:  # noqa: BLE001  the edge of the process: the bot is told that there is no picture
            picture = b""
        out.write(len(picture).to_bytes(HEAD) + picture)
        out.flush()


if __name__ == "__main__":
    serve()
