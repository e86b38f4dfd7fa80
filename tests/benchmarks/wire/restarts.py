"""How long it takes to be back: after a start, a kill, and the return of the database."""

import asyncio
import time
from collections.abc import Callable
from pathlib import Path

from tests.benchmarks.wire.figures import Report
from tests.benchmarks.wire.stand import stand

TIMES = 5
START, RESUMED, MERGED = 2.0, 10.0, 5.0  # seconds
OPEN = 3  # cases that wait for the database


def seconds(found: list[float]) -> str:
    return " ".join(f"{one:.2f}" for one in sorted(found)) + " s"


async def starts_and_returns(folder: Path, size: float, report: Report) -> None:
    """Start, kill, and take the database away, a few times each."""
    times = max(1, round(TIMES * min(1.0, size * 4)))
    async with stand(folder / "ours") as ours:
        ours.discord.requests.limits.on = False
        people = iter(ours.crowd(1 + times * (1 + OPEN)))
        await ours.settle()
        await ours.start()
        await ours.crisis(next(people))  # from now on it is known from where to read after a kill
        await ours.process.stop()
        started, heard = [], []
        for _ in range(times):
            started.append(await ours.start())
            await ours.process.stop()
        report.line("start → working, warm", seconds(started), asked=f"at most {START:g} s", kept=max(started) <= START)

        await ours.start()
        for _ in range(times):
            key = ours.write(next(people))
            await ours.heard(key)
            ours.process.kill()
            await ours.process.end()
            begun = time.perf_counter()
            await ours.start()
            heard.append(max(0.0, await ours.paged(key) - begun))
        report.line(
            "kill -9 → paging resumed", seconds(heard), asked=f"at most {RESUMED:g} s", kept=max(heard) <= RESUMED
        )

        merged = []
        waiting = ours.folder / "var" / "waiting"
        for _ in range(times):
            ours.orders.write_text("away", encoding="utf-8")
            for _ in range(OPEN):
                await ours.crisis(next(people))
            await until(lambda: any(waiting.glob("*.case")))
            await asyncio.sleep(2)  # by now the retries have their pauses
            ours.orders.unlink()
            begun = time.perf_counter()
            await until(lambda: not any(waiting.glob("*.case")))
            merged.append(time.perf_counter() - begun)
        report.line(
            "database back → merged", seconds(merged), asked=f"at most {MERGED:g} s", kept=max(merged) <= MERGED
        )


async def until(look: Callable[[], bool], within: float = 60.0) -> None:
    """Look at the disk, again and again: it tells nobody what happens on it."""
    async with asyncio.timeout(within):
        while not look():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
