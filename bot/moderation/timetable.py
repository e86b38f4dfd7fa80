"""What happens to a case later, as jobs that outlive a restart, and as timers in memory while the database is down."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Backoff, Done, GiveUp, Job, Plan, RetryLater
from bot.errors import StorageUnavailable
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Transient, Unknown
from bot.moderation import casebook
from bot.moderation.board import Board, unreachable
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.detection import Tier
from bot.moderation.incident import HELD, SPOKEN, UNHELD, Choice, Code, Incident, Reached, State
from bot.moderation.paging import TRYING, Paging
from bot.moderation.policy import (
    AFTER,
    PERSON_UPDATE_AFTER,
    QUIET_ASK_AFTER,
    QUIET_PAGE_AFTER,
    QUIET_TOGETHER,
    REVIEW_IN_CHANNEL,
    Step,
    review_again,
    review_due,
)

BEGIN_JOB: Final = "case.begin"
STEP_JOB: Final = "case.step"
PERSON_JOB: Final = "case.person"
QUIET_JOB: Final = "case.quiet"
REVIEW_JOB: Final = "case.review"

# A case is set in motion right after its commit; should the process die in between, this job does it after the restart.
BEGUN_BY: Final = timedelta(seconds=7)
# A step of a case is tried until it works: giving one up would lose a page.
STUBBORN: Final = Backoff(first=timedelta(seconds=2), longest=timedelta(seconds=30), tries=10_000)
# How long after a job's time memory takes the step itself; the agenda is away then.
WITHOUT_AGENDA_AFTER: Final = 15.0  # seconds
SOON: Final = RetryLater(timedelta(seconds=5), "agenda-trouble-storage")


class Timetable:
    """Plans the steps of cases and carries them out when they are due."""

    def __init__(self, desk: Desk, board: Board, contact: Contact, paging: Paging) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._board = board
        self._contact = contact
        self._paging = paging

    def register(self) -> None:
        """Tell the agenda what to do with the jobs of this module. A step that is late runs at once."""
        agenda = self._desk.agenda
        for kind, handler in (
            (BEGIN_JOB, self._on_begin),
            (STEP_JOB, self._on_step),
            (PERSON_JOB, self._on_person),
            (QUIET_JOB, self._on_quiet),
            (REVIEW_JOB, self._on_review),
        ):
            agenda.register(kind, handler, misfire=ALWAYS, urgent=True, backoff=STUBBORN)

    # -- planning -------------------------------------------------------------------------------------------------

    def steps(self, incident: Incident) -> list[Plan]:
        """Return what happens next with a case, for the transaction that opens it or makes it urgent."""
        steps = (
            _ladder(incident)
            if incident.state is State.PAGING
            else [_review(incident, incident.opened_at, self._desk.zone(incident.guild_id))]
        )
        return [*steps, _job(incident, BEGIN_JOB, f"begin:{incident.round}", self._desk.now() + BEGUN_BY)]

    def plan(self, connection: Connection, incident: Incident) -> None:
        """Write down what happens next with a case, in place of what was planned."""
        self.forget(connection, incident.key)
        self._desk.agenda.plan_all(connection, self.steps(incident))

    def plan_review(self, connection: Connection, incident: Incident, start: datetime) -> None:
        """Plan that a review which nobody took is said again, in place of what was planned."""
        self.forget(connection, incident.key)
        self._desk.agenda.plan_all(connection, [_review(incident, start, self._desk.zone(incident.guild_id))])

    def plan_quiet(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Plan the question to somebody who took a case and then is quiet, and the page after it; anew with each sign of them."""
        self.forget(connection, incident.key)
        times = QUIET_TOGETHER if incident.state is State.WITH_PERSON else 1
        since = _moment(at)
        ask, page = at + QUIET_ASK_AFTER * times, at + QUIET_PAGE_AFTER * times
        asking = _job(incident, QUIET_JOB, f"quiet:ask:{since}", ask, ask=1, since=since)
        paging = _job(incident, QUIET_JOB, f"quiet:page:{since}", page, ask=0, since=since)
        self._desk.agenda.plan_all(connection, [asking, paging])

    def sign(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Write down a sign of whoever holds a case: it puts off the question whether they are still there."""
        casebook.change(connection, incident.key, active_at=at)
        self.plan_quiet(connection, incident, at)

    def forget(self, connection: Connection, key: int) -> None:
        """Take every planned step of a case off the agenda."""
        self._desk.agenda.cancel_prefix(connection, f"case:{key}:")

    async def restart(self, incident: Incident, *, but: Collection[int] = ()) -> None:
        """Climb anew after a case was given back, and count what is left of the ladder from the rung that was reached."""
        await self._paging.again(incident, but=but)
        self._recount(incident)

    async def advance(self, incident: Incident, *, but: Collection[int] = ()) -> None:
        """Wake the next rung at once: whoever is on this one cannot take it, or the person wants others than `but`.

        The loud fallback keeps its time.
        """
        step = Step(min(incident.rung + 1, Step.LEAD))
        if step > incident.rung:
            await self._paging.climb(incident, step)
            self._recount(incident)
        await self._paging.nobody_else(self._desk.cases.latest(incident), but=but)

    def _recount(self, incident: Incident) -> None:
        """Plan the rest of the ladder from the rung that was climbed ahead of its time."""
        latest, now = self._desk.cases.latest(incident), self._desk.now()
        if latest.state is not State.PAGING or latest.round != incident.round or not 0 < latest.rung < Step.FALLBACK:
            return
        moved = replace(latest, round_at=now, round_from=latest.rung)

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, round_at=now, round_from=latest.rung)
            self.forget(connection, moved.key)
            self._desk.agenda.plan_all(connection, _ladder(moved))

        self._desk.cases.put(incident.key, work, round_at=now, round_from=latest.rung)
        self.arm(moved)

    # -- in memory, for when the database is away -----------------------------------------------------------------

    def arm(self, incident: Incident) -> None:
        """Set timers that climb where the agenda does not: a little after each job, and only if that step was not taken."""
        live = self._desk.cases.live(incident.key)
        if live is None or live.incident.state is not State.PAGING:
            return
        for timer in live.timers:
            timer.cancel()
        loop, now = asyncio.get_running_loop(), self._desk.now()
        later = WITHOUT_AGENDA_AFTER if live.saved else 0.0
        live.timers = [
            loop.call_later(
                _wait(incident, step, now) + later,
                self._from_memory,
                incident.key,
                incident.round,
                step,
            )
            for step in Step
            if step > incident.rung
        ]

    def arm_all(self) -> None:
        """Set the timers of every case that somebody is being woken for; called at the start."""
        for incident in self._desk.cases.paging():
            self.arm(incident)

    def _from_memory(self, key: int, of_round: int, step: Step) -> None:
        live = self._desk.cases.live(key)
        if live is None or live.incident.state is not State.PAGING:
            return
        if live.incident.round == of_round and live.incident.rung < step and self._running(live.incident):
            task = asyncio.get_running_loop().create_task(self._paging.climb(live.incident, step), name="case-step")
            live.tasks.add(task)
            task.add_done_callback(live.tasks.discard)

    def _running(self, incident: Incident) -> bool:
        server = self._desk.servers.get(incident.guild_id)
        return server is not None and server.live

    # -- when they are due ----------------------------------------------------------------------------------------

    async def _on_begin(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state not in UNHELD:
            return Done()
        running = self._running(incident)
        # A card that stands is not yet a page that arrived: whoever is to be woken is rung until that is certain.
        paging = running and incident.state is State.PAGING
        begun = incident.rung >= 0 if paging else incident.card_message_id is not None
        if begun and (incident.reached is not Reached.NOT_YET or not running):
            return Done()
        return Done() if await self._paging.begin(incident) else SOON

    async def _on_step(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        step = Step(job.number("step"))
        if incident is None or incident.state is not State.PAGING or incident.rung >= step:
            return Done()
        if not self._running(incident):
            return Done()
        return Done() if await self._paging.climb(incident, step) else SOON

    async def _on_person(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.PAGING or incident.choice is Choice.NOT_NOW:
            return Done()
        if not self._running(incident):
            return Done()
        live, this = self._desk.cases.live(incident.key), (incident.round, TRYING)
        # A ladder that is counted anew plans this anew; it is said once a round, and not after the end.
        ended = live is None or (incident.round, int(Step.FALLBACK)) in live.called or incident.rung >= Step.FALLBACK
        if live is not None and not ended and this not in live.called and incident.reached in SPOKEN:
            live.called.add(this)
            await self._contact.still_trying(incident)
        return Done()

    async def _on_quiet(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state not in HELD or incident.holder is None:
            return Done()
        if _moment(incident.active_at) > job.number("since"):
            return Done()
        if job.payload["ask"]:
            await self._ask_holder(incident, incident.holder)
            return Done()
        now = self._desk.now()

        def work(connection: Connection) -> bool:
            freed = casebook.release(connection, incident.key, None, now, Code.QUIET)
            if freed:
                self.plan(connection, released(incident, now))
            return freed

        try:
            freed, changed = await self._desk.cases.step(incident.key, work)
        except StorageUnavailable:
            return SOON
        if freed:
            say = self._desk.staff_speaker(incident)
            if not incident.aside:
                content = say("page-quiet", case=case_name(say, incident))
                await self._board.nudge(changed, Message(content), key=f"quiet:{incident.key}:{changed.round}")
            await self.restart(changed, but={incident.holder})
        return Done()

    async def _ask_holder(self, incident: Incident, holder: int) -> None:
        say = self._desk.staff_speaker(incident)
        still = Button(say("button-still-on-it"), button_id("case", "still", incident.key), style="primary")
        cannot = Button(say("button-cannot"), button_id("case", "cannot", incident.key))
        await self._desk.messenger.direct(
            user_id=holder,
            message=Message(say("page-still-on-it", case=case_name(say, incident)), rows=((still, cannot),)),
            key=f"still:{incident.key}:{_moment(incident.active_at)}",
            lane=Lane.URGENT,
        )

    async def _on_review(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.RAISED:
            return Done()
        said = job.number("said")
        if not await self._say_review(incident, said):
            return SOON
        again = said + 1
        due = review_again(self._desk.now(), self._desk.zone(incident.guild_id), said=again)

        def write(connection: Connection) -> None:
            # An open review delays an erasure, so it is said until somebody has looked.
            name = f"review:{_moment(due)}"
            self._desk.agenda.plan_all(connection, [_job(incident, REVIEW_JOB, name, due, said=again)])

        return Done(write)

    async def _say_review(self, incident: Incident, said: int) -> bool:
        """Say in the private channel that a review waits, or to the leads where that cannot be or did not help; true when settled."""
        say, leads = self._desk.staff_speaker(incident), self._paging.leads(incident)
        if not incident.aside and said < REVIEW_IN_CHANNEL:
            # A role that nobody may mention rings nobody, so the leads are named (DESIGN §6).
            people = " ".join(f"<@{user}>" for user in leads)
            text = "review-waits" if said == 0 else "review-waits-still"
            content = say(text, case=case_name(say, incident), people=people).strip()
            key = f"review:{incident.key}:{incident.round}:{said}"
            outcome = await self._board.nudge(incident, Message(content, mentions=frozenset(leads)), key=key)
            if not unreachable(outcome):
                return not isinstance(outcome, Transient | Unknown)
            await self._paging.say_channel_broken(incident)
        outcomes = await self._paging.page(incident, leads, repeat=f"{incident.round}:review:{said}")
        return not any(isinstance(outcome, Transient | Unknown) for outcome in outcomes)

    async def _current(self, job: Job) -> Incident | None:
        return await self._desk.cases.find(job.number("case"))


def released(incident: Incident, now: datetime) -> Incident:
    """Return a held case as it stands once it was given back: paged for in a new round."""
    return replace(
        incident,
        state=State.PAGING,
        holder=None,
        handed_to=None,
        round=incident.round + 1,
        rung=-1,
        round_at=now,
        round_from=0,
    )


def called_again(incident: Incident, now: datetime) -> Incident:
    """Return a case that was lowered to a later look as it stands once it is paged for again."""
    return replace(released(incident, now), tier=str(Tier.PAGE))


def _ladder(incident: Incident) -> list[Plan]:
    """Return the steps that are left of a round, and the word to the person in between."""
    name = f"{incident.round}:{incident.round_from}"
    return [
        *(
            _job(incident, STEP_JOB, f"step:{int(step)}:{name}", _due(incident, step), step=int(step))
            for step in Step
            if step > incident.round_from
        ),
        _job(incident, PERSON_JOB, f"person:{name}", incident.round_at + PERSON_UPDATE_AFTER),
    ]


def _review(incident: Incident, start: datetime, zone: str) -> Plan:
    return _job(incident, REVIEW_JOB, f"review:{_moment(start)}", review_due(start, zone), said=0)


def _job(incident: Incident, kind: str, name: str, due: datetime, **payload: int) -> Plan:
    return Plan(kind, f"case:{incident.key}:{name}", due, {"case": incident.key, **payload})


def _due(incident: Incident, step: Step) -> datetime:
    return incident.round_at + _after(incident, step)


def _after(incident: Incident, step: Step) -> timedelta:
    return AFTER[step] - AFTER[Step(incident.round_from)]


def _wait(incident: Incident, step: Step, now: datetime) -> float:
    """Return seconds until a step: never more than a round has before it, though somebody set the clock back meanwhile."""
    return min(max(timedelta(), _due(incident, step) - now), _after(incident, step)).total_seconds()


def _moment(at: datetime) -> int:
    return int(at.timestamp())
