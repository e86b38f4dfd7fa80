"""The gateway goes away while a card changes, a private space opens and a case ends; all of it comes about once."""

from collections.abc import Callable
from typing import Any

import pytest

from bot.rehearsal.discord.faults import When, call, request
from tests.wire.test_gateway_drops import GOING, RESUMED, told, works

CLOSING = "Thank you for letting somebody be there"


@pytest.mark.parametrize(
    ("going", "opening"),
    list(zip(GOING, ("threads", "thread-members/*", "messages", "threads"), strict=True)),
)
async def test_it_goes_in_the_middle_of_an_edit_of_an_opening_and_of_an_end(
    scene: Any, going: Callable[[Any], None], opening: str
) -> None:
    town, faults = scene.town, scene.discord.requests.faults
    ana, maya, alerts = town["ana"], town["maya"], town.places["alerts"]
    support = town.places["support"]
    openings = {
        "threads": f"POST /channels/{support}/threads",
        "thread-members/*": "PUT /channels/*/thread-members/*",
        "messages": "POST /channels/*/messages",
    }
    await scene.run()
    await works(scene, "maya")
    await scene.quiet()
    before = len(scene.sessions)

    def goes_at(pattern: str, where: Callable[[Any], bool] = lambda _: True) -> Any:
        return faults.add(request(pattern, where=where), call(lambda: going(scene)), when=When.AFTER)

    async def back(gone: Any, times: int) -> None:
        await scene.until(lambda: gone.met and len(scene.sessions) == before + times)
        await scene.until(lambda: scene.discord.gateway.connected)

    gone = goes_at(f"PATCH /channels/{alerts}/messages/*")
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "is here for you now")
    await back(gone, 1)
    await scene.until(lambda: "Ana is on it" in str(scene.latest_card().embeds))

    await scene.press("ana", "Offer a private space")
    offer = await scene.sees("maya", "offers you a private place")
    await scene.quiet()
    gone = goes_at(openings[opening], lambda one: opening != "messages" or "this is your place" in str(one.body))
    turn = await maya.press(offer, "Yes, open it")
    await scene.until(lambda: turn.private and "is open" in turn.private[-1].content)
    await back(gone, 2)
    (room,) = (one for one in scene.discord.store.channels.values() if one.is_thread)
    assert {maya.id, ana.id} <= set(room.thread_members)

    gone = goes_at(f"POST /channels/{maya.direct}/messages", lambda one: CLOSING in str(one.body))
    form = await scene.press("ana", "Resolve")
    await scene.answered(await ana.fill(form, outcome=["talked"], note=""))
    await scene.sees("maya", CLOSING)
    await back(gone, 3)
    await scene.until(lambda: "closed" in str(scene.latest_card().embeds))
    await scene.quiet()
    assert scene.sessions[before:] == [RESUMED[going]] * 3
    assert (told(maya, "is here for you now"), told(maya, CLOSING), len(scene.cards())) == (1, 1, 1)
    assert len([one for one in maya.reads(room.id) if "this is your place" in one.content]) == 1
