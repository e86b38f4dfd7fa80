"""Plays evenings: `python -m tests.simulation FIRST COUNT`, or one seed with its whole story: `python -m tests.simulation SEED`.

The order of sets and dictionaries is fixed by `PYTHONHASHSEED=0`; without it, the process starts itself again with it.
"""

import os
import sys
import time

from tests.simulation.run import play, template

FIXED = "PYTHONHASHSEED"


def main(*given: int) -> int:
    """Return how many evenings broke a promise."""
    first, count = given if len(given) == 2 else (given[0], 1)
    template()
    begun, broke = time.perf_counter(), []
    told: list[str] = []
    for seed in range(first, first + count):
        evening = play(seed)
        told = told or evening.town.trace
        if evening.broken:
            broke.append(seed)
        if evening.broken or len(given) == 1:
            sys.stdout.write(evening.report() + "\n")
    if len(given) == 2 and play(first).town.trace != told:
        broke.append(first)
        sys.stdout.write(f"SEED={first} played another evening the second time\n")
    took = time.perf_counter() - begun
    seeds = f"broke a promise: {broke}" if broke else "kept every promise"
    sys.stdout.write(f"{count} evenings from SEED={first} on, {took / count:.2f} s each: {seeds}\n")
    return len(broke)


if __name__ == "__main__":
    if os.environ.get(FIXED) != "0":
        os.execve(sys.executable, [sys.executable, "-m", "tests.simulation", *sys.argv[1:]], {**os.environ, FIXED: "0"})
    sys.exit(min(main(*(int(one) for one in sys.argv[1:])), 1))
