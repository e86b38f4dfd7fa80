"""A database that was put back to an earlier state: what it cannot know of is destroyed and said, and its cards lead to nothing else."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection

from bot.audit import Cause
from bot.storage import Storage
from bot.surveys import box_records
from bot.surveys.box_records import void_boxes
from bot.surveys.errors import SurveyOver
from bot.surveys.kept import RESULTS_KEPT
from bot.surveys.numbers import OPENED_SINCE
from bot.surveys.records import State, drop_older, void_open
from tests.unit.surveys.worlds import CHANNEL, GUILD, World, job, pages, terms_of, world

STAFF = 77


async def town(folder: Path) -> World:
    there = await world(folder)
    await there.parts.servers.save(GUILD, facilitators_channel_id=STAFF)
    return there


async def copied(there: World) -> Path:
    """A copy of the database as it is now."""
    assert await there.parts.storage.checkpoint()
    return Path(shutil.copy(there.folder / "alongside.db", there.folder / "copy"))


async def put_back(there: World, copy: Path, afterwards: Callable[[Connection], int] | None = None) -> World:
    """Start again with a copy in the place of the database; `afterwards` is what a restore does with it before that."""
    await there.close()
    for path in there.folder.glob("alongside.db*"):
        if not path.name.endswith(".lock"):
            path.unlink()
    shutil.copy(copy, there.folder / "alongside.db")
    if afterwards is not None:
        url = f"sqlite:///{there.folder}/alongside.db"
        storage = await Storage.open(url, var_dir=there.folder, clock=there.clock, inline=True)
        assert await storage.write(afterwards) == 1
        await storage.close()
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


async def opened(there: World) -> list[int]:
    """What comes out of the box once five have written, by its numbers."""
    for user in range(1, 6):
        there.town.roles.setdefault(user, frozenset())
        await there.surveys.boxes.suggest(GUILD, user, f"an idea of {user}")
    await there.surveys.boxes._look(job("box", guild=GUILD))
    found = await there.parts.storage.read(lambda connection: box_records.some(connection, GUILD, range(5000)))
    return [one.id for one in found][-5:]


async def keys_that_came_back(there: World) -> int:
    jobs = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, "box-returned"))
    return len(jobs)


@pytest.mark.parametrize("way", ["restored", "put back by hand"])
async def test_what_comes_out_of_a_box_after_a_restore_has_no_number_that_another_suggestion_had(
    tmp_path: Path, way: str
) -> None:
    there = await town(tmp_path)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    before = await opened(there)
    copy = await copied(there)
    since = await opened(there)
    await opened(there)
    if way == "restored":
        there = await put_back(there, copy, void_boxes)
    else:
        there = await put_back(there, copy)
    new = there.surveys.boxes.box(GUILD)
    assert new is not None
    assert new.round > 4, "nor has its round"
    assert [path.name for path in sorted((tmp_path / "sealed").iterdir())] == [f"{new.name}.db", f"{new.name}.key"]
    assert await keys_that_came_back(there) == 0
    after = await opened(there)
    assert min(after) > max(since) + 5 > max(before)
    assert max(after) <= max(before) + OPENED_SINCE + 5
    await there.close()


@pytest.mark.parametrize("knows", ["nothing", "that it was down"])
async def test_a_box_that_a_copy_does_not_know_as_open_lends_its_numbers_to_no_other(
    tmp_path: Path, knows: str
) -> None:
    there = await town(tmp_path)
    if knows != "nothing":
        await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
        await there.surveys.boxes.take_down(GUILD, by=Cause.OPERATOR)
    copy = await copied(there)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    since = await opened(there)
    last = there.surveys.boxes.box(GUILD)
    there = await put_back(there, copy)
    assert list((tmp_path / "sealed").iterdir()) == []
    assert await keys_that_came_back(there) == 0
    if knows != "nothing":
        await there.close()
        there = await world(tmp_path, seed="a third")
    new = await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    assert last is not None
    assert new.round > last.round
    assert min(await opened(there)) > max(since)
    await there.close()


@pytest.mark.parametrize(
    ("locale", "says", "why"),
    [
        ("en", "could not be kept safe or could not be read any more", "the database was restored from a backup"),
        ("es", "no se pudo mantener a salvo o ya no se podía leer", "la base de datos se restauró desde una copia"),
    ],
)
async def test_after_a_restore_it_is_said_that_what_lay_in_the_box_is_gone_and_an_empty_one_stands_there(
    tmp_path: Path, locale: str, says: str, why: str
) -> None:
    there = await town(tmp_path)
    await there.parts.servers.save(GUILD, facilitators_channel_id=STAFF, locale=locale)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    copy = await copied(there)
    there.town.roles[1] = frozenset()
    await there.surveys.boxes.suggest(GUILD, 1, "an idea")
    again = await put_back(there, copy, void_boxes)
    again.town.roles[1] = frozenset()
    assert not await again.surveys.boxes.take_back(GUILD, 1)
    jobs = await again.parts.storage.read(lambda connection: again.parts.agenda.history(connection, "box-void"))
    assert len(jobs) == 2
    for what in ("void", "void-staff"):
        await again.surveys.box_posts._post(job(f"box-{what}", guild=GUILD, what=what, reason="restored"))
    everybody, staff = again.messenger.into(CHANNEL), again.messenger.into(STAFF)
    assert [says in one.message.content for one in everybody] == [True]
    assert [why in one.message.content for one in staff] == [True]
    await again.close()
    once_more = await world(tmp_path, seed="a third")
    jobs = await once_more.parts.storage.read(lambda connection: once_more.parts.agenda.history(connection, "box-void"))
    assert len(jobs) == 2, "it is said once"
    await once_more.close()


async def test_a_stop_while_the_next_files_are_made_passes_over_no_number(tmp_path: Path) -> None:
    there = await town(tmp_path)
    box = await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    await there.surveys.sealed.run(there.surveys.sealed.store(f"box-{GUILD}-{box.round + 1}").make)
    await there.close()
    again = await world(tmp_path, seed="another")
    assert await opened(again) == [1, 2, 3, 4, 5]
    await again.close()


async def test_the_number_of_a_suggestion_that_is_kept_no_longer_is_given_to_no_other(tmp_path: Path) -> None:
    there = await town(tmp_path)
    await there.surveys.boxes.put_up(GUILD, CHANNEL, by=Cause.OPERATOR)
    await opened(there)
    later = there.clock.now() + timedelta(days=1)
    assert await there.parts.storage.write(lambda connection: box_records.drop_older(connection, later)) == 5
    assert await opened(there) == [6, 7, 8, 9, 10]
    await there.close()
