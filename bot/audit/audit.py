"""The record, for every package: one call before a transaction, one inside it."""

import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import Connection

from bot.audit import book, chain
from bot.audit.acts import Act, Cause
from bot.audit.chain import Break, Ends, Link, Walk
from bot.clock import Clock
from bot.storage import Storage
from bot.storage.people import People

HOST: Final = 0  # the chain of what operators do, beside those of servers
KEPT: Final = timedelta(days=365)  # PRACTICE, Defaults: figures 12 months
PAGE: Final = 15
WALKED: Final = 1000  # lines a read, so that no reading takes long
TRIES: Final = 3

# Numbers and codes only: a line outlives words that are erased.
CODE: Final = re.compile(r"(\d{1,9})-([0-9a-f]{20})")  # as `chain.code` writes it
ABOUT: Final = re.compile(r"[a-z0-9_.,:+-]{0,300}")

Note = Callable[..., None]
"""Writes a line within a transaction: `note(connection)`, or `note(connection, about)` where that is known only there."""


def nobody(_: Connection) -> None:
    """Note nothing: what happens was planned, and whoever planned it is in the record."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line as leads read it; `actor` is None for somebody who was erased."""

    seq: int
    at: datetime
    act: str
    actor: int | Cause | None
    subject: int | None
    about: str
    withheld: bool = False  # from who reads it now: they see that the chain has it, and no more


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a chain is whole: how many lines it has, the code of its end, and the first thing that is wrong."""

    guild_id: int
    lines: int
    code: str
    broken: Break | None = None
    at: int = 0


@dataclass(frozen=True, slots=True)
class Place:
    """A code as somebody typed it: the line's number and the first digits of its link."""

    seq: int
    digits: str

    @classmethod
    def read(cls, typed: str) -> "Place | None":
        """Return the place that a code names, or None for something else."""
        found = CODE.fullmatch(typed.strip().lower())
        return None if found is None else cls(int(found[1]), found[2])


