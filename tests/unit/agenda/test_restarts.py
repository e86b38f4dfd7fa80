"""A thing scheduled happens once: not twice after a crash, not never after an outage."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from bot.agenda import ALWAYS, DROP, Agenda, Backoff, Done, Drop, Grace, Job, ledger
from bot.agenda.jobs import Misfire, Outcome
from bot.agenda.lane import LEASE
from bot.agenda.tables import BULK
from bot.errors import StorageUnavailable
from tests.unit.agenda.worlds import MONDAY, World


async def claimed_and_died(world: World, agenda: Agenda, key: str, *, kind: str = "check-in") -> None:
    """Leave a job as a process does that ended between the claim and the handler's end."""
    await world.plan(agenda, key, kind=kind)
    owner = agenda._settler.owner

    def claim(connection: Connection) -> None:
        ledger.claim(
            connection, lane=BULK, kinds=[kind], owner=owner, now=MONDAY, lease=LEASE, held=(), room=1, graced=()
        )

    await world.storage.write(claim)


async def test_what_was_claimed_when_the_process_died_runs_at_the_next_start(world: World) -> None:
    dead = world.agenda()
    dead.register("check-in", world.handler, misfire=ALWAYS)
    await claimed_and_died(world, dead, "tea")
    assert (await world.state("tea"))[0] == "running"

    reborn = world.agenda()
    reborn.register("check-in", world.handler, misfire=ALWAYS)
    await reborn.start()
    await world.passing(seconds=0)

    assert [(job.key, job.attempts) for job in world.heard] == [("tea", 2)]
    assert await world.state("tea") == ("done", None)
    assert reborn.counts["reclaimed"] == 1
    await reborn.stop()


async def test_what_was_cancelled_under_way_when_the_process_died_is_not_run_again(world: World) -> None:
    dead = world.agenda()
    dead.register("check-in", world.handler, misfire=ALWAYS)
    await claimed_and_died(world, dead, "tea")
    await world.storage.write(lambda c: dead.cancel(c, "tea"))

    reborn = world.agenda()
    reborn.register("check-in", world.handler, misfire=ALWAYS)
    await reborn.start()
    await world.passing(hours=1)
    assert world.handled == []
    assert await world.state("tea") == ("cancelled", "agenda-reason-withdrawn")
    await reborn.stop()


async def test_another_instance_waits_for_the_lease_before_it_takes_over(world: World) -> None:
    dead = world.agenda("east")
    dead.register("check-in", world.handler, misfire=ALWAYS)
    await claimed_and_died(world, dead, "tea")

    standby = world.agenda("west")
    standby.register("check-in", world.handler, misfire=ALWAYS)
    await standby.start()
    await world.passing(seconds=LEASE.total_seconds() - 1)
    assert world.handled == []
    await world.passing(seconds=2)
    assert world.handled == ["tea"]
    await standby.stop()


async def test_a_job_that_kills_the_process_each_time_is_given_up(world: World) -> None:
    for _ in range(3):
        dying = world.agenda()
        dying.register("check-in", world.handler, misfire=ALWAYS)
        await world.storage.write(dying._put_in_order)
        await claimed_and_died(world, dying, "poison")

    last = world.agenda()
    last.register("check-in", world.handler, misfire=ALWAYS, backoff=Backoff(tries=3))
    await last.start()
    await world.passing(seconds=0)
    assert world.handled == []
    assert await world.state("poison") == ("given_up", "agenda-reason-interrupted")
    await last.stop()


async def test_two_runners_claim_each_job_once(world: World) -> None:
    both = [world.agenda("east"), world.agenda("west")]
    for agenda in both:
        agenda.register("check-in", world.handler, misfire=ALWAYS)
    await world.storage.write(
        lambda c: [both[0].plan(c, kind="check-in", key=f"{n:03}", due=MONDAY) for n in range(300)]
    )
    await asyncio.gather(*(agenda.start() for agenda in both))
    await world.passing(minutes=5)

    assert sorted(world.handled) == [f"{n:03}" for n in range(300)]
    assert all(agenda.counts["claimed"] > 0 for agenda in both), "they shared the work"
    for agenda in both:
        await agenda.stop()


