"""What a button carries: words and numbers joined by colons, for buttons outlive restarts."""

from typing import Final

LIMIT: Final = 100  # Discord's limit for a custom_id


def button_id(*parts: str | int) -> str:
    """Join the parts of a `custom_id`.

    Raises:
        ValueError: the result is longer than Discord takes, or a part holds the separator.
    """
    words = [str(part) for part in parts]
    joined = ":".join(words)
    if len(joined) > LIMIT or any(":" in word for word in words):
        raise ValueError(f"not a button id: {joined[:40]!r}")
    return joined


def parts_of(custom_id: str) -> tuple[str, ...]:
    """Split a `custom_id` into the parts it was joined from."""
    return tuple(custom_id.split(":"))
