"""What simcord lacks, each as Discord's documentation says it, by page."""

from collections.abc import AsyncIterator
from datetime import datetime, timedelta
from typing import Any

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.rehearsal import town
from bot.rehearsal.discord.server import Discord
from bot.rehearsal.discord.simulated import Refused


class Shifted(SystemClock):
    """A clock that can be put forward."""

    ahead = timedelta()

    def now(self) -> datetime:
        return super().now() + self.ahead

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead.total_seconds()


@pytest.fixture
async def discord() -> AsyncIterator[Discord]:
    async with Discord(Shifted(), between_sessions=0.0).serve() as serving:
        yield serving


def later(client: Any, **span: float) -> None:
    client.discord.clock.ahead += timedelta(**span)


async def test_sessions_are_given_back_after_a_day(client: Any) -> None:
    """Using Gateway, "Session Start Limit Object": `remaining`, and `reset_after` in milliseconds."""
    sessions, hour = client.discord.gateway.sessions, 3_600_000

    async def limit() -> tuple[int, int]:
        _, said, _ = await client.ask("GET", "/gateway/bot")
        stated = said["session_start_limit"]
        return sessions.total - stated["remaining"], round(stated["reset_after"] / hour)

    await client.identify()
    later(client, hours=10)
    await client.identify()
    assert await limit() == (2, 14)
    sessions.spend()
    later(client, hours=23)
    assert await limit() == (sessions.total, 1)
    later(client, hours=1)
    assert await limit() == (0, 0)


async def test_a_nonce_is_known_for_a_few_minutes(client: Any, place: Any) -> None:
    """Message, "Create Message": `enforce_nonce` looks at the past few minutes."""
    lounge, nonce = place.places["lounge"], {"nonce": "n", "enforce_nonce": True}
    _, first, _ = await client.post(lounge, **nonce)
    later(client, minutes=4)
    _, again, _ = await client.post(lounge, **nonce)
    later(client, minutes=2)
    _, anew, _ = await client.post(lounge, **nonce)

    assert again["id"] == first["id"]
    assert anew["id"] != first["id"]


async def test_who_asks_for_everybody_too_often_is_told_when_to_come_again(client: Any, place: Any) -> None:
    """Gateway Events, "Rate Limited": the opcode, the seconds, and which server the question was about."""
    asking, guild = client.discord.gateway.asking, str(place.guild_id)
    asking.every = 30.0
    socket, _ = await client.identify()
    everybody = {"guild_id": guild, "query": "", "limit": 0, "nonce": "n"}
    await socket.send(8, everybody)
    await socket.event("GUILD_MEMBERS_CHUNK")
    await socket.send(8, everybody)
    refused = await socket.event("RATE_LIMITED")
    await socket.send(8, {"guild_id": guild, "user_ids": [str(place["sam"].id)], "limit": 0})
    await socket.event("GUILD_MEMBERS_CHUNK")
    later(client, seconds=30)
    await socket.send(8, everybody)
    await socket.event("GUILD_MEMBERS_CHUNK")

    assert (refused["opcode"], refused["meta"]) == (8, {"guild_id": guild, "nonce": "n"})
    assert 0 < refused["retry_after"] <= 30


async def test_slow_mode_holds_people_back_and_not_the_bot(client: Any, place: Any) -> None:
    """Channel, "Channel Object": rate_limit_per_user."""
    lounge = place.places["lounge"]
    await client.ask("PATCH", f"/channels/{lounge}", {"rate_limit_per_user": 30})
    place["maya"].write(lounge, "one")
    with pytest.raises(Refused) as slow:
        place["maya"].write(lounge, "two")
    assert slow.value.code == 20016
    place["sam"].write(lounge, "another")
    assert [(await client.post(lounge))[0] for _ in range(2)] == [200, 200]
    later(client, seconds=30)
    place["maya"].write(lounge, "three")


async def test_a_private_thread_is_read_by_who_was_brought_in(client: Any, place: Any) -> None:
    """Threads, "Private Threads": only those who are added, and who manages threads."""
    lounge, maya, sam = place.places["lounge"], place["maya"], place["sam"]
    _, thread, _ = await client.ask("POST", f"/channels/{lounge}/threads", {"name": "Room 1", "type": 12})
    room = int(thread["id"])
    await client.ask("PUT", f"/channels/{room}/thread-members/{maya.id}")
    await client.post(room, "here")

    assert [one.content for one in maya.reads(room)] == ["here"]
    assert sam.reads(room) == []
    assert place["lea"].reads(room) == []
    everything = {"name": "keepers", "permissions": str(1 << 34)}
    _, keepers, _ = await client.ask("POST", f"/guilds/{place.guild_id}/roles", everything)
    client.discord.people.give_role(place["lea"], int(keepers["id"]))
    assert [one.content for one in place["lea"].reads(room)] == ["here"]
    with pytest.raises(Refused):
        sam.write(room, "let me in")


