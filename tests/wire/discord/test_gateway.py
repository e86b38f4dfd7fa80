"""The gateway speaks as Discord's documentation says: "Using Gateway" and "Gateway Events"."""

import asyncio
from typing import Any

import aiohttp
import pytest

from bot.rehearsal.discord.faults import When, drop
from bot.rehearsal.discord.gateway import HEARTBEAT, IDENTIFY, MEMBERS, RESUME, THERE_AND_BACK

MESSAGES, DIRECT, GUILDS = 1 << 9, 1 << 12, 1


async def test_identify_is_answered_by_ready_and_then_by_each_server(client: Any, place: Any) -> None:
    """Using Gateway, "Ready Event": servers come unavailable first, then one by one, with the bot as their only member."""
    socket, ready = await client.identify()

    assert ready["guilds"] == [{"id": str(place.guild_id), "unavailable": True}]
    assert ready["resume_gateway_url"] == client.discord.gateway_url
    guild = await socket.event("GUILD_CREATE")
    assert guild["name"] == "The Tuesday group"
    assert [member["user"]["id"] for member in guild["members"]] == [ready["user"]["id"]]
    assert guild["member_count"] == 8


async def test_a_compressed_stream_says_the_same(client: Any, place: Any) -> None:
    """Using Gateway, "Transport Compression": one zlib stream for a connection."""
    socket = await client.open(compress="zlib-stream")
    await socket.send(2, {"token": client.discord.token, "intents": 1, "properties": {}})

    assert (await socket.event("GUILD_CREATE"))["id"] == str(place.guild_id)


async def test_heartbeats_are_acknowledged_unless_they_are_not_to_be(client: Any) -> None:
    """Using Gateway, "Sending Heartbeats"."""
    socket, clock = await client.open(), asyncio.get_running_loop()
    sent = clock.time()
    await socket.send(1, None)
    assert (await socket.receive())["op"] == 11
    assert clock.time() - sent > THERE_AND_BACK * 0.9, (
        "not before discord.py has noted that it asked, in another thread"
    )

    client.discord.gateway.acknowledging = False
    await socket.send(1, None)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(socket.socket.receive(), 0.2)


async def test_a_socket_that_was_cut_is_resumed_with_everything_it_missed(client: Any, place: Any) -> None:
    """Using Gateway, "Resuming": missed events in order, then RESUMED."""
    socket, ready = await client.identify()
    await socket.event("GUILD_CREATE")
    client.discord.gateway.abort()
    await client.discord.happenings.until(lambda: not client.discord.gateway.connected)
    for word in ("one", "two"):
        place["maya"].write(place.places["lounge"], word)

    again = await client.open(resume=ready["resume_gateway_url"])
    await again.send(6, {"token": client.discord.token, "session_id": ready["session_id"], "seq": socket.sequence})

    assert [(await again.event("MESSAGE_CREATE"))["content"] for _ in range(2)] == ["one", "two"]
    assert (await again.receive())["t"] == "RESUMED"


@pytest.mark.parametrize("resumable", [True, False])
async def test_an_invalid_session_says_whether_it_can_be_resumed(client: Any, resumable: bool) -> None:
    """Using Gateway, "Invalid Session (opcode 9)"."""
    socket, ready = await client.identify()
    client.discord.gateway.invalidate(resumable=resumable)
    said = await socket.receive()
    assert (said["op"], said["d"]) == (9, resumable)

    again = await client.open()
    await again.send(6, {"token": client.discord.token, "session_id": ready["session_id"], "seq": socket.sequence})
    answer = await again.receive()
    assert (answer["t"] == "RESUMED") is resumable
    assert (answer["op"] == 9) is not resumable


async def test_it_asks_to_reconnect(client: Any) -> None:
    """Using Gateway, "Reconnect (opcode 7)"."""
    socket, _ = await client.identify()
    client.discord.gateway.reconnect()
    assert (await socket.receive())["op"] == 7


