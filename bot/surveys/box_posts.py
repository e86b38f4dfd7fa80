"""What is posted about a suggestion box: its card, what came out of it, answers, and that it was damaged."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.agenda.jobs import Outcome as JobOutcome
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message, Row
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Transient
from bot.parts import Parts
from bot.surveys import box_records, cards
from bot.surveys.box_records import Box, Suggestion
from bot.surveys.disclosure import FLOOR
from bot.surveys.store import COPIED, Loss
from bot.texts import Speaker

POST_JOB: Final = "box.post"
BATCH: Final = FLOOR
AT_LATEST: Final = timedelta(days=28)
TOGETHER: Final = 5  # suggestions in one message: a row of buttons has no more
AGAIN: Final = timedelta(minutes=5)

# What is said when a box's files are not as they were left: to everybody where it stood, and to facilitators.
VOID, VOID_STAFF, RETURNED, RETURNED_STAFF = "void", "void-staff", "returned", "returned-staff"


class BoxPosts:
    """Posts where a box stands, and tells facilitators."""

    def __init__(self, parts: Parts) -> None:
        """Register with the agenda."""
        self._parts = parts
        parts.agenda.register(POST_JOB, self._post, misfire=ALWAYS)

    def out(self, connection: Connection, box: Box, numbers: Sequence[int]) -> None:
        """Plan to post what came out."""
        for start in range(0, len(numbers), TOGETHER):
            together = numbers[start : start + TOGETHER]
            key = f"box-post:{together[0]}:out"
            self._plan(connection, box.guild_id, key, numbers=",".join(map(str, together)))

    def answered(self, connection: Connection, guild_id: int, number: int) -> None:
        """Plan to post a suggestion again, with its answer."""
        at = int(self._parts.clock.now().timestamp())
        self._plan(connection, guild_id, f"box-post:{number}:answer-{at}", numbers=str(number))

    def void(self, connection: Connection, box: Box, loss: Loss) -> None:
        """Plan to say that what was in a box is void: where it stands, and with the reason to facilitators."""
        for what in (VOID, VOID_STAFF):
            self._plan(connection, box.guild_id, f"box-{what}:{box.guild_id}:{box.round}", what=what, reason=loss)

    def returned(self, connection: Connection, box: Box, number: int) -> None:
        """Plan to say that the key of a round that was over came back: where the box stands or stood, and to facilitators."""
        at = int(self._parts.clock.now().timestamp())
        for what in (RETURNED, RETURNED_STAFF):
            self._plan(connection, box.guild_id, f"box-{what}:{box.guild_id}:{number}:{at}", what=what)

    def card(self, say: Speaker, guild_id: int) -> Message:
        """Return the card that stands in the channel."""
        card = Card(say("box-title"), promise(say))
        return Message(cards=(card,), rows=(writing(say, guild_id),))

    def _plan(self, connection: Connection, guild_id: int, key: str, **payload: str) -> None:
        self._parts.agenda.plan(
            connection, kind=POST_JOB, key=key, due=self._parts.clock.now(), payload={"guild": guild_id, **payload}
        )

    async def _post(self, job: Job) -> JobOutcome:
        guild, what = job.number("guild"), str(job.payload.get("what") or "")
        server = self._parts.servers.get(guild)
        say = self._parts.texts.speaker(None if server is None else server.locale)
        staff = None if server is None else server.facilitators_channel_id
        box = await self._parts.storage.read(
            lambda connection: next((one for one in box_records.boxes(connection) if one.guild_id == guild), None)
        )
        if box is None:
            return Done()
        if what == VOID:
            text = say("box-void-read") if job.payload["reason"] in COPIED else say("box-void")
            body = Message(text, rows=(writing(say, guild),) if box.open else ())
            return await self._posted(box.channel_id, body, job.key)
        if what == VOID_STAFF:
            reason = say(cards.LOSSES[Loss(str(job.payload["reason"]))])
            return await self._posted(staff, Message(say("box-staff-void", reason=reason)), job.key)
        if what == RETURNED:
            return await self._posted(box.channel_id, Message(say("box-key-returned")), job.key)
        if what == RETURNED_STAFF:
            return await self._posted(staff, Message(say("box-staff-key-returned")), job.key)
        numbers = [int(one) for one in str(job.payload["numbers"]).split(",")]
        found = await self._parts.storage.read(lambda connection: box_records.some(connection, guild, numbers))
        return await self._posted(box.channel_id, shown(found, say), job.key) if found else Done()

    async def _posted(self, channel_id: int | None, message: Message, key: str) -> JobOutcome:
        if channel_id is None:
            return Done()
        outcome = await self._parts.messenger.post(channel_id=channel_id, message=message, key=key, lane=Lane.BULK)
        return RetryLater(AGAIN, "survey-reason-undelivered") if isinstance(outcome, Transient) else Done()


def promise(say: Speaker) -> str:
    """Return what is promised of a box, in two sentences."""
    return say("box-promise", people=BATCH, days=AT_LATEST.days)


def more(say: Speaker) -> str:
    """Return what the promise means besides, and what it cannot hold against."""
    return say("box-more", days=AT_LATEST.days)


def writing(say: Speaker, guild_id: int) -> Row:
    """Return the buttons with which somebody writes, or reads an answer."""
    return (
        Button(say("button-box-write"), button_id("box", "write", guild_id), style="primary"),
        Button(say("button-box-code"), button_id("box", "code", guild_id)),
        Button(say("button-survey-more"), button_id("box", "more", guild_id)),
        to_a_person(say, guild_id),
    )


def shown(found: Sequence[Suggestion], say: Speaker) -> Message:
    """Return suggestions with what facilitators may do about each."""
    rows = (
        tuple(
            Button(say("button-box-answer", number=one.id), button_id("box", "answer", one.guild_id, one.id))
            for one in found
        ),
        tuple(
            Button(say("button-box-close", number=one.id), button_id("box", "close", one.guild_id, one.id))
            for one in found
        ),
    )
    return Message(cards=tuple(told(one, say) for one in found), rows=rows)


def told(one: Suggestion, say: Speaker) -> Card:
    """Return a suggestion with what it goes on from and its answer."""
    lines = [as_written(one.text)]
    if one.about is not None:
        lines.insert(0, say("box-about", number=one.about))
    if one.answer:
        lines.append(say("box-answered", answer=as_written(one.answer)))
    return Card(say("box-suggestion", number=one.id), "\n\n".join(lines))