class Audit:
    """Writes down what staff do, and proves that nothing was taken out or changed."""

    def __init__(
        self,
        storage: Storage,
        people: People,
        clock: Clock,
        *,
        token_bytes: Callable[[int], bytes] = secrets.token_bytes,
    ) -> None:
        """Write to `storage`; ends are signed with a key that only this host's keyring gives."""
        self._storage = storage
        self._people = people
        self._clock = clock
        self._token_bytes = token_bytes
        self._secret = people.derive("audit")

    # -- writing --------------------------------------------------------------------------------------------------

    async def noting(
        self, guild_id: int, who: int | Cause, act: Act, *, about: str | int = "", subject: int | None = None
    ) -> Note:
        """Return what writes a line in the transaction of the thing itself.

        Args:
            guild_id: the server, or `HOST`.
            who: who does it, by Discord's id, or what does where no person does.
            act: what.
            about: a number or code that says which, never words.
            subject: whom it is about, by Discord's id, where the number does not say it already.

        Raises:
            StorageUnavailable: the keyring did not take somebody new.
        """
        actor = who if isinstance(who, Cause) else await self._people.person(who)
        whom = None if subject is None else await self._people.person(subject)
        return self.by(guild_id, actor, act, about=about, subject=whom)

    def by(
        self, guild_id: int, actor: int | Cause, act: Act, *, about: str | int = "", subject: int | None = None
    ) -> Note:
        """Return the same where person ids are known already."""
        at = self._clock.now()
        first, second = self._token_bytes(chain.SALT_BYTES), self._token_bytes(chain.SALT_BYTES)
        before = about

        def note(connection: Connection, about: str | int | None = None) -> None:
            which = str(before if about is None else about)
            if ABOUT.fullmatch(which) is None:
                raise ValueError("a line of the record holds numbers and codes, not words")
            line = Link(
                guild_id=guild_id,
                seq=0,
                at=at,
                act=act.value,
                actor_id=int(actor),
                actor_salt=first,
                actor_mark=chain.mark(first, int(actor)),
                subject_id=subject,
                about=which,
                subject_salt=second,
                subject_mark=chain.mark(second, subject, which),
                link=b"",
            )
            book.add(connection, line, self._secret)

        return note

    async def add(
        self, guild_id: int, who: int | Cause, act: Act, *, about: str | int = "", subject: int | None = None
    ) -> None:
        """Write a line of its own, for a look that changes nothing else; whoever looks sees nothing where this fails.

        Raises:
            StorageUnavailable: it could not be written down.
        """
        await self._storage.write(await self.noting(guild_id, who, act, about=about, subject=subject))

    # -- reading --------------------------------------------------------------------------------------------------

    async def lines(self, guild_id: int, *, before: int | None = None) -> list[Line]:
        """Return a page of lines, newest first."""
        found = await self._storage.read(lambda connection: book.before(connection, guild_id, before, PAGE))
        known = self._people.discord_id
        return [
            Line(
                seq=line.seq,
                at=line.at,
                act=line.act,
                actor=self._who(line),
                subject=None if line.subject_id is None else known(line.subject_id),
                about=line.about or "",
            )
            for line in found
        ]

    def _who(self, line: Link) -> int | Cause | None:
        if line.actor_id is None or line.actor_id > 0:
            return None if line.actor_id is None else self._people.discord_id(line.actor_id)
        return Cause(line.actor_id)

    async def holds(self, guild_id: int, place: Place) -> bool | None:
        """Say whether the chain still runs through a code that was posted; None where retention removed that line."""
        seq, digits = place.seq, place.digits

        def read(connection: Connection) -> bool | None:
            ends = book.ends(connection, guild_id)
            line = book.one(connection, guild_id, seq)
            if ends is not None and seq == ends.first_seq:
                return ends.first_link.hex().startswith(digits)
            if line is None and ends is not None and seq < ends.first_seq:
                return None
            return line is not None and line.link.hex().startswith(digits)

        return await self._storage.read(read)

    async def guilds(self) -> list[int]:
        """Return every chain there is."""
        return await self._storage.read(book.guilds)

    async def verify(self, guild_id: int) -> Verdict:
        """Walk through a chain from its signed beginning to its signed end.

        Raises:
            StorageUnavailable: the database did not answer.
        """
        verdict = await self._walk(guild_id)
        for _ in range(TRIES):
            if verdict.broken is None:
                break
            # Retention or an erasure may have come between two pages of the walk.
            verdict, before = await self._walk(guild_id), verdict
            if verdict == before:
                break
        return verdict

    async def broken(self) -> list[Verdict]:
        """Return what is wrong, over every chain."""
        verdicts = [await self.verify(guild_id) for guild_id in await self.guilds()]
        return [verdict for verdict in verdicts if verdict.broken is not None]

    async def _walk(self, guild_id: int) -> Verdict:
        ends = await self._storage.read(lambda connection: book.ends(connection, guild_id))
        if ends is None:
            strays = await self._storage.read(lambda connection: book.after(connection, guild_id, 0, 1))
            start = chain.origin(guild_id)
            return Verdict(guild_id, 0, chain.code(0, start.link), Break.ENDS if strays else None)
        return await self._compare(ends)

    async def _compare(self, ends: Ends) -> Verdict:
        code = chain.code(ends.seq, ends.link)
        if not ends.genuine(self._secret):
            return Verdict(ends.guild_id, 0, code, Break.ENDS)
        walk = Walk(ends)
        while walk.broken is None and walk.seq < ends.seq:
            seq = walk.seq
            walk.take(
                await self._storage.read(lambda connection, seq=seq: book.after(connection, ends.guild_id, seq, WALKED))  # type: ignore[misc]
            )
        return Verdict(ends.guild_id, walk.lines, code, walk.arrived(), walk.at)

    # -- erasing and pruning --------------------------------------------------------------------------------------

    def erase(self, connection: Connection, person_id: int) -> None:
        """Take a person out of every line that names them; that this happened, and to how many parts, is a line."""
        for guild_id, count in book.blank(connection, person_id).items():
            self.by(guild_id, Cause.ERASURE, Act.ERASED, about=count)(connection)

    def sweep(self, connection: Connection, now: datetime) -> int:
        """Remove the lines that have run out; each chain then begins at a signed checkpoint."""
        return sum(book.prune(connection, guild_id, now - KEPT, self._secret) for guild_id in book.guilds(connection))