async def test_a_goodbye_ends_a_session(client: Any) -> None:
    """Using Gateway, "Initiating a Disconnect": after 1000 or 1001 the session is over."""
    socket, ready = await client.identify()
    await socket.socket.close(code=1000)
    await client.discord.happenings.until(lambda: not client.discord.gateway.sessions.all())

    again = await client.open()
    await again.send(6, {"token": client.discord.token, "session_id": ready["session_id"], "seq": 1})
    assert (await again.receive())["op"] == 9


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ((8, {"guild_id": "1"}), 4003),
        ((2, {"token": "another", "intents": 0}), 4004),
        ((2, {"intents": 1 << 30}), 4013),
        ((2, {"intents": 1 << 8}), 4014),
        ((2, {"intents": 0, "shard": [2, 2]}), 4010),
        ((6, {"token": "another", "session_id": "x", "seq": 0}), 4004),
    ],
)
async def test_it_closes_with_the_documented_code(client: Any, said: tuple[int, Any], code: int) -> None:
    """Opcodes and Status Codes, "Gateway Close Event Codes"."""
    socket = await client.open()
    op, data = said
    await socket.send(op, {"token": client.discord.token, "properties": {}, **data})
    assert (await socket.receive())["closed"] == code


async def test_it_does_not_suffer_nonsense_or_floods(client: Any) -> None:
    """The same page: 4002 for what cannot be decoded, 4001 for an unknown opcode, 4005 twice, 4008 too often."""
    socket = await client.open()
    await socket.socket.send_str("{")
    assert (await socket.receive())["closed"] == 4002

    socket, _ = await client.identify()
    await socket.send(99)
    assert (await socket.receive())["closed"] == 4001

    socket, _ = await client.identify()
    await socket.send(2, {"token": client.discord.token, "intents": 0, "properties": {}})
    assert (await socket.receive())["closed"] == 4005

    socket = await client.open()
    for _ in range(121):
        await socket.send(1)
    while (said := await socket.receive())["op"] == 11:
        pass
    assert said["closed"] == 4008


async def test_a_socket_without_heartbeats_is_closed(client: Any) -> None:
    """The same page, 4009: the session timed out."""
    client.discord.gateway._interval = 0.1
    socket, _ = await client.identify()
    assert (await socket.receive())["closed"] == 4009


async def test_sessions_begin_one_at_a_time_and_not_for_ever(client: Any) -> None:
    """Using Gateway, "Session Start Limit Object" and "Get Gateway Bot"."""
    sessions = client.discord.gateway.sessions
    sessions.pause = 5.0
    await client.identify()
    _, said, _ = await client.ask("GET", "/gateway/bot")
    assert said["session_start_limit"]["remaining"] == said["session_start_limit"]["total"] - 1

    socket = await client.open()
    await socket.send(2, {"token": client.discord.token, "intents": 0, "properties": {}})
    assert (await socket.receive())["op"] == 9

    sessions.pause = 0.0
    sessions.spend()
    socket = await client.open()
    await socket.send(2, {"token": client.discord.token, "intents": 0, "properties": {}})
    assert (await socket.receive())["op"] == 9


async def test_without_the_intent_there_is_no_event_and_without_content_there_are_no_words(
    client: Any, place: Any
) -> None:
    """Using Gateway, "Gateway Intents" and "Message Content Intent": not in direct messages, mentions, or its own messages."""
    deaf, _ = await client.identify(intents=GUILDS)
    blind, ready = await client.identify(intents=GUILDS | MESSAGES | DIRECT)
    lounge, maya = place.places["lounge"], place["maya"]

    maya.write(lounge, "words")
    maya.write(lounge, f"<@{ready['user']['id']}> words")
    maya.write_to_bot("words")
    await client.post(lounge, "our own words")

    seen = [(await blind.event("MESSAGE_CREATE"))["content"] for _ in range(4)]
    assert seen == ["", f"<@{ready['user']['id']}> words", "words", "our own words"]
    client.discord.gateway.reconnect()
    while (said := await deaf.receive())["op"] == 0:
        assert said["t"] == "GUILD_CREATE"
    assert said["op"] == 7


