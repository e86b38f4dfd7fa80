"""Waking people: the ladder from the primary to the loud fallback, a rung at a time.

Every step says whether it is settled: somebody was reached, or certainly cannot be. One that is not is tried again, and
whoever was reached by it is not rung twice.
"""

import asyncio
from collections.abc import Awaitable, Callable, Collection, Iterable
from typing import Final, TypeVar

import structlog
from sqlalchemy import Connection

from bot.messenger.message import Message
from bot.messenger.port import Lane, Outcome, Sent, Transient, Unknown
from bot.moderation import casebook
from bot.moderation.board import Board, unreachable
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.incident import SPOKEN, Choice, Code, Incident, Page, Reached, State
from bot.moderation.live import ALONE, BROKEN
from bot.moderation.policy import CASES_AT_ONCE, Rung, Step, climb

ASIDE_OF_LADDER: Final = -1
# Putting a message together takes longer than sending it, so each waits until the one before it is at the socket: turns of
# the loop after which the page is put together, which the card has then left, and the words to the person.
PAGE_AFTER: Final = 1
WORDS_AFTER: Final = 4
TRYING: Final = -4  # and that they were told that somebody is still being woken
GIVEN_UP: Final = -5  # or that nobody could be reached

T = TypeVar("T")

log = structlog.get_logger(__name__)


