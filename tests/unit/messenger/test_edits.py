"""A card shows its newest state, and is not redrawn for each state it passed through."""

import asyncio
from typing import Any

from bot.messenger.message import Button, Message
from bot.messenger.port import Gone, Lane, Outcome, Sent
from tests.unit.messenger.double import Double, Fault
from tests.unit.messenger.virtual_time import run


def test_of_many_edits_only_the_newest_is_sent() -> None:
    double = Double()

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        sent = await messenger.post(channel_id=500, message=Message("new"), key="card", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        return await asyncio.gather(
            *(
                messenger.edit(
                    channel_id=500, message_id=sent.message_id, message=Message(f"state {n}"), lane=Lane.URGENT
                )
                for n in range(50)
            )
        )

    outcomes = run(story)
    assert all(isinstance(one, Sent) for one in outcomes)
    assert double.messages[500][0]["content"] == "state 49"
    assert len(double.asked("PATCH")) <= 2
    path = double.asked("PATCH")[0].path
    assert double.most_at_once[path] == 1


def test_many_waiting_bulk_edits_take_one_turn() -> None:
    double = Double()

    async def story() -> float:
        messenger = double.messenger()
        sent = await messenger.post(channel_id=500, message=Message("new"), key="card", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        edits = (
            messenger.edit(channel_id=500, message_id=sent.message_id, message=Message(f"state {n}"), lane=Lane.BULK)
            for n in range(500)
        )
        assert {type(one) for one in await asyncio.gather(*edits)} == {Sent}
        return asyncio.get_running_loop().time()

    assert run(story) < 1
    assert double.messages[500][0]["content"] == "state 499"


def test_an_urgent_edit_pushes_a_stuck_bulk_edit_aside() -> None:
    double = Double()
    double.fail("PATCH", Fault(hangs=True))

    async def story() -> tuple[Outcome, Outcome, float]:
        messenger = double.messenger()
        sent = await messenger.post(channel_id=500, message=Message("new"), key="card", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        where: dict[str, Any] = {"channel_id": 500, "message_id": sent.message_id}
        bulk = asyncio.ensure_future(messenger.edit(**where, message=Message("old"), lane=Lane.BULK))
        await asyncio.sleep(1)
        began = asyncio.get_running_loop().time()
        urgent = await messenger.edit(**where, message=Message("taken"), lane=Lane.URGENT)
        return await bulk, urgent, asyncio.get_running_loop().time() - began

    bulk, urgent, took = run(story)
    assert isinstance(urgent, Sent)
    assert isinstance(bulk, Sent)
    assert took < 0.1
    assert double.messages[500][0]["content"] == "taken"


def test_an_edit_after_a_failed_one_is_sent() -> None:
    double = Double()
    double.fail("PATCH", Fault(404, 10008))

    async def story() -> list[Outcome]:
        messenger = double.messenger()
        sent = await messenger.post(channel_id=500, message=Message("new"), key="card", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        where: dict[str, Any] = {"channel_id": 500, "message_id": sent.message_id}
        return [
            await messenger.edit(**where, message=Message("a"), lane=Lane.URGENT),
            await messenger.edit(**where, message=Message("b"), lane=Lane.URGENT),
        ]

    first, second = run(story)
    assert first == Gone(10008)
    assert isinstance(second, Sent)


def test_an_edit_clears_what_the_message_no_longer_holds() -> None:
    double = Double()

    async def story() -> None:
        messenger = double.messenger()
        card = Message("new", rows=((Button("Go", "go:1"),),))
        sent = await messenger.post(channel_id=500, message=card, key="card", lane=Lane.URGENT)
        assert isinstance(sent, Sent)
        await messenger.edit(
            channel_id=500, message_id=sent.message_id, message=card.without_buttons(), lane=Lane.URGENT
        )

    run(story)
    assert double.messages[500][0]["components"] == []
