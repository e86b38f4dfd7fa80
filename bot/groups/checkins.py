"""Check-ins planned: proposed, saved, paused, skipped, deleted and taken back, and why each went as it did."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.agenda import Grace, Job, Occurrence, Record, Rule, plan_next, replan
from bot.agenda.recurrence import KEY_MARK
from bot.groups import checkin_book
from bot.groups.errors import ChoicesUnreadable, NoSuchPlan, QuestionEmpty, TooManyQuestions
from bot.groups.model import (
    EVERYBODY,
    GRACE,
    OPEN_HOURS,
    QUESTIONS_AT_MOST,
    UNDO_FOR,
    CheckIn,
    Group,
    PlanState,
    Post,
    Question,
)
from bot.groups.pieces import group_by_group
from bot.groups.rhythm import fewer, on_days, rule_from
from bot.parts import Parts

POST: Final = "checkin-post"
LIVE: Final = (PlanState.ACTIVE, PlanState.PAUSED)
SKIPPED_BY_HAND: Final = "group-reason-skipped"
MISFIRE: Final = Grace(GRACE)


@dataclass(frozen=True, slots=True)
class Happened:
    """One occurrence as *why* tells it."""

    record: Record
    post: Post | None


class CheckIns:
    """Every group's check-ins."""

    def __init__(self, parts: Parts) -> None:
        """Plan with the agenda in `parts`."""
        self._parts = parts

    async def get(self, group: Group, checkin_id: int) -> CheckIn:
        """Return a check-in of a group.

        Raises:
            NoSuchPlan: it is not there, or another group's.
        """
        found = await self._parts.storage.read(lambda connection: checkin_book.find(connection, checkin_id))
        if found.group_id != group.id:
            raise NoSuchPlan
        return found

    async def of(self, group: Group, states: tuple[PlanState, ...] = LIVE) -> list[CheckIn]:
        """Return a group's check-ins."""
        return await self._parts.storage.read(lambda connection: checkin_book.of_group(connection, group.id, states))

    async def propose(self, group: Group, *, question: str, rhythm: str, when: str, until: str) -> CheckIn:
        """Keep a check-in that is planned nowhere yet, so that its times can be shown first.

        Raises:
            QuestionEmpty, RhythmUnreadable, EndUnreadable, EndsBeforeItBegins, RuleNeverFires: nothing was kept.
        """
        words = " ".join(question.split())
        if not words:
            raise QuestionEmpty
        now = self._parts.clock.now()
        rule = rule_from(rhythm, when, until, zone=group.zone, now=now)
        return await self._parts.storage.write(
            lambda connection: checkin_book.create(
                connection, group.id, question=words, rule=rule, open_hours=OPEN_HOURS, at=now
            )
        )

    async def reword(self, checkin: CheckIn, *, question: str, rhythm: str, when: str, until: str) -> CheckIn:
        """Change a proposal, or a plan that runs."""
        words = " ".join(question.split())
        if not words:
            raise QuestionEmpty
        rule = checkin.rule
        if rhythm != "same":
            rule = rule_from(rhythm, when, until, zone=rule.zone, now=self._parts.clock.now())
        return await self._change(checkin, question=words, **checkin_book.rule_values(rule))

    async def on_days(self, checkin: CheckIn, days: tuple[str, ...]) -> CheckIn:
        """Put a check-in on these weekdays."""
        return await self._change(checkin, **checkin_book.rule_values(on_days(checkin.rule, days)))

    async def fewer(self, checkin: CheckIn) -> CheckIn:
        """Ask less often."""
        return await self._change(checkin, few=0, **checkin_book.rule_values(fewer(checkin.rule)))

    async def privately(self, checkin: CheckIn, *, private: bool) -> CheckIn:
        """Ask each who wants it at their own hour, or the group together."""
        return await self._change(checkin, private=private)

    async def add_question(self, checkin: CheckIn, *, kind: str, label: str, choices: str) -> CheckIn:
        """Add a question beyond the one tap.

        Raises:
            TooManyQuestions, ChoicesUnreadable, QuestionEmpty: nothing was added.
        """
        if len(checkin.questions) >= QUESTIONS_AT_MOST:
            raise TooManyQuestions(most=QUESTIONS_AT_MOST)
        words = " ".join(label.split())
        if not words:
            raise QuestionEmpty
        split = tuple(dict.fromkeys(one.strip()[:80] for one in choices.replace("\n", ",").split(",") if one.strip()))
        if kind == "choice" and not 2 <= len(split) <= 10:
            raise ChoicesUnreadable
        number = 1 + max((int(one.key[1:]) for one in checkin.questions), default=0)
        added = Question(f"q{number}", kind, words, split if kind == "choice" else ())
        return await self._change(checkin, questions=checkin_book.question_values((*checkin.questions, added)))

    async def drop_questions(self, checkin: CheckIn) -> CheckIn:
        """Leave only the one tap."""
        return await self._change(checkin, questions=[])

    # -- running --------------------------------------------------------------------------------------------------

    async def save(self, checkin: CheckIn) -> CheckIn:
        """Begin to ask."""
        return await self._become(checkin, PlanState.ACTIVE)

    async def pause(self, checkin: CheckIn) -> CheckIn:
        """Stop asking until somebody resumes it."""
        return await self._become(checkin, PlanState.PAUSED)

    async def resume(self, checkin: CheckIn) -> CheckIn:
        """Ask again from the next time on; what was left out meanwhile stays left out."""
        return await self._become(checkin, PlanState.ACTIVE)

    async def delete(self, checkin: CheckIn) -> CheckIn:
        """Stop for good; for a week it can be taken back."""
        return await self._become(checkin, PlanState.DELETED)

    async def restore(self, checkin: CheckIn) -> CheckIn:
        """Take a deletion back.

        Raises:
            NoSuchPlan: the week is over.
        """
        if checkin.state is PlanState.DELETED and self._parts.clock.now() - checkin.changed_at > UNDO_FOR:
            raise NoSuchPlan
        return await self._become(replace(checkin, version=checkin.version), PlanState.ACTIVE)

    async def skip(self, checkin: CheckIn) -> datetime | None:
        """Leave the next time out; return it, or None if none is planned."""
        agenda = self._parts.agenda

        def work(connection: Connection) -> datetime | None:
            waiting = [one for one in _records(agenda, connection, checkin.series) if one.state == "waiting"]
            following = min(waiting, key=lambda one: one.due, default=None)
            if following is None or not agenda.skip(connection, following.key, SKIPPED_BY_HAND):
                return None
            return following.due

        return await self._parts.storage.write(work)

    async def next_at(self, checkin: CheckIn) -> datetime | None:
        """Return when it is asked next."""
        records = await self._parts.storage.read(
            lambda connection: _records(self._parts.agenda, connection, checkin.series)
        )
        return min((one.due for one in records if one.state == "waiting"), default=None)

    async def why(self, checkin: CheckIn, *, limit: int = 10) -> list[Happened]:
        """Return what happened to each of the last occurrences, the latest first."""

        def work(connection: Connection) -> list[Happened]:
            posts = {one.local: one for one in checkin_book.posts_of(connection, checkin.id, EVERYBODY, limit=200)}
            return [
                Happened(one, posts.get(one.key.rpartition(KEY_MARK)[2]))
                for one in _records(self._parts.agenda, connection, checkin.series)
            ][:limit]

        return await self._parts.storage.read(work)

    # -- one's own hour -------------------------------------------------------------------------------------------

    async def subscribe(self, checkin: CheckIn, user_id: int, *, zone: str, hour: int) -> Occurrence | None:
        """Ask somebody privately, at an hour and in a zone of their own; return the first time."""
        person = await self._parts.people.person(user_id)
        rule = own_rule(checkin.rule, zone, hour)

        def work(connection: Connection) -> Occurrence | None:
            checkin_book.subscribe(connection, checkin.id, person, zone, hour)
            self._parts.agenda.cancel_prefix(connection, checkin.series_of(person) + KEY_MARK)
            return self._plan(connection, checkin, person, rule)

        return await self._parts.storage.write(work)

    async def unsubscribe(self, checkin: CheckIn, user_id: int) -> None:
        """Stop asking somebody privately."""
        person = await self._parts.people.person(user_id)

        def work(connection: Connection) -> None:
            checkin_book.unsubscribe(connection, checkin.id, person)
            self._parts.agenda.cancel_prefix(connection, checkin.series_of(person) + KEY_MARK)

        await self._parts.storage.write(work)

    # -- what follows ---------------------------------------------------------------------------------------------

    def follow(self, connection: Connection, job: Job) -> None:
        """Plan the occurrence after one that is over."""
        checkin = checkin_book.find(connection, int(job.payload["checkin"] or 0))
        person = int(job.payload["person"] or 0)
        if checkin.state is not PlanState.ACTIVE or checkin.private != bool(person):
            return
        found = self._plan_after(connection, checkin, person, job.due)
        if found is None and person == EVERYBODY:
            checkin_book.note(connection, checkin.id, state=PlanState.ENDED)

    async def replan_all(self) -> None:
        """Bring every plan in step with the zones' present offsets; nothing is asked twice for it."""

        def work(connection: Connection, group: Group) -> None:
            for checkin in checkin_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                for person, rule in self._rules(connection, checkin):
                    replan(
                        self._parts.agenda,
                        connection,
                        kind=POST,
                        series=checkin.series_of(person),
                        rule=rule,
                        payload={"checkin": checkin.id, "person": person},
                    )

        await group_by_group(self._parts.storage, work)

    async def rest(self, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""

        def work(connection: Connection) -> None:
            for checkin in checkin_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
                if resting:
                    self._cancel(connection, checkin)
                else:
                    self._begin(connection, checkin)

        await self._parts.storage.write(work)

    async def move_zone(self, group: Group, zone: str) -> None:
        """Ask at the same wall time in another zone."""

        def work(connection: Connection) -> None:
            for checkin in checkin_book.of_group(connection, group.id, LIVE):
                rule = Rule(checkin.rule.rrule, checkin.rule.starts, zone)
                checkin_book.note(connection, checkin.id, zone=zone)
                if checkin.state is PlanState.ACTIVE:
                    self._cancel(connection, checkin)
                    self._begin(connection, replace(checkin, rule=rule))

        await self._parts.storage.write(work)

    async def _change(self, checkin: CheckIn, **values: Any) -> CheckIn:  # noqa: ANN401  each column has its own type
        now = self._parts.clock.now()

        def work(connection: Connection) -> CheckIn:
            changed = checkin_book.change(connection, checkin.id, checkin.version, now, **values)
            if changed.state is PlanState.ACTIVE:
                self._cancel(connection, checkin)
                self._begin(connection, changed)
            return changed

        return await self._parts.storage.write(work)

    async def _become(self, checkin: CheckIn, state: PlanState) -> CheckIn:
        now = self._parts.clock.now()

        def work(connection: Connection) -> CheckIn:
            changed = checkin_book.change(connection, checkin.id, checkin.version, now, state=state)
            if state is PlanState.ACTIVE:
                self._begin(connection, changed)
            else:
                self._cancel(connection, changed)
            return changed

        return await self._parts.storage.write(work)

    def _begin(self, connection: Connection, checkin: CheckIn) -> None:
        for person, rule in self._rules(connection, checkin):
            self._plan(connection, checkin, person, rule)

    def _cancel(self, connection: Connection, checkin: CheckIn) -> None:
        self._parts.agenda.cancel_prefix(connection, checkin.series + KEY_MARK)
        self._parts.agenda.cancel_prefix(connection, f"{checkin.series}:")

    def _rules(self, connection: Connection, checkin: CheckIn) -> list[tuple[int, Rule]]:
        if not checkin.private:
            return [(EVERYBODY, checkin.rule)]
        return [
            (person, own_rule(checkin.rule, zone, hour))
            for person, zone, hour in checkin_book.subscribers(connection, checkin.id)
        ]

    def _plan_after(self, connection: Connection, checkin: CheckIn, person: int, after: datetime) -> Occurrence | None:
        rule = next((rule for one, rule in self._rules(connection, checkin) if one == person), None)
        return None if rule is None else self._plan(connection, checkin, person, rule, after=after)

    def _plan(
        self, connection: Connection, checkin: CheckIn, person: int, rule: Rule, *, after: datetime | None = None
    ) -> Occurrence | None:
        return plan_next(
            self._parts.agenda,
            connection,
            kind=POST,
            series=checkin.series_of(person),
            rule=rule,
            after=after or self._parts.clock.now(),
            payload={"checkin": checkin.id, "person": person},
        )


def own_rule(rule: Rule, zone: str, hour: int) -> Rule:
    """Return a rule at somebody's own hour: the same days, their clock."""
    ZoneInfo(zone)
    return Rule(rule.rrule, rule.starts.replace(hour=hour, minute=0), zone)


def _records(agenda: Any, connection: Connection, series: str) -> list[Record]:  # noqa: ANN401  the agenda
    records: list[Record] = agenda.history(connection, series + KEY_MARK, limit=200)
    return [one for one in records if one.state != "cancelled"]
