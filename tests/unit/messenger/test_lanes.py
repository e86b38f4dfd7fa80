"""A page never waits for what can wait."""

import asyncio
import sys
from collections.abc import Awaitable

import pytest

from bot.messenger.lanes import MOST_BUCKETS, Lanes
from bot.messenger.message import Message
from bot.messenger.pacing import BULK_RATE, GLOBAL_LIMIT, Pace
from bot.messenger.port import Lane, Outcome, Sent
from tests.unit.messenger.double import Double, Fault
from tests.unit.messenger.virtual_time import run

HELLO = Message("hello")


def busiest(double: Double) -> int:
    """Return the most requests of any second."""
    times = [one.at for one in double.requests]
    return max(sum(at <= one < at + 1 for one in times) for at in times)


def test_a_page_passes_a_thousand_posts_to_as_many_channels() -> None:
    double = Double()

    async def story() -> tuple[Outcome, float]:
        messenger = double.messenger()
        loop = asyncio.get_running_loop()
        bulk = [
            asyncio.ensure_future(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK))
            for n in range(1000)
        ]
        await asyncio.sleep(5)
        began = loop.time()
        outcome = await messenger.post(channel_id=500, message=HELLO, key="page", lane=Lane.URGENT)
        took = loop.time() - began
        await asyncio.gather(*bulk)
        return outcome, took

    outcome, took = run(story)
    assert isinstance(outcome, Sent)
    assert took == pytest.approx(double.latency)


def test_what_is_read_back_shares_the_pace_of_posts_and_does_not_wait_behind_them() -> None:
    double = Double()

    async def story() -> tuple[list[float], float]:
        messenger, loop = double.messenger(), asyncio.get_running_loop()
        at: list[float] = []

        async def note(work: Awaitable[object]) -> None:
            await work
            at.append(loop.time())

        async def read() -> None:
            async with messenger.beside():
                await asyncio.sleep(double.latency)

        bulk = [
            asyncio.ensure_future(note(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK)))
            for n in range(400)
        ]
        began = loop.time()
        for _ in range(100):
            await note(read())
        took = loop.time() - began
        await asyncio.gather(*bulk)
        return sorted(at), took

    at, took = run(story)
    assert max(sum(begin <= one < begin + 1 for one in at) for begin in at) < GLOBAL_LIMIT
    assert took < 400 / BULK_RATE, "the posts alone take ten seconds"


def test_a_page_passes_a_thousand_posts_to_the_same_channel() -> None:
    double = Double(bucket=(5, 5.0))

    async def story() -> list[float]:
        messenger = double.messenger()
        loop = asyncio.get_running_loop()
        bulk = [
            asyncio.ensure_future(messenger.post(channel_id=500, message=HELLO, key=str(n), lane=Lane.BULK))
            for n in range(1000)
        ]
        took = []
        for n in range(40):
            await asyncio.sleep(7.3)
            began = loop.time()
            await messenger.post(channel_id=500, message=HELLO, key=f"page {n}", lane=Lane.URGENT)
            took.append(loop.time() - began)
        for task in bulk:
            task.cancel()
        await asyncio.gather(*bulk, return_exceptions=True)
        return took

    assert max(run(story)) < 0.1


def test_bulk_gives_way_in_a_bucket_while_urgent_work_is_in_it() -> None:
    double = Double()
    double.fail("channels/500", Fault(hangs=True))

    async def story() -> list[str]:
        messenger = double.messenger()
        page = asyncio.ensure_future(messenger.post(channel_id=500, message=HELLO, key="page", lane=Lane.URGENT))
        await asyncio.sleep(0.5)
        await messenger.post(channel_id=500, message=Message("later"), key="bulk", lane=Lane.BULK)
        await page
        return [one["content"] for one in double.messages[500]]

    assert run(story) == ["hello", "later"]


def test_bulk_keeps_its_pace_and_stays_below_the_global_limit() -> None:
    double = Double()

    async def story() -> None:
        messenger = double.messenger()
        await asyncio.gather(
            *(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK) for n in range(400))
        )

    run(story)
    times = [one.at for one in double.requests]
    assert max(sum(at <= one < at + 1 for one in times) for at in times) < GLOBAL_LIMIT
    assert 400 / (times[-1] - times[0]) >= 0.95 * BULK_RATE


def test_pages_and_bulk_together_stay_below_the_global_limit_and_no_page_waits() -> None:
    double = Double()

    async def story() -> list[float]:
        messenger, loop = double.messenger(), asyncio.get_running_loop()
        bulk = [
            asyncio.ensure_future(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK))
            for n in range(400)
        ]
        took = []
        for crisis in range(20):
            await asyncio.sleep(0.53)
            began = loop.time()
            pages = (
                messenger.post(channel_id=5000 + n, message=HELLO, key=f"{crisis} {n}", lane=Lane.URGENT)
                for n in range(6)  # what an alert takes
            )
            await asyncio.gather(*pages)
            took.append(loop.time() - began)
        await asyncio.gather(*bulk)
        return took

    assert max(run(story)) == pytest.approx(double.latency)
    assert busiest(double) <= GLOBAL_LIMIT
    assert len(double.requests) == 400 + 20 * 6


