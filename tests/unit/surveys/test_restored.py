"""A database that was put back to an earlier state: what it cannot know of is destroyed and said, and its cards lead to nothing else."""

import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.surveys.errors import SurveyOver
from bot.surveys.kept import RESULTS_KEPT
from bot.surveys.numbers import OPENED_SINCE
from bot.surveys.records import State, drop_older, void_open
from tests.unit.surveys.worlds import GUILD, World, job, pages, terms_of, world

STAFF = 77


async def town(folder: Path) -> World:
    there = await world(folder)
    await there.parts.servers.save(GUILD, facilitators_channel_id=STAFF)
    return there


async def copied(there: World) -> Path:
    """A copy of the database as it is now."""
    assert await there.parts.storage.checkpoint()
    return Path(shutil.copy(there.folder / "alongside.db", there.folder / "copy"))


async def put_back(there: World, copy: Path) -> World:
    """Start again with a copy in the place of the database."""
    await there.close()
    for path in there.folder.glob("alongside.db*"):
        if not path.name.endswith(".lock"):
            path.unlink()
    shutil.copy(copy, there.folder / "alongside.db")
    return await world(there.folder, seed="another")


async def said(there: World) -> list[Any]:
    """What is planned to be said about surveys that nobody knows, and is said."""
    jobs = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, "survey:unknown:"))
    return [record.key for record in jobs]


async def test_surveys_that_a_copy_does_not_know_are_said_and_their_numbers_are_given_to_no_other(
    tmp_path: Path,
) -> None:
    there = await town(tmp_path)
    known = await there.open("welcome")
    copy = await copied(there)
    for template in ("session", "climate"):
        survey = await there.open(template)
        await there.answer(survey, 1, [])
    again = await put_back(there, copy)
    assert [path.name for path in sorted((tmp_path / "sealed").iterdir())] == ["1.db", "1.key"], "the known one stays"
    assert await said(again) == [f"survey:unknown:{GUILD}:3"]
    again.town.roles[1] = frozenset()
    for gone in (2, 3):
        with pytest.raises(SurveyOver):
            await again.surveys.answering.own(gone, 1)
    new = await again.open("climate")
    assert (known.id, new.id) == (1, 4)
    await again.close()
    once_more = await world(tmp_path, seed="a third")
    assert await said(once_more) == [f"survey:unknown:{GUILD}:3"], "it is said once"
    await once_more.close()


async def test_facilitators_read_how_many_there_were(tmp_path: Path) -> None:
    there = await town(tmp_path)
    copy = await copied(there)
    await there.open()
    await there.open("climate")
    again = await put_back(there, copy)
    await again.surveys.telling._say(job("a key", survey=0, what="unknown", number=2, guild=GUILD))
    (told,) = again.messenger.posted
    assert told.channel_id == STAFF
    assert told.message.content.startswith(
        "The bot's database knows nothing of 2 surveys that were open on its machine"
    )
    await again.close()


async def test_a_draft_that_was_open_by_then_has_another_number_and_what_a_crash_left_is_not_called_lost(
    tmp_path: Path,
) -> None:
    there = await town(tmp_path)
    template = there.surveys.templates.good["session"].questionnaire
    draft = await there.surveys.draft(GUILD, template)
    copy = await copied(there)
    opened = await there.surveys.open(GUILD, f"draft:{draft.id}", terms_of(), by=1)
    await there.answer(opened, 1, pages("3"))
    again = await put_back(there, copy)
    assert await said(again) == [f"survey:unknown:{GUILD}:1"]
    (moved,) = await again.surveys.book.listed(GUILD, State.DRAFT)
    assert moved.id == 2
    assert moved.questionnaire == template

    # An opening that was cut short has left files, too; nobody has answered them.
    await again.surveys.sealed.run(again.surveys.sealed.store("2").make)
    await again.close()
    once_more = await world(tmp_path, seed="a third")
    assert await said(once_more) == [f"survey:unknown:{GUILD}:1"]
    assert list((tmp_path / "sealed").iterdir()) == []
    assert [one.id for one in await once_more.surveys.book.listed(GUILD, State.DRAFT)] == [2]
    await once_more.close()


async def test_a_restore_leaves_room_for_surveys_of_which_no_file_is_left(tmp_path: Path) -> None:
    there = await town(tmp_path)
    survey = await there.open()
    assert await there.parts.storage.write(void_open) == 1
    await there.close()
    again = await world(tmp_path, seed="another")
    assert (await again.open("climate")).id == survey.id + OPENED_SINCE + 1
    await again.close()


async def test_what_a_restore_has_voided_goes_as_any_other_does(tmp_path: Path) -> None:
    there = await town(tmp_path)
    survey = await there.open()
    await there.parts.storage.write(void_open)
    await there.close()
    again = await world(tmp_path, seed="another")
    found = await again.surveys.book.survey(GUILD, survey.id)
    assert (found.state, found.void_reason, found.closed_at) == (State.VOID, "restored", again.clock.now())
    again.clock.at += RESULTS_KEPT + timedelta(days=1)
    before = again.clock.now() - RESULTS_KEPT
    assert await again.parts.storage.write(lambda connection: drop_older(connection, before)) == 1
    assert (await again.open()).id > survey.id, "a number is not given again though its survey is gone"
    await again.close()


async def test_a_draft_that_was_discarded_lends_its_number_to_nobody(tmp_path: Path) -> None:
    there = await town(tmp_path)
    template = there.surveys.templates.good["session"].questionnaire
    draft = await there.surveys.draft(GUILD, template)
    await there.surveys.book.drop(GUILD, draft.id)
    assert (await there.surveys.draft(GUILD, template)).id == draft.id + 1
    await there.close()
