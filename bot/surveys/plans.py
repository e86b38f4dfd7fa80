"""Surveys that come again: at the times of a rule, after each session, or once a period for small groups."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from itertools import islice, pairwise
from typing import Any, Final
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection, Row, insert, select, update

from bot.agenda import Done, Grace, Job, Rule, plan_next
from bot.agenda.jobs import Outcome as JobOutcome
from bot.audit import Act, Note, nobody
from bot.groups.meeting_model import Moment
from bot.parts import Parts
from bot.surveys import declared, records
from bot.surveys.apart import Apart
from bot.surveys.book import Book
from bot.surveys.errors import AskedAlready, AskedLately, NoSuchSurvey, RoundsOverlap
from bot.surveys.opening import Opening, Terms
from bot.surveys.questions import Questionnaire
from bot.surveys.records import State, Survey
from bot.surveys.tables import survey_plans
from bot.surveys.telling import Telling

PLAN_JOB: Final = "survey.plan"
GRACE: Final = timedelta(hours=12)

# PRACTICE and DESIGN §7: small groups reach five over four sessions or eight weeks.
SESSIONS_A_PERIOD: Final = 4
PERIOD: Final = timedelta(weeks=8)
LOOKED_AHEAD: Final = 30  # rounds: of one a month, more than two years
LAST_CALL: Final = timedelta(hours=48)

log = structlog.get_logger(__name__)


class Trigger(StrEnum):
    """What opens a planned survey."""

    RULE = "rule"
    SESSION = "session"
    PERIOD = "period"


@dataclass(frozen=True, slots=True)
class Plan:
    """A survey that opens by itself, again and again."""

    id: int
    guild_id: int
    questionnaire: Questionnaire
    template: str | None
    trigger: Trigger
    terms: Terms
    rule: Rule | None = None


class Plans:
    """Opens planned surveys at their times."""

    def __init__(self, parts: Parts, book: Book, opening: Opening, apart: Apart, telling: Telling) -> None:
        """Register with the agenda."""
        self._parts = parts
        self._book = book
        self._opening = opening
        self._apart = apart
        self._telling = telling
        parts.agenda.register(PLAN_JOB, self._due, misfire=Grace(GRACE), then=self._follow)

    async def make(self, plan: Plan, note: Note) -> Plan:
        """Keep a plan and plan its first time; `note` is written with it.

        Raises:
            NoQuestions, ThresholdTooLow, TimeUnclear, CutUnusable: its survey could not be opened.
            RoundsOverlap: it would be open for longer than from one time to the next.
        """
        self._opening.on_terms(_survey_of(plan), plan.terms)
        between = None if plan.rule is None else _between(plan.rule, self._parts.clock.now())
        if between is not None and plan.terms.lasts > between:
            raise RoundsOverlap(most=between.days)

        def work(connection: Connection) -> Plan:
            new = connection.execute(insert(survey_plans).values(_columns(plan))).inserted_primary_key
            assert new is not None
            made = replace(plan, id=int(new[0]))
            if made.rule is not None:
                self._plan(connection, made, self._parts.clock.now() - timedelta(seconds=1))
            note(connection, made.id)
            return made

        return await self._parts.storage.write(work)

    async def listed(self, guild_id: int) -> list[Plan]:
        """Return the plans of a server that are active."""

        def read(connection: Connection) -> list[Plan]:
            rows = connection.execute(
                select(survey_plans).where(survey_plans.c.guild_id == guild_id, survey_plans.c.active.is_(True))
            ).all()
            return [_plan(row) for row in rows]

        return await self._parts.storage.read(read)

    async def stop(self, guild_id: int, plan_id: int, *, by: int) -> None:
        """End a plan; surveys that are open stay so.

        Raises:
            NoSuchSurvey: there is none of that number here.
        """
        noted = await self._parts.audit.noting(guild_id, by, Act.SURVEY_PLAN_ENDED, about=plan_id)

        def work(connection: Connection) -> bool:
            changed = connection.execute(
                update(survey_plans)
                .where(
                    survey_plans.c.id == plan_id, survey_plans.c.guild_id == guild_id, survey_plans.c.active.is_(True)
                )
                .values(active=False)
            )
            self._parts.agenda.cancel_prefix(connection, f"{_series(plan_id)}@")
            if changed.rowcount == 1:
                noted(connection)
            return changed.rowcount == 1

        if not await self._parts.storage.write(work):
            raise NoSuchSurvey

    async def after_session(self, over: Moment) -> None:
        """Ask those who were at a session, where that was agreed: one button in the channel, not many messages."""
        people = frozenset([await self._parts.people.person(user) for user in sorted(over.attendees)])
        for plan in await self.listed(over.guild_id):
            if plan.trigger is Trigger.RULE or plan.terms.channel_id != over.channel_id or not people:
                continue
            async with self._apart.begin:
                await self._ask(plan, f"session:{plan.id}:{over.meeting_id}", people)

    def move(self, connection: Connection, guild_id: int, before: int, after: int) -> None:
        """Ask in another channel what is asked after the sessions of a group, which has left the one before; what is open goes along."""
        of_server = (survey_plans.c.guild_id == guild_id, survey_plans.c.active.is_(True))
        for row in connection.execute(select(survey_plans).where(*of_server)).all():
            if row.trigger != Trigger.RULE and row.settings["channel"] == before:
                settings = dict(row.settings) | {"channel": after}
                connection.execute(update(survey_plans).where(survey_plans.c.id == row.id).values(settings=settings))
        for survey in self._book.live():
            if (survey.guild_id, survey.channel_id) == (guild_id, before) and survey.attended:
                self._telling.move(connection, survey, after)

    async def _ask(self, plan: Plan, origin: str, people: frozenset[int]) -> None:
        if plan.trigger is Trigger.SESSION:
            await self._open(plan, origin, invited=people)
            return
        running = next((one for one in self._book.live() if one.plan_id == plan.id and one.state is State.OPEN), None)
        if running is None:
            await self._open(plan, origin, invited=people, lasts=PERIOD)
        elif running.origin != origin and await self._may_ask(running, running.closes_at or self._parts.clock.now()):
            # Its last session brings the close forward, leaving time to answer; the card that is posted then says so.
            last = running.sessions + 2 >= SESSIONS_A_PERIOD
            new = people - self._apart.elsewhere(running)
            await self._opening.invite(replace(running, origin=origin), new, within=LAST_CALL if last else None)

    async def _due(self, job: Job) -> JobOutcome:
        plan_id = job.number("plan")
        plan = await self._parts.storage.read(lambda connection: _one(connection, plan_id))
        if plan is not None:
            async with self._apart.begin:
                await self._open(plan, job.key)
        return Done()

    async def _open(
        self, plan: Plan, origin: str, *, invited: Collection[int] = (), lasts: timedelta | None = None
    ) -> None:
        known = await self._book.by_origin(origin)
        if known is not None and known.state is not State.DRAFT:
            return  # it was opened before
        survey = self._opening.on_terms(_survey_of(plan), plan.terms)
        asked = replace(survey, origin=origin, attended=bool(invited), held=await self._held(plan))
        asked = replace(asked, invited=frozenset(invited) - self._apart.elsewhere(asked))
        ends = self._parts.clock.now() + (lasts or plan.terms.lasts)
        if (asked.attended and not asked.invited) or not await self._may_ask(asked, ends):
            return  # all of them are asked the same already
        for before in self._book.live():
            if before.plan_id == plan.id:
                await self._opening.end(before)
        if known is None:
            entered = await self._book.enter(asked)
            assert entered is not None
        else:
            entered = replace(asked, id=known.id)  # a crash came between writing it down and opening it
        await self._opening.now(entered, lasts or plan.terms.lasts, note=nobody)

    async def _may_ask(self, survey: Survey, ends: datetime) -> bool:
        """Say whether nothing stands in the way; if facilitators asked the same by hand, that one stands, this session is left out and they are told."""
        try:
            await self._apart.refuse(survey, self._parts.clock.now(), ends)
        except (AskedAlready, AskedLately) as refused:
            log.warning("survey.asked_already", guild=survey.guild_id)
            number = int(refused.values["number"])
            await self._parts.storage.write(lambda connection: self._telling.left_out(connection, number))
            return False
        return True

    async def _held(self, plan: Plan) -> str:
        """Return the day of a round as people there call it, with the time where the plan had another one that day."""
        server = self._parts.servers.get(plan.guild_id)
        local = self._parts.clock.now().astimezone(ZoneInfo("UTC" if server is None else server.zone))
        day = local.date().isoformat()
        again = await self._parts.storage.read(lambda connection: records.held_on(connection, plan.id, day))
        return local.strftime("%Y-%m-%dT%H:%M") if again else day

    def _plan(self, connection: Connection, plan: Plan, after: datetime) -> None:
        assert plan.rule is not None
        plan_next(
            self._parts.agenda,
            connection,
            kind=PLAN_JOB,
            series=_series(plan.id),
            rule=plan.rule,
            after=after,
            payload={"plan": plan.id},
        )

    def _follow(self, connection: Connection, job: Job) -> None:
        plan = _one(connection, job.number("plan"))
        if plan is not None and plan.rule is not None:
            self._plan(connection, plan, job.due)


def _between(rule: Rule, after: datetime) -> timedelta | None:
    """Return the shortest time between two rounds, by the clock on the wall; None where there is one round only."""
    times = [one.local for one in islice(rule.occurrences(after), LOOKED_AHEAD)]
    return min((later - earlier for earlier, later in pairwise(times)), default=None)


def _series(plan_id: int) -> str:
    return f"survey-plan:{plan_id}"


def _survey_of(plan: Plan) -> Survey:
    return Survey(0, plan.guild_id, plan.questionnaire, template=plan.template, plan_id=plan.id)


def _one(connection: Connection, plan_id: int) -> Plan | None:
    row = connection.execute(
        select(survey_plans).where(survey_plans.c.id == plan_id, survey_plans.c.active.is_(True))
    ).one_or_none()
    return None if row is None else _plan(row)


def _columns(plan: Plan) -> Mapping[str, Any]:
    terms = plan.terms
    return {
        "guild_id": plan.guild_id,
        "definition": plan.questionnaire.model_dump(mode="json", exclude_defaults=True),
        "template": plan.template,
        "trigger": plan.trigger,
        "rule": None if plan.rule is None else plan.rule.rrule,
        "starts": None if plan.rule is None else plan.rule.starts.isoformat(),
        "zone": "UTC" if plan.rule is None else plan.rule.zone,
        "settings": {
            "channel": terms.channel_id,
            "role": terms.role_id,
            "seconds": int(terms.lasts.total_seconds()),
            "threshold": terms.threshold,
            "cuts": [declared.to_json(cut) for cut in terms.cuts],
        },
        "active": True,
    }


def _plan(row: Row[Any]) -> Plan:
    kept = row.settings
    return Plan(
        id=row.id,
        guild_id=row.guild_id,
        questionnaire=Questionnaire.model_validate(row.definition),
        template=row.template,
        trigger=Trigger(row.trigger),
        terms=Terms(
            kept["channel"],
            kept["role"],
            timedelta(seconds=kept["seconds"]),
            kept["threshold"],
            tuple(map(declared.from_json, kept["cuts"])),
        ),
        rule=None if row.rule is None else Rule(row.rule, datetime.fromisoformat(row.starts), row.zone),
    )
