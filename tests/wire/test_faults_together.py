"""Discord fails at the requests of being together and of ending: a private space, presses, a form, cards that change."""

from typing import Any

import pytest

from bot.rehearsal.discord.faults import request
from bot.rehearsal.discord.happenings import NeverHappened
from tests.wire.test_faults import PILLS, WAYS, about, told

CLOSING = "Thank you for letting somebody be there."
CALLBACK = "POST /interactions/*/*/callback"
KINDS = {9: "form", 4: "message", 5: "deferred", 6: "deferred", 7: "update"}  # of answers, as Discord numbers them


def rooms(scene: Any) -> list[Any]:
    return [one for one in scene.discord.store.channels.values() if one.is_thread]


def answering(kind: str) -> Any:
    """The first answer to a press or a form, of one kind."""
    return request(CALLBACK, where=lambda one: KINDS[(one.body or {})["type"]] == kind)


async def pressed(scene: Any, who: str, label: str, *, until: Any) -> Any:
    """Press, and again as somebody does who is told that it failed, until it can be seen that it was done."""
    for _ in range(3):
        turn = await scene.town[who].press(scene.with_button(who, label), label)
        try:
            await scene.until(lambda: until(turn), within=8)  # noqa: B023 - it is waited for here
        except NeverHappened:
            continue
        return turn
    raise AssertionError(f"{who} pressed {label!r} in vain")


# A request that Discord carries out long after nobody waits for it any more opens a room that is removed half a minute later.
TOGETHER = ("429 global", "500 though done", "503", "dropped", "dropped though done")


@pytest.mark.parametrize("way", TOGETHER)
async def test_each_request_of_being_together_and_of_ending_fails_once(scene: Any, way: str) -> None:
    failing, town, discord = WAYS[way], scene.town, scene.discord
    discord.requests.limits.on = False
    await scene.run()
    ana, maya, alerts, faults = town["ana"], town["maya"], town.places["alerts"], discord.requests.faults
    key = maya.write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.press("ana", "I'm on it")
    await scene.press("ana", "Offer a private space")
    await scene.sees("maya", "offers you a private place")
    await scene.quiet()

    support = town.places["support"]
    met = [
        faults.add(request(f"POST /channels/{support}/threads"), **failing),
        faults.add(request("PUT /channels/*/thread-members/*"), **failing),
        faults.add(
            request("POST /channels/*/messages", where=lambda one: "this is your place" in str(one.body)), **failing
        ),
        faults.add(answering("deferred"), **failing),
    ]
    await pressed(scene, "maya", "Yes, open it", until=lambda _: any(maya.reads(one.id) for one in rooms(scene)))
    # discord.py itself asks again after a 500, and what it opened beside the room is removed.
    await scene.until(lambda: len(rooms(scene)) == 1)
    (room,) = rooms(scene)
    await scene.until(lambda: {maya.id, ana.id} <= set(room.thread_members))
    await scene.until(lambda: any("this is your place" in one.content for one in maya.reads(room.id)))

    card = scene.latest_card()
    met += [
        faults.add(answering("form"), **failing),
        faults.add(answering("message"), **failing),
        faults.add(request(f"PATCH /channels/{alerts}/messages/{card.id}"), **failing),
        faults.add(request(f"PATCH /channels/{ana.direct}/messages/*", where=about(key)), **failing),
    ]
    form = await pressed(scene, "ana", "Resolve", until=lambda turn: turn.form is not None)
    await ana.fill(form, outcome=["talked"], note="")
    await scene.until(lambda: told(maya, CLOSING))
    for place in (alerts, ana.direct):
        await scene.until(
            lambda place=place: all("closed" in str(one.embeds) for one in ana.reads(place) if one.embeds)
        )
    await scene.quiet()
    assert len([one for one in maya.reads(room.id) if "this is your place" in one.content]) == 1
    assert told(maya, CLOSING) == 1
    assert all(one.met for one in met), [one.met for one in met]
