"""Waking people: the ladder from the primary to the loud fallback, one rung a step, driven by jobs that outlive a restart."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, GiveUp, Job, RetryLater
from bot.errors import StorageUnavailable
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Outcome, Sent
from bot.moderation import casebook
from bot.moderation.board import Board, unreachable
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import NoSuchCase
from bot.moderation.incident import Choice, Code, Incident, Reached, State
from bot.moderation.policy import (
    AFTER,
    CASES_AT_ONCE,
    PERSON_UPDATE_AFTER,
    QUIET_ASK_AFTER,
    QUIET_PAGE_AFTER,
    Rung,
    Step,
    climb,
    review_due,
)

STEP_JOB = "case.step"
PERSON_JOB = "case.person"
QUIET_JOB = "case.quiet"
REVIEW_JOB = "case.review"

log = structlog.get_logger(__name__)


class Paging:
    """Climbs the ladder of a case until somebody says: I'm on it."""

    def __init__(self, desk: Desk, board: Board, contact: Contact) -> None:
        """Work at `desk`; cards go through `board`, words to the person through `contact`."""
        self._desk = desk
        self._board = board
        self._contact = contact

    def register(self) -> None:
        """Tell the agenda what to do with the jobs of this module. A step that is late runs at once."""
        agenda = self._desk.agenda
        agenda.register(STEP_JOB, self._on_step, misfire=ALWAYS, urgent=True)
        agenda.register(PERSON_JOB, self._on_person, misfire=ALWAYS, urgent=True)
        agenda.register(QUIET_JOB, self._on_quiet, misfire=ALWAYS, urgent=True)
        agenda.register(REVIEW_JOB, self._on_review, misfire=ALWAYS)

    # -- planning -------------------------------------------------------------------------------------------------

    def plan(self, connection: Connection, incident: Incident) -> None:
        """Write down what happens next with a new case, in the transaction that opens it."""
        if incident.state is State.RAISED:
            server = self._desk.servers.get(incident.guild_id)
            zone = "UTC" if server is None else server.zone
            self._job(
                connection,
                incident,
                REVIEW_JOB,
                f"review:{_round(incident.opened_at)}",
                review_due(incident.opened_at, zone),
            )
        else:
            self.plan_ladder(connection, incident, self._desk.now(), after=Step.PRIMARY)

    def plan_ladder(self, connection: Connection, incident: Incident, start: datetime, *, after: Step) -> None:
        """Plan the rungs above `after`, counted from `start`."""
        self.forget(connection, incident.key)
        for step in Step:
            if step > after:
                due = start + AFTER[step] - AFTER[after]
                self._job(connection, incident, STEP_JOB, f"step:{int(step)}:{_round(start)}", due, step=int(step))
        self._job(connection, incident, PERSON_JOB, f"person:{_round(start)}", start + PERSON_UPDATE_AFTER)

    def plan_quiet(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Plan the question to somebody who took a case and then is quiet, and the page after it."""
        since = _round(at)
        self._job(connection, incident, QUIET_JOB, f"quiet:ask:{since}", at + QUIET_ASK_AFTER, ask=1, since=since)
        self._job(connection, incident, QUIET_JOB, f"quiet:page:{since}", at + QUIET_PAGE_AFTER, ask=0, since=since)

    def forget(self, connection: Connection, key: int) -> None:
        """Take every planned step of a case off the agenda."""
        self._desk.agenda.cancel_prefix(connection, f"case:{key}:")

    def _job(
        self, connection: Connection, incident: Incident, kind: str, name: str, due: datetime, **payload: int
    ) -> None:
        key, payload = f"case:{incident.key}:{name}", {"case": incident.key, **payload}
        self._desk.agenda.plan(connection, kind=kind, key=key, due=due, payload=payload)

    # -- waking ---------------------------------------------------------------------------------------------------

    async def start(self, incident: Incident) -> None:
        """Wake the first rung now, in parallel with the first words to the person."""
        server = self._desk.server(incident.guild_id)
        if not server.live:
            await self._board.post(incident)
            if incident.source.asked_for:
                await self._contact.nobody(incident)
            return
        rung = await self._rung(incident, Step.PRIMARY)
        await asyncio.gather(self._wake(incident, rung), self._first_words(incident, rung))
        live = self._desk.cases.live(incident.key)
        if live is not None and not live.saved:
            self._arm(incident)
        if live is not None:
            await self._board.refresh(live.incident)

    async def next(self, incident: Incident) -> None:
        """Climb to the next rung at once: somebody cannot take it, or went quiet."""
        live = self._desk.cases.live(incident.key)
        step = Step.PRIMARY if live is None else Step(min(live.rung + 1, Step.FALLBACK))
        await self.climb(incident, step)

    async def climb(self, incident: Incident, step: Step) -> None:
        """Carry out one step of the ladder."""
        if step is Step.FALLBACK:
            await self._fall_back(incident)
            return
        rung = await self._rung(incident, step)
        if rung.step is Step.FALLBACK:
            await self._fall_back(incident)
            return
        await self._wake(incident, rung)
        live = self._desk.cases.live(incident.key)
        if live is not None:
            await self._board.refresh(live.incident)

    async def page(self, incident: Incident, users: Iterable[int], *, step: int, repeat: str) -> list[Outcome]:
        """Send a case's card to people by direct message and write down what became of it."""
        desk = self._desk
        message = await self._board.render(incident)
        wake = list(users)
        outcomes = await asyncio.gather(
            *(
                desk.messenger.direct(
                    user_id=user, message=message, key=f"page:{incident.key}:{repeat}:{user}", lane=Lane.URGENT
                )
                for user in wake
            )
        )
        live = desk.cases.live(incident.key)
        if live is not None:
            live.told.update(wake)
        await asyncio.gather(
            *(self._record(incident, step, user, outcome) for user, outcome in zip(wake, outcomes, strict=True))
        )
        return list(outcomes)

    async def _wake(self, incident: Incident, rung: Rung) -> None:
        desk = self._desk
        live = desk.cases.live(incident.key)
        first = live is None or live.rung < 0
        if live is not None:
            live.rung = max(live.rung, int(rung.step))
        told, outcomes = await asyncio.gather(
            self._in_channel(incident, rung, first=first),
            self.page(incident, rung.wake, step=int(rung.step), repeat=self._repeat(incident, rung.step)),
        )
        if told is not None and unreachable(told):
            await self._say_channel_broken(incident)
        reached = isinstance(told, Sent) or any(isinstance(outcome, Sent) for outcome in outcomes)
        if not reached and rung.step < Step.FALLBACK:
            await self.climb(incident, Step(rung.step + 1))

    def _repeat(self, incident: Incident, step: Step) -> str:
        """Tell one climb of a rung from another: after a refusal or a silence the same rung is climbed anew."""
        live = self._desk.cases.live(incident.key)
        since = 0 if incident.acknowledged_at is None else int(incident.acknowledged_at.timestamp())
        return f"{int(step)}:{since}:{0 if live is None else len(live.declined)}"

    async def _in_channel(self, incident: Incident, rung: Rung, *, first: bool) -> Outcome | None:
        if incident.aside:
            return None
        say = self._desk.staff_speaker(incident)
        people = frozenset(rung.wake)
        if first:
            return await self._board.post(incident, mentions=people)
        content = say("page-nudge", case=case_name(say, incident), people=" ".join(f"<@{user}>" for user in rung.wake))
        key = f"nudge:{incident.key}:{int(rung.step)}"
        return await self._board.nudge(incident, Message(content=content, mentions=people), key=key)

    async def _first_words(self, incident: Incident, rung: Rung) -> None:
        if incident.reached is Reached.WITHHELD:
            return
        if rung.nobody_on_shift:
            await self._contact.nobody(incident)
        else:
            await self._contact.begin(incident)

    async def _fall_back(self, incident: Incident) -> None:
        """Say loudly that nobody answered: to every lead, to everyone who asked to be the last resort, to the person."""
        desk = self._desk
        now = desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, unanswered=True)
            casebook.log(connection, incident.key, now, Code.UNANSWERED, None)

        def offline(current: Incident) -> tuple[None, Incident]:
            return None, replace(current, unanswered=True)

        _, incident = await desk.cases.step(incident.key, work, offline=offline)
        live = desk.cases.live(incident.key)
        if live is not None:
            live.rung = int(Step.FALLBACK)
        rung = await self._rung(incident, Step.FALLBACK)
        await asyncio.gather(
            self.page(incident, rung.wake, step=int(Step.FALLBACK), repeat="fallback"),
            self._loudly(incident, rung),
            self._tell_unanswered(incident),
        )
        if live is not None:
            await self._board.refresh(live.incident)

    async def _loudly(self, incident: Incident, rung: Rung) -> None:
        if incident.aside:
            return
        server, say = self._desk.server(incident.guild_id), self._desk.staff_speaker(incident)
        role = "" if server.lead_role_id is None else f"<@&{server.lead_role_id}>"
        called = " ".join([role, *(f"<@{user}>" for user in rung.wake)]).strip()
        outcome = await self._board.nudge(
            incident,
            Message(
                content=say("page-unanswered", case=case_name(say, incident), people=called),
                mentions=frozenset(rung.wake),
                role_mentions=frozenset() if server.lead_role_id is None else frozenset({server.lead_role_id}),
            ),
            key=f"unanswered:{incident.key}",
        )
        if unreachable(outcome):
            await self._say_channel_broken(incident)

    async def _tell_unanswered(self, incident: Incident) -> None:
        if incident.reached is not Reached.WITHHELD:
            await self._contact.unanswered(incident)

    async def _say_channel_broken(self, incident: Incident) -> None:
        """Tell every lead that the private channel cannot be written to; a page went out by direct message all the same."""
        desk, say = self._desk, self._desk.staff_speaker(incident)
        log.error("alert_channel.unwritable", guild=incident.guild_id)
        leads = [user for user in desk.oncall.duty(incident.guild_id).leads if user != incident.user_id]
        message = Message(content=say("page-channel-broken", server=desk.directory.server_name(incident.guild_id)))
        await asyncio.gather(
            *(
                desk.messenger.direct(
                    user_id=user, message=message, key=f"broken:{incident.key}:{user}", lane=Lane.URGENT
                )
                for user in leads
            )
        )

    async def _rung(self, incident: Incident, step: Step) -> Rung:
        desk = self._desk
        live = desk.cases.live(incident.key)
        in_need = {other.user_id for other in desk.cases.open_in(incident.guild_id)}
        held: dict[int, int] = {}
        for other in desk.cases.open_in(incident.guild_id):
            if other.holder is not None:
                held[other.holder] = held.get(other.holder, 0) + 1
        return climb(
            desk.oncall.duty(incident.guild_id),
            step,
            apart=in_need | {incident.user_id},
            declined=() if live is None else live.declined,
            busy=[user for user, count in held.items() if count >= CASES_AT_ONCE],
        )

    async def _record(self, incident: Incident, step: int, user: int, outcome: Outcome) -> None:
        desk, now = self._desk, self._desk.now()
        person = desk.people.known(user) or await desk.people.person(user)
        sent = outcome if isinstance(outcome, Sent) else None

        def work(connection: Connection) -> None:
            casebook.record_page(
                connection,
                incident_key=incident.key,
                step=step,
                person_id=person,
                at=now,
                outcome=type(outcome).__name__,
                channel_id=None if sent is None else sent.channel_id,
                message_id=None if sent is None else sent.message_id,
            )
            casebook.log(connection, incident.key, now, Code.PAGED, person, type(outcome).__name__)

        await desk.ledger.record(work)

    # -- later ----------------------------------------------------------------------------------------------------

    def _arm(self, incident: Incident) -> None:
        """Climb by timers in memory while the case is not in the database yet."""
        live = self._desk.cases.live(incident.key)
        if live is None:
            return
        loop = asyncio.get_running_loop()
        for step in (Step.BACKUP, Step.LEAD, Step.FALLBACK):
            live.timers.append(loop.call_later(AFTER[step].total_seconds(), self._from_memory, incident.key, step))

    def _from_memory(self, key: int, step: Step) -> None:
        live = self._desk.cases.live(key)
        if live is not None and live.incident.state is State.PAGING and live.rung < step and not live.saved:
            task = asyncio.get_running_loop().create_task(self.climb(live.incident, step), name="case-step")
            live.tasks.add(task)
            task.add_done_callback(live.tasks.discard)

    async def _current(self, job: Job) -> Incident | None:
        try:
            return await self._desk.cases.get(int(job.payload["case"] or 0))
        except NoSuchCase:
            return None

    async def _on_step(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        step = Step(int(job.payload["step"] or 0))
        if incident is None or incident.state is not State.PAGING:
            return Done()
        live = self._desk.cases.live(incident.key)
        if live is not None and live.rung >= step:
            return Done()
        await self.climb(incident, step)
        return Done()

    async def _on_person(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if (
            incident is not None
            and incident.state is State.PAGING
            and incident.choice is not Choice.NOT_NOW
            and incident.reached
            in (
                Reached.DIRECT,
                Reached.THREAD,
            )
        ):
            await self._contact.still_trying(incident)
        return Done()

    async def _on_quiet(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.ACKNOWLEDGED or incident.holder is None:
            return Done()
        if int(incident.active_at.timestamp()) > int(job.payload["since"] or 0):
            return Done()
        say = self._desk.staff_speaker(incident)
        if job.payload["ask"]:
            await self._board_question(incident)
            return Done()
        now = self._desk.now()

        def work(connection: Connection) -> bool:
            freed = casebook.release(connection, incident.key, None, now, Code.QUIET)
            if freed:
                self.plan_ladder(connection, incident, now, after=Step.BACKUP)
            return freed

        try:
            freed, changed = await self._desk.cases.step(incident.key, work)
        except StorageUnavailable:
            return RetryLater(timedelta(seconds=5), "storage")
        if freed:
            live = self._desk.cases.live(incident.key)
            if live is not None:
                live.rung = int(Step.PRIMARY)
            await self._board.nudge(
                changed,
                Message(content=say("page-quiet", case=case_name(say, incident))),
                key=f"quiet:{incident.key}:{int(now.timestamp())}",
            )
            await self.next(changed)
        return Done()

    async def _board_question(self, incident: Incident) -> None:
        say = self._desk.staff_speaker(incident)
        await self._desk.messenger.direct(
            user_id=incident.holder or 0,
            message=Message(
                content=say("page-still-on-it", case=case_name(say, incident)),
                rows=(
                    (
                        Button(say("button-still-on-it"), button_id("case", "still", incident.key), style="primary"),
                        Button(say("button-cannot"), button_id("case", "cannot", incident.key)),
                    ),
                ),
            ),
            key=f"still:{incident.key}:{int(incident.active_at.timestamp())}",
            lane=Lane.URGENT,
        )

    async def _on_review(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.RAISED:
            return Done()
        server, say = self._desk.server(incident.guild_id), self._desk.staff_speaker(incident)
        role = "" if server.lead_role_id is None else f"<@&{server.lead_role_id}>"
        await self._board.nudge(
            incident,
            Message(
                content=say("review-waits", case=case_name(say, incident), people=role),
                role_mentions=frozenset() if server.lead_role_id is None else frozenset({server.lead_role_id}),
            ),
            key=f"review:{incident.key}",
        )
        return Done()


def _round(at: datetime) -> int:
    """Name one climb of the ladder by its start, so that a later one plans jobs of its own."""
    return int(at.timestamp())
