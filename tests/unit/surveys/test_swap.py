"""The swap game: the same people at the same times with their answers exchanged leave the same bytes everywhere.

While the survey is open the seal is ideal (bytes that owe nothing to what is sealed), chance is seeded and time stands
in the test's hand: every byte of every file is equal, nothing masked; and so is all that is sent to Discord on the way (each text,
each id of a button or a form), also where some are asked a follow-up and others are not, up to the fields of its own form. After the close the seal is the real one: every byte of
the checkpointed database, of the keyring, of the logs and of a backup is equal, and the sealed files are gone.

`make prove` sets PROVE=1: every assignment of different answers, and of three, up to six respondents, and 10,000 random cases up to
thirty.
"""

import asyncio
import hashlib
import io
import logging
import os
import random
import shutil
from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations, product
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.audit import Cause, nobody
from bot.storage.backup import make_backup
from bot.surveys.declared import AnswerCut, GroupsCut, RoleCut
from bot.surveys.questions import Kind, Question, Questionnaire
from tests.unit.surveys.worlds import GUILD, ROLE, Chance, IdealSeal, World, pages, terms_of, world

EVERYTHING = os.environ.get("PROVE") == "1"

# Answers that differ in every way in which answers differ: choices, words, their length and language, permission.
ANSWERS: Sequence[list[dict[str, Any]]] = (
    pages("5", "no", "More rounds, please"),
    pages("1", "yes", "", aloud=False),
    pages("3", "rather_not", "ñandú " * 80),
    pages("rather_not", "no", "\U0001f642"),
    pages("2", "yes", "x" * 500, aloud=False),
    pages("4", "no", '"\\\n"'),
)


# Some are asked a follow-up and others are not, and who is asked it sees it beside the last questions.
FOLLOWED: Sequence[list[dict[str, Any]]] = (
    [{"a0": ["5"], "a1": ["yes"], "a2": ["no"]}, {"a4": "More rounds, please", "a5": ["yes"]}],
    [{"a0": ["1"], "a1": ["no"], "a2": ["yes"]}, {"a3": ["screen"], "a4": "", "a5": ["no"]}],
    [{"a0": ["rather_not"], "a1": ["yes"], "a2": ["rather_not"]}, {"a4": "x" * 500, "a5": ["no"]}],
    [{"a0": ["3"], "a1": ["yes"], "a2": ["yes"]}, {"a3": ["rather_not"], "a4": "\U0001f642", "a5": ["yes"]}],
)

# One page, so that many surveys can be played.
SHORT = Questionnaire(
    title={"en": "Tea"},
    questions=(
        Question(key="heard", kind=Kind.YES_NO, ask={"en": "Heard?"}),
        Question(key="words", kind=Kind.TEXT, ask={"en": "In words?"}),
    ),
)
BY = {"session": "wrong", "confidentiality": "limits"}
CUTS = (RoleCut(ROLE, "newcomer"), GroupsCut(((71, "Tuesday"),)), AnswerCut("wrong"))