class Paging:
    """Climbs the ladder of a case until somebody says: I'm on it."""

    def __init__(self, desk: Desk, board: Board, contact: Contact) -> None:
        """Work at `desk`; cards go through `board`, words to the person through `contact`."""
        self._desk = desk
        self._board = board
        self._contact = contact

    async def begin(self, incident: Incident, *, but: Collection[int] = ()) -> bool:
        """Set a case in motion: wake the first rung and write to the person, or show it for a later look.

        It may be called again until it is settled; what was done already is left alone. Of those on shift, whoever is in
        `but` is passed over.
        """
        if not self._desk.server(incident.guild_id).live:
            settled = await self._show(incident)
            if incident.source.asked_for and incident.reached is Reached.NOT_YET:
                await self._contact.nobody(incident, told=())
            return settled
        if incident.state is not State.PAGING:
            return await self._show(incident)
        rung = self._rung(incident, Step.PRIMARY, but)
        woken, spoken = await asyncio.gather(
            self._take(incident, rung, but) if incident.rung < 0 else _done(),
            _later(WORDS_AFTER, lambda: self._words(incident, rung, but)),
        )
        await self._board.refresh(self._desk.cases.latest(incident))
        return woken and spoken

    async def _words(self, incident: Incident, rung: Rung, but: Collection[int]) -> bool:
        if incident.round == 0:
            return await self.first_words(incident, rung)
        return await self.nobody_else(incident, but=but)

    async def again(self, incident: Incident, *, but: Collection[int] = ()) -> None:
        """Climb from the start in a new round; of those on shift, whoever is in `but` is passed over."""
        await asyncio.gather(self._climb(incident, Step.PRIMARY, but), self.nobody_else(incident, but=but))
        await self._board.refresh(self._desk.cases.latest(incident))

    async def climb(self, incident: Incident, step: Step) -> bool:
        """Carry out one step of the ladder; true when it is settled."""
        settled = await self._climb(incident, step)
        await self._board.refresh(self._desk.cases.latest(incident))
        return settled

    async def first_words(self, incident: Incident, rung: Rung | None = None) -> bool:
        """Write to the person for the first time, unless a human looks first; true when that is settled."""
        if incident.reached is not Reached.NOT_YET:
            return True
        rung = rung or self._rung(incident, Step.PRIMARY)
        if rung.nobody_on_shift:
            live = self._desk.cases.live(incident.key)
            if live is not None:
                live.called.add((incident.round, ALONE))
            spoken = await self._contact.nobody(incident, told=rung.wake)
            if spoken.reached is not Reached.NOT_YET:
                self._said_alone(incident)
        else:
            spoken = await self._contact.begin(incident, tonight=rung.wake[0])
        return spoken.reached is not Reached.NOT_YET

    async def nobody_else(self, incident: Incident, *, but: Collection[int] = ()) -> bool:
        """Tell a person who heard from us before, once a round, that nobody (else) is on shift; true when it is settled."""
        live, this = self._desk.cases.live(incident.key), (incident.round, ALONE)
        if incident.reached is Reached.NOT_YET:
            return await self.first_words(incident)
        if live is None or this in live.called or incident.choice is Choice.NOT_NOW or incident.reached not in SPOKEN:
            return True
        rung = self._rung(incident, Step.PRIMARY, but)
        if not rung.nobody_on_shift:
            return True
        live.called.add(this)
        refused = {*but, *live.declined}.intersection(self._desk.duty(incident).on_shift)
        outcome = await self._contact.nobody_else(incident, told=rung.wake, other=bool(refused))
        if isinstance(outcome, Transient | Unknown):
            live.called.discard(this)
            return False
        self._said_alone(incident)
        return True

    def _said_alone(self, incident: Incident) -> None:
        now, number = self._desk.now(), str(incident.round)
        self._desk.cases.put(
            incident.key,  # so that it is said once a round, also over a restart
            lambda connection: casebook.log(connection, incident.key, now, Code.ALONE, None, number),
        )

    async def catch_up(self, incident: Incident) -> bool:
        """Page whoever came on shift since a case began to wait and has not heard of it; true when that is settled."""
        if incident.state is State.PAGING and incident.rung < 0:
            return True  # its first rung is only just being climbed, and wakes whoever is on shift by now
        live, rung = self._desk.cases.live(incident.key), self._rung(incident, Step.PRIMARY)
        new = [] if live is None or rung.nobody_on_shift else [user for user in rung.wake if user not in live.told]
        if live is None or not new:
            return True
        # While only the call beside the card is tried again, they are not woken again.
        unreached = [user for user in new if (incident.round, ASIDE_OF_LADDER, user) not in live.reached]
        outcomes = await self.page(incident, unreached, repeat=f"{incident.round}:shift")
        missing = [user for user in new if (incident.round, user) not in live.mentioned]
        if not incident.aside and missing:
            outcomes.append(await self._nudge(incident, missing, name=f"shift:{'-'.join(map(str, sorted(missing)))}"))
            if isinstance(outcomes[-1], Sent):
                live.mentioned.update((incident.round, user) for user in missing)
        settled = not any(isinstance(outcome, Transient | Unknown) for outcome in outcomes)
        if not settled:
            live.told.difference_update(new)
        return settled

    async def page(
        self, incident: Incident, users: Iterable[int], *, repeat: str, step: int = ASIDE_OF_LADDER
    ) -> list[Outcome]:
        """Send a case's card to people by direct message and write down what became of it.

        Args:
            incident: the case.
            users: whom to page; who was reached in this step of this round already is left out, and once the channel has
                heard of it, who certainly cannot be.
            repeat: tells this page from every other of the same case.
            step: the rung, for a page of the ladder.
        """
        desk, live = self._desk, self._desk.cases.live(incident.key)
        reached = set() if live is None else live.reached
        settled = reached | (set() if live is None or (incident.round, step) not in live.called else live.refused)
        wake = [user for user in dict.fromkeys(users) if step < 0 or (incident.round, step, user) not in settled]
        if live is not None:
            live.told.update(wake)
        message = await self._board.render(incident)
        outcomes = await asyncio.gather(
            *(
                desk.messenger.direct(
                    user_id=user, message=message, key=f"page:{incident.key}:{repeat}:{user}", lane=Lane.URGENT
                )
                for user in wake
            )
        )
        for user, outcome in zip(wake, outcomes, strict=True):
            if isinstance(outcome, Sent):
                reached.add((incident.round, step, user))
            elif live is not None and not isinstance(outcome, Transient | Unknown):
                live.refused.add((incident.round, step, user))
            self._record(incident, step, user, outcome)
        return list(outcomes)

    def leads(self, incident: Incident, *, but: Collection[int] = ()) -> list[int]:
        """Return the leads who may know of a case."""
        return [user for user in self._desk.duty(incident).leads if user not in but]

    def told(self, incident: Incident) -> frozenset[int]:
        """Return everybody who was paged for a case."""
        live = self._desk.cases.live(incident.key)
        return frozenset() if live is None else frozenset(live.told)

    def on_hand(self, guild_id: int, user_id: int) -> tuple[int, ...]:
        """Return who of those on shift would be told if somebody asked for a person now, whoever has their case alone."""
        cases, spared = self._desk.cases, {user_id, *self._desk.cases.with_their_own(guild_id)}
        known = cases.of_person(guild_id, user_id)
        if known is not None and known.reached is not Reached.WITHHELD:
            if known.holder is not None:
                return (known.holder,)
            live = cases.live(known.key)
            spared |= set() if live is None else live.declined
        return tuple(user for user in self._desk.oncall.duty(guild_id).on_shift if user not in spared)

    # -- a rung ---------------------------------------------------------------------------------------------------

    async def _climb(self, incident: Incident, step: Step, but: Collection[int] = ()) -> bool:
        return await self._take(incident, self._rung(incident, step, but), but)

    async def _take(self, incident: Incident, rung: Rung, but: Collection[int]) -> bool:
        if rung.step is Step.FALLBACK:
            return await self._fall_back(incident, rung)
        repeat = f"{incident.round}:{int(rung.step)}"
        told, outcomes = await asyncio.gather(
            self._in_channel(incident, rung),
            _later(PAGE_AFTER, lambda: self.page(incident, rung.wake, step=int(rung.step), repeat=repeat)),
        )
        if told is not None and unreachable(told):
            await self.say_channel_broken(incident)
        everything = [*outcomes] if told is None else [told, *outcomes]
        ambiguous = any(isinstance(outcome, Transient | Unknown) for outcome in everything)
        if not ambiguous:
            self._climbed(incident, rung.step)
        if not ambiguous and not self._reached(incident, rung):
            return await self._climb(self._desk.cases.latest(incident), Step(rung.step + 1), but)
        return not ambiguous

    def _reached(self, incident: Incident, rung: Rung) -> bool:
        live, step = self._desk.cases.live(incident.key), int(rung.step)
        if live is None:
            return False
        called = (incident.round, step) in live.called and bool(rung.wake)
        return called or any((incident.round, step, user) in live.reached for user in rung.wake)

    def _climbed(self, incident: Incident, step: Step) -> None:
        live = self._desk.cases.live(incident.key)
        if live is not None and live.incident.round == incident.round and live.incident.rung < step:
            rung = int(step)
            self._desk.cases.put(
                incident.key, lambda connection: casebook.change(connection, incident.key, rung=rung), rung=rung
            )

    async def _in_channel(self, incident: Incident, rung: Rung) -> Outcome | None:
        live, this = self._desk.cases.live(incident.key), (incident.round, int(rung.step))
        if incident.aside or live is None or this in live.called:
            return None
        outcome = await self._call(incident, rung)
        if isinstance(outcome, Sent):
            live.called.add(this)
        return outcome

    async def _call(self, incident: Incident, rung: Rung) -> Outcome:
        live = self._desk.cases.live(incident.key)
        # The rung stays where it was while a page is in doubt; the card of this round may hang already.
        hangs = live is not None and any(step >= 0 and of == incident.round for of, step in live.called)
        if incident.card_message_id is None or (incident.rung < 0 and not hangs):
            return await self._board.post(incident, mentions=frozenset(rung.wake))
        return await self._nudge(incident, rung.wake, name=str(int(rung.step)))

    async def _nudge(self, incident: Incident, users: Collection[int], *, name: str) -> Outcome:
        """Call people beside the card."""
        say = self._desk.staff_speaker(incident)
        called = " ".join(f"<@{user}>" for user in users)
        content = say("page-nudge", case=case_name(say, incident), people=called)
        key = f"nudge:{incident.key}:{incident.round}:{name}"
        return await self._board.nudge(incident, Message(content, mentions=frozenset(users)), key=key)

    async def _show(self, incident: Incident) -> bool:
        """Show a case to responders without waking anybody; by direct message to leads where the channel is not for it."""
        if incident.aside:
            outcomes = await self.page(incident, self.leads(incident), repeat=f"{incident.round}:show")
            return not any(isinstance(outcome, Transient | Unknown) for outcome in outcomes)
        if incident.card_message_id is not None:
            return True
        outcome = await self._board.post(incident)
        if unreachable(outcome):
            await self.say_channel_broken(incident)
        return not isinstance(outcome, Transient | Unknown)

    # -- the loud end ---------------------------------------------------------------------------------------------

    async def _fall_back(self, incident: Incident, rung: Rung) -> bool:
        """Say loudly that nobody answered: to every lead, to everyone who asked to be the last resort, to the person."""
        now = self._desk.now()
        if not incident.unanswered:

            def work(connection: Connection) -> None:
                casebook.change(connection, incident.key, unanswered=True)
                casebook.log(connection, incident.key, now, Code.UNANSWERED, None)

            self._desk.cases.put(incident.key, work, unanswered=True)
            incident = self._desk.cases.latest(incident)
        if not incident.aside and incident.card_message_id is None:
            await self._board.post(incident, mentions=frozenset(rung.wake))
        _, heard, spoken = await asyncio.gather(
            self.page(incident, rung.wake, step=int(Step.FALLBACK), repeat=f"{incident.round}:fallback"),
            self._loudly(incident, rung),
            self._tell_unanswered(incident),
        )
        settled = spoken and (self._reached(incident, rung) or heard)
        if settled:
            self._climbed(incident, Step.FALLBACK)
        return settled

    async def _loudly(self, incident: Incident, rung: Rung) -> bool:
        """Call the leads in the private channel, once a round; true when that arrived."""
        live, this = self._desk.cases.live(incident.key), (incident.round, int(Step.FALLBACK))
        if incident.aside or live is None or this in live.called:
            return live is not None and this in live.called
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
            key=f"unanswered:{incident.key}:{incident.round}",
        )
        if isinstance(outcome, Sent):
            live.called.add(this)
        if unreachable(outcome):
            await self.say_channel_broken(incident)
        return isinstance(outcome, Sent)

    async def _tell_unanswered(self, incident: Incident) -> bool:
        """Tell the person that nobody could be reached, once a round; true when that is settled."""
        live, this = self._desk.cases.live(incident.key), (incident.round, GIVEN_UP)
        if incident.reached is Reached.WITHHELD or (live is not None and this in live.called):
            return True
        settled = await self._contact.unanswered(incident)
        if settled and live is not None:
            live.called.add(this)
        return settled

    async def say_channel_broken(self, incident: Incident) -> None:
        """Tell every lead that the private channel cannot be written to; pages go out by direct message all the same."""
        desk, say, live = self._desk, self._desk.staff_speaker(incident), self._desk.cases.live(incident.key)
        if live is None or (incident.round, BROKEN) in live.called:
            return
        live.called.add((incident.round, BROKEN))
        now, number = desk.now(), str(incident.round)
        desk.cases.put(
            incident.key,  # so that a restart does not say it again
            lambda connection: casebook.log(connection, incident.key, now, Code.UNWRITABLE, None, number),
        )
        log.error("alert_channel.unwritable", guild=incident.guild_id)
        message = Message(say("page-channel-broken", server=desk.directory.server_name(incident.guild_id)))
        await asyncio.gather(
            *(
                desk.messenger.direct(
                    user_id=user,
                    message=message,
                    key=f"broken:{incident.key}:{incident.round}:{user}",
                    lane=Lane.URGENT,
                )
                for user in self.leads(incident)
            )
        )

    # -- what the steps share -------------------------------------------------------------------------------------

    def _rung(self, incident: Incident, step: Step, but: Collection[int] = ()) -> Rung:
        desk, live = self._desk, self._desk.cases.live(incident.key)
        others = [other for other in desk.cases.open_in(incident.guild_id) if other.key != incident.key]
        held: dict[int, int] = {}
        for other in others:
            if other.holder is not None:
                held[other.holder] = held.get(other.holder, 0) + 1
        rung = climb(
            desk.duty(incident),
            step,
            person=incident.user_id,
            apart={*but, *desk.cases.with_their_own(incident.guild_id)},
            declined=() if live is None else live.declined,
            busy=[user for user, count in held.items() if count >= CASES_AT_ONCE],
        )
        if incident.aside and rung.step is Step.PRIMARY:
            # PRACTICE: a case about somebody who reads the cards goes to the lead and an uninvolved responder.
            return Rung(rung.step, tuple(dict.fromkeys((*rung.wake, *self.leads(incident)))), nobody_on_shift=False)
        return rung

    def _record(self, incident: Incident, step: int, user: int, outcome: Outcome) -> None:
        desk, now = self._desk, self._desk.now()
        sent = outcome if isinstance(outcome, Sent) else None
        live = desk.cases.live(incident.key)
        if live is not None:
            place = (None, None) if sent is None else (sent.channel_id, sent.message_id)
            live.pages.append(Page(incident.round, step, user, now, type(outcome).__name__, *place))

        def work(connection: Connection) -> None:
            person = desk.people.known(user)
            if person is None:
                return
            casebook.record_page(
                connection,
                incident_key=incident.key,
                round=incident.round,
                step=step,
                person_id=person,
                at=now,
                outcome=type(outcome).__name__,
                channel_id=None if sent is None else sent.channel_id,
                message_id=None if sent is None else sent.message_id,
            )
            casebook.log(connection, incident.key, now, Code.PAGED, person, type(outcome).__name__)

        desk.cases.put(incident.key, work, before=lambda: desk.people.person(user))


async def _done() -> bool:
    return True


async def _later(turns: int, work: Callable[[], Awaitable[T]]) -> T:
    """Do something after a few turns of the loop."""
    for _ in range(turns):
        await asyncio.sleep(0)
    return await work()
