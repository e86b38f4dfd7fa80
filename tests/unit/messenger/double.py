"""Discord's REST API behind discord.py's own HTTP client, without a socket: faults, nonces and rate limits at will."""

import asyncio
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import aiohttp
import discord
from discord.utils import time_snowflake

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.directs import Directs
from bot.messenger.ledger import Ledger
from tests.unit.messenger.virtual_time import LoopClock

ME = 77
GUILD = 10
SECRET = b"a secret of the tests"

Body = dict[str, Any] | list[Any]


@dataclass(frozen=True)
class Fault:
    """What happens to a request instead of an answer; `done` if it is carried out all the same."""

    status: int = 0
    code: int = 0
    done: bool = False
    raises: Callable[[], Exception] | None = None
    hangs: bool = False


def dropped(*, done: bool) -> Fault:
    return Fault(raises=aiohttp.ServerDisconnectedError, done=done)


def unreachable() -> Fault:
    key: Any = type("Key", (), {"host": "h", "port": 1, "ssl": True})()
    return Fault(raises=lambda: aiohttp.ClientConnectorError(key, OSError(111, "refused")))


@dataclass
class Request:
    method: str
    path: str
    body: dict[str, Any]
    at: float


class _Response:
    def __init__(self, status: int, body: Body | None, headers: dict[str, str]) -> None:
        self.status = status
        self.reason = "because"
        self._body = body
        self.headers = {"content-type": "application/json", "Via": "1.1 google", **headers}

    async def text(self, encoding: str = "utf-8") -> str:
        return json.dumps(self._body)


class _Exchange:
    def __init__(self, answer: Callable[[], Any]) -> None:
        self._answer = answer

    async def __aenter__(self) -> _Response:
        response: _Response = await self._answer()
        return response

    async def __aexit__(self, *_: object) -> None:
        return None


