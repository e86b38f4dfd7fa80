"""What was said under a seal can be taken out by whoever said it, and goes with them, whether or not anybody knows them by name."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest

from bot.audit import Cause, nobody
from bot.errors import StorageUnavailable
from bot.privacy.erasures import ERASE_JOB, Erasures, Why
from bot.privacy.feature import Privacy
from bot.privacy.register import Register
from bot.privacy.retention import Retention
from bot.surveys.errors import NotInvited, SurveyOver
from bot.surveys.store import Store
from tests.unit.surveys.worlds import GUILD, ROLE, World, job, pages, world


async def respondents(there: World, survey_id: int = 1) -> int | None:
    closed = await there.surveys.closing.close(survey_id, note=nobody)
    assert closed is not None
    assert closed.results is not None
    return closed.results.respondents


async def answered(there: World, people: int = 7, **terms: Any) -> None:
    survey = await there.open(**terms)
    for user in range(people):
        there.town.roles.setdefault(user, frozenset({ROLE}))
        await there.answer(survey, user, pages(str(user % 3 + 1)))


def erasures(there: World) -> Erasures:
    parts = there.parts
    retention = Retention(parts.agenda, parts.storage, parts.clock)
    register = Register(parts.storage, parts.people, retention, parts.clock)
    privacy = Privacy(parts, register, waits=lambda *_, **__: None, unseal=there.surveys.sealed.forget)
    return Erasures(parts, privacy, retention)


async def run(there: World, doing: Erasures) -> Any:
    """Carry out the erasure that is planned first."""
    (record,) = await there.parts.storage.read(lambda connection: there.parts.agenda.history(connection, "erase:"))
    assert record.kind == ERASE_JOB
    who = int(record.key.rpartition(":")[2])

    return await doing._run(job(record.key, who=who, locale="en"))


async def test_who_lost_the_role_or_left_takes_back_what_they_said_and_answers_no_more(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await answered(there, role=ROLE)
    there.town.roles[0] = frozenset()
    del there.town.roles[1]
    for user in (0, 1):
        with pytest.raises(NotInvited):
            await there.surveys.answering.own(1, user)
        assert await there.surveys.answering.left_behind(1, user)
        assert await there.surveys.answering.withdraw(1, user)
        assert not await there.surveys.answering.left_behind(1, user)
    assert await respondents(there) == 5
    with pytest.raises(SurveyOver):
        await there.surveys.answering.withdraw(1, 2)
    await there.close()


async def test_who_is_in_no_register_is_taken_out_from_under_every_seal_and_nothing_is_written(tmp_path: Path) -> None:
    there = await world(tmp_path)
    await answered(there)
    await there.surveys.boxes.put_up(GUILD, 5, by=Cause.OPERATOR)
    await there.surveys.boxes.suggest(GUILD, 0, "a plant")
    before = there.unsealed()
    assert there.parts.people.known(0) is None
    doing = erasures(there)
    for _ in range(2):
        assert not await doing.now(0, locale="en"), "nobody is known by that id"
    assert before == there.unsealed()
    assert not await there.surveys.boxes.take_back(GUILD, 0)
    assert await respondents(there) == 6
    await there.close()


async def test_an_erasure_that_is_cut_short_has_taken_the_answers_out_before_anybody_is_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await world(tmp_path)
    await answered(there)
    person, doing = await there.parts.people.person(0), erasures(there)
    await doing.ask(0, why=Why.ASKED, locale="en")

    class Killed(BaseException):
        pass

    async def erased(*_: Any, **__: Any) -> None:
        raise Killed

    monkeypatch.setattr(there.parts.people, "erase", erased)
    with pytest.raises(Killed):
        await run(there, doing)
    await there.close()

    again = await world(tmp_path, seed="another")
    assert not await again.surveys.sealed.run(lambda: Store.get(again.surveys.sealed.store("1"), mark(again), 0))
    await run(again, erasures(again))
    assert again.parts.people.discord_id(person) is None
    assert await respondents(again) == 6
    await again.close()


def mark(there: World) -> str:
    survey = there.surveys.book.get(1)
    assert survey is not None
    assert survey.key_mark is not None
    return survey.key_mark


async def test_a_disk_that_refuses_has_the_erasure_wait_and_nobody_is_forgotten_half(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await world(tmp_path)
    await answered(there)
    person, doing = await there.parts.people.person(0), erasures(there)
    await doing.ask(0, why=Why.ASKED, locale="en")

    def full(*_: Any) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(Store, "forget", full)
        again = await run(there, doing)
        assert again.reason == "privacy-reason-away"
        with pytest.raises(StorageUnavailable):
            await doing.now(0, locale="en")
    assert there.parts.people.discord_id(person) == 0
    await run(there, doing)
    assert there.parts.people.discord_id(person) is None
    assert await respondents(there) == 6
    await there.close()


async def test_what_leavers_said_goes_within_a_day_and_nobody_is_taken_for_gone_who_may_be_there(
    tmp_path: Path,
) -> None:
    there = await world(tmp_path)
    await answered(there)
    await there.surveys.boxes.put_up(GUILD, 5, by=Cause.OPERATOR)
    await there.surveys.boxes.suggest(GUILD, 0, "a plant")
    await there.surveys.boxes.suggest(GUILD, 3, "a chair")
    assert await there.surveys.take_out_leavers() == 0

    del there.town.roles[0]
    there.town.known_in_full = False
    assert await there.surveys.take_out_leavers() == 0, "a server that is not known in full"
    there.town.known_in_full = True
    before = there.unsealed()
    assert await there.surveys.take_out_leavers() == 2
    assert before == there.unsealed()
    assert await there.surveys.boxes.take_back(GUILD, 3)
    assert await respondents(there) == 6
    await there.close()


async def test_files_that_are_not_as_they_were_left_are_not_taken_for_a_server_that_everybody_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = await world(tmp_path)
    await answered(there)
    monkeypatch.setattr(there.town, "owner", lambda _guild: None)
    there.town.roles.clear()
    assert await there.surveys.take_out_leavers() == 0, "we are no longer in that server"
    monkeypatch.undo()
    (tmp_path / "sealed" / "1.key").touch()
    (tmp_path / "sealed" / "1.key").write_bytes(bytes(31) + b"1")
    assert await there.surveys.take_out_leavers() == 0
    await there.close()
