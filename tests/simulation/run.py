"""One evening from one seed: the people, what goes wrong, the lives of the process, and what of the promises was broken."""

import gc
import secrets
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from random import Random
from typing import Any

import structlog

from bot.moderation import casebook
from bot.moderation.auditor import Auditor
from bot.moderation.desk import Desk
from tests.simulation import promises
from tests.simulation.faults import CALM, Kill, Plan, made
from tests.simulation.life import Life, settle
from tests.simulation.loop import Loop, Timeline, pass_time
from tests.simulation.people import People
from tests.simulation.town import Town

Script = Callable[[People], None]

QUIET = 2.0  # seconds without anything at a port: nothing is on its way
SHM = Path("/dev/shm")


@dataclass
class Evening:
    """A run as it stands."""

    seed: int
    plan: Plan
    town: Town
    people: People
    folder: Path
    lives: list[Life] = field(default_factory=list)
    logged: list[dict[str, Any]] = field(default_factory=list)
    up: list[tuple[float, float]] = field(default_factory=list)  # when a life was connected, from and until
    ended: dict[int, float] = field(default_factory=dict)  # when each life did
    findings: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)

    @property
    def life(self) -> Life | None:
        return self.lives[-1] if self.lives and not self.lives[-1].dead else None

    def begin(self) -> None:
        """Start the process."""
        number = len(self.lives)
        life = Life(self.town, self.folder, self.plan, Random(f"{self.seed} {number}"), number)
        self.lives.append(life)
        life.start(_live(self, life))

    def person(self, user_id: int) -> int | None:
        """Who somebody is in the database."""
        services = self.lives[-1].services
        return None if services is None else services.people.known(user_id)

    def report(self) -> str:
        """What happened, for whoever mends it."""
        lines = [f"SEED={self.seed}", *(f"  planned: {one}" for one in self.plan.told())]
        lines += [f"  shift: {one}" for one in self.people.shifts]
        return "\n".join([*lines, *self.town.trace, *(f"BROKEN: {one}" for one in self.broken)])


def play(seed: int, plan: Plan | None = None, script: Script | None = None) -> Evening:
    """Play an evening; the same seed plays the same one. A `script` says what people do, in place of the seed."""
    timeline = Timeline()
    town = Town(timeline)
    with _folder() as folder, _logged(town) as logged, _random(seed):
        plan = plan or made(Random(f"{seed} plan"))
        people = People(town, Random(f"{seed} people"))
        evening = Evening(seed, plan, town, people, folder, logged=logged)
        people.life = lambda: evening.life
        try:
            _play(evening, script or People.begin)
        finally:
            for each in evening.lives:
                each.end()
                each.loop.bury()
    return evening


def _play(evening: Evening, script: Script) -> None:
    timeline, plan = evening.town.timeline, evening.plan
    evening.begin()
    script(evening.people)
    _pass(evening, 5.0)
    assert evening.life is not None
    evening.life.start(evening.people.enter_shifts())
    for kill in plan.kills:
        timeline.at(kill.at, partial(_doom, evening, kill))
    for jump in plan.jumps:
        timeline.at(jump.at, partial(_jump, evening, jump.by))
    for at, span in plan.drops:
        timeline.at(at, partial(_drop, evening, span))
    _pass(evening, plan.over + CALM)
    evening.people.resting = True
    _finish(evening)
    life = evening.lives[-1]
    if life.dead or life.services is None:
        evening.broken.append("no life is left")
        return
    life.start(_look(evening, life.services.desk, life.services.auditor))
    _pass(evening, timeline.passed + 1)
    _finish(evening)
    evening.broken += promises.broken(evening)


def _finish(evening: Evening) -> None:
    """Let what is on its way arrive, for two minutes at most: what takes longer in peace is stuck."""
    timeline = evening.town.timeline
    latest = timeline.passed + 120
    while timeline.passed < latest and timeline.passed - evening.lives[-1].busy_at < QUIET:
        _pass(evening, timeline.passed + QUIET)


async def _live(evening: Evening, life: Life) -> None:
    try:
        await life.begin()
    except Exception as error:  # noqa: BLE001 - as systemd does: what cannot start is started again
        evening.town.note(f"** life {life.number} could not start: {type(error).__name__}")
        _gone(evening, life)


