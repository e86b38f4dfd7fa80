"""kill -9 between any two steps of a posting: what was planned stands in the channel once, however long the bot was away.

Within the nonce window Discord itself knows a second attempt from a second message; beyond it our own messages are looked through.
A sample runs in `make test`; `make sweep` plays every point.
"""

import asyncio
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.clock import SystemClock
from bot.groups.model import PlanState
from bot.rehearsal.discord.faults import When
from tests.wire.conftest import text_of
from tests.wire.test_kill import Earlier, Point, arm, chosen, died

AWAY = timedelta(minutes=10)  # longer than any nonce is known
ONCE = ("One word?", "Coming late is fine", "Reading along is an answer", "Coming and saying nothing is coming")


@dataclass(frozen=True)
class Death:
    """A point at which it dies, and whether it comes back while nonces are known."""

    point: Point
    long: bool

    def __str__(self) -> str:
        return f"{self.point}, {'beyond' if self.long else 'within'} the window"


DEATHS = [
    Death(point, long)
    for long in (False, True)
    for point in (
        *(Point("post", when) for when in When),
        *(Point(f"die {how}", number=number) for how in ("before", "after") for number in range(1, 40)),
    )
]


def let_time_pass(scene: Any) -> None:
    """Discord forgets its nonces, and what the bot wrote down of its attempts grows old."""
    scene.discord.nonces._known.clear()
    with sqlite3.connect(scene.var / "alongside.db") as raw:
        raw.execute("UPDATE posts SET at = at - ?", (int(AWAY.total_seconds() * 1_000_000),))
    raw.close()


@pytest.mark.parametrize("death", chosen(DEATHS, share=2))
async def test_what_was_planned_is_posted_once_whenever_the_process_dies(scene: Any, death: Death) -> None:
    bot = await scene.run(Earlier())
    groups = bot.services.groups
    group = await groups.upkeep.create(
        scene.town.guild_id, scene.town["lea"].id, name="Tuesdays", channel_id=scene.lounge
    )
    due = (SystemClock().now() - timedelta(minutes=20)).astimezone(ZoneInfo("Europe/London"))
    when = f"{due:%H:%M}"
    checkin = await groups.checkins.propose(group, question="One word?", rhythm="daily", when=when, until="")
    await groups.checkins.save(checkin)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when=when, minutes="60")
    await groups.sessions.become(session, PlanState.ACTIVE)
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when=when, until="")
    await groups.rota.become(plan, plan.version, PlanState.ACTIVE)
    await scene.stop(bot)

    scene.order("" if death.point.when else str(death.point))
    starting = asyncio.ensure_future(scene.start_obedient())
    if death.point.when is not None:
        await scene.until(lambda: scene.started)
        arm(scene, scene.started[-1], death.point)
    await asyncio.wait({starting}, timeout=30)
    await died(scene, scene.started[-1], 10)
    starting.cancel()
    if death.long:
        let_time_pass(scene)

    await scene.start_obedient()
    for words in ONCE:
        await scene.sees("sam", words, place="lounge")
    await scene.quiet(6)
    posted = [text_of(one) for one in scene.town["sam"].reads(scene.lounge)]
    assert {words: sum(words in one for one in posted) for words in ONCE} == dict.fromkeys(ONCE, 1)
