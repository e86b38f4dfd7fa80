"""What happens in this Discord, as a stream: tests wait on it, and a page can follow it."""

import asyncio
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: `kind` is `request`, `answer`, `frame`, `session` …, with its facts."""

    kind: str
    facts: dict[str, Any] = field(default_factory=dict)


class NeverHappened(AssertionError):
    """What somebody waited for did not come about in time."""


class Happenings:
    """Tells whoever listens; nothing is kept for those who come later."""

    def __init__(self) -> None:
        """Begin with nobody listening."""
        self._listeners: list[Callable[[Happening], None]] = []

    def tell(self, kind: str, **facts: Any) -> None:  # noqa: ANN401
        """Say that something happened."""
        one = Happening(kind, facts)
        for listener in tuple(self._listeners):
            listener(one)

    @contextmanager
    def heard_by(self, listener: Callable[[Happening], None]) -> Iterator[None]:
        """Have a function hear everything for a while."""
        self._listeners.append(listener)
        try:
            yield
        finally:
            self._listeners.remove(listener)

    async def until(self, look: Callable[[], T | None], *, within: float = 10.0) -> T:
        """Look again at each happening until `look` returns something that is true, and return that.

        Args:
            look: what to ask.
            within: seconds.

        Raises:
            NeverHappened: it did not come about in time.
        """
        found = look()
        if found:
            return found
        came: asyncio.Future[T] = asyncio.get_running_loop().create_future()

        def again(_: Happening) -> None:
            if not came.done() and (now := look()):
                came.set_result(now)

        with self.heard_by(again):
            try:
                async with asyncio.timeout(within):
                    return await came
            except TimeoutError:
                raise NeverHappened(f"not within {within} s") from None
