"""Ten thousand check-ins in 500 channels due within one minute: does the bulk lane keep its pace (DESIGN §12)?

Everything is real but Discord: agenda, storage on a file, groups, the lanes and their pace; each request takes 50 ms. The same
over real sockets, with alerts beside it, is measured in `bench_wire.py`.

Run it on a quiet machine: `PYTHONPATH=. python tests/benchmarks/bench_checkins.py [channels]`. All 500 take five minutes.
"""

# ruff: noqa: T201  a script that tells what it measured

import asyncio
import gc
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from bot.agenda import Agenda
from bot.clock import SystemClock
from bot.messenger.message import Message
from bot.messenger.pacing import BULK_RATE
from bot.messenger.port import Lane
from bot.storage import Storage
from bot.storage.people import People
from bot.tables import complete_metadata
from tests.benchmarks.many_checkins import EACH, Paced, plan_many
from tests.unit.groups.worlds import GUILD, Town, build

CHANNELS: Final = 100
FIRST_CHANNEL: Final = 1_000
REQUEST_SECONDS: Final = 0.05
KEPT: Final = 0.95


async def lane_alone(messages: int, channels: int) -> float:
    """The floor: the same posts through the same lanes, with nothing else to do; return posts a second."""
    messenger = Paced(REQUEST_SECONDS)

    async def one(number: int) -> None:
        channel = FIRST_CHANNEL + number % channels
        await messenger.post(channel_id=channel, message=Message("."), key=str(number), lane=Lane.BULK)

    await asyncio.gather(*(one(number) for number in range(messages)))
    return messenger.rate


async def stalls(found: list[float]) -> None:
    """Note by how much a short sleep was late, again and again."""
    while True:
        before = time.perf_counter()
        await asyncio.sleep(0.005)
        found.append(time.perf_counter() - before - 0.005)


async def main(channels: int) -> int:
    """Measure and print; return 1 if the pace is missed."""
    wanted = channels * EACH
    floor = await lane_alone(min(wanted, 800), channels)
    with tempfile.TemporaryDirectory(prefix="alongside-bench-") as folder:
        where, clock, messenger = Path(folder), SystemClock(), Paced(REQUEST_SECONDS)
        storage = await Storage.open(f"sqlite:///{where / 'alongside.db'}", var_dir=where, clock=clock)
        await storage.write(lambda connection: complete_metadata().create_all(connection))
        people = await People.open(
            storage, keyring_file=where / "keyring.db", master_key_file=where / "master.key", clock=clock
        )
        agenda: Any = Agenda(storage, clock)
        groups = await build(storage, people, agenda, clock, messenger, Town(), where)
        due = clock.now() - timedelta(minutes=2)  # the whole minute is due when the agenda starts
        ids = range(FIRST_CHANNEL, FIRST_CHANNEL + channels)
        before = time.perf_counter()
        await plan_many(groups.parts, guild_id=GUILD, channels=ids, due=due)
        planned = time.perf_counter() - before
        before = time.perf_counter()
        await groups.load()
        loaded = time.perf_counter() - before
        before = time.perf_counter()
        await groups.load()
        known = time.perf_counter() - before
        gc.collect()
        gc.freeze()  # as `run` does once it is ready
        late: list[float] = []
        watching = asyncio.create_task(stalls(late))
        spent = time.process_time()
        await agenda.start()
        while len(messenger.at) < wanted:  # noqa: ASYNC110  a bench may look now and then
            await asyncio.sleep(0.2)
        reached = messenger.rate
        spent = time.process_time() - spent
        watching.cancel()
        await agenda.stop()
        await people.close()
        await storage.close()
    once = len(messenger.keys) == len(set(messenger.keys)) == wanted
    print(f"{wanted} check-ins in {channels} channels: planned in {planned:.1f} s")
    print(f"a start: each held against new rules {loaded:.2f} s; with the rules of the start before {known:.2f} s")
    print(f"posts a second: {reached:.1f}; the lane alone {floor:.1f}; its pace is {BULK_RATE:.0f}")
    print(f"kept: {reached / min(floor, BULK_RATE):.1%} (at least {KEPT:.0%}); each once: {once}")
    late.sort()
    middle, most = late[len(late) // 2] * 1000, late[len(late) * 999 // 1000] * 1000
    print(f"stalls of the loop: p50 {middle:.1f} ms, p99.9 {most:.0f} ms, longest {late[-1] * 1000:.0f} ms")
    print(f"work of this process, all threads: {spent / wanted * 1000:.1f} ms a posting")
    return 0 if once and reached >= KEPT * min(floor, BULK_RATE) else 1


if __name__ == "__main__":
    sys.exit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else CHANNELS)))
