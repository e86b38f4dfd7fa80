"""kill -9 between any two steps of a posting, a close, an end and a reminder: each stands there once, however long the bot was away.

Within the nonce window Discord itself knows a second attempt from a second message; beyond it our own messages are looked through.
A sample runs in `make test`; `make sweep` plays every point.
"""

import asyncio
import sqlite3
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.agenda import Agenda
from bot.agenda.recurrence import KEY_MARK
from bot.audit import nobody
from bot.clock import SystemClock
from bot.groups.checkin_close import CLOSE
from bot.groups.meeting_model import Coming, MeetingState
from bot.groups.model import PlanState
from bot.groups.session_series import END, REMIND
from bot.rehearsal.discord.faults import When
from tests.wire.conftest import text_of
from tests.wire.test_kill import Earlier, Point, arm, chosen, died, steps

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
        *steps(39, sure=0),
    )
]


ENDINGS = [
    Death(point, long)
    for long in (False, True)
    for point in (
        *(Point(what, when) for what in ("post", "notice", "reminder") for when in When),
        *steps(39, sure=0),
    )
]


def let_time_pass(scene: Any) -> None:
    """Discord forgets its nonces, and what the bot wrote down of its attempts grows old."""
    scene.discord.nonces._known.clear()
    with sqlite3.connect(scene.var / "alongside.db") as raw:
        raw.execute("UPDATE posts SET at = at - ?", (int(AWAY.total_seconds() * 1_000_000),))
    raw.close()


@pytest.mark.parametrize("death", chosen(DEATHS, share=4))
async def test_what_was_planned_is_posted_once_whenever_the_process_dies(scene: Any, death: Death) -> None:
    bot = await scene.run(Earlier())
    groups = bot.services.groups
    group = await groups.upkeep.create(
        scene.town.guild_id, scene.town["lea"].id, name="Tuesdays", channel_id=scene.lounge
    )
    due = (SystemClock().now() - timedelta(minutes=20)).astimezone(ZoneInfo("Europe/London"))
    when = f"{due:%H:%M}"
    checkin = await groups.checkins.propose(group, question="One word?", rhythm="daily", when=when, until="")
    await groups.checkins.save(checkin, nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when=when, minutes="60")
    await groups.sessions.become(session, PlanState.ACTIVE, nobody)
    plan = await groups.rota.propose(group, theme=None, rhythm="daily", when=when, until="")
    await groups.rota.become(plan, plan.version, PlanState.ACTIVE, nobody)
    await scene.stop(bot)

    await die_and_come_back(scene, death)
    for words in ONCE:
        await scene.sees("sam", words, place="lounge")
    await scene.quiet(6)
    posted = [text_of(one) for one in scene.town["sam"].reads(scene.lounge)]
    assert {words: sum(words in one for one in posted) for words in ONCE} == dict.fromkeys(ONCE, 1)


async def die_and_come_back(scene: Any, death: Death) -> None:
    """Start the shipped process, have it die, and start it again, soon or when Discord knows no nonce any more."""
    scene.order("" if death.point.when else str(death.point))
    starting = asyncio.ensure_future(scene.start_obedient())
    if death.point.when is not None:
        await scene.until(lambda: scene.started)
        arm(scene, scene.started[-1], death.point)
    await asyncio.wait({starting}, timeout=30)
    await died(scene, scene.started[-1], death.point, 10)
    starting.cancel()
    if death.long:
        let_time_pass(scene)
    await scene.start_obedient()


@pytest.mark.parametrize("death", chosen(ENDINGS, share=4))
async def test_a_close_an_end_and_a_reminder_are_posted_once_whenever_the_process_dies(
    scene: Any, death: Death
) -> None:
    bot = await scene.run()
    groups, agenda, town = bot.services.groups, bot.services.agenda, scene.town
    group = await groups.upkeep.create(town.guild_id, town["lea"].id, name="Tuesdays", channel_id=scene.lounge)
    group = await groups.upkeep.change(group, by=town["lea"].id, zone=noon())
    await groups.places.join(group, town["sam"].id)
    await groups.places.prefer(group, town["sam"].id, reminders="both")
    checkin = await groups.checkins.propose(group, question="One word?", rhythm="daily", when="18:00", until="")
    checkin = await groups.checkins.save(checkin, nobody)
    session = await groups.sessions.propose(group, title="Circle", rhythm="daily", when="18:00", minutes="60")
    session = await groups.sessions.become(session, PlanState.ACTIVE, nobody)
    meeting = await groups.sessions.next_meeting(session)
    await now(bot, agenda, checkin.series + KEY_MARK)
    await scene.sees("sam", "One word?", place="lounge")
    ((_, post),) = await found(lambda: groups.open_posts([group.id], town["sam"].id))
    await groups.replies.tap(await groups.replies.asked(town.guild_id, post.id, town["sam"].id), town["sam"].id, 4)
    await groups.course.start_now(meeting.id, nobody)
    await scene.sees("sam", "Coming late is fine", place="lounge")
    following = (await found(lambda: planned(groups, session)))[0]
    await groups.meetings.answer(following.id, town["sam"].id, Coming.YES)
    agenda.hold("test")
    for kind in (CLOSE, END, f"{REMIND}:{following.id}"):
        await now(bot, agenda, f"{kind}:")
    await scene.stop(bot)

    await die_and_come_back(scene, death)
    for words in ("One word? ·", "It is over for today"):
        await scene.sees("sam", words, place="lounge")
    await scene.sees("lea", "has closed", place="facilitators")
    await scene.sees("sam", "You said you would come")
    await scene.quiet(6)
    read = [text_of(one) for one in (*town["sam"].reads(scene.lounge), *town["lea"].reads(town.places["facilitators"]))]
    read += [text_of(one) for one in town["sam"].inbox()]
    once = ("One word? ·", "It is over for today", "has closed", "You said you would come")
    assert {words: sum(words in text for text in read) for words in once} == dict.fromkeys(once, 1)


def noon() -> str:
    """A zone in which it is about noon, for nobody is reminded at night."""
    east = 12 - SystemClock().now().hour
    return f"Etc/GMT{-east:+d}"


async def now(bot: Any, agenda: Agenda, prefix: str) -> None:
    """Have the earliest of some jobs come due now."""

    def work(connection: Any) -> None:
        waiting = [one for one in agenda.history(connection, prefix) if one.state == "waiting"]
        agenda.reschedule(connection, min(waiting, key=lambda one: one.due).key, SystemClock().now())

    await bot.services.storage.write(work)


async def planned(groups: Any, session: Any) -> list[Any]:
    """The meetings that have not begun."""
    return [one for _, one in await groups.sessions.coming([session.group_id]) if one.state is MeetingState.PLANNED]


async def found(look: Callable[[], Awaitable[list[Any]]]) -> list[Any]:
    """What is there, as soon as something is."""
    for _ in range(200):
        if there := await look():
            return there
        await asyncio.sleep(0.1)
    raise AssertionError("nothing came")
