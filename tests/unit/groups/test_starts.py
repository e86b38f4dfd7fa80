"""A start looks only at plans that may not stand as they should: other rules of a zone, or no time that waits."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import delete, update

from bot.agenda import zones
from bot.agenda.tables import jobs
from bot.audit import nobody
from bot.groups import checkin_series, rota, session_series
from bot.groups.model import Group, PlanState
from bot.groups.tables import checkin_subscribers, checkins
from tests.unit.groups.worlds import FAY, GUILD, World

MAYA, SAM = 50, 51


@pytest.fixture
def looked_at(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The series that a start held against their rules."""
    seen: list[str] = []
    for module in (checkin_series, session_series, rota):
        real = module.replan

        def noted(*args: Any, _real: Any = real, **values: Any) -> int:
            seen.append(values["series"])
            return int(_real(*args, **values))

        monkeypatch.setattr(module, "replan", noted)
    return seen


async def everything(world: World) -> Group:
    """A group with a plan of each kind."""
    group, groups = await world.group(), world.groups
    await world.daily(group, "19:00")
    private = await groups.checkins.privately(await world.daily(group, "19:00"), private=True, note=nobody)
    await groups.places.join(group, MAYA)
    await groups.checkins.subscribe(private, MAYA, zone="Europe/Madrid", hour=19)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="19:00", minutes="30")
    await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when="19:00", until="")
    await groups.rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    return group


async def again(world: World, looked_at: list[str]) -> set[str]:
    looked_at.clear()
    await world.away(timedelta(minutes=1))
    return {one.rpartition(":")[0] if one.count(":") == 2 else one for one in looked_at}


ALL = {"checkin:1", "checkin:2", "session:1", "prompt:1"}


@pytest.mark.parametrize("database_url", ["sqlite", "postgresql"], indirect=True)
async def test_a_start_with_the_same_rules_looks_at_nothing_again(world: World, looked_at: list[str]) -> None:
    await everything(world)
    assert await again(world, looked_at) == ALL, "planned since the last start"
    assert await again(world, looked_at) == set()
    await world.passing(days=3)
    assert await again(world, looked_at) == set()


async def test_other_rules_of_a_zone_are_looked_at_once_and_those_of_others_not(
    world: World, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await everything(world)
    await again(world, looked_at)
    real = zones._rules
    monkeypatch.setattr(zones, "_rules", lambda name: b"another law" if name == "Europe/Madrid" else real(name))
    assert await again(world, looked_at) == {"checkin:1", "checkin:2"}, (
        "the group's own as well, for one asks in Madrid"
    )
    assert await again(world, looked_at) == set()
    monkeypatch.setattr(zones, "_rules", lambda _: b"another law")
    assert await again(world, looked_at) == ALL


@pytest.mark.parametrize("series", ["checkin:1@", "checkin:2:", "session:1@", "prompt:1@"])
async def test_a_plan_whose_next_time_got_lost_is_planned_again(
    world: World, looked_at: list[str], series: str
) -> None:
    await everything(world)
    await again(world, looked_at)
    await world.storage.write(lambda connection: connection.execute(delete(jobs).where(jobs.c.key.startswith(series))))
    await again(world, looked_at)
    found = await world.storage.read(lambda connection: world.agenda.history(connection, series))
    assert [one.state for one in found] == ["waiting"]


async def test_a_zone_that_nobody_knows_is_looked_at_at_each_start(
    world: World, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await everything(world)
    await again(world, looked_at)
    monkeypatch.setattr(zones, "_print", lambda _: None)
    assert await again(world, looked_at) == ALL
    assert await again(world, looked_at) == ALL


async def test_one_zone_that_nobody_knows_keeps_no_other_from_being_in_step(
    world: World, looked_at: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await everything(world)
    group = await world.groups.upkeep.create(GUILD, FAY, name="Elsewhere", channel_id=21)
    await world.daily(group, "19:00")
    moved = update(checkins).where(checkins.c.group_id == group.id).values(zone="Mars/Olympus")
    await world.storage.write(lambda connection: connection.execute(moved))
    assert await again(world, looked_at) == ALL
    assert await again(world, looked_at) == set()


async def test_one_persons_zone_that_nobody_knows_keeps_nobody_else_from_being_asked(world: World) -> None:
    group = await everything(world)
    (private,) = [one for one in await world.groups.checkins.of(group) if one.private]
    await world.groups.places.join(group, SAM)
    await world.groups.checkins.subscribe(private, SAM, zone="Europe/Madrid", hour=18)
    sams = checkin_subscribers.c.person_id == await world.people.person(SAM)
    elsewhere = update(checkin_subscribers).where(sams).values(zone="Mars/Olympus")
    await world.storage.write(lambda connection: connection.execute(elsewhere))
    await world.away(timedelta(minutes=1))
    await world.passing(days=3)
    assert len([one for one in world.messenger.to(MAYA) if one.key.startswith("checkin:")]) == 3
    paused = await world.groups.checkins.pause(await world.groups.checkins.get(group, private.id), nobody)
    await world.groups.checkins.resume(paused, nobody)
    await world.passing(days=1)
    assert len([one for one in world.messenger.to(MAYA) if one.key.startswith("checkin:")]) == 4
