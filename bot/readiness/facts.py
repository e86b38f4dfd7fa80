"""What the checks work on. Whoever can ask Discord and the disk fills it in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from bot.servers import Ages
from bot.surveys.examining import Examined


class Room(StrEnum):
    """The channels that set-up picks or makes."""

    ALERTS = "alerts"
    SUPPORT = "support"
    FACILITATORS = "facilitators"


class RoleKind(StrEnum):
    """The roles that set-up picks or makes."""

    PARTICIPANT = "participant"
    FACILITATOR = "facilitator"
    ONCALL = "oncall"
    LEAD = "lead"


class Token(StrEnum):
    """What Discord says to our token."""

    WORKS = "works"
    ABSENT = "absent"
    REFUSED = "refused"
    UNKNOWN = "unknown"  # Discord could not be asked


class Database(StrEnum):
    """What became of asking the database."""

    ANSWERS = "answers"
    SILENT = "silent"
    NONE_YET = "none-yet"
    LOST = "lost"  # it is not there or empty, and a roster says that there was one
    IN_USE = "in-use"  # by the bot itself, while the command line looks
    OLDER = "older"  # than this version; the next start brings it up
    REFUSED = "refused"  # a setting cannot work; another finding says which


class Keyring(StrEnum):
    """Whether what people wrote can be opened."""

    OPENS = "opens"
    NONE_YET = "none-yet"
    NO_MASTER_KEY = "no-master-key"
    DAMAGED = "damaged"
    REFUSED = "refused"  # by the master key or the lock; another finding says which


@dataclass(frozen=True, slots=True)
class ApplicationFacts:
    """The switches of the developer portal, and how many more times it may connect, which begins anew after some seconds."""

    members: bool
    content: bool
    starts: int | None = None  # None: Discord did not say
    starts_again: float = 0.0


@dataclass(frozen=True, slots=True)
class HostFacts:
    """The machine and the process. None means that it could not be asked from here.

    `unusable` holds a text's key and values for each setting or file that cannot be used.
    """

    now: datetime
    token: Token
    database: Database
    keyring: Keyring
    application: ApplicationFacts | None = None
    unusable: tuple[tuple[str, tuple[tuple[str, str | int], ...]], ...] = ()
    ledger_behind: bool | None = None
    agenda_trouble_since: datetime | None = None
    overdue_jobs: int | None = None
    clock_ahead: timedelta | None = None
    newest_backup: datetime | None = None
    commands_synced: bool | None = None
    sealed: Examined | None = None
    record_broken: int | None = None  # chains of who did what that are not whole
    sweeps_failed: tuple[str, ...] = ()
    not_removed: int = 0  # messages and rooms that should be gone from Discord
    not_removed_since: datetime | None = None
    left_behind: int = 0  # messages and rooms in servers that took the bot out
    unposted: int = 0  # servers where no code of the record was posted for days
    unposted_since: datetime | None = None


@dataclass(frozen=True, slots=True)
class RoomFacts:
    """One channel as it is now.

    `missing` are the permissions that the bot lacks there; `others` the people who can read it without having one of its
    roles, administrators and the owner among them; `drifted` says that somebody changed what set-up had set.
    """

    room: Room
    channel_id: int | None
    exists: bool = False
    missing: tuple[str, ...] = ()
    everyone_reads: bool = False
    participants_read: bool = False
    others: tuple[int, ...] = ()
    drifted: bool = False


@dataclass(frozen=True, slots=True)
class RoleFacts:
    """One role as it is now."""

    role: RoleKind
    role_id: int | None
    exists: bool = False


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """One server as it is now."""

    guild_id: int
    now: datetime
    present: bool = True
    set_up: bool = True
    live: bool = False
    content: bool = True
    rooms: tuple[RoomFacts, ...] = ()
    roles: tuple[RoleFacts, ...] = ()
    leads: tuple[int, ...] = ()
    tested: tuple[int, ...] = ()
    untested: tuple[int, ...] = ()
    unreachable: tuple[int, ...] = ()
    on_shift: tuple[int, ...] = ()
    uncovered: tuple[tuple[datetime, datetime], ...] = ()
    ages: Ages | None = None
    country: str | None = None
    helplines: int = 0
    helplines_old: int = 0
    announced_at: datetime | None = None

    def room(self, room: Room) -> RoomFacts:
        """Return what is known of a channel."""
        return next((one for one in self.rooms if one.room is room), RoomFacts(room, None))

    def role(self, role: RoleKind) -> RoleFacts:
        """Return what is known of a role."""
        return next((one for one in self.roles if one.role is role), RoleFacts(role, None))


class Facts(Protocol):
    """Where facts come from."""

    async def host(self) -> HostFacts:
        """Look at the machine and the process."""
        ...

    def server(self, guild_id: int) -> ServerFacts:
        """Look at one server; a server that we are not in is not `present`."""
        ...
