"""kill -9 at every step: what was acknowledged is kept, nothing comes twice, and paging goes on within ten seconds.

`make sweep` takes every point, in an order by a seed that it prints; `make test` takes a few, by a seed that each name holds.
Where a start is timed it is a cold one; all others are of a process whose modules were read before (born.py).
"""

import asyncio
import os
import random
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.audit import nobody
from bot.clock import SystemClock
from bot.rehearsal.discord.faults import When, call, request
from tests.wire.conftest import PATIENCE
from tests.wire.pace import slowness, waited

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
SEED = int(os.environ.get("SWEEP_SEED", "1"))
SIZE = int(os.environ.get("SWEEP_SIZE", "4"))
AGAIN = 10.0  # seconds from the kill until paging goes on, the start included (DESIGN §12)


@dataclass(frozen=True)
class Point:
    """Where it is killed: at a request, at a writing transaction, or some milliseconds after the words came."""

    what: str
    when: When | None = None
    number: int = 0
    sure: bool = True  # it comes in every run; the last writing transactions may be one

    def __str__(self) -> str:
        return f"{self.what} {self.number or ''} {self.when.name.lower() if self.when else ''}".strip()


def steps(how_many: int, *, sure: int) -> list[Point]:
    """Before and after each of so many writing transactions; those past `sure` do not come in every run."""
    return [
        Point(f"die {how}", number=number, sure=number <= sure)
        for how in ("before", "after")
        for number in range(1, how_many + 1)
    ]


REQUESTS = ("card", "page", "words", "opening")
CRISIS = [
    *(Point(what, when) for what in REQUESTS for when in When),
    *steps(16, sure=12),
    *(Point("moment", number=number) for number in range(5, 300, 25)),
]
POSTING = [
    *(Point("post", when) for when in When),
    *steps(9, sure=9),
]
FORM = [
    *(Point("callback", when) for when in When),
    *steps(10, sure=8),
]

HOLDING = [
    *(Point(what, when) for what in ("callback", "words", "edit") for when in When),
    *steps(3, sure=3),
]
TOGETHER = [
    *(Point(what, when) for what in ("callback", "thread", "member", "welcome") for when in When),
    *steps(4, sure=4),
]
CLOSING = [
    *steps(8, sure=6),
    *(Point(f"break {step} {how}") for step in ("all", "overwrite_key", "unlink") for how in ("before", "after")),
]


