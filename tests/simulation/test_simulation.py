"""Evenings in virtual time: people in need, shifts that end, a disk that hangs, a Discord that loses answers, a process that dies.

`python -m tests.simulation SEED` plays one again and tells its story; `make sweep SEEDS=500` plays many.
"""

import os
import subprocess
import sys

SEEDS = int(os.environ.get("SEEDS", "4"))
FIRST = int(os.environ.get("SWEEP_SEED", "1"))


def test_whatever_goes_wrong_every_promise_is_kept_and_a_seed_plays_the_same_evening_again() -> None:
    played = subprocess.run(
        [sys.executable, "-m", "tests.simulation", str(FIRST), str(SEEDS)],
        env={**os.environ, "PYTHONHASHSEED": "0", "PYTHONPATH": "."},
        capture_output=True,
        text=True,
        check=False,
    )
    assert played.returncode == 0, played.stdout + played.stderr
