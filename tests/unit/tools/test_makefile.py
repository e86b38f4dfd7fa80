"""What `make` says it does is what it does."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

HERE = Path(__file__).parents[3]


def test_the_seed_that_a_sweep_prints_is_the_one_that_it_uses(tmp_path: Path) -> None:
    make = shutil.which("make")
    if make is None:
        pytest.fail("everything here starts with make")
    clock = tmp_path / "date"  # a second passes each time that somebody looks at it
    clock.write_text('#!/bin/sh\necho x >> "$0.looked"; wc -l < "$0.looked"\n')
    clock.chmod(0o755)
    env = {**os.environ, "PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    env.pop("SEED", None)
    said = subprocess.run([make, "-n", "sweep"], cwd=HERE, env=env, capture_output=True, text=True, check=True).stdout
    printed, evenings, points = (
        re.search(pattern, said)[1]  # type: ignore[index]
        for pattern in (r'echo "SEED=(\d+)"', r"-m tests\.simulation (\d+)", r"SWEEP_SEED=(\d+)")
    )
    assert printed == evenings == points
