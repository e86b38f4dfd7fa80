"""What a start made is left alone by the collector, which would stop the loop to walk through it."""

import ctypes
import gc
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.cli import garbage
from bot.cli.serving import _ready


@pytest.fixture
def collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.unfreeze()
    yield
    gc.unfreeze()
    gc.set_threshold(*before)
    gc.enable()


@pytest.mark.usefixtures("collecting")
async def test_what_the_start_made_is_walked_through_no_more_and_only_that() -> None:
    garbage.during_start()
    assert not gc.isenabled()
    ready = _ready(cast("Any", SimpleNamespace(guilds=[])))
    await ready()
    assert gc.isenabled()
    frozen = gc.get_freeze_count()
    assert frozen > 1000
    later: list[dict[str, int]] = [{} for _ in range(5000)]
    await ready()  # after each new session with Discord
    assert gc.get_freeze_count() <= frozen
    assert later


@pytest.mark.parametrize("library", [SimpleNamespace(), SimpleNamespace(malloc_trim=lambda _: 1)])
def test_memory_is_given_back_where_the_c_library_can(
    library: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ctypes, "CDLL", lambda _: library)
    assert garbage.give_back() is hasattr(library, "malloc_trim")


@pytest.mark.usefixtures("collecting")
def test_what_survived_is_looked_through_before_it_is_much(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gc, "isenabled", lambda: False)
    garbage.after_start()
    assert gc.get_threshold() == (garbage.YOUNG, garbage.MIDDLE, garbage.OLD)
    assert garbage.YOUNG * garbage.MIDDLE <= 30_000
