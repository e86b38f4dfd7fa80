"""How a response is sealed: a name that only the survey's key can make, and bytes that only it can open."""

import hashlib
import hmac
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, Protocol

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12

TokenBytes = Callable[[int], bytes]


class SealDamaged(Exception):
    """The bytes, or the key, are not what was sealed."""


class Aead(Protocol):
    """Authenticated encryption; a test puts an ideal one in its place."""

    def encrypt(self, nonce: bytes, data: bytes, _bound: bytes, /) -> bytes:
        """Seal `data`, bound to a context."""
        ...

    def decrypt(self, nonce: bytes, data: bytes, _bound: bytes, /) -> bytes:
        """Open what `encrypt` made.

        Raises:
            InvalidTag: it is not that, or the key is another.
        """
        ...


@dataclass(frozen=True, slots=True)
class Seal:
    """What a survey's 32 bytes are good for; nothing of it is ever written."""

    survey: bytes
    id_key: bytes
    aead: Aead
    check: bytes
    token_bytes: TokenBytes

    @classmethod
    def of(cls, key: bytes, survey: str, token_bytes: TokenBytes, aead: Callable[[bytes], Aead] = AESGCM) -> "Seal":
        """Derive everything from a survey's key."""
        return cls(
            survey.encode(),
            _derived(key, b"who"),
            aead(_derived(key, b"what")),
            _derived(key, b"check " + survey.encode()),
            token_bytes,
        )

    def name(self, user_id: int) -> bytes:
        """Return the name under which somebody's response lies; without the key it leads to nobody."""
        return hmac.digest(self.id_key, self.survey + b"\0%d" % user_id, hashlib.sha256)

    def close(self, name: bytes, plain: bytes) -> bytes:
        """Seal a response under its name, with a fresh nonce."""
        nonce = self.token_bytes(NONCE_BYTES)
        return nonce + self.aead.encrypt(nonce, plain, self._bound(name))

    def open(self, name: bytes, sealed: bytes) -> bytes:
        """Open what `close` made.

        Raises:
            SealDamaged: it is something else.
        """
        try:
            return self.aead.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], self._bound(name))
        except (InvalidTag, ValueError):
            raise SealDamaged from None

    def _bound(self, name: bytes) -> bytes:
        return b"alongside survey response 1\0" + self.survey + b"\0" + name


def _derived(key: bytes, use: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt=None, info=b"alongside survey 1 " + use).derive(key)