async def test_threads_have_a_cap_and_an_end(client: Any, place: Any) -> None:
    """Threads, "Active & Archived Threads" and "Editing & Deleting Threads"; JSON errors 160006 and 50083."""
    support, threads = place.places["support"], f"/channels/{place.places['support']}/threads"
    _, first, _ = await client.ask("POST", threads, {"name": "one", "type": 12})
    client.discord.threads.most_active = 1
    assert (await client.ask("POST", threads, {"name": "two", "type": 12}))[1]["code"] == 160006

    await client.ask("PATCH", f"/channels/{first['id']}", {"archived": True})
    assert "id" in (await client.ask("POST", threads, {"name": "two", "type": 12}))[1]
    added = await client.ask("PUT", f"/channels/{first['id']}/thread-members/{place['maya'].id}")
    assert added[1]["code"] == 50083
    assert (await client.post(int(first["id"]), "again"))[0] == 200
    assert client.discord.store.channels[int(first["id"])].thread_metadata.archived is False
    assert (await client.ask("POST", threads, {"name": "x", "auto_archive_duration": 7}))[0] == 400
    assert support


def rule(alerts: int, **metadata: Any) -> dict[str, Any]:
    return {
        "name": "words",
        "event_type": 1,
        "trigger_type": 1,
        "trigger_metadata": metadata,
        "actions": [{"type": 2, "metadata": {"channel_id": str(alerts)}}],
        "enabled": True,
    }


@pytest.mark.parametrize(
    ("metadata", "met", "left"),
    [
        ({"keyword_filter": ["cat"]}, ["a Cat!"], ["catalog", "concat"]),
        ({"keyword_filter": ["cat*"]}, ["catalog"], ["concat"]),
        ({"keyword_filter": ["*cat"]}, ["concat"], ["catalog"]),
        ({"keyword_filter": ["*the mat*"]}, ["on the mattress"], ["on a mat"]),
        ({"regex_patterns": [r"b\d+g"]}, ["a b00G"], ["bag"]),
        ({"keyword_filter": ["cat*"], "allow_list": ["catalog"]}, ["a cat, no catalog"], ["a catalog"]),
    ],
)
async def test_automod_meets_what_it_is_told_to(
    client: Any, place: Any, metadata: dict[str, Any], met: list[str], left: list[str]
) -> None:
    """Auto Moderation, "Keyword Matching Strategies" and "Trigger Metadata"; Gateway Events, "Auto Moderation Action Execution"."""
    socket, _ = await client.identify(intents=1 | 1 << 20 | 1 << 21)
    lounge, alerts = place.places["lounge"], place.places["alerts"]
    made = await client.ask("POST", f"/guilds/{place.guild_id}/auto-moderation/rules", rule(alerts, **metadata))
    assert made[0] == 200
    for words in (*left, *met):
        place["maya"].write(lounge, words)

    for words in met:
        said = await socket.event("AUTO_MODERATION_ACTION_EXECUTION")
        assert said["content"] == words
        assert said["user_id"] == str(place["maya"].id)
        alert = place["ana"].reads(alerts)[-1]
        assert (str(alert.id), alert.type) == (said["alert_system_message_id"], 24)
    assert len(place["ana"].reads(alerts)) == len(met), "and nothing else"
    assert len(place["sam"].reads(lounge)) == len(met) + len(left), "an alert blocks nothing"


async def test_automod_blocks_and_spares_who_manages_the_server(client: Any, place: Any) -> None:
    """Auto Moderation, "Auto Moderation Action Types": BLOCK_MESSAGE; members with MANAGE_GUILD are not affected."""
    lounge = place.places["lounge"]
    blocking = {**rule(lounge, keyword_filter=["cat"]), "actions": [{"type": 1}]}
    await client.ask("POST", f"/guilds/{place.guild_id}/auto-moderation/rules", blocking)
    place["maya"].write(lounge, "cat")
    place["olga"].write(lounge, "cat")
    assert [one.author_id for one in place["sam"].reads(lounge)] == [place["olga"].id]


