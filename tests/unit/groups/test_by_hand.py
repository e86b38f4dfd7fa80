"""A prompt that a facilitator posts by hand counts as used only where it may stand."""

import pytest

from bot.audit import nobody
from bot.messenger.port import Outcome, Transient, Unknown
from tests.unit.groups.worlds import CHANNEL, World


@pytest.mark.parametrize(
    ("outcome", "by_hand", "kept"), [(Transient(), True, 0), (Unknown(), True, 1), (Transient(), False, 1)]
)
async def test_what_certainly_stands_nowhere_and_is_not_tried_again_was_not_used(
    world: World, outcome: Outcome, by_hand: bool, kept: int
) -> None:
    group = await world.group()
    prompt = await world.groups.prompts.suggest(group, None)
    world.messenger.will(CHANNEL, outcome)
    assert await world.groups.prompts.post(group, prompt, occasion="one", note=nobody, by_hand=by_hand) == outcome
    assert len(await world.groups.prompts.used(group)) == kept
