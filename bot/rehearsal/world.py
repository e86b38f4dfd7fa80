"""The world of a story: a Discord of our own on loopback, the real bot in it, and time that leaps."""

import asyncio
import time
from collections.abc import Mapping
from contextlib import AsyncExitStack
from datetime import datetime, timedelta
from typing import Any, Final

from discord.gateway import DiscordWebSocket
from discord.http import Route
from pydantic import SecretStr

from bot.app import Services, create_bot
from bot.cli.serving import use_addresses
from bot.client import AlongsideClient
from bot.rehearsal.discord.happenings import Happening
from bot.rehearsal.discord.people import Person, Turn
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Message
from bot.rehearsal.seen import Asked, Seen, Stopwatch, rows_of, seen_by_people
from bot.rehearsal.travel import TravelClock, TravelLoop
from bot.settings import Settings

DISCORD_LOCALES: Final = {"en": "en-GB", "es": "es-ES"}
NO_END: Final = 1e9  # seconds: the gateway's silence while time leaps is no sign of its death
BEGINNING: Final = 10.0  # seconds until everything that a start sets off has come about


class World:
    """A server with people in it, the bot, and what each of them sees."""

    def __init__(self, discord: Discord, loop: TravelLoop, clock: TravelClock, locale: str) -> None:
        """Take a Discord that listens; `open` is the usual way in."""
        self._discord, self._loop, self._clock = discord, loop, clock
        self._locale = DISCORD_LOCALES[locale]
        self._open_ends = AsyncExitStack()
        self._bot: AlongsideClient
        self._guild = 0
        self._roles: dict[str, int] = {}
        self._places: dict[str, int] = {}
        self._people: dict[str, Person] = {}
        self._answering: dict[str, str] = {}
        self._forms: dict[str, Turn] = {}
        self._errors = 0
        self.stopwatch = Stopwatch()

    # -- beginning and end ----------------------------------------------------------------------------------------

    @classmethod
    async def open(cls, settings: Settings, *, start: datetime, locale: str) -> "World":
        """Start the real bot in a world without servers, at an instant of the world's own time.

        Raises:
            ConfigurationError: a setting or a file is wrong.
        """
        loop = asyncio.get_running_loop()
        assert isinstance(loop, TravelLoop), "a story is told where time can leap (travel.run)"
        clock = TravelClock(loop, start)
        discord = Discord(clock, watchful=False)
        world = cls(discord, loop, clock, locale)
        ends = world._open_ends
        await ends.enter_async_context(discord.serve())
        ends.enter_context(discord.happenings.heard_by(world._hear))
        ends.callback(_go_back, Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY)
        await world._start(settings)
        return world

    async def _start(self, settings: Settings) -> None:
        here = {"discord_api_url": self._discord.url, "discord_gateway_url": self._discord.gateway_url}
        arrived = settings.model_copy(update={**here, "discord_token": SecretStr(self._discord.token)})
        use_addresses(arrived)
        bot = self._bot = create_bot(arrived, clock=self._clock)
        bot._connection.heartbeat_timeout = NO_END  # noqa: SLF001  discord.py takes it at construction only
        bot.on_error = self._note_error  # type: ignore[method-assign]
        running = asyncio.create_task(bot.start(self._discord.token), name="bot")
        passing = asyncio.create_task(self._loop.travel(BEGINNING), name="beginning")
        await asyncio.wait({running, passing}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            passing.cancel()
            await running
        self._open_ends.push_async_callback(_end, bot, running)

    async def close(self) -> None:
        """Stop the bot and let go of everything."""
        await self._open_ends.aclose()

    async def build(self, name: str, *, owner: str, people: Mapping[str, str], places: Mapping[str, str]) -> None:
        """Make a server in which nobody has run set-up; keys are the story's, values what they are called there."""
        make = self._discord.people
        self._people = {key: make.somebody(key, called=called) for key, called in people.items()}
        for person in self._people.values():
            self._discord.interactions.locales[person.id] = self._locale
        self._guild = make.server(name, self._people[owner], locale=self._locale)
        await self.settle()
        self._places = {key: make.channel(self._guild, called) for key, called in places.items()}
        for key, person in self._people.items():
            if key != owner:
                make.join(person, self._guild)
        await self.settle()

    async def adopt(self, *, places: Mapping[str, int | None], roles: Mapping[str, int | None]) -> None:
        """Take in the channels and roles that set-up made, and open the staff's commands as it says."""
        self._places |= {key: id_ or 0 for key, id_ in places.items()}
        self._roles = {key: id_ or 0 for key, id_ in roles.items()}
        # Set-up shows the clicks for it: staff commands are hidden until somebody opens them to roles.
        staff = [self._roles["oncall"], self._roles["lead"]]
        self._discord.people.open_commands(self._guild, staff, "oncall", "incident")
        await self.settle()

    async def give_role(self, who: str, key: str) -> None:
        """Give somebody a role by hand, as an owner does."""
        self._discord.people.give_role(self._people[who], self._roles[key])
        await self.settle()

    async def settle(self) -> None:
        """Let the bot finish what it is doing."""
        await self._loop.settle()

    # -- what people do -------------------------------------------------------------------------------------------

    async def write(self, who: str, place: str, text: str) -> None:
        """Write in a channel."""
        self._people[who].write(self.channel_id(place), text)
        await self.settle()

    async def write_to_bot(self, who: str, text: str) -> None:
        """Write the bot a direct message."""
        self._people[who].write_to_bot(text)
        await self.settle()

    async def press(self, who: str, label: str, *, place: str | None = None) -> Seen | None:
        """Press the newest button with a label, in a channel or (without `place`) in one's direct messages.

        Returns:
            What only they see then; None for a form (use `fill`) or a message that changed in place.

        Raises:
            LookupError: there is no such button.
        """
        person = self._people[who]
        for message in reversed(person.reads(person.direct if place is None else self.channel_id(place))):
            if any(item.get("label") == label for row in rows_of(message) for item in row):
                return await self._answer(who, await person.press(message, label))
        raise LookupError(f"{who} sees no button {label!r}")

    async def choose(self, who: str, menu: str, target: str, *, place: str) -> Seen | None:
        """Choose a person or a channel in the newest menu whose id begins with `menu`."""
        person, others = self._people[who], self._people
        for message in reversed(person.reads(self.channel_id(place))):
            for item in (one for row in rows_of(message) for one in row):
                if str(item.get("custom_id")).startswith(menu):
                    known = others.get(target)
                    chosen = known.handle if known else self._discord.people.place(self.channel_id(target))
                    return await self._answer(who, await person.choose(message, item["custom_id"], chosen))
        raise LookupError(f"{who} sees no menu {menu!r}")

    async def fill(self, who: str, **values: str | list[str]) -> Seen | None:
        """Send the form that was shown last."""
        return await self._answer(who, await self._people[who].fill(self._forms.pop(who), **values))

    async def command(self, who: str, place: str, name: str, **options: str | int | bool) -> Seen | None:
        """Type a command in a channel."""
        return await self._answer(who, await self._people[who].command(self.channel_id(place), name, **options))

    async def pass_time(self, span: timedelta) -> None:
        """Let time pass, with everything that is due in it."""
        await self._loop.travel(span.total_seconds())
        await self.settle()

    # -- what people see ------------------------------------------------------------------------------------------

    @property
    def now(self) -> datetime:
        """Return the world's present instant."""
        return self._clock.now()

    @property
    def services(self) -> Services:
        """Return the bot's services."""
        return self._bot.services

    @property
    def bot(self) -> AlongsideClient:
        """Return the bot."""
        return self._bot

    @property
    def guild_id(self) -> int:
        """Return the server's id."""
        return self._guild

    def user_id(self, who: str) -> int:
        """Return somebody's id."""
        return self._people[who].id

    def role_id(self, key: str) -> int:
        """Return a role's id."""
        return self._roles[key]

    def channel_id(self, place: str) -> int:
        """Return the id of a channel, or of a private room by its name."""
        return self._places[place] if place in self._places else self._rooms()[place]

    def direct_id(self, who: str) -> int:
        """Return the id of somebody's direct messages with the bot."""
        return self._people[who].direct

    def names(self) -> dict[int, str]:
        """Return what everyone, every channel and every role is called, by id."""
        store = self._discord.store
        called = {person.id: person.name for person in self._people.values()}
        called |= {one: store.channels[one].name or "" for one in (*self._places.values(), *self._rooms().values())}
        return called | {one: store.get_role(self._guild, one).name for one in self._roles.values()}

    def inbox(self, who: str) -> list[Seen]:
        """Return somebody's direct messages with the bot, oldest first."""
        return [self._seen(message) for message in self._people[who].inbox()]

    def notified(self, who: str) -> Seen:
        """Return the last message as it was when it rang; it may have been changed since."""
        sent = self._discord.requests.matching(f"POST /channels/{self.direct_id(who)}/messages")
        return Seen(self._discord.store.bot_user.name, by_bot=True, text=(sent[-1].body or {}).get("content") or "")

    def channel(self, place: str) -> list[Seen]:
        """Return what stands in a channel, oldest first, without what only one person sees."""
        stored = self._discord.store.messages.get(self.channel_id(place), {})
        said = [stored[one] for one in sorted(stored)]
        return [self._seen(one) for one in said if one.visible_to(None) and one.system_metadata is None]

    def rooms(self) -> list[str]:
        """Return the names of the private rooms."""
        return list(self._rooms())

    def readers(self, room: str) -> frozenset[int]:
        """Return who was brought into a private room, the bot left out."""
        members = self._discord.store.channels[self._rooms()[room]].thread_members
        return frozenset(members) - {self._discord.store.bot_user.id}

    # -- what the bot did -----------------------------------------------------------------------------------------

    def asked(self) -> list[Asked]:
        """Return every request that the bot made, in order."""
        found = []
        for one in self._discord.requests.all:
            kind, *rest = one.parts
            answers = {"interactions": rest[:1], "webhooks": rest[1:2]}.get(kind, [])
            found.append(Asked(one.method, one.path, one.body, self._answering.get("".join(answers), "")))
        return found

    def failures(self) -> int:
        """Count what went wrong inside the bot without a sentence that we foresaw, and requests that Discord would refuse."""
        return self._errors + self.services.router.failures + len(self._discord.requests.wrong)

    # -- inside ---------------------------------------------------------------------------------------------------

    def _hear(self, one: Happening) -> None:
        """Note when frames go out and messages come in, and what was pressed."""
        if one.kind == "request":
            request = one.facts["request"]
            if request.is_("POST /channels/*/messages"):
                self.stopwatch.out.setdefault(int(request.parts[1]), _machine_seconds())
            return
        if one.kind != "frame":
            return
        data: Any = one.facts["data"]
        if one.facts["event"] == "INTERACTION_CREATE":
            pressed = str(data["data"].get("custom_id") or data["data"].get("name"))
            self._answering[data["id"]] = self._answering[data["token"]] = pressed
        elif one.facts["event"] == "MESSAGE_CREATE" and not data["author"].get("bot"):
            self.stopwatch = Stopwatch(_machine_seconds())

    async def _note_error(self, *_: Any, **__: Any) -> None:  # noqa: ANN401  as discord.py calls it
        self._errors += 1

    async def _answer(self, who: str, turn: Turn) -> Seen | None:
        await self.settle()
        if turn.form is not None:
            self._forms[who] = turn
            return None
        return self._seen(turn.private[-1]) if turn.private else None

    def _seen(self, message: Message) -> Seen:
        return seen_by_people(self._discord.store.users[message.author_id], message)

    def _rooms(self) -> dict[str, int]:
        store, support = self._discord.store, self._places.get("support")
        return {one.name or "": one.id for one in store.channels.values() if one.is_thread and one.parent_id == support}


async def _end(bot: AlongsideClient, running: "asyncio.Task[None]") -> None:
    await bot.close()
    await running


def _go_back(base: str, gateway: Any) -> None:  # noqa: ANN401  yarl's, as discord.py keeps it
    Route.BASE, DiscordWebSocket.DEFAULT_GATEWAY = base, gateway


def _machine_seconds() -> float:
    # The machine's time and not the world's: this measures the bot's own work, both ways over the sockets.
    return time.perf_counter()  # noqa: TID251
