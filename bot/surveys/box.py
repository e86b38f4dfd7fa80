"""The suggestion box: sealed like a survey, opened when five have written or at a set time, answered through a code.

Suggestions lie in sealed files of their own, one a person, until the box is opened: looked at once a day at a fixed hour, so
that the hour at which it opens says nothing of the hour at which somebody wrote. What comes out is in a mixed order. Only the
author holds the code; its hash lets them read an answer and write again. Abuse is answered by closing a code.
"""

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from functools import partial
from typing import Any, Final, TypeVar
from zoneinfo import ZoneInfo

import structlog
from sqlalchemy import Connection, Row, delete, insert, select, update

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.agenda.jobs import Outcome as JobOutcome
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Card, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Transient
from bot.parts import Parts
from bot.surveys.disclosure import FLOOR, shuffled
from bot.surveys.errors import BoxClosed, CodeUnknown, NothingAnswered, NotInvited, SealUnusable, TextTooLong
from bot.surveys.questions import MOST_TEXT, cleaned
from bot.surveys.sealed import Sealed
from bot.surveys.store import SealLost, Store
from bot.surveys.tables import suggestion_boxes, suggestions
from bot.texts import Speaker

T = TypeVar("T")

BOX_JOB: Final = "box.look"
POST_JOB: Final = "box.post"
BATCH: Final = FLOOR
TOGETHER: Final = 5  # suggestions in one message: a row of buttons has no more
LOOKED_AT: Final = time(18)
AT_LATEST: Final = timedelta(days=28)
KEPT: Final = timedelta(days=365)
SIZE: Final = 2560  # bytes of every sealed suggestion, whatever is in it
CODE_LETTERS: Final = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
CODE_LENGTH: Final = 16

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What came out of the box."""

    id: int
    guild_id: int
    text: str
    about: int | None
    answer: str | None
    closed: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A server's box: where it stands, and its present sealed files."""

    guild_id: int
    channel_id: int
    round: int
    key_mark: str | None
    since: datetime
    open: bool

    @property
    def name(self) -> str:
        """What the sealed files of this round are called."""
        return f"box-{self.guild_id}-{self.round}"


