"""The server: one Discord on one port of this machine."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any, Final

from aiohttp import web

from bot.clock import Clock
from bot.rehearsal.discord.application import Application
from bot.rehearsal.discord.automod import AutoMod
from bot.rehearsal.discord.described import Described
from bot.rehearsal.discord.directs import Directs
from bot.rehearsal.discord.events import Events
from bot.rehearsal.discord.gateway import Gateway
from bot.rehearsal.discord.happenings import Happenings
from bot.rehearsal.discord.interactions import Interactions
from bot.rehearsal.discord.members import Asking
from bot.rehearsal.discord.nonces import Nonces
from bot.rehearsal.discord.people import People
from bot.rehearsal.discord.requests import Requests
from bot.rehearsal.discord.sessions import Sessions
from bot.rehearsal.discord.simulated import Store
from bot.rehearsal.discord.slowmode import SlowMode
from bot.rehearsal.discord.stated import check
from bot.rehearsal.discord.threads import Threads

TOKEN: Final = "MDAwMDAwMDAwMDAwMDAwMDAw.made-up.for-loopback-only-0000000000000"  # noqa: S105  opens nothing but this
MEMBERS_SWITCH: Final = 1 << 15  # the limited flags, as an application in fewer than a hundred servers has them
CONTENT_SWITCH: Final = 1 << 19
HEARTBEAT: Final = 41.25  # seconds, as Discord says hello
QUIET: Final = 86_400.0  # seconds: a connection that rests is closed by the bot, not by us


class Discord:
    """A Discord with its world, its gateway and its faults; `serve` is the usual way in."""

    def __init__(
        self,
        clock: Clock,
        *,
        heartbeat: float = HEARTBEAT,
        watchful: bool = True,
        between_sessions: float = 5.0,
        described: Described | None = None,
    ) -> None:
        """Build it; nothing listens yet.

        Args:
            clock: the world's time.
            heartbeat: seconds between heartbeats.
            watchful: end a socket whose heartbeats stop; off where time leaps.
            between_sessions: seconds before another session may begin.
            described: checks every request against Discord's own description; without it only against stated limits.
        """
        self.clock = clock
        self.token = TOKEN
        self.flags = MEMBERS_SWITCH | CONTENT_SWITCH
        self.url = self.gateway_url = ""
        self.happenings = Happenings()
        self.closing = asyncio.Event()
        self.store = Store(clock)
        self.store.bot_user.name = "Alongside"
        sessions = Sessions(clock, pause=between_sessions)
        self.gateway = Gateway(
            self.store,
            self.happenings,
            sessions,
            flags=lambda: self.flags,
            token=lambda: self.token,
            interval=heartbeat,
            watchful=watchful,
            asking=Asking(clock),
        )
        self.nonces = Nonces(self.store, clock)
        self.directs = Directs(self.store, clock)
        self.interactions = Interactions(self.store)
        self.threads = Threads(self.store)
        self.events = Events(self.store, clock)
        AutoMod(self.store)
        self._rules = (
            Application(sessions, flags=lambda: self.flags, gateway=lambda: self.gateway_url),
            self.directs,
            self.threads,
            self.events,
            self.nonces,
            self.interactions,
        )
        self.requests = Requests(
            self.store,
            clock,
            self.happenings,
            self._rules,
            (check,) if described is None else (check, described),
            token=lambda: self.token,
            content=lambda: bool(self.flags & CONTENT_SWITCH),
        )
        self.people = People(self.store, SlowMode(self.store, clock))
        self.store.subscribers.append(self._emitted)

    def environment(self) -> dict[str, str]:
        """Return the settings with which the bot comes here."""
        return {
            "DISCORD_TOKEN": self.token,
            "DISCORD_API_URL": self.url,
            "DISCORD_GATEWAY_URL": self.gateway_url,
        }

    @asynccontextmanager
    async def serve(self, port: int = 0, more: Sequence[web.RouteDef] = ()) -> AsyncIterator["Discord"]:
        """Listen on this machine for a while; `more` is what else is served there."""
        app = web.Application(client_max_size=30 * 1024 * 1024)
        app.router.add_get("/gateway", self.gateway.serve)
        app.router.add_route("*", "/api/v10/{path:.*}", self.requests.handle)
        app.router.add_routes(more)
        runner = web.AppRunner(app, keepalive_timeout=QUIET, access_log=None, shutdown_timeout=1.0)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", port).start()
            listening = runner.addresses[0][1]
            self.url = f"http://127.0.0.1:{listening}"
            self.gateway.url = self.gateway_url = f"ws://127.0.0.1:{listening}/gateway"
            yield self
        finally:
            self.closing.set()
            self.happenings.tell("closing")
            await self.gateway.close()
            await runner.cleanup()

    def _emitted(self, event: str, payload: Any) -> None:  # noqa: ANN401  whatever the event holds
        shown = dict(payload)
        for rule in self._rules:
            rule.event(event, shown)
        self.gateway.dispatch(event, shown)