async def _look(evening: Evening, desk: Desk, auditor: Auditor) -> None:
    """Ask the bot itself what is wrong, and whether memory and database say the same."""
    evening.findings += [str(one) for one in await auditor.findings()]
    for incident in desk.cases.everything():
        row = await desk.storage.read(partial(casebook.find, key=incident.key))
        if row is None or desk.cases.incident(row) != desk.cases.latest(incident):
            stored = None if row is None else desk.cases.incident(row)
            evening.findings.append(f"memory and database differ:\n  {desk.cases.latest(incident)}\n  {stored}")


def _doom(evening: Evening, kill: Kill) -> None:
    life = evening.life
    if life is None:
        return
    evening.town.note(f"** to die: {kill}")
    if kill.gently:
        stopping = life.start(life.stop())
        stopping.add_done_callback(lambda _: _gone(evening, life))
        life.connected, life.down = False, kill.down
        return
    if kill.callbacks:
        life.steps_left = kill.crossing * 3
    else:
        life.dies_in = kill.crossing
    life.down = kill.down


def _gone(evening: Evening, life: Life) -> None:
    life.end()
    evening.ended[life.number] = evening.town.timeline.passed
    evening.town.timeline.after(life.down, evening.begin)


def _jump(evening: Evening, by: Any) -> None:
    evening.town.timeline.jumped += by
    evening.town.note(f"** somebody sets the clock by {by}")


def _drop(evening: Evening, span: float) -> None:
    life = evening.life
    if life is None or not life.connected:
        return
    evening.town.note(f"** the gateway is lost for {span:.0f} s")
    life.disconnect()

    def back() -> None:
        if evening.life is life:
            life.start(life.connect())

    evening.town.timeline.after(span, back)


def _pass(evening: Evening, until: float) -> None:
    """Let time pass, and note when a life was there to hear anything."""

    def loop() -> Loop | None:
        life = evening.lives[-1]
        if life.steps_left is not None and not life.dead:
            life.steps_left -= 1
            if life.steps_left < 0:
                evening.town.note("** killed between two callbacks")
                life.dead = True
        if life.dead and life.stores:
            _gone(evening, life)
        _heard(evening, life)
        return None if life.dead else life.loop

    pass_time(evening.town.timeline, until, loop)


def _heard(evening: Evening, life: Life) -> None:
    now, there = evening.town.timeline.passed, life.connected and not life.dead
    open_ = bool(evening.up) and evening.up[-1][1] < 0
    if there and not open_:
        evening.up.append((now, -1.0))
    elif open_ and not there:
        evening.up[-1] = (evening.up[-1][0], now)


# -- what every run needs ---------------------------------------------------------------------------------------------


@cache
def template() -> Path:
    """A folder as set-up leaves it, made once a process."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-sim-", dir=SHM if SHM.is_dir() else None))
    town = Town(Timeline())
    with _random(0), _logged(town):
        life = Life(town, folder, Plan(), Random(0), 0)
        life.start(life.begin())
        pass_time(town.timeline, 3, lambda: life.loop)
        life.start(settle(life))
        pass_time(town.timeline, 6, lambda: life.loop)
        life.start(life.stop())
        pass_time(town.timeline, 20, lambda: life.loop)
        assert not life.broken, life.broken
        life.end()
        life.loop.bury()
    return folder


@contextmanager
def _folder() -> Iterator[Path]:
    source = template()
    with tempfile.TemporaryDirectory(prefix="alongside-sim-", dir=source.parent) as made_:
        folder = Path(made_) / "var"
        shutil.copytree(source, folder)
        yield folder


@contextmanager
def _random(seed: int) -> Iterator[None]:
    """Have keys, ids and chances come from the seed, too."""
    before = secrets._sysrand  # type: ignore[attr-defined]
    secrets._sysrand = Random(f"{seed} secrets")  # type: ignore[attr-defined]
    try:
        yield
    finally:
        secrets._sysrand = before  # type: ignore[attr-defined]
        gc.collect(0)


@contextmanager
def _logged(town: Town) -> Iterator[list[dict[str, Any]]]:
    """Keep what is logged, at every level."""
    entries: list[dict[str, Any]] = []

    def keep(_: Any, level: str, event: Any) -> Any:
        entry = {**event, "level": level, "at": town.timeline.passed}
        if entry.pop("exc_info", None):
            entry["error"] = sys.exc_info()[1]
        entries.append(entry)
        if level in ("warning", "error", "exception", "critical"):
            town.note(
                f"   log {entry['event']} {type(entry.get('error')).__name__ if 'error' in entry else ''}".rstrip()
            )
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(
        processors=[keep],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=lambda *_: None,
        cache_logger_on_first_use=False,
    )
    try:
        yield entries
    finally:
        structlog.configure(**before)
