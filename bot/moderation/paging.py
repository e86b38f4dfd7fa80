"""Waking people: the ladder from the primary to the loud fallback, one rung a step, driven by jobs that outlive a restart."""

import asyncio
from collections.abc import Iterable
from dataclasses import replace

import structlog
from sqlalchemy import Connection

from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent
from bot.moderation import casebook
from bot.moderation.board import Board, unreachable
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.incident import Code, Incident, Reached, State
from bot.moderation.policy import (
    CASES_AT_ONCE,
    Rung,
    Step,
    climb,
)

log = structlog.get_logger(__name__)


class Paging:
    """Climbs the ladder of a case until somebody says: I'm on it."""

    def __init__(self, desk: Desk, board: Board, contact: Contact) -> None:
        """Work at `desk`; cards go through `board`, words to the person through `contact`."""
        self._desk = desk
        self._board = board
        self._contact = contact

    async def begin(self, incident: Incident) -> None:
        """Set a new case in motion: wake the first rung and write to the person, or hang a card for a later look."""
        if not self._desk.server(incident.guild_id).live:
            await self._show_only(incident)
            if incident.source.asked_for:
                await self._contact.nobody(incident)
            return
        if incident.state is not State.PAGING:
            await self._show_only(incident)
            return
        rung = self._rung(incident, Step.PRIMARY)
        await asyncio.gather(self._wake(incident, rung), self.first_words(incident, nobody=rung.nobody_on_shift))
        if rung.step is Step.FALLBACK:
            await self._fall_back(incident)
        await self._refresh(incident)

    async def first_words(self, incident: Incident, *, nobody: bool) -> None:
        """Write to the person for the first time, unless a human looks first."""
        if incident.reached is not Reached.NOT_YET:
            return
        if nobody:
            await self._contact.nobody(incident)
        else:
            await self._contact.begin(incident)

    async def _show_only(self, incident: Incident) -> None:
        """Show a case to responders without waking anybody; by direct message to leads where the channel is not for it."""
        if incident.aside:
            leads = [user for user in self._desk.oncall.duty(incident.guild_id).leads if user != incident.user_id]
            await self.page(incident, leads, step=int(Step.PRIMARY), repeat="show")
            return
        outcome = await self._board.post(incident)
        if unreachable(outcome):
            await self._say_channel_broken(incident)

    async def next(self, incident: Incident) -> None:
        """Climb to the next rung at once: somebody cannot take it, or went quiet."""
        live = self._desk.cases.live(incident.key)
        step = Step.PRIMARY if live is None else Step(min(live.rung + 1, Step.FALLBACK))
        await self.climb(incident, step)

    async def climb(self, incident: Incident, step: Step) -> None:
        """Carry out one step of the ladder."""
        rung = self._rung(incident, step)
        if rung.step is Step.FALLBACK:
            await self._fall_back(incident)
        else:
            await self._wake(incident, rung)
        await self._refresh(incident)

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
        live = self._desk.cases.live(incident.key)
        before = -1 if live is None else live.rung
        if live is not None:
            live.rung = max(live.rung, int(rung.step))
        try:
            told, outcomes = await asyncio.gather(
                self._in_channel(incident, rung, first=before < 0),
                self.page(incident, rung.wake, step=int(rung.step), repeat=self._repeat(incident, rung.step)),
            )
        except BaseException:
            if live is not None:
                live.rung = before  # whoever tries this step again must not take it for done
            raise
        if told is not None and unreachable(told):
            await self._say_channel_broken(incident)
        reached = isinstance(told, Sent) or any(isinstance(outcome, Sent) for outcome in outcomes)
        if not reached and rung.step < Step.FALLBACK:
            await self.climb(incident, Step(rung.step + 1))

    async def _refresh(self, incident: Incident) -> None:
        live = self._desk.cases.live(incident.key)
        if live is not None:
            await self._board.refresh(live.incident)

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
        rung = self._rung(incident, Step.FALLBACK)
        await asyncio.gather(
            self.page(incident, rung.wake, step=int(Step.FALLBACK), repeat="fallback"),
            self._loudly(incident, rung),
            self._tell_unanswered(incident),
        )

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

    def _rung(self, incident: Incident, step: Step) -> Rung:
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
