"""Print what the detector costs and how often it is wrong: `python tests/benchmarks/detection_report.py [FILE.csv ...]`.

Each file is a CSV with a `text` column of ordinary messages; none of them is part of this repository. Where
there is also a `label` column, recall and precision are printed as `docs/detection.md` describes them.
"""

import csv
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

from ahocorasick_rs import AhoCorasick
from rich.console import Console
from rich.progress import track

sys.path.insert(0, str(Path(__file__).parents[2]))

from bot.moderation.detection import Assessment, Detector, Tier
from bot.moderation.detection.evaluation import Share, evaluate
from bot.moderation.detection.lexicon import read_lexicon
from tests.corpus.score import LEXICON, score

# The floor: what a bot with a short word list does, in the same run.
WORDS = [
    "suicide",
    "suicidal",
    "kill myself",
    "kms",
    "end my life",
    "want to die",
    "self harm",
    "cut myself",
    "overdose",
    "goodbye forever",
    "hang myself",
    "no reason to live",
    "better off dead",
    "end it all",
    "take my life",
    "unalive",
    "hurt myself",
    "pills",
    "noose",
    "razor",
    "wish i was dead",
    "hate my life",
    "worthless",
    "hopeless",
    "can't go on",
    "give up",
    "die",
    "death",
    "dead",
    "kill",
    "jump off",
    "bridge",
    "gun",
    "bleeding",
    "abuse",
    "rape",
    "hit me",
    "help me",
    "crisis",
    "emergency",
]
AS_ONE = re.compile("|".join(map(re.escape, WORDS)))
CONSOLE = Console(highlight=False, soft_wrap=True)


def percent(share: Share) -> str:
    """Show a share with its 95 % interval."""
    low, high = share.interval
    rate = "–" if share.rate is None else f"{share.rate:.1%}"
    return f"{rate} ({share.hits} of {share.total}; 95 % {low:.1%} to {high:.1%})"


def pace(name: str, texts: list[str], work: Callable[[str], object]) -> None:
    """Print the best of three runs in processor time, for the machine may be shared."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for text in texts:
            work(text)
        best = min(best, time.process_time() - start)
    CONSOLE.print(f"  {name:<34}{len(texts) / best:>12,.0f} messages a second")


def contains_a_word(text: str) -> bool:
    """Do what a plain word list does."""
    lowered = text.lower()
    return any(word in lowered for word in WORDS)


def worst(texts: list[str], work: Callable[[str], object]) -> str:
    """Return the median, the 99th percentile and the slowest, in microseconds of processor time."""
    took = []
    for text in texts:
        start = time.process_time_ns()
        work(text)
        took.append((time.process_time_ns() - start) / 1000)
    took.sort()
    return f"p50 {took[len(took) // 2]:.0f} µs, p99 {took[int(len(took) * 0.99)]:.0f} µs, slowest {took[-1]:.0f} µs"


def ordinary(detector: Detector, path: Path) -> None:
    """Print false alarms, or recall and precision if the file is labelled, and the pace."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    texts = [row["text"] for row in rows]
    CONSOLE.print(f"\n[bold]{path.name}[/bold]: {len(rows)} messages")
    if rows and "label" in rows[0]:
        report = evaluate(detector, rows)
        for name in ("recall", "urgent_recall", "page_recall", "precision", "page_precision", "alarms", "false_pages"):
            CONSOLE.print(f"  {name.replace('_', ' '):<16}{percent(getattr(report, name))}")
    else:
        found: dict[Tier, list[tuple[str, Assessment]]] = defaultdict(list)
        for text in track(texts, description="  assessing", console=CONSOLE, transient=True):
            assessment = detector.assess(text)
            found[assessment.tier].append((text, assessment))
        for tier in (Tier.PAGE, Tier.REVIEW):
            CONSOLE.print(f"  {tier.value}: {1000 * len(found[tier]) / len(texts):.2f} per 1,000 ({len(found[tier])})")
            for text, assessment in found[tier]:
                CONSOLE.print(f"    {assessment.rule}: {text}", markup=False)
    CONSOLE.print(f"  one message: {worst(texts, detector.assess)}")
    alone = AhoCorasick(WORDS)
    pace("the detector", texts, detector.assess)
    pace("40 words, a loop of `in`", texts, contains_a_word)
    pace("the same words, one `re`", texts, lambda text: AS_ONE.search(text.lower()))
    pace("the same words, ahocorasick alone", texts, lambda text: alone.find_matches_as_indexes(text.lower()))
    literals = {literal for words in read_lexicon(LEXICON).sets for literal in words.literals}
    patterns = [f" {words}" if open_ended else f" {words} " for words, open_ended in sorted(literals)]
    every = AhoCorasick(patterns)
    pace(
        f"the lexicon's {len(patterns)} literals, the same",
        texts,
        lambda text: every.find_matches_as_indexes(text.lower()),
    )
    one = re.compile("|".join(map(re.escape, patterns)))
    pace("the same literals, one `re`", texts[:60], lambda text: one.search(text.lower()))


def suite(detector: Detector) -> None:
    """Print how both halves of the functional suite fare."""
    scored = score(detector)
    CONSOLE.print("\n[bold]functional suite[/bold] (rules were tuned on half a only)")
    for half in "ab":
        chosen = [item for item in scored if item.half == half]
        CONSOLE.print(f"  half {half}  {percent(Share(sum(item.passed for item in chosen), len(chosen)))}")
    for category in dict.fromkeys(item.category for item in scored):
        cells = []
        for half in "ab":
            passed = [item.passed for item in scored if item.category == category and item.half == half]
            cells.append(f"{half} {sum(passed)}/{len(passed)}")
        CONSOLE.print(f"    {category:<26}{'   '.join(cells)}")


def adversarial(detector: Detector) -> None:
    """Print what hostile text costs at 1,000, 2,000 and 4,000 characters: it must grow no faster than the text."""
    CONSOLE.print("\n[bold]hostile text[/bold], milliseconds at 1,000, 2,000 and 4,000 characters")
    for seed in (
        "i want to kill myself ",
        "i dont want to die ",
        "k ",
        "d i e ",
        "k1ll ",
        "i ",
        "*",
        "!",
        "a",
        "k\u0301",
        '"',
        "аa",
        "😀",
    ):
        costs = []
        for length in (1000, 2000, 4000):
            text = (seed * length)[:length]
            start = time.process_time_ns()
            detector.assess(text)
            costs.append(f"{(time.process_time_ns() - start) / 1e6:.1f}")
        CONSOLE.print(f"  {seed!r:<28}{'  '.join(costs)}", markup=False)


def main(paths: list[str]) -> int:
    """Print the report; a file that is not there is said and counts as a failure."""
    start = time.process_time()
    detector = Detector.load(LEXICON)
    CONSOLE.print(f"loading: {(time.process_time() - start) * 1000:.0f} ms")
    suite(detector)
    adversarial(detector)
    if not paths:
        CONSOLE.print("\nNo file of ordinary messages was given: false alarms and speed were not measured.")
    missing = [path for path in paths if not Path(path).is_file()]
    for path in paths:
        if path in missing:
            CONSOLE.print(f"\n{path} is not there: nothing was measured on it.")
        else:
            ordinary(detector, Path(path))
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
