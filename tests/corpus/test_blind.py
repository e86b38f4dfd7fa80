"""The blind corpus: its shape, and what the shipped detector has reached on its open half and must not lose again.

The held half has no test: who tunes rules must not be led by it. `python -m tests.corpus.blind` reports both halves.
"""

import csv
import re
from collections import Counter

import pytest

from bot.moderation.detection import Detector, Tier
from tests.corpus.blind import HALVES, HERE, LEXICON, Scored, categories, floors, raised, read, report, score, shares

FILES = (*HALVES, "helping")
EXPECTATIONS = {"page", "review", "review or page", "none or review", "none"}
LANGUAGES = {"en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk", "ar", "hi", "zh", "ja", "ko"}
HELD = {"en", "es", "fr", "de", "pt", "it", "nl", "pl", "tr", "ru", "uk"}
COLUMNS = ["category", "language", "locale", "text", "least", "most"]


@pytest.fixture(scope="module")
def scored() -> dict[str, list[Scored]]:
    detector = Detector.load(LEXICON)
    return {name: score(detector, read(name)) for name in FILES}


def test_every_row_is_whole() -> None:
    for name in FILES:
        with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        assert rows[0] == COLUMNS
        assert {len(row) for row in rows} == {len(COLUMNS)}
        for sentence in read(name):
            assert sentence.text.strip()
            assert sentence.least <= sentence.most


def test_categories_are_described_once_and_filled_in_each_half_of_their_language() -> None:
    described = categories()
    known = {category.id: category for category in described}
    assert len(known) == len(described)
    assert {category.expectation for category in described} <= EXPECTATIONS
    rows = [sentence for half in HALVES for sentence in read(half)]
    sizes = Counter(sentence.category for sentence in rows)
    assert set(sizes) == set(known)
    assert all(known[sentence.category].language == sentence.language for sentence in rows)
    english = [category.id for category in described if category.language == "en"]
    assert len(english) >= 40
    assert min(sizes[category] for category in english) >= 15
    assert min(sizes.values()) >= 8
    assert {category.language for category in described} == LANGUAGES | {"mixed"}
    by_half = {half: Counter(sentence.category for sentence in read(half)) for half in HALVES}
    assert by_half["open"].keys() == known.keys()
    held = {known[category].language for category in by_half["held"]}
    assert held == HELD
    assert all(by_half["held"][category] >= 7 for category in known if known[category].language in held)


def test_helping_replies_never_ask_for_a_page() -> None:
    helping = read("helping")
    assert len(helping) >= 300
    assert all(sentence.most < Tier.PAGE for sentence in helping)


def test_no_sentence_stands_twice() -> None:
    texts = [sentence.text for name in FILES for sentence in read(name)]
    for name in ("functional", "hard"):
        with (HERE / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            texts += [row["text"] for row in csv.DictReader(file)]
    seen = Counter(re.sub(r"\W+", " ", text.casefold()).strip() or text for text in texts)
    # The sentence itself stays out of the message: it may be of the held half.
    assert sum(count - 1 for count in seen.values()) == 0


def test_the_open_half_keeps_what_was_reached(scored: dict[str, list[Scored]]) -> None:
    reached = shares(scored["open"])
    floor = floors()["open"]
    assert set(floor) == set(reached)
    below = {category: share for category, share in reached.items() if share < floor[category]}
    assert below == {}


def test_helping_replies_keep_what_was_reached(scored: dict[str, list[Scored]]) -> None:
    helping = scored["helping"]
    assert sum(item.right for item in helping) / len(helping) >= floors()["helping"]["right"]
    pages = 1000 * sum(item.tier is Tier.PAGE for item in helping) / len(helping)
    assert pages <= floors()["helping"]["pages_per_1000"]


def test_floors_are_raised_and_never_lowered(scored: dict[str, list[Scored]]) -> None:
    lowest = {"helping": {"right": 0.0, "pages_per_1000": 1000.0}, "open": {}}
    new = raised(lowest, scored)
    reached = shares(scored["open"])
    assert all(floor < reached[category] for category, floor in new["open"].items() if floor)
    assert new["open"]["en.plan"] > 0
    highest = {"helping": {"right": 1.0, "pages_per_1000": 0.0}, "open": dict.fromkeys(reached, 1.0)}
    assert raised(highest, scored) == highest


def test_the_report_counts_every_sentence_and_quotes_none(scored: dict[str, list[Scored]]) -> None:
    printed = "\n".join(report(scored))
    for category in categories():
        assert f"\n{category.id} " in printed
    assert not [item for half in HALVES for item in scored[half] if item.sentence.text in printed]
