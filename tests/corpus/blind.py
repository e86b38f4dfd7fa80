"""Score the blind corpus, written by hand by a reader who had not seen the rules: `python -m tests.corpus.blind`.

Prints each category's and each language's figures for the open and the held half side by side. Sentences are printed
only on request: `--show-open` for who writes rules, `--show-held` for reviewers, `--only PREFIX` for some categories.
`--raise-floors` writes what the open half has reached into floors.toml, where that is more than stands there.
"""

import argparse
import csv
import math
import sys
import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.moderation.detection import Detector, Tier

HERE: Final = Path(__file__).parent
LEXICON: Final = HERE.parents[1] / "data" / "lexicon"
HALVES: Final = ("open", "held")
FLOORS: Final = HERE / "floors.toml"
READ: Final = 0.1  # of a language's crises found, on average over categories: below, no pack reads it
HEAD: Final = """\
# What the shipped detector has reached on the open half, as the share of a category's sentences that get a tier they
# allow, less one sentence that a better rule may cost. `python -m tests.corpus.blind --raise-floors` raises these; the aim
# is 0.95 in every category. The held half has no floor. A language without a pack stays at nothing: what cannot read it
# is never wrong about everyday talk.
"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One text of the corpus, with the lowest and the highest tier that would be right."""

    category: str
    language: str
    locale: str
    text: str
    least: Tier
    most: Tier


@dataclass(frozen=True, slots=True)
class Scored:
    """A sentence and what the detector said of it."""

    sentence: Sentence
    tier: Tier
    rule: str | None

    @property
    def right(self) -> bool:
        """Whether the tier lies between the two that the sentence allows."""
        return self.sentence.least <= self.tier <= self.sentence.most


@dataclass(frozen=True, slots=True)
class Described:
    """A category as categories.toml describes it."""

    id: str
    language: str
    description: str
    expectation: str


def read(name: str) -> list[Sentence]:
    """Return the sentences of one file beside this one: open, held or helping."""
    with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return [
            Sentence(
                row["category"], row["language"], row["locale"], row["text"], Tier(row["least"]), Tier(row["most"])
            )
            for row in csv.DictReader(file, strict=True)
        ]


def categories() -> list[Described]:
    """Return the categories in the order of categories.toml."""
    with (HERE / "categories.toml").open("rb") as file:
        return [Described(**entry) for entry in tomllib.load(file)["category"]]


def score(detector: Detector, sentences: Iterable[Sentence]) -> list[Scored]:
    """Assess every sentence, in the locale that its writer's server would have."""
    scored = []
    for sentence in sentences:
        said = detector.assess(sentence.text, sentence.locale or None)
        scored.append(Scored(sentence, said.tier, said.rule))
    return scored


def shares(scored: Iterable[Scored], spare: int = 0) -> dict[str, float]:
    """Return each category's share of sentences that got a tier they allow, less the spare ones."""
    groups: dict[str, list[bool]] = defaultdict(list)
    for item in scored:
        groups[item.sentence.category].append(item.right)
    return {category: max(0, sum(rights) - spare) / len(rights) for category, rights in groups.items()}


def floors() -> dict[str, dict[str, float]]:
    """Return what may not be lost: `open` by category, `helping` in all."""
    with FLOORS.open("rb") as file:
        return tomllib.load(file)


def raised(old: dict[str, dict[str, float]], scored: dict[str, list[Scored]]) -> dict[str, dict[str, float]]:
    """Return floors that are nowhere lower than the old ones, in languages that the detector reads."""
    reached = shares(scored["open"], spare=1)
    crises: dict[str, list[float]] = defaultdict(list)
    for category in categories():
        if not category.expectation.startswith("none"):
            crises[category.language].append(reached[category.id])
    opened = {}
    for category in categories():
        stands, found = old["open"].get(category.id, 0.0), crises[category.language]
        is_read = sum(found) / len(found) >= READ
        opened[category.id] = max(stands, math.floor(100 * reached[category.id]) / 100) if is_read else stands
    helping = scored["helping"]
    right = math.floor(100 * sum(item.right for item in helping) / len(helping)) / 100
    pages = math.ceil(10_000 * sum(item.tier is Tier.PAGE for item in helping) / len(helping)) / 10
    replies = {"right": max(old["helping"]["right"], right)}
    replies["pages_per_1000"] = min(old["helping"]["pages_per_1000"], pages)
    return {"helping": replies, "open": opened}


