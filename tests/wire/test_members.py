"""Who is in a server may not be asked at any time, and somebody in need does not wait for the answer."""

import asyncio
from typing import Any

PILLS = "I have the pills in front of me and I don't want to be here tomorrow"
EVERY = 15.0  # seconds; Discord's own limit is thirty


async def test_after_a_quick_restart_members_are_asked_for_again_and_people_are_paged_meanwhile(scene: Any) -> None:
    asking = scene.discord.gateway.asking
    asking.every = EVERY
    first = await scene.run()
    await scene.stop(first)

    running = asyncio.ensure_future(scene.run())
    await scene.until(lambda: asking.refusals)
    scene.town["maya"].write(scene.lounge, PILLS)
    words = await scene.sees("maya", "writing only to you")
    assert "no peer is on call" not in words.content
    await scene.sees("ana", "Case 1")

    bot = await running
    assert all(guild.chunked for guild in bot.guilds), "it asked again when that was allowed"
    assert asking.refusals == 1
