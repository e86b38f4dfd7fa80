"""A server like those the bot is made for, with people in it, on simcord's world and clock."""

import asyncio
import contextvars
import json
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final, TypeVar
from weakref import WeakKeyDictionary

import discord
import pytest
import simcord
import simcord.actors
import simcord.interactions

from bot.app import Services, create_bot
from bot.client import AlongsideClient
from bot.drawing.easel import Easel
from bot.messenger.pacing import Pace, Room, Window
from bot.moderation.shifts import Position
from bot.servers import Ages
from bot.settings import Settings
from tests.journeys.taint import Taint, followed

TOKEN = "MDAwMDAwMDAwMDAwMDAwMDAw.made-up.for-tests-only-000000000000"


class SimClock:
    """The simulation's clock, from the moment there is one."""

    def __init__(self) -> None:
        self.env: Any = None
        self.jumped = timedelta()  # by how much somebody set the machine's clock

    def now(self) -> datetime:
        return self.jumped + (datetime(2026, 5, 4, 20, 0, tzinfo=UTC) if self.env is None else self.env.now())

    def monotonic(self) -> float:
        return 0.0 if self.env is None else float(self.env.backend.clock.elapsed)


T = TypeVar("T")

# A span up to this long passes in pieces of this size.
PIECES: Final = (
    (timedelta(hours=1), timedelta(minutes=2)),
    (timedelta(days=3), timedelta(minutes=30)),
    (timedelta.max, timedelta(hours=3)),
)
CONTEXTS: WeakKeyDictionary[AlongsideClient, contextvars.Context] = WeakKeyDictionary()


def made_bot(folder: Path, database_url: str | None, clock: SimClock) -> AlongsideClient:
    """The bot as it is shipped; the context that its own work runs in is remembered for `World.as_bot`."""
    bot = create_bot(settings_in(folder, database_url), clock=clock)
    begin = bot.setup_hook

    async def setup_hook() -> None:
        CONTEXTS[bot] = contextvars.copy_context()
        await begin()

    bot.setup_hook = setup_hook  # type: ignore[method-assign]
    return bot


@dataclass
class World:
    """The people and places of a test."""

    env: Any
    bot: AlongsideClient
    clock: SimClock
    guild: Any
    places: dict[str, Any] = field(default_factory=dict)
    people: dict[str, Any] = field(default_factory=dict)
    roles: dict[str, Any] = field(default_factory=dict)
    forged: dict[int, Any] = field(default_factory=dict)  # where somebody pressed last what was never shown

    @property
    def services(self) -> Services:
        return self.bot.services

    def __getattr__(self, name: str) -> Any:
        for group in ("places", "people", "roles"):
            if name in self.__dict__.get(group, {}):
                return self.__dict__[group][name]
        raise AttributeError(name)

    def direct(self, person: Any) -> list[discord.Message]:
        """What somebody finds in their direct messages, oldest first."""
        user = person.user if hasattr(person, "user") else person
        return list(user.dm_channel.history())

    def inbox(self, person: Any) -> list[str]:
        return [message.content for message in self.direct(person)]

    def cards(self) -> list[discord.Message]:
        return list(self.alerts.history())

    @property
    def card(self) -> discord.Message:
        return next(message for message in reversed(self.cards()) if message.embeds)

    async def press(self, person: Any, label: str, message: discord.Message | None = None) -> Any:
        """Press a button: on a message given, else on the newest direct message that has it."""
        if message is not None:
            return await person.click(message, label=label)
        for found in reversed(self.direct(person)):
            if label in labels(found):
                return await person.user.click(found, label=label)
        raise AssertionError(f"no button {label!r} in {[labels(one) for one in self.direct(person)]}")

    async def forge(self, person: Any, custom_id: str, *, again: bool = False) -> Any:
        """Press a button that the person was never shown, as a changed client or a stale card could.

        With `again` it stands on the message of the time before, unless that one's buttons are gone.
        """
        if not again or person.id not in self.forged or not self._stored(self.forged[person.id]).components:
            self.forged[person.id] = await person.slash(self.lounge, "support")
        shown = self.forged[person.id]
        self._stored(shown).components[0]["components"][0]["custom_id"] = custom_id
        return await person.click(shown.response.message, custom_id=custom_id)

    def _stored(self, shown: Any) -> Any:
        return self.env.backend.get_message(shown.response.channel_id, shown.response.id)

    async def submit(self, person: Any, shown: Any, values: dict[str, Any], *, direct: bool = False) -> Any:
        """Fill in a form and send it."""
        return await (person.user if direct else person).submit_modal(shown, values)

    async def save_server(self, **changes: Any) -> None:
        await self.services.servers.save(self.guild.id, **changes)

    async def as_bot(self, work: Coroutine[Any, Any, T]) -> T:
        """Do something as the bot does it: the simulation waits only for what follows from the bot's own work."""
        return await CONTEXTS[self.bot].run(asyncio.get_running_loop().create_task, work)

    async def on_shift(
        self,
        person: Any,
        position: Position = Position.PRIMARY,
        hours: int = 8,
        at: datetime | None = None,
    ) -> None:
        async def plan() -> None:
            oncall = self.services.oncall
            await oncall.join(self.guild.id, person.id)
            await oncall.answered(self.guild.id, person.id)
            await oncall.plan(self.guild.id, person.id, position, at or self.clock.now(), timedelta(hours=hours))

        await self.as_bot(plan())

    async def pass_time(self, **span: float) -> None:
        """Let time pass; in pieces, for the simulation gives each piece five real seconds, on a slow machine too."""
        target, patience = self.env.now() + timedelta(**span), 6
        piece = next(size for most, size in PIECES if timedelta(**span) <= most)
        while self.env.now() < target:
            try:
                await self.env.advance_time(min(piece, target - self.env.now()).total_seconds())
            except TimeoutError:  # what has passed has passed; a slow machine needs another go
                patience -= 1
                if not patience:
                    raise

    def open_case(self) -> Any:
        cases = self.services.desk.cases.open_in(self.guild.id)
        assert len(cases) == 1, cases
        return cases[0]


