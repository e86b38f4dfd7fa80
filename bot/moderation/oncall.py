"""Who is on call: responders, their shifts, and who could be woken now, all held in memory."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select, update

from bot.audit import Act, Audit
from bot.clock import Clock
from bot.moderation.errors import NoSuchShift, NotTested, ShiftInThePast, ShiftTooLong, TooManyNights
from bot.moderation.policy import NIGHTS_A_WEEK, SHIFT_AT_MOST, Duty
from bot.moderation.shifts import Position, Responder, Shift, nights_of
from bot.moderation.tables import responders, shifts
from bot.servers import Servers
from bot.servers.directory import Directory
from bot.storage import Storage, after_commit
from bot.storage.people import People


class OnCall:
    """The on-call list of every server."""

    def __init__(
        self, storage: Storage, people: People, servers: Servers, directory: Directory, audit: Audit, clock: Clock
    ) -> None:
        """Start empty; `load` reads what is stored."""
        self._storage = storage
        self._people = people
        self._servers = servers
        self._directory = directory
        self._audit = audit
        self._clock = clock
        self._responders: dict[int, dict[int, Responder]] = {}
        self._shifts: dict[int, list[Shift]] = {}
        self.changed: Callable[[Connection, int], None] = lambda _connection, _guild: None
        self.on_change: Callable[[], None] = lambda: None

    async def load(self) -> None:
        """Read responders and the shifts that are not over.

        Raises:
            StorageUnavailable: the database cannot be read now.
        """
        now = self._clock.now()
        people, spans = await self._storage.read(
            lambda connection: (
                connection.execute(select(responders)).all(),
                connection.execute(select(shifts).where(shifts.c.ends_at > now)).all(),
            )
        )
        self._responders, self._shifts = {}, {}
        for row in people:
            user = self._people.discord_id(row.person_id)
            if user is not None:
                self._responders.setdefault(row.guild_id, {})[user] = Responder(
                    user, row.joined_at, row.answered_at, row.last_resort
                )
        for row in spans:
            user = self._people.discord_id(row.person_id)
            if user is not None:
                self._shifts.setdefault(row.guild_id, []).append(
                    Shift(row.id, row.guild_id, user, Position(row.position), row.starts_at, row.ends_at)
                )

    def take(self, listed: Mapping[int, Iterable[Responder]], shifts: Iterable[Shift]) -> None:
        """Know these people and shifts, as they were last known, until `load` can read them."""
        self._responders = {guild: {one.user_id: one for one in people} for guild, people in listed.items()}
        self._shifts = {}
        for shift in shifts:
            self._shifts.setdefault(shift.guild_id, []).append(shift)

    # -- asking ---------------------------------------------------------------------------------------------------

    def duty(self, guild_id: int) -> Duty:
        """Return everyone who could be woken for a server now; who left the server or lost the role is not among them."""
        server = self._servers.get(guild_id)
        now = self._clock.now()
        current = [shift for shift in self.shifts(guild_id) if shift.starts_at <= now < shift.ends_at]
        leads: tuple[int, ...] = ()
        if server is not None and server.lead_role_id is not None:
            leads = self._directory.holders(guild_id, server.lead_role_id)
        return Duty(
            primary=self._present(guild_id, (s.user_id for s in current if s.position is Position.PRIMARY)),
            backup=self._present(guild_id, (s.user_id for s in current if s.position is Position.BACKUP)),
            leads=leads,
            last_resort=self._present(
                guild_id, (r.user_id for r in self.responders(guild_id) if r.last_resort and r.tested)
            ),
        )

    def responders(self, guild_id: int) -> tuple[Responder, ...]:
        """Return everyone on a server's on-call list, in the order in which they joined."""
        return tuple(sorted(self._responders.get(guild_id, {}).values(), key=lambda responder: responder.joined_at))

    def responder(self, guild_id: int, user_id: int) -> Responder | None:
        """Return somebody on the list."""
        return self._responders.get(guild_id, {}).get(user_id)

    def shifts(self, guild_id: int) -> tuple[Shift, ...]:
        """Return a server's shifts that are not over, the next first."""
        now = self._clock.now()
        current = [shift for shift in self._shifts.get(guild_id, ()) if shift.ends_at > now]
        return tuple(sorted(current, key=lambda shift: (shift.starts_at, shift.position is Position.BACKUP)))

    def back_at(self, guild_id: int) -> datetime | None:
        """Return when the next shift starts, if one is planned."""
        now = self._clock.now()
        return min((shift.starts_at for shift in self.shifts(guild_id) if shift.starts_at > now), default=None)

    def next_edge(self, guild_id: int) -> datetime | None:
        """Return when a shift begins or ends next."""
        now = self._clock.now()
        edges = (edge for shift in self.shifts(guild_id) for edge in (shift.starts_at, shift.ends_at))
        return min((edge for edge in edges if edge > now), default=None)

    def uncovered(self, guild_id: int, until: datetime) -> list[tuple[datetime, datetime]]:
        """Return the spans between now and `until` with nobody on shift."""
        gaps, edge = [], self._clock.now()
        for shift in self.shifts(guild_id):
            if shift.starts_at >= until:
                break
            if shift.starts_at > edge:
                gaps.append((edge, shift.starts_at))
            edge = max(edge, shift.ends_at)
        if edge < until:
            gaps.append((edge, until))
        return gaps

    # -- changing -------------------------------------------------------------------------------------------------

    async def join(self, guild_id: int, user_id: int) -> Responder:
        """Put somebody on the list; joining again keeps what is known."""
        known = self.responder(guild_id, user_id)
        if known is not None:
            return known
        person = await self._people.person(user_id)
        responder = Responder(user_id, self._clock.now(), None, last_resort=False)
        noted = self._audit.by(guild_id, person, Act.ONCALL_JOINED)

        def work(connection: Connection) -> None:
            connection.execute(
                insert(responders).values(
                    guild_id=guild_id, person_id=person, joined_at=responder.joined_at, last_resort=False
                )
            )
            noted(connection)

        await self._storage.write(work)
        self._responders.setdefault(guild_id, {})[user_id] = responder
        self.on_change()
        return responder

    async def answered(self, guild_id: int, user_id: int) -> Responder:
        """Note that somebody answered a test page."""
        return await self._change(guild_id, user_id, answered_at=self._clock.now())

    async def last_resort(self, guild_id: int, user_id: int, *, wake: bool) -> None:
        """Set whether somebody may be woken off shift when nobody else answers.

        Raises:
            NotTested: they never answered a test page.
        """
        responder = self.responder(guild_id, user_id)
        if wake and (responder is None or not responder.tested):
            raise NotTested
        if responder is not None:
            await self._change(guild_id, user_id, last_resort=wake)

    async def leave(self, guild_id: int, user_id: int) -> None:
        """Take somebody off the list, with their shifts."""
        person = self._people.known(user_id)
        if person is None:
            return
        noted = self._audit.by(guild_id, person, Act.ONCALL_LEFT)

        def work(connection: Connection) -> None:
            noted(connection)
            connection.execute(
                delete(responders).where(responders.c.guild_id == guild_id, responders.c.person_id == person)
            )
            connection.execute(delete(shifts).where(shifts.c.guild_id == guild_id, shifts.c.person_id == person))
            after_commit(connection, left)
            self.changed(connection, guild_id)

        def left() -> None:
            self._responders.get(guild_id, {}).pop(user_id, None)
            self._shifts[guild_id] = [shift for shift in self._shifts.get(guild_id, ()) if shift.user_id != user_id]
            self.on_change()

        await self._storage.write(work)

    async def plan(
        self,
        guild_id: int,
        user_id: int,
        position: Position,
        starts_at: datetime,
        length: timedelta,
        *,
        by: int | None = None,
    ) -> Shift:
        """Put somebody on shift; `by` is who plans it (by Discord's id), if not they themselves.

        Raises:
            NotTested: they never answered a test page.
            ShiftTooLong: it is longer than eight hours.
            ShiftInThePast: it would be over already.
            TooManyNights: it would be their fourth night in seven days.
        """
        responder = self.responder(guild_id, user_id)
        if responder is None or not responder.tested:
            raise NotTested
        if length > SHIFT_AT_MOST or length <= timedelta(0):
            raise ShiftTooLong(hours=int(SHIFT_AT_MOST.total_seconds() // 3600))
        ends_at = starts_at + length
        if ends_at <= self._clock.now():
            raise ShiftInThePast
        await self._check_nights(guild_id, user_id, starts_at, ends_at)
        person = await self._people.person(user_id)
        values = {
            "guild_id": guild_id,
            "person_id": person,
            "position": position,
            "starts_at": starts_at,
            "ends_at": ends_at,
        }

        planner = person if by is None else await self._people.person(by)
        noted = self._audit.by(guild_id, planner, Act.SHIFT_PLANNED, subject=person)

        def work(connection: Connection) -> Shift:
            number = connection.execute(insert(shifts).values(values).returning(shifts.c.id)).scalar_one()
            shift = Shift(number, guild_id, user_id, position, starts_at, ends_at)
            noted(connection, number)
            after_commit(connection, lambda: self._shifts.setdefault(guild_id, []).append(shift))
            after_commit(connection, self.on_change)
            self.changed(connection, guild_id)
            return shift

        return await self._storage.write(work)

    async def cancel(self, guild_id: int, shift_id: int, *, by: int) -> Shift:
        """Take a shift back; `by` is who does it, by Discord's id.

        Raises:
            NoSuchShift: it is not there, or over.
        """
        shift = next((shift for shift in self.shifts(guild_id) if shift.id == shift_id), None)
        if shift is None:
            raise NoSuchShift
        noted = await self._audit.noting(guild_id, by, Act.SHIFT_CANCELLED, about=shift_id, subject=shift.user_id)

        def work(connection: Connection) -> None:
            noted(connection)
            connection.execute(delete(shifts).where(shifts.c.id == shift_id))
            after_commit(connection, lambda: self._shifts[guild_id].remove(shift))
            after_commit(connection, self.on_change)
            self.changed(connection, guild_id)

        await self._storage.write(work)
        return shift

    async def skip_next(self, guild_id: int, user_id: int) -> Shift:
        """Take somebody's next shift that has not begun off the plan.

        Raises:
            NoSuchShift: none is planned.
        """
        now = self._clock.now()
        for shift in self.shifts(guild_id):
            if shift.user_id == user_id and shift.starts_at > now:
                return await self.cancel(guild_id, shift.id, by=user_id)
        raise NoSuchShift

    def forget(self, user_id: int) -> None:
        """Drop somebody who was erased from memory, in every server."""
        for listed in self._responders.values():
            listed.pop(user_id, None)
        for guild_id, spans in self._shifts.items():
            self._shifts[guild_id] = [shift for shift in spans if shift.user_id != user_id]
        self.on_change()

    async def _check_nights(self, guild_id: int, user_id: int, starts_at: datetime, ends_at: datetime) -> None:
        server = self._servers.get(guild_id)
        zone = ZoneInfo("UTC" if server is None else server.zone)
        if not nights_of(starts_at, ends_at, zone):
            return
        person = await self._people.person(user_id)
        around = await self._storage.read(
            lambda connection: connection.execute(
                select(shifts.c.starts_at, shifts.c.ends_at).where(
                    shifts.c.guild_id == guild_id,
                    shifts.c.person_id == person,
                    shifts.c.ends_at > starts_at - timedelta(days=7),
                    shifts.c.starts_at < ends_at + timedelta(days=7),
                )
            ).all()
        )
        nights = set().union(*(nights_of(row.starts_at, row.ends_at, zone) for row in around)) | nights_of(
            starts_at, ends_at, zone
        )
        if any(len([n for n in nights if night <= n < night + timedelta(days=7)]) > NIGHTS_A_WEEK for night in nights):
            raise TooManyNights(nights=NIGHTS_A_WEEK)

    async def _change(self, guild_id: int, user_id: int, **values: datetime | bool) -> Responder:
        responder = await self.join(guild_id, user_id)
        person = await self._people.person(user_id)
        await self._storage.write(
            lambda connection: connection.execute(
                update(responders)
                .where(responders.c.guild_id == guild_id, responders.c.person_id == person)
                .values(**values)
            )
        )
        changed = replace(responder, **values)  # type: ignore[arg-type]  # the caller names the fields
        self._responders[guild_id][user_id] = changed
        self.on_change()
        return changed

    def _present(self, guild_id: int, users: Iterable[int]) -> tuple[int, ...]:
        return tuple(user for user in dict.fromkeys(users) if self._may_answer(guild_id, user))

    def _may_answer(self, guild_id: int, user_id: int) -> bool:
        """Say whether somebody could press *I'm on it*; a member we have not heard of yet is given the chance."""
        if self._directory.absent(guild_id, user_id):
            return False
        server, member = self._servers.get(guild_id), self._directory.member(guild_id, user_id)
        if server is None or member is None:
            return True
        return member.is_admin or bool(server.staff_roles & member.roles)


def erase(connection: Connection, person_id: int) -> None:
    """Take a person off every on-call list."""
    connection.execute(delete(responders).where(responders.c.person_id == person_id))
    connection.execute(delete(shifts).where(shifts.c.person_id == person_id))


def drop_older(connection: Connection, before: datetime) -> int:
    """Remove shifts that ended before an instant."""
    return connection.execute(delete(shifts).where(shifts.c.ends_at < before)).rowcount
