"""Nobody takes a line out of the record, or changes one, without its showing."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.audit import HOST, Act, Audit, Break, Cause, Place
from bot.audit.audit import KEPT
from tests.unit.storage.worlds import HandClock

GUILD, LEA, ANA, MAYA = 10, 1, 2, 3
Meddle = Callable[..., None]


async def write(audit: Audit, count: int = 5) -> None:
    for number in range(1, count + 1):
        await audit.add(GUILD, LEA if number % 2 else ANA, Act.CASE_WORDS_READ, about=number)


async def broken(audit: Audit) -> tuple[Break | None, int]:
    verdict = await audit.verify(GUILD)
    return verdict.broken, verdict.at


async def test_a_record_that_nobody_touched_is_whole(audit: Audit) -> None:
    assert await broken(audit) == (None, 0)
    await write(audit)
    verdict = await audit.verify(GUILD)
    assert (verdict.broken, verdict.lines) == (None, 5)
    assert [line.about for line in await audit.lines(GUILD)] == ["5", "4", "3", "2", "1"]
    assert [line.actor for line in await audit.lines(GUILD, before=3)] == [ANA, LEA]


@pytest.mark.parametrize(
    ("change", "found"),
    [
        ("UPDATE audit_lines SET act = 'case-noted' WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET at = at + 1 WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET about = '9' WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET actor_id = actor_id + 1 WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET subject_id = 5 WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET link = actor_mark WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET actor_id = NULL WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET actor_salt = NULL WHERE seq = 3", (Break.CHANGED, 3)),
        ("UPDATE audit_lines SET actor_id = NULL, actor_salt = NULL WHERE seq = 3", (Break.BLANKED, 0)),
        ("DELETE FROM audit_lines WHERE seq = 1", (Break.MISSING, 1)),
        ("DELETE FROM audit_lines WHERE seq = 3", (Break.MISSING, 3)),
        ("DELETE FROM audit_lines WHERE seq = 5", (Break.MISSING, 5)),
        ("DELETE FROM audit_lines", (Break.MISSING, 1)),
        ("DELETE FROM audit_chains", (Break.ENDS, 0)),
        ("UPDATE audit_chains SET seq = 4", (Break.ENDS, 0)),
        ("UPDATE audit_chains SET first_seq = 2", (Break.ENDS, 0)),
        ("UPDATE audit_lines SET guild_id = 11 WHERE seq = 5", (Break.MISSING, 5)),
    ],
)
async def test_whatever_is_changed_or_taken_out_shows(
    audit: Audit, meddle: Meddle, change: str, found: tuple[Break, int]
) -> None:
    await write(audit)
    meddle(change)
    assert await broken(audit) == found
    assert GUILD in [verdict.guild_id for verdict in await audit.broken()]


async def test_an_erased_person_is_out_of_every_line_and_the_record_still_hangs_together(
    audit: Audit, meddle: Meddle
) -> None:
    await write(audit)
    await audit.add(HOST, Cause.OPERATOR, Act.EXPORTED, subject=LEA)
    person = audit._people.known(LEA)
    assert person is not None
    before = await audit.verify(GUILD)
    await audit._storage.write(lambda connection: audit.erase(connection, person))
    for guild_id in (GUILD, HOST):
        assert (await audit.verify(guild_id)).broken is None
    shown = await audit.lines(GUILD)
    assert [line.actor for line in shown] == [
        Cause.ERASURE,
        None,
        ANA,
        None,
        ANA,
        None,
    ]
    # What was done, when and in which case stays: only who did it is gone.
    assert [line.about for line in shown[1:]] == ["5", "4", "3", "2", "1"]
    assert (shown[0].act, shown[0].about) == (Act.ERASED, "3")
    place = Place.read(before.code)
    assert place is not None
    assert await audit.holds(GUILD, place), "the code of the day before still holds"
    # Somebody who hides behind an erasure that was somebody else's is found.
    meddle("UPDATE audit_lines SET actor_id = NULL, actor_salt = NULL WHERE seq = 2")
    assert await broken(audit) == (Break.BLANKED, 0)


async def test_a_record_written_anew_does_not_run_through_the_codes_that_were_posted(
    audit: Audit, meddle: Meddle
) -> None:
    await write(audit)
    posted = Place.read((await audit.verify(GUILD)).code)
    assert posted is not None
    assert await audit.holds(GUILD, posted)
    meddle("DELETE FROM audit_lines")
    meddle("DELETE FROM audit_chains")
    # Even by somebody who has the keyring, so that every signature is right.
    await write(audit, 7)
    assert await broken(audit) == (None, 0)
    assert await audit.holds(GUILD, posted) is False


@pytest.mark.parametrize("whole", [False, True])
async def test_a_record_that_went_back_shows_in_the_codes_that_were_posted_since(
    audit: Audit, tmp_path: Path, meddle: Meddle, whole: bool
) -> None:
    """The chain alone does not show it, as `docs/decisions/record.md` says."""
    await write(audit, 3)
    with closing(sqlite3.connect(tmp_path / "alongside.db")) as raw:
        earlier = raw.execute("SELECT * FROM audit_chains").fetchone()
    await write(audit, 2)
    posted = Place.read((await audit.verify(GUILD)).code)
    assert posted is not None
    assert await audit.holds(GUILD, posted)
    meddle("DELETE FROM audit_chains")
    meddle("DELETE FROM audit_lines WHERE seq > ?", 0 if whole else 3)
    if not whole:
        meddle("INSERT INTO audit_chains VALUES (?, ?, ?, ?, ?, ?)", *earlier)
    assert await broken(audit) == (None, 0)
    assert await audit.holds(GUILD, posted) is False


async def test_retention_prunes_to_a_signed_checkpoint(audit: Audit, clock: HandClock, meddle: Meddle) -> None:
    await write(audit, 3)
    old = Place.read((await audit.verify(GUILD)).code)
    clock.advance(timedelta(days=30))
    await audit.add(GUILD, LEA, Act.CASE_RESOLVED, about=9)
    now = clock.now() + KEPT - timedelta(days=1)
    assert await audit._storage.write(lambda connection: audit.sweep(connection, now)) == 3
    verdict = await audit.verify(GUILD)
    assert (verdict.broken, verdict.lines) == (None, 1)
    assert old is not None
    assert await audit.holds(GUILD, old), "the checkpoint is the line at which it was pruned"
    assert await audit.holds(GUILD, Place(2, old.digits)) is None
    assert await audit._storage.write(lambda connection: audit.sweep(connection, now)) == 0
    # All of it, and then more.
    later = now + timedelta(days=2)
    assert await audit._storage.write(lambda connection: audit.sweep(connection, later)) == 1
    await audit.add(GUILD, LEA, Act.CASE_TAKEN, about=10)
    assert await broken(audit) == (None, 0)
    assert [line.seq for line in await audit.lines(GUILD)] == [5]
    meddle("UPDATE audit_chains SET first_link = link")
    assert await broken(audit) == (Break.ENDS, 0)


async def test_a_line_holds_no_words(audit: Audit) -> None:
    with pytest.raises(ValueError, match="not words"):
        await audit.add(GUILD, LEA, Act.CASE_NOTED, about="Maya said")


async def test_a_line_is_written_with_what_it_tells_or_not_at_all(audit: Audit) -> None:
    noted = await audit.noting(GUILD, LEA, Act.CASE_TAKEN, about=1)

    def work(connection: Any) -> None:
        noted(connection)
        raise RuntimeError

    with pytest.raises(RuntimeError):
        await audit._storage.write(work)
    assert await audit.lines(GUILD) == []


@pytest.mark.parametrize("typed", ["", "12", "12-xyz", "12-0123456789abcdef012", "x12-0123456789abcdef0123"])
def test_what_is_no_code_is_refused(typed: str) -> None:
    assert Place.read(typed) is None


def test_a_code_may_be_typed_as_it_was_copied() -> None:
    assert Place.read(" 12-0123456789ABCDEF0123 ") == Place(12, "0123456789abcdef0123")
