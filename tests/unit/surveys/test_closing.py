"""A close that is stopped anywhere ends the same; files that were tampered with close a survey as void."""

import asyncio
import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Cause, nobody
from bot.surveys.errors import SurveyOver
from bot.surveys.records import State
from tests.unit.surveys.dying import PLACES
from tests.unit.surveys.worlds import GUILD, World, pages, world


async def filled(folder: Path, people: int = 6, **options: Any) -> World:
    there = await world(folder, **options)
    survey = await there.open()
    for user in range(people):
        await there.answer(survey, user, pages(str(user % 3 + 1), ("yes", "no")[user % 2], f"word {user}"))
    return there


async def state_of(there: World, survey_id: int = 1) -> Any:
    return await there.surveys.book.survey(GUILD, survey_id)


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / "sealed").iterdir())


async def test_a_close_leaves_what_may_be_shown_and_no_file(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    closed = await there.surveys.closing.close(1, note=nobody)
    assert closed is not None
    assert closed.state is State.CLOSED
    assert closed.results is not None
    assert closed.results.respondents == 6
    assert names(tmp_path) == []
    assert await there.surveys.closing.close(1, note=nobody) is None
    await there.close()


@pytest.mark.parametrize("place", PLACES)
async def test_a_close_that_is_killed_goes_on_to_the_same_end(tmp_path: Path, place: str) -> None:
    undisturbed = await filled(tmp_path / "a")
    expected = await undisturbed.surveys.closing.close(1, note=nobody)
    await undisturbed.close()

    there = await filled(tmp_path / "b")
    await there.close()
    died = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.unit.surveys.dying", str(tmp_path / "b"), place, stdout=asyncio.subprocess.DEVNULL
    )
    assert await died.wait() == -signal.SIGKILL

    again = await world(tmp_path / "b", seed="another")
    found = await state_of(again)
    if found.state is State.OPEN:  # nothing had happened yet: the job, which always runs, closes it
        found = await again.surveys.closing.close(1, note=nobody)
    assert found.state is State.CLOSED
    assert expected is not None
    assert expected.results is not None
    assert found.results.questions == expected.results.questions
    assert sorted(found.results.written("change")) == sorted(expected.results.written("change"))
    assert names(tmp_path / "b") == []
    await again.close()


def lose(path: Path) -> None:
    path.unlink()


def damage(path: Path) -> None:
    path.write_bytes(b"\1" * path.stat().st_size)


def copy_back(path: Path) -> None:
    kept = path.with_name("kept")
    shutil.copy2(path, kept)
    path.unlink()
    kept.rename(path)


