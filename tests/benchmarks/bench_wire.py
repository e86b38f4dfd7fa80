"""What DESIGN §12 counts of the way from a message to a human, over real sockets and beside an empty discord.py bot in the same run.

`PYTHONPATH=. python tests/benchmarks/bench_wire.py [part ...]`; `SIZE=0.05` takes a twentieth of everything, for a quick look.
Ours runs as it is shipped, in a process of its own; so does the floor. This process is Discord, and holds the stopwatch: it sees a
frame leave and a request come in, so its own slowness is in both. It collects no garbage meanwhile: looking through ten thousand requests
that it keeps takes half a second, in which requests would pile up before it and arrive all at once.
"""

# ruff: noqa: T201  a script that tells what it measured

import asyncio
import gc
import os
import sys
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from tests.benchmarks.wire.crises import beside_the_floor, with_the_disk_stalled
from tests.benchmarks.wire.crowded import while_check_ins_are_posted
from tests.benchmarks.wire.figures import Report, spread, sync_times
from tests.benchmarks.wire.ordinary import ordinary_chat
from tests.benchmarks.wire.restarts import starts_and_returns

PARTS: dict[str, Callable[[Path, float, Report], Awaitable[None]]] = {
    "crises": beside_the_floor,
    "stalled": with_the_disk_stalled,
    "crowded": while_check_ins_are_posted,
    "ordinary": ordinary_chat,
    "restarts": starts_and_returns,
}


async def main(size: float, parts: list[str]) -> int:
    """Measure and print; return 1 if a number of DESIGN is missed."""
    gc.disable()
    report = Report()
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        here = Path(folder)
        print(
            f"{os.cpu_count()} processors, {busy:.1f} busy before this began; a sync takes {spread(sync_times(here))}"
        )
        for name in parts:
            print(f"\n{name}")
            (here / name).mkdir()
            await PARTS[name](here / name, size, report)
    print(f"\n{os.getloadavg()[0]:.1f} busy at the end; missed: {', '.join(report.missed) or 'nothing'}")
    return int(bool(report.missed))


if __name__ == "__main__":
    sys.exit(asyncio.run(main(float(os.environ.get("SIZE", "1")), sys.argv[1:] or list(PARTS))))
