"""Whatever somebody writes is read: during a gap, on any surface, before members are known, and at once."""

import asyncio
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import aiohttp
import discord
import pytest
import simcord.gateway
from simcord.backend.serializers import guild_create_payload, message_payload
from sqlalchemy import select
from structlog.testing import capture_logs

from bot.client import AlongsideClient
from bot.moderation.incident import Source
from bot.moderation.tables import cursors
from bot.moderation.watch import Cursors, Level

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
GOODBYE = "I'm going to kill myself tonight, I have a plan"


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[Any]]:
    """What is logged, kept instead of printed."""
    with capture_logs() as entries:
        yield entries


@pytest.fixture
def leave(world: Any) -> Callable[[], Any]:
    """Stop the bot; whatever happens from here on it does not hear."""

    async def gone() -> Any:
        await world.pass_time(seconds=15)
        await world.bot.close()
        world.env.backend.subscribers.clear()
        return world.env.backend

    return gone


@pytest.fixture
def deaf(world: Any) -> Callable[[], Iterator[Any]]:
    """Let the bot run on while nothing that happens reaches it."""

    def gap() -> Iterator[Any]:
        backend = world.env.backend
        listening = list(backend.subscribers)
        backend.subscribers.clear()
        yield backend
        backend.subscribers.extend(listening)

    return gap


def cases(world: Any) -> dict[int, Any]:
    return {case.user_id: case for case in world.services.desk.cases.open_in(world.guild.id)}


def answers(world: Any, person: Any) -> list[str]:
    """What the bot answered, from the home screen on which everybody finds a person."""
    return [text for text in world.inbox(person) if text.startswith("Press **Talk to someone now**")]


def files(world: Any, person: Any, text: str) -> Any:
    """A text file for a direct message."""
    return world.env.backend.store_attachments(person.user.dm_channel.id, [("message.txt", text.encode())])


async def new_session(world: Any) -> None:
    """Discord does not take the old session up again."""
    with world.env._bot_scope():
        world.bot.dispatch("connect")
        world.bot.dispatch("ready")
    await world.env.settle()


def late_members(monkeypatch: pytest.MonkeyPatch, meanwhile: Callable[[], None]) -> None:
    """Let a server's members arrive late, and something happen before they do."""
    real = simcord.gateway.FakeWebSocket._deliver_chunks
    written: list[None] = []

    async def late(self: Any, *args: Any) -> None:
        if not written:
            written.append(None)
            meanwhile()
        for _ in range(20_000):
            await asyncio.sleep(0)
        await real(self, *args)

    monkeypatch.setattr(simcord.gateway.FakeWebSocket, "_deliver_chunks", late)


# -- direct messages --------------------------------------------------------------------------------------------------


async def test_a_direct_message_in_crisis_written_while_the_bot_was_away_brings_a_peer(
    world: Any, leave: Any, restart: Any
) -> None:
    await world.maya.send_dm("hello")
    backend = await leave()
    backend.create_message(world.maya.user.dm_channel.id, world.maya.id, content=PILLS)
    await world.pass_time(minutes=7)
    await restart()

    assert cases(world)[world.maya.id].source is Source.DIRECT
    assert "Case 1" in world.direct(world.ana)[-1].content
    assert "What would help you most right now?" in world.inbox(world.maya)[-1]


async def test_any_other_direct_message_written_meanwhile_is_answered_once(
    world: Any, leave: Any, restart: Any
) -> None:
    await world.maya.send_dm("hello")
    await world.sam.send_dm("hello")
    backend = await leave()
    backend.create_message(world.maya.user.dm_channel.id, world.maya.id, content="are you there?")
    await restart()
    assert len(answers(world, world.maya)) == 2
    assert len(answers(world, world.sam)) == 1

    await leave()
    await restart()
    assert len(answers(world, world.maya)) == 2


async def test_a_direct_message_changed_into_a_crisis_brings_a_peer(world: Any) -> None:
    message = await world.maya.send_dm("hello")
    await world.pass_time(minutes=1)
    await world.maya.user.edit(message, PILLS)
    assert cases(world)[world.maya.id].source is Source.DIRECT


