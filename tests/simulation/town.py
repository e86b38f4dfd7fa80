"""A Discord in memory: a server with people in it, what was written where, and what the bot said to whom."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from itertools import count
from typing import Any, Final

from bot.clock import snowflake
from bot.messenger.message import Button, Message
from bot.messenger.port import Lane
from bot.rehearsal.unseen import Unseen
from bot.servers.directory import Member
from tests.simulation.loop import Timeline

GUILD: Final = 1000
LOUNGE, ALERTS, SUPPORT, FACILITATORS, ROOM = 2001, 2002, 2003, 2004, 2005
PARTICIPANT, FACILITATOR, ONCALL, LEAD = 3001, 3002, 3003, 3004
BOT: Final = 4000
MAYA, SAM, NIA, TOM, ANA, BEN, CLEO, DAN, EVE, LEA, FAY = range(4001, 4012)
NAMES: Final = {
    MAYA: "Maya",
    SAM: "Sam",
    NIA: "Nia",
    TOM: "Tom",
    ANA: "Ana",
    BEN: "Ben",
    CLEO: "Cleo",
    DAN: "Dan",
    EVE: "Eve",
    LEA: "Lea",
    FAY: "Fay",
    BOT: "Alongside",
}
ROLES: Final = {
    MAYA: PARTICIPANT,
    SAM: PARTICIPANT,
    NIA: PARTICIPANT,
    TOM: PARTICIPANT,
    ANA: ONCALL,
    BEN: ONCALL,
    CLEO: ONCALL,
    DAN: ONCALL,
    EVE: ONCALL,
    LEA: LEAD,
    FAY: FACILITATOR,
}
IN_NEED: Final = (MAYA, SAM, NIA, TOM)
STAFF: Final = (ANA, BEN, CLEO, DAN, EVE, LEA)
LAST_RESORTS: Final = (DAN,)  # who asked to be woken off shift
NEVER_ON_SHIFT: Final = EVE
ASKED_AT: Final = ("17:12", "17:26", "17:45")  # a daily check-in each
CHANNELS: Final = (LOUNGE, ALERTS, SUPPORT, FACILITATORS, ROOM)


@dataclass(slots=True)
class Post:
    """Something that the bot said and that arrived."""

    at: float
    channel_id: int
    message_id: int
    message: Message
    key: str
    lane: Lane
    user_id: int | None  # whose direct messages
    life: int
    clock: float = 0.0  # what the bot's clock said, in seconds since the beginning
    shown: Message | None = None  # as it stands now; None once it is deleted
    edited_at: float = 0.0


@dataclass(frozen=True, slots=True)
class Attempt:
    """A call of the messenger, whatever came of it."""

    at: float
    operation: str
    target: int
    key: str
    message: Message | None
    life: int
    clock: float


@dataclass(frozen=True, slots=True)
class Line:
    """Something that a person wrote in a channel."""

    message_id: int
    channel_id: int
    user_id: int
    text: str


@dataclass
class Town:
    """What everybody can see, and what happened."""

    timeline: Timeline
    posts: list[Post] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)
    threads: dict[int, set[int]] = field(default_factory=dict)
    doubts: set[tuple[int, str]] = field(default_factory=set)  # of which some answer was lost
    owed: set[int] = field(default_factory=set)  # messages that could not be deleted at once
    followups: dict[str, Any] = field(default_factory=dict)  # where the answer to a press goes, by its token
    trace: list[str] = field(default_factory=list)
    arrived: Callable[[Post], None] = lambda _: None
    _by_key: dict[tuple[int, str], list[Post]] = field(default_factory=dict)
    _by_id: dict[int, Post] = field(default_factory=dict)
    _opened: dict[tuple[int, str], int] = field(default_factory=dict)
    _count: "count[int]" = field(default_factory=count)

    def note(self, what: str) -> None:
        jumped = self.timeline.jumped
        self.trace.append(f"{self.timeline.passed:10.3f}  {what}" + (f"  (clock {jumped})" if jumped else ""))

    def new_id(self) -> int:
        return snowflake(self.timeline.true()) + next(self._count) % (1 << 22)

    def write(self, user_id: int, channel_id: int, text: str) -> Line:
        line = Line(self.new_id(), channel_id, user_id, text)
        self.lines.append(line)
        return line

    # -- what the bot says ----------------------------------------------------------------------------------------

    def deliver(
        self, target: int, channel_id: int, message: Message, *, key: str, lane: Lane, user_id: int | None, life: int
    ) -> Post:
        """Have a message arrive; within two minutes Discord knows a page again, and the messenger anything else for ever."""
        before = self._by_key.setdefault((target, key), [])
        if before and (lane is Lane.BULK or self.timeline.passed - before[-1].at < 120):
            return before[-1]
        post = Post(
            self.timeline.passed,
            channel_id,
            self.new_id(),
            message,
            key,
            lane,
            user_id,
            life,
            self.timeline.clock,
            shown=message,
        )
        before.append(post)
        self.posts.append(post)
        self._by_id[post.message_id] = post
        self.note(f"-> {self.place(channel_id, user_id)}: {told(message)}   [{key}]")
        self.arrived(post)
        return post

    def known(self, target: int, key: str) -> Post | None:
        return next(reversed(self._by_key.get((target, key), [])), None)

    def alone(self, post: Post) -> None:
        """Have the messenger remove what it sent before a post under the same key, once it knows where that one is."""
        for one in self._by_key.get((post.channel_id if post.user_id is None else post.user_id, post.key), ()):
            if one is not post and one.shown is not None:
                self.show(one.message_id, None)

    def post(self, message_id: int) -> Post | None:
        return self._by_id.get(message_id)

    def show(self, message_id: int, message: Message | None) -> bool:
        """Change or remove what stands there; False if it is not there."""
        post = self._by_id.get(message_id)
        if post is None or post.shown is None:
            return False
        post.shown, post.edited_at = message, self.timeline.passed
        self.note(f"~> {self.place(post.channel_id, post.user_id)}: {'deleted' if message is None else told(message)}")
        return True

    def open_thread(self, channel_id: int, key: str, members: Collection[int]) -> int:
        thread = self._opened.setdefault((channel_id, key), self.new_id())
        self.threads.setdefault(thread, set()).update(members)
        return thread

    def direct_channel(self, user_id: int) -> int:
        return 5_000_000 + user_id

    def place(self, channel_id: int, user_id: int | None) -> str:
        if user_id is not None:
            return NAMES[user_id]
        named = {
            LOUNGE: "#lounge",
            ALERTS: "#alerts",
            SUPPORT: "#support",
            FACILITATORS: "#facilitators",
            ROOM: "#room",
        }
        return named.get(channel_id, "a thread")


class Facts(Unseen):
    """Who is there, as Discord told the bot."""

    def member(self, guild_id: int, user_id: int) -> Member | None:
        role = ROLES.get(user_id)
        return None if role is None else Member(user_id, NAMES[user_id], frozenset({role}))

    def absent(self, guild_id: int, user_id: int) -> bool:
        return user_id not in ROLES

    def holders(self, guild_id: int, role_id: int) -> tuple[int, ...]:
        return tuple(user for user, role in ROLES.items() if role == role_id)

    def readers(self, guild_id: int, channel_id: int) -> frozenset[int]:
        return frozenset(user for user in ROLES if self.reads(guild_id, channel_id, user))

    def reads(self, guild_id: int, channel_id: int, user_id: int) -> bool:
        return channel_id != ALERTS or ROLES.get(user_id) in (ONCALL, LEAD)

    def servers_of(self, user_id: int) -> tuple[int, ...]:
        return (GUILD,) if user_id in ROLES else ()

    def server_name(self, guild_id: int) -> str:
        return "The Tuesday group"

    def channel_kind(self, guild_id: int, channel_id: int) -> str | None:
        return "text" if channel_id in CHANNELS else None

    def owner(self, guild_id: int) -> int | None:
        return LEA


def told(message: Message) -> str:
    """What a message says, on one line, for a trace."""
    titles = [card.title for card in message.cards]
    text = " / ".join(part.replace("\n", " ")[:90] for part in (*titles, message.content) if part)
    return text + "".join(f" [{one.label}]" for one in buttons(message)[:2])


def words(message: Message) -> str:
    """Everything that can be read in a message."""
    parts = [message.content]
    for card in message.cards:
        parts += [card.title, card.body, card.footer or "", *(f"{one.name} {one.value}" for one in card.fields)]
    return "\n".join([*parts, *(one.label for one in buttons(message))])


def buttons(message: Message) -> list[Button]:
    return [one for row in message.rows if isinstance(row, tuple) for one in row]


def case_of(message: Message) -> int | None:
    """The case whose buttons a message carries, for responders."""
    for one in buttons(message):
        parts = (one.custom_id or "").split(":")
        if parts[0] == "case" and parts[-1].isdigit():
            return int(parts[-1])
    return None
