"""The operator's master key, and how it wraps the keys of people."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path
from typing import Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from bot.storage.errors import FolderNotWritable, MasterKeyInvalid, MasterKeyMissing, SealBroken
from bot.storage.files import sync_folder

KEY_BYTES: Final = 32
NONCE_BYTES: Final = 12  # NIST SP 800-38D, 8.2: 96 random bits, for far fewer than 2^32 messages a key

TokenBytes = Callable[[int], bytes]


class MasterKey:
    """Wraps the keys of people. Its id is stored with what it wrapped, so that a later one can take over key by key."""

    def __init__(self, secret: bytes, *, token_bytes: TokenBytes) -> None:
        """Take the 32 secret bytes and where nonces come from."""
        self._secret = secret
        self._cipher = AESGCM(secret)
        self._token_bytes = token_bytes
        self.id = hashlib.sha256(b"alongside master key id\0" + secret).hexdigest()[:16]

    def wrap(self, key: bytes, *, person_id: int, discord_id: int) -> bytes:
        """Encrypt a person's key for the keyring; it opens in that person's row only."""
        nonce = self._token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, key, self._bound(person_id, discord_id))

    def unwrap(self, wrapped: bytes, *, person_id: int, discord_id: int) -> bytes:
        """Decrypt a person's key.

        Raises:
            SealBroken: it is damaged, another person's, or wrapped by another master key.
        """
        nonce, sealed = wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:]
        try:
            return self._cipher.decrypt(nonce, sealed, self._bound(person_id, discord_id))
        except (InvalidTag, ValueError):
            raise SealBroken from None

    def _bound(self, person_id: int, discord_id: int) -> bytes:
        return b"alongside person key 1\0%s\0%d\0%d" % (self.id.encode(), person_id, discord_id)


def derive(secret: bytes, purpose: str) -> bytes:
    """Return 32 bytes for one use, from which the secret cannot be told (HKDF, RFC 5869)."""
    info = b"alongside derived key 1\0" + purpose.encode()
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=info).derive(secret)


def next_key_file(path: Path) -> Path:
    """Return where the key lies that is to take over from the one in `path`."""
    return path.with_name(path.name + ".next")


def make_next_key(path: Path, *, token_bytes: TokenBytes) -> MasterKey:
    """Make the key that is to take over, durable beside the present one; one that never came to it is replaced.

    Raises:
        FolderNotWritable: it cannot be kept there.
    """
    beside = next_key_file(path)
    beside.unlink(missing_ok=True)
    return MasterKey(_make(beside, token_bytes), token_bytes=token_bytes)


def take_over(path: Path) -> None:
    """Put the next key in the place of the present one, which is gone by that.

    Raises:
        FolderNotWritable: it cannot be renamed.
    """
    try:
        next_key_file(path).rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FolderNotWritable(path=str(path.parent)) from error


def load_master_key(path: Path, *, keyring: Path, token_bytes: TokenBytes) -> MasterKey:
    """Read the master key; make one at the very first start, when there is no keyring that it would have to open.

    Raises:
        MasterKeyMissing: there is a keyring, and no key file.
        MasterKeyInvalid: the file holds no key.
        FolderNotWritable: a new key cannot be kept.
    """
    try:
        written = path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        if keyring.exists() and keyring.stat().st_size > 0:
            raise MasterKeyMissing(path=str(path), keyring=str(keyring)) from None
        return MasterKey(_make(path, token_bytes), token_bytes=token_bytes)
    except (OSError, UnicodeDecodeError) as error:
        raise MasterKeyInvalid(path=str(path)) from error
    try:
        secret = bytes.fromhex(written)
    except ValueError:
        secret = b""
    if len(secret) != KEY_BYTES:
        raise MasterKeyInvalid(path=str(path))
    return MasterKey(secret, token_bytes=token_bytes)


def _make(path: Path, token_bytes: TokenBytes) -> bytes:
    secret = token_bytes(KEY_BYTES)
    unfinished = path.with_name(path.name + ".new")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        descriptor = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        try:
            os.write(descriptor, secret.hex().encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        unfinished.rename(path)
        sync_folder(path.parent)
    except OSError as error:
        raise FolderNotWritable(path=str(path.parent)) from error
    return secret
