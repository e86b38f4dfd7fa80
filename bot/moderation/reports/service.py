"""Bringing a problem to the leads, past whoever it names, and an answer back. Nothing of it is ever public."""

import re
from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row

from bot.agenda import ALWAYS, Done, Job, RetryLater
from bot.audit import Act
from bot.messenger.ids import button_id
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane, Transient
from bot.moderation.detection import Tier
from bot.moderation.past import code
from bot.moderation.policy import WORDS_KEPT_AT_MOST
from bot.moderation.reports import book
from bot.moderation.reports.errors import (
    NobodyCanRead,
    NoSuchReport,
    NothingWritten,
    ReportClosed,
    TooManyReports,
)
from bot.moderation.reports.report import Readers, Report, State
from bot.moderation.reports.trimming import Assess, without_crisis
from bot.parts import Parts

WORDS: Final = "report"
ANSWER: Final = "report-answer"
TELL_JOB: Final = "report.tell"
BACK_JOB: Final = "report.answered"
TRIM_JOB: Final = "report.trim"
REMIND_AFTER: Final = (timedelta(hours=24), timedelta(hours=72))
AGAIN: Final = timedelta(minutes=10)
MOST_A_DAY: Final = 5
THE_SAME_WITHIN: Final = timedelta(minutes=20)  # as long as a form may wait to be carried out, and a start
LISTED: Final = 20