class Boxes:
    """Every server's suggestion box."""

    def __init__(self, parts: Parts, sealed: Sealed) -> None:
        """Register what happens daily; `load` reads what is stored."""
        self._parts = parts
        self._sealed = sealed
        self._boxes: dict[int, Box] = {}
        parts.agenda.register(BOX_JOB, self._look, misfire=ALWAYS, then=self._next_look)
        parts.agenda.register(POST_JOB, self._post, misfire=ALWAYS)

    async def load(self) -> None:
        """Read every box.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        rows = await self._parts.storage.read(lambda connection: connection.execute(select(suggestion_boxes)).all())
        self._boxes = {row.guild_id: _box(row) for row in rows}
        for name in await self._sealed.run(self._names):
            if name not in {box.name for box in self._boxes.values() if box.open}:
                await self._sealed.run(self._sealed.store(name).destroy)

    def box(self, guild_id: int) -> Box | None:
        """Return a server's box if it is open."""
        found = self._boxes.get(guild_id)
        return found if found is not None and found.open else None

    async def put_up(self, guild_id: int, channel_id: int) -> Box:
        """Put a box up, or move it to another channel; what is in it stays.

        Raises:
            SealUnusable: its files could not be made.
        """
        there = self._boxes.get(guild_id)
        if there is not None and there.open:
            moved = Box(guild_id, channel_id, there.round, there.key_mark, there.since, open=True)
        else:
            number = 1 if there is None else there.round + 1
            moved = await self._sealed_anew(Box(guild_id, channel_id, number, None, self._parts.clock.now(), open=True))
        await self._keep(moved, look=True)
        return moved

    async def take_down(self, guild_id: int) -> None:
        """Take a box down; what was in it is destroyed unread.

        Raises:
            BoxClosed: there is none.
        """
        box = self._open_box(guild_id)
        await self._sealed.run(self._sealed.store(box.name).destroy)
        await self._keep(Box(guild_id, box.channel_id, box.round, None, box.since, open=False), look=False)

    async def suggest(self, guild_id: int, user_id: int, text: str, about: int | None = None) -> str:
        """Put a suggestion in, in the place of an earlier one of the same person, and return its code.

        Raises:
            BoxClosed, NotInvited: there is no box, or it is another server's.
            NothingAnswered, TextTooLong: it is empty, or longer than fits.
        """
        box = self._open_box(guild_id)
        if self._parts.directory.member(guild_id, user_id) is None:
            raise NotInvited
        words = cleaned(text)
        if not words:
            raise NothingAnswered
        if len(words) > MOST_TEXT:
            raise TextTooLong(limit=MOST_TEXT)
        code = "".join(CODE_LETTERS[one % len(CODE_LETTERS)] for one in self._sealed.token_bytes(CODE_LENGTH))
        body = json.dumps({"t": words, "h": code_hash(code), "a": about}, ensure_ascii=False).encode()
        plain = len(body).to_bytes(4) + body + bytes(SIZE - 4 - len(body))
        await self._ask(box, lambda store, mark: store.put(mark, user_id, plain))
        return code

    async def take_back(self, guild_id: int, user_id: int) -> bool:
        """Take somebody's waiting suggestion out; say whether there was one.

        Raises:
            BoxClosed: there is no box.
        """
        return await self._ask(self._open_box(guild_id), lambda store, mark: store.remove(mark, user_id))

    async def by_code(self, guild_id: int, code: str) -> Suggestion:
        """Return the suggestion that a code belongs to.

        Raises:
            CodeUnknown: it belongs to none here, or was closed.
        """
        wanted = code_hash(code)

        def read(connection: Connection) -> Row[Any] | None:
            return connection.execute(
                select(suggestions).where(suggestions.c.guild_id == guild_id, suggestions.c.code == wanted)
            ).one_or_none()

        row = await self._parts.storage.read(read)
        if row is None or row.closed:
            raise CodeUnknown
        return _suggestion(row)

    async def answer(self, guild_id: int, number: int, text: str) -> Suggestion:
        """Answer a suggestion where everybody reads it.

        Raises:
            CodeUnknown: there is none of that number here.
        """
        return await self._change(guild_id, number, post=True, answer=cleaned(text)[:MOST_TEXT])

    async def close_code(self, guild_id: int, number: int) -> Suggestion:
        """Close a suggestion's code: whoever holds it can read and write with it no more.

        Raises:
            CodeUnknown: there is none of that number here.
        """
        return await self._change(guild_id, number, post=False, closed=True, code=None)

    def card(self, say: Speaker, guild_id: int) -> Message:
        """Return the card that stands in the channel."""
        rows = (
            (
                Button(say("button-box-write"), button_id("box", "write", guild_id), style="primary"),
                Button(say("button-box-code"), button_id("box", "code", guild_id)),
                Button(say("button-talk-now"), button_id("support", "open", guild_id)),
            ),
        )
        return Message(
            cards=(Card(say("box-title"), say("box-promise", people=BATCH, days=AT_LATEST.days)),), rows=rows
        )

    # -- opening it -------------------------------------------------------------------------------------------------

    async def _look(self, job: Job) -> JobOutcome:
        box = self.box(int(job.payload["guild"] or 0))
        if box is None or box.key_mark is None:
            return Done()
        try:
            waiting = await self._ask(box, lambda store, mark: store.all(mark))
        except BoxClosed:
            return Done()
        late = self._parts.clock.now() - box.since >= AT_LATEST
        if len(waiting) < BATCH and not (late and waiting):
            return Done()
        self._sealed.shut(box.name)
        waiting = await self._sealed.run(partial(self._sealed.store(box.name).all, box.key_mark))
        await self._release(box, [_unpacked(plain) for plain in waiting])
        return Done()

    async def _release(self, box: Box, found: Sequence[dict[str, Any]]) -> None:
        """Write what came out and begin a new round, in one transaction; then destroy the old files."""
        ordered = sorted(found, key=lambda one: (one["t"], one["h"]))
        mixed = shuffled(ordered, self._sealed.token_bytes)
        now = self._parts.clock.now()
        fresh = await self._sealed_anew(Box(box.guild_id, box.channel_id, box.round + 1, None, now, open=True))

        def work(connection: Connection) -> None:
            numbers = []
            for one in mixed:
                values = {"text": one["t"], "code": one["h"], "about": one["a"], "released_at": now, "closed": False}
                new = connection.execute(insert(suggestions).values(guild_id=box.guild_id, **values))
                assert new.inserted_primary_key is not None
                numbers.append(int(new.inserted_primary_key[0]))
            for start in range(0, len(numbers), TOGETHER):
                self._plan_post(connection, box.guild_id, numbers[start : start + TOGETHER], "out")
            _store(connection, fresh)

        await self._parts.storage.write(work)
        self._boxes[box.guild_id] = fresh
        await self._sealed.run(self._sealed.store(box.name).destroy)
        log.info("box.opened", guild=box.guild_id, count=len(found))

    async def _post(self, job: Job) -> JobOutcome:
        guild = int(job.payload["guild"] or 0)
        numbers = [int(one) for one in str(job.payload["numbers"]).split(",")]
        box = self._boxes.get(guild)
        rows = await self._parts.storage.read(lambda connection: [_one(connection, guild, one) for one in numbers])
        found = [_suggestion(row) for row in rows if row is not None]
        if box is None or not found:
            return Done()
        server = self._parts.servers.get(guild)
        message = _shown(found, self._parts.texts.speaker(None if server is None else server.locale))
        outcome = await self._parts.messenger.post(
            channel_id=box.channel_id, message=message, key=job.key, lane=Lane.BULK
        )
        return (
            RetryLater(timedelta(minutes=5), "survey-reason-undelivered") if isinstance(outcome, Transient) else Done()
        )

    def _next_look(self, connection: Connection, job: Job) -> None:
        guild = int(job.payload["guild"] or 0)
        if self.box(guild) is not None:
            self._plan_look(connection, guild)

    def _plan_look(self, connection: Connection, guild_id: int) -> None:
        server = self._parts.servers.get(guild_id)
        zone = ZoneInfo("UTC" if server is None else server.zone)
        now = self._parts.clock.now().astimezone(zone)
        due = datetime.combine(now.date(), LOOKED_AT, zone)
        if due <= now:
            due = datetime.combine(now.date() + timedelta(days=1), LOOKED_AT, zone)
        self._parts.agenda.plan(
            connection,
            kind=BOX_JOB,
            key=f"box:{guild_id}:{due.date().isoformat()}",
            due=due.astimezone(UTC),
            payload={"guild": guild_id},
        )

    def _plan_post(self, connection: Connection, guild_id: int, numbers: Sequence[int], what: str) -> None:
        self._parts.agenda.plan(
            connection,
            kind=POST_JOB,
            key=f"box-post:{numbers[0]}:{what}",
            due=self._parts.clock.now(),
            payload={"guild": guild_id, "numbers": ",".join(map(str, numbers))},
        )

    # -- what they share ----------------------------------------------------------------------------------------------

    async def _change(self, guild_id: int, number: int, *, post: bool, **values: Any) -> Suggestion:  # noqa: ANN401
        def work(connection: Connection) -> Row[Any] | None:
            connection.execute(
                update(suggestions).where(suggestions.c.id == number, suggestions.c.guild_id == guild_id).values(values)
            )
            if post:
                self._plan_post(connection, guild_id, [number], f"answer-{int(self._parts.clock.now().timestamp())}")
            return _one(connection, guild_id, number)

        row = await self._parts.storage.write(work)
        if row is None:
            raise CodeUnknown
        return _suggestion(row)

    async def _sealed_anew(self, box: Box) -> Box:
        try:
            mark = await self._sealed.run(self._sealed.store(box.name).make)
        except OSError as problem:
            raise SealUnusable from problem
        return Box(box.guild_id, box.channel_id, box.round, mark, box.since, open=True)

    async def _keep(self, box: Box, *, look: bool) -> None:
        def work(connection: Connection) -> None:
            _store(connection, box)
            if look:
                self._plan_look(connection, box.guild_id)

        await self._parts.storage.write(work)
        self._boxes[box.guild_id] = box

    def _not_shut(self, box: Box, work: Callable[[Store, str], T]) -> T:
        """Run on the thread, in its order: what comes after the box began to be opened is not taken, and not lost."""
        if self._sealed.is_shut(box.name):
            raise BoxClosed
        assert box.key_mark is not None
        return work(self._sealed.store(box.name), box.key_mark)

    def _open_box(self, guild_id: int) -> Box:
        found = self.box(guild_id)
        if found is None or found.key_mark is None:
            raise BoxClosed
        return found

    async def _ask(self, box: Box, work: Callable[[Store, str], T]) -> T:
        try:
            return await self._sealed.run(partial(self._not_shut, box, work))
        except SealLost as lost:
            # As with surveys: what was in it is void, and a new, empty box stands there.
            log.error("box.void", guild=box.guild_id, reason=lost.loss)  # noqa: TRY400  a fact, not a fault of ours
            fresh = Box(box.guild_id, box.channel_id, box.round + 1, None, self._parts.clock.now(), open=True)
            await self._sealed.run(self._sealed.store(box.name).destroy)
            await self._keep(await self._sealed_anew(fresh), look=True)
            raise BoxClosed from None

    def _names(self) -> list[str]:
        folder = self._sealed.folder
        return [] if not folder.exists() else sorted({path.name.partition(".")[0] for path in folder.glob("box-*")})


