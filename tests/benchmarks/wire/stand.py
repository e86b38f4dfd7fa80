"""A Discord with many people in it, a bot's process at it, and a stopwatch on every frame and request."""

import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import Services, assemble
from bot.client import AlongsideClient
from bot.clock import SystemClock
from bot.rehearsal import town
from bot.rehearsal.discord.happenings import Happening
from bot.rehearsal.discord.people import Person, Turn
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Message
from bot.rehearsal.shipped import Shipped
from bot.settings import Settings

INSIDE = Path(__file__).parents[2] / "wire" / "inside"
PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
CHANGES = 7  # of the ways to answer a press: the message that it stood on changes
EMPTY = Path(__file__).parent / "empty_bot.py"
AT_WORK = 120.0  # seconds


class Stand:
    """One Discord and whoever is at it."""

    def __init__(self, discord: Discord, folder: Path) -> None:
        self.discord, self.folder = discord, folder
        self.town = town.build(discord)
        self.process: Shipped
        self.framed: dict[int, float] = {}  # when a message or an interaction was on its way to the bot
        self.cards: dict[int, float] = {}  # when a case's card came in, by the message that began it
        self.pages: dict[int, float] = {}
        self.words: dict[int, float] = {}  # when somebody was written to, by their direct messages
        self.first: dict[int, float] = {}  # the first answer to an interaction
        self.changed: dict[int, float] = {}  # when a message was last changed
        self.posts: list[float] = []  # every other message
        self.last_body: Any = None
        self._pressed: dict[int, int] = {}
        discord.happenings._listeners.append(self._hear)
        discord.store.subscribers.append(self._emitted)

    # -- people ---------------------------------------------------------------------------------------------------

    def crowd(self, many: int) -> list[Person]:
        """Bring people into the server, without a word to a bot that is not there yet."""
        store, guild = self.discord.store, self.town.guild_id
        found = []
        for number in range(many):
            person = self.discord.people.somebody(f"p{number}")
            store.add_member(guild, person.id)
            person.guild_id = guild
            found.append(person)
        return found

    async def settle(self) -> None:
        """Write what set-up would have."""
        await town.settle(self.town, self.settings, self.discord.clock)

    async def prepare(self, work: Callable[[Services], Awaitable[object]]) -> None:
        """Have our services do something before the process starts, with nobody listening."""
        settings = self.settings
        services = await assemble(AlongsideClient(settings, clock=self.discord.clock), settings, self.discord.clock)
        try:
            await work(services)
        finally:
            await services.close()

    @property
    def settings(self) -> Settings:
        return Settings.load({"VAR_DIR": str(self.folder / "var"), **self.discord.environment()})

    # -- processes ------------------------------------------------------------------------------------------------

    async def start(self, **env: str) -> float:
        """Start ours; return the seconds until it is at work: it knows who is there."""
        before, begun = self.discord.gateway.members_told, time.perf_counter()
        given = {**self.discord.environment(), "ALONGSIDE_INSIDE": str(self.orders), **env}
        self.process = await Shipped.start(self.folder, given, path=(INSIDE,))
        await self.until(lambda: self.discord.gateway.members_told > before or not self.process.running)
        assert self.process.running, self.process.err.decode()
        return time.perf_counter() - begun

    async def start_empty(self, word: str, message: Path) -> float:
        """Start the floor."""
        before, begun = self.discord.gateway.members_told, time.perf_counter()
        about = (word, str(self.town.places["alerts"]), str(message))
        self.process = await Shipped.start(self.folder, self.discord.environment(), *about, program=(str(EMPTY),))
        await self.until(lambda: self.discord.gateway.members_told > before or not self.process.running)
        assert self.process.running, self.process.err.decode()
        return time.perf_counter() - begun

    @property
    def orders(self) -> Path:
        return self.folder / "orders"

    async def until(self, look: Callable[[], Any], within: float = AT_WORK) -> Any:
        return await self.discord.happenings.until(look, within=within)

    # -- doing ----------------------------------------------------------------------------------------------------

    def write(self, person: Person, text: str = PILLS, place: str = "lounge") -> int:
        return person.write(self.town.places[place], text)

    async def crisis(self, person: Person) -> tuple[float, float, float]:
        """Have somebody write; return the seconds until card, page and first words left the bot."""
        direct = person.direct
        key = self.write(person)
        await self.until(lambda: key in self.cards and key in self.pages and direct in self.words)
        began = self.framed[key]
        return self.cards[key] - began, self.pages[key] - began, self.words[direct] - began

    async def word(self, person: Person, word: str) -> float:
        """Have somebody write the word; return the seconds until the floor's message left it."""
        known = len(self.posts)
        key = self.write(person, word)
        await self.until(lambda: len(self.posts) > known)
        return self.posts[-1] - self.framed[key]

    async def answered(self, turn: Turn) -> float:
        """Return the seconds until an interaction was first answered."""
        await self.until(lambda: turn.id in self.first)
        return self.first[turn.id] - self.framed[turn.id]

    async def taken(self, key: int) -> float:
        """Have Ana press *I'm on it* on a case's card; return the seconds until the card changed."""
        card = self.card(key)
        turn = await self.town["ana"].press(card, "I'm on it")
        await self.until(lambda: turn.id in self.first and self.changed.get(card.id, 0.0) > self.framed[turn.id])
        return self.changed[card.id] - self.framed[turn.id]

    async def heard(self, key: int) -> None:
        """Wait until a message went out to the bot."""
        await self.until(lambda: key in self.framed)

    async def paged(self, key: int) -> float:
        """Wait until a case's page left the bot; return when."""
        await self.until(lambda: key in self.pages)
        return self.pages[key]

    def card(self, key: int) -> Message:
        """The card of a case in the alert channel."""
        stored = self.discord.store.messages[self.town.places["alerts"]].values()
        return next(one for one in stored if f":{key}" in str(one.components))

    async def shown(self, key: int) -> Message:
        """Wait until the card of a case stands there, also where Discord refused it at first."""
        stored = self.discord.store.messages[self.town.places["alerts"]]
        await self.until(lambda: any(f":{key}" in str(one.components) for one in stored.values()))
        return self.card(key)

    # -- the stopwatch --------------------------------------------------------------------------------------------

    def _emitted(self, event: str, data: Any) -> None:
        if event in ("MESSAGE_CREATE", "INTERACTION_CREATE"):
            self.framed[int(data["id"])] = time.perf_counter()
            if event == "INTERACTION_CREATE" and data.get("message"):
                self._pressed[int(data["id"])] = int(data["message"]["id"])

    def _hear(self, one: Happening) -> None:
        now = time.perf_counter()
        if one.kind == "request":
            request = one.facts["request"]
            if request.is_("POST /interactions/*/*/callback"):
                self.first.setdefault(int(request.parts[1]), now)
                if request.body["type"] == CHANGES:
                    self.changed[self._pressed[int(request.parts[1])]] = now
            elif request.is_("PATCH /channels/*/messages/*"):
                self.changed[int(request.parts[3])] = now
            elif request.is_("POST /channels/*/messages"):
                self._post(int(request.parts[1]), request.body or {}, now)

    def _post(self, channel: int, body: dict[str, Any], now: float) -> None:
        key = next((one for one in _keys(body.get("components") or ()) if one in self.framed), None)
        if key is None:
            self.posts.append(now)
        elif channel == self.town.places["alerts"]:
            self.cards.setdefault(key, now)
            self.last_body = body
        elif channel == self.town["ana"].direct:
            self.pages.setdefault(key, now)
        else:
            self.words.setdefault(channel, now)


def _keys(rows: Sequence[dict[str, Any]]) -> list[int]:
    ids = (str(one.get("custom_id", "")) for row in rows for one in row.get("components", ()))
    return [int(piece) for id_ in ids for piece in id_.split(":") if len(piece) > 16 and piece.isdigit()]


@asynccontextmanager
async def stand(folder: Path) -> AsyncIterator[Stand]:
    """Open a Discord in a folder of its own; whoever came to it is gone afterwards."""
    folder.mkdir()  # noqa: ASYNC240  nothing is measured yet
    async with Discord(SystemClock(), between_sessions=0.0).serve() as discord:
        made = Stand(discord, folder)
        try:
            yield made
        finally:
            if hasattr(made, "process"):
                made.process.kill()
                await made.process.end()
    if discord.requests.wrong:
        raise SystemExit(f"Discord would not have taken these: {discord.requests.wrong[:5]}")
