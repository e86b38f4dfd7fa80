"""The suggestion box: sealed like a survey, opened when five have written or at a set time.

Suggestions lie in sealed files of their own, one a person, until the box is opened: looked at once a day at a fixed hour, so
that the hour at which it opens says nothing of the hour at which somebody wrote. What comes out is in a mixed order. Files
that are not as they were left make what was in the box void: that is said, and a new, empty box stands there.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TypeVar

import structlog
from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job
from bot.agenda.jobs import Outcome as JobOutcome
from bot.audit import Act
from bot.parts import Parts
from bot.surveys import box_records
from bot.surveys.box_left import Left, later_rounds, of_boxes
from bot.surveys.box_looks import BOX_JOB, plan_look
from bot.surveys.box_posts import AT_LATEST, BATCH, BoxPosts
from bot.surveys.box_records import Box, Written, packed, unpacked
from bot.surveys.disclosure import shuffled
from bot.surveys.errors import BoxClosed, BoxLost, CodeUsed, NothingAnswered, NotInvited, SealUnusable, TextTooLong
from bot.surveys.questions import MOST_TEXT, cleaned
from bot.surveys.sealed import Sealed
from bot.surveys.store import Loss, SealLost, Store, left_behind
from bot.surveys.suggestions import Suggestions, code_hash, new_code

T = TypeVar("T")


log = structlog.get_logger(__name__)


class Boxes:
    """Every server's suggestion box."""

    def __init__(self, parts: Parts, sealed: Sealed, posts: BoxPosts, suggestions: Suggestions) -> None:
        """Register what happens daily; `load` reads what is stored."""
        self._parts = parts
        self._sealed = sealed
        self._posts = posts
        self._suggestions = suggestions
        self._boxes: dict[int, Box] = {}
        self._later: dict[int, int] = {}  # of each server the last round of which only files knew at the start
        self._opening: set[str] = set()  # rounds that began to be opened, whatever has interrupted it
        self._one_at_a_time = asyncio.Lock()  # whatever changes a box waits for whatever else does
        parts.agenda.register(BOX_JOB, self._look, misfire=ALWAYS, then=self._next_look)

    async def load(self) -> None:
        """Read every box, go on with what a stop has interrupted, and look whether all files are as they were left.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        self._boxes = {box.guild_id: box for box in await self._parts.storage.read(box_records.boxes)}
        known = dict(self._boxes)
        left = of_boxes(await self._sealed.run(lambda: list(left_behind(self._sealed.folder))))
        losses = dict[int, Loss]()
        for box in self.open_boxes():
            if box.key_mark is None:
                losses[box.guild_id] = Loss.RESTORED
                continue
            await self._let_go(box)
            try:
                await self._sealed.run(partial(self._sealed.store(box.name).check, box.key_mark))
            except SealLost as lost:
                losses[box.guild_id] = lost.loss
        self._later = later_rounds(left, self._boxes, losses)
        if self._later:  # what came out in those rounds the database does not know either
            await self._parts.storage.write(lambda connection: box_records.pass_over(connection, self._later))
        for guild_id, loss in losses.items():
            await self._void(self._boxes[guild_id], loss)
        standing = {box.name for box in self.open_boxes()}
        for one in left:
            if one.name not in standing:
                await self._clear(one, known.get(one.guild_id))
        for box in tuple(self._boxes.values()):
            await self._let_go(box)

    def open_boxes(self) -> tuple[Box, ...]:
        """Return every box that stands."""
        return tuple(box for box in self._boxes.values() if box.open)

    def box(self, guild_id: int) -> Box | None:
        """Return a server's box if it is open."""
        found = self._boxes.get(guild_id)
        return found if found is not None and found.open else None

    async def put_up(self, guild_id: int, channel_id: int, *, by: int) -> Box:
        """Put a box up, or move it to another channel; what is in it stays.

        Raises:
            SealUnusable: its files could not be made.
        """
        async with self._one_at_a_time:
            there = await self._in_order(guild_id)
            if there is not None and there.open:
                moved = replace(there, channel_id=channel_id)
            else:
                number = self._next_round(guild_id)
                begun = Box(guild_id, channel_id, number, None, self._parts.clock.now(), open=True)
                moved = await self._sealed_anew(begun)
            noted = await self._parts.audit.noting(guild_id, by, Act.BOX_CHANGED, about=channel_id)
            await self._keep(moved, there, noted)
            return moved

    async def take_down(self, guild_id: int, *, by: int) -> None:
        """Take a box down; what is still in it is destroyed unread.

        Raises:
            BoxClosed: there is none.
        """
        async with self._one_at_a_time:
            await self._in_order(guild_id)
            box = self._open_box(guild_id)
            noted = await self._parts.audit.noting(guild_id, by, Act.BOX_CHANGED, about="down")
            down = replace(box, key_mark=None, open=False, leaving=box.round)
            await self._keep(down, box, noted)
            self._sealed.shut(box.name)
            await self._let_go(down)

    async def suggest(self, guild_id: int, user_id: int, text: str, code: str | None = None) -> str:
        """Put a suggestion in, in the place of an earlier one of the same person, and return its code.

        Args:
            guild_id: whose box.
            user_id: who writes; nothing of it is kept but under the seal.
            text: their words.
            code: of an earlier suggestion that this one goes on from; it ends when this one comes out.

        Raises:
            BoxClosed, BoxLost, NotInvited: there is no box, it was damaged, or it is another server's.
            CodeUnknown: the code belongs to no suggestion here, or was used or closed.
            CodeUsed: what somebody else wrote with it waits in the box.
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
        about = None if code is None else (await self._suggestions.by_code(guild_id, code)).id
        fresh = new_code(self._sealed.token_bytes)
        plain = packed(Written(words, code_hash(fresh), about))

        def put(store: Store, mark: str) -> None:
            # Who used a code is looked up under the seal and nowhere else: a mark in the database would tell when.
            if about is not None and any(unpacked(one).about == about for one in store.all(mark, but=user_id)):
                raise CodeUsed
            store.put(mark, user_id, plain)

        await self._ask(box, put)
        return fresh

    async def take_back(self, guild_id: int, user_id: int) -> bool:
        """Take somebody's waiting suggestion out; say whether there was one.

        Raises:
            BoxClosed, BoxLost: there is no box, or it was damaged.
        """
        return await self._ask(self._open_box(guild_id), lambda store, mark: store.remove(mark, user_id))

    # -- opening it -------------------------------------------------------------------------------------------------

    async def _look(self, job: Job) -> JobOutcome:
        guild = job.number("guild")
        async with self._one_at_a_time:
            await self._in_order(guild)
            box = self.box(guild)
            if box is None or box.key_mark is None:
                return Done()
            try:
                waiting = await self._sealed.run(partial(self._ripe, box, box.key_mark))
            except SealLost as lost:
                await self._voided(box, lost.loss)
                return Done()
            if waiting:
                await self._release(box, [unpacked(plain) for plain in waiting])
        return Done()

    def _ripe(self, box: Box, mark: str) -> list[bytes]:
        """Return what is to come out now, and take nothing more; all in one turn of the thread, so that nothing slips between."""
        waiting = self._sealed.store(box.name).all(mark)
        late = self._parts.clock.now() - box.since >= AT_LATEST
        # A release that a stop or the database has interrupted goes on, whoever has taken theirs back since.
        if len(waiting) < BATCH and not (late and waiting) and box.name not in self._opening:
            return []
        self._opening.add(box.name)
        self._sealed.shut(box.name)
        return waiting

    async def _release(self, box: Box, found: Sequence[Written]) -> None:
        """Write what came out and begin a new round, in one transaction; then destroy the old files."""
        mixed = shuffled(sorted(found, key=lambda one: (one.text, one.code)), self._sealed.token_bytes)
        now = self._parts.clock.now()
        begun = self._anew(box)
        fresh = await self._sealed_anew(begun)

        def work(connection: Connection) -> bool:
            if not box_records.succeed(connection, fresh, after=box):
                return False
            self._posts.out(connection, box, box_records.release(connection, box.guild_id, mixed, now))
            return True

        if not await self._parts.storage.write(work):
            raise BoxClosed
        self._boxes[box.guild_id] = fresh
        self._opening.discard(box.name)
        await self._let_go(fresh)
        log.info("box.opened", guild=box.guild_id, count=len(found))

    def _next_look(self, connection: Connection, job: Job) -> None:
        guild = job.number("guild")
        if self.box(guild) is not None:
            plan_look(self._parts, connection, guild)

    # -- files that are not as they were left -------------------------------------------------------------------------

    async def _void(self, box: Box, loss: Loss) -> None:
        """Put a new, empty box in the place of one whose files are not as they were left, and have it said."""
        async with self._one_at_a_time:
            there = self.box(box.guild_id)
            if there is not None and there.round == box.round:  # else somebody else's press has found it out before
                await self._voided(there, loss)

    async def _voided(self, box: Box, loss: Loss) -> None:
        log.error("box.void", guild=box.guild_id, reason=loss)
        self._sealed.shut(box.name)
        begun = self._anew(box)
        try:
            fresh = await self._sealed_anew(begun)
        except SealUnusable:  # the disk that lost the old files takes no new ones: there is no box for now
            fresh = replace(begun, open=False)
        await self._keep(fresh, box, also=lambda connection: self._posts.void(connection, box, loss))
        await self._let_go(fresh)

    async def _in_order(self, guild_id: int) -> Box | None:
        """Return a server's box, open or not, once nothing of an earlier round is left of it."""
        there = self._boxes.get(guild_id)
        if there is not None:
            await self._let_go(there)
        return self._boxes.get(guild_id)

    async def _let_go(self, box: Box) -> None:
        """Destroy the files of a round that is over, if that is still to be done."""
        number = box.leaving
        if number is None:
            return
        old = self._sealed.store(box_records.name_of(box.guild_id, number))
        await self._sealed.run(old.destroy)
        await self._parts.storage.write(lambda connection: box_records.left(connection, box.guild_id, number))
        self._boxes[box.guild_id] = replace(box, leaving=None)

    async def _clear(self, left: Left, box: Box | None) -> None:
        """Destroy files that belong to no box; if their round was over, somebody has put a key back."""
        store = self._sealed.store(left.name)
        back = left.were_gone(box) and await self._sealed.run(store.key.exists)
        await self._sealed.run(store.destroy)
        if box is not None and back:
            log.error("box.key_returned", guild=box.guild_id)
            await self._parts.storage.write(lambda connection: self._posts.returned(connection, box, left.number))

    # -- what they share ----------------------------------------------------------------------------------------------

    def _next_round(self, guild_id: int) -> int:
        """Return the number of a round that neither the database nor, at the start, the disk has had."""
        there = self._boxes.get(guild_id)
        return max(0 if there is None else there.round, self._later.get(guild_id, 0)) + 1

    def _anew(self, box: Box) -> Box:
        """Return the round that follows one which is over and leaves."""
        number, now = self._next_round(box.guild_id), self._parts.clock.now()
        return Box(box.guild_id, box.channel_id, number, None, now, open=True, leaving=box.round)

    async def _sealed_anew(self, box: Box) -> Box:
        try:
            mark = await self._sealed.run(self._sealed.store(box.name).make)
        except OSError as problem:
            raise SealUnusable from problem
        return replace(box, key_mark=mark)

    async def _keep(
        self, box: Box, after: Box | None, also: Callable[[Connection], None] = lambda _connection: None
    ) -> None:
        def work(connection: Connection) -> bool:
            if not box_records.succeed(connection, box, after=after):
                return False
            if box.open:
                plan_look(self._parts, connection, box.guild_id)
            also(connection)
            return True

        if not await self._parts.storage.write(work):
            raise BoxClosed
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
            await self._void(box, lost.loss)
            raise BoxLost from None
