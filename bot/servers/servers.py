"""The servers that the bot looks after, held in memory so that nobody in need waits for a disk."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, select

from bot.servers.tables import servers
from bot.storage import Storage


class Ages(StrEnum):
    """Whom a server is for."""

    ADULTS = "adults"
    MIXED = "mixed"


@dataclass(frozen=True, slots=True)
class Server:
    """What set-up decided about one server. An id is None until it was picked or made."""

    guild_id: int
    zone: str = "UTC"
    locale: str = "en"
    country: str | None = None
    ages: Ages | None = None
    alert_channel_id: int | None = None
    support_channel_id: int | None = None
    facilitators_channel_id: int | None = None
    listening_channel_id: int | None = None  # where Discord's own filter tells, while messages may not be read
    participant_role_id: int | None = None
    facilitator_role_id: int | None = None
    oncall_role_id: int | None = None
    lead_role_id: int | None = None
    announced_at: datetime | None = None
    live: bool = False

    @property
    def staff_channels(self) -> frozenset[int]:
        """The channels where staff work, which are never read for detection."""
        return frozenset(
            channel
            for channel in (
                self.alert_channel_id,
                self.support_channel_id,
                self.facilitators_channel_id,
                self.listening_channel_id,
            )
            if channel is not None
        )

    def is_for_staff(self, channel_id: int) -> bool:
        """Say whether a channel is one where staff work; asked for each message, and so without a set being made."""
        return channel_id in (
            self.alert_channel_id,
            self.support_channel_id,
            self.facilitators_channel_id,
            self.listening_channel_id,
        )

    @property
    def staff_roles(self) -> frozenset[int]:
        """The roles that may see incidents through."""
        return frozenset(role for role in (self.oncall_role_id, self.lead_role_id) if role is not None)


class Servers:
    """All servers, read from memory and written through."""

    def __init__(self, storage: Storage) -> None:
        """Start empty; `load` reads what is stored."""
        self._storage = storage
        self._known: dict[int, Server] = {}
        self.on_change: Callable[[], None] = lambda: None

    async def load(self) -> None:
        """Read every server from the database.

        Raises:
            StorageUnavailable: the database cannot be read now.
        """
        rows = await self._storage.read(lambda connection: connection.execute(select(servers)).all())
        self._known = {row.guild_id: _server(row) for row in rows}

    def take(self, servers: Iterable[Server]) -> None:
        """Know these servers, as they were last known, until `load` can read them."""
        self._known = {server.guild_id: server for server in servers}

    def get(self, guild_id: int) -> Server | None:
        """Return a server that has been set up at least in part."""
        return self._known.get(guild_id)

    def all(self) -> tuple[Server, ...]:
        """Return every server that has been set up at least in part."""
        return tuple(self._known.values())

    async def save(
        self,
        guild_id: int,
        *,
        note: Callable[[Connection], None] = lambda _: None,
        **changes: Any,  # noqa: ANN401  each field has its own type
    ) -> Server:
        """Change some fields of one server, in the database first, then in memory; `note` is written with them.

        Raises:
            StorageUnavailable: nothing was changed.
        """
        server = replace(self._known.get(guild_id) or Server(guild_id), **changes)

        def work(connection: Connection) -> None:
            _store(connection, server)
            note(connection)

        await self._storage.write(work)
        self._known[guild_id] = server
        self.on_change()
        return server


def _server(row: Row[Any]) -> Server:
    values = {field.name: getattr(row, field.name) for field in fields(Server)}
    values["ages"] = None if row.ages is None else Ages(row.ages)
    return Server(**values)


def _store(connection: Connection, server: Server) -> None:
    values = asdict(server)
    changed = connection.execute(servers.update().where(servers.c.guild_id == server.guild_id).values(values))
    if changed.rowcount == 0:
        connection.execute(servers.insert().values(values))
