"""What the doctor finds: sealed files that were touched, a folder that was moved, closes that are stuck."""

import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.audit import Cause, nobody
from bot.readiness import State, check_host
from bot.surveys.store import Loss
from tests.unit.readiness.test_checks import HOST
from tests.unit.surveys.test_closing import copy_back, damage, filled, lose, shorten
from tests.unit.surveys.worlds import GUILD, TEXTS, World, world


async def found(there: World) -> list[tuple[State, str]]:
    """What the doctor says about surveys, in English."""
    examined = await there.surveys.examine()
    findings = [one for one in check_host(replace(HOST, sealed=examined)) if one.text.startswith("doctor-seal")]
    say = TEXTS.speaker("en")
    return [(one.state, say(one.text, **one.values)) for one in findings]


async def test_what_is_open_and_well_is_said_with_what_a_live_operator_could_do(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    ((state, sentence),) = await found(there)
    assert state is State.OK
    assert sentence.startswith("One survey or suggestion box is open, and its sealed files are as they were left.")
    assert "whoever runs this machine could open it" in sentence
    await there.surveys.closing.close(1, note=nobody)
    ((state, sentence),) = await found(there)
    assert sentence.startswith("No survey or suggestion box is open")
    await there.close()


@pytest.mark.parametrize(
    ("file", "harm", "sentence"),
    [
        ("1.key", lose, "Sealed files of one open survey or suggestion box are gone."),
        ("1.db", lose, "Sealed files of one open survey or suggestion box are gone."),
        ("1.key", shorten, "Sealed files of one open survey or suggestion box are damaged."),
        ("1.db", damage, "Sealed files of one open survey or suggestion box are damaged."),
        ("1.key", copy_back, "The key of one open survey or suggestion box is not the file that was made"),
    ],
)
async def test_files_that_were_touched_are_found_before_anybody_answers(
    tmp_path: Path, file: str, harm: Callable[[Path], None], sentence: str
) -> None:
    there = await filled(tmp_path)
    await there.surveys.boxes.put_up(GUILD, 5, by=Cause.OPERATOR)
    harm(tmp_path / "sealed" / file)
    ((state, said),) = await found(there)
    assert state is State.BROKEN
    assert said.startswith(sentence)
    await there.close()


async def test_a_folder_that_was_moved_is_told_from_a_file_that_was_put_back(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    shutil.copytree(tmp_path / "sealed", tmp_path / "copy")
    shutil.rmtree(tmp_path / "sealed")
    (tmp_path / "copy").rename(tmp_path / "sealed")
    assert (await there.surveys.examine()).losses == (Loss.MOVED,)
    ((state, said),) = await found(there)
    assert state is State.BROKEN
    assert said.startswith("VAR_DIR was moved, copied or put back as a whole while one survey")
    await there.close()


async def test_a_close_that_does_not_come_is_found(tmp_path: Path) -> None:
    there = await filled(tmp_path)
    there.clock.at += timedelta(days=8)
    assert (State.BROKEN, "One survey should be closed by now and is not.") in await found(there)
    await there.close()
    again = await world(tmp_path, seed="another")
    await again.surveys.closing.close(1, note=nobody)
    assert (await again.surveys.examine()).stuck == 0
    await again.close()
