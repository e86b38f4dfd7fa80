"""What the domain hears of what Discord answers, through discord.py's own HTTP client."""

import asyncio
from collections import Counter

import pytest

from bot.messenger.message import Message
from bot.messenger.port import (
    Archived,
    DirectMessagesClosed,
    Forbidden,
    Gone,
    Lane,
    Left,
    Outcome,
    Rejected,
    Sent,
    Transient,
    Unknown,
)
from tests.unit.messenger.double import Double, Fault, dropped, unreachable
from tests.unit.messenger.virtual_time import run

HELLO = Message("hello")


@pytest.mark.parametrize(
    ("status", "code", "outcome"),
    [
        (403, 50007, DirectMessagesClosed()),
        (400, 50278, Left()),
        (403, 50001, Forbidden(50001)),
        (403, 50013, Forbidden(50013)),
        (404, 10003, Gone(10003)),
        (404, 10008, Gone(10008)),
        (400, 50083, Archived()),
        (403, 160005, Archived()),
        (400, 50035, Rejected(50035)),
        (401, 0, Rejected(0)),
    ],
)
def test_a_definite_refusal_is_told_and_not_repeated(status: int, code: int, outcome: Outcome) -> None:
    double = Double()
    double.fail("POST", Fault(status, code))

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)

    assert run(story) == outcome
    assert len(double.requests) == 1


@pytest.mark.parametrize(
    "fault",
    [
        Fault(500),
        Fault(502),
        Fault(503),
        Fault(504),
        Fault(524),
        dropped(done=False),
        dropped(done=True),
        unreachable(),
    ],
)
@pytest.mark.parametrize("lane", Lane)
def test_a_passing_fault_costs_an_attempt_and_no_double(fault: Fault, lane: Lane) -> None:
    double = Double()
    double.fail("POST", fault)

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=lane)

    assert isinstance(run(story), Sent)
    assert len(double.messages[500]) == 1
    assert len({one.body["nonce"] for one in double.requests}) == 1
    assert all(one.body["enforce_nonce"] for one in double.requests)


def test_an_urgent_attempt_waits_three_seconds_and_three_attempts_are_made() -> None:
    double = Double()
    double.fail("POST", *[Fault(hangs=True)] * 3)

    async def story() -> tuple[Outcome, float]:
        outcome = await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)
        return outcome, asyncio.get_running_loop().time()

    outcome, took = run(story)
    assert outcome == Unknown()
    assert len(double.requests) == 3
    assert took == pytest.approx(3 * 3 + 0.5 + 1.0, abs=0.1)


def test_an_urgent_attempt_is_not_held_up_by_discord_py_sleeping_over_errors() -> None:
    double = Double()
    double.fail("POST", *[Fault(502)] * 20)

    async def story() -> tuple[Outcome, float]:
        outcome = await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)
        return outcome, asyncio.get_running_loop().time()

    outcome, took = run(story)
    assert outcome == Unknown()
    assert took < 11


def test_an_attempt_lost_after_arrival_is_found_again_by_its_nonce() -> None:
    double = Double()
    double.fail("POST", Fault(hangs=True, done=True))

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)

    assert run(story) == Sent(500, int(double.messages[500][0]["id"]))
    assert len(double.messages[500]) == 1


def test_a_server_that_stays_unavailable_is_transient() -> None:
    double = Double()
    double.fail("POST", *[Fault(503)] * 3)
    failures: Counter[str] = Counter()

    async def story() -> Outcome:
        return await double.messenger(failures=failures).post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)

    assert run(story) == Transient()
    assert failures == {"send:Transient": 3}


@pytest.mark.parametrize("lane", Lane)
def test_one_attempt_in_doubt_leaves_the_whole_in_doubt(lane: Lane) -> None:
    double = Double()
    double.fail("POST", dropped(done=False), *[Fault(503)] * 2)
    double.fail("GET", *[Fault(503)] * 2)

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=lane)

    assert run(story) == Unknown()


def test_a_rate_limit_is_waited_out() -> None:
    double = Double()
    double.fail("POST", Fault(429))

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=HELLO, key="k", lane=Lane.URGENT)

    assert isinstance(run(story), Sent)
    assert len(double.requests) == 2


def test_what_is_gone_already_counts_as_deleted() -> None:
    double = Double()
    double.fail("DELETE", Fault(404, 10008))

    async def story() -> Outcome:
        return await double.messenger().delete(channel_id=500, message_id=1, lane=Lane.URGENT)

    assert run(story) == Sent(500, 1)


def test_what_people_wrote_is_in_no_log(capsys: pytest.CaptureFixture[str]) -> None:
    double = Double()
    double.fail("POST", Fault(400, 50035))

    async def story() -> Outcome:
        return await double.messenger().post(channel_id=500, message=Message("the pills"), key="k", lane=Lane.URGENT)

    run(story)
    said = capsys.readouterr()
    assert "50035" in said.out + said.err
    assert "pills" not in said.out + said.err
