"""Check-ins by the thousand, due within one minute: planned before a measurement, and posted at the lanes' pace."""

import asyncio
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Rule, plan_next
from bot.groups import book, checkin_book
from bot.groups.checkin_times import POST
from bot.groups.model import CAPACITY, OPEN_HOURS, PlanState
from bot.messenger.fake import FakeMessenger
from bot.messenger.lanes import Lanes
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent
from bot.parts import Parts

EACH: Final = 20
"""Check-ins a channel: 500 channels make the ten thousand that the design speaks of."""


class Paced(FakeMessenger):
    """Posts as the real messenger does: through the lanes, no faster than Discord answers (`seconds` a request), keeping no message."""

    def __init__(self, seconds: float) -> None:
        super().__init__()
        self._seconds, self._lanes = seconds, Lanes()
        self.at: list[float] = []
        self.keys: list[str] = []
        """What was posted of check-ins, in order."""

    async def post(self, *, channel_id: int, message: Message, key: str, lane: Lane) -> Outcome:
        async with self._lanes.enter(f"send:{channel_id}", lane):
            self.at.append(asyncio.get_running_loop().time())
            await asyncio.sleep(self._seconds)
            if key.startswith("checkin:"):
                self.keys.append(key)
            return Sent(channel_id, len(self.at))

    @property
    def rate(self) -> float:
        """Posts a second between the first and the last."""
        return (len(self.at) - 1) / (max(self.at) - min(self.at))


async def plan_many(
    parts: Parts, *, guild_id: int, channels: Sequence[int], due: datetime, each: int = EACH
) -> list[int]:
    """Plan daily check-ins in groups of these channels, spread over the minute after `due` (UTC); return their ids.

    Those of a minute that has passed are late, and all due at once.
    """
    planned: list[int] = []
    for number, channel in enumerate(channels):
        planned += await parts.storage.write(
            partial(_one_group, parts=parts, guild_id=guild_id, channel=channel, number=number, due=due, each=each)
        )
    return planned


def _one_group(
    connection: Connection, *, parts: Parts, guild_id: int, channel: int, number: int, due: datetime, each: int
) -> list[int]:
    now = parts.clock.now()
    group = book.create(
        connection,
        guild_id=guild_id,
        name=f"Group {number}",
        channel_id=channel,
        zone="UTC",
        locale="en",
        capacity=CAPACITY,
        created_at=now,
    )
    made = []
    for place in range(each):
        starts = due.astimezone(UTC).replace(tzinfo=None, microsecond=0) + timedelta(seconds=place * 60 // each)
        checkin = checkin_book.create(
            connection,
            group.id,
            question="How are you today?",
            rule=Rule("FREQ=DAILY", starts, "UTC"),
            open_hours=OPEN_HOURS,
            at=now,
        )
        checkin_book.note(connection, checkin.id, state=PlanState.ACTIVE)
        plan_next(
            parts.agenda,
            connection,
            kind=POST,
            series=checkin.series,
            rule=checkin.rule,
            after=min(now, due) - timedelta(seconds=1),
            payload={"checkin": checkin.id, "person": 0},
        )
        made.append(checkin.id)
    return made
