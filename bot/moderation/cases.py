"""Open cases: held in memory so that a page never waits for a disk, and written to the database in order."""

import asyncio
import weakref
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Protocol, TypeVar

import structlog
from sqlalchemy import Connection, Row

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.moderation import casebook, wording
from bot.moderation.errors import NoSuchCase
from bot.moderation.incident import Code, Incident, Page, Reached, Signal, Source, State, Words
from bot.moderation.joining import joined, opening
from bot.moderation.journal import Journal
from bot.moderation.ledger import Ledger
from bot.moderation.live import ALONE, BROKEN, Live, Received, difference, taken_back
from bot.moderation.policy import REPEATED_WITHIN
from bot.moderation.records import columns, from_row
from bot.storage import Storage
from bot.storage.people import People

T = TypeVar("T")


class Planning(Protocol):
    """Writes down what follows, in the transaction that opens a case or makes it urgent."""

    def __call__(self, connection: Connection, incident: Incident, *, new: bool) -> None:
        """Plan; for a case that is `new` nothing was planned before."""
        ...


# DESIGN §4: the alert goes out when the commit ends or after this long, whichever is first.
COMMIT_PATIENCE: Final = 0.1  # seconds
# A press is answered from memory when the database takes longer than this.
STEP_PATIENCE: Final = 1.5  # seconds
REMEMBERED: Final = 10_000  # versions of messages that were read
CLOSED_REMEMBERED: Final = 200

# What is said once a round, over a restart too: as it stands in the log, and in memory.
SAID: Final = {Code.UNWRITABLE: BROKEN, Code.ALONE: ALONE}

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class _Entry:
    """What became of one signal in the database."""

    taken_before: bool = False  # this very text led to a case before


