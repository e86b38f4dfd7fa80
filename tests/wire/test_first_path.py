"""The bot as it is shipped, over real sockets: a message is heard, a card posted, a button pressed, the card changed."""

from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_a_message_reaches_the_primary_and_im_on_it_changes_the_card(scene: Any) -> None:
    process = await scene.start(cold=True)
    maya, ana = scene.town["maya"], scene.town["ana"]

    maya.write(scene.town.places["lounge"], PILLS)
    card = await scene.sees("ana", "Case 1", place="alerts")
    await scene.sees("ana", "Case 1")
    await scene.sees("maya", "I am telling Ana, a peer from here.")
    await scene.press("ana", "I'm on it")
    await scene.sees("maya", "Ana is here for you now")

    await scene.until(lambda: "Ana is on it" in str(card.embeds))
    assert [one.content for one in ana.reads(scene.town.places["lounge"])] == [PILLS]
    assert await process.stop() == 0
