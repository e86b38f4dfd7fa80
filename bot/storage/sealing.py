"""Sealing what a person wrote: AES-GCM with their key, bound to them and to what it is for."""

from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.storage.errors import SealBroken
from bot.storage.master_key import NONCE_BYTES, TokenBytes

VERSION: Final = b"\x01"


def seal(key: bytes, text: str, *, person_id: int, purpose: str, token_bytes: TokenBytes) -> bytes:
    """Return a version byte, a nonce and the sealed text; its length still shows how long the text is."""
    nonce = token_bytes(NONCE_BYTES)
    # Discord passes lone surrogates on; they must come back as they were, not stop a crisis from being stored.
    plain = text.encode("utf-8", "surrogatepass")
    return VERSION + nonce + AESGCM(key).encrypt(nonce, plain, _bound(person_id, purpose))


def unseal(key: bytes, sealed: bytes, *, person_id: int, purpose: str) -> str:
    """Return the text.

    Raises:
        SealBroken: the bytes are damaged, or were sealed for another person or purpose.
    """
    if not sealed.startswith(VERSION):
        raise SealBroken
    nonce, rest = sealed[1 : 1 + NONCE_BYTES], sealed[1 + NONCE_BYTES :]
    try:
        return AESGCM(key).decrypt(nonce, rest, _bound(person_id, purpose)).decode("utf-8", "surrogatepass")
    except (InvalidTag, ValueError):
        raise SealBroken from None


def _bound(person_id: int, purpose: str) -> bytes:
    return b"alongside sealed text 1\0%d\0%s" % (person_id, purpose.encode())
