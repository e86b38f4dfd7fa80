"""How lines hang together: salted marks over who and what, a link over each line and the one before it, signed ends."""

import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from bot.audit.acts import Act

SALT_BYTES: Final = 32
CODE_DIGITS: Final = 20  # hexadecimal: 80 bits, which nobody finds a second history for


class Break(StrEnum):
    """What is wrong with a chain."""

    CHANGED = "changed"  # a line is not as it was written
    MISSING = "missing"
    BLANKED = "blanked"  # more was blanked than erasures account for
    ENDS = "ends"  # where it begins or ends was not signed by this host


@dataclass(frozen=True, slots=True)
class Link:
    """One line as it is stored."""

    guild_id: int
    seq: int
    at: datetime
    act: str
    actor_id: int | None
    actor_salt: bytes | None
    actor_mark: bytes
    subject_id: int | None
    about: str | None
    subject_salt: bytes | None
    subject_mark: bytes
    link: bytes

    @property
    def blanks(self) -> int:
        """Count the parts that were erased."""
        return (self.actor_salt is None) + (self.subject_salt is None)


@dataclass(frozen=True, slots=True)
class Ends:
    """Where a chain begins, after what retention removed, and where it ends."""

    guild_id: int
    first_seq: int
    first_link: bytes
    seq: int
    link: bytes
    signature: bytes = b""

    def signed(self, secret: bytes) -> bytes:
        """Return a signature over both ends (Ed25519, RFC 8032)."""
        return Ed25519PrivateKey.from_private_bytes(secret).sign(self._said())

    def genuine(self, secret: bytes) -> bool:
        """Say whether this host signed these ends."""
        try:
            Ed25519PrivateKey.from_private_bytes(secret).public_key().verify(self.signature, self._said())
        except InvalidSignature:
            return False
        return True

    def _said(self) -> bytes:
        facts = [self.guild_id, self.first_seq, self.first_link.hex(), self.seq, self.link.hex()]
        return b"alongside record ends 1\0" + json.dumps(facts).encode()


def origin(guild_id: int) -> Ends:
    """Return the ends of a chain without lines."""
    link = hashlib.sha256(b"alongside record 1\0%d" % guild_id).digest()
    return Ends(guild_id, 0, link, 0, link)


def mark(salt: bytes, *parts: int | str | None) -> bytes:
    """Commit to values so that without the salt nobody can tell them by trying."""
    return hmac.digest(salt, json.dumps(parts).encode(), "sha256")


def link(before: bytes, line: Link) -> bytes:
    """Return what ties a line to the one before it. Who and what are in it only as their marks."""
    facts = [line.guild_id, line.seq, line.at.isoformat(), line.act, line.actor_mark.hex(), line.subject_mark.hex()]
    return hashlib.sha256(before + json.dumps(facts).encode()).digest()


def intact(line: Link) -> bool:
    """Say whether who and what are as they were written, or gone together with their salts."""
    actor = (
        line.actor_id is None if line.actor_salt is None else mark(line.actor_salt, line.actor_id) == line.actor_mark
    )
    if line.subject_salt is None:
        return actor and line.subject_id is None and line.about is None
    return actor and mark(line.subject_salt, line.subject_id, line.about) == line.subject_mark


def code(seq: int, value: bytes) -> str:
    """Return what people read of a line's link, such as `12-3f9a…`."""
    return f"{seq}-{value.hex()[:CODE_DIGITS]}"


class Walk:
    """A walk along a chain, from its beginning, that stops at the first thing that is wrong."""

    def __init__(self, ends: Ends) -> None:
        """Begin before the first line."""
        self._ends = ends
        self._link = ends.first_link
        self._blanks = 0
        self.seq = ends.first_seq
        self.lines = 0
        self.broken: Break | None = None
        self.at = 0

    def take(self, page: Sequence[Link]) -> None:
        """Go along the next lines; none where there should be some is a gap."""
        if not page:
            self._stop(Break.MISSING, self.seq + 1)
        for line in page:
            if line.seq != self.seq + 1:
                self._stop(Break.MISSING, self.seq + 1)
            elif link(self._link, line) != line.link or not intact(line):
                self._stop(Break.CHANGED, line.seq)
            if self.broken is not None or line.seq > self._ends.seq:
                return
            self._blanks += line.blanks - (int(line.about or 0) if line.act == Act.ERASED else 0)
            self.seq, self._link, self.lines = line.seq, line.link, self.lines + 1

    def arrived(self) -> Break | None:
        """Return what is wrong, at the end of the walk."""
        if self.broken is None and self._link != self._ends.link:
            self._stop(Break.CHANGED, self.seq)
        if self.broken is None and self._blanks > 0:
            self._stop(Break.BLANKED, 0)
        return self.broken

    def _stop(self, broken: Break, at: int) -> None:
        if self.broken is None:
            self.broken, self.at = broken, at
