"""What the person of a case answers: the four buttons, the private space, follow-ups, and words sent to the bot."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy import Connection

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Sent
from bot.moderation import casebook
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.cards import case_name
from bot.moderation.contact import Contact
from bot.moderation.desk import Desk
from bot.moderation.errors import AlreadyResolved, NotYours
from bot.moderation.incident import NEVER_LOWERED, Choice, Code, Incident, State
from bot.moderation.paging import Paging
from bot.moderation.policy import Step
from bot.moderation.records import purpose
from bot.moderation.timetable import Timetable


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

    async def talk(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants to talk where they are."""
        incident = await self._choose(key, user_id, Choice.TALK)
        await self._tell_holder(incident, "holder-wants-talk")
        return incident

    async def someone_else(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants another peer; the next are paged at once."""
        incident = await self._choose(key, user_id, Choice.OTHER)
        live = self._desk.cases.live(key)
        if live is not None and incident.holder is not None:
            live.declined.add(incident.holder)
        if incident.holder is not None:
            before, now = incident, self._desk.now()

            def work(connection: Connection) -> None:
                casebook.release(connection, key, None, now, Code.CHOSE)
                self._timetable.plan_ladder(connection, before, now, after=Step.PRIMARY)

            await self._tell_holder(before, "holder-someone-else")
            incident = await self._step(
                key, work, lambda current: replace(current, state=State.PAGING, holder=None, handed_to=None)
            )
            if live is not None:
                live.rung = int(Step.PRIMARY) - 1
        if incident.state is State.PAGING:
            await self._paging.next(incident)
        await self._board.refresh(incident)
        return incident

    async def not_now(self, key: int, user_id: int) -> Incident:
        """Hear that the person wants no more messages of the bot now; the case goes on."""
        return await self._choose(key, user_id, Choice.NOT_NOW)

    async def meant_otherwise(self, key: int, user_id: int) -> tuple[Incident, bool]:
        """Hear that it was not meant that way: a review then, except for a plan, means, an attempt and their like.

        Returns:
            The case, and whether it was lowered.
        """
        incident = await self._choose(key, user_id, Choice.MEANT_OTHERWISE)
        if incident.category in NEVER_LOWERED or incident.state is not State.PAGING:
            return incident, False
        now = self._desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, key, state=State.RAISED, tier="review")
            casebook.log(connection, key, now, Code.LOWERED, None)
            self._timetable.plan_review(connection, incident, now)

        incident = await self._step(key, work, lambda current: replace(current, state=State.RAISED, tier="review"))
        await self._board.refresh(incident)
        return incident, True

    async def open_space(self, key: int, user_id: int) -> Incident:
        """Open the private space that was offered, with the person and who holds the case in it."""
        incident = await self._own(key, user_id)
        if incident.space_id is not None or incident.holder is None:
            return incident
        desk = self._desk
        server, say = desk.server(incident.guild_id), desk.speaker(incident)
        if server.support_channel_id is None:
            return incident
        outcome = await desk.messenger.open_thread(
            channel_id=server.support_channel_id,
            name=say("space-name", number=incident.number),
            members=(user_id, incident.holder),
            key=f"space:{key}",
            lane=Lane.URGENT,
        )
        if not isinstance(outcome, Sent):
            await self._tell_holder(incident, "holder-space-failed")
            return incident
        now, space = desk.now(), outcome.channel_id

        def work(connection: Connection) -> None:
            casebook.change(connection, key, space_id=space, state=State.WITH_PERSON, active_at=now)
            casebook.log(connection, key, now, Code.SPACE, None)

        incident = await self._step(
            key, work, lambda current: replace(current, space_id=space, state=State.WITH_PERSON, active_at=now)
        )
        readers = say("person-space-readers", name=desk.name(incident.guild_id, incident.holder))
        await asyncio.gather(
            desk.messenger.post(
                channel_id=space,
                message=Message(
                    content=say(
                        "space-welcome", person=f"<@{user_id}>", responder=f"<@{incident.holder}>", readers=readers
                    ),
                    mentions=frozenset({user_id, incident.holder or 0}) - {0},
                ),
                key=f"space:{key}:welcome",
                lane=Lane.URGENT,
            ),
            self._board.refresh(incident),
        )
        return incident

    async def refuse_space(self, key: int, user_id: int) -> Incident:
        """Hear that the person does not want a private space."""
        incident = await self._own(key, user_id)
        now = self._desk.now()
        incident = await self._step(
            key,
            lambda connection: casebook.log(connection, key, now, Code.REFUSED_SPACE, None),
            lambda current: current,
        )
        await self._tell_holder(incident, "holder-space-refused")
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

    async def relay(self, incident: Incident, text: str, at: datetime) -> bool:
        """Bring the holder what the person wrote to the bot; true if somebody holds the case and was told."""
        desk = self._desk
        person = await desk.people.person(incident.user_id)
        sealed = desk.people.seal(person, text, purpose=purpose(incident.key))

        def work(connection: Connection) -> None:
            casebook.keep_words(
                connection, incident_key=incident.key, kind="relayed", person_id=person, at=at, sealed=sealed
            )
            casebook.log(connection, incident.key, at, Code.WROTE, person)

        await desk.ledger.record(work)
        return await self._tell_holder(incident, "holder-person-wrote")

    async def _choose(self, key: int, user_id: int, choice: Choice) -> Incident:
        await self._own(key, user_id)
        now = self._desk.now()

        def work(connection: Connection) -> None:
            casebook.change(connection, key, choice=choice)
            casebook.log(connection, key, now, Code.CHOSE, None, choice)

        incident = await self._step(key, work, lambda current: replace(current, choice=choice))
        await self._board.refresh(incident)
        return incident

    async def _own(self, key: int, user_id: int) -> Incident:
        incident = await self._desk.cases.get(key)
        if incident.user_id != user_id:
            raise NotYours
        if not incident.open:
            raise AlreadyResolved
        return incident

    async def _tell_holder(self, incident: Incident, text: str) -> bool:
        if incident.holder is None:
            return False
        say = self._desk.staff_speaker(incident)
        rows = (
            (
                Button(say("button-why"), button_id("case", "why", incident.key)),
                Button(say("button-answer"), button_id("case", "answer", incident.key), style="primary"),
            ),
        )
        now = self._desk.now()
        outcome = await self._desk.messenger.direct(
            user_id=incident.holder,
            message=Message(content=say(text, case=case_name(say, incident)), rows=rows),
            key=f"holder:{incident.key}:{text}:{int(now.timestamp() * 1000)}",
            lane=Lane.URGENT,
        )
        return isinstance(outcome, Sent)

    async def _step(
        self, key: int, work: Callable[[Connection], object], offline: Callable[[Incident], Incident]
    ) -> Incident:
        _, incident = await self._desk.cases.step(key, work, offline=lambda current: (None, offline(current)))
        return incident
