"""What the record says that leads read, for the journeys in which staff do something."""

from typing import Any

Line = tuple[str, str, int | None]
"""What was done, about which number or code, and by whom."""


async def acts(world: Any, guild_id: int | None = None) -> list[Line]:
    """What the record says, oldest first."""
    lines = await world.services.audit.lines(world.guild.id if guild_id is None else guild_id)
    return [(line.act, line.about, line.actor) for line in reversed(lines)]


async def since(world: Any) -> int:
    """The number of the newest line."""
    lines = await world.services.audit.lines(world.guild.id)
    return lines[0].seq if lines else 0


async def after(world: Any, seq: int) -> list[Line]:
    """What the record says since that line, oldest first."""
    lines = await world.services.audit.lines(world.guild.id)
    return [(line.act, line.about, line.actor) for line in reversed(lines) if line.seq > seq]
