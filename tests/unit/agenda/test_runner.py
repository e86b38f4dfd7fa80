"""What is planned happens, at its time, once."""

import asyncio
from collections.abc import MutableMapping
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Backoff, Done, GiveUp, Job, Plan, RetryLater
from bot.agenda.jobs import Outcome
from bot.logs import FIELDS
from tests.unit.agenda.worlds import MONDAY, World


async def test_a_job_runs_at_its_time_and_not_before(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea", due=MONDAY + timedelta(minutes=10), payload={"group": 7})

    await world.passing(minutes=9, seconds=59)
    assert world.handled == []
    await world.passing(seconds=1)

    (job,) = world.heard
    assert (job.kind, job.key, job.attempts, job.payload) == ("check-in", "tea", 1, {"group": 7})
    assert job.late < timedelta(seconds=1)
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


async def test_what_is_planned_earlier_than_the_rest_is_not_kept_waiting(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "late", due=MONDAY + timedelta(days=3))
    await world.passing(hours=1)
    await world.plan(agenda, "soon", due=MONDAY + timedelta(hours=2))
    await world.plan(agenda, "now", due=MONDAY)

    await world.passing(seconds=1)
    assert world.handled == ["now"]
    await world.passing(hours=1)
    assert world.handled == ["now", "soon"]
    await world.passing(days=3)
    assert world.handled == ["now", "soon", "late"]
    await agenda.stop()


async def test_a_key_is_planned_once_even_after_it_is_over(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()

    assert await world.plan(agenda, "tea")
    assert not await world.plan(agenda, "tea")
    await world.passing(seconds=1)
    assert not await world.plan(agenda, "tea")

    await world.passing(seconds=1)
    assert world.handled == ["tea"]
    await agenda.stop()


async def test_a_plan_in_a_transaction_that_rolls_back_never_was(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()

    def change_of_mind(connection: Connection) -> None:
        agenda.plan(connection, kind="check-in", key="tea", due=MONDAY)
        raise LookupError

    with pytest.raises(LookupError):
        await world.storage.write(change_of_mind)
    await world.passing(days=1)

    assert world.handled == []
    assert await world.plan(agenda, "tea")
    await agenda.stop()


async def test_a_job_moves_and_goes(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    for key in ("group_1:a", "groupX1:a", "GROUP_1:a", "group_1:b"):
        await world.plan(agenda, key, due=MONDAY + timedelta(hours=1))

    assert await world.storage.write(lambda c: agenda.reschedule(c, "group_1:a", MONDAY + timedelta(minutes=1)))
    await world.passing(minutes=2)
    assert world.handled == ["group_1:a"]
    assert not await world.storage.write(lambda c: agenda.reschedule(c, "group_1:a", MONDAY))
    assert not await world.storage.write(lambda c: agenda.cancel(c, "group_1:a"))

    assert await world.storage.write(lambda c: agenda.cancel_prefix(c, "group_1:")) == 1
    await world.passing(hours=1)
    assert sorted(world.handled) == ["GROUP_1:a", "groupX1:a", "group_1:a"]
    assert await world.state("group_1:b") == ("cancelled", "agenda-reason-withdrawn")
    await agenda.stop()


async def test_what_was_cancelled_can_be_planned_again(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea", due=MONDAY + timedelta(hours=1), payload={"group": 1})
    await world.storage.write(lambda c: agenda.cancel(c, "tea"))

    assert await world.plan(agenda, "tea", due=MONDAY + timedelta(hours=2), payload={"group": 2})
    await world.passing(hours=2)
    assert [(job.key, job.payload) for job in world.heard] == [("tea", {"group": 2})]
    await agenda.stop()


async def test_several_planned_in_one_go_are_each_planned_as_one_would_be(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    agenda.register("page", world.handler, misfire=ALWAYS, urgent=True)
    await agenda.start()
    await world.plan(agenda, "tea", due=MONDAY + timedelta(hours=1), payload={"group": 1})
    await world.plan(agenda, "walk", due=MONDAY + timedelta(hours=1))
    await world.storage.write(lambda c: agenda.cancel(c, "walk"))
    late, soon = MONDAY + timedelta(hours=3), MONDAY + timedelta(minutes=5)
    several = [
        Plan("check-in", "tea", late, {"group": 2}),  # stands already, and stays as it is
        Plan("check-in", "walk", late, {"group": 3}),  # was cancelled
        Plan("page", "first", soon, {"case": 1}),
    ]

    await world.storage.write(lambda c: agenda.plan_all(c, several))
    await world.storage.write(lambda c: agenda.plan_all(c, []))
    await world.passing(minutes=6)
    assert [(job.kind, job.key, job.payload) for job in world.heard] == [("page", "first", {"case": 1})]
    await world.passing(hours=3)
    assert [(job.key, job.payload) for job in world.heard[1:]] == [("tea", {"group": 1}), ("walk", {"group": 3})]
    await agenda.stop()


async def test_cancelling_what_is_under_way_lets_it_end_but_not_try_again(world: World) -> None:
    agenda, go_on = world.agenda(), asyncio.Event()

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        await go_on.wait()
        return Done() if job.key == "sent" else RetryLater(timedelta(0), "agenda-reason-failed")

    agenda.register("check-in", handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "sent")
    await world.plan(agenda, "failed")
    await world.passing(seconds=1)

    assert await world.storage.write(lambda c: agenda.cancel(c, "sent"))
    assert await world.storage.write(lambda c: agenda.cancel(c, "failed"))
    go_on.set()
    await world.passing(minutes=10)

    assert sorted(world.handled) == ["failed", "sent"]
    assert await world.state("sent") == ("done", None)
    assert await world.state("failed") == ("cancelled", "agenda-reason-withdrawn")
    await agenda.stop()


async def test_what_a_handler_writes_is_committed_with_its_end(world: World) -> None:
    agenda = world.agenda()

    def follow(connection: Connection) -> None:
        agenda.plan(connection, kind="check-in", key="next", due=MONDAY + timedelta(days=1))

    agenda.register("check-in", world.answering(Done(follow), Done()), misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(days=1, seconds=1)

    assert world.handled == ["tea", "next"]
    await agenda.stop()


async def test_a_write_that_fails_leaves_nothing_and_is_tried_again(world: World) -> None:
    agenda = world.agenda()

    def half(connection: Connection) -> None:
        agenda.plan(connection, kind="check-in", key="half", due=MONDAY)
        raise LookupError

    agenda.register("check-in", world.answering(Done(half), Done()), misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.plan(agenda, "cake", due=MONDAY + timedelta(minutes=1))
    await world.passing(minutes=2)

    assert world.handled == ["tea", "tea", "cake"]
    assert agenda.counts["failed"] == 1
    assert await world.plan(agenda, "half")
    await agenda.stop()


async def test_a_write_that_the_database_refuses_spoils_no_other_ending(world: World) -> None:
    agenda = world.agenda()

    def nonsense(connection: Connection) -> None:
        connection.exec_driver_sql("SELECT * FROM nowhere")

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        return Done(nonsense) if job.key == "bad" else Done()

    agenda.register("check-in", handler, misfire=ALWAYS, backoff=Backoff(tries=2))
    await agenda.start()
    await world.storage.write(
        lambda c: [agenda.plan(c, kind="check-in", key=key, due=MONDAY) for key in ("good", "bad", "fine")]
    )
    await world.passing(minutes=5)

    assert await world.state("good") == await world.state("fine") == ("done", None)
    assert await world.state("bad") == ("given_up", "agenda-reason-exhausted")
    assert sorted(world.handled) == ["bad", "bad", "fine", "good"]
    assert agenda.trouble is None
    await agenda.stop()


async def test_what_may_pass_is_tried_again_when_the_handler_says(world: World) -> None:
    agenda = world.agenda()
    later = RetryLater(timedelta(minutes=1), "agenda-reason-failed")
    agenda.register("check-in", world.answering(*[later] * 20, Done()), misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")

    await world.passing(seconds=59)
    assert world.handled == ["tea"]
    assert await world.state("tea") == ("waiting", "agenda-reason-failed")
    await world.passing(minutes=30)
    assert [job.attempts for job in world.heard] == list(range(1, 22))
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


async def test_what_is_definite_ends_at_once_with_its_reason(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.answering(GiveUp("agenda-reason-withdrawn")), misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(days=1)

    assert world.handled == ["tea"]
    assert await world.state("tea") == ("given_up", "agenda-reason-withdrawn")
    (record,) = await world.storage.read(lambda c: agenda.history(c, "tea"))
    assert (record.kind, record.due, record.state, record.attempts) == ("check-in", MONDAY, "given_up", 1)
    await agenda.stop()


async def test_a_handler_that_breaks_is_tried_less_and_less_often_and_then_given_up(world: World) -> None:
    agenda, times = world.agenda(), list[float]()

    async def handler(job: Job) -> Outcome:
        times.append(world.clock.monotonic())
        raise LookupError(job.key)

    agenda.register("check-in", handler, misfire=ALWAYS, backoff=Backoff(first=timedelta(seconds=2), tries=5))
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(hours=1)

    assert len(times) == 5
    waits = [later - earlier for earlier, later in pairwise(times)]
    assert all(0.5 * 2**n <= wait / 2 <= 2**n + 0.1 for n, wait in enumerate(waits))
    assert len({wait / 2**n for n, wait in enumerate(waits)}) > 1, "chance has a part in it"
    assert await world.state("tea") == ("given_up", "agenda-reason-exhausted")
    assert agenda.counts["failed"] == 5
    await agenda.stop()


async def test_what_breaks_is_logged_without_what_the_job_was_about(
    world: World, logged: list[MutableMapping[str, Any]]
) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.answering(LookupError(), Done()), misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "tea", payload={"name": "Robin"})
    await world.passing(minutes=1)

    (entry,) = [entry for entry in logged if entry["log_level"] == "error"]
    assert (entry["event"], entry["kind"]) == ("agenda.handler_failed", "check-in")
    assert entry.keys() - {"event", "log_level", "exc_info"} <= FIELDS
    assert "Robin" not in repr(logged) + repr(world.heard)
    await agenda.stop()


async def test_a_handler_that_hangs_is_stopped_and_tried_again(world: World) -> None:
    agenda = world.agenda()

    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        if job.attempts == 1:
            await asyncio.sleep(10**6)
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS, limit=timedelta(minutes=2))
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(minutes=1)
    assert (await world.state("tea"))[0] == "running"
    await world.passing(minutes=2)

    assert [job.attempts for job in world.heard] == [1, 2]
    assert await world.state("tea") == ("done", None)
    await agenda.stop()


async def test_poisoned_and_slow_jobs_delay_no_other(world: World) -> None:
    agenda = world.agenda()

    async def handler(job: Job) -> Outcome:
        if job.key.startswith("slow"):
            await asyncio.sleep(250)
        if job.key.startswith("poison"):
            raise LookupError
        world.heard.append(job)
        return Done()

    agenda.register("check-in", handler, misfire=ALWAYS)
    await agenda.start()

    def plan(connection: Connection) -> None:
        for key in [f"poison{n}" for n in range(40)] + [f"slow{n}" for n in range(40)]:
            agenda.plan(connection, kind="check-in", key=key, due=MONDAY)
        agenda.plan(connection, kind="check-in", key="tea", due=MONDAY + timedelta(milliseconds=1))

    await world.storage.write(plan)
    await world.passing(seconds=1)
    assert world.handled == ["tea"]
    await agenda.stop(timedelta(0))


async def test_urgent_jobs_are_not_queued_behind_bulk_jobs(world: World) -> None:
    agenda = world.agenda()

    async def slow(job: Job) -> Outcome:
        await asyncio.sleep(100)
        return Done()

    agenda.register("check-in", slow, misfire=ALWAYS)
    agenda.register("escalation", world.handler, misfire=ALWAYS, urgent=True)
    await agenda.start()
    await world.storage.write(
        lambda c: [agenda.plan(c, kind="check-in", key=f"bulk{n:03}", due=MONDAY) for n in range(300)]
    )
    await world.passing(seconds=1)
    assert agenda.counts["claimed"] < 300, "the bulk lane is full"

    await world.plan(agenda, "step", kind="escalation")
    await world.passing(seconds=0)
    assert world.handled == ["step"]
    await agenda.stop(timedelta(0))


async def test_a_kind_that_nobody_knows_waits_for_a_version_that_does(world: World) -> None:
    old = world.agenda()
    old.register("check-in", world.handler, misfire=ALWAYS)
    await old.start()
    await world.plan(old, "new thing", kind="invented-later")
    await world.plan(old, "tea")
    await world.passing(hours=1)
    assert world.handled == ["tea"]
    await old.stop()

    new = world.agenda()
    new.register("invented-later", world.handler, misfire=ALWAYS)
    await new.start()
    await world.passing(seconds=1)
    assert world.handled == ["tea", "new thing"]
    await new.stop()


async def test_a_wall_clock_set_forward_or_back_is_followed(world: World) -> None:
    agenda = world.agenda()
    agenda.register("escalation", world.handler, misfire=ALWAYS, urgent=True)
    await agenda.start()
    await world.plan(agenda, "first", kind="escalation", due=MONDAY + timedelta(hours=5))
    await world.plan(agenda, "second", kind="escalation", due=MONDAY + timedelta(hours=10))

    world.clock.jumped = timedelta(hours=5)
    await world.passing(minutes=1)
    assert world.handled == ["first"]

    world.clock.jumped = timedelta(hours=-5)
    await world.passing(hours=14, minutes=58)
    assert world.handled == ["first"]
    await world.passing(minutes=2)
    assert world.handled == ["first", "second"]
    await agenda.stop()


async def test_nothing_is_claimed_while_something_must_be_put_in_order(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    agenda.hold("incidents")
    await agenda.start()
    await world.plan(agenda, "tea")
    await world.passing(hours=1)
    assert world.handled == []

    agenda.release("incidents")
    await world.passing(seconds=0)
    assert world.handled == ["tea"]
    await agenda.stop()


async def test_a_plan_committed_while_the_lane_looks_is_not_missed(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.passing(seconds=1)
    agenda.release("nothing")  # has the lanes look
    await asyncio.sleep(0)
    await world.plan(agenda, "tea", due=MONDAY + timedelta(minutes=1))
    await world.passing(minutes=1)
    assert world.handled == ["tea"]
    await agenda.stop()


async def test_a_kind_is_registered_once_and_before_the_start(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    with pytest.raises(RuntimeError):
        agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    with pytest.raises(RuntimeError):
        agenda.register("session", world.handler, misfire=ALWAYS)
    with pytest.raises(RuntimeError):
        await agenda.start()
    await agenda.stop()


async def test_an_idle_agenda_leaves_no_task_waiting(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "now")
    await world.plan(agenda, "later", due=MONDAY + timedelta(days=1))
    await world.passing(minutes=5)

    assert asyncio.all_tasks() == {asyncio.current_task()}
    await agenda.stop()


async def test_records_are_kept_until_they_are_forgotten(world: World) -> None:
    agenda = world.agenda()
    agenda.register("check-in", world.handler, misfire=ALWAYS)
    await agenda.start()
    await world.plan(agenda, "person:1:old", payload={"person": 1})
    await world.passing(days=1)
    assert (await world.row("person:1:old"))["payload"] == {}, "what it was about is not kept"
    await world.plan(agenda, "person:1:new")
    await world.plan(agenda, "person:1:coming", due=MONDAY + timedelta(days=9))
    await world.passing(seconds=1)

    assert await world.storage.write(lambda c: agenda.forget(c, MONDAY + timedelta(hours=1))) == 1
    records = await world.storage.read(lambda c: agenda.history(c, "person:1:"))
    assert [record.key for record in records] == ["person:1:coming", "person:1:new"]
    assert await world.storage.write(lambda c: agenda.erase(c, "person:1:")) == 2
    assert await world.storage.read(lambda c: agenda.history(c, "")) == []
    await agenda.stop()
