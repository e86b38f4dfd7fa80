"""Open cases: held in memory so that a page never waits for a disk, and written through to the database."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final, TypeVar

import structlog
from sqlalchemy import Connection, Row

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.moderation import casebook
from bot.moderation.detection import Tier
from bot.moderation.errors import NoSuchCase
from bot.moderation.incident import Code, Incident, Reached, Signal, State, Words
from bot.moderation.ledger import Ledger
from bot.moderation.records import columns, from_row, purpose, spans_of, spans_text
from bot.storage import Storage
from bot.storage.people import People

T = TypeVar("T")

# DESIGN §4: the alert goes out when the commit ends or after this long, whichever is first.
COMMIT_PATIENCE: Final = 0.1  # seconds

log = structlog.get_logger(__name__)


@dataclass(slots=True)
class Live:
    """What memory knows of an open case."""

    incident: Incident
    saved: bool = False
    rung: int = -1  # the highest step that was carried out
    declined: set[int] = field(default_factory=set)
    told: set[int] = field(default_factory=set)  # responders who were paged
    unsaved_words: list[Words] = field(default_factory=list)
    timers: list[asyncio.TimerHandle] = field(default_factory=list)
    tasks: set[asyncio.Task[None]] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class Received:
    """What became of a signal: the case, whether it is new, and whether it became worth a page with this signal."""

    incident: Incident
    new: bool
    upgraded: bool


class Cases:
    """Every open case, and the way to change one."""

    def __init__(self, storage: Storage, people: People, clock: Clock, ledger: Ledger) -> None:
        """Start with nothing in memory; `load` reads the open cases."""
        self._storage = storage
        self._people = people
        self._clock = clock
        self._ledger = ledger
        self._live: dict[int, Live] = {}
        self._by_person: dict[tuple[int, int], int] = {}
        self._seen: dict[int, int] = {}
        self._tasks: set[asyncio.Task[Any]] = set()

    async def load(self) -> None:
        """Read the open cases from the database; what memory holds already stays.

        Raises:
            StorageUnavailable: the database cannot be read now.
        """

        def read(connection: Connection) -> list[tuple[Row[Any], list[Row[Any]], frozenset[int]]]:
            return [
                (row, casebook.pages_of(connection, row.key), casebook.who(connection, row.key, Code.DECLINED))
                for row in casebook.all_open(connection)
            ]

        for row, pages, declined in await self._storage.read(read):
            if row.key not in self._live:
                self._put(
                    Live(
                        self.incident(row),
                        saved=True,
                        rung=max((page.step for page in pages), default=-1),
                        declined=self._users(declined),
                        told=self._users(page.person_id for page in pages),
                    )
                )

    def _users(self, people: Iterable[int]) -> set[int]:
        return {user for person in people if (user := self._people.discord_id(person)) is not None}

    # -- what is open ---------------------------------------------------------------------------------------------

    def live(self, key: int) -> Live | None:
        """Return an open case from memory."""
        return self._live.get(key)

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

    # -- opening --------------------------------------------------------------------------------------------------

    async def receive(
        self, signal: Signal, *, aside: bool, plan: Callable[[Connection, Incident], None]
    ) -> Received | None:
        """Open a case for a signal, or join the person's open one; None when this very signal was taken already.

        Args:
            signal: what came in.
            aside: the person can read the card, so the case takes the other road.
            plan: what else is written in the transaction that opens the case or makes it worth a page.
        """
        tier = str(signal.assessment.tier)
        worse_edit = self._seen.get(signal.key, -1) < _rank(tier)
        if not worse_edit:
            return None
        self._seen[signal.key] = _rank(tier)
        while len(self._seen) > 10_000:
            self._seen.pop(next(iter(self._seen)))
        known = self.of_person(signal.guild_id, signal.user_id)
        if known is None:
            incident = self._first(signal, aside=aside)
            live = Live(incident)
            self._put(live)
        else:
            live = self._live[known.key]
        upgraded = known is not None and known.state is State.RAISED and tier == Tier.PAGE
        if upgraded:
            live.incident = replace(
                live.incident,
                tier=tier,
                category=str(signal.assessment.category or ""),
                rule=signal.assessment.rule or "",
                state=State.PAGING,
            )
        if signal.text:
            live.unsaved_words.append(
                Words("trigger", signal.at, signal.text, signal.assessment.rule, signal.assessment.spans)
            )
        commit = self._task(self._commit(signal, live, new=known is None, upgraded=upgraded, plan=plan))
        await asyncio.wait({commit}, timeout=COMMIT_PATIENCE)
        if (
            known is None
            and commit.done()
            and not commit.cancelled()
            and commit.exception() is None
            and commit.result()
        ):
            self._forget(live.incident)
            return None
        return Received(live.incident, new=known is None, upgraded=upgraded)

    def _first(self, signal: Signal, *, aside: bool) -> Incident:
        page = signal.assessment.tier == Tier.PAGE
        now = self._clock.now()
        return Incident(
            key=signal.key,
            guild_id=signal.guild_id,
            number=0,
            user_id=signal.user_id,
            source=signal.source,
            tier=str(signal.assessment.tier),
            category=str(signal.assessment.category or ""),
            rule=signal.assessment.rule or "",
            state=State.PAGING if page else State.RAISED,
            locale=signal.locale or "en",
            opened_at=now,
            active_at=now,
            channel_id=signal.channel_id,
            late_seconds=max(0, int((now - signal.at).total_seconds())),
            aside=aside,
            reached=Reached.WITHHELD if signal.source.by_somebody_else or not page else Reached.NOT_YET,
        )

    async def _commit(
        self, signal: Signal, live: Live, *, new: bool, upgraded: bool, plan: Callable[[Connection, Incident], None]
    ) -> bool:
        """Write a signal down; true when the database says that this very message led to a case before."""
        incident = live.incident
        person = await self._people.person(signal.user_id)
        sealed = self._people.seal(person, signal.text, purpose=purpose(incident.key)) if signal.text else None
        words = list(live.unsaved_words)

        def work(connection: Connection) -> casebook.Opened:
            # An outage may have let a second first message in: the database decides which case it is.
            opened = casebook.open_or_join(
                connection,
                values=columns(incident, person),
                message_id=signal.key,
                at=incident.opened_at,
            )
            key: int = opened.row.key
            if upgraded:
                casebook.change(
                    connection,
                    key,
                    tier=incident.tier,
                    category=incident.category,
                    rule=incident.rule,
                    state=State.PAGING,
                )
                casebook.log(connection, key, self._clock.now(), Code.UPGRADED, None)
            if sealed is not None:
                casebook.keep_words(
                    connection,
                    incident_key=key,
                    kind="trigger",
                    person_id=person,
                    at=signal.at,
                    rule=signal.assessment.rule,
                    spans=spans_text(signal.assessment.spans),
                    sealed=sealed,
                )
            if opened.new or upgraded:
                plan(connection, incident)
            return opened

        def saved(opened: casebook.Opened) -> None:
            live.saved = True
            live.incident = replace(live.incident, number=opened.row.number)
            live.unsaved_words = [piece for piece in live.unsaved_words if piece not in words]

        try:
            opened = await self._storage.write(work, urgent=True)
        except StorageUnavailable:
            log.exception("case.not_saved", case=incident.key)
            await self._ledger.record(work, then=saved)
            return False
        saved(opened)
        return new and not opened.new

    # -- changing -------------------------------------------------------------------------------------------------

    async def step(
        self,
        key: int,
        work: Callable[[Connection], T],
        *,
        offline: Callable[[Incident], tuple[T, Incident]] | None = None,
    ) -> tuple[T, Incident]:
        """Run one step of a case in a transaction and return its result with the case as it then stands.

        Args:
            key: the case.
            work: the step itself.
            offline: what the step means in memory while the database is down; without it the step cannot be done then.

        Raises:
            NoSuchCase: there is none.
            StorageUnavailable: the database is down and the step needs it.
        """

        def whole(connection: Connection) -> tuple[T, Row[Any]]:
            if casebook.find(connection, key) is None:
                raise NoSuchCase
            result = work(connection)
            return result, casebook.get(connection, key)

        live = self._live.get(key)
        if live is not None and offline is not None and (not live.saved or self._ledger.impaired):
            return await self._offline(live, work, offline)
        try:
            result, row = await self._storage.write(whole, urgent=True)
        except StorageUnavailable:
            if live is None or offline is None:
                raise
            return await self._offline(live, work, offline)
        incident = self.incident(row)
        self._keep(incident)
        return result, incident

    async def _offline(
        self, live: Live, work: Callable[[Connection], T], offline: Callable[[Incident], tuple[T, Incident]]
    ) -> tuple[T, Incident]:
        result, incident = offline(live.incident)
        self._keep(incident)
        await self._ledger.record(work)
        return result, incident

    async def words(self, key: int) -> list[Words]:
        """Return what was written in a case, unsealed; what was erased or has run out is left out.

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
        return [*self._unseal(key, rows), *unsaved]

    def _unseal(self, key: int, rows: list[Row[Any]]) -> list[Words]:
        found = []
        for row in rows:
            text = self._people.unseal(row.person_id, row.sealed, purpose=purpose(key))
            found.append(Words(row.kind, row.at, text, row.rule, spans_of(row.spans)))
        return found

    def incident(self, row: Row[Any]) -> Incident:
        """Turn a row into a value, with the Discord ids that the register knows."""
        return from_row(row, self._people.discord_id)

    async def settled(self) -> None:
        """Wait until every commit under way has ended; used when the bot stops."""
        if self._tasks:
            await asyncio.wait(set(self._tasks))

    def _put(self, live: Live) -> None:
        self._live[live.incident.key] = live
        self._by_person[live.incident.guild_id, live.incident.user_id] = live.incident.key

    def _keep(self, incident: Incident) -> None:
        live = self._live.get(incident.key)
        if incident.open:
            if live is None:
                self._put(Live(incident, saved=True))
            else:
                live.incident = incident
        elif live is not None:
            self._forget(incident)

    def _forget(self, incident: Incident) -> None:
        for timer in self._live.pop(incident.key).timers:
            timer.cancel()
        if self._by_person.get((incident.guild_id, incident.user_id)) == incident.key:
            del self._by_person[incident.guild_id, incident.user_id]

    def _task(self, work: Any) -> asyncio.Task[Any]:  # noqa: ANN401
        task = asyncio.get_running_loop().create_task(work, name="case-commit")
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("case.commit_failed", error=type(error).__name__)


def _rank(tier: str) -> int:
    return {"page": 2, "review": 1}.get(tier, 0)
