"""Looking at cases: who may see which, what was written, and what happened."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final, NoReturn

from sqlalchemy import Connection

from bot.audit import Act, Line
from bot.moderation import casebook
from bot.moderation.desk import Desk
from bot.moderation.errors import AlreadyResolved, NoSuchCase, NotAResponder, NotHeldByYou, NotToldYet
from bot.moderation.incident import Code, Entry, Incident, Words

LISTED: Final = 20
OF_CASES: Final = frozenset(act for act in Act if act.startswith("case-"))
OF_REPORTS: Final = frozenset(act for act in Act if act.startswith("report-"))


class Files:
    """Shows cases to those who may know of them; every other part of the responders' side asks here first."""

    def __init__(self, desk: Desk) -> None:
        """Look at `desk`."""
        self._desk = desk

    async def case(self, key: int, user_id: int) -> Incident:
        """Return a case to somebody who may know of it; nobody else learns whether there is one.

        Raises:
            NotAResponder: they are no on-call peer and no lead anywhere.
            NotToldYet: they may be, in a server whose members are not known yet.
            NoSuchCase: there is none, or it is about the asker, in another server, or takes the other road without them.
        """
        try:
            incident = await self._desk.cases.get(key)
        except NoSuchCase:
            self._refuse(user_id)
        if not self._desk.is_responder(incident.guild_id, user_id):
            self._refuse(user_id)
        if not self._desk.may_know(incident, user_id):
            raise NoSuchCase
        return incident

    async def open_case(self, key: int, user_id: int) -> Incident:
        """Return a case that is still to be seen through.

        Raises:
            AlreadyResolved: it was closed earlier.
        """
        incident = await self.case(key, user_id)
        if not incident.open:
            raise AlreadyResolved
        return incident

    async def held_case(self, key: int, user_id: int) -> Incident:
        """Return an open case to who holds it.

        Raises:
            NotHeldByYou: somebody else does, or nobody.
        """
        incident = await self.open_case(key, user_id)
        if incident.holder != user_id:
            raise NotHeldByYou
        return incident

    async def words(self, key: int, user_id: int) -> tuple[Incident, list[Words]]:
        """Return what was written, for a responder's eyes only; that somebody looked is in the log."""
        incident = await self.case(key, user_id)
        words = await self._desk.cases.words(key)
        person, now = await self._desk.people.person(user_id), self._desk.now()
        noted = self._desk.noting(incident, person, Act.CASE_WORDS_READ)

        def work(connection: Connection) -> None:
            casebook.log(connection, key, now, Code.READ_WORDS, person)
            noted(connection)

        self._desk.cases.put(key, work)
        return incident, words

    async def log(self, key: int, user_id: int) -> tuple[Incident, list[Entry]]:
        """Return what happened in a case, as codes, people and times; that somebody looked is in the record."""
        incident = await self.case(key, user_id)
        rows = await self._desk.storage.read(lambda connection: casebook.entries(connection, key))
        person = await self._desk.people.person(user_id)
        self._desk.cases.put(key, self._desk.noting(incident, person, Act.CASE_LOOKED_AT))
        known = self._desk.people.discord_id
        entries = [
            Entry(row.at, Code(row.code), None if row.person_id is None else known(row.person_id), row.detail)
            for row in rows
        ]
        return incident, entries

    async def cases(self, guild_id: int, user_id: int, *, only_open: bool, limit: int = LISTED) -> list[Incident]:
        """Return a server's cases that somebody may know of, newest first.

        Raises:
            NotAResponder: they are no on-call peer and no lead.
            NotToldYet: they may be, but the server's members are not known yet.
        """
        if not self._desk.is_responder(guild_id, user_id):
            raise NotToldYet if self._desk.is_untold(guild_id, user_id) else NotAResponder
        rows = await self._desk.storage.read(
            lambda connection: casebook.of_server(connection, guild_id, only_open=only_open, limit=limit)
        )
        found = [self._desk.cases.latest(self._desk.cases.incident(row)) for row in rows]
        return [incident for incident in found if self._desk.may_know(incident, user_id)]

    async def by_number(self, guild_id: int, number: int, user_id: int) -> Incident:
        """Return the case that people know by its number."""
        row = await self._desk.storage.read(lambda connection: casebook.by_number(connection, guild_id, number))
        if row is None:
            self._refuse(user_id)
        return await self.case(row.key, user_id)

    async def may_read(self, guild_id: int, user_id: int, lines: Sequence[Line]) -> list[Line]:
        """Withhold those lines of the record that would tell a lead of what goes past them.

        What others did with reports is withheld from every lead, whomever these are about: else a line that only one of
        them cannot read would tell who that is.
        """
        numbers = {int(line.about) for line in lines if line.act in OF_CASES and line.about.isdigit()}
        rows = await self._desk.storage.read(lambda connection: casebook.by_numbers(connection, guild_id, numbers))
        cases = {row.number: self._desk.cases.latest(self._desk.cases.incident(row)) for row in rows}
        return [self._shown(line, user_id, cases) for line in lines]

    def _shown(self, line: Line, user_id: int, cases: Mapping[int, Incident]) -> Line:
        if line.actor == user_id or line.act not in OF_CASES | OF_REPORTS:
            return line
        if line.act in OF_REPORTS:
            return replace(line, withheld=True)
        incident = cases.get(int(line.about)) if line.about.isdigit() else None
        if incident is None:
            return replace(line, about="")  # nobody can say any more whom it was about
        return line if self._desk.may_know(incident, user_id) else replace(line, withheld=True)

    def able(self, incident: Incident, user_id: int) -> list[tuple[int, str]]:
        """Return the people to whom a case can be handed over, those on shift first."""
        desk = self._desk
        duty = desk.duty(incident)
        known = [responder.user_id for responder in desk.oncall.responders(incident.guild_id) if responder.tested]
        people = dict.fromkeys((*duty.on_shift, *duty.leads, *known))
        return [
            (user, desk.name(incident.guild_id, user))
            for user in people
            if user != user_id and not desk.goes_past(incident, user) and desk.is_responder(incident.guild_id, user)
        ]

    def _refuse(self, user_id: int) -> NoReturn:
        anywhere = any(self._desk.is_responder(server.guild_id, user_id) for server in self._desk.servers.all())
        if anywhere:
            raise NoSuchCase
        untold = any(self._desk.is_untold(server.guild_id, user_id) for server in self._desk.servers.all())
        raise NotToldYet if untold else NotAResponder