def chosen(points: Sequence[object], share: int = 1) -> list[Any]:
    some = random.Random(SEED).sample(points, min(len(points), max(1, SIZE // share)))
    return [pytest.param(point, id=f"seed {SEED}: {point}") for point in some]


def arm(scene: Any, process: Any, point: Point) -> None:
    """Have the process die at a point that is still to come."""
    faults, town = scene.discord.requests.faults, scene.town
    wanted = {
        "card": f"POST /channels/{town.places['alerts']}/messages",
        "page": f"POST /channels/{town['ana'].direct}/messages",
        "words": f"POST /channels/{town['maya'].direct}/messages",
        "opening": "POST /users/@me/channels",
        "post": f"POST /channels/{scene.lounge}/messages",
        "notice": f"POST /channels/{town.places['facilitators']}/messages",
        "reminder": f"POST /channels/{town['sam'].direct}/messages",
        "callback": "POST /interactions/*/*/callback",
        "edit": f"PATCH /channels/{town.places['alerts']}/messages/*",
        "thread": f"POST /channels/{town.places['support']}/threads",
        "member": "PUT /channels/*/thread-members/*",
        "welcome": "POST /channels/*/messages",
    }
    if point.when is not None:
        faults.add(request(wanted[point.what]), call(process.kill), when=point.when)
    elif point.what == "moment":
        asyncio.get_running_loop().call_later(point.number / 1000, process.kill)
    else:
        scene.order(f"{point.what} {point.number or ''}".strip())


async def died(scene: Any, process: Any, point: Point, within: float) -> None:
    """Wait until it is dead; a point that need not come may never come, and then it is killed past the time."""
    came = True
    try:
        async with asyncio.timeout(PATIENCE if point.sure else within):
            await process.end()
    except TimeoutError:
        came = False
        process.kill()
        await process.end()
    finally:
        scene.order()
        scene.discord.requests.faults.clear()
    scene.record("died at its point", came)
    assert came or not point.sure, f"{point} never came"


@pytest.mark.parametrize("point", chosen(CRISIS))
async def test_a_crisis_survives_the_death_of_the_process(scene: Any, point: Point) -> None:
    process = await scene.start_obedient()
    scene.town["maya"].write(scene.lounge, PILLS)
    arm(scene, process, point)
    await died(scene, process, point, 4)

    loop = asyncio.get_running_loop()
    killed = loop.time()
    process = await scene.start_obedient(cold=True)
    await scene.sees("ana", "Case")
    await scene.sees("ana", "Case", place="alerts")
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    took = loop.time() - killed - waited(process.pid)
    assert took <= AGAIN * slowness(), "of its own, on a machine of usual speed"
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")

    await scene.quiet(1.0)
    assert len(scene.cards()) == 1
    assert scene.pages("ana") == 1
    assert sum("I am telling Ana, a peer from here." in one.content for one in scene.town["maya"].inbox()) == 1
    assert sum("Ana is here for you now" in one.content for one in scene.town["maya"].inbox()) == 1


def rooms(scene: Any) -> list[Any]:
    return [one for one in scene.discord.store.channels.values() if one.is_thread]


@pytest.mark.parametrize("point", chosen(HOLDING, share=2))
async def test_a_case_that_was_taken_is_told_whenever_the_process_dies(scene: Any, point: Point) -> None:
    process = await scene.start_obedient()
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    await scene.quiet()
    arm(scene, process, point)
    page = scene.with_button("ana", "I'm on it")
    turn = await scene.town["ana"].press(page, "I'm on it")
    await died(scene, process, point, 3)

    told = turn.told
    await scene.start_obedient()
    await scene.quiet(1.0)
    if scene.with_button("ana", "I'm on it") is not None and not told:
        await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")
    await scene.until(lambda: "Ana is on it" in str(scene.latest_card().embeds))
    await scene.quiet(1.0)
    assert sum("Ana is here for you now" in one.content for one in scene.town["maya"].inbox()) == 1
    assert (len(scene.cards()), scene.pages("ana")) == (1, 1)


@pytest.mark.parametrize("point", chosen(TOGETHER, share=2))
async def test_one_private_space_is_opened_whenever_the_process_dies(scene: Any, point: Point) -> None:
    process = await scene.start_obedient()
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case 1")
    await scene.press("ana", "I'm on it")
    await scene.press("ana", "Offer a private space")
    offer = await scene.sees("maya", "offers you a private place")
    await scene.quiet()
    arm(scene, process, point)
    turn = await scene.town["maya"].press(offer, "Yes, open it")
    await died(scene, process, point, 3)

    acknowledged = bool(turn.private)  # she saw that an answer is coming
    await scene.start_obedient()
    if acknowledged:
        await scene.until(lambda: rooms(scene))
        await scene.until(lambda: {scene.town["maya"].id, scene.town["ana"].id} <= set(rooms(scene)[0].thread_members))
        await scene.until(
            lambda: any("this is your place" in one.content for one in scene.town["maya"].reads(rooms(scene)[0].id))
        )
    answer = await scene.answered(await scene.town["maya"].press(offer, "Yes, open it"))
    await scene.until(lambda: answer.private)
    assert "is open" in answer.private[-1].content
    (room,) = rooms(scene)
    assert {scene.town["maya"].id, scene.town["ana"].id} <= set(room.thread_members)
    await scene.quiet()
    said = [one for one in scene.town["maya"].reads(room.id) if "this is your place" in one.content]
    assert len(said) == 1, "who can read it is said once"


async def test_a_bot_that_never_runs_for_long_reads_back_what_was_written_before_its_death(scene: Any) -> None:
    """Discord calls a session ready some seconds after it began, and a bot that keeps dying never gets there."""
    for _ in range(2):
        process = await scene.start()
        await process.stop()
    process = await scene.start()
    scene.town["maya"].write(scene.lounge, PILLS)
    process.kill()
    await process.end()

    await scene.start()
    await scene.sees("ana", "Case", within=AGAIN * slowness())
    await scene.sees("maya", "I am telling Ana, a peer from here.", within=AGAIN * slowness())


class Earlier(SystemClock):
    """An hour ago."""

    def now(self) -> datetime:
        return super().now() - timedelta(hours=1)


@pytest.mark.parametrize("point", chosen(POSTING, share=2))
async def test_a_check_in_is_posted_once_whenever_the_process_dies(scene: Any, point: Point) -> None:
    bot = await scene.run(Earlier())
    groups, zone = bot.services.groups, ZoneInfo("Europe/London")
    group = await groups.upkeep.create(
        scene.town.guild_id, scene.town["lea"].id, name="Tuesdays", channel_id=scene.lounge
    )
    due = (SystemClock().now() - timedelta(minutes=20)).astimezone(zone)
    checkin = await groups.checkins.propose(group, question="One word?", rhythm="daily", when=f"{due:%H:%M}", until="")
    await groups.checkins.save(checkin, nobody)
    await scene.stop(bot)
    before = len(scene.town["sam"].reads(scene.lounge))

    scene.discord.gateway.faults.clear()
    arm_later = point.when is None
    if arm_later:
        scene.order(f"{point.what} {point.number + 3}")
    starting = asyncio.ensure_future(scene.start_obedient())
    if not arm_later:
        await scene.until(lambda: scene.started)
        arm(scene, scene.started[-1], point)
    await asyncio.wait({starting}, timeout=20)
    await died(scene, scene.started[-1], point, 6)
    starting.cancel()

    await scene.start_obedient()
    await scene.sees("sam", "One word?", place="lounge")
    await scene.quiet(1.5)
    posted = scene.town["sam"].reads(scene.lounge)[before:]
    assert sum("One word?" in str(one.embeds) + one.content for one in posted) == 1


@pytest.mark.parametrize("point", chosen(FORM, share=2))
async def test_a_form_that_was_sent_counts_once_whenever_the_process_dies(scene: Any, point: Point) -> None:
    process = await scene.start_obedient()
    scene.town["maya"].write(scene.lounge, PILLS)
    await scene.sees("ana", "Case")
    await scene.press("ana", "I'm on it")
    shown = await scene.press("ana", "Resolve")
    arm(scene, process, point)
    sent = await scene.town["ana"].fill(shown, outcome=["talked"], note="we talked")
    await died(scene, process, point, 4)

    told = sent.told
    await scene.start_obedient()
    await scene.quiet(1.0)
    if scene.with_button("ana", "Resolve") is not None and not told:
        again = await scene.press("ana", "Resolve")
        if again.form is not None:
            await scene.answered(await scene.town["ana"].fill(again, outcome=["talked"], note="we talked"))
    await scene.sees("maya", "Thank you for letting somebody be there")
    await scene.until(lambda: "closed" in str(scene.latest_card().embeds))
    await scene.quiet(1.5)
    assert sum("Thank you for letting" in one.content for one in scene.town["maya"].inbox()) == 1


def state(scene: Any) -> str:
    """What a dead process has written of the only survey."""
    with sqlite3.connect(scene.var / "alongside.db") as raw:
        ((found,),) = raw.execute("SELECT state FROM surveys")
    raw.close()
    return str(found)


@pytest.mark.parametrize("point", chosen(CLOSING, share=2))
async def test_a_close_ends_the_same_whenever_the_process_dies(scene: Any, point: Point) -> None:
    people = [f"guest{number}" for number in range(6)]
    for name in people:
        scene.town.people[name] = scene.discord.people.somebody(name, guild_id=scene.town.guild_id)
    process = await scene.start_obedient()
    await scene.until(lambda: scene.discord.store.commands)
    scene.discord.people.open_commands(scene.town.guild_id, [scene.town.roles["facilitator"]], "survey")
    noor = scene.town["noor"]
    await scene.answered(await noor.command(scene.lounge, "survey open", survey="template:session"))
    await scene.sees("maya", "How was the session?", place="lounge")
    for number, who in enumerate(people):
        shown = await scene.press(who, "Answer", place="lounge")
        form = await scene.answered(await scene.town[who].press(shown.private[-1], "Begin"))
        chosen = {"a0": [str(number % 3 + 2)], "a1": ["2"], "a2": ["rather_not"], "a3": ["no"]}
        more = await scene.answered(await scene.town[who].fill(form, **chosen))
        form = await scene.answered(await scene.town[who].press(more.private[-1], "Continue"))
        await scene.answered(await scene.town[who].fill(form, a4="", a5=["no"]))
    await scene.quiet(1.0)
    arm(scene, process, point)
    turn = await noor.command(scene.lounge, "survey close", survey="1")
    await died(scene, process, point, 6)

    begun = turn.answered or state(scene) != "open"
    assert begun or not point.what.startswith("break"), (
        "a step of the files comes after it is written that the survey closes"
    )
    await scene.start_obedient()
    await scene.quiet(1.0)
    if not begun:
        await scene.answered(await noor.command(scene.lounge, "survey close", survey="1"))
    await scene.sees("noor", "is closed", place="facilitators")
    shown = await scene.answered(await noor.command(scene.lounge, "survey results", survey=1))
    await scene.until(lambda: shown.private, within=30)
    results = str(shown.private[-1].embeds)
    assert "6 people answered" in results
    assert "Average: 3.0" in results
    assert list((scene.var / "sealed").iterdir()) == []
    assert sum("is closed" in one.content for one in noor.reads(scene.town.places["facilitators"])) == 1
