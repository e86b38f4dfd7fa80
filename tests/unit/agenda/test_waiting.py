"""Jobs that wait for a turn elsewhere hold up no other, and their own time stands still."""

import asyncio
from collections import Counter
from datetime import timedelta

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Agenda, Done, Job, aside
from bot.agenda.jobs import Outcome
from bot.agenda.lane import MOST_HELD, ROOM
from bot.messenger.lanes import Lanes
from bot.messenger.pacing import CHANNEL_MOST, CHANNEL_WITHIN
from bot.messenger.port import Lane
from tests.unit.agenda.worlds import MONDAY, World

CROWD = 200
OTHERS = 20


async def plan_crowd(world: World, agenda: Agenda, many: int) -> None:
    def plan(connection: Connection) -> None:
        for number in range(many):
            agenda.plan(connection, kind="check-in", key=f"crowd:{number:03}", due=MONDAY)
        for number in range(OTHERS):
            agenda.plan(connection, kind="check-in", key=f"other:{number:03}", due=MONDAY + timedelta(seconds=1))

    await world.storage.write(plan)


async def test_a_channel_in_which_much_is_due_keeps_no_other_waiting(world: World) -> None:
    agenda, lanes = world.agenda(), Lanes(aside=aside)
    attempts = Counter[int]()

    async def handler(job: Job) -> Outcome:
        channel, _, number = job.key.partition(":")
        async with lanes.enter(f"send:{channel if channel == 'crowd' else number}", Lane.BULK):
            world.heard.append(job)
        attempts[job.attempts] += 1
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS)
    await plan_crowd(world, agenda, CROWD)
    await agenda.start()
    await world.passing(seconds=10)

    assert sum(key.startswith("other") for key in world.handled) == OTHERS
    assert sum(key.startswith("crowd") for key in world.handled) < ROOM
    await world.passing(seconds=CROWD * CHANNEL_WITHIN / CHANNEL_MOST)
    assert len(set(world.handled)) == len(world.handled) == CROWD + OTHERS
    assert set(attempts) == {1}, "who waits for longer than a handler may take is not stopped for that"
    await agenda.stop()


async def test_those_who_wait_are_not_without_end(world: World) -> None:
    agenda, turn, waiting = world.agenda(), asyncio.Event(), Counter[str]()

    async def handler(job: Job) -> Outcome:
        with aside():
            waiting["now"] += 1
            waiting["most"] = max(waiting["now"], waiting["most"])
            await turn.wait()
        waiting["now"] -= 1
        world.heard.append(job)
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS)
    await plan_crowd(world, agenda, MOST_HELD + 100)
    await agenda.start()
    await world.passing(seconds=10)
    assert waiting["most"] == MOST_HELD

    turn.set()
    await world.passing(seconds=10)
    assert len(set(world.handled)) == len(world.handled) == MOST_HELD + 100 + OTHERS
    await agenda.stop()


async def test_a_handler_that_hangs_after_its_turn_has_the_time_that_was_left(world: World) -> None:
    agenda = world.agenda()

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        if job.attempts == 1:
            await asyncio.sleep(60)
            with aside(), aside():
                await asyncio.sleep(3600)
            await asyncio.sleep(10**6)
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS, limit=timedelta(minutes=2))
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(seconds=60 + 3600 + 55)
    assert (await world.state("tea"))[0] == "running"
    await world.passing(seconds=15)

    assert [job.attempts for job in world.heard] == [1, 2]
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


async def test_what_a_handler_left_behind_may_wait_when_it_is_over(world: World) -> None:
    agenda, left = world.agenda(), list[asyncio.Task[None]]()

    async def later() -> None:
        await asyncio.sleep(30)
        with aside():
            await asyncio.sleep(600)

    async def handler(job: Job) -> Outcome:
        left.append(asyncio.create_task(later()))
        return await world.handler(job)

    agenda.register("check-in", handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(minutes=20)

    assert await world.state("tea") == ("done", None)
    await left[0]
    await agenda.stop()
