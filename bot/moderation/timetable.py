"""What happens to a case later, as jobs that outlive a restart, and as timers in memory while the database is down."""

import asyncio
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Backoff, Done, GiveUp, Job, RetryLater
from bot.errors import StorageUnavailable
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane
from bot.moderation import casebook
from bot.moderation.board import Board
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import NoSuchCase
from bot.moderation.incident import Choice, Code, Incident, Reached, State
from bot.moderation.paging import Paging
from bot.moderation.policy import (
    AFTER,
    PERSON_UPDATE_AFTER,
    QUIET_ASK_AFTER,
    QUIET_PAGE_AFTER,
    Step,
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

    def plan(self, connection: Connection, incident: Incident) -> None:
        """Write down what happens next with a new case, in the transaction that opens it or makes it urgent."""
        start = incident.opened_at
        if incident.state is State.PAGING:
            self.plan_ladder(connection, incident, self._desk.now(), after=Step.PRIMARY)
        else:
            self.plan_review(connection, incident, start)
        self._job(connection, incident, BEGIN_JOB, f"begin:{incident.tier}", self._desk.now() + BEGUN_BY)

    def plan_ladder(self, connection: Connection, incident: Incident, start: datetime, *, after: Step) -> None:
        """Plan the rungs above `after`, counted from `start`, in place of what was planned."""
        self.forget(connection, incident.key)
        for step in Step:
            if step > after:
                due = start + AFTER[step] - AFTER[after]
                self._job(connection, incident, STEP_JOB, f"step:{int(step)}:{_round(start)}", due, step=int(step))
        self._job(connection, incident, PERSON_JOB, f"person:{_round(start)}", start + PERSON_UPDATE_AFTER)

    def plan_review(self, connection: Connection, incident: Incident, start: datetime) -> None:
        """Plan that a review which nobody took is said again, in place of what was planned."""
        self.forget(connection, incident.key)
        server = self._desk.servers.get(incident.guild_id)
        due = review_due(start, "UTC" if server is None else server.zone)
        self._job(connection, incident, REVIEW_JOB, f"review:{_round(start)}", due)

    def plan_quiet(self, connection: Connection, incident: Incident, at: datetime) -> None:
        """Plan the question to somebody who took a case and then is quiet, and the page after it."""
        self.forget(connection, incident.key)
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

    # -- in memory, while the database is down --------------------------------------------------------------------

    def arm(self, incident: Incident) -> None:
        """Climb by timers in memory if the case could not be written yet."""
        live = self._desk.cases.live(incident.key)
        if live is None or live.saved or live.incident.state is not State.PAGING:
            return
        loop = asyncio.get_running_loop()
        for step in (Step.BACKUP, Step.LEAD, Step.FALLBACK):
            live.timers.append(loop.call_later(AFTER[step].total_seconds(), self._from_memory, incident.key, step))

    def _from_memory(self, key: int, step: Step) -> None:
        live = self._desk.cases.live(key)
        if live is not None and live.incident.state is State.PAGING and live.rung < step and not live.saved:
            task = asyncio.get_running_loop().create_task(self._paging.climb(live.incident, step), name="case-step")
            live.tasks.add(task)
            task.add_done_callback(live.tasks.discard)

    # -- when they are due ----------------------------------------------------------------------------------------

    async def _on_begin(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        live = None if incident is None else self._desk.cases.live(incident.key)
        if incident is None or live is None or incident.state not in (State.RAISED, State.PAGING):
            return Done()
        if live.rung < 0 and incident.card_message_id is None:
            await self._paging.begin(incident)
        elif incident.state is State.PAGING:
            nobody = not self._desk.oncall.duty(incident.guild_id).on_shift
            await self._paging.first_words(incident, nobody=nobody)
        return Done()

    async def _on_step(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        step = Step(int(job.payload["step"] or 0))
        live = None if incident is None else self._desk.cases.live(incident.key)
        if incident is None or live is None or incident.state is not State.PAGING or live.rung >= step:
            return Done()
        if self._desk.server(incident.guild_id).live:
            await self._paging.climb(incident, step)
        return Done()

    async def _on_person(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.PAGING or incident.choice is Choice.NOT_NOW:
            return Done()
        if incident.reached in (Reached.DIRECT, Reached.THREAD):
            await self._contact.still_trying(incident)
        return Done()

    async def _on_quiet(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.ACKNOWLEDGED or incident.holder is None:
            return Done()
        if _round(incident.active_at) > int(job.payload["since"] or 0):
            return Done()
        if job.payload["ask"]:
            await self._ask_holder(incident, incident.holder)
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
            return SOON
        if freed:
            await self._page_on(changed, now)
        return Done()

    async def _page_on(self, incident: Incident, now: datetime) -> None:
        live, say = self._desk.cases.live(incident.key), self._desk.staff_speaker(incident)
        if live is not None:
            live.rung = int(Step.PRIMARY)
        if not incident.aside:
            content = say("page-quiet", case=case_name(say, incident))
            await self._board.nudge(incident, Message(content), key=f"quiet:{incident.key}:{_round(now)}")
        await self._paging.next(incident)

    async def _ask_holder(self, incident: Incident, holder: int) -> None:
        say = self._desk.staff_speaker(incident)
        still = Button(say("button-still-on-it"), button_id("case", "still", incident.key), style="primary")
        cannot = Button(say("button-cannot"), button_id("case", "cannot", incident.key))
        await self._desk.messenger.direct(
            user_id=holder,
            message=Message(say("page-still-on-it", case=case_name(say, incident)), rows=((still, cannot),)),
            key=f"still:{incident.key}:{_round(incident.active_at)}",
            lane=Lane.URGENT,
        )

    async def _on_review(self, job: Job) -> Done | RetryLater | GiveUp:
        incident = await self._current(job)
        if incident is None or incident.state is not State.RAISED:
            return Done()
        server, say = self._desk.server(incident.guild_id), self._desk.staff_speaker(incident)
        if incident.aside or server.lead_role_id is None:
            leads = [user for user in self._desk.oncall.duty(incident.guild_id).leads if user != incident.user_id]
            await self._paging.page(incident, leads, step=int(Step.PRIMARY), repeat="review")
            return Done()
        content = say("review-waits", case=case_name(say, incident), people=f"<@&{server.lead_role_id}>")
        await self._board.nudge(
            incident,
            Message(content, role_mentions=frozenset({server.lead_role_id})),
            key=f"review:{incident.key}",
        )
        return Done()

    async def _current(self, job: Job) -> Incident | None:
        try:
            return await self._desk.cases.get(int(job.payload["case"] or 0))
        except NoSuchCase:
            return None


def _round(at: datetime) -> int:
    """Name one climb of the ladder by its start, so that a later one plans jobs of its own."""
    return int(at.timestamp())
