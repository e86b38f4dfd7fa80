"""Whatever facilitators do, in whatever order: nobody answers two surveys that ask the same at the same time.

Then no two results are counts of the same answers, and none can be taken from another. What the bot does not keep, who was
counted where, the test keeps. Rounds of one plan are left out: each asks about its own session, and the page says so.
"""

import os
import random
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from itertools import count, permutations
from pathlib import Path

import pytest

from bot.agenda import Job
from bot.audit import Cause, nobody
from bot.errors import Refusal
from bot.surveys.opening import OPEN_JOB
from bot.surveys.plans import Trigger
from bot.surveys.records import OVER, State, Survey
from tests.unit.surveys.test_plans import ended
from tests.unit.surveys.worlds import GUILD, World, pages, terms_of, world

EVERYTHING = os.environ.get("PROVE") == "1"
PEOPLE, ROLES, CHANNELS = range(14), (11, 12), (2001, 2002, 2003)


@dataclass
class Story:
    """A season of surveys on one server."""

    there: World
    chance: random.Random
    counted: dict[int, dict[int, tuple[datetime, int]]] = field(default_factory=dict)  # when, and as which answer
    meetings: Iterator[int] = field(default_factory=lambda: count(1))
    answers: Iterator[int] = field(default_factory=count)

    async def begin(self) -> None:
        for trigger, channel in zip((Trigger.SESSION, Trigger.SESSION, Trigger.PERIOD), CHANNELS, strict=True):
            terms = replace(terms_of(days=self.chance.randint(1, 9)), channel_id=channel)
            await self.there.surveys.plan(GUILD, "template:session", terms, trigger, by=Cause.OPERATOR)

    async def go_on(self) -> None:
        steps = (self.ask, self.meet, self.meet, self.change_roles, self.answer, self.answer, self.end, self.wait)
        with suppress(Refusal):
            await self.chance.choice(steps)()

    async def ask(self) -> None:
        at = self.there.clock.now() + timedelta(days=self.chance.randint(1, 9)) if self.chance.random() < 0.3 else None
        terms = terms_of(days=self.chance.randint(1, 9), role=self.chance.choice((None, *ROLES)))
        await self.there.surveys.open(GUILD, "template:session", terms, by=Cause.OPERATOR, at=at)

    async def meet(self) -> None:
        """Six people come, and somebody of another group, too."""
        group = self.chance.randrange(len(CHANNELS))
        came = {*range(group * 4, group * 4 + 6), self.chance.choice(PEOPLE)}
        meeting = ended(self.there, next(self.meetings), *came)
        await self.there.surveys.plans.after_session(replace(meeting, channel_id=CHANNELS[group]))

    async def change_roles(self) -> None:
        for user in PEOPLE:
            self.there.town.roles[user] = frozenset(role for role in ROLES if self.chance.random() < 0.7)

    async def answer(self) -> None:
        """Everybody answers whatever they are let, sooner or later."""
        for survey in self.there.surveys.book.live():
            known = self.counted.setdefault(survey.id, {})
            left = set(PEOPLE) - set(known)
            for user in self.chance.sample(sorted(left), len(left) - (len(left) > 9)):
                with suppress(Refusal):
                    await self.there.answer(survey, user, pages(str(user % 5 + 1)))
                    known[user] = self.there.clock.now(), next(self.answers)

    async def end(self) -> None:
        live = self.there.surveys.book.live()
        if live:
            await self.there.surveys.close_early(self.chance.choice(live), by=1)

    async def wait(self) -> None:
        self.there.clock.at += timedelta(hours=self.chance.randint(1, 100))
        for survey in sorted(self.there.surveys.book.live(), key=lambda one: one.closes_at or self.there.clock.at):
            if survey.closes_at is not None and survey.closes_at <= self.there.clock.at:
                await self.there.surveys.closing.close(survey.id, note=nobody)
            if survey.state is State.PLANNED and survey.opens_at is not None and survey.opens_at <= self.there.clock.at:
                job = Job(OPEN_JOB, "open", {"survey": survey.id}, survey.opens_at, 1, timedelta())
                await self.there.surveys.opening._due(job)

    async def released(self) -> list[Survey]:
        over = await self.there.surveys.book.listed(GUILD, *OVER)
        return [one for one in over if one.results is not None and one.results.respondents is not None]


def would_have_ended(survey: Survey, at: datetime) -> bool:
    assert survey.closes_at is not None  # closed early, it is still the time that was said at the opening
    return survey.closes_at <= at


@pytest.mark.timeout(0 if EVERYTHING else 120)
@pytest.mark.parametrize("seed", range(300 if EVERYTHING else 3))
async def test_nobody_answers_two_surveys_that_ask_the_same_at_the_same_time(tmp_path: Path, seed: int) -> None:
    story = Story(await world(tmp_path), random.Random(seed))
    await story.change_roles()
    await story.begin()
    for _ in range(40):
        await story.go_on()
    while len(released := await story.released()) < 2:  # else there is nothing to compare
        await story.go_on()
    for one, other in permutations(released, 2):
        if one.plan_id is None or one.plan_id != other.plan_id:
            for user in set(story.counted[one.id]) & set(story.counted[other.id]):
                first, then = story.counted[one.id][user], story.counted[other.id][user]
                assert then < first or would_have_ended(one, then[0]), (one.id, other.id, user)
    await story.there.close()