def _write(new: dict[str, dict[str, float]]) -> None:
    lines = [HEAD, "[helping]", *(f"{name} = {value}" for name, value in new["helping"].items()), "", "[open]"]
    lines += [f'"{category}" = {value:.2f}' for category, value in new["open"].items()]
    FLOORS.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _line(title: str, halves: Sequence[Sequence[Scored]]) -> str:
    cells = []
    for items in halves:
        right = sum(item.right for item in items)
        low = sum(item.tier < item.sentence.least for item in items)
        high = sum(item.tier > item.sentence.most for item in items)
        part = f"{right:4}/{len(items):<4} {right / len(items):6.1%}" if items else f"{'-':>16}"
        cells.append(f"{part}  {f'{low} low' if low else '':8}{f'{high} high' if high else '':9}")
    return f"{title:28}" + " ".join(cells)


def _share(title: str, of: Sequence[Scored], holds: Callable[[Scored], bool]) -> str:
    count = sum(map(holds, of))
    return f"  {title:62}{count:5}/{len(of):<5}{count / len(of):7.1%}" if of else f"  {title:62}    -"


def _recalls(items: Sequence[Scored]) -> list[str]:
    urgent = [item for item in items if item.sentence.least is Tier.PAGE]
    crises = [item for item in items if item.sentence.least > Tier.NONE]
    calm = [item for item in items if item.sentence.most is Tier.NONE]
    unpaged = [item for item in items if item.sentence.most < Tier.PAGE]
    paged = [item for item in items if item.tier is Tier.PAGE]
    return [
        _share("urgent (must page): found at all", urgent, lambda item: item.tier > Tier.NONE),
        _share("urgent (must page): paged", urgent, lambda item: item.tier is Tier.PAGE),
        _share("crises (review or page): found at all", crises, lambda item: item.tier > Tier.NONE),
        _share("calm (must stay none): found", calm, lambda item: item.tier > Tier.NONE),
        _share("not for a page: paged", unpaged, lambda item: item.tier is Tier.PAGE),
        _share("pages that may be pages (precision)", paged, lambda item: item.sentence.most is Tier.PAGE),
    ]


def report(scored: dict[str, list[Scored]]) -> list[str]:
    """Return the lines that say how each half does; no sentence is in them."""
    lines = [f"{'':28}{'open':>9}{'held':>36}"]
    for category in categories():
        halves = [[item for item in scored[half] if item.sentence.category == category.id] for half in HALVES]
        lines.append(_line(category.id, halves))
    lines.append("")
    for language in dict.fromkeys(category.language for category in categories()):
        halves = [[item for item in scored[half] if item.sentence.language == language] for half in HALVES]
        lines.append(_line(f"language {language}", halves))
    lines.append(_line("all", [scored[half] for half in HALVES]))
    for half in HALVES:
        groups = {"English": [item for item in scored[half] if item.sentence.language == "en"]}
        groups["other languages"] = [item for item in scored[half] if item.sentence.language != "en"]
        for name, items in groups.items():
            if not items:
                continue
            lines += ["", f"{half} half, {name}", *_recalls(items)]
    helping = scored["helping"]
    paged = sum(item.tier is Tier.PAGE for item in helping)
    lines += ["", _line("helping replies", [helping]), f"  paged: {paged}, {1000 * paged / len(helping):.1f} per 1,000"]
    return lines


def _shown(items: Iterable[Scored], only: str) -> list[str]:
    return [
        f"{item.sentence.category}: {item.sentence.least}..{item.sentence.most}, got {item.tier}"
        f" ({item.rule}): {item.sentence.text!r}"
        for item in items
        if not item.right and item.sentence.category.startswith(only)
    ]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the figures, and the sentences that were asked for; always return 0."""
    parser = argparse.ArgumentParser(description="Score the blind corpus.")
    parser.add_argument(
        "--show-open", action="store_true", help="print what went wrong in the open half and in helping"
    )
    parser.add_argument("--show-held", action="store_true", help="for reviewers only: print the held half's too")
    parser.add_argument("--only", default="", help="show only categories that begin like this")
    parser.add_argument("--raise-floors", action="store_true", help="write what has been reached into floors.toml")
    options = parser.parse_args(arguments)
    detector = Detector.load(LEXICON)
    scored = {name: score(detector, read(name)) for name in (*HALVES, "helping")}
    lines = report(scored)
    if options.show_open:
        lines += ["", "open:", *_shown(scored["open"] + scored["helping"], options.only)]
    if options.show_held:
        lines += ["", "held:", *_shown(scored["held"], options.only)]
    if options.raise_floors:
        _write(raised(floors(), scored))
    sys.stdout.write("\n".join(lines) + "\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
