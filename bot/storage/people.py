"""The register of people: who is who, what seals their words, and how they are forgotten."""

import secrets
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TypeVar

import structlog
from sqlalchemy import Connection, inspect, select

from bot.clock import Clock
from bot.storage import erased, keyring, sealing
from bot.storage.backup import FOLDER
from bot.storage.engine import Storage
from bot.storage.errors import KeyDestroyed, KeyringLost
from bot.storage.keyring import Entry, Owed
from bot.storage.master_key import (
    MasterKey,
    TokenBytes,
    derive,
    load_master_key,
    make_next_key,
    next_key_file,
    take_over,
)
from bot.storage.schema import PersonId, metadata
from bot.storage.worker import Worker, after_commit

T = TypeVar("T")

log = structlog.get_logger(__name__)

Eraser = Callable[[Connection, int], None]
Progress = Callable[[int, int], None]
"""Told how much of how much is done."""


class People:
    """Everyone we know, by a random id that only the keyring ties to Discord.

    A person's key is durable before their id is known to anyone, so that no row outlives a crash without its key.
    """

    def __init__(
        self,
        storage: Storage,
        register: Storage,
        key: MasterKey,
        *,
        root: bytes,
        key_file: Path,
        clock: Clock,
        token_bytes: TokenBytes,
        lists: Callable[[], Sequence[Path]],
    ) -> None:
        """Take the parts; `open` is the usual way in, and `lists` says where it is written too who was erased."""
        self._storage = storage
        self._register = register
        self._key = key  # what newcomers' keys are wrapped with
        self._keys = {key.id: key}
        self._root = root
        self._key_file = key_file
        self._clock = clock
        self._token_bytes = token_bytes
        self._entries: dict[int, Entry] = {}
        self._ids: dict[int, int] = {}
        self._erasers: dict[str, Eraser] = {}
        self._lists = lists
        self._mark_key = self.derive("erased")

    @classmethod
    async def open(
        cls,
        storage: Storage,
        *,
        keyring_file: Path,
        master_key_file: Path,
        clock: Clock,
        token_bytes: TokenBytes = secrets.token_bytes,
        inline: bool = False,
        around: Callable[[Worker], Worker] = lambda worker: worker,
    ) -> "People":
        """Open the keyring, made together with its master key at the very first start. Call `sweep` afterwards.

        Args:
            storage: the database that holds what people's ids stand in.
            keyring_file: usually `var/keyring.db`.
            master_key_file: what `MASTER_KEY_FILE` says.
            clock: dates tombstones.
            token_bytes: makes ids, keys and nonces.
            inline: run transactions on the event loop, for a simulation.
            around: wraps the keyring's worker, for a simulation's faults.

        Raises:
            KeyringLost, MasterKeyMissing, MasterKeyInvalid, MasterKeyWrong, KeyringNewer, DatabaseInUse, FolderNotWritable: the
                start must stop; each says what to do.
            StorageUnavailable: the keyring does not open.
        """
        fresh = keyring.absent(keyring_file)
        register = await keyring.open_keyring(keyring_file, clock=clock, inline=inline, around=around)
        try:
            if fresh:
                await storage.read(partial(_refuse_people, keyring_file))
            key = load_master_key(master_key_file, keyring=keyring_file, token_bytes=token_bytes)
            beside = next_key_file(master_key_file)
            following = (
                load_master_key(beside, keyring=keyring_file, token_bytes=token_bytes) if beside.exists() else None
            )
            loaded = await register.write(
                lambda connection: keyring.load(
                    connection,
                    key,
                    following,
                    keyring=keyring_file,
                    key_file=master_key_file,
                    token_bytes=token_bytes,
                )
            )
            people = cls(
                storage,
                register,
                key,
                root=loaded.root,
                key_file=master_key_file,
                clock=clock,
                token_bytes=token_bytes,
                lists=lambda: erased.places(keyring_file.parent, keyring_file.parent / FOLDER),
            )
            again = await people._compare_lists(loaded.entries, loaded.buried)
            for entry in loaded.entries:
                if entry.person_id not in again:
                    people._remember(entry)
            if following is not None and loaded.taking_over:
                await people._take_over(following, len(loaded.entries), _nobody_looks)
        except BaseException:
            await register.close()
            raise
        return people

    async def _compare_lists(self, entries: Sequence[Entry], buried: Mapping[int, datetime]) -> Collection[int]:
        """Erase those again whom a copy of the keyring brought back, and list whom only the keyring knows as erased.

        Returns:
            Who was erased again; `sweep` removes their rows.
        """
        listed = erased.read(self._lists()) or {}
        back = {
            entry.person_id: listed[which]
            for entry in (entries if listed else ())
            if (which := erased.mark(self._mark_key, entry.person_id)) in listed
        }
        if back:
            await self._rewrite(lambda connection: keyring.bury(connection, back))
            log.warning("erasures.again", count=len(back))
        self._list(buried)
        return back

    def _list(self, people: Mapping[int, datetime]) -> bool:
        """Write outside of the keyring who was erased; False where the disk did not take it, and the next start tries again."""
        try:
            erased.add(self._lists(), {erased.mark(self._mark_key, one): at for one, at in people.items()})
        except OSError:
            log.exception("erasures.not_listed")
            return False
        return True

    async def rotate(self, progress: Progress) -> int:
        """Have a new master key take over, person by person, while everything goes on; return for how many.

        Whatever ends the process meanwhile, the next start finishes it: both keys lie there until every person's key
        is wrapped with the new one, and then the old one is replaced by a rename.

        Raises:
            FolderNotWritable: the new key cannot be kept beside the old one; nothing was changed.
            StorageUnavailable: the keyring did not take it; called again, or at the next start, it begins anew or goes on.
        """
        following = make_next_key(self._key_file, token_bytes=self._token_bytes)
        total = await self._register.write(lambda connection: keyring.begin_takeover(connection, following, self._root))
        await self._take_over(following, total, progress)
        return total

    async def _take_over(self, following: MasterKey, total: int, progress: Progress) -> None:
        self._keys[following.id] = self._key = following
        done = 0

        def work(connection: Connection) -> int:
            wrapped = keyring.wrap_anew(connection, self._keys, following)
            for entry in wrapped:
                after_commit(connection, partial(self._rewrapped, entry))
            return len(wrapped)

        progress(done, total)
        while count := await self._register.write(work):
            done += count
            progress(min(done, total), total)
        take_over(self._key_file)
        await self._rewrite(lambda connection: keyring.end_takeover(connection, following))
        self._keys = {following.id: following}
        log.info("keyring.rotated", count=done)

    def _rewrapped(self, entry: Entry) -> None:
        if entry.person_id in self._entries:  # who was erased meanwhile stays so
            self._remember(entry)

    async def close(self) -> None:
        """Let the keyring go."""
        await self._register.close()

    def tell_health(self, heard: Callable[[bool], None]) -> None:
        """Have a function hear when the register stops to answer, and when it does again."""
        self._register.on_health = heard

    async def answers(self) -> bool:
        """Ask the register whether it would take somebody new."""
        return await self._register.probe()

    async def person(self, discord_id: int) -> int:
        """Return the person behind a Discord id; someone new is entered, and durable, first.

        Raises:
            StorageUnavailable: the keyring did not take someone new.
        """
        known = self.known(discord_id)
        if known is not None:
            return known

        def work(connection: Connection) -> Entry:
            entry = keyring.enter(connection, discord_id, self._key, self._token_bytes)
            after_commit(connection, lambda: self._remember(entry))
            return entry

        return (await self._register.write(work, urgent=True)).person_id

    def known(self, discord_id: int) -> int | None:
        """Return the person behind a Discord id if we know them."""
        return self._ids.get(discord_id)

    def everyone(self) -> tuple[int, ...]:
        """Return the Discord ids of everybody we know."""
        return tuple(self._ids)

    def discord_id(self, person_id: int) -> int | None:
        """Return the Discord id of a person who has not been erased."""
        entry = self._entries.get(person_id)
        return None if entry is None else entry.discord_id

    def seal(self, person_id: int, text: str, *, purpose: str) -> bytes:
        """Seal a text with a person's key; it opens for the same person and purpose only.

        Raises:
            KeyDestroyed: the person was erased, or never was.
        """
        key = self._key_of(person_id)
        return sealing.seal(key, text, person_id=person_id, purpose=purpose, token_bytes=self._token_bytes)

    def unseal(self, person_id: int, sealed: bytes, *, purpose: str) -> str:
        """Open what `seal` made.

        Raises:
            KeyDestroyed: the person was erased, or never was.
            SealBroken: the bytes are damaged, or were sealed for another person or purpose.
        """
        return sealing.unseal(self._key_of(person_id), sealed, person_id=person_id, purpose=purpose)

    def derive(self, purpose: str) -> bytes:
        """Return 32 secret bytes for a use that is nobody's own, the same as long as the keyring is, whichever master key wraps it."""
        return derive(self._root, purpose)

    def register_eraser(self, name: str, eraser: Eraser) -> None:
        """Add what deletes a person's rows in one package; it may run more than once for the same person.

        Raises:
            ValueError: the name is taken.
        """
        if name in self._erasers:
            raise ValueError(f"two erasers are called {name!r}")
        self._erasers[name] = eraser

    async def erase(
        self, person_id: int, *, note: Callable[[Connection], None] = lambda _: None, tell: str | None = None
    ) -> None:
        """Forget a person: tombstone and key destroyed, rows deleted, done. What a crash leaves `sweep` finishes.

        `note` is written with the deletion of their rows. With `tell`, a language, `owed` says from the first step on that they
        are still to be told.

        Raises:
            StorageUnavailable: it stopped half way; from the first step on nothing they wrote can be read.
        """

        def work(connection: Connection) -> bool:
            after_commit(connection, lambda: self._forget(person_id))
            known = keyring.destroy(connection, person_id, now, tell=tell)
            if known:
                self._list({person_id: now})  # here, for this runs beside the event loop
            return known

        now = self._clock.now()
        if await self._rewrite(work):
            await self._finish(person_id, note)

    async def owed(self) -> list[Owed]:
        """Return who was erased and is still to be told of it.

        Raises:
            StorageUnavailable: the keyring did not answer.
        """
        now = self._clock.now()
        return await self._rewrite(lambda connection: keyring.owed(connection, now))

    async def told(self, person_id: int) -> None:
        """Forget the Discord id of somebody who was erased and has been told.

        Raises:
            StorageUnavailable: the keyring did not answer.
        """
        await self._rewrite(lambda connection: keyring.told(connection, person_id))

    async def sweep(self) -> int:
        """Finish the erasures that a crash or a restore left open, and those of the last week once more; return how many.

        Call it at start, after every package has registered its eraser and before anything is read.

        Raises:
            StorageUnavailable: the database or the keyring did not answer.
        """
        now = self._clock.now()
        people = await self._register.write(lambda connection: keyring.unfinished(connection, now))
        for person_id in people:
            await self._finish(person_id)
        return len(people)

    async def _finish(self, person_id: int, note: Callable[[Connection], None] = lambda _: None) -> None:
        def delete_rows(connection: Connection) -> None:
            note(connection)
            for eraser in self._erasers.values():
                eraser(connection, person_id)

        await self._storage.write(delete_rows)
        if await self._storage.checkpoint():
            await self._rewrite(lambda connection: keyring.finish(connection, person_id))
        else:
            # The rows are gone, but the log still holds their old pages; the next sweep tries again.
            log.info("erasure_waits_for_reader")

    async def _rewrite(self, work: Callable[[Connection], T]) -> T:
        """Change what the register holds, and leave nothing of what it held before in its journal."""
        value = await self._register.write(work)
        await self._register.checkpoint()
        return value

    def _key_of(self, person_id: int) -> bytes:
        entry = self._entries.get(person_id)
        if entry is None:
            raise KeyDestroyed
        return self._keys[entry.master_id].unwrap(entry.wrapped, person_id=person_id, discord_id=entry.discord_id)

    def _remember(self, entry: Entry) -> None:
        self._entries[entry.person_id] = entry
        self._ids[entry.discord_id] = entry.person_id

    def _forget(self, person_id: int) -> None:
        entry = self._entries.pop(person_id, None)
        if entry is not None:
            self._ids.pop(entry.discord_id, None)


def _refuse_people(keyring_file: Path, connection: Connection) -> None:
    """Refuse a new keyring beside a database that holds anything of anybody: only the one that is gone knows them."""
    there = set(inspect(connection).get_table_names())
    columns = [
        column
        for table in metadata.tables.values()
        if table.name in there
        for column in table.columns
        if isinstance(column.type, PersonId)
    ]
    for column in columns:
        if connection.execute(select(column).where(column.is_not(None), column != 0).limit(1)).first() is not None:
            raise KeyringLost(keyring=str(keyring_file))


def _nobody_looks(_done: int, _total: int) -> None:
    """Tell nobody how far it is: a start finishes what was begun."""
