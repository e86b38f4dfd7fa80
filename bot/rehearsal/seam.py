"""What a page needs of the rehearsal: who is there, what they see, what happens as a stream, and doing something as somebody.

On this machine only: requests that come under another name than the loopback's, or from another page, are turned away.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.rehearsal.acts import Acts
from bot.rehearsal.discord.happenings import NeverHappened
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Impossible, Refused
from bot.rehearsal.told import View
from bot.rehearsal.town import Town

HERE: Final = ("127.0.0.1", "localhost", "[::1]")
PATIENCE: Final = 5.0  # seconds for the bot to answer a press


class Seam:
    """Three addresses: `/rehearsal/state`, `/rehearsal/events`, `/rehearsal/act`."""

    def __init__(self, discord: Discord, town: Town) -> None:
        """Look at a town in a Discord."""
        self._discord = discord
        self._view = View(discord, town)
        self._acts = Acts(discord, town, self._view)

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/rehearsal/state", _local(self._state)),
            web.get("/rehearsal/events", _local(self._events)),
            web.post("/rehearsal/act", _local(self._act)),
        ]

    async def _state(self, _: web.Request) -> web.StreamResponse:
        """Tell who is there, and what each of them sees where."""
        return web.json_response(self._view.state())

    async def _events(self, http: web.Request) -> web.StreamResponse:
        """Send everything that happens, as it happens, as server-sent events."""
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(http)
        with self._view.happenings() as waiting:
            while not self._discord.closing.is_set() and (told := await waiting.get()) is not None:
                await response.write(f"data: {json.dumps(told)}\n\n".encode())
        return response

    async def _act(self, http: web.Request) -> web.StreamResponse:
        """Do what somebody does, or tell how the last of it stands (`"do": "answer"`, by its `turn`)."""
        if http.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            return web.json_response(await self._done(await http.json()))
        except KeyError as missing:
            return web.json_response({"error": f"{missing} is missing"}, status=400)
        except (LookupError, ValueError, TypeError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        except (Impossible, Refused) as refused:
            return web.json_response({"error": str(refused)}, status=409)
        except NeverHappened:
            return web.json_response({"error": "the bot did not answer"}, status=504)

    async def _done(self, wanted: dict[str, Any]) -> dict[str, Any]:
        who = str(wanted["who"])
        if wanted["do"] == "answer":
            return self._view.answer(int(wanted.get("turn") or self._acts.last(who)))
        turn = await self._acts.do(wanted)
        if turn is None:
            return {"done": True}
        await self._discord.happenings.until(lambda: turn.answered, within=PATIENCE)
        self._acts.answered(who, turn)
        return self._view.answer(turn.id)


def _local(
    handle: Callable[[web.Request], Awaitable[web.StreamResponse]],
) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    """Turn away who was led here by another page, or by a name that somebody pointed at this machine."""

    async def guarded(http: web.Request) -> web.StreamResponse:
        origin = http.headers.get("Origin")
        if http.host.rsplit(":", 1)[0] not in HERE or origin not in (None, f"http://{http.host}"):
            raise web.HTTPForbidden
        return await handle(http)

    return guarded
