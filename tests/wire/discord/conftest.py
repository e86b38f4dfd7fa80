"""A client of our own, to ask this Discord what Discord's documentation says of itself."""

import asyncio
import json
import zlib
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.rehearsal import town
from bot.rehearsal.discord.described import description
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.town import Town

# Without the description there is nothing to ask it; the end of the run says so (tests/conftest.py).
collect_ignore = [] if description() else ["test_described.py"]

ALL_INTENTS = (1 << 26) - 1 & ~(1 << 8)  # presences are a switch that is off


class Socket:
    """One connection to the gateway, spoken by hand."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self._unpack = zlib.decompressobj()
        self.sequence = 0

    async def receive(self) -> dict[str, Any]:
        message = await asyncio.wait_for(self.socket.receive(), 5)
        if message.type is aiohttp.WSMsgType.BINARY:
            said = json.loads(self._unpack.decompress(message.data))
        elif message.type is aiohttp.WSMsgType.TEXT:
            said = json.loads(message.data)
        else:
            return {"op": None, "closed": self.socket.close_code}
        self.sequence = said["s"] or self.sequence
        return dict(said)

    async def event(self, name: str) -> dict[str, Any]:
        """The data of the next event of that name."""
        while (said := await self.receive())["op"] is not None:
            if said.get("t") == name:
                return dict(said["d"])
        raise AssertionError(f"closed with {said['closed']} before {name}")

    async def send(self, op: int, data: Any = None) -> None:
        await self.socket.send_str(json.dumps({"op": op, "d": data}))


class Client:
    """Speaks HTTP and opens sockets."""

    def __init__(self, discord: Discord, session: aiohttp.ClientSession) -> None:
        self.discord, self.session = discord, session

    async def open(self, *, compress: str = "", resume: str | None = None) -> Socket:
        url = (resume or self.discord.gateway_url) + f"?v=10&encoding=json{compress and '&compress=' + compress}"
        socket = Socket(await self.session.ws_connect(url))
        assert (await socket.receive())["op"] == 10
        return socket

    async def identify(self, *, intents: int = ALL_INTENTS, **more: Any) -> tuple[Socket, dict[str, Any]]:
        socket = await self.open()
        await socket.send(2, {"token": self.discord.token, "intents": intents, "properties": {}, **more})
        return socket, await socket.event("READY")

    async def ask(self, method: str, path: str, body: Any = None, **more: Any) -> tuple[int, Any, Any]:
        """Status, body and headers of an answer."""
        headers = {"Authorization": f"Bot {self.discord.token}"}
        async with self.session.request(
            method, f"{self.discord.url}/api/v10{path}", json=body, headers=headers, **more
        ) as answer:
            return answer.status, json.loads(await answer.text() or "null"), answer.headers

    async def post(self, channel: int, content: str = "words", **more: Any) -> tuple[int, Any, Any]:
        return await self.ask("POST", f"/channels/{channel}/messages", {"content": content, **more})


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord(SystemClock(), between_sessions=0.0).serve() as serving:
        yield serving


@pytest.fixture
def place(discord: Discord) -> Town:
    return town.build(discord)


@pytest.fixture
async def client(discord: Discord) -> AsyncIterator[Client]:
    async with aiohttp.ClientSession() as session:
        yield Client(discord, session)