async def test_members_come_in_chunks(client: Any, place: Any) -> None:
    """Gateway Events, "Request Guild Members" and "Guild Members Chunk"."""
    socket, _ = await client.identify()
    guild = str(place.guild_id)

    await socket.send(8, {"guild_id": guild, "query": "", "limit": 0, "nonce": "n"})
    everyone = await socket.event("GUILD_MEMBERS_CHUNK")
    await socket.send(8, {"guild_id": guild, "query": "Ma", "limit": 5})
    some = await socket.event("GUILD_MEMBERS_CHUNK")
    await socket.send(8, {"guild_id": guild, "user_ids": [str(place["sam"].id), "7"], "limit": 0})
    chosen = await socket.event("GUILD_MEMBERS_CHUNK")

    assert (len(everyone["members"]), everyone["nonce"], everyone["chunk_count"]) == (8, "n", 1)
    assert [one["user"]["username"] for one in some["members"]] == ["maya"]
    assert [one["user"]["username"] for one in chosen["members"]] == ["sam"]
    assert chosen["not_found"] == ["7"]


async def test_a_frame_can_be_the_last_before_or_after_it_was_sent(client: Any, place: Any) -> None:
    """A fault of ours, not Discord's documentation: the socket is cut at a chosen frame."""
    for when, seen in ((When.BEFORE, 0), (When.AFTER, 1)):
        socket, ready = await client.identify()
        await socket.event("GUILD_CREATE")
        client.discord.gateway.faults.add(lambda frame: frame.event == "MESSAGE_CREATE", drop(), when=when)
        place["maya"].write(place.places["lounge"], "words")
        came = 0
        while (said := await socket.receive())["op"] is not None:
            came += said.get("t") == "MESSAGE_CREATE"
        assert came == seen
        assert socket.socket.close_code == aiohttp.WSCloseCode.ABNORMAL_CLOSURE
        client.discord.gateway.sessions.end(client.discord.gateway.sessions.find(ready["session_id"]))


@pytest.mark.parametrize("when", [When.BEFORE, When.AFTER])
@pytest.mark.parametrize("op", [HEARTBEAT, IDENTIFY, RESUME, MEMBERS])
async def test_a_frame_from_the_bot_can_be_lost_or_be_the_last(client: Any, place: Any, op: int, when: When) -> None:
    """The same fault at what the bot sends: cut before it was heard, or before the answer to it was sent."""
    gateway, sessions = client.discord.gateway, client.discord.gateway.sessions
    said: dict[str, Any] = {"token": client.discord.token, "intents": 1, "properties": {}}
    if op == RESUME:
        first, ready = await client.identify()
        said = {"token": client.discord.token, "session_id": ready["session_id"], "seq": first.sequence}
        gateway.abort()
        await client.discord.happenings.until(lambda: not gateway.connected)
    socket = (await client.identify())[0] if op in (HEARTBEAT, MEMBERS) else await client.open()
    fault = gateway.faults.add(lambda frame: frame.op == op and not frame.sent, drop(), when=when)
    before, told, resumed = len(sessions.all()), gateway.members_told, []

    def hear(one: Any) -> None:
        resumed.append(one.kind == "session" and one.facts["resumed"])

    with client.discord.happenings.heard_by(hear):
        await socket.send(op, {"guild_id": str(place.guild_id), "query": "", "limit": 0} if op == MEMBERS else said)
        while (answer := await socket.receive())["op"] is not None:
            assert answer["t"] == "GUILD_CREATE", "what was on its way"

    done = when is When.AFTER
    assert fault.met == 1
    assert socket.socket.close_code == aiohttp.WSCloseCode.ABNORMAL_CLOSURE
    assert len(sessions.all()) - before == (done and op == IDENTIFY)
    assert gateway.members_told - told == (done and op == MEMBERS)
    assert any(resumed) is (done and op == RESUME)
