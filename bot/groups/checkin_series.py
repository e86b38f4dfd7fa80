"""What the agenda holds of check-ins: the next time of each, planned, brought in step, and taken back."""

from datetime import datetime, timedelta
from typing import Final

import structlog
from sqlalchemy import Connection

from bot.agenda import Job, Occurrence, Rule, plan_next, replan
from bot.agenda.recurrence import KEY_MARK
from bot.errors import Refusal
from bot.groups import checkin_book
from bot.groups.checkin_times import POST
from bot.groups.model import EVERYBODY, CheckIn, Group, PlanState
from bot.groups.pieces import bring_in_step
from bot.parts import Parts

ANYWHERE: Final = timedelta(hours=50)
"""As far as two hours of the same day are apart at most, one in the far east and one in the far west."""

log: structlog.stdlib.BoundLogger = structlog.get_logger(__name__)


class CheckInSeries:
    """Plans the times of every check-in, the group's or each subscriber's own."""

    def __init__(self, parts: Parts) -> None:
        """Plan with the agenda in `parts`."""
        self._parts = parts

    def follow(self, connection: Connection, job: Job) -> None:
        """Plan the occurrence after one that is over."""
        checkin = checkin_book.find(connection, job.number("checkin"))
        person = job.number("person")
        if checkin.state not in (PlanState.ACTIVE, PlanState.ENDED) or checkin.private != bool(person):
            return
        found = self._plan_after(connection, checkin, person, job.due)
        # Of those who are asked privately others may still be asked; that goes on, for each as long as their own times last.
        since = job.due if person == EVERYBODY else job.due + ANYWHERE
        if found is None and checkin.rule.next_after(since) is None:
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

        await bring_in_step(self._parts.storage, "checkins", checkin_book.plans(), work)

    def rest(self, connection: Connection, group: Group, *, resting: bool) -> None:
        """Stop everything of a group that is archived, or begin again what ran."""
        for checkin in checkin_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
            if resting:
                self.cancel(connection, checkin)
            else:
                self.begin(connection, checkin)

    def move_zone(self, connection: Connection, group: Group) -> None:
        """Ask at the same wall time in another zone."""
        # The rows first: a zone that this machine does not know could not even be read.
        checkin_book.set_zone(connection, group.id, group.zone)
        for checkin in checkin_book.of_group(connection, group.id, (PlanState.ACTIVE,)):
            self.cancel(connection, checkin)
            self.begin(connection, checkin)

    def begin(self, connection: Connection, checkin: CheckIn) -> None:
        """Plan the next time of everybody whom it asks."""
        for person, rule in self._rules(connection, checkin):
            self.plan(connection, checkin, person, rule)

    def cancel(self, connection: Connection, checkin: CheckIn) -> None:
        """Take back every time that is planned."""
        self._parts.agenda.cancel_prefix(connection, checkin.series + KEY_MARK)
        self._parts.agenda.cancel_prefix(connection, f"{checkin.series}:")

    def _rules(self, connection: Connection, checkin: CheckIn, *, only: int | None = None) -> list[tuple[int, Rule]]:
        """Return who is asked by which rule: all, or `only` one of them; whose zone nobody knows here waits until it is known."""
        if not checkin.private:
            return [(EVERYBODY, checkin.rule)]
        found = []
        for person, zone, hour in checkin_book.subscribers(connection, checkin.id):
            if only in (None, person):
                try:
                    found.append((person, own_rule(checkin.rule, zone, hour)))
                except Refusal:
                    log.warning("checkin.own_hour_unreadable", group=checkin.group_id)
        return found

    def _plan_after(self, connection: Connection, checkin: CheckIn, person: int, after: datetime) -> Occurrence | None:
        found = [rule for one, rule in self._rules(connection, checkin, only=person) if one == person]
        return self.plan(connection, checkin, person, found[0], after=after) if found else None

    def plan(
        self, connection: Connection, checkin: CheckIn, person: int, rule: Rule, *, after: datetime | None = None
    ) -> Occurrence | None:
        """Plan the next time at which somebody, or everybody, is asked."""
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
    """Return a rule at somebody's own hour: the same days, their clock.

    Raises:
        UnknownZone: nobody knows theirs here.
    """
    return Rule(rule.rrule, rule.starts.replace(hour=hour, minute=0), zone)
