"""Everything of groups, put together for the cogs."""

from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import Connection

from bot.groups import book, checkin_book, kept, meeting_book
from bot.groups.aside import Aside
from bot.groups.calling_off import CallingOff
from bot.groups.cards import closed_card
from bot.groups.checkin_close import CheckInClose
from bot.groups.checkin_jobs import CheckInJobs
from bot.groups.checkin_series import CheckInSeries
from bot.groups.checkins import CheckIns
from bot.groups.course import Course
from bot.groups.errors import GroupAtRest, NoSuchGroup, NoSuchPlan, NoSuchSession, NotAFacilitator
from bot.groups.goals import Goals
from bot.groups.insights import Figures
from bot.groups.invitations import Invitations
from bot.groups.meeting_model import Meeting, MeetingState, Session
from bot.groups.meetings import Meetings
from bot.groups.missed import Missed
from bot.groups.model import CheckIn, Group, Post, PostState
from bot.groups.panel import Panel
from bot.groups.places import Places
from bot.groups.prompts import Prompts
from bot.groups.quiet import Quiet
from bot.groups.replies import Asked, Listener, Replies
from bot.groups.roster import Roster
from bot.groups.rota import Rota
from bot.groups.seating import Seating
from bot.groups.session_series import SessionSeries
from bot.groups.sessions import Sessions
from bot.groups.staff import Staff
from bot.groups.unled import Unled
from bot.groups.unposted import Unposted
from bot.groups.upkeep import Upkeep
from bot.messenger.calendar import Calendar
from bot.messenger.plain import as_written
from bot.messenger.port import Lane
from bot.moderation.watch import Watches
from bot.parts import Parts
from bot.privacy.register import Register


