"""A check-in from its time to the next: posted once, answered, summed up, and the quiet noticed."""

from collections import Counter
from datetime import datetime, timedelta
from functools import partial
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Drop, GiveUp, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.agenda.recurrence import KEY_MARK
from bot.groups import book, checkin_book
from bot.groups.cards import answered_notice, checkin_card, closed_card, summary_card
from bot.groups.checkins import MISFIRE, POST, CheckIns
from bot.groups.hours import waking
from bot.groups.model import (
    EVERYBODY,
    FEW_SHARE,
    FEW_TIMES,
    MISSES,
    CheckIn,
    Group,
    PlanState,
    Post,
    PostState,
    Reply,
    SeenBy,
)
from bot.groups.moods import BANDS, EMOJI, band, value_text
from bot.groups.replies import Replies
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.troubles import FORUM, TRANSIENT, reason_of
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written, shorten
from bot.messenger.port import Lane, Left, Outcome, OverBudget, Sent, Transient, Unknown
from bot.parts import Parts
from bot.surveys.disclosure import FLOOR

CLOSE: Final = "checkin-close"
NOTE: Final = "quiet-note"
SHARED_AT_MOST: Final = 12
AGAIN: Final = timedelta(minutes=1)


class CheckInJobs:
    """What the agenda calls when a check-in is due, and when it closes."""

    def __init__(self, parts: Parts, roster: Roster, checkins: CheckIns, replies: Replies, staff: Staff) -> None:
        """Register both kinds."""
        self._parts = parts
        self._roster = roster
        self._replies = replies
        self._staff = staff
        parts.agenda.register(POST, self._post, misfire=MISFIRE, then=checkins.follow)
        parts.agenda.register(CLOSE, self._close, misfire=ALWAYS)
        parts.agenda.register(NOTE, self._write_note, misfire=Drop(timedelta(days=2)))

    # -- posting --------------------------------------------------------------------------------------------------

    async def _post(self, job: Job) -> Ending:
        checkin_id, person = int(job.payload["checkin"] or 0), int(job.payload["person"] or 0)

        def look(connection: Connection) -> tuple[Group, CheckIn]:
            checkin = checkin_book.find(connection, checkin_id)
            return book.find(connection, checkin.group_id), checkin

        group, checkin = await self._parts.storage.read(look)
        if checkin.state not in (PlanState.ACTIVE, PlanState.ENDED) or group.archived_at is not None:
            return Done()
        now = self._parts.clock.now()
        asked = [one for one in await self._roster.participants(group) if not one.away(now)]
        if person != EVERYBODY and any(
            one.person_id == person and one.away(now) for one in await self._roster.people(group)
        ):
            return GiveUp("group-reason-time-off")
        invited = 1 if person != EVERYBODY else len(asked)
        post = await self._parts.storage.write(partial(self._begin, job=job, checkin=checkin, invited=invited))
        outcome = await self._send(group, checkin, post)
        if isinstance(outcome, Sent):
            return Done(partial(self._posted, post=post, sent=outcome))
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        reason = FORUM if self._is_forum(group) and person == EVERYBODY else reason_of(outcome)
        if isinstance(outcome, Unknown | OverBudget):
            # It may stand there, or wait in /checkin for who was written to often enough: either way it can be answered.
            await self._parts.storage.write(partial(self._posted, post=post, sent=None))
        if person == EVERYBODY:
            await self._staff.trouble(group, checkin, reason, key=job.key)
        return GiveUp(reason)

    def _begin(self, connection: Connection, *, job: Job, checkin: CheckIn, invited: int) -> Post:
        """Enter a posting with its close, so that what stands in a channel is closed, whatever happens to this process."""
        post = checkin_book.begin_post(
            connection,
            checkin.id,
            job.key.rpartition(KEY_MARK)[2],
            int(job.payload["person"] or 0),
            due=job.due,
            closes_at=self._parts.clock.now() + timedelta(hours=checkin.open_hours),
            invited=invited,
        )
        payload = {"post": post.id, "group": checkin.group_id}
        self._parts.agenda.plan(connection, kind=CLOSE, key=f"{CLOSE}:{post.id}", due=post.closes_at, payload=payload)
        return post

    async def _send(self, group: Group, checkin: CheckIn, post: Post) -> Outcome:
        key, say = f"checkin:{post.id}", self._roster.speaker(group)
        message = checkin_card(group, checkin, post, say)
        if post.recipient == EVERYBODY:
            return await self._parts.messenger.post(
                channel_id=group.channel_id, message=message, key=key, lane=Lane.BULK
            )
        user = self._parts.people.discord_id(post.recipient)
        if user is None or self._parts.directory.absent(group.guild_id, user):
            return Left()
        zone = await self._parts.storage.read(
            lambda connection: {
                person: zone for person, zone, _ in checkin_book.subscribers(connection, checkin.id)
            }.get(post.recipient, group.zone)
        )
        return await self._parts.messenger.direct(
            user_id=user, message=message, key=key, lane=Lane.BULK, zone=ZoneInfo(zone)
        )

    def _posted(self, connection: Connection, *, post: Post, sent: Sent | None) -> None:
        values = {} if sent is None else {"channel_id": sent.channel_id, "message_id": sent.message_id}
        checkin_book.change_post(connection, post.id, state=PostState.OPEN, **values)
        checkin_book.note(connection, post.checkin_id, trouble=None)

    def _is_forum(self, group: Group) -> bool:
        return self._parts.directory.channel_kind(group.guild_id, group.channel_id) == "forum"

    # -- closing --------------------------------------------------------------------------------------------------

    async def _close(self, job: Job) -> Ending:
        def look(connection: Connection) -> tuple[Group, CheckIn, Post] | None:
            post = checkin_book.find_post(connection, int(job.payload["post"] or 0))
            if post is None:
                return None
            checkin = checkin_book.find(connection, post.checkin_id)
            return book.find(connection, checkin.group_id), checkin, post

        found = await self._parts.storage.read(look)
        if found is None:
            return Done()
        group, checkin, post = found
        if post.state is not PostState.CLOSED:
            # From here on nothing is answered, so that every attempt counts alike.
            await self._parts.storage.write(
                lambda connection: checkin_book.change_post(connection, post.id, state=PostState.CLOSED)
            )
        say = self._roster.speaker(group)
        rows = await self._parts.storage.read(lambda connection: checkin_book.replies(connection, post.id))
        standing = await self._standing(group, post)
        if standing is not None:
            read_by = None if post.read_by is None else self._roster.name_of(group, post.read_by)
            await self._parts.messenger.edit(
                channel_id=standing.channel_id,
                message_id=standing.message_id,
                message=closed_card(checkin, post, say, read_by=read_by),
                lane=Lane.BULK,
            )
        elif not rows:
            return Done()  # nobody was asked, as far as can be known
        answered = sum(not row.draft for row in rows)
        if post.recipient != EVERYBODY:
            return Done(partial(self._count, post=post, answered=answered, totals=None, summary=None, few=None))
        visible = await self._replies.seen_by_facilitators(post)
        bands = Counter(band(one.mood) for one in visible if one.mood is not None)
        outcome = await self._sum_up(group, checkin, post, answered=answered, bands=bands, visible=visible)
        if isinstance(outcome, Transient):
            return RetryLater(AGAIN, TRANSIENT)
        await self._staff.post(
            group, answered_notice(group, checkin, post, say, visible=len(visible)), key=f"checkin-answers:{post.id}"
        )
        few = checkin.few + 1 if answered < FEW_SHARE * post.invited else 0
        if few >= FEW_TIMES and checkin.state is PlanState.ACTIVE:
            await self._propose_fewer(group, checkin, post)
        await self._write_to_the_quiet(group, checkin, post)
        totals = {name: bands[name] for name in BANDS} if sum(bands.values()) >= FLOOR else None
        summary = outcome.message_id if isinstance(outcome, Sent) else None
        return Done(
            partial(
                self._count,
                post=post,
                answered=answered,
                totals=totals,
                summary=summary,
                few=0 if few >= FEW_TIMES else few,
            )
        )

    async def _standing(self, group: Group, post: Post) -> Sent | None:
        """Return where a posting stands; one whose sending was cut short is looked for."""
        if post.message_id is not None and post.channel_id is not None:
            return Sent(post.channel_id, post.message_id)
        if post.recipient != EVERYBODY:
            return None
        return await self._parts.messenger.find(channel_id=group.channel_id, key=f"checkin:{post.id}")

    def _count(
        self,
        connection: Connection,
        *,
        post: Post,
        answered: int,
        totals: dict[str, int] | None,
        summary: int | None,
        few: int | None,
    ) -> None:
        checkin_book.change_post(connection, post.id, answered=answered, totals=totals, summary_message_id=summary)
        if few is not None:
            checkin_book.note(connection, post.checkin_id, few=few)

    async def _sum_up(
        self, group: Group, checkin: CheckIn, post: Post, *, answered: int, bands: Counter[str], visible: list[Reply]
    ) -> Outcome:
        open_to_all = [one for one in visible if one.seen_by is SeenBy.GROUP and one.mood is not None]
        shared = [self._line(group, checkin, one) for one in open_to_all[:SHARED_AT_MOST]]
        message = summary_card(
            group,
            checkin,
            post,
            self._roster.speaker(group),
            answered=answered,
            bands={name: bands[name] for name in BANDS},
            named=Counter(band(one.mood) for one in open_to_all if one.mood is not None),
            shared=shared,
        )
        return await self._parts.messenger.post(
            channel_id=group.channel_id, message=message, key=f"checkin-summary:{post.id}", lane=Lane.BULK
        )

    def _line(self, group: Group, checkin: CheckIn, reply: Reply) -> str:
        """Say what somebody meant for everybody; they chose to, with their name."""
        questions, say = {one.key: one for one in checkin.questions}, self._roster.speaker(group)
        words = " · ".join(value_text(text, questions.get(key), say) for key, text in reply.answers.items())
        name = self._roster.name_of(group, reply.person_id)
        return shorten(f"{EMOJI[reply.mood or 3]} **{name}** {words}".strip(), 250)

    async def _propose_fewer(self, group: Group, checkin: CheckIn, post: Post) -> None:
        say = self._roster.speaker(group)
        row = (
            Button(say("fewer-button-yes"), button_id("panel", "fewer", group.id, checkin.id), style="primary"),
            Button(say("fewer-button-no"), button_id("panel", "as-is", group.id, checkin.id)),
        )
        text = say(
            "fewer-proposal", group=as_written(group.name), question=as_written(checkin.question), times=FEW_TIMES
        )
        await self._staff.post(group, Message(text, rows=(row,)), key=f"checkin-fewer:{post.id}")

    # -- the quiet ------------------------------------------------------------------------------------------------

    async def _write_to_the_quiet(self, group: Group, checkin: CheckIn, post: Post) -> None:
        """Have one note written to whoever asked for it and missed three, then nothing more until they answer."""
        now = self._parts.clock.now()
        for one in await self._roster.people(group):
            if one.notes and one.noted_at is None and not one.away(now):
                if not await self._missed(checkin, one.person_id, one.joined_at):
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
        group = await self._parts.storage.read(lambda connection: book.find(connection, int(job.payload["group"] or 0)))
        person = int(job.payload["person"] or 0)
        user = self._parts.people.discord_id(person)
        one = None if user is None else await self._roster.belonging(group, user)
        if user is None or one is None or not one.notes or one.noted_at is None or one.away(self._parts.clock.now()):
            return Done()  # they answered, left, or thought better of it
        say = self._roster.speaker(group)
        row = (
            Button(say("button-talk-now"), button_id("support", "open", group.guild_id), style="success"),
            Button(say("checkin-button-off"), button_id("group", "off", group.id)),
            Button(say("quiet-button-stop"), button_id("group", "notes", group.id, 0)),
        )
        outcome = await self._parts.messenger.direct(
            user_id=user,
            message=Message(say("quiet-note", group=as_written(group.name)), rows=(row,)),
            key=job.key,
            lane=Lane.BULK,
            zone=ZoneInfo(group.zone),
        )
        if isinstance(outcome, Sent):
            return Done()
        reason = reason_of(outcome)
        return RetryLater(timedelta(hours=5), reason) if isinstance(outcome, Transient | OverBudget) else GiveUp(reason)

    async def _missed(self, checkin: CheckIn, person: int, since: datetime) -> bool:
        def work(connection: Connection) -> bool:
            posts = [
                one
                for one in checkin_book.posts_of(connection, checkin.id, EVERYBODY, limit=MISSES + 1)
                if one.state is PostState.CLOSED
            ][:MISSES]
            if len(posts) < MISSES or posts[-1].due < since:
                return False
            return not any(row.person_id == person for one in posts for row in checkin_book.replies(connection, one.id))

        return await self._parts.storage.read(work)
