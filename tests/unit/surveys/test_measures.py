"""Measures for oneself: which one somebody takes, and when, is theirs alone."""

from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from bot.surveys.tables import self_measures
from tests.unit.surveys.worlds import World, world


async def note(there: World, user: int, name: str, points: str = "1") -> None:
    measures, first = there.surveys.measures, 0
    items = len(measures.measure(name).items)
    while first is not None:
        here = range(first, min(first + 4, items))
        first = await measures.note(user, name, first, {f"m{index}": (points,) for index in here})  # type: ignore[assignment]


async def test_which_measure_it_was_and_when_is_seen_by_nobody_without_its_owners_key(tmp_path: Path) -> None:
    there = await world(tmp_path)
    there.clock.at += timedelta(hours=1, minutes=23, seconds=45)
    for user, name in ((1, "phq2"), (2, "gad7"), (3, "days")):
        await note(there, user, name)
    await there.surveys.measures.note(4, "gad7", 0, {f"m{index}": ("0",) for index in range(4)})
    rows = await there.parts.storage.read(lambda connection: connection.execute(select(self_measures)).all())
    assert len(rows) == 4
    assert len({len(row.sealed) for row in rows}) == 1, "whole or not, whatever it is"
    assert len({row[2:-1] for row in rows}) == 1, "the day is all that is told apart"
    assert {row.day.hour for row in rows} == {0}
    await there.parts.storage.checkpoint()
    everything = b"".join(there.bytes_of().values())
    assert not any(name in everything for name in (b"phq2", b"gad7"))
    await there.close()


async def test_each_measure_goes_on_where_it_was_left_and_is_looked_at_by_itself(tmp_path: Path) -> None:
    there = await world(tmp_path)
    measures = there.surveys.measures
    assert await measures.note(1, "gad7", 0, {f"m{index}": ("3",) for index in range(4)}) == 4
    await note(there, 1, "phq2", "2")
    there.clock.at += timedelta(hours=2)
    assert await measures.note(1, "gad7", 4, {f"m{index}": ("1",) for index in range(4, 7)}) is None
    await note(there, 1, "gad7", "0")
    assert [one.total for one in await measures.taken(1, "gad7")] == [15, 0]
    assert [(one.at, one.total) for one in await measures.taken(1, "phq2")] == [
        (there.clock.at - timedelta(hours=2), 4)
    ]
    person = there.parts.people.known(1)
    assert person is not None
    told = await there.parts.storage.read(lambda connection: measures.export(connection, person))
    assert sorted(str(one.facts["fact-kind"]) for one in told["self-measures"]) == ["gad7", "gad7", "phq2"]
    await measures.forget(1)
    assert await measures.taken(1, "gad7") == []
    await there.close()
