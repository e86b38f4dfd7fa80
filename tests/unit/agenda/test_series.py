"""A check-in goes on: over outages, skipped weeks, changed rules and changed laws."""

# Wall times have no zone of their own.
# ruff: noqa: DTZ001

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.agenda import Agenda, Done, GiveUp, Grace, Job, Rule, plan_next, recurrence, replan
from bot.agenda.jobs import Outcome
from tests.unit.agenda.worlds import MONDAY, World

DAILY = Rule("FREQ=DAILY", datetime(2026, 1, 1, 20), "Europe/Berlin")
WINDOW = Grace(timedelta(hours=3))


def check_in(world: World, rule: Rule = DAILY, handler: Any = None, then: Any = None) -> Agenda:
    agenda = world.agenda()

    def follow(connection: Connection, job: Job) -> None:
        plan_next(agenda, connection, kind="check-in", series="c1", rule=rule, after=job.due)

    agenda.register("check-in", handler or world.handler, misfire=WINDOW, then=then or follow)
    return agenda


async def begin(world: World, agenda: Agenda, rule: Rule = DAILY) -> None:
    await world.storage.write(
        lambda c: plan_next(agenda, c, kind="check-in", series="c1", rule=rule, after=world.clock.now())
    )


async def test_a_check_in_goes_on_day_after_day(world: World) -> None:
    agenda = check_in(world)
    await agenda.start()
    await begin(world, agenda)
    await world.passing(days=29, hours=12)

    assert [job.due for job in world.heard][:1] == [datetime(2026, 3, 2, 19, tzinfo=UTC)]
    assert world.handled == [f"c1@{datetime(2026, 3, 2, 20) + timedelta(days=n):%Y-%m-%dT%H:%M:%S}" for n in range(30)]
    assert max(job.late for job in world.heard) < timedelta(seconds=1)
    await agenda.stop()


async def test_a_check_in_goes_on_after_one_that_was_given_up_or_left_out(world: World) -> None:
    async def handler(job: Job) -> Outcome:
        world.heard.append(job)
        return GiveUp("agenda-reason-withdrawn") if len(world.heard) == 1 else Done()

    agenda = check_in(world, handler=handler)
    await agenda.start()
    await begin(world, agenda)
    await world.passing(days=1)
    assert await world.storage.write(lambda c: agenda.skip(c, "c1@2026-03-03T20:00:00", "agenda-reason-withdrawn"))
    assert not await world.storage.write(lambda c: agenda.skip(c, "c1@2026-03-03T20:00:00", "agenda-reason-withdrawn"))
    await world.passing(days=2)

    assert world.handled == ["c1@2026-03-02T20:00:00", "c1@2026-03-04T20:00:00"]
    assert await world.state("c1@2026-03-03T20:00:00") == ("skipped", "agenda-reason-withdrawn")
    await agenda.stop()


@pytest.mark.parametrize("days", [1, 3, 90])
@pytest.mark.parametrize(("hours", "posted"), [(2, True), (4, False)])
async def test_after_an_outage_the_latest_is_posted_if_still_of_use(
    world: World, days: int, hours: int, posted: bool
) -> None:
    before = check_in(world)
    await begin(world, before)

    world.clock.jumped = timedelta(days=days, hours=1 + hours)
    latest = (datetime(2026, 3, 2, 20) + timedelta(days=days)).isoformat()
    if days == 90:  # summer time has come
        world.clock.jumped -= timedelta(hours=1)
    after = check_in(world)
    await after.start()
    await world.passing(seconds=1)

    assert world.handled == ([f"c1@{latest}"] if posted else [])
    records = await world.storage.read(lambda c: after.history(c, "c1@", limit=500))
    assert [record.state for record in records][:2] == ["waiting", "done" if posted else "skipped"]
    assert len(records) == days + 2, "every day away is accounted for"
    assert {record.reason for record in records[2:]} <= {"agenda-reason-late", "agenda-reason-superseded"}
    await world.passing(days=1)
    assert len(world.handled) == posted + 1
    await after.stop()