async def test_a_forward_and_a_text_file_in_a_direct_message_are_read(world: Any) -> None:
    await world.maya.send_dm("hello")
    quoted = world.env.backend.create_message(world.maya.user.dm_channel.id, world.maya.id, GOODBYE, broadcast=False)
    backend = world.env.backend
    backend.create_message(
        world.maya.user.dm_channel.id,
        world.maya.id,
        "",
        reference={"type": 1, "message_id": str(quoted.id), "channel_id": str(world.maya.user.dm_channel.id)},
    )
    await world.env.settle()
    assert world.maya.id in cases(world)

    await world.sam.send_dm("", attachments=files(world, world.sam, PILLS))
    assert world.sam.id in cases(world)


async def test_how_far_somebodys_direct_messages_were_read_is_erased_with_them(world: Any) -> None:
    await world.maya.send_dm("hello")
    person = world.services.people.known(world.maya.id)

    async def kept() -> list[int]:
        rows = await world.services.storage.read(lambda connection: connection.execute(select(cursors)).all())
        return [row.channel_id for row in rows]

    assert person in await kept()
    assert world.maya.user.dm_channel.id not in await kept(), "the database names nobody"
    await world.services.people.erase(person)
    assert person not in await kept()


async def test_a_closed_inbox_delays_no_answer_while_the_database_stands_still(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    directs = world.services.messenger.directs
    await world.maya.send_dm("hello")
    await directs.found_closed(world.maya.id)

    async def stalled(*_: Any) -> None:
        await asyncio.sleep(600)

    monkeypatch.setattr(directs, "_keep", stalled)
    await world.maya.send_dm(PILLS)
    assert world.maya.id in cases(world)
    assert not directs.closed(world.maya.id)


# -- channels ---------------------------------------------------------------------------------------------------------


async def test_what_is_said_on_return_hides_nothing_of_what_was_said_before(
    world: Any, leave: Any, restart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    backend = await leave()
    backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
    await world.pass_time(minutes=7)
    late_members(monkeypatch, lambda: backend.create_message(world.lounge.id, world.sam.id, content=GOODBYE))
    await restart()
    assert set(cases(world)) == {world.maya.id, world.sam.id}


async def test_every_page_of_a_long_gap_is_read(world: Any, leave: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    backend = await leave()
    backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
    for number in range(230):
        backend.create_message(world.lounge.id, world.ana.id, content=f"message {number}")
    backend.create_message(world.lounge.id, world.sam.id, content=GOODBYE)
    await restart()
    assert set(cases(world)) == {world.maya.id, world.sam.id}


async def test_of_a_gap_too_long_to_read_the_newest_part_is_read(
    world: Any, deaf: Any, logs: list[Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["bot.cogs.listening.catch_up"], "AT_MOST", 150)
    await world.maya.send(world.lounge, "hello everybody")
    with world.env._bot_scope():
        world.bot.dispatch("disconnect")
    for backend in deaf():
        backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
        for number in range(200):
            backend.create_message(world.lounge.id, world.ana.id, content=f"message {number}")
        backend.create_message(world.lounge.id, world.sam.id, content=GOODBYE)
    await new_session(world)
    assert set(cases(world)) == {world.sam.id}
    assert "catch_up.cut" in [entry["event"] for entry in logs]


async def test_channels_in_which_nothing_was_said_before_are_read_too(world: Any, leave: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    voice = world.guild.create_voice_channel("evening")
    forum = world.guild.create_forum_channel("questions")
    await world.env.settle()
    backend = await leave()
    fresh = world.guild.create_text_channel("fresh")
    backend.create_message(fresh.id, world.maya.id, content=PILLS)
    backend.create_message(voice.id, world.sam.id, content=GOODBYE)
    post = backend.create_thread(forum.id, GOODBYE, world.lea.id)
    backend.create_message(post.id, world.ben.id, content=PILLS)
    await restart()
    assert set(cases(world)) == {world.maya.id, world.sam.id, world.lea.id, world.ben.id}


async def test_what_was_said_before_the_bot_came_is_not_read(world: Any, leave: Any, restart: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    backend = await leave()
    backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
    await world.pass_time(minutes=7)
    me = backend.guilds[world.guild.id].members[backend.bot_user.id]
    me.joined_at = backend.now_iso()  # removed, and asked back
    await restart()
    assert not cases(world)


async def test_a_channel_that_fails_stops_no_other_and_is_read_a_little_later(
    world: Any, leave: Any, restart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = world.guild.create_text_channel("garden")
    third = world.guild.create_text_channel("kitchen")
    for place in (world.lounge, other, third):
        await world.lea.send(place, "hello")
    backend = await leave()
    backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
    backend.create_message(other.id, world.sam.id, content=GOODBYE)
    backend.create_message(third.id, world.lea.id, content=PILLS)
    world.env.inject_error("GET", f"/channels/{world.lounge.id}/messages", status=502)
    real = discord.http.HTTPClient.logs_from
    broken = [other.id]

    def logs_from(self: Any, channel_id: int, *args: Any, **kwargs: Any) -> Any:
        if channel_id in broken:
            broken.clear()
            raise aiohttp.ServerDisconnectedError
        return real(self, channel_id, *args, **kwargs)

    monkeypatch.setattr(discord.http.HTTPClient, "logs_from", logs_from)
    await restart()
    assert set(cases(world)) == {world.lea.id}
    await world.pass_time(seconds=11)
    assert set(cases(world)) == {world.lea.id, world.maya.id, world.sam.id}


async def test_a_server_that_was_out_is_read_back_when_it_returns(world: Any, deaf: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    state = world.bot._connection
    with world.env._bot_scope():
        state.parse_guild_delete({"id": str(world.guild.id), "unavailable": True})
    await world.env.settle()
    for backend in deaf():
        backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
    with world.env._bot_scope():
        state.parse_guild_create(guild_create_payload(world.env.backend, world.env.backend.guilds[world.guild.id]))
    await world.env.settle()
    assert world.maya.id in cases(world)


async def test_a_new_session_after_a_lost_connection_reads_back_what_nobody_replays(world: Any, deaf: Any) -> None:
    await world.maya.send(world.lounge, "hello everybody")
    await world.sam.send_dm("hello")
    with world.env._bot_scope():
        world.bot.dispatch("disconnect")
    await world.pass_time(minutes=5)
    for backend in deaf():
        backend.create_message(world.lounge.id, world.maya.id, content=PILLS)
        backend.create_message(world.sam.user.dm_channel.id, world.sam.id, content=GOODBYE)
    await world.pass_time(minutes=5)
    await new_session(world)
    assert set(cases(world)) == {world.maya.id, world.sam.id}


async def test_an_edit_of_an_old_message_moves_no_cursor_back(world: Any) -> None:
    old = await world.maya.send(world.lounge, "hello")
    new = await world.maya.send(world.lounge, "how are you all")
    await world.maya.edit(old, "hello there")
    await world.pass_time(seconds=15)
    again = Cursors(world.services.storage, world.clock)
    await again.load()
    gap = again.gap(world.guild.id)
    assert gap is not None
    assert gap.read[world.lounge.id].message_id == new.id


async def test_until_a_channel_is_read_back_its_stored_cursor_stays(world: Any) -> None:
    first = await world.maya.send(world.lounge, "hello")
    await world.pass_time(seconds=15)
    services = world.services
    fresh = Cursors(services.storage, world.clock)
    await fresh.load()
    gap = fresh.gap(world.guild.id)
    fresh.saw(world.guild.id, world.lounge.id, first.id + 5)
    await fresh.save()

    async def stored() -> int:
        look = Cursors(services.storage, world.clock)
        await look.load()
        return look.gap(world.guild.id).read[world.lounge.id].message_id  # type: ignore[union-attr]

    assert await stored() == first.id
    fresh.leave(world.clock.now())  # the connection is lost once more; what reads back now begins where that gap began
    fresh.read_back(world.guild.id, gap, world.lounge.id)  # type: ignore[arg-type]
    await fresh.save()
    assert await stored() == first.id
    again = fresh.gap(world.guild.id)
    assert again.read[world.lounge.id].message_id == first.id  # type: ignore[union-attr]
    fresh.read_back(world.guild.id, again, world.lounge.id)  # type: ignore[arg-type]
    await fresh.save()
    assert await stored() == first.id + 5


# -- before it is known who is in the server ------------------------------------------------------------------------


async def test_a_direct_message_before_members_are_known_still_brings_a_peer(
    world: Any, leave: Any, restart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.maya.send_dm("hello")
    backend = await leave()
    late_members(
        monkeypatch, lambda: backend.create_message(world.maya.user.dm_channel.id, world.maya.id, content=PILLS)
    )
    await restart()
    assert world.maya.id in cases(world)
    assert len(answers(world, world.maya)) == 1


async def test_a_responders_own_crisis_is_never_posted_where_they_read_it(
    world: Any, leave: Any, restart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.ben.send(world.lounge, "hello everybody")
    backend = await leave()
    posted = len(world.cards())
    late_members(monkeypatch, lambda: backend.create_message(world.lounge.id, world.ben.id, content=PILLS))
    await restart()
    assert world.ben.id in cases(world)
    assert len(world.cards()) == posted
    assert any("Case 1" in message.content for message in world.direct(world.ana))


async def test_with_members_that_nobody_waits_for_the_careful_road_is_taken(
    world: Any, leave: Any, restart: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def go_on(*_: Any, **__: Any) -> None:
        return None

    await leave()
    posted = len(world.cards())
    monkeypatch.setattr(AlongsideClient, "know_members", go_on)
    monkeypatch.setattr(discord.Guild, "chunked", False)
    await restart()
    world.bot.get_guild(world.guild.id)._members.pop(world.ben.id, None)
    await world.ben.send(world.lounge, PILLS)
    assert world.ben.id in cases(world)
    assert len(world.cards()) == posted
    assert any("Case 1" in message.content for message in world.direct(world.ana))
    assert not world.services.directory.absent(world.guild.id, world.ben.id)


async def test_who_asks_for_a_person_before_members_are_known_is_let_in(world: Any, read: Callable[[Any], str]) -> None:
    world.bot._members._asking.clear()
    world.bot.get_guild(world.guild.id)._members.pop(world.maya.id)
    shown = await world.maya.user.slash("support")
    assert "Ana is on call now." in read(shown)

    world.bot._members._asking.clear()
    world.bot.get_guild(world.guild.id)._members.pop(world.maya.id)
    await world.maya.user.click(shown.response.message, label="Talk to someone now")
    assert world.maya.id in cases(world)


async def test_nobody_waits_long_for_members(world: Any) -> None:
    class Silent:
        """A server whose members never arrive."""

        id, chunked, unavailable = 1, False, False

        def __init__(self) -> None:
            self.asked = 0
            self.answer: asyncio.Future[None] = asyncio.get_running_loop().create_future()

        async def chunk(self) -> None:
            self.asked += 1
            await self.answer

    silent = Silent()
    for _ in range(2):
        await world.bot.know_members(silent, patience=0.1)
    assert silent.asked == 1, "one question, that is not taken back"
    silent.answer.set_result(None)
    await world.bot.know_members(silent)


async def test_a_responder_whom_discord_has_not_told_of_yet_is_asked_to_try_again(
    world: Any, read: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.maya.send(world.lounge, PILLS)
    page = world.direct(world.ana)[-1]

    async def go_on(*_: Any, **__: Any) -> None:
        pass

    known = world.bot.get_guild(world.guild.id)._members.pop(world.ana.id)
    monkeypatch.setattr(AlongsideClient, "know_members", go_on)
    with monkeypatch.context() as meanwhile:
        meanwhile.setattr(discord.Guild, "chunked", False)
        shown = await world.ana.user.click(page, label="I'm on it")
        assert "Please try again in a few seconds." in read(shown)

    world.bot.get_guild(world.guild.id)._members[world.ana.id] = known
    await world.press(world.ana, "I'm on it")
    assert cases(world)[world.maya.id].holder == world.ana.id


async def test_a_question_about_members_that_was_lost_is_asked_again(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []

    async def lost(guild: discord.Guild, **_: Any) -> None:
        asked.append(guild.id)
        await asyncio.sleep(3600)

    monkeypatch.setattr(discord.Guild, "chunk", lost)
    monkeypatch.setattr(discord.Guild, "chunked", False)
    members = world.bot._members
    members._asking.clear()
    await world.as_bot(world.bot.know_members(*world.bot.guilds, patience=0.1))
    assert asked == [world.guild.id]
    await world.as_bot(world.bot.on_resumed())
    await world.pass_time(seconds=6)
    assert asked == [world.guild.id] * 2, "the connection was cut: nobody will answer the first"
    await world.pass_time(minutes=1)
    assert len(asked) == 3, "and where no connection was seen to be cut, it is asked again all the same"
    members.stop()


# -- files and webhooks -----------------------------------------------------------------------------------------------


async def test_no_file_is_waited_for_when_the_words_are_enough_or_the_channel_is_not_read(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    async def read(self: discord.Attachment, **_: Any) -> bytes:
        asked.append(self.filename)
        raise aiohttp.ClientConnectionError

    monkeypatch.setattr(discord.Attachment, "read", read)
    await world.services.watches.agree(world.guild.id, world.support.id, Level.URGENT)
    people = world.guild.create_text_channel("people")
    await world.services.watches.agree(world.guild.id, people.id, Level.PEOPLE)
    file = ("message.txt", b"see above")
    await world.maya.send(world.lounge, PILLS, attachments=[file])
    await world.sam.send(people, "hello", attachments=[file])
    await world.ana.send(world.alerts, "hello", attachments=[file])
    assert set(cases(world)) == {world.maya.id}
    assert not asked

    await world.sam.send(world.lounge, "hello", attachments=[file])
    assert asked == ["message.txt"]


async def test_a_file_that_does_not_arrive_holds_nobody_up(world: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    async def stalled(*_: Any, **__: Any) -> bytes:
        await asyncio.sleep(timedelta(hours=1).total_seconds())
        return b""

    monkeypatch.setattr(discord.Attachment, "read", stalled)
    await world.lea.send(world.lounge, GOODBYE, attachments=[("message.txt", b"see above")])
    await world.maya.send_dm(PILLS, attachments=files(world, world.maya, "see above"))
    assert set(cases(world)) == {world.lea.id, world.maya.id}
    await world.sam.send_dm("hello", attachments=files(world, world.sam, "see above"))
    assert len(answers(world, world.sam)) == 1


async def test_what_a_webhook_edits_is_nobodys_crisis(world: Any) -> None:
    hook = world.guild.create_webhook(world.lounge)
    sent = await hook.send("hello")
    message = world.env.backend.get_message(world.lounge.id, sent.id)
    changed: dict[str, Any] = {**message_payload(world.env.backend, message)}
    changed |= {"content": PILLS, "edited_timestamp": world.env.backend.now_iso()}
    changed["author"] = {**changed["author"], "bot": False}
    with world.env._bot_scope():
        world.bot._connection.parse_message_update(changed)
    await world.env.settle()
    assert not cases(world)


# -- the start --------------------------------------------------------------------------------------------------------


async def test_a_discord_that_takes_no_commands_keeps_nobody_from_a_person(
    world: Any, leave: Any, restart: Any, var_dir: Any
) -> None:
    await leave()
    (sent,) = var_dir.glob("commands-*.sha256")
    sent.unlink()
    world.env.inject_error("PUT", "/applications/*/commands", status=503, times=2)
    await restart()
    await world.maya.send(world.lounge, PILLS)
    assert world.maya.id in cases(world)
    assert not sent.exists()
    await world.pass_time(seconds=60)
    assert sent.exists()