@dataclass
class Double:
    """The other side. `latency` seconds an answer; `bucket` is (limit, reset_after) of message posts."""

    latency: float = 0.02
    bucket: tuple[int, float] | None = None
    requests: list[Request] = field(default_factory=list)
    faults: list[tuple[str, Fault]] = field(default_factory=list)
    messages: dict[int, list[dict[str, Any]]] = field(default_factory=dict)
    threads: list[dict[str, Any]] = field(default_factory=list)
    nonces: dict[str, dict[str, Any]] = field(default_factory=dict)
    most_at_once: dict[str, int] = field(default_factory=dict)
    _running: dict[str, int] = field(default_factory=dict)
    _serial: int = 0
    _used: list[float] = field(default_factory=list)

    def fail(self, what: str, *faults: Fault) -> None:
        """Let the next requests whose "METHOD /path" matches `what` go wrong."""
        self.faults += [(what, fault) for fault in faults]

    def asked(self, what: str) -> list[Request]:
        return [one for one in self.requests if re.search(what, f"{one.method} {one.path}")]

    def client(self) -> discord.Client:
        client = discord.Client(intents=discord.Intents.none())
        client.http._HTTPClient__session = self  # type: ignore[attr-defined]
        client.http._global_over = asyncio.Event()
        client.http._global_over.set()
        state: Any = client._connection
        state.user = discord.ClientUser(state=state, data=_user(ME))  # type: ignore[arg-type]
        guild = {
            "id": str(GUILD),
            "name": "g",
            "channels": [
                {"id": str(one), "type": 0, "name": "c", "position": 0, "permission_overwrites": []}
                for one in (500, 501)
            ],
            "roles": [],
            "members": [],
            "emojis": [],
        }
        state._add_guild_from_data(guild)
        return client

    def messenger(self, **parts: Any) -> DiscordMessenger:
        clock = LoopClock()
        parts.setdefault("directs", Directs(clock))
        return DiscordMessenger(self.client(), secret=SECRET, clock=clock, **parts)

    def request(self, method: str, url: str, **kwargs: Any) -> _Exchange:
        path = url.split("/api/v10", 1)[1]
        body = json.loads(kwargs["data"]) if kwargs.get("data") else dict(kwargs.get("params") or {})
        return _Exchange(lambda: self._exchange(method, path, body))

    async def _exchange(self, method: str, path: str, body: dict[str, Any]) -> _Response:
        loop = asyncio.get_running_loop()
        self.requests.append(Request(method, path, body, loop.time()))
        self._running[path] = self._running.get(path, 0) + 1
        self.most_at_once[path] = max(self.most_at_once.get(path, 0), self._running[path])
        try:
            await asyncio.sleep(self.latency)
            return await self._answer(method, path, body)
        finally:
            self._running[path] -= 1

    async def _answer(self, method: str, path: str, body: dict[str, Any]) -> _Response:
        for index, (what, fault) in enumerate(self.faults):
            if re.search(what, f"{method} {path}"):
                del self.faults[index]
                if fault.done:
                    self._carry_out(method, path, body)
                if fault.hangs:
                    await asyncio.sleep(3600)
                if fault.raises is not None:
                    raise fault.raises()
                answer = {"code": fault.code, "message": "no", "retry_after": 1.0, "global": False}
                return _Response(fault.status, answer, {})
        status, answer_body = self._carry_out(method, path, body)
        return _Response(status, answer_body, self._limits(method, path))

    def _limits(self, method: str, path: str) -> dict[str, str]:
        if self.bucket is None or method != "POST" or not path.endswith("/messages"):
            return {}
        limit, reset_after = self.bucket
        now = asyncio.get_running_loop().time()
        self._used = [*(one for one in self._used if now - one < reset_after), now]
        return {
            "X-Ratelimit-Limit": str(limit),
            "X-Ratelimit-Remaining": str(max(0, limit - len(self._used))),
            "X-Ratelimit-Reset-After": str(reset_after - (now - self._used[0])),
            "X-Ratelimit-Bucket": "posts",
        }

    def _carry_out(self, method: str, path: str, body: dict[str, Any]) -> tuple[int, Body | None]:  # noqa: C901, PLR0911  (a table)
        parts = path.strip("/").split("/")
        match method, parts:
            case "POST", ["channels", channel, "messages"]:
                return 200, self._post(int(channel), body)
            case "GET", ["channels", channel, "messages"]:
                before = int(body.get("before", 1 << 62))
                older = [one for one in self.messages.get(int(channel), []) if int(one["id"]) < before]
                return 200, list(reversed(older))[:100]
            case "DELETE", ["channels", channel, "messages", message]:
                there = self.messages.get(int(channel), [])
                there[:] = [one for one in there if one["id"] != message]
            case "PATCH", ["channels", channel, "messages", message]:
                return self._edit(int(channel), message, body)
            case "POST", ["users", "@me", "channels"]:
                user = int(body["recipient_id"])
                return 200, {"id": str(user + 1000), "type": 1, "recipients": [_user(user)]}
            case "POST", ["channels", channel, "threads"]:
                thread = self._thread(int(channel), body["name"])
                self.threads.append(thread)
                return 201, thread
            case "GET", ["guilds", _, "threads", "active"]:
                return 200, {"threads": self.threads, "members": []}
            case "GET", ["channels", _, "threads", "archived", "private"]:
                return 200, {"threads": [], "members": [], "has_more": False}
            case "GET", ["channels", channel]:
                return 200, next(one for one in self.threads if one["id"] == channel)
            case "PATCH", ["channels", channel]:
                return 200, next(one for one in self.threads if one["id"] == channel)
        return 204, None

    def _id(self) -> str:
        self._serial += 1
        return str(time_snowflake(LoopClock().now()) + self._serial)

    def _post(self, channel: int, body: dict[str, Any]) -> dict[str, Any]:
        if body.get("enforce_nonce") and body["nonce"] in self.nonces:
            return self.nonces[body["nonce"]]
        message = _message(self._id(), channel, body)
        self.messages.setdefault(channel, []).append(message)
        self.nonces[body["nonce"]] = message
        return message

    def _edit(self, channel: int, message_id: str, body: dict[str, Any]) -> tuple[int, Body]:
        for message in self.messages.get(channel, []):
            if message["id"] == message_id:
                message |= {
                    "content": body["content"] or "",
                    "components": body["components"],
                    "embeds": body["embeds"],
                }
                return 200, message
        return 404, {"code": 10008, "message": "Unknown Message"}

    def _thread(self, parent: int, name: str) -> dict[str, Any]:
        meta = {
            "archived": False,
            "locked": False,
            "auto_archive_duration": 60,
            "archive_timestamp": LoopClock().now().isoformat(),
        }
        return {
            "id": self._id(),
            "guild_id": str(GUILD),
            "parent_id": str(parent),
            "owner_id": str(ME),
            "name": name,
            "type": 12,
            "last_message_id": None,
            "message_count": 0,
            "member_count": 1,
            "thread_metadata": meta,
        }


def _user(user_id: int) -> dict[str, Any]:
    return {"id": str(user_id), "username": "u", "discriminator": "0", "avatar": None, "bot": user_id == ME}


def _message(message_id: str, channel: int, body: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": message_id,
        "channel_id": str(channel),
        "author": _user(ME),
        "content": (body.get("content") or "").strip(),
        "embeds": body.get("embeds") or [],
        "components": body.get("components") or [],
        "attachments": [],
        "mentions": [],
        "mention_roles": [],
        "mention_everyone": False,
        "pinned": False,
        "tts": False,
        "timestamp": LoopClock().now().isoformat(),
        "edited_timestamp": None,
        "type": 0,
        "flags": 0,
    }


__all__ = ["GUILD", "ME", "SECRET", "Double", "Fault", "Ledger", "dropped", "unreachable"]
