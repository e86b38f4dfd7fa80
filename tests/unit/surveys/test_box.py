"""The suggestion box: what is in it comes out mixed and together, or, where its files were touched, never."""

import asyncio
import shutil
from collections.abc import Callable, Coroutine
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.agenda import Done, Job
from bot.audit import Cause
from bot.errors import StorageUnavailable
from bot.surveys import box_records
from bot.surveys.box_looks import BOX_JOB
from bot.surveys.errors import BoxClosed, BoxLost, CodeUnknown, CodeUsed
from tests.unit.surveys.test_closing import copy_back, damage, lose, names
from tests.unit.surveys.worlds import CHANNEL, GUILD, World, world


async def standing(folder: Path, people: int = 5, **options: Any) -> tuple[World, list[str]]:
    there = await world(folder, **options)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    return there, [await suggest(there, user, f"idea {user}") for user in range(people)]


async def suggest(there: World, user: int, words: str, code: str | None = None) -> str:
    there.town.roles.setdefault(user, frozenset())
    return await there.surveys.boxes.suggest(GUILD, user, words, code)


async def look(there: World) -> None:
    """Do what happens every evening."""
    now = there.clock.now()
    job = Job(kind=BOX_JOB, key="box", payload={"guild": GUILD}, due=now, attempts=1, late=timedelta())
    assert await there.surveys.boxes._look(job) == Done()


async def out(there: World) -> list[str]:
    found = await there.parts.storage.read(lambda connection: box_records.some(connection, GUILD, range(100)))
    return [one.text for one in found]


async def said(there: World) -> list[str]:
    """What is planned to be posted about boxes, by the beginning of its key."""
    rows = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, "box-"))
    return sorted(row.key.partition(":")[0] for row in rows)


async def test_nothing_comes_out_before_five_and_then_everything_once(tmp_path: Path) -> None:
    there, _ = await standing(tmp_path, people=4)
    await look(there)
    assert await out(there) == []
    await suggest(there, 1, "idea 1, said better")
    await suggest(there, 9, "idea 9")
    await look(there)
    await look(there)
    assert sorted(await out(there)) == ["idea 0", "idea 1, said better", "idea 2", "idea 3", "idea 9"]
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    await there.close()


@pytest.mark.parametrize(
    ("file", "harm"), [("key", lose), ("key", damage), ("key", copy_back), ("db", lose), ("db", damage)]
)
@pytest.mark.parametrize("when", ["at the evening's look", "at the start", "at a suggestion"])
async def test_a_box_whose_files_were_touched_is_void_and_said_and_a_new_one_stands_there(
    tmp_path: Path, file: str, harm: Callable[[Path], None], when: str
) -> None:
    there, _ = await standing(tmp_path)
    harm(tmp_path / "sealed" / f"box-{GUILD}-1.{file}")
    match when:
        case "at a suggestion":
            with pytest.raises(BoxLost):
                await suggest(there, 7, "another")
        case "at the start":
            await there.close()
            there = await world(tmp_path, seed="another")
        case _:
            await look(there)
    assert await said(there) == ["box-void", "box-void-staff"]
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    for user in range(5):
        await suggest(there, user, f"new {user}")
    await look(there)
    assert sorted(await out(there)) == [f"new {user}" for user in range(5)]
    await there.close()


async def test_a_key_that_comes_back_after_a_box_was_opened_is_destroyed_and_said(tmp_path: Path) -> None:
    there, _ = await standing(tmp_path)
    kept = tmp_path / "kept"
    shutil.copytree(tmp_path / "sealed", kept)
    await look(there)
    await there.close()
    for path in kept.iterdir():
        shutil.copy(path, tmp_path / "sealed" / path.name)
    again = await world(tmp_path, seed="another")
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    assert "box-returned" in await said(again)
    await again.close()


