"""The gateway often knows first that a message arrived, and sometimes alone."""

import asyncio
from types import SimpleNamespace
from typing import Any

import pytest

from bot.messenger.adapter import DiscordMessenger
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Outcome, Sent, Unknown
from tests.unit.messenger.double import ME, Double, Fault
from tests.unit.messenger.virtual_time import run


def _tell(messenger: DiscordMessenger, row: dict[str, Any], nonce: str, *, channel: int, author: int = ME) -> None:
    place, writer = SimpleNamespace(id=channel), SimpleNamespace(id=author)
    messenger.heard(SimpleNamespace(id=int(row["id"]), nonce=nonce, channel=place, author=writer))  # type: ignore[arg-type]


def _story(double: Double, **told: int) -> tuple[Outcome, float]:
    async def story() -> tuple[Outcome, float]:
        messenger = double.messenger()
        post = asyncio.ensure_future(
            messenger.post(channel_id=500, message=Message("hello"), key="k", lane=Lane.URGENT)
        )
        await asyncio.sleep(0.5)
        _tell(messenger, double.messages[500][0], double.requests[0].body["nonce"], **told)
        return await post, asyncio.get_running_loop().time()

    return run(story)


def test_a_message_that_appears_has_arrived_whatever_the_answer_does() -> None:
    double = Double()
    double.fail("POST", *[Fault(hangs=True, done=True)] * 3)
    outcome, took = _story(double, channel=500)
    assert outcome == Sent(500, int(double.messages[500][0]["id"]))
    assert took == pytest.approx(0.5)
    assert len(double.requests) == 1


@pytest.mark.parametrize("told", [{"channel": 501}, {"channel": 500, "author": 1}])
def test_a_message_elsewhere_or_of_somebody_else_says_nothing(told: dict[str, int]) -> None:
    double = Double()
    double.fail("POST", *[Fault(hangs=True, done=True)] * 3)
    assert _story(double, **told)[0] == Unknown()


def test_five_pages_at_once_in_one_channel_do_not_wait_for_discord_py_to_rest() -> None:
    double = Double(bucket=(5, 5.0))

    async def story() -> float:
        messenger = double.messenger()
        pages = [
            asyncio.ensure_future(
                messenger.post(channel_id=500, message=Message("hello"), key=str(n), lane=Lane.URGENT)
            )
            for n in range(5)
        ]
        await asyncio.sleep(0.2)
        for row, request in zip(double.messages[500], double.requests, strict=True):
            _tell(messenger, row, request.body["nonce"], channel=500)
        assert {type(one) for one in await asyncio.gather(*pages)} == {Sent}
        return asyncio.get_running_loop().time()

    assert run(story) < 0.5


def test_a_page_that_was_in_doubt_for_minutes_does_not_stand_twice() -> None:
    """Discord had forgotten its nonce by then, and showed it again; another page of the same hour stays."""
    double = Double()

    async def story() -> Outcome:
        messenger = double.messenger()

        async def page(key: str) -> Outcome:
            shown = Message("hello", rows=((Button("I'm on it", "case:take:5"),),))
            return await messenger.post(channel_id=500, message=shown, key=key, lane=Lane.URGENT)

        await page("another")
        double.fail("POST", *[Fault(hangs=True, done=True)] * 6)
        for _ in range(2):
            assert await page("k") == Unknown()
            double.nonces.clear()
            await asyncio.sleep(180)
        sent = await page("k")
        await asyncio.sleep(5)
        return sent

    sent = run(story)
    assert isinstance(sent, Sent)
    another, last = (int(one["id"]) for one in double.messages[500])
    assert sent.message_id == last != another
    assert len(double.asked("DELETE")) == 2
