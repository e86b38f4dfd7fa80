"""What is pressed or typed twice does no more than once, and takes nothing back."""

import asyncio

import pytest

from bot.audit import Cause, nobody
from bot.groups.errors import ChangedMeanwhile
from bot.groups.model import PlanState, Role
from tests.unit.groups.worlds import World

MAYA, KIM = 50, 52


async def test_join_pressed_twice_on_the_last_place_keeps_it(world: World) -> None:
    group = await world.group()
    group = await world.groups.upkeep.change(group, by=Cause.OPERATOR, capacity=2)
    await world.groups.places.join(group, KIM)
    await world.people.person(MAYA)
    joined = await asyncio.gather(*(world.groups.places.join(group, MAYA) for _ in range(2)))
    assert [one.role for one in joined] == [Role.PARTICIPANT, Role.PARTICIPANT]
    belonging = await world.groups.roster.belonging(group, MAYA)
    assert belonging is not None
    assert belonging.role is Role.PARTICIPANT


async def test_a_check_in_deleted_twice_comes_back_as_it_was(world: World) -> None:
    checkins = world.groups.checkins
    checkin = await checkins.delete(await world.daily(await world.group(), "19:00"), nobody)
    for again in (checkins.delete, checkins.pause, checkins.resume):
        with pytest.raises(ChangedMeanwhile):
            await again(checkin, nobody)
    back = await checkins.restore(checkin, nobody)
    assert back.state is PlanState.ACTIVE
    assert await checkins.next_at(back) is not None


async def test_a_session_deleted_twice_comes_back_as_it_was(world: World) -> None:
    sessions = world.groups.sessions
    group = await world.group()
    session = await sessions.propose(group, title="Circle", rhythm="weekly", when="2026-03-04 18:00", minutes="60")
    session = await sessions.become(session, PlanState.ACTIVE, note=nobody)
    session = await sessions.become(session, PlanState.DELETED, note=nobody)
    for state in (PlanState.DELETED, PlanState.PAUSED):
        with pytest.raises(ChangedMeanwhile):
            await sessions.become(session, state, note=nobody)
    assert (await sessions.become(session, PlanState.ACTIVE, note=nobody)).state is PlanState.ACTIVE
