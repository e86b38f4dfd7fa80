"""A Discord on loopback, a server with people in it, and the bot as it is shipped."""

import asyncio
import socket
import threading
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from discord.gateway import DiscordWebSocket, KeepAliveHandler
from discord.http import Route
from structlog.testing import capture_logs

from bot.app import create_bot
from bot.cli.serving import use_addresses
from bot.client import AlongsideClient
from bot.clock import Clock, SystemClock
from bot.rehearsal import town
from bot.rehearsal.discord.described import Described, description
from bot.rehearsal.discord.happenings import Happening, NeverHappened
from bot.rehearsal.discord.people import Turn
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Message
from bot.rehearsal.shipped import Shipped
from bot.rehearsal.town import Town
from bot.settings import Settings
from tests.wire.born import born
from tests.wire.born import cradle as born_from

START = 90.0  # seconds until a process on a busy machine must be at work
HERE = Path(__file__).parent
INSIDE = HERE / "inside"
PATIENCE = 60.0  # seconds until what must come has come; nobody waits for longer than it takes


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave processes time to start on a busy machine: some tests start three, one after the other."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.timeout(4 * START))


def labels(message: Message) -> list[str]:
    """The buttons of a message, as they read."""
    return [child.get("label", "") for row in message.components for child in row.get("components", ())]


def text_of(message: Message) -> str:
    """Everything that can be read in a message."""
    return "\n".join([message.content, *(str(embed) for embed in message.embeds)])


async def at_once(*_: Any, **__: Any) -> None:
    """Begin another session at once: the five seconds that discord.py waits are a courtesy to Discord, and ours needs none."""


