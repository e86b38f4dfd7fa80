"""A process that has read the bot's modules, and has children that run `python -m bot run` from there: a start without its reading.

Reading modules takes two thirds of a start, and nothing that is tested after it. A child is a process of its own, with its own
memory, files and end; only its code was read before it was born. Asked over a socket, one message a child: its environment, folder
and what of `inside` it imports first, with three open files: for what it says, what goes wrong, and how it ended.
"""

import importlib
import json
import os
import runpy
import selectors
import signal
import socket
import sys
from typing import Any

NEWS = 1 << 16


def read_everything() -> None:
    """Import what a start imports; nothing of it starts a thread or opens a file."""
    from bot import client, logs  # noqa: F401
    from bot.cli import serving  # noqa: F401

    for name in client.COGS:
        importlib.import_module(name)


def be_born(asked: dict[str, Any], out: int, err: int) -> None:
    """Become the bot: its own environment, folder and output."""
    nothing = os.open(os.devnull, os.O_RDONLY)
    for file, number in ((nothing, 0), (out, 1), (err, 2)):
        os.dup2(file, number)
    os.environ.clear()
    os.environ.update(asked["env"])
    os.chdir(asked["folder"])
    sys.argv = ["bot", "run"]
    for first in asked["first"]:
        runpy.run_path(first)
    from bot.cli import main

    main()


def serve(asked: socket.socket) -> bool:
    """Have children until nobody asks any more; True in a child."""
    selector = selectors.DefaultSelector()
    told: dict[int, tuple[int, int]] = {}  # by what tells of its end: a child, and where to say how it ended
    selector.register(asked, selectors.EVENT_READ)
    while True:
        for key, _ in selector.select():
            if key.fileobj is asked:
                message, files, _, _ = socket.recv_fds(asked, NEWS, 3)
                if not message:
                    for pid, _ in told.values():
                        os.kill(pid, signal.SIGKILL)
                    return False
                pid = os.fork()
                if pid == 0:
                    selector.close()
                    asked.close()
                    for file in (*told, *(ended for _, ended in told.values()), files[2]):
                        os.close(file)
                    be_born(json.loads(message), *files[:2])
                    return True
                told[watch := os.pidfd_open(pid)] = pid, files[2]
                selector.register(watch, selectors.EVENT_READ)
                asked.send(str(pid).encode())
                for file in files[:2]:
                    os.close(file)
            else:
                selector.unregister(key.fd)
                pid, ended = told.pop(key.fd)
                code = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
                os.write(ended, str(code).encode())
                os.close(ended)
                os.close(key.fd)


if __name__ == "__main__":
    read_everything()
    serve(socket.socket(fileno=int(sys.argv[1])))
