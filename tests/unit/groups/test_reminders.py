"""Reminders of a session come to who chose them, whatever the hour and whatever else was written that week."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.audit import nobody
from bot.groups.meeting_model import Coming
from bot.groups.model import PlanState
from bot.messenger.budget import may_write
from bot.messenger.fake import FakeMessenger
from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, OverBudget
from tests.unit.agenda.worlds import LoopClock
from tests.unit.groups.worlds import World

MAYA, SAM = 50, 51


class Rationing(FakeMessenger):
    """Keeps to the budget of direct messages, as the real one does."""

    def __init__(self, clock: LoopClock) -> None:
        super().__init__()
        self.clock = clock

    async def direct(
        self,
        *,
        user_id: int,
        message: Message,
        key: str,
        lane: Lane,
        zone: ZoneInfo | None = None,
        rationed: bool = True,
    ) -> Outcome:
        if rationed and not may_write([], self.clock.now(), zone or ZoneInfo("UTC")):
            return OverBudget()
        return await super().direct(user_id=user_id, message=message, key=key, lane=lane, zone=zone, rationed=rationed)


@pytest.mark.parametrize("hour", ["21:30", "09:10"])
async def test_both_reminders_of_a_late_or_early_session_come_to_who_chose_them(world: World, hour: str) -> None:
    world.messenger = Rationing(world.clock)
    await world.away(timedelta())
    group = await world.group()
    session = await world.groups.sessions.propose(
        group, title="Circle", rhythm="weekly", when=f"2026-03-06 {hour}", minutes="60"
    )
    session = await world.groups.sessions.become(session, PlanState.ACTIVE, note=nobody)
    meeting = await world.groups.sessions.next_meeting(session)
    assert meeting is not None
    for person in (MAYA, SAM):
        await world.groups.places.join(group, person)
        await world.groups.meetings.answer(meeting.id, person, Coming.YES)
    await world.groups.places.prefer(group, MAYA, reminders="both")
    await world.passing(hours=(meeting.starts_at - world.clock.now()) / timedelta(hours=1) + 1)
    reminders = [one.message.content or "" for one in world.messenger.to(MAYA) if one.key.startswith("session-remind")]
    assert ["Circle begins" in one for one in reminders] == [True, True]
    assert world.messenger.to(SAM) == []
