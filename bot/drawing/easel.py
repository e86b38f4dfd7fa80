"""The bot's side of drawing: ask the small process for a picture, start it when it is not there, do without when it fails."""

import asyncio
import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import structlog

import bot
from bot.drawing import HEAD, framed

MOST_ROWS: Final = 12
MOST_LINES: Final = 5
SLOWEST: Final = 30.0  # seconds for one picture, the first one of a cold machine included
# Nothing else of the bot's environment, its token least of all, is handed to what only draws.
HANDED_ON: Final = ("PATH", "HOME", "TMPDIR", "LANG", "LC_ALL")

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Bar:
    """One question or subgroup: how many gave each answer, in order; the last is *rather not say*."""

    label: str
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One question over time: when, and the average then."""

    label: str
    points: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One week: answers and attendance (None: there was nothing; 0: fewer than five people), and how many were in each mood.

    Of moods, None means that nobody was asked, and nothing in it that nothing may be shown.
    """

    name: str
    answers: int | None
    attended: int | None
    moods: dict[str, int] | None


class Easel:
    """Draws one picture after the other in a process that ends by itself when it is not needed."""

    def __init__(self) -> None:
        """Begin without a process; the first picture starts it, or `warm` before."""
        self._process: subprocess.Popen[bytes] | None = None
        self._one_at_a_time = threading.Lock()
        self._over = False

    def warm(self) -> None:
        """Start the process beside everything else, where there is none: a picture will be asked for soon."""
        asyncio.get_running_loop().run_in_executor(None, self._warmed)

    async def bars(self, title: str, bars: Sequence[Bar]) -> bytes | None:
        """Return a PNG with a bar for each question; None if it could not be drawn."""
        return await self._drawn("bars", title=title, bars=[(one.label, one.parts) for one in bars[:MOST_ROWS]])

    async def lines(self, title: str, lines: Sequence[Line], *, ends: tuple[float, float]) -> bytes | None:
        """Return a PNG with a line for each question over time, on a scale from end to end; None if it could not be drawn."""
        given = [(one.label, one.points) for one in lines[:MOST_LINES]]
        return await self._drawn("lines", title=title, lines=given, ends=ends)

    async def weeks(
        self,
        title: str,
        columns: Sequence[Column],
        *,
        titles: tuple[str, str],
        labels: tuple[str, str],
        words: dict[str, str],
        hidden: tuple[str, str],
        none: str,
    ) -> bytes | None:
        """Return a PNG of a group's weeks; None if it could not be drawn."""
        given = [(one.name, one.answers, one.attended, one.moods) for one in columns]
        said = {"titles": titles, "labels": labels, "words": words, "hidden": hidden, "none": none}
        return await self._drawn("weeks", title=title, columns=given, **said)

    async def close(self) -> None:
        """End the process."""
        await asyncio.to_thread(self._ended)

    async def _drawn(self, what: str, **values: Any) -> bytes | None:  # noqa: ANN401  whatever a picture is made from
        request = json.dumps({"what": what, "values": values}).encode()
        found = await asyncio.to_thread(self._asked, request)
        if found is None:
            log.error("drawing.failed", kind=what)
        return found

    def _asked(self, request: bytes) -> bytes | None:
        with self._one_at_a_time:
            # It may have ended, for nobody needed it, just as it was asked; a fresh one is asked once more.
            return self._once(request) or self._once(request)

    def _warmed(self) -> None:
        if self._one_at_a_time.acquire(blocking=False):  # else it is drawing, and warm
            try:
                self._running()
            finally:
                self._one_at_a_time.release()

    def _running(self) -> subprocess.Popen[bytes] | None:
        if self._over or (self._process is not None and self._process.poll() is None):
            return self._process
        self._stop()
        try:
            self._process = _started()
        except OSError as problem:
            log.error("drawing.not_started", code=problem.errno)  # noqa: TRY400  the machine's fault: charts are left out
        return self._process

    def _once(self, request: bytes) -> bytes | None:
        process = self._running()
        if process is None:
            return None
        assert process.stdin is not None
        assert process.stdout is not None
        late = threading.Timer(SLOWEST, process.kill)
        late.start()
        try:
            process.stdin.write(framed(request))
            process.stdin.flush()
            size = int.from_bytes(process.stdout.read(HEAD))
            picture = process.stdout.read(size)
        except OSError:
            size, picture = 0, b""
        finally:
            late.cancel()
        if size and len(picture) == size:
            return picture
        self._stop()
        return None

    def _ended(self) -> None:
        with self._one_at_a_time:
            self._over = True
            self._stop()

    def _stop(self) -> None:
        if self._process is None:
            return
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except OSError:
                continue  # what was still to be written has nobody to read it
        self._process.wait()
        self._process = None


def _started() -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        (sys.executable, "-m", "bot.drawing"),
        cwd=Path(bot.__file__).parents[1],
        env={name: os.environ[name] for name in HANDED_ON if name in os.environ},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # what fails there could tell what was to be drawn
    )
