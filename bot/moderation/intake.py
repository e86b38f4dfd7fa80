"""The way in: everything that may be a person in crisis, from whatever surface, becomes a case here or nothing."""

import asyncio
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import structlog
from sqlalchemy import Connection

from bot.messenger.message import Message
from bot.messenger.port import Lane
from bot.moderation import casebook
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.cards import case_name
from bot.moderation.desk import Desk
from bot.moderation.detection import Assessment, Category, Detector, Tier
from bot.moderation.errors import TooManyConcerns
from bot.moderation.incident import Incident, Signal, Source
from bot.moderation.paging import Paging
from bot.moderation.policy import CONCERNS_A_DAY
from bot.moderation.timetable import Timetable
from bot.moderation.watch import Watches

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Written:
    """Something that a person wrote where the bot may read."""

    message_id: int
    guild_id: int
    channel_id: int
    user_id: int
    texts: tuple[str, ...]
    at: datetime
    thread_id: int | None = None  # where it was written, when that is a thread of the channel


class Intake:
    """Assesses what was written and opens cases."""

    def __init__(
        self,
        desk: Desk,
        detector: Detector,
        watches: Watches,
        board: Board,
        paging: Paging,
        timetable: Timetable,
        aftercare: Aftercare,
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._detector = detector
        self._watches = watches
        self._board = board
        self._paging = paging
        self._timetable = timetable
        self._aftercare = aftercare

    def assess(self, texts: tuple[str, ...]) -> tuple[Assessment, str]:
        """Return the gravest assessment of several texts, and the text that it is about."""
        best, about = Assessment(Tier.NONE), ""
        for text in texts:
            found = self._detector.assess(text)
            if found.tier > best.tier:
                best, about = found, text
        return best, about

    def wants(self, written: Written) -> Signal | None:
        """Say, without any I/O, whether something written in a channel is to become a case."""
        desk = self._desk
        server = desk.servers.get(written.guild_id)
        if server is None or written.channel_id in server.staff_channels:
            return None
        level = self._watches.level(written.channel_id)
        assessment, text = self.assess(written.texts)
        if not level.takes(assessment) or desk.cases.in_space(written.channel_id) is not None:
            return None
        return Signal(
            key=written.message_id,
            guild_id=written.guild_id,
            user_id=written.user_id,
            source=Source.MESSAGE,
            assessment=assessment,
            at=written.at,
            text=text,
            channel_id=written.thread_id or written.channel_id,
            locale=_language(assessment) or server.locale,
        )

    async def open(self, signal: Signal) -> Incident | None:
        """Open a case for a signal or join the person's open one, and set everything in motion that it needs.

        Returns:
            The case; None when this very message led to a case before.
        """
        desk = self._desk
        aside = desk.reads_cards(signal.guild_id, signal.user_id)
        received = await desk.cases.receive(signal, aside=aside, plan=self._plan)
        if received is None:
            return None
        incident = received.incident
        if received.new or received.upgraded:
            await self._paging.begin(incident)
            self._timetable.arm(incident)
        else:
            await self._say_joined(incident, signal)
        return self._latest(incident)

    async def support(
        self, *, key: int, guild_id: int, user_id: int, at: datetime, locale: str, words: str = ""
    ) -> Incident | None:
        """Open a case for somebody who asked for a person; it is paged whatever their words are."""
        assessment, _ = self.assess((words,))
        asked = Assessment(
            Tier.PAGE, assessment.category or Category.ASKING_FOR_HELP, assessment.rule or "support", assessment.spans
        )
        return await self.open(
            Signal(
                key=key,
                guild_id=guild_id,
                user_id=user_id,
                source=Source.SUPPORT,
                assessment=asked,
                at=at,
                text=words,
                locale=locale,
            )
        )

    async def direct(self, *, key: int, guild_id: int, user_id: int, at: datetime, text: str) -> Incident | None:
        """Open a case for what somebody wrote to the bot, if it should wake a person."""
        assessment, about = self.assess((text,))
        if assessment.tier != Tier.PAGE:
            return None
        server = self._desk.server(guild_id)
        return await self.open(
            Signal(
                key=key,
                guild_id=guild_id,
                user_id=user_id,
                source=Source.DIRECT,
                assessment=assessment,
                at=at,
                text=about,
                locale=_language(assessment) or server.locale,
            )
        )

    async def concern(
        self,
        *,
        key: int,
        guild_id: int,
        about: int,
        teller: int,
        at: datetime,
        source: Source,
        text: str = "",
        channel_id: int | None = None,
        message_id: int | None = None,
    ) -> Incident | None:
        """Open a case about somebody else; they hear nothing until a human has looked, the teller stays unnamed.

        Raises:
            TooManyConcerns: the teller spoke up for others more than five times within a day.
        """
        desk = self._desk
        person, now = await desk.people.person(teller), desk.now()
        count = await desk.storage.write(
            lambda connection: casebook.note_concern(connection, guild_id, person, now, now - timedelta(days=1)),
            urgent=True,
        )
        if count > CONCERNS_A_DAY:
            await self._say_misuse(guild_id, teller, key)
            raise TooManyConcerns(times=CONCERNS_A_DAY)
        assessment, _ = self.assess((text,))
        told = Assessment(
            Tier.PAGE, assessment.category or Category.THIRD_PERSON, assessment.rule or "concern", assessment.spans
        )
        server = desk.server(guild_id)
        return await self.open(
            Signal(
                key=message_id or key,
                guild_id=guild_id,
                user_id=about,
                source=source,
                assessment=told,
                at=at,
                text=text,
                channel_id=channel_id,
                locale=_language(assessment) or server.locale,
            )
        )

    def _plan(self, connection: Connection, incident: Incident) -> None:
        self._timetable.plan(connection, incident)
        self._aftercare.plan_purge(connection, incident)

    async def _say_joined(self, incident: Incident, signal: Signal) -> None:
        say = self._desk.staff_speaker(incident)
        content = say("case-joined", case=case_name(say, incident))
        if incident.holder is not None:
            content = f"<@{incident.holder}> {content}"
        mentions = frozenset() if incident.holder is None else frozenset({incident.holder})
        if incident.aside:
            return
        await asyncio.gather(
            self._board.refresh(incident),
            self._board.nudge(incident, Message(content=content, mentions=mentions), key=f"joined:{signal.key}"),
        )

    async def _say_misuse(self, guild_id: int, teller: int, key: int) -> None:
        server = self._desk.server(guild_id)
        say = self._desk.texts.speaker(server.locale)
        log.warning("concerns.many", guild=guild_id)
        if server.alert_channel_id is not None:
            await self._desk.messenger.post(
                channel_id=server.alert_channel_id,
                message=Message(content=say("concerns-many", person=f"<@{teller}>", times=CONCERNS_A_DAY)),
                key=f"concerns:{key}",
                lane=Lane.BULK,
            )

    def _latest(self, incident: Incident) -> Incident:
        live = self._desk.cases.live(incident.key)
        return incident if live is None else replace(live.incident)


def _language(assessment: Assessment) -> str | None:
    """Return the language whose pack decided: the person wrote in it, so they are answered in it."""
    return None if assessment.rule is None else assessment.rule.partition(".")[0]
