"""The longest stall of a bot's event loop, as the loop itself sees it."""

import json
from pathlib import Path
from typing import Any

from tests.benchmarks.wire.figures import Report

MOST = 50.0  # milliseconds


class Stalls:
    """Reads what `tests/wire/inside` notes of steps of the loop that took long."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seen = 0

    def environment(self) -> dict[str, str]:
        return {"ALONGSIDE_STALLS": str(self._file)}

    def begin(self) -> None:
        """Leave out what was noted so far: the start."""
        self._seen = len(self._lines())

    def tell(self, report: Report) -> None:
        """Say which step was the longest, and what of it the loop was held: by its own work or by a disk, not by other processes."""
        nothing = {"clock": 0.0, "held": 0.0, "work": 0.0, "what": "nothing that took long"}
        lines = self._lines()[self._seen :] or [nothing]
        clock, held = max(lines, key=lambda one: one["clock"]), max(lines, key=lambda one: one["held"])
        report.line("  longest stall of the loop, on the clock", f"{clock['clock']:.0f} ms ({clock['what']})")
        report.line(
            "  the same without waiting for a processor that others had",
            f"{held['held']:.0f} ms, {held['work']:.0f} of them its own work ({held['what']})",
            asked=f"at most {MOST:.0f} ms",
            kept=held["held"] <= MOST,
        )

    def _lines(self) -> list[dict[str, Any]]:
        if not self._file.exists():
            return []
        return [json.loads(line) for line in self._file.read_text(encoding="utf-8").splitlines()]
