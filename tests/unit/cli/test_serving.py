"""What a start made is left alone by the collector, which would stop the loop to walk through it."""

import gc
from types import SimpleNamespace
from typing import Any, cast

import pytest

from bot.cli.serving import _ready


@pytest.fixture
def thawed() -> Any:
    gc.unfreeze()
    yield
    gc.unfreeze()


@pytest.mark.usefixtures("thawed")
async def test_what_the_start_made_is_walked_through_no_more_and_only_that() -> None:
    ready = _ready(cast("Any", SimpleNamespace(guilds=[])))
    await ready()
    frozen = gc.get_freeze_count()
    assert frozen > 1000
    later: list[dict[str, int]] = [{} for _ in range(5000)]
    await ready()  # after each new session with Discord
    assert gc.get_freeze_count() <= frozen
    assert later
