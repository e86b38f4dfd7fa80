"""The bot as it is shipped, in a process of its own: `python -m bot …`."""

import asyncio
import os
import signal
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import bot

HERE: Final = Path(bot.__file__).parent.parent


class Shipped:
    """A process, and what it said."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        """Take a process that was started; `start` is the usual way in."""
        self._process = process
        self.out, self.err = bytearray(), bytearray()
        self._news = asyncio.Event()
        loop = asyncio.get_running_loop()
        self._reading = [
            loop.create_task(self._read(stream, into), name="shipped-output")
            for stream, into in ((process.stdout, self.out), (process.stderr, self.err))
            if stream is not None
        ]

    @classmethod
    async def start(
        cls,
        folder: Path,
        env: Mapping[str, str],
        *command: str,
        path: tuple[Path, ...] = (),
        program: tuple[str, ...] = ("-m", "bot"),
        heard: bool = True,
    ) -> "Shipped":
        """Start it in a folder of its own, with these settings and no others; `heard` collects what it says."""
        given = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": os.pathsep.join(str(one) for one in (*path, HERE)),
            "LOG_FORMAT": "json",
            **env,
        }
        where = asyncio.subprocess.PIPE if heard else None
        process = await asyncio.create_subprocess_exec(
            sys.executable, *program, *(command or ("run",)),
            cwd=folder, env={name: value for name, value in given.items() if value}, stdout=where, stderr=where,
        )  # fmt: skip
        return cls(process)

    @property
    def running(self) -> bool:
        """Say whether it has not ended yet."""
        return self._process.returncode is None

    @property
    def pid(self) -> int:
        """Return its number."""
        return self._process.pid

    async def end(self) -> int:
        """Wait until it ends; return its exit code."""
        code = await self._process.wait()
        await asyncio.gather(*self._reading)
        return code

    async def stop(self, sign: signal.Signals = signal.SIGTERM) -> int:
        """Ask it to end, and wait."""
        if self.running:
            self._process.send_signal(sign)
        return await self.end()

    def kill(self) -> None:
        """Kill it, as a power cut would."""
        if self.running:
            self._process.kill()

    async def said(self) -> None:
        """Wait until it says something more, or ends."""
        self._news.clear()
        await self._news.wait()

    async def _read(self, stream: asyncio.StreamReader, into: bytearray) -> None:
        while piece := await stream.read(65536):
            into += piece
            self._news.set()
        self._news.set()
