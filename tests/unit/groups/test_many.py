"""Thousands of check-ins in the same minute: the bulk lane keeps its pace, and each is posted once."""

from datetime import timedelta

from bot.messenger.pacing import BULK_RATE
from tests.benchmarks.many_checkins import Paced, plan_many
from tests.unit.groups.worlds import GUILD, World

CHANNELS, EACH = 80, 3


async def test_check_ins_of_many_channels_in_one_minute_keep_the_lanes_pace(world: World) -> None:
    world.messenger = messenger = Paced(seconds=0.1)
    groups = await world.away(timedelta(0))
    due = world.clock.now() + timedelta(minutes=1)
    await plan_many(groups.parts, guild_id=GUILD, channels=range(1_000, 1_000 + CHANNELS), due=due, each=EACH)
    # The process is away for that minute: all of them are due at once.
    await world.away(timedelta(minutes=3))
    await world.passing(seconds=60)
    assert len(messenger.keys) == len(set(messenger.keys)) == CHANNELS * EACH
    assert messenger.rate >= 0.95 * BULK_RATE
