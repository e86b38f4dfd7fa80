"""Check-ins that ask each at their own hour: what facilitators see of them, and a day that is left out for all."""

from datetime import timedelta

from bot.audit import nobody
from bot.groups.model import CheckIn, PlanState
from bot.texts import Speaker
from bot.ui.groups.plan_screens import plan_screen, why_screen
from tests.unit.groups.test_people import MAYA, SAM, ask_privately
from tests.unit.groups.worlds import World, spoken

FIVE = (50, 51, 52, 53, 54)


def english() -> Speaker:
    return spoken().speaker("en")


async def why(world: World, checkin: CheckIn) -> str:
    checkins = world.groups.checkins
    days = await checkins.why_privately(checkin)
    return why_screen(await world.the_group(), checkin, await checkins.why(checkin), english(), days).cards[0].body


async def shown(world: World, checkin: CheckIn) -> str:
    group = await world.the_group()
    current = await world.groups.checkins.get(group, checkin.id)
    off = await world.groups.checkins.left_out(current)
    return plan_screen(group, current, world.clock.now(), english(), off=off).cards[0].fields[1].value


async def test_why_tells_of_private_check_ins_in_sums_of_five_people_at_least(world: World) -> None:
    group = await world.group()
    checkin = await ask_privately(world, group, *FIVE)
    await world.passing(days=1)
    assert (await why(world, checkin)).count("at least 5 people were asked privately") == 1
    await world.groups.checkins.unsubscribe(checkin, MAYA)
    await world.passing(days=1)
    assert (await why(world, checkin)).count("fewer than five people, or nobody, were asked privately") == 1
    await world.groups.checkins.subscribe(checkin, MAYA, zone="UTC", hour=19)
    await world.groups.places.join(group, 55)
    await world.groups.checkins.subscribe(checkin, 55, zone="UTC", hour=19)
    await world.passing(days=1)
    told = await why(world, checkin)
    assert told.count("at least 5 people") == 2, "six are told as five, so that nobody is seen to come or go"


async def test_a_day_is_told_alike_whether_few_were_asked_or_nobody(world: World) -> None:
    checkin = await ask_privately(world, await world.group(), MAYA)
    await world.passing(days=1)
    first = (await why(world, checkin)).splitlines()
    await world.groups.checkins.unsubscribe(checkin, MAYA)
    await world.passing(days=1)
    second = (await why(world, checkin)).splitlines()
    assert len(first) == 1
    assert len(second) == 2
    assert second[0].partition(" · ")[2] == second[1].partition(" · ")[2]


async def test_time_off_of_fewer_than_five_is_told_to_nobody(world: World) -> None:
    group = await world.group()
    checkin = await ask_privately(world, group, *FIVE, 55)
    await world.groups.places.time_off(group, MAYA, world.clock.now() + timedelta(days=30))
    await world.passing(days=1)
    assert "time off" not in await why(world, checkin)
    for person in (*FIVE, 55):
        await world.groups.places.time_off(group, person, world.clock.now() + timedelta(days=30))
    await world.passing(days=1)
    assert "At least 5 people take time off" in await why(world, checkin)


async def test_why_tells_that_the_bot_was_away(world: World) -> None:
    checkin = await ask_privately(world, await world.group(), MAYA)
    await world.passing(minutes=30)
    await world.away(timedelta(days=3), killed=True)
    await world.passing(minutes=5)
    assert "For some, or for all:" in await why(world, checkin)


async def test_a_day_is_left_out_for_everybody_who_is_asked_privately(world: World) -> None:
    group = await world.group()
    checkin = await ask_privately(world, group, MAYA)
    checkins = world.groups.checkins
    off = await checkins.skip(await checkins.get(group, checkin.id), nobody)
    assert off is not None
    lines = (await shown(world, checkin)).splitlines()
    assert [line.endswith("left out") for line in lines] == [True, False, False, False, False]
    await world.groups.places.join(group, SAM)
    first = await checkins.subscribe(checkin, SAM, zone="America/Lima", hour=19)  # after it was left out
    assert first is not None
    assert first.local.date() == off.date() + timedelta(days=1), "and told the first day that stays"
    await world.passing(hours=12)
    assert [len(world.messenger.to(person)) for person in (MAYA, SAM)] == [0, 0]
    assert "A facilitator left it out." in await why(world, checkin)
    await world.passing(days=1)
    assert [len(world.messenger.to(person)) for person in (MAYA, SAM)] == [1, 1]


async def test_a_day_that_was_left_out_is_asked_after_all(world: World) -> None:
    group = await world.group()
    checkin = await ask_privately(world, group, MAYA)
    checkins = world.groups.checkins
    off = [await checkins.skip(await checkins.get(group, checkin.id), nobody) for _ in range(2)]
    assert off[0] is not None
    assert off[1] == off[0] + timedelta(days=1), "twice leaves out two days"
    assert await checkins.ask_after_all(await checkins.get(group, checkin.id), nobody) == off[0]
    await world.passing(hours=48)
    assert len(world.messenger.to(MAYA)) == 1
    assert not world.posted(), "and the group is not asked for it"


async def test_what_rests_has_no_next_day_to_leave_out(world: World) -> None:
    group = await world.group()
    checkin = await ask_privately(world, group, MAYA)
    await world.groups.checkins.pause(await world.groups.checkins.get(group, checkin.id), nobody)
    paused = await world.groups.checkins.get(group, checkin.id)
    assert await world.groups.checkins.skip(paused, nobody) is None


async def test_why_can_be_asked_of_what_was_deleted(world: World) -> None:
    group = await world.group()
    checkin, checkins = await ask_privately(world, group, *FIVE), world.groups.checkins
    unasked = await world.daily(group, "19:00")
    await checkins.delete(unasked, nobody)
    await world.passing(days=1)
    await checkins.delete(await checkins.get(group, checkin.id), nobody)
    await world.passing(days=10)
    assert [one.id for one in await checkins.explained(group)] == [checkin.id], (
        "and of what was never asked there is nothing"
    )
    assert "at least 5 people" in await why(world, await checkins.get(group, checkin.id))


async def test_one_that_asks_privately_is_over_after_its_last_day_and_asks_everybody_on_it(world: World) -> None:
    group = await world.group()
    last = f"{(world.clock.now() + timedelta(days=2)):%Y-%m-%d}"
    proposed = await world.groups.checkins.propose(
        group, question="How are you?", rhythm="daily", when="19:00", until=last
    )
    checkin = await world.groups.checkins.privately(
        await world.groups.checkins.save(proposed, note=nobody), private=True, note=nobody
    )
    asked = {MAYA: ("Pacific/Kiritimati", 1), SAM: ("Pacific/Pago_Pago", 23)}
    for person, (zone, hour) in asked.items():
        await world.groups.places.join(group, person)
        await world.groups.checkins.subscribe(checkin, person, zone=zone, hour=hour)
    await world.passing(days=7)

    days = await world.groups.checkins.why_privately(checkin)
    assert max(f"{day}" for day, found in days.items() if found.asked) == last
    assert days[max(days)].asked == 2, "both were asked on the last day"
    assert (await world.groups.checkins.get(group, checkin.id)).state is PlanState.ENDED
