"""What an answer leaves behind: nothing outside its seal, and inside it nothing that differs from any other."""

import io
import logging
import os
import random
import shutil
import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import timedelta
from math import log
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot import logs
from bot.storage.backup import make_backup
from bot.surveys.seal import NONCE_BYTES
from tests.journeys.conftest import settings_in
from tests.unit.surveys.worlds import World, pages, world

EVERYTHING = os.environ.get("PROVE") == "1"
CANARIES = ("marmalade", "xylophone", "quicksilver")


def rows(folder: Path) -> list[tuple[bytes, bytes]]:
    with sqlite3.connect(folder / "sealed" / "1.db") as raw:
        found = raw.execute("SELECT name, sealed FROM responses").fetchall()
    raw.close()
    return found


async def test_an_answer_causes_no_write_to_the_database(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open(cut=True)
    before = there.bytes_of("1.db", "1.key")
    await there.answer(survey, 1, pages("3", "yes", "some words"))
    await there.answer(survey, 1, pages("4", "no", "other words"))
    await there.surveys.answering.withdraw(survey.id, 1)
    await there.answer(survey, 2, pages("4")[:1])  # a draft
    assert there.bytes_of("1.db", "1.key") == before
    assert there.messenger.asked == []
    await there.close()


async def test_all_responses_are_as_long_and_no_nonce_comes_twice(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    nonces, lengths = [], set()
    for user, text in enumerate(("", "x" * 500, "\U0001f642" * 500, '"\\\n"' * 100)):
        for _ in range(2):
            await there.answer(survey, user, pages("3", text=text))
            found = dict(rows(tmp_path))
            lengths |= {len(sealed) for sealed in found.values()}
        nonces += [sealed[:NONCE_BYTES] for sealed in found.values()]
    await there.answer(survey, 9, pages("1")[:1])
    lengths |= {len(sealed) for _, sealed in rows(tmp_path)}
    assert len(lengths) == 1
    await there.answer(survey, 0, pages("3", text=""))
    again = [sealed[:NONCE_BYTES] for _, sealed in rows(tmp_path)]
    assert len(set(nonces) | set(again)) > len(set(nonces))
    assert len(set(again)) == len(again)
    assert len({name for name, _ in rows(tmp_path)}) == 5
    await there.close()


async def test_a_withdrawn_response_is_gone_from_the_file(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await there.answer(survey, 1, pages("3"))
    (_, sealed), file = rows(tmp_path)[0], tmp_path / "sealed" / "1.db"
    assert sealed[100:200] in file.read_bytes()
    assert await there.surveys.answering.withdraw(survey.id, 1)
    assert not await there.surveys.answering.withdraw(survey.id, 1)
    assert sealed[100:200] not in file.read_bytes()
    await there.close()


async def test_words_appear_in_no_byte_but_in_results_that_may_be_shown(tmp_path: Path) -> None:
    folder = tmp_path / "var"
    written = io.StringIO()
    settings = settings_in(tmp_path / "elsewhere").model_copy(update={"log_level": "DEBUG"})
    logs.configure(settings, stream=written)
    try:
        there = await world(folder)
        survey = await there.open()
        for user in range(8):
            word = CANARIES[user % 2]
            await there.answer(survey, user, pages("3", text=f"{word} {user}", aloud=word == CANARIES[0]))
        await there.answer(survey, 8, pages("3", text=f"PILLS {CANARIES[2]}"))  # heard: nothing of it is kept
        while_open = b"".join(there.bytes_of().values())
        await there.surveys.closing.close(1)
        make_backup(
            f"sqlite:///{folder}/alongside.db", var_dir=folder, keyring_file=folder / "keyring.db", clock=there.clock
        )
        afterwards = there.bytes_of()
        await there.close()
    finally:
        logging.getLogger().setLevel(logging.WARNING)
        structlog.reset_defaults()
    for canary in CANARIES:
        assert canary.encode() not in while_open
        assert canary not in written.getvalue()
    for name, content in afterwards.items():
        assert CANARIES[1].encode() not in content, name
        assert CANARIES[2].encode() not in content, name
    assert any(CANARIES[0].encode() in content for content in afterwards.values())  # allowed, and eight answered
    assert not any("sealed" in name for name in afterwards)


async def test_no_backup_holds_a_sealed_file(tmp_path: Path) -> None:
    there = await world(tmp_path)
    survey = await there.open()
    await there.answer(survey, 1, pages("3"))
    made = make_backup(
        f"sqlite:///{tmp_path}/alongside.db", var_dir=tmp_path, keyring_file=tmp_path / "keyring.db", clock=there.clock
    )
    assert sorted(path.name for path in made.folder.iterdir()) == ["alongside.db", "keyring.db", "manifest.json"]
    key = (tmp_path / "sealed" / "1.key").read_bytes()
    assert all(key not in path.read_bytes() for path in made.folder.iterdir())
    await there.close()


# -- the classifier -----------------------------------------------------------------------------------------------------

WORLDS = 10_000 if EVERYTHING else 24
CHUNK = 64
OFTEN = 4
PEOPLE = 8


async def artefacts(folder: Path, given: Sequence[list[dict[str, Any]]], seed: str) -> bytes:
    """Everything that is left after the close: every file, and what was logged."""
    shutil.rmtree(folder, ignore_errors=True)
    said = io.StringIO()
    structlog.configure(
        processors=[structlog.processors.KeyValueRenderer(sort_keys=True)],
        logger_factory=structlog.PrintLoggerFactory(said),
    )
    there: World = await world(folder, seed=seed)
    survey = await there.open()
    for user, answers in enumerate(given):
        there.clock.at += timedelta(minutes=1)
        await there.answer(survey, user, answers)
    await there.surveys.closing.close(1)
    await there.parts.storage.checkpoint()
    found = b"".join((*there.bytes_of().values(), said.getvalue().encode()))
    await there.close()
    structlog.reset_defaults()
    return found


def apart(one: bytes, reference: bytes) -> dict[int, int]:
    """The bytes at which something is not what the reference is; a world has hundreds of thousands, of which few differ."""
    found: dict[int, int] = {}
    for start in range(0, len(reference), CHUNK):
        here, there = one[start : start + CHUNK], reference[start : start + CHUNK]
        if here != there:
            found |= {
                start + at: value for at, (value, other) in enumerate(zip(here, there, strict=False)) if value != other
            }
    return found


@pytest.mark.timeout(0 if EVERYTHING else 120)
async def test_a_classifier_with_every_artefact_guesses_no_better_than_chance(tmp_path: Path) -> None:
    dice = random.Random(7)
    reference: bytes | None = None
    seen: list[dict[int, int]] = []
    truth: list[list[bool]] = []  # for each world, what each person said, in the order in which they came
    for number in range(WORLDS):
        given = [pages("5", "yes", f"good {one}") for one in range(PEOPLE // 2)]
        given += [pages("1", "no", f"poor {one}") for one in range(PEOPLE // 2)]
        dice.shuffle(given)
        left = await artefacts(tmp_path / "var", given, f"world {number}")
        reference = reference or left
        seen.append(apart(left, reference))
        truth.append([one[0]["a0"] == ["5"] for one in given])
    half = len(seen) // 2
    right = sum(
        hits(seen[:half], [one[who] for one in truth[:half]], seen[half:], [one[who] for one in truth[half:]])
        for who in range(PEOPLE)
    )
    guesses = (len(seen) - half) * PEOPLE
    spread = 0 if EVERYTHING else 3 * (0.25 / guesses) ** 0.5
    assert right / guesses <= 0.5 + 0.01 + spread, right / guesses
    # The same classifier finds it at once where something is left to find.
    marked = [one | dict.fromkeys(range(-CHUNK, 0), answers[0]) for one, answers in zip(seen, truth, strict=True)]
    first = [answers[0] for answers in truth]
    assert hits(marked[:half], first[:half], marked[half:], first[half:]) > 0.9 * (len(seen) - half)


def hits(
    known: Sequence[dict[int, int]], truth: Sequence[bool], unknown: Sequence[dict[int, int]], answers: Sequence[bool]
) -> int:
    """Naive Bayes over the bytes at the places that ever differ: how often it guesses right. -1 is the reference's byte."""
    sizes = Counter(truth)
    counts: dict[int, dict[bool, Counter[int]]] = {}
    for one, answer in zip(known, truth, strict=True):
        for at, value in one.items():
            counts.setdefault(at, {True: Counter(), False: Counter()})[answer][value] += 1

    def told(at: int, value: int) -> float:
        yes, no = (
            sizes[answer] - counts[at][answer].total() if value < 0 else counts[at][answer][value]
            for answer in (True, False)
        )
        # What was hardly ever seen is chance: a key's bytes, which are new in each world, would only drown the rest.
        if yes + no < OFTEN:
            return 0.0
        return log((yes + 1) / (sizes[True] + 2)) - log((no + 1) / (sizes[False] + 2))

    usual = {at: told(at, -1) for at in counts}
    base = sum(usual.values())
    right = 0
    for one, answer in zip(unknown, answers, strict=True):
        score = base + sum(told(at, value) - usual[at] for at, value in one.items() if at in counts)
        right += (score > 0) == answer
    return right
