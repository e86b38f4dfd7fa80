"""Cases that an earlier life of this process could not hand to the database are taken over from their files."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

import structlog
from sqlalchemy import Connection, Row

from bot.moderation import casebook, wording
from bot.moderation.aftercare import Aftercare
from bot.moderation.desk import Desk
from bot.moderation.incident import HELD, Incident, Page, State
from bot.moderation.journal import Journal, Waiting
from bot.moderation.live import Live, difference
from bot.moderation.policy import WORDS_KEPT_AT_MOST
from bot.moderation.records import columns
from bot.moderation.timetable import Timetable

PATIENCE: Final = 1.0  # seconds that a case is given to reach the database before its steps are taken from memory

log = structlog.get_logger(__name__)


class Takeover:
    """Brings what the journal holds back to memory, and from there to the database as soon as it answers."""

    def __init__(self, desk: Desk, journal: Journal, timetable: Timetable, aftercare: Aftercare) -> None:
        """Work at `desk`; cases go on as `timetable` and `aftercare` plan."""
        self._desk = desk
        self._journal = journal
        self._timetable = timetable
        self._aftercare = aftercare

    async def run(self) -> None:
        """Take every case over; `Cases.load` comes before it where the database answers."""
        for waiting in self._journal.read():
            await self._take(waiting)

    async def _take(self, waiting: Waiting) -> None:
        cases, incident = self._desk.cases, waiting.incident
        live = cases.live(incident.key)
        if live is None:
            live = cases.place(incident, saved=False)
        elif _how_far(incident) >= _how_far(live.incident):
            live.incident, live.saved = replace(incident, number=live.incident.number), False
        live.in_file = True
        live.versions |= dict(waiting.versions)
        cases.remember(waiting.versions)
        live.pages = [*live.pages, *(page for page in waiting.pages if page not in live.pages)]
        live.told |= waiting.told
        live.declined |= waiting.declined
        live.called |= waiting.called
        live.reached |= {(page.round, page.step, page.user_id) for page in live.pages if page.message_id is not None}
        oldest = self._desk.now() - WORDS_KEPT_AT_MOST
        live.unsaved_words = [words for words in waiting.words if words.at > oldest]
        log.warning("case.taken_over", guild=incident.guild_id, reason=str(incident.state))
        live.ledger.put(self._work(live, waiting), before=self._enter(waiting), then=self._written(live, incident))
        if not live.incident.open:
            cases.drop(live.incident)
        await live.ledger.flush(PATIENCE)

    def _enter(self, waiting: Waiting) -> Callable[[], Awaitable[None]]:
        incident = waiting.incident
        people = {incident.user_id, incident.holder, incident.handed_to, *(page.user_id for page in waiting.pages)}
        people |= {words.writer for words in waiting.words}

        async def entered() -> None:
            for user in people:
                if user:
                    await self._desk.people.person(user)

        return entered

    def _work(self, live: Live, waiting: Waiting) -> Callable[[Connection], tuple[Row[Any], bool]]:
        people, incident = self._desk.people, waiting.incident

        def work(connection: Connection) -> tuple[Row[Any], bool]:
            row, taken = casebook.merge(connection, columns(incident, people.known))
            if not taken:
                return row, False
            for message_id, at in waiting.versions:
                casebook.note_message(connection, incident.key, message_id, at)
            for words in live.unsaved_words:
                wording.keep(connection, people, incident.key, words, words.writer or incident.user_id)
            for page in waiting.pages:
                self._record(connection, incident.key, page)
            self._plan(connection, incident)
            return row, True

        return work

    def _record(self, connection: Connection, key: int, page: Page) -> None:
        person = self._desk.people.known(page.user_id)
        if person is not None:
            casebook.record_page_once(
                connection,
                incident_key=key,
                round=page.round,
                step=page.step,
                person_id=person,
                at=page.at,
                outcome=page.outcome,
                channel_id=page.channel_id,
                message_id=page.message_id,
            )

    def _plan(self, connection: Connection, incident: Incident) -> None:
        if incident.state in HELD:
            self._timetable.plan_quiet(connection, incident, incident.active_at)
        elif incident.open:
            self._timetable.plan(connection, incident)
        else:
            self._timetable.forget(connection, incident.key)
            holder = None if incident.holder is None else self._desk.people.known(incident.holder)
            self._aftercare.plan(connection, incident, incident.resolved_at or self._desk.now(), holder or 0)
        self._aftercare.plan_purge(connection, incident)

    def _written(self, live: Live, kept: Incident) -> Callable[[tuple[Row[Any], bool]], None]:
        def written(found: tuple[Row[Any], bool]) -> None:
            row, taken = found
            live.saved = True
            live.unsaved_words = []
            live.versions = {}
            if taken:
                live.incident = replace(live.incident, number=row.number)
            else:
                # The database knows better than the file did; what happened since the file was read stays.
                since = difference(kept, live.incident, everything=True)
                live.incident = replace(self._desk.cases.incident(row), **since)
            if row.state == State.RESOLVED:
                self._desk.cases.drop(live.incident)

        return written


def _how_far(incident: Incident) -> tuple[int, int]:
    return casebook.how_far(incident.round, incident.state)
