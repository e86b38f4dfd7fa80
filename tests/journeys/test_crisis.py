"""Somebody writes in crisis; a human being is with them and sees it through."""

from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"


async def test_a_message_in_crisis_reaches_the_primary_and_nothing_is_said_in_the_channel(world: Any) -> None:
    await world.maya.send(world.lounge, PILLS)

    assert [message.content for message in world.lounge.history()] == [PILLS]
    assert "Case 1" in world.card.embeds[0].title
    assert f"<@{world.ana.id}>" in world.card.content
    page = world.direct(world.ana)[-1]
    assert "pills" not in page.content + str(page.embeds[0].to_dict())
    first = world.inbox(world.maya)[-1]
    assert first.startswith("Hello, this is the bot of The Tuesday group, writing only to you.")
    assert "Ana is on call right now" in first
