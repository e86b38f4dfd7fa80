"""Discord fails in every way it can, at each request on the way from a message to a human; nobody is left, nothing doubled."""

import asyncio
import json
from collections.abc import Callable
from itertools import cycle
from typing import Any

import pytest

from bot.rehearsal.discord.faults import Act, When, delay, drop, limited, request, status

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
ON_SHIFT = "I am telling Ana, a peer from here."
HERE = "Ana is here for you now"

Failing = dict[str, Any]
WAYS: dict[str, Failing] = {
    "429": {"act": limited(0.4)},
    "429 global": {"act": limited(0.4, scope="global")},
    "500": {"act": status(500)},
    "500 though done": {"act": status(500), "when": When.AFTER},
    "502": {"act": status(502)},
    "503": {"act": status(503)},
    "504 though done": {"act": status(504), "when": When.AFTER},
    "never": {"act": delay(8), "when": When.BEFORE},
    "never though done": {"act": delay(8), "when": When.AFTER},
    "dropped": {"act": drop()},
    "dropped though done": {"act": drop(), "when": When.AFTER},
}


def in_turn() -> Act[Any]:
    """Fail in another way each time: some discord.py tries again by itself, some are ours to try again."""
    ways = cycle([status(500), status(502), status(503), status(504), drop(), limited(0.1)])

    async def act(one: Any) -> Any:
        return await next(ways)(one)

    return act


def about(key: int) -> Callable[[Any], bool]:
    """Requests whose buttons carry a case's key."""
    return lambda one: f":{key}" in json.dumps(one.body)


def to(person: Any) -> Callable[[Any], bool]:
    return lambda one: str((one.body or {}).get("recipient_id")) == str(person.id)


def told(person: Any, what: str) -> int:
    return sum(what in one.content for one in person.inbox())


def with_key(messages: list[Any], key: int) -> list[Any]:
    return [one for one in messages if f":{key}" in str(one.components)]


@pytest.mark.parametrize("way", WAYS)
async def test_each_request_fails_once(scene: Any, way: str) -> None:
    """Six people at once: for each another request of the crisis path fails, then one of those after *I'm on it*."""
    failing, town, discord = WAYS[way], scene.town, scene.discord
    discord.requests.limits.on = False
    await scene.run()
    ana, alerts = town["ana"], town.places["alerts"]
    people = [discord.people.somebody(f"person{n}", guild_id=town.guild_id) for n in range(5)]
    faults = discord.requests.faults
    met = [faults.add(request("POST /users/@me/channels", where=to(ana)), **failing)]
    keys = []
    for n, person in enumerate(people):
        key = person.write(scene.lounge, PILLS)
        keys.append(key)
        wanted = [
            request(f"POST /channels/{alerts}/messages", where=about(key)),
            request(f"POST /channels/{ana.direct}/messages", where=about(key)),
            request(f"POST /channels/{person.direct}/messages"),
            request("POST /users/@me/channels", where=to(person)),
        ]
        met += [faults.add(one, **failing) for one in wanted[n : n + 1]]

    for key, person in zip(keys, people, strict=True):
        await scene.until(lambda person=person: told(person, ON_SHIFT))
        await scene.until(lambda key=key: with_key(ana.inbox(), key))
        await scene.until(lambda key=key: with_key(ana.reads(alerts), key))

    card, words = with_key(ana.reads(alerts), keys[1])[0], people[2].direct
    met += [
        faults.add(request("POST /interactions/*/*/callback"), **failing),
        faults.add(request(f"PATCH /channels/{alerts}/messages/{card.id}"), **failing),
        faults.add(request(f"POST /channels/{words}/messages"), **failing),
    ]
    for key in keys[:3]:
        await ana.press(with_key(ana.inbox(), key)[0], "I'm on it")
    for person in people[:3]:
        await scene.until(lambda person=person: told(person, HERE))
    await scene.until(lambda: "Ana is on it" in str(card.embeds))
    await scene.until(lambda: all(one.met for one in met))

    await scene.quiet()
    for key, person in zip(keys, people, strict=True):
        assert len(with_key(ana.reads(alerts), key)) == 1, "one card"
        assert len(with_key(ana.inbox(), key)) == 1, "one page"
        assert told(person, ON_SHIFT) == 1
    assert [told(person, HERE) for person in people] == [1, 1, 1, 0, 0]


