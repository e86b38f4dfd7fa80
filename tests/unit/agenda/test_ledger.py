"""The next job is found in the same few steps, however many there are."""

from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection, Select, insert

from bot.agenda import ALWAYS, Job, ledger
from bot.agenda.jobs import Backoff, Done, Outcome
from bot.agenda.tables import BULK, jobs
from tests.unit.agenda.worlds import MONDAY, World


def row(key: str, due: datetime, **more: Any) -> dict[str, Any]:
    waiting = {"state": "waiting", "owner": None, "reason": None, "finished_at": None}
    numbers = {"lane": BULK, "attempts": 0, "failures": 0, "fence": 0}
    return (
        {"key": key, "kind": "k", "series": None, "payload": {}, "due": due, "next_at": due} | waiting | numbers | more
    )


def fill(connection: Connection, count: int, due: int) -> None:
    """Add that many jobs, of which some are due and as many again are over."""
    later = [row(f"later{n}", MONDAY + timedelta(days=1, seconds=n)) for n in range(count - due)]
    now = [row(f"now{n}", MONDAY - timedelta(seconds=n)) for n in range(due)]
    over = [row(f"over{n}", MONDAY - timedelta(days=9), state="done", finished_at=MONDAY) for n in range(count)]
    connection.execute(insert(jobs), later + now + over)


def steps(connection: Connection, query: Select[Any]) -> int:
    """Count what SQLite's machine executes to answer a query, to the nearest ten."""
    raw: Any = connection.connection.driver_connection
    counted = 0

    def count() -> int:
        nonlocal counted
        counted += 1
        return 0

    raw.set_progress_handler(count, 10)
    try:
        connection.execute(query).fetchall()
    finally:
        raw.set_progress_handler(None, 10)
    return counted * 10


@pytest.fixture
def url(tmp_path: Any) -> str:
    return f"sqlite:///{tmp_path / 'alongside.db'}"


@pytest.mark.parametrize(
    "query",
    [
        pytest.param(ledger.next_at(BULK, ["k", "other"], ["held"]), id="next"),
        pytest.param(ledger.due(BULK, ["k", "other"], MONDAY, ["held"], 64), id="claim"),
    ],
)
async def test_what_is_next_is_found_as_fast_among_twenty_thousand_as_among_two_hundred(
    world: World, query: Select[Any]
) -> None:
    agenda = world.agenda()
    await world.storage.write(lambda c: fill(c, 200, 100))
    few = await world.storage.write(lambda c: steps(c, query))
    await world.storage.write(lambda c: agenda.erase(c, ""))
    await world.storage.write(lambda c: fill(c, 20_000, 1_000))
    many = await world.storage.write(lambda c: steps(c, query))
    assert few > 0
    assert many <= few + 20


async def test_the_index_of_what_is_to_come_is_used(world: World) -> None:
    await world.storage.write(lambda c: fill(c, 200, 100))

    def plan_of(connection: Connection, query: Select[Any]) -> str:
        text = str(query.compile(connection, compile_kwargs={"literal_binds": True}))
        return " ".join(str(line[3]) for line in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {text}"))

    for query in (ledger.next_at(BULK, ["k"], []), ledger.due(BULK, ["k"], MONDAY, [], 64)):
        simple = query.with_only_columns(jobs.c.key)
        plan = await world.storage.read(lambda c, simple=simple: plan_of(c, simple))  # type: ignore[misc]
        assert "USING INDEX ix_agenda_jobs_next" in plan or "USING COVERING INDEX ix_agenda_jobs_next" in plan
        assert "TEMP B-TREE" not in plan


async def test_a_thousand_due_among_many_are_handed_out_once_each(world: World) -> None:
    agenda = world.agenda()
    agenda.register("k", world.handler, misfire=ALWAYS)
    await world.storage.write(lambda c: fill(c, 5_000, 1_000))
    await agenda.start()
    await world.passing(seconds=1)
    assert len(world.handled) == 1_000
    assert len(set(world.handled)) == 1_000
    assert agenda.counts["done"] == 1_000
    assert await world.storage.read(lambda c: agenda.overdue(c, timedelta(0))) == 0
    await agenda.stop()


async def test_what_should_have_begun_is_counted_for_the_doctor(world: World) -> None:
    agenda = world.agenda()

    async def handler(job: Job) -> Outcome:
        return Done()

    agenda.register("k", handler, misfire=ALWAYS)
    agenda.hold("something")
    await agenda.start()
    await world.plan(agenda, "tea", kind="k")
    await world.passing(minutes=10)
    assert await world.storage.read(lambda c: agenda.overdue(c, timedelta(minutes=5))) == 1
    assert await world.storage.read(lambda c: agenda.overdue(c, timedelta(minutes=15))) == 0
    await agenda.stop()


def test_waits_double_to_a_bound_and_half_of_each_is_chance() -> None:
    backoff = Backoff(first=timedelta(seconds=2), longest=timedelta(minutes=5))
    assert [backoff.delay(n, 0).total_seconds() for n in (1, 2, 3)] == [1, 2, 4]
    assert backoff.delay(1, 0.999) < timedelta(seconds=2)
    assert backoff.delay(10_000, 0) == timedelta(minutes=2, seconds=30)
