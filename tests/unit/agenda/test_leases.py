"""Only who holds a job's lease may say what became of it."""

import asyncio
from datetime import timedelta

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Agenda, Done, Job, ledger
from bot.agenda.jobs import Claim, Outcome
from bot.agenda.lane import LEASE
from bot.agenda.tables import BULK
from tests.unit.agenda.worlds import MONDAY, World


def claim(connection: Connection, owner: str, *, kind: str = "check-in", late: timedelta = timedelta(0)) -> list[Claim]:
    now = MONDAY + late
    return ledger.claim(
        connection, lane=BULK, kinds=[kind], owner=owner, now=now, lease=LEASE, held=(), room=9, graced=()
    )


def finish(connection: Connection, one: Claim, owner: str) -> bool:
    return ledger.finish(connection, one, owner=owner, state="done", reason=None, now=MONDAY)


def known(world: World) -> Agenda:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    return agenda


async def test_an_earlier_claim_by_the_same_owner_does_not_count(world: World) -> None:
    await world.plan(known(world), "tea")
    (early,) = await world.storage.write(lambda c: claim(c, "me"))
    (late,) = await world.storage.write(lambda c: claim(c, "me", late=LEASE))
    assert not await world.storage.write(lambda c: finish(c, early, "me"))
    assert await world.storage.write(lambda c: finish(c, late, "me"))


async def test_a_claim_by_somebody_else_does_not_count(world: World) -> None:
    await world.plan(known(world), "tea")
    (mine,) = await world.storage.write(lambda c: claim(c, "me"))
    assert not await world.storage.write(lambda c: finish(c, mine, "somebody"))
    assert await world.storage.write(lambda c: finish(c, mine, "me"))


async def test_a_job_planned_afresh_turns_away_who_was_still_at_the_old_one(world: World) -> None:
    agenda = known(world)
    await world.plan(agenda, "tea")
    (old,) = await world.storage.write(lambda c: claim(c, "me"))
    await world.storage.write(lambda c: agenda.cancel(c, "tea"))
    assert await world.plan(agenda, "tea")
    (fresh,) = await world.storage.write(lambda c: claim(c, "me"))
    assert fresh.fence > old.fence + 1
    assert not await world.storage.write(lambda c: finish(c, old, "me"))
    assert await world.storage.write(lambda c: finish(c, fresh, "me"))


async def test_a_kind_that_is_not_ours_to_run_is_left_alone(world: World) -> None:
    await world.plan(known(world), "tea")
    assert await world.storage.write(lambda c: claim(c, "me", kind="session")) == []


async def test_what_was_cancelled_under_a_lease_that_ran_out_is_closed_and_not_run(world: World) -> None:
    agenda = known(world)
    await world.plan(agenda, "tea")
    await world.storage.write(lambda c: claim(c, "dead"))
    await world.storage.write(lambda c: agenda.cancel(c, "tea"))
    assert await world.storage.write(lambda c: claim(c, "me", late=LEASE)) == []
    assert await world.state("tea") == ("cancelled", "agenda-reason-withdrawn")


async def test_a_runner_does_not_claim_what_it_is_still_running(world: World) -> None:
    agenda, go_on = world.agenda(), asyncio.Event()

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        await go_on.wait()
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS, limit=timedelta(hours=1))
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(seconds=1)
    world.faults.away = True
    await world.passing(seconds=2 * LEASE.total_seconds())
    world.faults.away = False
    await world.plan(agenda, "cake")
    await world.passing(seconds=1)
    go_on.set()
    await world.passing(seconds=1)
    assert world.handled == ["tea", "cake"]
    assert await world.state("tea") == ("done", None)
    await agenda.stop()
