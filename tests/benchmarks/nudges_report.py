"""Print how often ordinary messages would draw a word about personal details: `python tests/benchmarks/nudges_report.py FILE.csv`.

The file is a CSV with a `text` column of ordinary messages; none of them is part of this repository.
"""

import csv
import sys
import time
from collections import Counter
from pathlib import Path

from rich.console import Console

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.guidelines.details import find

COUNTRIES = ("US", "GB", "ES")


def main(path: Path) -> None:
    """Print the rate for each country's numbers, what was found, and what a message costs."""
    console = Console(markup=False)
    with path.open(encoding="utf-8", newline="") as file:
        texts = [row["text"] for row in csv.DictReader(file)]
    for country in COUNTRIES:
        begun = time.perf_counter()
        hits = [(text, kinds) for text in texts if (kinds := find(text, country=country))]
        spent = (time.perf_counter() - begun) / len(texts)
        counts = Counter(kind for _, found in hits for kind in found)
        console.print(
            f"{country}: {len(hits)} of {len(texts)} ({len(hits) / len(texts) * 1000:.2f} per 1,000), "
            f"{dict(counts)}; {spent * 1e6:.1f} µs a message"
        )
        if "--show" in sys.argv:
            for text, found in hits:
                console.print("  ", sorted(found), text[:160])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
