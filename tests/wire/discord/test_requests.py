"""Requests are answered as Discord's documentation says, and fail on demand."""

import asyncio
import random
from collections import Counter
from collections.abc import Sequence
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.discord.faults import Faults, When, delay, drop, limited, request, status
from bot.rehearsal.discord.traffic import Answer, Request

SEND = "POST /channels/*/messages"


async def test_a_stranger_is_turned_away(client: Any) -> None:
    """Reference, "Authentication"."""
    client.discord.token = "another"
    client.discord.requests._token = lambda: "the real one"
    assert (await client.ask("GET", "/users/@me"))[0] == 401


async def test_a_bucket_is_told_in_headers_and_then_enforced(client: Any, place: Any) -> None:
    """Rate Limits, "Header Format" and "Exceeding A Rate Limit"."""
    answers = [await client.post(place.places["lounge"]) for _ in range(6)]
    elsewhere = await client.post(place.places["support"])

    assert [answer[0] for answer in answers] == [200] * 5 + [429]
    assert [answer[2]["X-RateLimit-Remaining"] for answer in answers] == ["4", "3", "2", "1", "0", "0"]
    status_code, body, headers = answers[-1]
    assert status_code == 429
    assert 0 < body["retry_after"] <= 5
    assert body["global"] is False
    assert headers["X-RateLimit-Scope"] == "user"
    assert headers["Via"], "without it discord.py takes it for a ban"
    assert elsewhere[0] == 200, "another channel is another bucket"
    assert elsewhere[2]["X-RateLimit-Bucket"] == headers["X-RateLimit-Bucket"]


async def test_fifty_a_second_are_enough_for_everybody(client: Any, place: Any) -> None:
    """Rate Limits, "Global Rate Limit": interaction endpoints are not bound to it."""
    client.discord.requests.limits._clock = type(
        "Still", (), {"monotonic": lambda _: 1.0, "now": client.discord.clock.now}
    )()
    paths = [f"/channels/{place.places['lounge']}", f"/channels/{place.places['support']}"]
    answers = [await client.ask("GET", paths[n % 2]) for n in range(51)]
    interaction = await client.ask("POST", "/interactions/1/x/callback", {"type": 6})

    assert [answer[0] for answer in answers].count(429) == 1
    assert answers[-1][2]["X-RateLimit-Global"] == "true"
    assert answers[-1][1]["global"] is True
    assert interaction[0] == 404, "an unknown interaction, but not too many"


async def test_a_nonce_makes_a_message_once(client: Any, place: Any) -> None:
    """Message, "Create Message": per author, for a few minutes, and the earlier message is returned."""
    lounge, support = place.places["lounge"], place.places["support"]
    _, first, _ = await client.post(lounge, nonce="n", enforce_nonce=True)
    _, again, _ = await client.post(lounge, "other words", nonce="n", enforce_nonce=True)
    _, elsewhere, _ = await client.post(support, nonce="n", enforce_nonce=True)
    _, loose, _ = await client.post(lounge, nonce="n")

    assert first["nonce"] == "n"
    assert again["id"] == elsewhere["id"] == first["id"]
    assert elsewhere["channel_id"] == str(lounge), "an answer from another channel"
    assert loose["id"] != first["id"], "only where it is enforced"

    await client.ask("DELETE", f"/channels/{lounge}/messages/{loose['id']}")
    gone = await client.post(lounge, nonce="n", enforce_nonce=True)
    assert (gone[0], gone[1]["code"]) == (404, 10008)


async def test_the_gateway_shows_the_nonce(client: Any, place: Any) -> None:
    """Message, "Message Object": `nonce` is used for validating that a message was sent."""
    socket, _ = await client.identify()
    await client.post(place.places["lounge"], nonce="n", enforce_nonce=True)
    assert (await socket.event("MESSAGE_CREATE"))["nonce"] == "n"


async def test_closed_doors_have_their_codes(client: Any, place: Any) -> None:
    """Opcodes and Status Codes, "JSON Error Codes": 50007, 50278 and 40003."""
    discord, maya = client.discord, place["maya"]
    _, opened, _ = await client.ask("POST", "/users/@me/channels", {"recipient_id": str(maya.id)})
    discord.directs.closed.add(maya.id)
    assert (await client.post(opened["id"]))[1]["code"] == 50007

    discord.directs.closed.clear()
    discord.people.leave(maya)
    assert (await client.post(opened["id"]))[1]["code"] == 50278

    discord.directs.most_opened = 1
    answers = [
        (await client.ask("POST", "/users/@me/channels", {"recipient_id": str(place[who].id)}))[1]
        for who in ("sam", "ana", "sam")
    ]
    assert "id" in answers[0]
    assert answers[1]["code"] == 40003
    assert answers[2]["id"] == answers[0]["id"], "an open channel is not opened again"