async def test_six_failures_in_a_row_at_every_request_delay_it_and_lose_nothing(scene: Any) -> None:
    """Card, page, both openings and words, each failing six times; then the answer to *I'm on it*, the edit, the words after it.

    An answer to a press is asked for once more at most: Discord takes it for three seconds. What was pressed counts all the same.
    """
    town, faults = scene.town, scene.discord.requests.faults
    scene.discord.requests.limits.on = False
    await scene.run()
    ana, maya, alerts = town["ana"], town["maya"], town.places["alerts"]
    met = [
        faults.add(one, in_turn(), times=6)
        for one in (
            request(f"POST /channels/{alerts}/messages"),
            request(f"POST /channels/{ana.direct}/messages"),
            request(f"POST /channels/{maya.direct}/messages"),
            request("POST /users/@me/channels", where=to(maya)),
            request("POST /users/@me/channels", where=to(ana)),
        )
    ]
    maya.write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    card = await scene.sees("ana", "Case 1", place="alerts")
    await scene.sees("maya", ON_SHIFT)
    await scene.quiet()

    met += [
        faults.add(request(f"POST /channels/{maya.direct}/messages"), in_turn(), times=6),
        faults.add(request(f"PATCH /channels/{alerts}/messages/{card.id}"), in_turn(), times=6),
    ]
    callback = faults.add(request("POST /interactions/*/*/callback"), in_turn(), times=6)
    await ana.press(scene.page("ana", next(iter(scene.discord.store.messages[scene.lounge]))), "I'm on it")
    await scene.sees("maya", HERE)
    await scene.until(lambda: "Ana is on it" in str(card.embeds))
    await scene.quiet()
    assert [one.met for one in met] == [6] * 7
    assert callback.met
    assert (len(scene.cards()), scene.pages("ana")) == (1, 1)
    assert (told(maya, ON_SHIFT), told(maya, HERE)) == (1, 1)


async def test_closed_direct_messages_stop_neither_a_page_nor_the_words(scene: Any) -> None:
    for who in ("ana", "maya"):
        scene.discord.directs.closed.add(scene.town[who].id)
    await scene.run()
    scene.town["maya"].write(scene.lounge, PILLS)

    card = await scene.sees("ana", "Case 1", place="alerts")
    assert f"<@{scene.town['ana'].id}>" in card.content
    await scene.until(lambda: "in a private thread, for their direct messages are closed" in str(card.embeds))
    (room,) = [one.id for one in scene.discord.store.channels.values() if one.is_thread]
    await scene.until(lambda: any(ON_SHIFT in one.content for one in scene.town["maya"].reads(room)))
    await scene.quiet()
    assert sum(ON_SHIFT in one.content for one in scene.town["maya"].reads(room)) == 1
    assert scene.town["sam"].reads(room) == []
    assert len(scene.cards()) == 1


async def test_words_that_come_all_at_once_are_each_heard(scene: Any) -> None:
    """Ten people in the same second, with Discord's limits on: every one of them is answered."""
    town = scene.town
    people = [scene.discord.people.somebody(f"person{n}", guild_id=town.guild_id) for n in range(10)]
    await scene.run()
    for person in people:
        person.write(scene.lounge, PILLS)

    for person in people:
        await scene.until(lambda person=person: told(person, ON_SHIFT))
    await scene.until(lambda: len(scene.cards()) == 10)
    await asyncio.sleep(0)
    # Where a slow machine makes an attempt go again, its bucket may be full for a moment; the limit for all never is.
    assert scene.discord.requests.limits.refused["global"] == 0
