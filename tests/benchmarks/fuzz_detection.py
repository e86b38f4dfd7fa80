"""Let atheris look for a text that breaks the detector: `pip install atheris`, then `python tests/benchmarks/fuzz_detection.py -max_total_time=600`.

Atheris is no dependency: it is asked for by name, and hypothesis does the same in every run of the tests. Arguments are libFuzzer's.
"""

import importlib
import sys
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

atheris: Any = importlib.import_module("atheris")
with atheris.instrument_imports(include=["bot.moderation.detection"]):
    from bot.moderation.detection import Detector

DETECTOR = Detector.load(Path(__file__).parents[2] / "data" / "lexicon")
LONGEST = 4_000  # characters, Discord's longest message
SLOWEST = 1.0  # seconds, far above what any text needs, for tracing costs time too


def look(data: bytes) -> None:
    """Assess a text made of the bytes; spans must lie in it, and no text may take long."""
    text = data.decode("utf-8", errors="replace")[:LONGEST]
    start = time.process_time()
    for found in DETECTOR.assessments(text):
        if not all(0 <= first < last <= len(text) for first, last in found.spans):
            raise AssertionError(f"{found.rule}: {found.spans}")
    if time.process_time() - start > SLOWEST:
        raise AssertionError("too slow")


def main() -> None:
    """Fuzz until told to stop."""
    atheris.Setup(sys.argv, look)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