def test_bulk_keeps_its_pace_while_there_is_an_alert_every_thirteen_hundred_milliseconds() -> None:
    double = Double(latency=0.08)

    async def story() -> tuple[float, float]:
        messenger, loop = double.messenger(), asyncio.get_running_loop()
        done: list[float] = []

        async def one(n: int) -> None:
            await messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK)
            done.append(loop.time())

        bulk = [asyncio.ensure_future(one(n)) for n in range(1600)]
        took = []
        while len(done) < len(bulk):
            await asyncio.sleep(1.3)
            began = loop.time()
            await asyncio.gather(
                *(
                    messenger.post(channel_id=9000 + n, message=HELLO, key=f"{began} {n}", lane=Lane.URGENT)
                    for n in range(6)
                )
            )
            took.append(loop.time() - began)
        await asyncio.gather(*bulk)
        return (len(done) - 1) / (done[-1] - done[0]), max(took)

    pace, longest = run(story)
    assert pace >= 0.95 * BULK_RATE
    assert longest == pytest.approx(double.latency)
    assert busiest(double) <= GLOBAL_LIMIT


def test_what_was_held_up_on_its_way_and_arrives_at_once_leaves_room() -> None:
    """A network that holds everything for a while, and then lets it through."""
    lanes = Lanes()

    async def story() -> list[float]:
        loop = asyncio.get_running_loop()
        arrived: list[float] = []

        async def one(n: int) -> None:
            async with lanes.enter(f"send:{n}", Lane.BULK):
                now = loop.time()
                if now % 5 < 0.9:
                    await asyncio.sleep(0.9 - now % 5)
                arrived.append(loop.time())
                await asyncio.sleep(0.02)

        await asyncio.gather(*(one(n) for n in range(800)))
        return arrived

    arrived = run(story)
    assert max(sum(at <= one < at + 1 for one in arrived) for at in arrived) <= GLOBAL_LIMIT
    assert 800 / (arrived[-1] - arrived[0]) >= 0.9 * BULK_RATE, "nine tenths of a second in five are lost"


def test_many_alerts_at_once_wait_for_discords_limit_and_are_not_refused() -> None:
    double = Double()

    async def story() -> float:
        messenger, loop = double.messenger(), asyncio.get_running_loop()
        bulk = [
            asyncio.ensure_future(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK))
            for n in range(200)
        ]
        await asyncio.sleep(2.1)
        began = loop.time()
        pages = (
            messenger.post(channel_id=5000 + n, message=HELLO, key=f"page {n}", lane=Lane.URGENT) for n in range(60)
        )
        await asyncio.gather(*pages)
        took = loop.time() - began
        await asyncio.gather(*bulk)
        return took

    took = run(story)
    assert busiest(double) <= GLOBAL_LIMIT
    assert took < 2, "sixty cannot go within one second, and wait for nothing else"


def test_urgent_work_does_not_wait_for_answers_that_do_not_come() -> None:
    double = Double()
    for n in range(45):
        double.fail(f"channels/{1000 + n}", Fault(hangs=True))

    async def story() -> float:
        messenger, loop = double.messenger(), asyncio.get_running_loop()
        bulk = [
            asyncio.ensure_future(messenger.post(channel_id=1000 + n, message=HELLO, key=str(n), lane=Lane.BULK))
            for n in range(45)
        ]
        await asyncio.sleep(2.5)
        began = loop.time()
        await messenger.post(channel_id=500, message=HELLO, key="page", lane=Lane.URGENT)
        took = loop.time() - began
        for task in bulk:
            task.cancel()
        await asyncio.gather(*bulk, return_exceptions=True)
        return took

    assert run(story) == pytest.approx(double.latency)


def test_callers_one_after_the_other_keep_the_pace_too() -> None:
    async def story() -> float:
        pace = Pace(rate=40, burst=5)
        for _ in range(400):
            await pace.turn()
            await asyncio.sleep(0.02)
        return asyncio.get_running_loop().time()

    assert 400 / run(story) >= 0.95 * 40


def test_in_one_channel_bulk_is_quick_at_first_and_never_takes_all() -> None:
    double = Double()

    async def story() -> None:
        messenger = double.messenger()
        await asyncio.gather(
            *(messenger.post(channel_id=500, message=HELLO, key=str(n), lane=Lane.BULK) for n in range(40))
        )

    run(story)
    times = [one.at for one in double.requests]
    assert times[2] < 0.5
    assert max(sum(at <= one < at + 4.99 for one in times) for at in times) <= 3
    assert 40 / (times[-1] - times[0]) >= 0.95 * 3 / 5


def test_ten_thousand_posts_at_once_do_not_hold_up_the_loop() -> None:
    """Work grows with the number of posts, not with its square: ten times as many take about ten times as many steps."""

    def steps(posts: int) -> int:
        lanes = Lanes(Pace(rate=1e6, burst=posts))

        async def one(n: int) -> None:
            async with lanes.enter(f"send:{n}", Lane.BULK):
                pass

        async def story() -> None:
            await asyncio.gather(*(one(n) for n in range(posts)))

        counted = 0

        def count(*_: object) -> None:
            nonlocal counted
            counted += 1

        sys.setprofile(count)
        try:
            run(story)
        finally:
            sys.setprofile(None)
        return counted

    assert steps(5000) < 15 * steps(500)


def test_an_empty_lane_keeps_nothing() -> None:
    lanes = Lanes()

    async def story() -> None:
        async with lanes.enter("a", Lane.BULK), lanes.enter("a", Lane.URGENT):
            pass

    run(story)
    assert not lanes._lines
    assert not lanes._urgent


def test_the_windows_of_many_channels_are_not_kept() -> None:
    lanes = Lanes(Pace(rate=1000, burst=1000))

    async def story() -> None:
        for n in range(3000):
            async with lanes.enter(f"send:{n}", Lane.BULK):
                await asyncio.sleep(0.1)

    run(story)
    assert len(lanes._windows) <= 2 * MOST_BUCKETS