class Cases:
    """Every open case, and the way to change one."""

    def __init__(self, storage: Storage, people: People, journal: Journal, clock: Clock) -> None:
        """Start with nothing in memory; `load` reads the open cases. What the database cannot take goes to `journal`."""
        self._storage = storage
        self._people = people
        self._journal = journal
        self._clock = clock
        self._rest = Ledger(storage, on_drained=lambda _held_up: self._back({}))  # for cases that are closed
        self._ledgers: weakref.WeakSet[Ledger] = weakref.WeakSet({self._rest})
        self._live: dict[int, Live] = {}
        self._by_person: dict[tuple[int, int], int] = {}
        self._seen: dict[int, datetime] = {}
        self._arriving: weakref.WeakValueDictionary[tuple[int, int], asyncio.Lock] = weakref.WeakValueDictionary()
        self._tasks: set[asyncio.Task[Any]] = set()
        self._closed: dict[int, Incident] = {}  # the last ones
        self._said_away: dict[int, Live] = {}  # cases whose cards say that the database is away
        self.on_recovery: Callable[[Incident], None] = lambda _: None

    async def load(self) -> None:
        """Read the open cases from the database; what memory holds already stays.

        Raises:
            StorageUnavailable: the database cannot be read now.
        """

        def read(
            connection: Connection,
        ) -> list[tuple[Row[Any], list[Row[Any]], frozenset[int], dict[int, frozenset[str]], int]]:
            return [
                (
                    row,
                    casebook.pages_of(connection, row.key),
                    casebook.who(connection, row.key, Code.DECLINED),
                    {step: casebook.details(connection, row.key, code) for code, step in SAID.items()},
                    self._times(connection, row),
                )
                for row in casebook.all_open(connection)
            ]

        self.remember(await self._storage.read(lambda connection: casebook.newest_versions(connection, REMEMBERED)))
        for row, pages, declined, said, times in await self._storage.read(read):
            if row.key not in self._live:
                live = self.place(self.incident(row), saved=True)
                live.declined = self._users(declined)
                live.called |= {(int(number), step) for step, numbers in said.items() for number in numbers}
                live.times = times
                live.pages = [self._page(page) for page in pages]
                live.told = {page.user_id for page in live.pages}
                live.reached = {
                    (page.round, page.step, page.user_id) for page in live.pages if page.message_id is not None
                }

    # -- what is open ---------------------------------------------------------------------------------------------

    @property
    def impaired(self) -> bool:
        """Say whether something still waits because the database could not be used."""
        return any(ledger.impaired for ledger in self._ledgers)

    def away_on_card(self, key: int) -> bool:
        """Say whether a card must tell that the database is away; it is drawn anew when nothing waits any more."""
        if self.impaired and key in self._live:
            self._said_away[key] = self._live[key]
        return self.impaired

    def live(self, key: int) -> Live | None:
        """Return an open case from memory."""
        return self._live.get(key)

    def latest(self, incident: Incident) -> Incident:
        """Return a case as it stands now, if it is open or was a moment ago."""
        live = self._live.get(incident.key)
        return self._closed.get(incident.key, incident) if live is None else live.incident

    def of_person(self, guild_id: int, user_id: int) -> Incident | None:
        """Return a person's open case in a server, from memory."""
        key = self._by_person.get((guild_id, user_id))
        live = None if key is None else self._live.get(key)
        return None if live is None else live.incident

    def everyones(self, user_id: int) -> tuple[Incident, ...]:
        """Return a person's open cases in all servers, newest first."""
        found = [live.incident for live in self._live.values() if live.incident.user_id == user_id]
        return tuple(sorted(found, key=lambda incident: incident.opened_at, reverse=True))

    def open_in(self, guild_id: int) -> tuple[Incident, ...]:
        """Return a server's open cases, oldest first."""
        return tuple(live.incident for live in self._live.values() if live.incident.guild_id == guild_id)

    def with_their_own(self, guild_id: int) -> frozenset[int]:
        """Return who has a case of their own that they may know of; they are spared for others'."""
        return frozenset(case.user_id for case in self.open_in(guild_id) if case.reached is not Reached.WITHHELD)

    def everything(self) -> tuple[Incident, ...]:
        """Return every open case, in whatever server."""
        return tuple(live.incident for live in self._live.values())

    def paging(self) -> tuple[Incident, ...]:
        """Return every case that somebody is being woken for."""
        return tuple(live.incident for live in self._live.values() if live.incident.state is State.PAGING)

    def in_space(self, channel_id: int) -> Incident | None:
        """Return the open case whose private space this is."""
        return next((live.incident for live in self._live.values() if live.incident.space_id == channel_id), None)

    async def last_in_space(self, channel_id: int) -> Incident | None:
        """Return the newest case whose private space this is or was; raises StorageUnavailable as `get` does."""
        row = await self._storage.read(lambda connection: casebook.last_in_space(connection, channel_id))
        return None if row is None else self.incident(row)

    async def get(self, key: int) -> Incident:
        """Return a case, open or resolved.

        Raises:
            NoSuchCase: there is none.
            StorageUnavailable: it is not open, and the database cannot be read now.
        """
        live = self._live.get(key)
        if live is not None:
            return live.incident
        row = await self._storage.read(lambda connection: casebook.find(connection, key))
        if row is None:
            raise NoSuchCase
        return self.incident(row)

    async def find(self, key: int) -> Incident | None:
        """Return a case, or None when there is none (any more); raises StorageUnavailable as `get` does."""
        try:
            return await self.get(key)
        except NoSuchCase:
            return None

    def forget(self, user_id: int) -> None:
        """Drop somebody who was erased from what memory knows of other people's cases."""
        self._closed = {key: one for key, one in self._closed.items() if user_id not in (one.user_id, one.holder)}
        for live in self._live.values():
            for people in (live.declined, live.told, live.warned):
                people.discard(user_id)
            live.reached = {one for one in live.reached if one[2] != user_id}
            live.pages = [page for page in live.pages if page.user_id != user_id]
            live.unsaved_words = [words for words in live.unsaved_words if words.writer != user_id]

    def incident(self, row: Row[Any]) -> Incident:
        """Turn a row into a value, with the Discord ids that the register knows."""
        return from_row(row, self._people.discord_id)

    # -- opening --------------------------------------------------------------------------------------------------

    async def receive(self, signal: Signal, *, aside: bool, plan: Planning, apart: bool = False) -> Received | None:
        """Open a case for a signal, or join the person's open one; None when this very text was taken already.

        Args:
            signal: what came in.
            aside: the person can read the card, so the case takes the other road.
            plan: what else is written in the transaction that opens the case or makes it urgent.
            apart: whoever could see the person's open case must not learn of this, so it becomes a case of its own.
        """
        if self._taken(signal):
            return None
        # What a person writes is taken in one after the other, so that each joins what the one before it left.
        async with self._arriving.setdefault((signal.guild_id, signal.user_id), asyncio.Lock()):
            return await self._take_in(signal, aside=aside, plan=plan, apart=apart)

    async def _take_in(self, signal: Signal, *, aside: bool, plan: Planning, apart: bool) -> Received | None:
        now = self._clock.now()
        known = None if apart else self.of_person(signal.guild_id, signal.user_id)
        if known is None:
            live = self.place(opening(signal, now, aside=aside), saved=False)
        else:
            live = self._live[known.key]
            live.incident = joined(known, signal, now)
        incident = live.incident
        upgraded = known is not None and known.state is State.RAISED and incident.state is State.PAGING
        disclosed = known is not None and known.reached is Reached.WITHHELD and incident.reached is Reached.NOT_YET
        entry = self._write_signal(signal, live, known, plan=plan if known is None or upgraded else None)
        if not await live.ledger.flush(COMMIT_PATIENCE):
            self._note(live)
        if entry.taken_before:
            if known is None:
                self._forget(live.incident)
            else:
                # Read back after a restart: what memory took over from it was counted before.
                live.incident = taken_back(live.incident, incident, known)
            return None
        return Received(live.incident, new=known is None, upgraded=upgraded, disclosed=disclosed)

    def _taken(self, signal: Signal) -> bool:
        message_id = _message_of(signal)
        if message_id is None:
            return False
        before = self._seen.get(message_id)
        if before is not None and before >= signal.at:
            return True
        self.remember([(message_id, signal.at)])
        return False

    def remember(self, versions: Iterable[tuple[int, datetime]]) -> None:
        """Take note of messages that were taken in, and when each was written or edited."""
        self._seen.update(versions)
        while len(self._seen) > REMEMBERED:
            self._seen.pop(next(iter(self._seen)))

    def _write_signal(
        self,
        signal: Signal,
        live: Live,
        before: Incident | None,
        *,
        plan: Planning | None,
    ) -> "_Entry":
        incident, entry = live.incident, _Entry()
        changed = {} if before is None else difference(before, incident)
        writer = signal.teller_id or signal.user_id
        kind = "trigger" if signal.teller_id is None else "told"
        words = Words(kind, signal.at, signal.text, signal.assessment.rule, signal.assessment.spans, signal.teller_id)
        message_id = _message_of(signal)
        live.owe(words, message_id)

        def work(connection: Connection) -> casebook.Opened:
            opened = casebook.open_or_join(
                connection,
                values=columns(incident, self._people.known),
                join=before is not None,
                message_id=message_id,
                written_at=signal.at,
            )
            if opened.known or opened.again:
                return opened
            key: int = opened.row.key
            if changed:
                casebook.change(connection, key, **changed)
            wording.keep(connection, self._people, key, words, writer)
            if plan is not None:
                plan(connection, incident, new=before is None)
            live.times = self._times(connection, opened.row)
            return opened

        def written(opened: casebook.Opened) -> None:
            live.saved = True
            entry.taken_before = opened.known
            live.incident = replace(live.incident, number=opened.row.number)
            live.settle(words, message_id)

        async def entered() -> None:
            for user in {signal.user_id, writer}:
                await self._people.person(user)

        live.ledger.put(work, before=entered, then=written)
        return entry

    # -- changing -------------------------------------------------------------------------------------------------

    def put(
        self,
        key: int,
        work: Callable[[Connection], object],
        *,
        before: Callable[[], Awaitable[object]] | None = None,
        **changes: Any,  # noqa: ANN401  fields differ in type
    ) -> None:
        """Change a case in memory now, and in the database after all that was put before; returns at once."""
        live = self._live.get(key)
        if live is not None and changes:
            live.incident = replace(live.incident, **changes)
        elif key in self._closed:
            self._closed[key] = replace(self._closed[key], **changes)
        (self._rest if live is None else live.ledger).put(work, before=before)
        if live is not None and (live.ledger.impaired or live.in_file):
            self._note(live)

    async def step(
        self,
        key: int,
        work: Callable[[Connection], T],
        *,
        offline: Callable[[Incident], tuple[T, Incident]] | None = None,
    ) -> tuple[T, Incident]:
        """Run one step of a case that the database decides, and return its result with the case as it then stands.

        Args:
            key: the case.
            work: the step itself.
            offline: what the step means in memory while the database is away; without it the step cannot be done then.

        Raises:
            NoSuchCase: there is none.
            StorageUnavailable: the database is away and the step needs it.
        """
        live = self._live.get(key)
        if live is not None and not await live.ledger.flush(STEP_PATIENCE):
            if offline is None:
                raise StorageUnavailable
            live.ledger.put(work)
            return self._offline(live, offline)

        def whole(connection: Connection) -> tuple[T, Row[Any], Row[Any]]:
            before = casebook.find(connection, key)
            if before is None:
                raise NoSuchCase
            return work(connection), before, casebook.get(connection, key)

        task = self._task(self._storage.write(whole, urgent=True))
        if live is not None and offline is not None:
            await asyncio.wait({task}, timeout=STEP_PATIENCE)
            if not task.done():
                # It may still arrive. Until that is known it waits in its place, before whatever follows from it.
                live.ledger.put(work, tried=task)
                return self._offline(live, offline)
        try:
            result, before, after = await task
        except StorageUnavailable:
            if live is None or offline is None:
                raise
            live.ledger.put(work)
            return self._offline(live, offline)
        return result, self._merge(self.incident(before), self.incident(after))

    async def words(self, key: int) -> list[Words]:
        """Return what was written in a case, unsealed; what was erased, has run out or cannot be read is left out.

        Raises:
            StorageUnavailable: the database cannot be read now and memory holds nothing.
        """
        live = self._live.get(key)
        unsaved = [] if live is None else list(live.unsaved_words)
        try:
            rows = await self._storage.read(lambda connection: casebook.words(connection, key))
        except StorageUnavailable:
            if unsaved:
                return unsaved
            raise
        return [*wording.opened(self._people, key, rows), *unsaved]

    async def pages(self, key: int) -> list[Page]:
        """Return the pages of a case from the database."""
        rows = await self._storage.read(lambda connection: casebook.pages_of(connection, key))
        return [self._page(row) for row in rows]

    def hurry(self) -> None:
        """Try what waits at once: the database answers again."""
        for ledger in list(self._ledgers):
            ledger.hurry()

    async def catch_up(self) -> None:
        """Write what waits, before anything planned is begun."""
        self.hurry()
        for ledger in list(self._ledgers):
            await ledger.flush()

    async def settled(self) -> None:
        """Wait until every write under way has ended; used when the bot stops."""
        for ledger in list(self._ledgers):
            await ledger.flush()
            ledger.stop()
        if self._tasks:
            await asyncio.wait(set(self._tasks))
        for live in self._live.values():
            for timer in live.timers:
                timer.cancel()

    # -- memory ---------------------------------------------------------------------------------------------------

    def _offline(self, live: Live, offline: Callable[[Incident], tuple[T, Incident]]) -> tuple[T, Incident]:
        result, incident = offline(live.incident)
        self._keep(incident)
        self._note(live)
        return result, incident

    def _note(self, live: Live) -> None:
        """Keep a case in a file until the database has it, in case the process ends before."""
        live.in_file = True
        self._journal.note(live.incident.key, live.waiting)

    def _drained(self, live: Live, *, held_up: bool) -> None:
        late = held_up or live.in_file  # what went out before now says that the case has no number yet
        if live.in_file:
            self._journal.note(live.incident.key, live.waiting)
        self._back({live.incident.key: live} if late else {})

    def _back(self, late: dict[int, Live]) -> None:
        """Have the cards of cases drawn anew that were late, and those of all that say so once nothing waits any more."""
        if self.impaired:
            self._said_away |= late
        else:
            late |= self._said_away
            self._said_away.clear()
        for live in late.values():
            self.on_recovery(live.incident)

    def _merge(self, before: Incident, after: Incident) -> Incident:
        """Take over what a step changed, and nothing that memory knows better by now."""
        live = self._live.get(after.key)
        merged = after if live is None else replace(live.incident, **difference(before, after, everything=True))
        self._keep(merged)
        return merged

    def place(self, incident: Incident, *, saved: bool) -> Live:
        """Hold an open case in memory."""
        live = Live(
            incident,
            Ledger(self._storage, on_drained=lambda held_up: self._drained(live, held_up=held_up)),
            saved=saved,
        )
        self._ledgers.add(live.ledger)
        self._live[incident.key] = live
        person = (incident.guild_id, incident.user_id)
        if incident.past:
            self._by_person[person] = incident.key  # what they say from now on is kept from those whom it goes past
        else:
            self._by_person.setdefault(person, incident.key)
        return live

    def _keep(self, incident: Incident) -> None:
        live = self._live.get(incident.key)
        if live is not None:
            live.incident = incident
            if not incident.open:
                self.drop(incident)

    def drop(self, incident: Incident) -> None:
        """Let go of a case that turned out to be closed."""
        if incident.key not in self._live:
            return
        self._forget(incident)
        self._closed[incident.key] = replace(incident, state=State.RESOLVED)
        while len(self._closed) > CLOSED_REMEMBERED:
            self._closed.pop(next(iter(self._closed)))

    def _forget(self, incident: Incident) -> None:
        for timer in self._live.pop(incident.key).timers:
            timer.cancel()
        if self._by_person.get((incident.guild_id, incident.user_id)) == incident.key:
            del self._by_person[incident.guild_id, incident.user_id]
            for other in self._live.values():
                if (other.incident.guild_id, other.incident.user_id) == (incident.guild_id, incident.user_id):
                    self._by_person[incident.guild_id, incident.user_id] = other.incident.key

    def _page(self, row: Row[Any]) -> Page:
        user = self._people.discord_id(row.person_id) or 0
        return Page(row.round, row.step, user, row.at, row.outcome, row.channel_id, row.message_id)

    def _times(self, connection: Connection, row: Row[Any]) -> int:
        since = row.opened_at - REPEATED_WITHIN
        return casebook.times_since(connection, row.guild_id, row.person_id, since)

    def _users(self, people: Iterable[int]) -> set[int]:
        return {user for person in people if (user := self._people.discord_id(person)) is not None}

    def _task(self, work: Any) -> asyncio.Task[Any]:  # noqa: ANN401
        task = asyncio.get_running_loop().create_task(work, name="case-step")
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _message_of(signal: Signal) -> int | None:
    """Return the message that a signal is; who points to one speaks up now, whatever became of the message before."""
    return signal.message_id if signal.source is Source.MESSAGE else None