@pytest.fixture(scope="module")
def beginning(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an empty database, from which every world begins.

    It is copied with its journal, for a new one would begin with a number of SQLite's own chance, which no test can seed.
    """
    made, folder = (tmp_path_factory.mktemp("swap") / name for name in ("made", "var"))

    async def make() -> None:
        there = await world(made, seed="beginning", fixed_identity=True)
        await there.parts.servers.save(GUILD)
        shutil.copytree(made, folder, ignore=shutil.ignore_patterns("*-shm", "*.lock"))
        await there.close()

    asyncio.run(make())
    assert (folder / "alongside.db-wal").stat().st_size
    return folder


class Run:
    """One world, and what it left behind: digests of its files while open and after the close, and its log."""

    def __init__(self, beginning: Path, folder: Path, template: str = "session") -> None:
        self.folder = folder
        self.template = template
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(beginning, folder)
        IdealSeal.sealed, IdealSeal.chance = {}, Chance("ideal")
        self.log = io.StringIO()
        structlog.configure(
            processors=[structlog.processors.KeyValueRenderer(sort_keys=True)],
            logger_factory=structlog.PrintLoggerFactory(self.log),
        )

    async def play(self, given: Sequence[list[dict[str, Any]]], *, ideal: bool) -> World:
        there = await world(self.folder, seed="swap", ideal=ideal, fixed_identity=True)
        survey = await there.open(self.template, cuts=(*CUTS[:2], AnswerCut(BY[self.template])))
        for user, answers in enumerate(given):
            there.clock.at += timedelta(minutes=7)
            await there.answer(survey, 500 + user, answers, shown=self.log)
        return there

    async def while_open(self, given: Sequence[list[dict[str, Any]]]) -> str:
        there = await self.play(given, ideal=True)
        found = digest(there.bytes_of(), self.log.getvalue())
        await there.close()
        return found

    async def afterwards(self, given: Sequence[list[dict[str, Any]]]) -> str:
        there = await self.play(given, ideal=False)
        await there.surveys.closing.close(1, note=nobody)
        assert await there.parts.storage.checkpoint()
        make_backup(
            f"sqlite:///{self.folder}/alongside.db",
            var_dir=self.folder,
            keyring_file=self.folder / "keyring.db",
            clock=there.clock,
        )
        assert not list((self.folder / "sealed").iterdir())
        found = digest(there.bytes_of(), self.log.getvalue())
        await there.close()
        return found

    async def one_after_the_other(self, rounds: Sequence[Sequence[list[dict[str, Any]]]]) -> str:
        """Play many surveys, each to its end, in one world; what is left then has a trace of all of them."""
        there = await world(self.folder, seed="swap", fixed_identity=True)
        for given in rounds:
            draft = await there.surveys.draft(GUILD, SHORT)
            survey = await there.surveys.open(
                GUILD, f"draft:{draft.id}", terms_of(cuts=(*CUTS[:2], AnswerCut("heard"))), by=Cause.OPERATOR
            )
            for user, (first, second) in enumerate(given):
                there.clock.at += timedelta(minutes=7)
                await there.answer(survey, 500 + user, [{"a0": first["a3"], "a1": second["a4"], "a2": second["a5"]}])
            assert survey.closes_at is not None
            there.clock.at = survey.closes_at
            await there.surveys.closing.close(survey.id, note=nobody)
        assert await there.parts.storage.checkpoint()
        found = digest(there.bytes_of(), self.log.getvalue())
        await there.close()
        return found


def digest(files: dict[str, bytes], log: str) -> str:
    whole = hashlib.sha256(log.encode())
    for name, content in files.items():
        whole.update(f"\0{name}\0{len(content)}\0".encode() + content)
    return whole.hexdigest()


@pytest.fixture(autouse=True)
def quiet() -> Any:
    yield
    structlog.reset_defaults()
    logging.disable(logging.NOTSET)


def orders(count: int) -> list[tuple[int, ...]]:
    """Every way to give as many different answers to as many people."""
    found = list(permutations(range(count)))
    return found if EVERYTHING or count <= 3 else random.Random(count).sample(found, 4)


def assignments(count: int) -> list[tuple[int, ...]]:
    """Every way in which people give three answers, so that some agree and others do not."""
    found = list(product(range(3), repeat=count))
    return found if EVERYTHING else random.Random(count).sample(found, 2)


# What is equal to one thing is equal to each other: every world is played once and compared with the first of its kind.


@pytest.mark.timeout(0 if EVERYTHING else 120)
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
async def test_who_answered_what_is_in_no_byte_while_open(beginning: Path, memory: Path, count: int) -> None:
    # Not even what was answered: all that many people may say looks the same.
    seen = {
        await Run(beginning, memory / "var").while_open([ANSWERS[one] for one in order])
        for order in (*orders(count), *assignments(count))
    }
    assert len(seen) == 1


@pytest.mark.timeout(0 if EVERYTHING else 120)
@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
async def test_who_answered_what_is_in_no_byte_afterwards(beginning: Path, memory: Path, count: int) -> None:
    seen: dict[tuple[int, ...], set[str]] = {}
    for order in (*orders(count), *assignments(count)):
        left = await Run(beginning, memory / "var").afterwards([ANSWERS[one] for one in order])
        seen.setdefault(tuple(sorted(order)), set()).add(left)
    assert {len(each) for each in seen.values()} == {1}


@pytest.mark.timeout(0 if EVERYTHING else 120)
async def test_who_was_asked_a_follow_up_is_in_no_byte_and_in_no_id_or_text_that_is_sent(
    beginning: Path, memory: Path
) -> None:
    four = range(len(FOLLOWED))
    given = [*permutations(four), *product(four, repeat=4)] if EVERYTHING else [(0, 1, 2, 3), (1, 0, 3, 2), (1,) * 4]
    seen = {
        await Run(beginning, memory / "var", "confidentiality").while_open([FOLLOWED[one] for one in order])
        for order in given
    }
    assert len(seen) == 1


ROUNDS, EACH = (500, 20) if EVERYTHING else (3, 1)


@pytest.mark.timeout(0 if EVERYTHING else 120)
@pytest.mark.parametrize("seed", range(ROUNDS))
async def test_random_cases_up_to_thirty_people(beginning: Path, memory: Path, seed: int) -> None:
    """`EACH` random orders of the same answers by up to thirty people, while open or afterwards; 10,000 in all."""
    dice = random.Random(seed)
    given = [ANSWERS[dice.randrange(len(ANSWERS))] for _ in range(dice.randint(5, 30))]
    seen = set()
    for _ in range(EACH + 1):
        run = Run(beginning, memory / "var")
        seen.add(await (run.while_open if seed % 2 else run.afterwards)(given))
        dice.shuffle(given)
    assert len(seen) == 1


# -- any classifier ---------------------------------------------------------------------------------------------------------

PAIRS = 10_000 if EVERYTHING else 150
A_WORLD = 50  # surveys, so that opening and closing files is not most of the work
CONFIDENCE = 0.95


@pytest.mark.timeout(0 if EVERYTHING else 240)
async def test_no_classifier_whatever_it_is_guesses_better_than_chance_and_one_in_a_hundred(
    beginning: Path, memory: Path
) -> None:
    """Two worlds with the same chance, in one of which people said what others said in the other, are told apart by nothing.

    Let p be how often two such worlds differ in any byte that is left. A classifier that has to say which of the two it is shown is
    right in half of the cases in which they are alike, so in 1/2 + p/2 of all at most, however clever it is. No pair of n
    differing, p is below 1 - 0.05 ** (1/n) with 95 % confidence (Clopper and Pearson 1934, for none of n).
    """
    dice = random.Random(160)
    for _ in range(PAIRS // A_WORLD):
        rounds = [[ANSWERS[dice.randrange(len(ANSWERS))] for _ in range(dice.randint(5, 8))] for _ in range(A_WORLD)]
        for given in rounds:
            given[:2] = dice.sample(ANSWERS, 2)  # or there would be nothing to exchange
        exchanged = [[given[1], given[0], *dice.sample(given[2:], len(given) - 2)] for given in rounds]
        one, other = [await Run(beginning, memory / "var").one_after_the_other(each) for each in (rounds, exchanged)]
        assert one == other
    most = 1 - (1 - CONFIDENCE) ** (1 / PAIRS)
    assert most / 2 <= 0.01, f"{PAIRS} pairs show no more than chance + {most / 2:.3%}"


async def test_the_game_notices_a_world_that_differs(beginning: Path, memory: Path) -> None:
    first = await Run(beginning, memory / "var").afterwards([ANSWERS[one] for one in (0, 1, 2, 3, 4)])
    second = await Run(beginning, memory / "var").afterwards([ANSWERS[one] for one in (0, 1, 2, 3, 3)])
    assert first != second  # other answers, not the same ones exchanged: results may differ
