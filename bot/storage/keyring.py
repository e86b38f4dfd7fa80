"""The keyring: a SQLite file of its own that knows who is who, and holds each person's wrapped key."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Final

from sqlalchemy import Column, Connection, MetaData, delete, insert, or_, select, update

from bot.clock import Clock
from bot.storage.engine import Storage, make_folder, touch_private
from bot.storage.errors import KeyringNewer, MasterKeyWrong, SealBroken
from bot.storage.lock import ProcessLock
from bot.storage.master_key import KEY_BYTES, MasterKey, TokenBytes
from bot.storage.schema import NAMES, Flag, Instant, PersonId, Sealed, Snowflake, Text, table
from bot.storage.sqlite import KEYRING, AiosqliteWorker, SqliteSeat, connect
from bot.storage.worker import InlineWorker, Worker

FILE: Final = "keyring.db"
VERSION: Final = 1

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
# Who was erased, by the random id alone: it leads nowhere, and tells a restored database what must go again.
tombstone = table(
    "tombstone",
    Column("person_id", PersonId, primary_key=True),
    Column("at", Instant, nullable=False),
    Column("done", Flag, nullable=False),
    within=metadata,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One person in the register."""

    person_id: int
    discord_id: int
    wrapped: bytes


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
    seat = SqliteSeat(path, *KEYRING)
    return Storage(writer=around(InlineWorker(seat) if inline else AiosqliteWorker(seat)), readers=[], lock=lock)


def load(connection: Connection, key: MasterKey, *, keyring: Path, key_file: Path) -> list[Entry]:
    """Return everyone, after making sure that the master key is the right one.

    Raises:
        KeyringNewer: a newer Alongside wrote it.
        MasterKeyWrong: another master key wrapped these keys.
    """
    version = connection.exec_driver_sql("PRAGMA user_version").scalar_one()
    if version > VERSION:
        raise KeyringNewer(keyring=str(keyring))
    if version == 0:
        metadata.create_all(connection)
        proof = key.wrap(bytes(KEY_BYTES), person_id=0, discord_id=0)
        connection.execute(insert(master).values(id=key.id, proof=proof))
        connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
    found = connection.execute(select(master.c.proof).where(master.c.id == key.id)).scalar()
    try:
        key.unwrap(found or b"", person_id=0, discord_id=0)
    except SealBroken:
        raise MasterKeyWrong(path=str(key_file), keyring=str(keyring)) from None
    rows = connection.execute(select(person.c.person_id, person.c.discord_id, person.c.wrapped))
    return [Entry(*row) for row in rows]


def enter(connection: Connection, discord_id: int, key: MasterKey, token_bytes: TokenBytes) -> Entry:
    """Return the person behind a Discord id, entered with a fresh id and key if new."""
    found = connection.execute(
        select(person.c.person_id, person.c.discord_id, person.c.wrapped).where(person.c.discord_id == discord_id)
    ).one_or_none()
    if found is not None:
        return Entry(*found)
    person_id = _fresh_id(connection, token_bytes)
    wrapped = key.wrap(token_bytes(KEY_BYTES), person_id=person_id, discord_id=discord_id)
    connection.execute(
        insert(person).values(person_id=person_id, discord_id=discord_id, master_id=key.id, wrapped=wrapped)
    )
    return Entry(person_id, discord_id, wrapped)


def destroy(connection: Connection, person_id: int, at: datetime) -> bool:
    """Set up a tombstone and destroy the person's key, both or neither; False if nobody is or was behind the id."""
    wrapped = connection.execute(select(person.c.wrapped).where(person.c.person_id == person_id)).scalar()
    buried = connection.execute(select(tombstone.c.done).where(tombstone.c.person_id == person_id)).scalar()
    if wrapped is None:
        return buried is not None
    connection.execute(insert(tombstone).values(person_id=person_id, at=at, done=False))
    # Overwritten where it stands, then taken out; secure_delete fills what the row leaves with zeros.
    connection.execute(update(person).where(person.c.person_id == person_id).values(wrapped=bytes(len(wrapped))))
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


def reopen_tombstones(path: Path) -> int:
    """Mark every erasure in a keyring file as unfinished, so that the next `sweep` repeats it; return how many.

    Raises:
        sqlite3.Error: the file is not a keyring that can be written.
    """
    with closing(connect(path, *KEYRING)) as raw:
        reopened = raw.execute("UPDATE tombstone SET done = 0").rowcount
    return int(reopened)


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
        taken = select(person.c.person_id).where(person.c.person_id == person_id)
        gone = select(tombstone.c.person_id).where(tombstone.c.person_id == person_id)
        if person_id and connection.execute(taken.union(gone)).first() is None:
            return person_id
