"""Removing what we wrote: from inboxes, from closed threads, and not taken for done before Discord says so."""

import asyncio
from collections.abc import Awaitable
from pathlib import Path

from sqlalchemy import Connection

from bot.messenger import removals
from bot.messenger.adapter import DiscordMessenger
from bot.messenger.directs import Directs
from bot.messenger.message import Card, Message
from bot.messenger.port import Forbidden, Lane, Outcome, Sent, Transient
from bot.messenger.removals import Removal, What
from bot.messenger.traces import Traces, named_in
from bot.storage import Storage
from bot.storage.people import People
from bot.storage.schema import metadata
from tests.unit.messenger.double import Double, Fault, _message
from tests.unit.messenger.virtual_time import LoopClock, run

ANNA, LEA, ROOM = 3001, 3002, 500


def _clear(messenger: DiscordMessenger, channel: int, before: int) -> Awaitable[Outcome]:
    return messenger.clear_direct(channel_id=channel, before=before, lane=Lane.BULK)


def test_an_inbox_is_emptied_of_ours_alone_and_of_all_that_came_before() -> None:
    double = Double()

    async def story() -> list[Outcome]:
        hers = _message("5", ANNA, {"content": "hers"}) | {
            "author": {"id": str(ANNA), "username": "a", "discriminator": "0", "avatar": None}
        }
        double.messages[ANNA] = [
            *(_message(str(number), ANNA, {}) for number in range(10, 150)),
            _message("900", ANNA, {}),
        ]
        double.messages[ANNA].insert(0, hers)
        messenger = double.messenger()
        return [await _clear(messenger, ANNA, 900) for _ in range(3)]

    assert [type(one) for one in run(story)] == [Transient, Transient, Sent]
    assert [one["id"] for one in double.messages[ANNA]] == ["5", "900"]


def test_a_refused_deletion_leaves_the_inbox_unfinished() -> None:
    double = Double()
    double.fail("DELETE", Fault(403, 50001))

    async def story() -> Outcome:
        double.messages[ANNA] = [_message("10", ANNA, {})]
        return await _clear(double.messenger(), ANNA, 900)

    assert run(story) == Forbidden(50001)


def test_a_closed_thread_is_opened_for_a_deletion_and_closed_again() -> None:
    double = Double()

    async def story() -> Outcome:
        messenger = double.messenger()
        sent = await messenger.open_thread(channel_id=ROOM, name="Room 1", members=[], key="k", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        double.messages[sent.channel_id] = [_message("10", sent.channel_id, {})]
        double.fail("DELETE", Fault(400, 50083))
        return await messenger.delete(channel_id=sent.channel_id, message_id=10, lane=Lane.BULK)

    assert isinstance(run(story), Sent)
    assert [one.body["archived"] for one in double.asked("PATCH")] == [False, True]
    assert not any(double.messages.values())


def test_people_are_found_wherever_a_message_names_them() -> None:
    card = Card("title", "<@1> and <@!2>")
    assert named_in(Message("<@3> <#4> <@&5>", cards=(card,), about=frozenset({6}))) == {1, 2, 3, 6}


def test_a_message_that_names_somebody_is_owed_until_discord_has_removed_it(tmp_path: Path) -> None:
    double = Double()

    async def story() -> tuple[list[Removal], list[Removal], int]:
        clock = LoopClock()
        storage = await Storage.open(f"sqlite:///{tmp_path / 'a.db'}", var_dir=tmp_path, clock=clock, inline=True)
        await storage.write(metadata.create_all)
        people = await People.open(
            storage,
            keyring_file=tmp_path / "k.db",
            master_key_file=tmp_path / "m.key",
            clock=clock,
            inline=True,
        )
        try:
            directs = Directs(clock, storage, people)
            woken: list[Connection] = []
            traces = Traces(storage, people, directs, clock)
            traces.wake = woken.append
            messenger = double.messenger(directs=directs, traces=traces)
            anna = await people.person(ANNA)
            await messenger.post(channel_id=ROOM, message=Message(f"<@{ANNA}>"), key="a", lane=Lane.BULK)
            # In somebody else's inbox, whose channel's number would say who they are, by name only.
            page = Message("Anna is with them", about=frozenset({ANNA}))
            await messenger.direct(user_id=LEA, message=page, key="b", lane=Lane.BULK, rationed=False)
            await asyncio.sleep(1)  # it is written down beside the sending
            await storage.write(lambda it: traces.erase(it, anna))
            owed = await storage.read(lambda it: removals.pending(it, clock.now(), 100))
            double.fail("DELETE", Fault(403, 50001))
            for one in owed:
                await messenger.delete(channel_id=one.channel, message_id=one.message, lane=Lane.BULK)
            await asyncio.sleep(1)
            return owed, await storage.read(lambda it: removals.pending(it, clock.now(), 100)), len(woken)
        finally:
            await people.close()
            await storage.close()

    owed, left, woken = run(story)
    assert {(one.what, one.channel) for one in owed} == {(What.MESSAGE, ROOM), (What.MESSAGE, LEA + 1000)}
    assert left == owed[:1]
    assert woken == 1