@dataclass
class Scene:
    """The Discord, the town, the bot's files, and its process."""

    discord: Discord
    town: Town
    folder: Path
    record: Callable[[str, object], None] = lambda _name, _value: None  # for what the end of the run tells
    cradle: socket.socket | None = None  # where processes are born from
    started: list[Shipped] = field(default_factory=list)
    sessions: list[bool] = field(default_factory=list)  # each that began: was it resumed
    running: dict[AlongsideClient, asyncio.Task[None]] = field(default_factory=dict)

    @property
    def var(self) -> Path:
        return self.folder / "var"

    @property
    def lounge(self) -> int:
        return self.town.places["lounge"]

    def settings(self) -> Settings:
        return Settings.load({"VAR_DIR": str(self.var), **self.discord.environment()})

    async def settle(self) -> None:
        await town.settle(self.town, self.settings(), self.discord.clock)

    async def run(
        self, clock: Clock | None = None, *, content: bool = True, courteous: bool = False, patience: float = 60.0
    ) -> AlongsideClient:
        """Run the real bot in this process, over the same sockets, until the test ends or `stop` is called.

        `courteous` has it wait between sessions as it does elsewhere; `patience` is how many seconds of silence it takes for a dead socket.
        """
        settings = self.settings()
        use_addresses(settings)
        bot = create_bot(settings, clock=clock or SystemClock(), content=content)
        if not courteous:
            bot.before_identify_hook = at_once  # type: ignore[method-assign]
        bot._connection.heartbeat_timeout = patience
        before = self.discord.gateway.members_told
        self.running[bot] = asyncio.create_task(bot.start(settings.require_token()))
        await self.until(lambda: self.discord.gateway.members_told > before, within=START)
        await bot.wait_until_ready()
        await bot.know_members(*bot.guilds)
        return bot

    async def stop(self, bot: AlongsideClient) -> None:
        """Stop it, whatever it is at; of a socket that was lost while it opened, discord.py forgets the thread that keeps it alive."""
        await bot.close()
        running = self.running.pop(bot)
        running.cancel()
        await asyncio.wait({running})
        for thread in threading.enumerate():
            if isinstance(thread, KeepAliveHandler):
                thread.stop()

    async def start(self, *, path: tuple[Path, ...] = (), cold: bool = False, **env: str) -> Shipped:
        """Start the shipped bot and wait until it is at work: it knows who is there.

        It is born from a process that has read its modules (born.py), unless it is to start `cold`, as an operator starts it.
        """
        before = self.discord.gateway.members_told
        settings = {**self.discord.environment(), **env}
        if cold or self.cradle is None:
            process = await Shipped.start(self.folder, settings, path=path)
        else:
            process = await born(self.cradle, self.folder, settings, path)
        self.started.append(process)
        working = asyncio.ensure_future(self.until(lambda: self.discord.gateway.members_told > before, within=START))
        ended = asyncio.ensure_future(process.end())
        await asyncio.wait({working, ended}, return_when=asyncio.FIRST_COMPLETED)
        if not working.done():
            working.cancel()
            pytest.fail(f"it ended: {process.err.decode()}")
        ended.cancel()
        await working
        return process

    async def start_obedient(self, *, cold: bool = False) -> Shipped:
        """Start the shipped bot with an ear for orders to die or to find its disk stalled or gone (inside/sitecustomize.py)."""
        return await self.start(path=(INSIDE,), cold=cold, ALONGSIDE_INSIDE=str(self.folder / "orders"))

    def order(self, what: str = "") -> None:
        """Give such an order; without one everything goes well again."""
        new = self.folder / "orders.new"
        new.write_text(what)
        new.replace(self.folder / "orders")

    async def until(self, look: Callable[[], Any], *, within: float = PATIENCE) -> Any:
        return await self.discord.happenings.until(look, within=within)

    def channel(self, name: str) -> int:
        """A place's channel, or somebody's direct messages."""
        return self.town.places[name] if name in self.town.places else self.town[name].direct

    def cards(self) -> list[Message]:
        """What stands in the alert channel with buttons."""
        return [one for one in self.town["lea"].reads(self.town.places["alerts"]) if labels(one)]

    def latest_card(self) -> Message:
        return [one for one in self.town["lea"].reads(self.town.places["alerts"]) if one.embeds][-1]

    def pages(self, who: str) -> int:
        """How many pages somebody has got."""
        return sum(1 for one in self.town[who].inbox() if "case:" in str(one.components))

    def page(self, who: str, key: int) -> Message | None:
        """The page that somebody got for a case, by the message that began it."""
        return next((one for one in reversed(self.town[who].inbox()) if f":{key}" in str(one.components)), None)

    async def quiet(self, seconds: float = 0.5) -> None:
        """Wait until nothing has been asked of Discord for a while, to see that nothing more comes."""
        while True:
            before = len(self.discord.requests.all)
            try:
                await self.until(partial(self._more_than, before), within=seconds)
            except NeverHappened:
                return

    def _more_than(self, known: int) -> bool:
        return len(self.discord.requests.all) > known

    async def sees(self, who: str, what: str, *, place: str | None = None, within: float = PATIENCE) -> Message:
        """Wait until somebody sees a text, privately or in a channel; return the newest message with it."""

        def look() -> Message | None:
            return self.seen(who, what, place=place)

        found: Message = await self.until(look, within=within)
        return found

    def seen(self, who: str, what: str, *, place: str | None = None) -> Message | None:
        person = self.town[who]
        channel = person.direct if place is None else self.town.places[place]
        return next((one for one in reversed(person.reads(channel)) if what in text_of(one)), None)

    async def press(self, who: str, label: str, *, place: str | None = None) -> Turn:
        """Press the newest button of that name once it is there, and wait for the answer."""
        await self.until(lambda: self.discord.gateway.connected)
        shown = await self.until(lambda: self.with_button(who, label, place=place))
        return await self.answered(await self.town[who].press(shown, label))

    def with_button(self, who: str, label: str, *, place: str | None = None) -> Message | None:
        """The newest message with a button of that name."""
        person = self.town[who]
        channel = person.direct if place is None else self.town.places[place]
        return next((one for one in reversed(person.reads(channel)) if label in labels(one)), None)

    async def heard(self, turn: Turn) -> Turn:
        """Wait until it was taken note of; where the disk hangs, the answer itself comes when it does not any more."""
        await self.until(lambda: turn.heard)
        return turn

    async def answered(self, turn: Turn) -> Turn:
        await self.until(lambda: turn.answered)
        return turn


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What a bot in this process logs, kept instead of printed: a traceback drawn on a terminal takes longer than a step of a case."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture(scope="session")
def described() -> Described | None:
    """Discord's own description of its API; where it is not at hand, the end of the run says so (tests/conftest.py)."""
    file = description()
    return None if file is None else Described.at(file)


@pytest.fixture
async def wire(described: Described | None) -> AsyncIterator[Discord]:
    """A Discord that listens; sessions may follow upon each other at once."""
    async with Discord(SystemClock(), between_sessions=0.0, described=described).serve() as serving:
        yield serving


@pytest.fixture(scope="session")
def cradle() -> Iterator[socket.socket | None]:
    """Where processes are born from that need not read their modules again."""
    with born_from() as one:
        yield one


@pytest.fixture
async def scene(
    wire: Discord,
    tmp_path: Path,
    read_once: None,
    record_property: Callable[[str, object], None],
    cradle: socket.socket | None,
) -> AsyncIterator[Scene]:
    """A town whose bot was set up, and is not running yet."""
    made = Scene(wire, town.build(wire), tmp_path, record_property, cradle)
    await made.settle()

    def note(one: Happening) -> None:
        if one.kind == "session":
            made.sessions.append(one.facts["resumed"])

    base, gateway = Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY
    try:
        with wire.happenings.heard_by(note):
            yield made
    finally:
        for bot in tuple(made.running):
            await made.stop(bot)
        Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway
        for process in made.started:
            process.kill()
            await process.end()
    assert not wire.requests.wrong