async def test_a_scheduled_event_goes_its_ways_and_no_others(client: Any, place: Any) -> None:
    """Guild Scheduled Event, "Guild Scheduled Event Status Update Restrictions" and "Automation"."""
    events = f"/guilds/{place.guild_id}/scheduled-events"
    start = client.discord.clock.now() + timedelta(hours=1)
    body = {
        "name": "Tuesday",
        "privacy_level": 2,
        "entity_type": 3,
        "entity_metadata": {"location": "here"},
        "scheduled_start_time": start.isoformat(),
        "scheduled_end_time": (start + timedelta(hours=1)).isoformat(),
    }
    past = {**body, "scheduled_start_time": (start - timedelta(hours=2)).isoformat()}
    assert (await client.ask("POST", events, past))[0] == 400
    _, made, _ = await client.ask("POST", events, body)

    async def become(status: int) -> int:
        answer = await client.ask("PATCH", f"{events}/{made['id']}", {"status": status})
        return int(answer[0])

    assert await become(3) == 400, "what has not begun cannot be completed"
    later(client, hours=1)
    assert (await client.ask("GET", f"{events}/{made['id']}"))[1]["status"] == 2
    assert await become(4) == 400, "what is under way cannot be cancelled"
    later(client, hours=1)
    assert (await client.ask("GET", f"{events}/{made['id']}"))[1]["status"] == 3
    assert await become(2) == 400, "what is over stays over"


async def test_an_interaction_is_answered_within_three_seconds_and_its_token_lasts_fifteen_minutes(
    client: Any, place: Any
) -> None:
    """Interactions, "Responding to an Interaction": the initial response within 3 seconds, the token for 15 minutes."""
    discord = client.discord
    command = [{"name": "hello", "description": "hello"}]
    await client.ask("PUT", f"/applications/{discord.store.application_id}/commands", command)
    answer = {"type": 4, "data": {"content": "yes", "flags": 64}}

    turn = await place["maya"].command(place.places["lounge"], "hello")
    later(client, seconds=4)
    late = await client.ask("POST", f"/interactions/{turn.id}/{turn.token}/callback", answer)
    assert (late[0], late[1]["code"]) == (404, 10062)

    turn = await place["maya"].command(place.places["lounge"], "hello")
    assert (await client.ask("POST", f"/interactions/{turn.id}/{turn.token}/callback", answer))[0] < 300
    assert [one.content for one in turn.private] == ["yes"]
    assert place["sam"].reads(place.places["lounge"]) == [], "only she sees it"
    again = await client.ask("POST", f"/interactions/{turn.id}/{turn.token}/callback", answer)
    assert again[1]["code"] == 40060
    more = f"/webhooks/{discord.store.application_id}/{turn.token}"
    assert (await client.ask("POST", more, {"content": "more", "flags": 64}))[0] == 200
    later(client, minutes=15)
    assert (await client.ask("POST", more, {"content": "too late"}))[0] in (401, 404)


async def test_a_servers_own_menu_comes_with_the_servers_id_and_everybodys_language(client: Any, place: Any) -> None:
    """Application Commands, "Registering a Command"; Receiving and Responding, "Interaction Object": locale, guild_locale."""
    application, guild = client.discord.store.application_id, place.guild_id
    await client.ask("PUT", f"/applications/{application}/guilds/{guild}/commands", [{"name": "Ours", "type": 3}])
    await client.ask("PUT", f"/applications/{application}/commands", [{"name": "Everybody's", "type": 3}])
    client.discord.interactions.locales[place["maya"].id] = "es-ES"
    socket, _ = await client.identify()
    place["sam"].write(place.places["lounge"], "words")
    message = place["sam"].reads(place.places["lounge"])[-1]

    await place["maya"].menu(message, "Ours")
    await place["maya"].menu(message, "Everybody's")
    ours, everybodys = [await socket.event("INTERACTION_CREATE") for _ in range(2)]

    assert ours["data"]["guild_id"] == str(guild)
    assert "guild_id" not in everybodys["data"]
    assert (ours["locale"], ours["guild_locale"]) == ("es-ES", "en-US")


async def test_a_town_is_as_set_up_leaves_it(client: Any) -> None:
    made = town.build(client.discord, "Another")
    who_reads = {
        "alerts": {"ana", "ben", "lea", "olga"},
        "facilitators": {"noor", "lea", "olga"},
        "support": {*made.people},
    }
    for place, readers in who_reads.items():
        await client.post(made.places[place])
        assert {who for who, person in made.people.items() if person.reads(made.places[place])} == readers
    async with aiohttp.ClientSession() as page, page.get(client.discord.url) as answer:
        assert answer.status == 404