async def test_a_late_finisher_writes_nothing(world: World) -> None:
    slow, go_on = world.agenda("east"), asyncio.Event()

    def spoil(connection: Connection) -> None:
        slow.plan(connection, kind="check-in", key="spoilt", due=MONDAY)

    async def handler(job: Job) -> Outcome:
        await go_on.wait()
        return Done(spoil)

    slow.register("check-in", handler, misfire=ALWAYS)
    await slow.start()
    await world.plan(slow, "tea")
    await world.passing(seconds=1)
    world.faults.away = True  # its lease is not renewed
    await world.passing(seconds=LEASE.total_seconds() + 1)
    world.faults.away = False

    quick = world.agenda("west")
    quick.register("check-in", world.handler, misfire=ALWAYS)
    await quick.start()
    await world.passing(seconds=0)
    assert [job.attempts for job in world.heard] == [2]

    go_on.set()
    await world.passing(seconds=1)
    assert slow.counts["fenced_off"] == 1
    assert await world.storage.read(lambda c: slow.history(c, "spoilt")) == []
    assert await world.state("tea") == ("done", None)
    await slow.stop()
    await quick.stop()


async def test_a_long_handler_keeps_its_lease(world: World) -> None:
    long = world.agenda("east")

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        await asyncio.sleep(10 * LEASE.total_seconds())
        return Done()

    for agenda in (long, other := world.agenda("west")):
        agenda.register("check-in", handler, misfire=ALWAYS, limit=timedelta(hours=1))
    await long.start()
    await world.plan(long, "tea")
    await world.passing(seconds=1)
    await other.start()
    await world.passing(seconds=11 * LEASE.total_seconds())

    assert world.handled == ["tea"]
    assert await world.state("tea") == ("done", None)
    await long.stop()
    await other.stop()


async def test_a_stop_puts_back_what_is_not_finished_and_waits_for_what_nearly_is(world: World) -> None:
    agenda = world.agenda()

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        await asyncio.sleep(2 if job.key == "short" else 200)
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "short")
    await world.plan(agenda, "long")
    await world.passing(seconds=1)
    await agenda.stop(timedelta(seconds=5))

    assert await world.state("short") == ("done", None)
    assert await world.state("long") == ("waiting", None)
    assert (await world.row("long"))["failures"] == 0
    await world.plan(agenda, "after", due=MONDAY)
    await world.passing(hours=1)
    assert sorted(world.handled) == ["long", "short"]


