"""Check-ins by the thousand, due within one minute: what benches plan before they measure."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Rule, plan_next
from bot.groups import book, checkin_book
from bot.groups.checkin_series import POST
from bot.groups.model import CAPACITY, OPEN_HOURS, PlanState
from bot.parts import Parts

EACH: Final = 20
"""Check-ins a channel: 500 channels make the ten thousand that the design speaks of."""


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
