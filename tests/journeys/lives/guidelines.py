"""What agreeing, and writing what others agree to, leave behind."""

from datetime import timedelta
from typing import Any, Final

TAKES: Final = timedelta(0)


async def live(world: Any, person: Any, helper: Any, other: Any, words: str) -> None:
    """Two people agree; the one who looks after the group too writes a new version of what everybody agrees to."""
    guidelines, guild = world.services.guidelines, world.guild.id
    for one in (person, other):
        await guidelines.agree(guild, one.id, 1)
    await world.bot.get_guild(guild).get_member(person.id).add_roles(world.bot.get_guild(guild).get_role(world.lead.id))
    await world.env.settle()
    theirs = dict((await guidelines.versions(guild))[0].texts["en"]) | {"peers": "Peers listen."}
    await guidelines.write(guild, person.id, "en", theirs)
