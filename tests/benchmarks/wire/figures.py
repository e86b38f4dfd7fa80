"""What was measured, beside what DESIGN §12 asks for."""

# ruff: noqa: T201  a script that tells what it measured

import math
import os
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

PAGE = os.sysconf("SC_PAGE_SIZE")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Report:
    """Prints each figure as it comes, and remembers which were missed."""

    missed: list[str] = field(default_factory=list)

    def line(self, what: str, figure: str, *, asked: str = "", kept: bool = True) -> None:
        mark = "" if kept else "   MISSED"
        print(f"{what:<66} {figure:<44} {asked}{mark}", flush=True)
        if not kept:
            self.missed.append(what)

    def at_most(self, what: str, found: float, most: float, unit: str) -> None:
        self.line(what, f"{found:.1f} {unit}", asked=f"at most {most:g} {unit}", kept=found <= most)


def spread(seconds: list[float]) -> str:
    """Middle, late and latest, in milliseconds."""
    return (
        f"p50 {1e3 * middle(seconds):.1f}  p99 {1e3 * late(seconds):.1f}  most {1e3 * max(seconds):.1f} ms"
        f"  (n={len(seconds)})"
    )


def middle(seconds: list[float]) -> float:
    return statistics.median(seconds)


def late(seconds: list[float]) -> float:
    """The 99th percentile: the smallest of these that 99 % do not exceed."""
    return sorted(seconds)[math.ceil(0.99 * len(seconds)) - 1]


def cpu_seconds(pid: int) -> float:
    """What a process has used of the processors so far."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def megabytes(pid: int) -> float:
    """What a process holds in memory now, shared libraries included."""
    return int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1]) * PAGE / 1e6


def sync_times(folder: Path, rounds: int = 200) -> list[float]:
    """How long the disk takes to keep four kilobytes."""
    taken = []
    with (folder / "sync").open("wb", buffering=0) as file:
        for _ in range(rounds):
            file.write(b"x" * 4096)
            begun = time.perf_counter()
            os.fsync(file.fileno())
            taken.append(time.perf_counter() - begun)
    return taken


def commits(folder: Path) -> int:
    """How many transactions have changed the database since the process started (inside/sitecustomize.py counts them)."""
    return int((folder / "commits").read_text(encoding="ascii") or 0)
