"""Discord fails at the requests of being together and of ending: a private space, presses, a form, cards that change."""

import os
import random
from typing import Any

import pytest

from bot.rehearsal.discord.faults import delay, request
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


def last(one: Any) -> bool:
    """What is said in the end: the first answer, or one that follows where Discord kept the work for so long that it was promised."""
    return bool(answering("message")(one) or one.is_("POST /webhooks/*/*"))


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


STEPS = ("thread", "member", "welcome", "deferred", "form", "answer", "card", "page")
ROUNDS = list(range(len(WAYS)))  # in each, every step fails in another way; all of them are every step in every way
SEED = int(os.environ.get("SWEEP_SEED", "1"))
SIZE = min(len(ROUNDS), int(os.environ.get("SWEEP_SIZE", "4")))


@pytest.mark.parametrize(
    "number", random.Random(SEED).sample(ROUNDS, SIZE), ids=lambda number: f"seed {SEED}: {number}"
)
async def test_each_request_of_being_together_and_of_ending_fails_once(scene: Any, number: int) -> None:
    ways = list(WAYS)
    failing = {step: WAYS[ways[(number + n) % len(ways)]] for n, step in enumerate(STEPS)}
    town, discord = scene.town, scene.discord
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
        faults.add(request(f"POST /channels/{support}/threads"), **failing["thread"]),
        faults.add(request("PUT /channels/*/thread-members/*"), **failing["member"]),
        faults.add(
            request("POST /channels/*/messages", where=lambda one: "this is your place" in str(one.body)),
            **failing["welcome"],
        ),
        faults.add(answering("deferred"), **failing["deferred"]),
    ]
    await pressed(scene, "maya", "Yes, open it", until=lambda _: any(maya.reads(one.id) for one in rooms(scene)))
    # discord.py itself asks again after a 500, and what it opened beside the room is removed.
    await scene.until(lambda: len(rooms(scene)) == 1)
    (room,) = rooms(scene)
    await scene.until(lambda: {maya.id, ana.id} <= set(room.thread_members))
    await scene.until(lambda: any("this is your place" in one.content for one in maya.reads(room.id)))

    await scene.quiet()

    card = scene.latest_card()
    met += [
        faults.add(answering("form"), **failing["form"]),
        faults.add(last, **failing["answer"]),
        faults.add(request(f"PATCH /channels/{alerts}/messages/{card.id}"), **failing["card"]),
        faults.add(request(f"PATCH /channels/{ana.direct}/messages/*", where=about(key)), **failing["page"]),
    ]
    form = await pressed(scene, "ana", "Resolve", until=lambda turn: turn.form is not None)
    await ana.fill(form, outcome=["talked"], note="")
    await scene.until(lambda: told(maya, CLOSING))
    for place in (alerts, ana.direct):
        await scene.until(
            lambda place=place: all("closed" in str(one.embeds) for one in ana.reads(place) if one.embeds)
        )
    await scene.until(lambda: all(one.met for one in met))
    await scene.quiet()
    assert len([one for one in maya.reads(room.id) if "this is your place" in one.content]) == 1
    assert told(maya, CLOSING) == 1


async def test_who_says_yes_twice_while_discord_takes_its_time_has_one_room_and_it_stays(scene: Any) -> None:
    town, maya = scene.town, scene.town["maya"]
    await scene.run()
    maya.write(scene.lounge, PILLS)
    await scene.press("ana", "I'm on it")
    await scene.press("ana", "Offer a private space")
    offer = await scene.sees("maya", "offers you a private place")
    slow = scene.discord.requests.faults.add(
        request(f"POST /channels/{town.places['support']}/threads"), delay(1.5), times=None
    )
    turns = [await maya.press(offer, "Yes, open it") for _ in range(2)]
    for turn in turns:
        await scene.until(lambda turn=turn: turn.private and "is open" in turn.private[-1].content)
    await scene.quiet(1.5)
    (room,) = rooms(scene)
    assert slow.met == 1
    assert {maya.id, town["ana"].id} <= set(room.thread_members)
    assert all(f"<#{room.id}>" in turn.private[-1].content for turn in turns)
    assert len([one for one in maya.reads(room.id) if "this is your place" in one.content]) == 1
