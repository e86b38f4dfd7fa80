"""The bot as it is shipped, born from a process that has read its modules already (inside/cradle.py)."""

import asyncio
import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from bot.rehearsal.shipped import HERE, Shipped

CRADLE = Path(__file__).parent / "inside" / "cradle.py"
POSSIBLE = hasattr(os, "pidfd_open")  # on Linux; elsewhere every process reads its modules itself


class Born:
    """A process that is not our child; to `Shipped` it looks like one."""

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None
        self.stdout, self.stderr = asyncio.StreamReader(), asyncio.StreamReader()
        self._ended = asyncio.StreamReader()
        self._waiting = asyncio.get_running_loop().create_task(self._wait(), name="born")

    @classmethod
    async def of(cls, cradle: socket.socket, folder: Path, env: Mapping[str, str], first: list[Path]) -> "Born":
        pipes = [os.pipe() for _ in range(3)]
        asked = json.dumps({"env": dict(env), "folder": str(folder), "first": [str(one) for one in first]})
        socket.send_fds(cradle, [asked.encode()], [inner for _, inner in pipes])
        for _, inner in pipes:
            os.close(inner)
        one = cls(int(cradle.recv(32)))
        loop = asyncio.get_running_loop()
        for (outer, _), reader in zip(pipes, (one.stdout, one.stderr, one._ended), strict=True):
            await loop.connect_read_pipe(partial(asyncio.StreamReaderProtocol, reader), os.fdopen(outer, "rb", 0))
        return one

    async def wait(self) -> int:
        return await asyncio.shield(self._waiting)

    def send_signal(self, sign: signal.Signals) -> None:
        if self.returncode is None:
            os.kill(self.pid, sign)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    async def _wait(self) -> int:
        self.returncode = int(await self._ended.read())
        return self.returncode


@contextmanager
def cradle() -> Iterator[socket.socket | None]:
    """One for as long as tests run in this process."""
    if not POSSIBLE:
        yield None
        return
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with ours, theirs:
        path = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HERE)}
        process = subprocess.Popen(
            [sys.executable, str(CRADLE), str(theirs.fileno())], env=path, pass_fds=[theirs.fileno()]
        )
        theirs.close()
        yield ours
    process.wait(10)


async def born(cradle: Any, folder: Path, env: Mapping[str, str], path: tuple[Path, ...]) -> Shipped:
    """Start the bot in a folder of its own, with these settings and no others."""
    given = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(str(one) for one in (*path, HERE)),
        "LOG_FORMAT": "json",
        **env,
    }
    first = [file for one in path if (file := one / "sitecustomize.py").exists()]
    process: Any = await Born.of(cradle, folder, {name: value for name, value in given.items() if value}, first)
    return Shipped(process)
