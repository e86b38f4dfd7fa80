"""A check-in's close: its card rests, the group reads a summary, and the facilitators hear what it says."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any, Final

from sqlalchemy import Connection

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.agenda.jobs import Outcome as Ending
from bot.groups import book, checkin_book
from bot.groups.cards import answered_notice, closed_card, shared_card, shown_bands, summary_card
from bot.groups.model import (
    EVERYBODY,
    FEW_SHARE,
    FEW_TIMES,
    CheckIn,
    Group,
    PlanState,
    Post,
    PostState,
    Reply,
    SeenBy,
)
from bot.groups.moods import BANDS, band
from bot.groups.quiet import Quiet
from bot.groups.reading import paged, said
from bot.groups.replies import Replies
from bot.groups.rhythm import fewer
from bot.groups.roster import Roster
from bot.groups.staff import Staff
from bot.groups.troubles import AGAIN, THEIRS, TRANSIENT
from bot.groups.unposted import Ready, Unposted
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.plain import as_written
from bot.messenger.port import Lane, Outcome, Sent, Transient
from bot.parts import Parts
from bot.surveys.disclosure import countable

CLOSE: Final = "checkin-close"
SUMMARY: Final = "summary"
SUMMED_UP_WITHIN: Final = timedelta(days=3)
"""How long a summary is of use that its channel does not take."""


class CheckInClose:
    """What the agenda calls when a check-in closes."""

    def __init__(
        self, parts: Parts, roster: Roster, replies: Replies, staff: Staff, quiet: Quiet, unposted: Unposted
    ) -> None:
        """Register what the agenda must know."""
        self._parts = parts
        self._roster = roster
        self._replies = replies
        self._staff = staff
        self._quiet = quiet
        self._unposted = unposted
        unposted.offer(SUMMARY, self._late_summary)
        parts.agenda.register(CLOSE, self._close, misfire=ALWAYS)

    async def _close(self, job: Job) -> Ending:
        found = await self._parts.storage.write(partial(self._shut, post_id=job.number("post")))
        if found is None:
            return Done()
        group, checkin, post, rows = found
        say = self._roster.speaker(group)
        standing = await self._standing(group, post)
        outcomes: list[Outcome] = []  # each step is done once, however often this is repeated
        if standing is not None:
            read_by = None if post.read_by is None else self._roster.name_of(group, post.read_by)
            edited = await self._parts.messenger.edit(
                channel_id=standing.channel_id,
                message_id=standing.message_id,
                message=replace(
                    closed_card(checkin, post, say, read_by=read_by), about=self._roster.named([post.read_by])
                ),
                lane=Lane.BULK,
            )
            outcomes.append(edited)
        elif not rows:
            return Done()  # nobody was asked, as far as can be known
        visible = self._replies.seen_by_facilitators(rows)
        # What somebody kept for themselves is in no figure: beside the names that are read, it would tell of them.
        bands, named = _bands(visible), _named(visible)
        notice = answered_notice(group, checkin, post, say, visible=len(visible), named=sum(named.values()))
        if visible or post.recipient == EVERYBODY:
            outcomes.append(await self._staff.post(group, notice, key=f"checkin-answers:{post.id}"))
        outcome: Outcome | None = None
        lost = False
        few: int | None = None
        if post.recipient == EVERYBODY:
            if group.archived_at is None:  # in a group at rest nothing more is posted
                posted = await self._sum_up(group, checkin, post, bands=bands, named=named, visible=visible)
                outcome = posted[0]
                outcomes += posted
                lost = self._staff.reason(group, posted[-1]) in THEIRS if not isinstance(posted[-1], Sent) else False
            few = checkin.few + 1 if len(visible) < FEW_SHARE * post.invited else 0
            if few >= FEW_TIMES and checkin.state is PlanState.ACTIVE and fewer(checkin.rule) is not None:
                outcomes.append(await self._propose_fewer(group, checkin, post))
            few = 0 if few >= FEW_TIMES else few
        if any(isinstance(one, Transient) for one in outcomes):
            return RetryLater(AGAIN, TRANSIENT)
        await self._quiet.look_out(group, checkin, post)
        shown = post.recipient == EVERYBODY and shown_bands(bands, named) is not None
        count = sum(bands.values())
        totals = {name: bands[name] for name in BANDS} if shown else None
        summary = outcome if isinstance(outcome, Sent) else None
        return Done(
            partial(
                self._count,
                post=post,
                answered=count if not count or countable(count, sum(named.values())) else None,
                totals=totals,
                summary=summary,
                few=few,
                lost=lost,
            )
        )

    async def _late_summary(self, post_id: int, _: str) -> Ready | None:
        """Return a summary that its channel did not take."""
        found = await self._parts.storage.read(partial(self._closed, post_id=post_id))
        if found is None:
            return None
        group, checkin, post, rows = found

        async def again() -> Outcome:
            visible = self._replies.seen_by_facilitators(rows)
            bands, named = _bands(visible), _named(visible)
            posted = await self._sum_up(group, checkin, post, bands=bands, named=named, visible=visible)
            if isinstance(first := posted[0], Sent):
                await self._parts.storage.write(partial(_stands, post=post, summary=first))
            return posted[-1]

        return Ready(group, "facilitators-summary-trouble", checkin.question, post.closes_at + SUMMED_UP_WITHIN, again)

    def _closed(self, connection: Connection, *, post_id: int) -> tuple[Group, CheckIn, Post, list[Any]] | None:
        post = checkin_book.find_post(connection, post_id)
        if post is None:
            return None
        checkin = checkin_book.find(connection, post.checkin_id)
        return book.find(connection, checkin.group_id), checkin, post, checkin_book.replies(connection, post_id)

    def _shut(self, connection: Connection, *, post_id: int) -> tuple[Group, CheckIn, Post, list[Any]] | None:
        """Take no answer from here on, so that every attempt counts alike; return what there is."""
        post = checkin_book.find_post(connection, post_id)
        if post is not None and post.state is not PostState.CLOSED:
            checkin_book.change_post(connection, post_id, state=PostState.CLOSED)
        return self._closed(connection, post_id=post_id)

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
        answered: int | None,
        totals: dict[str, int] | None,
        summary: Sent | None,
        few: int | None,
        lost: bool,
    ) -> None:
        checkin_book.change_post(connection, post.id, answered=answered, totals=totals)
        if summary is not None:
            _stands(connection, post=post, summary=summary)
        if lost:
            self._unposted.keep(connection, SUMMARY, post.id)
        if few is not None:
            checkin_book.note(connection, post.checkin_id, few=few)

    async def _sum_up(
        self,
        group: Group,
        checkin: CheckIn,
        post: Post,
        *,
        bands: Counter[str],
        named: Counter[str],
        visible: list[Reply],
    ) -> list[Outcome]:
        """Post the summary; whoever answered for everybody is in it, or in a message after it, to the last word."""
        say = self._roster.speaker(group)
        pages = paged(
            [
                said(checkin, one, self._roster.name_of(group, one.person_id), say)
                for one in visible
                if one.seen_by is SeenBy.GROUP
            ]
        )
        summary = summary_card(
            group,
            checkin,
            post,
            say,
            bands={name: bands[name] for name in BANDS},
            named=named,
            shared=pages[0].text if pages else "",
        )
        messages = [
            replace(summary, about=self._roster.named(pages[0].people if pages else ())),
            *(replace(shared_card(one.text, say), about=self._roster.named(one.people)) for one in pages[1:]),
        ]
        outcomes: list[Outcome] = []
        for number, message in enumerate(messages):
            key = f"checkin-shared:{post.id}:{number}" if number else f"checkin-summary:{post.id}"
            outcomes.append(
                await self._parts.messenger.post(channel_id=group.channel_id, message=message, key=key, lane=Lane.BULK)
            )
            if not isinstance(outcomes[-1], Sent):
                break  # in their order, or later
        return outcomes

    async def _propose_fewer(self, group: Group, checkin: CheckIn, post: Post) -> Outcome:
        say = self._roster.speaker(group)
        row = (
            Button(
                say("fewer-button-yes"),
                button_id("panel", "fewer", group.id, checkin.id, checkin.version),
                style="primary",
            ),
            Button(say("fewer-button-no"), button_id("panel", "as-is", group.id, checkin.id)),
        )
        text = say(
            "fewer-proposal", group=as_written(group.name), question=as_written(checkin.question), times=FEW_TIMES
        )
        return await self._staff.post(group, Message(text, rows=(row,)), key=f"checkin-fewer:{post.id}")


def _stands(connection: Connection, *, post: Post, summary: Sent) -> None:
    """Write down where a summary stands: the group may have had another channel when it was asked, and may have again."""
    checkin_book.change_post(
        connection, post.id, summary_channel_id=summary.channel_id, summary_message_id=summary.message_id
    )


def _bands(replies: list[Reply]) -> Counter[str]:
    return Counter(band(one.mood) for one in replies if one.mood is not None)


def _named(replies: list[Reply]) -> Counter[str]:
    """Count what was said for everybody, whose names stand beside it."""
    return _bands([one for one in replies if one.seen_by is SeenBy.GROUP])