def _shown(found: Sequence[Suggestion], say: Speaker) -> Message:
    cards = []
    for one in found:
        lines = [as_written(one.text)]
        if one.about is not None:
            lines.insert(0, say("box-about", number=one.about))
        if one.answer:
            lines.append(say("box-answered", answer=as_written(one.answer)))
        cards.append(Card(say("box-suggestion", number=one.id), "\n\n".join(lines)))
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
    return Message(cards=tuple(cards), rows=rows)


def code_hash(code: str) -> str:
    """Return what is kept of a code: enough to know it again, too little to make it."""
    letters = "".join(one for one in code.upper() if one in CODE_LETTERS)
    return hashlib.sha256(b"alongside suggestion 1\0" + letters.encode()).hexdigest()


def drop_older(connection: Connection, before: datetime) -> int:
    """Delete suggestions that came out before an instant."""
    return connection.execute(delete(suggestions).where(suggestions.c.released_at < before)).rowcount


def void_boxes(connection: Connection) -> int:
    """Close every box when a copy is restored: its files are not in the copy. Facilitators put it up again."""
    return connection.execute(
        update(suggestion_boxes).where(suggestion_boxes.c.open.is_(True)).values(open=False, key_mark=None)
    ).rowcount


def _unpacked(plain: bytes) -> dict[str, Any]:
    length = int.from_bytes(plain[:4])
    found: dict[str, Any] = json.loads(plain[4 : 4 + length])
    return found


def _store(connection: Connection, box: Box) -> None:
    connection.execute(delete(suggestion_boxes).where(suggestion_boxes.c.guild_id == box.guild_id))
    connection.execute(
        insert(suggestion_boxes).values(
            guild_id=box.guild_id,
            channel_id=box.channel_id,
            round=box.round,
            key_mark=box.key_mark,
            since=box.since,
            open=box.open,
        )
    )


def _one(connection: Connection, guild_id: int, number: int) -> Row[Any] | None:
    return connection.execute(
        select(suggestions).where(suggestions.c.id == number, suggestions.c.guild_id == guild_id)
    ).one_or_none()


def _box(row: Row[Any]) -> Box:
    return Box(row.guild_id, row.channel_id, row.round, row.key_mark, row.since, row.open)


def _suggestion(row: Row[Any]) -> Suggestion:
    return Suggestion(row.id, row.guild_id, row.text, row.about, row.answer, row.closed)
