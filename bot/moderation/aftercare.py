"""What follows a case: words removed in time, a follow-up for whoever agreed, a debrief for whoever helped."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, Plan, RetryLater
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Sent
from bot.moderation import casebook
from bot.moderation.cards import case_name
from bot.moderation.desk import Desk
from bot.moderation.incident import Code, Incident, Outcome, State
from bot.moderation.policy import (
    DEBRIEFS,
    FOLLOW_UPS,
    WORDS_KEPT_AFTER_RESOLVED,
    WORDS_KEPT_AT_MOST,
    awake,
)

PURGE_JOB = "case.purge"
FOLLOW_UP_JOB = "case.follow-up"
DEBRIEF_JOB = "case.debrief"
OUTSIDE_JOB = "case.outside"
ASKED_AGAIN_AFTER = timedelta(minutes=30)

SECOND: Final = timedelta(seconds=1)  # a job that runs within one is not planned again under its own name


class Aftercare:
    """Jobs around the end of a case."""

    def __init__(self, desk: Desk) -> None:
        """Work at `desk`."""
        self._desk = desk

    def register(self) -> None:
        """Tell the agenda what to do with the jobs of this module."""
        agenda = self._desk.agenda
        agenda.register(PURGE_JOB, self._on_purge, misfire=ALWAYS)
        agenda.register(FOLLOW_UP_JOB, self._on_follow_up, misfire=ALWAYS)
        agenda.register(DEBRIEF_JOB, self._on_debrief, misfire=ALWAYS)
        agenda.register(OUTSIDE_JOB, self._on_outside, misfire=ALWAYS)

    def plan_purge(self, connection: Connection, incident: Incident, at: datetime | None = None) -> None:
        """Plan the removal of what was written at an instant, by default when the case opened (DESIGN §3.2)."""
        self._desk.agenda.plan_all(connection, [self.purge(incident, at)])

    def purge(self, incident: Incident, at: datetime | None = None) -> Plan:
        """Return the removal of what was written at an instant, by default when the case opened."""
        written = incident.opened_at if at is None else at
        return _purge(incident.key, written + _kept(closed=not incident.open))

    def plan(self, connection: Connection, incident: Incident, at: datetime, responder: int) -> None:
        """Plan what follows the end of a case; `responder` is the person id of who held it, or else of who closed it."""
        self._desk.agenda.plan_all(connection, [_purge(incident.key, at + WORDS_KEPT_AFTER_RESOLVED)])
        for number, after in enumerate(DEBRIEFS):
            self._plan(connection, incident, DEBRIEF_JOB, f"debrief:{number}", at + after, person=responder, n=number)

    def plan_follow_ups(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Plan the messages that a person agreed to."""
        zone = self._desk.zone(incident.guild_id)
        for number, after in enumerate(FOLLOW_UPS):
            self._plan(connection, incident, FOLLOW_UP_JOB, f"follow-up:{number}", awake(at + after, zone), n=number)

    def cancel_follow_ups(self, connection: Connection, incident: Incident) -> None:
        """Take the follow-ups back."""
        self._desk.agenda.cancel_prefix(connection, _key(incident, "follow-up"))

    def plan_outside_review(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Plan a lead's review of one person's decision to give a case to somebody outside (DESIGN §3.3)."""
        self._plan(connection, incident, OUTSIDE_JOB, "outside", at + timedelta(minutes=1), at=int(at.timestamp()))

    def rename(self, connection: Connection, before: int, after: int) -> None:
        """Forget the jobs of a case whose person was erased, and plan what is for its responder under its new key."""
        agenda = self._desk.agenda
        agenda.erase(connection, f"case:{before}:")
        agenda.erase(connection, f"after:{before}:")
        row = casebook.get(connection, after)
        if row.resolved_at is None:
            # Only an older copy of the database brings this back: it was over before they were erased.
            casebook.resolve(connection, after, None, self._desk.now(), Outcome.NOT_REACHED)
            return
        was_there = casebook.who(connection, after, Code.RESOLVED) if row.holder_id is None else {row.holder_id}
        for number, wait in enumerate(DEBRIEFS):
            due = row.resolved_at + wait
            for responder in was_there if due > self._desk.now() else ():
                payload = {"case": after, "person": responder, "n": number}
                agenda.plan(
                    connection, kind=DEBRIEF_JOB, key=f"after:{after}:debrief:{number}", due=due, payload=payload
                )

    def _plan(
        self, connection: Connection, incident: Incident, kind: str, name: str, due: datetime, **payload: int
    ) -> None:
        self._desk.agenda.plan(
            connection, kind=kind, key=_key(incident, name), due=due, payload={"case": incident.key, **payload}
        )

    async def _on_purge(self, job: Job) -> Done | RetryLater | GiveUp:
        key, now = job.number("case"), self._desk.now()

        def write(connection: Connection) -> None:
            row = casebook.find(connection, key)
            if row is None:
                return
            closed = row.resolved_at is not None
            over = closed and row.resolved_at + WORDS_KEPT_AFTER_RESOLVED <= now
            if casebook.remove_words(connection, key, written_until=now - _kept(closed=over)):
                casebook.log(connection, key, now, Code.WORDS_REMOVED, None)
            left = casebook.oldest_words(connection, key)
            if left is not None and closed and not over:
                due = row.resolved_at + WORDS_KEPT_AFTER_RESOLVED + SECOND
            elif left is not None:
                due = left + _kept(closed=over) + SECOND
            elif not closed:
                due = now + WORDS_KEPT_AT_MOST  # what is written from now on runs out from then on
            else:
                return
            self._desk.agenda.plan_all(connection, [_purge(key, due)])

        live = self._desk.cases.live(key)
        if live is not None:
            until = now - WORDS_KEPT_AT_MOST
            live.unsaved_words = [piece for piece in live.unsaved_words if piece.at > until]
        return Done(write)

    async def _on_follow_up(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._desk.cases.find(job.number("case"))
        if incident is None or incident.user_id == 0 or incident.state is not State.RESOLVED:
            return Done()
        say = self._desk.speaker(incident)
        rows = (
            (
                Button(say("person-button-follow-fine"), button_id("me", "follow-fine", incident.key)),
                Button(
                    say("person-button-follow-talk"), button_id("support", "now", incident.guild_id), style="primary"
                ),
                Button(say("person-button-follow-stop"), button_id("me", "follow-no", incident.key)),
            ),
        )
        content = say("person-follow-up", server=self._desk.directory.server_name(incident.guild_id))
        await self._desk.messenger.direct(
            user_id=incident.user_id,
            message=Message(content=content, rows=rows),
            key=f"follow-up:{incident.key}:{job.payload['n']}",
            lane=Lane.URGENT,
        )
        return Done()

    async def _on_debrief(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._desk.cases.find(job.number("case"))
        user = self._desk.people.discord_id(job.number("person"))
        if incident is None or user is None:
            return Done()
        say = self._desk.staff_speaker(incident)
        first = job.payload["n"] == 0
        rows = (
            (
                Button(say("debrief-button-talk"), button_id("duty", "talk", incident.guild_id), style="primary"),
                Button(say("debrief-button-skip"), button_id("duty", "skip", incident.guild_id)),
                Button(say("debrief-button-fine"), button_id("duty", "fine", incident.guild_id)),
            ),
        )
        content = say("debrief-first" if first else "debrief-second", case=case_name(say, incident))
        await self._desk.messenger.direct(
            user_id=user,
            message=Message(content=content, rows=rows),
            key=f"debrief:{incident.key}:{job.payload['n']}",
            lane=Lane.URGENT,
        )
        return Done()

    async def _on_outside(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._desk.cases.find(job.number("case"))
        if incident is None:
            return Done()
        say = self._desk.staff_speaker(incident)
        log = Button(say("button-log"), button_id("case", "log", incident.key))
        message = Message(content=say("outside-review", case=case_name(say, incident)), rows=((log,),))
        outcomes = [
            await self._desk.messenger.direct(
                user_id=lead,
                message=message,
                key=f"outside:{incident.key}:{job.payload['at']}:{lead}",
                lane=Lane.URGENT,
            )
            for lead in self._desk.duty(incident).leads
        ]
        told = any(isinstance(outcome, Sent) for outcome in outcomes)
        # A review that nobody heard of is no review (DESIGN §3.3): it is asked for again until a lead was reached.
        return Done() if told else RetryLater(ASKED_AGAIN_AFTER, "agenda-reason-failed")


def _key(incident: Incident, name: str) -> str:
    return f"after:{incident.key}:{name}"


def _purge(key: int, due: datetime) -> Plan:
    return Plan(PURGE_JOB, f"after:{key}:purge:{int(due.timestamp())}", due, {"case": key})


def _kept(*, closed: bool) -> timedelta:
    return WORDS_KEPT_AFTER_RESOLVED if closed else WORDS_KEPT_AT_MOST
