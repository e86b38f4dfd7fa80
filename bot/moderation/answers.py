"""What the person of a case answers: the four buttons, the private space, follow-ups, and words sent to the bot."""

from collections.abc import Callable, Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.moderation import casebook, wording
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import AlreadyResolved, NoSuchCase, NotYours
from bot.moderation.incident import NEVER_LOWERED, Choice, Code, Incident, Reached, State, Words
from bot.moderation.paging import Paging
from bot.moderation.spaces import Spaces
from bot.moderation.telling import Telling, Told
from bot.moderation.timetable import Timetable, called_again, released

SIGN_EVERY: Final = timedelta(minutes=1)


class Answers:
    """The person's side of a case."""

    def __init__(
        self, desk: Desk, board: Board, paging: Paging, contact: Contact, timetable: Timetable, aftercare: Aftercare
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._board = board
        self._paging = paging
        self._timetable = timetable
        self._contact = contact
        self._aftercare = aftercare
        self._telling = Telling(desk, board, paging)
        self._spaces = Spaces(desk, board, contact, timetable, self._telling)

    async def talk(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants to talk where they are."""
        incident, again = await self._choose(key, user_id, Choice.TALK)
        if again:
            return await self._call_again(incident)
        await self._telling.directly(incident, "holder-wants-talk")
        return incident

    async def someone_else(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants another peer; the next are paged at once. Asking twice changes nothing."""
        before = await self._own(key, user_id)
        incident, again = await self._choose(key, user_id, Choice.OTHER)
        live = self._desk.cases.live(key)
        asked = self._paging.told(incident)
        if again:
            await self._call_again(incident, but=asked)
        elif incident.holder is not None:
            refused = incident.holder
            if live is not None:
                live.declined.add(refused)
            await self._telling.directly(incident, "holder-someone-else")
            await self._contact.leave_space(incident, refused)
            incident = await self._release(incident, refused)
            await self._timetable.restart(incident)
        elif incident.state is State.PAGING and before.choice is not Choice.OTHER:
            await self._timetable.advance(incident, but=asked)
        await self._board.refresh(self._desk.cases.latest(incident))
        return self._desk.cases.latest(incident)

    async def _call_again(self, incident: Incident, *, but: Collection[int] = ()) -> Incident:
        """Wake people anew for somebody who wants a person after all."""
        await self._paging.begin(incident, but=but)
        self._timetable.arm(self._desk.cases.latest(incident))
        return self._desk.cases.latest(incident)

    async def _release(self, incident: Incident, refused: int) -> Incident:
        key, now = incident.key, self._desk.now()
        person, free = await self._desk.people.person(refused), released(incident, now)

        def work(connection: Connection) -> None:
            casebook.release(connection, key, None, now, Code.CHOSE)
            casebook.log(connection, key, now, Code.DECLINED, person)
            self._timetable.plan(connection, free)

        return await self._step(key, work, lambda current: released(current, now))

    async def not_now(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants no more messages of the bot now; the case goes on."""
        incident, _ = await self._choose(key, user_id, Choice.NOT_NOW)
        return incident

    async def meant_otherwise(self, key: int, user_id: int) -> tuple[Incident, bool]:
        """Hear that it was not meant that way: a review then, except for a plan, means, an attempt and their like.

        Returns:
            The case, and whether it was lowered.
        """
        incident, _ = await self._choose(key, user_id, Choice.MEANT_OTHERWISE)
        if incident.category in NEVER_LOWERED or incident.danger or incident.state is not State.PAGING:
            return incident, False
        now = self._desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, key, state=State.RAISED, tier="review")
            casebook.log(connection, key, now, Code.LOWERED, None)
            self._timetable.plan_review(connection, incident, now)

        incident = await self._step(key, work, lambda current: replace(current, state=State.RAISED, tier="review"))
        await self._board.refresh(incident)
        return incident, True

    async def accept_space(self, key: int, user_id: int, *, offered: int | None = None) -> None:
        """Hear that the person wants the private space, so that it is opened although the process ends; see `open_space`."""
        await self._spaces.accept(await self._own(key, user_id), offered)

    async def open_space(self, key: int, user_id: int, *, offered: int | None = None) -> Incident:
        """Open the private space that was offered, with the person, who holds the case and the second who was named.

        Args:
            key: the case.
            user_id: who said yes.
            offered: the second responder whom the offer named, if any.
        """
        return await self._spaces.open(await self._own(key, user_id), offered)

    async def refuse_space(self, key: int, user_id: int) -> Incident:
        """Hear that the person does not want a private space."""
        incident = await self._own(key, user_id)
        now = self._desk.now()
        self._desk.cases.put(key, lambda connection: casebook.log(connection, key, now, Code.REFUSED_SPACE, None))
        await self._telling.directly(incident, "holder-space-refused")
        return incident

    async def follow_up(self, key: int, user_id: int, *, wanted: bool) -> Incident:
        """Plan, or take back, the messages after a day and after a week."""
        incident = await self._desk.cases.get(key)
        if incident.user_id != user_id:
            raise NotYours
        now = self._desk.now()

        def work(connection: Connection) -> None:
            self._aftercare.cancel_follow_ups(connection, incident)
            if wanted:
                self._aftercare.plan_follow_ups(connection, incident, now)
                casebook.log(connection, key, now, Code.FOLLOW_UP, None)

        await self._desk.storage.write(work)
        return incident

    async def relay(self, incident: Incident, text: str, at: datetime) -> Told:
        """Bring what the person wrote to who holds their case, or to everybody who is being asked to take it."""
        desk, live = self._desk, self._desk.cases.live(incident.key)
        words = Words("relayed", at, text)
        if live is not None:
            live.unsaved_words.append(words)

        lifted = {"choice": None} if incident.choice is Choice.NOT_NOW else {}  # who writes to us may be written to

        def work(connection: Connection) -> None:
            wording.keep(connection, desk.people, incident.key, words, incident.user_id)
            if lifted:
                casebook.change(connection, incident.key, **lifted)
            casebook.log(connection, incident.key, at, Code.WROTE, desk.people.known(incident.user_id))
            self._aftercare.plan_purge(connection, incident, at)
            if live is not None and words in live.unsaved_words:
                live.unsaved_words.remove(words)

        desk.cases.put(incident.key, work, before=lambda: desk.people.person(incident.user_id), **lifted)
        return await self._telling.directly(incident, "holder-person-wrote")

    async def in_space(self, channel_id: int, user_id: int, text: str, at: datetime) -> bool:
        """Notice what is written in a private space: a sign of the holder, or words that nobody is there to read.

        Returns:
            Whether it is the space of an open case.
        """
        incident = self._desk.cases.in_space(channel_id)
        if incident is None:
            return False
        if user_id == incident.holder and at - incident.active_at > SIGN_EVERY:
            now = self._desk.now()
            self._desk.cases.put(
                incident.key, lambda connection: self._timetable.sign(connection, incident, now), active_at=now
            )
        elif user_id == incident.user_id and not await self._contact.bring_in(incident):
            await self.relay(incident, text, at)
        return True

    async def _choose(self, key: int, user_id: int, choice: Choice) -> tuple[Incident, bool]:
        """Note what the person chose; who wants somebody after the page was lowered is paged for again.

        Returns:
            The case, and whether it has to be paged for again.
        """
        before = await self._own(key, user_id)
        now = self._desk.now()
        calls = choice in (Choice.TALK, Choice.OTHER)
        paged = called_again(before, now)

        def work(connection: Connection) -> bool:
            casebook.change(connection, key, choice=choice)
            casebook.log(connection, key, now, Code.CHOSE, None, choice)
            again = calls and casebook.call_again(connection, key, now)
            if again:
                self._timetable.plan(connection, paged)
            return again

        def offline(current: Incident) -> tuple[bool, Incident]:
            chosen, again = replace(current, choice=choice), calls and current.state is State.RAISED
            return again, called_again(chosen, now) if again else chosen

        again, incident = await self._desk.cases.step(key, work, offline=offline)
        await self._board.refresh(incident)
        return incident, again

    async def _own(self, key: int, user_id: int) -> Incident:
        """Return a person's own open case; of one that they do not know of they learn nothing."""
        try:
            incident = await self._desk.cases.get(key)
        except NoSuchCase:
            raise NotYours from None
        if incident.user_id != user_id or incident.reached is Reached.WITHHELD:
            raise NotYours
        if not incident.open:
            raise AlreadyResolved
        return incident

    async def _step(
        self, key: int, work: Callable[[Connection], object], offline: Callable[[Incident], Incident]
    ) -> Incident:
        _, incident = await self._desk.cases.step(key, work, offline=lambda current: (None, offline(current)))
        return incident
