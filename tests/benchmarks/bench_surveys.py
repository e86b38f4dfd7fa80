"""Close a survey of 10,000 responses and draw its results: how long it takes, and how long the loop stands still (DESIGN §12).

Run it on a quiet machine: `PYTHONPATH=. python tests/benchmarks/bench_surveys.py`.
"""

# ruff: noqa: T201  a script that tells what it measured

import asyncio
import gc
import secrets
import sqlite3
import sys
import tempfile
import time
from pathlib import Path

from bot.audit import nobody
from bot.drawing.easel import Easel
from bot.surveys.response import Response, capacity, packed
from bot.surveys.seal import Seal
from bot.ui.survey_results import pictures, results_screens
from tests.unit.surveys.worlds import TEXTS, world

RESPONSES = 10_000
TICK = 0.001
FLOOR = 3.0  # seconds in which nothing is asked, to see what the machine itself takes


async def stalls(found: list[float]) -> None:
    """Note by how much a short sleep was late, again and again."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(TICK)
        found.append(time.perf_counter() - before - TICK)


async def main() -> int:
    """Measure and print; return 1 if a number of DESIGN is missed."""
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        there = await world(Path(folder), inline=False)
        survey = await there.open(cut=True)
        store = there.surveys.sealed.store(survey.name)
        seal = Seal.of(store.key.read_bytes(), survey.name, secrets.token_bytes)
        size = capacity(survey.questionnaire, len(survey.cuts))
        rows = []
        for user in range(RESPONSES):
            answers = {"heard": str(user % 5 + 1), "myself": str(user % 4 + 1), "useful": "rather_not", "wrong": "no"}
            plain = packed(
                Response({**answers, "change": f"word {user} " * 20}, ("in", "out")[user % 2 :][:1], True, True), size
            )
            name = seal.name(user)
            rows.append((name, seal.close(name, plain)))
        with sqlite3.connect(store.file) as raw:
            raw.executemany("INSERT INTO responses VALUES (?, ?)", rows)
        raw.close()

        gc.freeze()  # as `run` does once it is ready
        late: list[float] = []
        watching = asyncio.create_task(stalls(late))
        await asyncio.sleep(FLOOR)
        floor = max(late)
        late.clear()
        easel = Easel()
        before = time.perf_counter()
        closed = await there.surveys.closing.close(survey.id, note=nobody)
        closing = time.perf_counter() - before
        assert closed is not None
        say = TEXTS.speaker("en")
        stalled = max(late)
        late.clear()
        before = time.perf_counter()
        results_screens(closed, closed.results, say)
        assert await pictures(closed, closed.results, [], say, easel)  # the first one also starts what draws
        first = time.perf_counter() - before
        starting = max(late)
        late.clear()
        before = time.perf_counter()
        results_screens(closed, closed.results, say)
        assert await pictures(closed, closed.results, [], say, easel)
        showing = time.perf_counter() - before
        watching.cancel()
        await easel.close()
        print(f"close {RESPONSES} responses   {closing:.2f} s   (at most 2)")
        print(f"show the first results    {first:.2f} s   (at most 1; a process starts)")
        print(f"show the results          {showing:.2f} s   (at most 1)")
        print(
            f"longest stall, {'nothing at all':<16} {floor * 1000:.0f} ms   (the floor: {FLOOR:.0f} s of this machine as busy as it is)"
        )
        for what, longest in (("closing", stalled), ("the first chart", starting), ("a chart", max(late))):
            print(f"longest stall, {what:<16} {longest * 1000:.0f} ms   (at most 50)")
        await there.close()
        return int(closing > 2 or max(first, showing) > 1 or max(stalled, starting, *late) > 0.05)


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