class Reports:
    """Every report. Who may read one is asked anew each time, of the roles as they are then."""

    def __init__(self, parts: Parts, assess: Assess) -> None:
        """Register with the agenda; `assess` says what of a report is about a crisis."""
        self._parts = parts
        parts.agenda.register(TELL_JOB, self._tell, misfire=ALWAYS)
        self._assess = assess
        parts.agenda.register(TRIM_JOB, self._trim, misfire=ALWAYS)
        parts.agenda.register(BACK_JOB, self._tell_author, misfire=ALWAYS)

    # -- who reads ------------------------------------------------------------------------------------------------

    def readers(self, guild_id: int, author: int, named: Collection[int] = ()) -> Readers:
        """Return who will read what somebody writes about these people.

        Raises:
            NobodyCanRead: everybody who could is named, or is the author.
        """
        return self._readers(guild_id, frozenset(self._code(user) for user in (author, *named)))

    def _readers(self, guild_id: int, passed: Collection[str]) -> Readers:
        leads = tuple(user for user in self._leads(guild_id) if self._code(user) not in passed)
        if leads:
            return Readers(leads, owner=False)
        owner = self._parts.directory.owner(guild_id)
        if owner is None or self._code(owner) in passed:
            raise NobodyCanRead
        return Readers((owner,), owner=True)

    def may_read(self, report: Report, author: int | None, user_id: int) -> bool:
        """Say whether somebody may read a report now."""
        own = set() if author is None else {self._code(author)}
        try:
            return user_id in self._readers(report.guild_id, report.about | own).people
        except NobodyCanRead:
            return False

    def _leads(self, guild_id: int) -> tuple[int, ...]:
        server = self._parts.servers.get(guild_id)
        if server is None or server.lead_role_id is None:
            return ()
        return self._parts.directory.holders(guild_id, server.lead_role_id)

    def _staff(self, guild_id: int) -> set[int]:
        """Return who reads reports, is woken for cases, or reads where these are shown."""
        server, directory = self._parts.servers.get(guild_id), self._parts.directory
        owner = directory.owner(guild_id)
        found = {*self._leads(guild_id), *(() if owner is None else (owner,))}
        if server is not None:
            for role in server.staff_roles:
                found |= {*directory.holders(guild_id, role)}
            if server.alert_channel_id is not None:
                found |= directory.readers(guild_id, server.alert_channel_id)
        return found

    def _code(self, user_id: int) -> str:
        return code(self._parts.people, user_id)

    def passed(self, guild_id: int, author: int, named: Collection[int], words: str) -> frozenset[int]:
        """Return past whom something about these people goes: they, and whoever the words name of those who could learn of it."""
        return frozenset({*named, *self._named_in(guild_id, words)} - {author})

    def _named_in(self, guild_id: int, words: str) -> set[int]:
        """Return those who could learn of it and whom the words themselves name: better one fewer than the wrong one."""
        found = set()
        for user in self._staff(guild_id):
            member = self._parts.directory.member(guild_id, user)
            name = "" if member is None else member.name.strip()
            spelled = len(name) > 1 and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words, re.IGNORECASE)
            if spelled or str(user) in words:
                found.add(user)
        return found

    # -- writing --------------------------------------------------------------------------------------------------

    async def send(
        self, guild_id: int, author: int, *, named: Collection[int], words: str, by_name: bool, again: bool = False
    ) -> tuple[Report, Readers]:
        """Keep a report, sealed with its author's key, and have its readers told that there is one.

        What it says of a crisis is trigger text, and is left out of it after three days.

        What is sent `again`, after the process had ended over it, and had been kept before that, is one report.

        Raises:
            NothingWritten, TooManyReports, NobodyCanRead: nothing was kept.
        """
        text = words.strip()
        if not text:
            raise NothingWritten
        passed = self.passed(guild_id, author, named, text)
        readers = self.readers(guild_id, author, passed)
        person, now = await self._parts.people.person(author), self._parts.clock.now()
        sealed = self._parts.people.seal(person, text, purpose=WORDS)
        about = sorted(self._code(user) for user in passed)
        crisis = self._assess(text).tier == Tier.PAGE

        def work(connection: Connection) -> int:
            if book.sent_since(connection, person, now - timedelta(days=1)) >= MOST_A_DAY:
                raise TooManyReports
            number = book.add(
                connection,
                guild_id=guild_id,
                person_id=person,
                by_name=by_name,
                about=about,
                state=State.SENT,
                at=now,
                words=sealed,
            )
            for step, wait in enumerate((timedelta(0), *REMIND_AFTER)):
                self._parts.agenda.plan(
                    connection,
                    kind=TELL_JOB,
                    key=f"report:{number}:tell:{step}",
                    due=now + wait,
                    payload={"report": number},
                )
            if crisis:
                self._parts.agenda.plan(
                    connection,
                    kind=TRIM_JOB,
                    key=f"report:{number}:trim",
                    due=now + WORDS_KEPT_AT_MOST,
                    payload={"report": number},
                )
            return number

        number = await self._sent_before(guild_id, person, text, about, by_name=by_name) if again else None
        if number is None:
            number = await self._parts.storage.write(work)
        return Report(number, guild_id, author, frozenset(about), State.SENT, now, text, None, None), readers

    async def _sent_before(
        self, guild_id: int, person: int, text: str, about: list[str], *, by_name: bool
    ) -> int | None:
        since = self._parts.clock.now() - THE_SAME_WITHIN
        rows = await self._parts.storage.read(lambda connection: book.of_person(connection, person))
        same = (
            row.id
            for row in rows
            if row.at >= since
            and (row.guild_id, row.about, row.by_name, row.state != State.WITHDRAWN) == (guild_id, about, by_name, True)
            and self._opened(row, told=False).words == text
        )
        return next(same, None)

    async def mine(self, user_id: int, guild_id: int) -> list[Report]:
        """Return what somebody sent in a server, newest first, with the answers."""
        person = self._parts.people.known(user_id)
        if person is None:
            return []
        rows = await self._parts.storage.read(lambda connection: book.of_person(connection, person))
        return [self._opened(row, told=True) for row in rows if row.guild_id == guild_id][:LISTED]

    async def withdraw(self, number: int, user_id: int) -> Report:
        """Take a report back: its words go at once.

        Raises:
            NoSuchReport: it is not theirs.
            ReportClosed: it is over.
        """
        person = self._parts.people.known(user_id)
        row = await self._parts.storage.read(lambda connection: book.find(connection, number))
        if person is None or row is None or row.person_id != person:
            raise NoSuchReport
        now = self._parts.clock.now()
        empty = self._parts.people.seal(person, "–", purpose=WORDS)

        def work(connection: Connection) -> bool:
            self._parts.agenda.cancel_prefix(connection, f"report:{number}:tell:")
            return book.change(connection, number, state=State.WITHDRAWN, closed_at=now, words=empty)

        if not await self._parts.storage.write(work):
            raise ReportClosed
        return replace(self._opened(row, told=True), state=State.WITHDRAWN, words=None)

    # -- reading and answering ------------------------------------------------------------------------------------

    async def inbox(self, guild_id: int, user_id: int) -> list[Report]:
        """Return the reports that somebody may read, without their words; open ones first."""
        rows = await self._parts.storage.read(lambda connection: book.in_server(connection, guild_id, limit=LISTED))
        found = [(self._opened(row, told=row.by_name, words=False), self._author(row)) for row in rows]
        return [
            one for one, author in found if one.state is not State.WITHDRAWN and self.may_read(one, author, user_id)
        ]

    async def read(self, number: int, user_id: int) -> Report:
        """Open a report; that somebody did is in the record, and its author sees that it was read.

        Raises:
            NoSuchReport: there is none, or it is not for them.
        """
        row, report = await self._for(number, user_id)
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        noted = self._parts.audit.by(report.guild_id, person, Act.REPORT_READ, about=number)

        def work(connection: Connection) -> None:
            noted(connection)
            if row.state == State.SENT:
                self._parts.agenda.cancel_prefix(connection, f"report:{number}:tell:")
                book.change(connection, number, state=State.READ, read_at=now, reader_id=person)

        await self._parts.storage.write(work)
        return report

    def part_goes(self, report: Report) -> datetime | None:
        """Return when what a report says of a crisis is left out of it, if it says anything of one."""
        crisis = report.words is not None and self._assess(report.words).tier == Tier.PAGE
        return report.at + WORDS_KEPT_AT_MOST if crisis else None

    async def openable(self, number: int, user_id: int) -> Report:
        """Return a report that somebody may answer.

        Raises:
            NoSuchReport: there is none, or it is not for them.
            ReportClosed: it is over.
        """
        _, report = await self._for(number, user_id)
        if not report.open:
            raise ReportClosed
        return replace(report, words=None)

    async def answer(self, number: int, user_id: int, text: str, *, finished: bool) -> Report:
        """Answer a report, sealed with its author's key; they are told that there is an answer, not what it says.

        Raises:
            NoSuchReport, ReportClosed, NothingWritten: nothing was kept.
        """
        row, report = await self._for(number, user_id)
        if not text.strip():
            raise NothingWritten
        person, now = await self._parts.people.person(user_id), self._parts.clock.now()
        act = Act.REPORT_CLOSED if finished else Act.REPORT_ANSWERED
        noted = self._parts.audit.by(report.guild_id, person, act, about=number)
        said = text.strip() if report.answer is None else f"{report.answer}\n\n{text.strip()}"
        values: dict[str, Any] = {
            "state": State.CLOSED if finished else State.ANSWERED,
            "answer": self._parts.people.seal(row.person_id, said[-6000:], purpose=ANSWER),
            "answered_at": now,
            "closed_at": now if finished else None,
        }

        def work(connection: Connection) -> bool:
            if not book.change(connection, number, **values):
                return False
            noted(connection)
            self._parts.agenda.cancel_prefix(connection, f"report:{number}:tell:")
            key = f"report:{number}:back:{int(now.timestamp() * 1000)}"
            self._parts.agenda.plan(connection, kind=BACK_JOB, key=key, due=now, payload={"report": number})
            return True

        if not await self._parts.storage.write(work):
            raise ReportClosed
        return replace(report, state=State(values["state"]), answer=said, answered_at=now)

    async def _for(self, number: int, user_id: int) -> tuple[Row[Any], Report]:
        row = await self._parts.storage.read(lambda connection: book.find(connection, number))
        if row is None:
            raise NoSuchReport
        report = self._opened(row, told=row.by_name)
        if row.state == State.WITHDRAWN or not self.may_read(report, self._author(row), user_id):
            raise NoSuchReport
        return row, report

    async def _trim(self, job: Job) -> Done:
        row = await self._row(job)
        if row is None:
            return Done()
        people = self._parts.people
        left = without_crisis(people.unseal(row.person_id, row.words, purpose=WORDS), self._assess)
        if left is None:
            return Done()
        words = people.seal(row.person_id, left, purpose=WORDS)
        return Done(lambda connection: book.put_words(connection, row.id, words))

    # -- telling --------------------------------------------------------------------------------------------------

    async def _tell(self, job: Job) -> Done | RetryLater:
        row = await self._row(job)
        if row is None or row.state != State.SENT:
            return Done()
        report = self._opened(row, told=False, words=False)
        own = self._author(row)
        people = [user for user in self._everyone(report.guild_id) if self.may_read(report, own, user)]
        server = self._parts.servers.get(report.guild_id)
        say = self._parts.texts.speaker(None if server is None else server.locale)
        name = self._parts.directory.server_name(report.guild_id)
        read = Button(say("report-button-read"), button_id("report", "read", report.id), style="primary")
        # Nothing of it stands on a lock screen: not what, not who, not about whom.
        message = Message(say("report-there-is-one", server=name), rows=((read,),))
        outcomes = [
            await self._parts.messenger.direct(
                user_id=user, message=message, key=f"{job.key}:{user}", lane=Lane.BULK, rationed=False
            )
            for user in people
        ]
        if outcomes and all(isinstance(outcome, Transient) for outcome in outcomes):
            return RetryLater(AGAIN, "report-reason-later")
        return Done()

    async def _tell_author(self, job: Job) -> Done | RetryLater:
        row = await self._row(job)
        author = None if row is None else self._author(row)
        if row is None or author is None:
            return Done()
        server = self._parts.servers.get(row.guild_id)
        say = self._parts.texts.speaker(None if server is None else server.locale)
        see = Button(say("report-button-mine"), button_id("report", "mine", row.guild_id), style="primary")
        message = Message(
            say("report-answered-note", server=self._parts.directory.server_name(row.guild_id)), rows=((see,),)
        )
        outcome = await self._parts.messenger.direct(
            user_id=author, message=message, key=job.key, lane=Lane.BULK, rationed=False
        )
        return RetryLater(AGAIN, "report-reason-later") if isinstance(outcome, Transient) else Done()

    async def _row(self, job: Job) -> Row[Any] | None:
        number = job.number("report")
        return await self._parts.storage.read(lambda connection: book.find(connection, number))

    def _everyone(self, guild_id: int) -> list[int]:
        owner = self._parts.directory.owner(guild_id)
        return list(dict.fromkeys((*self._leads(guild_id), *(() if owner is None else (owner,)))))

    def _author(self, row: Row[Any]) -> int | None:
        return self._parts.people.discord_id(row.person_id)

    def _opened(self, row: Row[Any], *, told: bool, words: bool = True) -> Report:
        people = self._parts.people
        return Report(
            id=row.id,
            guild_id=row.guild_id,
            author=self._author(row) if told else None,
            about=frozenset(row.about),
            state=State(row.state),
            at=row.at,
            words=people.unseal(row.person_id, row.words, purpose=WORDS) if words else None,
            answer=None if row.answer is None else people.unseal(row.person_id, row.answer, purpose=ANSWER),
            answered_at=row.answered_at,
        )
