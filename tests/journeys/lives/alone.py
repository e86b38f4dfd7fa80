"""What somebody writes down for themselves alone leaves behind."""

from datetime import timedelta
from typing import Any, Final

from tests.journeys.conftest import said

TAKES: Final = timedelta(0)


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Two people have a goal, and note how their days go."""
    for member, goal in ((person, f"{words} walk to the river"), (other, "call a friend")):
        shown = await member.slash(world.lounge, "goals")
        form = await member.click(shown.response.message, label="A new goal")
        await world.submit(member, form, {"text": goal})
        home = await member.slash(world.lounge, "help")
        voice = await member.click(home.response.message, label="Your voice")
        shown = await member.click(voice.response.message, label="Just for me")
        shown = await member.select(shown.response.message, ("days",))
        form = await member.click((shown.followups or [shown.response])[0].message, label="Note how it is now")
        noted = await world.submit(member, form, {f"m{number}": ["2"] for number in range(4)})
        assert "Last time: 8 of 16." in said(noted)
