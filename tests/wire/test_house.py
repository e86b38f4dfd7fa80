"""`python -m bot rehearse`: the shipped bot in a Discord of our own, for a page to look on and join in."""

import asyncio
import json
import re
import signal
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


async def test_somebody_looks_on_and_joins_in_until_it_is_enough(tmp_path: Path) -> None:
    process = await Shipped.start(tmp_path, {}, "rehearse")
    try:
        url = await address(process)
        async with aiohttp.ClientSession(url) as page, page.get("/rehearsal/events") as events:

            async def act(who: str, do: str, **more: Any) -> Any:
                async with page.post("/rehearsal/act", json={"who": who, "do": do, **more}) as answer:
                    return await answer.json()

            await act("maya", "write", place="lounge", text=PILLS)
            paged = False
            async with asyncio.timeout(60):
                while not paged:
                    told = json.loads((await events.content.readline()).removeprefix(b"data: ") or b"{}")
                    await events.content.readline()
                    paged = "case:take" in str(told.get("data"))
            taken = await act("ana", "press", place="alerts", label="I'm on it")
            wrong = await act("maya", "press", place="alerts", label="I'm on it")
            nobody = await act("maja", "write", place="lounge", text="hello")
            nowhere = await act("maya", "write", place="garden", text="hello")
            listed = await act("ana", "command", place="alerts", name="oncall list")
            worried = await act("sam", "menu", place="lounge", name="I'm worried about them", whom="maya")
            async with page.get("/rehearsal/state") as answer:
                state = await answer.json()
            async with page.get("/rehearsal/state", headers={"Host": "rehearsal.example"}) as answer:
                assert answer.status == 403

        assert "error" not in taken
        assert "error" in wrong, "she cannot read there"
        assert nobody == {"error": "maja is not here; these are: maya, sam, noor, ana, ben, lea, olga"}
        assert "these are: lounge" in nowhere["error"]
        assert "Ana" in str(listed["private"])
        assert worried["private"] or worried["form"]
        assert state["people"]["maya"]["name"] == "Maya"
        assert "Case 1" in str(state["sees"]["ana"]["alerts"])
        assert state["sees"]["maya"]["alerts"] == []
        assert "Ana" in str(state["sees"]["maya"]["direct"])
        assert await asyncio.wait_for(process.stop(signal.SIGINT), 60) == 0
        assert files_under(tmp_path) == {}, "it leaves nothing behind"
    finally:
        process.kill()
        await process.end()
