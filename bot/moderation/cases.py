"""Open cases: held in memory so that a page never waits for a disk, and written to the database in order."""

import asyncio
import weakref
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, field, fields, replace
from datetime import datetime
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import Connection, Row

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.moderation import casebook
from bot.moderation.errors import NoSuchCase
from bot.moderation.incident import Code, Incident, Page, Reached, Signal, Source, State, Words
from bot.moderation.joining import joined, opening
from bot.moderation.ledger import Ledger
from bot.moderation.policy import REPEATED_WITHIN
from bot.moderation.records import columns, from_row, purpose, spans_of, spans_text
from bot.storage import Storage
from bot.storage.errors import KeyDestroyed, SealBroken
from bot.storage.people import People

T = TypeVar("T")

# DESIGN §4: the alert goes out when the commit ends or after this long, whichever is first.
COMMIT_PATIENCE: Final = 0.1  # seconds
# A press is answered from memory when the database takes longer than this.
STEP_PATIENCE: Final = 1.5  # seconds
REMEMBERED: Final = 10_000  # versions of messages that were read

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Live:
    """What memory knows of an open case."""

    incident: Incident
    ledger: Ledger
    saved: bool = False
    known: bool = False  # the database says that this very text led to a case before
    declined: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)  # responders who were paged
    reached: set[tuple[int, int, int]] = field(default_factory=set)  # round, step and whom a page arrived at
    warned: set[int] = field(default_factory=set)  # who was told of danger
    pages: list[Page] = field(default_factory=list)
    times: int = 1  # cases of this person within two weeks, this one included
    called: set[tuple[int, int]] = field(default_factory=set)  # round and step that were said in the channel
    unsaved_words: list[Words] = field(default_factory=list)
    timers: list[asyncio.TimerHandle] = field(default_factory=list)
    tasks: set[asyncio.Task[Any]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a signal: the case, whether it is new, became urgent, or may now be spoken of with the person."""

    incident: Incident
    new: bool
    upgraded: bool
    disclosed: bool


class Cases:
    """Every open case, and the way to change one."""

    def __init__(self, storage: Storage, people: People, clock: Clock) -> None:
        """Start with nothing in memory; `load` reads the open cases."""
        self._storage = storage
        self._people = people
        self._clock = clock
        self._rest = Ledger(storage)  # for cases that are closed
        self._ledgers: weakref.WeakSet[Ledger] = weakref.WeakSet({self._rest})
        self._live: dict[int, Live] = {}
        self._by_person: dict[tuple[int, int], int] = {}
        self._seen: dict[int, datetime] = {}
        self._tasks: set[asyncio.Task[Any]] = set()
        self.on_recovery: Callable[[Incident], None] = lambda _: None

    async def load(self) -> None:
        """Read the open cases from the database; what memory holds already stays.

        Raises:
            StorageUnavailable: the database cannot be read now.
        """

        def read(connection: Connection) -> list[tuple[Row[Any], list[Row[Any]], frozenset[int], int]]:
            return [
                (
                    row,
                    casebook.pages_of(connection, row.key),
                    casebook.who(connection, row.key, Code.DECLINED),
                    self._times(connection, row),
                )
                for row in casebook.all_open(connection)
            ]

        for row, pages, declined, times in await self._storage.read(read):
            if row.key not in self._live:
                live = self._put(self.incident(row), saved=True)
                live.declined = self._users(declined)
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

    def live(self, key: int) -> Live | None:
        """Return an open case from memory."""
        return self._live.get(key)

    def latest(self, incident: Incident) -> Incident:
        """Return a case as it stands now, if it is open."""
        live = self._live.get(incident.key)
        return incident if live is None else live.incident

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

    def paging(self) -> tuple[Incident, ...]:
        """Return every case that somebody is being woken for."""
        return tuple(live.incident for live in self._live.values() if live.incident.state is State.PAGING)

    def in_space(self, channel_id: int) -> Incident | None:
        """Return the open case whose private space this is."""
        return next((live.incident for live in self._live.values() if live.incident.space_id == channel_id), None)

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
        for live in self._live.values():
            for people in (live.declined, live.told, live.warned):
                people.discard(user_id)
            live.reached = {one for one in live.reached if one[2] != user_id}
            live.pages = [page for page in live.pages if page.user_id != user_id]

    def incident(self, row: Row[Any]) -> Incident:
        """Turn a row into a value, with the Discord ids that the register knows."""
        return from_row(row, self._people.discord_id)

    # -- opening --------------------------------------------------------------------------------------------------

    async def receive(
        self, signal: Signal, *, aside: bool, plan: Callable[[Connection, Incident], None]
    ) -> Received | None:
        """Open a case for a signal, or join the person's open one; None when this very text was taken already.

        Args:
            signal: what came in.
            aside: the person can read the card, so the case takes the other road.
            plan: what else is written in the transaction that opens the case or makes it urgent.
        """
        if self._taken(signal):
            return None
        now = self._clock.now()
        known = self.of_person(signal.guild_id, signal.user_id)
        if known is None:
            live = self._put(opening(signal, now, aside=aside), saved=False)
        else:
            live = self._live[known.key]
            live.incident = joined(known, signal, now)
        incident = live.incident
        upgraded = known is not None and known.state is State.RAISED and incident.state is State.PAGING
        disclosed = known is not None and known.reached is Reached.WITHHELD and incident.reached is Reached.NOT_YET
        self._write_signal(signal, live, known, plan=plan if known is None or upgraded else None)
        await live.ledger.flush(COMMIT_PATIENCE)
        if known is None and live.known:
            self._forget(live.incident)
            return None
        return Received(live.incident, new=known is None, upgraded=upgraded, disclosed=disclosed)

    def _taken(self, signal: Signal) -> bool:
        if signal.message_id is None or signal.source is not Source.MESSAGE:
            return False
        before = self._seen.get(signal.message_id)
        if before is not None and before >= signal.at:
            return True
        self._seen[signal.message_id] = signal.at
        while len(self._seen) > REMEMBERED:
            self._seen.pop(next(iter(self._seen)))
        return False

    def _write_signal(
        self,
        signal: Signal,
        live: Live,
        before: Incident | None,
        *,
        plan: Callable[[Connection, Incident], None] | None,
    ) -> None:
        incident = live.incident
        changed = {} if before is None else _difference(before, incident)
        writer = signal.teller_id or signal.user_id
        kind = "trigger" if signal.teller_id is None else "told"
        words = Words(kind, signal.at, signal.text, signal.assessment.rule, signal.assessment.spans)
        if signal.text:
            live.unsaved_words.append(words)

        def work(connection: Connection) -> casebook.Opened:
            person = self._people.known(signal.user_id) or 0
            opened = casebook.open_or_join(
                connection,
                values=columns(incident, person),
                # Somebody who points to a message speaks up now, whatever became of the message before.
                message_id=signal.message_id if signal.source is Source.MESSAGE else None,
                written_at=signal.at,
            )
            if opened.known:
                return opened
            key: int = opened.row.key
            if changed:
                casebook.change(connection, key, **changed)
            self._keep_words(connection, key, signal, words)
            if plan is not None:
                plan(connection, incident)
            live.times = self._times(connection, opened.row)
            return opened

        def written(opened: casebook.Opened) -> None:
            live.saved = True
            live.known = opened.known
            live.incident = replace(live.incident, number=opened.row.number)
            if words in live.unsaved_words:
                live.unsaved_words.remove(words)

        async def entered() -> None:
            for user in {signal.user_id, writer}:
                await self._people.person(user)

        live.ledger.put(work, before=entered, then=written)

    def _keep_words(self, connection: Connection, key: int, signal: Signal, words: Words) -> None:
        if not words.text:
            return
        author = self._people.known(signal.teller_id or signal.user_id) or 0
        casebook.keep_words(
            connection,
            incident_key=key,
            kind=words.kind,
            person_id=author,
            at=words.at,
            rule=words.rule,
            spans=spans_text(words.spans),
            sealed=self._people.seal(author, words.text, purpose=purpose(key)),
        )

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
        (self._rest if live is None else live.ledger).put(work, before=before)

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
                # The write may still arrive; if it does not, it is put again.
                task.add_done_callback(lambda done: self._unless_written(done, live, work))
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
        found = []
        for row in rows:
            try:
                text = self._people.unseal(row.person_id, row.sealed, purpose=purpose(key))
            except (KeyDestroyed, SealBroken):
                log.warning("words.unreadable", case=key)
            else:
                found.append(Words(row.kind, row.at, text, row.rule, spans_of(row.spans)))
        return [*found, *unsaved]

    async def pages(self, key: int) -> list[Page]:
        """Return the pages of a case from the database."""
        rows = await self._storage.read(lambda connection: casebook.pages_of(connection, key))
        return [self._page(row) for row in rows]

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
        return result, incident

    def _unless_written(self, done: asyncio.Task[Any], live: Live, work: Callable[[Connection], object]) -> None:
        if not done.cancelled() and isinstance(done.exception(), StorageUnavailable):
            live.ledger.put(work)

    def _merge(self, before: Incident, after: Incident) -> Incident:
        """Take over what a step changed, and nothing that memory knows better by now."""
        live = self._live.get(after.key)
        merged = after if live is None else replace(live.incident, **_difference(before, after, everything=True))
        self._keep(merged)
        return merged

    def _put(self, incident: Incident, *, saved: bool) -> Live:
        user, key = incident.user_id, incident.key

        def recovered() -> None:
            live = self._live.get(key)
            if live is not None:
                self.on_recovery(live.incident)

        live = Live(incident, Ledger(self._storage, on_recovery=recovered), saved=saved)
        self._ledgers.add(live.ledger)
        self._live[key] = live
        self._by_person[incident.guild_id, user] = key
        return live

    def _keep(self, incident: Incident) -> None:
        live = self._live.get(incident.key)
        if live is not None and incident.open:
            live.incident = incident
        elif live is not None:
            self._forget(incident)

    def _forget(self, incident: Incident) -> None:
        for timer in self._live.pop(incident.key).timers:
            timer.cancel()
        if self._by_person.get((incident.guild_id, incident.user_id)) == incident.key:
            del self._by_person[incident.guild_id, incident.user_id]

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


_STORED: Final = frozenset(
    {
        "source",
        "tier",
        "category",
        "rule",
        "state",
        "locale",
        "active_at",
        "channel_id",
        "message_id",
        "round",
        "rung",
        "round_at",
        "round_from",
        "reached",
    }
)  # fmt: skip  what a joined signal may change


def _difference(before: Incident, after: Incident, *, everything: bool = False) -> dict[str, Any]:
    names = [one.name for one in fields(Incident) if everything or one.name in _STORED]
    return {name: getattr(after, name) for name in names if getattr(after, name) != getattr(before, name)}