def shorten(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


@pytest.mark.parametrize(
    ("file", "harm", "reason"),
    [
        ("1.key", lose, "key-lost"),
        ("1.key", damage, "key-copied"),  # writing changes what the file system says of it
        ("1.key", shorten, "key-damaged"),
        ("1.key", copy_back, "key-copied"),
        ("1.db", lose, "store-lost"),
        ("1.db", damage, "store-damaged"),
    ],
)
@pytest.mark.parametrize("when", ["at the close", "at the start", "at an answer"])
async def test_files_that_are_not_as_they_were_left_void_a_survey(
    tmp_path: Path, file: str, harm: Callable[[Path], None], reason: str, when: str
) -> None:
    there = await filled(tmp_path)
    survey = await state_of(there)
    harm(tmp_path / "sealed" / file)
    match when:
        case "at the close":
            await there.surveys.closing.close(1, note=nobody)
        case "at an answer":
            with pytest.raises(SurveyOver):
                await there.answer(survey, 3, pages("1"))
        case _:
            await there.close()
            there = await world(tmp_path, seed="another")
    found = await state_of(there)
    assert found.state is State.VOID
    assert found.void_reason == reason
    assert found.results is None
    assert names(tmp_path) == []
    await there.close()


async def test_a_folder_that_was_moved_voids_what_was_open_and_says_that_it_was_moved(tmp_path: Path) -> None:
    there = await filled(tmp_path / "old")
    await there.close()
    shutil.copytree(tmp_path / "old", tmp_path / "new")
    again = await world(tmp_path / "new", seed="another")
    found = await state_of(again)
    assert (found.state, found.void_reason) == (State.VOID, "moved")
    await again.close()


async def test_who_is_erased_while_a_survey_is_open_leaves_nothing_in_it(tmp_path: Path) -> None:
    there = await filled(tmp_path, people=7)
    await there.surveys.boxes.put_up(GUILD, 5, by=Cause.OPERATOR)
    await there.surveys.boxes.suggest(GUILD, 3, "a plant")
    await there.surveys.sealed.forget(3)
    assert not await there.surveys.answering.withdraw(1, 3)
    assert not await there.surveys.boxes.take_back(GUILD, 3)
    closed = await there.surveys.closing.close(1, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert closed.results.respondents == 6
    await there.close()


async def test_a_key_whose_bytes_changed_is_detected_whatever_the_file_system_says(tmp_path: Path) -> None:
    there = await filled(tmp_path, fixed_identity=True)
    damage(tmp_path / "sealed" / "1.key")
    closed = await there.surveys.closing.close(1, note=nobody)
    assert closed is not None
    assert closed.void_reason == "key-damaged"
    await there.close()


async def test_one_response_that_does_not_open_voids_the_survey(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    raw = sqlite3.connect(tmp_path / "sealed" / "1.db")
    first = raw.execute("SELECT name FROM responses LIMIT 1").fetchone()[0]
    raw.execute("UPDATE responses SET sealed = zeroblob(4096) WHERE name = ?", (first,))
    raw.commit()
    raw.close()
    closed = await there.surveys.closing.close(1, note=nobody)
    assert closed is not None
    assert closed.void_reason == "store-damaged"
    await there.close()


async def test_a_key_that_comes_back_after_the_close_is_destroyed_and_said(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    kept = {path.name: path.read_bytes() for path in (tmp_path / "sealed").iterdir()}
    await there.surveys.closing.close(1, note=nobody)
    await there.close()
    for name, content in kept.items():
        (tmp_path / "sealed" / name).write_bytes(content)
    again = await world(tmp_path, seed="another")
    assert names(tmp_path) == []
    planned = await again.parts.storage.read(
        lambda connection: again.parts.agenda.history(connection, "survey:1:say:returned")
    )
    assert [record.state for record in planned] == ["waiting", "waiting"], "everybody and facilitators"
    assert (await state_of(again)).state is State.CLOSED
    await again.close()


async def test_a_start_leaves_an_open_survey_as_it_was(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    await there.close()
    again = await world(tmp_path, seed="another")
    survey = await state_of(again)
    assert survey.state is State.OPEN
    await again.answer(survey, 3, pages("5"))
    closed = await again.surveys.closing.close(1, note=nobody)
    assert closed is not None
    assert closed.results is not None
    assert closed.results.respondents == 6
    await again.close()


async def test_who_draws_gets_ready_when_something_can_be_shown_and_not_while_the_bot_starts(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    ready: list[str] = []
    there.surveys.closing.looked_at_soon(lambda: ready.append("closed"))
    few = await there.open("climate")
    await there.surveys.closing.close(few.id, note=nobody)
    assert ready == [], "nobody answered: there is nothing to draw"
    await there.surveys.closing.close(1, note=nobody)
    assert ready == ["closed"]

    again = await there.open("welcome")
    for user in range(6):
        await there.answer(again, user, [{f"a{at}": ["rather_not"] for at in range(4)}])
    await there.surveys.book.change(replace(again, state=State.CLOSING), expected=(State.OPEN,))
    await there.surveys.closing.put_in_order(there.surveys.telling.unknown)
    assert (await state_of(there, again.id)).state is State.CLOSED
    assert ready == ["closed"], "a start has other things to do first"
    await there.close()
