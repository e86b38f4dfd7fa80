"""Sending a message: a page at once and again if in doubt, anything else once."""

import asyncio
from collections import OrderedDict
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar
from weakref import WeakValueDictionary

import discord
import structlog

from bot.clock import Clock
from bot.errors import StorageUnavailable
from bot.messenger.adapter.doubles import NONCE_WINDOW, Doubles, Remove
from bot.messenger.adapter.requests import Requests
from bot.messenger.adapter.search import Search
from bot.messenger.adapter.threads import Threads
from bot.messenger.identity import Identity
from bot.messenger.ledger import Entry, Ledger, State
from bot.messenger.message import Message
from bot.messenger.outcomes import UNKNOWN_MESSAGE
from bot.messenger.port import Gone, Lane, Outcome, Sent, Transient, Unknown
from bot.messenger.render import render

MOST_REMEMBERED = 2000
"""Posts whose looks are kept in memory, for `find`."""

PATIENCE = 0.1
"""Seconds that something urgent waits for the database (DESIGN §4)."""

LONGEST = 2.0
"""Seconds that a private space waits to be opened for what is known of it: not to know of one that is there would open a second."""

_T = TypeVar("_T")
_log = structlog.get_logger()


class Posting:
    """Posts under keys."""

    def __init__(
        self,
        client: discord.Client,
        *,
        requests: Requests,
        identity: Identity,
        ledger: Ledger | None,
        clock: Clock,
        remove: Remove,
    ) -> None:
        """Write down what is posted in the ledger, if there is one; `remove` takes away what stands twice, by channel and id."""
        self._client = client
        self._requests = requests
        self._identity = identity
        self._search = Search(client, requests, identity)
        self._ledger = ledger
        self._clock = clock
        self._recent: OrderedDict[str, tuple[str, datetime]] = OrderedDict()
        self._awaited: dict[str, tuple[int, asyncio.Future[Outcome]]] = {}
        self._aside: set[asyncio.Task[None]] = set()
        self._asked: set[asyncio.Future[Any]] = set()
        self._opening: WeakValueDictionary[str, asyncio.Lock] = WeakValueDictionary()
        self._opened: OrderedDict[str, tuple[int, datetime]] = OrderedDict()
        self._doubles = Doubles(self._search, clock, remove, self.aside)

    async def now(self, channel_id: int, message: Message, key: str, *, place: int, kept: int | None) -> Outcome:
        """Send a page: no question asked of the database first, and none waited for afterwards."""
        rendered = self._render(message, key, Lane.URGENT)
        look = self._remember(key, rendered)
        outcome = await self._send(channel_id, rendered, key, place, Lane.URGENT)
        self._doubles.note(outcome, key)
        if self._ledger is not None:
            entry = self._entry(outcome, kept, look)
            self.aside(self._ledger.record(self._identity.name(key), entry, urgent=True))
        return outcome

    async def once(self, channel_id: int, message: Message, key: str, *, place: int, kept: int | None) -> Outcome:
        """Send anything else: not if it was sent, and not if nobody can tell whether it was."""
        rendered = self._render(message, key, Lane.BULK)
        look = self._remember(key, rendered)
        name = self._identity.name(key)
        since, doubt = self._clock.now(), False
        try:
            if self._ledger is not None:
                entry = await self._ledger.recall(name)
                settled = await self._settle(entry, channel_id, key, look) if entry is not None else None
                doubt = entry is not None and self._guarded(entry)
                if entry is not None and (settled is not None or doubt):
                    since = entry.at
                if settled is not None:
                    await self._ledger.record(name, self._entry(settled, kept, look, at=since))
                    return settled
                await self._ledger.intend(name, channel=kept, look=look, at=since)
        except StorageUnavailable:
            return self._requests.attempts.failed(Transient(), "ledger")
        outcome = await self._send(channel_id, rendered, key, place, Lane.BULK)
        if doubt and isinstance(outcome, Transient):
            outcome = Unknown()
        if isinstance(outcome, Unknown):
            found = await self._search.find(channel_id, key, looks=frozenset({look}), since=since, lane=Lane.BULK)
            outcome = found if isinstance(found, Sent) else outcome
        await self._record(name, self._entry(outcome, kept, look, at=since))
        return outcome

    async def recall(self, key: str, *, channel_id: int | None) -> Outcome | None:
        """Return what the ledger knows for certain about `key` without asking Discord; `channel_id` if it keeps none."""
        if self._ledger is None:
            return None
        try:
            entry = await self._ledger.recall(self._identity.name(key))
        except StorageUnavailable:
            return self._requests.attempts.failed(Transient(), "ledger")
        return None if entry is None else _certain(entry, channel_id)

    async def find(self, channel_id: int, key: str) -> Sent | None:
        """Look for what was posted under `key`."""
        looks: set[str] = set()
        since: datetime | None = None
        if (recent := self._recent.get(self._identity.name(key))) is not None:
            looks.add(recent[0])
            since = recent[1]
        if self._ledger is not None:
            try:
                entry = await self._ledger.recall(self._identity.name(key))
            except StorageUnavailable:
                entry = None
            if entry is not None:
                looks.add(entry.look)
                since = min(entry.at, since or entry.at)
        found = await self._search.find(channel_id, key, looks=frozenset(looks), since=since, lane=Lane.URGENT)
        if not isinstance(found, Sent):
            return None
        self._doubles.note(found, key)
        return found

    async def thread(self, threads: Threads, channel_id: int, name: str, key: str, lane: Lane) -> Outcome:
        """Open a thread once; who asks for it while it is being opened gets the same one."""
        written, look = self._identity.name(key), self._identity.look((name,))
        async with self._opening.setdefault(written, asyncio.Lock()):
            # What was opened beside it by asking again may not be removed yet, so this one goes before others of its name.
            known, since = self._opened.get(written, (None, None)) if lane is Lane.URGENT else (None, None)
            again = known is not None
            if since is None:
                begun = await self._begin(written, look, lane)
                if isinstance(begun, Outcome):
                    return begun
                since, again = begun

            async def taken(thread_id: int) -> bool:
                return self._ledger is not None and lane is Lane.BULK and await self._ledger.claimed(thread_id)

            outcome = await threads.open(channel_id, name, lane, since=since, again=again, taken=taken, known=known)
            if isinstance(outcome, Sent):
                self._opened[written] = outcome.channel_id, since
                while len(self._opened) > MOST_REMEMBERED:
                    self._opened.popitem(last=False)
        entry = self._entry(outcome, outcome.channel_id if isinstance(outcome, Sent) else None, look, at=since)
        if lane is Lane.BULK:
            await self._record(written, entry)
        elif self._ledger is not None:
            self.aside(self._ledger.record(written, entry, urgent=True))
        return outcome

    async def _begin(self, written: str, look: str, lane: Lane) -> tuple[datetime, bool] | Outcome:
        """Write down that a thread will be opened; return since when, and whether it may be there already, or its outcome."""
        ledger, now = self._ledger, self._clock.now()
        if ledger is None:
            return now, False
        try:
            bulk = lane is Lane.BULK
            entry = await (ledger.recall(written) if bulk else self._soon(ledger.recall(written), LONGEST))
            known = _certain(entry, None) if entry is not None and bulk else None
            if known is not None:
                return known
            if entry is not None and entry.state != "failed":
                return entry.at, True
            intending = ledger.intend(written, channel=None, look=look, at=now, urgent=not bulk)
            await (intending if bulk else self._soon(intending))
        except StorageUnavailable:
            return self._requests.attempts.failed(Transient(), "ledger")
        return now, False

    async def _soon(self, asking: Coroutine[Any, Any, _T], patience: float = PATIENCE) -> _T | None:
        """Ask the database, and go on without its answer if it takes long: a slow one and a dead one are the same."""
        task = asyncio.ensure_future(asking)
        self._asked.add(task)
        task.add_done_callback(self._answered)
        await asyncio.wait({task}, timeout=patience)
        return task.result() if task.done() and task.exception() is None else None

    def _answered(self, task: asyncio.Future[Any]) -> None:
        self._asked.discard(task)
        if not task.cancelled() and task.exception() is not None:
            _log.warning("messenger_not_recorded", reason=type(task.exception()).__name__)

    def aside(self, keeping: Coroutine[Any, Any, None]) -> None:
        """Do something that nobody waits for, in a task of its own."""
        task = asyncio.ensure_future(self._quietly(keeping))
        self._aside.add(task)
        task.add_done_callback(self._aside.discard)

    async def _quietly(self, keeping: Coroutine[Any, Any, None]) -> None:
        try:
            await keeping
        except StorageUnavailable:
            _log.warning("messenger_not_recorded", reason="storage")
        except Exception as error:  # noqa: BLE001  (the edge of a task)
            _log.warning("messenger_not_recorded", reason=type(error).__name__)

    def _render(self, message: Message, key: str, lane: Lane) -> dict[str, Any]:
        return render(message, marker=self._identity.marker(key), strict=lane is Lane.BULK)

    def _remember(self, key: str, rendered: dict[str, Any]) -> str:
        look = self._search.look(rendered)
        self._recent.setdefault(self._identity.name(key), (look, self._clock.now()))
        while len(self._recent) > MOST_REMEMBERED:
            self._recent.popitem(last=False)
        return look

    async def _send(self, channel_id: int, rendered: dict[str, Any], key: str, place: int, lane: Lane) -> Outcome:
        target = self._client.get_partial_messageable(channel_id)
        nonce = self._identity.nonce(key, place=place)

        async def request() -> Outcome:
            for file in rendered.get("files", ()):
                file.fp.seek(0)  # an earlier attempt has read it
            # discord.py sets enforce_nonce whenever it is given a nonce.
            sent = await target.send(**rendered, nonce=nonce)
            return Sent(channel_id, sent.id)

        heard = self._awaited.setdefault(nonce, (channel_id, asyncio.get_running_loop().create_future()))[1]
        try:
            async with self._requests.enter(f"send:{channel_id}", lane):
                return await self._requests.repeat("send", lane, request, heard)
        finally:
            self._awaited.pop(nonce, None)

    def heard(self, *, nonce: str, channel_id: int, message_id: int) -> None:
        """Take note that a message of ours appeared, for whoever still waits for the answer to its sending."""
        awaited = self._awaited.get(nonce)
        if awaited is None or awaited[1].done():
            return
        if awaited[0] == channel_id:
            awaited[1].set_result(Sent(channel_id, message_id))
        else:
            _log.error("messenger_answer_from_elsewhere")

    async def _settle(self, entry: Entry, channel_id: int, key: str, look: str) -> Outcome | None:
        """Return what an earlier attempt came to; None if the post is surely not there, or its nonce still guards it."""
        certain = _certain(entry, channel_id)
        if certain is not None or entry.state == "failed":
            return certain
        if self._guarded(entry):
            return None
        found = await self._search.find(
            channel_id, key, looks=frozenset({entry.look, look}), since=entry.at, lane=Lane.BULK
        )
        return found if found is None or isinstance(found, Sent) else Unknown()

    def _guarded(self, entry: Entry) -> bool:
        """Say whether Discord still knows the nonce of an attempt in doubt."""
        return entry.state in ("intended", "unknown") and self._clock.now() - entry.at <= NONCE_WINDOW

    async def _record(self, name: str, entry: Entry) -> None:
        """Write down what became of a post; without the database it stays `intended`, and the next attempt looks for it."""
        if self._ledger is None:
            return
        try:
            await self._ledger.record(name, entry)
        except StorageUnavailable:
            _log.warning("messenger_not_recorded", reason="storage")

    def _entry(self, outcome: Outcome, channel: int | None, look: str, *, at: datetime | None = None) -> Entry:
        states: dict[type, State] = {Sent: "sent", Unknown: "unknown"}
        state = "deleted" if outcome == Gone(UNKNOWN_MESSAGE) else states.get(type(outcome), "failed")
        message = outcome.message_id if isinstance(outcome, Sent) else None
        return Entry(state, channel, message, look, at or self._clock.now())


def _certain(entry: Entry, channel_id: int | None) -> Outcome | None:
    if entry.state == "deleted":
        return Gone(UNKNOWN_MESSAGE)
    channel = entry.channel or channel_id
    if entry.state == "sent" and entry.message is not None and channel is not None:
        return Sent(channel, entry.message)
    return None
