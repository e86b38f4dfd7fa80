"""Private messages to people of a group."""

from bot.groups.hours import clock_of
from bot.groups.model import Group
from bot.messenger.message import Message
from bot.messenger.port import Lane, Left, Outcome
from bot.parts import Parts


async def write_to(
    parts: Parts, group: Group, person: int, message: Message, *, key: str, zone: str = "", rationed: bool = True
) -> Outcome:
    """Write to somebody of a group privately, by their own clock if it is known; who left its server gets nothing."""
    user = parts.people.discord_id(person)
    if user is None or parts.directory.absent(group.guild_id, user):
        return Left()
    return await parts.messenger.direct(
        user_id=user,
        message=message,
        key=key,
        lane=Lane.BULK,
        zone=clock_of(zone or group.zone),
        rationed=rationed,
    )
