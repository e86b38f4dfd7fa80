"""A check-in from its time to the next: posted once, or left out and explained."""

from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Done, GiveUp, Grace, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.groups import book, checkin_book
from bot.groups.cards import checkin_card
from bot.groups.checkin_close import CLOSE
from bot.groups.checkin_series import CheckInSeries
from bot.groups.checkin_times import POST, SKIPPED_BY_HAND, is_left_out
from bot.groups.letters import write_to
from bot.groups.model import EVERYBODY, GRACE, Belonging, CheckIn, Group, PlanState, Post, PostState, Role
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, TRANSIENT, reason_of
from bot.messenger.port import DirectMessagesClosed, Lane, Left, Outcome, OverBudget, Sent, Transient, Unknown
from bot.parts import Parts

MISFIRE: Final = Grace(GRACE)


@dataclass(frozen=True, slots=True)
class _Due:
    """A check-in whose time has come, with whom it asks; `zone` is the clock of the one who is asked privately."""

    group: Group
    checkin: CheckIn
    listed: list[Belonging]
    zone: str


class CheckInJobs:
    """What the agenda calls when a check-in is due."""

    def __init__(self, parts: Parts, roster: Roster, series: CheckInSeries, staff: Staff) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._staff = staff
        parts.agenda.register(POST, self._post, misfire=MISFIRE, then=series.follow)

    async def _post(self, job: Job) -> Ending:
        person = job.number("person")
        due = await self._parts.storage.read(partial(self._look, checkin_id=job.number("checkin"), person=person))
        group, checkin = due.group, due.checkin
        if checkin.state not in (PlanState.ACTIVE, PlanState.ENDED) or group.archived_at is not None:
            return Done()
        now = self._parts.clock.now()
        if person == EVERYBODY:
            present = await self._roster.present(group, due.listed)
            invited = sum(one.role is Role.PARTICIPANT and not one.away(now) for one in present)
        elif any(one.person_id == person and one.away(now) for one in due.listed):
            return GiveUp("group-reason-time-off")
        elif await self._parts.storage.read(
            lambda connection: is_left_out(self._parts.agenda, connection, checkin, job.key)
        ):
            return GiveUp(SKIPPED_BY_HAND)
        else:
            invited = 1
        post = await self._parts.storage.write(partial(self._begin, job=job, checkin=checkin, invited=invited))
        outcome = await self._send(due, post)
        if isinstance(outcome, Sent):
            return Done(partial(self._posted, post=post, sent=outcome, trouble=checkin.trouble))
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        reason = self._staff.reason(group, outcome) if person == EVERYBODY else reason_of(outcome)
        if isinstance(outcome, Unknown | OverBudget | DirectMessagesClosed):
            # It may stand there, or wait in /checkin for who cannot be written to now: either way it can be answered.
            await self._parts.storage.write(partial(self._posted, post=post, sent=None, trouble=checkin.trouble))
        if person == EVERYBODY:
            await self._staff.trouble(group, checkin, reason, key=job.key)
        elif isinstance(outcome, Left):
            # They left while nobody heard of it; should they come back, they say anew what they want.
            await self._parts.storage.write(lambda connection: checkin_book.unsubscribe(connection, checkin.id, person))
        return GiveUp(reason)

    def _look(self, connection: Connection, *, checkin_id: int, person: int) -> _Due:
        checkin = checkin_book.find(connection, checkin_id)
        group, zone = book.find(connection, checkin.group_id), ""
        if person != EVERYBODY:
            zones = {one: zone for one, zone, _ in checkin_book.subscribers(connection, checkin_id)}
            zone = zones.get(person, "")
        return _Due(group, checkin, book.people(connection, group.id), zone)

    def _begin(self, connection: Connection, *, job: Job, checkin: CheckIn, invited: int) -> Post:
        """Enter a posting with its close, so that what stands in a channel is closed, whatever happens to this process."""
        post = checkin_book.begin_post(
            connection,
            checkin.id,
            job.key.rpartition(KEY_MARK)[2],
            job.number("person"),
            due=job.due,
            closes_at=self._parts.clock.now() + timedelta(hours=checkin.open_hours),
            invited=invited,
        )
        payload = {"post": post.id, "group": checkin.group_id}
        self._parts.agenda.plan(connection, kind=CLOSE, key=f"{CLOSE}:{post.id}", due=post.closes_at, payload=payload)
        return post

    async def _send(self, due: _Due, post: Post) -> Outcome:
        group, key = due.group, f"checkin:{post.id}"
        message = checkin_card(group, due.checkin, post, self._roster.speaker(group))
        if post.recipient != EVERYBODY:
            return await write_to(self._parts, group, post.recipient, message, key=key, zone=due.zone)
        return await self._parts.messenger.post(channel_id=group.channel_id, message=message, key=key, lane=Lane.BULK)

    def _posted(self, connection: Connection, *, post: Post, sent: Sent | None, trouble: str | None) -> None:
        values = {} if sent is None else {"channel_id": sent.channel_id, "message_id": sent.message_id}
        checkin_book.change_post(connection, post.id, state=PostState.OPEN, **values)
        if trouble is not None:
            checkin_book.note(connection, post.checkin_id, trouble=None)
