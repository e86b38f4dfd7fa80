"""How long something took of a bot's own, whatever else runs on the machine and however fast it is."""

import time
from pathlib import Path
from statistics import median

USUAL = 0.031  # seconds of a processor for the yardstick on the machine of docs/measurements.md


def waited(pid: int) -> float:
    """Return the seconds in which a process could have run and others had the processor.

    https://docs.kernel.org/scheduler/sched-stats.html, the second number; nothing where the kernel does not tell.
    """
    file = Path(f"/proc/{pid}/schedstat")
    return int(file.read_text(encoding="ascii").split()[1]) / 1e9 if file.exists() else 0.0


def slowness() -> float:
    """Return how many times longer than usual this machine takes for the same work just now; 1 for a faster one."""
    return max(1.0, median(_yardstick() for _ in range(7)) / USUAL)


def _yardstick() -> float:
    begun = time.thread_time()
    sum(number * number for number in range(400_000))
    return time.thread_time() - begun
