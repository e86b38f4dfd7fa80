"""The surveys that are open, or about to be, in memory: whoever answers one touches no database."""

from collections.abc import Awaitable, Callable, Collection
from dataclasses import replace

from sqlalchemy import Connection

from bot.audit import Act
from bot.parts import Parts
from bot.storage import after_commit
from bot.surveys import records
from bot.surveys.declared import GroupsCut, Standing, sealed_cell
from bot.surveys.disclosure import FLOOR, checked_threshold
from bot.surveys.errors import (
    NoSuchSurvey,
    NotAFacilitator,
    NotInvited,
    NotThere,
    SurveyNotYetOpen,
    SurveyOver,
)
from bot.surveys.records import LIVE, State, Survey

Also = Callable[[Connection, Survey], None]
GroupsOf = Callable[[int, int], Awaitable[frozenset[int]]]
"""Of a server and somebody in it: the groups that they are in."""


class Book:
    """Who may ask, who may answer, and what is open."""

    def __init__(self, parts: Parts) -> None:
        """Start empty; `load` reads what is stored."""
        self._parts = parts
        self._live: dict[int, Survey] = {}
        self._thresholds: dict[int, int] = {}
        self._groups_of: GroupsOf = _in_none

    async def load(self) -> None:
        """Read every live survey.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        self._live = {survey.id: survey for survey in await self._parts.storage.read(records.live)}
        self._thresholds = await self._parts.storage.read(records.thresholds)

    def live(self) -> tuple[Survey, ...]:
        """Return every survey that is not a draft and not over."""
        return tuple(self._live.values())

    def get(self, survey_id: int) -> Survey | None:
        """Return a live survey."""
        return self._live.get(survey_id)

    def open_for(self, guild_id: int, user_id: int) -> list[Survey]:
        """Return the surveys that somebody may answer now."""
        found = []
        for survey in self._live.values():
            if survey.guild_id == guild_id:
                try:
                    self.answerable(survey.id, user_id)
                except (NoSuchSurvey, NotInvited, NotThere, SurveyNotYetOpen, SurveyOver):
                    continue
                found.append(survey)
        return found

    def open_now(self, survey_id: int) -> Survey:
        """Return a survey that is open, whoever asks. Nothing is asked of the database.

        Raises:
            SurveyOver, SurveyNotYetOpen: it is closed or has not begun.
        """
        survey = self._live.get(survey_id)
        if survey is None:
            raise SurveyOver
        if survey.state is State.PLANNED:
            raise SurveyNotYetOpen
        if survey.state is not State.OPEN or (
            survey.closes_at is not None and self._parts.clock.now() >= survey.closes_at
        ):
            raise SurveyOver
        return survey

    def answerable(self, survey_id: int, user_id: int) -> Survey:
        """Return a survey that somebody may answer now. Nothing is asked of the database.

        Raises:
            SurveyOver, SurveyNotYetOpen: it is closed or has not begun.
            NotInvited, NotThere: it is for others.
        """
        survey = self.open_now(survey_id)
        member = self._parts.directory.member(survey.guild_id, user_id)
        if member is None:
            raise NotInvited
        if survey.attended:
            if self._parts.people.known(user_id) not in survey.invited:
                raise NotThere
        elif survey.role_id is not None and survey.role_id not in member.roles:
            raise NotInvited
        return survey

    def knows_groups(self, of: GroupsOf) -> None:
        """Ask `of` in which groups somebody is; it may read, and writes nothing."""
        self._groups_of = of

    async def cells(self, survey: Survey, user_id: int) -> tuple[str, ...]:
        """Say where somebody stands in each cut of a survey, now.

        Raises:
            StorageUnavailable: the survey reports by group, and the database did not answer.
        """
        member = self._parts.directory.member(survey.guild_id, user_id)
        groups = frozenset[int]()
        if any(isinstance(cut, GroupsCut) for cut in survey.cuts):
            groups = await self._groups_of(survey.guild_id, user_id)
        standing = Standing(frozenset() if member is None else member.roles, groups)
        return tuple(sealed_cell(cut, standing) for cut in survey.cuts)

    def staff(self, guild_id: int | None, user_id: int) -> int:
        """Return the server in which somebody may run surveys.

        Raises:
            NotAFacilitator: they may not.
        """
        if guild_id is None:
            raise NotAFacilitator
        server, member = self._parts.servers.get(guild_id), self._parts.directory.member(guild_id, user_id)
        if server is None or member is None:
            raise NotAFacilitator
        roles = {role for role in (server.facilitator_role_id, server.lead_role_id) if role is not None}
        if not (member.is_admin or roles & member.roles):
            raise NotAFacilitator
        return guild_id

    def threshold(self, guild_id: int) -> int:
        """Return from how many people on a server shows anything."""
        return self._thresholds.get(guild_id, FLOOR)

    async def raise_threshold(self, guild_id: int, wanted: int, *, by: int) -> int:
        """Show results from this many people on, those of closed surveys too.

        Raises:
            ThresholdTooLow: it is below five.
        """
        threshold = checked_threshold(wanted)
        noted = await self._parts.audit.noting(guild_id, by, Act.SURVEY_THRESHOLD, about=threshold)

        def work(connection: Connection) -> None:
            records.raise_threshold(connection, guild_id, threshold)
            noted(connection)

        await self._parts.storage.write(work)
        self._thresholds[guild_id] = threshold
        return threshold

    async def survey(self, guild_id: int, survey_id: int) -> Survey:
        """Return any survey of a server.

        Raises:
            NoSuchSurvey: there is none of that number here.
        """
        found = self._live.get(survey_id)
        if found is None or found.guild_id != guild_id:
            found = await self._parts.storage.read(lambda connection: records.one(connection, guild_id, survey_id))
        if found is None:
            raise NoSuchSurvey
        return found

    async def by_origin(self, origin: str) -> Survey | None:
        """Return the survey that something opened."""
        return await self._parts.storage.read(lambda connection: records.by_origin(connection, origin))

    async def drop(self, guild_id: int, survey_id: int) -> bool:
        """Delete a draft."""
        return await self._parts.storage.write(lambda connection: records.drop(connection, guild_id, survey_id))

    async def listed(self, guild_id: int, *states: State) -> list[Survey]:
        """Return the newest surveys of a server in some states."""
        return await self._parts.storage.read(lambda connection: records.listed(connection, guild_id, states))

    async def enter(self, survey: Survey, also: Also = lambda _connection, _survey: None) -> Survey | None:
        """Write a new survey; None if what it is opened by has opened one before."""

        def work(connection: Connection) -> Survey | None:
            entered = records.enter(connection, survey)
            if entered is not None:
                if entered.invited:
                    records.invite(connection, entered.id, entered.invited)
                also(connection, entered)
                after_commit(connection, lambda: self._remember(entered))
            return entered

        return await self._parts.storage.write(work)

    async def change(
        self, survey: Survey, *, expected: Collection[State], also: Also = lambda _connection, _survey: None
    ) -> bool:
        """Write a survey if it is still in a state expected, with whatever belongs in the same transaction."""
        return await self._parts.storage.write(lambda connection: self.change_in(connection, survey, expected, also))

    def change_in(
        self, connection: Connection, survey: Survey, expected: Collection[State], also: Also | None = None
    ) -> bool:
        """Do the same in a transaction that is open already."""
        if not records.save(connection, survey, expected=expected):
            return False
        if also is not None:
            also(connection, survey)
        after_commit(connection, lambda: self._remember(survey))
        return True

    def uninvite(self) -> None:
        """Drop those who were erased: nobody is known by their person id any more."""
        for survey in tuple(self._live.values()):
            known = frozenset(one for one in survey.invited if self._parts.people.discord_id(one) is not None)
            if known != survey.invited:
                self._live[survey.id] = replace(survey, invited=known)

    def _remember(self, survey: Survey) -> None:
        if survey.state in LIVE:
            self._live[survey.id] = survey
        else:
            self._live.pop(survey.id, None)


async def _in_none(_guild_id: int, _user_id: int) -> frozenset[int]:
    return frozenset()