async def test_a_follow_up_that_breaks_does_not_undo_what_was_done(world: World) -> None:
    def broken(connection: Connection, job: Job) -> None:
        agenda.plan(connection, kind="check-in", key="half", due=MONDAY)
        raise LookupError

    agenda = check_in(world, then=broken)
    await agenda.start()
    await begin(world, agenda)
    await world.passing(days=1)
    assert await world.state("c1@2026-03-02T20:00:00") == ("done", None)
    assert len(world.handled) == 1
    assert agenda.counts["follow_up_failed"] == 1
    assert await world.storage.read(lambda c: agenda.history(c, "half")) == []
    await agenda.stop()


async def test_a_rule_that_ends_leaves_nothing_planned(world: World) -> None:
    rule = Rule("FREQ=DAILY;UNTIL=20260304", datetime(2026, 1, 1, 20), "Europe/Berlin")
    agenda = check_in(world, rule)
    await agenda.start()
    await begin(world, agenda, rule)
    await world.passing(days=30)
    assert len(world.handled) == 3
    assert all(record.state == "done" for record in await world.storage.read(lambda c: agenda.history(c, "c1@")))
    await agenda.stop()


async def test_a_changed_rule_replaces_what_was_planned(world: World) -> None:
    agenda = check_in(world)
    await agenda.start()
    await begin(world, agenda)
    changed = DAILY.changed(starts=datetime(2026, 1, 1, 21))
    assert await world.storage.write(lambda c: replan(agenda, c, kind="check-in", series="c1", rule=changed)) == 1
    assert await world.storage.write(lambda c: replan(agenda, c, kind="check-in", series="c1", rule=changed)) == 0
    assert await world.state("c1@2026-03-02T20:00:00") == ("cancelled", "agenda-reason-withdrawn")
    assert (await world.state("c1@2026-03-02T21:00:00"))[0] == "waiting"

    assert await world.storage.write(lambda c: replan(agenda, c, kind="check-in", series="c1", rule=DAILY)) == 1
    await world.passing(hours=12)
    assert world.handled == ["c1@2026-03-02T20:00:00"]
    await agenda.stop()


class Law:
    """A zone whose government changes its mind: winter time now, one hour further west from some day on."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._real, self._patch = recurrence.zone_of, monkeypatch

    def takes_effect(self, zone: str) -> None:
        self._patch.setattr(recurrence, "zone_of", lambda name: self._real(zone))


async def test_when_the_zone_changes_what_is_planned_moves_and_what_was_posted_is_not_posted_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    agenda = check_in(world)
    await agenda.start()
    await begin(world, agenda)
    await world.passing(hours=1, minutes=1)
    assert world.handled == ["c1@2026-03-02T20:00:00"]

    # 20:00 of the same evening is still to come under the new law.
    Law(monkeypatch).takes_effect("America/Havana")
    await world.storage.write(lambda c: agenda.cancel(c, "c1@2026-03-03T20:00:00"))
    await begin(world, agenda)
    assert (await world.state("c1@2026-03-03T20:00:00"))[0] == "waiting"
    assert await world.storage.write(lambda c: replan(agenda, c, kind="check-in", series="c1", rule=DAILY)) == 0
    await world.passing(days=1, hours=12)
    assert world.handled == ["c1@2026-03-02T20:00:00", "c1@2026-03-03T20:00:00"]
    assert world.heard[1].due == datetime(2026, 3, 4, 1, tzinfo=UTC)
    await agenda.stop()


async def test_when_a_day_is_left_out_by_law_two_meetings_do_not_become_a_double(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    world.clock.begin = datetime(2011, 12, 30, 0, 0, tzinfo=UTC)
    rule = Rule("FREQ=DAILY", datetime(2011, 12, 1, 18), "Etc/GMT+10")
    agenda = check_in(world, rule)
    await agenda.start()
    await begin(world, agenda, rule)  # the 29th
    await world.passing(hours=5)
    assert world.handled == ["c1@2011-12-29T18:00:00"]

    Law(monkeypatch).takes_effect("Pacific/Apia")
    await world.storage.write(lambda c: replan(agenda, c, kind="check-in", series="c1", rule=rule))
    await world.passing(days=1)
    assert world.handled == ["c1@2011-12-29T18:00:00", "c1@2011-12-31T18:00:00"]
    await agenda.stop()


async def test_planning_the_next_twice_plans_one(world: World) -> None:
    agenda = check_in(world)
    await begin(world, agenda)
    await begin(world, agenda)
    records = await world.storage.read(lambda c: agenda.history(c, "c1@"))
    assert [record.due for record in records] == [MONDAY + timedelta(hours=1)]
