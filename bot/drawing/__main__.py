"""The process that draws: requests in, pictures out, until the bot is gone or nothing was asked for a while."""

import json
import os
import select
import sys
from typing import Final

from bot.drawing import HEAD, framed
from bot.drawing.pictures import drawn

IDLE: Final = 600.0  # seconds; what draws takes memory that the bot can use otherwise
YIELDS: Final = 5  # a chart may wait for a page, never the other way round
TRIAL: Final = {"title": "a", "bars": [("a", [("a", 1), ("b", 1)])]}


def serve() -> None:
    """Answer each request with a picture; with nothing if it could not be drawn."""
    os.nice(YIELDS)
    given, out = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    if not select.select([given], [], [], 0)[0]:
        drawn("bars", TRIAL)  # letters and colours are loaded by the first picture: started early, before anybody waits
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
        out.write(framed(picture))
        out.flush()


if __name__ == "__main__":
    serve()