def labels(message: discord.Message) -> list[str]:
    """The buttons of a message, as they read."""
    return [str(getattr(child, "label", "")) for row in message.components for child in getattr(row, "children", [])]


def said(result: Any) -> str:
    """What somebody privately reads after a press or a command; on a slow machine it follows after the first answer."""
    answers = result.followups or [result.response]
    return "\n".join(one.content for one in answers if one is not None and one.content)


def settings_in(folder: Path, database_url: str | None = None) -> Settings:
    return Settings.load(
        {
            "DISCORD_TOKEN": TOKEN,
            "VAR_DIR": str(folder),
            "DATABASE_URL": database_url or f"sqlite:///{folder}/alongside.db",
            "MASTER_KEY_FILE": str(folder / "master.key"),
        }
    )


@pytest.fixture(autouse=True)
def reading(read_once: None) -> None:
    """Read languages and lexicon once."""


@pytest.fixture
def var_dir(tmp_path: Path) -> Path:
    return tmp_path / "var"


@pytest.fixture
def database_url() -> str | None:
    """Where the bot keeps its data; None is SQLite beside everything else."""
    return None


@pytest.fixture(scope="session", autouse=True)
def patient() -> Iterator[None]:
    """Give the simulation more than one go to come to rest: on a busy machine, or a slow disk, five seconds say nothing."""
    settle = simcord.Env._settle_internal

    async def again(env: simcord.Env, *, _deadline: float | None = None, **how: Any) -> None:
        for _ in range(3 if _deadline is None else 0):
            try:
                return await settle(env, **how)
            except TimeoutError:
                continue
        return await settle(env, _deadline=_deadline, **how)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simcord.Env, "_settle_internal", again)
        yield


@pytest.fixture(scope="session", autouse=True)
def weeded() -> Iterator[None]:
    """Drop the real timer behind each one that the bot cancelled: the simulation keeps them and looks through all, each time."""
    active: Any = vars(simcord.env)["_active_callbacks"]

    def and_drop(state: Any) -> Any:
        for record in state.work.callbacks:
            if record.handle is not None and record.handle.cancelled() and record.real_handle is not None:
                record.real_handle.cancel()
        return active(state)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(simcord.env, "_active_callbacks", and_drop)
        yield


