"""What somebody is told goes on a day is there until then, and gone the day after.

The days are those of the account itself (`/privacy`), over all that the lives in `lives/` leave behind; a holding with a
period that is in none of these tables fails, so that what a new feature keeps comes with its end.
"""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any, Final

import pytest
from sqlalchemy import func, select

import bot
from bot.agenda.tables import jobs
from tests.journeys.test_erasure import lives

CANARY: Final = "plover-medlar-5120"
# Told without a day of their own: they go with what they belong to.
GOES_WITH: Final = {"case-messages": "cases", "pages": "case-steps"}
# In no account of a person who is still known, or not swept from the database.
OTHERWISE: Final = {
    "backups": "files: tests/unit/storage/test_backup.py",
    "case-past": "what is left of others' cases: tests/unit/moderation/",
    "planned": "goes when it is done; what is left of it is below",
    "words": "a job of each case: tests/journeys/test_promises.py",
    "reports-about": "in the row of a report, which goes whole",
    "receipts": "of nobody who is still known: tests/unit/privacy/test_receipts.py",
}

LATEST: Final = timedelta(days=1, minutes=2)  # sweeps are daily

Kept = Mapping[str, list[datetime | None]]


async def kept(world: Any, *people: int) -> Kept:
    """What is kept of some people, by what it is, with the day on which it goes."""
    register, found = world.services.privacy.register, dict[str, list[datetime | None]]()
    for person in people:
        for holding, records in (await register.export(person)).items():
            found.setdefault(holding.name, []).extend(record.ends for record in records)
    return found


async def old_jobs(world: Any, before: datetime) -> int:
    """How many planned things were done before a time."""
    query = select(func.count()).select_from(jobs).where(jobs.c.finished_at < before)
    count: int = await world.services.storage.read(lambda connection: connection.execute(query).scalar_one())
    return count


def spells(found: Kept) -> Iterator[tuple[datetime, datetime]]:
    """When something goes, earliest first: what goes within a day of something else goes in one spell with it."""
    ends = sorted({one for name, ends in found.items() if name not in OTHERWISE for one in ends if one is not None})
    first = last = ends[0]
    for one in ends:
        if one > last + LATEST:
            yield first, last
            first = one
        last = one
    yield first, last


@pytest.mark.timeout(120)
async def test_everything_goes_on_the_day_that_was_told_and_no_sooner(world: Any) -> None:
    services, clock = world.services, world.clock
    kim = world.guild.add_member(
        world.env.create_user("kim", global_name="Kim"), roles=[world.roles["participant"], world.roles["on-call"]]
    )
    for life in lives():
        await world.on_shift(world.ana)
        await life.live(world, kim, world.ana, world.sam, CANARY)
    people = [services.people.known(one.id) for one in (kim, world.sam)]
    ending = {one.name for one in services.privacy.register.holdings if one.period is not None}
    there = await kept(world, *people)
    told = {name for name, ends in there.items() if ends and None not in ends}
    assert ending - told == {*GOES_WITH, *OTHERWISE} - told, "no day was told of these, and no test lets it pass"

    async def sweep(now: datetime) -> Kept:
        clock.jumped += now - clock.now()
        await world.as_bot(services.retention._run(None))
        assert not services.retention.failed
        return await kept(world, *people)

    for first, last in spells(there):
        found = await sweep(first - timedelta(minutes=1))
        for name in told & ending - set(OTHERWISE):
            still = [one for one in there[name] if one is not None and one >= first]
            assert len(found.get(name, ())) >= len(still), f"{name} went before its day, {first}"
        found = await sweep(last + LATEST - timedelta(minutes=1))
        for name in told & ending - set(OTHERWISE):
            late = [one for one in found.get(name, ()) if one is not None and one <= last]
            assert not late, f"{name} is there after its day, {last}"
        for name, other in GOES_WITH.items():
            assert found.get(other) or not found.get(name), f"{name} is there after {other}"
    assert not [name for name in ending - set(OTHERWISE) if found.get(name)]

    # What is left of a planned thing that is done names nobody, and goes as well.
    assert await old_jobs(world, clock.now())
    await sweep(clock.now() + timedelta(days=181))
    assert not await old_jobs(world, clock.now() - timedelta(days=180))


async def test_what_a_package_says_it_keeps_is_in_the_register(world: Any) -> None:
    said = {
        holding.name
        for module in pkgutil.walk_packages(bot.__path__, "bot.")
        if module.name.endswith(".kept")
        for holding in importlib.import_module(module.name).HOLDINGS
    }
    assert said == {holding.name for holding in world.services.privacy.register.holdings}
