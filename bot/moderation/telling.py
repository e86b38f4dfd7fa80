"""Saying something about a case to whom it concerns: by the next way where one is closed, and to the leads at the last."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from enum import Enum

from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Sent
from bot.moderation.board import Board, unreachable
from bot.moderation.cards import case_name
from bot.moderation.desk import Desk
from bot.moderation.incident import Incident
from bot.moderation.paging import Paging


class Told(Enum):
    """Who heard of it in the end."""

    THEM = "them"  # whoever holds the case or, while nobody does, somebody of those who are asked to
    LEADS = "leads"
    NOBODY = "nobody"


class Telling:
    """Tells who holds a case or, while nobody does, everybody who was asked to take it."""

    def __init__(self, desk: Desk, board: Board, paging: Paging) -> None:
        """Work at `desk`; `board` reaches the private channel, and `paging` knows the leads."""
        self._desk = desk
        self._board = board
        self._paging = paging

    async def directly(self, incident: Incident, text: str) -> Told:
        """Say a text (its key) by direct message; whom none reaches is called in the private channel."""
        people = self._whom(incident)
        key = f"holder:{incident.key}:{text}:{int(self._desk.now().timestamp() * 1000)}"
        missed = people - await self._write(incident, text, people, key)
        called = (bool(missed) or not people) and await self._call(incident, text, missed, key)
        if people and (called or missed != people):
            return Told.THEM
        return await self._tell_leads(incident, text, people, key)

    async def openly(self, incident: Incident, text: str, *, key: str) -> Told:
        """Say a text (its key) in the private channel; where that cannot be, by direct message."""
        people = self._whom(incident)
        if await self._call(incident, text, people, key):
            return Told.THEM if people else Told.NOBODY
        if await self._write(incident, text, people, key):
            return Told.THEM
        return await self._tell_leads(incident, text, people, key)

    def _whom(self, incident: Incident) -> frozenset[int]:
        return self._paging.told(incident) if incident.holder is None else frozenset({incident.holder})

    async def _call(self, incident: Incident, text: str, people: Collection[int], key: str) -> bool:
        """Say it in the private channel, unless the person of the case reads there."""
        if incident.aside:
            return False
        called = " ".join(f"<@{user}>" for user in sorted(people))
        message = self._message(incident, f"{called} {self._said(incident, text)}".strip())
        message = replace(message, mentions=frozenset(people))
        outcome = await self._board.nudge(incident, message, key=key)
        if unreachable(outcome):
            await self._paging.say_channel_broken(incident)
        return isinstance(outcome, Sent)

    async def _write(self, incident: Incident, text: str, people: Collection[int], key: str) -> frozenset[int]:
        return await self._send(self._message(incident, self._said(incident, text)), people, key)

    async def _tell_leads(self, incident: Incident, text: str, missed: frozenset[int], key: str) -> Told:
        """Tell the leads of what did not reach anybody; where nobody was being asked, as before going live, nobody is."""
        if not missed:
            return Told.NOBODY
        instead = self._desk.staff_speaker(incident)("holder-not-reached")
        message = self._message(incident, f"{self._said(incident, text)} {instead}")
        reached = await self._send(message, self._paging.leads(incident, but=missed), key)
        return Told.LEADS if reached else Told.NOBODY

    async def _send(self, message: Message, people: Collection[int], key: str) -> frozenset[int]:
        """Write to people; return whom it reached."""
        users = sorted(people)
        outcomes = await asyncio.gather(
            *(
                self._desk.messenger.direct(user_id=user, message=message, key=f"{key}:{user}", lane=Lane.URGENT)
                for user in users
            )
        )
        return frozenset(user for user, outcome in zip(users, outcomes, strict=True) if isinstance(outcome, Sent))

    def _said(self, incident: Incident, text: str) -> str:
        say = self._desk.staff_speaker(incident)
        return say(text, case=case_name(say, incident))

    def _message(self, incident: Incident, content: str) -> Message:
        say = self._desk.staff_speaker(incident)
        why = Button(say("button-why"), button_id("case", "why", incident.key))
        if incident.holder is not None:
            act = Button(say("button-answer"), button_id("case", "answer", incident.key), style="primary")
        else:
            act = Button(say("button-take"), button_id("case", "take", incident.key), style="success")
        return Message(content, rows=((why, act),))