@pytest.fixture(autouse=True)
def unpaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Posts of a channel do not wait for each other: the simulation would wait in real seconds for what is due so soon.

    How they are paced is proved in `tests/unit/messenger/test_lanes.py` and on the wire.
    """

    async def at_once(_: Window | Pace | Room, *, soon: bool = False) -> None:
        await asyncio.sleep(0)

    monkeypatch.setattr(Window, "wait", at_once)
    monkeypatch.setattr(Pace, "turn", at_once)
    monkeypatch.setattr(Room, "wait", at_once)


@pytest.fixture(scope="module", autouse=True)
def drawn() -> Iterator[None]:
    """Charts are drawn in this process, by the same code: starting another takes longer than the simulation waits.

    That process is proved in `tests/unit/drawing/`, which may follow a journey in the same process, and on the wire.
    """

    def here(_easel: Easel, request: bytes) -> bytes:
        from bot.drawing.pictures import drawn  # only what draws anything waits for it to load

        asked = json.loads(request)
        return drawn(asked["what"], asked["values"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Easel, "_asked", here)
        patch.setattr(Easel, "_warmed", lambda _easel: None)
        yield


@pytest.fixture
def clock() -> SimClock:
    return SimClock()


@pytest.fixture(autouse=True)
def taint(clock: SimClock, var_dir: Path) -> Iterator[Taint]:
    """No word that anybody types is in a log at DEBUG, and none that wakes a person on a disk or in a name (DESIGN §3.2)."""
    with followed(clock) as following:
        yield following
        assert list(following.traces(var_dir)) == []


@pytest.fixture
async def env(var_dir: Path, database_url: str | None, clock: SimClock, taint: Taint) -> AsyncIterator[simcord.Env]:
    """The bot, started, in a Discord without servers."""
    running = simcord.Env(made_bot(var_dir, database_url, clock))
    await running.start()
    clock.env = running
    try:
        yield running
    finally:
        bot = running.bot
        taint.look(bot)
        await running.shutdown()
        await bot.close()
        running.raise_errors()


@pytest.fixture
async def empty_world(env: simcord.Env, clock: SimClock) -> World:
    """A server with people, channels and roles in which nobody has run set-up."""
    with env.time_context():
        guild = env.create_guild("The Tuesday group")
        bot = env.bot
        assert isinstance(bot, AlongsideClient)
        world = World(env, bot, clock, guild)
        world.roles = {name: guild.create_role(name) for name in ("participant", "facilitator", "on-call", "lead")}
        hidden: dict[Any, Any] = {guild.default_role: discord.PermissionOverwrite(view_channel=False)}
        staff: dict[Any, Any] = {
            world.roles["on-call"]: discord.PermissionOverwrite(view_channel=True),
            world.roles["lead"]: discord.PermissionOverwrite(view_channel=True),
        }
        me: dict[Any, Any] = {guild.me: discord.PermissionOverwrite(view_channel=True)} if guild.me is not None else {}
        world.places = {
            "lounge": guild.create_text_channel("lounge"),
            "alerts": guild.create_text_channel("on-call", overwrites={**hidden, **staff, **me}),
            "support": guild.create_text_channel("support"),
            "facilitators": guild.create_text_channel("facilitators"),
        }
        for name, roles in (
            ("maya", ("participant",)),
            ("sam", ("participant",)),
            ("ana", ("on-call",)),
            ("ben", ("on-call",)),
            ("lea", ("lead",)),
        ):
            user = env.create_user(name, global_name=name.capitalize())
            world.people[name] = guild.add_member(user, roles=[world.roles[role] for role in roles])
        await env.settle()
        for command in await bot.tree.fetch_commands():
            if command.name in ("incident", "oncall"):
                guild.set_command_permissions(command, {world.roles["on-call"]: True, world.roles["lead"]: True})
            if command.name == "lexicon":
                guild.set_command_permissions(command, {world.roles["on-call"]: True, world.roles["lead"]: True})
            if command.name == "survey":
                guild.set_command_permissions(command, {world.roles["facilitator"]: True, world.roles["lead"]: True})
        return world


@pytest.fixture
async def world(empty_world: World) -> World:
    """The same server, set up and live, with Ana as primary, Ben as backup and Lea as lead."""
    made = empty_world
    await made.save_server(
        zone="Europe/Madrid",
        locale="en",
        country="ES",
        ages=Ages.ADULTS,
        alert_channel_id=made.alerts.id,
        support_channel_id=made.support.id,
        facilitators_channel_id=made.facilitators.id,
        participant_role_id=made.roles["participant"].id,
        facilitator_role_id=made.roles["facilitator"].id,
        oncall_role_id=made.roles["on-call"].id,
        lead_role_id=made.roles["lead"].id,
        announced_at=made.clock.now(),
        live=True,
    )
    await made.on_shift(made.ana)
    await made.on_shift(made.ben, Position.BACKUP)
    await made.env.settle()
    return made


@pytest.fixture
def speak(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Choose the language of everybody's Discord; simcord itself knows only English."""

    def in_language(locale: str) -> None:
        real = simcord.interactions.base_payload

        def payload(*args: Any, **kwargs: Any) -> Any:
            record, made = real(*args, **kwargs)
            made["locale"] = locale
            return record, made

        for module in (simcord.interactions, simcord.actors):
            monkeypatch.setattr(module, "base_payload", payload, raising=False)

    return in_language


@pytest.fixture
def read() -> Callable[[Any], str]:
    return said


@pytest.fixture
def restart(world: World, var_dir: Path, database_url: str | None) -> Callable[[], Any]:
    """Stop the bot and start a fresh one on the same files."""

    async def again() -> World:
        await world.bot.close()
        fresh = made_bot(var_dir, database_url, world.clock)
        await world.env.restart_bot(fresh)
        world.bot = fresh
        return world

    return again
