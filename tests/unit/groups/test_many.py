"""Thousands of check-ins in the same minute: the bulk lane keeps its pace, and each is posted once."""

import asyncio
from datetime import timedelta

from bot.messenger.fake import FakeMessenger
from bot.messenger.lanes import Lanes
from bot.messenger.message import Message
from bot.messenger.pacing import BULK_RATE
from bot.messenger.port import Lane, Outcome
from tests.benchmarks.many_checkins import plan_many
from tests.unit.groups.worlds import GUILD, World

CHANNELS, EACH = 80, 3


class Paced(FakeMessenger):
    """Posts through the real lanes; Discord takes a tenth of a second to answer."""

    def __init__(self) -> None:
        super().__init__()
        self.lanes = Lanes()
        self.at: list[float] = []

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        async with self.lanes.enter(f"send:{channel_id}", lane):
            self.at.append(asyncio.get_running_loop().time())
            await asyncio.sleep(0.1)
            return await super().post(channel_id=channel_id, message=message, key=key, lane=lane)


async def test_check_ins_of_many_channels_in_one_minute_keep_the_lanes_pace(world: World) -> None:
    world.messenger = messenger = Paced()
    groups = await world.away(timedelta(0))
    due = world.clock.now() + timedelta(minutes=1)
    await plan_many(groups.parts, guild_id=GUILD, channels=range(1_000, 1_000 + CHANNELS), due=due, each=EACH)
    # The process is away for that minute: all of them are due at once.
    await world.away(timedelta(minutes=3))
    await world.passing(seconds=60)
    posted = [one.key for one in messenger.posted if one.key.startswith("checkin:")]
    assert len(posted) == len(set(posted)) == CHANNELS * EACH
    took = max(messenger.at) - min(messenger.at)
    assert len(messenger.at) / took >= 0.95 * BULK_RATE
