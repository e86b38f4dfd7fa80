"""When something takes longer than Discord waits, people still get their answer, and cards still change."""

import asyncio
from collections.abc import Callable
from typing import Any

import pytest

PILLS = "I have the pills in front of me"


async def test_a_slow_press_is_answered_in_time_and_changes_its_card_in_the_end(
    world: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    await world.maya.send(world.lounge, PILLS)
    quick = world.services.response.take

    async def slow(*args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(4)
        return await quick(*args, **kwargs)

    monkeypatch.setattr(world.bot.get_cog("Crisis")._response, "take", slow)
    result = await world.press(world.ben, "I'm on it", world.card)

    assert result.acknowledged
    await world.pass_time(seconds=5)
    assert "Ben is on it" in world.card.embeds[0].title
    assert world.open_case().holder == world.ben.id


async def test_a_slow_command_says_that_an_answer_is_coming(
    world: Any, read: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = world.services.files.cases

    async def slow(*args: Any, **kwargs: Any) -> Any:
        await asyncio.sleep(4)
        return await quick(*args, **kwargs)

    monkeypatch.setattr(world.services.files, "cases", slow)
    result = await world.ana.slash(world.alerts, "incident list")
    await world.pass_time(seconds=5)
    assert result.acknowledged
    assert "Nothing is open" in read(result)


async def test_a_bug_is_answered_with_a_sentence_and_counted(
    world: Any, read: Callable[[Any], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def broken(*_: Any, **__: Any) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(world.services.files, "cases", broken)
    result = await world.ana.slash(world.alerts, "incident list")
    assert read(result).startswith("Something went wrong on my side")
    assert world.services.router.failures == 1
