"""What bringing a problem to the leads leaves behind, and reading one."""

from datetime import timedelta
from typing import Any, Final

TAKES: Final = timedelta(0)


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Somebody writes about somebody else and has an answer; and, as the owner, reads what is about the lead."""
    reports = world.services.reports
    sent, _ = await world.as_bot(
        reports.send(world.guild.id, person.id, named=[other.id], words=f"{words} was rude", by_name=True)
    )
    await world.as_bot(reports.read(sent.id, world.lea.id))
    await world.as_bot(reports.answer(sent.id, world.lea.id, f"{words} we spoke with them", finished=True))
    world.env.backend.guilds[world.guild.id].owner_id = person.id
    world.bot.get_guild(world.guild.id).owner_id = person.id
    about, _ = await world.as_bot(
        reports.send(world.guild.id, other.id, named=[world.lea.id], words="The lead shouted", by_name=False)
    )
    await world.as_bot(reports.read(about.id, person.id))
