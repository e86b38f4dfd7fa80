"""The way in: everything that may be a person in crisis, from whatever surface, becomes a case here or nothing."""

import asyncio
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final, NamedTuple

import structlog
from sqlalchemy import Connection

from bot.clock import snowflake
from bot.errors import StorageUnavailable
from bot.messenger.message import Message
from bot.messenger.port import Lane
from bot.moderation import casebook
from bot.moderation.aftercare import Aftercare
from bot.moderation.board import Board
from bot.moderation.conversation import Conversations
from bot.moderation.desk import Desk
from bot.moderation.detection import SCORER_RULE, Assessment, Category, Detector, Tier
from bot.moderation.detection.folding import TRADITIONAL
from bot.moderation.errors import TooManyConcerns
from bot.moderation.incident import Incident, Signal, Source
from bot.moderation.paging import Paging
from bot.moderation.past import code
from bot.moderation.policy import CONCERNS_A_DAY
from bot.moderation.telling import Telling
from bot.moderation.timetable import Timetable
from bot.moderation.watch import Level, Watches
from bot.moderation.wordings import Wordings

_TRADITIONAL: Final = frozenset(TRADITIONAL)

log = structlog.get_logger(__name__)


class Written(NamedTuple):
    """Something that a person wrote where the bot may read. One is made for each message, so it is the cheapest kind of value."""

    message_id: int
    guild_id: int
    channel_id: int
    user_id: int
    texts: tuple[str, ...]
    at: datetime
    thread_id: int | None = None  # where it was written, when that is a thread of the channel
    edited_at: datetime | None = None
    answers: int | None = None  # the message that it replies to

    @property
    def key(self) -> int:
        """A snowflake for this version of the message: an edit may lead to a case when an earlier version's is closed."""
        if self.edited_at is None:
            return self.message_id
        return snowflake(self.edited_at) | (self.message_id & 0x3FFFFF)


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
        wordings: Wordings,
        conversations: Conversations,
    ) -> None:
        """Work at `desk` with the other parts of the crisis path."""
        self._desk = desk
        self._detector = detector
        self._watches = watches
        self._board = board
        self._paging = paging
        self._timetable = timetable
        self._aftercare = aftercare
        self._wordings = wordings
        self._conversations = conversations
        self._telling = Telling(desk, board, paging)

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
        if server is None or server.is_for_staff(written.channel_id):
            return None
        level = self._watches.level(written.channel_id)
        if level is Level.PEOPLE:
            return None
        assessment, text = self._heard(written)
        if not level.takes(assessment):
            return None
        return Signal(
            key=written.key,
            guild_id=written.guild_id,
            user_id=written.user_id,
            source=Source.MESSAGE,
            assessment=assessment,
            at=written.edited_at or written.at,
            text=text,
            message_id=written.message_id,
            channel_id=written.thread_id or written.channel_id,
            locale=_language(assessment, text) or server.locale,
        )

    def _heard(self, written: Written) -> tuple[Assessment, str]:
        """Assess something written in a channel: with the server's own words, and as part of what is being said there."""

        def assess(text: str) -> Assessment:
            return self._wordings.assess(written.guild_id, written.channel_id, text)

        if not written.texts:
            return Assessment(Tier.NONE), ""
        best, about = self._conversations.read(
            written.thread_id or written.channel_id,
            written.user_id,
            written.message_id,
            written.edited_at or written.at,
            written.texts[0],
            assess,
            written.answers,
        )
        for text in written.texts[1:]:
            found = assess(text)
            if found.tier > best.tier:
                best, about = found, text
        return best, about

    async def open(self, signal: Signal, *, aside: bool = False, apart: bool = False) -> Incident | None:
        """Open a case for a signal or join the person's open one, and set everything in motion that it needs.

        Args:
            signal: what came in.
            aside: it must not be shown in the private channel, whoever it is about.
            apart: it must not join the person's open case.

        Returns:
            The case; None when this very message led to a case before.
        """
        desk = self._desk
        aside = aside or desk.reads_cards(signal.guild_id, signal.user_id)
        received = await desk.cases.receive(signal, aside=aside, apart=apart, plan=self._plan)
        if received is None:
            return None
        incident = received.incident
        if received.new or received.upgraded:
            await self._paging.begin(incident)
            self._timetable.arm(desk.cases.latest(incident))
        else:
            if received.disclosed:
                await self._paging.first_words(incident)
            await self._say_joined(desk.cases.latest(incident), signal)
        return desk.cases.latest(incident)

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

    async def direct(
        self,
        *,
        key: int,
        guild_id: int,
        user_id: int,
        at: datetime,
        text: str,
        keep: bool = True,
        past: Collection[int] = (),
    ) -> Incident | None:
        """Open a case for what somebody wrote to the bot, if it should wake a person.

        Without `keep` no responder reads the words, for they were meant for others. Nobody in `past` learns of it.
        """
        assessment = self._wordings.assess_sent(guild_id, text)
        if assessment.tier != Tier.PAGE:
            return None
        desk = self._desk
        server = desk.server(guild_id)
        known = desk.cases.of_person(guild_id, user_id)
        return await self.open(
            Signal(
                key=key,
                guild_id=guild_id,
                user_id=user_id,
                source=Source.DIRECT,
                assessment=assessment if keep else replace(assessment, spans=()),
                at=at,
                text=text if keep else "",
                locale=_language(assessment, text) or server.locale,
                past=tuple(sorted(code(desk.people, user) for user in past if user != user_id)),
            ),
            aside=any(desk.reads_cards(guild_id, user) for user in past),
            apart=known is not None and any(desk.could_see(known, user) for user in past),
        )

    def worrying(self, text: str) -> bool:
        """Say, without any I/O and telling nobody, whether a text would wake a person."""
        return self.assess((text,))[0].tier == Tier.PAGE

    async def form(self, *, key: int, guild_id: int, channel_id: int, user_id: int, at: datetime, text: str) -> bool:
        """Open a case for what somebody wrote in a form of a channel's group, if that is called for; say whether it was.

        A form is sent to the bot, so a group that has only what people send it read is still heard when it is urgent.
        """
        assessment, about = self.assess((text,))
        level = self._watches.level(channel_id)
        if assessment.tier != Tier.PAGE and not level.takes(assessment):
            return False
        server = self._desk.server(guild_id)
        incident = await self.open(
            Signal(
                key=key,
                guild_id=guild_id,
                user_id=user_id,
                source=Source.FORM,
                assessment=assessment,
                at=at,
                text=about,
                channel_id=channel_id,
                locale=_language(assessment, about) or server.locale,
            )
        )
        return incident is not None and assessment.tier == Tier.PAGE

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
        again: bool = False,
    ) -> Incident | None:
        """Open a case about somebody else; they hear nothing until a human has looked, the teller stays unnamed.

        What is told `again`, after the process had ended over it, is not counted a second time.

        Raises:
            TooManyConcerns: the teller spoke up for others more than five times within a day.
        """
        desk = self._desk
        if not again and await self._times_today(guild_id, teller) > CONCERNS_A_DAY:
            await self._say_misuse(guild_id, teller, key)
            raise TooManyConcerns(times=CONCERNS_A_DAY)
        assessment, _ = self.assess((text,))
        told = Assessment(
            Tier.PAGE, assessment.category or Category.THIRD_PERSON, assessment.rule or "concern", assessment.spans
        )
        server = desk.server(guild_id)
        return await self.open(
            Signal(
                key=key,
                guild_id=guild_id,
                user_id=about,
                source=source,
                assessment=told,
                at=at,
                text=text,
                teller_id=teller if source is Source.ABOUT_PERSON else None,
                channel_id=channel_id,
                message_id=message_id,
                locale=_language(assessment, text) or server.locale,
            )
        )

    def _plan(self, connection: Connection, incident: Incident, *, new: bool) -> None:
        if not new:
            self._timetable.forget(connection, incident.key)
        steps = [*self._timetable.steps(incident), self._aftercare.purge(incident)]
        self._desk.agenda.plan_all(connection, steps)

    async def _times_today(self, guild_id: int, teller: int) -> int:
        """Count, as far as that can be done now: nobody goes without help because a count cannot be kept."""
        desk, now = self._desk, self._desk.now()
        try:
            person = await desk.people.person(teller)
            return await desk.storage.write(
                lambda connection: casebook.note_concern(connection, guild_id, person, now, now - timedelta(days=1)),
                urgent=True,
            )
        except StorageUnavailable:
            log.exception("concerns.uncounted", guild=guild_id)
            return 0

    async def _say_joined(self, incident: Incident, signal: Signal) -> None:
        """Tell who holds a case, or everybody who is being asked to take it, that the person wrote again."""
        await asyncio.gather(
            self._board.refresh(incident), self._telling.openly(incident, "case-joined", key=f"joined:{signal.key}")
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


def _language(assessment: Assessment, text: str) -> str | None:
    """Return the language whose pack decided: the person wrote in it, so they are answered in it."""
    language = None if assessment.rule is None else assessment.rule.partition(".")[0]
    # One pack reads both ways of writing Chinese; they are answered each in theirs.
    if language == "zh" and not _TRADITIONAL.isdisjoint(text):
        return "zh-TW"
    return None if language in {"server", SCORER_RULE.partition(".")[0]} else language
