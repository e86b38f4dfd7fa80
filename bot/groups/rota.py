"""Prompts that come by themselves, in turn: planned, paused, deleted and taken back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Row, Text, cast, insert, literal, select, update

from bot.agenda import Done, GiveUp, Grace, Job, RetryLater, Rule, plan_next, planned, replan
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.audit import Note, nobody
from bot.groups import book
from bot.groups.checkin_book import rule_values
from bot.groups.errors import ChangedMeanwhile, NoSuchPlan, NoTimeLeft, PromptUnfit
from bot.groups.library import THEMES
from bot.groups.model import GRACE, SHOWN, UNDO_FOR, Group, PlanState, before_deletion
from bot.groups.pieces import bring_in_step
from bot.groups.prompts import Prompts
from bot.groups.rhythm import rule_from
from bot.groups.staff import Staff
from bot.groups.tables import prompt_plans
from bot.groups.troubles import AGAIN, TRANSIENT
from bot.messenger.port import Sent, Transient
from bot.parts import Parts

POST: Final = "prompt-post"


@dataclass(frozen=True, slots=True)
class Plan:
    """Prompts that come by themselves."""

    id: int
    group_id: int
    theme: str | None
    rule: Rule
    state: PlanState
    version: int
    changed_at: datetime
    was: str | None

    @classmethod
    def of(cls, row: Row[Any]) -> "Plan":
        """Read a row."""
        rule = Rule(row.rrule, datetime.fromisoformat(row.starts), row.zone)
        return cls(row.id, row.group_id, row.theme, rule, PlanState(row.state), row.version, row.changed_at, row.was)

    @property
    def series(self) -> str:
        """The name of its series in the agenda."""
        return f"prompt:{self.id}"


class Rota:
    """Every group's plans for prompts."""

    def __init__(self, parts: Parts, prompts: Prompts, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._prompts = prompts
        self._staff = staff
        parts.agenda.register(POST, self._post_job, misfire=Grace(GRACE), then=self._follow)

    async def replan_all(self) -> None:
        """Bring every plan in step with the zones' present offsets."""

        def work(connection: Connection, group: Group) -> None:
            for plan in _plans(connection, group.id, (PlanState.ACTIVE,)):
                replan(
                    self._parts.agenda,
                    connection,
                    kind=POST,
                    series=plan.series,
                    rule=plan.rule,
                    payload={"plan": plan.id},
                )

        series = literal("prompt:") + cast(prompt_plans.c.id, Text)
        plans = select(prompt_plans.c.group_id, prompt_plans.c.zone, planned(series).label("planned"))
        active = plans.where(prompt_plans.c.state == PlanState.ACTIVE)
        await bring_in_step(self._parts.storage, "prompts", active, work)

    async def propose(self, group: Group, *, theme: str | None, rhythm: str, when: str, until: str) -> Plan:
        """Keep a plan that nothing is posted by yet, so that its times can be shown first.

        Raises:
            PromptUnfit, RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: nothing was kept.
        """
        if theme is not None and theme not in THEMES:
            raise PromptUnfit
        now = self._parts.clock.now()
        rule = rule_from(rhythm, when, until, zone=group.zone, now=now)
        values = {
            "group_id": group.id,
            "theme": theme,
            "state": PlanState.PROPOSED,
            "version": 1,
            "changed_at": now,
            **rule_values(rule),
        }
        return await self._parts.storage.write(
            lambda connection: Plan.of(
                connection.execute(insert(prompt_plans).values(values).returning(prompt_plans)).one()
            )
        )

    async def plans(self, group: Group) -> list[Plan]:
        """Return a group's plans that run or rest, then what ended, then what can be taken back."""
        since = self._parts.clock.now() - UNDO_FOR
        found = await self._parts.storage.read(lambda connection: _plans(connection, group.id, SHOWN))
        kept = [one for one in found if one.state is not PlanState.DELETED or one.changed_at > since]
        return sorted(kept, key=lambda one: SHOWN.index(one.state))

    async def plan(self, group: Group, plan_id: int) -> Plan:
        """Return a plan of a group.

        Raises:
            NoSuchPlan: it is not there, or another group's.
        """
        found = await self._parts.storage.read(lambda connection: _plan(connection, plan_id))
        if found.group_id != group.id:
            raise NoSuchPlan
        return found

    async def become(self, plan: Plan, version: int, state: PlanState, note: Note) -> Plan:
        """Start, pause, delete or take back a plan; what rested when it was deleted goes on resting.

        Raises:
            ChangedMeanwhile: somebody else changed it since, or it is deleted, and not to be taken back.
            NoTimeLeft: its end is over.
            NoSuchPlan: it was deleted longer ago than it can be taken back.
        """
        now = self._parts.clock.now()
        if plan.state is PlanState.DELETED and state is not PlanState.ACTIVE:
            raise ChangedMeanwhile
        if plan.state is PlanState.DELETED and now - plan.changed_at > UNDO_FOR:
            raise NoSuchPlan
        more_to_come = plan.rule.next_after(now) is not None
        if plan.state is PlanState.DELETED and state is PlanState.ACTIVE:
            state = before_deletion(plan.was, more_to_come=more_to_come)
        if state is PlanState.ACTIVE and not more_to_come:
            raise NoTimeLeft
        was = plan.state if state is PlanState.DELETED else None

        def work(connection: Connection) -> Plan:
            changed = connection.execute(
                update(prompt_plans)
                .where(prompt_plans.c.id == plan.id, prompt_plans.c.version == version)
                .values(state=state, was=was, version=version + 1, changed_at=now)
            )
            if changed.rowcount == 0:
                raise ChangedMeanwhile
            note(connection)
            if state is PlanState.ACTIVE:
                self._plan_next(connection, plan, now)
            else:
                self._parts.agenda.cancel_prefix(connection, plan.series + KEY_MARK)
            return _plan(connection, plan.id)

        return await self._parts.storage.write(work)

    def rest(self, connection: Connection, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""
        for plan in _plans(connection, group.id, (PlanState.ACTIVE,)):
            self._parts.agenda.cancel_prefix(connection, plan.series + KEY_MARK)
            if not resting:
                self._plan_next(connection, plan, self._parts.clock.now())

    def move_zone(self, connection: Connection, group: Group) -> None:
        """Post at the same wall time in another zone."""
        # The rows first: a zone that this machine does not know could not even be read.
        which = prompt_plans.c.group_id == group.id
        connection.execute(update(prompt_plans).where(which).values(zone=group.zone))
        self.rest(connection, group, resting=False)

    def _follow(self, connection: Connection, job: Job) -> None:
        plan = _plan(connection, job.number("plan"))
        if plan.state is PlanState.ACTIVE and not self._plan_next(connection, plan, job.due):
            connection.execute(update(prompt_plans).where(prompt_plans.c.id == plan.id).values(state=PlanState.ENDED))

    def _plan_next(self, connection: Connection, plan: Plan, after: datetime) -> bool:
        payload = {"plan": plan.id}
        found = plan_next(
            self._parts.agenda, connection, kind=POST, series=plan.series, rule=plan.rule, after=after, payload=payload
        )
        return found is not None

    async def _post_job(self, job: Job) -> Ending:
        def look(connection: Connection) -> tuple[Plan, Group]:
            plan = _plan(connection, job.number("plan"))
            return plan, book.find(connection, plan.group_id)

        plan, group = await self._parts.storage.read(look)
        if plan.state not in (PlanState.ACTIVE, PlanState.ENDED) or group.archived_at is not None:
            return Done()
        outcome = await self._prompts.post(group, None, occasion=job.key, note=nobody, theme=plan.theme)
        if isinstance(outcome, Sent):
            return Done()
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        reason = self._staff.reason(group, outcome)
        await self._staff.prompt_trouble(group, reason, key=job.key)
        return GiveUp(reason)


def _plan(connection: Connection, plan_id: int) -> Plan:
    row = connection.execute(select(prompt_plans).where(prompt_plans.c.id == plan_id)).first()
    if row is None:
        raise NoSuchPlan
    return Plan.of(row)


def _plans(connection: Connection, group_id: int, states: tuple[PlanState, ...]) -> list[Plan]:
    query = select(prompt_plans).where(prompt_plans.c.group_id == group_id, prompt_plans.c.state.in_(states))
    return [Plan.of(row) for row in connection.execute(query.order_by(prompt_plans.c.id))]