async def test_with_the_database_away_the_agenda_says_so_and_goes_on_when_it_is_back(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea", due=MONDAY + timedelta(minutes=1))
    world.faults.away = True
    await world.passing(minutes=30)
    trouble = agenda.trouble
    assert trouble is not None
    assert trouble.text == "agenda-trouble-storage"
    assert timedelta(minutes=1) <= trouble.since - MONDAY < timedelta(minutes=1, seconds=1)
    assert world.handled == []

    world.faults.away = False
    await world.passing(seconds=6)
    assert agenda.trouble is None
    assert world.handled == ["tea"]
    await agenda.stop()


async def test_a_start_without_a_database_begins_when_it_is_there(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await world.plan(agenda, "tea")
    world.faults.away = True
    await agenda.start()
    await world.passing(minutes=10)
    assert agenda.trouble is not None

    world.faults.away = False
    await world.passing(seconds=6)
    assert world.handled == ["tea"]
    assert await world.storage.read(lambda c: agenda.overdue(c, timedelta(0))) == 0
    await agenda.stop()


async def test_a_result_is_written_when_the_database_is_back_and_the_handler_does_not_run_again(world: World) -> None:
    agenda = world.agenda()

    def write(connection: Connection) -> None:
        agenda.plan(connection, kind="other", key="written", due=MONDAY)

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        world.faults.away = True
        return Done(write)

    agenda.register("check-in", handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(minutes=20)
    world.faults.away = False
    await world.passing(seconds=6)

    assert world.handled == ["tea"]
    assert await world.state("tea") == ("done", None)
    assert (await world.state("written"))[0] == "waiting"
    await agenda.stop()


async def test_a_handler_that_finds_the_database_away_is_tried_until_it_is_back(world: World) -> None:
    agenda = world.agenda()
    agenda.register(
        "check-in", world.answering(*[StorageUnavailable()] * 20, Done()), misfire=ALWAYS, backoff=Backoff(tries=2)
    )
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(minutes=2)
    assert len(world.handled) == 21
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


async def test_a_stop_without_a_start_touches_nothing(world: World) -> None:
    agenda = world.agenda()
    world.faults.away = True
    await agenda.stop()
    assert agenda.counts == {}


async def test_a_claim_that_was_committed_without_an_answer_is_taken_up_again(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.passing(seconds=0)

    def forget_from_here_on() -> None:
        world.faults.forgets_to_answer = 1

    await world.plan(agenda, "tea", due=MONDAY + timedelta(minutes=1))
    asyncio.get_running_loop().call_later(30, forget_from_here_on)
    await world.passing(minutes=1, seconds=10)
    assert (await world.state("tea"))[0] == "running"
    assert world.handled == []
    await world.passing(seconds=LEASE.total_seconds())
    assert world.handled == ["tea"]
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


OUTAGES = [timedelta(minutes=1), timedelta(hours=2), timedelta(hours=4), timedelta(days=3), timedelta(days=90)]


@pytest.mark.parametrize("outage", OUTAGES, ids=str)
async def test_each_kind_keeps_its_promise_after_an_outage(world: World, outage: timedelta) -> None:
    before = world.agenda()
    kinds: dict[str, Misfire] = {
        "escalation": ALWAYS,
        "check-in": Grace(timedelta(hours=3)),
        "reminder": DROP,
        "patient": Drop(timedelta(days=4)),
    }

    def register(agenda: Agenda) -> None:
        for kind, misfire in kinds.items():
            agenda.register(kind, world.handler, misfire=misfire, urgent=kind == "escalation")

    register(before)
    for kind in kinds:
        await world.plan(before, kind, kind=kind, due=MONDAY)

    world.clock.jumped = outage
    after = world.agenda()
    register(after)
    await after.start()
    await world.passing(seconds=1)

    expected = {
        "escalation": True,
        "check-in": outage <= timedelta(hours=3),
        "reminder": outage <= timedelta(minutes=5),
        "patient": outage <= timedelta(days=4),
    }
    assert {kind: kind in world.handled for kind in kinds} == expected
    for kind, ran in expected.items():
        assert await world.state(kind) == (("done", None) if ran else ("skipped", "agenda-reason-late"))
    assert all(outage <= job.late < outage + timedelta(seconds=2) for job in world.heard)
    await after.stop()


async def test_of_a_series_only_the_latest_runs_and_the_rest_are_accounted_for(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=Grace(timedelta(hours=3)))
    for hour in range(3):
        due = MONDAY + timedelta(hours=hour)
        await world.plan(agenda, f"a{hour}", due=due, series="a")
        await world.plan(agenda, f"b{hour}", due=due, series="b")
    await world.plan(agenda, "a9", due=MONDAY + timedelta(hours=9), series="a")
    await world.storage.write(lambda c: agenda.cancel(c, "b2"))

    world.clock.jumped = timedelta(hours=2, minutes=30)
    await agenda.start()
    await world.passing(seconds=1)
    assert sorted(world.handled) == ["a2", "b1"]
    for key in ("a0", "a1", "b0"):
        assert await world.state(key) == ("skipped", "agenda-reason-superseded")
    await agenda.stop()
