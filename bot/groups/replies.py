"""Answers to check-ins: kept sealed, seen by whom their author chose."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol

from sqlalchemy import Connection, Row

from bot.errors import Refusal
from bot.groups import book, checkin_book
from bot.groups.errors import CheckInClosed
from bot.groups.model import CheckIn, Group, Past, Post, PostState, Reply, Role, SeenBy, questions_of
from bot.groups.moods import LOW
from bot.groups.places import Places
from bot.groups.roster import Roster
from bot.parts import Parts
from bot.storage.errors import KeyDestroyed

PURPOSE: Final = "check-in"


class Listener(Protocol):
    """Who looks at what was written for signs that somebody needs a person: the intake."""

    def worrying(self, text: str) -> bool:
        """Say whether a text would wake a person."""
        ...

    async def form(self, *, key: int, guild_id: int, channel_id: int, user_id: int, at: datetime, text: str) -> bool:
        """Take a text from a form of a channel's group, as its watch level says; True if it became a case."""
        ...


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of an answer."""

    reply: Reply
    low_again: bool = False  # the second low one in a row
    worrying: bool = False  # words for oneself alone that would have woken a person
    case: bool = False  # somebody is being told


@dataclass(frozen=True, slots=True)
class Late:
    """What came of words that arrived when nothing could be answered any more."""

    guild_id: int  # 0 where it cannot be known
    words: tuple[str, ...]  # for their author alone
    worrying: bool = False  # words for oneself alone that would have woken a person
    case: bool = False  # somebody is being told


@dataclass(frozen=True, slots=True)
class Asked:
    """A posting with what it belongs to."""

    group: Group
    checkin: CheckIn
    post: Post


class Replies:
    """Keeps what people answer, until the close."""

    def __init__(self, parts: Parts, roster: Roster, places: Places, listener: Listener) -> None:
        """Keep with `parts`; `listener` hears what was written for others' eyes, and who answers takes one of the `places`."""
        self._parts = parts
        self._roster = roster
        self._places = places
        self._listener = listener

    async def asked(self, guild_id: int | None, post_id: int, user_id: int) -> Asked:
        """Return a posting that somebody may answer.

        Raises:
            CheckInClosed: it is over or gone, or was meant for somebody else.
        """
        found = await self._find(post_id)
        if found is None or (guild_id is not None and found.group.guild_id != guild_id):
            raise CheckInClosed
        person = self._parts.people.known(user_id)
        meant_for = (0,) if person is None else (0, person)
        gone = self._parts.directory.absent(found.group.guild_id, user_id)
        late = found.post.closes_at <= self._parts.clock.now()
        if found.post.state is PostState.CLOSED or late or found.post.recipient not in meant_for or gone:
            raise CheckInClosed
        return found

    async def mine(self, asked: Asked, user_id: int) -> Reply:
        """Return somebody's answer so far; an empty draft, if there is none."""
        person = await self._parts.people.person(user_id)
        rows = await self._parts.storage.read(lambda connection: checkin_book.replies(connection, asked.post.id))
        own = next((row for row in rows if row.person_id == person), None)
        if own is not None and (found := self.opened(own)) is not None:
            return found
        seen_by = await self._as_last(person)
        return Reply(asked.post.id, person, seen_by, True, self._parts.clock.now(), None, {})  # noqa: FBT003

    async def tap(self, asked: Asked, user_id: int, mood: int) -> Answered:
        """Keep the one tap, which is a whole answer."""
        reply = replace(await self.mine(asked, user_id), mood=mood, draft=False)
        await self._keep(asked, reply)
        return Answered(reply, low_again=mood <= LOW and await self._was_low(reply))

    async def say(
        self, asked: Asked, user_id: int, answers: dict[str, str], *, key: int, unless_since: datetime | None = None
    ) -> Answered:
        """Keep what was written or chosen on one page of the form.

        What was answered after `unless_since` stands: a page that comes late is no change of mind. It is listened to all the same.
        """
        before = await self.mine(asked, user_id)
        later = unless_since is not None and before.at > unless_since
        both = answers | before.answers if later else before.answers | answers
        reply = replace(before, answers={name: text for name, text in both.items() if text.strip()})
        await self._keep(asked, reply)
        return await self._heard(asked, reply, user_id, _words(asked.checkin, answers), key)

    async def late(
        self,
        guild_id: int | None,
        channel_id: int | None,
        post_id: int,
        user_id: int,
        answers: dict[str, str],
        *,
        key: int,
    ) -> Late:
        """Listen to what somebody wrote into a form that was refused; nothing of it is kept here, their choice holds.

        The server and channel are those it was sent from: nobody else knows where a posting stood that is gone.
        """
        try:
            asked = await self._find(post_id)
        except Refusal:  # the plan or the group went meanwhile
            asked = None
        if asked is not None and guild_id is not None and asked.group.guild_id != guild_id:
            asked = None
        said = _said(None if asked is None else asked.checkin, answers)
        where = asked.group.guild_id if asked is not None else guild_id or 0
        if not said:
            return Late(where, ())
        words, person = "\n".join(said), self._parts.people.known(user_id)
        seen_by = SeenBy.FACILITATORS if person is None else await self._chosen(post_id, person)
        channel = channel_id if asked is None else asked.group.channel_id
        if seen_by is SeenBy.ME or not where or channel is None:
            return Late(where, said, worrying=self._listener.worrying(words))
        now = self._parts.clock.now()
        case = await self._listener.form(
            key=key, guild_id=where, channel_id=channel, user_id=user_id, at=now, text=words
        )
        return Late(where, said, case=case)

    async def show_to(self, asked: Asked, user_id: int, seen_by: SeenBy, *, key: int) -> Answered:
        """Change who sees an answer; what others now see is listened to as if it had just been written."""
        before = await self.mine(asked, user_id)
        reply = replace(before, seen_by=seen_by)
        await self._keep(asked, reply)
        if before.seen_by is SeenBy.ME:
            return await self._heard(asked, reply, user_id, _words(asked.checkin, reply.answers), key)
        return Answered(reply)

    async def for_facilitators(self, post: Post) -> list[Reply]:
        """Return the answers of a posting that its facilitators may see."""
        rows = await self._parts.storage.read(lambda connection: checkin_book.replies(connection, post.id))
        return self.seen_by_facilitators(rows)

    def seen_by_facilitators(self, rows: list[Row[Any]]) -> list[Reply]:
        """Open those answers among a posting's rows that its facilitators may see."""
        opened = [self.opened(row) for row in rows if not row.draft and row.seen_by != SeenBy.ME]
        return [one for one in opened if one is not None]

    async def history(self, user_id: int, *, limit: int = 500) -> list[Past]:
        """Return somebody's own answers with their time and questions, the latest first."""
        person = self._parts.people.known(user_id)
        if person is None:
            return []
        rows = await self._parts.storage.read(
            lambda connection: checkin_book.replies_of(connection, person, limit=limit)
        )
        found = ((self.opened(row), row) for row in rows)
        return [
            Past(reply, row.due, row.question, questions_of(row.questions)) for reply, row in found if reply is not None
        ]

    def opened(self, row: Row[Any]) -> Reply | None:
        """Open a sealed answer; None for somebody who was erased."""
        try:
            held = json.loads(self._parts.people.unseal(row.person_id, row.sealed, purpose=PURPOSE))
        except KeyDestroyed:
            return None
        return Reply(row.post_id, row.person_id, SeenBy(row.seen_by), row.draft, row.at, held["mood"], held["answers"])

    async def _find(self, post_id: int) -> Asked | None:
        def work(connection: Connection) -> Asked | None:
            post = checkin_book.find_post(connection, post_id)
            if post is None:
                return None
            checkin = checkin_book.find(connection, post.checkin_id)
            return Asked(book.find(connection, checkin.group_id), checkin, post)

        return await self._parts.storage.read(work)

    async def _chosen(self, post_id: int, person: int) -> SeenBy:
        """Return who sees somebody's answer to a posting, whether or not there is one yet."""
        rows = await self._parts.storage.read(lambda connection: checkin_book.replies(connection, post_id))
        own = next((row for row in rows if row.person_id == person), None)
        return await self._as_last(person) if own is None else SeenBy(own.seen_by)

    async def _as_last(self, person: int) -> SeenBy:
        """Return who sees the next answer: who kept the last one for themselves is not read by accident.

        The whole group is chosen anew each time.
        """
        before = await self._parts.storage.read(lambda connection: checkin_book.replies_of(connection, person, limit=1))
        return SeenBy.ME if before and before[0].seen_by == SeenBy.ME else SeenBy.FACILITATORS

    async def _keep(self, asked: Asked, reply: Reply) -> None:
        held = json.dumps({"mood": reply.mood, "answers": reply.answers}, ensure_ascii=False)
        sealed = self._parts.people.seal(reply.person_id, held, purpose=PURPOSE)
        now, seats = self._parts.clock.now(), await self._roster.seats(asked.group)

        def work(connection: Connection) -> bool:
            post = checkin_book.find_post(connection, asked.post.id)
            if post is None or post.state is PostState.CLOSED:
                raise CheckInClosed
            checkin_book.keep_reply(
                connection,
                post.id,
                reply.person_id,
                seen_by=reply.seen_by,
                draft=reply.mood is None,
                at=now,
                sealed=sealed,
            )
            # Who answers belongs, and may be noted again should they go quiet later.
            room = (
                book.belonging(connection, asked.group.id, reply.person_id) is None
                and book.count(connection, asked.group.id, seats) < asked.group.capacity
            )
            if room:
                book.enter(connection, asked.group.id, reply.person_id, Role.PARTICIPANT, now)
            book.prefer(connection, asked.group.id, reply.person_id, noted_at=None)
            return room

        if await self._parts.storage.write(work):
            await self._places.welcomed(asked.group)

    async def _heard(self, asked: Asked, reply: Reply, user_id: int, words: str, key: int) -> Answered:
        if not words:
            return Answered(reply)
        if reply.seen_by is SeenBy.ME:
            return Answered(reply, worrying=self._listener.worrying(words))
        case = await self._listener.form(
            key=key,
            guild_id=asked.group.guild_id,
            channel_id=asked.group.channel_id,
            user_id=user_id,
            at=self._parts.clock.now(),
            text=words,
        )
        return Answered(reply, case=case)

    async def _was_low(self, reply: Reply) -> bool:
        rows = await self._parts.storage.read(
            lambda connection: checkin_book.replies_of(connection, reply.person_id, limit=5)
        )
        earlier = next((row for row in rows if row.post_id != reply.post_id and not row.draft), None)
        opened = None if earlier is None else self.opened(earlier)
        return opened is not None and opened.mood is not None and opened.mood <= LOW


def _words(checkin: CheckIn, answers: dict[str, str]) -> str:
    return "\n".join(_said(checkin, answers))


def _said(checkin: CheckIn | None, answers: dict[str, str]) -> tuple[str, ...]:
    """Return what was written freely; everything, where nobody knows any more what was asked."""
    if checkin is None:
        return tuple(text for text in answers.values() if text.strip())
    free = {one.key for one in checkin.questions if one.kind == "words"} | {"words"}
    return tuple(text for name, text in answers.items() if name in free and text.strip())
