"""The typed errors; each names the text that a person is shown."""

from typing import ClassVar


class AlongsideError(Exception):
    """Something went wrong in a way that we foresaw and can say in a sentence."""

    text: ClassVar[str] = "error-unexpected"

    def __init__(self, **values: str | int) -> None:
        """Keep the values that the sentence needs; none of them may be what a person wrote."""
        super().__init__(self.text, values)
        self.values = values


class Refusal(AlongsideError):
    """What a person asked for cannot be done; the sentence says what they can do instead."""


class NotTheirs(Refusal):
    """Somebody tried what is not theirs to see or do; it is counted and logged, without who (ASVS 5, 16.3.2)."""


class ConfigurationError(AlongsideError):
    """A setting is wrong or missing; the sentence says what to put where, and the start stops."""


class StorageUnavailable(AlongsideError):
    """The database cannot be used now."""

    text = "error-storage-unavailable"
