"""Stand-ins that the storage tests share: a clock, tables of no package, a process that dies."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Column, Connection, Executable, ForeignKey, Index, MetaData, Table, create_engine, text
from sqlalchemy.pool import StaticPool

from bot.storage import Storage, migrate
from bot.storage.people import People
from bot.storage.schema import NAMES, Flag, Instant, Integer, Json, PersonId, Sealed, Snowflake, Text, table
from bot.storage.sqlite import MAIN, connect
from bot.storage.worker import Outcome, Transaction, Worker


@dataclass(slots=True)
class HandClock:
    """A clock that moves when told to."""

    at: datetime = field(default_factory=lambda: datetime(2026, 11, 21, 20, 0, tzinfo=UTC))

    def now(self) -> datetime:
        return self.at

    def monotonic(self) -> float:
        return self.at.timestamp()

    def advance(self, by: timedelta) -> None:
        self.at += by


@dataclass(frozen=True, slots=True)
class Toys:
    """Tables of no package, to test storage by itself."""

    metadata: MetaData
    thing: Table
    owner: Table

    def create(self, connection: Connection) -> None:
        self.metadata.create_all(connection)


def run(statement: Executable | str) -> Callable[[Connection], None]:
    """Return a transaction that runs one statement."""

    def work(connection: Connection) -> None:
        connection.execute(text(statement) if isinstance(statement, str) else statement)

    return work


def answers(storage: Storage) -> bool:
    """Ask anew whether a database is healthy."""
    return storage.healthy


def make_toys() -> Toys:
    metadata = MetaData(naming_convention=NAMES)
    owner = table("owner", Column("id", PersonId, primary_key=True), within=metadata)
    thing = table(
        "thing",
        Column("id", Snowflake, primary_key=True),
        Column("owner_id", PersonId, ForeignKey("owner.id", ondelete="CASCADE"), index=True),
        Column("at", Instant),
        Column("flag", Flag),
        Column("json", Json),
        Column("sealed", Sealed),
        Column("text", Text),
        Column("count", Integer),
        within=metadata,
    )
    return Toys(metadata, thing, owner)


@dataclass(frozen=True, slots=True)
class Engine:
    """One way to run storage."""

    url: str
    inline: bool


def first_tables(*, name_may_be_empty: bool = True) -> MetaData:
    """Every column type, a foreign key, a unique key, a partial index."""
    metadata = MetaData(naming_convention=NAMES)
    table("circle", Column("id", Integer, primary_key=True), within=metadata)
    table(
        "moment",
        Column("id", Snowflake, primary_key=True),
        Column("circle_id", Integer, ForeignKey("circle.id", ondelete="CASCADE"), nullable=False, index=True),
        Column("person_id", PersonId, unique=True),
        Column("at", Instant, nullable=False),
        Column("waiting", Flag, nullable=False),
        Column("payload", Json),
        Column("words", Sealed),
        Column("name", Text, nullable=name_may_be_empty),
        Index("ix_moment_waiting", "at", sqlite_where=text("waiting"), postgresql_where=text("waiting")),
        within=metadata,
    )
    return metadata


def second_tables() -> MetaData:
    """A column more, and another that may no longer be empty."""
    metadata = first_tables(name_may_be_empty=False)
    metadata.tables["moment"].append_column(Column("note", Text))
    return metadata


def write_revision(folder: Path, versions: Path, tables: MetaData, revision: str) -> None:
    empty = folder / f"empty-{revision}.db"
    empty.touch()
    raw = connect(empty, *MAIN)
    engine = create_engine("sqlite://", creator=lambda: raw, poolclass=StaticPool)
    with engine.begin() as connection:
        migrate.write_revision(connection, tables, message="a step", revision=revision, versions=versions)
    raw.close()


async def open_people(
    storage: Storage,
    folder: Path,
    clock: HandClock,
    *,
    inline: bool = False,
    around: Callable[[Worker], Worker] = lambda worker: worker,
) -> People:
    """Open the keyring in a folder, as the bot would."""
    return await People.open(
        storage,
        keyring_file=folder / "keyring.db",
        master_key_file=folder / "master.key",
        clock=clock,
        inline=inline,
        around=around,
    )


class Crash(BaseException):
    """The process ended here."""


class CrashingWorker:
    """Ends the process before or after a transaction, as the plan says for each."""

    def __init__(self, worker: Worker, plan: Callable[[], str | None]) -> None:
        self._worker = worker
        self._plan = plan

    async def run(self, transaction: Transaction[Any]) -> Outcome[Any]:
        when = self._plan()
        if when == "before":
            return Outcome(error=Crash())
        outcome = await self._worker.run(transaction)
        return Outcome(error=Crash()) if when == "after" else outcome

    async def close(self) -> None:
        await self._worker.close()
