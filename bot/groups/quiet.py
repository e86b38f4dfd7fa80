"""The quiet: one note to whoever asked for one and missed three check-ins, then nothing until they answer."""

from datetime import datetime, timedelta
from functools import partial
from typing import Final

from sqlalchemy import Connection

from bot.agenda import Done, Drop, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups import book, checkin_book
from bot.groups.hours import waking
from bot.groups.letters import write_to
from bot.groups.model import EVERYBODY, MISSES, CheckIn, Group, Post, PostState, Role
from bot.groups.roster import Roster
from bot.groups.troubles import reason_of
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.person import to_a_person
from bot.messenger.plain import as_written
from bot.messenger.port import OverBudget, Sent, Transient
from bot.parts import Parts

NOTE: Final = "quiet-note"
LOOKED_BACK: Final = 30


class Quiet:
    """Notices who went quiet, if they asked for that."""

    def __init__(self, parts: Parts, roster: Roster) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        parts.agenda.register(NOTE, self._write_note, misfire=Drop(timedelta(days=2)))

    async def look_out(self, group: Group, checkin: CheckIn, post: Post) -> None:
        """Have one note written to whoever asked for it and missed three, then nothing more until they answer."""
        now = self._parts.clock.now()
        for one in await self._roster.people(group):
            if (
                post.recipient in (EVERYBODY, one.person_id)
                and one.role is not Role.WAITING  # nobody who waits for a place is asked yet
                and one.notes
                and one.noted_at is None
                and not one.away(now)
            ):
                # What came while somebody took time off is nothing that they missed.
                since = max(one.joined_at, one.away_until or one.joined_at)
                if not await self._missed(checkin, post.recipient, one.person_id, since):
                    continue
                await self._parts.storage.write(
                    partial(self._plan_note, group=group, post=post, person=one.person_id, due=waking(now, group.zone))
                )

    def _plan_note(self, connection: Connection, *, group: Group, post: Post, person: int, due: datetime) -> None:
        book.prefer(connection, group.id, person, noted_at=due)
        self._parts.agenda.plan(
            connection,
            kind=NOTE,
            key=f"{NOTE}:{post.id}:{person}",
            due=due,
            payload={"group": group.id, "person": person},
        )

    async def _write_note(self, job: Job) -> Ending:
        group = await self._parts.storage.read(lambda connection: book.find(connection, job.number("group")))
        person = job.number("person")
        one = next((one for one in await self._roster.people(group) if one.person_id == person), None)
        if one is None or not one.notes or one.noted_at is None or one.away(self._parts.clock.now()):
            return Done()  # they answered, left, or thought better of it
        say = self._roster.speaker(group)
        row = (
            to_a_person(say, group.guild_id, style="success"),
            Button(say("checkin-button-off"), button_id("group", "off", group.id)),
            Button(say("quiet-button-stop"), button_id("group", "notes", group.id, 0)),
        )
        note = Message(say("quiet-note", group=as_written(group.name)), rows=(row,))
        outcome = await write_to(self._parts, group, person, note, key=job.key)
        if isinstance(outcome, Sent):
            return Done()
        reason = reason_of(outcome)
        return RetryLater(timedelta(hours=5), reason) if isinstance(outcome, Transient | OverBudget) else GiveUp(reason)

    async def _missed(self, checkin: CheckIn, asked: int, person: int, since: datetime) -> bool:
        def work(connection: Connection) -> bool:
            # What never reached anybody is nothing that somebody missed.
            posts = [
                one
                for one in checkin_book.posts_of(connection, checkin.id, asked, limit=LOOKED_BACK)
                if one.state is PostState.CLOSED and one.message_id is not None
            ][:MISSES]
            if len(posts) < MISSES or posts[-1].due < since:
                return False
            return not any(row.person_id == person for one in posts for row in checkin_book.replies(connection, one.id))

        return await self._parts.storage.read(work)