@dataclass(frozen=True, slots=True)
class Groups:
    """The services that the cogs for groups call."""

    parts: Parts
    roster: Roster
    places: Places
    seating: Seating
    upkeep: Upkeep
    checkins: CheckIns
    checkin_series: CheckInSeries
    replies: Replies
    sessions: Sessions
    calling_off: CallingOff
    session_series: SessionSeries
    meetings: Meetings
    course: Course
    missed: Missed
    prompts: Prompts
    rota: Rota
    goals: Goals
    figures: Figures
    panel: Panel
    aside: Aside
    unposted: Unposted

    @classmethod
    def build(
        cls, parts: Parts, *, watches: Watches, listener: Listener, calendar: Calendar, register: Register
    ) -> "Groups":
        """Build every part and register what the agenda, erasure and retention must know."""
        roster = Roster(parts, watches)
        places = Places(parts, roster)
        checkin_series, session_series = CheckInSeries(parts), SessionSeries(parts)
        replies = Replies(parts, roster, places, listener)
        staff = Staff(parts, roster)
        CheckInJobs(parts, roster, checkin_series, staff)
        unposted = Unposted(parts, roster, staff)
        CheckInClose(parts, roster, replies, staff, Quiet(parts, roster), unposted)
        aside = Aside()
        meetings = Meetings(parts, roster, aside)
        Invitations(parts, roster, meetings, staff, calendar, unposted)
        course = Course(parts, roster, session_series, meetings, staff, unposted, calendar)
        prompts = Prompts(parts, roster, staff)
        panel = Panel(parts, roster, staff, aside)
        upkeep = Upkeep(parts, roster, places, watches)
        seating = Seating(parts, roster, places, upkeep, meetings, panel, Unled(parts, roster, staff))
        register.add(kept.keeper(parts, erased=partial(aside.run, "seating", seating.everywhere)))
        return cls(
            parts,
            roster,
            places,
            seating,
            upkeep,
            CheckIns(parts, checkin_series),
            checkin_series,
            replies,
            Sessions(parts, session_series),
            CallingOff(parts, session_series),
            session_series,
            meetings,
            course,
            Missed(parts, roster, meetings, staff),
            prompts,
            Rota(parts, prompts, staff),
            Goals(parts),
            Figures(parts),
            panel,
            aside,
            unposted,
        )

    async def open_posts(self, group_ids: list[int], user_id: int) -> list[tuple[CheckIn, Post]]:
        """Return the check-ins of some groups that somebody can answer now."""
        person = await self.parts.people.person(user_id)
        found = await self.parts.storage.read(lambda connection: checkin_book.open_posts(connection, group_ids, person))
        now = self.parts.clock.now()
        return [(checkin, post) for checkin, post in found if post.closes_at > now]

    async def post(self, group: Group, post_id: int) -> Asked:
        """Return a posting of a group.

        Raises:
            NoSuchPlan: it is not there, or another group's.
        """

        def work(connection: Connection) -> Asked:
            post = checkin_book.find_post(connection, post_id)
            if post is None:
                raise NoSuchPlan
            checkin = checkin_book.find(connection, post.checkin_id)
            if checkin.group_id != group.id:
                raise NoSuchPlan
            return Asked(group, checkin, post)

        return await self.parts.storage.read(work)

    async def mark_read(self, asked: Asked, user_id: int) -> None:
        """Let the group see that a facilitator has read what was answered.

        Raises:
            GroupAtRest: nothing changes there any more; it can be read all the same.
        """
        if asked.group.archived_at is not None:
            raise GroupAtRest(group=as_written(asked.group.name))
        person = await self.parts.people.person(user_id)
        await self.parts.storage.write(
            lambda connection: checkin_book.change_post(connection, asked.post.id, read_by=person)
        )
        post = asked.post
        if post.channel_id is not None and post.message_id is not None and post.state is PostState.CLOSED:
            say = self.roster.speaker(asked.group)
            name = self.roster.name(asked.group.guild_id, user_id)
            self.aside.run(
                f"read:{post.id}",
                partial(
                    self.parts.messenger.edit,
                    channel_id=post.channel_id,
                    message_id=post.message_id,
                    message=replace(closed_card(asked.checkin, post, say, read_by=name), about=frozenset({user_id})),
                    lane=Lane.BULK,
                ),
            )

    async def of_checkin(self, guild_id: int, checkin_id: int) -> Group:
        """Return the group that a check-in belongs to.

        Raises:
            NoSuchPlan: it is not there, or another server's.
        """

        def work(connection: Connection) -> Group:
            return book.find(connection, checkin_book.find(connection, checkin_id).group_id)

        group = await self.parts.storage.read(work)
        if group.guild_id != guild_id:
            raise NoSuchPlan
        return group

    async def of_session(self, guild_id: int, session_id: int) -> tuple[Group, Session]:
        """Return a session with the group that it belongs to.

        Raises:
            NoSuchSession: it is not there, or another server's.
        """

        def work(connection: Connection) -> tuple[Group, Session]:
            session = meeting_book.find(connection, session_id)
            return book.find(connection, session.group_id), session

        group, session = await self.parts.storage.read(work)
        if group.guild_id != guild_id:
            raise NoSuchSession
        return group, session

    async def for_member(self, group_id: int, user_id: int) -> Group:
        """Return a group to somebody who is in its server; a button in a direct message says nothing of where.

        Raises:
            NoSuchGroup, GroupAtRest: it is not there, not for them, or archived.
        """
        group = await self.parts.storage.read(lambda connection: book.find(connection, group_id))
        if self.parts.directory.absent(group.guild_id, user_id):
            raise NoSuchGroup
        if group.archived_at is not None:
            raise GroupAtRest(group=as_written(group.name))
        return group

    async def for_leader(self, group_id: int, meeting_id: int, user_id: int) -> tuple[Group, Session, Meeting]:
        """Return a meeting to whoever was asked to lead it, or looks after its group.

        Raises:
            NoSuchGroup, NoSuchSession, NotAFacilitator: which of them it is.
        """
        group, person = await self.for_member(group_id, user_id), self.parts.people.known(user_id)
        looks_after = await self.roster.facilitates(group, user_id)
        try:
            found, session, meeting = await self.meetings.look(meeting_id)
        except NoSuchSession:
            if looks_after:
                raise
            raise NotAFacilitator from None
        if not looks_after and (person is None or meeting.facilitator != person):
            raise NotAFacilitator
        if found.id != group.id:
            raise NoSuchSession
        return group, session, meeting

    async def with_prompts(self, group_id: int, user_id: int) -> tuple[Group, bool]:
        """Return a group to whoever may post prompts in it; True if they look after it, False if they lead its meeting now.

        Raises:
            NoSuchGroup, NotAFacilitator: which of the two it is.
        """
        group = await self.for_member(group_id, user_id)
        if await self.roster.facilitates(group, user_id):
            return group, True
        going = await self.parts.storage.read(
            lambda connection: meeting_book.in_state(connection, [group.id], (MeetingState.OPEN,))
        )
        person = self.parts.people.known(user_id)
        if person is None or all(meeting.facilitator != person for _, meeting in going):
            raise NotAFacilitator
        return group, False

    async def archive(self, group: Group, *, archived: bool, by: int, channel_id: int | None = None) -> Group:
        """Put a group to rest with everything that is planned in it, or take it up again with what ran, perhaps in another channel."""

        def along(connection: Connection, changed: Group) -> None:
            if changed.channel_id != group.channel_id:
                self.move_place(connection, changed)
            for plans in (self.checkin_series, self.session_series, self.rota):
                plans.rest(connection, changed, resting=archived)

        archived_at = self.parts.clock.now() if archived else None
        moved: dict[str, Any] = {} if channel_id is None else {"channel_id": channel_id}
        return await self.upkeep.change(group, by=by, along=along, archived_at=archived_at, **moved)

    async def leave(self, group: Group, user_id: int) -> None:
        """Let somebody go from a group, with their places and turns at its meetings.

        Raises:
            LastFacilitator: nobody would look after the group.
        """
        person, changed = await self.parts.people.person(user_id), list[int]()

        def along(connection: Connection) -> None:
            changed[:] = self.meetings.free(connection, groups=[group.id], person=person)

        await self.places.leave(group, user_id, along=along)
        self.meetings.show(changed)

    def move_zone(self, connection: Connection, group: Group) -> None:
        """Keep every wall time of a group that moved to another zone."""
        for plans in (self.checkin_series, self.session_series, self.rota):
            plans.move_zone(connection, group)

    def move_place(self, connection: Connection, group: Group) -> None:
        """Bring what stands about a group's meetings in step with its channels."""
        self.session_series.follow_place(connection, group)

    async def load(self) -> None:
        """Bring every plan in step with the zones' present offsets."""
        await self.checkin_series.replan_all()
        await self.session_series.replan_all()
        await self.rota.replan_all()
        await self.prompts.load()

    async def close(self) -> None:
        """Let go of what is only being shown."""
        await self.aside.stop()