@pytest.mark.parametrize("restarted", [False, True])
async def test_an_opening_that_was_interrupted_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, restarted: bool
) -> None:
    there, _ = await standing(tmp_path)

    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(type(there.parts.storage), "write", away)
        with pytest.raises(StorageUnavailable):
            await look(there)
        with pytest.raises(BoxClosed):
            await suggest(there, 8, "too late for this round, too early for the next")
    if restarted:
        await there.close()
        there = await world(tmp_path, seed="another")
    await look(there)
    assert sorted(await out(there)) == [f"idea {user}" for user in range(5)]
    assert "box-returned" not in await said(there)
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    await there.close()


@pytest.mark.parametrize("ending", ["opened", "taken down"])
async def test_files_that_a_stop_left_behind_are_destroyed_at_the_next_start_without_alarm(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    there, _ = await standing(tmp_path)

    async def stopped(*_: Any) -> None:
        return None

    with monkeypatch.context() as patch:
        patch.setattr(type(there.surveys.boxes), "_let_go", stopped)
        await (look(there) if ending == "opened" else there.surveys.boxes.take_down(GUILD, by=1))
    assert f"box-{GUILD}-1.key" in names(tmp_path)
    await there.close()
    again = await world(tmp_path, seed="another")
    assert f"box-{GUILD}-1.key" not in names(tmp_path)
    assert "box-returned" not in await said(again)
    assert (again.surveys.boxes.box(GUILD) is None) == (ending == "taken down")
    await again.close()


async def test_only_who_holds_the_code_can_write_again_about_a_suggestion(tmp_path: Path) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    await suggest(there, 8, "thank you", codes[2])
    with pytest.raises(CodeUnknown):
        await suggest(there, 9, "I am the author too", "ABCD-EFGH-JKMN-PQRS")
    with pytest.raises(CodeUnknown):
        await suggest(there, 9, "I have none", "")
    await there.close()


async def test_a_code_is_good_for_one_suggestion_and_the_next_code_is_told_to_its_author_alone(tmp_path: Path) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    fresh = await suggest(there, 2, "and another thing", codes[2])
    with pytest.raises(CodeUsed):
        await suggest(there, 9, "somebody looked over their shoulder", codes[2])
    assert (await there.surveys.suggestions.by_code(GUILD, codes[2])).text == "idea 2", "until it comes out"
    with pytest.raises(CodeUnknown):
        await there.surveys.suggestions.by_code(GUILD, fresh)
    for user in range(10, 14):
        await suggest(there, user, f"new {user}")
    await look(there)
    found = await there.surveys.suggestions.by_code(GUILD, fresh)
    assert found.text == "and another thing"
    assert [one.text for one in await there.surveys.suggestions.before(found)] == ["idea 2"]
    for user in (2, 9):
        with pytest.raises(CodeUnknown):
            await suggest(there, user, "once more", codes[2])
    await suggest(there, 2, "with the new one", fresh)
    await there.close()


async def test_who_writes_again_with_their_code_before_the_box_opens_replaces_what_they_wrote(tmp_path: Path) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    lost = await suggest(there, 2, "and another thing", codes[2])
    kept = await suggest(there, 2, "said better", codes[2])
    for user in range(10, 14):
        await suggest(there, user, f"new {user}")
    await look(there)
    assert (await there.surveys.suggestions.by_code(GUILD, kept)).text == "said better"
    with pytest.raises(CodeUnknown):
        await there.surveys.suggestions.by_code(GUILD, lost)
    await there.close()


@pytest.mark.parametrize("ending", ["taken back", "taken down"])
async def test_a_code_is_good_as_long_as_nothing_written_with_it_came_out(tmp_path: Path, ending: str) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    await suggest(there, 2, "and another thing", codes[2])
    if ending == "taken back":
        assert await there.surveys.boxes.take_back(GUILD, 2)
    else:
        await there.surveys.boxes.take_down(GUILD, by=1)
        await there.surveys.boxes.put_up(GUILD, CHANNEL, by=1)
    await suggest(there, 3, "I was given the code", codes[2])
    await there.close()


async def test_what_was_written_with_a_code_that_is_closed_meanwhile_comes_out_and_ends_there(tmp_path: Path) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    number = (await there.surveys.suggestions.by_code(GUILD, codes[2])).id
    fresh = await suggest(there, 2, "and another thing", codes[2])
    await there.surveys.suggestions.close_code(GUILD, number, by=1)
    for user in range(10, 14):
        await suggest(there, user, f"new {user}")
    await look(there)
    assert "and another thing" in await out(there)
    with pytest.raises(CodeUnknown):
        await suggest(there, 2, "on and on", fresh)
    await there.close()


async def test_whether_a_code_is_used_changes_nothing_but_the_sealed_file(tmp_path: Path) -> None:
    there, codes = await standing(tmp_path)
    await look(there)
    await there.parts.storage.checkpoint()
    before = there.unsealed()
    await suggest(there, 2, "and another thing", codes[2])
    with pytest.raises(CodeUsed):
        await suggest(there, 9, "me too", codes[2])
    assert there.unsealed() == before
    await there.close()


@pytest.mark.parametrize("first", ["the look", "the other"])
async def test_a_box_that_is_taken_down_while_it_is_looked_into_stays_down(tmp_path: Path, first: str) -> None:
    there, _ = await standing(tmp_path)
    both = [look(there), there.surveys.boxes.take_down(GUILD, by=1)]
    await asyncio.gather(*(both if first == "the look" else reversed(both)))
    assert there.surveys.boxes.box(GUILD) is None
    assert len(await out(there)) == (5 if first == "the look" else 0)
    assert names(tmp_path) == []
    with pytest.raises(BoxClosed):
        await suggest(there, 9, "too late")
    await there.close()
    again = await world(tmp_path, seed="another")
    assert again.surveys.boxes.box(GUILD) is None
    await again.close()


@pytest.mark.parametrize("first", ["the look", "the other"])
async def test_a_box_that_is_moved_while_it_is_looked_into_stands_in_the_new_place_once(
    tmp_path: Path, first: str
) -> None:
    there, _ = await standing(tmp_path)
    both: list[Coroutine[Any, Any, Any]] = [look(there), there.surveys.boxes.put_up(GUILD, CHANNEL + 1, by=1)]
    await asyncio.gather(*(both if first == "the look" else reversed(both)))
    box = there.surveys.boxes.box(GUILD)
    assert box is not None
    assert (box.channel_id, box.round) == (CHANNEL + 1, 2)
    assert len(await out(there)) == 5
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    await suggest(there, 9, "in the new round")
    await there.close()


async def test_a_round_that_is_over_in_the_database_is_not_opened_again(tmp_path: Path) -> None:
    there, _ = await standing(tmp_path)
    box = there.surveys.boxes.box(GUILD)
    assert box is not None
    await look(there)
    assert not await there.parts.storage.write(
        lambda connection: box_records.succeed(connection, replace(box, open=False), after=box)
    )
    await there.close()


async def test_a_box_whose_taking_down_failed_takes_suggestions_and_opens_with_no_fewer_than_five(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, _ = await standing(tmp_path, people=1)

    async def away(*_: Any, **__: Any) -> Any:
        raise StorageUnavailable

    with monkeypatch.context() as patch:
        patch.setattr(type(there.parts.storage), "write", away)
        with pytest.raises(StorageUnavailable):
            await there.surveys.boxes.take_down(GUILD, by=1)
    await look(there)
    assert await out(there) == []
    await suggest(there, 1, "a second one")
    await there.close()


async def test_a_box_is_put_up_and_taken_down_again_though_old_files_could_not_be_destroyed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there, _ = await standing(tmp_path)

    async def stopped(*_: Any) -> None:
        return None

    with monkeypatch.context() as patch:
        patch.setattr(type(there.surveys.boxes), "_let_go", stopped)
        await there.surveys.boxes.take_down(GUILD, by=1)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=1)
    assert names(tmp_path) == [f"box-{GUILD}-2.db", f"box-{GUILD}-2.key"]
    await there.close()
