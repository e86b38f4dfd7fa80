"""Charts come from a process of their own: the bot never waits for what draws, holds nothing of it, and does without it."""

import asyncio
import errno
import os
import signal
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.drawing.easel import Bar, Column, Easel, Line

PNG = b"\x89PNG"


@pytest.fixture
async def easel() -> AsyncIterator[Easel]:
    made = Easel()
    yield made
    await made.close()


def process_of(easel: Easel) -> int:
    assert easel._process is not None
    return easel._process.pid


async def test_every_kind_of_chart_is_drawn_and_the_bot_loads_nothing_for_it(easel: Easel) -> None:
    bars = await easel.bars("Our room", [Bar("Is it warm?", (("Yes", 5), ("No", 3), ("Rather not say", 0)))])
    lines = await easel.lines("Our room", [Line("Warm", (("2026-05-04", 3.5), ("2026-05-11", 4.0)))], ends=(1, 5))
    weeks = await easel.weeks(
        "Our room",
        [Column("04.05", 7, 6, {"light": 3, "between": 3, "heavy": 1}), Column("11.05", None, None, None)],
        titles=("a", "b"),
        labels=("c", "d"),
        words={"light": "e", "between": "f", "heavy": "g"},
        hidden=("h", "i"),
        none="j",
    )
    for picture in (bars, lines, weeks):
        assert picture is not None
        assert picture.startswith(PNG)


async def test_one_process_draws_all_and_another_is_started_when_it_is_gone(easel: Easel) -> None:
    bars = [Bar("Is it warm?", (("Yes", 5), ("No", 3)))]
    assert await easel.bars("One", bars)
    first = process_of(easel)
    assert await easel.bars("Two", bars)
    assert process_of(easel) == first
    os.kill(first, signal.SIGKILL)
    assert await easel.bars("Three", bars)
    assert process_of(easel) != first


async def test_a_process_that_was_warmed_draws_the_first_picture(easel: Easel) -> None:
    easel.warm()
    easel.warm()
    while easel._process is None:
        await asyncio.to_thread(easel._warmed)
    warmed = process_of(easel)
    assert await easel.bars("One", [Bar("Is it warm?", (("Yes", 5), ("No", 3)))])
    assert process_of(easel) == warmed


async def test_nothing_is_started_when_the_bot_has_stopped_and_a_machine_that_starts_nothing_gives_no_picture(
    easel: Easel, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused() -> None:
        raise BlockingIOError(errno.EAGAIN, "no more processes")

    monkeypatch.setattr("bot.drawing.easel._started", refused)
    assert await easel.bars("One", [Bar("Is it warm?", (("Yes", 5), ("No", 3)))]) is None
    monkeypatch.undo()
    await easel.close()
    await asyncio.to_thread(easel._warmed)
    assert easel._process is None


async def test_what_cannot_be_drawn_is_no_picture_and_no_error(easel: Easel) -> None:
    assert await easel.lines("Nothing", [], ends=(5, float("nan"))) is None


async def test_the_process_is_told_nothing_but_what_to_draw(easel: Easel, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DISCORD_TOKEN", "a-secret-of-the-bot")
    assert await easel.bars("One", [Bar("Is it warm?", (("Yes", 5), ("No", 3)))])
    told = Path(f"/proc/{process_of(easel)}/environ")
    assert b"a-secret-of-the-bot" not in await asyncio.to_thread(told.read_bytes)


async def test_the_bot_itself_never_loads_what_draws() -> None:
    loaded = "import sys, bot.client, bot.cogs.surveys, bot.cogs.groups; sys.exit(not {'matplotlib', 'PIL'}.isdisjoint(sys.modules))"
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", loaded)
    assert await process.wait() == 0


async def test_no_chart_waits_for_what_takes_most_of_a_second_to_load() -> None:
    drawing = (
        "import sys; from bot.drawing.pictures import drawn\n"
        "drawn('bars', {'title': 'Tea', 'bars': [('Warm?', [('Yes', 5), ('No', 3)])]})\n"
        "drawn('lines', {'title': 'Tea', 'lines': [('Warm?', [('2026-05-04', 3.5)])], 'ends': (1, 5)})\n"
        "drawn('weeks', {'title': 'Tea', 'columns': [('4 May', 7, 0, {'light': 7})], 'titles': ('a', 'b'), 'labels': ('c', 'd'),\n"
        "    'words': {'light': 'e'}, 'hidden': ('f', 'g'), 'none': 'h'})\n"
        "sys.exit(not {'matplotlib', 'numpy'}.isdisjoint(sys.modules))"
    )
    process = await asyncio.create_subprocess_exec(sys.executable, "-c", drawing)
    assert await process.wait() == 0, "loading them takes longer than the results may"
