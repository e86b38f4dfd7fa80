"""What makes a post recognisable: to Discord by its nonce, to us by a marker or by what it shows."""

import base64
import hmac
from collections.abc import Iterable

_LOWEST_MARKER = 1 << 20
_MARKERS = (1 << 31) - 1 - _LOWEST_MARKER


class Identity:
    """Keyed hashes of the keys that callers give to what they send.

    Keyed, so that neither Discord nor a reader of the database can tell whether two posts belong to one person.
    """

    def __init__(self, secret: bytes) -> None:
        """Keep the secret: at least 16 bytes, the same after a restart."""
        if len(secret) < 16:
            raise ValueError("the secret of the messenger needs at least 16 bytes")
        self._secret = secret

    def nonce(self, key: str, *, place: int) -> str:
        """Return the 24 characters that mark every attempt to send `key` to one channel or person."""
        return base64.urlsafe_b64encode(self._hash("nonce", f"{place}\0{key}")[:18]).decode()

    def marker(self, key: str) -> int:
        """Return the component id (31 bits, above any that Discord numbers by itself) carried by what is posted."""
        return _LOWEST_MARKER + int.from_bytes(self._hash("marker", key)[:8]) % _MARKERS

    def name(self, key: str) -> str:
        """Return the name under which a key is written down."""
        return self._hash("name", key)[:16].hex()

    def look(self, texts: Iterable[str]) -> str:
        """Return a hash of what a message shows, blind to the white space that Discord trims."""
        shown = "\0".join("".join(text.split()).replace("\u200b", "") for text in texts)
        return self._hash("look", shown)[:16].hex()

    def _hash(self, purpose: str, text: str) -> bytes:
        return hmac.digest(self._secret, f"{purpose}\0{text}".encode("utf-8", "surrogatepass"), "sha256")
