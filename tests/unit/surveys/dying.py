"""A process that closes a survey and is killed (SIGKILL) on the way: `python -m tests.unit.surveys.dying FOLDER PLACE`."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bot.audit import nobody
from bot.surveys.book import Book
from bot.surveys.store import Store
from tests.unit.surveys.worlds import world

# Every place where the close touches a disk.
PLACES = ("open→closing", "counting", "closing→counted", "overwrite_key", "after overwrite", "unlink", "counted→closed")


def die(*_: Any, **__: Any) -> Any:
    os.kill(os.getpid(), signal.SIGKILL)


def arm(place: str) -> None:
    """Die at a place."""
    change, overwrite = Book.change, Store.overwrite_key

    async def changing(book: Book, survey: Any, *, expected: Any, **rest: Any) -> bool:
        if f"{next(iter(expected))}→{survey.state}" == place:
            die()
        return await change(book, survey, expected=expected, **rest)

    def after(store: Store) -> None:
        overwrite(store)
        die()

    methods: dict[str, tuple[type, str, Callable[..., Any]]] = {
        "counting": (Store, "all", die),
        "overwrite_key": (Store, "overwrite_key", die),
        "after overwrite": (Store, "overwrite_key", after),
        "unlink": (Store, "unlink", die),
    }
    setattr(*methods.get(place, (Book, "change", changing)))


async def main(folder: Path, place: str) -> None:
    there = await world(folder, seed="dying")
    arm(place)
    await there.surveys.closing.close(1, note=nobody)


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1]), sys.argv[2]))
