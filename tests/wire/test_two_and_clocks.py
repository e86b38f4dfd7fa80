"""Two of them at once are one too many, and clocks may jump."""

import asyncio
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.moderation import timetable
from bot.moderation.policy import AFTER, Step
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


ON_SHIFT, NOBODY = "I am telling Ana, a peer from here.", "no peer is on call right now"


@pytest.mark.parametrize(
    ("jump", "told"),
    [
        (timedelta(hours=1), ON_SHIFT),
        (timedelta(days=1), NOBODY),
        (timedelta(hours=-1), NOBODY),
        (timedelta(days=-1), NOBODY),
    ],
    ids=str,
)
async def test_whatever_the_clock_does_somebody_in_need_is_answered_at_once(
    scene: Any, jump: timedelta, told: str
) -> None:
    clock = Jumping()
    await scene.run(clock)
    first = scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("maya", ON_SHIFT)
    await scene.until(lambda: scene.page("ana", first))
    clock.by = jump
    second = scene.town["sam"].write(scene.lounge, PILLS)

    await scene.sees("sam", told)
    await scene.sees("lea", "Case 2", place="alerts")
    if told == ON_SHIFT:
        await scene.until(lambda: scene.page("ana", second))
    if jump > timedelta():
        await scene.sees("lea", "Case 1")  # the ladder of the first has run out of time
    await scene.answered(await scene.town["ana"].press(scene.page("ana", first), "I'm on it"))
    await scene.sees("maya", "Ana is here for you now")
    await scene.quiet(1.0)
    assert sum("Ana is here for you now" in one.content for one in scene.town["maya"].inbox()) == 1


@pytest.mark.parametrize("back", [timedelta(hours=1), timedelta(days=1)], ids=str)
async def test_the_next_rungs_come_in_their_time_though_the_clock_is_set_back(
    scene: Any, monkeypatch: pytest.MonkeyPatch, back: timedelta
) -> None:
    """With a ladder of seconds in place of minutes: to its loud end, and *I'm on it* counts after it."""
    for step, seconds in zip(Step, (0, 4, 6, 8), strict=True):
        monkeypatch.setitem(AFTER, step, timedelta(seconds=seconds))
    monkeypatch.setattr(timetable, "WITHOUT_AGENDA_AFTER", 1.0)
    clock = Jumping()
    await scene.run(clock)
    key = scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("maya", ON_SHIFT)
    await scene.until(lambda: scene.page("ana", key))
    clock.by = -back

    await scene.until(lambda: scene.page("lea", key))
    await scene.sees("lea", "nobody has answered", place="alerts")
    await scene.sees("maya", "I have not reached anybody for you so far")
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
    await scene.quiet()
    assert (scene.pages("ana"), len(scene.cards())) == (1, 1)
