"""Counts for a monitor on the machine itself: codes and numbers, never who, where or what somebody wrote."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import structlog
from aiohttp import web

from bot.agenda import Agenda
from bot.logs import LogTally
from bot.moderation.cases import Cases
from bot.storage import Storage

HOST: Final = "127.0.0.1"
TEXT: Final = "text/plain; version=0.0.4"  # https://prometheus.io/docs/instrumenting/exposition_formats

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Sample:
    """One number under a name, told apart from others by codes."""

    name: str
    value: int
    labels: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        """Return its line."""
        labels = ",".join(f'{name}="{_escaped(value)}"' for name, value in self.labels)
        return f"alongside_{self.name}{f'{{{labels}}}' if labels else ''} {self.value}"


def figures(
    *,
    cases: Cases,
    storage: Storage,
    agenda: Agenda,
    failures: Mapping[str, int],
    refused: Mapping[str, int],
    tally: LogTally,
) -> Iterator[Sample]:
    """Yield what there is to count now.

    Args:
        cases: what is open.
        storage: whether it works.
        agenda: what became of jobs.
        failures: of requests to Discord, by operation and outcome.
        refused: what people tried that is not theirs, by command or way.
        tally: what the logs complained of.
    """
    yield Sample("database_up", int(storage.healthy))
    yield Sample("cases_open", len(cases.everything()))
    yield Sample("cases_paging", len(cases.paging()))
    for key, times in sorted(failures.items()):
        what, _, outcome = key.partition(":")
        yield Sample("discord_failures_total", times, (("what", what), ("outcome", outcome)))
    for key, times in sorted(agenda.counts.items()):
        yield Sample("agenda_total", times, (("what", key),))
    for key, times in sorted(refused.items()):
        yield Sample("turns_refused_total", times, (("what", key),))
    for key, times in sorted(tally.errors.items()):
        yield Sample("errors_total", times, (("event", key),))


class Metrics:
    """Answers `GET /metrics` on a port of the machine itself."""

    def __init__(self, port: int | None, figures: Callable[[], Iterable[Sample]]) -> None:
        """Publish on `port` (0 takes a free one); without one there is nothing to do."""
        self._port = port
        self._figures = figures
        self._runner: web.AppRunner | None = None

    @property
    def address(self) -> str | None:
        """Where it answers, once it does."""
        found = self._runner.addresses if self._runner is not None else []
        return f"http://{HOST}:{found[0][1]}/metrics" if found else None

    def text(self) -> str:
        """Return every count, a line each."""
        return "".join(f"{sample}\n" for sample in self._figures())

    async def start(self) -> None:
        """Begin to answer; a port that somebody else has keeps nobody from being paged."""
        if self._port is None or self._runner is not None:
            return
        app = web.Application()
        app.router.add_get("/metrics", self._answer)
        self._runner = web.AppRunner(app, access_log=None)
        await self._runner.setup()
        try:
            await web.TCPSite(self._runner, HOST, self._port).start()
        except OSError:
            log.exception("metrics.port_taken", port=self._port)

    async def close(self) -> None:
        """Answer no more."""
        if self._runner is not None:
            await self._runner.cleanup()

    async def _answer(self, _: web.Request) -> web.Response:
        return web.Response(text=self.text(), headers={"Content-Type": TEXT})


def _escaped(value: str) -> str:
    return value.replace("\\", r"\\").replace("\n", r"\n").replace('"', r"\"")
