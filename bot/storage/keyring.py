"""The keyring: a SQLite file of its own that knows who is who, and holds each person's wrapped key."""

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, MetaData, bindparam, delete, func, insert, or_, select, update

from bot.clock import Clock
from bot.storage.engine import Storage, make_folder, touch_private
from bot.storage.errors import KeyringNewer, MasterKeyWrong, SealBroken
from bot.storage.lock import ProcessLock
from bot.storage.master_key import KEY_BYTES, MasterKey, TokenBytes
from bot.storage.schema import EPOCH, MICROSECOND, NAMES, Flag, Instant, PersonId, Sealed, Snowflake, Text, table
from bot.storage.sqlite import KEYRING, REGISTER, AiosqliteWorker, SqliteSeat, connect
from bot.storage.worker import InlineWorker, Worker

FILE: Final = "keyring.db"
VERSION: Final = 3
WRAPPED_AT_ONCE: Final = 500  # people a transaction, while another master key takes over

# An erased person's rows are looked for again at each start this long: a handler that was under way while they were
# erased may have written one more. As long as a copy of the keyring lives (DESIGN, section 9).
LOOK_AGAIN: Final = timedelta(days=7)

metadata = MetaData(naming_convention=NAMES)

master = table("master", Column("id", Text, primary_key=True), Column("proof", Sealed, nullable=False), within=metadata)
person = table(
    "person",
    Column("person_id", PersonId, primary_key=True),
    Column("discord_id", Snowflake, nullable=False, unique=True),
    Column("master_id", Text, nullable=False),
    Column("wrapped", Sealed, nullable=False),
    within=metadata,
)
_EVERYBODY: Final = select(person.c.person_id, person.c.discord_id, person.c.wrapped, person.c.master_id)
_SOMEBODY: Final = _EVERYBODY.where(person.c.discord_id == bindparam("its_id"))

