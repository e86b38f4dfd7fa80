"""Two of them at once are one too many, and clocks may jump."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.rehearsal.shipped import Shipped

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_of_two_processes_started_at_once_one_works_and_one_says_why_not(scene: Any) -> None:
    two = [await Shipped.start(scene.folder, scene.discord.environment()) for _ in range(2)]
    scene.started += two
    ends = [asyncio.ensure_future(one.end()) for one in two]
    async with asyncio.timeout(90):
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    (loser,) = [one for one in two if not one.running]
    assert b"alongside.db is in use by process" in loser.err
    await scene.until(lambda: scene.discord.gateway.members_told)
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.quiet()
    assert scene.pages("ana") == 1
    for end in ends:
        end.cancel()


class Jumping(SystemClock):
    """The machine's clock, which somebody sets."""

    by = timedelta()

    def now(self) -> datetime:
        return super().now() + self.by


@pytest.mark.parametrize("jump", [timedelta(days=1), timedelta(hours=-1)], ids=str)
async def test_whatever_the_clock_does_somebody_in_need_is_answered_at_once(scene: Any, jump: timedelta) -> None:
    clock = Jumping()
    await scene.run(clock)
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("maya", "Ana is on call right now")
    clock.by = jump
    scene.town["sam"].write(scene.lounge, PILLS)

    await scene.sees("sam", "no peer is on call right now")
    await scene.sees("lea", "Case 2", place="alerts")
    if jump > timedelta():
        await scene.sees("lea", "Case 1")  # the ladder of the first has run out of time
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
