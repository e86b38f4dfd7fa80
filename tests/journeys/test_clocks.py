"""The machine's clock is set while somebody is being woken: the ladder is climbed all the same, to its loud end."""

from datetime import timedelta
from typing import Any

import pytest

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("jump", "restarted"),
    [(HOUR, False), (DAY, False), (-HOUR, False), (-DAY, False), (-HOUR, True), (-DAY, True)],
    ids=str,
)
async def test_the_ladder_is_climbed_whatever_the_clock_does(
    world: Any, restart: Any, jump: timedelta, restarted: bool
) -> None:
    await world.maya.send(world.lounge, PILLS)
    assert "Case 1" in world.direct(world.ana)[-1].content
    world.clock.jumped = jump
    if restarted:
        await world.bot.close()
        await restart()
    await world.pass_time(minutes=11)

    assert any("Case 1" in one.content for one in world.direct(world.lea))
    ends = [text for text in world.inbox(world.maya) if text.startswith("I have not reached anybody for you so far.")]
    assert len(ends) == 1
    assert sum("nobody has answered" in one.content for one in world.cards()) == 1
    pages = sum(one.content.startswith("Alongside: Case 1") for one in world.direct(world.ana))
    assert pages == 1, "nobody is rung twice for it"
    await world.press(world.ana, "I'm on it")
    assert "Ana is here for you now" in world.inbox(world.maya)[-1]
