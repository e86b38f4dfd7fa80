"""What an ordinary message costs beside what discord.py takes for it, and what a server of ordinary size takes of memory."""

import asyncio
import csv
import json
from datetime import timedelta
from pathlib import Path

from bot.clock import SystemClock
from bot.moderation.detection import Detector, Tier
from tests.benchmarks.many_checkins import plan_many
from tests.benchmarks.wire.figures import Report, commits, cpu_seconds, megabytes
from tests.benchmarks.wire.stand import Stand, stand

MESSAGES, BLOCK = 20_000, 1_000
GROUPS, MEMBERS = 50, 5_000
COST, TIMES = 80.0, 1.5  # microseconds; of the floor's memory
WORD = "the word that the empty bot knows"
HERE = Path(__file__).parents[3]
CHAT = next(
    (file for folder in HERE.parents if (file := folder / "shared/data/ordinary_chat.csv").is_file()),
    HERE / "tests/corpus/helping.csv",
)
LINES = 2  # that a person writes, one after the other
CURSORS = 10.0  # seconds between two savings of how far was read (DESIGN §8)


def chat(many: int) -> list[str]:
    """Messages that call for nobody."""
    detector = Detector.load(HERE / "data" / "lexicon")
    with CHAT.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    quiet = [text for text in texts if text.strip() and detector.assess(text).tier == Tier.NONE]
    return [quiet[number % len(quiet)] for number in range(many)]


async def ordinary_chat(folder: Path, size: float, report: Report) -> None:
    """The same messages to both, in turns."""
    many = max(400, round(MESSAGES * size))
    members, block = max(100, round(MEMBERS * size)), min(BLOCK, many // 4)
    texts = chat(many)
    message = folder / "message.json"
    message.write_text(json.dumps({"content": "here"}), encoding="utf-8")
    async with stand(folder / "ours") as ours, stand(folder / "floor") as floor:
        for each in (ours, floor):
            each.crowd(members)
            for number in range(GROUPS):
                each.town.places[f"group-{number}"] = each.discord.people.channel(each.town.guild_id, f"group-{number}")
        await ours.settle()
        places = [ours.town.places[f"group-{number}"] for number in range(GROUPS)]
        await ours.prepare(
            lambda services: plan_many(
                services.groups.parts,
                guild_id=ours.town.guild_id,
                channels=places,
                due=SystemClock().now() + timedelta(days=1),
                each=1,
            )
        )
        await ours.start()
        await floor.start_empty(WORD, message)
        await asyncio.sleep(2)  # the loads and the commands that follow a start
        before = megabytes(ours.process.pid), megabytes(floor.process.pid)
        report.line(
            f"memory at start, {GROUPS} groups and {members} members",
            f"{before[0]:.0f} MB; empty {before[1]:.0f} MB; {before[0] / before[1]:.2f} ×",
            asked=f"at most {TIMES} ×",
            kept=before[0] <= TIMES * before[1],
        )
        for each in (ours, floor):
            await given(each, texts[:block], number=0)
        loop = asyncio.get_running_loop()
        began, written = loop.time(), commits(ours.folder)
        mine, theirs = [], []
        for number in range(0, many, block):
            mine.append(await given(ours, texts[number : number + block], number=number))
            theirs.append(await given(floor, texts[number : number + block], number=number))
        kept = commits(ours.folder) - written - (loop.time() - began) / CURSORS
        ours_each, floor_each = (1e6 * sum(one) / many for one in (mine, theirs))
        differences = sorted(1e6 * (a - b) / block for a, b in zip(mine, theirs, strict=True))
        report.line("an empty discord.py bot: an ordinary message", f"{floor_each:.0f} µs of the processor")
        report.line(
            f"ours: an ordinary message (of {many})",
            f"{ours_each:.0f} µs; {ours_each - floor_each:+.0f} µs ({differences[0]:+.0f} … {differences[-1]:+.0f} in blocks of {block})",
            asked=f"at most +{COST:.0f} µs",
            kept=ours_each - floor_each <= COST,
        )
        report.line(
            "commits for them, beside how far was read every ten seconds",
            f"{round(kept)}",
            asked="none",
            kept=kept <= 2,
        )
        after = megabytes(ours.process.pid), megabytes(floor.process.pid)
        report.line(
            "memory after them",
            f"{after[0]:.0f} MB; empty {after[1]:.0f} MB; {after[0] / after[1]:.2f} ×",
            asked=f"at most {TIMES} ×",
            kept=after[0] <= TIMES * after[1],
        )


async def given(there: Stand, texts: list[str], *, number: int) -> float:
    """Have people write; return the seconds of the processor until all of it was heard."""
    store = there.discord.store
    lounge = there.town.places["lounge"]
    people = list(store.guilds[there.town.guild_id].members)[-100:]
    begun = cpu_seconds(there.process.pid)
    for place, text in enumerate(texts):
        store.create_message(lounge, people[(number + place) // LINES % len(people)], text)
        if place % 20 == 19:
            await asyncio.sleep(0)
    store.messages[lounge].clear()
    return await rested(there, begun)


async def rested(there: Stand, begun: float) -> float:
    """Wait until the process does nothing any more; return what it used since `begun`."""
    while True:
        before = cpu_seconds(there.process.pid)
        await asyncio.sleep(0.25)
        after = cpu_seconds(there.process.pid)
        if after - before <= 0.011:  # a tick of the clock by which it is counted
            return after - begun