# Who was erased, by the random id alone: it leads nowhere, and tells a restored database what must go again.
tombstone = table(
    "tombstone",
    Column("person_id", PersonId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("done", Flag, nullable=False),
    within=metadata,
)

# Whom to tell that they were erased, from the instant of it until they were told: no longer than their rows are looked for.
receipt = table(
    "receipt",
    Column("person_id", PersonId, primary_key=True),
    Column("discord_id", Snowflake, nullable=False),
    Column("locale", Text, nullable=False),
    within=metadata,
)
_USED: Final = (
    select(person.c.person_id)
    .where(person.c.person_id == bindparam("its_id"))
    .union(select(tombstone.c.person_id).where(tombstone.c.person_id == bindparam("its_id")))
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the register."""

    person_id: int
    discord_id: int
    wrapped: bytes
    master_id: str


@dataclass(frozen=True, slots=True)
class Owed:
    """A receipt that somebody has not had yet, in the language that they read."""

    person_id: int
    discord_id: int
    locale: str
    at: datetime  # when they were erased
    complete: bool  # whether all of it is done


@dataclass(frozen=True, slots=True)
class Loaded:
    """What a keyring holds: everybody, and the secret from which keys are derived that are nobody's own.

    `taking_over` says that the next master key has begun to wrap its keys.
    """

    entries: list[Entry]
    root: bytes
    taking_over: bool
    buried: Mapping[int, datetime]  # who was erased, and when


async def open_keyring(
    path: Path, *, clock: Clock, inline: bool = False, around: Callable[[Worker], Worker] = lambda worker: worker
) -> Storage:
    """Open the keyring file and hold it against other processes; it is made when absent.

    Raises:
        DatabaseInUse: another process holds it.
        FolderNotWritable: it cannot be made.
    """
    make_folder(path.parent)
    lock = ProcessLock(path)
    lock.take(since=clock.now())
    touch_private(path)
    seat = SqliteSeat(path, *REGISTER)
    return Storage(writer=around(InlineWorker(seat) if inline else AiosqliteWorker(seat)), readers=[], lock=lock)


def absent(path: Path) -> bool:
    """Say whether there is no keyring yet, or only the empty file of one that was never made."""
    return not path.exists() or path.stat().st_size == 0


def load(
    connection: Connection,
    key: MasterKey,
    following: MasterKey | None,
    *,
    keyring: Path,
    key_file: Path,
    token_bytes: TokenBytes,
) -> Loaded:
    """Return everyone, after making sure that the master key is the right one; `following` is the next, if one lies there.

    Raises:
        KeyringNewer: a newer Alongside wrote it.
        MasterKeyWrong: another master key wrapped these keys.
    """
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > VERSION:
        raise KeyringNewer(keyring=str(keyring))
    if version < VERSION:
        metadata.create_all(connection)  # those that a later version brought
    if version < 2:
        # Of the first version the proof held nothing; from the second on it is the secret of derived keys.
        connection.execute(delete(master).where(master.c.id == key.id))
        _prove(connection, key, token_bytes(KEY_BYTES))
    if version < VERSION:
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    proofs = {row.id: row.proof for row in connection.execute(select(master))}
    entries = [Entry(*row) for row in connection.execute(_EVERYBODY)]
    taking_over = following is not None and following.id in proofs
    usable = {key.id} | ({following.id} if following is not None and taking_over else set())
    try:
        root = key.unwrap(proofs.get(key.id, b""), person_id=0, discord_id=0)
    except SealBroken:
        raise MasterKeyWrong(path=str(key_file), keyring=str(keyring)) from None
    if {entry.master_id for entry in entries} - usable:
        raise MasterKeyWrong(path=str(key_file), keyring=str(keyring))
    # A key that was taken over from, and nothing is wrapped with any more.
    connection.execute(delete(master).where(master.c.id.not_in(usable)))
    buried = {row.person_id: row.at for row in connection.execute(select(tombstone.c.person_id, tombstone.c.at))}
    return Loaded(entries, root, taking_over, buried)


def begin_takeover(connection: Connection, following: MasterKey, root: bytes) -> int:
    """Let another master key in beside the present one; return how many people's keys it has to wrap."""
    _prove(connection, following, root)
    return int(connection.execute(select(func.count()).select_from(person)).scalar_one())


def wrap_anew(connection: Connection, keys: Mapping[str, MasterKey], following: MasterKey) -> list[Entry]:
    """Wrap the keys of some people with the following master key; none when all are."""
    rows = connection.execute(_EVERYBODY.where(person.c.master_id != following.id).limit(WRAPPED_AT_ONCE)).all()
    done = []
    for before in (Entry(*row) for row in rows):
        ids = {"person_id": before.person_id, "discord_id": before.discord_id}
        wrapped = following.wrap(keys[before.master_id].unwrap(before.wrapped, **ids), **ids)
        connection.execute(
            update(person).where(person.c.person_id == before.person_id).values(wrapped=wrapped, master_id=following.id)
        )
        done.append(Entry(before.person_id, before.discord_id, wrapped, following.id))
    return done


def end_takeover(connection: Connection, following: MasterKey) -> None:
    """Forget every other master key."""
    connection.execute(delete(master).where(master.c.id != following.id))


def _prove(connection: Connection, key: MasterKey, root: bytes) -> None:
    connection.execute(insert(master).values(id=key.id, proof=key.wrap(root, person_id=0, discord_id=0)))


def enter(connection: Connection, discord_id: int, key: MasterKey, token_bytes: TokenBytes) -> Entry:
    """Return the person behind a Discord id, entered with a fresh id and key if new."""
    found = connection.execute(_SOMEBODY, {"its_id": discord_id}).one_or_none()
    if found is not None:
        return Entry(*found)
    person_id = _fresh_id(connection, token_bytes)
    wrapped = key.wrap(token_bytes(KEY_BYTES), person_id=person_id, discord_id=discord_id)
    connection.execute(
        insert(person),
        {"person_id": person_id, "discord_id": discord_id, "master_id": key.id, "wrapped": wrapped},
    )
    return Entry(person_id, discord_id, wrapped, key.id)


def destroy(connection: Connection, person_id: int, at: datetime, *, tell: str | None = None) -> bool:
    """Set up a tombstone and destroy the person's key, both or neither; False if nobody is or was behind the id.

    With `tell`, a language, a receipt is owed to them until `told`.
    """
    known = connection.execute(_EVERYBODY.where(person.c.person_id == person_id)).one_or_none()
    buried = connection.execute(select(tombstone.c.done).where(tombstone.c.person_id == person_id)).scalar()
    if known is None:
        return buried is not None
    if tell is not None:
        connection.execute(insert(receipt).values(person_id=person_id, discord_id=known.discord_id, locale=tell))
    connection.execute(insert(tombstone).values(person_id=person_id, at=at, done=False))
    # Overwritten where it stands, then taken out; secure_delete fills what the row leaves with zeros.
    connection.execute(update(person).where(person.c.person_id == person_id).values(wrapped=bytes(len(known.wrapped))))
    connection.execute(delete(person).where(person.c.person_id == person_id))
    return True


def unfinished(connection: Connection, now: datetime) -> list[int]:
    """Return who was erased and may still have rows in the database."""
    recent = tombstone.c.at > now - LOOK_AGAIN
    rows = connection.execute(select(tombstone.c.person_id).where(or_(~tombstone.c.done, recent)))
    return list(rows.scalars())


def finish(connection: Connection, person_id: int) -> None:
    """Note that an erasure is complete."""
    connection.execute(update(tombstone).where(tombstone.c.person_id == person_id).values(done=True))


def owed(connection: Connection, now: datetime) -> list[Owed]:
    """Return the receipts that are owed; those of whom nobody could tell for too long are dropped."""
    late = select(tombstone.c.person_id).where(tombstone.c.at <= now - LOOK_AGAIN)
    connection.execute(delete(receipt).where(receipt.c.person_id.in_(late)))
    query = select(receipt, tombstone.c.at, tombstone.c.done).join(
        tombstone, tombstone.c.person_id == receipt.c.person_id
    )
    return [Owed(*row) for row in connection.execute(query)]


def told(connection: Connection, person_id: int) -> None:
    """Forget whom a receipt went to."""
    connection.execute(delete(receipt).where(receipt.c.person_id == person_id))


def bury(connection: Connection, people: Mapping[int, datetime]) -> None:
    """Erase people again of whom it is known elsewhere that they were erased."""
    for person_id, at in people.items():
        destroy(connection, person_id, at)


def reopen_tombstones(path: Path, since: datetime) -> int:
    """Mark every erasure in a keyring file as unfinished, so that the next `sweep` repeats it; return how many came later.

    Raises:
        sqlite3.Error: the file is not a keyring that can be written.
    """
    with closing(connect(path, *KEYRING)) as raw:
        raw.execute("UPDATE tombstone SET done = 0")
        later = raw.execute(
            "SELECT count(*) FROM tombstone WHERE at >= ?", ((since - EPOCH) // MICROSECOND,)
        ).fetchone()[0]
    return int(later)


def readable(path: Path) -> bool:
    """Tell whether a file is a keyring."""
    try:
        with closing(connect(path)) as raw:
            return bool(raw.execute("SELECT count(*) FROM master").fetchone()[0])
    except sqlite3.Error:
        return False


def _fresh_id(connection: Connection, token_bytes: TokenBytes) -> int:
    while True:
        person_id = int.from_bytes(token_bytes(8)) >> 1  # 63 bits: a signed 64-bit column holds it
        if person_id and connection.execute(_USED, {"its_id": person_id}).first() is None:
            return person_id
