"""Absences of a minute to ninety days, at any point, by seed: no flood, nothing twice, and each occurrence explained.

`SEEDS=200 python -m pytest tests/unit/groups/test_absences.py` plays more; a failure names its seed.
"""

import os
import random
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest

from bot.agenda import Record, Rule
from bot.agenda.jobs import LATE, SUPERSEDED
from bot.audit import nobody
from bot.groups.meeting_model import MeetingState
from bot.groups.model import PlanState
from tests.unit.groups.worlds import CHANNEL, STAFF, World

SEEDS = range(1, 1 + int(os.environ.get("SEEDS", "8")))
MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=90)
RHYTHMS = ("default", "daily", "workdays", "weekly", "fortnightly", "monthly-date", "last-day")
SETTLING = timedelta(minutes=3)


def absences(chance: random.Random) -> Iterator[tuple[timedelta, timedelta, bool]]:
    """Some time at work, some time away (short ones as likely as long ones), and whether it was killed."""
    for _ in range(3):
        work = timedelta(minutes=chance.uniform(0, 60 * 36))
        away = MINUTE * (LONGEST / MINUTE) ** chance.random()
        yield work, away, chance.random() < 0.5


def named(rule: Rule, since: datetime, until: datetime) -> list[datetime]:
    """What the rule names between two instants."""
    found = []
    for one in rule.occurrences(since):
        if one.at > until:
            break
        found.append(one.at)
    return found


@pytest.mark.parametrize("seed", SEEDS)
async def test_whenever_and_however_long_it_is_away_everything_is_accounted_for(world: World, seed: int) -> None:
    chance = random.Random(seed)
    group, groups = await world.group(), world.groups
    begun = world.clock.now()

    def when() -> str:
        return f"{chance.randrange(24):02}:{chance.randrange(60):02}"

    checkin = await groups.checkins.save(
        await groups.checkins.propose(
            group, question="How are you?", rhythm=chance.choice(RHYTHMS), when=when(), until=""
        ),
        note=nobody,
    )
    plan = await groups.rota.propose(group, theme=None, rhythm=chance.choice(RHYTHMS), when=when(), until="")
    plan = await groups.rota.become(plan, plan.version, PlanState.ACTIVE, note=nobody)
    session = await groups.sessions.propose(
        group, title="Circle", rhythm=chance.choice(RHYTHMS), when=when(), minutes="60"
    )
    session = await groups.sessions.become(session, PlanState.ACTIVE, note=nobody)

    for work, away, killed in absences(chance):
        await world.passing(seconds=work.total_seconds())
        before = len(world.messenger.posted)
        groups = await world.away(away, killed=killed)
        await world.passing(seconds=SETTLING.total_seconds())
        fresh = Counter(one.key.partition(":")[0] for one in world.messenger.posted[before:])
        assert all(count <= 1 for count in fresh.values()), fresh

    now = world.clock.now()
    happened = await world.storage.read(lambda c: world.agenda.history(c, "", limit=10_000))
    for series, rule in ((checkin.series, checkin.rule), (plan.series, plan.rule), (session.series, session.rule)):
        accounted_for(series, named(rule, begun, now - MINUTE), happened)
    posted = Counter(one.key for one in (*world.messenger.into(CHANNEL), *world.messenger.into(STAFF)))
    assert set(posted.values()) <= {1}
    why = await groups.checkins.why(checkin, limit=200)
    assert {one.record.reason for one in why} <= {None, LATE, SUPERSEDED}
    coming = [one for _, one in await groups.sessions.coming([group.id])]
    assert len([one for one in coming if one.state is MeetingState.PLANNED]) == 1
    assert all(one.ends_at > now for one in coming), "nothing that is over is shown as coming"


def accounted_for(series: str, due: list[datetime], happened: list[Record]) -> None:
    records = {one.due: one for one in happened if one.key.startswith(f"{series}@")}
    assert [at for at in due if at not in records] == []
    for at in due:
        record = records[at]
        assert record.state in ("done", "skipped"), record
        assert (record.reason in (LATE, SUPERSEDED)) is (record.state == "skipped"), record
    waiting: list[Any] = [one for one in records.values() if one.state == "waiting"]
    assert len(waiting) == 1
