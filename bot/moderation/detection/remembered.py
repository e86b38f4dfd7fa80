"""Work something out for each word once: people use the same few thousand words over and over."""

from collections.abc import Callable
from typing import Final, Generic, TypeVar

_MOST: Final = 20_000  # words
_LONGEST: Final = 40  # characters
T = TypeVar("T")


class Remembered(dict[str, T], Generic[T]):
    """What a function says of each word, worked out when it is first met.

    As many are remembered as people use, and none so long that it is no word; with too many it starts anew.
    """

    def __init__(self, of: Callable[[str], T]) -> None:
        """Take the function, the same for the same word whenever it is asked."""
        super().__init__()
        self._of = of

    def __missing__(self, word: str) -> T:
        """Ask the function, and remember what it said."""
        found = self._of(word)
        if len(word) <= _LONGEST:
            if len(self) >= _MOST:
                self.clear()
            self[word] = found
        return found
