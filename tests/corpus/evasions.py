"""Measure what disguise costs: `python -m tests.corpus.evasions [--show] [ORDINARY.csv]`.

Every English crisis of the open corpus and of the functional suite that is found as written is disguised in eight ways, one
at a time. What people disguise are the words a filter would look for: the guarded words of the packs. The same is done to
calm sentences and to the file's ordinary messages (a `text` column), where nothing new may be raised.
"""

import csv
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from bot.moderation.detection import Detector, Tier
from bot.moderation.detection.evaluation import Share
from bot.moderation.detection.lexicon import read_lexicon
from tests.corpus.blind import LEXICON, read
from tests.corpus.score import CORPUS

LEET: Final = str.maketrans("oieas", "0134$")
LOOKALIKE: Final = str.maketrans("aeopcyx", "аеорсух")
MATHEMATICAL: Final = {ord("a") + n: chr(0x1D41A + n) for n in range(26)}
ALGOSPEAK: Final = (
    (r"\b(kill|killing) myself\b", "kms"),
    (r"\bcommit(ted)? suicide\b", "ctb"),
    (r"\bsuicide\b", "sewerslide"),
    (r"\bsuicidal\b", "sewerslidal"),
    (r"\bkilled (him|her|my)self\b", r"unalived \1self"),
    (r"\bkill (me|him|her|them)\b", r"unalive \1"),
    (r"\bpsych ward\b", "grippy sock place"),
)


def middle(word: str, put: str) -> str:
    """Put something into the middle of a word."""
    return word[: len(word) // 2] + put + word[len(word) // 2 :]


def slip(word: str) -> str:
    """Swap two letters in the middle, as a hurried finger does."""
    half = len(word) // 2
    return word[: half - 1] + word[half] + word[half - 1] + word[half + 1 :] if len(word) > 4 else word


WAYS: Final[dict[str, Callable[[str], str]]] = {
    "leet": lambda word: word.translate(LEET),
    "letters apart": " ".join,
    "invisible characters": lambda word: middle(word, "\u200b"),
    "look-alikes": lambda word: word.translate(LOOKALIKE) if len(word) % 2 else word.translate(MATHEMATICAL),
    "letters repeated": lambda word: word[:-1] + word[-1] * 4,
    "misspelled": slip,
    "markdown inside": lambda word: middle(word, "**"),
}


def disguised(text: str, way: str, guarded: re.Pattern[str]) -> str:
    """Return a text with the words that a filter would look for disguised."""
    if way == "algospeak":
        for plain, said in ALGOSPEAK:
            text = re.sub(plain, said, text, flags=re.IGNORECASE)
        return text
    return guarded.sub(lambda found: WAYS[way](found.group().lower()), text)


def crises() -> list[str]:
    """Return every English crisis that may be read."""
    with CORPUS.open(encoding="utf-8", newline="") as file:
        suite = [
            row["text"] for row in csv.DictReader(file) if row["expect"] in {"page", "found"} and row["half"] == "a"
        ]
    return suite + [one.text for one in read("open") if one.language == "en" and one.least > Tier.NONE]


@dataclass(frozen=True, slots=True)
class Kept:
    """What one disguise leaves of the detections, the texts it hides, and the calm ones that it newly raises."""

    way: str
    share: Share
    hidden: tuple[str, ...]
    raised: tuple[str, ...]
    calm: int


def measure(detector: Detector, calm: Iterable[str]) -> Iterator[Kept]:
    """Yield what each way of disguising does."""
    words = sorted((word for word in read_lexicon(LEXICON).guarded if word.isascii()), key=len, reverse=True)
    guarded = re.compile(rf"\b(?:{'|'.join(words)})\b", re.IGNORECASE)

    def is_found(text: str) -> bool:
        return detector.assess(text).tier > Tier.NONE

    found = [text for text in crises() if is_found(text)]
    quiet = [text for text in calm if not is_found(text)]
    for way in (*WAYS, "algospeak"):
        changed, touched = (
            [new for text in texts if (new := disguised(text, way, guarded)) != text] for texts in (found, quiet)
        )
        hidden = tuple(text for text in changed if not is_found(text))
        raised = tuple(text for text in touched if is_found(text))
        yield Kept(way, Share(len(changed) - len(hidden), len(changed)), hidden, raised, len(touched))


def calm_sentences() -> list[str]:
    """Return the English sentences of the open corpus that must raise nothing."""
    return [one.text for one in read("open") if one.language == "en" and one.most is Tier.NONE]


def main(arguments: list[str]) -> int:
    """Print what is kept under each disguise, and what it newly raises."""
    calm = calm_sentences()
    for name in arguments:
        if name != "--show":
            with Path(name).open(encoding="utf-8", newline="") as opened:
                calm += [row["text"] for row in csv.DictReader(opened)]
    for one in measure(Detector.load(LEXICON), calm):
        low, high = one.share.interval
        sys.stdout.write(
            f"{one.way:22}{one.share.hits:5} of {one.share.total} kept, {100 * (one.share.rate or 0):5.1f} %"
            f" ({100 * low:.1f} to {100 * high:.1f})   {len(one.raised)} of {one.calm} calm ones newly raised\n"
        )
        if "--show" in arguments:
            sys.stdout.writelines(f"    hidden: {text!r}\n" for text in one.hidden)
            sys.stdout.writelines(f"    raised: {text!r}\n" for text in one.raised)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