@pytest.mark.parametrize("code", [500, 502, 503, 504])
async def test_an_ailing_discord_answers_once_and_recovers(client: Any, place: Any, code: int) -> None:
    client.discord.requests.faults.add(request(SEND), status(code), skip=1)
    lounge = place.places["lounge"]
    assert [(await client.post(lounge))[0] for _ in range(3)] == [200, code, 200]


@pytest.mark.parametrize(("when", "posted"), [(When.BEFORE, 0), (When.AFTER, 1)])
async def test_a_connection_drops_before_or_after_the_change(client: Any, place: Any, when: When, posted: int) -> None:
    client.discord.requests.faults.add(request(SEND), drop(), when=when)
    lounge = place.places["lounge"]
    with pytest.raises(aiohttp.ClientError):
        await client.post(lounge)
    assert len(place["sam"].reads(lounge)) == posted


async def test_an_answer_can_be_late_or_a_limit(client: Any, place: Any) -> None:
    faults, lounge = client.discord.requests.faults, place.places["lounge"]
    late = faults.add(request(SEND), delay(10), when=When.AFTER)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(client.post(lounge), 0.2)
    assert late.happened.is_set()
    assert len(place["sam"].reads(lounge)) == 1

    faults.add(request(SEND), limited(0.5, scope="global"))
    code, body, headers = await client.post(lounge)
    assert (code, body["retry_after"], headers["X-RateLimit-Scope"]) == (429, 0.5, "global")


async def test_what_nobody_knows_is_said_loudly(client: Any) -> None:
    code, _, _ = await client.ask("GET", "/guilds/1/templates")
    assert code == 501
    assert "GET /guilds/1/templates" in client.discord.requests.wrong[0]


async def unlucky(seed: int, paths: Sequence[str]) -> dict[tuple[str, int], int]:
    """Which request of which path fails in which of seven ways."""
    faults: Faults[Request] = Faults()
    moments = [When.BEFORE, When.AFTER] * 3 + [When.TOLD]
    ways = [(status(500 + way), when) for way, when in enumerate(moments)]
    made = faults.by_chance(lambda _: True, ways, share=1 / 3, seed=seed, key=lambda one: one.path)
    found: dict[tuple[str, int], int] = {}
    known: Counter[str] = Counter()
    for path in paths:
        known[path] += 1
        one = Request(0, "POST", path, {}, None, [], None, None, 0.0)
        for when in When:
            answer = await faults.meet(one, when)
            if isinstance(answer, Answer):
                found[path, known[path]] = answer.status - 500
    assert [one.met for one in made] == [list(found.values()).count(way) for way in range(7)]
    return found


async def test_chance_hits_each_way_as_often_and_a_seed_the_same_ones_whatever_comes_first() -> None:
    paths = [f"/{number % 70}" for number in range(7000)]
    first = await unlucky(1, paths)
    shuffled = random.Random(5).sample(paths, len(paths))
    assert await unlucky(1, shuffled) == first
    assert await unlucky(2, paths) != first
    counted = Counter(first.values())
    assert sorted(counted) == list(range(7))
    assert all(260 < many < 410 for many in counted.values()), counted  # a 21st of 7,000 is 333, give or take 18


@pytest.mark.parametrize("changes", [False, True])
async def test_a_press_that_was_merely_taken_note_of_is_not_answered_yet(
    client: Any, place: Any, *, changes: bool
) -> None:
    """Receiving and Responding, "Interaction Callback Type" 6: "ACK an interaction and edit the original message later"."""
    socket, ready = await client.identify()
    lounge, button = place.places["lounge"], {"type": 2, "style": 1, "label": "Yes", "custom_id": "yes"}
    await client.post(lounge, "Well?", components=[{"type": 1, "components": [button]}])
    (asked,) = (one for one in place["sam"].reads(lounge) if one.content == "Well?")
    turn = await place["sam"].press(asked, "Yes")
    pressed = await socket.event("INTERACTION_CREATE")
    way, hook = f"/interactions/{pressed['id']}/{pressed['token']}/callback", f"/webhooks/{ready['application']['id']}"

    await client.ask("POST", way, {"type": 6})
    assert not turn.answered
    if changes:
        await client.ask("PATCH", f"{hook}/{pressed['token']}/messages/@original", {"content": "Well."})
    else:
        await client.ask("POST", f"{hook}/{pressed['token']}", {"content": "Good", "flags": 64})
        assert [one.content for one in turn.private] == ["Good"]
    assert turn.answered
