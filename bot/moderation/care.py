"""What a responder does for the person: a private space, words, a lead, somebody outside."""

from dataclasses import replace

from sqlalchemy import Connection

from bot.audit import Act
from bot.messenger.message import Message
from bot.messenger.plain import as_written
from bot.messenger.port import Outcome as Delivery
from bot.messenger.port import Sent
from bot.moderation import casebook
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import PersonGone
from bot.moderation.files import Files
from bot.moderation.incident import Code, Incident, Reached, State
from bot.moderation.paging import Paging
from bot.moderation.response import Response
from bot.moderation.timetable import Timetable


class Care:
    """The responders' ways to the person of a case."""

    def __init__(
        self,
        desk: Desk,
        *,
        files: Files,
        board: Board,
        paging: Paging,
        contact: Contact,
        response: Response,
        timetable: Timetable,
        aftercare: Aftercare,
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._files = files
        self._board = board
        self._paging = paging
        self._contact = contact
        self._response = response
        self._timetable = timetable
        self._aftercare = aftercare

    async def offer_space(self, key: int, user_id: int) -> tuple[Incident, Delivery]:
        """Offer the person a private space; it opens when they say yes."""
        incident = await self._files.held_case(key, user_id)
        incident = await self._response.active(incident, user_id, Code.OFFERED)
        name = self._desk.name(incident.guild_id, user_id)
        outcome = await self._contact.offer_space(incident, name)
        return incident, outcome

    async def answer(self, key: int, user_id: int, words: str) -> tuple[Incident, Delivery]:
        """Write to the person through the bot, in the responder's name."""
        incident = await self._files.held_case(key, user_id)
        incident = await self._response.active(incident, user_id, Code.WROTE)
        say = self._desk.speaker(incident)
        name = self._desk.name(incident.guild_id, user_id)
        outcome = await self._contact.say(
            incident,
            Message(content=say("person-from", name=name, words=as_written(words))),
            step=f"answer:{int(incident.active_at.timestamp() * 1000)}",
        )
        if isinstance(outcome, Sent) and incident.state is State.ACKNOWLEDGED:
            incident = self._together(incident)
            await self._board.refresh(incident)
        return incident, outcome

    def _together(self, incident: Incident) -> Incident:
        together, at = replace(incident, state=State.WITH_PERSON), incident.active_at

        def work(connection: Connection) -> None:
            casebook.change(connection, incident.key, state=State.WITH_PERSON)
            self._timetable.plan_quiet(connection, together, at)

        self._desk.cases.put(incident.key, work, state=State.WITH_PERSON)
        return self._desk.cases.latest(incident)

    async def reach(self, key: int, user_id: int, *, pressed: int | None = None) -> Incident:
        """Have the bot write to a person of whom somebody else spoke: a human has looked now.

        Raises:
            PersonGone: they left the server.
        """
        incident = await self._files.open_case(key, user_id)
        if self._desk.directory.absent(incident.guild_id, incident.user_id):
            raise PersonGone
        if incident.reached is Reached.WITHHELD:
            incident = await self._response.active(incident, user_id, Code.WROTE)
            incident = await self._contact.begin(incident, tonight=incident.holder or user_id)
        await self._board.refresh(incident, but=pressed)
        return incident

    async def danger(self, key: int, user_id: int) -> tuple[Incident, bool]:
        """Mark immediate danger and bring a lead in, or whoever asked to be the last resort.

        Returns:
            The case, and whether somebody was told.
        """
        incident = await self._files.open_case(key, user_id)
        if not incident.danger:
            await self._response.active(incident, user_id, Code.DANGER)
            self._desk.cases.put(key, lambda connection: casebook.change(connection, key, danger=True), danger=True)
            incident = self._desk.cases.latest(incident)
        told = await self._tell(incident, self._paging.leads(incident, but=(user_id,)), "lead")
        if not told:
            resort = self._desk.duty(incident).last_resort
            told = await self._tell(incident, [one for one in resort if one != user_id], "last")
        await self._board.refresh(self._desk.cases.latest(incident))
        return incident, told

    async def outside(self, key: int, user_id: int) -> tuple[Incident, bool]:
        """Record that a case goes to somebody outside: two people decide, or one while there is immediate danger.

        Returns:
            The case, and whether it is decided (False: a second person has yet to agree).
        """
        incident = await self._files.open_case(key, user_id)
        now = self._desk.now()
        person = await self._desk.people.person(user_id)
        noted = self._desk.noting(incident, person, Act.CASE_OUTSIDE)

        def work(connection: Connection) -> bool:
            noted(connection)
            asked = casebook.who(connection, key, Code.OUTSIDE_ASKED) - {person}
            decided = incident.danger or bool(asked)
            casebook.log(connection, key, now, Code.OUTSIDE if decided else Code.OUTSIDE_ASKED, person)
            if decided and not asked:
                self._aftercare.plan_outside_review(connection, incident, now)
            return decided

        decided, incident = await self._desk.cases.step(key, work)
        return incident, decided

    async def _tell(self, incident: Incident, people: list[int], why: str) -> bool:
        """Page people because of danger; each once, however often somebody presses."""
        live = self._desk.cases.live(incident.key)
        before = set() if live is None else live.warned
        outcomes = await self._paging.page(
            incident, [user for user in people if user not in before], repeat=f"danger:{why}"
        )
        fresh = [user for user in people if user not in before]
        reached = {user for user, outcome in zip(fresh, outcomes, strict=True) if isinstance(outcome, Sent)}
        before |= reached
        return bool(before & set(people))
