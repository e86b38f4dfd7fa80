"""Who presses is answered though Discord holds other messages of the case back."""

from typing import Any

import pytest

from bot.rehearsal.discord.faults import delay, request

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
HELD_BACK = 2.6  # seconds: longer than the bot leaves a press without an answer, shorter than it waits for Discord's
LATER = (5, 6)  # https://docs.discord.com/developers/interactions/receiving-and-responding: an answer is coming


@pytest.mark.parametrize("closes", [False, True], ids=["taking it", "closing it"])
async def test_a_press_is_answered_before_every_copy_of_the_card_has_changed(scene: Any, closes: bool) -> None:
    await scene.run()
    maya, ana = scene.town["maya"], scene.town["ana"]
    then = "It was not a crisis" if closes else "Ana is on it"
    maya.write(scene.lounge, PILLS)
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    if closes:
        await scene.press("ana", "I'm on it", place="alerts")
        await scene.sees("ana", "Ana is on it")
        asked = await scene.press("ana", "Not a crisis", place="alerts")
    await scene.quiet()
    held = scene.discord.requests.faults.add(request(f"PATCH /channels/{ana.direct}/messages/*"), delay(HELD_BACK))

    if closes:
        turn = await scene.answered(await ana.press(asked.private[-1], "Yes, close it"))
    else:
        turn = await scene.press("ana", "I'm on it", place="alerts")

    (answer,) = scene.discord.requests.matching(f"POST /interactions/{turn.id}/*/callback")
    assert answer.body["type"] not in LATER
    assert not scene.seen("ana", then), "her page, in another channel, is still on its way"
    await scene.until(lambda: held.met)
    await scene.sees("ana", then)
