"""What a page needs of the rehearsal: who is there, what they see, what happens as a stream, and doing something as somebody.

On this machine only: requests that come under another name than the loopback's, or from another page, are turned away.
"""

import asyncio
import json
from collections.abc import Awaitable, Callable
from typing import Any, Final

from aiohttp import web

from bot.rehearsal.discord.happenings import Happening
from bot.rehearsal.discord.people import Person, Turn
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Impossible, Message, Refused
from bot.rehearsal.discord.traffic import Request
from bot.rehearsal.town import Town

HERE: Final = ("127.0.0.1", "localhost", "[::1]")
PATIENCE: Final = 5.0  # seconds for the bot to answer a press
SHOWN: Final = ("MESSAGE_CREATE", "MESSAGE_UPDATE", "MESSAGE_DELETE", "THREAD_CREATE")


class Seam:
    """Three addresses: `/rehearsal/state`, `/rehearsal/events`, `/rehearsal/act`."""

    def __init__(self, discord: Discord, town: Town) -> None:
        """Look at a town in a Discord."""
        self._discord, self._town = discord, town
        self._forms: dict[str, Turn] = {}

    def routes(self) -> list[web.RouteDef]:
        """Return the addresses."""
        return [
            web.get("/rehearsal/state", _local(self._state)),
            web.get("/rehearsal/events", _local(self._events)),
            web.post("/rehearsal/act", _local(self._act)),
        ]

    async def _state(self, _: web.Request) -> web.StreamResponse:
        """Tell who is there, and what each of them sees where."""
        places = {**self._town.places, **{str(one): one for one in self._rooms()}}
        seen = {
            who: {
                "direct": [_shown(one) for one in person.inbox()],
                **{name: [_shown(one) for one in person.reads(channel)] for name, channel in places.items()},
            }
            for who, person in self._town.people.items()
        }
        people = {who: {"id": str(person.id), "name": person.name} for who, person in self._town.people.items()}
        bot = self._discord.store.bot_user
        people["bot"] = {"id": str(bot.id), "name": bot.name}
        return web.json_response(
            {"guild": str(self._town.guild_id), "people": people, "places": list(places), "sees": seen}
        )

    async def _events(self, http: web.Request) -> web.StreamResponse:
        """Send everything that happens, as it happens, as server-sent events."""
        waiting: asyncio.Queue[Happening] = asyncio.Queue()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream", "Cache-Control": "no-store"})
        await response.prepare(http)
        with self._discord.happenings.heard_by(waiting.put_nowait):
            while not self._discord.closing.is_set():
                told = _told(await waiting.get())
                if told is not None:
                    await response.write(f"data: {json.dumps(told)}\n\n".encode())
        return response

    async def _act(self, http: web.Request) -> web.StreamResponse:
        """Do what somebody does: `{"who": …, "do": "write" | "press" | "choose" | "fill" | "command" | "menu", …}`."""
        if http.content_type != "application/json":
            raise web.HTTPUnsupportedMediaType
        try:
            wanted = await http.json()
            person = self._person(wanted["who"])
            turn = await self._do(person, wanted["who"], wanted)
            if turn is None:
                return web.json_response({"done": True})
            await self._discord.happenings.until(lambda: turn.answered, within=PATIENCE)
        except KeyError as missing:
            return web.json_response({"error": f"{missing} is missing"}, status=400)
        except (LookupError, ValueError, TypeError) as wrong:
            return web.json_response({"error": str(wrong)}, status=400)
        except (Impossible, Refused) as refused:
            return web.json_response({"error": str(refused)}, status=409)
        except AssertionError:
            return web.json_response({"error": "the bot did not answer"}, status=504)
        if turn.form is not None:
            self._forms[wanted["who"]] = turn
        return web.json_response({"form": turn.form, "private": [_shown(one) for one in turn.private]})

    async def _do(self, person: Person, who: str, wanted: dict[str, Any]) -> Turn | None:
        place = wanted.get("place")
        channel = person.direct if place is None else self._channel(place)
        match wanted["do"]:
            case "write":
                person.write(channel, str(wanted["text"]))
                return None
            case "press":
                label = str(wanted["label"])
                return await person.press(_newest(person.reads(channel), label), label)
            case "choose":
                menu, label = str(wanted["menu"]), str(wanted["value"])
                known = self._town.people.get(label)
                chosen = label if known is None else known.handle
                return await person.choose(*_menu(person.reads(channel), menu), chosen)
            case "fill":
                if who not in self._forms:
                    raise LookupError(f"no form is open for {who}")
                return await person.fill(self._forms.pop(who), **wanted["values"])
            case "command":
                return await person.command(channel, str(wanted["name"]), **wanted.get("options", {}))
            case "menu":
                return await person.menu_on(channel, str(wanted["name"]), self._person(wanted["whom"]))
        raise ValueError(f"nobody can {wanted['do']} here")

    def _person(self, who: str) -> Person:
        if who not in self._town.people:
            raise LookupError(f"{who} is not here; these are: {', '.join(self._town.people)}")
        return self._town[who]

    def _channel(self, place: str) -> int:
        if place in self._town.places:
            return self._town.places[place]
        if place not in map(str, self._rooms()):
            raise LookupError(f"there is no place {place}; these are: {', '.join(self._town.places)}")
        return int(place)

    def _rooms(self) -> list[int]:
        return [one.id for one in self._discord.store.channels.values() if one.is_thread]


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


def _newest(messages: list[Message], label: str) -> Message:
    for message in reversed(messages):
        if any(item.get("label") == label for row in message.components for item in row.get("components") or ()):
            return message
    raise LookupError(f"no button {label} is to be seen there")


def _menu(messages: list[Message], name: str) -> tuple[Message, str]:
    """Return the newest menu whose id or placeholder begins so, by its message and id."""
    for message in reversed(messages):
        for item in (one for row in message.components for one in row.get("components") or ()):
            if (
                any(str(item.get(part, "")).startswith(name) for part in ("custom_id", "placeholder"))
                and "label" not in item
            ):
                return message, item["custom_id"]
    raise LookupError(f"no menu {name} is to be seen there")


def _shown(message: Message) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "author": str(message.author_id),
        "text": message.content,
        "cards": message.embeds,
        "rows": message.components,
        "private": message.is_ephemeral,
    }


def _told(one: Happening) -> dict[str, Any] | None:
    """Return a happening as a page is told it; None for what is of no interest there."""
    if one.kind == "answer":
        request: Request = one.facts["request"]
        return {"kind": "request", "method": request.method, "path": request.path, "status": request.status}
    if one.kind == "frame" and one.facts["event"] in SHOWN:
        return {"kind": "event", "event": one.facts["event"], "data": one.facts["data"]}
    if one.kind in ("session", "left"):
        return {"kind": one.kind}
    return None
