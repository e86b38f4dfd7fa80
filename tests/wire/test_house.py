"""`python -m bot rehearse`: the shipped bot in a Discord of our own, for a page to look on and join in."""

import asyncio
import json
import re
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import aiohttp

from bot.rehearsal.promises import files_under
from bot.rehearsal.shipped import Shipped

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def address(process: Shipped) -> str:
    """Where it says that it listens."""
    async with asyncio.timeout(90):
        while (found := re.search(rb"(http://[\d.:]+)/rehearsal/state", bytes(process.err + process.out))) is None:
            assert process.running, process.err.decode()
            await process.said()
    return found[1].decode()


class Page:
    """Looks on, and joins in."""

    def __init__(self, session: aiohttp.ClientSession, events: aiohttp.ClientResponse) -> None:
        self.session, self._events = session, events

    async def act(self, who: str, do: str, **more: Any) -> Any:
        async with self.session.post("/rehearsal/act", json={"who": who, "do": do, **more}) as answer:
            return await answer.json()

    async def state(self) -> Any:
        async with self.session.get("/rehearsal/state") as answer:
            return await answer.json()

    async def told(self, *words: str, kind: str = "event") -> Any:
        """The next of the stream that holds these words."""
        async with asyncio.timeout(60):
            while True:
                told = json.loads((await self._events.content.readline()).removeprefix(b"data: ") or b"{}")
                await self._events.content.readline()
                if told["kind"] == kind and all(word in str(told) for word in words):
                    return told


@asynccontextmanager
async def rehearsing(folder: Path) -> AsyncIterator[tuple[Shipped, Page]]:
    process = await Shipped.start(folder, {}, "rehearse")
    try:
        url = await address(process)
        async with aiohttp.ClientSession(url) as session, session.get("/rehearsal/events") as events:
            yield process, Page(session, events)
    finally:
        await process.stop(signal.SIGINT)  # killed, it would leave the bot that it has started
        await process.end()


async def test_somebody_looks_on_and_joins_in_until_it_is_enough(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (process, page):
        act = page.act
        await act("maya", "write", place="lounge", text=PILLS)
        paged = await page.told("case:take", "'direct'")
        taken = await act("ana", "press", place="alerts", label="I'm on it")
        wrong = await act("maya", "press", place="alerts", label="I'm on it")
        nobody = await act("maja", "write", place="lounge", text="hello")
        nowhere = await act("maya", "write", place="garden", text="hello")
        nothing = await act("maya", "dance")
        listed = await act("ana", "command", place="alerts", name="oncall list")
        worried = await act("sam", "menu", place="lounge", name="I'm worried about them", whom="maya")
        await act("ana", "press", label="Offer a private space")
        await page.told("offers you a private place")
        pressed = await act("maya", "press", label="Yes, open it")
        opened = await page.told("is open", kind="answer")
        asked = await act("maya", "answer", turn=pressed["turn"])
        state = await page.state()
        async with page.session.get("/rehearsal/state", headers={"Host": "rehearsal.example"}) as answer:
            assert answer.status == 403
        quiet = bytes(process.err)
        assert await asyncio.wait_for(process.stop(signal.SIGINT), 60) == 0

    assert paged["seen_by"] == ["ana"]
    assert "error" not in taken
    assert "error" in wrong, "she cannot read there"
    assert nobody == {"error": "maja is not here; these are: maya, sam, noor, ana, ben, lea, olga"}
    assert "these are: lounge" in nowhere["error"]
    assert "dance is nothing that anybody does here; these are: write" in nothing["error"]
    assert "Ana" in str(listed["private"])
    assert worried["private"] or worried["form"]
    assert (opened["who"], opened["turn"]) == ("maya", pressed["turn"])
    assert "is open" in str(asked["private"])
    assert state["people"]["maya"]["name"] == "Maya"
    assert "Case 1" in str(state["sees"]["ana"]["alerts"])
    assert "alerts" not in state["sees"]["maya"]
    assert "Ana" in str(state["sees"]["maya"]["direct"])
    (room,) = [one for one in state["places"] if one["thread"]]
    assert not room["name"].isdigit()
    assert {"maya", "ana"} <= set(room["seen_by"])
    assert room["name"] in state["sees"]["maya"]
    assert [line[:18] for line in quiet.decode().splitlines()] == ["The bot is at work", "For a page or a pr"], quiet
    assert files_under(tmp_path) == {}, "it leaves nothing behind"


async def test_all_that_people_do_in_discord_can_be_done_there(tmp_path: Path) -> None:
    async with rehearsing(tmp_path) as (_, page):
        act = page.act
        made = await act(
            "noor",
            "command",
            place="facilitators",
            name="group create",
            options={"name": "Tuesdays", "channel": "lounge"},
        )
        stranger = await act("lea", "command", place="alerts", name="oncall plan", options={"person": "maja"})
        planned = await act(
            "lea", "command", place="alerts", name="oncall plan", options={"when": "18:00", "person": "ben"}
        )
        unknown = await act("lea", "command", place="alerts", name="oncall plan", options={"persona": "ben"})
        offered = await act("noor", "suggest", place="lounge", name="survey open", option="survey", text="")
        await act("sam", "write", place="lounge", text="hello there")
        await act("sam", "edit", place="lounge", text="hello all")
        edited = await page.told("hello all")
        wanted = await act("maya", "menu", place="lounge", name="Get support for this", message="hello all")
        await page.told("case:take", "'direct'")
        await act("maya", "react", place="lounge", message="hello all", emoji="💛")
        reacted = await page.told("💛")
        await act("sam", "delete", place="lounge")
        deleted = await page.told("MESSAGE_DELETE")
        await act("sam", "leave")
        left = await page.told("GUILD_MEMBER_REMOVE")
        gone = await act("sam", "write", place="lounge", text="am I there")
        await act("sam", "join")
        await act("kim", "join")
        come = await page.told("GUILD_MEMBER_ADD", "kim")
        await act("maya", "write", place="lounge", text=PILLS)
        await page.told("['maya']", "I am telling Ana")
        await act("ana", "press", label="I'm on it")
        shown = await act("ana", "press", label="Resolve")
        slip = await act("ana", "fill", values={"outcom": "talked"})
        other = await act("ana", "fill", values={"outcome": "dance"})
        kept = await act("ana", "fill", values={"outcome": "talked", "note": "x"})
        closed = await page.told("Thank you for letting somebody be there")

    assert "Tuesdays" in str(made["private"])
    assert stranger == {"error": "maja is not here; these are: maya, sam, noor, ana, ben, lea, olga"}
    assert planned["private"] or planned["form"], planned
    assert unknown["error"].startswith("persona is no option of oncall plan; these are: when, hours")
    assert offered["choices"]
    assert edited["event"] == "MESSAGE_UPDATE"
    assert "lea" in edited["seen_by"]
    assert wanted["private"] or wanted["form"], wanted
    assert (reacted["event"], reacted["place"]) == ("MESSAGE_REACTION_ADD", "lounge")
    assert (deleted["place"], left["event"], come["event"]) == ("lounge", "GUILD_MEMBER_REMOVE", "GUILD_MEMBER_ADD")
    assert "error" in gone
    assert shown["form"]
    assert slip == {"error": "outcom is no field of this form; these are: outcome, note"}
    assert "error" in other, "that is not among the choices"
    assert "is closed" in str(kept["private"]), kept
    assert closed["seen_by"] == ["maya"]
